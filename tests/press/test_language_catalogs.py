"""The catalogs: in step with the code, whole in every language, and telling the same as what they translate."""

import ast
import re
import string
from pathlib import Path

import pytest
import translations
from babel import Locale
from babel.messages.pofile import read_po

from analysis.fonts import covered_characters
from analysis.language import day_text, list_text, number_text, speaking
from analysis.press.language import _, ngettext

ROOT = Path(__file__).parents[2]
CATALOGS = sorted(path for domain in translations.DOMAINS for path in domain.folder.glob("*/LC_MESSAGES/*.po"))
MARKS = {"_", "N_", "ngettext", "pgettext", "phrase", "nphrase"}


def messages(path):
    with path.open("rb") as source:
        return [message for message in read_po(source, locale=path.parents[1].name) if message.id]


def forms(text):
    return text if isinstance(text, tuple) else (text,)


def places(text):
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_files_are_what_make_translations_writes():
    stale = [path.relative_to(ROOT).as_posix() for path, content in translations.files().items()
             if not path.is_file() or path.read_bytes() != content]  # fmt: skip
    assert stale == [], "run make translations, and translate what it names"


def test_files_tell_no_day_and_no_machine():
    for path in (path for domain in translations.DOMAINS for path in domain.folder.rglob("*.po*")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"Date:|Translator:|Generated-By|^#: /|:\d+$", text, re.MULTILINE), path


def test_korean_is_there():
    languages = [path.parents[1].name for path in CATALOGS]
    assert languages.count("ko") == len(translations.DOMAINS) > 1
    assert {languages.count(language) for language in languages} == {len(translations.DOMAINS)}, "each has every domain"


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: f"{path.stem}-{path.parents[1].name}")
def test_every_message_is_translated_with_the_same_places(path):
    plural = Locale.parse(path.parents[1].name).plural_form
    for message in messages(path):
        told = forms(message.string)
        assert all(told) and not message.fuzzy, message.id
        assert len(told) == (len(plural.tags | {"other"}) if message.pluralizable else 1), message.id
        known = set().union(*map(places, forms(message.id)))
        required = set.intersection(*map(places, forms(message.id)))
        for text in told:
            assert places(text) <= known | {"count", "number"} and required <= places(text), message.id


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: f"{path.stem}-{path.parents[1].name}")
def test_every_character_can_be_printed(path):
    text = "".join(text for message in messages(path) for text in forms(message.string))
    assert set(text) - covered_characters() - {"\n"} == set()


def test_no_message_hides_where_extraction_cannot_see_it():
    """Within an f-string Python 3.11 shows the extractor no call; and a message that is composed is none."""
    hidden = []
    for path in sorted((ROOT / "analysis").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                hidden += [f"{path.name}:{call.lineno}" for call in ast.walk(node) if _marks(call)]
    assert hidden == []


def _marks(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS


def test_a_language_is_spoken_within_its_block_alone():
    assert (_("Contents"), day_text("2024-06-20"), day_text("2024-06")) == ("Contents", "20 June 2024", "June 2024")
    with speaking("ko-KR"):
        assert (_("Contents"), day_text("2024-06-20"), day_text("2024-06")) == ("차례", "2024년 6월 20일", "2024년 6월")
        with speaking("en"):
            assert _("Contents") == "Contents" and list_text("abc") == "a, b and c"
        assert number_text(12_345) == "12,345"
    with speaking("is"):
        assert number_text(12_345) == "12.345" and day_text("2024-06-20") == "20. júní 2024"
        assert ngettext("{count} row", "{count} rows", 1) == "{count} row", "a language without a catalog stays English"


def test_what_is_no_day_stays_as_it_is():
    assert [day_text(text) for text in ("newest", "", "2024-13-01", "2024")] == ["newest", "", "2024-13-01", "2024"]
