"""The papermill engine ``tumen``: papermill's own, and live numbers in prose.

``papermill --engine tumen chapter.ipynb out.ipynb`` works as well as ``tumen build``. papermill loads every engine
while it is itself being imported, so this module imports nothing of papermill at its top; the work is done by
:mod:`analysis.press.client`.
"""

from __future__ import annotations

from nbformat import NotebookNode


class TumenEngine:
    """Runs code cells as papermill does, and evaluates the ``{eval}`` roles of markdown cells as they come up."""

    @classmethod
    def execute_notebook(cls, nb: NotebookNode, kernel_name: str, **options) -> NotebookNode:
        """Run a notebook; the options are those of papermill's engines and of ``ChapterEngine``."""
        from analysis.press.client import ChapterEngine

        return ChapterEngine.execute_notebook(nb, kernel_name, **options)

    @classmethod
    def nb_kernel_name(cls, nb: NotebookNode, name: str | None = None) -> str:
        """Name of the kernel that a notebook asks for."""
        from papermill.utils import nb_kernel_name

        return nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb: NotebookNode, language: str | None = None) -> str:
        """Language of a notebook."""
        from papermill.utils import nb_language

        return nb_language(nb, language)
