"""Derive the tables of General Assembly voting from the data sets that a reader downloads.

The sets themselves are not in this repository. Roll calls come from the package ``unvotes`` (Voeten's data): write its
two tables with R, ``write.csv(unvotes::un_votes, "votes.csv")`` and ``write.csv(unvotes::un_roll_calls, "calls.csv")``.
Ideal points are a file of doi:10.7910/DVN/LEJUQZ. Where only yearly figures of pairs are at hand, ``--yearly`` takes
them as they stand: they were computed from the same roll calls by the same formula, but are not computed anew here.

    python tools/derive_assembly.py --calls votes.csv calls.csv SOURCE --yearly pairs.csv SOURCE \\
        --points points.csv "July 2025" 2025-07-31 dataset_release SOURCE --out data/tables

A figure of a year is known on the last day of the year: every vote was public on its own day. An ideal point is known
from the day of its release. What stands first on the command line wins where two inputs give the same figure.
"""

from __future__ import annotations

import argparse
import csv
import sys
from itertools import combinations, product
from pathlib import Path

from analysis.argument.assembly import (
    ALL,
    FEWEST_VOTES,
    WITHOUT_UKRAINE,
    Agreement,
    Point,
    RollCall,
    distance,
    spread,
    yearly_agreement,
)

FOUR = ("CHN", "IRN", "PRK", "RUS")
PAIRS = [*combinations(FOUR, 2), *((a, "USA") for a in FOUR), ("BLR", "RUS"), ("RUS", "SYR")]
PLACEBO = {  # neither parties nor their allies: Africa, Asia, Latin America; with the codes of unvotes
    "ARG": "AR", "BGD": "BD", "BRA": "BR", "CHL": "CL", "CIV": "CI", "COL": "CO", "DZA": "DZ", "EGY": "EG",
    "ETH": "ET", "GHA": "GH", "IDN": "ID", "IND": "IN", "JOR": "JO", "KEN": "KE", "LKA": "LK", "MAR": "MA",
    "MEX": "MX", "MNG": "MN", "MYS": "MY", "NGA": "NG", "NPL": "NP", "PAK": "PK", "PER": "PE", "PHL": "PH",
    "SAU": "SA", "SEN": "SN", "SGP": "SG", "THA": "TH", "TUN": "TN", "TZA": "TZ", "URY": "UY", "ZAF": "ZA",
}  # fmt: skip
CODES = PLACEBO | {"BLR": "BY", "CHN": "CN", "IRN": "IR", "PRK": "KP", "RUS": "RU", "SYR": "SY", "USA": "US"}
LONG = {two: three for three, two in CODES.items()}
FIRST_YEAR, FIRST_UKRAINE, FIRST_SESSION = 1985, 2014, 2005
FEWEST_STATES = 20  # of a placebo
REASONS = {"inferred": "the file is named by its month: the last day is taken"}

Key = tuple[str, str, int, str]  # subject, object, year, texts


def read(path: str) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        sys.exit(
            f"{path} cannot be read ({error}). Expected a CSV file in UTF-8; see the top of this tool for what to save."
        )


def roll_calls(votes: str, calls: str) -> list[RollCall]:
    """Roll calls of ``unvotes``: long votes and their dates and titles, or one wide file given twice."""
    dates = read(calls)
    cast: dict[str, dict[str, str]] = {}
    if votes == calls:
        cast = {row["rcid"]: {code: row[code] for code in CODES if row.get(code)} for row in dates}
    else:
        for row in read(votes):
            if row["country_code"] in LONG:
                cast.setdefault(row["rcid"], {})[LONG[row["country_code"]]] = row["vote"]
    return [
        RollCall(int(row["date"][:4]), f"{row.get('short', '')} {row.get('descr', '')}", cast.get(row["rcid"], {}))
        for row in dates
    ]


