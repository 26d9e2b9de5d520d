"""The judgement on model-written prose: every rule, in both languages, with the words that broke it. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from votewatch.llm import prompts, rules_form, rules_names, rules_numbers, rules_polarity, rules_words
from votewatch.llm.brief import Brief
from votewatch.llm.draft import LANGUAGES, Draft

# Raise it when a rule or a list changes what passes.
VERSION = "1"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says about the texts of one language; ``words`` are the offending ones, empty when it passed."""

    rule: str
    language: str
    passed: bool
    words: tuple[str, ...]


def judge(brief: Brief, draft: Draft) -> tuple[Finding, ...]:
    """Every rule over both languages, in a fixed order. A disagreement between the languages fails both."""
    alike = _alike(draft)
    return tuple(
        Finding(rule, language, not words, words)
        for language in LANGUAGES
        for rule, words in (*_one(brief, draft, language), *alike)
    )


def accepted(findings: Sequence[Finding], language: str) -> bool:
    """Whether every rule passed for ``language``; False when nothing was judged in it."""
    own = [finding for finding in findings if finding.language == language]
    return bool(own) and all(finding.passed for finding in own)


def rules() -> str:
    """A fingerprint of the word lists, for the method page and for the test that VERSION is raised with them."""
    return _fingerprint()


@cache
def _fingerprint() -> str:
    lists = sorted((files("votewatch.llm") / "lists").iterdir(), key=lambda one: one.name)
    return hashlib.sha256(b"".join(one.read_bytes() for one in lists if one.name.endswith(".toml"))).hexdigest()[:12]


def _one(brief: Brief, draft: Draft, language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    texts = draft.of(language)
    text = texts.all()
    return (
        ("plain", rules_form.not_plain(texts)),
        ("brief", _steering(brief)),
        ("echo", rules_form.repeating(texts, _instructions())),
        ("language", rules_form.wrong_language(texts, language)),
        ("length", rules_form.too_long(texts)),
        ("question", rules_form.not_one_question(texts, language)),
        ("numbers", rules_numbers.invented(brief, text, language)),
        ("names", rules_names.unknown(brief, text)),
        ("actors", rules_words.actors(brief, text, language)),
        ("outcome", rules_words.outcome(brief, text, language)),
        ("judging", rules_words.judging(brief, text, language)),
        ("polarity", rules_polarity.disagreeing(brief, texts.question, language)),
        ("direction", rules_polarity.directed(brief, text, language)),
        ("topic", rules_names.off_topic(brief, texts.headline, texts.question, language)),
    )


@cache
def _instructions() -> str:
    return prompts.load("explain").system


def _steering(brief: Brief) -> tuple[str, ...]:
    """Words of the title itself that speak to the model: then nothing written from it is used."""
    return rules_form.steering(brief.title)


def _alike(draft: Draft) -> tuple[tuple[str, tuple[str, ...]], ...]:
    sk, en = draft.sk, draft.en
    senses = (rules_polarity.sense(sk.question, "sk"), rules_polarity.sense(en.question, "en"))
    polarity = () if senses[0] == senses[1] else (f"sk asks to {senses[0]}, en to {senses[1]}",)
    return (
        ("same_numbers", rules_numbers.differing(sk.all(), en.all())),
        ("same_names", rules_names.differing(sk.all(), en.all())),
        ("same_polarity", polarity),
    )
