"""Places: exchanged whole, recovered after a crash, held by one build, untouched by a killed one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tides_project import contents

from analysis.errors import NotebookError, PublishError
from analysis.press import places
from analysis.press.manifest import is_whole
from analysis.press.places import Placement, recover, recover_all, workplace
from analysis.press.release import build

TODAY = "2024-06-20"


def folder(path, text):
    path.mkdir(parents=True)
    (path / "file").write_text(text)
    return path


@pytest.fixture(params=["one step", "two renames"])
def exchange(request, monkeypatch):
    """Both ways of exchanging folders."""
    if request.param == "two renames":
        monkeypatch.setattr(places.ctypes, "CDLL", lambda *a, **k: object())


@pytest.mark.parametrize("move", [True, False])
def test_a_folder_is_exchanged_whole(tmp_path, exchange, move):
    new, target = folder(tmp_path / "new", "new"), folder(tmp_path / "shown", "old")
    with Placement(new, target, move=move) as place:
        assert (target / "file").read_text() == "old"
        place.commit()
    assert (target / "file").read_text() == "new" and not target.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == (["shown"] if move else ["new", "shown"])


def test_a_later_failure_takes_the_exchange_back(tmp_path, exchange):
    new, target = folder(tmp_path / "new", "new"), folder(tmp_path / "shown", "old")
    fresh = tmp_path / "fresh"
    with (
        pytest.raises(ZeroDivisionError),
        Placement(new, target, move=False) as one,
        Placement(new, fresh, move=False) as two,
    ):
        one.commit()
        two.commit()
        raise ZeroDivisionError
    assert (target / "file").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "shown"]


@pytest.mark.parametrize("renamed", [1, 2])
def test_an_exchange_killed_between_its_renames_is_put_right(tmp_path, renamed):
    folder(tmp_path / ".shown.last", "old")
    folder(tmp_path / (".shown.next" if renamed == 1 else "shown"), "new")
    recover(tmp_path / "shown")
    assert (tmp_path / "shown" / "file").read_text() == ("old" if renamed == 1 else "new")
    assert [path.name for path in tmp_path.iterdir()] == ["shown"]


def test_all_places_of_a_build_are_put_right(tmp_path):
    folder(tmp_path / ".2020-01-01-a.last", "old")
    folder(tmp_path / ".2020-01-01-b.next", "half")
    folder(tmp_path / "2020-01-01-c", "kept")
    recover_all(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2020-01-01-a", "2020-01-01-c"]


def test_a_workplace_is_held_by_one_build_and_emptied(tmp_path):
    folder(tmp_path / "work" / "left", "by a killed build")
    with workplace(tmp_path / "work", "The edition x") as work:
        assert [path.name for path in work.iterdir()] == ["lock"]
        with (
            pytest.raises(PublishError, match=rf"x is being built by another process \(process {os.getpid()}\)"),
            workplace(tmp_path / "work", "The edition x"),
        ):
            pass
        assert work.exists()
    assert not work.exists()


BUILD = """
import signal, sys
from pathlib import Path
from analysis.press.release import build
from analysis.project import Project
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job would inherit that it is ignored
build(Project(Path(sys.argv[1])), "all", formats=(), today="2024-06-20")
"""


def wait_for(path: Path, process: subprocess.Popen):
    while not path.exists():
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.02)


@pytest.fixture
def running(tides):
    """A build in a process of its own, stopped in the middle of its second chapter."""
    build(tides.project, "all", formats=(), today=TODAY)
    waiting = "import os, time\nopen(os.environ['SIGN'], 'w').write(str(os.getpid()))\ntime.sleep(600)"
    tides.add_chapter("slow", "# Slow", waiting)
    tides.add_edition(chapters=["heights", "slow"])
    sign = tides.root / "sign"
    process = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(tides.root)],
        env={**os.environ, "SIGN": str(sign)},
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(sign, process)
    yield process
    process.kill()
    process.wait()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_killed_build_leaves_what_is_published_and_the_next_build_works(tides, running):
    before = contents(tides.published, but=()), contents(tides.releases, but=())
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert (contents(tides.published, but=()), contents(tides.releases, but=())) == before
    assert list((tides.root / "reports" / ".work" / "all").iterdir())
    tides.add_chapter("slow", "# Quick now")
    result = build(tides.project, "all", formats=(), today=TODAY)
    assert is_whole(result.path) and (result.path / "notebooks" / "slow.ipynb").exists()
    assert sorted(path.name for path in (tides.root / "reports" / ".work").iterdir()) == ["all.log"]
    kernel = int((tides.root / "sign").read_text())
    for _ in range(500):  # a kernel looks for its parent once a second
        if not is_running(kernel):
            break
        time.sleep(0.02)
    assert not is_running(kernel)


def test_a_second_build_of_the_same_edition_is_refused(tides, running):
    before = contents(tides.published, but=())
    with pytest.raises(PublishError, match=rf"edition all is being built by another process .*{running.pid}"):
        build(tides.project, "all", formats=(), today=TODAY)
    assert contents(tides.published, but=()) == before and running.poll() is None


def test_an_interrupt_ends_the_kernels(tides, running):
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode != 0 and "KeyboardInterrupt" in errors
    assert not is_running(int((tides.root / "sign").read_text()))
    assert not (tides.root / "reports" / ".work" / "all").exists()


def test_two_editions_are_built_at_the_same_time(tides, running):
    tides.add_edition("other")
    assert is_whole(build(tides.project, "other", formats=(), today=TODAY).path)
    assert running.poll() is None


def test_a_kernel_that_dies_in_a_build_is_told(tides):
    tides.add_chapter("heights", "# H", "import os; os.kill(os.getpid(), 9)")
    with pytest.raises(NotebookError, match=r"Chapter heights, cell 2 .*its kernel died.*The executed notebook is"):
        build(tides.project, "all", formats=(), today=TODAY)
