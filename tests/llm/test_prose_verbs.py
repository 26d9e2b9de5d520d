"""The verbs about prose, run in this process on a small record of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.render.small_record import record
from votewatch.cli import prose as verbs
from votewatch.cli import root
from votewatch.ledger import files, prose

ID = "sk:9:20"
VERBS = (verbs.explain, verbs.prose)  # importing them is what makes them verbs of root
ROOT = Path(__file__).parents[2]
# Words that no rule could accept: there is no such number in the record, and two things are asked.
BAD = {"headline": "Zákon 999/2031", "summary": "Všetko schválené.", "question": "Áno? Nie?"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files.save(tmp_path / "data", [r for d in record().decisions for r in d.roll_calls])
    (tmp_path / "votewatch.toml").write_text('[llm]\nmodel = "nobody/nothing"\n', encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(root, ["--config", str(folder / "votewatch.toml"), *arguments])


def drafted(folder: Path, texts: object) -> str:
    path = folder / "draft.json"
    path.write_text(json.dumps(texts), encoding="utf-8")
    return str(path)


def test_a_dry_run_of_explain_counts_and_needs_no_model(folder: Path) -> None:
    done = run(folder, "explain", "--dry-run", "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["left"] == json.loads(done.stdout)["wanted"] > 0


def test_a_refused_draft_ends_with_1_and_names_rule_and_words(folder: Path) -> None:
    done = run(folder, "prose", "check", ID, "--draft", drafted(folder, {"sk": BAD, "en": BAD}), "--json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert told["accepted"] == {"sk": False, "en": False}
    assert any("2031" in word for finding in told["findings"] for word in finding["words"])


def test_a_draft_of_the_wrong_shape_is_refused_and_not_a_crash(folder: Path) -> None:
    done = run(folder, "prose", "check", ID, "--draft", drafted(folder, {"sk": {}}))
    assert (done.exit_code, "FAIL  sk   shape" in done.stdout) == (1, True)


def test_a_refused_edit_changes_nothing(folder: Path) -> None:
    done = run(folder, "prose", "edit", ID, "--draft", drafted(folder, {"sk": BAD, "en": BAD}))
    assert done.exit_code == 1
    assert prose.load_all(folder / "data") == {}


def test_review_shows_the_brief_even_before_there_is_a_text(folder: Path) -> None:
    done = run(folder, "prose", "review", ID)
    assert done.exit_code == 0, done.output
    assert "147/2001" in done.stdout
    assert "no text yet" in done.stdout


def test_an_unknown_decision_is_named(folder: Path) -> None:
    done = run(folder, "prose", "review", "sk:9:99999")
    assert "sk:9:99999: no such decision" in str(done.exception)


@pytest.mark.slow
def test_build_never_imports_litellm(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "class Never:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] == 'litellm': raise SystemExit('litellm was imported')\n"
        "sys.meta_path.insert(0, Never())\n"
        f"sys.argv = ['votewatch', '--config', {str(ROOT / 'votewatch.toml')!r}, 'build', '--jobs', '1']\n"
        "from votewatch.cli import main\n"
        "try: main()\n"
        "finally: print('litellm' in sys.modules)\n"
    )
    where = {"VOTEWATCH_PATHS_PUBLIC": str(tmp_path / "public"), "VOTEWATCH_PATHS_CACHE": str(tmp_path / "cache")}
    done = subprocess.run([sys.executable, "-c", script], env=where, capture_output=True, text=True)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "False"), done.stderr
