"""Everything that the radar's page shows, worked out from postings, the registry and what was read out of adverts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from votewatch.facts.radar.coverage import Coverage, cover, demand
from votewatch.facts.radar.firms import firm_key
from votewatch.facts.radar.location_gate import LocationGate, Ruling, Verdict
from votewatch.facts.radar.role_gate import RoleGate
from votewatch.model.posting import Posting
from votewatch.model.skill import Asked, Entry

SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """A posting and both rulings; ``place`` is None when the title was dropped already."""

    posting: Posting
    role: Ruling
    place: Ruling | None

    @property
    def kept(self) -> bool:
        """Whether it passed both gates."""
        return self.place is not None and self.place.decision is not Verdict.DROP

    @property
    def reason(self) -> str:
        """The code of the ruling that decided."""
        return self.place.reason if self.place is not None else self.role.reason


@dataclass(frozen=True, slots=True)
class Dropped:
    """How many postings were dropped for one reason, and some of them."""

    reason: str
    count: int
    samples: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """How well a posting fits, 0 to 100, why, and whether a model or keywords said so; ``score`` None: not yet."""

    score: int | None
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The page. ``kept`` are the open postings that passed, best first; ``unknown`` are names that no alias covers,
    with the firms that use them; ``readers`` counts postings by who read their skills.
    """

    coverage: Coverage
    kept: tuple[tuple[Judged, Scored], ...]
    dropped: tuple[Dropped, ...]
    unknown: tuple[tuple[str, int], ...]
    readers: Mapping[str, int]
    firms: int
    read: int


def judge(postings: Iterable[Posting], roles: RoleGate, places: LocationGate) -> list[Judged]:
    """Both rulings on every posting; the title is asked first because most fail there."""
    out = []
    for posting in postings:
        role = roles.judge(posting.title)
        place = None if role.decision is Verdict.DROP else places.judge(posting.locations, posting.work_model)
        out.append(Judged(posting, role, place))
    return out


def draw(
    judged: Sequence[Judged],
    asked: Sequence[Asked],
    registry: Mapping[str, Entry],
    scores: Mapping[str, Scored],
    known: Iterable[str],
    *,
    least: int,
) -> Picture:
    """The picture of ``judged`` postings. ``known`` are the canonical names that the alias table has."""
    kept = [one for one in judged if one.kept]
    firms = {one.posting.id: firm_key(one.posting.company) for one in kept}
    rows = [row for row in asked if row.job in firms]
    demands = demand(rows, firms)
    named = frozenset(known)
    readers: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        readers[row.by.partition(":")[0]].add(row.job)
    return Picture(
        coverage=cover(demands, registry, least),
        kept=tuple(
            sorted(
                ((one, scores.get(one.posting.id, Scored(None))) for one in kept),
                key=lambda pair: (-(pair[1].score if pair[1].score is not None else -1), pair[0].posting.id),
            )
        ),
        dropped=_dropped(judged),
        unknown=tuple(
            sorted(
                ((skill, one.firms) for skill, one in demands.items() if skill not in named),
                key=lambda pair: (-pair[1], pair[0]),
            )
        ),
        readers={reader: len(jobs) for reader, jobs in sorted(readers.items())},
        firms=len(set(firms.values())),
        read=len(judged),
    )


def _dropped(judged: Iterable[Judged]) -> tuple[Dropped, ...]:
    by_reason: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        if not one.kept:
            by_reason[one.reason].append(one)
    return tuple(
        Dropped(reason, len(found), _samples(found))
        for reason, found in sorted(by_reason.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )


def _samples(found: Sequence[Judged]) -> tuple[Judged, ...]:
    """Some that differ in what the ruling rests on, of as many firms as there are, so that a wrong rule shows."""
    distinct: dict[tuple[str, ...], Judged] = {}
    for one in sorted(found, key=lambda j: j.posting.id):
        key = (one.posting.title,) if one.place is None else one.posting.locations
        distinct.setdefault(key, one)
    of_firm: Counter[str] = Counter()
    in_turn: list[tuple[int, Judged]] = []
    for one in distinct.values():
        in_turn.append((of_firm[one.posting.company], one))
        of_firm[one.posting.company] += 1
    return tuple(one for _, one in sorted(in_turn, key=lambda pair: pair[0])[:SAMPLES])