def from_calls(votes: str, calls: str) -> dict[Key, Agreement]:
    """Yearly figures computed from roll calls; those without Ukraine only where titles are given."""
    found = roll_calls(votes, calls)
    kinds = (ALL, WITHOUT_UKRAINE) if any(call.title.strip() for call in found) else (ALL,)
    wanted = {tuple(sorted(pair)) for pair in [*PAIRS, *product(FOUR, PLACEBO)]}
    return {
        (a, b, year, texts): figure
        for (a, b), texts in product(wanted, kinds)
        for year, figure in yearly_agreement(found, a, b, texts).items()
    }


def from_years(path: str) -> dict[Key, Agreement]:
    """Yearly figures of pairs as another computation left them."""
    found = {}
    for row in read(path):
        texts = WITHOUT_UKRAINE if row.get("without_ukraine_texts") == "1" else ALL
        if int(row["n_shared_votes"]) >= FEWEST_VOTES:
            a, b = sorted((row["iso3_a"], row["iso3_b"]))
            shares = (float(row[name]) for name in ("agreement", "identical_share", "opposite_share"))
            found[a, b, int(row["year"]), texts] = Agreement(int(row["n_shared_votes"]), *shares)
    return found


def greatest_difference(one: dict[Key, Agreement], other: dict[Key, Agreement]) -> tuple[int, float]:
    """How many figures two inputs share, and how far apart their agreements lie at most."""
    shared = one.keys() & other.keys()
    return len(shared), max((abs(one[key].agreement - other[key].agreement) for key in shared), default=0.0)


def provenance(source: str, known_on: str, basis: str, reason: str, issuer: str, lineage: str, note: str) -> dict:
    """The columns that every row has: a figure computed from a record, one step less sure than the record."""
    return {
        "issuer": issuer, "source_id": source, "also": "", "known_on": known_on, "known_basis": basis,
        "known_reason": reason, "access": "computed", "credibility": 3, "status": "documented", "lineage": lineage,
        "bears_on": "A1", "note": note,
    }  # fmt: skip


def agreement_rows(inputs: list[tuple[dict[Key, Agreement], str]]) -> list[dict]:
    """Rows of ``assembly_agreement``: pairs, then the placebo of each of the four."""
    figures: dict[Key, tuple[Agreement, str]] = {}
    for found, source in inputs:
        for key, figure in found.items():
            figures.setdefault(key, (figure, source))
    years = sorted({key[2] for key in figures if key[2] >= FIRST_YEAR})
    rows = []
    for year, texts in product(years, (ALL, WITHOUT_UKRAINE)):
        if texts == WITHOUT_UKRAINE and year < FIRST_UKRAINE:
            continue  # the same roll calls as all
        seat = "the Soviet Union's seat" if year < 1991 else ""
        for a, b in PAIRS:
            if (a, b, year, texts) in figures:
                figure, source = figures[a, b, year, texts]
                rows.append(agreement_row(a, b, year, texts, 1, figure, source, seat if "RUS" in (a, b) else ""))
        for a in FOUR:
            found = [figures[key] for c in PLACEBO if (key := (*sorted((a, c)), year, texts)) in figures]
            if len(found) < FEWEST_STATES:
                continue
            over = {name: spread(getattr(f, name) for f, _ in found) for name in Agreement.__dataclass_fields__}
            mean = Agreement(*(over[name].mean for name in Agreement.__dataclass_fields__))
            row = agreement_row(a, "PLACEBO", year, texts, len(found), mean, found[0][1], seat if a == "RUS" else "")
            rows.append(row | {"least": round(over["agreement"].least, 4), "most": round(over["agreement"].most, 4)})
    return rows


def agreement_row(
    a: str, b: str, year: int, texts: str, states: int, figure: Agreement, source: str, note: str
) -> dict:
    """One row of ``assembly_agreement``."""
    name = f"ga-{a}-{b}-{year}-{'all' if texts == ALL else 'nu'}".lower()
    return {
        "row_id": name, "subject": a, "object": b, "year": year, "texts": texts, "states": states,
        "shared_votes": round(figure.shared, 1), "agreement": round(figure.agreement, 4),
        "identical": round(figure.identical, 4), "opposite": round(figure.opposite, 4), "least": "", "most": "",
    } | provenance(source, f"{year}-12-31", "act", "", "Voeten roll-call data", "record", note)  # fmt: skip


