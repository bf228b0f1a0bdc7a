# Everything sets itself up: `make run` on a fresh machine needs Python 3.11+, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup run app test check browser docs bench
help:
	@echo "make run     read a bundled Persian article with the small embedded models"
	@echo "make app     open the page"
	@echo "make test    the tests, offline"
	@echo "make check   ruff, mypy and the tests"
	@echo "make bench   how fast it is beside the alternatives (docs/benchmarks.md)"
	@echo "make docs    write the generated pages (docs/cli.md, the JSON Schema) again"
	@echo "make setup   only make $(VENV)"

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

run: $(READY)
	$(BIN)/workbench brief --demo

app: $(READY)
	$(BIN)/workbench app

test: $(READY) browser
	$(BIN)/python -m pytest

check: $(READY) browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

# The browser tests use Debian's Chromium and a font for many scripts. Where Chromium cannot be
# installed they skip with a reason.
browser:
	@missing=; \
	command -v chromium >/dev/null || missing=chromium; \
	dpkg -s fonts-noto-core >/dev/null 2>&1 || missing="$$missing fonts-noto-core"; \
	if [ "$$missing" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$missing >/dev/null; } \
	  || echo "not installed: $$missing; the browser tests may skip"; \
	fi

docs: $(READY)
	$(BIN)/python -m docs.generate

bench: $(READY)
	$(BIN)/python -m benchmarks.speed
