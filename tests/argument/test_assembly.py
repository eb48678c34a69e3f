"""Agreement follows its formula, leaves out what must be left out, and says nothing of thin years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.argument.assembly import (
    WITHOUT_UKRAINE,
    Point,
    RollCall,
    agreement,
    distance,
    spread,
    yearly_agreement,
)


def calls(*pairs, year=2018, title="Cooperation"):
    return [RollCall(year, title, {s: v for s, v in zip(("AAA", "BBB"), pair, strict=True) if v}) for pair in pairs]


def test_formula_on_a_few_roll_calls():
    found = agreement(calls(("yes", "yes"), ("yes", "no"), ("abstain", "yes"), ("no", "no")), "AAA", "BBB", fewest=1)
    assert (found.shared, found.agreement) == (4, pytest.approx(1 - 1.5 / 4))
    assert (found.identical, found.opposite) == (0.5, 0.25)


def test_absence_is_missing_and_no_difference():
    present = calls(("yes", "yes"), ("yes", "no"))
    assert agreement([*present, *calls(("yes", ""), ("", "no"))], "AAA", "BBB", 1) == agreement(
        present, "AAA", "BBB", 1
    )


def test_texts_on_ukraine_are_left_out_by_title():
    plain = calls(*[("yes", "yes")] * 10)
    named = calls(*[("yes", "no")] * 10, title="Situation of human rights in Crimea") + calls(
        ("yes", "no"), title="Territorial integrity of UKRAINE"
    )
    assert yearly_agreement(plain + named, "AAA", "BBB")[2018].shared == 21
    without = yearly_agreement(plain + named, "AAA", "BBB", WITHOUT_UKRAINE)[2018]
    assert (without.shared, without.agreement) == (10, 1)


def test_a_year_with_two_votes_gives_no_figure():
    many, two = calls(*[("yes", "no")] * 10, year=2020), calls(*[("yes", "yes")] * 2, year=2021)
    assert list(yearly_agreement(many + two, "AAA", "BBB")) == [2020]


def test_nobody_in_common_gives_no_figure_even_without_a_floor():
    assert agreement(calls(("yes", "")), "AAA", "BBB", fewest=0) is None


def test_placebo_spread():
    found = spread([0.5, 0.7, 0.9])
    assert (found.mean, found.least, found.most, found.states) == (pytest.approx(0.7), 0.5, 0.9, 3)
    assert spread([]) is None


def test_a_point_without_interval_gives_a_distance_without_bounds():
    assert distance(Point(1.0, 0.5, 1.5), Point(-1.0)) == (2.0, None, None)


numbers = st.floats(-3, 3)
points = st.tuples(numbers, numbers, numbers).map(sorted).map(lambda t: Point(t[1], t[0], t[2]))


@given(points, points, st.floats(0, 1), st.floats(0, 1))
def test_bounds_hold_every_distance_within_the_intervals(one, other, a, b):
    gap, least, most = distance(one, other)
    inside = abs((one.low + a * (one.high - one.low)) - (other.low + b * (other.high - other.low)))
    assert least - 1e-9 <= inside <= most + 1e-9
    assert least - 1e-9 <= gap <= most + 1e-9
    assert (least == 0) == (one.low <= other.high and other.low <= one.high)
