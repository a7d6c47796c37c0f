# Một Cửa Bot: `make run` starts the product, `make test` runs every test. Needs Python 3.11+, pip, venv and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check format bench storm docs clean

run: $(VENV)/.run
	@$(BIN)/python run_bot.py

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n auto --maxprocesses 4

check: $(VENV)/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python run_bot.py check

format: $(VENV)/.dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/.dev
	@$(BIN)/python -m benchmarks.turns

# make storm [SEED=n] [STORM=--fleet | --bugs]: kills for a quarter of an hour; see docs/storm.md
storm: $(VENV)/.dev
	@$(BIN)/python -m tests.storm $(if $(SEED),--seed $(SEED)) $(STORM)

docs: $(VENV)/.run
	@$(BIN)/python run_bot.py diagram
	@$(BIN)/python run_bot.py settings

clean:
	rm -rf $(VENV) data

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	@echo "Installing (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.run
