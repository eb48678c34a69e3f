"""The tables of evidence, one pandera schema each, and the codebooks beside them."""

from __future__ import annotations

import pandera.pandas as pa

from analysis.evidence.contract import (
    RELIABILITIES,
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
FLOWS = ("exports", "imports", "total")

_TABLES = (
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
        "statements",
        "Who said what, when, and of whom.",
        {
            "speaker": text("name or office", required=True),
            "role": text("office of the speaker"),
            "subject": codes("state or body that the speaker speaks for"),
            "date": partial_date("day of the words", required=True),
            "occasion": text("where it was said"),
            "topic": text("what it is about", required=True),
            "kind": choice(
                "kind of statement",
                ("endorsement", "denial", "no_comment", "accusation", "qualification", "intent", "admission"),
            ),
            "gist": text("what was said, in our words", required=True),
            "words": text("at most six words, in English"),
            "words_original": text("the same in the original language"),
            "language": text("ISO 639-1 code of the original language"),
            "rendering_of": text("row id of the same words in another rendering: one vote together"),
        },
        "{date} {speaker} ({subject}), {occasion}: {gist}",
    ),
    table(
        "experts",
        "Posts that experts held, and words of theirs.",
        {
            "expert": text("name", required=True),
            "row_type": choice("kind of row", ("post", "utterance")),
            "post": text("post held"),
            "institution": text("institution"),
            "valid_from": partial_date("from when the source shows the post"),
            "valid_to": partial_date("to when the source shows the post"),
            "gist": text("what was said, in our words"),
            "words": text("at most six words"),
        },
        "{expert}: {post}, {institution}; {gist}",
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
            "in_treaty": choice("whether it is the treaty itself", ("yes", "no")),
            "detail": text("in our words"),
        },
        "{date} {agreement}, {event}: {title}",
    ),
    table(
        "council_votes",
        "A vote of one state on a Security Council draft on the Korean question; one row a state.",
        {
            "symbol": text("document symbol", required=True),
            "document": choice("adopted text or failed draft", ("resolution", "draft")),
            "date": full_date("day of the vote", required=True),
            "topic": text("subject matter, in our words", required=True),
            "category": choice("kind of text", ("sanctions", "panel_renewal", "npt", "membership", "korean_war")),
            "result": choice("outcome", ("adopted", "not_adopted")),
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
            "number_seen": choice("whether the paragraph's number was seen in a source", ("yes", "no")),
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
                (
                    "easing",
                    "easing_draft",
                    "shield",
                    "veto",
                    "panel_pressure",
                    "blocked_finding",
                    "opacity",
                    "breach",
                    "intent",
                    "trade",
                    "transport",
                    "cooperation",
                    "compliance",
                ),
            ),
            "subject": codes("who acts"),
            "object": codes("with or for whom", required=False),
            "paragraphs": text("row ids of sanctions_paragraphs that it touches, parted by ;"),
            "lawful": choice(
                "lawful in itself: yes, no, no if true or done, contested", ("yes", "no", "no_if_true", "contested")
            ),
            "finder": choice(
                "who finds it: the actor itself, a neutral body, an adversary, open sources, or nobody needed",
                ("actor", "neutral", "adversary", "open_source", "record"),
            ),
            "alleged_by": text("who alleges it"),
            "other_side": text("what the other side says"),
        },
        "{date} {subject}: {act}",
    ),
    table(
        "transfers",
        "A public report of a quantity sent from one state to the other.",
        {
            "reported_on": partial_date("day of the report", required=True),
            "period_start": partial_date("first day that the figure covers"),
            "period_end": partial_date("last day that the figure covers"),
            "cumulative": choice("whether it is a running total", ("yes", "no")),
            "subject": codes("supplier"),
            "object": codes("receiver"),
            "item": choice(
                "what is counted",
                (
                    "containers",
                    "containers_return",
                    "artillery_rounds",
                    "rockets",
                    "ballistic_missiles",
                    "missiles_fired",
                    "guns",
                    "troops",
                    "voyages",
                    "shipments",
                    "railcars",
                    "explosives",
                    "value",
                    "share_of_ammunition",
                ),
            ),
            **quantity_columns("quantity"),
            "calibre": text("calibre as stated; alternatives are not sums"),
            "words": text("the words of the source: in place of a figure (dozens), or before it (at least, nearly)"),
            "estimate_group": text("rows that relay one underlying estimate share it: one vote a group", required=True),
        },
        "{reported_on}, {issuer}: {item}, {quantity} {words}",
    ),
    table(
        "container_assumptions",
        "How many rounds a container may hold: published conversions, masses, limits.",
        {
            "kind": choice(
                "kind of figure",
                ("published_conversion", "per_voyage", "mass_conversion", "round_mass", "container_limit"),
            ),
            "container": text("container as described"),
            "calibre": text("calibre as stated"),
            "containers": number("containers of the same release, for a published conversion", "containers", low=0),
            **quantity_columns("rounds, kilograms or rounds a voyage"),
            "as_of_text": partial_date("day to which the figure refers"),
        },
        "{issuer}: {kind}, {calibre}: {quantity} for {containers} containers",
    ),
    table(
        "missile_use",
        "Use of North Korean missiles against Ukraine: strikes, debris found, counts, objections. One row a measure.",
        {
            "row_type": choice("kind of row", ("strike", "debris_finding", "cumulative", "performance", "objection")),
            "period_start": partial_date("day or first day", required=True),
            "period_end": partial_date("last day"),
            "subject": codes("maker"),
            "object": codes("user"),
            "against": codes("against whom"),
            "location": text("place"),
            "missile_type": text("type as stated"),
            "measure": choice("what the figure counts", ("fired", "examined", "killed", "injured", "none")),
            **quantity_columns("count"),
            "finding": text("debris, components, performance or objection, in our words"),
        },
        "{period_start}, {location}: {row_type}, {missile_type}, {measure} {quantity}; {finding}",
    ),
    table(
        "trade_annual",
        "Goods trade of two partners in a year, by one statistical basis.",
        {
            "subject": codes("reporter"),
            "object": codes("partner"),
            "year": number("calendar year", "year", required=True, low=1900, high=2100),
            "flow": choice("seen from the reporter", FLOWS),
            **quantity_columns("trade", "usd_bn"),
            "basis": text("statistical basis: GACC, KOTRA, FCS, WDI ...", required=True),
            "vintage": text("preliminary, revised, or the release it belongs to"),
            "covered_to": partial_date("day to which the figure runs, where it was stated before its period ended"),
        },
        "{subject} with {object}, {year}, {flow}: {quantity} ({basis})",
    ),
    table(
        "trade_shares",
        "Rank and share of a partner in the trade of a state, in a period.",
        {
            "subject": codes("whose trade"),
            "object": codes("partner"),
            "period_start": partial_date("first day", required=True),
            "period_end": partial_date("last day", required=True),
            "measure": choice("of what trade", ("total", "exports", "imports")),
            "rank": number("rank of the partner", "rank", low=1),
            "share": number("share of the partner", "percent", low=0, high=100),
            "bound": choice("how the share is to be read", ("exact", "about", "missing")),
            "convention": choice("what counts as a partner", ("single_states", "eu_as_one")),
            "basis": text("statistical basis", required=True),
            "covered_to": partial_date("day to which the figure runs, where it was stated before its period ended"),
        },
        "{object} in the trade of {subject}, {period_start} to {period_end}, {measure}: rank {rank}, "
        "share {share} ({basis})",
    ),
    table(
        "meetings",
        "Meetings of leaders and envoys; invitations and cancellations apart.",
        {
            "date": partial_date("first day", required=True),
            "date_end": partial_date("last day"),
            "place": text("place", required=True),
            "subject": codes("first state"),
            "object": codes("other states"),
            "participants": text("names parted by ;", required=True),
            "level": choice("highest common level", ("top", "head_of_government", "minister", "envoy")),
            "kind": choice("whether they met", ("met", "video", "invitation", "acceptance", "cancellation")),
            "occasion": text("occasion"),
            "host": codes("state where they met", required=False),
            "outcome": text("in our words"),
        },
        "{date} {place}: {participants} ({occasion})",
    ),
)

