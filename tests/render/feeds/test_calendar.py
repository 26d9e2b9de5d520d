"""The calendar of sitting days: days of the record and nothing that it does not say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.render.feeds import validity
from votewatch.model.vocabulary import Parliament
from votewatch.render.feeds.calendar import SittingDay, calendar, folded
from votewatch.render.words import Words

WORDS = {lang: Words.read(Path(__file__).parents[3] / "site_src" / "words", lang) for lang in ("sk", "en")}
DAYS = [
    SittingDay("2025-03-30", (39, 40), 25, 3, "09:02", "17:40", "2026-01-24", "p/sk/2025/03/"),
    SittingDay("2025-12-31", (), 1, 0, "", "", "2026-01-30", "p/sk/"),
]


def made(lang: str = "sk", parliament: Parliament = Parliament.SK) -> Any:
    lines = calendar(DAYS, parliament, WORDS[lang], "https://votes.example.org")
    return validity.calendar("".join(map(folded, lines)).encode())


def test_each_day_is_one_event_as_long_as_the_day() -> None:
    events = made().walk("VEVENT")
    assert [(e["DTSTART"].dt, e["DTEND"].dt) for e in events] == [
        (dt.date(2025, 3, 30), dt.date(2025, 3, 31)),
        (dt.date(2025, 12, 31), dt.date(2026, 1, 1)),
    ]


def test_no_hour_is_claimed_so_that_no_zone_is_needed() -> None:
    found = made()
    assert all(type(e[name].dt) is dt.date for e in found.walk("VEVENT") for name in ("DTSTART", "DTEND"))
    assert found.walk("VTIMEZONE") == []


def test_an_event_names_meetings_counts_and_the_page_of_its_month() -> None:
    first, second = made().walk("VEVENT")
    assert first["SUMMARY"] == "Národná rada, 39. schôdza, 40. schôdza"
    assert first["DESCRIPTION"].replace("\N{NO-BREAK SPACE}", " ") == (
        "25 hlasovaní, 3 rozhodnutia. Prvé hlasovanie 09:02, posledné 17:40. https://votes.example.org/sk/p/sk/2025/03/"
    )
    assert first["URL"] == "https://votes.example.org/sk/p/sk/2025/03/"
    assert second["SUMMARY"] == "Národná rada"
    assert "hlasovanie 0" not in second["DESCRIPTION"]


def test_an_event_is_stamped_with_the_day_on_which_the_record_was_read() -> None:
    assert [e["DTSTAMP"].dt.isoformat() for e in made().walk("VEVENT")] == [
        "2026-01-24T00:00:00+00:00",
        "2026-01-30T00:00:00+00:00",
    ]


def test_both_languages_and_parliaments_can_be_subscribed_to_at_once() -> None:
    uids = {e["UID"] for lang in WORDS for p in Parliament for e in made(lang, p).walk("VEVENT")}
    assert len(uids) == 2 * 2 * len(DAYS)


@pytest.mark.parametrize("line", ["a" * 75, "a" * 76, "č" * 400, "SUMMARY:" + "ž𝄞" * 60, ""])
def test_a_folded_line_has_at_most_75_octets_and_unfolds_to_what_it_was(line: str) -> None:
    pieces = folded(line).removesuffix("\r\n").split("\r\n")
    assert max(len(piece.encode()) for piece in pieces) <= 75
    assert "".join([pieces[0], *(piece[1:] for piece in pieces[1:])]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])


def test_the_validator_sees_a_line_that_was_not_folded() -> None:
    lines = calendar(DAYS, Parliament.SK, WORDS["sk"], "https://votes.example.org")
    with pytest.raises(AssertionError):
        validity.calendar("".join(f"{line}\r\n" for line in lines).encode())
