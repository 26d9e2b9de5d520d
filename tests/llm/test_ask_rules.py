"""What a model is told and how its draft is judged, with a validator of our own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.render.small_record import record
from votewatch.llm.brief import Brief
from votewatch.llm.draft import Draft
from votewatch.llm.tasks import HouseRules
from votewatch.model.vocabulary import ForMeans

FORESTS = next(d for d in record().decisions if d.id == "sk:9:21")


@dataclass(frozen=True)
class Finding:
    rule: str
    language: str
    passed: bool
    words: tuple[str, ...]


class NoShouting:
    """One rule: no exclamation mark."""

    VERSION = "7"

    def judge(self, brief: Brief, draft: Draft, /) -> tuple[Finding, ...]:
        assert brief.id == FORESTS.id
        texts = {"sk": draft.sk.all(), "en": draft.en.all()}
        return tuple(Finding("shouting", one, "!" not in text, ("!",) * ("!" in text)) for one, text in texts.items())

    def accepted(self, findings: Any, language: str, /) -> bool:
        return all(finding.passed for finding in findings if finding.language == language)


RULES = HouseRules(NoShouting())


def draft(sk: str = "Nadpis", en: str = "Headline") -> dict[str, Any]:
    return {one: {"headline": h, "summary": "s", "question": "q?"} for one, h in (("sk", sk), ("en", en))}


def test_the_brief_names_no_proposer() -> None:
    brief = RULES.brief(FORESTS)
    assert brief is not None
    assert "lesoch" in brief
    assert "Prvého" not in brief


def test_nothing_is_asked_while_it_is_not_known_what_a_vote_for_means() -> None:
    assert RULES.brief(replace(FORESTS, for_means=ForMeans.UNKNOWN)) is None


def test_each_language_is_accepted_or_refused_for_itself() -> None:
    judged = RULES.judge(FORESTS, draft(en="Headline!"))
    assert judged.accepted == {"sk": ("Nadpis", "s", "q?")}
    assert judged.broken == (("shouting", "en", ("!",)),)


@pytest.mark.parametrize("wrong", [{}, {"sk": {}}, {**draft(), "de": {}}, {**draft(), "en": "Headline"}])
def test_a_draft_of_the_wrong_shape_is_no_draft(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        RULES.judge(FORESTS, wrong)


def test_a_verdict_names_every_rule_and_the_offending_words() -> None:
    verdict = RULES.verdict(FORESTS, draft(sk="Nadpis!"))
    assert (verdict["id"], verdict["validator"], verdict["accepted"]) == ("sk:9:21", "7", {"sk": False, "en": True})
    assert verdict["findings"] == [
        {"rule": "shouting", "language": "sk", "passed": False, "words": ["!"]},
        {"rule": "shouting", "language": "en", "passed": True, "words": []},
    ]


def test_the_verdict_on_a_wrong_shape_refuses_both_languages_by_that_name() -> None:
    verdict = RULES.verdict(FORESTS, {"sk": {}})
    assert verdict["accepted"] == {"sk": False, "en": False}
    assert {finding["rule"] for finding in verdict["findings"]} == {"shape"}
