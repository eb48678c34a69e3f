"""Tables of trade, energy and what compares states."""

from __future__ import annotations

import pandera.pandas as pa

from analysis.evidence.contract import (
    choice,
    codes,
    number,
    partial_date,
    quantity_columns,
    table,
    text,
)

FLOWS = ("exports", "imports", "total")

GOODS: tuple[pa.DataFrameSchema, ...] = (
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
            "measure": choice("of what trade", "total exports imports"),
            "rank": number("rank of the partner", "rank", low=1),
            "share": number("share of the partner", "percent", low=0, high=100),
            "bound": choice("how the share is to be read", "exact about missing"),
            "convention": choice("what counts as a partner", "single_states eu_as_one"),
            "basis": text("statistical basis", required=True),
            "covered_to": partial_date("day to which the figure runs, where it was stated before its period ended"),
        },
        "{object} in the trade of {subject}, {period_start} to {period_end}, {measure}: rank {rank}, "
        "share {share} ({basis})",
    ),
    table(
        "trade_periods",
        "Goods trade of two partners in a month, a run of months or a year, in any currency, by one statistical basis.",
        {
            "subject": codes("reporter"),
            "object": codes("partner"),
            "period_start": partial_date("first month or year", required=True),
            "period_end": partial_date("last month or year", required=True),
            "span": choice(
                "a month alone, a running total of the year to date, a quarter, a year", "month to_date quarter year"
            ),
            "flow": choice("seen from the reporter", FLOWS),
            **quantity_columns("trade"),
            "basis": text("statistical basis: GACC, KOTRA, FCS ...", required=True),
            "vintage": text("preliminary, revised, or the release it belongs to"),
        },
        "{subject} with {object}, {period_start} to {period_end} ({span}), {flow}: {quantity} ({basis})",
    ),
    table(
        "energy",
        "Oil, food, coal, ships, labour and money between states: as reported to the Council, or as others estimate.",
        {
            "subject": codes("supplier, sender or place"),
            "object": codes("receiver"),
            "period_start": partial_date("first day", required=True),
            "period_end": partial_date("last day; empty while it runs"),
            "category": choice(
                "what moves",
                "oil_reported oil_estimate oil_cap oil_value oil_demand food coal containers railcars "
                "voyages port_visits labour wigs transit compensation arms_value",
            ),
            "measure": text("what the figure says, in our words", required=True),
            **quantity_columns("amount"),
            "covered_to": partial_date("day to which the figure runs, where it was stated before its period ended"),
        },
        "{subject} to {object}, {period_start} to {period_end}: {measure}: {quantity}",
    ),
    table(
        "standings",
        "How a state stands among others in one respect: the comparison behind isolation.",
        {
            "state": codes("state"),
            "measure": choice("what is compared", "trade_partners first_partner_share embassies treaties_in_force"),
            "year": number("year of the figure", "year", required=True, low=1900, high=2100),
            **quantity_columns("figure"),
            "partner": codes("first partner, for its share", required=False),
            "basis": text("whose count, by which definition", required=True),
        },
        "{state}, {year}, {measure}: {quantity} ({basis})",
    ),
)
