"""Scores: each is paid for once, kept before the next question, and marked by who gave it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.radar.ground import ground, job
from votewatch.facts.radar.picture import Scored
from votewatch.facts.radar.skills import SkillTable
from votewatch.ledger.radar import scores
from votewatch.llm.ask import AskError
from votewatch.llm.fit import RefusedScore
from votewatch.mail.digest import Scored as Mailed
from votewatch.model.errors import SettingsError
from votewatch.model.posting import Posting
from votewatch.model.skill import Asked, Entry, Importance, State
from votewatch.radar import scoring

TABLE = SkillTable({"tools": {"kubernetes": ["kubernetes"], "linux": ["linux"]}})
AWAY = AskError("away", status=503)


def answers(*given: int | Exception) -> Callable[[Posting], tuple[int, str]]:
    """Gives one after the other, and fails when there is none left."""
    left = list(given)

    def score(_posting: Posting) -> tuple[int, str]:
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer, "fits"

    return score


def test_a_profile_is_read_from_its_file(tmp_path: Path) -> None:
    settings = ground(tmp_path)
    assert scoring.profile_of(settings).startswith("Žofia Vzorová runs Linux")
    settings.radar.profile.unlink()
    assert scoring.profile_of(settings) == ""


def test_a_profile_that_cannot_be_read_is_said_with_its_setting(tmp_path: Path) -> None:
    settings = ground(tmp_path)
    settings.radar.profile.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match=r"profile\.md: cannot be read: .*see \[radar\] profile"):
        scoring.profile_of(settings)


def test_keywords_count_the_profile_in_full_and_the_registry_by_its_state() -> None:
    asked = [Asked("1", "kubernetes", Importance.MUST, "table:x"), Asked("1", "linux", Importance.MUST, "table:x")]
    registry = {"kubernetes": Entry("kubernetes", State.CLAIMED)}
    assert scoring.keyword_scores(asked, registry, TABLE, "I run Linux.") == {
        "1": Scored(50, "+ kubernetes, linux", "keywords")
    }
    assert scoring.keyword_scores(asked, {}, TABLE, "")["1"] == Scored(0, "− kubernetes, linux", "keywords")
    assert scoring.keyword_scores([], registry, TABLE, "I run Linux.") == {}


def test_a_posting_that_names_no_skill_scores_nothing_and_is_no_failure() -> None:
    score = scoring.by_keywords({job(1).id: Scored(57, "+ linux", "keywords")})
    assert score(job(1)) == Mailed(job(1), 57, "+ linux", "keywords")
    assert score(job(2)) == Mailed(job(2), 0, "", "keywords")


def test_each_answer_is_on_the_disk_before_the_next_question(tmp_path: Path) -> None:
    settings = ground(tmp_path)
    kept: list[list[str]] = []

    def ask(_posting: Posting) -> tuple[int, str]:
        kept.append(sorted(scores.load(settings.radar.state)))
        return 90, "fits"

    score = scoring.ByModel(settings, ask)
    assert [score(job(number)) for number in (1, 2, 3)] == [
        Mailed(job(number), 90, "fits", "model") for number in (1, 2, 3)
    ]
    assert kept == [[], [job(1).id], [job(1).id, job(2).id]]


def test_a_posting_that_was_scored_is_never_asked_about_again(tmp_path: Path) -> None:
    settings = ground(tmp_path)
    scoring.ByModel(settings, answers(0))(job(1))
    assert scoring.ByModel(settings, answers())(job(1)) == Mailed(job(1), 0, "fits", "model")


@pytest.mark.parametrize("refusal", [RefusedScore("no score"), ValueError("not anonymised")])
def test_a_refused_reply_is_a_failed_score_and_is_not_kept(tmp_path: Path, refusal: Exception) -> None:
    settings = ground(tmp_path)
    assert scoring.ByModel(settings, answers(refusal))(job(1)) is None
    assert scores.load(settings.radar.state) == {}


def test_the_model_is_away_after_three_failures_in_a_row(tmp_path: Path) -> None:
    score = scoring.ByModel(ground(tmp_path), answers(AWAY, AWAY, AWAY))
    assert score(job(1)) is None
    assert score(job(2)) is None
    with pytest.raises(scoring.ModelAway, match="away"):
        score(job(3))


@pytest.mark.parametrize("between", [80, RefusedScore("no score")])
def test_an_answer_between_failures_starts_the_count_anew(tmp_path: Path, between: int | Exception) -> None:
    score = scoring.ByModel(ground(tmp_path), answers(AWAY, AWAY, between, AWAY, AWAY, 70))
    last = [score(job(number)) for number in range(1, 7)][-1]
    assert last == Mailed(job(6), 70, "fits", "model")


def test_failures_that_no_answer_follows_are_to_be_asked_about_again(tmp_path: Path) -> None:
    score = scoring.ByModel(ground(tmp_path), answers(AWAY, 80, RefusedScore("no score"), AWAY, AWAY))
    assert [score(job(number)) is None for number in range(1, 6)] == [True, False, True, True, True]
    assert score.unanswered() == {job(4).id, job(5).id}


def test_a_model_that_answered_nothing_is_away_and_one_that_was_not_asked_is_not(tmp_path: Path) -> None:
    settings = ground(tmp_path)
    scores.add(settings.radar.state, job(1).id, Scored(91, "fits", "model"))
    score = scoring.ByModel(settings, answers(AWAY))
    assert score(job(1)) == Mailed(job(1), 91, "fits", "model")
    assert score.unanswered() == frozenset()
    assert score(job(2)) is None
    with pytest.raises(scoring.ModelAway, match="away"):
        score.unanswered()


def test_a_refused_key_means_that_the_model_is_away(tmp_path: Path) -> None:
    score = scoring.ByModel(ground(tmp_path), answers(AskError("refused", status=403)))
    with pytest.raises(scoring.ModelAway):
        score(job(1))


def test_scores_given_before_the_model_went_away_stay(tmp_path: Path) -> None:
    settings = ground(tmp_path)
    score = scoring.ByModel(settings, answers(91, AskError("refused", hopeless=True)))
    score(job(1))
    with pytest.raises(scoring.ModelAway):
        score(job(2))
    assert scores.load(settings.radar.state) == {job(1).id: Scored(91, "fits", "model")}


def test_the_page_shows_a_model_s_score_before_the_keywords_while_a_model_is_set(tmp_path: Path) -> None:
    keywords = {"1": Scored(40, "+ linux", "keywords"), "2": Scored(50, "+ linux", "keywords")}
    settings = ground(tmp_path, model="openai/small")
    scores.add(settings.radar.state, "1", Scored(90, "fits", "model"))
    assert scoring.all_scores(settings, keywords) == keywords | {"1": Scored(90, "fits", "model")}
    assert scoring.all_scores(ground(tmp_path), keywords) == keywords


def test_a_model_s_score_is_shown_for_an_advert_that_names_no_known_skill(tmp_path: Path) -> None:
    settings = ground(tmp_path, model="openai/small")
    scores.add(settings.radar.state, "1", Scored(90, "fits", "model"))
    assert scoring.all_scores(settings, {})["1"] == Scored(90, "fits", "model")
