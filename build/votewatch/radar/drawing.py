"""The radar as a whole: adverts read, demand counted, the series continued, the private page written."""

from __future__ import annotations

from dataclasses import dataclass

from votewatch.facts.radar.picture import Picture, draw
from votewatch.facts.radar.skills import SkillTable
from votewatch.ledger.radar import aliases, health, history, registry
from votewatch.llm.ask import Answer, Ask, AskError, Request
from votewatch.model.geography import Geography
from votewatch.model.radar import Point
from votewatch.radar import gating, reading, scoring
from votewatch.radar.reading import Progress, ReadReport
from votewatch.settings import Settings


@dataclass(frozen=True, slots=True)
class Drawn:
    """A run: the picture, how the adverts were read, and the files that changed."""

    picture: Picture
    reading: ReadReport
    written: tuple[str, ...]

    def lines(self) -> list[str]:
        """The run in plain lines."""
        p = self.picture
        dropped = sum(one.count for one in p.dropped)
        score = p.coverage.score
        return [
            f"postings: {p.read} read, {len(p.kept)} kept, {dropped} dropped; {p.firms} firms",
            self.reading.line(),
            "coverage: nothing in demand" if score is None else f"coverage: {100 * float(score):.1f} %",
            f"files changed: {len(self.written)}" + "".join(f"\n  {one}" for one in self.written),
        ]


def picture(
    settings: Settings, ask: Ask, *, world: Geography | None = None, progress: Progress = lambda _d, _w: None
) -> tuple[Picture, ReadReport, SkillTable]:
    """The picture of what is on the disk now; adverts that were not read yet are read. Raises VoteWatchError."""
    table = aliases.load(settings.paths.data)
    entries = registry.load(settings.paths.data)
    judged = gating.judged(settings, world)
    asked, report = reading.read_adverts(settings, [one.posting for one in judged if one.kept], table, ask, progress)
    found = scoring.keyword_scores(asked, entries, table, scoring.profile_of(settings))
    shown = scoring.all_scores(settings, found)
    known = table.names()
    return draw(judged, asked, entries, shown, known, least=settings.radar.least_companies), report, table


def build(
    settings: Settings,
    ask: Ask,
    *,
    today: str,
    world: Geography | None = None,
    progress: Progress = lambda _d, _w: None,
) -> Drawn:
    """Read, count, continue the series (a point of ``today``, an ISO day, when a number changed), write the page.

    Raises VoteWatchError.
    """
    from votewatch.render.radar.page import render

    drawn, report, _ = picture(settings, ask, world=world, progress=progress)
    counted = [line for line in drawn.coverage.lines if line.counts]
    score = drawn.coverage.score
    point = Point(today, None if score is None else round(1000 * score), len(counted), drawn.firms, len(drawn.kept))
    written = []
    if history.add(settings.paths.data, point):
        written.append(str(history.path_of(settings.paths.data)))
    healths = health.load(settings.radar.state)
    pages = render(
        drawn,
        history.load(settings.paths.data),
        healths,
        settings.jobs.sources(),
        settings.paths.site_src,
        settings.paths.private / "radar",
    )
    return Drawn(drawn, report, (*written, *pages))


def redraw(settings: Settings, *, today: str, world: Geography | None = None) -> tuple[str, ...]:
    """The page with the scores that were given since it was built; the files that changed, none where there is no page.

    No model is asked. Raises VoteWatchError.
    """
    if not (settings.paths.private / "radar/radar.json").exists():
        return ()
    return build(settings, _unasked, today=today, world=world).written


def _unasked(_request: Request) -> Answer:
    raise AskError("adverts are read by votewatch radar build", hopeless=True)
