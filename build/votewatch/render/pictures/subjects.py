"""What stands on the picture of a decision and of a member."""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup

from votewatch.facts.histories import History
from votewatch.model.decision import Decision
from votewatch.model.member import Member
from votewatch.model.vocabulary import Parliament
from votewatch.render import tally as tallies
from votewatch.render.addresses import decision_path, member_path
from votewatch.render.bar import LETTERS, NAMES, bar
from votewatch.render.clubs import club_name
from votewatch.render.outcome import outcome_line, stage
from votewatch.render.phrase import plain
from votewatch.render.pictures.sheet import Sheet
from votewatch.render.site import Site, decided_when
from votewatch.render.words import Words, day


def of_decision(site: Site, decision: Decision, words: Words) -> Sheet:
    """Headline, outcome, bar, date, address and licence. No reader's answer: while a question is open none is shown."""
    counted = decision.deciding if decision.deciding and decision.deciding.totals else None
    figure = tallies.tally(site, counted, words, tallies.needed_on_bar(decision)) if counted else None
    name = words.text(f"parliament.{decision.parliament}.name")
    return Sheet(
        over=f"{name} · {day(decided_when(decision)[0], words.lang)} · {unmarked(stage(decision, words))}",
        headline=plain(site.headline(decision, words)),
        outcome=unmarked(outcome_line(decision, words)),
        bar=figure.bar if figure else None,
        legend=tuple((c.name, f"{unmarked(c.word)} {c.count}") for c in figure.counts if c.count) if figure else (),
        address=_address(site, words, decision_path(decision.id)),
        licence=words.text(f"picture.licence_{decision.parliament}"),
        mark=words.text("site.name"),
    )


def of_member(site: Site, parliament: Parliament, member: Member, history: History, club: str, words: Words) -> Sheet:
    """Name, club, and how often they took which position over the decisions that they could vote on."""
    counts = {position: history.letters.count(position.value) for position in LETTERS[parliament]}
    could = sum(counts.values())
    called = club_name(club, parliament, site.record.clubs, words.lang)
    return Sheet(
        over=f"{words.text(f'parliament.{parliament}.name')} · {called}",
        headline=member.full_name,
        outcome=unmarked(words.n("picture.decisions", could)),
        bar=bar({position: n for position, n in counts.items() if n}),
        legend=tuple(
            (NAMES[position], f"{words.text(f'picture.position_{position.value}')} {n}")
            for position, n in counts.items()
            if n
        ),
        address=_address(site, words, member_path(parliament, member.id)),
        licence=words.text(f"picture.licence_{parliament}"),
        mark=words.text("site.name"),
    )


def said(sheet: Sheet) -> str:
    """The picture in words, with its numbers: its text alternative."""
    first, *others = [text for _, text in sheet.legend] or [""]
    numbers = ", ".join([first, *(text[:1].lower() + text[1:] for text in others)])
    return f"{sheet.headline}. {sheet.outcome} {numbers}".strip() + ("." if numbers else "")


def unmarked(text: Markup) -> str:
    """The words without their markup."""
    return text.striptags()


def _address(site: Site, words: Words, path: str) -> str:
    at = urlsplit(site.look.site_url)
    return f"{at.netloc}{at.path}/{words.lang}/{path}"
