"""Markup of strangers made safe: no scripts, no loads from elsewhere, no styles that fight with the page."""

from __future__ import annotations

import base64
import re
import warnings
from collections.abc import Callable, Iterator
from html import escape, unescape
from xml.etree import ElementTree

import defusedxml.ElementTree
import nh3
from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from defusedxml.common import DefusedXmlException

from analysis.press.drawings import SVG
from analysis.press.language import _
from analysis.press.styles import safe_style, with_sheet

XLINK = "http://www.w3.org/1999/xlink"
_TAGS = {
    "table",
    "caption",
    "colgroup",
    "col",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "a",
    "abbr",
    "b",
    "br",
    "code",
}
_TAGS |= {"del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u"}
_TAGS |= {"var", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "hr", "li", "ol", "p", "pre"}
_TAGS |= {"section", "summary", "ul", "h1", "h2", "h3", "h4", "h5", "h6", "video", "audio"}
_COMMON = {"title", "lang", "dir", "style", "class"}
_ATTRIBUTES = {tag: set(_COMMON) for tag in _TAGS}
_ATTRIBUTES["a"] |= {"href"}
_ATTRIBUTES["img"] |= {"src", "alt", "width", "height"}
_ATTRIBUTES["td"] |= {"colspan", "rowspan", "scope"}
_ATTRIBUTES["th"] |= {"colspan", "rowspan", "scope"}
_ATTRIBUTES["ol"] |= {"start"}
_ATTRIBUTES |= dict.fromkeys(("video", "audio"), {"src", "controls"})
_OWN = {"id", "class", "role", "tabindex", "aria-label", "href", "start", "value"}
_OWN_CLASSES = {"scroll", "task", "note", "admonition", "admonition-title"}
_PAGE_IDS = {"main", "contents", "contents-head", "ledger", "sources"}
_UNSEEN = {"script", "style", "template", "iframe", "object", "noscript", "head", "title"}
_IN_TAG = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
_ACTIVE = re.compile(rf"<(script|iframe|object|embed|canvas|video|audio)\b({_IN_TAG})>", re.IGNORECASE)
_TAG = re.compile(rf"<(/?)(table|thead|tr|th|h[1-6])\b({_IN_TAG})>")
_IMAGE = re.compile(rf"<img\b({_IN_TAG})>")
_HEAD_ROW = re.compile(r"<tr\b[^>]*>(?:(?!</tr>|<td\b).)*</tr>", re.DOTALL)
_BOXED = re.compile(r'class="scroll"[^<]*>\s*$')
_SCOPE = re.compile(r' scope="[^"]*"')
_ATTRIBUTE = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)')""")
_SVG_TAG = re.compile(rf"<(/?)svg\b({_IN_TAG})>", re.IGNORECASE)
_BUTTON = re.compile(r"<button\b.*?</button\s*>", re.IGNORECASE | re.DOTALL)
_SVG = re.compile(r"<svg\b.*?</svg\s*>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)\w+;")
_BARE = re.compile(r"(\s[\w:-]+)=([^\s\"'<>/]+)(?=[^<]*>)")
_DRAWN = re.compile(r"<(?:\w+:)?(?:path|rect|circle|ellipse|line|polyline|polygon|text|image)\b")
_SVG_FORBIDDEN = {"script", "metadata", "foreignObject", "iframe", "audio", "video", "animate", "set", "handler"}
_OUTSIDE = re.compile(r"url\((?!\s*['\"]?#)|@import|expression\(", re.IGNORECASE)

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", XLINK)


