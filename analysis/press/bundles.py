"""What of a MIME bundle a page leaves out, in words."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.press.language import _
from analysis.press.sanitise import active_parts

_JSON = ("application/json", "application/geo+json")


def lost_parts(html: str) -> list[str]:
    """Names of what cleaning takes out of an HTML output and a reader may miss; frames with their address."""
    found: dict[str, None] = {}
    for kind, source, given in active_parts(html):
        if kind in ("video", "audio") and source.startswith("data:") or kind == "script" and "json" in given:
            continue
        outside = source.startswith(("http://", "https://")) and kind != "script"
        found[f"{kind} ({source[:120]})" if outside else kind] = None
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
