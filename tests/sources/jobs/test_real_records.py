"""The readers over real records, which lie beside the repository where they are and may not be committed."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from votewatch.model.errors import SourceError
from votewatch.model.posting import Board, WorkModel
from votewatch.sources.document import Document
from votewatch.sources.jobs import ashby, greenhouse, himalayas, jobicy, lever, remoteok, remotive

BOARDS = {"greenhouse": greenhouse.read, "lever": lever.read, "ashby": ashby.read}
FEEDS = {"himalayas": himalayas.read, "remotive": remotive.read, "remoteok": remoteok.read, "jobicy": jobicy.read}


@pytest.fixture
def records(root: Path) -> Path:
    folder = root.parent / "shared/data/jobs"
    if not folder.is_dir():
        pytest.skip("no real records beside the repository")
    return folder


def document(path: Path) -> Document:
    return Document(f"file:{path.name}", 200, path.read_bytes(), "application/json", "2026-08-04T10:00:00+00:00")


def rows(path: Path) -> int:
    value = json.loads(path.read_bytes())
    return len(value["jobs"] if isinstance(value, dict) else value)


def wholly_read(board: Board, count: int) -> None:
    assert (len(board.postings), board.unreadable, dict(board.unknown)) == (count, (), {})
    assert [p.id for p in board.postings if not (p.title and p.url and p.posted and p.text)] == []
    assert [p.id for p in board.postings if p.title != p.title.strip()] == []


@pytest.mark.parametrize("ats", BOARDS)
def test_every_board_is_wholly_read(ats: str, records: Path) -> None:
    paths = [path for path in sorted((records / ats).glob("*.json")) if not path.stem.startswith("error")]
    assert paths
    for path in paths:
        token = path.stem.partition("_")[0]
        wholly_read(BOARDS[ats](document(path), token, token), rows(path))


@pytest.mark.parametrize("feed", FEEDS)
def test_every_feed_is_wholly_read(feed: str, records: Path) -> None:
    (path,) = (records / "feeds").glob(f"{feed}_*.json")
    wholly_read(FEEDS[feed](document(path)), rows(path) - (feed == "remoteok"))


def test_an_unknown_site_of_lever_is_no_empty_board(records: Path) -> None:
    with pytest.raises(SourceError, match="lever:kites: no list of postings: Document not found"):
        lever.read(document(records / "lever/error_unknown_token.json"), "kites", "Kites")


def test_no_tag_is_left_in_an_advert_and_a_large_board_is_read_at_once(records: Path) -> None:
    large = document(records / "greenhouse/stripe_full.json")
    began = time.perf_counter()
    board = greenhouse.read(large, "stripe", "Stripe")
    assert time.perf_counter() - began < 2
    left = ("<p", "<li", "<div", "&nbsp;", "&amp;", "&lt;")
    assert [p.id for p in board.postings if any(mark in p.text for mark in left)] == []


def test_a_hybrid_job_that_says_remote_is_hybrid(records: Path) -> None:
    path = records / "ashby/notion_3.json"
    said = [(job["workplaceType"], job["isRemote"]) for job in json.loads(path.read_bytes())["jobs"]]
    assert ("Hybrid", True) in said
    models = [p.work_model for p in ashby.read(document(path), "notion", "Notion").postings]
    assert [m is WorkModel.HYBRID for m in models] == [workplace == "Hybrid" for workplace, _ in said]


def test_the_requirements_of_a_lever_posting_are_in_its_text(records: Path) -> None:
    path = records / "lever/plaid_20.json"
    texts = {p.id: p.text for p in lever.read(document(path), "plaid", "Plaid").postings}
    for job in json.loads(path.read_bytes()):
        for part in job["lists"]:
            assert part["text"].strip() in texts[f"lever:plaid:{job['id']}"]