def read_html(html: str) -> BeautifulSoup:
    """An HTML fragment as a tree; a fragment that happens to look like an address is text like any other."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(html, "html.parser")


def clean_html(html: str, own: bool = False, picture: Callable[[str, str], str] | None = None) -> str:
    """HTML without anything active or outside; the empty string if nothing is left to see.

    Parameters
    ----------
    html : str
        A fragment from an output or a markdown cell.
    own : bool
        Whether the page's own markup is mixed in, whose classes and anchors stay; what is left out is then said in
        place.
    picture : callable, optional
        The HTML of a picture by its address and text; without it only pictures inside the HTML are shown.
    """
    html = inline_drawings(html)
    html = with_sheet(html)
    if own:
        html = _ACTIVE.sub(_note_active, html)
    attributes = {tag: names | _OWN for tag, names in _ATTRIBUTES.items()} if own else _ATTRIBUTES
    text = nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_UNSEEN,
        attributes=attributes,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "data", "attachment"},
        strip_comments=True,
        link_rel=None,
    )
    text = _IMAGE.sub(lambda match: _picture(match[1], picture), text)
    text = _settle_tables(text)
    return text if own or "<img" in text or "<video" in text or "<audio" in text or has_text(text) else ""


def clean_inline(tag: str, picture: Callable[[str, str], str]) -> str:
    """One tag of HTML between words: a picture or a note in place of what loads or acts, other tags as they are."""
    tag = _ACTIVE.sub(_note_active, tag)
    return _IMAGE.sub(lambda match: _picture(match[1], picture), tag)


def has_text(html: str) -> bool:
    """Whether anything but tags and space is there."""
    return bool(unescape(re.sub(rf"<{_IN_TAG}>", "", html)).strip())


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return safe_style(value) or None
    if name == "href":
        return None if value.lower().lstrip().startswith(("data:", "attachment:")) else value
    if name == "src" and tag in ("video", "audio"):
        return value if value.startswith((f"data:{tag}/", "data:video/")) else None
    if name == "class":
        return " ".join(word for word in value.split() if word in _OWN_CLASSES) or None
    if name == "id" and value in _PAGE_IDS:
        return None
    return value


def active_parts(html: str) -> Iterator[tuple[str, str, str]]:
    """Kind, address and all attributes of each part of an HTML fragment that would act or load."""
    for match in _ACTIVE.finditer(html):
        given = {name.lower(): one or two for name, one, two in _ATTRIBUTE.findall(match[2])}
        yield match[1].lower(), unescape(given.get("src") or given.get("data") or ""), match[2]


def _note_active(match: re.Match[str]) -> str:
    """What is left out, said where it stood; a player of what the page itself holds stays."""
    kind, given = match[1].lower(), {name.lower(): one or two for name, one, two in _ATTRIBUTE.findall(match[2])}
    source = given.get("src") or given.get("data") or ""
    if kind in ("video", "audio") and source.startswith("data:"):
        return match[0]
    outside = unescape(source) if source.startswith(("http://", "https://")) else ""
    told = _("[Not shown: {kind} from {address}]") if outside else _("[Not shown: {kind}]")
    note = f'<span class="note">{escape(told.format(kind=kind, address=outside[:200]))}</span>'
    return note + (match[0] if kind in _UNSEEN else "")


def _picture(given: str, picture: Callable[[str, str], str] | None) -> str:
    """A picture of strangers as the page shows it: with a text, or a note in its place."""
    found = {name: unescape(value) for name, value, _single in _ATTRIBUTE.findall(given)}
    source, alt = found.get("src", ""), found.get("alt", "")
    inside = re.match(r"data:image/(?:png|jpeg|gif|webp|svg\+xml)[;,]", source)
    if picture and source and not inside:
        return picture(source, alt)
    if not inside:
        name = f"{alt}: " if alt else ""
        told = _("[{name}A picture from elsewhere is not loaded.]").format(name=name)
        return f'<span class="note">{escape(told)}</span>'
    alt = alt or _("Picture; the notebook gives no description.")
    sizes = "".join(f' {side}="{found[side]}"' for side in ("width", "height") if found.get(side, "").isdigit())
    return f'<img src="{escape(source)}" alt="{escape(alt)}"{sizes}>'


def _settle_tables(html: str) -> str:
    """Heads of rows and columns told apart, every table in a box that scrolls, headings that are none of the page's."""
    if "<t" not in html and "<h" not in html:
        return html
    told = escape(_("Table"))
    box = f'<div class="scroll" tabindex="0" role="group" aria-label="{told}">'
    heads_only = {match.start() for match in _HEAD_ROW.finditer(html)}
    parts, place, in_head, head_row = [], 0, False, False
    boxes: list[bool] = []
    closing: dict[str, list[str]] = {"th": [], "heading": []}
    for match in _TAG.finditer(html):
        end, name, given = match[1], match[2], match[3]
        new = match[0]
        if name == "table" and not end:
            boxes.append(not _BOXED.search(html[max(0, match.start() - 200) : match.start()]))
            new = box + new if boxes[-1] else new
        elif name == "table" and boxes and boxes.pop():
            new += "</div>"
        elif name == "thead":
            in_head = not end
        elif name == "tr":
            head_row = match.start() in heads_only
        elif name == "th" and not end:
            close = html.find("<", match.end())
            empty = html.startswith("</th>", close) and not unescape(html[match.end() : close]).strip()
            scope = "" if empty or " scope=" in given else f' scope="{"col" if in_head or head_row else "row"}"'
            closing["th"].append("</td>" if empty else "</th>")
            new = f"<td{_SCOPE.sub('', given)}>" if empty else f"<th{given}{scope}>"
        elif name == "th":
            new = closing["th"].pop() if closing["th"] else new
        elif name[0] == "h" and not end:
            own = ' id="' in given
            closing["heading"].append(new.replace("<", "</", 1)[:4] + ">" if own else "</strong></p>")
            new = new if own else f"<p{given}><strong>"
        elif name[0] == "h":
            new = closing["heading"].pop() if closing["heading"] else new
        parts += [html[place : match.start()], new]
        place = match.end()
    return "".join([*parts, html[place:]])


