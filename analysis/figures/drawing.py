"""A drawn figure as SVG: words as text, coordinates as fine as print needs, ids by label, no clock and no host."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

import matplotlib
from matplotlib.figure import Figure

from analysis.figures.style import FAMILY

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_SPACES = {
    "": SVG,
    "xlink": XLINK,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cc": "http://creativecommons.org/ns#",
}
_NUMBER = re.compile(r"(?<![\w#.])-?(?:\d*\.\d+(?:e-?\d+)?|\d+e-?\d+)")
_FAMILY = re.compile(r"\s*font-family:[^;]*;?")
_GEOMETRY = ("d", "x", "y", "width", "height", "transform", "style", "stroke-width")
_TURN = re.compile(r"rotate\(-?0 [^)]*\)")
_REFERENCE = re.compile(r"#([A-Za-z_][\w-]*)(?=\)|$)")
_SHIFT = re.compile(r"translate\((\S+) (\S+)\)$")

for _prefix, _space in _SPACES.items():
    ElementTree.register_namespace(_prefix, _space)


def draw_svg(figure: Figure, label: str, described: Mapping[str, str]) -> str:
    """The figure as SVG: the same bytes for the same data, whatever was drawn before.

    Words stay text, in the family of the house, with fallbacks; whoever shows the figure has the font or a like one.
    Numbers are rounded to a hundredth of a point, groups that say nothing and ids that nobody asks for are dropped, and
    the others are numbered after the label.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    label : str
        Salt and start of the ids.
    described : mapping
        Title, Description and Source for the metadata.
    """
    matplotlib.rcParams["svg.hashsalt"] = label
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, **described})
    root = ElementTree.fromstring(buffer.getvalue())
    root.set("font-family", FAMILY)
    _tidy(root)
    _number_ids(root, label)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def rounded(text: str) -> str:
    """Numbers in an attribute to a hundredth: "1.004" is "1", "-0.001" is "0"."""

    def write(found: re.Match) -> str:
        number = f"{float(found[0]):.2f}".rstrip("0").rstrip(".")
        return "0" if number == "-0" else number

    return _NUMBER.sub(write, text)


def _tidy(element: ElementTree.Element) -> None:
    """Round, squeeze and unwrap, from the leaves up."""
    name = element.tag.rpartition("}")[2]
    if name == "metadata":
        return
    if name == "text":
        _tidy_words(element)
    elif name != "style" and not (element.text or "").strip():
        element.text = None
    for key in _GEOMETRY:
        if key in element.attrib:
            element.set(key, _squeezed(key, rounded(element.get(key))))
    kept = []
    for child in element:
        _tidy(child)
        child.tail = None
        kept += _unwrapped(child)
    element[:] = kept


def _squeezed(key: str, text: str) -> str:
    if key == "d":
        return re.sub(r"\s*([MLCQz])\s*", r"\1", re.sub(r"\s+", " ", text.strip()))
    return re.sub(r"([:;])\s+", r"\1", text) if key == "style" else text


def _tidy_words(text: ElementTree.Element) -> None:
    """One line of words: the root names the family, spaces hold, and a turn by nothing goes."""
    text.set("style", _FAMILY.sub("", text.get("style", "")).strip())
    text.text = re.sub(r"^ | (?= )", "\N{NO-BREAK SPACE}", text.text or "")
    place = text.get("transform", "")
    shifted = _SHIFT.match(_TURN.sub("", place).strip())
    if shifted:
        text.attrib |= {"x": shifted[1], "y": shifted[2]}
    if shifted or _TURN.fullmatch(place):
        del text.attrib["transform"]


def _unwrapped(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """What is left of an element: a group without a say of its own is its children."""
    group = element.tag == f"{{{SVG}}}g"
    if group and not set(element.attrib) - {"id"}:
        yield from element
    elif not group or len(element):
        yield element


def _number_ids(root: ElementTree.Element, label: str) -> None:
    """Keep the ids that something refers to, numbered in the order in which they stand."""
    keys = (f"{{{XLINK}}}href", "clip-path", "style")
    used = {name for one in root.iter() for key in keys for name in _REFERENCE.findall(one.get(key, ""))}
    ids = [element.get("id") for element in root.iter() if element.get("id") in used]
    names = {old: f"{label}-{number}" for number, old in enumerate(dict.fromkeys(ids), 1)}
    for element in root.iter():
        if (old := element.attrib.pop("id", None)) in names:
            element.set("id", names[old])
        for key in keys:
            if "#" in element.get(key, ""):
                element.set(key, _REFERENCE.sub(lambda found: f"#{names.get(found[1], found[1])}", element.get(key)))
