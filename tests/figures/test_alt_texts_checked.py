"""Alt texts read back against the data that a chart draws, and the words for direction against made-up lines."""

import functools
import itertools
import re

import pandas as pd
import pytest
from drawn_words import words_of
from hypothesis import example, given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from shipped_charts import CHARTS, ROOT, draw

from analysis.argument.monthly import models, months
from analysis.argument.register import read_register
from analysis.argument.rows import records
from analysis.evidence.evidence import open_evidence
from analysis.figures import alt
from analysis.figures.chart import Chart, finish
from analysis.figures.issuers import WATCHED, munition_figures
from analysis.figures.prose import bench_of

EDITIONS = ("2024-06-20", "2026-10-01")
LINES = st.lists(st.integers(-500, 900).map(float), min_size=2, max_size=25)
YEAR = re.compile(r"\b(?:1[89]|20)\d{2}\b")
NUMBER = re.compile(r"(?<![\w.])[−+]?\d[\d,]*(?:\.\d+)?")


def numbers(text):
    """Numbers of a text, days and codes aside; signs are dropped, since words carry them."""
    text = re.sub(r"\d{4}-\d{2}(-\d{2})?", " ", text)
    return {float(found.strip("−+,").replace(",", "")) for found in NUMBER.findall(text)}


def known(chart):
    """Every number that the data behind a chart hold or give by counting, adding, and taking middles and shares."""
    data = chart.data.astype(object).where(chart.data.notna(), "").infer_objects()
    told = {0.0, float(len(data))} | {number for name in data for number in numbers(str(name))}
    for text in map(str, data.astype(object).to_numpy().ravel()):
        told |= numbers(text) | {float(text.count(";") + 1)}
    figures = chart.data.select_dtypes("number")
    for column in figures:
        values = figures[column].dropna().abs()
        for value in [*values, values.sum(), values.median(), len(values)]:
            told |= {round(float(value) * scale, places) for places in range(4) for scale in (1, 100, 1000)}
    groups = [column for column in data if data[column].map(str).nunique() <= 60][:6]
    for key in groups:
        sizes = data[key].map(str).value_counts()
        told |= {float(size) for size in sizes} | {float(len(sizes))}
        totals = figures.groupby(data[key].map(str)).sum()
        told |= {round(float(total), places) for total in totals.to_numpy().ravel() for places in range(3)}
    for one, other in itertools.combinations(groups, 2):
        pairs = data.groupby([data[one].map(str), data[other].map(str)]).size()
        told |= {float(size) for level in (0, 1) for size in pairs.groupby(level=level).size()} | set(map(float, pairs))
    return told


def in_sum(data, evidence):
    """Finders whose word is firm, and acts that they and others find."""
    acts = [row for row in records(evidence, "protection_acts") if row.kind in ("breach", "opacity") and row.paragraphs]
    firm = data["finder"].isin(["the actor", "the record", "neutral body"])
    return {len(acts), data.loc[firm, "count"].sum()}


def by_decade(data, evidence):
    """Means of both readings of what is more than alleged."""
    done = data[data["status"] != "alleged"]
    means = done.groupby(done["day"].str[:3])[["closeness", "second reading"]].mean()
    return {abs(round(mean, 1)) for mean in means.to_numpy().ravel()}


def issuers_and_pages(data, evidence):
    """Before few are taken together by kind, and with the repeats that are left out."""
    found = munition_figures(evidence)
    groups = {row.estimate_group for row in found if getattr(row, "estimate_group", "")}
    repeats = [row for row in records(evidence, "transfers") if row.estimate_group in groups]
    drawn = {row.row_id for row in found}
    publishers = evidence.sources["publisher"]
    return {len({row.issuer.split(" (")[0] for row in found}), len({publishers[row.source_id] for row in found}),
            sum(row.row_id not in drawn for row in repeats)}  # fmt: skip


def risen(data, evidence):
    """Base years from which agreement rose, and all of them."""
    changes = [data.groupby("pair")[column] for column in data if column.startswith("change")]
    ups = {(group > 0).sum() for by_pair in changes for _, group in by_pair}
    return ups | {group.count() for by_pair in changes for _, group in by_pair}


