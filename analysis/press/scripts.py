"""Language of parts: words in another script than the page's, each with the language that it is written in.

A reader's voice, hyphenation and the shapes of Han characters go by language, and WCAG 3.1.2 and PDF/UA ask for it.
What language a script stands for is declared in ``[tool.tumen.scripts]`` of pyproject.toml, or in an edition, by ISO
15924 codes:

.. code-block:: toml

    [tool.tumen.scripts]
    Hani = "zh"
    Cyrl = { uk = "іїєґІЇЄҐ", ru = "" }    # the first language of which a letter occurs; "" is any

A script that stands for no language without doubt and is not declared gets ``und`` with the script: ``und-Cyrl``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

Languages = Mapping[str, str | Mapping[str, str]]
"""Language of each script, by ISO 15924 code; or languages with letters that tell them."""

_KANA = "\u3041-\u309f\u30a0-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HAN = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_MARKS = "\u0300-\u036f"
_OTHERS = {
    "Hani": _HAN,
    "Cyrl": f"\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f{_MARKS}",
    "Arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Hebr": "\u0591-\u05f4\ufb1d-\ufb4f",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e5b",
    "Deva": "\u0900-\u097f",
    "Armn": "\u0531-\u058f",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf",
}
_GREEK = f"\u0370-\u03ff\u1f00-\u1fff{_MARKS}"

_INSIDE = r"\s\d.,:·・、。,!?'’‘”“«»《》〈〉「」『』%–—\-\u200b\u2060"
"""What stays with the words around it: spaces, digits and punctuation, but no brackets and no slashes."""

_COUNT = r"(?:(?<![\w.,\-])\d[\d.,]{0,14})?"
"""A number that the first word touches, as in dates written with Hangul."""

_RUN = re.compile(
    "|".join(
        [
            # Han characters go with kana that stand among them, and with Hangul that they touch.
            f"(?P<Jpan>{_COUNT}(?:[{_HAN}][{_INSIDE}]*)*[{_KANA}](?:[{_INSIDE}]*[{_HAN}{_KANA}])*)",
            f"(?P<Kore>{_COUNT}[{_HAN}]*[{_HANGUL}](?:[{_INSIDE}]*[{_HANGUL}]|[{_HAN}])*)",
            # One or two Greek letters are signs of a formula in any language.
            f"(?P<Grek>[{_GREEK}]{{3,}}(?:[{_INSIDE}]*[{_GREEK}]+)*)",
            *(
                f"(?P<{code}>(?![{_MARKS}])[{letters}](?:[{_INSIDE}]*[{letters}])*)"
                for code, letters in _OTHERS.items()
            ),
        ]
    )
)
_ANY = re.compile(f"[{''.join((_KANA, _HANGUL, _GREEK, *_OTHERS.values())).replace(_MARKS, '')}]")
_CODES = {"Hang": "Kore", "Hira": "Jpan", "Kana": "Jpan", "Hans": "Hani", "Hant": "Hani"}
"""Codes under which a script may be declared, too."""

SCRIPTS = ("Jpan", "Kore", "Grek", *_OTHERS, *_CODES)
"""Codes that can be declared."""

_PLAIN: dict[str, str] = {"Kore": "ko", "Jpan": "ja", "Grek": "el", "Thai": "th", "Armn": "hy", "Geor": "ka"}
"""Scripts of one language, or nearly."""

_WRITES = {"ja": ("Jpan", "Hani"), "zh": ("Hani",), "ko": ("Kore",), "el": ("Grek",), "th": ("Thai",)}
_WRITES |= dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn"), ("Cyrl",))
_WRITES |= dict.fromkeys(("ar", "fa", "ur", "ps"), ("Arab",)) | dict.fromkeys(("he", "yi"), ("Hebr",))
_WRITES |= dict.fromkeys(("hi", "mr", "ne", "sa"), ("Deva",)) | {"hy": ("Armn",), "ka": ("Geor",)}

RIGHT_TO_LEFT = ("Arab", "Hebr")


class Run(NamedTuple):
    """Words of one script, or what stands between such words.

    Parameters
    ----------
    text : str
        As it stands.
    language : str or None
        BCP 47 tag where it is another than that of the text around.
    rtl : bool
        Whether it is written from right to left.
    """

    text: str
    language: str | None = None
    rtl: bool = False


def has_parts(text: str) -> bool:
    """Whether some words are in a script of their own; costs nothing where all is ASCII."""
    return not text.isascii() and _ANY.search(text) is not None


def runs(text: str, around: str = "en", languages: Languages | None = None) -> Iterator[Run]:
    """A text in pieces, each with its language where it is not that around.

    Parameters
    ----------
    text : str
        Any text, plain or with HTML's character references.
    around : str
        BCP 47 tag of the language in which the text stands.
    languages : mapping, optional
        What the project declares.
    """
    position = 0
    own = _WRITES.get(around.partition("-")[0].lower(), ())
    for match in _RUN.finditer(text) if has_parts(text) else ():
        script = match.lastgroup
        if script in own:
            continue
        if match.start() > position:
            yield Run(text[position : match.start()])
        yield Run(match[0], _language(script, match[0], languages or {}), script in RIGHT_TO_LEFT)
        position = match.end()
    if position < len(text):
        yield Run(text[position:])


def _language(script: str, words: str, languages: Languages) -> str:
    declared = {_CODES.get(code, code): value for code, value in languages.items()}.get(script, _PLAIN.get(script))
    if isinstance(declared, Mapping):
        known = (tag for tag, letters in declared.items() if not letters or not set(letters).isdisjoint(words))
        declared = next(known, None)
    return declared or f"und-{script}"


_TAG = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][\w:-]*)((?:\"[^\"]*\"|'[^']*'|[^'\">])*)>", re.DOTALL)
_LANG = re.compile(r"\slang=[\"']?([\w-]*)")
_WORDLESS = frozenset(("script", "style", "title", "textarea", "option", "svg", "math"))
"""Elements whose text can hold no further element, or is a picture's."""
_EMPTY = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


