"""Traps of days and words: years of a closed border, accusations, days of mirrors, the article as its own evidence."""

import re
from datetime import date

import pytest
from copied_data import REAL, REGISTER, TODAY, real_bench, real_findings

from analysis.argument import monthly
from analysis.argument.alignment import hard_test
from analysis.argument.bench import Bench
from analysis.argument.ledger import JUDGES
from analysis.argument.register import read_register
from analysis.evidence.dates import last_day
from analysis.evidence.evidence import open_evidence
from analysis.evidence.schemas import TABLES

# ---------------------------------------------------------------------------------------- years of the closed border


def met(project, *days):
    for day in days:
        project.met(f"m-{day}", day, subject="RUS", object="PRK", host="RUS")
    return project


def test_the_closed_border_is_no_low_to_rise_from(project):
    own = {"subject": "RUS", "object": "PRK", "basis": "MEDT"}
    project.trade("before", 1992, 0.63, **own).trade("low", 2000, 0.1, **own).trade("after", 2023, 0.1, **own)
    assert project.verdict("P1") == "C"  # it fell, and never doubled
    project.trade("closed", 2021, 0.00004, **own)
    assert project.verdict("P1") == "C"


def test_quiet_years_of_the_closed_border_make_no_turn(project):
    met(project, "2018-05-31", "2018-06-30", "2022-07-01", "2022-08-01")
    assert project.verdict("R1") == "M"  # as many as before the pandemic


def test_a_rise_out_of_the_closed_border_is_marked(project):
    found = met(project, "2023-03-01", "2024-02-01", "2024-03-01").judge("P3")
    assert "the border was closed then, which is no evidence of distance" in found.reason
    met(project, "2022-03-01", "2022-04-01", "2022-05-01")
    fewer = project.judge("P3", "2023-06-30")
    assert "down from 3" in fewer.reason and fewer.rows_for == ()  # fewer while it is closed: no sign of distance


def test_the_break_is_searched_again_without_the_closed_months(project):
    days = [f"{year}-{month:02}-10" for year in (2018, 2019) for month in range(1, 13)]
    days += [f"{year}-{month:02}-10" for year in (2023, 2024) for month in range(1, 13) if (year, month) > (2023, 8)]
    met(project, *days).judge("R1")
    bench = Bench(open_evidence("2024-12-31", project.root), read_register(project.root / "data"))
    series = monthly.months(bench, REGISTER["R1"])
    closed = [month for month in series if month.closed]
    assert closed and not any(month.acts for month in closed)
    best, again = (
        next(model for model in monthly.models(bench, REGISTER["R1"], part) if model.name == monthly.BEST)
        for part in (series, [month for month in series if not month.closed])
    )
    assert best.after.point != best.before.point  # the closed months look like distance
    assert again.after.point == again.before.point == 1
    with_them, without = monthly.told(bench, REGISTER["R1"])[0].split("without the months of the closed border")
    assert f"({again.before} before, {again.after} after)" in without
    assert f"({best.before} before, {best.after} after)" in with_them


# ------------------------------------------------------------------------------------------------- accusations


def accused(project):
    """Nothing but accusations, of whatever kind, dated and on the subject."""
    alleged = {"status": "alleged", "credibility": "3"}
    for number in range(1, 7):
        day = f"2022-0{number + 2}-01"
        project.helped(f"event-{number}", day, "USA", "alleged", "agreement", **alleged)
        project.deed(f"deed-{number}", day, "shield", "contested", "adversary", **alleged)
        project.deed(f"panel-{number}", day, "panel_pressure", "yes", "adversary", **alleged)
        fields = {"kind": "agreement", "dimension": "diplomatic", "toward": ("USA", "FRA", "JPN")[number % 3]}
        project.event(f"turn-{number}", f"2024-0{number}-01", **(fields | alleged))
        project.sent(f"arms-{number}", low="100", bound="at_least", period_start=day, **alleged)
    return project


@pytest.mark.parametrize(("claim", "base"), [("R1", "NT"), ("T7", "NT"), ("C6", "NT"), ("P4", "NT"), ("T8", "NT")])
def test_accusations_alone_are_no_acts(project, claim, base):
    assert project.verdict(claim) == base
    assert accused(project).verdict(claim, "2024-07-31") == base


@pytest.mark.parametrize("claim", ["R1", "T7", "C6", "P4"])
def test_accusations_beside_acts_change_nothing(project, claim):
    met(project, "2018-05-31", "2022-07-01", "2022-08-01", "2022-09-01")
    project.deed("draft", "2019-12-16", "easing_draft", "yes", "record")
    project.act("pact", "RUS_PRK_2024", "signed", "2024-06-19").oil("oil", "2023-01", 67_300)
    project.event("visit", "2024-05-05", object="FRA", toward="FRA")
    project.sent("found", status="documented", low="2", bound="at_least")
    before = project.judge(claim, "2024-07-31")
    after = accused(project).judge(claim, "2024-07-31")
    assert (after.verdict, after.confidence, after.rows) == (before.verdict, before.confidence, before.rows)


def test_an_alleged_breach_is_none_that_is_found(project):
    project.paragraph().vote("veto", "S/2024/1", "2024-03-28", "no", "not_adopted", category="panel_renewal")
    assert project.deed("one", lawful="no_if_true", finder="adversary", status="alleged").verdict("S3") == "Q"
    assert project.deed("two", finder="neutral", status="documented").verdict("S3") == "S"


