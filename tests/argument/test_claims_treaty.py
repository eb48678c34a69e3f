"""T1 to T6: each verdict is reached by data alone."""

import pytest
from made_up import POOR, MadeUp

NEW, OLD, MIDDLE = "RUS_PRK_2024", "SUN_PRK_1961", "RUS_PRK_2000"
AUTOMATIC, LIMITED = "mutual_defence_automatic", "mutual_defence_conditional"


@pytest.fixture
def project(tmp_path):
    return MadeUp(tmp_path)


def test_t1_from_silence_to_force(project):
    assert project.verdict("T1") == "NT"
    project.act("signed", NEW, "signed", "2024-06-19")
    assert project.verdict("T1") == "NT"
    project.provision("clause", NEW, "supersedes_previous", "3", known_on="2024-06-20")
    assert project.verdict("T1") == "Q"
    project.act("force", NEW, "in_force", "2024-12-04")
    assert project.verdict("T1", "2024-12-03") == "Q"
    found = project.judge("T1", "2024-12-04")
    assert found.verdict == "supported"
    assert found.quantities[0].text == "168\N{NO-BREAK SPACE}days"
    assert "force" in found.would_change


def test_t1_prints_an_announcement_that_reaches_further(project):
    project.act("told", NEW, "replacement_announced", "2024-06-17", replaces=f"{OLD};{MIDDLE}", actor="Kremlin")
    project.act("signed", NEW, "signed", "2024-06-19").provision("clause", NEW, "supersedes_previous", "3")
    assert "Announced on 17 June 2024 (Kremlin)" in project.judge("T1").reason


def test_t2_duty_and_acknowledgements(project):
    assert project.verdict("T2") == "NT"
    project.provision("weak", NEW, AUTOMATIC, "2")
    assert project.verdict("T2") == "C"
    project.provision("duty", NEW, AUTOMATIC, "3").provision("limits", NEW, LIMITED, "3", paraphrase="Article 51")
    assert project.verdict("T2") == "Q"
    project.said("putin", "Vladimir Putin", "RUS", "endorsement", "T2")
    assert project.verdict("T2") == "Q"
    project.act("text", NEW, "text_public", "2024-06-20", actor="KCNA")
    found = project.judge("T2")
    assert found.verdict == "supported"
    assert "help at once" in found.reason and "Article 51" in found.reason
    assert "limits" in found.rows_against


def test_t2_a_denial_acknowledges_nothing(project):
    project.provision("duty", NEW, AUTOMATIC, "3")
    project.said("a", "Someone", "RUS", "denial", "T2").said("b", "Another", "PRK", "no_comment", "T2")
    assert project.verdict("T2") == "Q"


def twins(project, provisions, younger="absence_proved"):
    for name, strength in provisions.items():
        end = name.replace("_", "-")
        project.provision(f"new-{end}", NEW, name, strength)
        project.provision(f"old-{end}", OLD, name, strength)
        project.provision(f"mid-{end}", MIDDLE, name, "0", reading=younger)
    return project


def test_t3_supported_needs_proof_and_bounds_that_part(project):
    names = [
        line.split(",")[0] for line in (project.root / "data/codebooks/provisions.csv").read_text().splitlines()[1:]
    ]
    twins(project, dict.fromkeys(names, "3"))
    found = project.judge("T3")
    assert found.verdict == "supported"
    assert [q.text for q in found.quantities[:2]] == ["1.00", "0.00"]


def test_t3_bounds_that_part_do_not_stand_for_proof(project):
    names = [
        line.split(",")[0] for line in (project.root / "data/codebooks/provisions.csv").read_text().splitlines()[1:]
    ]
    twins(project, dict.fromkeys((name for name in names if name != AUTOMATIC), "3"))
    project.provision("new", NEW, AUTOMATIC, "3").provision("old", OLD, AUTOMATIC, "3")
    project.provision("mid", MIDDLE, AUTOMATIC, "", reading="absence_unproved")
    found = project.judge("T3")
    assert found.verdict == "supported_with_qualification"
    assert "exceeds the highest" in found.reason


