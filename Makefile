# make install   the virtualenv in .venv, and system packages (as root; otherwise it says what to install)
# make run       a demo on http://127.0.0.1:8000 with an imitation of Spotify; Ctrl-C stops all of it
# make test      every test: both databases and a real browser included
# make chaos     kills, hangs, outages and wider sets: one table of what was proved; FULL=1 for all rounds
# make lint      style, types and the direction of imports
# make sbom      sbom.json: what production installs (CycloneDX)
# make image     every step of the Dockerfile without Docker (root, debootstrap)
# make lock      the locked requirements from pyproject.toml
# make messages the catalogues of the page's languages, after a change of its words
# make pages     every page before vnu, html-validate, axe and Lighthouse, and its weight
# make bench     the public page against a bare Flask route
.PHONY: install run test chaos lint lock messages pages bench sbom image
MAKEFLAGS += --no-print-directory
export PYTHON

# Many tests start processes: what is compiled is kept, beside the virtualenv and not in the tree.
test chaos: export PYTHONDONTWRITEBYTECODE :=
test chaos: export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/pycache

install:
	@.ci/install

run: install
	@exec .venv/bin/python -m app.demo

# Three at once, on two cores too: many tests wait for a server, a browser or PostgreSQL beside them.
test:
	@.ci/install chromium
	@.venv/bin/python -m pytest -n 3 $(TESTS)

chaos: export FULL := $(FULL)
chaos:
	@.ci/install chromium redis-server faketime
	@.venv/bin/python -m pytest -n 2 -m chaos -o faulthandler_timeout=3600 $(TESTS)

lint: install
	@.venv/bin/python -m ruff check .
	@.venv/bin/python -m ruff format --check .
	@.venv/bin/python -m mypy
	@.venv/bin/lint-imports

# requirements.txt is what production installs; requirements-dev.txt holds the same pins and the tools.
lock: install
	@.venv/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml -o requirements.txt
	@.venv/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra sentry -c requirements.txt pyproject.toml -o requirements-sentry.txt
	@.venv/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

# What production installs, as CycloneDX: name, version and hash of each package.
sbom: install
	@.venv/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible -o sbom.json
	@echo sbom.json

# The Dockerfile, step by step, in a Debian of its own: needs root and debootstrap, no container engine.
image: install
	@.venv/bin/python -m tests.operation.image

pages: install
	@.ci/install chromium
	@.venv/bin/python -m bench.pages

bench: install
	@.venv/bin/python -m bench.public_page

# Afterwards translate what is empty in app/domain/language/catalogues; a test says what is missing.
messages: install
	@.venv/bin/pybabel -q extract -F pyproject.toml --no-location --sort-output --no-wrap -o .venv/messages.pot .
	@for language in en de ar; do .venv/bin/pybabel -q update -i .venv/messages.pot -d app/domain/language/catalogues -l $$language \
		--init-missing --no-fuzzy-matching --ignore-obsolete --no-wrap --omit-header; done
