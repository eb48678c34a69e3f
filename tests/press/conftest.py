"""Fixtures of the press's tests."""

import pytest
from tides_project import Tides, make_tides


@pytest.fixture
def tides(tmp_path) -> Tides:
    """A project of another subject, made anew for each test."""
    return make_tides(tmp_path / "tides")