def test_t3_unproved_absence_qualifies(project):
    project.provision("new", NEW, AUTOMATIC, "3").provision("old", OLD, AUTOMATIC, "3")
    assert project.verdict("T3") == "Q"
    project.provision("mid", MIDDLE, AUTOMATIC, "", reading="absence_unproved")
    found = project.judge("T3")
    assert found.verdict == "supported_with_qualification"
    assert "overlap" in found.reason


@pytest.mark.parametrize("strengths", [("3", "3", "3"), ("3", "0", "0")])
def test_t3_contradicted_if_the_younger_has_it_or_the_elder_lacks_it(project, strengths):
    for treaty, strength in zip((NEW, OLD, MIDDLE), strengths, strict=True):
        reading = "text" if strength == "3" else "absence_proved"
        project.provision(f"row-{treaty[:3].lower()}{treaty[-4:]}", treaty, AUTOMATIC, strength, reading=reading)
    assert project.verdict("T3") == "C"


def test_t3_without_texts_is_not_testable(project):
    assert project.verdict("T3") == "NT"
    project.provision("new", NEW, AUTOMATIC, "3")
    assert project.verdict("T3") == "NT"


ITEMS = ("health", "medical_education", "science_technology", "border_bridge")


def treaty_with(project, items):
    project.act("signed", NEW, "signed", "2024-06-19").provision("trade", NEW, "trade_economic", "2")
    project.provision("order", NEW, "multipolar_order", "2").provision("culture", NEW, "education_culture", "2")
    for item in items:
        project.provision(f"item-{item.replace('_', '-')}", NEW, item, "2")
    return project


def agreement(project, title, day="2024-06-19"):
    own = {"agreement": "beside", "event": "signature", "title": title, "subject": "PRK", "object": "RUS", "date": day}
    return project.add("side_agreements", f"sa-{day}", in_treaty="no", **own)


def test_t4_where_each_item_stands(project):
    assert project.verdict("T4") == "NT"
    assert treaty_with(project, ITEMS).verdict("T4") == "S"


def test_t4_an_item_beside_the_treaty_qualifies(project):
    treaty_with(project, [item for item in ITEMS if item != "border_bridge"])
    assert project.verdict("T4") == "M"
    agreement(project, "A road bridge", day="2024-06-25")
    assert project.verdict("T4") == "M"  # of another day
    found = agreement(project, "A road bridge").judge("T4")
    assert found.verdict == "supported_with_qualification"
    assert "bridge" in found.would_change


def test_t4_too_few_domains_contradict(project):
    project.provision("duty", NEW, AUTOMATIC, "3")
    assert project.verdict("T4") == "C"


def test_t5_publication(project):
    assert project.verdict("T5") == "NT"
    project.act("other", NEW, "text_public", "2024-06-20", actor="Russia")
    assert project.verdict("T5") == "Q"
    project.act("own", NEW, "text_public", "2024-06-20", actor="KCNA")
    assert project.verdict("T5") == "S"


def words(project, row_id, **fields):
    own = {"date": "2024-06-19", "gist": "a new level of an alliance", "language": "ko"}
    return project.said(row_id, "Kim Jong Un", "PRK", "endorsement", "T6", **(own | fields))


def test_t6_original_wording_and_translations(project):
    assert project.verdict("T6a") == "NT"
    words(project, "later", date="2024-10-07", words_original="동맹")
    assert project.verdict("T6a") == "NT"
    words(project, "translated", language="en")
    assert project.verdict("T6a") == "Q"
    words(project, "original", words_original="동맹")
    assert project.verdict("T6a") == "S"
    assert project.verdict("T6") == "NT"  # the other parts are not in view


def test_t6_renderings_are_one(project):
    words(project, "original", words_original="동맹", source_id=POOR)
    alone = project.judge("T6a").confidence
    for number in range(4):
        words(project, f"rendering-{number}", language="en", rendering_of="original", known_on="2024-06-02")
    assert (project.judge("T6a").confidence, alone) == ("low", "low")