def inline_drawings(html: str) -> str:
    """HTML with each drawing in it as a picture; icons that only point elsewhere, and broken ones, leave their text."""
    if "<svg" not in html.lower():
        return html
    html = _BUTTON.sub(lambda match: _SVG.sub("", match[0]), html)
    parts, place, start, depth = [], 0, 0, 0
    for match in _SVG_TAG.finditer(html):
        if match[1] and depth == 0:
            continue
        start = match.start() if depth == 0 else start
        depth += -1 if match[1] else (not match[2].rstrip().endswith("/"))
        if depth == 0:
            parts += [html[place:start], _drawing(html[start : match.end()])]
            place = match.end()
    return "".join([*parts, html[place:]])


def _drawing(svg: str) -> str:
    head = svg[: svg.index(">")]
    svg = svg if "xmlns=" in head else f'{svg[:4]} xmlns="{SVG}"{svg[4:]}'
    if "xlink:" in svg and "xmlns:xlink" not in head:
        svg = f'{svg[:4]} xmlns:xlink="{XLINK}"{svg[4:]}'
    svg = _BARE.sub(r'\1="\2"', svg)
    svg = _ENTITY.sub(lambda match: unescape(match[0]), svg)
    cleaned = clean_svg(svg)
    if cleaned and not _DRAWN.search(cleaned):
        return ""
    words = unescape(re.sub(rf"<{_IN_TAG}>", " ", svg))
    if not cleaned:
        told = _("[A drawing in the HTML cannot be read.]")
        return f'<span class="note">{escape(told)}</span> {escape(" ".join(words.split()))}'
    label = re.search(r'aria-label="([^"]*)"', head)
    alt = unescape(label[1]) if label else " ".join(words.split())[:300]
    data = base64.b64encode(cleaned.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}">'


def clean_svg(text: str) -> str:
    """SVG without scripts and outside references, with a viewBox; the empty string if it is not well-formed SVG."""
    try:
        root = defusedxml.ElementTree.fromstring(text.encode("utf-8", "replace"), forbid_dtd=False)
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
    for parent in list(root.iter()):
        for child in parent.findall(f"{{{SVG}}}image"):
            if not any(name.rpartition("}")[2] == "href" for name in child.attrib):
                parent.remove(child)
    _ensure_view_box(root)
    return ElementTree.tostring(root, encoding="unicode")


def _ensure_view_box(root: ElementTree.Element) -> None:
    sizes = [re.match(r"\s*([\d.]+)", root.attrib.get(side, "")) for side in ("width", "height")]
    if "viewBox" not in root.attrib and all(sizes):
        root.attrib["viewBox"] = f"0 0 {sizes[0][1]} {sizes[1][1]}"
