"""The roll calls of an item as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from votewatch.facts.eu.motions import Motion
from votewatch.facts.eu.motions import motion_of as eu_motion_of
from votewatch.facts.questions import NoQuestion
from votewatch.facts.sk.motions import motion_of as sk_motion_of
from votewatch.facts.sk.titles import split_title
from votewatch.model.decision import Decision
from votewatch.model.eu_kinds import EuKind
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import roll_call_path
from votewatch.render.site import has_page
from votewatch.render.words import Words, day


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One roll call: ``label`` in the page's language, ``own`` in the record's (``own_lang``)."""

    path: str | None
    iso: str
    date: str
    label: Markup
    own: str
    own_lang: str
    result: Markup
    tone: str
    numbers: str
    mark: Markup | None
    deciding: bool


def motion_label(roll_call: RollCall, words: Words) -> Markup:
    """What a roll call was about, in the page's language."""
    motion = sk_motion_of(roll_call.title) if roll_call.parliament is Parliament.SK else eu_motion_of(roll_call)
    return words[f"motion.{motion.value}"]


def own_words(roll_call: RollCall) -> tuple[str, str]:
    """What the record itself says the roll call was about, and in which language: Slovak, or the EP's French."""
    if roll_call.parliament is Parliament.SK:
        return (split_title(roll_call.title)[1] or "", "sk")
    return (roll_call.motion or "", "fr")


def _secret(roll_call: RollCall) -> bool:
    return roll_call.result is None and roll_call.positions is None


def vote_row(roll_call: RollCall, words: Words, decision: Decision | None = None) -> VoteRow:
    """The row of one roll call; ``decision`` is the one whose deciding vote is to be marked."""
    own, own_lang = own_words(roll_call)
    totals = roll_call.totals
    deciding = decision is not None and decision.deciding is not None and decision.deciding.id == roll_call.id
    label = motion_label(roll_call, words)
    if decision is not None and deciding:
        # Several secret ballots under one print fill several seats: none of them decides for the others.
        deciding = decision.no_question != NoQuestion.SECRET or sum(map(_secret, decision.roll_calls)) < 2
        if decision.kind == EuKind.LEGISLATIVE_FIRST and eu_motion_of(roll_call) is Motion.PART:
            label = words["motion.agreement"]  # put to the vote as an amendment: a listed exception says so
    shown = decision is not None and decision.shown is not None and decision.shown.id == roll_call.id
    return VoteRow(
        path=roll_call_path(roll_call.id) if has_page(roll_call) else None,
        iso=roll_call.when,
        date=day(roll_call.day, words.lang),
        label=label,
        own=own,
        own_lang=own_lang,
        result=words[f"result.{roll_call.result.value if roll_call.result else 'unknown'}"],
        tone=roll_call.result.value if roll_call.result else "unknown",
        numbers=f"{totals.for_} – {totals.against} – {totals.abstained}" if totals else "",
        mark=words["table.deciding"] if deciding else words["table.shown"] if shown else None,
        deciding=deciding,
    )
