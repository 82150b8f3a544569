# What mypy checks; a folder that does not exist yet is left out.
PRODUCT := $(wildcard app.py scheduler.py bot handlers models)
# make test ARGS="-k approving -n 0"
ARGS ?=
# One more than there are cores: tests wait for other processes now and then.
WORKERS := $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))

# Without a cache two processes take two thirds of the time of one. Where they cannot start soon enough they end with 2.
MYPY_WORKERS ?= $(if $(wildcard .mypy_cache),0,2)
MYPY = .venv/bin/python -m mypy $(PRODUCT) $(wildcard tools tests bench)

# Each of the many processes of a run would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test chaos pictures bench lint format lock clean
.DEFAULT_GOAL := help

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: ## Set up what is missing, then open the playground
	@tools/setup.sh product
	@.venv/bin/python app.py playground

test: ## Check style and types and run all tests; sets up what they need
	@tools/setup.sh browser
	@tools/setup.sh renderer
	@tools/setup.sh axe
	@tools/setup.sh ical
	@MAKE="$(MAKE)" tools/check.sh --numprocesses $(WORKERS) $(ARGS)

chaos: ## Run every fault in full: killed processes, a stopped database, a failing platform (an hour; ARGS="-k kill")
	@tools/setup.sh pooler
	@.venv/bin/python -m pytest -m chaos --timeout 3600 -s $(ARGS)

pictures: ## Take the pictures in README and docs/ again
	@tools/setup.sh browser
	@.venv/bin/python -m pytest -m pictures --numprocesses 0

bench: ## Measure how fast each part is, or compare with a revision (ARGS="against v1.0 --quick")
	@tools/setup.sh development
	@.venv/bin/python -m bench $(ARGS)

lint: ## Check style, format and types only
	@tools/setup.sh development
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check --output-format concise || { echo "Run 'make format'." >&2; exit 1; }
	@$(MYPY) --num-workers $(MYPY_WORKERS) || { [ $$? = 2 ] && $(MYPY); }

format: ## Fix what ruff can fix
	@tools/setup.sh development
	@.venv/bin/ruff check --fix --quiet || true
	@.venv/bin/ruff format --quiet

lock: ## Rewrite both lock files from pyproject.toml (ARGS=--upgrade for newer releases)
	@tools/lock.sh $(ARGS)

clean: ## Remove what was set up here; data in var/ stays
	@rm -rf .venv .tools .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
