r"""Markdown as notebooks write it beyond CommonMark: mathematics as Jupyter reads it, and the notes of MyST.

Mathematics stands between dollars, in ``\\(...\\)`` and ``\\[...\\]``, and in environments without any; a dollar before
a digit or after a space closes nothing, so that amounts of money stay text. Notes are fences of backticks or colons
with a name in braces, such as ``:::{tip} Title``.
"""

from __future__ import annotations

import re

import mistune

from analysis.press.language import _

_ENVIRONMENTS = "equation|align|gather|multline|eqnarray|alignat|flalign|displaymath|math|split|cases|matrix|array"
_BLOCK = (
    rf"^ {{0,3}}\\begin\{{(?P<environment>(?:{_ENVIRONMENTS})\*?)\}}[\s\S]*?\\end\{{(?P=environment)\}}[ \t]*(?:\n|$)"
    r"|^ {0,3}\\{1,2}\[(?P<bracketed>[\s\S]+?)\\{1,2}\][ \t]*(?:\n|$)"
    r"|^ {0,3}\$\$(?P<single>[^\n]*?)\$\$[ \t]*(?:\n|$)"
    r"|^ {0,3}\$\$[ \t]*(?P<multi>(?:(?!\$\$)[\s\S])*?\n?(?:(?!\$\$)[\s\S])*?)\$\$[ \t]*(?:\n|$)"
)
_INLINE = (
    r"\$\$(?P<display>(?:[^$\\]|\\.)*?)\$\$"
    r"|\$(?P<ticks>`+)(?P<ticked>[\s\S]*?)(?P=ticks)\$"
    r"|\$(?![\s$])(?P<inline>(?:[^$\\]|\\.)+?)(?<!\s)\$(?!\d)"
    r"|\\\\\((?P<doubled>(?:(?!\\\\\))[\s\S])+?)\\\\\)"
    r"|\\\((?P<bracketed>(?=(?:(?!\\\))[^\n])*?(?:\\(?!\))|[\^_=]))[^\n]+?)\\\)"
    r"|\\\\\[(?P<shown>(?:(?!\\\\\])[\s\S])+?)\\\\\]"
)
NOTES = ("attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip", "warning")
NOTES += ("admonition", "topic", "sidebar")
_NOTE = rf"^ {{0,3}}(?P<fence>`{{3,}}|~{{3,}}|:{{3,}})[ \t]*\{{(?P<name>{'|'.join(NOTES)})\}}(?P<title>[^\n]*)(?:\n|$)"


def note_title(name: str) -> str:
    """Head of a note that has none of its own."""
    heads = {
        "warning": _("Warning"),
        "caution": _("Caution"),
        "danger": _("Danger"),
        "error": _("Error"),
        "tip": _("Tip"),
    }
    heads |= {"hint": _("Hint"), "important": _("Important"), "attention": _("Attention"), "seealso": _("See also")}
    return heads.get(name, _("Note"))


def _parse_block(block: mistune.BlockParser, match: re.Match[str], state: mistune.BlockState) -> int:
    found = (match[name] for name in ("bracketed", "single", "multi"))
    body = match[0].strip() if match["environment"] else next(text for text in found if text is not None)
    state.append_token({"type": "block_math", "raw": body})
    return match.end()


def _parse_inline(inline: mistune.InlineParser, match: re.Match[str], state: mistune.InlineState) -> int:
    shown = next((match[name] for name in ("display", "shown") if match[name] is not None), None)
    within = (match[name] for name in ("ticked", "inline", "doubled", "bracketed"))
    kind = "inline_math" if shown is None else "block_math"
    state.append_token({"type": kind, "raw": next(t for t in within if t is not None) if shown is None else shown})
    return match.end()


def mathematics(md: mistune.Markdown) -> None:
    """Mistune plugin: mathematics as Jupyter reads it, in place of mistune's own."""
    md.block.register("block_math", _BLOCK, _parse_block, before="list")
    md.inline.register("inline_math", _INLINE, _parse_inline, before="escape")


def _parse_note(block: mistune.BlockParser, match: re.Match[str], state: mistune.BlockState) -> int | None:
    fence, name, title = match["fence"], match["name"].lower(), match["title"].strip()
    closing = re.compile(rf"^ {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*(?:\n|$)", re.MULTILINE)
    end = closing.search(state.src, match.end())
    body = state.src[match.end() : end.start() if end else state.cursor_max]
    body = re.sub(r"\A(?:[ \t]*:[\w-]+:[^\n]*\n)+", "", body)
    child = state.child_state(body)
    block.parse(child, block.block_quote_rules if state.depth() >= block.max_nested_level - 1 else block.rules)
    state.append_token({"type": "admonition", "attrs": {"name": name, "title": title}, "children": child.tokens})
    return end.end() if end else state.cursor_max


def notes(md: mistune.Markdown) -> None:
    """Mistune plugin: a note of MyST becomes ``{"type": "admonition", "attrs": {"name": ..., "title": ...}}``."""
    md.block.register("admonition", _NOTE, _parse_note, before="fenced_code")
