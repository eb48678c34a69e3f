"""Pictures: of MIME bundles, and those that markdown names (attachments, data addresses, files); never another host."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from analysis.press.language import _
from analysis.press.sanitise import clean_svg

IMAGE_MIMES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
_LARGEST = 200_000_000  # pixels of a bitmap; more is an attack or a mistake


@dataclass(frozen=True)
class Image:
    """A picture: SVG text or bytes, a text for those who do not see it, and its width in CSS pixels if that is told."""

    mime: str
    data: bytes
    alt: str
    width: int | None = None


@dataclass(frozen=True)
class Note:
    """What the page could not show, said to the reader."""

    text: str


def find_picture(url: str, attachments: Mapping[str, Mapping], folder: str | None, alt: str) -> Image | Note:
    """The picture, or a note that says why it is not there.

    Parameters
    ----------
    url : str
        As markdown names it.
    attachments : mapping
        The cell's attachments: MIME bundles by name.
    folder : str or None
        Folder of the notebook, if known; files outside it are not read.
    alt : str
        Text for those who do not see the picture.
    """
    scheme, colon, rest = url.partition(":")
    if scheme == "attachment":
        name = unquote(rest)
        bundle = attachments.get(name, attachments.get(rest, {}))
        missing = _("the attachment {name} is missing or cannot be read").format(name=name)
        return bundle_image(bundle if isinstance(bundle, Mapping) else {}, alt) or Note(missing)
    if scheme == "data":
        head, comma, body = rest.partition(",")
        raw = _decoded(unquote(body)) if head.endswith(";base64") else unquote_to_bytes(body)
        return _picture(raw, alt) or Note(_("this picture's data cannot be read"))
    if "//" in url:
        return Note(_("picture not loaded from another host: {url}").format(url=url))
    return _beside(unquote(url.partition("?")[0].partition("#")[0]), folder, alt)


def image_html(image: Image) -> str:
    """A bitmap or drawing inside the page."""
    data = base64.b64encode(image.data).decode()
    width = f' width="{image.width}"' if image.width else ""
    return f'<img src="data:{image.mime};base64,{data}" alt="{escape(image.alt)}"{width}>'


def picture_finder(attachments: Mapping[str, Mapping], folder: str | None) -> Callable[[str, str], str]:
    """A function that gives the HTML of a picture, or of a note, by address and text."""

    def found(url: str, alt: str) -> str:
        picture = find_picture(url, attachments, folder, alt)
        if isinstance(picture, Image):
            return image_html(picture)
        return f'<span class="note">[{escape(f"{alt}: {picture.text}" if alt else picture.text)}]</span>'

    return found


def bundle_image(bundle: Mapping, alt: str, metadata: Mapping | None = None) -> Image | None:
    """The first picture of a MIME bundle that can be read, drawings first; metadata may tell width and text."""
    for mime in IMAGE_MIMES:
        value = joined(bundle.get(mime, ""))
        raw = value.encode("utf-8", "replace") if value.lstrip().startswith("<") else _decoded(value)
        if found := _picture(raw, alt):
            told = (metadata or {}).get(mime)
            told = told if isinstance(told, Mapping) else {}
            width = told.get("width")
            width = int(width) if isinstance(width, int | float | str) and str(width).isdigit() else None
            return replace(found, alt=str(told.get("alt") or found.alt), width=width or None)
    return None


def _beside(name: str, folder: str | None, alt: str) -> Image | Note:
    """A picture file of the notebook's folder; nothing above that folder is read."""
    if folder is None:
        return Note(_("the picture file {name} is not part of this page").format(name=name))
    missing = _("the picture file {name} was not found beside the notebook").format(name=name)
    try:
        path = (Path(folder) / name).resolve()
        if not path.is_relative_to(Path(folder).resolve()) or not path.is_file():
            return Note(missing)
        raw = path.read_bytes()
    except (OSError, ValueError):
        return Note(missing)
    return _picture(raw, alt) or Note(_("the picture file {name} cannot be shown").format(name=name))


def joined(value: object) -> str:
    """The text of a bundle's entry, which may be a list of lines."""
    if value is None:
        return ""
    return "".join(map(str, value)) if isinstance(value, list) else str(value)


def image_mime(data: bytes) -> str | None:
    """MIME type of a bitmap by its first bytes, of those that pages can show."""
    for mime, magic in (("image/png", b"\x89PNG\r\n"), ("image/jpeg", b"\xff\xd8"), ("image/gif", b"GIF8")):
        if data.startswith(magic):
            return mime
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _is_whole(data: bytes, mime: str) -> bool:
    """Whether a bitmap is all there, as far as its own marks tell."""
    if mime == "image/jpeg":
        return b"\xff\xd9" in data[-4096:]
    if mime == "image/gif":
        return data.rstrip(b"\0").endswith(b";")
    if mime == "image/webp":
        return len(data) >= int.from_bytes(data[4:8], "little") + 8
    place, pixels = 8, int.from_bytes(data[16:20]) * int.from_bytes(data[20:24])
    while place + 12 <= len(data):
        end = place + 8 + int.from_bytes(data[place : place + 4])
        if zlib.crc32(data[place + 4 : end]) != int.from_bytes(data[end : end + 4]):
            return False
        if data[place + 4 : place + 8] == b"IEND":
            return 0 < pixels <= _LARGEST
        place = end + 4
    return False


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""


def _picture(raw: bytes, alt: str) -> Image | None:
    alt = alt or _("Picture; the notebook gives no description.")
    if mime := image_mime(raw):
        return Image(mime, raw, alt) if _is_whole(raw, mime) else None
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and (svg := clean_svg(raw.decode("utf-8-sig", "replace"))):
        return Image("image/svg+xml", svg.encode(), alt)
    return None
