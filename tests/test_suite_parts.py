"""What ``make soak`` takes out of ``make test`` exists, so that no test and no page moves between them unseen."""

from pathlib import Path

from built_editions import EDITIONS
from suite_parts import ALSO_LONG, EDITIONS_OF_EVERY_RUN, PAGES_OF_EVERY_RUN, TREES, WALKED

from analysis.press.editions import read_edition
from analysis.project import Project

ROOT = Path(__file__).parents[1]


def test_named_modules_and_tests_exist():
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
    assert {*TREES, *WALKED} <= texts.keys()
    for name in ALSO_LONG:
        plain = name.partition("[")[0]
        assert plain in texts or any(f"def {plain}(" in text for text in texts.values()), name


def test_pages_of_every_run_are_pages_of_the_main_edition():
    chapters = read_edition(Project(ROOT), "article").chapters
    assert set(PAGES_OF_EVERY_RUN) <= {"index", "sources", *chapters}


def test_editions_of_every_run_are_declared():
    assert set(EDITIONS_OF_EVERY_RUN) < set(EDITIONS)
