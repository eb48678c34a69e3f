"""Sound, film and documents of outputs: inside the page of HTML, for paper a note."""

from __future__ import annotations

import base64
import binascii
import re

from markupsafe import escape

from analysis.press.language import _
from analysis.press.outputs import Media

_PLAYED = re.compile(r"(?P<kind>audio|video)/[\w.+-]+")


def media_html(media: Media) -> str:
    """A player with what it plays, or a document to keep; a note where the data cannot be read."""
    try:
        base64.b64decode(media.data, validate=True)
    except (binascii.Error, ValueError):
        broken = _("An output of the type {mime} cannot be read.").format(mime=media.mime)
        return f'<p class="note">{escape(broken)}</p>'
    address = f"data:{escape(media.mime)};base64,{media.data}"
    if played := _PLAYED.fullmatch(media.mime):
        kind, label = played["kind"], escape(_("Recording in the notebook ({mime})").format(mime=media.mime))
        return f'<p><{kind} controls preload="metadata" aria-label="{label}" src="{address}"></{kind}></p>'
    label = escape(_("Document in the notebook ({mime})").format(mime=media.mime))
    return f'<p><a download="output.pdf" href="{address}">{label}</a></p>'
