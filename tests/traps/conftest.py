"""Traps: a made-up project for rules, and a copy of the real data that can be changed."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "argument"))  # the made-up project of the tests of claims


@pytest.fixture
def project(tmp_path):
    from made_up import MadeUp

    return MadeUp(tmp_path)
