"""The papermill engine: roles evaluated and stored, failures in a sentence, from Python and from the command line."""

import ast
import json
import os
import subprocess
import sys

import nbformat
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError
from tides_project import chapter

from analysis.errors import NotebookError
from analysis.press.inline import stored_results


def run(notebook, tmp_path, **options):
    options = {"engine_name": "tumen", "progress_bar": False, "chapter": "tides"} | options
    return papermill.execute_notebook(notebook, str(tmp_path / "out.ipynb"), **options)


def texts(cell):
    return {key: result["data"]["text/plain"] for key, result in stored_results(cell).items()}


def test_roles_are_evaluated_with_what_ran_above_them(tmp_path):
    notebook = chapter("x = 1", "Now {eval}`x` and {eval}`'a' * 2`.", "x = 2", "Then {eval}`x`.", "# No role")
    executed = run(notebook, tmp_path)
    assert texts(executed.cells[1]) == {"x": "1", "'a' * 2": "'aa'"}
    assert texts(executed.cells[3]) == {"x": "2"}
    assert "user_expressions" not in executed.cells[4].metadata
    entry = nbformat.read(tmp_path / "out.ipynb", 4).cells[1].metadata["user_expressions"][0]
    assert entry == {
        "expression": "x",
        "result": {"status": "ok", "data": {"text/plain": "1"}, "metadata": {}},
    }


def test_evaluation_leaves_history_and_counts_alone(tmp_path):
    executed = run(chapter("1", "{eval}`1 + 1`", "Out"), tmp_path)
    assert executed.cells[2].execution_count == 2
    assert executed.cells[2].outputs[0]["data"]["text/plain"] == "{1: 1}"


def test_results_of_an_earlier_run_are_replaced(tmp_path):
    notebook = chapter("x = 1", "{eval}`x`", "# no role left")
    for cell in notebook.cells[1:]:
        cell.metadata["user_expressions"] = [{"expression": "old", "result": {"status": "ok", "data": {}}}]
    executed = run(notebook, tmp_path)
    assert list(stored_results(executed.cells[1])) == ["x"] and stored_results(executed.cells[2]) == {}


def test_an_exception_that_cannot_be_printed_does_not_hang_the_run(tmp_path):
    code = "class Mute(Exception):\n    __str__ = __repr__ = lambda self: 1 / 0\ndef fail(): raise Mute()"
    with pytest.raises(NotebookError, match=r"cell 2 .*\{eval\}`fail\(\)`: NoAnswer: the kernel gave none"):
        run(chapter(code, "Now {eval}`fail()`."), tmp_path)


def test_an_expression_may_take_its_time(tmp_path):
    executed = run(chapter("import time", "Then {eval}`time.sleep(2) or 7`."), tmp_path)
    assert texts(executed.cells[1]) == {"time.sleep(2) or 7": "7"}


def test_a_failing_role_stops_the_run(tmp_path):
    notebook = chapter("x = 1", "Heights {eval}`x` {eval}`hieghts`, {eval}`1/0`.", "y = 2", parameters="a: int = 1")
    kept = tmp_path / "kept.ipynb"
    with pytest.raises(NotebookError) as caught:
        run(notebook, tmp_path, keep=kept, parameters={"a": 2})
    text = str(caught.value)
    assert "Chapter tides, cell 3 ('Heights {eval}`x`" in text
    assert "{eval}`hieghts`: NameError: name 'hieghts' is not defined" in text
    assert "{eval}`1/0`: ZeroDivisionError" in text and "Traceback" not in text
    cells = nbformat.read(kept, 4).cells
    assert stored_results(cells[3])["hieghts"]["status"] == "error" and cells[4].execution_count is None


def test_a_raising_cell_is_left_to_papermill(tmp_path):
    with pytest.raises(PapermillExecutionError, match="ValueError"):
        run(chapter("raise ValueError('no tide')", "x = 2"), tmp_path)
    kept = nbformat.read(tmp_path / "out.ipynb", 4)
    assert any("no tide" in output.get("evalue", "") for cell in kept.cells for output in cell.get("outputs", []))


def test_a_magic_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(PapermillExecutionError) as caught:
        run(chapter("1", "%%nosuch\n2"), tmp_path)
    assert caught.value.ename == "UsageError" and "%%nosuch" in caught.value.evalue


def test_a_dead_kernel_is_told_with_its_cell(tmp_path):
    kept = tmp_path / "kept.ipynb"
    with pytest.raises(NotebookError, match=r"Chapter tides, cell 2 \('import os; os._exit\(3\)'\): its kernel died"):
        run(chapter("print('ebb')", "import os; os._exit(3)"), tmp_path, keep=kept)
    assert nbformat.read(kept, 4).cells[0].outputs[0]["text"] == "ebb\n"


def test_a_kernel_that_does_not_start_is_told(tmp_path):
    startup = tmp_path / "ipykernel_launcher.py"
    startup.write_text("raise SystemExit('broken')")
    with pytest.raises(NotebookError, match="Chapter tides: its kernel 'python3' did not start"):
        run(chapter("1"), tmp_path, environment={"PYTHONPATH": str(tmp_path)}, kernel_log=tmp_path / "log")
    assert "broken" in (tmp_path / "log").read_text()


def test_a_time_limit_is_told(tmp_path):
    with pytest.raises(NotebookError, match="cell 1 .*the time limit was reached"):
        run(chapter("while True: pass"), tmp_path, execution_timeout=1)


def test_a_kernelspec_of_the_user_is_not_followed(tmp_path, monkeypatch):
    spec = tmp_path / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text(
        json.dumps({"argv": ["/bin/false", "{connection_file}"], "display_name": "x", "language": "python"})
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    executed = run(chapter("import sys; sys.executable"), tmp_path)
    assert executed.cells[0].outputs[0]["data"]["text/plain"] == repr(sys.executable)


def test_kernels_are_talked_to_over_sockets_of_their_own(tmp_path_factory, tmp_path):
    ask = "from ipykernel.kernelapp import IPKernelApp as A; A.instance().transport, A.instance().connection_file"
    seen = []
    for folder in (tmp_path_factory.mktemp("s"), tmp_path / ("long" * 30)):
        folder.mkdir(exist_ok=True)
        executed = run(chapter(ask), tmp_path, scratch=folder)
        transport, file = ast.literal_eval(executed.cells[0].outputs[0]["data"]["text/plain"])
        seen.append((transport, file.startswith(str(folder))))
        assert list(folder.iterdir()) == [] and not os.path.exists(file)
    assert seen == [("ipc", True), ("ipc", False)]


def test_it_works_from_the_stock_command_line(tmp_path):
    source, target = tmp_path / "in.ipynb", tmp_path / "out.ipynb"
    nbformat.write(chapter("b = a + 1", "{eval}`b`", parameters="a = 1  # start"), source)
    command = [sys.executable, "-m", "papermill", "--engine", "tumen", source, target, "-p", "a", "5"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert texts(nbformat.read(target, 4).cells[3]) == {"b": "6"}
    nbformat.write(chapter("{eval}`nothing`"), source)
    failed = subprocess.run(command[:7], capture_output=True, text=True)
    assert failed.returncode != 0 and "Chapter in, cell 1" in failed.stderr
    assert stored_results(nbformat.read(target, 4).cells[0])["nothing"]["ename"] == "NameError"
