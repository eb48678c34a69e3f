"""A quantity carries value, bounds and origin through arithmetic, and prints itself well."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.evidence.quantity import Quantity

numbers = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False).map(lambda x: round(x, 3))
positive = st.floats(min_value=0.01, max_value=1e6).map(lambda x: round(x, 3))


@st.composite
def quantities(draw, figures=numbers, unit="containers"):
    bound = draw(st.sampled_from(["exact", "about", "at_least", "up_to", "range"]))
    low, high = sorted([draw(figures), draw(figures)])
    ends = {
        "exact": {"value": low},
        "about": {"value": low},
        "at_least": {"low": low},
        "up_to": {"high": high},
        "range": {"low": low, "high": high},
    }[bound]
    row = draw(st.sampled_from(["r1", "r2", "r3"]))
    return Quantity(**ends, bound=bound, unit=unit, rows=(row,), sources=("s-" + row,), status="assessed")


def admits(quantity, number):
    low, high = quantity.interval
    slack = 1e-6 * max(1, abs(number))
    return low - slack <= number <= high + slack


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (Quantity(low=11000, bound="at_least", unit="containers"), "over 11,000 containers"),
        (Quantity(low=24, bound="at_least", unit="missiles"), "at least 24 missiles"),
        (Quantity(value=240.11, unit="usd_bn"), "USD 240.1 bn"),
        (Quantity(value=0.0344, unit="usd_bn"), "USD 34.4 m"),
        (Quantity(value=0.0344, unit="usd_bn", digits=2), "USD 0.03 bn"),
        (Quantity(value=2024, unit="year"), "2024"),
        (Quantity(value=50, bound="about", unit="missiles"), "about 50 missiles"),
        (Quantity(high=4_800_000, bound="up_to", unit="rounds"), "up to 4,800,000 rounds"),
        (Quantity(low=1.7, high=5.5, bound="range", unit="usd_bn"), "USD 1.7 to 5.5 bn"),
        (Quantity(value=1, unit="treaties"), "1 treaty"),
        (Quantity(value=-3, unit="points"), "−3.0 percentage points"),
        (Quantity(bound="unquantified", unit="missiles"), "an unstated number of missiles"),
        (Quantity(bound="missing", unit="missiles"), "no figure"),
        (Quantity(value=0, unit="drafts"), "0 drafts"),
    ],
)
def test_prints_as_prose(quantity, text):
    assert quantity.text.replace("\N{NO-BREAK SPACE}", " ") == text


def test_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Quantity(value=1).value = 2


@pytest.mark.parametrize(
    "fields",
    [
        {"bound": "at_least", "value": 3},
        {"bound": "exact", "low": 3},
        {"bound": "range", "low": 3},
        {"bound": "range", "low": 3, "high": 2},
        {"bound": "missing", "value": 0},
    ],
)
def test_refuses_ends_that_do_not_fit_the_bound(fields):
    with pytest.raises(ValueError, match="expected|order"):
        Quantity(**fields)


def test_zero_is_a_value_and_missing_is_not_zero():
    assert Quantity(value=0, unit="drafts").known
    total = Quantity(value=5, unit="drafts") + Quantity(bound="missing", unit="drafts")
    assert total.bound == "missing" and total.value is None


def test_over_is_not_read_as_exactly():
    share = Quantity(low=11000, bound="at_least", unit="containers") / Quantity(value=20000, unit="containers")
    assert (share.bound, share.low, share.value) == ("at_least", 0.55, None)


def test_refuses_to_mix_units():
    with pytest.raises(ValueError, match="different units"):
        Quantity(value=1, unit="containers") + Quantity(value=1, unit="rounds")


def test_refuses_to_divide_by_what_admits_zero():
    with pytest.raises(ZeroDivisionError, match="admits zero"):
        Quantity(value=1) / Quantity(low=-1, high=1, bound="range")


@given(quantities(), quantities(), st.data())
def test_sums_and_differences_admit_what_their_parts_admit(a, b, data):
    x, y = (data.draw(st.just(q.point)) for q in (a, b))
    assert admits(a + b, x + y)
    assert admits(a - b, x - y)


@given(quantities(), quantities(figures=positive))
def test_products_and_ratios_admit_what_their_parts_admit(a, b):
    assert admits(a * b.as_unit(""), a.point * b.point)
    if b.interval[0] > 0:
        assert admits(a / b, a.point / b.point)


@given(st.lists(quantities(), min_size=1, max_size=5))
def test_origin_survives_aggregation(listed):
    rows = {row for q in listed for row in q.rows}
    for result in (Quantity.total(listed), Quantity.mean(listed), Quantity.largest(listed), Quantity.smallest(listed)):
        assert set(result.rows) == rows
        assert set(result.sources) == {"s-" + row for row in rows}
        assert len(result.rows) == len(set(result.rows))


@given(quantities(), quantities())
def test_about_never_turns_exact(a, b):
    if "about" in (a.bound, b.bound):
        assert (a + b).bound != "exact"


def test_status_is_the_weakest():
    known = Quantity(value=1, status="admitted", rows=("a",))
    assert (known + Quantity(value=1, status="alleged", rows=("b",))).status == "alleged"


def test_displays_as_text_and_record_but_not_html():
    bundle = Quantity(low=11000, bound="at_least", unit="containers", rows=("t",))._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "application/vnd.tumen.quantity+json"}
    assert bundle["application/vnd.tumen.quantity+json"]["rows"] == ["t"]
