import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped_charts import ROOT

from analysis.evidence.evidence import open_evidence
from analysis.figures import alt, sanctions, trade
from analysis.figures.munitions import container_reports

DAY = "2024-06-20"


def evidence():
    return open_evidence(DAY, ROOT)


@given(st.dictionaries(st.integers(1950, 2030), st.integers(1, 900).map(float), min_size=2, max_size=20))
def test_a_series_is_told_by_its_own_data(figures):
    line = pd.DataFrame({"year": list(figures), "value": list(figures.values())})
    text = alt.series("Trade", line, "usd_bn")
    first, last = min(figures), max(figures)
    assert f"from USD\xa0{figures[first]:.1f}\xa0bn in {first} to USD\xa0{figures[last]:.1f}\xa0bn in {last}" in text
    top, low = re.search(r"Highest: USD\s([\d.]+)\sbn in (\d+); lowest: USD\s([\d.]+)\sbn in (\d+)", text).group(1, 3)
    assert (float(top), float(low)) == (max(figures.values()), min(figures.values()))
    gaps = set(range(first, last + 1)) - set(figures)
    assert ("No figure for" in text) == bool(gaps)
    rises = figures[last] > figures[first]
    assert ("rises" in text) == rises


@given(st.sets(st.integers(1990, 2030), min_size=1))
def test_gaps_are_told_in_full(years):
    told = set()
    for part in alt.spans(years).split(", "):
        ends = [int(end) for end in part.split(" to ")]
        told |= set(range(ends[0], ends[-1] + 1))
    assert told == years


@pytest.mark.parametrize("draw, unit", [(trade.china_russia_trade, "usd_bn"), (trade.china_share, "percent")])
def test_trade_charts_tell_extremes_and_last_value(draw, unit):
    chart = draw(evidence())
    data = chart.data.sort_values("year")
    for row in (data.loc[data["value"].idxmax()], data.loc[data["value"].idxmin()], data.iloc[-1]):
        assert f"{alt.written(row['value'], unit)} in {int(row['year'])}" in chart.alt


def test_reports_tell_first_largest_and_last():
    chart = container_reports(evidence())
    data = chart.data.sort_values("day", kind="stable")
    assert f"{len(data)} reports from {data['day'].iloc[0]} to {data['day'].iloc[-1]}" in chart.alt
    largest = data[data["figure"] == data["figure"].max()].iloc[-1]
    for kind, row in (("First", data.iloc[0]), ("Largest", largest), ("Last", data.iloc[-1])):
        assert f"{kind}: {row['text']} ({row['issuer']}, {row['day']})" in chart.alt
    assert f"{(data['status'] == 'alleged').sum()} of them only allege" in chart.alt


def test_votes_tell_tallies_and_vetoes():
    chart = sanctions.council_votes(evidence())
    names = {"RUS": "Russia", "CHN": "China"}
    for code, name in names.items():
        for vote, count in chart.data.loc[chart.data["state"] == code, "vote"].value_counts().items():
            assert re.search(rf"{name}: [^;.]*\b{count} {vote}", chart.alt)
    for row in chart.data[chart.data["vote"] == "no"].itertuples():
        assert f"{names[row.state]} {row.date}" in chart.alt


def test_counts_tell_totals_and_the_fullest_year():
    chart = sanctions.acts_by_year(evidence())
    by_year = chart.data.groupby("year")["count"].sum()
    assert f"{by_year.sum()} acts from {by_year.index.min()} to {by_year.index.max()}" in chart.alt
    assert f"Most in a year: {by_year.max()} in {by_year.idxmax()}" in chart.alt
