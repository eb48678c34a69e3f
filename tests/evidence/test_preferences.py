"""The preference computed from the declared order meets the series that were argued by hand, value by value."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from analysis.evidence.evidence import open_evidence

EXPECTED = defaultdict(list)
with (Path(__file__).parents[1] / "data" / "series_preferred.csv").open(encoding="utf-8") as file:
    for line in csv.DictReader(file):
        EXPECTED[line["dyad"], line["flow"]].append(line)


@pytest.fixture(scope="module")
def evidence():
    return open_evidence("2026-11-24", Path(__file__).parents[2])


@pytest.mark.parametrize("pair", EXPECTED, ids=str)
def test_series(evidence, pair):
    (subject, partner), flow = pair[0].split(";"), pair[1]
    chosen = evidence.preferred("trade_annual", subject, partner, flow).set_index("year")
    for line in EXPECTED[pair]:
        row = chosen.loc[float(line["year"])]
        assert row["value"] == pytest.approx(float(line["value"])), (line["year"], row["row_id"])


def test_the_expectation_is_not_empty():
    assert sum(map(len, EXPECTED.values())) > 150
