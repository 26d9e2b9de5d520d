"""The poll as a Flask application: the same row for an answer, the same tally, SQLite with every commit on the disk."""

from __future__ import annotations

import hmac
import os
import sqlite3
import threading
from datetime import date
from typing import Any

from flask import Flask, jsonify, request

SECRET = b"a secret of the bench, thirty-two bytes"
app = Flask(__name__)
of_thread = threading.local()


def store() -> sqlite3.Connection:
    """The connection of this thread. One for each request, as in Flask's tutorial, is three times slower."""
    if not hasattr(of_thread, "store"):
        of_thread.store = sqlite3.connect(os.environ["BENCH_DB"], timeout=30, isolation_level=None)
        of_thread.store.execute("PRAGMA synchronous = FULL")
    found: sqlite3.Connection = of_thread.store
    return found


def tally(poll: str) -> dict[str, Any]:
    """Counts are kept by triggers, so that nobody counts a growing table."""
    yes, n = store().execute("SELECT yes, n FROM tallies WHERE poll = ?", (poll,)).fetchone() or (0, 0)
    return {"id": poll, "open": True, "yes": yes, "no": n - yes, "n": n}


@app.get("/synchronous")
def synchronous() -> Any:
    """What the pragma says on a connection that writes."""
    return jsonify({"synchronous": store().execute("PRAGMA synchronous").fetchone()[0]})


@app.get("/api/polls/<poll>")
def read(poll: str) -> Any:
    """The tally."""
    return jsonify(tally(poll))


@app.post("/api/polls/<poll>")
def answer(poll: str) -> Any:
    """Set one answer and give the tally."""
    given = request.get_json()
    yes = {"yes": 1, "no": 0}[given["choice"]]
    ballot = hmac.digest(SECRET, f"{poll}\0{given['ballot']}".encode(), "sha256")
    store().execute(
        "INSERT INTO answers VALUES (?, ?, ?, ?) ON CONFLICT (poll, ballot) DO UPDATE SET yes = excluded.yes",
        (poll, ballot, yes, date.today().isoformat()),
    )
    return jsonify(tally(poll) | {"choice": given["choice"]})


SCHEMA = """
PRAGMA journal_mode = WAL;
CREATE TABLE answers (poll TEXT, ballot BLOB, yes INTEGER, day TEXT, PRIMARY KEY (poll, ballot)) WITHOUT ROWID;
CREATE TABLE tallies (poll TEXT PRIMARY KEY, yes INTEGER, n INTEGER) WITHOUT ROWID;
CREATE TRIGGER added AFTER INSERT ON answers BEGIN
    INSERT INTO tallies VALUES (new.poll, new.yes, 1)
    ON CONFLICT (poll) DO UPDATE SET yes = yes + new.yes, n = n + 1;
END;
CREATE TRIGGER changed AFTER UPDATE ON answers BEGIN
    UPDATE tallies SET yes = yes - old.yes + new.yes WHERE poll = new.poll;
END;
"""