TABLES: dict[str, pa.DataFrameSchema] = {schema.name: schema for schema in _TABLES}
"""Schemas of the evidence tables by name; the file is ``data/tables/<name>.csv``."""

ORGANISATION_KINDS = (
    "official_text", "government", "party_state_media", "intelligence", "statistics", "international_body", "wire",
    "press", "think_tank", "university", "database", "encyclopedia", "repost", "company",
)  # fmt: skip

SOURCES = pa.DataFrameSchema(
    {
        "source_id": text("key", required=True, pattern=r"^[a-z0-9][a-z0-9.\-]*$", unique=True),
        "title": text("title, in its own language or in English", required=True),
        "issuer": text("original issuer, a key of codebooks/organisations.csv", required=True),
        "publisher": text("whose copy we read, a key of codebooks/organisations.csv", required=True),
        "url": text("address of the copy", required=True, pattern=r"^https?://\S+$"),
        "published_on": partial_date("date of the page; empty where the page bears none"),
        "accessed_on": full_date("day on which the copy was read", required=True),
        "issuer_grade": choice("reliability of the original issuer", RELIABILITIES),
        "publisher_grade": choice("reliability of the copy", RELIABILITIES),
        "licence": text("terms under which the facts may be passed on", required=True),
        "note": text("anything a reader must know"),
    },
    strict=True,
    ordered=True,
    name="sources",
    description="The bibliography: every page that a row was read from.",
)

