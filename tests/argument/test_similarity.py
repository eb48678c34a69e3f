"""The bounds of a similarity are the least and greatest values that any settling of open cases gives."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.argument.similarity import ABSENT, PRESENT, UNKNOWN, Coding, jaccard, simple_matching

STATES = st.lists(st.tuples(*[st.sampled_from([PRESENT, ABSENT, UNKNOWN])] * 2), min_size=1, max_size=5)


def codings(pairs):
    return tuple(Coding(name, {f"p{n}": pair[i] for n, pair in enumerate(pairs)}, ()) for i, name in enumerate("ab"))


def settled(pairs):
    open_at = [(i, j) for i, pair in enumerate(pairs) for j in (0, 1) if pair[j] == UNKNOWN]
    for choice in product([PRESENT, ABSENT], repeat=len(open_at)):
        filled = [list(pair) for pair in pairs]
        for (i, j), state in zip(open_at, choice, strict=True):
            filled[i][j] = state
        yield filled


def plain_jaccard(pairs):
    either = [pair for pair in pairs if PRESENT in pair]
    return sum(pair[0] == pair[1] for pair in either) / len(either) if either else None


def plain_matching(pairs):
    return sum(a == b for a, b in pairs) / len(pairs)


@given(STATES)
def test_bounds_are_those_of_every_settling(pairs):
    for bounds, plain in ((jaccard, plain_jaccard), (simple_matching, plain_matching)):
        values = [value for filled in settled(pairs) if (value := plain(filled)) is not None]
        low, high = bounds(*codings(pairs))
        if values:
            assert low <= min(values) + 1e-12
            assert high >= max(values) - 1e-12
        if values and not any(UNKNOWN in pair for pair in pairs):
            assert low == high == pytest.approx(values[0])


def test_matching_bounds_are_reached():
    pairs = [(PRESENT, UNKNOWN), (ABSENT, ABSENT), (PRESENT, ABSENT)]
    assert simple_matching(*codings(pairs)) == (1 / 3, 2 / 3)
    assert jaccard(*codings(pairs)) == (0, 1 / 2)


def test_a_domain_can_be_left_out():
    pairs = [(PRESENT, PRESENT), (PRESENT, ABSENT)]
    domains = {"p0": "security", "p1": "economy"}
    assert jaccard(*codings(pairs)) == (0.5, 0.5)
    assert jaccard(*codings(pairs), without="economy", domains=domains) == (1, 1)
