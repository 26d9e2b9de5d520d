"""What must hold of the repository as a whole."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from votewatch import settings
from votewatch.llm import prompts
from votewatch.llm.brief import Brief
from votewatch.llm.draft import Draft, Texts
from votewatch.llm.validate import judge
from votewatch.model.vocabulary import ForMeans, Parliament

LONGEST_MODULE = 300
REGISTRY_HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npm" + "js", "index-url", "find-links")
# Where a registry's name is an option of a tool or a word for readers, not an address.
SAYS_REGISTRY_WORDS = {"Makefile", "tests/house/test_repository.py"}
LOCKS = (
    "boundary", "data", "dev", "installer", "lambda", "llm", "llm-server", "mcp", "poll", "postgres", "radar", "site",
)  # fmt: skip
IMPORTED_AS = {"pillow": "PIL", "pyyaml": "yaml"}


def files_of_the_repository(root: Path, *patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := root / name).is_file()]


def declared_dependencies(root: Path) -> dict[str, set[str]]:
    """The names that each package's requirements would be imported by."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = {
        "votewatch": [line for part in ("llm", "boundary", "mcp", "radar", "data") for line in extras[part]],
        "poll_api": extras["poll"] + extras["postgres"] + extras["lambda"],
    }
    lines["votewatch"] += project["dependencies"]
    named = {
        package: {re.split(r"[^\w.-]", line, maxsplit=1)[0].replace("-", "_") for line in lines[package]}
        for package in lines
    }
    return {package: {IMPORTED_AS.get(name, name) for name in names} for package, names in named.items()}


def test_git_ignores_nothing_under_build(root: Path) -> None:
    names = ["build/votewatch/__init__.py", "build/votewatch/model/ids.py", "build/votewatch/render/build/page.py"]
    answer = subprocess.run(["git", "check-ignore", *names], cwd=root, capture_output=True, text=True)
    assert (answer.returncode, answer.stdout) == (1, "")


@pytest.mark.parametrize(
    "name",
    [".venv/x", "public/index.html", "private/report.txt", "data/private/profile.md", ".state/polls.db", ".cache/x"],
)
def test_git_ignores_what_is_derived(root: Path, name: str) -> None:
    assert subprocess.run(["git", "check-ignore", "-q", name], cwd=root).returncode == 0


def test_no_package_registry_is_named(root: Path) -> None:
    said = []
    for path in files_of_the_repository(root, ":!data", ":!*.png", ":!*.gz"):
        name = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8", errors="ignore")
        said += [f"{name}: {word}" for word in REGISTRY_HOSTS if word in text and name not in SAYS_REGISTRY_WORDS]
    assert said == []


def test_there_is_no_uv_lock_file(root: Path) -> None:
    assert files_of_the_repository(root, "uv.lock", "**/uv.lock") == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_names_versions_and_hashes_only(root: Path, name: str) -> None:
    text = (root / "requirements" / f"{name}.lock").read_text(encoding="utf-8").replace("\\\n", "")
    entries = text.strip().splitlines()
    one_entry = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+( ; [^#@/]+?)?(\s+--hash=sha256:[0-9a-f]{64})+")
    assert entries
    assert [entry for entry in entries if not one_entry.fullmatch(entry)] == []


@pytest.mark.parametrize("name", ["poll", "site"])
def test_the_locks_agree_on_versions(root: Path, name: str) -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (root / f"requirements/{lock}.lock").read_text(encoding="utf-8"), re.M))

    assert pins(name) - pins("dev") == set()


def test_every_outside_import_is_a_declared_dependency(root: Path) -> None:
    undeclared = []
    for package, folder in (("votewatch", root / "build/votewatch"), ("poll_api", root / "poll_api")):
        known = declared_dependencies(root)[package] | {package} | sys.stdlib_module_names
        for path in folder.rglob("*.py"):
            undeclared += [f"{path.relative_to(root)}: {module}" for module in imported_modules(path) - known]
    assert undeclared == []


def imported_modules(path: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules.add(node.module.partition(".")[0])
    return modules


def test_every_verb_of_the_makefile_is_explained(root: Path) -> None:
    text = (root / "Makefile").read_text(encoding="utf-8")
    inner = {"format-check", "lint", "types", "imports", "ci-file", "compose-file", "unit"}  # the steps of `check`
    phony = re.search(r"^\.PHONY:((?:.*\\\n)*.*)", text, re.M)
    assert phony
    verbs = set(phony[1].replace("\\\n", " ").split())
    explained = set(re.findall(r"^([a-z-]+):[^#\n]*## \S", text, re.M))
    assert verbs - explained == inner
    assert {"run", "build", "test", "check", "help"} <= explained


def test_make_help_has_one_line_for_each_verb(root: Path) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    shown = subprocess.run(["make", "help"], cwd=root, env=plain, check=True, capture_output=True, text=True).stdout
    lines = [line for line in shown.splitlines() if line.startswith("  make ")]
    assert len(lines) == len(shown.splitlines()) >= 10


def test_modules_stay_short(root: Path) -> None:
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines()) for path in files_of_the_repository(root, "*.py")
    }
    assert {p.relative_to(root).as_posix(): n for p, n in lengths.items() if n > LONGEST_MODULE} == {}


