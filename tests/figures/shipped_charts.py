"""Every chart by name, drawn from the data that ship with the project."""

import functools
from pathlib import Path

from analysis.evidence.evidence import open_evidence
from analysis.figures import (
    aftermath,
    alignment,
    balance,
    choices,
    endurance,
    energy,
    issuers,
    methods,
    mirror,
    munitions,
    pair,
    partners,
    replay,
    sanctions,
    solidarity,
    technology,
    ties,
    trade,
    treaties,
    verdicts,
)
from analysis.figures.prose import read_findings

ROOT = Path(__file__).parents[2]

CHARTS = {
    "container_reports": munitions.container_reports,
    "missile_reports": munitions.missile_reports,
    "rounds_scenario": munitions.rounds_scenario,
    "soldiers": aftermath.soldiers,
    "launch_attempts": technology.launch_attempts,
    "said_to_flow": technology.said_to_flow,
    "missile_tests": technology.missile_tests,
    "oil": energy.oil,
    "council_votes": sanctions.council_votes,
    "acts_by_year": sanctions.acts_by_year,
    "paragraphs_touched": sanctions.paragraphs_touched,
    "china_russia_trade": trade.china_russia_trade,
    "china_share": trade.china_share,
    "partners_of_russia": trade.partners_of_russia,
    "meetings_a_year": trade.meetings_a_year,
    "china_courses": balance.courses,
    "china_partners": partners.partners_of_china,
    "china_months": partners.months,
    "mirror_gap": mirror.mirror_gap,
    "ideal_points": alignment.ideal_points,
    "assembly_agreement": alignment.assembly_agreement,
    "ukraine_votes": solidarity.ukraine_votes,
    "solidarity": solidarity.solidarity,
    "pact_lives": endurance.pact_lives,
    "pact_endings": endurance.pact_endings,
    "closeness": ties.closeness,
    "meetings_and_trade": ties.meetings_and_trade,
    "monthly_acts": ties.monthly_acts,
    "lifelines": treaties.lifelines,
    "provision_matrix": treaties.provision_matrix,
    "similarity": treaties.similarity,
    "dependence": issuers.dependence,
    "track_records": issuers.track_records,
    "grades": methods.grades,
    "specifications": choices.specifications_strip,
    "verdict_timeline": replay.verdict_timeline,
    "ledger_strip": lambda evidence: verdicts.ledger_strip(read_findings(evidence)),
    "pair_timeline": lambda evidence: pair.timeline(pair.open_pair(evidence, "RUS", "PRK")),
    "pair_trade": lambda evidence: pair.trade(pair.open_pair(evidence, "RUS", "PRK")),
}

DAYS = ("1900-01-01", "2005-01-01", "2024-06-20", "2026-10-01")


@functools.cache
def evidence(day):
    """The shipped data as of a day, read once."""
    return open_evidence(day, ROOT)


def draw_anew(name, day):
    """A chart of the shipped data as of a day, drawn once more."""
    return CHARTS[name](evidence(day))


draw = functools.cache(draw_anew)
"""A chart of the shipped data as of a day; drawn once for all tests of a worker that only look."""
