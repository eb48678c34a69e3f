"""What stands behind pacts (A3): bodies, the rule of law in the text, trade of the members with each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.argument.bench import Bench
from analysis.argument.findings import MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, ids
from analysis.argument.wording import apart, listed, sentences
from analysis.evidence.dates import last_day
from analysis.evidence.quantity import Quantity

_ANSWERS = {"yes": 1.0, "partly": 0.5, "no": 0.0}
_SIDES = ("us", "authoritarian")


@dataclass(frozen=True)
class Comparison:
    """Answers of both sides to one indicator.

    Parameters
    ----------
    indicator : str
    rows : dict
        Rows by side.
    """

    indicator: str
    rows: dict[str, list[Row]]

    @property
    def both(self) -> bool:
        return all(self.rows[side] for side in _SIDES)

    @property
    def gap(self) -> float:
        """Mean answer on the side of the United States less that on the other."""
        ours, theirs = (sum(_ANSWERS[row.answer] for row in self.rows[side]) / len(self.rows[side]) for side in _SIDES)
        return ours - theirs


def foundations(bench: Bench, claim: Claim) -> Finding:
    """A3: indicators that differ, shares of trade, texts without the rule of law, counter-examples."""
    answers = _answers(bench, claim)
    compared = [
        Comparison(
            name, {side: [row for row in answers if (row.indicator, row.side) == (name, side)] for side in _SIDES}
        )
        for name in claim["compared"]
    ]
    seen = [found for found in compared if found.both]
    if not seen:
        return not_testable(
            "No institutional indicator is in view for both kinds of alliance on a source that was read.",
            "Testable with indicators for both kinds of alliance on sources that were read.",
        )
    differ = [found for found in seen if found.gap >= claim["differ_by"]]
    shares = {name: _shares(bench, claim[name]) for name in ("us_pairs", "other_pairs")}
    means = {
        name: Quantity.mean(numbers.values(), "mean share of trade, " + name.replace("_", " "))
        for name, numbers in shares.items()
        if numbers
    }
    favours = len(means) == len(shares) and means["us_pairs"].point > means["other_pairs"].point
    lacking = [row for row in answers if row.indicator == claim["law"] and row.side == "us" and row.answer == "no"]
    counter = _counter_examples(claim, compared)
    enough = len(differ) >= claim["indicators"]
    verdict = SUPPORTED if enough and favours and not lacking and not counter else QUALIFIED if enough else MIXED
    counted = bench.number(
        len(differ),
        "indicators",
        "indicators that differ",
        (r for f in differ for r in _rows(f)),
        "count of indicators",
    )
    return Finding(
        verdict,
        sentences(
            f"Of {len(claim['compared'])} indicators {len(seen)} can be compared on sources that were read; "
            f"{counted} differ{'s' if len(differ) == 1 else ''} in favour of the alliances of the United States: "
            f"{apart(_comparison_line(found) for found in seen)}.",
            _trade_line(bench, claim, shares, means, favours),
            lacking and f"The text lacks the rule of law: {listed(_name(bench, row) for row in lacking)}.",
            counter
            and f"Counter-example{'s' if len(counter) > 1 else ''}: "
            + apart(
                f"{_name(bench, rows[0])} has {listed(_word(row.indicator) for row in rows)}"
                for rows in counter.values()
            )
            + ".",
        ),
        bench.confidence.weakest(*(_rows(found) for found in differ or seen)),
        (counted, *means.values()),
        ids(row for found in differ for row in _rows(found)),
        ids(
            [
                *(row for found in seen if found not in differ for row in _rows(found)),
                *lacking,
                *(row for rows in counter.values() for row in rows),
            ]
        ),
        _flip(bench, claim, verdict, differ, favours, lacking, counter),
    )


def _answers(bench: Bench, claim: Claim) -> list[Row]:
    """The latest answer to each indicator of each alliance, on sources that were read."""
    latest: dict[tuple[str, str], Row] = {}
    rows = [row for row in bench.rows("institutions", access=claim["access"]) if row.answer in _ANSWERS]
    for row in sorted(rows, key=lambda row: (last_day(row.date), row.known_on, row.row_id)):
        latest[row.alliance, row.indicator] = row
    return list(latest.values())


def _rows(found: Comparison) -> list[Row]:
    return [row for side in _SIDES for row in found.rows[side]]


def _word(indicator: str) -> str:
    return indicator.replace("_", " ")


def _name(bench: Bench, row: Row) -> str:
    """An alliance as it stands in a sentence: by its few parties, else by its short name."""
    parties = row.parties.split(";")
    if len(parties) > 3:
        return row.alliance.partition("-")[0].upper()
    return f"the pact of {listed(map(bench.state, parties))}"


def _comparison_line(found: Comparison) -> str:
    told = {side: sum(row.answer != "no" for row in found.rows[side]) for side in _SIDES}
    return (
        f"{_word(found.indicator)} {told['us']} of {len(found.rows['us'])} against {told['authoritarian']} of "
        f"{len(found.rows['authoritarian'])}"
    )


def _counter_examples(claim: Claim, compared: list[Comparison]) -> dict[str, list[Row]]:
    """Alliances of the other side that have as many of the indicators as the rule asks for."""
    held: dict[str, list[Row]] = {}
    for found in compared:
        for row in found.rows["authoritarian"]:
            if row.answer != "no":
                held.setdefault(row.alliance, []).append(row)
    return {name: rows for name, rows in held.items() if len(rows) >= claim["indicators"]}


def _shares(bench: Bench, pairs: Iterable[list[str]]) -> dict[tuple[str, str], Quantity]:
    """Latest share in view of the second state in the trade of the first, pair by pair."""
    found = {}
    for junior, senior in pairs:
        rows = bench.rows("trade_shares", subject=junior, object=senior, measure="total")
        rows = [row for row in rows if row.share == row.share and not row.covered_to]
        if rows:
            row = max(rows, key=lambda row: (last_day(row.period_end), row.known_on, row.row_id))
            name = f"share of {bench.state(senior)} in the trade of {bench.state(junior)} ({row.period_end[:4]})"
            found[junior, senior] = bench.quantity("trade_shares", row, name, "share", "percent")
    return found


def _trade_line(bench: Bench, claim: Claim, shares: dict, means: dict[str, Quantity], favours: bool) -> str:
    missing = [
        f"pairs of {'the United States' if name == 'us_pairs' else 'autocracies'}"
        for name, found in shares.items()
        if not found
    ]
    told = apart(f"{number.name} {number}" for found in shares.values() for number in found.values())
    line = f"Trade: {told}." if told else ""
    if missing:
        return sentences(line, f"Shares of trade are not in view for {listed(missing)}.")
    verb = "favour" if favours else "do not favour"
    return sentences(
        line,
        f"On the mean, {means['us_pairs']} against {means['other_pairs']}, they {verb} the pairs of the United States.",
    )


def _flip(
    bench: Bench, claim: Claim, verdict: str, differ: list, favours: bool, lacking: list[Row], counter: dict
) -> str:
    if verdict == MIXED:
        return f"Supported with qualification once {claim['indicators'] - len(differ)} more of the indicators differ."
    spare = len(differ) - claim["indicators"] + 1
    wanted = [
        *(["shares of trade that favour the pairs of the United States"] * (not favours)),
        *([f"the rule of law in the text of {listed(_name(bench, row) for row in lacking)}"] * bool(lacking)),
        *([f"no counter-example such as {listed(_name(bench, rows[0]) for rows in counter.values())}"] * bool(counter)),
    ]
    up = f"Supported with {listed(wanted)}; mixed" if wanted else "Mixed"
    return f"{up} if {spare} of the {len(differ)} indicators no longer differed."


JUDGES = {"A3": foundations}
