"""Without JavaScript each page holds the whole of its notebook, and the index the whole of its ledger."""

import re
import tomllib

import pytest
from built_editions import CHAPTERS, EDITIONS, ROOT, edition_of
from views import OPEN_ALL, listed

from analysis.press.inline import display_text, stored_results
from analysis.press.protocol import FIGURE_MIME, TABLE_MIME

pytestmark = pytest.mark.browser
ROLE = re.compile(r"\{eval\}(`+)(.+?)\1", re.DOTALL)
BOUND = re.compile(
    r"\{[a-z-]+\}`[^`]*`|\[-?@[^\]]*\]|@[a-z][\w:-]+|\]\([^)]*\)|<[^>]*>|^\s*\|?[-:| ]+\|\s*$", re.MULTILINE
)
"""What of Markdown is no word of the text: roles of references, citations, targets of links, tags, rules of tables."""
LEDGER_WORDS = ("id", "statement", "reason", "rule", "would_change", "dissent")
HIDDEN = """() => [...document.querySelectorAll('main *')].filter(one => !one.closest('svg')
  && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())
  && !one.checkVisibility({visibilityProperty: true, opacityProperty: true})
  && !one.closest('.anchor, .skip, form, [aria-hidden=true]'))
  .map(one => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 60)}`)"""


def words(text):
    return " ".join(re.findall(r"[^\W_]+", text.replace("\u00ad", "")))


def pieces(cell):
    """Runs of words of a Markdown cell: inline numbers as the notebook stores them, broken where references stand."""
    results = stored_results(cell)
    source = ROLE.sub(lambda role: display_text(results.get(role[2])).strip(), cell.source)
    for block in re.split(r"\n\s*\n|\n(?=[-*#>|]|\d+\. )", BOUND.sub("\n\n", source)):
        for part in re.split(r"[|`*\[\]]", block):
            if words(part):
                yield words(re.sub(r"^\s*\d+\. ", "", part))


def promised(notebook):
    """Every run of words that a notebook promises its reader."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield from pieces(cell)
            continue
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            record = data.get(FIGURE_MIME) or data.get(TABLE_MIME)
            if record is None:
                continue
            line = record["source_line"].replace(record["as_of"], ";")  # which the page writes out in its language
            yield from (words(part) for part in re.split(r"[.;:,]", f"{record['title']}; {line}"))
            yield from map(words, record["columns"])
            for row in record["data"]:
                for value in row:
                    text = value.get("text", "") if isinstance(value, dict) else value
                    if isinstance(text, str):
                        yield from (words(part) for part in re.split(r"[()\[\]|]", text))


def lost(wanted, shown):
    """Runs of words that a page does not show."""
    shown = f" {shown.casefold()} "
    return [text for text in dict.fromkeys(wanted) if f" {text.casefold()} " not in shown]


@pytest.fixture
def still(open_file, release):
    """A page as text, opened without JavaScript; every word of it shown, or one click on a summary away."""

    def text(edition, name, change="() => 0"):
        page = open_file(release(edition).page(name).path, java_script_enabled=False)
        page.evaluate(OPEN_ALL)
        page.evaluate(change)
        assert page.evaluate(HIDDEN) == []
        page.evaluate("() => document.querySelectorAll('.cite').forEach(one => one.remove())")  # stand between words
        return words(page.inner_text("main"))

    return text


@pytest.mark.parametrize(("edition", "name"), CHAPTERS)
def test_a_chapter_without_javascript_is_whole(release, still, edition, name):
    wanted = [text for text in promised(release(edition).notebook(name)) if text]
    assert len(wanted) >= 40
    missing = lost(wanted, still(edition, name))
    assert not missing, listed(f"lost of {len(wanted)}", missing)


@pytest.mark.parametrize("tag", ["p", "table tbody tr", "th", "caption"])
def test_what_is_taken_out_is_missed_and_what_is_hidden_is_seen(release, still, tag):
    wanted = [text for text in promised(release("brief-ko").notebook("brief_ko")) if text]
    chosen = f"[...document.querySelectorAll('main {tag}')].sort((a, b) => b.innerText.length - a.innerText.length)[0]"
    assert lost(wanted, still("brief-ko", "brief_ko", f"() => {chosen}.remove()"))
    with pytest.raises(AssertionError):
        still("brief-ko", "brief_ko", f"() => {{ {chosen}.style.display = 'none'; }}")


def translations(language):
    """Statements of claims in a language, by their ids; none for English."""
    path = ROOT / "data" / "translations" / f"{language}.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["claim"] if path.exists() else []
    assert entries or language == "en"
    return {entry["id"]: entry["statement"] for entry in entries}


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_index_without_javascript_holds_the_whole_ledger(release, still, edition):
    claims = []
    waiting = list(release(edition).ledger["claims"])
    while waiting:
        claims.append(waiting.pop())
        waiting += claims[-1]["parts"]
    assert len(claims) >= 40
    statements = translations(edition_of(edition).language)
    for claim in claims:
        claim["statement"] = statements.get(claim["id"], claim["statement"])
    wanted = [claim[name] for claim in claims for name in LEDGER_WORDS if claim.get(name)]
    wanted += [claim["flip_point"]["text"] for claim in claims if claim.get("flip_point")]
    wanted += [other["choice"] for claim in claims for other in claim.get("specifications", {}).get("list", [])]
    assert len(wanted) >= 4 * len(claims)
    missing = lost(map(words, wanted), still(edition, "index"))
    assert not missing, listed(f"lost of {len(wanted)}", missing)
