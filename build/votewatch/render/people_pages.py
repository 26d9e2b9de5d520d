"""Lists of members: everybody of both parliaments, and the Slovak members of the EP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from votewatch.facts.histories import NOTHING
from votewatch.model import ids
from votewatch.model.member import Member
from votewatch.model.vocabulary import Parliament, Position
from votewatch.render.addresses import member_path, members_path, slovak_path
from votewatch.render.crowd import Crowd
from votewatch.render.data import LICENCE
from votewatch.render.member_page import Club, club, of_whole
from votewatch.render.page import Page, PageType, View
from votewatch.render.seats import SLOVAKIA
from votewatch.render.site import Site
from votewatch.render.words import Words, day


@dataclass(frozen=True, slots=True)
class Names:
    """The members of one club; ``items`` are list items with links."""

    club: Club
    count: Markup
    items: Markup


@dataclass(frozen=True, slots=True)
class Block:
    """One parliament: who has a seat and who had one, by club."""

    code: str
    name: Markup
    seated_on: Markup | None
    seated: list[Names]
    former: list[Names]


@dataclass(frozen=True, slots=True)
class Row:
    """One Slovak member of the EP."""

    path: str
    name: str
    club: Club
    covered: Markup
    decisions: int
    no_vote: Markup
    otherwise: Markup


def _index_pages(site: Site) -> Iterator[Page]:
    depends = [
        (crowd.last and crowd.last.day, sorted(crowd.seated), crowd.last_clubs) for crowd in site.crowds.values()
    ]
    yield Page(members_path(), None, depends)


def _index_view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]
    title = words["people.title"]
    return {
        "title": title,
        "headline": title,
        "crumbs": [],
        "blocks": [_block(site, crowd, words) for crowd in site.crowds.values() if crowd.people],
        "slovak_path": slovak_path() if _slovak(site) else None,
    }


def _block(site: Site, crowd: Crowd, words: Words) -> Block:
    seated = [m for m in crowd.ordered if m.id in crowd.seated]
    former = [m for m in crowd.ordered if m.id not in crowd.seated]
    return Block(
        crowd.parliament.value,
        words[f"parliament.{crowd.parliament}.name"],
        words.t("people.seated_on", date=day(crowd.last.day, words.lang)) if crowd.last else None,
        _by_club(site, crowd, seated, words),
        _by_club(site, crowd, former, words),
    )


def _by_club(site: Site, crowd: Crowd, members: Iterable[Member], words: Words) -> list[Names]:
    """The largest club first, as on every page."""
    found: dict[str, list[Member]] = {}
    for member in members:
        found.setdefault(crowd.last_clubs[member.id], []).append(member)
    return [
        Names(
            club(site, slug, crowd.parliament, words),
            words.n("people.members", len(of_club)),
            Markup("").join(_item(crowd.parliament, m, words.lang) for m in of_club),
        )
        for slug, of_club in sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def _item(parliament: Parliament, member: Member, lang: str) -> Markup:
    return Markup('<li><a href="/{}/{}">{}</a>\n').format(lang, member_path(parliament, member.id), member.full_name)


def _index_data(site: Site, page: Page) -> View:
    return {"members": [_line(crowd, m) for crowd in site.crowds.values() for m in crowd.ordered]}


def _line(crowd: Crowd, member: Member) -> dict[str, Any]:
    return {
        "id": ids.member(crowd.parliament, member.id),
        "name": member.full_name,
        "country": member.country,
        "club": crowd.last_clubs[member.id],
        "seated": member.id in crowd.seated,
        "path": member_path(crowd.parliament, member.id),
    }


def _slovak(site: Site) -> list[Member]:
    return [m for m in site.crowds[Parliament.EU].ordered if m.country == SLOVAKIA]


def _slovak_pages(site: Site) -> Iterator[Page]:
    members = _slovak(site)
    if not members:
        return
    crowd = site.crowds[Parliament.EU]
    depends = [
        (
            m.id,
            m.id in crowd.seated,
            crowd.last_clubs[m.id],
            crowd.people[m.id].attendance,
            crowd.people[m.id].with_club,
            _decisions(crowd, m),
        )
        for m in members
    ]
    yield Page(slovak_path(), members, (depends, crowd.last and crowd.last.day))


def _decisions(crowd: Crowd, member: Member) -> int:
    letters = crowd.people[member.id].letters
    return len(letters) - letters.count(NOTHING) - letters.count(Position.NOT_A_MEMBER)


def _slovak_view(site: Site, page: Page, lang: str) -> View:
    words, crowd = site.words[lang], site.crowds[Parliament.EU]
    rows = [(m.id in crowd.seated, _slovak_row(site, crowd, m, words)) for m in page.subject]
    return {
        "title": words["people.slovak"],
        "headline": words["people.slovak"],
        "crumbs": [(members_path(), words["people.title"])],
        "tables": [
            (words[f"people.{name}"], [row for seated, row in rows if seated is wanted])
            for name, wanted in (("seated", True), ("former", False))
        ],
        "seated_on": words.t("people.seated_on", date=day(crowd.last.day, lang)) if crowd.last else None,
    }


def _slovak_row(site: Site, crowd: Crowd, member: Member, words: Words) -> Row:
    person = crowd.people[member.id]
    attended, (same, shared) = person.attendance, person.with_club
    return Row(
        member_path(Parliament.EU, member.id),
        member.full_name,
        club(site, crowd.last_clubs[member.id], Parliament.EU, words),
        Markup("{} – {}").format(*(escape(day(d, words.lang)) for d in (attended.first, attended.last))),
        _decisions(crowd, member),
        of_whole(attended.unexplained, attended.votes, "people.of_votes", words),
        of_whole(shared - same, shared, "people.of_decisions", words),
    )


def _slovak_data(site: Site, page: Page) -> View:
    crowd = site.crowds[Parliament.EU]
    return {
        "country": SLOVAKIA,
        "members": [
            _line(crowd, m)
            | {
                "from": crowd.people[m.id].attendance.first,
                "to": crowd.people[m.id].attendance.last,
                "roll_calls": crowd.people[m.id].attendance.votes,
                "did_not_vote": crowd.people[m.id].attendance.unexplained,
                "decisions": _decisions(crowd, m),
                "with_club": crowd.people[m.id].with_club._asdict(),
            }
            for m in page.subject
        ],
        "licence": LICENCE[Parliament.EU],
    }


INDEX = PageType("members", "members_index.html", _index_pages, _index_view, _index_data)
SLOVAK = PageType("slovak-members", "slovak_members.html", _slovak_pages, _slovak_view, _slovak_data)
