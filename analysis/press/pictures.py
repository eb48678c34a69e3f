"""Pictures: of MIME bundles, and those that markdown names (attachments, data addresses, files); never another host."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from analysis.press.sanitise import clean_svg

IMAGE_MIMES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
NO_DESCRIPTION = "Picture; the notebook gives no description."


@dataclass(frozen=True)
class Image:
    """A picture: SVG text or bytes, and a text for those who do not see it."""

    mime: str
    data: bytes
    alt: str


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
    scheme, _, rest = url.partition(":")
    if scheme == "attachment":
        name = unquote(rest)
        found = bundle_image(attachments.get(name, {}), alt)
        return found or Note(f"the attachment {name} is missing or cannot be read")
    if scheme == "data":
        head, _, body = rest.partition(",")
        raw = _decoded(unquote(body)) if head.endswith(";base64") else unquote_to_bytes(body)
        return _picture(raw, alt) or Note("this picture's data cannot be read")
    if "//" in url:
        return Note(f"picture not loaded from another host: {url}")
    return _beside(unquote(url.partition("?")[0]), folder, alt)


def bundle_image(bundle: Mapping, alt: str) -> Image | None:
    """The first picture of a MIME bundle that can be read, from drawings to bitmaps."""
    for mime in IMAGE_MIMES:
        value = joined(bundle.get(mime, ""))
        raw = value.encode() if mime == "image/svg+xml" and value.lstrip().startswith("<") else _decoded(value)
        if found := _picture(raw, alt):
            return found
    return None


def _beside(name: str, folder: str | None, alt: str) -> Image | Note:
    if not folder:
        return Note(f"the picture file {name} is not part of this page")
    path = (Path(folder) / name).resolve()
    if not path.is_relative_to(Path(folder).resolve()) or not path.is_file():
        return Note(f"the picture file {name} was not found beside the notebook")
    return _picture(path.read_bytes(), alt) or Note(f"the picture file {name} cannot be shown")


def joined(value: object) -> str:
    """The text of a bundle's entry, which may be a list of lines."""
    return "".join(map(str, value)) if isinstance(value, list) else str(value)


def image_mime(data: bytes) -> str | None:
    """MIME type of a bitmap by its first bytes, of those that pages can show."""
    for mime, magic in (("image/png", b"\x89PNG\r\n"), ("image/jpeg", b"\xff\xd8"), ("image/gif", b"GIF8")):
        if data.startswith(magic):
            return mime
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""


def _picture(raw: bytes, alt: str) -> Image | None:
    if mime := image_mime(raw):
        return Image(mime, raw, alt or NO_DESCRIPTION)
    if raw.lstrip().startswith(b"<") and (svg := clean_svg(raw.decode("utf-8", "replace"))):
        return Image("image/svg+xml", svg.encode(), alt or NO_DESCRIPTION)
    return None
