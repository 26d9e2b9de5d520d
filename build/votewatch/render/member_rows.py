"""Decisions as rows of a member's table: each row is made once per language and vote, and joined on every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

from votewatch.facts.histories import TAKEN
from votewatch.facts.people import Person
from votewatch.model.decision import Decision
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import decision_path
from votewatch.render.bar import LETTERS
from votewatch.render.cards import outcome_word
from votewatch.render.fingerprint import of_value
from votewatch.render.phrase import Phrase, cut_short, html, plain
from votewatch.render.site import Site, decided_when
from votewatch.render.words import Words, day

LONGEST = 70  # characters of a headline in a row; it stands in full on the page that the row leads to
LISTED = 50  # decisions in the list of those that differ; the rest are marked where they stand among all


@dataclass(frozen=True, slots=True)
class Year:
    """The decisions of one year in which a member had a seat, as bodies of a table, newest first."""

    year: str
    count: int
    bodies: Markup


class Rows:
    """The decisions by name of one parliament in one language, newest first."""

    def __init__(self, site: Site, parliament: Parliament, words: Words) -> None:
        decisions = site.crowds[parliament].decisions[::-1]
        self._parliament = parliament
        self._links = _links(site, decisions, words)
        self._outcomes = [str(outcome_word(d, words)) for d in decisions]
        self._dates = [escape(day(decided_when(d)[0], words.lang)) for d in decisions]
        mark = f" <b>{words[f'member.differs_{parliament}']}</b>"
        self._cells: dict[str, list[str]] = {}
        for position in LETTERS[parliament]:
            cell = vote_cell(position.value, words)
            self._cells[position.value] = self._rows(cell)
            if position in TAKEN:
                self._cells[position.value.lower()] = self._rows(cell + mark)
        self._years = _years(decisions, words)

    def _rows(self, cell: str) -> list[str]:
        return [f"<tr><td>{a}{cell}<td>{o}\n" for a, o in zip(self._links, self._outcomes, strict=True)]

    def texts(self) -> list[tuple[str, str, str]]:
        """Link, outcome and day of each decision, newest first."""
        return list(zip(self._links, self._outcomes, self._dates, strict=True))

    def years(self, letters: str) -> list[Year]:
        """The decisions of one member, whose marked letters these are."""
        turned, cells = letters[::-1], self._cells
        found = []
        for year, days in self._years:
            bodies: list[str] = []
            count = 0
            for head, start, end in days:
                held = [cells[x][i] for i, x in enumerate(turned[start:end], start) if x in cells]
                if held:
                    bodies.append(head)
                    bodies += held
                    count += len(held)
            if count:
                found.append(Year(year, count, Markup("".join(bodies))))
        return found

    def differing(self, person: Person, words: Words) -> Markup:
        """Where the member took another position than most of the club: the newest, from the newest on."""
        rows = []
        # On a phone the column has no heading beside it.
        label = f'<span class="ledger__label">{words[f"member.most_{self._parliament}"]}: </span>'
        for d in person.differing[: -LISTED - 1 : -1]:
            place = len(self._links) - 1 - d.place
            own, most = vote_cell(d.own.value, words), vote_cell(d.most.value, words, label)
            rows.append(f"<tr><td>{self._links[place]}<br>{self._dates[place]}{own}{most}\n")
        return Markup("".join(rows))


def rows(site: Site, parliament: Parliament, words: Words) -> Rows:
    """The rows in one language, made at the first asking."""
    kept = site.crowds[parliament].rows
    found = kept.get(words.lang)
    if found is None:
        found = kept[words.lang] = Rows(site, parliament, words)
    return found


def marked(person: Person) -> str:
    """The letters of a member, small where most of the club of that day took another position."""
    letters = list(person.letters)
    for d in person.differing:
        letters[d.place] = d.own.value.lower()
    return "".join(letters)


def row_keys(site: Site, parliament: Parliament) -> list[str]:
    """A fingerprint of what each decision's row says in every language, oldest first.

    What it says and not what it is made from: a headline is cut or whole by what other decisions are called.
    """
    texts = [rows(site, parliament, words).texts() for words in site.words.values()]
    return [of_value(said) for said in zip(*texts, strict=True)][::-1]


def vote_cell(letter: str, words: Words, label: str = "") -> str:
    """A vote: its word, after a label where there is one, and its glyph by the stylesheet."""
    return f'<td class="v{letter}">{label}{words[f"vote.{letter}"]}'


def _links(site: Site, decisions: Sequence[Decision], words: Words) -> list[str]:
    """The headline of each decision with its link, long ones cut where that leaves no two alike."""
    whole = [site.headline(d, words) for d in decisions]
    cut = [cut_short(headline, LONGEST) for headline in whole]
    alike = Counter(map(plain, cut))
    return [
        _link(decision, whole[i] if alike[plain(cut[i])] > 1 else cut[i], words.lang)
        for i, decision in enumerate(decisions)
    ]


def _link(decision: Decision, headline: Phrase, lang: str) -> str:
    """Words of another language at the end carry the link, so that it can say their language by itself."""
    address = f'href="/{lang}/{decision_path(decision.id)}"'
    if len(headline) == 2 and headline[0].lang == lang != headline[1].lang:
        before, title = headline
        return f'{escape(before.text)}<a lang="{title.lang}" {address}>{escape(title.text)}</a>'
    return f"<a {address}>{html(headline, lang)}</a>"


def _years(decisions: Sequence[Decision], words: Words) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """Per year its days, each as the head of a table's body and the places of its decisions."""
    years = []
    place = 0
    for year, of_year in groupby(decisions, key=lambda d: decided_when(d)[0][:4]):
        days = []
        for date, of_day in groupby(of_year, key=lambda d: decided_when(d)[0][:10]):
            count = len(list(of_day))
            head = f'<tbody><tr><th colspan="3" scope="rowgroup">{escape(day(date, words.lang))}\n'
            days.append((head, place, place + count))
            place += count
        years.append((year, days))
    return years
