# `make demo` and `make test` set up everything they need in .venv; nothing else is touched.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

PARALLEL := -n 3 --dist worksteal
COUNTED := --cov --cov-report=term:skip-covered

.PHONY: demo test coverage check lint types soak clean

demo: .venv/installed
	@$(BIN)/casebook demo

# Who forbids Python to keep what it compiled would have every worker compile all tests anew.
test coverage soak: export PYTHONDONTWRITEBYTECODE =

test: .venv/installed-dev
	$(BIN)/pytest $(PARALLEL)

# The same with a table of the lines it runs, which before Python 3.12 takes half as long again.
coverage: .venv/installed-dev
	$(BIN)/pytest $(PARALLEL) $(COUNTED)

check: lint types

lint: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/installed-dev
	$(BIN)/mypy

soak: .venv/installed-dev
	$(BIN)/pytest -m soak --timeout 7200

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Casebook needs Python 3.11 or newer; try: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up .venv (a minute or two, once) …"
	@$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	@$(PIP) install -c constraints.txt -e .
	@touch $@

.venv/installed-dev: .venv/installed
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv demo
