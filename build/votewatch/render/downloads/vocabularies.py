"""The closed lists of values of the data dictionary, taken from the vocabularies of the model and the facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from votewatch.facts.eu.motions import Motion as EuMotion
from votewatch.facts.questions import NoQuestion
from votewatch.facts.sk.motions import Motion as SkMotion
from votewatch.model import vocabulary
from votewatch.model.eu_kinds import EuKind
from votewatch.model.prose import LANGUAGES, SOURCES


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of values. ``words`` is where their meanings stand: the part of the key before the value."""

    name: str
    values: tuple[str, ...]
    words: str


def _listed(name: str, values: Iterable[str | Enum], words: str = "") -> Vocabulary:
    plain = tuple(str(value.value) if isinstance(value, Enum) else value for value in values)
    return Vocabulary(name, plain, words or f"data_value.{name}")


VOCABULARIES = (
    _listed("parliament", vocabulary.Parliament),
    _listed("position", vocabulary.Position),
    _listed("result", vocabulary.Result),
    _listed("kind_sk", vocabulary.SkKind, "kind.sk"),
    _listed("kind_eu", EuKind, "kind.eu"),
    _listed("outcome_sk", vocabulary.SkOutcome),
    _listed("outcome_eu", vocabulary.EuResult),
    _listed("for_means", vocabulary.ForMeans),
    _listed("majority", vocabulary.MajorityRule),
    _listed("stance", vocabulary.StanceKind),
    _listed("motion_sk", SkMotion, "motion"),
    _listed("motion_eu", EuMotion, "motion"),
    _listed("no_question", NoQuestion, "question_for"),
    _listed("relation", ("returned_as", "returned_from", "fast_track_of", "fast_track"), "relation"),
    _listed("language", LANGUAGES),
    _listed("text_source", SOURCES),
)


def vocabulary_of(name: str) -> Vocabulary:
    """The vocabulary of that name."""
    return next(one for one in VOCABULARIES if one.name == name)
