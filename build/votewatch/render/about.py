"""What a page says of itself to those who link it: Open Graph for a share, JSON-LD (schema.org) for a search engine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from votewatch.facts.histories import History
from votewatch.model.decision import Decision
from votewatch.model.eu_kinds import EuKind
from votewatch.model.member import Member
from votewatch.model.vocabulary import Parliament, SkKind
from votewatch.render.addresses import item_source, vote_source
from votewatch.render.data import LICENCE_URL
from votewatch.render.page import Page
from votewatch.render.phrase import plain
from votewatch.render.pictures.outputs import picture_path
from votewatch.render.pictures.sheet import SIZE
from votewatch.render.pictures.subjects import of_decision, of_member, said
from votewatch.render.site import Site, decided_when
from votewatch.render.words import Words

# The kinds that are an act or a bill; of the others schema.org has no word.
_LEGISLATION = {
    SkKind.LAW, SkKind.CONSTITUTIONAL_LAW, SkKind.RETURNED_LAW, SkKind.TREATY,
    EuKind.LEGISLATIVE_FIRST, EuKind.LEGISLATIVE_SECOND, EuKind.CONSULTATION,
}  # fmt: skip
_LOCALES = {"sk": "sk_SK", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class About:
    """``image`` is "" where no picture is drawn; ``alt`` says the picture with its numbers; ``data`` is JSON-LD."""

    title: str
    description: str
    url: str
    locale: str
    image: str
    width: int
    height: int
    alt: str
    data: Markup


def of_decision_page(site: Site, page: Page, decision: Decision, words: Words) -> About:
    """A decision: its headline, how it ended with the numbers, and its picture."""
    sheet = of_decision(site, decision, words)
    url = address(site, words.lang, page.path)
    item = item_source(decision)
    thing: dict[str, Any] = {
        "@type": "Legislation" if decision.kind in _LEGISLATION else "CreativeWork",
        "name": decision.title,
        "identifier": decision.key,
    }
    if decision.kind in _LEGISLATION:
        thing["legislationJurisdiction"] = "SK" if decision.parliament is Parliament.SK else "EU"
    data = {
        "@type": "WebPage",
        "name": plain(site.headline(decision, words)),
        "description": sheet.outcome,
        "url": url,
        "inLanguage": words.lang,
        "about": thing,
        "temporalCoverage": decided_when(decision)[0][:10],
        "isBasedOn": [vote_source(decision.deciding or decision.latest), *([item] if item else [])],
    }
    if decision.parliament is Parliament.EU:
        data["license"] = LICENCE_URL
    return _about(site, words, page.path, sheet.headline, sheet.outcome, said(sheet), data)


def of_member_page(
    site: Site, page: Page, member: Member, history: History, club: str, sources: Sequence[str], words: Words
) -> About:
    """A member: the name, how often which position was taken on decisions, and the picture.

    ``page`` is of (parliament, number); ``club`` is a name of the record, ``history`` runs along the decisions by name,
    and ``sources`` are the member's own pages elsewhere.
    """
    parliament = page.subject[0]
    sheet = of_member(site, parliament, member, history, club, words)
    person: dict[str, Any] = {
        "@type": "Person",
        "name": member.full_name,
        "givenName": member.first_name,
        "familyName": member.last_name,
        "sameAs": list(sources),
    }
    data = {
        "@type": "ProfilePage",
        "name": member.full_name,
        "description": sheet.outcome,
        "url": address(site, words.lang, page.path),
        "inLanguage": words.lang,
        "mainEntity": person,
    }
    if parliament is Parliament.EU:
        data["license"] = LICENCE_URL
    return _about(site, words, page.path, sheet.headline, said(sheet), said(sheet), data)


def _about(site: Site, words: Words, path: str, title: str, description: str, alt: str, data: dict[str, Any]) -> About:
    image = address(site, words.lang, picture_path(path)) if site.look.pictures else ""
    if image:
        data["primaryImageOfPage"] = image
    return About(
        title, description, address(site, words.lang, path), _LOCALES[words.lang], image, *SIZE, alt, json_ld(data)
    )


def address(site: Site, lang: str, path: str) -> str:
    """The whole address of a page or file."""
    return f"{site.look.site_url}/{lang}/{path}"


def json_ld(data: dict[str, Any]) -> Markup:
    """A block of data for a script element, which no text in it can leave."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
