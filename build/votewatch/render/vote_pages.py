"""The roll calls of an item, and one roll call with every member."""

from __future__ import annotations

from collections.abc import Iterator

from votewatch.facts.sk.titles import item_title
from votewatch.model.decision import Decision
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament
from votewatch.render import data as page_data
from votewatch.render import tally as tallies
from votewatch.render.addresses import decision_path, month_path, roll_call_path, vote_source, votes_path
from votewatch.render.cards import headlines
from votewatch.render.correction_log import concerning
from votewatch.render.page import Page, PageType, View
from votewatch.render.phrase import html, plain
from votewatch.render.site import Site, has_page, last_changed
from votewatch.render.vote_rows import motion_label, own_words, vote_row
from votewatch.render.words import day, month_name


def _votes_pages(site: Site) -> Iterator[Page]:
    for decision in site.record.decisions:
        if len(decision.roll_calls) > 1:
            changed = last_changed(site, decision.roll_calls, decision)
            yield Page(
                votes_path(decision.id), decision, (site.prints[decision.id], headlines(site, decision)), changed
            )


def _votes_view(site: Site, page: Page, lang: str) -> View:
    decision: Decision = page.subject
    words = site.words[lang]
    title = site.headline(decision, words)
    return {
        "title": words.t("votes.title", headline=plain(title)),
        "headline": words.t("votes.title", headline=html(title, lang)),
        "back": decision_path(decision.id),
        "rows": [vote_row(r, words, decision) for r in decision.roll_calls],
        "crumbs": [(decision_path(decision.id), html(title, lang))],
        "decision": decision,
    }


def _roll_call_pages(site: Site) -> Iterator[Page]:
    for roll_call in site.record.roll_calls:
        if has_page(roll_call):
            owner = site.decision_of.get(roll_call.id)
            known = owner and (owner.id, owner.title, owner.kind, owner.for_means, headlines(site, owner))
            corrections = tuple(site.corrections_of.get(roll_call.id, ()))
            changed = last_changed(site, (roll_call,))
            yield Page(roll_call_path(roll_call.id), roll_call, (roll_call, known, corrections), changed)


def _roll_call_view(site: Site, page: Page, lang: str) -> View:
    roll_call: RollCall = page.subject
    words = site.words[lang]
    owner = site.decision_of.get(roll_call.id)
    sk = roll_call.parliament is Parliament.SK
    date = day(roll_call.day, lang)
    own, own_lang = own_words(roll_call)
    name = words[f"parliament.{roll_call.parliament}.short"]
    month = roll_call.when[:7]
    if sk:
        title = words.t("roll_call.title_sk", number=roll_call.number, date=date)
    else:
        title = words.t("roll_call.title_eu", date=date)
    result = words[f"result.{roll_call.result.value}"] if roll_call.result else None
    return {
        "title": title,
        "headline": title,
        "roll_call": roll_call,
        "crumbs": [
            (month_path(roll_call.parliament), name),
            (month_path(roll_call.parliament, month), f"{month_name(int(month[5:]), lang)} {month[:4]}"),
        ],
        "iso": roll_call.when,
        "date": date,
        "about": motion_label(roll_call, words),
        "own": own,
        "own_lang": own_lang,
        "item": item_title(roll_call.title) if sk else roll_call.title,
        "item_lang": "sk" if sk else "en",
        "part": words.t("roll_call.part_of", meeting=roll_call.meeting, number=roll_call.number) if sk else None,
        "result": words.t("roll_call.result", result=result) if result else words["roll_call.result_none"],
        "tally": tallies.tally(site, roll_call, words) if roll_call.totals else None,
        "rows": tallies.club_rows(site, roll_call, words),
        "members": tallies.members(site, roll_call, words),
        "slovak": tallies.slovak_members(site, roll_call, words),
        "corrections": concerning(site, (roll_call.id,), words),
        "owner": (decision_path(owner.id), html(site.headline(owner, words), lang)) if owner else None,
        "sources": [
            (vote_source(roll_call), words.t(f"source.{roll_call.parliament}_vote", n=roll_call.source_id)),
        ],
        "read": day(roll_call.read, lang),
    }


VOTES = PageType("votes", "votes.html", _votes_pages, _votes_view, page_data.votes)
ROLL_CALL = PageType("roll-call", "roll_call.html", _roll_call_pages, _roll_call_view, page_data.roll_call)
