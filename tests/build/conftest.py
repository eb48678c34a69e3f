"""A copy of the project with a small edition of one chapter, built once; each test gets its own copy of that."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EDITION = """
title = "A pair of states"
as_of = 2024-06-20
chapters = ["pair_profile"]
formats = ["html", "pdf"]

[parameters]
state_a = "RUS"
state_b = "PRK"
"""


class Copy:
    """A project folder of its own, and the command line in it."""

    def __init__(self, root):
        self.root = root
        self.published = root / "reports" / "published" / "small"

    def tumen(self, *arguments, **options):
        """Run the command as a program: no traceback may ever reach its error stream."""
        command = [sys.executable, "-m", "analysis.cli", *arguments]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, timeout=300, **options)
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done

    def digests(self, folder=None):
        """SHA-256 of every published file by its path."""
        folder = folder or self.published
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    def replace(self, path, old, new, count=1):
        """Change a file; the old text must be there."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{path} holds no {old!r}"
        file.write_text(text.replace(old, new, count), encoding="utf-8")


def copy_project(target):
    target.mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", target)
    for folder in ("data", "notebooks"):
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (target / "reports" / "editions").mkdir(parents=True)
    (target / "reports" / "editions" / "small.toml").write_text(EDITION, encoding="utf-8")
    return Copy(target)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    copy = copy_project(tmp_path_factory.mktemp("built") / "project")
    done = copy.tumen("build", "small", "--quiet")
    assert done.returncode == 0, done.stderr
    return copy


@pytest.fixture
def copy(built, tmp_path):
    shutil.copytree(built.root, tmp_path / "project", symlinks=True)
    return Copy(tmp_path / "project")
