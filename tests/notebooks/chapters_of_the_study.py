"""The chapters that ship with the project, as files and as they run."""

from pathlib import Path

import nbformat
import papermill

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))


def read(name: str):
    """A chapter as it stands in git."""
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)


def run(name: str, out: Path, root: Path = ROOT, **parameters):
    """A chapter run with a real kernel by the engine of the press, its inline numbers stored."""
    return papermill.execute_notebook(
        str(root / "notebooks" / f"{name}.ipynb"),
        str(out / f"{name}.ipynb"),
        parameters=parameters,
        engine_name="tumen",
        progress_bar=False,
        cwd=str(root / "notebooks"),
    )
