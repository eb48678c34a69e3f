"""The register is whole, and says what is wrong with it by file, claim and key."""

import re
import tomllib

import pytest
from made_up import REAL

from analysis.argument.register import read_register
from analysis.errors import DataError, UsageError

PARENTS = (
    [f"T{n}" for n in range(1, 10)] + [f"S{n}" for n in range(1, 7)] + [f"M{n}" for n in range(1, 6)] + ["R1", "R2"]
    + [f"A{n}" for n in range(1, 7)] + [f"P{n}" for n in range(1, 5)] + [f"C{n}" for n in range(1, 10)]
    + [f"E{n}" for n in range(1, 5)] + ["Z1", "Z2"]
)  # fmt: skip
PARTS = ["T6a", "T6b", "T6c", "M2a", "M2b", "M4a", "M4b", "M4c", "P2a", "P2b", "C2a", "C2b", "C5a", "C5b"]


@pytest.fixture
def register():
    return read_register(REAL / "data" / "claims.toml")


def test_every_claim_and_part_stands_in_it(register):
    assert [claim.id for claim in register.claims] == PARENTS
    assert sorted(part.id for claim in register.claims for part in claim.parts) == sorted(PARTS)


def test_the_carrying_claims_are_those_of_the_whole(register):
    carrying = {claim.id for claim in register.claims if claim.carrying}
    assert carrying == {"T2", "S3", "M1", "M2", "M3", "A1", "R1"}
    assert carrying == set(re.findall(r"\b[A-Z]\d\b", register["Z1"].rule.split("(")[1].split(")")[0]))


def test_a_claim_is_frozen(register):
    with pytest.raises(AttributeError):
        register["T1"].statement = "something else"
    with pytest.raises(TypeError):
        register["T1"].thresholds["treaty"] = "other"


def test_an_unknown_claim_lists_the_choices(register):
    with pytest.raises(UsageError, match="No claim is called 'T99': expected one of T1"):
        register["T99"]


def test_an_unknown_threshold_names_file_claim_and_key(register):
    with pytest.raises(DataError, match=r"data/claims.toml, claim S1: expected the threshold 'speed', found state"):
        register["S1"]["speed"]


def changed(tmp_path, old, new):
    text = (REAL / "data" / "claims.toml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / "claims.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


SUN_NAME = "Yun Sun directed the China programme of the body that the article calls the Council of Foreign Relations."


@pytest.mark.parametrize(
    ("old", "new", "detail"),
    [
        (f'"{SUN_NAME}"', "7", "claim E4, key statement: 7 is not of type 'string'"),
        (f'statement = "{SUN_NAME}"', "", "claim E4: 'statement' is a required property"),
        ('needs = ["C5a"]', 'needs = ["C5c"]', "claim C5, part C5c: expected a part of this claim"),
        ('id = "C5b"', 'id = "C5a"', "claim C5a: the id stands more than once"),
        (
            'id = "Z2"',
            'id = "Z2"\nweight = 3',
            "claim Z2: Additional properties are not allowed ('weight' was unexpected)",
        ),
    ],
)
def test_a_broken_register_names_claim_and_key(tmp_path, old, new, detail):
    with pytest.raises(DataError, match="claims.toml breaks its schema in 1 places") as caught:
        read_register(changed(tmp_path, old, new))
    assert caught.value.details == (detail,)


def test_a_register_that_is_not_toml_names_the_line(tmp_path):
    with pytest.raises(DataError, match=r"claims.toml is not valid TOML \(.*line"):
        read_register(changed(tmp_path, 'id = "Z2"', "id = Z2"))


def test_a_missing_register_says_where_it_is_expected(tmp_path):
    with pytest.raises(DataError, match="claims.toml is missing"):
        read_register(tmp_path / "claims.toml")


def test_every_change_of_a_rule_is_logged_with_its_version(register):
    declared = tomllib.loads((REAL / "data" / "claims.toml").read_text(encoding="utf-8"))
    assert len(declared["change"]) == register.rules_version - 1