def pipeline(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((root / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    return found


def jobs_of(root: Path) -> dict[str, Any]:
    words = {"default", "stages", "workflow", "variables"}
    found = pipeline(root)
    return {name: found.get(job.get("extends"), {}) | job for name, job in found.items() if name not in words}


def test_the_pipeline_runs_the_same_as_anyone(root: Path) -> None:
    scripts = {name: job["script"] for name, job in jobs_of(root).items()}
    assert scripts == {
        "check": ["bash .ci/run check"], "browser": ["bash .ci/run test-browser"], "test": ["bash .ci/run"],
        ".night": ["bash .ci/night"], "nightly": ["bash .ci/night"], "explain": ["bash .ci/night"],
        "backfill": ["bash .ci/night"], "images": ["bash .ci/images"], "audit": ["bash .ci/audit"],
    }  # fmt: skip
    assert 'exec make "${1:-test}"' in (root / ".ci/run").read_text(encoding="utf-8")
    assert "exec .venv/bin/votewatch nightly" in (root / ".ci/night").read_text(encoding="utf-8")
    for name in ("run", "night", "images"):
        assert (root / ".ci" / name).stat().st_mode & 0o111
        subprocess.run(["bash", "-n", str(root / ".ci" / name)], check=True)


def test_what_the_pipeline_sets_are_settings_and_a_night_keeps_the_report_that_it_writes(root: Path) -> None:
    given = {k: v for job in jobs_of(root).values() for k, v in job.get("variables", {}).items()}
    settings.load(root / "votewatch.toml", {k: v for k, v in given.items() if k.startswith(settings.PREFIX)})
    state = settings.Nightly().state
    kept = jobs_of(root)["nightly"]["artifacts"]["paths"]
    assert kept == [f"{state}/report.json", f"{state}/report.txt"]


def test_no_two_nights_run_at_once_and_none_is_cut_off_by_a_newer_pipeline(root: Path) -> None:
    for name in ("nightly", "explain", "backfill"):
        job = jobs_of(root)[name]
        assert (job["resource_group"], job["interruptible"]) == ("night", False)


def test_the_pipeline_and_its_scripts_hold_no_secret(root: Path) -> None:
    text = "".join((root / name).read_text(encoding="utf-8") for name in (".gitlab-ci.yml", ".ci/night", ".ci/images"))
    assert not re.search(r"://[^/\s]*:[^/\s]*@|glpat-|(?i:password|token)\s*[:=]\s*['\"]?[A-Za-z0-9]{12}", text)


def test_the_nights_own_commits_start_no_pipeline(root: Path) -> None:
    rule = pipeline(root)["workflow"]["rules"][0]
    assert rule["when"] == "never"
    assert f"/^{settings.Nightly().author_name} </" in rule["if"]


def test_the_method_names_every_listed_exception_and_no_other(root: Path) -> None:
    text = (root / "docs/method.md").read_text(encoding="utf-8").split("## Exceptions and corrections")[1]
    text = text.split("\n## ")[0]
    named = set(re.findall(r"\b(?:sk:9:|eu:)[\w-]+", text))
    listed = {
        entry["id"]
        for path in (root / "data/exceptions").glob("*.json")
        for entry in json.loads(path.read_text(encoding="utf-8"))
    }
    corrected = {
        json.loads(path.read_text(encoding="utf-8"))["id"] for path in (root / "data/corrections").glob("*.json")
    }
    assert named == listed | corrected


@pytest.mark.parametrize("page", ["site_src/text/method.sk.md", "site_src/text/method.en.md"])
def test_the_method_page_publishes_the_prompt_and_every_rule(root: Path, page: str) -> None:
    text = (root / page).read_text(encoding="utf-8")
    prompt = prompts.load("explain").system
    assert "\n".join(f"    {line}".rstrip() for line in prompt.splitlines()) in text
    draft = Draft(sk=Texts("", "", ""), en=Texts("", "", ""))
    brief = Brief("sk:9:1", Parliament.SK, "", "law", "", ForMeans.ADOPT, (), "", False)
    bold = {name for line in re.findall(r"^- \*\*(.+?):\*\*", text, re.M) for name in line.split(", ")}
    assert {finding.rule for finding in judge(brief, draft)} <= bold


def test_the_arithmetic_of_scale_stands_on_rates_that_were_measured(root: Path) -> None:
    said = subprocess.run(
        [sys.executable, "bench/scale.py", "1000000"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    [newest] = sorted((root / "bench/results").glob("poll-postgres-*.json"))[-1:]
    measured = json.loads(newest.read_text(encoding="utf-8"))
    rate = measured["rates"]["medians"]["postgresql, 128 connections"]["answers_a_second"]
    assert f"{rate:,.0f} on PostgreSQL ({measured['date']})" in said
    assert f"measured {rate:,.0f} a second" in (root / "docs/operations.md").read_text(encoding="utf-8")
