"""What the facts make of the roll calls of one item. Nothing after this knows which parliament it came from."""

from __future__ import annotations

from dataclasses import dataclass

from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import EuResult, ForMeans, MajorityRule, Parliament, Position, SkOutcome, StanceKind


@dataclass(frozen=True, slots=True)
class Majority:
    """The majority that was needed; ``needed`` is None where the source leaves the number uncertain.

    ``base`` is the number it is taken of (present, cast or all members).
    """

    rule: MajorityRule
    needed: int | None
    base: int | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A vote whose published result is not the one that its totals and the majority we hold for needed lead to."""

    vote: RollCall
    needed: Majority

    def __str__(self) -> str:
        """For the person who runs this, in one line."""
        t = self.vote.totals
        assert t is not None
        return (
            f"{self.vote.id}: published as {self.vote.result}, but {t.for_} for, {t.against} against, "
            f"{t.abstained} abstained, needed {self.needed.needed} ({self.needed.rule})"
        )


@dataclass(frozen=True, slots=True)
class Stance:
    """How the members of one club voted on one roll call. ``position`` only for ALL and MOST."""

    club: str
    kind: StanceKind
    position: Position | None
    for_: int
    against: int
    abstained: int
    not_voting: int
    absent: int  # EP: did not vote, for a reason the record does not give
    size: int


@dataclass(frozen=True, slots=True)
class Related:
    """A link to another decision: ``returned_as``, ``returned_from``, ``fast_track_of``, ``fast_track``."""

    relation: str
    decision_id: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One item and how it was decided.

    ``kind`` is an SkKind value or an EP kind of the closed list in facts.eu. ``passed`` is the official result of the
    deciding vote (None when there is none). ``deciding`` is the roll call that decided; ``shown`` the best one that has
    positions when the deciding one has none (else the deciding one). ``latest`` is the last meaningful step.
    ``no_question`` is None or the reason code why no question is asked; ``declaration`` marks questions about texts
    without legal force. ``alarms`` are disagreements between our arithmetic and the official result, and what else the
    rules do not know (a sentence in English), for the report and never for the page's result.
    """

    id: str
    parliament: Parliament
    key: str
    kind: str
    title: str
    outcome: SkOutcome | EuResult | None
    passed: bool | None
    for_means: ForMeans
    majority: Majority | None
    deciding: RollCall | None
    shown: RollCall | None
    latest: RollCall
    roll_calls: tuple[RollCall, ...]
    steps: tuple[RollCall, ...]  # the meaningful votes on the whole item, in time order
    stances: tuple[Stance, ...]
    no_question: str | None
    declaration: bool = False
    related: tuple[Related, ...] = ()
    alarms: tuple[str | Disagreement, ...] = ()
    note: str | None = None
    topics: tuple[str, ...] = ()
    shown_for_means: ForMeans | None = None  # what *for* meant on ``shown`` (EP; equals for_means when it decided)
