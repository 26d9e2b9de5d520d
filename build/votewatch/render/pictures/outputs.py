"""The pictures as files beside their pages: sk/d/sk-9-733/picture.png."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from votewatch.facts.histories import History
from votewatch.model.decision import Decision
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import decision_path, member_path
from votewatch.render.cards import card_key
from votewatch.render.page import FileType, Output
from votewatch.render.pictures.sheet import draw
from votewatch.render.pictures.subjects import of_decision, of_member
from votewatch.render.site import Site
from votewatch.render.words import LANGUAGES

Pictured = tuple[Parliament, int, History, str]  # a member: parliament, source's number, history, last club


def picture_path(path: str) -> str:
    """The picture of a page: "d/sk-9-733/picture.png"."""
    return f"{path}picture.png"


def _decisions(site: Site) -> Iterator[Output]:
    for decision in site.record.decisions if site.look.pictures else ():
        depends = (card_key(site, decision), decision.key, decision.majority)
        yield Output(_names(decision_path(decision.id)), decision, depends)


def _draw_decision(site: Site, output: Output) -> Iterable[tuple[str, bytes]]:
    decision: Decision = output.subject
    for lang, name in zip(LANGUAGES, output.names, strict=True):
        yield name, draw(of_decision(site, decision, site.words[lang]))


def _members(site: Site) -> Iterator[Output]:
    for parliament in Parliament if site.look.pictures else ():
        clubs = last_clubs([r for r in site.record.roll_calls if r.parliament is parliament])
        for member, history in site.histories[parliament].items():
            subject: Pictured = (parliament, member, history, clubs[member])
            yield Output(_names(member_path(parliament, member)), subject, subject)


def _draw_member(site: Site, output: Output) -> Iterable[tuple[str, bytes]]:
    parliament, number, history, club = output.subject
    member = site.record.members(parliament)[number]
    for lang, name in zip(LANGUAGES, output.names, strict=True):
        yield name, draw(of_member(site, parliament, member, history, club, site.words[lang]))


def last_clubs(roll_calls: Iterable[RollCall]) -> dict[int, str]:
    """The club that each member sat in at the last roll call that they were on the roster of."""
    found: dict[int, str] = {}
    done: set[Any] = set()
    for roll_call in sorted(roll_calls, key=lambda r: (r.when, r.source_id), reverse=True):
        if roll_call.roster is not None and id(roll_call.roster) not in done:
            done.add(id(roll_call.roster))
            for club, members in roll_call.roster.clubs:
                found |= {member: club for member in members if member not in found}
    return found


def _names(path: str) -> tuple[str, ...]:
    return tuple(f"{lang}/{picture_path(path)}" for lang in LANGUAGES)


DECISIONS = FileType("decision pictures", _decisions, _draw_decision)
MEMBERS = FileType("member pictures", _members, _draw_member)
