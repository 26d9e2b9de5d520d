"""The postings on disk, or the rows of a table, through the gates, and one decision explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from votewatch.facts.radar.firms import once_each
from votewatch.facts.radar.location_gate import LocationGate
from votewatch.facts.radar.picture import Judged, judge
from votewatch.facts.radar.role_gate import RoleGate
from votewatch.ledger.radar import boards
from votewatch.model.errors import SourceError
from votewatch.model.geography import Geography
from votewatch.model.posting import Posting, WorkModel
from votewatch.settings import Settings
from votewatch.sources.geonames import geography

# What the column "remote" of a table may say.
REMOTE = {
    "true": WorkModel.REMOTE, "remote": WorkModel.REMOTE, "false": WorkModel.UNKNOWN, "unknown": WorkModel.UNKNOWN,
    "": WorkModel.UNKNOWN, "hybrid": WorkModel.HYBRID, "on_site": WorkModel.ON_SITE, "on-site": WorkModel.ON_SITE,
    "onsite": WorkModel.ON_SITE,
}  # fmt: skip


def location_gate(settings: Settings, world: Geography | None = None) -> LocationGate:
    """The gate for the home of the settings; without ``world`` the names of GeoNames are loaded, about a second."""
    return LocationGate(world or geography(), settings.radar.home, settings.radar.home_words)


def role_gate(settings: Settings) -> RoleGate:
    """The gate for the titles of the settings."""
    return RoleGate(settings.radar.titles, settings.radar.titles_not)


def postings(settings: Settings) -> list[Posting]:
    """The open postings of the boards and feeds that the settings name. Raises LedgerError."""
    wanted = [source.name for source in settings.jobs.sources() if not source.disabled]
    return boards.load_all(settings.radar.state, wanted)


def judged(settings: Settings, world: Geography | None = None) -> list[Judged]:
    """Both rulings on every open posting, each firm's once."""
    return judge(once_each(postings(settings)), role_gate(settings), location_gate(settings, world))


def explained(settings: Settings, what: str, world: Geography | None = None) -> dict[str, str]:
    """Why the posting with this id or address was kept or dropped. Raises SourceError when there is none."""
    everything = postings(settings)
    one = next((posting for posting in everything if what in (posting.id, posting.url)), None)
    if one is None:
        raise SourceError(
            "is no open posting's id or address; run votewatch fetch jobs",
            subject=what,
            url=str(settings.radar.state),
        )
    told = {
        "id": one.id,
        "company": one.company,
        "title": one.title,
        "places": "; ".join(one.locations) or "none named",
        "work model": one.work_model.value,
    }
    if one not in once_each(everything):
        return told | {"decision": "dropped", "because": "the firm's own board, or another feed, has it already"}
    ruling = judge([one], role_gate(settings), location_gate(settings, world))[0]
    told["title gate"] = f"{ruling.role.decision}: {ruling.role.reason} ({ruling.role.words or 'no words'})"
    if ruling.place is not None:
        told["place gate"] = f"{ruling.place.decision}: {ruling.place.reason} ({ruling.place.words or 'no words'})"
    return told | {"decision": "kept" if ruling.kept else "dropped"}


def judge_rows(
    settings: Settings, rows: Sequence[Mapping[str, str]], where: str, world: Geography | None = None
) -> list[dict[str, str]]:
    """Decision, reason and the words it rests on for each row of ``ats, location, remote``.

    Raises SourceError naming the row for a value of ``remote`` that is none of those in REMOTE.
    """
    gate = location_gate(settings, world)
    out = []
    for number, row in enumerate(rows, start=2):
        said = (row.get("remote") or "").strip().lower()
        if said not in REMOTE:
            expected = ", ".join(value for value in REMOTE if value)
            raise SourceError(
                f"line {number}: remote is {said!r}, expected one of {expected}", subject="gate", url=where
            )
        ruling = gate.judge([row.get("location") or ""], REMOTE[said])
        out.append(
            {"ats": row.get("ats") or "", "location": row.get("location") or "", "remote": said}
            | {"decision": ruling.decision.value, "reason": ruling.reason, "words": ruling.words}
        )
    return out
