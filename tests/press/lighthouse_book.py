"""A book about lighthouses for the printers' tests: every kind of block, three scripts, long tables."""

from __future__ import annotations

import io

import matplotlib
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.fonts import font_files
from analysis.press.book import Book, Chapter
from analysis.press.protocol import FIGURE_MIME, QUANTITY_MIME, TABLE_MIME

for path in font_files():
    fontManager.addfont(path)

AS_OF = "2021-03-04"
DAY = "4 March 2021"
"""The same as pages write it in English."""
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def quantity(text="over 1,100 lamps", value=1100, rows=("lamp-1", "lamp-2")):
    return {
        "text": text,
        "value": value,
        "low": None,
        "high": None,
        "bound": "at_least",
        "unit": "lamp",
        "as_of": AS_OF,
        "method": "sum of the yearly counts",
        "status": "official",
        "rows": list(rows),
        "sources": ["almanac"],
    }


def bundle(data, **kw):
    return new_output("display_data", data=data, **kw)


def line_chart(seed=3):
    with matplotlib.rc_context({"svg.hashsalt": "lamps", "svg.fonttype": "path", "font.family": "Source Sans 3"}):
        figure = Figure(figsize=(6.3, 3.2), layout="constrained")
        axes = figure.subplots()
        years = list(range(1990, 2021))
        values = [((year * seed) % 17) + (year - 1990) * 2 for year in years]
        axes.plot(years, values, color="#0b4a77", linewidth=2)
        axes.fill_between(years, [v - 4 for v in values], [v + 4 for v in values], color="#0b4a77", alpha=0.15, lw=0)
        axes.spines[["top", "right"]].set_visible(False)
        axes.set_ylabel("lamps lit")
        buffer = io.StringIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue(), [[year, value] for year, value in zip(years, values, strict=True)]


def figure_output(label="lamps-lit", seed=3):
    svg, data = line_chart(seed)
    record = {
        "label": label,
        "title": "Lamps lit along the coast rose from 1990 to 2020",
        "alt": f"Line chart: lamps lit rose from {data[0][1]} in 1990 to {data[-1][1]} in 2020.",
        "source_line": "Source: Almanac of Lights, volumes 1 to 31",
        "as_of": AS_OF,
        "columns": ["Year", "Lamps lit"],
        "data": data,
        "rows": ["lamp-1"],
        "sources": ["almanac"],
    }
    return bundle({"image/svg+xml": svg, "text/plain": "<Figure>", FIGURE_MIME: record})


def table_output(rows=70, label="keepers"):
    names = ["Søren Kierkegård", "Мария Маяк", "김등대", "王灯塔", "Ελένη Φάρος", "Jean-Baptiste d'Ô"]
    record = {
        "label": label,
        "title": "Keepers and their lights",
        "columns": ["Light", "Keeper", "Since", "Lamps", "Remark"],
        "align": ["left", "left", "right", "right", "left"],
        "data": [
            [
                f"Light {index}",
                names[index % len(names)],
                1900 + index,
                quantity(f"{index * 7:,}", index * 7, rows=[f"lamp-{index % 9}"]),
                None if index % 5 else "Rebuilt after the storm; the lens was kept, the tower was not.",
            ]
            for index in range(1, rows + 1)
        ],
        "source_line": "Source: Register of Keepers",
        "as_of": AS_OF,
        "rows": ["keeper-1"],
        "sources": ["register"],
    }
    return bundle({TABLE_MIME: record, "text/html": "<table></table>", "text/plain": "table"})


def ok(data):
    return {"status": "ok", "data": data, "metadata": {}}


def expressions(**results):
    return {"user_expressions": [{"expression": name, "result": result} for name, result in results.items()]}


def parameter_cells():
    defaults = (
        'coast: str = "north"  # coast to look at\nyears: int = 30  # how many years back\nas_of: str | None = None'
    )
    return [
        new_code_cell(defaults, metadata={"tags": ["parameters"]}),
        new_code_cell('coast = "south"\nas_of = "2021-03-04"', metadata={"tags": ["injected-parameters"]}),
    ]


PROSE = """\
## What the almanacs hold

The coast was lit by {eval}`lamps`, and {eval}`missing` is not known. A *lens* of the **first order** gathers light
from all sides[^fresnel]; the keeper Kim (김등대) wrote to 王灯塔 and to Мария Маяк about it. Its focal length follows
from $\\frac{1}{f} = (n - 1)\\left(\\frac{1}{R_1} - \\frac{1}{R_2}\\right)$, and the range from

$$d = 3.57\\left(\\sqrt{h_1} + \\sqrt{h_2}\\right)$$

[^fresnel]: Fresnel's *mémoire* of 1822, read to the Académie des sciences.

> Nobody thanks a light that was never dark.

1. First, the tower is measured;
2. then the lamp is counted:
   - by day,
   - by night.

#### A heading that skips a level

See [the almanac](https://example.org/almanac?a=1&b=2), ~~the old list~~, `code with #hash and $dollar`, and the
<b>raw</b> markup with H<sub>2</sub>O.

- [x] counted
- [ ] painted

| Light | Height (m) |
|:------|-----------:|
| Ar-Men | 33.5 |
| Eddystone | 49 |

<!-- a remark for authors -->

```python
lamp = light("north")  # lit
```
"""


def first_notebook():
    results = expressions(lamps=ok({"text/plain": "1100", QUANTITY_MIME: quantity()}))
    return new_notebook(
        cells=[
            *parameter_cells(),
            new_markdown_cell(
                "# Lights of the {eval}`coast` coast", metadata=expressions(coast=ok({"text/plain": "'north'"}))
            ),
            new_markdown_cell(PROSE, metadata=results),
            new_code_cell("show(figure)", outputs=[figure_output()]),
            new_code_cell("show(keepers)", outputs=[table_output()]),
            new_markdown_cell("## What is left open\n\n" + "The tower stands where the charts show a rock. " * 30),
            new_code_cell("show(figure)", outputs=[figure_output("lamps-lit-again", seed=5)]),
        ]
    )


