"""The page of one member: clubs by date, attendance, decisions with vote and outcome, and agreement with each club."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from typing import Any

from markupsafe import Markup

from votewatch.facts.agreement import MIN_SHARED
from votewatch.facts.histories import NOTHING, Agreement, History
from votewatch.facts.people import Person
from votewatch.model import ids
from votewatch.model.member import ClubSpan
from votewatch.model.vocabulary import Parliament, Position
from votewatch.render.about import of_member_page
from votewatch.render.addresses import club_path, member_path, member_sources, members_path
from votewatch.render.data import LICENCE
from votewatch.render.feeds.channels import offered
from votewatch.render.fingerprint import of_value
from votewatch.render.member_rows import LISTED, marked, row_keys, rows
from votewatch.render.page import Page, PageType, View
from votewatch.render.shares import percent_text
from votewatch.render.site import Site
from votewatch.render.standing import standing
from votewatch.render.typography import bind
from votewatch.render.words import Words, day, z

NO_TEXT = Markup("")
NO_HISTORY = History.of("")  # of somebody who had a seat while nothing was decided


@dataclass(frozen=True, slots=True)
class Club:
    """A club as its name is printed; ``text`` says from when to when, or is "" where that is not asked. ``path`` is
    its page, None where it has none.
    """

    slug: str
    name: str
    text: Markup
    path: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of attendance: what it is, how much, and what counts for it."""

    name: Markup
    text: Markup
    meaning: Markup


@dataclass(frozen=True, slots=True)
class Compared:
    """One club in the table of agreement; ``share`` is None under ten shared votes."""

    club: Club
    same: int
    shared: int
    share: Markup | None


def _pages(site: Site) -> Iterator[Page]:
    for parliament in Parliament:
        crowd = site.crowds[parliament]
        keys, club_pages = row_keys(site, parliament), sorted(standing(site, parliament).clubs)
        for member, person in crowd.people.items():
            spans, letters = crowd.spans.get(member, ()), marked(person)
            # Decisions in which the member had no seat change nothing: most come after a member has left.
            held = "".join(compress(keys, map(NOTHING.__ne__, letters)))
            depends = (
                letters.replace(NOTHING, ""),
                of_value(held),
                person.attendance,
                person.with_club,
                person.clubs,
                [(d.club, d.most.value) for d in person.differing],
                spans,
                crowd.last_clubs[member],
                club_pages,
                member in crowd.seated,
                site.coverage[parliament].read,
                crowd.last and (crowd.last.term, any(_runs(s, crowd.last.day) for s in spans) and crowd.last.day),
            )
            yield Page(member_path(parliament, member), (parliament, member), depends)


def _view(site: Site, page: Page, lang: str) -> View:
    parliament, member_id = page.subject
    words, crowd = site.words[lang], site.crowds[parliament]
    member, person = crowd.members[member_id], crowd.people[member_id]
    sk = parliament is Parliament.SK
    attended = person.attendance
    made = rows(site, parliament, words)
    years = made.years(marked(person))
    same, shared = person.with_club
    last = crowd.last
    assert last is not None
    elsewhere = member_sources(parliament, member_id, last.term)
    known_as = crowd.clubs[crowd.last_clubs[member_id]].record[0].name
    return {
        "about": of_member_page(
            site, page, member, site.histories[parliament].get(member_id, NO_HISTORY), known_as, elsewhere, words
        ),
        "title": member.full_name,
        "headline": member.full_name,
        "crumbs": [(members_path(), words["people.title"])],
        "parliament": parliament,
        "country": words[f"country.{member.country}"] if member.country else None,
        "club": club(site, crowd.last_clubs[member_id], parliament, words),
        "club_when": words[f"member.{'now' if member_id in crowd.seated else 'then'}"],
        "covers": words.t(
            "member.covers",
            first=day(attended.first, lang),
            last=day(attended.last, lang),
            votes=words.n("people.votes", attended.votes),
            decisions=words.n("people.decisions", sum(year.count for year in years)),
        ),
        "spans": [
            club(site, s.club, parliament, words, _when(s, last.day, words)) for s in crowd.spans.get(member_id, ())
        ],
        "spans_open": words.t(f"member.open_{parliament}", date=day(last.day, lang))
        if any(_runs(s, last.day) for s in crowd.spans.get(member_id, ()))
        else None,
        "attendance": _attendance(person, words, sk),
        "differing": made.differing(person, words),
        "differing_title": words.t(
            f"member.differing_{'newest' if len(person.differing) > LISTED else 'list'}",
            n=min(LISTED, len(person.differing)),
        ),
        "with_club": of_whole(shared - same, shared, "people.of_decisions", words),
        "agreement": [_compared(site, slug, found, parliament, words) for slug, found in _ranked(person)],
        "few": MIN_SHARED,
        "years": [(year, words.n("people.decisions", year.count)) for year in years],
        "sources": [
            (address, words[f"member.source_{parliament}_{number}"]) for number, address in enumerate(elsewhere, 1)
        ],
        "subject": ids.member(parliament, member_id),
        "feeds": [
            (c.name, member.full_name) for c in offered(site, f"m/{ids.path_name(ids.member(parliament, member_id))}")
        ],
        "read": day(site.coverage[parliament].read, lang),
    }