def read_points(path: str) -> dict[tuple[str, int, str], Point]:
    """Ideal points by state, year and scale; files by session (year less 1945) and by year are both read."""
    found = {}
    for row in read(path):
        year = int(row["year"]) if "year" in row else int(float(row["session"])) + 1945
        state = row.get("iso3") or row.get("iso3c", "")
        low, high = (
            float(v) if (v := row.get(a) or row.get(b)) else None
            for a, b in (("q05_all", "Q5%All"), ("q95_all", "Q95%All"))
        )
        if every := row.get("ideal_point_all") or row.get("IdealPointAll"):
            found[state, year, "all"] = Point(float(every), low, high)
        if final := row.get("ideal_point_final_passage") or row.get("IdealPointFP"):
            found[state, year, "final_passage"] = Point(float(final))
    return found


def distance_rows(path: str, vintage: str, known_on: str, basis: str, source: str) -> list[dict]:
    """Rows of ``ideal_distances`` of one vintage: pairs, each state of the placebo in the file, and their spread."""
    points = read_points(path)
    have = {state for state, _, _ in points}
    facts = provenance(source, known_on, basis, REASONS.get(basis, ""), "Bailey, Strezhnev and Voeten", "scholars", "")
    rows = []
    for year, scale in sorted({(year, scale) for _, year, scale in points if year >= FIRST_SESSION}):
        pairs = [pair for pair in PAIRS if {*pair} <= have]
        placebo = [
            pair for pair in product(FOUR, PLACEBO) if {*pair} <= have and len(have & {*PLACEBO}) >= FEWEST_STATES
        ]
        gaps: dict[str, list[float]] = {}
        for a, b in [*pairs, *placebo]:
            if (a, year, scale) in points and (b, year, scale) in points:
                gap, least, most = distance(points[a, year, scale], points[b, year, scale])
                rows.append(distance_row(a, b, year, scale, vintage, 1, gap, least, most) | facts)
                if b in PLACEBO:
                    gaps.setdefault(a, []).append(gap)
        for a, found in gaps.items():
            over = spread(found)
            row = distance_row(a, "PLACEBO", year, scale, vintage, over.states, over.mean, over.least, over.most)
            rows.append(row | facts)
    return rows


def distance_row(a, b, year, scale, vintage, states, gap, least, most) -> dict:
    """One row of ``ideal_distances``."""
    stamp = vintage.lower().replace(" ", "")
    return {
        "row_id": f"ip-{a}-{b}-{year}-{scale}-{stamp}".lower().replace("_", "-"), "subject": a, "object": b,
        "year": year, "scale": scale, "vintage": vintage, "states": states, "distance": round(gap, 4),
        "least": "" if least is None else round(least, 4), "most": "" if most is None else round(most, 4),
    }  # fmt: skip


def write(path: Path, rows: list[dict]) -> None:
    """Write rows; the columns stand in their order."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{path.name}: {len(rows)} rows")


def main() -> None:
    """Read what is given, say how far inputs differ, write the tables that can be written."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--calls", nargs=3, action="append", default=[], metavar=("VOTES", "CALLS", "SOURCE"))
    parser.add_argument("--yearly", nargs=2, action="append", default=[], metavar=("FILE", "SOURCE"))
    parser.add_argument(
        "--points", nargs=5, action="append", default=[], metavar=("FILE", "VINTAGE", "KNOWN_ON", "BASIS", "SOURCE")
    )
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    inputs = [(from_calls(votes, calls), source) for votes, calls, source in given.calls]
    inputs += [(from_years(path), source) for path, source in given.yearly]
    for (one, _), (other, _) in combinations(inputs, 2):
        count, gap = greatest_difference(one, other)
        print(f"figures in both inputs: {count}, greatest difference of agreement {gap:.5f}")
    if inputs:
        write(given.out / "assembly_agreement.csv", agreement_rows(inputs))
    distances = [row for points in given.points for row in distance_rows(*points)]
    if distances:
        write(given.out / "ideal_distances.csv", distances)


if __name__ == "__main__":
    main()
