"""One roll call as the record holds it."""

from __future__ import annotations

from dataclasses import dataclass

from votewatch.model.vocabulary import Parliament, Result


@dataclass(frozen=True, slots=True)
class Roster:
    """Who could vote, in the order of the letters of ``RollCall.positions``.

    ``clubs`` holds (club or group name at the time of the vote, member ids ascending), clubs sorted
    by name; the letters of one club are therefore one slice. The empty name is "no group" in the EP.
    """

    clubs: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def size(self) -> int:
        """How many members the roster names."""
        return sum(len(members) for _, members in self.clubs)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts as the source prints them; None where the source does not tell that state apart.

    ``absent`` of the NR SR is printed wrong on many pages (150 + 2) and is never a reason to refuse.
    """

    for_: int
    against: int
    abstained: int
    not_voting: int | None = None
    absent: int | None = None
    did_not_vote: int | None = None

    @property
    def cast(self) -> int:
        """Votes for and against."""
        return self.for_ + self.against

    @property
    def present(self) -> int:
        """NR SR: members present (Hlasujúcich + N). EP: members who pressed anything."""
        return self.for_ + self.against + self.abstained + (self.not_voting or 0)


@dataclass(frozen=True, slots=True)
class Procedure:
    """The EP procedure that a roll call belongs to, e.g. 2021/0106(COD)."""

    reference: str
    title: str | None
    type: str | None
    stage: str | None


@dataclass(frozen=True, slots=True)
class RollCall:
    """One roll call.

    ``when`` is local time of the parliament (Bratislava or Brussels), ISO without zone, to the minute
    (NR SR) or second (EP); a midnight time of the NR SR means that the record gives none. ``title`` is the
    official title, lines kept; ``motion`` is the EP's French description (None for the NR SR, whose last
    title line is the motion). ``item`` is the print number as text (NR SR) or None. ``totals`` is None where
    nothing was published (secret ballot). ``positions`` is None where only totals are known. ``read`` is the
    ISO day on which this content was first read.
    """

    id: str
    parliament: Parliament
    when: str
    title: str
    result: Result | None
    totals: Totals | None
    read: str
    positions: str | None = None
    roster: Roster | None = None
    # NR SR
    term: int | None = None
    meeting: int | None = None
    number: int | None = None
    item: str | None = None
    # EP
    motion: str | None = None
    reference: str | None = None
    is_main: bool = False
    procedure: Procedure | None = None
    topics: tuple[str, ...] = ()

    @property
    def source_id(self) -> int:
        """The number the source itself uses."""
        return int(self.id.rpartition("v")[2])

    @property
    def day(self) -> str:
        """ISO day of the vote."""
        return self.when[:10]
