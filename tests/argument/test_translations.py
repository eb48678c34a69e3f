"""Translations of the register: whole, and told as stale when a statement changes."""

import shutil
from pathlib import Path

import pytest

from analysis.argument.register import read_register
from analysis.argument.translations import read_translation, translation_faults
from analysis.argument.wording import dated, nphrase, phrase
from analysis.errors import DataError
from analysis.evidence.quantity import Quantity
from analysis.figures.language import told, worded
from analysis.language import speaking

ROOT = Path(__file__).parents[2]
REGISTER = read_register(ROOT / "data")


def copied(folder, *changes):
    (folder / "translations").mkdir()
    path = folder / "translations" / "ko.toml"
    shutil.copyfile(ROOT / "data" / "translations" / "ko.toml", path)
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")
    return translation_faults(folder, REGISTER)


def test_every_claim_and_voice_is_translated():
    assert translation_faults(ROOT / "data", REGISTER) == []
    assert set(read_translation(ROOT / "data", "ko-KR").statements) == {claim.id for claim in REGISTER.all}
    assert read_translation(ROOT / "data", "de").statements == {}


def test_a_changed_statement_makes_its_translation_stale(tmp_path):
    (fault,) = copied(tmp_path, ("Russia backed the sanctions of 2006.", "Russia backed sanctions."))
    assert "claim S2" in fault and "stale" in fault


def test_missing_and_unknown_translations_are_told(tmp_path):
    faults = copied(tmp_path, ('id = "S2"', 'id = "S99"'), ('"article" =', '"nobody" ='))
    assert [("S2" in fault, "S99" in fault, "'article'" in fault) for fault in faults] == [
        (True, False, False), (False, False, True), (False, True, False),
    ]  # fmt: skip


def test_a_phrase_is_english_that_remembers_how_it_was_made():
    number = Quantity(low=11000, bound="at_least", unit="containers")
    wanted = Quantity(value=11000, unit="containers")
    text = phrase("Testable with a figure of {figure} or more.", figure=wanted)
    assert text == "Testable with a figure of 11,000\xa0containers or more." and told(text) == text
    with speaking("ko"):
        assert told(text) == "컨테이너 11,000개 이상의 수치가 있으면 검증할 수 있다."
        assert worded(number).text == "컨테이너 11,000개 초과" and worded(number).low == 11000
        assert told(Quantity(value=240.1, unit="usd_bn")) == "2,401억 달러"
        assert told(dated("2024-06-20")) == "2024년 6월 20일"
        assert told(["Russia"], {"Russia": "러시아"}) == "러시아"
    assert nphrase("{number} more", "{number} more of them", 2, number=2) == "2 more of them"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"claim = 'x'", "expected tables"),
        (b"claim = ['x']", "expected tables"),
        (b"names = 'x'", "a table .names. of texts"),
        (b"[names]\na = 1", "a table .names. of texts"),
        (b"[[claim]]\nid = 'T1'", "not whole"),
        (b"\xff\xfe", "not valid TOML"),
        (b"[[claim", "not valid TOML"),
    ],
)
def test_a_broken_file_is_told_in_a_sentence(tmp_path, content, told):
    (tmp_path / "translations").mkdir()
    (tmp_path / "translations" / "ko.toml").write_bytes(content)
    with pytest.raises(DataError, match=told):
        read_translation(tmp_path, "ko")
    assert translation_faults(tmp_path, REGISTER)
