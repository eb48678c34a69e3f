"""Styles of strangers' tables: what carries meaning (alignment, weight, colours) in a form that every page can bear."""

from __future__ import annotations

import re

from analysis.press.ansi import PALETTE, nearest_color

_KEPT = {
    "text-align": {"left", "right", "center", "justify", "start", "end"},
    "font-weight": {"bold", "bolder", "normal", "500", "600", "700", "800", "900"},
    "font-style": {"italic", "oblique", "normal"},
    "white-space": {"pre", "pre-wrap", "pre-line", "nowrap", "normal"},
}
_NAMED = {
    "black": (0, 0, 0), "white": (255, 255, 255), "red": (255, 0, 0), "green": (0, 128, 0), "lime": (0, 255, 0),
    "blue": (0, 0, 255), "yellow": (255, 255, 0), "orange": (255, 165, 0), "purple": (128, 0, 128),
    "cyan": (0, 255, 255), "magenta": (255, 0, 255), "gray": (128, 128, 128), "grey": (128, 128, 128),
    "pink": (255, 192, 203), "brown": (165, 42, 42), "darkred": (139, 0, 0), "darkgreen": (0, 100, 0),
    "darkblue": (0, 0, 139), "lightgreen": (144, 238, 144), "lightblue": (173, 216, 230), "tomato": (255, 99, 71),
    "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211), "gold": (255, 215, 0), "navy": (0, 0, 128),
    "teal": (0, 128, 128), "crimson": (220, 20, 60), "salmon": (250, 128, 114), "khaki": (240, 230, 140),
    "darkorange": (255, 140, 0),
}  # fmt: skip
_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CELL = re.compile(r"""<(t[dh]|span|caption)\b([^>]*?\bid=["']([\w-]+)["'][^>]*)>""")
_STYLE = re.compile(r"""\bstyle=(?:"([^"]*)"|'([^']*)')""")


def safe_style(style: str) -> str:
    """Declarations that may stay, with every text readable on its ground in light and dark; empty where none may."""
    given = {}
    for part in style.split(";"):
        name, _colon, value = part.partition(":")
        given[name.strip().lower()] = value.replace("!important", "").strip().lower()
    kept = [f"{name}:{given[name]}" for name, values in _KEPT.items() if given.get(name) in values]
    ground = read_color(given.get("background-color") or given.get("background", ""))
    ink = read_color(given.get("color", ""))
    if ground:
        ink = ink if ink and contrast(ink, ground) >= 4.5 else _readable_on(ground)
        kept += [f"background-color:{_hex(ground)}", f"color:{_hex(ink)}"]
    elif ink and max(ink) - min(ink) > 40:
        light, dark, *_grounds = PALETTE[nearest_color(ink)]
        kept.append(f"color:light-dark({light},{dark})")
    return ";".join(kept)


def style_colors(style: str) -> tuple[str, str]:
    """Ink and ground of a style that :func:`safe_style` made, for paper; empty where it names none."""
    ink = re.search(r"(?<![\w-])color:(?:light-dark\()?(#[0-9a-f]{6})", style)
    ground = re.search(r"background-color:(#[0-9a-f]{6})", style)
    return (ink[1] if ink else "", ground[1] if ground else "")


def with_sheet(html: str) -> str:
    """HTML in which rules of its style sheets for single cells, as pandas writes them, stand at these cells."""
    rules: dict[str, str] = {}
    for sheet in _SHEET.findall(html) if "<style" in html else ():
        for selectors, declarations in _RULE.findall(sheet):
            for selector in selectors.split(","):
                if (name := selector.strip()).startswith("#") and re.fullmatch(r"#[\w-]+", name):
                    rules[name[1:]] = rules.get(name[1:], "") + declarations + ";"
    return _CELL.sub(lambda match: _styled(match, rules), html) if rules else html


def _styled(match: re.Match[str], rules: dict[str, str]) -> str:
    declarations = " ".join(rules.get(match[3], "").split()).replace('"', "'")
    if not declarations:
        return match[0]
    own = _STYLE.search(match[2])
    rest = _STYLE.sub("", match[2])
    return f'<{match[1]}{rest} style="{declarations}{(own[1] or own[2] or "") if own else ""}">'


def read_color(text: str) -> tuple[int, int, int] | None:
    """A colour of CSS as red, green and blue; None for what is no plain, opaque colour."""
    if text in _NAMED:
        return _NAMED[text]
    if match := re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", text):
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))
    if match := re.fullmatch(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*(?:[,/]\s*(?:1|1\.0+|100%)\s*)?\)", text):
        return (min(255, int(match[1])), min(255, int(match[2])), min(255, int(match[3])))
    return None


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Contrast of two colours by WCAG 2.2, between 1 and 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: tuple[int, int, int]) -> float:
    shares = [value / 255 for value in color]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _readable_on(ground: tuple[int, int, int]) -> tuple[int, int, int]:
    return max(((0, 0, 0), (255, 255, 255)), key=lambda ink: contrast(ink, ground))


def _hex(color: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)
