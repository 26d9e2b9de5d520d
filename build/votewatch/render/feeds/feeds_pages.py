"""The pages on which every feed is listed: one for all but members, and one per parliament for its members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import FEEDS, feed_path
from votewatch.render.alphabet import name_order, word_order
from votewatch.render.feeds.calendar import calendar_name
from votewatch.render.feeds.channels import Channel, Kind, channels, of_kind
from votewatch.render.feeds.telling import subject_name
from votewatch.render.page import Page, PageType, View
from votewatch.render.site import Site
from votewatch.render.words import Words


@dataclass(frozen=True, slots=True)
class Listed:
    """One feed in a list, by its addresses."""

    name: str
    atom: str
    json: str
    calendar: str | None = None


def _listed(site: Site, channel: Channel, words: Words) -> Listed:
    lang = words.lang
    calendar = None
    if channel.kind is Kind.PARLIAMENT and channel.parliament is not None:
        calendar = "/" + feed_path(calendar_name(channel.parliament), "ics", lang)
    return Listed(
        subject_name(site, channel, words),
        "/" + feed_path(channel.name, "atom", lang),
        "/" + feed_path(channel.name, "json", lang),
        calendar,
    )


def _list_pages(site: Site) -> Iterator[Page]:
    shown = [c for c in channels(site) if c.kind is not Kind.MEMBER]
    yield Page(FEEDS, shown, [(c.name, c.subject, _names(site, c)) for c in shown])


def _names(site: Site, channel: Channel) -> object:
    return site.topics[str(channel.subject)].names if channel.kind is Kind.TOPIC else None


def _list_view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]

    def listed(kind: Kind, parliament: Parliament | None = None) -> list[Listed]:
        return [_listed(site, c, words) for c in of_kind(site, kind, parliament)]

    first = [*listed(Kind.PARLIAMENT), *listed(Kind.QUESTIONS), *listed(Kind.CORRECTIONS)]

    def by_name(feeds: list[Listed]) -> list[Listed]:
        return sorted(feeds, key=lambda feed: word_order(feed.name, lang))

    groups = [(words["feeds.first"], first), (words["feeds.topics"], listed(Kind.TOPIC))]
    groups += [(words[f"feeds.clubs_{p}"], by_name(listed(Kind.CLUB, p))) for p in Parliament]
    return {
        "title": words["feeds.page_title"],
        "headline": words["feeds.page_title"],
        "crumbs": [],
        "groups": [(name, feeds) for name, feeds in groups if feeds],
        "members": [(members_path(p), words[f"parliament.{p}.name"]) for p in Parliament],
        "feeds": [(c.name, subject_name(site, c, words)) for c in channels(site)[:4]],
    }


def members_path(parliament: Parliament) -> str:
    """``feeds/members-sk/``."""
    return f"{FEEDS}members-{parliament.value}/"


def _member_pages(site: Site) -> Iterator[Page]:
    for parliament in Parliament:
        shown = of_kind(site, Kind.MEMBER, parliament)
        yield Page(members_path(parliament), (parliament, shown), [c.name for c in shown])


def _member_view(site: Site, page: Page, lang: str) -> View:
    words, (parliament, shown) = site.words[lang], page.subject
    members = site.record.members(parliament)
    ordered = sorted(shown, key=lambda c: (name_order(members[c.subject]), c.subject))
    title = words.t("feeds.members_title", parliament=words[f"parliament.{parliament}.name"])
    return {
        "title": title,
        "headline": title,
        "crumbs": [(FEEDS, words["feeds.page_title"])],
        "listed": [_listed(site, c, words) for c in ordered],
    }


LIST = PageType("feeds", "feeds.html", _list_pages, _list_view)
MEMBERS = PageType("feeds-of-members", "feeds_of_members.html", _member_pages, _member_view)
