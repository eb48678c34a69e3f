"""Strong verbs stand only where the wording card lets them: in the chapters and in computed reasons."""

import ast
import re

import pytest
from chapters_of_the_study import NAMES, ROOT, read

from analysis.argument.card import CARD, GUARDED, faults

MODULES = sorted(
    path for folder in ("argument", "figures") for path in (ROOT / "analysis" / folder).glob("*.py")
    if path.name != "card.py"
)  # fmt: skip


def told(path):
    """Every text of a module that a reader may see: strings with spaces, the pieces of one f-string joined."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node, clean=False)
    }
    silent |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    silent |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


@pytest.mark.parametrize("name", NAMES)
def test_prose_of_chapters_keeps_to_the_card(name):
    prose = "\n".join(cell.source for cell in read(name).cells if cell.cell_type == "markdown")
    assert faults(re.sub(r"\{eval\}(`+).+?\1", "{}", prose)) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_computed_sentences_keep_to_the_card(path):
    assert [fault for text in told(path) if " " in text for fault in faults(text)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The government of the South proves that shells were sent.",
        "Washington confirms the delivery.",
        "Pyongyang's silence shows that it is so.",
        "Officials in Seoul admit that the North fights.",
    ],
)
def test_a_strong_verb_without_its_ground_is_a_fault(sentence):
    assert faults(sentence) == [sentence]


def test_the_same_verbs_stand_where_they_may():
    assert faults("The treaty of 2000 is proved to lack it; no source shows it. One side admitted the soldiers.") == []


def test_every_status_has_its_verbs():
    assert {"alleged", "assessed", "documented", "admitted", "adjudicated"} <= {entry.status for entry in CARD}
    assert all(re.search(entry.pattern, verb) for entry in GUARDED for verb in entry.verbs)
