# Every target sets up .venv by itself (scripts/bootstrap); that takes a few milliseconds when nothing changed.
BIN := .venv/bin

.PHONY: help dev fmt lint check test generate bench docs e2e-xinference lock clean

help:  ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

dev:  ## set up .venv with .venv/bin/difyspec
	@scripts/bootstrap

generate: dev  ## compile spec/ into generated/
	@$(BIN)/difyspec generate

test: dev  ## run all tests
	@$(BIN)/pytest

fmt: dev  ## format the code
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/black --quiet .

lint: dev  ## ruff, black, mypy, import-linter: the quick checks of the code
	@$(BIN)/ruff check .
	@$(BIN)/black --check --quiet . || { echo "black: run make fmt" >&2; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

check: lint  ## lint, and: generated documents and plugins are in step with their sources, specs are formatted
	@scripts/docs --check
	@$(BIN)/difyspec fmt --check
	@$(BIN)/difyspec check --full

docs: dev  ## rewrite what is generated in docs/
	@scripts/docs

bench: dev  ## measure start-up, imports, catalogues, calls
	@status=0; for one in bench/*.py; do $(BIN)/python $$one || status=1; done; exit $$status

e2e-xinference: dev  ## run the suite against a real Xinference (1.5 GB; not part of CI)
	@$(BIN)/python tests/e2e/run_xinference.py

lock: dev  ## refresh the locks; ARGS=--upgrade takes newer versions
	@scripts/lock $(ARGS)

clean:  ## remove the environment and all caches
	rm -rf .venv .venv-tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
