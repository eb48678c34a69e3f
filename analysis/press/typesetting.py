"""Typst compilations: the same bytes for the same markup, and a document even where Typst refuses a part of it."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

import typst

from analysis.errors import RenderError
from analysis.press.ansi import Run, visible
from analysis.press.excerpts import ON_PAPER, excerpt, runs_markup
from analysis.press.fonts import press_fonts
from analysis.press.language import _, active
from analysis.press.typst_markup import TypstContext
from analysis.press.typst_outputs import broad_item
from analysis.press.typst_text import TypstText, string

TEMPLATES = Path(__file__).resolve().parent / "templates" / "typst"
STANDARDS = ["ua-1", "a-3a"]
"""PDF/UA-1 for readers with assistive technology, PDF/A-3a for archives; they hold together.

PDF/A wants a date. A lone notebook without one is made as PDF/UA-1 only, because the clock would change its bytes.
"""
_MOST_ATTEMPTS = 8
_PLACE = re.compile(r"main\.typ:(\d+):\d+")


@dataclass
class Document:
    """Typst markup with its pictures; the bytes of the PDF depend on nothing else.

    Parameters
    ----------
    parts : list of str
        Markup, in order, the preamble first.
    context : TypstContext
        Pictures, and characters without a glyph, on which a note is appended.
    as_of : str or None
        ISO date that the document carries as its date.
    what : str
        For the error's sentence.
    ending : str
        Markup that closes every attempt, with any of the parts.
    """

    parts: list[str]
    context: TypstContext
    as_of: str | None
    what: str
    ending: str = ""

    def compile(self) -> bytes:
        """The PDF.

        Raises
        ------
        RenderError
            If Typst refuses the document.
        """
        try:
            return self._attempt(self.parts)
        except typst.TypstError as error:
            raise self._refusal(error) from error

    def compile_whatever(self, words: Sequence[Callable[[], str]]) -> bytes:
        """The PDF; in place of each part that Typst refuses a note and its words, which are made only then."""
        parts, refused = list(self.parts), set()
        for _number in range(_MOST_ATTEMPTS):
            try:
                return self._attempt(parts)
            except typst.TypstError as error:
                guilty = self._named(error, parts) - refused or self._found(parts) - refused
                if not guilty:
                    raise self._refusal(error) from error
                for index in guilty:
                    parts[index] = self._plain(words[index - 1](), error.message, title=index == 1)
                refused |= guilty
        plain = (self._plain(make(), "", title=not index) for index, make in enumerate(words))
        return self._attempt([parts[0], *plain])

    def _attempt(self, parts: Sequence[str]) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for template in TEMPLATES.glob("*.typ"):
                (root / template.name).write_bytes(template.read_bytes())
            (root / "main.typ").write_text("\n".join([*parts, self.ending]), encoding="utf-8")
            for name, data in self.context.files.items():
                (root / name).write_bytes(data)
            try:
                return self._set(root, [])
            except typst.TypstError:
                pictures = (name for name in self.context.files if not name.endswith(".json"))
                broken = [name for name in pictures if not _is_readable(root, name)]
                if not broken:
                    raise
                return self._set(root, broken)

    def _set(self, root: Path, broken: list[str]) -> bytes:
        """Compile ``main.typ``; a note stands for each broken picture."""
        given = {"broken": broken, "words": _words(), "language": active().partition("-")[0]}
        day = datetime.fromisoformat(self.as_of or "2000-01-01").replace(tzinfo=UTC)
        return typst.compile(
            str(root / "main.typ"),
            root=str(root),
            format="pdf",
            font_paths=press_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"given": json.dumps(given)},
            pdf_standards=STANDARDS if self.as_of else STANDARDS[:1],
            timestamp=int(day.timestamp()),
        )

    def _named(self, error: typst.TypstError, parts: Sequence[str]) -> set[int]:
        """Parts to which the places in Typst's report lead."""
        ends = list(accumulate(part.count("\n") + 1 for part in parts))
        lines = {int(line) for line in _PLACE.findall(error.diagnostic)}
        found = (next((index for index, end in enumerate(ends) if line <= end), 0) for line in lines)
        return {index for index in found if index}

    def _found(self, parts: Sequence[str]) -> set[int]:
        """Parts that Typst refuses by themselves."""
        guilty = set()
        for index, part in enumerate(parts[1:], 1):
            try:
                self._attempt([parts[0], opening_part("-"), part] if index > 1 else parts[:2])
            except typst.TypstError:
                guilty.add(index)
        return guilty

    def _plain(self, words: str, reason: str, title: bool) -> str:
        text = self.context.text
        if title:
            return opening_part(f"#{text.literal(visible(words) or '–')};")
        note = _("A part of this notebook could not be printed as it is ({reason}); its text follows.")
        shown = excerpt([Run(visible(words))], ON_PAPER)
        pieces = [f"#source({runs_markup(part, text)});\n" for part in (shown.head, shown.tail) if part]
        cut = f"#note[{text.markup(shown.note)}];\n" if shown.note else ""
        told = f"#note[{text.markup(note.format(reason=reason))}];\n"
        return items_part([f"{broad_item(told + cut.join(pieces))},\n"])

    def _refusal(self, error: typst.TypstError) -> RenderError:
        return RenderError(
            f"The PDF of {self.what} could not be made: Typst says '{error.message}'. "
            "Mend the output or the markdown that it points to, and build again.",
            [line for line in error.diagnostic.splitlines() if line.strip() and "┌─" not in line][:8],
        )


def opening_part(title: str) -> str:
    """The part of a lone notebook's document that opens it."""
    return f"#{{ title = [{title}] }}\n"


def items_part(items: Sequence[str]) -> str:
    """A part of a lone notebook's document: items that wait for the ending to set them."""
    return f"#{{ items += (\n{''.join(items)}) }}\n"


def glyph_note(text: TypstText) -> str:
    """Markup of the note on characters that no font has; empty if all are held."""
    note = text.note()
    return f"#block(above: 2em, note[#{string(note)};])\n" if note else ""


def _words() -> dict[str, str]:
    """What the template says by itself; it fills in what stands in braces."""
    return {
        "page": _("{page} of {pages}"),
        "contents": _("Contents"),
        "continued": _("{name}, continued"),
        "columns": _("Columns {first} to {last} of {count}"),
        "broken picture": _("A picture cannot be read: {alt}"),
        "parameters": _("Parameters of this page"),
        "name": _("Name"),
        "value": _("Value"),
        "meaning": _("Meaning"),
        "id": _("Id"),
        "statement": _("Statement"),
        "verdict": _("Verdict"),
        "stands under": _("Stands under"),
        "standing": _(
            "Stands under: how many of the other choices that were listed beforehand leave the verdict as it is."
        ),
    }


def _is_readable(root: Path, name: str) -> bool:
    probe = root / "probe.typ"
    probe.write_text(f"#image({string(name)})")
    try:
        typst.compile(str(probe), root=str(root), format="pdf", font_paths=press_fonts(), ignore_system_fonts=True)
    except typst.TypstError:
        return False
    return True
