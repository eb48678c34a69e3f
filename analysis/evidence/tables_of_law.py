"""Tables of law and votes: treaties, alliances, resolutions, the Council and the Assembly."""

from __future__ import annotations

import pandera.pandas as pa

from analysis.evidence.contract import (
    choice,
    codes,
    full_date,
    number,
    partial_date,
    quantity_columns,
    table,
    text,
)

READINGS = ("text", "summary", "absence_proved", "absence_unproved")
TREATY_ACTS = (
    "signed", "text_public", "ratified", "in_force", "replacement_announced", "notice_of_end", "ended", "extended",
    "suspended", "member_left", "member_returned", "member_froze", "charter_signed", "charter_in_force", "account",
)  # fmt: skip
VOTES = ("yes", "no", "abstain", "absent", "unknown")

LAW: tuple[pa.DataFrameSchema, ...] = (
    table(
        "treaty_acts",
        "One act in the life of a treaty: signature, ratification, entry into force, end.",
        {
            "treaty": text("key of codebooks/treaties.csv", required=True),
            "act": choice("what happened; account = a source's own account of a disputed point", TREATY_ACTS),
            "date": partial_date("day of the act"),
            "subject": codes("first party"),
            "object": codes("other parties"),
            "actor": text("who acted, where it was one side or body"),
            "replaces": text("treaties that the act says are replaced, keys parted by ;"),
            "detail": text("term, place, or the disputed point, in our words"),
        },
        "{treaty}: {act} {date}, {actor}; {detail}",
    ),
    table(
        "provisions",
        "One provision of a treaty, coded by article; an absence is a row too, proved or not.",
        {
            "treaty": text("key of codebooks/treaties.csv", required=True),
            "article": text("number, preamble, ? (not known), or whole (absent from the whole)", required=True),
            "provision": text("key of codebooks/provisions.csv", required=True),
            "strength": number(
                "0 absent (proved), 1 rhetorical, 2 cooperative, 3 binding; empty: not known", "0-3", low=0, high=3
            ),
            "reading": choice("what the coding rests on", READINGS),
            "paraphrase": text("the provision in our words"),
        },
        "{treaty} article {article}: {provision}, strength {strength} ({paraphrase})",
        (
            pa.Check(
                lambda f: (f["reading"] == "absence_unproved") == f["strength"].isna(),
                error="strength empty for absence_unproved, and only there",
            ),
        ),
    ),
    table(
        "side_agreements",
        "Agreements signed beside the treaty, and what became of them.",
        {
            "agreement": text("short name", required=True),
            "event": text("signature, publication, follow-up ...", required=True),
            "title": text("in our words", required=True),
            "subject": codes("first party"),
            "object": codes("other party"),
            "topic": text("subject matter"),
            "date": partial_date("day", required=True),
            "place": text("place"),
            "in_treaty": choice("whether it is the treaty itself", "yes no"),
            "detail": text("in our words"),
        },
        "{date} {agreement}, {event}: {title}",
    ),
    table(
        "council_votes",
        "A vote of one state on a Security Council draft on the Korean question; one row a state.",
        {
            "symbol": text("document symbol", required=True),
            "document": choice("adopted text or failed draft", "resolution draft"),
            "date": full_date("day of the vote", required=True),
            "topic": text("subject matter, in our words", required=True),
            "category": choice("kind of text", "sanctions panel_renewal npt membership korean_war"),
            "result": choice("outcome", "adopted not_adopted"),
            "votes_for": number("votes in favour, where seen", "votes", low=0, high=15),
            "state": codes("who votes"),
            "vote": choice("vote", VOTES),
            "flag": text("veto, or whose seat it was (USSR, Republic of China)"),
        },
        "{date} {symbol}: {state} votes {vote} ({result}; {topic})",
    ),
    table(
        "sanctions_paragraphs",
        "A paragraph of a Security Council resolution: addressee, act forbidden, exemption.",
        {
            "resolution": text("number", required=True),
            "paragraph": text("paragraph as cited"),
            "number_seen": choice("whether the paragraph's number was seen in a source", "yes no"),
            "in_force_from": partial_date("first day"),
            "in_force_to": partial_date("last day"),
            "addressee": text("who is bound", required=True),
            "direction": choice("whose trade", ("to PRK", "from PRK", "both", "PRK", "none")),
            "topic": text("subject matter", required=True),
            "act_forbidden": text("in our words", required=True),
            "exemption": text("in our words"),
        },
        "resolution {resolution}, paragraph {paragraph}: {act_forbidden}",
    ),
    table(
        "protection_acts",
        "An act for or against the sanctions on North Korea, mapped to the paragraphs it touches.",
        {
            "date": partial_date("day", required=True),
            "date_end": partial_date("last day of a longer act"),
            "act": text("in our words", required=True),
            "kind": choice(
                "kind of act",
                "easing easing_draft shield veto panel_pressure blocked_finding opacity breach intent "
                "trade transport cooperation compliance",
            ),
            "subject": codes("who acts"),
            "object": codes("with or for whom", required=False),
            "paragraphs": text("row ids of sanctions_paragraphs that it touches, parted by ;"),
            "lawful": choice("lawful in itself: yes, no, no if true or done, contested", "yes no no_if_true contested"),
            "finder": choice(
                "who finds it: the actor itself, a neutral body, an adversary, open sources, or nobody needed",
                "actor neutral adversary open_source record",
            ),
            "alleged_by": text("who alleges it"),
            "other_side": text("what the other side says"),
        },
        "{date} {subject}: {act}",
    ),
    table(
        "second_readings",
        "Two readings of one provision of a treaty, made apart; what was printed in the end, and why.",
        {
            "treaty": text("key of codebooks/treaties.csv", required=True),
            "provision": text("key of codebooks/provisions.csv", required=True),
            "first": number("strength of the first reading", "0-3", low=0, high=3),
            "second": number("strength of the second reading", "0-3", low=0, high=3),
            "final": number("strength that was kept", "0-3", low=0, high=3),
            "reason": text("why it was kept, where the readings differ"),
        },
        "{treaty}: {provision} read as {first} and {second}, kept {final} ({reason})",
    ),
    table(
        "alliances",
        "One pact of defence a row, however many states it binds: its life and how it ended.",
        {
            "alliance": text("short name", required=True),
            "patron": codes("great power whose pact it is"),
            "parties": codes("all parties at signature"),
            "kind": choice("how many it binds", "bilateral multilateral"),
            "duty": choice("strongest duty of its text", "defence consultation neutrality"),
            "start": partial_date("when it began to bind", required=True),
            "end": partial_date("when it ceased to bind; empty while it binds"),
            "fate": choice(
                "how it stands or ended; replaced: by a pact of the same parties; party_died: a party is no more",
                "in_force lapsed denounced dissolved replaced suspended party_died",
            ),
            "soviet_collapse": choice("whether the end belongs to the Soviet collapse of 1989-1992", "yes no"),
            "autocratic": choice("whether every party was an autocracy when it began", "yes no unknown"),
        },
        "{alliance} ({parties}), {start} to {end}: {fate}",
    ),
    table(
        "institutions",
        "What stands behind a pact: one indicator of one alliance a row.",
        {
            "alliance": text("short name, as in alliances", required=True),
            "parties": codes("parties"),
            "side": choice("whose alliance", "us authoritarian"),
            "indicator": choice(
                "what is looked at",
                "secretariat command exercises assembly cost_sharing stationed_troops duty_invoked "
                "members_left rule_of_law democracy_mean democracy_least",
            ),
            "answer": choice("whether it has it; empty where a number says it", "yes partly no", required=False),
            **quantity_columns("number"),
            "date": partial_date("day or year of which it is true", required=True),
            "detail": text("in our words"),
        },
        "{alliance}: {indicator} {answer} {quantity} ({date}; {detail})",
    ),
    table(
        "assembly_votes",
        "A vote of one state in the General Assembly on a text about Ukraine; one row a state.",
        {
            "symbol": text("document symbol", required=True),
            "date": full_date("day of the vote", required=True),
            "topic": text("subject matter, in our words", required=True),
            "yes": number("votes in favour", "votes", low=0),
            "no": number("votes against", "votes", low=0),
            "abstain": number("abstentions", "votes", low=0),
            "state": codes("who votes"),
            "vote": choice("vote", VOTES),
        },
        "{date} {symbol}: {state} votes {vote} ({topic})",
    ),
    table(
        "assembly_agreement",
        "How far two states voted alike in the General Assembly in a year: computed from all roll calls of the year.",
        {
            "subject": codes("first state"),
            "object": codes("second state, or PLACEBO: states that are neither parties nor their allies"),
            "year": number("calendar year of the votes", "year", required=True, low=1946, high=2100),
            "texts": choice("which roll calls", "all without_ukraine"),
            "states": number("states behind the figure: 1 for a pair", "states", required=True, low=1),
            "shared_votes": number("roll calls in which both took a position (mean over a placebo)", "votes", low=1),
            "agreement": number(
                "1 - mean |a - b| with yes 1, abstain 0.5, no 0 (mean over a placebo)", "ratio", low=0, high=1
            ),
            "identical": number("share of identical votes", "ratio", low=0, high=1),
            "opposite": number("share of yes against no", "ratio", low=0, high=1),
            "least": number("lowest agreement within a placebo", "ratio", low=0, high=1),
            "most": number("highest agreement within a placebo", "ratio", low=0, high=1),
        },
        "{subject} and {object}, {year}, {texts}: agreement {agreement} over {shared_votes} votes",
    ),
    table(
        "ideal_distances",
        "Distance of two states on the scale of ideal points of the General Assembly, within one vintage.",
        {
            "subject": codes("first state"),
            "object": codes("second state, or PLACEBO: states that are neither parties nor their allies"),
            "year": number("year in which the session began", "year", required=True, low=1946, high=2100),
            "scale": choice("roll calls behind the scale; scales are never mixed", "all final_passage"),
            "vintage": text("release of the estimates", required=True),
            "states": number("states behind the figure: 1 for a pair", "states", required=True, low=1),
            "distance": number(
                "absolute difference of the two points (mean over a placebo)", "ideal_points", required=True, low=0
            ),
            "least": number(
                "smallest distance that both posterior intervals (5-95 %) admit, or within a placebo",
                "ideal_points",
                low=0,
            ),
            "most": number(
                "largest distance that both posterior intervals (5-95 %) admit, or within a placebo",
                "ideal_points",
                low=0,
            ),
        },
        "{subject} and {object}, {year}: {distance} apart ({scale}, {vintage})",
    ),
)
