"""Which roll calls of the EP belong to one item."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from votewatch.facts.eu.exceptions import homes
from votewatch.facts.eu.motions import mentioned_procedure_type
from votewatch.model.errors import FactError
from votewatch.model.exception import FactException
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament

_PROCEDURE = re.compile(r"^\d{4}/\d{4}([A-Z]?)\((\w{3})\)$")
# Words of four letters and more; fewer than half of them in common is another subject.
_WORD = re.compile(r"[a-z]{4,}")


@dataclass(frozen=True, slots=True)
class Group:
    """The roll calls of one procedure or document, in time order.

    ``type`` is the three letters of the procedure (COD, NLE, ...), for a document what its series and the roll calls
    themselves say. ``part`` is the letter after the number: M and R mark resolutions beside a consent procedure.
    ``moved`` are the ids of roll calls that the source files under another procedure.
    """

    key: str
    type: str
    part: str
    title: str
    roll_calls: tuple[RollCall, ...]
    moved: frozenset[str] = frozenset()

    @property
    def beside_consent(self) -> bool:
        """True for an accompanying resolution (M) or an interim report (R) of a consent procedure."""
        return self.type in ("NLE", "APP") and self.part in ("M", "R")


def group(roll_calls: Iterable[RollCall], exceptions: Sequence[FactException]) -> list[Group]:
    """Groups by procedure reference, else by document reference, by key; a roll call with neither is in none.

    A main vote of another document and another subject than its procedure is foreign and leaves the group together
    with the other votes on that document; it stands in no group unless a listed exception names its own.
    Raises FactError for a procedure reference of unknown shape.
    """
    filed: dict[str, list[RollCall]] = defaultdict(list)
    for roll_call in roll_calls:
        key = filed_under(roll_call)
        if roll_call.parliament is Parliament.EU and key:
            filed[key].append(roll_call)
    own = homes(exceptions)
    kept: dict[str, list[RollCall]] = defaultdict(list)
    for key, votes in filed.items():
        leaving = _leaving(votes, own)
        for vote in votes:
            home = leaving.get(vote.id, key)
            if home is not None:
                kept[home].append(vote)
    return [as_group(key, votes) for key, votes in sorted(kept.items())]


def filed_under(roll_call: RollCall) -> str | None:
    """The key that the source gives a roll call: its procedure, else its document."""
    return (roll_call.procedure.reference if roll_call.procedure else None) or roll_call.reference


def as_group(key: str, votes: Iterable[RollCall]) -> Group:
    """These votes as the group ``key``; those filed elsewhere count as moved into it."""
    ordered = tuple(sorted(votes, key=lambda r: (r.when, r.source_id)))
    moved = frozenset(r.id for r in ordered if filed_under(r) != key)
    titles = [r.procedure.title for r in ordered if r.procedure and r.procedure.title and r.id not in moved]
    title = titles[0] if titles else next((r.title for r in ordered if r.title), key)
    match = _PROCEDURE.match(key)
    if match:
        return Group(key, match[2], match[1], title, ordered, moved)
    if "(" in key:
        raise FactError(f"{ordered[0].id}: unknown shape of procedure reference {key!r}")
    return Group(key, _type_of_document(key, title, ordered), "", title, ordered, moved)


def _leaving(votes: Sequence[RollCall], own: dict[str, str]) -> dict[str, str | None]:
    """Where the votes of a group go that do not belong to it: a key, or None for nowhere."""
    foreign: dict[str, str | None] = {vote.id: None for vote in votes if _is_foreign(vote, votes)}
    foreign |= {vote.id: own[vote.id] for vote in votes if vote.id in own}
    leaving = dict(foreign)
    for vote in votes:
        # The amendments to a foreign report go where its main vote goes; a single decision moves alone.
        if vote.id in foreign and vote.is_main:
            leaving |= {v.id: foreign[vote.id] for v in votes if v.reference == vote.reference}
    return leaving


def _is_foreign(vote: RollCall, votes: Sequence[RollCall]) -> bool:
    if not vote.is_main or vote.procedure is None or all(v.reference == vote.reference for v in votes):
        return False
    titles = Counter(v.procedure.title for v in votes if v.procedure and v.procedure.title)
    if not titles:
        return False
    procedure = set(_WORD.findall(titles.most_common(1)[0][0].lower()))
    own = set(_WORD.findall(vote.title.lower()))
    return 2 * len(own & procedure) < min(len(own), len(procedure))


def _type_of_document(key: str, title: str, votes: Sequence[RollCall]) -> str:
    """The procedure type of votes that the source files under a document alone."""
    mentioned = [found for vote in votes if (found := mentioned_procedure_type(vote))]
    if mentioned:
        return mentioned[0]
    series = key.removeprefix("RC-")[:1]
    if series == "A" and "discharge" in title.lower():
        return "DEC"
    return {"A": "INI", "B": "RSP", "C": "COD"}.get(series, "")
