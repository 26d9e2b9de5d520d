"""HowTheyVote.eu's weekly export into the ledger: the past as a whole, without asking vote by vote."""

from __future__ import annotations

import csv
from pathlib import Path

from votewatch.facts.eu.motions import WHOLE, motion_of
from votewatch.fetching.run import FetchReport, Outside, fetcher_for
from votewatch.ledger import files, importing, skipped
from votewatch.ledger.skipped import Skipped
from votewatch.model import ids
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament
from votewatch.model.wording import EU_RESULTS
from votewatch.settings import Settings
from votewatch.sources import eu_export


def fetch_export(
    settings: Settings, place: str, *, today: str, budget_minutes: float | None = None, outside: Outside | None = None
) -> FetchReport:
    """Import the export in a folder or at an address (a .zip, or where ``votes.csv.gz`` and the others lie).

    A vote that does not add up is left out and becomes a line of data/skipped.jsonl (first seen ``today``, an ISO day).
    Raises SourceError when a table cannot be got or read.
    """
    source, data, work = settings.sources.eu, settings.paths.data, settings.paths.cache / "export"
    stored = {r.source_id: r for r in files.load(data, Parliament.EU)}
    held = {number for number, r in stored.items() if r.positions is not None}
    folder, day, asked = Path(place), today, 0
    if place.startswith(("http://", "https://")):
        folder = work / "got"
        with fetcher_for(settings, source, budget_minutes, outside or Outside()) as fetcher:
            day = eu_export.download(fetcher, place, folder, source.index_hours)
            asked = fetcher.asked

    def with_members(row: eu_export.Row) -> bool:
        """Votes on a whole text, and what the record already has with every member."""
        return int(row["id"]) in held or _is_main(row) or motion_of(_outline(row)) in WHOLE

    screened = work / "screened"
    wrong = eu_export.screen(folder, screened, with_members=with_members, held=held)
    _write_index(folder, screened, stored)
    saved = importing.import_eu(screened, data, day)
    bad = [
        Skipped(ids.eu_roll_call(number), f"{source.base_url}/votes/{number}", reason, today)
        for number, reason in wrong.items()
    ]
    healed = {s.id for s in skipped.load(data)} & {r.id for r in files.load(data, Parliament.EU)} - {s.id for s in bad}
    if bad or healed:
        skipped.save(data, bad, healed)
    read = saved.new + saved.changed + saved.unchanged
    return FetchReport(
        door=f"export {place}", wanted=read + len(bad), read=read, saved=saved, skipped=tuple(bad), left=0,
        asked=asked, silent=read == 0,
    )  # fmt: skip


def _is_main(row: eu_export.Row) -> bool:
    return row["is_main"] == "True"


def _outline(row: eu_export.Row) -> RollCall:
    """As much of a roll call as its motion is read from."""
    return RollCall(
        id=ids.eu_roll_call(int(row["id"])), parliament=Parliament.EU, when=row["timestamp"],
        title=row["display_title"], result=None, totals=None, read="", motion=row["description"] or None,
        is_main=_is_main(row),
    )  # fmt: skip


def _write_index(folder: Path, screened: Path, stored: dict[int, RollCall]) -> None:
    """The export has no topics, and results later than the API: an index beside it keeps what the record has."""
    index = screened / "vote_index.csv"
    if (folder / index.name).exists():
        index.write_bytes((folder / index.name).read_bytes())
        return
    with index.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(("id", "topics", "result"))
        words = {result: word for word, result in EU_RESULTS.items()}
        for number, r in stored.items():
            writer.writerow((number, ", ".join(r.topics), words[r.result] if r.result else ""))
