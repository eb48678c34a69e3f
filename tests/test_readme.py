"""The README's commands exist, its files are there, and every command of the program is in it."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CALLS = re.findall(r"^(tumen [^#\n]*)", README, re.MULTILINE)


def test_every_command_is_documented():
    assert {call.split()[1] for call in CALLS} == set(main.commands)


def test_every_make_target_is_there():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`?make ([a-z]+)", README)) <= set(targets)


@pytest.mark.parametrize(
    "path", re.findall(r"\]\(([^)]+)\)", README) + re.findall(r"`((?:analysis|data|reports/editions)/[^`]*)`", README)
)
def test_every_file_is_there(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("call", [call for call in CALLS if not call.startswith("tumen build")])
def test_quick_commands_run_as_printed(call):
    done = subprocess.run([sys.executable, "-m", "analysis.cli", *shlex.split(call)[1:]], cwd=ROOT, capture_output=True)
    assert done.returncode == 0 and done.stdout, done.stderr


@pytest.mark.parametrize("call", [call for call in CALLS if call.startswith("tumen build")])
def test_builds_name_editions_and_options_that_exist(call):
    options = {option for parameter in main.commands["build"].params for option in parameter.opts}
    assert set(re.findall(r"(?<!\S)--?[a-z-]+", call)) <= options


def test_parameters_of_the_example_are_those_of_the_chapters():
    done = subprocess.run(
        [sys.executable, "-m", "analysis.cli", "list", "parameters"], cwd=ROOT, capture_output=True, text=True
    )
    assert all(name in done.stdout for name in re.findall(r"-p ([a-z_]+)=", README))