def mark_html(html: str, around: str = "en", languages: Languages | None = None) -> str:
    """A page or fragment of HTML in which words of another script say their language.

    Only text is touched: no attribute, no script or style, nothing in a picture or formula. Elements that say their
    language keep it.
    """
    if not has_parts(html):
        return html
    done, position = [], 0
    inside = [["", around, 0]]  # elements that say their language: name, language, how many of that name are open
    while tag := _TAG.search(html, position):
        done += (_marked(html[position : tag.start()], inside[-1][1], languages), tag[0])
        position = tag.end()
        name = (tag[2] or "").lower()
        if name in _EMPTY:
            continue
        if name in _WORDLESS and not tag[1] and not tag[3].endswith("/"):
            end = _end_of(html, name, position)
            done.append(html[position:end])
            position = end
        elif name and tag[1]:
            if name == inside[-1][0]:
                inside[-1][2] -= 1
                if not inside[-1][2]:
                    inside.pop()
        elif name and (said := _LANG.search(tag[3])):
            inside.append([name, said[1], 1])
        elif name and name == inside[-1][0]:
            inside[-1][2] += 1
    return "".join([*done, _marked(html[position:], inside[-1][1], languages)])


def _end_of(html: str, name: str, position: int) -> int:
    """Where an element ends that was opened before ``position``; elements of its name may stand in it."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}\b", re.IGNORECASE).finditer(html, position):
        depth += -1 if tag[1] else int(name in ("svg", "math"))
        if not depth:
            return tag.start()
    return len(html)


def _marked(text: str, around: str, languages: Languages | None) -> str:
    return "".join(map(_spanned, runs(text, around, languages)))


def _spanned(run: Run) -> str:
    if not run.language:
        return run.text
    direction = ' dir="rtl"' if run.rtl else ""  # browsers isolate what has a direction of its own
    return f'<span lang="{run.language}"{direction}>{run.text}</span>'


def declaration_faults(languages: object) -> list[str]:
    """What is wrong with a declaration, one line each."""
    if not isinstance(languages, Mapping):
        return [f"scripts: expected a table of scripts and languages; found {languages!r}"]
    faults = [f"scripts: unknown script {code!r}; known are {', '.join(SCRIPTS)}" for code in languages
              if code not in SCRIPTS]  # fmt: skip
    for code, value in languages.items():
        tags = value.items() if isinstance(value, Mapping) else [(value, "")]
        faults += [
            f"scripts.{code}: expected a language tag such as 'zh', or tags with their letters; found {tag!r}"
            for tag, letters in tags
            if not (isinstance(tag, str) and isinstance(letters, str) and re.fullmatch(r"[a-z]{2,3}(-\w{2,8})*", tag))
        ]
    return faults
