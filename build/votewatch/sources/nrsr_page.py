"""The NR SR's page of one vote by clubs (``hlasklub``): a document in, a roll call out, nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from parsel import Selector

from votewatch.model import ids
from votewatch.model.errors import SourceError
from votewatch.model.member import Member
from votewatch.model.roll_call import RollCall, Totals
from votewatch.model.vocabulary import Parliament, Position, Result
from votewatch.model.wording import SK_LETTERS, SK_RESULTS, align, fold
from votewatch.sources.document import Document
from votewatch.sources.selecting import expect, page, text_of

_SUMMARY = "div.voting_stats_summary_full"
_MEETING = "a#_sectionLayoutContainer_ctl01_ctl00__schodzaLink"
_TOTALS = "#_sectionLayoutContainer_ctl01_ctl00__resultsTablePanel"
_TABLE = "table#_sectionLayoutContainer_ctl01__resultsTable.hpo_result_table"
_WHEN = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?: (\d{1,2}):(\d{2})(?::\d{2})?)?")
_CODE = re.compile(r"\[(.)\]")
_COUNTED = (Position.FOR, Position.AGAINST, Position.ABSTAINED, Position.NOT_VOTING)


class NotAVote(SourceError):
    """The page has no summary of a vote: no such id, an error page, or a layout that we do not know."""


class TitleMissing(SourceError):
    """The page names no title."""


class UnreadableField(SourceError):
    """A date, a number or an address on the page is not of the shape we know."""


class UnknownLetter(SourceError):
    """A code in brackets that is none of Z, P, ?, N, 0 and -."""


class UnknownResult(SourceError):
    """A result phrase outside of the three that the record knows."""


class TotalsDisagree(SourceError):
    """The members' letters do not add up to the page's own Z, P, ? and N."""


class DuplicateMember(SourceError):
    """A member stands twice on the page."""


@dataclass(frozen=True, slots=True)
class VotePage:
    """What one page tells: the roll call, and the members as it spells them."""

    roll_call: RollCall
    members: tuple[Member, ...]


def parse(document: Document, item: str | None = None) -> RollCall:
    """The roll call of a ``hlasklub`` page; ``item`` is the print that the index names, if the page links none.

    Raises the errors above, each naming vote and URL. The printed count of absent members is never a reason.
    """
    return read(document, item).roll_call


def read(document: Document, item: str | None = None) -> VotePage:
    """The roll call and the members of a ``hlasklub`` page; raises as ``parse`` does."""
    return _Page(document).read(item)


def vote_id(url: str) -> int | None:
    """The number of the vote in the address of a page, None when there is none."""
    found = parse_qs(urlsplit(url).query).get("ID", [""])[0]
    return int(found) if found.isdigit() else None


class _Page:
    """One page being read: everything that an error has to name is at hand."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.url = document.url
        self.number = vote_id(document.url)
        self.subject = f"vote {self.number}"
        self.html = page(document)

    def read(self, item: str | None) -> VotePage:
        if self.number is None:
            raise NotAVote("the address names no vote", subject="vote ?", url=self.url)
        if not self.html.css(_SUMMARY) or not self.html.css(_MEETING):
            raise NotAVote("no summary of a vote on the page", subject=self.subject, url=self.url)
        summary = self._one(self.html, f"{_SUMMARY}:has({_MEETING})")
        fields = self._labelled(summary)
        term, meeting = self._meeting(summary)
        totals = self._totals()
        rows, members = self._rows()
        if rows and totals is None:
            raise TotalsDisagree("letters but no totals on the page", subject=self.subject, url=self.url)
        try:
            roster, positions = align(rows) if rows else (None, None)
        except ValueError as error:
            raise DuplicateMember(str(error), subject=self.subject, url=self.url) from error
        if positions is not None and totals is not None:
            self._compare(positions, totals)
        roll_call = RollCall(
            id=ids.sk_roll_call(term, self.number),
            parliament=Parliament.SK,
            when=self._when(fields.get("Dátum a čas", "")),
            title=self._title(fields.get("Názov hlasovania", "")),
            result=self._result(fields.get("Výsledok hlasovania", "")),
            totals=totals,
            read=self.document.day,
            positions=positions,
            roster=roster,
            term=term,
            meeting=meeting,
            number=self._whole("Číslo hlasovania", fields.get("Číslo hlasovania", "")),
            item=self._item(summary) or item,
        )
        return VotePage(roll_call, members)

    def _one(self, part: Selector, query: str) -> Selector:
        return expect(part, query, 1, subject=self.subject, url=self.url)[0]

    def _labelled(self, part: Selector) -> dict[str, str]:
        """Label in ``strong`` -> text of the ``span`` beside it."""
        out: dict[str, str] = {}
        for box in expect(part, "div:has(> strong)", None, subject=self.subject, url=self.url):
            label = text_of(self._one(box, ":scope > strong")).rstrip(":")
            if label in out:
                raise UnreadableField(f"the label {label!r} stands twice", subject=self.subject, url=self.url)
            out[label] = text_of(self._one(box, ":scope > span"))
        return out

    def _meeting(self, summary: Selector) -> tuple[int, int]:
        """(term, number) of the meeting, from its link."""
        query = parse_qs(urlsplit(self._one(summary, _MEETING).attrib.get("href", "")).query)
        found = [self._whole(f"{key} of the meeting", query.get(key, [""])[0]) for key in ("CisObdobia", "CisSchodze")]
        return found[0], found[1]

    def _item(self, summary: Selector) -> str | None:
        links = expect(summary, 'a[href*="sid=zakony/cpt"]', range(2), subject=self.subject, url=self.url)
        found = [parse_qs(urlsplit(link.attrib["href"]).query).get("ID", [""])[0] for link in links]
        return found[0] or None if found else None

    def _title(self, text: str) -> str:
        if not (title := fold(text)):
            raise TitleMissing("the page names no title", subject=self.subject, url=self.url)
        return title

    def _result(self, phrase: str) -> Result | None:
        if not phrase:
            return None
        if phrase not in SK_RESULTS:
            raise UnknownResult(f"unknown result {phrase!r}", subject=self.subject, url=self.url)
        return SK_RESULTS[phrase]

    def _when(self, text: str) -> str:
        match = _WHEN.fullmatch(" ".join(text.split()))
        if not match:
            raise UnreadableField(f"unknown date {text!r}", subject=self.subject, url=self.url)
        day, month, year, hour, minute = match.groups()
        return f"{year}-{int(month):02}-{int(day):02}T{int(hour or 0):02}:{minute or '00'}"

    def _whole(self, label: str, text: str) -> int:
        if not text.isdecimal():
            raise UnreadableField(f"{label} is no number: {text!r}", subject=self.subject, url=self.url)
        return int(text)

    def _letter(self, text: str) -> Position:
        match = _CODE.match(text)
        if not match or match[1] not in SK_LETTERS:
            raise UnknownLetter(f"unknown letter in {text!r}", subject=self.subject, url=self.url)
        return SK_LETTERS[match[1]]

    def _totals(self) -> Totals | None:
        """Counts by the code in brackets; a row that is left out is a zero, no panel at all is a secret ballot."""
        panels = expect(self.html, _TOTALS, range(2), subject=self.subject, url=self.url)
        if not panels:
            return None
        counts = {
            self._letter(label): self._whole(label, value)
            for label, value in self._labelled(panels[0]).items()
            if label.startswith("[")
        }
        if not counts:
            return None
        told = [counts.get(position, 0) for position in (*_COUNTED, Position.ABSENT)]
        return Totals(told[0], told[1], told[2], told[3], told[4])

    def _rows(self) -> tuple[list[tuple[str, int, str]], tuple[Member, ...]]:
        """(club, member, letter) of everyone on the page, and their names."""
        rows: list[tuple[str, int, str]] = []
        members: list[Member] = []
        tables = expect(self.html, _TABLE, range(2), subject=self.subject, url=self.url)
        club: str | None = None
        for cell in tables.css("td"):
            if "hpo_result_block_title" in cell.attrib.get("class", "").split():
                club = text_of(cell)
                continue
            if not (text := text_of(cell)):
                continue
            letter = self._letter(text)
            link = self._one(cell, 'a[href*="PoslanecID="]')
            number = parse_qs(urlsplit(link.attrib["href"]).query).get("PoslanecID", [""])[0]
            if club is None:
                raise UnreadableField(f"{text!r} stands before the first club", subject=self.subject, url=self.url)
            last, _, first = text_of(link).partition(", ")
            member = Member(self._whole("PoslanecID", number), first, last)
            members.append(member)
            rows.append((club, member.id, letter.value))
        return rows, tuple(members)

    def _compare(self, positions: str, totals: Totals) -> None:
        counted = tuple(positions.count(position.value) for position in _COUNTED)
        printed = (totals.for_, totals.against, totals.abstained, totals.not_voting)
        if counted != printed:
            raise TotalsDisagree(
                f"the members' letters add up to Z, P, ?, N = {counted}, the page prints {printed}",
                subject=self.subject,
                url=self.url,
            )
