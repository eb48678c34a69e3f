"""Names: how states, treaties and whoever could know stand in a sentence, by the codebooks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from analysis.argument.wording import listed


class Names:
    """What a bench knows from codebooks; it brings ``evidence``, ``register`` and ``rows`` along."""

    def _kept(self, name: str, make: Callable[[], Any]) -> Any:
        """What follows from codebooks and register alone: made once for all benches on the same files."""
        key = (name, self.rules)
        if key not in self.evidence.store.memo:
            self.evidence.store.memo[key] = make()
        return self.evidence.store.memo[key]

    def _codes(self, codebook: str, column: str) -> dict[str, str]:
        return self._kept(f"{codebook} {column}", lambda: self.evidence.codebook(codebook)[column].to_dict())

    @property
    def domains(self) -> dict[str, str]:
        """Domain of every provision of the codebook, in its order."""
        return self._codes("provisions", "domain")

    @property
    def _treaty_names(self) -> dict[str, str]:
        return self._codes("treaties", "name")

    @property
    def _state_names(self) -> dict[str, str]:
        return self._codes("states", "name_en")

    def state(self, code: str) -> str:
        """Name of a state in English, as it stands in a sentence; its code where the codebook has none."""
        name = self._state_names.get(code, code)
        return f"the {name}" if name.startswith("United") else name

    def lineage(self, code: str) -> str:
        """Who could know by own means, as it stands in a sentence: states by name, joint reports as both."""
        names = self._codes("lineages", "name")
        return listed(names.get(part) or self.state(part) for part in code.split("+"))

    def spelled(self, text: str) -> str:
        """A text of the tables with the codes of states written as names."""
        return re.sub(r"\b[A-Z]{3}\b", lambda found: self._state_names.get(found[0], found[0]), text)

    def treaty(self, key: str) -> str:
        """A treaty as it stands in a sentence: by the year of its signature if in view, else by name."""
        signed = [row.date[:4] for row in self.rows("treaty_acts", treaty=key, act="signed")]
        return f"the treaty of {signed[0]}" if signed else f"the {self._treaty_names.get(key, key)}"

    def side_of(self, name: str) -> str:
        """State for which a body or person named in a row acts, as far as rows in view and codebooks tell; or ''."""
        state = self._states_of_organisations.get(name) or self._states_of_speakers.get(name)
        return state or next((code for code, known in self._state_names.items() if known in name), "")

    @property
    def _states_of_organisations(self) -> dict[str, str]:
        return self._codes("organisations", "state")

    @property
    def _states_of_speakers(self) -> dict[str, str]:
        return {row.speaker: row.subject for row in self.rows("statements")}
