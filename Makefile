# Everything runs inside .venv/, which each target makes for itself from a hashed lock.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: report test soak bench lint format lab check lock clean baselines translations

report: $(VENV)/report.ok  ## Render the main edition from the data shipped here.
	@$(BIN)/tumen build article

test: $(VENV)/test.ok $(VENV)/browser.ok  ## Run the tests, without the long ones.
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not soak"

soak: $(VENV)/test.ok $(VENV)/browser.ok  ## Run the long tests: every page of every edition, in every view.
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m soak

bench: $(VENV)/test.ok $(VENV)/browser.ok  ## Time pages and builds against stock papermill and nbconvert.
	@$(BIN)/python tools/bench_pages.py
	@$(BIN)/python tools/bench.py

check: $(VENV)/report.ok  ## Check data, claims, notebooks and editions.
	@$(BIN)/tumen check

lint: $(VENV)/test.ok  ## Check style.
	@$(BIN)/ruff check analysis tests tools
	@$(BIN)/ruff format --check analysis tests tools

format: $(VENV)/test.ok  ## Put the code into its style.
	@$(BIN)/ruff check --fix analysis tests tools
	@$(BIN)/ruff format analysis tests tools

translations: $(VENV)/test.ok  ## Bring the catalogs of messages in step with the code; LANGUAGE=xx adds a language.
	@$(BIN)/python tools/translations.py $(if $(LANGUAGE),--add $(LANGUAGE))

baselines: $(VENV)/test.ok  ## Draw the baseline images of the charts anew; look at them before committing.
	@$(BIN)/python -m pytest tests/figures/test_baseline_images.py -k image_of --mpl-generate-path=tests/figures/baseline

lab: $(VENV)/lab.ok  ## Open the chapters in JupyterLab, inline numbers shown.
	@$(BIN)/jupyter lab --ServerApp.jpserver_extensions="{'analysis.press.server': True}" notebooks

lock:  ## Renew the locks (needs uv on the PATH).
	@tools/lock.sh

clean:  ## Remove the environment and everything that was built.
	@rm -rf $(VENV) reports/published reports/releases reports/.work

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11 or later, or name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tumen needs Python 3.11 or later; $(PYTHON) is older. Name another: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) cannot make a virtual environment. Install its venv module (on Debian and Ubuntu the package python3-venv), then run make again." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/%.ok: requirements/%.txt pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) from $< ..."
	@$(PIP) install --require-hashes --requirement $<
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/browser.ok: tools/chromium.py $(VENV)/test.ok
	@$(BIN)/python tools/chromium.py
	@touch $@
