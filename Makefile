# Each named step is what CI runs too. `make help` lists them.
NEW    := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for one in python3 python3.14 python3.13 python3.12 python3.11; do \
            $$one -c '$(NEW)' 2>/dev/null && echo $$one && break; done)
PORT   ?= 8000
DATA   ?= data

VENV  := .venv
PY    := $(VENV)/bin/python
PIP   := $(PY) -m pip install --disable-pip-version-check --no-input --require-hashes --progress-bar off
RUNS  := $(VENV)/.has-runtime
TESTS := $(VENV)/.has-tests
STEPS := lint format types contracts migrations docs strings

.PHONY: help demo demo-reset test check bench shots requirements $(STEPS)
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {sub(/\$$\(PORT\)/, "$(PORT)", $$2); printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(RUNS) ## a running school with people in it, on http://localhost:$(PORT)
	@exec $(PY) -m plusone demo --data $(DATA) --port $(PORT)

demo-reset: $(RUNS) ## forget the demo school and make it anew
	@$(PY) -m plusone demo --data $(DATA) --reset --load-only

test: $(TESTS) ## everything, on SQLite and PostgreSQL, in a real browser
	@$(PY) -m plusone.testing.everything

check: $(TESTS) ## lint, types, contracts, migrations, docs, unmarked strings
	@$(MAKE) --no-print-directory --keep-going $(STEPS)
	@echo "All checks passed."

lint: $(TESTS)
	@echo "== ruff check"; $(PY) -m ruff check .

format: $(TESTS)
	@echo "== ruff format"; $(PY) -m ruff format --check .

types: $(TESTS)
	@echo "== mypy"; $(PY) -m mypy plusone

contracts: $(TESTS)
	@echo "== import contract"; $(VENV)/bin/lint-imports --no-cache > $(VENV)/.contracts 2>&1 || { cat $(VENV)/.contracts; exit 1; }

migrations: $(TESTS)
	@echo "== migrations"; $(PY) -m plusone.testing.migrations

docs: $(TESTS)
	@echo "== generated docs"; $(PY) -m plusone.cli.reference --check

strings: $(TESTS)
	@echo "== unmarked strings"; $(PY) -m plusone.testing.strings

bench: $(TESTS) ## how quick and how light it is; results go to bench/
	@$(PY) -m bench

shots: $(TESTS) ## a picture of every page, into shots/
	@$(PY) -m plusone.testing.shots

requirements: $(TESTS) ## pin every dependency anew, with hashes
	@$(PY) -m pip install --quiet --disable-pip-version-check uv
	@for extra in "" dev; do \
	  $(PY) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --upgrade \
	    --python-version 3.11 --custom-compile-command "make requirements" $${extra:+--extra $$extra} \
	    pyproject.toml -o requirements$${extra:+-$$extra}.txt || exit 1; \
	done

$(PY):
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(NEW)' 2>/dev/null || \
	  { echo "Plusone needs Python 3.11 or newer. Say which one: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@echo "Making a virtual environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python cannot make virtual environments here. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(RUNS): requirements.txt | $(PY)
	@echo "Installing what Plusone needs …"
	@$(PIP) -r requirements.txt
	@touch $@

$(TESTS): requirements-dev.txt | $(PY)
	@echo "Installing what Plusone and its tests need …"
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(RUNS)
