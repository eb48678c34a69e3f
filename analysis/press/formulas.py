"""Mathematics without LaTeX: tylax turns it into Typst, and Typst checks it and writes MathML for the screen."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import tylax
import typst

from analysis.press.fonts import press_fonts

_TOKENS = {"mi", "mn", "mo", "ms", "mtext"}
_BARE = re.compile(r"<(/?)(m\w+)[^>]*>([^<]+)")


class Formula(NamedTuple):
    """A formula that compiled: the body of a Typst equation, and MathML."""

    typst: str
    mathml: str


@cache
def formula(latex: str, display: bool) -> Formula | None:
    """A formula in both forms; None if it could not be read, so that a page shows its source instead.

    Parameters
    ----------
    latex : str
        Without the dollars around it.
    display : bool
        Whether it stands on its own line.
    """
    # An unescaped # is no LaTeX, but would begin code in Typst.
    source = re.sub(r"(?<!\\)#", r"\\#", latex.strip())
    if source.count("{") - source.count(r"\{") != source.count("}") - source.count(r"\}"):
        return None
    try:
        result = tylax.latex_to_typst_diagnostics(source)
        if result.warnings or not result.output.strip():
            return None
        # Environments that stand without dollars come with Typst's own.
        body = re.sub(r"^\$(.*)\$$", r"\1", result.output.strip(), flags=re.DOTALL).strip()
        markup = f"$ {body} $.body"
        document = f"#math.equation(block: {str(display).lower()}, {markup})"
        html = typst.compile(document.encode(), format="html", font_paths=press_fonts(), ignore_system_fonts=True)
    except (typst.TypstError, ValueError):
        return None
    found = re.findall(r"<math.*?</math>", html.decode(), re.DOTALL)
    return Formula(markup, _BARE.sub(_wrap, found[0])) if len(found) == 1 else None


def _wrap(match: re.Match[str]) -> str:
    """Text that Typst sets between elements, as straight quotes are, in an element of its own, as MathML asks."""
    bare = match[3].strip() and (match[1] or match[2] not in _TOKENS)
    return f"{match[0].removesuffix(match[3])}<mtext>{match[3]}</mtext>" if bare else match[0]
