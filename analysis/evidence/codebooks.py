"""The bibliography and the codebooks that the tables refer to, one pandera schema each."""

from __future__ import annotations

import pandera.pandas as pa

from analysis.evidence.contract import RELIABILITIES, choice, codes, full_date, number, partial_date, text

ORGANISATION_KINDS = (
    "official_text", "government", "party_state_media", "intelligence", "statistics", "international_body", "wire",
    "press", "think_tank", "university", "database", "encyclopedia", "repost", "company",
)  # fmt: skip

NAME_KINDS = ("person", "document", "organisation")

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
    "lineages": pa.DataFrameSchema(
        {
            "lineage": text("key, as used in tables; codes of states are governments", required=True, unique=True),
            "name": text("name, as it stands in a sentence", required=True),
            "meaning": text("who could know by own means", required=True),
        },
        strict=True,
        ordered=True,
        name="lineages",
        description="Who could know by own means, where it is no government.",
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
    "names": pa.DataFrameSchema(
        {
            "name_id": text("key", required=True, pattern=r"^name-[a-z0-9\-]+$", unique=True),
            "name": text("name as the report writes it", required=True),
            "kind": choice("whose name", NAME_KINDS),
            "treaty": text("key of codebooks/treaties.csv, for the name of a treaty"),
            "language": text("language of the original, ISO 639-1", required=True, pattern=r"^[a-z]{2}$"),
            "original": text("name in its own script, as its source writes it", required=True),
            "source_id": text("where it was read, a key of sources.csv", required=True),
            "note": text("anything a reader must know"),
        },
        strict=True,
        ordered=True,
        name="names",
        description="Names of people, documents and organisations in their own script.",
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