def second_notebook():
    frame = pd.DataFrame({"name": ["Ar-Men", "Фарос"], "height": [33.5, 49.0]}, index=["a", "b"])
    return new_notebook(
        cells=[
            new_markdown_cell("# Oddities of *keepers*"),
            new_code_cell(
                "frame",
                metadata={"tags": ["show-input"]},
                outputs=[bundle({"text/html": frame._repr_html_(), "text/plain": repr(frame)})],
            ),
            new_code_cell(
                "warn()",
                outputs=[
                    new_output("stream", name="stdout", text="plain \x1b[31mred\x1b[0m text\n"),
                    new_output("stream", name="stderr", text="UserWarning: lamp is dim\n"),
                ],
            ),
            new_code_cell(
                "fail()",
                outputs=[new_output("error", ename="ValueError", evalue="no oil", traceback=["ValueError: no oil"])],
            ),
            new_code_cell("pixel", outputs=[bundle({"image/png": PIXEL, "text/plain": "<image>"})]),
            new_code_cell("odd", outputs=[bundle({"application/x-lamp+json": {"a": 1}, "text/plain": "a lamp"})]),
            new_code_cell("none", outputs=[bundle({"application/x-lamp+json": {"a": 1}})]),
            new_code_cell("secret = 1", metadata={"tags": ["remove-cell"]}),
            new_code_cell("formula", outputs=[bundle({"text/latex": "$\\displaystyle \\sqrt{x}$"})]),
            new_code_cell("md", outputs=[bundle({"text/markdown": "### Found\n\nA **bold** output."})]),
            new_code_cell(
                "evil",
                outputs=[
                    bundle(
                        {"text/html": "<p onclick='x()'>kept</p><script>alert(1)</script><img src='https://x.org/a'>"}
                    )
                ],
            ),
            new_markdown_cell(
                "![A pixel](attachment:p.png) and ![far](https://example.org/far.png)",
                attachments={"p.png": {"image/png": PIXEL}},
            ),
            new_code_cell("show(figure)", outputs=[figure_output("oil", seed=7)]),
        ]
    )


def claim(identifier, verdict, parts=(), confidence="moderate"):
    return {
        "id": identifier,
        "parts": list(parts),
        "statement": f"Statement {identifier}: lamps along the coast were lit more often than the almanac allows.",
        "voice": "the author",
        "kind": "factual",
        "thesis": "thesis",
        "verdict": verdict,
        "confidence": confidence,
        "reason": "Two lineages agree on the count; the third has no entry for the year.",
        "quantities": [],
        "for": ["lamp-1"],
        "against": [],
        "sources": ["almanac"],
        "would_change": "A third count.",
        "rule": "Supported if two lineages agree.",
        **robustness(verdict),
    }


def robustness(verdict):
    others = [
        ("basis", "harbour books", verdict),
        ("basis", "tax rolls", "mixed"),
        ("keeper left out", "王灯塔", verdict),
    ]
    listed = [
        {"dimension": what, "choice": choice, "verdict": found, "confidence": "low", "agrees": found == verdict}
        for what, choice, found in others
    ]
    return {
        "flip_point": {
            "text": "It turns to contradicted if the count were 7 instead of 11 (−36 %).",
            "input": "the count", "now": "11", "at": "7", "turns": "contradicted",
        },
        "specifications": {"n": 3, "agreeing": sum(other["agrees"] for other in listed), "list": listed},
        "dissent": "Keepers count lamps that were never lit. The tax rolls name fewer.",
        "lineages": [{"lineage": "coast", "name": "the coast office", "for": 2, "against": 1, "status": "documented"}],
        "status": "alleged",
    }  # fmt: skip


def ledger():
    verdicts = ["supported", "supported_with_qualification", "mixed", "contradicted", "not_testable"]
    claims = [claim(f"L{number}", verdict) for number, verdict in enumerate(verdicts, 1)]
    claims[2]["parts"] = [claim("L3a", "supported"), claim("L3b", "contradicted", confidence=None)]
    return {"as_of": AS_OF, "claims": claims}


def sources():
    base = {"publisher": "Coast Office", "issuer": "Coast Office", "published_on": "2020-01-02"}
    grades = {"issuer_grade": "A", "publisher_grade": "B"}
    return tuple(
        {"id": name, "title": f"The {name} of lights, {number}", "url": f"https://example.org/{name}", **base, **grades}
        for number, name in enumerate(("almanac", "register", "lamp_list_of_the_northern_coast_1990"))
    )


def rows(count=60):
    return tuple(
        {
            "id": f"lamp-{number}",
            "table": "lamps",
            "text": f"Lamp {number} of the light 김등대 {number} was lit in {1950 + number} with oil from the south.",
            "known_on": "2001-02-03",
            "sources": ["almanac"],
            "fields": {"number": number},
        }
        for number in range(1, count + 1)
    )


def lighthouse_book():
    return Book(
        edition="coast",
        title="Lights of the coast",
        subtitle="What almanacs, keepers and charts say about who kept the lamps lit",
        as_of=AS_OF,
        release_id="3f9a1c0b72de",
        chapters=(
            Chapter("lights", "Lights of the north coast", first_notebook()),
            Chapter("oddities", "Oddities of keepers", second_notebook()),
        ),
        abstract="Thirty years of almanacs were read, lamp by lamp. *Most* of what pilots say holds, not all.",
        parameters={"coast": "north"},
        ledger=ledger(),
        rows=rows(),
        sources=sources(),
    )
