"""What a project declares by dotted name in ``[tool.tumen]``: the study's hook and the module of parameter types."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from analysis.errors import UsageError
from analysis.language import same_language
from analysis.press.protocol import Study, Translated, Translation
from analysis.project import ENVIRONMENT_VARIABLE, Project


def import_declared(project: Project, name: str, key: str) -> ModuleType:
    """Import a module that ``[tool.tumen]`` names.

    Installed packages come first; a module that lies in the project folder is found too.

    Parameters
    ----------
    project : Project
        The project that declares it.
    name : str
        Dotted name.
    key : str
        Key in ``[tool.tumen]``, for the message.

    Raises
    ------
    UsageError
        If there is no such module, or it does not import.
    """
    if str(project.root) not in sys.path:
        sys.path.append(str(project.root))
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            f"{project.root / 'pyproject.toml'}, [tool.tumen] {key}: the module {name!r} cannot be imported ({error}). "
            "Install the package that holds it, or mend the name."
        ) from error


@contextmanager
def project_in_environment(project: Project) -> Iterator[None]:
    """Name the project to what is imported for it, such as types of parameters that list their choices."""
    before = os.environ.get(ENVIRONMENT_VARIABLE)
    os.environ[ENVIRONMENT_VARIABLE] = str(project.root)
    try:
        yield
    finally:
        if before is None:
            del os.environ[ENVIRONMENT_VARIABLE]
        else:
            os.environ[ENVIRONMENT_VARIABLE] = before


def load_study(project: Project) -> Study | None:
    """The study's hook for this project, or None where none is declared.

    Raises
    ------
    UsageError
        If the declared class is missing or does not follow :class:`~analysis.press.protocol.Study`.
    """
    declared = project.config.get("study")
    if not declared:
        return None
    module, _, name = declared.partition(":")
    hook = getattr(import_declared(project, module, "study"), name, None)
    where = f"{project.root / 'pyproject.toml'}, [tool.tumen] study = {declared!r}"
    if hook is None:
        raise UsageError(f"{where}: the module {module!r} has no {name!r}. Expected 'package.module:Class'.")
    study = hook(project.root)
    if not isinstance(study, Study):
        wanted = [method for method in vars(Study) if not method.startswith("_")]
        missing = ", ".join(method for method in wanted if not hasattr(study, method))
        raise UsageError(f"{where}: it lacks {missing}. See analysis.press.protocol.Study.")
    return study


def translation_of(study: Study | None, language: str) -> Translation:
    """What a study says in the language of an edition; empty where that is its own, or it has no translations."""
    if isinstance(study, Translated) and not same_language(language, study.language):
        return study.translation(language)
    return Translation(statements={}, names={}, inputs=[])