def test_alleged_help_passes_no_hard_test(project):
    project.test_of("said", "RUS").test_of("secret", "CHN", "material", status="alleged").judge("A1", TODAY)
    bench = Bench(open_evidence(TODAY, project.root), read_register(project.root / "data"))
    rows, passed = hard_test(bench, REGISTER["A1"])
    assert len(rows) == 2 and passed == []


def test_alleged_rows_carry_no_verdict_that_speaks_of_acts():
    """On the real data: claims on acts rest on rows that are more than alleged."""
    bench = real_bench()
    resting = {
        name: [bench.row(row) for row in real_findings()[name].rows_for] for name in ("T1", "T7", "R1", "C6", "P1")
    }
    assert any(resting.values())
    assert [row.row_id for rows in resting.values() for row in rows if row.status == "alleged"] == []


# ------------------------------------------------------------------------------------------------ days of mirrors


def test_a_row_counts_from_its_day_and_not_from_that_of_its_copy(project):
    """The made-up page was read in 2024; the vote that it tells of was open to all in 2006."""
    project.vote("vote", "S/RES/1718", "2006-10-14")
    assert [project.verdict("S2", day) for day in ("2006-10-13", "2006-10-14")] == ["NT", "S"]


def test_a_later_copy_does_not_move_the_day(project):
    project.vote("vote", "S/RES/1718", "2006-10-14").vote("copy", "S/RES/1718", "2006-10-14", known_on="2021-03-09")
    assert project.verdict("S2", "2006-10-14") == "S"
    first, later = (project.judge("S2", day) for day in ("2006-10-14", "2024-12-31"))
    assert (first.verdict, first.confidence) == (later.verdict, later.confidence)


def rows_with_sources():
    sources = real_bench().evidence.sources
    for table in TABLES:
        for row in real_bench().rows(table):
            yield table, row, sources.loc[row.source_id]


def is_copy(source):
    """A page of another than the issuer, or a repository that anyone may fill."""
    return source["publisher"] != source["issuer"] or "github.com" in source["url"]


def test_a_day_of_a_copy_is_the_day_of_knowledge_only_where_the_row_says_so():
    """Of a repository: only as the page that was read, or as the release of the data that it is."""
    wrong = [
        row.row_id
        for _, row, source in rows_with_sources()
        if "github.com" in source["url"]
        and row.known_on in (source["published_on"], source["accessed_on"])
        and row.known_basis not in ("page", "release", "dataset_release")
    ]
    assert wrong == []


def test_a_day_on_which_a_page_was_read_is_owned_up_to():
    wrong = [
        row.row_id
        for _, row, source in rows_with_sources()
        if row.known_on == source["accessed_on"] and "read" not in row.known_reason
    ]
    assert wrong == []


def test_an_act_is_known_from_its_own_day():
    """Within three days of its end, whenever the page was published on which it was read."""
    seen = 0
    for _table, row, source in rows_with_sources():
        if row.known_basis == "act" and len(getattr(row, "date", "")) == 10:
            done = last_day(getattr(row, "date_end", "") or row.date)
            assert 0 <= (date.fromisoformat(row.known_on) - done).days <= 3, row.row_id
            seen += is_copy(source) and source["published_on"] > row.known_on
    assert seen > 50  # most were read from later pages


def test_every_inferred_day_has_its_reason():
    missing = [
        row.row_id for _, row, _ in rows_with_sources() if row.known_basis == "inferred" and not row.known_reason
    ]
    assert missing == []


def test_no_row_is_known_after_today():
    assert max(row.known_on for _, row, _ in rows_with_sources()) <= TODAY
    for day in ("2005-01-01", "2024-06-20"):
        bench = real_bench(day)
        known = [row.known_on for table in TABLES for row in bench.rows(table)]
        assert known and max(known) <= day


# ------------------------------------------------------------------------------ the article as its own evidence

ITS_OWN = re.compile(r"axis[ -]of[ -]impunity", re.IGNORECASE)
"""The piece that the article paraphrases, and reposts of it, by title or address."""

SAID = {"A5", "R2"}
"""Claims that ask whether words were said, which the piece may answer: it quotes the experts."""


def own_sources():
    sources = real_bench().evidence.sources
    return {key for key, row in sources.iterrows() if ITS_OWN.search(f"{row['title']} {row['url']}")}


def test_the_piece_and_its_reposts_are_known_to_the_tables():
    assert own_sources() and set(JUDGES) >= SAID


def test_no_row_but_of_words_rests_on_the_piece():
    own = own_sources()
    resting = [(table, row) for table, row, _ in rows_with_sources() if own & {row.source_id, *row.also.split(";")}]
    assert {table for table, _ in resting} == {"experts"}
    assert {row.row_type for _, row in resting} == {"utterance"}


@pytest.mark.parametrize("day", ["2024-06-20", "2024-06-26", TODAY])
def test_no_claim_on_what_is_so_rests_on_the_piece(day):
    bench, own = real_bench(day), own_sources()
    resting = {
        claim
        for claim, found in real_findings(day).items()
        for row in map(bench.row, found.rows)
        if own & {row.source_id, *row.also.split(";")}
    }
    assert resting <= SAID


def test_leaving_the_piece_out_moves_no_other_verdict():
    without = Bench(open_evidence(TODAY, REAL, exclude=sorted(own_sources())), REGISTER)
    moved = {claim for claim, found in real_findings().items() if without.finding(claim).verdict != found.verdict}
    assert moved <= SAID
