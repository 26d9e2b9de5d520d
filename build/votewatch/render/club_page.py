"""One club or group: who it is, its members, its decisions, and how often it agreed with others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from votewatch.model.club import Club, RecordName
from votewatch.model.vocabulary import Parliament, StanceKind
from votewatch.render.addresses import club_path
from votewatch.render.club_members import ClubMembers, has_page, member_item, members_of
from votewatch.render.club_rows import years
from votewatch.render.clubs_page import cohesion_data
from votewatch.render.data import LICENCE, stance
from votewatch.render.feeds.channels import offered
from votewatch.render.feeds.telling import title_name
from votewatch.render.page import Page, PageType, View
from votewatch.render.shares import Share, percent_text, share
from votewatch.render.site import Site
from votewatch.render.standing import Standing, standing
from votewatch.render.typography import bind
from votewatch.render.words import Words, day

APART = (StanceKind.SPLIT, StanceKind.NO_COMMON_POSITION)
SOURCES = {Parliament.SK: "nrsr.sk", Parliament.EU: "howtheyvote.eu"}  # whose names the rosters carry


@dataclass(frozen=True, slots=True)
class Other:
    """Another club in the row of agreement."""

    slug: str
    short: str
    path: str
    share: Share
    same: int
    differed: int


def _pages(site: Site) -> Iterator[Page]:
    for parliament in Parliament:
        held, as_of = standing(site, parliament), _as_of(site, parliament)
        for slug, club in held.clubs.items():
            rows = "|".join(f"{held.keys[place]}{held.said[slug][place]}" for place in held.places(slug))
            row = [(other, held.pairs.get((slug, other))) for other in held.clubs], held.seen[slug]
            members = members_of(site, club)
            linked = [has_page(site, parliament, member) for member, _ in (*members.now, *members.before)]
            yield Page(club_path(slug), (held, club, members, as_of), (rows, row, members, linked, as_of))


def _view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]
    held, club, members, as_of = page.subject
    slug, cohesion = club.slug, held.over[club.slug].cohesion
    kind = held.parliament.value if cohesion is not None else "alone"
    short = bind(club.short.of(lang), lang)
    places = held.places(slug)
    apart = [p for p in places if held.over[slug].stances[p].kind in APART]
    parliament = words[f"parliament.{held.parliament}.name"]
    return {
        "title": short,
        "headline": short,
        "long": bind(club.long.of(lang), lang),
        "about": words.t("club.description", long=club.long.of(lang), parliament=parliament),
        "crumbs": [(club_path(), words["clubs.title"])],
        "slug": slug,
        "kind": kind,
        "code": held.parliament.value,
        "parliament": parliament,
        "in_record": words.t("club.in_record_text", **{key: day(iso, lang) for key, iso in held.seen[slug].items()}),
        "size": words.t("club.size_text", members=words.n("clubs.members", held.last(slug).size)),
        "names": names(club, words),
        "note": bind(club.note.of(lang), lang) if club.note else None,
        "cohesion": _cohesion(held, slug, words),
        "others": _others(held, slug, words),
        **_people(site, held, members, as_of, words),
        "apart": years(site, held, apart, [slug], short, words),
        "years": years(site, held, places, [slug], short, words),
        "feeds": [(c.name, title_name(site, c, words)) for c in offered(site, f"c/{slug}")],
    }


def names(club: Club, words: Words) -> list[Markup]:
    """What the sources call the club: those of the record with their days, then others."""
    found = [_record_name(known, club.parliament, words) for known in club.record]
    return found + [words.t("club.name_where", name=one.name, where=one.where) for one in club.aliases]


def _record_name(known: RecordName, parliament: Parliament, words: Words) -> Markup:
    name = known.name or words["club.name_empty"]
    days = {key: day(iso, words.lang) for key, iso in (("from", known.start), ("to", known.end)) if iso}
    return words.t("_".join(("club.name_where", *days)), name=name, where=SOURCES[parliament], **days)


def _cohesion(held: Standing, slug: str, words: Words) -> View | None:
    counted = held.over[slug].cohesion
    if counted is None:
        return None
    rows = []
    for field, count in counted._asdict().items():
        rows.append((words[f"clubs.{field}"], count, percent_text(count, counted.total, words) or ""))
    of = words.t("club.cohesion_caption", decisions=words.n("clubs.counted_genitive", counted.total))
    return {"rows": rows, "caption": of}


def _others(held: Standing, slug: str, words: Words) -> list[Other]:
    found = []
    for other in held.affiliated if held.over[slug].cohesion is not None else []:
        if other != slug:
            both, club = held.pairs[slug, other], held.clubs[other]
            short = bind(club.short.of(words.lang), words.lang)
            cell = share(held, slug, other, words)
            found.append(Other(other, short, club_path(other), cell, both.same, both.shared - both.same))
    return found


def _people(site: Site, held: Standing, members: ClubMembers, as_of: str, words: Words) -> View:
    now, before = (
        Markup("\n").join(member_item(site, held.parliament, m, periods, words) for m, periods in rows)
        for rows in (members.now, members.before)
    )
    return {
        "now": now,
        "now_count": len(members.now),
        "now_on": words.t("club.now_on", date=day(as_of, words.lang)) if as_of else "",
        "before": before,
        "before_count": len(members.before),
    }


def _as_of(site: Site, parliament: Parliament) -> str:
    """The day to which "today" belongs: that of the last vote by name of the NR SR, of the last reading for the EP."""
    own = [r for r in site.record.roll_calls if r.parliament is parliament]
    if parliament is Parliament.SK:
        return max((r.day for r in own if r.roster is not None), default="")
    return max((r.read for r in own), default="")


def _data(site: Site, page: Page) -> View:
    held, club, members, _ = page.subject
    rows = []
    for place in reversed(held.places(club.slug)):
        decision, own = held.decisions[place], held.over[club.slug].stances[place]
        deciding = decision.deciding.id if decision.deciding else None
        row = {"decision": decision.id, "deciding_vote": deciding, "day": held.days[place], "outcome": decision.outcome}
        rows.append(row | stance(own))
    return {
        "club": club.slug,
        "parliament": held.parliament,
        "names": {"short": club.short._asdict(), "long": club.long._asdict()},
        "names_in_record": [{"name": n.name, "from": n.start, "to": n.end} for n in club.record],
        "aliases": [{"name": a.name, "where": a.where} for a in club.aliases],
        "unaffiliated": club.unaffiliated,
        "cohesion": cohesion_data(held, club.slug),
        "agreement": [
            {"club": other, "same": both.same, "shared": both.shared}
            for (one, other), both in sorted(held.pairs.items())
            if one == club.slug
        ],
        "members": [_member_data(site, held, m, periods) for m, periods in members.now],
        "former_members": [_member_data(site, held, m, periods) for m, periods in members.before],
        "decisions": rows,
        "licence": LICENCE[held.parliament],
    }


def _member_data(site: Site, held: Standing, member: int, periods: tuple[tuple[str, str | None], ...]) -> View:
    name = site.record.members(held.parliament)[member].full_name
    return {"id": member, "name": name, "periods": [{"from": start, "to": end} for start, end in periods]}


CLUB = PageType("club", "club.html", _pages, _view, _data)