CODEBOOKS: dict[str, pa.DataFrameSchema] = {
    "states": pa.DataFrameSchema(
        {
            "code": text("ISO 3166-1 alpha-3, or a declared group or predecessor", required=True, unique=True),
            "kind": choice("kind", ("state", "group", "predecessor", "organisation")),
            "name_en": text("name in English", required=True),
            "name_ru": text("name in Russian"),
            "name_ko": text("name in Korean"),
            "name_zh": text("name in Chinese"),
            "note": text("membership, years"),
        },
        strict=True,
        ordered=True,
        name="states",
        description="Codes of states, groups and predecessors.",
    ),
    "treaties": pa.DataFrameSchema(
        {
            "treaty": text("key", required=True, unique=True),
            "name": text("name in English", required=True),
            "parties": codes("parties"),
            "articles": number("number of articles", "articles", low=1),
        },
        strict=True,
        ordered=True,
        name="treaties",
        description="Treaties.",
    ),
    "provisions": pa.DataFrameSchema(
        {
            "provision": text("key", required=True, unique=True),
            "domain": text("domain", required=True),
            "definition": text("what it is", required=True),
            "coding_rule": text("when a strength is given", required=True),
            "vocabulary": choice("base list or later addition", ("base", "added")),
        },
        strict=True,
        ordered=True,
        name="provisions",
        description="Provisions that treaties are coded for.",
    ),
    "organisations": pa.DataFrameSchema(
        {
            "organisation": text("name, as used in sources.csv", required=True, unique=True),
            "kind": choice("kind, which the grading rule starts from", ORGANISATION_KINDS),
            "state": codes("state that controls or hosts it", required=False),
            "grade": choice("reliability A to F", RELIABILITIES),
            "reason": text("why this grade", required=True),
        },
        strict=True,
        ordered=True,
        name="organisations",
        description="Issuers and publishers with their reliability: the one reviewed table of grades.",
    ),
}
