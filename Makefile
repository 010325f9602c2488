# Sets up .venv and calls invoke; all the work is in tasks.py.
PYTHON ?= python3
INVOKE := .venv/bin/invoke
PIP := .venv/bin/python -m pip --quiet --disable-pip-version-check

.PHONY: site serve test
site: .venv/site-ready
	@$(INVOKE) build

serve: .venv/site-ready
	@$(INVOKE) serve

test: .venv/test-ready
	@$(INVOKE) test

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/site-ready: requirements.txt | .venv/bin/python
	@$(PIP) install --require-hashes --prefer-binary -r requirements.txt
	@touch $@

.venv/test-ready: requirements-dev.txt | .venv/bin/python
	@$(PIP) install --require-hashes --prefer-binary -r requirements-dev.txt
	@touch $@
