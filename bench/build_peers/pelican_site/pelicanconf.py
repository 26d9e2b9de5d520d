"""Pelican's settings: pages of JSON records, counted by the functions at the end. No feeds, lists or archives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pelican.readers import BaseReader

HERE = Path(__file__).resolve().parent


class RecordReader(BaseReader):  # type: ignore[misc]
    """One record is one page."""

    enabled = True
    file_extensions = ["json"]  # noqa: RUF012 (as Pelican has it)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        record = json.loads(Path(source_path).read_text(encoding="utf-8"))
        address = f"{record['lang']}/{record['address']}"
        slug = address.strip("/").replace("/", "-")
        given = {"title": record["title"], "slug": slug, "save_as": f"{address}index.html", "url": f"/{address}"}
        return "", {**given, "record": record}


SITENAME = "VoteWatch"
PATH = "content"
PAGE_PATHS = ["pages"]
ARTICLE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME = str(HERE / "theme")
READERS = {"json": RecordReader}
CONSTANTS = json.loads((HERE / "constants.json").read_text(encoding="utf-8"))
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
TIMEZONE = "UTC"
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True, "auto_reload": False}


def counted(members: list[dict[str, str]], letters: list[str]) -> list[dict[str, Any]]:
    """The members by position, in the order of ``letters``."""
    found: dict[str, list[str]] = {letter: [] for letter in letters}
    for member in members:
        if member["p"] in found:
            found[member["p"]].append(member["n"])
    return [{"letter": letter, "names": names, "n": len(names)} for letter, names in found.items()]


def stance(club: dict[str, Any], votes: list[dict[str, Any]], constants: dict[str, Any]) -> str:
    """How a club voted, in words."""
    words, size = constants["words"], sum(vote["n"] for vote in votes)
    ranked = sorted(votes[:3], key=lambda vote: -vote["n"])
    pressed, lead = sum(vote["n"] for vote in ranked), ranked[0]["n"]
    letter = ranked[0]["letter"]
    if club["alone"]:
        return str(words["stance_unaffiliated"])
    if 2 * pressed < size:
        return str(words["stance_most_did_not_vote"])
    if pressed < 3 or (lead < pressed and lead == ranked[1]["n"]):
        return str(words["stance_no_common_position"])
    if lead == pressed:
        return str(words[f"stance_all_{letter}"])
    if 5 * lead >= 3 * pressed:
        return str(words[f"stance_most_{letter}"].format(n=lead, of=size, z=constants["z"][size]))
    given = {"for": votes[0]["n"], "against": votes[1]["n"], "abstained": votes[2]["n"]}
    return str(words["stance_split"].format(**given))


def sums(clubs: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The members of all clubs by position: letter and number."""
    return [{"letter": column[0]["letter"], "n": sum(v["n"] for v in column)} for column in zip(*clubs, strict=True)]


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


JINJA_FILTERS = {"counted": counted, "stance": stance, "sums": sums, "capitalised": capitalised}
