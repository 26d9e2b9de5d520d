"""One roll call counted: its bar in words and in shape, and a row per club."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from votewatch.model.decision import Decision, Stance
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament, Position, StanceKind
from votewatch.render.bar import LETTERS, NAMES, Bar, bar, counts_of, stance_bar
from votewatch.render.clubs import club_name, club_slug
from votewatch.render.site import Site
from votewatch.render.words import Words, z

GLYPHS = {
    Position.FOR: "+",
    Position.AGAINST: "–",
    Position.ABSTAINED: "○",
    Position.NOT_VOTING: "·",
    Position.ABSENT: "×",
    Position.DID_NOT_VOTE: "·",
    Position.NOT_A_MEMBER: "",
}


@dataclass(frozen=True, slots=True, eq=False)
class Count:
    """One position with its number, ready to print. Made once per language: equal only to itself."""

    letter: str
    name: str
    glyph: str
    word: Markup
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One club in the party table. Equal only to itself: rows repeat, and each is made and printed once."""

    slug: str
    name: str
    words: Markup
    bar: Bar
    counts: tuple[Count, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Tally:
    """A roll call as its figure shows it."""

    bar: Bar
    caption: Markup
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class ClubVotes:
    """The members of one club by position; ``names`` are list items."""

    slug: str
    name: str
    size: Markup
    votes: tuple[tuple[Count, Markup], ...]


def tally(site: Site, roll_call: RollCall, words: Words, needed: int | None = None) -> Tally:
    """The figure of one roll call; ``needed`` is where the tick stands, in members for."""
    found = counts_of(roll_call)
    shape = bar(found, needed)
    parts = [words.t(f"line.part_{NAMES[p].replace('-', '_')}", n=n) for p, n in found.items()]
    caption = words.t("line.caption", parts=Markup(", ").join(parts))
    caption = Markup(caption[:1].upper()) + caption[1:]
    if shape.needed is not None:
        caption += Markup(" ") + words.t("line.tick", n=shape.needed)
    return Tally(shape, caption, tuple(_count(p, n, words) for p, n in found.items()))


def needed_on_bar(decision: Decision) -> int | None:
    """Where the number needed stands on the bar; none for the EP, where abstentions are no part of what counts."""
    if decision.majority is None or decision.parliament is Parliament.EU:
        return None
    return decision.majority.needed


def club_rows(site: Site, roll_call: RollCall, words: Words) -> tuple[Row, ...]:
    """The table of one roll call, largest club first; empty where only totals are known."""
    if roll_call.positions is None:
        return ()
    return tuple(_row(site, s, roll_call.parliament, words) for s in site.stances_by_size(roll_call))


def _row(site: Site, stance: Stance, parliament: Parliament, words: Words) -> Row:
    key = (words.lang, parliament, stance)
    row = site.rows.get(key)
    if row is None:
        row = site.rows[key] = _made_row(site, stance, parliament, words)
    return row


def _made_row(site: Site, stance: Stance, parliament: Parliament, words: Words) -> Row:
    given = (stance.for_, stance.against, stance.abstained, stance.not_voting, stance.absent)
    if parliament is Parliament.EU:
        given = (stance.for_, stance.against, stance.abstained, stance.absent)  # type: ignore[assignment]
    counts = tuple(_count(p, n, words) for p, n in zip(LETTERS[parliament], given, strict=True))
    return Row(
        *_called(site, stance.club, parliament, words),
        stance_words(stance, words),
        stance_bar(stance, parliament),
        counts,
        stance.size,
    )


def stance_words(stance: Stance, words: Words) -> Markup:
    """ "väčšina za, 27 z 31", "rozdelení: …", "bez spoločného postoja"."""
    if stance.position is not None:
        if stance.kind is StanceKind.ALL:
            return words[f"stance.all_{stance.position}"]
        pressed = {Position.FOR: stance.for_, Position.AGAINST: stance.against}
        n = pressed.get(stance.position, stance.abstained)
        return words.t(f"stance.most_{stance.position}", n=n, of=stance.size, z=z(stance.size))
    if stance.kind is StanceKind.SPLIT:
        counts = {"for": stance.for_, "against": stance.against, "abstained": stance.abstained}
        return words.t("stance.split", **counts)
    if stance.kind is StanceKind.MOST_DID_NOT_VOTE and not (stance.for_ or stance.against or stance.abstained):
        return words["stance.none_voted"]
    return words[f"stance.{stance.kind}"]


def members(site: Site, roll_call: RollCall, words: Words) -> tuple[ClubVotes, ...]:
    """Who voted how, by club. A seat whose holder was not yet sworn in is left out, as it could not vote."""
    if roll_call.positions is None:
        return ()
    seating = site.seating[roll_call.parliament]
    return tuple(
        ClubVotes(
            *_called(site, club.club, roll_call.parliament, words),
            words.n("line.members", sum(v.count for v in votes)),
            tuple((_heading(v.letter, v.count, words), v.items) for v in votes),
        )
        for club, votes in zip(seating.of(roll_call).clubs, seating.names(roll_call), strict=False)
        if votes
    )


def _called(site: Site, club: str, parliament: Parliament, words: Words) -> tuple[str, str]:
    """The slug and the name of a club."""
    key = (words.lang, parliament, club)
    called = site.clubs.get(key)
    if called is None:
        table = site.record.clubs
        called = site.clubs[key] = (club_slug(club, parliament, table), club_name(club, parliament, table, words.lang))
    return called


def slovak_members(site: Site, roll_call: RollCall, words: Words) -> tuple[tuple[Count, Markup], ...]:
    """How the Slovak members of the EP voted, by position."""
    if roll_call.positions is None or roll_call.parliament is not Parliament.EU:
        return ()
    votes = site.seating[Parliament.EU].names(roll_call)[-1]
    return tuple((_heading(v.letter, v.count, words), v.items) for v in votes)


_BY_LETTER = {p.value: p for p in Position}


def _heading(letter: str, count: int, words: Words) -> Count:
    return _made(_BY_LETTER[letter], words[f"position.heading_{letter}"], count)


def _count(position: Position, count: int, words: Words) -> Count:
    return _made(position, words[f"position.heading_{position}"], count)


@cache
def _made(position: Position, word: Markup, count: int) -> Count:
    return Count(position.value, NAMES[position], GLYPHS[position], word, count)
