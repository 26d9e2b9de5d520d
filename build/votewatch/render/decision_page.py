"""The page of one decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from votewatch.model.decision import Decision
from votewatch.model.eu_kinds import EuKind
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import ForMeans, Parliament, SkKind, SkOutcome
from votewatch.render import data as page_data
from votewatch.render import tally as tallies
from votewatch.render.about import of_decision_page
from votewatch.render.addresses import decision_path, embed_path, item_source, month_path, vote_source, votes_path
from votewatch.render.ask import asked
from votewatch.render.cards import card_key
from votewatch.render.committed import committed_key, counted
from votewatch.render.correction_log import concerning
from votewatch.render.explained import explained
from votewatch.render.law_pages import law_links
from votewatch.render.outcome import outcome_key, outcome_line, outcome_tone, stage
from votewatch.render.page import Page, PageType, View
from votewatch.render.phrase import html, plain
from votewatch.render.site import Site, decided_when, last_changed
from votewatch.render.topics import topic_key, topic_lines
from votewatch.render.vote_rows import motion_label, vote_row
from votewatch.render.wording import for_means_key, majority_words
from votewatch.render.words import Words, day, month_name

# Kinds whose several steps are several texts about the same thing, not one text on its way.
_RIVALS = (SkKind.RESOLUTION_OR_REPORT, EuKind.OBJECTION_TO_ACT)
LISTED = 12  # steps shown on the page itself; all the rest stand on the page of its votes


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a related decision: ``words`` before it say what it is, ``outcome`` after it how that one ended."""

    relation: str
    path: str
    text: Markup
    words: Markup
    outcome: Markup


def _pages(site: Site) -> Iterator[Page]:
    for decision in site.record.decisions:
        related = tuple(card_key(site, site.by_id[r.decision_id]) for r in decision.related)
        corrections = tuple(c for r in decision.roll_calls for c in site.corrections_of.get(r.id, ()))
        yield Page(
            decision_path(decision.id),
            decision,
            (
                site.prints[decision.id],
                related,
                corrections,
                site.questions.get(decision.id),
                site.record.prose.get(decision.id),
                topic_key(site, decision),
                law_links(site, decision),
                committed_key(site, decision),
            ),
            last_changed(site, decision.roll_calls, decision),
        )


def _view(site: Site, page: Page, lang: str) -> View:
    decision: Decision = page.subject
    words = site.words[lang]
    title = site.headline(decision, words)
    voted = decision.deciding if decision.deciding and decision.deciding.totals else None
    shown = decision.shown
    month = decided_when(decision)[0][:7]
    name = words[f"parliament.{decision.parliament}.short"]
    return {
        "title": plain(title),
        "about": of_decision_page(site, page, decision, words),
        "headline": html(title, lang),
        "decision": decision,
        "crumbs": [
            (month_path(decision.parliament), name),
            (month_path(decision.parliament, month), f"{month_name(int(month[5:]), lang)} {month[:4]}"),
        ],
        "explained": explained(site, decision, words),
        "tone": outcome_tone(decision),
        "outcome": outcome_line(decision, words),
        "iso": decided_when(decision)[0][:10],
        "date": day(decided_when(decision)[0], lang),
        "stage": stage(decision, words),
        "kind": words[f"kind.{decision.parliament}.{decision.kind}"],
        "for_meant": words[for_means_key(decision)] if decision.passed is not None else None,
        # The display titles of objections tempt to read *for* as "for the act": what it meant stands above the result.
        "leads": decision.kind == EuKind.OBJECTION_TO_ACT and decision.passed is not None,
        "explain": explanation(decision, words),
        "majority": majority_words(decision.majority, words),
        "topics": topic_lines(site, decision, words),
        "laws": law_links(site, decision),
        "official": decision.title,
        "official_lang": "sk" if decision.parliament is Parliament.SK else "en",
        "notes": notes(decision, words),
        "corrections": concerning(site, (r.id for r in decision.roll_calls), words),
        "tally": tallies.tally(site, voted, words, tallies.needed_on_bar(decision)) if voted else None,
        "not_supporting": not_supporting(decision, words),
        "rows": tallies.club_rows(site, shown, words) if shown else (),
        "rows_caption": rows_caption(decision, words),
        "shown_elsewhere": shown_elsewhere(decision, words),
        "members": tallies.members(site, shown, words) if shown else (),
        "slovak": tallies.slovak_members(site, shown, words) if shown else (),
        "question": asked(site, decision, words),
        "counted": counted(site, decision, words),
        "embed_path": embed_path(decision.id),
        "votes": [vote_row(r, words, decision) for r in _listed(decision)],
        "votes_caption": words["decision.votes_caption" if decision.steps else "decision.votes_caption_aside"],
        "votes_path": votes_path(decision.id) if len(decision.roll_calls) > 1 else None,
        "votes_count": len(decision.roll_calls),
        "related": [
            Link(
                r.relation,
                decision_path(r.decision_id),
                html(site.headline(site.by_id[r.decision_id], words), lang),
                words[f"relation.{r.relation}"],
                words[outcome_key(site.by_id[r.decision_id])],
            )
            for r in decision.related
        ],
        "sources": sources(decision, words),
        "read": day(max(r.read for r in decision.roll_calls), lang),
    }


