# Staff Home. `make demo` shows the site, `make test` proves it; `make help` lists the rest.
# Variables come from the environment or stand behind the target: PORT=8123, RESET=1, DATABASE_URL=postgresql://...

BOOTSTRAP = sh cms/bootstrap/python.sh -m cms.bootstrap
PYTHON = .venv/bin/python
# Each worker has databases, a demo site and a browser of its own; the tests of one file stay together.
PYTEST = $(PYTHON) -m pytest -n logical --maxprocesses 4 --dist loadscope --no-loadscope-reorder

.PHONY: help demo stop test test-full lint clean test-tools lint-tools

help:
	@echo "make demo        start the site with the demo hospital on http://127.0.0.1:8000/ (PORT=8123, RESET=1)"
	@echo "make stop        stop the demo and the embedded databases of this clone"
	@echo "make test        run every test: unit, race, browser (TESTS=tests/news for some of them)"
	@echo "make test-full   the same with the long ones, and more rounds of the race tests"
	@echo "make lint        check style, imports, templates, migrations, production settings, known vulnerabilities"
	@echo "make clean       stop everything; delete .venv, var/ and the embedded databases"

demo:
	@exec $(BOOTSTRAP) demo

stop:
	@if [ -x $(PYTHON) ]; then exec $(PYTHON) -m cms.demo stop; else echo "Nothing was running."; fi

test-tools:
	@$(BOOTSTRAP) test

lint-tools:
	@$(BOOTSTRAP) lint

test: test-tools
	@rm -rf var/test-results
	@$(PYTHON) manage.py compile_catalogues
	@exec $(PYTEST) -m "not long" $(TESTS)

test-full: test-tools
	@rm -rf var/test-results
	@$(PYTHON) manage.py compile_catalogues
	@RACE_ROUNDS=100 exec $(PYTEST) $(TESTS)

lint: lint-tools
	@exec sh cms/bootstrap/lint.sh

clean:
	@if [ -x $(PYTHON) ]; then $(PYTHON) -m cms.demo clean; fi
	@rm -rf .venv var .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
