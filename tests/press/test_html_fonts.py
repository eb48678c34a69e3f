"""The faces inside the pages: all there, small, chosen by the text, and used by the browser."""

import re

import pytest

from analysis.fonts import FOLDER, WEB_FAMILIES, WEB_SCRIPTS, web_font
from analysis.press.web_fonts import FACES, font_rules


def test_every_face_has_every_script_and_nothing_else_lies_there():
    wanted = {web_font(family, style, script) for family, style in FACES for script in WEB_SCRIPTS}
    assert set((FOLDER / "web").iterdir()) == wanted
    for path in wanted:
        assert path.read_bytes()[:4] == b"wOF2" and path.stat().st_size < 40_000


def test_scripts_do_not_overlap():
    points = [point for spans in WEB_SCRIPTS.values() for low, high in spans for point in range(low, high + 1)]
    assert len(points) == len(set(points))


def test_changed_files_bear_no_reserved_name():
    assert not [family for family in WEB_FAMILIES.values() if "Source" in family]
    assert not [path.name for path in (FOLDER / "web").iterdir() if "Source" in path.name]


@pytest.mark.parametrize(
    ("text", "parts"), [("plain", 1), ("Kim Chŏng-ŭn", 2), ("Αθήνα", 2), ("Путин", 2), ("Путин ŏ", 3), ("김정은", 1)]
)
def test_a_page_carries_the_scripts_of_its_text(text, parts):
    assert len(re.findall("@font-face", font_rules(text))) == parts * len(FACES)
    assert font_rules(text) == font_rules(text)


@pytest.mark.browser
def test_browser_sets_names_in_our_faces(open_file, tmp_path):
    path = tmp_path / "page.html"
    words = "Kim Chŏng-ŭn Иван Αθήνα"
    sets = "".join(f'<p style="font:{style} 20px {family}, monospace">{words}</p>' for family in
                   ("Tumen Serif", "Tumen Sans") for style in ("normal", "italic", "bold"))  # fmt: skip
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><style>{font_rules(words)}</style>{sets}")
    page = open_file(path)
    page.evaluate("document.fonts.ready")
    states = page.evaluate("[...document.fonts].map(face => face.status)")
    assert len(states) == len(FACES) * 4 and set(states) == {"loaded"}
