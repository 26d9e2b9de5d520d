"""The verbs about prose, run in this process on a small record of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.render.small_record import record
from votewatch.cli import root
from votewatch.ledger import files, prose
from votewatch.render import questions
from votewatch.render.questions import Question

ID = "sk:9:20"
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


GOOD = {
    "sk": {
        "headline": "Zmena zákona o reklame",
        "summary": "Návrh mení zákon č. 147/2001 Z. z. o reklame. Týka sa zákona ako celku.",
        "question": "Má sa prijať zmena zákona č. 147/2001 Z. z. o reklame, alebo nie?",
    },
    "en": {
        "headline": "Change of the Act on advertising",
        "summary": "The bill amends Act No. 147/2001 on advertising. The text concerns the Act as a whole.",
        "question": "Should the change of Act No. 147/2001 on advertising be adopted, or not?",
    },
}


@pytest.mark.parametrize(("flags", "source"), [([], "person"), (["--editorial"], "editorial")])
def test_an_accepted_edit_is_kept_with_where_it_comes_from(folder: Path, flags: list[str], source: str) -> None:
    done = run(folder, "prose", "edit", ID, "--draft", drafted(folder, GOOD), *flags)
    assert done.exit_code == 0, done.output
    held = prose.load(folder / "data", ID)
    assert held is not None
    assert held.sk is not None
    assert (held.sk.source, held.sk.headline, held.sk.model) == (source, "Zmena zákona o reklame", "")


def test_a_later_text_never_changes_a_published_question(folder: Path) -> None:
    published = Question(ID, (("sk", "Má sa prijať návrh?"), ("en", "Should it be adopted?")), "2026-01-02", None)
    questions.append(folder / "data", [published])
    done = run(folder, "prose", "edit", ID, "--draft", drafted(folder, GOOD))
    assert (done.exit_code, "the question stays as it was published on 2026-01-02" in done.stderr) == (0, True)
    assert questions.load(folder / "data") == {ID: published}


def test_a_wrong_question_is_closed_and_another_put_in_its_place(folder: Path) -> None:
    published = Question(ID, (("sk", "Má sa prijať návrh?"), ("en", "Should it be adopted?")), "2026-01-02", None)
    questions.append(folder / "data", [published])
    words = [GOOD["sk"]["question"], GOOD["en"]["question"]]
    done = run(folder, "prose", "question", ID, "--sk", words[0], "--en", words[1])
    assert done.exit_code == 0, done.output
    held = questions.load(folder / "data")[ID]
    assert (held.id, held.words("en"), held.closes) == (f"{ID}:q2", words[1], None)
    assert held.replaces is not None
    assert (held.replaces.id, held.replaces.closes is None) == (ID, False)


def test_a_question_that_asks_for_the_contrary_cannot_take_the_place(folder: Path) -> None:
    published = Question(ID, (("sk", "Má sa prijať návrh?"), ("en", "Should it be adopted?")), "2026-01-02", None)
    questions.append(folder / "data", [published])
    words = ["Má sa zamietnuť zmena zákona o reklame?", "Should the change of the Act on advertising be rejected?"]
    done = run(folder, "prose", "question", ID, "--sk", words[0], "--en", words[1])
    assert (done.exit_code, "FAIL  sk   polarity" in done.stdout) == (1, True)
    assert questions.load(folder / "data") == {ID: published}


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
