"""What of a MIME bundle a page leaves out, in words."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.press.language import _
from analysis.press.sanitise import read_html

_ACTIVE = ("script", "iframe", "object", "embed", "canvas", "video", "audio", "portal", "model-viewer")
_JSON = ("application/json", "application/geo+json")


def lost_parts(html: str) -> list[str]:
    """Names of what cleaning takes out of an HTML output and a reader may miss; frames with their address."""
    if "<" not in html:
        return []
    found: dict[str, None] = {}
    for element in read_html(html)(_ACTIVE):
        source = str(element.get("src") or element.get("data") or "")
        if element.name in ("video", "audio") and source.startswith("data:"):
            continue
        if element.name == "script" and "json" in str(element.get("type", "")):
            continue
        outside = source.startswith(("http://", "https://")) and element.name != "script"
        found[f"{element.name} ({source[:120]})" if outside else element.name] = None
    return list(found)


def unshown(data: Mapping, where: str) -> str:
    """A sentence on the types of a bundle of which at most the text is shown; empty where nothing is missing."""
    types = sorted(mime for mime in data if mime != "text/plain" and (mime not in _JSON or "text/plain" in data))
    if "text/plain" in data and types:
        sentence = _("Of an output in {where} only its text is shown (other types: {types}).")
    elif types:
        sentence = _("An output in {where} cannot be shown (types: {types}).")
    elif data:
        return ""
    else:
        types, sentence = ["–"], _("An output in {where} cannot be shown (types: {types}).")
    names = ", ".join(f"{mime}{_title(data[mime])}" if mime in data else mime for mime in types)
    return sentence.format(where=where, types=names)


def _title(value: object) -> str:
    """The title that the description of a chart carries, as Plotly and Vega write it."""
    layout = value.get("layout", value) if isinstance(value, Mapping) else {}
    title = layout.get("title") if isinstance(layout, Mapping) else None
    title = title.get("text") if isinstance(title, Mapping) else title
    return f": “{title.strip()}”" if isinstance(title, str) and title.strip() else ""
