"""A1: each verdict is reached by data alone, and the traps of voting data are not fallen into."""

import pytest
from made_up import MadeUp

DAY = "2025-12-31"
DYADS = [("RUS", "PRK"), ("RUS", "CHN"), ("CHN", "PRK"), ("RUS", "IRN"), ("CHN", "IRN")]


@pytest.fixture
def project(tmp_path):
    return MadeUp(tmp_path)


def key(pair):
    return "-".join(pair).lower()


def distances(project, falls, start=1.0, last=(2022, 2023), name="", **fields):
    for pair, fall in zip(DYADS, falls, strict=False):
        for year in (*range(2015, 2020), *last):
            figure = start if year < 2020 else round(start - fall, 3)
            project.distance(f"d{name}-{key(pair)}-{year}", pair, year, figure, **fields)
    return project


def agreements(project, rises, placebo=0.0, last=(2022, 2023), states=20, **fields):
    for pair, rise in [*zip(DYADS, rises, strict=False), *(((code, "PLACEBO"), placebo) for code in ("RUS", "CHN"))]:
        for year in (*range(2015, 2020), *last):
            figure = 0.7 if year < 2020 else 0.7 + rise
            count = states if "PLACEBO" in pair else 1
            name = f"a-{fields.get('texts', 'without')[:3]}-{key(pair)}-{year}"
            project.agreement(name, pair, year, figure, states=count, **fields)
    return project


def ties(project, rise=2.0):
    for year in (*range(2015, 2020), 2023, 2024):
        figure = 100 if year < 2020 else 100 * rise
        project.trade(f"goods-{year}", year, figure)
        project.trade(f"small-{year}", year, figure / 100, object="PRK")
    return project.sent("arms-1", reported_on="2024-01-01").sent("arms-2", lineage="KOR", reported_on="2024-02-01")


def whole(project):
    return ties(agreements(distances(project, [0.5] * 5), [0.1] * 5))


def test_a1_without_estimates_is_not_testable_and_names_what_is_missing(project):
    found = ties(agreements(project, [0.1] * 5)).judge("A1", DAY)
    assert found.verdict == "not_testable"
    assert "Russia and North Korea" in found.reason
    assert "Agreement without the texts on Ukraine (1 - mean |a - b|)" in found.reason


def test_a1_all_tests_passed(project):
    assert whole(project).verdict("A1", DAY) == "S"


def test_a1_is_contradicted_where_no_pair_closes(project):
    assert ties(agreements(distances(project, [0.29] * 5), [0.1] * 5)).verdict("A1", DAY) == "C"


def test_a1_is_mixed_where_it_closes_only_with_the_texts_on_ukraine(project):
    ties(agreements(distances(project, [0.5] * 5), [-0.1] * 5))
    agreements(project, [0.1] * 5, texts="all")  # same years, all texts: says nothing about those without
    assert project.verdict("A1", DAY) == "M"


def test_a1_is_mixed_where_the_votes_without_them_are_not_in_view(project):
    found = ties(distances(project, [0.5] * 5)).judge("A1", DAY)
    assert found.verdict == "mixed"
    assert "Without the texts on Ukraine it cannot be tested" in found.reason


def test_a1_is_mixed_where_states_that_are_no_allies_close_as_much(project):
    assert ties(agreements(distances(project, [0.5] * 5), [0.1] * 5, placebo=0.2)).verdict("A1", DAY) == "M"


def test_a1_a_placebo_of_fewer_states_is_none(project):
    assert ties(agreements(distances(project, [0.5] * 5), [0.1] * 5, states=19)).verdict("A1", DAY) == "M"


def test_a1_a_placebo_on_the_scale_counts_where_it_is_in_view(project):
    whole(project)
    for year in (*range(2015, 2020), 2022, 2023):
        for code in ("RUS", "CHN"):
            figure = 2.0 if year < 2020 else 1.0
            project.distance(f"p-{code.lower()}-{year}", (code, "PLACEBO"), year, figure, states="20")
    assert project.verdict("A1", DAY) == "M"


def test_a1_material_ties(project):
    assert agreements(distances(project, [0.5] * 5), [0.1] * 5).verdict("A1", DAY) == "M"


def test_a1_arms_on_the_word_of_one_lineage_are_no_tie(project):
    whole(project)
    project.rows["transfers"].pop()
    assert "Material ties that rise: 2 of 3" in project.judge("A1", DAY).reason


def test_a1_the_hard_test(project):
    whole(project).test_of("words", "RUS")
    assert project.verdict("A1", "2025-06-22") == "S"
    assert project.verdict("A1", DAY) == "M"
    project.test_of("said", "CHN", "material", status="alleged")
    assert project.verdict("A1", DAY) == "M"  # an accusation is no act
    project.test_of("sent", "CHN", "material")
    assert project.verdict("A1", DAY) == "S"


def test_a1_two_vintages_are_never_mixed(project):
    ties(agreements(project, [0.1] * 5))
    distances(project, [0.0] * 5, start=2.0, last=(), name="old", vintage="June 2024")
    for pair in DYADS:
        for year in (2022, 2023):
            project.distance(f"new-{key(pair)}-{year}", pair, year, 1.0, known_on="2025-07-31")
    assert project.verdict("A1", DAY) == "NT"  # base of one release, last years of another


def test_a1_two_scales_are_never_mixed(project):
    ties(agreements(project, [0.1] * 5))
    distances(project, [0.0] * 5, start=2.0, last=(), name="other", scale="final_passage")
    for pair in DYADS:
        for year in (2022, 2023):
            project.distance(f"new-{key(pair)}-{year}", pair, year, 1.0)
    assert project.verdict("A1", DAY) == "NT"


def test_a1_a_year_with_two_roll_calls_says_nothing(project):
    ties(agreements(distances(project, [0.5] * 5, last=(2020, 2021)), [0.1] * 5, last=(2020, 2021)))
    assert project.verdict("A1", DAY) == "S"
    for row in project.rows["assembly_agreement"]:
        if row["year"] == "2021":
            row["shared_votes"] = "2"
    assert project.verdict("A1", DAY) == "M"


def test_a1_states_years_formula_and_vintage(project):
    reason = whole(project).judge("A1", DAY).reason
    for words in ("all roll calls, July 2025", "2015 to 2019", "2022 and 2023", "1 - mean |a - b|", "Russia and Iran"):
        assert words in reason


def test_a1_a_mirror_copy_changes_no_confidence(project):
    before = whole(project).judge("A1", DAY).confidence
    project.sent("copy", reported_on="2024-03-01", estimate_group="arms-1")
    assert project.judge("A1", DAY).confidence == before
