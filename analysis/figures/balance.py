"""China's balance: whom it moves toward or holds off, what it says of the visit, what part it has."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from analysis.argument.register import Claim, Register
from analysis.argument.rows import Row, by_day, has, ids, mentions, records
from analysis.argument.weight import respects
from analysis.argument.wording import listed, opening
from analysis.evidence.dates import first_day
from analysis.evidence.evidence import Evidence
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import day_number, dot, key_line, label_points, name_rows, time_axis
from analysis.figures.partners import mark_rivals
from analysis.figures.prose import bench_of
from analysis.figures.style import MUTED, SMALL, blank_figure, house_style, state_colour
from analysis.figures.tables import Table, make_table, rows_table
from analysis.figures.voices import LANGUAGES

_TOWARD, _AWAY, _AGAINST = "towards", "holds off", "held off by the other"
_MARKERS = {_TOWARD: "^", _AWAY: "v", _AGAINST: "x"}


def _lanes(register: Register) -> dict[str, tuple[list[str], str]]:
    """Directions, with the codes of each and the state whose colour it takes; Europe and neighbours as C6 has them."""
    claim = register["C6"]
    return {
        "Russia": (["RUS"], "RUS"),
        "North Korea": (["PRK"], "PRK"),
        "United States": (["USA"], "USA"),
        "Europe": (claim["europe"], "EU27"),
        "neighbours": (claim["neighbours"], "JPN"),
    }


@house_style
def courses(evidence: Evidence) -> Chart:
    """Acts of China by whom they move toward or hold off; acts at the top level are large, what is alleged hollow."""
    label, bench = "china-courses", bench_of(evidence)
    register = bench.register
    claim, lanes = register["C6"], _lanes(register)
    marks = [
        (lane, direction, row)
        for row in by_day(records(evidence, "events"))
        for lane, (codes, _) in lanes.items()
        for direction in _directions(row, claim["state"], codes)
    ]
    if not marks:
        what, title = "acts of China towards others", "No act of China is in view."
        return empty_chart(evidence, label, what, "lane, date, act", title)
    figure, axes = blank_figure(0.9 + 0.84 * len(lanes), left=1.05, right=1.2, top=0.42)
    first = min(first_day(row.date) for *_, row in marks) - timedelta(days=150)  # room for the name of an event
    time_axis(axes, first, evidence.as_of + timedelta(days=45))
    names, colours = list(lanes), {lane: state_colour(code) for lane, (_, code) in lanes.items()}
    name_rows(axes, names, ends=(0.4, 0.75))
    for tick, name in zip(axes.get_yticklabels(), names, strict=True):
        tick.set_color(colours[name])
    places = []
    for lane, direction, row in marks:
        x, y = day_number(row.date), names.index(lane) + (-0.1 if direction == _TOWARD else 0.1)
        size, hollow = 8 if _at_the_top(claim, row) else 4, row.status == "alleged"
        dot(axes, x, y, colours[lane], _MARKERS[direction], size, hollow=hollow, markeredgewidth=1)
        places.append((x, y))
    told = [(*places[marks.index(mark)], _brief(mark[2].event), colours[mark[0]])
            for mark in _decisive(marks, claim, bench.finding("C5a").rows_for)]  # fmt: skip
    mark_rivals(axes, register, first, evidence.as_of, height=0.05)
    label_points(axes, told, places, size=SMALL)
    key_line(
        axes,
        [("▲ moves towards   ▼ holds off   × the other holds China off   large: top level   hollow: alleged", MUTED)],
    )
    acts = ((lane, act, row, _at_the_top(claim, row)) for lane, act, row in marks)
    lines = ((lane, row.date, act, top, row.status, row.event, row.row_id) for lane, act, row, top in acts)
    data = frame("lane, date, act, top, status, event, row", lines)
    tops = data[(data["act"] == _TOWARD) & data["top"]]
    count = listed(f"{name} {(tops['lane'] == name).sum()}" for name in names)
    off = data[data["act"] == _AWAY].drop_duplicates("row")
    title = f"China’s moves at the top level by direction: {count}; acts that hold somebody off: {len(off)}."
    text = f"Moves of China at the top level by direction: {count}."
    for name in names:
        lane = data[data["lane"] == name]
        if len(lane):
            tally = listed(f"{n} {act}" for act, n in lane["act"].value_counts(sort=False).items())
            last = lane.iloc[-1]
            text += f" {opening(name)}: {tally}, from {lane['date'].iloc[0]} on; the last, {last['act']}, on "
            text += f"{last['date']}: {last['event']}."
    return finish(evidence, figure, label, title, text, data, data["row"])


def _directions(row: Row, state: str, codes: Iterable[str]) -> list[str]:
    """How an act bears on some states: of China towards or away from them, or of theirs away from China."""
    own = has(row.subject, state)
    found = [_TOWARD] if own and set(row.toward.split(";")) & set(codes) else []
    found += [_AWAY] if own and set(row.distance_from.split(";")) & set(codes) else []
    against = not own and has(row.distance_from, state) and set(row.subject.split(";")) & set(codes)
    return found + ([_AGAINST] if against else [])


def _at_the_top(claim: Claim, row: Row) -> bool:
    """Whether an act is one of those that C6 counts: words at the top are no act."""
    return row.level in claim["levels"] and row.kind in claim["kinds"]


def _decisive(marks: Sequence[tuple[str, str, Row]], claim: Claim, words: Sequence[str]) -> list[tuple[str, str, Row]]:
    """What is labelled: in each lane the last and the first move at the top, and one act of distance.

    That is the one which carries the words on two sovereign states, or else the last.
    """
    labelled: dict[tuple[str, str], tuple[str, str, Row]] = {}
    for mark in marks:
        lane, direction, row = mark
        if direction == _TOWARD and _at_the_top(claim, row):
            labelled[lane, "last"] = mark
            labelled.setdefault((lane, "first"), mark)
        elif direction != _TOWARD and not row.toward and (lane, "words") not in labelled:
            labelled[lane, "words" if set(row.same_as.split(";")) & set(words) else "away"] = mark
    for lane, _ in list(labelled):
        if (lane, "words") in labelled:
            labelled.pop((lane, "away"), None)
    return list({mark[2].row_id: mark for _, mark in sorted(labelled.items(), key=lambda item: item[0][1])}.values())


def _brief(event: str) -> str:
    """The first clause of an act in a few short lines."""
    clause = event.split(";")[0].split(": ")[-1]
    comma = clause.find(", ", 29)
    return "\n".join(textwrap.wrap(clause[:comma] if comma > 0 else clause, 32, max_lines=3, placeholder=" …"))


def words_of_beijing(evidence: Evidence) -> Table:
    """What each Chinese official text said of the visit and the treaty, and whether it welcomes or parries."""
    welcome = bench_of(evidence).register["C5a"]["welcome"]

    def words(row: Row) -> str:
        held = " – ".join(f"“{text}”" for text in (row.words, row.words_original) if text) or "no words held"
        read = LANGUAGES.get(row.language, row.language)
        return f"{held} (read in {read})" if row.words_original else held

    def bearing(row: Row) -> str:
        warm = row.kind == "endorsement" or mentions(row, welcome, ("gist", "words"))
        found = ["distant"] * (row.kind == "no_comment") + ["welcoming"] * warm
        return ", and ".join(found) or "qualified"

    columns = "day 0.95: date | speaker 1: speaker | asked on 1.1: topic | in our words 2.6: gist | words held 1.9: "
    columns += "words | bearing 0.95: bearing"
    found = [row for row in by_day(records(evidence, "statements"))
             if has(row.subject, "CHN") and any(has(row.bears_on, claim) for claim in ("C5", "C5a"))]  # fmt: skip
    tally = Counter(map(bearing, found))
    title = f"What Chinese officials said of the visit and the treaty, {len(found)} texts"
    title += f": {listed(f'{n} {word}' for word, n in tally.items())}." if found else "."
    return rows_table(evidence, "words-of-beijing", title, columns, found, words=words, bearing=bearing)


def part_of_china(evidence: Evidence) -> Table:
    """China's part in four respects: whether it is the largest among outside states, and by what."""
    bench = bench_of(evidence)
    legs = respects(bench, bench.claim("C8"))
    answers = {True: "yes", False: "no", None: "not comparable"}
    data = [(*leg.words.split(": ", 1), answers[leg.largest]) for leg in legs]
    columns = "respect 1.6 | what is in view 3.6 | largest part 1"
    passed = sum(leg.largest is True for leg in legs)
    title = f"China’s part beside that of other outside states: the largest in {passed} of {len(legs)} respects."
    rows = ids(row for leg in legs for row in leg.rows)
    return make_table(evidence, "part-of-china", title, columns, data if rows else [], rows)