def behind_the_best(data, evidence):
    """Distance of every account of the months from the best one."""
    bench = bench_of(evidence)
    claim = bench.register["R1"]
    found = models(bench, claim, months(bench, claim))
    return {round(model.bic - found[0].bic, 1) for model in found}


def can_be_tested(data, evidence):
    """Claims that can be tested at all, with other choices or without."""
    bench = bench_of(evidence)
    return {sum(bench.finding(claim.id).verdict != "not_testable" for claim in bench.register.claims)}


COMPUTED = {
    "assembly_agreement": risen,
    "monthly_acts": behind_the_best,
    "specifications": can_be_tested,
    "paragraphs_touched": in_sum,
    "closeness": by_decade,
    "dependence": issuers_and_pages,
    "track_records": lambda data, evidence: {
        data.iloc[:, 1:-2].to_numpy().sum(),
        sum(len(evidence.table(name)) for name in WATCHED),
    },
}
"""What an alt text tells beyond the data table, computed here once more."""

DRAWN = ("ideal_points", "pact_endings")
"""Charts whose alt text tells what a model found, which stands in the figure as words."""


@functools.cache
def named_in_rules():
    """Numbers that the rules of the claims name."""
    values = [value for claim in read_register(ROOT / "data").all for value in claim.thresholds.values()]
    return {float(value) * scale for value in values if isinstance(value, (int, float)) for scale in (1, 100)}


@pytest.mark.parametrize("day", EDITIONS)
@pytest.mark.parametrize("name", CHARTS)
def test_every_number_of_an_alt_text_is_in_the_data_or_follows_from_them(name, day):
    chart, evidence = draw(name, day), open_evidence(day, ROOT)
    have = known(chart) | named_in_rules()
    if name in COMPUTED and len(chart.data):
        have |= set(map(float, COMPUTED[name](chart.data, evidence)))
    ends = [evidence.row(row)[1].get(end) for row in chart.rows[:60] for end in ("value", "low", "high")]
    have |= {float(end) for end in ends if isinstance(end, (int, float))}
    if name in DRAWN:
        have |= {number for word in words_of(chart.figure) for number in numbers(word.text)}
    texts = (*map(str, chart.data.astype(object).to_numpy().ravel()), day)
    years = {float(year) for text in texts for year in YEAR.findall(text)}
    gaps = {float(year) for year in range(int(min(years)), int(max(years)) + 1)}
    assert numbers(chart.alt) - have - gaps == set()


def test_a_number_that_the_data_do_not_give_is_caught():
    chart = draw("china_share", "2024-06-20")
    assert 97.3 not in known(chart) | named_in_rules() and numbers("It ends at 97.3 % in 2024-05.") == {97.3}


@pytest.mark.parametrize("day", EDITIONS)
def test_every_alt_text_is_its_own(day):
    texts = [draw(name, day).alt for name in CHARTS]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("day", EDITIONS)
@pytest.mark.parametrize("name", CHARTS)
def test_an_alt_text_is_short_and_says_something(name, day):
    chart = draw(name, day)
    assert len(chart.alt.split()) >= alt.FEWEST_WORDS and len(chart.alt) <= alt.LONGEST
    assert chart.alt[0].isupper() or chart.alt[0].isdigit()
    assert chart.alt.endswith(".") and ".." not in chart.alt.replace("…", "")


PLACEHOLDERS = [
    "Figure", "figure 8.1 of the article, as drawn for this report in June", "A chart.", "", "  ", "image", "plot.svg",
    "the picture named oil-2024.png that stands in this place of the page", "TODO: describe this figure here, please",
    "An image of several lines that go up and down over the years", "Trade falls, 3 of 4.",
    "Trade of two states goes up and down over some years of the record", "word 1 " * 150,
]  # fmt: skip


@pytest.mark.parametrize("text", PLACEHOLDERS)
def test_a_placeholder_is_refused_by_name(text):
    data = pd.DataFrame({"year": [2001, 2002], "value": [3.0, 4.0]})
    with pytest.raises(ValueError, match="chart 'oil'.*alt text"):
        Chart(Figure(), "oil", "What it shows.", text, data, (), (), "Sources: none.", "2024-06-20")


