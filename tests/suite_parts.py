"""Which tests ``make test`` leaves to ``make soak``, and which share what they have drawn or read."""

import re

from built_editions import EDITIONS

TREES = ("test_page_marks", "test_alts", "test_page_sizes")
"""Modules of the audit that read the same pages as trees."""


WALKED = ("test_axe", "test_keyboard", "test_quiet", "test_reflow")
"""Modules of the audit that open every page in the browser, some of them many times."""

EDITIONS_OF_EVERY_RUN = ("article", "brief-ko")
"""Editions that ``make test`` builds, the main one first."""

PAGES_OF_EVERY_RUN = ("index", "munitions")
"""Pages of the main edition that ``make test`` walks, with every kind of block. ``make soak`` walks all others."""


ALSO_LONG = (
    "test_audit_itself",
    "test_stranger_pages",
    "test_the_twin_has_no_control_that_was_not_walked",
    "test_every_page_of_an_edition_is_audited",
    "test_outloud_finds_no_error[article]",
)
"""Further modules and tests of ``make soak``: the audit on pages made worse, and what asks for every edition."""


def is_long(item) -> bool:
    """Whether a test belongs to ``make soak``: other editions than the main one, and the walks over its other pages."""
    if {item.path.stem, item.name, item.name.partition("[")[0]} & set(ALSO_LONG):
        return True
    given = re.search(rf"\[({'|'.join((*EDITIONS, 'early'))})\b-?(\w*)", item.name)
    if given is None or not (item.path.parent.name == "audit" or item.path.stem == "test_chapter_runs"):
        return False
    edition, page = given.groups()
    walked = edition == EDITIONS_OF_EVERY_RUN[0] and item.path.stem in WALKED and bool(page)
    return edition not in EDITIONS_OF_EVERY_RUN or (walked and page not in PAGES_OF_EVERY_RUN)
