# woo-redact: `make run` does the main job on the shipped samples, `make test` runs every check.
# Both install what they need; nothing outside this folder changes but Debian packages.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
OUT    ?= out
# PyMuPDF and spaCy are numeric libraries: more threads than cores only slow a batch down.
export OMP_NUM_THREADS ?= 1

DEBIAN_RUN  := tesseract-ocr tesseract-ocr-nld
DEBIAN_TEST := poppler-utils qpdf chromium

.PHONY: run test lint unit lock samples bench bench-detect bench-damage bench-speed bench-review clean

run: $(VENV)/.run
	$(BIN)/woo-redact run samples/notas --out $(OUT) --unreviewed --force

test: lint unit

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(VENV)/.dev
	$(BIN)/python -m pytest

# What the benchmarks print is for reading; none of them is a gate.
bench: bench-detect bench-damage bench-speed bench-review

bench-detect bench-damage bench-speed bench-review: bench-%: $(VENV)/.dev
	$(BIN)/python -m bench.$*

samples: $(VENV)/.dev
	$(BIN)/python -m samples.generate --out samples/notas

# Newer releases enter here, and nowhere else.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header pyproject.toml --group build -o lock/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header pyproject.toml --group dev --group train -o lock/dev.txt

$(VENV)/.run: lock/run.txt pyproject.toml
	@sh setup/debian.sh $(DEBIAN_RUN)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r lock/run.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: lock/dev.txt $(VENV)/.run
	@sh setup/debian.sh $(DEBIAN_TEST)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r lock/dev.txt
	@touch $@

clean:
	rm -rf $(VENV) $(OUT) $(OUT)-zaak
