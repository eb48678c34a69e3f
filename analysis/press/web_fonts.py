"""The faces that a page carries inside itself: those scripts of the house's families that its text needs."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from functools import cache

from analysis.fonts import WEB_FAMILIES, WEB_SCRIPTS, web_font

STYLES = {"Regular": "400", "Italic": "400;font-style:italic", "Bold": "700"}
FACES = tuple((family, style) for family in WEB_FAMILIES.values() for style in STYLES)
"""Every face, as family and style."""


def font_rules(text: str, faces: Iterable[tuple[str, str]] = FACES) -> str:
    """Style rules with the fonts of a text inside them.

    Parameters
    ----------
    text : str
        What is shown; markup may stand between.
    faces : iterable of (str, str)
        Family and style, such as ``("Tumen Sans", "Bold")``.
    """
    scripts = [script for script in WEB_SCRIPTS if script == "latin" or _pattern(script).search(text)]
    return "".join(_rule(family, style, script) for family, style in faces for script in scripts)


@cache
def _pattern(script: str) -> re.Pattern:
    return re.compile("[" + "".join(f"{chr(low)}-{chr(high)}" for low, high in WEB_SCRIPTS[script]) + "]")


@cache
def _rule(family: str, style: str, script: str) -> str:
    spans = ",".join(f"U+{low:X}-{high:X}" if high > low else f"U+{low:X}" for low, high in WEB_SCRIPTS[script])
    data = base64.b64encode(web_font(family, style, script).read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{family}";font-weight:{STYLES[style]};unicode-range:{spans};'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}\n'
    )
