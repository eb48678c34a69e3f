import math
from types import SimpleNamespace

import pytest

from analysis.argument.agreement import agreement
from analysis.argument.rows import records
from analysis.evidence.evidence import open_evidence


def readings(*pairs):
    return [SimpleNamespace(one=float(a), other=float(b)) for a, b in pairs]


def test_kappa_of_a_table_worked_by_hand():
    """Fifty items, 20 yes and 15 no by both: 0.7 observed, 0.5 by chance, so that kappa is 0.4."""
    rows = readings(*[(1, 1)] * 20, *[(1, 0)] * 5, *[(0, 1)] * 10, *[(0, 0)] * 15)
    found = agreement(rows, "one", "other")
    assert (found.items, found.same, found.share) == (50, 35, 70)
    assert found.kappa == pytest.approx(0.4)
    assert found.weighted == pytest.approx(0.4), "two codes have one distance only"


def test_near_misses_weigh_less_than_far_ones():
    near = agreement(readings((0, 0), (1, 1), (2, 2), (1, 2)), "one", "other")
    far = agreement(readings((0, 0), (1, 1), (2, 2), (0, 2)), "one", "other")
    assert near.share == far.share and near.weighted > far.weighted
    assert (near.farthest, far.farthest) == (1, 2)


def test_codes_worse_than_dice_are_below_zero():
    assert agreement(readings((0, 1), (1, 0)), "one", "other").kappa == -1


def test_what_one_coder_left_open_is_counted_apart():
    found = agreement(readings((1, 1), (0, math.nan), (math.nan, 0), (math.nan, math.nan)), "one", "other")
    assert (found.items, found.one_sided) == (1, 2)
    assert math.isnan(found.kappa), "one code by both: chance alone gives full agreement"


def test_nothing_coded_is_no_agreement():
    found = agreement([], "one", "other")
    assert found.items == 0 and math.isnan(found.share) and math.isnan(found.kappa)


def test_the_shipped_codings_agree_well_and_not_wholly():
    evidence = open_evidence("2026-10-01")
    for table, first, second in (("events", "closeness", "closeness_second"), ("second_readings", "first", "second")):
        found = agreement(records(evidence, table), first, second)
        assert found.items > 30 and 0.6 < found.kappa < 1 and found.farthest <= 2
