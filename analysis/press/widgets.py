"""Interactive widgets on a page that does not act: the state that the notebook saved, as text, lists and pictures."""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping

from analysis.press.language import _

VIEW_MIME = "application/vnd.jupyter.widget-view+json"
STATE_MIME = "application/vnd.jupyter.widget-state+json"
_DEEPEST = 12
_MARKUP = ("HTMLModel", "HTMLMathModel")
_SILENT = ("LayoutModel", "StyleModel")
_PICTURES = {"png": "image/png", "jpeg": "image/jpeg", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


def widget_states(metadata: Mapping) -> Mapping[str, Mapping]:
    """States of a notebook's widgets by model id, as JupyterLab saves them in its metadata."""
    widgets = metadata.get("widgets")
    saved = widgets.get(STATE_MIME) if isinstance(widgets, Mapping) else None
    states = saved.get("state") if isinstance(saved, Mapping) else None
    if not isinstance(states, Mapping):
        return {}
    return {name: _with_buffers(entry) for name, entry in states.items() if isinstance(entry, Mapping)}


def widget_outputs(states: Mapping[str, Mapping], model: str) -> list[Mapping]:
    """Outputs that an output widget, or one inside a box, has kept."""
    found: list[Mapping] = []
    for state in _family(states, model, 0):
        outputs = state.get("outputs")
        found += [item for item in outputs if isinstance(item, Mapping)] if isinstance(outputs, list) else []
    return found


def widget_html(states: Mapping[str, Mapping], model: str) -> str:
    """HTML of what a widget and those inside it showed when the notebook was saved; empty where nothing was saved."""
    return _html(states, model, 0)


def _state(states: Mapping[str, Mapping], model: str) -> tuple[str, Mapping]:
    entry = states.get(model)
    if not isinstance(entry, Mapping) or not isinstance(entry.get("state"), Mapping):
        return "", {}
    return str(entry.get("model_name") or entry["state"].get("_model_name") or ""), entry["state"]


def _children(state: Mapping) -> list[str]:
    children = state.get("children")
    names = map(str, children if isinstance(children, list) else [])
    return [name.removeprefix("IPY_MODEL_") for name in names]


def _family(states: Mapping[str, Mapping], model: str, depth: int) -> list[Mapping]:
    kind, state = _state(states, model)
    below = _children(state) if depth < _DEEPEST else []
    return ([state] if kind else []) + [item for child in below for item in _family(states, child, depth + 1)]


def _html(states: Mapping[str, Mapping], model: str, depth: int) -> str:
    kind, state = _state(states, model)
    if not kind or depth > _DEEPEST or kind.endswith(_SILENT):
        return ""
    if "children" in state:
        titles = state.get("titles") or state.get("_titles") or ()
        names = list(titles.values() if isinstance(titles, Mapping) else titles)
        parts = []
        for number, child in enumerate(_children(state)):
            head = f"<b>{html.escape(str(names[number]))}</b>" if number < len(names) and names[number] else ""
            parts.append(f"<div>{head}{_html(states, child, depth + 1)}</div>")
        return "".join(parts)
    label = html.escape(str(state.get("description") or ""))
    label = f"<b>{label}</b> " if label else ""
    if kind in _MARKUP:
        return f"<div>{label}{state.get('value', '')}</div>"
    if kind == "ImageModel":
        return f"<div>{label}{_picture(state)}</div>"
    return f"<div>{label}{html.escape(_shown(kind, state))}</div>"


def _shown(kind: str, state: Mapping) -> str:
    """The value of a widget in words; its kind where it has none."""
    options, index = state.get("_options_labels"), state.get("index")
    if isinstance(options, list) and index is not None:
        chosen = index if isinstance(index, list) else [index]
        names = [str(options[place]) for place in chosen if isinstance(place, int) and 0 <= place < len(options)]
        return " – ".join(names) if "Range" in kind else ", ".join(names)
    value = state.get("value")
    if isinstance(value, bool):
        return "☑" if value else "☐"
    if "Progress" in kind and isinstance(state.get("max"), int | float):
        return _("{value} of {most}").format(value=value, most=state["max"])
    if isinstance(value, list):
        return " – ".join(map(str, value))
    if value is not None:
        return str(value)
    if "Button" in kind or state.get("outputs"):
        return ""
    return _("[A widget of the kind {kind} is not shown.]").format(kind=kind.removesuffix("Model"))


def _picture(state: Mapping) -> str:
    mime = _PICTURES.get(str(state.get("format", "png")).lower(), "image/png")
    data = state.get("value")
    if isinstance(data, bytes):
        data = base64.b64encode(data).decode()
    return f'<img src="data:{mime};base64,{html.escape(str(data or ""))}" alt="">'


def _with_buffers(entry: Mapping) -> Mapping:
    """A widget's entry with its buffers (base64) put where their paths say; other values stay."""
    buffers = entry.get("buffers")
    if not isinstance(buffers, list) or not isinstance(entry.get("state"), Mapping):
        return entry
    state = dict(entry["state"])
    for buffer in buffers:
        if isinstance(buffer, Mapping) and len(path := buffer.get("path") or []) == 1:
            state[str(path[0])] = buffer.get("data", "")
    return {**entry, "state": state}
