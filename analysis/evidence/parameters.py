"""Types of parameters that chapters may use beside Python's own: each knows its choices.

Named by ``[tool.tumen] parameter_types``; chapters import them for their annotated parameters cell.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from analysis.evidence.dates import is_partial_date
from analysis.evidence.store import open_store
from analysis.project import find_project


def state_codes() -> list[str]:
    """Codes of states and their predecessors that the data know."""
    states = open_store(find_project().data).frame("codebooks/states")
    return sorted(states.index[states["kind"].isin(["state", "predecessor"])])


class _StateChoices:
    """Puts the codes of the data and their names into the type's JSON schema, where the press looks for choices."""

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        names = open_store(find_project().data).frame("codebooks/states")["name_en"]
        return handler(schema) | {"oneOf": [{"const": code, "title": names[code]} for code in state_codes()]}


def _known_state(code: str) -> str:
    known = state_codes()
    if code not in known:
        raise ValueError(f"expected an ISO 3166-1 alpha-3 code that the data know: {', '.join(known)}")
    return code


def _full_date(text: str) -> str:
    if len(text) != 10 or not is_partial_date(text):
        raise ValueError("expected a full ISO date such as 2024-06-20")
    return text


State = Annotated[str, AfterValidator(_known_state), _StateChoices()]
"""ISO 3166-1 alpha-3 code of a state that the data know."""

AsOf = Annotated[str, AfterValidator(_full_date)]
"""Full ISO date whose knowledge is used."""
