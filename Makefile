# Everything happens in .venv; nothing outside this folder is touched but, for the browser tests,
# Debian's package `chromium`.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready-$(shell cat pyproject.toml constraints.txt | cksum | cut -d' ' -f1)
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help start study test check build bench site serve-site chromium clean

help:  ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

start: $(READY)  ## open JupyterLab on a ready course (ARGS="--no-browser --port 8890")
	$(BIN)/python -m grading start $(ARGS)

study: $(READY)  ## learn on your own: every exercise tells at once, no course, no handing in
	$(BIN)/python -m grading start --self-study $(ARGS)

test: check chromium  ## run every test (ARGS="-k words")
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: $(READY)  ## formatter, linter, types, cases
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m grading lint

build: $(READY)  ## make release/ anew
	$(BIN)/python -m grading build

bench: $(READY) chromium  ## measure, in one run
	$(BIN)/python -m benchmarks

site: $(READY)  ## the whole kit as a web page, in site/ (ARGS="--without SLUG")
	$(BIN)/python -m grading site build $(ARGS)

serve-site: $(READY)  ## show site/ on this machine (ARGS="--port 8000")
	$(BIN)/python -m grading site serve $(ARGS)

chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { \
	  echo "Chromium is missing; trying to install Debian's package."; \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	  else sudo -n apt-get update -qq && sudo -n apt-get install -y -qq chromium >/dev/null; fi; } || \
	  echo "It could not be installed: the tests in tests/browser will be SKIPPED. Install Chromium to run them."

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group course --group test hatchling editables
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --no-build-isolation --editable .
	touch $@

clean:  ## remove what was made here, but no course, no answers
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
