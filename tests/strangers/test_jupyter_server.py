"""The exporters through a real Jupyter server, at the addresses that JupyterLab's menu asks for."""

import json
import re
import shutil
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "notebooks"
EXTENSION = "--ServerApp.jpserver_extensions={'analysis.press.server': True}"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Address of a server in a folder with one notebook; it ends with the tests."""
    folder = tmp_path_factory.mktemp("server")
    shutil.copy(HERE / "altair.ipynb", folder / "a drawing.ipynb")
    command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", "--port=0", EXTENSION]
    command += [f"--ServerApp.root_dir={folder}", "--IdentityProvider.token=key"]
    log = folder / "server.log"
    with log.open("w") as said, subprocess.Popen(command, stderr=said, cwd=folder) as process:
        try:
            for _number in range(600):
                found = re.search(r"(http://127\.0\.0\.1:\d+)/", log.read_text())
                if found or process.poll() is not None:
                    break
                time.sleep(0.1)
            assert found, f"the server did not start:\n{log.read_text()[-2000:]}"
            yield found[1]
        finally:
            process.terminate()


def fetch(address: str) -> tuple[str, bytes]:
    """Type and bytes of an answer; a server that has just said its address may need a moment."""
    for _number in range(50):
        try:
            with urllib.request.urlopen(f"{address}?token=key") as answer:
                return answer.headers["Content-Type"], answer.read()
        except urllib.error.HTTPError:
            raise
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {address}")


def test_the_menu_lists_both_exporters(server):
    listed = json.loads(fetch(f"{server}/api/nbconvert")[1])
    assert listed["tumen-html"] == {"output_mimetype": "text/html"}
    assert listed["tumen-pdf"] == {"output_mimetype": "application/pdf"}


def test_the_menu_exports_pages_and_pdf(server):
    kind, page = fetch(f"{server}/nbconvert/tumen-html/a%20drawing.ipynb")
    assert kind.startswith("text/html") and b"Content-Security-Policy" in page
    kind, pdf = fetch(f"{server}/nbconvert/tumen-pdf/a%20drawing.ipynb")
    assert kind.startswith("application/pdf") and pdf.startswith(b"%PDF-")


def test_an_installed_package_and_the_lab_of_the_project_load_the_extension():
    files = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["data-files"]
    (path,) = files["etc/jupyter/jupyter_server_config.d"]
    enabled = json.loads((ROOT / path).read_text(encoding="utf-8"))["ServerApp"]["jpserver_extensions"]
    assert enabled == {"analysis.press.server": True}
    lab = re.search(r"^lab:.*\n\t(.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1]
    assert EXTENSION in lab.replace('"', "")
