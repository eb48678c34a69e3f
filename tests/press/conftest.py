"""Fixtures of the press's tests."""

from functools import cache

import pytest
from tides_project import Tides, make_tides

from analysis.press import plan
from analysis.press.manifest import code_inputs


@cache
def _code_inputs_once(modules):
    return code_inputs(modules)


@pytest.fixture
def tides(tmp_path, monkeypatch) -> Tides:
    """A project of another subject, made anew for each test; code edited while tests run is not another release."""
    monkeypatch.setattr(plan, "code_inputs", lambda modules: _code_inputs_once(tuple(modules)))
    return make_tides(tmp_path / "tides")
