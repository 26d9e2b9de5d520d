"""How the members of one club voted on one roll call (integrity rules 15 to 18)."""

from __future__ import annotations

from votewatch.model.decision import Stance
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Position, StanceKind

# Members who belong to no club share no position: rule 18.
UNAFFILIATED = frozenset({"Poslanci, ktorí nie sú členmi poslaneckých klubov", "NI", ""})
MIN_PRESSED = 3
LEAD_OF_PRESSED = (3, 5)  # 60%: our choice between a plurality and 80%


def stances(roll_call: RollCall) -> tuple[Stance, ...]:
    """One stance per club of the roster, largest club first, then by name; empty without positions."""
    if roll_call.positions is None or roll_call.roster is None:
        return ()
    found = []
    start = 0
    for club, members in roll_call.roster.clubs:
        end = start + len(members)
        found.append(_stance(club, roll_call.positions[start:end]))
        start = end
    return tuple(sorted(found, key=lambda stance: (-stance.size, stance.club)))


def _stance(club: str, letters: str) -> Stance:
    count = letters.count
    for_, against, abstained = count(Position.FOR), count(Position.AGAINST), count(Position.ABSTAINED)
    size = len(letters) - count(Position.NOT_A_MEMBER)
    kind, position = _word(club, for_, against, abstained, size)
    return Stance(
        club=club,
        kind=kind,
        position=position,
        for_=for_,
        against=against,
        abstained=abstained,
        not_voting=count(Position.NOT_VOTING),
        absent=count(Position.ABSENT) + count(Position.DID_NOT_VOTE),
        size=size,
    )


def _word(club: str, for_: int, against: int, abstained: int, size: int) -> tuple[StanceKind, Position | None]:
    """The stance in one word, tried in this order.

    Unaffiliated members have none. Under half of the club pressed: most did not vote. Fewer than 3 pressed: no common
    position. Everyone who pressed agreed: all. The first option leads with at least 60% of those who pressed: most.
    The first option leads with less: split. Two options tie for the lead: no common position.
    """
    if club in UNAFFILIATED:
        return StanceKind.UNAFFILIATED, None
    pressed = for_ + against + abstained
    if 2 * pressed < size:
        return StanceKind.MOST_DID_NOT_VOTE, None
    if pressed < MIN_PRESSED:
        return StanceKind.NO_COMMON_POSITION, None
    ranked = sorted(
        ((for_, Position.FOR), (against, Position.AGAINST), (abstained, Position.ABSTAINED)),
        key=lambda option: option[0],
        reverse=True,
    )
    lead, position = ranked[0]
    if lead == pressed:
        return StanceKind.ALL, position
    if lead == ranked[1][0]:
        return StanceKind.NO_COMMON_POSITION, None
    share, whole = LEAD_OF_PRESSED
    return (StanceKind.MOST, position) if lead * whole >= pressed * share else (StanceKind.SPLIT, None)
