# From a fresh clone, with Python 3.11 to 3.13, make and git:
#   make demo        compare two revisions of Decision 641 and show the redline
#   make test        linters, types, layers, all tests, the documentation site
#   make quick       the tests that need no office, no browser and no patience
#   make matrix      the same with each Python from 3.11 to 3.13 that is installed
#   make docs        the documentation site, in the folder site
#   make pictures    the pictures of docs/gallery.md
#   make bench       all measurements
#   make wheel       build a wheel, install it into an empty environment and try it
#   make clean       remove everything that these made
# A stamp file remembers what is installed; it is out of date as soon as pyproject.toml is newer.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test quick matrix docs bench pictures wheel clean

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
OLD := fixtures/decision-641-c24.zh.txt
NEW := fixtures/decision-641-c25.zh.txt
QUICK := --numprocesses auto --quiet --hypothesis-profile=quick -m "not office and not browser and not slow"

help:
	@sed -n 's/^#  *make /make /p' Makefile

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: apt-get install python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	    { echo "Python 3.11, 3.12 or 3.13 is needed; say which with make PYTHON=/path/to/python" >&2; exit 1; }
	@"$(PYTHON)" -m venv "$(VENV)" || \
	    { rm -rf "$(VENV)"; echo "This Python cannot make a venv: apt-get install python3-venv" >&2; exit 1; }

# An editable install: sources are read where they stand, so only pyproject.toml asks for another install.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "installing decision-diff into $(VENV) …"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	@echo "installing decision-diff and what its tests need into $(VENV) …"
	@$(PIP) install --editable '.[dev]'
	@touch $@ $(VENV)/.installed

# Exit status 1 says "different", which is what the demo is about; 2 would be a failure.
demo: $(VENV)/.installed
	@mkdir -p demo
	@$(BIN)/decision-diff compare $(OLD) $(NEW) --color always --force \
	    --output - --output demo/decision-641.html --output demo/decision-641.json || test $$? -eq 1
	@printf '\nwritten:\n  %s\n  %s\n' demo/decision-641.html demo/decision-641.json

test: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --quiet tests/test_complexity.py
	$(BIN)/pytest --numprocesses auto --cov --cov-report term-missing

quick: $(VENV)/.installed-dev
	$(BIN)/pytest $(QUICK)

# Each Python has a virtual environment of its own, made when it is first needed and kept.
matrix:
	@for version in 3.11 3.12 3.13; do \
	    if python=$$(python$$version -c 'import sys; print(sys.executable)' 2>/dev/null); then \
	        echo "== Python $$version"; $(MAKE) --no-print-directory quick PYTHON="$$python" VENV="$(VENV)-$$version"; \
	    else echo "== Python $$version is not installed"; fi; \
	done

docs: $(VENV)/.installed-dev
	@rm -rf site
	$(BIN)/python docs/site/build.py site
	@echo "written: site/index.html"

bench: $(VENV)/.installed-dev
	@set -e; for script in bench/*.py; do echo "== $$script"; $(BIN)/python "$$script"; done

pictures: $(VENV)/.installed-dev
	@$(BIN)/python docs/pictures.py

# The wheel is tried in an empty folder, so that nothing is found in the clone.
wheel: $(VENV)/.installed-dev
	@rm -rf dist build/try && mkdir -p build/try
	@$(BIN)/hatchling build -d dist
	@"$(PYTHON)" -m venv build/try/venv
	@build/try/venv/bin/python -m pip --quiet --disable-pip-version-check install "$$(echo dist/*.whl)[fast,pdf,xlsx]"
	@cp fixtures/*.docx build/try
	@cd build/try; old=decision-641-c24.docx; new=decision-641-c25.docx; \
	    venv/bin/decision-diff compare $$old $$new --output r.docx --output r.pdf --output table.xlsx || test $$? -eq 1; \
	    venv/bin/decision-diff verify r.docx $$old $$new
	@ls -l dist

clean:
	rm -rf $(VENV) $(VENV)-3.* build dist demo site .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
