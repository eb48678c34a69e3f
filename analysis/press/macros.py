r"""LaTeX macros that a notebook defines (``\newcommand``, ``\def``, ``\DeclareMathOperator``), for all its formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_DEFINITION = re.compile(
    r"\\(?:newcommand|renewcommand|providecommand)\*?\s*\{?\s*(?P<name>\\(?:[A-Za-z]+|.))\s*\}?\s*(?:\[(?P<count>\d)\])?\s*(?=\{)"
    r"|\\DeclareMathOperator(?P<star>\*?)\s*\{?\s*(?P<operator>\\[A-Za-z]+)\s*\}?\s*(?=\{)"
    r"|\\def\s*(?P<defined>\\(?:[A-Za-z]+|.))\s*(?P<given>(?:#\d)*)\s*(?=\{)"
)
_CALL = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
_DEEPEST, _LONGEST = 20, 20_000


@dataclass
class Macros:
    """Macros in the order of reading; later definitions replace earlier ones."""

    known: dict[str, tuple[int, str]] = field(default_factory=dict)

    def read(self, latex: str) -> str:
        """A formula with its definitions taken out and remembered, and with what is known put in."""
        latex = self._take(latex)
        for _ in range(_DEEPEST if self.known else 0):
            expanded = self._expand(latex)
            if expanded == latex or len(expanded) > _LONGEST:
                break
            latex = expanded
        return latex

    def _take(self, latex: str) -> str:
        kept, place = [], 0
        for match in _DEFINITION.finditer(latex):
            if match.start() < place or (end := _group_end(latex, match.end())) is None:
                continue
            body = latex[match.end() + 1 : end - 1]
            if match["operator"]:
                self.known[match["operator"]] = (0, f"\\operatorname{match['star']}{{{body}}}")
            else:
                count = int(match["count"] or 0) if match["name"] else len(match["given"]) // 2
                self.known[match["name"] or match["defined"]] = (count, body)
            kept.append(latex[place : match.start()])
            place = end
        return "".join([*kept, latex[place:]])

    def _expand(self, latex: str) -> str:
        parts, place = [], 0
        for match in _CALL.finditer(latex):
            if match.start() < place or match[0] not in self.known:
                continue
            count, body = self.known[match[0]]
            end, arguments = match.end(), []
            for _ in range(count):
                start = end + len(latex[end:]) - len(latex[end:].lstrip())
                end = _group_end(latex, start) or min(start + 1, len(latex))
                argument = latex[start:end]
                arguments.append(argument[1:-1] if argument.startswith("{") else argument)
            filled = re.sub(
                r"#(\d)", lambda m, a=arguments: a[int(m[1]) - 1] if 0 < int(m[1]) <= len(a) else m[0], body
            )
            parts += [latex[place : match.start()], filled if count else f"{{{filled}}}"]
            place = end
        return "".join([*parts, latex[place:]])


def _group_end(latex: str, start: int) -> int | None:
    """Place behind the group in braces that begins at ``start``; None where none begins or none ends."""
    if not latex.startswith("{", start):
        return None
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(latex, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    return None
