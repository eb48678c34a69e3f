"""Markup of strangers made safe: no scripts, no loads from elsewhere, no styles that fight with the page."""

from __future__ import annotations

import re
import warnings
from xml.etree import ElementTree

import bleach
import defusedxml.ElementTree
from bleach.css_sanitizer import CSSSanitizer
from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from defusedxml.common import DefusedXmlException

from analysis.press.drawings import SVG

XLINK = "http://www.w3.org/1999/xlink"
_TABLE_TAGS = {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td"}
_PHRASES = {"a", "abbr", "b", "br", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small"}
_PHRASES |= {"span", "strong", "sub", "sup", "u", "var"}
_SECTIONS = {"blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5"}
_SECTIONS |= {"h6", "hr", "li", "ol", "p", "pre", "section", "summary", "ul"}
_ATTRIBUTES = {"*": ["title", "lang", "dir", "style"], "a": ["href"], "img": ["src", "alt", "width", "height"]}
_CELL_ATTRIBUTES = ["colspan", "rowspan", "scope"]
_STYLES = CSSSanitizer(allowed_css_properties=["text-align", "font-weight", "font-style", "white-space"])
_UNSEEN = ["script", "style", "template", "iframe", "object", "embed", "noscript", "head", "title", "link", "meta"]
_SVG_FORBIDDEN = {"script", "metadata", "foreignObject", "iframe", "audio", "video", "animate", "set", "handler"}
_SCROLL_BOX = {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": "Table"}
_OUTSIDE = re.compile(r"url\((?!\s*['\"]?#)|@import|expression\(", re.IGNORECASE)

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", XLINK)


def read_html(html: str) -> BeautifulSoup:
    """An HTML fragment as a tree; a fragment that happens to look like an address is text like any other."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(html, "html.parser")


def _attribute(tag: str, name: str, value: str) -> bool:
    if name == "src":
        return value.startswith(("data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"))
    allowed = _ATTRIBUTES["*"] + _ATTRIBUTES.get(tag, []) + (_CELL_ATTRIBUTES if tag in ("td", "th") else [])
    return name in allowed


def _own_attribute(tag: str, name: str, value: str) -> bool:
    return name in ("id", "class", "role", "tabindex", "aria-label", "href", "start") or _attribute(tag, name, value)


def clean_html(html: str, own: bool = False) -> str:
    """HTML without anything active or outside; the empty string if nothing is left to see.

    Parameters
    ----------
    html : str
        A fragment from an output or a markdown cell.
    own : bool
        Whether the page's own markup is mixed in, whose classes and anchors stay.
    """
    soup = read_html(html)
    for element in soup(_UNSEEN):
        element.decompose()
    for table in soup("table"):
        _describe_heads(table)
    text = bleach.clean(
        str(soup),
        tags=_TABLE_TAGS | _PHRASES | _SECTIONS,
        attributes=_own_attribute if own else _attribute,
        css_sanitizer=_STYLES,
        protocols=["http", "https", "mailto", "data"],
        strip=True,
        strip_comments=True,
    )
    text = _mend(text)
    return text if own or "<img" in text or read_html(text).get_text(strip=True) else ""


def _mend(html: str) -> str:
    """Say which pictures were left out, and give every table a box that scrolls."""
    if "<img" not in html and "<table" not in html and "<a " not in html:
        return html
    soup = read_html(html)
    for image in soup("img"):
        if not image.get("src"):
            image.name = "span"
            image.attrs = {"class": "note"}
            image.string = "[A picture from elsewhere is not loaded.]"
        elif not image.get("alt"):
            image["alt"] = "Picture; the notebook gives no description."
    for link in soup("a"):
        if (link.get("href") or "").startswith("data:"):
            del link["href"]
    for table in soup("table"):
        if "scroll" not in (table.parent.get("class") or [] if table.parent else []):
            table.wrap(soup.new_tag("div", attrs=_SCROLL_BOX))
    return str(soup)


def _describe_heads(table) -> None:
    for cell in table("th"):
        if not cell.get("scope"):
            row = cell.find_parent("tr")
            over = cell.find_parent("thead") or (row and not row.find("td"))
            cell["scope"] = "col" if over else "row"
        if not cell.get_text(strip=True):
            cell.name = "td"
            del cell["scope"]


def clean_svg(text: str) -> str:
    """SVG without scripts and outside references, with a viewBox; the empty string if it is not well-formed SVG."""
    try:
        root = defusedxml.ElementTree.fromstring(text.encode(), forbid_dtd=False)
    except (ElementTree.ParseError, DefusedXmlException, ValueError):
        return ""
    if root.tag != f"{{{SVG}}}svg":
        return ""
    for parent in list(root.iter()):
        for child in list(parent):
            local = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            foreign = not str(child.tag).startswith(f"{{{SVG}}}")
            if foreign or local in _SVG_FORBIDDEN or (local == "style" and _OUTSIDE.search(child.text or "")):
                parent.remove(child)
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            local = name.rpartition("}")[2]
            outside = local == "href" and not value.strip().startswith(("#", "data:image/"))
            if local.lower().startswith("on") or outside or _OUTSIDE.search(value):
                del element.attrib[name]
    _ensure_view_box(root)
    return ElementTree.tostring(root, encoding="unicode")


def _ensure_view_box(root: ElementTree.Element) -> None:
    sizes = [re.match(r"\s*([\d.]+)", root.attrib.get(side, "")) for side in ("width", "height")]
    if "viewBox" not in root.attrib and all(sizes):
        root.attrib["viewBox"] = f"0 0 {sizes[0][1]} {sizes[1][1]}"
