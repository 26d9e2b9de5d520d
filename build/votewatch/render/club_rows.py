"""Decisions as rows of the tables on pages of clubs and pairs, by year.

A page of an EP group has 1,558 rows, and 36 pairs have as many again: each cell is made once per language, as text, and
rows are joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from votewatch.model.decision import Decision, Stance
from votewatch.model.vocabulary import Parliament, Position, StanceKind
from votewatch.render.addresses import decision_path
from votewatch.render.bar import NAMES
from votewatch.render.cards import outcome_word
from votewatch.render.outcome import stage
from votewatch.render.phrase import html
from votewatch.render.site import Site, decided_when
from votewatch.render.standing import Standing
from votewatch.render.words import Words, day


@dataclass(frozen=True, slots=True)
class Year:
    """The decisions of one year: the table's label and title, how many there are, and its rows as markup."""

    label: Markup
    title: Markup
    count: int
    rows: Markup


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells of one parliament's decisions in one language, along the standing's decisions."""

    decisions: tuple[str, ...]
    stances: dict[str, tuple[str, ...]]  # by slug; "" where the club had no members


def years(
    site: Site, standing: Standing, places: Iterable[int], clubs: Sequence[str], name: str, words: Words
) -> list[Year]:
    """``places`` of the standing's decisions, newest first, with the stances of ``clubs``, year by year.

    Where there are several clubs, each stance carries its club's short name for narrow screens.
    """
    columns = columns_of(site, standing, words)
    opening = [_opening(standing, club, words) if len(clubs) > 1 else "<td>" for club in clubs]
    found = []
    for year, held in groupby(sorted(places, reverse=True), key=lambda place: standing.days[place][:4]):
        own = list(held)
        cells = [[f"{td}{columns.stances[club][p]}" for p in own] for td, club in zip(opening, clubs, strict=True)]
        rows = map("".join, zip([columns.decisions[p] for p in own], *cells, strict=True))
        found.append(
            Year(
                words.t("club.year_label", name=name, year=year),
                words.t("club.year", year=year, decisions=words.n("clubs.counted", len(own))),
                len(own),
                Markup("\n".join(rows)),
            )
        )
    return found


def columns_of(site: Site, standing: Standing, words: Words) -> Columns:
    """The cells of a standing, made once per language."""
    key = (words.lang, standing.parliament)
    found = site.columns.get(key)
    if found is None:
        known: dict[Stance | None, str] = {None: ""}
        for club in standing.over.values():
            for stance in club.stances:
                if stance is not None and stance not in known:
                    known[stance] = _stance_cell(stance, standing.parliament, words)
        found = site.columns[key] = Columns(
            tuple(_decision_cells(site, d, words) for d in standing.decisions),
            {slug: tuple(known[stance] for stance in club.stances) for slug, club in standing.over.items()},
        )
    return found


def _opening(standing: Standing, club: str, words: Words) -> str:
    return f'<td data-label="{escape(standing.clubs[club].short.of(words.lang))}">'


def _decision_cells(site: Site, decision: Decision, words: Words) -> str:
    """The beginning of a row: date, then headline with outcome and item as the row's own heading."""
    iso = decided_when(decision)[0][:10]
    return (
        f'<tr><td><time datetime="{iso}">{day(iso, words.lang)}</time>'
        f'<th scope="row"><a href="/{words.lang}/{decision_path(decision.id)}">'
        f"{html(site.headline(decision, words), words.lang)}</a> "
        f"<span>{outcome_word(decision, words)} · {stage(decision, words)}</span></th>"
    )


def _stance_cell(stance: Stance, parliament: Parliament, words: Words) -> str:
    """ "<b>väčšina za:</b> za 27, proti 2, neprítomných 4": the word, then every count that is not nothing."""
    counts = ", ".join(words.t(f"line.part_{name}", n=n) for name, n in _counts(stance, parliament) if n)
    word = "" if stance.kind is StanceKind.UNAFFILIATED else f"<b>{position_word(stance, words)}:</b> "
    return f"{word}<span>{counts}</span>"


def position_word(stance: Stance, words: Words) -> Markup:
    """ "všetci za", "väčšina za", "rozdelení", "bez spoločného postoja", "väčšina nehlasovala"."""
    if stance.kind is StanceKind.ALL:
        return words[f"stance.all_{stance.position}"]
    if stance.kind is StanceKind.MOST:
        return words[f"club.most_{stance.position}"]
    if stance.kind is StanceKind.SPLIT:
        return words["club.split"]
    if stance.kind is StanceKind.MOST_DID_NOT_VOTE and not (stance.for_ or stance.against or stance.abstained):
        return words["stance.none_voted"]
    return words[f"stance.{stance.kind}"]


def _counts(stance: Stance, parliament: Parliament) -> list[tuple[str, int]]:
    given = [
        (Position.FOR, stance.for_),
        (Position.AGAINST, stance.against),
        (Position.ABSTAINED, stance.abstained),
        (Position.NOT_VOTING, stance.not_voting),
        (Position.ABSENT if parliament is Parliament.SK else Position.DID_NOT_VOTE, stance.absent),
    ]
    return [(NAMES[position].replace("-", "_"), n) for position, n in given]
