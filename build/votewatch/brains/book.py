"""The record as the read tools see it: decisions, members, clubs, in plain objects with their sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from votewatch.brains.finding import entries, find
from votewatch.brains.tools import ToolError
from votewatch.llm.lists_words import bare
from votewatch.model.decision import Decision, Stance
from votewatch.model.member import Member
from votewatch.model.prose import LANGUAGES
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament, Position
from votewatch.render.addresses import decision_path, item_source, vote_source
from votewatch.render.data import stance, totals
from votewatch.render.record import Record

VOTES = {
    Position.FOR: "for",
    Position.AGAINST: "against",
    Position.ABSTAINED: "abstained",
    Position.NOT_VOTING: "present, did not vote",
    Position.ABSENT: "absent",
    Position.DID_NOT_VOTE: "did not vote",
}
LATEST = 10  # decisions of a member, newest first

# The counts of one poll, by the decision's id: {"yes", "no", "n", "as_of"}. Raises ToolError when it cannot be asked.
Tally = Callable[[str], Mapping[str, Any]]


def no_tally(_id: str) -> Mapping[str, Any]:
    """For an installation without a poll API. Raises ToolError."""
    raise ToolError("readers' answers are not known here: [poll] api_url is not set")


@dataclass(frozen=True)
class Book:
    """What the read tools answer from. Every answer names the source of its numbers."""

    record: Record
    tally: Tally = no_tally

    @cached_property
    def _index(self) -> Any:
        return entries(self.record.decisions, self.record.prose)

    @cached_property
    def _by_id(self) -> dict[str, Decision]:
        return {d.id: d for d in self.record.decisions}

    def search(self, query: str, parliament: str = "", limit: int = 5) -> dict[str, Any]:
        """Decisions by words of their title, a law's number or a print's; the best ``limit`` (1 to 20) of them."""
        found = [d for d in find(self._index, query) if parliament in ("", d.parliament)]
        return {"found": len(found), "decisions": [self._line(d) for d in found[: min(max(limit, 1), 20)]]}

    def decision(self, id: str) -> dict[str, Any]:
        """One decision with the counts of its deciding vote and what each club did."""
        d = self._known(id)
        vote = d.deciding or d.latest
        item = item_source(d)
        return self._line(d) | {
            "kind": d.kind,
            "title": d.title,
            "passed": d.passed,
            "for_meant": d.for_means,
            "deciding_vote": d.deciding.id if d.deciding else None,
            "totals": totals(d.deciding) if d.deciding else None,
            "majority_needed": d.majority.needed if d.majority else None,
            "stances": [_stance(one) for one in d.stances],
            "roll_calls": len(d.roll_calls),
            "note": d.note,
            "sources": [vote_source(vote), *([item] if item else [])],
        }

    def member(self, name: str, parliament: str = "") -> dict[str, Any]:
        """How one member voted on the decisions whose positions are known: the counts, and the latest ten."""
        where, member = self._member(name, parliament)
        counts: Counter[str] = Counter()
        clubs: dict[str, None] = {}
        latest: list[dict[str, Any]] = []
        for d in reversed(self._in_order[where]):
            found = _position(d.shown, member.id)
            if found is None:
                continue
            club, letter = found
            clubs.setdefault(club)
            counts[VOTES[letter]] += 1
            if len(latest) < LATEST:
                assert d.shown is not None
                latest.append(self._line(d) | {"vote": VOTES[letter], "source": vote_source(d.shown)})
        return {
            "member": member.full_name,
            "parliament": where.value,
            "clubs_newest_first": list(clubs),
            "decisions": counts.total(),
            "votes": dict(sorted(counts.items())),
            "latest": latest,
        }

    def agreement(self, parliament: str, one: str, other: str) -> dict[str, Any]:
        """On how many decisions two clubs took the same position, of those on which both had one."""
        where = Parliament(parliament)
        pair = [self._club(where, name) for name in (one, other)]
        if pair[0] == pair[1]:
            raise ToolError(f"{one!r} and {other!r} are the same club")
        n, same = 0, 0
        differed: list[dict[str, Any]] = []
        for d in reversed(self._in_order[where]):
            by_club = {s.club: s.position for s in d.stances}
            first, second = (by_club.get(club) for club in pair)
            if first is None or second is None:
                continue
            n += 1
            same += first == second
            if first != second and len(differed) < LATEST:
                differed.append(self._line(d) | {pair[0]: VOTES[first], pair[1]: VOTES[second]})
        return {
            "clubs": pair,
            "decisions_where_both_had_a_position": n,
            "same_position": same,
            "percent": round(100 * same / n, 1) if n else None,
            "latest_differences": differed,
        }

    def poll(self, id: str) -> dict[str, Any]:
        """How readers answered the question on one decision."""
        known = self._known(id)
        return {"id": known.id, **self.tally(known.id)}

    def _line(self, d: Decision) -> dict[str, Any]:
        written = self.record.prose.get(d.id)
        vote = d.deciding or d.latest
        headlines = {lang: text.headline for lang in LANGUAGES if written and (text := written.of(lang))}
        shown: dict[str, Any] = {"headline": headlines} if headlines else {"title": " ".join(d.title.split())}
        return {"id": d.id, "date": vote.day, **shown, "outcome": d.outcome, "page": f"/en/{decision_path(d.id)}"}

    def _known(self, id: str) -> Decision:
        found = self._by_id.get(id)
        if found is None:
            raise ToolError(f"there is no decision {id!r}; search_decisions finds ids, such as sk:9:733")
        return found

    @cached_property
    def _in_order(self) -> dict[Parliament, list[Decision]]:
        ordered = sorted(self.record.decisions, key=lambda d: ((d.deciding or d.latest).when, d.id))
        return {p: [d for d in ordered if d.parliament is p] for p in Parliament}

    def _member(self, name: str, parliament: str) -> tuple[Parliament, Member]:
        wanted = set(bare(name).split())
        found = [
            (p, member)
            for p in Parliament
            if parliament in ("", p)
            for member in self.record.members(p).values()
            if wanted and wanted <= set(bare(member.full_name).replace("-", " ").split())
        ]
        if len(found) == 1:
            return found[0]
        if not found:
            raise ToolError(f"there is no member {name!r} in the record; give first and last name")
        told = ", ".join(f"{member.full_name} ({p})" for p, member in found[:10])
        raise ToolError(f"{name!r} may be {told}: give the whole name, and the parliament")

    def _club(self, parliament: Parliament, name: str) -> str:
        clubs = sorted({s.club for d in self._in_order[parliament] for s in d.stances if _has_positions(s)})
        exact = [club for club in clubs if bare(club) == bare(name)]
        near = exact or [club for club in clubs if bare(name) in bare(club)]
        if len(near) != 1:
            raise ToolError(f"{name!r} is not one club; there are {'; '.join(near or clubs)}")
        return near[0]


def _stance(one: Stance) -> dict[str, Any]:
    return stance(one) | {"position": VOTES[one.position] if one.position else None}


def _has_positions(one: Stance) -> bool:
    return one.club != "" and one.position is not None


def _position(roll_call: RollCall | None, member: int) -> tuple[str, Position] | None:
    """The club of a member on the day of the vote and the letter; None for one who had no seat, or no positions."""
    if roll_call is None or roll_call.positions is None or roll_call.roster is None:
        return None
    start = 0
    for club, members in roll_call.roster.clubs:
        if member in members:
            letter = Position(roll_call.positions[start + members.index(member)])
            return None if letter is Position.NOT_A_MEMBER else (club, letter)
        start += len(members)
    return None
