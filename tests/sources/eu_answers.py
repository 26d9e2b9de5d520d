"""Answers of HowTheyVote.eu in miniature: three members, and whatever a test says is different."""

from __future__ import annotations

import json
from typing import Any

from votewatch.sources.document import Document

BASE = "http://127.0.0.1:9/htv"
GROUPS: dict[str, dict[str, Any]] = {
    "EPP": {"code": "EPP", "label": "European People’s Party", "short_label": "EPP"},
    "ESN": {"code": "ESN", "label": "Europe of Sovereign Nations", "short_label": None},
}
GERMANY = {"code": "DEU", "iso_alpha_2": "DE", "label": "Germany"}


def ballot(number: int, position: str, group: str | None = "EPP") -> dict[str, Any]:
    """One member's line of a vote."""
    member = {
        "id": number, "first_name": "First", "last_name": f"LAST {number}", "full_name": f"First LAST {number}",
        "country": GERMANY, "group": GROUPS[group] if group else None, "photo_url": "/p.jpg", "thumb_url": "/t.jpg",
    }  # fmt: skip
    return {"member": member, "position": position}


def row(number: int, when: str = "2024-10-10T12:23:40", **other: Any) -> dict[str, Any]:
    """A vote as the list has it."""
    return {
        "id": number, "is_main": True, "timestamp": when, "display_title": "Sustainable\u00a0fishing",
        "description": "Proposition de résolution", "amendment_subject": None, "amendment_number": None,
        "amendment_authors": None, "reference": "B10-0101/2024", "geo_areas": [], "eurovoc_concepts": [],
        "oeil_subjects": [], "topics": [{"code": "fisheries", "label": "Fisheries"}], "responsible_committees": [],
        "result": "ADOPTED",
    } | other  # fmt: skip


def detail(number: int = 169500, when: str = "2024-10-10T12:23:40", **other: Any) -> dict[str, Any]:
    """A vote as asked for by number: two for, one against, one absent."""
    total = {"FOR": 2, "AGAINST": 1, "ABSTENTION": 0, "DID_NOT_VOTE": 1}
    ballots = [ballot(30, "FOR"), ballot(20, "AGAINST", "ESN"), ballot(10, "FOR"), ballot(40, "DID_NOT_VOTE", None)]
    procedure = {"title": "Fishing", "type": "COD", "reference": "2022/0195(COD)", "stage": "OLP_FIRST_READING"}
    return row(number, when) | {
        "procedure": procedure, "snippet": None, "sharepic_url": "/s.png", "sources": [], "links": [],
        "stats": {"total": total, "by_group": [], "by_country": []}, "member_votes": ballots,
        "related": [related(number, when)],
    } | other  # fmt: skip


def related(number: int, when: str = "2024-10-10T12:23:40", **other: Any) -> dict[str, Any]:
    """A vote as another one names it."""
    return {
        "id": number, "is_main": True, "timestamp": when, "description": "Proposition de résolution",
        "amendment_subject": None, "amendment_number": None, "amendment_authors": [], "result": "ADOPTED",
    } | other  # fmt: skip


def page(rows: list[dict[str, Any]], *, has_next: bool = False) -> dict[str, Any]:
    """A page of the list."""
    return {
        "total": len(rows), "page": 1, "page_size": 200, "has_prev": False, "has_next": has_next, "results": rows,
        "facets": {},
    }  # fmt: skip


def document(value: Any, url: str = f"{BASE}/api/votes/169500") -> Document:
    """``value`` as the source would have sent it on 2024-11-01."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Document(url, 200, body, "application/json", "2024-11-01T09:00:00+00:00")