def club(site: Site, slug: str | None, parliament: Parliament, words: Words, text: Markup = NO_TEXT) -> Club:
    """A club ready to print; without a slug the record names no club of anybody on those days."""
    if slug is None:
        return Club(f"{parliament.value}-none", words.text("member.no_clubs"), text, None)
    name = bind(site.crowds[parliament].clubs[slug].short.of(words.lang), words.lang)
    return Club(slug, name, text, club_path(slug) if slug in standing(site, parliament).clubs else None)


def _runs(span: ClubSpan, newest: str) -> bool:
    """Whether a span reaches the newest roll call by name of the record."""
    return span.end is None or span.end >= newest


def _when(span: ClubSpan, newest: str, words: Words) -> Markup:
    """ "od 14. novembra 2023 do …"; no end for a span that reaches the newest vote of the record."""
    start = day(span.start, words.lang)
    if _runs(span, newest) or span.end is None:
        return words.t("member.since", start=start)
    if span.end == span.start:
        return words.t("member.on", start=start)
    return words.t("member.from_to", start=start, end=day(span.end, words.lang))


def _attendance(person: Person, words: Words, sk: bool) -> list[Counted]:
    attended = person.attendance
    numbers = (
        [("absent", attended.absent), ("without_vote", attended.without_vote)]
        if sk
        else [("unexplained", attended.unexplained)]
    )
    return [
        Counted(
            words[f"member.{name}"],
            of_whole(count, attended.votes, "people.of_votes", words),
            words[f"member.{name}_means"],
        )
        for name, count in numbers
    ]


def of_whole(part: int, whole: int, key: str, words: Words) -> Markup:
    """ "735 z 3574 hlasovaní podľa mien (20,6 %)"; no percentage of a small whole."""
    if not whole:
        return words["people.none"]
    text = words.n(key, whole, part=part, z=z(whole))
    share = percent_text(part, whole, words)
    return words.t("member.with_share", text=text, share=share) if share else text


def _ranked(person: Person) -> list[tuple[str, Agreement]]:
    """Clubs by share, the largest first; those with too few shared votes for a share after them."""
    return sorted(
        person.clubs,
        key=lambda c: (
            c[1].shared < MIN_SHARED,
            -c[1].same / c[1].shared if c[1].shared >= MIN_SHARED else 0,
            c[0],
        ),
    )


def _compared(site: Site, slug: str, found: Agreement, parliament: Parliament, words: Words) -> Compared:
    return Compared(club(site, slug, parliament, words), *found, percent_text(*found, words))


def _data(site: Site, page: Page) -> dict[str, Any]:
    """Everything of the page by the vocabulary; ``votes`` pairs each decision with the member's letter."""
    parliament, member_id = page.subject
    crowd = site.crowds[parliament]
    member, person = crowd.members[member_id], crowd.people[member_id]
    attended = person.attendance
    absence: dict[str, int] = (
        {"absent": attended.absent, "not_voting": attended.silent}
        if parliament is Parliament.SK
        else {"did_not_vote": attended.unexplained}
    )
    return {
        "id": ids.member(parliament, member_id),
        "name": member.full_name,
        "country": member.country,
        "parliament": parliament,
        "seated": member_id in crowd.seated,
        "clubs": [{"club": s.club, "from": s.start, "to": s.end} for s in crowd.spans.get(member_id, ())],
        "attendance": {"roll_calls": attended.votes, **absence, "from": attended.first, "to": attended.last},
        "with_club": {
            "same": person.with_club.same,
            "shared": person.with_club.shared,
            "differing": [
                {"decision": crowd.decisions[d.place].id, "club": d.club, "position": d.own, "most": d.most}
                for d in person.differing
            ],
        },
        "agreement": [{"club": name, "same": a.same, "shared": a.shared} for name, a in person.clubs],
        "votes": [
            (d.id, letter)
            for d, letter in zip(crowd.decisions, person.letters, strict=True)
            if letter not in (NOTHING, Position.NOT_A_MEMBER)
        ],
        "sources": list(member_sources(parliament, member_id, crowd.last.term if crowd.last else None)),
        "path": page.path,
        "licence": LICENCE[parliament],
    }


MEMBER = PageType("member", "member.html", _pages, _view, _data)
