"""HowTheyVote.eu's answer about one vote (``/api/votes/{id}``): a document in, a roll call out, nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from votewatch.model import ids
from votewatch.model.errors import SourceError
from votewatch.model.member import Member
from votewatch.model.roll_call import Procedure, RollCall, Totals
from votewatch.model.vocabulary import Parliament, Position, Result
from votewatch.model.wording import EU_LETTERS, EU_RESULTS, align, fold
from votewatch.sources.document import Document
from votewatch.sources.eu_fields import Fields
from votewatch.sources.eu_list import Listed

_COUNTED = (Position.FOR, Position.AGAINST, Position.ABSTAINED)


class UnknownPosition(SourceError):
    """A position that is none of FOR, AGAINST, ABSTENTION and DID_NOT_VOTE."""


class UnknownResult(SourceError):
    """A result that is neither ADOPTED nor REJECTED."""


class TotalsDisagree(SourceError):
    """The members' positions do not add up to the answer's own totals for, against and abstaining."""


class DuplicateMember(SourceError):
    """A member stands twice in the answer."""


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group as the source names it; ``short_label`` is the code where the source has none."""

    code: str
    label: str
    short_label: str


@dataclass(frozen=True, slots=True)
class Related:
    """What an answer tells of another vote of the same session under the same title."""

    listed: Listed
    is_main: bool
    motion: str | None
    result: Result | None


@dataclass(frozen=True, slots=True)
class VoteDetail:
    """What one answer tells: the roll call, the members and groups it names, and the votes it calls related."""

    roll_call: RollCall
    members: tuple[Member, ...]
    groups: tuple[NamedGroup, ...]
    related: tuple[Related, ...]


def parse(document: Document) -> VoteDetail:
    """Read one vote. ``read`` of the roll call is the day (UTC) on which the source sent the document.

    A vote without a title has the empty one, as some have in the record. An answer that lists no member gives a roll
    call by its totals alone. DID_NOT_VOTE is kept and never compared: the source works it out, no list prints it.

    Raises UnreadableDocument, UnreadableField, UnknownPosition, UnknownResult, DuplicateMember or TotalsDisagree, each
    naming vote and URL.
    """
    answer = Fields.of(document.json(), subject="a vote of the EP", url=document.url)
    number = answer.number("id")
    subject = ids.eu_roll_call(number)
    vote = Fields.of(answer.values, subject=subject, url=document.url)
    counts = vote.inside("stats").inside("total")
    totals = Totals(
        counts.number("FOR"), counts.number("AGAINST"), counts.number("ABSTENTION"),
        did_not_vote=counts.number("DID_NOT_VOTE"),
    )  # fmt: skip
    rows, members, groups = _ballots(vote)
    roster, positions = align(rows) if rows else (None, None)
    if positions is not None:
        counted = tuple(positions.count(p.value) for p in _COUNTED)
        printed = (totals.for_, totals.against, totals.abstained)
        if counted != printed:
            reason = f"positions (for, against, abstained) {counted} disagree with the totals {printed}"
            raise TotalsDisagree(reason, subject=subject, url=document.url)
    roll_call = RollCall(
        id=subject,
        parliament=Parliament.EU,
        when=vote.local_time("timestamp"),
        title=fold(vote.text_or_none("display_title") or ""),
        result=_result(vote),
        totals=totals,
        read=document.day,
        positions=positions,
        roster=roster,
        motion=vote.text_or_none("description"),
        reference=vote.text_or_none("reference"),
        is_main=vote.flag("is_main"),
        procedure=_procedure(vote),
        topics=tuple(label for topic in vote.each("topics") if (label := topic.text("label").strip())),
    )
    related = tuple(one for row in vote.each("related") if (one := _related(row)).listed.number != number)
    return VoteDetail(roll_call, tuple(members.values()), tuple(groups.values()), related)


def _ballots(vote: Fields) -> tuple[list[tuple[str, int, str]], dict[int, Member], dict[str, NamedGroup]]:
    """(group code, member id, letter) of each member, the members and the groups; no group is the empty code."""
    rows: list[tuple[str, int, str]] = []
    members: dict[int, Member] = {}
    groups: dict[str, NamedGroup] = {}
    for ballot in vote.each("member_votes"):
        who = ballot.inside("member")
        member = Member(
            who.number("id"), who.text("first_name"), who.text("last_name"), who.inside("country").text("code")
        )
        word = ballot.text("position")
        if word not in EU_LETTERS:
            raise UnknownPosition(f"unknown position {word!r} of {member.id}", subject=vote.subject, url=vote.url)
        if member.id in members:
            reason = f"member {member.id} ({member.full_name}) stands twice"
            raise DuplicateMember(reason, subject=vote.subject, url=vote.url)
        members[member.id] = member
        group = who.inside_or_none("group")
        code = "" if group is None else group.text("code")
        if group is not None and code not in groups:
            groups[code] = NamedGroup(code, group.text("label"), group.text_or_none("short_label") or code)
        rows.append((code, member.id, EU_LETTERS[word].value))
    return rows, members, groups


def _result(vote: Fields) -> Result | None:
    word = vote.text_or_none("result")
    if word is not None and word not in EU_RESULTS:
        raise UnknownResult(f"unknown result {word!r}", subject=vote.subject, url=vote.url)
    return EU_RESULTS[word] if word else None


def _related(row: Fields) -> Related:
    listed = Listed(row.number("id"), row.local_time("timestamp"))
    return Related(listed, row.flag("is_main"), row.text_or_none("description"), _result(row))


def _procedure(vote: Fields) -> Procedure | None:
    procedure = vote.inside_or_none("procedure")
    if procedure is None:
        return None
    reference = procedure.text("reference")
    try:
        ids.eu_decision(reference, None)
    except ValueError as error:
        raise procedure.wrong("reference", "a procedure such as 2021/0106(COD)") from error
    return Procedure(
        reference,
        procedure.text_or_none("title"),
        procedure.text_or_none("type"),
        procedure.text_or_none("stage"),
    )
