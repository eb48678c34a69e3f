"""Z1 and Z2: carrying claims only, and no vote carries twice."""

import pytest
from made_up import REAL, MadeUp

from analysis.argument.bench import Bench
from analysis.argument.findings import Finding
from analysis.argument.register import read_register
from analysis.argument.whole import realignment
from analysis.evidence.evidence import open_evidence

CARRYING = ("T2", "S3", "M1", "M2", "M3", "R1", "A1")
LONG = {"S": "supported", "Q": "supported_with_qualification", "M": "mixed", "C": "contradicted", "NT": "not_testable"}


class Given(Bench):
    """A bench whose findings are given; a varied one answers with those given for it."""

    def __init__(self, found, rows=None, varied=None):
        register = read_register(REAL / "data" / "claims.toml")
        super().__init__(open_evidence("2024-06-20", REAL), register)
        self.given, self.rows_of, self.other, self.left_out = found, rows or {}, varied or {}, ()

    def finding(self, claim_id):
        verdict, confidence = self.given.get(claim_id, ("NT", None))
        return Finding(LONG[verdict], "as given", confidence, rows_for=self.rows_of.get(claim_id, ()))

    def varied(self, without=(), **_):
        other = Given(self.other, self.rows_of)
        self.left_out = other.left_out = tuple(without)
        return other


def whole(verdicts, confidence="high", **fields):
    given = {name: (verdict, confidence) for name, verdict in zip(CARRYING, verdicts, strict=True)}
    return realignment(bench := Given(given, **fields), bench.register["Z1"])


def short(verdicts, **fields):
    found = whole(verdicts, **fields)
    return next(name for name, word in LONG.items() if word == found.verdict)


@pytest.mark.parametrize(
    ("verdicts", "verdict"),
    [
        (["S", "S", "S", "Q", "Q", "M", "M"], "S"),
        (["S", "S", "S", "Q", "M", "M", "M"], "Q"),
        (["S", "S", "Q", "M", "M", "M", "M"], "M"),
        (["S", "S", "S", "S", "S", "S", "C"], "M"),
        (["S", "S", "S", "NT", "NT", "NT", "NT"], "NT"),
        (["S", "S", "S", "S", "NT", "NT", "NT"], "Q"),
    ],
)
def test_z1_shares_of_the_carrying_claims(verdicts, verdict):
    assert short(verdicts) == verdict


def test_z1_low_confidence_carries_nothing():
    assert short(["S"] * 7, confidence="low") == "M"
    assert short(["S"] * 7, confidence="moderate") == "S"


def test_z1_is_not_moved_by_claims_that_do_not_carry():
    given = {name: ("S", "high") for name in ("T1", "C1", "C3", "E1", "S1")}
    bench = Given(given)
    assert realignment(bench, bench.register["Z1"]).verdict == "not_testable"


def test_z1_a_vote_that_carries_one_claim_does_not_carry_a_second():
    rows = {"S3": ("vote-panel-2024-03-28-rus",), "R1": ("ap-2024-03-28",)}
    verdicts = ["S", "S", "S", "Q", "M", "Q", "M"]
    assert short(verdicts) == "S"
    found = whole(verdicts, rows=rows, varied={"R1": ("M", "high")})
    assert found.verdict == "supported_with_qualification"
    assert "Russia, 28 March 2024; judged without: R1" in found.reason


def test_z1_leaves_out_every_record_of_that_vote():
    rows = {"S3": ("ap-2024-03-28",), "R1": ("vote-panel-2024-03-28-rus",)}
    given = {name: ("S", "high") for name in CARRYING}
    bench = Given(given, rows, given)
    realignment(bench, bench.register["Z1"])
    assert {"vote-panel-2024-03-28-rus", "ap-2024-03-28", "ev-2024-03-28-veto"} <= set(bench.left_out)
    assert "vote-panel-2024-03-28-chn" not in bench.left_out


def test_z1_prints_the_counter_thesis_beside():
    assert "claims of the counter-thesis" in whole(["S"] * 7).reason


def test_z2_has_no_test(tmp_path):
    assert MadeUp(tmp_path).verdict("Z2") == "NT"
