"""What the page "who votes as I do" works with: every club's and member's vote on the decisions with a question.

Each parliament is one file, and every reader loads the same two: which of their rows are looked at is the browser's
business. The titles are a file of their own per language, loaded when a reader opens the decisions behind a number.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from votewatch.facts import agreement, histories
from votewatch.model.decision import Decision
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament, Position
from votewatch.render.alphabet import name_order
from votewatch.render.cards import headlines
from votewatch.render.clubs import club_name
from votewatch.render.page import FileType, Output, View
from votewatch.render.site import Site, decided_when
from votewatch.render.words import LANGUAGES

# A member that day without a position: absent, not voting, did not vote. The record's 0 would read as part of a count.
PRESENT = "x"
_SILENT = str.maketrans(
    dict.fromkeys((Position.NOT_VOTING.value, Position.ABSENT.value, Position.DID_NOT_VOTE.value), PRESENT)
    | {Position.NOT_A_MEMBER.value: histories.NOTHING}
)
_RUN = re.compile(r"(.)\1*")


def votes_file(parliament: Parliament) -> str:
    """Where the votes of a parliament are, below public/: "match/votes-sk.json"."""
    return f"match/votes-{parliament.value}.json"


def titles_file(lang: str) -> str:
    """Where the titles in a language are, below public/: "match/titles-sk.json"."""
    return f"match/titles-{lang}.json"


def comparable(site: Site, parliament: Parliament) -> list[Decision]:
    """The decisions with a question whose deciding vote is by name, oldest first."""
    asked = [site.by_id[id] for id in site.questions]
    return histories.by_name(asked, parliament)


def without_names(site: Site, parliament: Parliament) -> list[Decision]:
    """The decisions with a question whose deciding vote is known by its totals alone, ordered by id."""
    found = [site.by_id[id] for id in site.questions]
    return sorted(
        (d for d in found if d.parliament is parliament and d.deciding and d.deciding.positions is None),
        key=lambda d: d.id,
    )


def packed(letters: str) -> str:
    """A row of letters with their runs counted: "FFFA." is "F3A."."""
    return _RUN.sub(lambda run: run[1] + (str(len(run[0])) if len(run[0]) > 1 else ""), letters)


def votes(site: Site, parliament: Parliament) -> View:
    """One parliament: questions by place, then clubs ``[slug, Slovak name, English name, letters]`` and members
    ``[id, name, club, letters]``.

    ``club`` is the place of the member's last club among the clubs, -1 for none; a fifth value 1 marks members from
    Slovakia. Letters stand by question, packed: F, A, B, "x" for a member without a position and "." for nothing.
    """
    decisions = comparable(site, parliament)
    roll_calls = [d.deciding for d in decisions if d.deciding]
    clubs = _clubs(site, decisions, parliament)
    place = {slug: n for n, (slug, *_) in enumerate(clubs)}
    return {
        "parliament": parliament.value,
        "questions": [site.questions[d.id].id for d in decisions],
        "without_names": [site.questions[d.id].id for d in without_names(site, parliament)],
        "clubs": clubs,
        "members": list(_members(site, roll_calls, parliament, place)),
    }


def _clubs(site: Site, decisions: list[Decision], parliament: Parliament) -> list[tuple[str, str, str, str]]:
    """Every club that ever sat, also one that never had a common position; members without a club are none."""
    table = site.record.clubs
    names = sorted({stance.club for d in decisions for stance in d.stances})
    over = agreement.over([d.stances for d in decisions], table.slugs(parliament, names))
    sat = {club.slug: name for name in names if not (club := table.of(parliament, name)).unaffiliated}
    found = [
        (
            slug,
            club_name(name, parliament, table, "sk"),
            club_name(name, parliament, table, "en"),
            packed(over[slug].history.letters),
        )
        for slug, name in sat.items()
    ]
    return sorted(found, key=lambda row: (row[1].casefold(), row[0]))


def _members(
    site: Site, roll_calls: list[RollCall], parliament: Parliament, place: dict[str, int]
) -> Iterator[list[str | int]]:
    people = site.record.members(parliament)
    sat = histories.clubs_of_members(roll_calls)
    held = histories.of_members(roll_calls)
    for id in sorted(held, key=lambda id: (name_order(people[id]), id)):
        last = max(sat[id], key=lambda club: sat[id][club].bit_length())
        row: list[str | int] = [id, people[id].full_name, place.get(site.record.clubs.of(parliament, last).slug, -1)]
        row.append(packed(held[id].letters.translate(_SILENT)))
        yield [*row, 1] if people[id].country == "SVK" else row


def titles(site: Site, lang: str) -> View:
    """The headlines by parliament, in the order of its questions, each with the ISO day of the vote.

    A headline is a list of texts: the first, third, … in the language of the page, the others in the other one.
    """
    words = site.words[lang]
    found: View = {}
    for parliament in Parliament:
        rows = found[parliament.value] = []
        for decision in comparable(site, parliament):
            texts: list[str] = []
            for run in site.headline(decision, words):
                if (run.lang == lang) is (len(texts) % 2 == 1):
                    texts.append("")
                texts.append(run.text)
            rows.append([decided_when(decision)[0][:10], *texts])
    return found


def _votes_outputs(site: Site) -> Iterator[Output]:
    for parliament in Parliament:
        depends = [(site.questions[d.id].id, d.deciding) for d in comparable(site, parliament)]
        lacking = [site.questions[d.id].id for d in without_names(site, parliament)]
        yield Output((votes_file(parliament),), parliament, (depends, lacking))


def _votes_content(site: Site, output: Output) -> Iterable[tuple[str, bytes]]:
    yield output.names[0], _json(votes(site, output.subject))


def _titles_outputs(site: Site) -> Iterator[Output]:
    decisions = [d for p in Parliament for d in comparable(site, p)]
    depends = [(headlines(site, d), d.id, d.title, d.kind, d.outcome, d.for_means, decided_when(d)) for d in decisions]
    for lang in LANGUAGES:
        yield Output((titles_file(lang),), lang, depends)


def _titles_content(site: Site, output: Output) -> Iterable[tuple[str, bytes]]:
    yield output.names[0], _json(titles(site, output.subject))


def _json(value: View) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


VOTES = FileType("match-votes", _votes_outputs, _votes_content)
TITLES = FileType("match-titles", _titles_outputs, _titles_content)
