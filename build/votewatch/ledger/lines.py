"""The text of one ledger file, and back. Pure: text in, roll calls out.

A file is the lines of one meeting (NR SR) or one month (EP):

    {"file":"sk/9/43","meeting":43,"source":"https://…ID={n}","term":9}      head: what holds for every line
    {"roster":[["Klub PS",[1180,1201]],…]}                                   who the letters below stand for
    {"id":"sk:9:v57432","item":"733","positions":"FFA…","read":"2026-01-24",…}  one roll call

Lines are sorted by the source's number; a roster line comes before the first roll call that needs it and again whenever
it changes. JSON is canonical: sorted keys, no spaces, no ASCII escapes, absent values left out. A procedure without
``title`` has the title of its line (nine in ten do, which saves a megabyte).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from votewatch.ledger import json_lines
from votewatch.model.errors import LedgerError
from votewatch.model.roll_call import Procedure, RollCall, Roster, Totals
from votewatch.model.vocabulary import Parliament, Result

SK_SOURCE = "https://www.nrsr.sk/web/Default.aspx?sid=schodze/hlasovanie/hlasklub&ID={n}"
EU_SOURCE = "https://howtheyvote.eu/votes/{n}"

_TOTALS = ("for", "against", "abstained", "not_voting", "absent", "did_not_vote")


def canonical(value: object) -> str:
    """One line of canonical JSON without its newline."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def file_of(roll_call: RollCall) -> str:
    """The ledger file a roll call belongs to, without ``.jsonl``: ``sk/9/43`` or ``eu/2024-10``."""
    if roll_call.parliament is Parliament.SK:
        return f"sk/{roll_call.term}/{roll_call.meeting}"
    return f"eu/{roll_call.when[:7]}"


def encode(name: str, roll_calls: Iterable[RollCall]) -> str:
    """The whole text of the file ``name`` for these roll calls, in any order given."""
    ordered = sorted(roll_calls, key=lambda r: r.source_id)
    out = [canonical(_head(name))]
    roster: Roster | None = None
    for roll_call in ordered:
        if roll_call.roster is not None and roll_call.roster != roster:
            roster = roll_call.roster
            out.append(canonical({"roster": [[club, list(ids)] for club, ids in roster.clubs]}))
        out.append(canonical(_line(roll_call)))
    return "\n".join(out) + "\n"


def decode(text: str, name: str, where: str = "") -> Iterator[RollCall]:
    """The roll calls of a file's text; ``where`` is the file's path as errors say it.

    Raises LedgerError naming file and line for anything that is not as ``encode`` writes it.
    """
    for read in examine(text, name, where):
        if isinstance(read, LedgerError):
            raise read
        yield read


def examine(text: str, name: str, where: str = "") -> Iterator[RollCall | LedgerError]:
    """As ``decode``, with the error of each unreadable line in its place; nothing is read after a wrong head."""
    head: dict[str, Any] | None = None
    roster: Roster | None = None
    for number, line in enumerate(json_lines.split(text), 1):
        try:
            value = json.loads(line)
            if head is None:
                if value != _head(name):
                    raise ValueError(f"the first line is not the head of {name}")
                head = value
            elif "roster" in value:
                roster = Roster(tuple((club, tuple(ids)) for club, ids in value["roster"]))
            else:
                yield _roll_call(value, head, roster)
        except (ValueError, KeyError, TypeError) as error:
            reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            yield LedgerError(f"{where or f'data/ledger/{name}.jsonl'} line {number}: {reason}")
            if head is None:
                return


def _head(name: str) -> dict[str, Any]:
    parts = name.split("/")
    if parts[0] == "sk":
        return {"file": name, "meeting": int(parts[2]), "source": SK_SOURCE, "term": int(parts[1])}
    return {"file": name, "source": EU_SOURCE}


def _line(r: RollCall) -> dict[str, Any]:
    out: dict[str, Any] = {"id": r.id, "when": r.when, "title": r.title, "read": r.read}
    if r.result is not None:
        out["result"] = r.result.value
    if r.totals is not None:
        t = r.totals
        counts = (t.for_, t.against, t.abstained, t.not_voting, t.absent, t.did_not_vote)
        out["totals"] = {key: n for key, n in zip(_TOTALS, counts, strict=True) if n is not None}
    if r.positions is not None:
        out["positions"] = r.positions
    if r.number is not None:
        out["number"] = r.number
    if r.item is not None:
        out["item"] = r.item
    if r.motion is not None:
        out["motion"] = r.motion
    if r.reference is not None:
        out["reference"] = r.reference
    if r.is_main:
        out["main"] = True
    if r.procedure is not None:
        p = r.procedure
        out["procedure"] = {"reference": p.reference, "type": p.type}
        if p.stage is not None:
            out["procedure"]["stage"] = p.stage
        if p.title != r.title:
            out["procedure"]["title"] = p.title
    if r.topics:
        out["topics"] = list(r.topics)
    return out


_KEYS = {
    "id", "when", "title", "read", "result", "totals", "positions", "number", "item",
    "motion", "reference", "main", "procedure", "topics",
}  # fmt: skip


def _roll_call(value: dict[str, Any], head: dict[str, Any], roster: Roster | None) -> RollCall:
    if unknown := value.keys() - _KEYS:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    sk = "term" in head
    totals = value.get("totals")
    if totals is not None and (unknown := totals.keys() - set(_TOTALS)):
        raise ValueError(f"unknown totals {sorted(unknown)}")
    procedure = value.get("procedure")
    positions = value.get("positions")
    if positions is not None and (roster is None or len(positions) != roster.size):
        raise ValueError(f"{value['id']}: the letters do not fit the roster above")
    return RollCall(
        id=value["id"],
        parliament=Parliament.SK if sk else Parliament.EU,
        when=value["when"],
        title=value["title"],
        result=Result(value["result"]) if "result" in value else None,
        totals=None if totals is None else Totals(
            totals["for"], totals["against"], totals["abstained"],
            totals.get("not_voting"), totals.get("absent"), totals.get("did_not_vote"),
        ),
        read=value["read"],
        positions=positions,
        roster=roster if positions is not None else None,
        term=head.get("term"),
        meeting=head.get("meeting"),
        number=value.get("number"),
        item=value.get("item"),
        motion=value.get("motion"),
        reference=value.get("reference"),
        is_main=value.get("main", False),
        procedure=None if procedure is None else Procedure(
            procedure["reference"], procedure.get("title", value["title"]), procedure["type"], procedure.get("stage")
        ),
        topics=tuple(value.get("topics", ())),
    )  # fmt: skip