def test_the_contract_cuts_what_is_long_and_keeps_what_comes_first():
    text = "Votes: 12 in 2016. " + " ".join(f"Vote {n} was cast." for n in range(80))
    chart = finish(open_evidence("2024-06-20", ROOT), Figure(), "x", "A title.", text, pd.DataFrame(), ())
    assert chart.alt.startswith("Votes: 12 in 2016. Vote 0") and chart.alt.endswith("The data table has the rest.")
    assert len(chart.alt) <= alt.LONGEST and re.search(r"Vote \d+ was cast\. The", chart.alt)


@given(st.text("ab ;,.…", min_size=0, max_size=2000))
def test_a_cut_text_is_never_too_long(text):
    assert len(alt.cut(text)) <= alt.LONGEST
    assert len(text) > alt.LONGEST or alt.cut(text) == text


@given(LINES)
@example([0.0, 10.0, 5.0, 10.0])
def test_turning_points_are_what_they_are_called(values):
    turns = alt.turning_points(values)
    least = alt.TURN * (max(values) - min(values))
    assert turns == sorted(set(turns)) and all(0 < turn < len(values) - 1 for turn in turns)
    stops = [0, *turns, len(values) - 1]
    for before, turn, after in zip(stops, turns, stops[2:], strict=False):
        around = values[before : after + 1]
        assert values[turn] in (max(around), min(around)), "a turn is the highest or lowest between its neighbours"
    for one, other in itertools.pairwise(turns):
        assert abs(values[one] - values[other]) >= least > 0
    kinds = [values[turn] > values[stop] for turn, stop in zip(turns, turns[1:], strict=False)]
    assert all(a != b for a, b in itertools.pairwise(kinds)), "peaks and troughs take turns"


@given(st.integers(2, 12), st.floats(0.5, 30))
def test_a_line_that_goes_one_way_has_no_turning_point(count, step):
    assert alt.turning_points([step * n for n in range(count)]) == []
    assert alt.turning_points([-step * n for n in range(count)]) == []


def test_a_peak_within_is_told():
    line = pd.DataFrame({"year": range(2001, 2008), "value": [1.0, 8.0, 2.0, 7.0, 1.5, 9.0, 0.5]})
    text = alt.series("Trade", line, "usd_bn")
    assert "It also turns at USD\xa08.0\xa0bn in 2002, USD\xa02.0\xa0bn in 2003, USD\xa07.0\xa0bn in 2004 and" in text


@given(st.dictionaries(st.integers(1950, 2030), st.integers(1, 900).map(float), min_size=2, max_size=20))
def test_words_of_direction_and_extremes_are_true(figures):
    line = pd.DataFrame({"year": list(figures), "value": list(figures.values())})
    text, years = alt.series("Trade", line, "percent"), sorted(figures)
    first, last = figures[years[0]], figures[years[-1]]
    way = re.search(r"the line (rises|falls|ends where it began)", text)[1]
    assert way == ("rises" if last > first else "falls" if last < first else "ends where it began")
    turns = re.search(r"It also turns at ([^.]*(?:\.\d[^.]*)*)\.", text)
    told = {int(year) for year in re.findall(r" in (\d{4})", turns[1])} if turns else set()
    places = {years[place] for place in alt.turning_points([figures[year] for year in years])}
    extremes = {next(year for year in years if figures[year] == end(figures.values())) for end in (min, max)}
    assert told == set(sorted(places - extremes)[-4:])
    assert not told & {years[0], years[-1]}


def test_floors_ranges_and_allegations_are_told():
    line = pd.DataFrame({"year": [1, 2, 3], "value": [1.0, 2.0, 3.0], "bound": ["at_least", "range", "exact"],
                         "status": ["alleged", "documented", "alleged"]})  # fmt: skip
    assert alt.certainty(line) == " Not all are plain counts: 1 floor, 1 range and 2 only alleged."
    assert alt.certainty(line[["year", "value"]]) == ""


def test_what_would_round_to_nothing_keeps_a_digit():
    assert alt.written(0.041, "usd_m") == "USD\xa00.04\xa0m" and alt.written(0, "usd_m") == "USD\xa00.0\xa0m"
