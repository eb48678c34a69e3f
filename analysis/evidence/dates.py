"""Partial dates: ``2024``, ``2024-06`` and ``2024-06-19`` stay as partial as their source gives them."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache

PARTIAL_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
_FORM = re.compile(rf"^{PARTIAL_DATE}$")


def is_partial_date(text: str) -> bool:
    """Whether ``text`` is an ISO 8601 year, month or day that exists."""
    if not _FORM.match(text):
        return False
    try:
        first_day(text)
        last_day(text)
    except ValueError:
        return False
    return True


@cache
def first_day(text: str) -> date:
    """First day of a year, month or day.

    Raises
    ------
    ValueError
        If the date does not exist.
    """
    parts = [int(part) for part in text.split("-")]
    return date(*(parts + [1, 1])[:3])


@cache
def last_day(text: str) -> date:
    """Last day of a year, month or day: the day from which a partial date counts as known.

    Raises
    ------
    ValueError
        If the date does not exist.
    """
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(*parts, calendar.monthrange(*parts)[1])
    return date(*parts)
