# Sets up .venv and calls invoke; all the work is in tasks.py.
PYTHON ?= python3
INVOKE := .venv/bin/invoke
PIP := .venv/bin/python -m pip --quiet --disable-pip-version-check

# uv installs in half of pip's time; pip does it where uv has no program, or does not get through the way pip was told
define install
	@$(PIP) install --require-hashes -r requirements-installer.txt 2>/dev/null \
	  && .venv/bin/uv pip install --quiet --python .venv/bin/python --compile-bytecode --require-hashes -r $(1) 2>/dev/null \
	  || $(PIP) install --require-hashes --prefer-binary -r $(1)
endef

.PHONY: site serve test
site: .venv/site-ready
	@$(INVOKE) build

serve: .venv/site-ready
	@$(INVOKE) serve

test: .venv/test-ready
	@$(INVOKE) test

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Litfass needs Python 3.11 or newer; for example: make site PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }  # half of one, as where Debian's python3-venv is missing, would be taken for whole

.venv/site-ready: requirements.txt | .venv/bin/python
	$(call install,requirements.txt)
	@touch $@

.venv/test-ready: requirements-dev.txt | .venv/bin/python
	$(call install,requirements-dev.txt)
	@touch $@
