"""A small extension of Jupyter's server, so that JupyterLab's menu can export by names that hold a hyphen.

The server lists every exporter that nbconvert knows, but its own address for a conversion takes letters, digits and
underscores only (``\\w+`` in :mod:`jupyter_server.nbconvert.handlers`), so that ``tumen-html`` would be listed and then
not found. The same handlers are given an address that takes hyphens too.
"""

from __future__ import annotations

from typing import Any

_FORMAT = r"(?P<format>\w+-[\w-]+)"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "analysis.press.server"}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Give the server's handlers of conversions the further addresses."""
    from jupyter_server.base.handlers import path_regex
    from jupyter_server.nbconvert.handlers import NbconvertFileHandler, NbconvertPostHandler
    from jupyter_server.utils import url_path_join

    base = url_path_join(server.web_app.settings["base_url"], "nbconvert")
    server.web_app.add_handlers(
        ".*$",
        [(rf"{base}/{_FORMAT}", NbconvertPostHandler), (rf"{base}/{_FORMAT}{path_regex}", NbconvertFileHandler)],
    )
