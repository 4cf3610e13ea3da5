PYTHON ?= python
PYTEST ?= $(PYTHON) -m pytest
RUN = $(PYTHON) -m

.PHONY: check format-check format lint types layers docs docs-check test \
        coverage-of-requirements coverage-of-faults faults-long round-trips-long bench ctdl-validator

check: format-check lint types layers docs-check $(if $(TESTS_DONE),,test)

format-check:
	$(RUN) ruff format --check src tests tools benchmarks

format:
	$(RUN) ruff format src tests tools benchmarks

lint:
	$(RUN) ruff check src tests tools benchmarks

types:
	$(RUN) mypy

layers:
	$(PYTHON) -c "from importlinter.cli import lint_imports_command as run; run()"

docs:
	$(PYTHON) tools/docs.py
	$(PYTHON) tools/readme.py

docs-check:
	$(PYTHON) tools/docs.py --check
	$(PYTHON) tools/readme.py --check

test:
	$(PYTEST) -n auto -q

# Which requirement ids no test covers yet.
coverage-of-requirements:
	$(PYTHON) tools/covered.py requirements

# Which rows of the fault matrix no test provokes yet.
coverage-of-faults:
	$(PYTHON) tools/covered.py faults

# Ten times the kills, races and flipped bits of an ordinary run; before a release.
faults-long:
	WIOATRACK_LONG=1 $(PYTEST) tests/faults tests/store -q --timeout 3600

# Many more rows of every noun out of one database and into another.
round-trips-long:
	WIOATRACK_LONG=1 $(PYTEST) tests/round_trips -q -n auto --timeout 7200

# Ratios, by hand on a quiet machine; never a timed test.
bench:
	$(PYTHON) benchmarks/startup.py
	$(PYTHON) benchmarks/batches.py
	$(PYTHON) benchmarks/catalog_search.py
	$(PYTHON) benchmarks/agenda.py

# The validator declares Python 3.12 and runs on 3.11, so it is no extra; the other brings
# the contexts of badges and is never imported. Without them their tests are skipped.
ctdl-validator:
	$(RUN) pip install --quiet --no-deps --ignore-requires-python \
	  ctdl-validate==0.2.1 openbadgeslib==4.6.3
