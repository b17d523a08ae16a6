# The writing platform: "make run" is all that is needed. Works with GNU make 3.81 and later.

.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
BIN := .venv/bin
SOURCES := app.py core db analytics reports pages web scripts

.PHONY: help setup run stop test check test-full bench

help: ## List the commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

setup: ## Build the environment in .venv, nothing else
	@sh scripts/environment.sh run

run: ## Start everything: database, worker, app on http://127.0.0.1:8501 (PORT=8502 make run for another)
	@sh scripts/environment.sh run
	@exec $(PYTHON) -m core.cli run

stop: ## Stop what is left running: app, worker, embedded database
	@test ! -x $(PYTHON) || exec $(PYTHON) -m core.cli stop

test: check ## make check, then the tests without the long campaigns
	$(PYTHON) -m pytest -m "not slow" -n 2 --dist loadfile

check: ## Lint, types, layers, SQL style
	@sh scripts/environment.sh test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict $(SOURCES)
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint sql

test-full: check ## make check, then every test
	HYPOTHESIS_PROFILE=default $(PYTHON) -m pytest -n 2 --dist loadfile

bench: ## Measure: each script of benchmarks/ prints its figures
	@sh scripts/environment.sh test
	@for script in benchmarks/*.py; do echo "== $$script"; PYTHONPATH=. $(PYTHON) "$$script" || exit 1; done