def _listed(decision: Decision) -> list[RollCall]:
    """The steps; where the record has none that count, the newest votes. The deciding one is always among them."""
    if len(decision.roll_calls) == 1:
        return []
    steps = list(decision.steps or decision.roll_calls)
    if decision.deciding is not None and decision.deciding not in steps:
        steps.append(decision.deciding)
    return sorted(steps[-LISTED:], key=lambda r: (r.when, r.source_id))


def not_supporting(decision: Decision, words: Words) -> Markup | None:
    """How many present members of the NR SR did not vote for: where passage needs a share of those present, for is the
    only vote that helps. None for the EP, where an abstention is neutral.
    """
    totals = decision.deciding.totals if decision.deciding else None
    if totals is None or decision.parliament is Parliament.EU:
        return None
    if totals.present == totals.for_:
        return words["decision.all_supporting"]
    return words.n("decision.not_supporting", totals.present - totals.for_)


def shown_elsewhere(decision: Decision, words: Words) -> Markup | None:
    """Said wherever names stand: they are of another vote than the one that decided. None where they are not."""
    shown = decision.shown
    if shown is None or decision.deciding is None or shown.id == decision.deciding.id:
        return None
    return words.t("decision.not_by_name", what=motion_label(shown, words), date=day(shown.day, words.lang))


def rows_caption(decision: Decision, words: Words) -> Markup:
    """What the table of clubs counts; it names the roll call when that is not the one that decided."""
    caption = words["table.caption" if decision.parliament is Parliament.SK else "table.caption_eu"]
    shown = decision.shown
    if shown is None or decision.deciding is None or shown.id == decision.deciding.id:
        return caption
    what, date = motion_label(shown, words), day(shown.day, words.lang)
    return words.t("table.shown_vote", caption=caption, what=what, date=date)


def explanation(decision: Decision, words: Words) -> Markup | None:
    """What a reader must know so that *for* is not misread."""
    if decision.parliament is Parliament.SK:
        first = decision.outcome == SkOutcome.REJECTED_FIRST_READING
        return words["decision.explain_first"] if first else None
    if decision.kind == EuKind.DISCHARGE and decision.for_means is ForMeans.ADOPT:
        return words["decision.explain_discharge_resolution"]
    return words["decision.explain_discharge"] if decision.kind == EuKind.DISCHARGE else None


def notes(decision: Decision, words: Words) -> list[Markup]:
    """What is special about this decision, each as a sentence."""
    found = []
    if decision.note:
        note = Markup('<span lang="en">{}</span>').format(decision.note) if words.lang != "en" else decision.note
        found.append(words.t("decision.note", note=note))
    if decision.no_question == "secret":
        found.append(words["decision.secret"])
    elif decision.deciding is None:
        found.append(words["decision.no_decision"])
    elif decision.shown is None:
        found.append(words["decision.no_names"])
    elif elsewhere := shown_elsewhere(decision, words):
        found.append(elsewhere)
    if decision.declaration:
        found.append(words["decision.declaration"])
    if decision.deciding is not None and decision.deciding.result is None and decision.passed is not None:
        found.append(words["decision.computed"])
    if decision.kind in _RIVALS and len(decision.steps) > 1:
        found.append(words["decision.more_texts" if decision.parliament is Parliament.SK else "decision.rivals"])
    if decision.outcome in (SkOutcome.ADOPTED, SkOutcome.VETO_OVERRIDDEN) and not _returned(decision):
        found.append(words["decision.not_in_force"])
    return found


def _returned(decision: Decision) -> bool:
    return any(r.relation == "returned_as" for r in decision.related)


def sources(decision: Decision, words: Words) -> list[tuple[str, Markup]]:
    """(address, words) of the record's own pages: the votes that the page shows, and the print or procedure."""
    named = [decision.deciding, decision.shown, decision.latest]
    if decision.kind in _RIVALS:
        named += decision.steps[-LISTED:]
    votes = {r.id: r for r in named if r is not None}
    found = [(vote_source(r), words.t(f"source.{decision.parliament}_vote", n=r.source_id)) for r in votes.values()]
    item = item_source(decision)
    if item is not None:
        key = "source.sk_print" if decision.parliament is Parliament.SK else "source.eu_procedure"
        found.append((item, words.t(key, n=decision.key)))
    return found


PAGE = PageType("decision", "decision.html", _pages, _view, page_data.decision)
