"""Typst compilations: the same bytes for the same markup, and a document even where Typst refuses a part of it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

import typst

from analysis.errors import RenderError
from analysis.press.ansi import Run, visible
from analysis.press.excerpts import ON_PAPER, excerpt, runs_markup
from analysis.press.fonts import press_fonts
from analysis.press.language import _
from analysis.press.typst_markup import TypstContext
from analysis.press.typst_text import string

TEMPLATE = Path(__file__).resolve().parent / "templates" / "typst" / "tumen.typ"
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
    """

    parts: list[str]
    context: TypstContext
    as_of: str | None
    what: str

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

    def compile_whatever(self, words: Sequence[str]) -> bytes:
        """The PDF, with a note and the words of each part that Typst refuses in its place."""
        parts, refused = list(self.parts), set()
        for _number in range(_MOST_ATTEMPTS):
            try:
                return self._attempt(parts)
            except typst.TypstError as error:
                guilty = self._named(error, parts) - refused or self._found(parts) - refused
                if not guilty:
                    raise self._refusal(error) from error
                for index in guilty:
                    parts[index] = self._plain(words[index - 1], error.message, title=index == 1)
                refused |= guilty
        return self._attempt([parts[0], *(self._plain(word, "", title=not i) for i, word in enumerate(words))])

    def _attempt(self, parts: Sequence[str]) -> bytes:
        note = self.context.text.note()
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "tumen.typ").write_bytes(TEMPLATE.read_bytes())
            source = "\n".join([*parts, f"#v(1em)\n#note[#{string(note)};]\n" if note else ""])
            (root / "main.typ").write_text(source, encoding="utf-8")
            for name, data in self.context.files.items():
                (root / name).write_bytes(data)
            try:
                return self._set(root, [])
            except typst.TypstError:
                broken = [name for name in self.context.files if not _is_readable(root, name)]
                if not broken:
                    raise
                return self._set(root, broken)

    def _set(self, root: Path, broken: list[str]) -> bytes:
        """Compile ``main.typ``; a note stands for each broken picture."""
        day = datetime.fromisoformat(self.as_of or "2000-01-01").replace(tzinfo=UTC)
        return typst.compile(
            str(root / "main.typ"),
            root=str(root),
            format="pdf",
            font_paths=press_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"broken": ",".join(broken)},
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
                self._attempt([parts[0], "#heading(level: 1)[-];", part] if index > 1 else parts[:2])
            except typst.TypstError:
                guilty.add(index)
        return guilty

    def _plain(self, words: str, reason: str, title: bool) -> str:
        text = self.context.text
        if title:
            return f"#heading(level: 1)[#{text.literal(visible(words) or '–')};];\n"
        note = _("A part of this notebook could not be printed as it is ({reason}); its text follows.")
        shown = excerpt([Run(visible(words))], ON_PAPER)
        pieces = [f"#source({runs_markup(part, text)});\n" for part in (shown.head, shown.tail) if part]
        cut = f"#note[{text.markup(shown.note)}];\n" if shown.note else ""
        return f"#note[{text.markup(note.format(reason=reason))}];\n" + cut.join(pieces)

    def _refusal(self, error: typst.TypstError) -> RenderError:
        return RenderError(
            f"The PDF of {self.what} could not be made: Typst says '{error.message}'. "
            "Mend the output or the markdown that it points to, and build again.",
            [line for line in error.diagnostic.splitlines() if line.strip() and "┌─" not in line][:8],
        )


def _is_readable(root: Path, name: str) -> bool:
    probe = root / "probe.typ"
    probe.write_text(f"#image({string(name)})")
    try:
        typst.compile(str(probe), root=str(root), format="pdf", font_paths=press_fonts(), ignore_system_fonts=True)
    except typst.TypstError:
        return False
    return True
