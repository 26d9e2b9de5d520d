"""The same numbers for programs: the index.json beside a page. Words of the vocabulary, never of a language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from votewatch.facts.eu.motions import motion_of as eu_motion_of
from votewatch.facts.sk.motions import motion_of as sk_motion_of
from votewatch.facts.stances import stances
from votewatch.model.decision import Decision, Stance
from votewatch.model.prose import LANGUAGES, Prose
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import decision_path, item_source, roll_call_path, vote_source
from votewatch.render.page import Page
from votewatch.render.questions import Question
from votewatch.render.record import Record
from votewatch.render.site import Site, has_page

LICENCE_URL = "https://opendatacommons.org/licenses/odbl/1-0/"
LICENCE = {
    Parliament.SK: "https://www.nrsr.sk (public record)",
    Parliament.EU: f"ODbL 1.0, HowTheyVote.eu, {LICENCE_URL}",
}


def decision(site: Site, page: Page) -> dict[str, Any]:
    """A decision: what it was, how it ended, how the clubs voted, and its roll calls by their totals."""
    return of_decision(site.record, site.questions, page.subject)


def of_decision(record: Record, questions: Mapping[str, Question], d: Decision) -> dict[str, Any]:
    """What stands in the index.json of a decision; ``questions`` are those that are asked now, by decision id."""
    asked = questions.get(d.id)
    item = item_source(d)
    return {
        "id": d.id,
        "kind": d.kind,
        "outcome": d.outcome,
        "deciding_vote": d.deciding.id if d.deciding else None,
        "for_means": d.for_means,
        "majority": (
            {"rule": d.majority.rule, "needed": d.majority.needed, "base": d.majority.base} if d.majority else None
        ),
        "totals": totals(d.deciding) if d.deciding else None,
        "positions_of": d.shown.id if d.shown else None,
        "stances": [stance(s) for s in d.stances],
        "roll_calls": [_roll_call_line(r) for r in d.roll_calls],
        "sources": [*dict.fromkeys(vote_source(r) for r in (d.deciding, d.latest) if r), *([item] if item else [])],
        "passed": d.passed,
        "parliament": d.parliament,
        "item": d.key,
        "title": d.title,
        **topics(record, d),
        "declaration": d.declaration,
        "no_question": d.no_question,
        "question": dict(asked.text) if asked else None,
        "prose": prose(record.prose.get(d.id)),
        "related": [{"relation": r.relation, "id": r.decision_id} for r in d.related],
        "note": d.note,
        "path": decision_path(d.id),
        "read": max(r.read for r in d.roll_calls),
        "licence": LICENCE[d.parliament],
    }


def topics(record: Record, d: Decision) -> dict[str, Any]:
    """Slugs of the topics of a decision, what each was found by, and what the source itself calls them."""
    found = record.topics.get(d.id, ())
    return {
        "topics": [one.topic for one in found],
        "topic_reasons": {one.topic: [{"by": r.kind, "value": r.value} for r in one.reasons] for one in found},
        "source_topics": list(d.topics),
    }


def prose(written: Prose | None) -> dict[str, Any] | None:
    """Headline and summary by language with their origin; None where nothing is written."""
    if written is None:
        return None
    found = {}
    for lang in LANGUAGES:
        text = written.of(lang)
        if text is not None:
            origin = {"source": text.source, "model": text.model or None, "date": text.date, "rules": text.validator}
            found[lang] = {"headline": text.headline, "summary": text.summary, **origin}
    return found


def votes(site: Site, page: Page) -> dict[str, Any]:
    """The roll calls of a decision."""
    d: Decision = page.subject
    return {
        "id": d.id,
        "deciding_vote": d.deciding.id if d.deciding else None,
        "roll_calls": [_roll_call_line(r) for r in d.roll_calls],
        "licence": LICENCE[d.parliament],
    }


def roll_call(site: Site, page: Page) -> dict[str, Any]:
    """A roll call with every member: by club, [id, name] under the letter of each position."""
    r: RollCall = page.subject
    owner = site.decision_of.get(r.id)
    return of_roll_call(site.record, owner.id if owner else None, r)


def of_roll_call(record: Record, decision_id: str | None, r: RollCall) -> dict[str, Any]:
    """What stands in the index.json of a roll call; ``decision_id`` is the decision that it belongs to."""
    found = _roll_call_line(r)
    found |= {
        "title": r.title,
        "decision": decision_id,
        "stances": [stance(s) for s in stances(r)],
        "members": _members(record, r),
        "source": vote_source(r),
        "read": r.read,
        "licence": LICENCE[r.parliament],
    }
    return found


def _members(record: Record, r: RollCall) -> list[dict[str, Any]]:
    known = record.members(r.parliament)
    letters = iter(r.positions or "")
    found = []
    for club, members in r.roster.clubs if r.roster else ():
        row: dict[str, Any] = {"club": club}
        for member in members:
            row.setdefault(next(letters), []).append([member, known[member].full_name])
        found.append(row)
    return found


def _roll_call_line(r: RollCall) -> dict[str, Any]:
    motion = sk_motion_of(r.title) if r.parliament is Parliament.SK else eu_motion_of(r)
    return {
        "id": r.id,
        "when": r.when,
        "motion": motion.value,
        "result": r.result,
        "totals": totals(r),
        "path": roll_call_path(r.id) if has_page(r) else None,
    }


def totals(r: RollCall) -> dict[str, int] | None:
    """The counts as the source prints them. The NR SR's printed number of absent members is often wrong: left out."""
    t = r.totals
    if t is None:
        return None
    found = {"for": t.for_, "against": t.against, "abstained": t.abstained}
    if t.not_voting is not None:
        found["not_voting"] = t.not_voting
    if t.did_not_vote is not None:
        found["did_not_vote"] = t.did_not_vote
    return found


def stance(s: Stance) -> dict[str, Any]:
    """One club: the word for how it voted, and the counts that it rests on."""
    return {
        "club": s.club,
        "stance": s.kind,
        "position": s.position,
        "for": s.for_,
        "against": s.against,
        "abstained": s.abstained,
        "not_voting": s.not_voting,
        "absent": s.absent,
        "members": s.size,
    }
