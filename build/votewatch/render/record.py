"""All that the site is made from, loaded by whoever calls render."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from votewatch.model.club import ClubTable
from votewatch.model.correction import Correction
from votewatch.model.decision import Decision
from votewatch.model.last_read import LastRead
from votewatch.model.member import Member, Membership
from votewatch.model.prose import Prose
from votewatch.model.readers import Flag, TallyDay
from votewatch.model.redirect import Redirect
from votewatch.model.roll_call import RollCall
from votewatch.model.search_words import SearchWords
from votewatch.model.topic import Assigned, TopicTable
from votewatch.model.vocabulary import Parliament


@dataclass(frozen=True, slots=True)
class Record:
    """Roll calls with corrections applied, and what the facts make of them.

    ``eu_groups`` maps a group's code to (name, short name); ``skipped`` holds (id, url, reason, first seen) of votes
    that could not be taken in; ``last_reads`` says how each source does; ``prose`` is by decision id; ``topics`` are
    those of a decision by its id. ``clubs`` covers every club name of a roster; ``memberships`` are the periods of
    members in clubs, by parliament. ``tallies`` are readers' answers as committed, oldest day first, and ``flags`` what
    a person says of them. ``redirects`` are the pages that moved.
    """

    roll_calls: tuple[RollCall, ...]
    decisions: tuple[Decision, ...]
    sk_members: Mapping[int, Member]
    eu_members: Mapping[int, Member]
    eu_groups: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    skipped: tuple[tuple[str, str, str, str], ...] = ()
    last_reads: tuple[LastRead, ...] = ()
    prose: Mapping[str, Prose] = field(default_factory=dict)
    topic_table: TopicTable = field(default_factory=TopicTable)
    topics: Mapping[str, tuple[Assigned, ...]] = field(default_factory=dict)
    clubs: ClubTable = field(default_factory=ClubTable)
    memberships: Mapping[Parliament, Sequence[Membership]] = field(default_factory=dict)
    tallies: tuple[TallyDay, ...] = ()
    flags: tuple[Flag, ...] = ()
    search_words: SearchWords = field(default_factory=SearchWords)
    redirects: tuple[Redirect, ...] = ()

    def members(self, parliament: Parliament) -> Mapping[int, Member]:
        """The members of one parliament by the source's id."""
        return self.sk_members if parliament is Parliament.SK else self.eu_members
