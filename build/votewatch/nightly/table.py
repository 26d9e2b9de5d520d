"""The night's table of contents: which steps there are, what each needs, and what it says of itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from votewatch import explaining, steps
from votewatch.fetching import eu, jobs, run, sk
from votewatch.fetching.run import FetchReport, Progress
from votewatch.ledger import last_reads
from votewatch.llm.ask import Ask
from votewatch.llm.tasks import Rules
from votewatch.model.errors import SourceError
from votewatch.nightly.answers import Answers
from votewatch.nightly.checkout import Checkout
from votewatch.nightly.night import Breach, Done, Step
from votewatch.nightly.publishing import Publishing
from votewatch.radar import drawing, telling
from votewatch.settings import Settings
from votewatch.sources.selection import Selection

# So many breaches and alarms are told; the verbs of their own name tell all.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Tonight:
    """What a night needs from its caller. ``now`` is aware and in Bratislava's time; ``password`` is the mail's.

    ``environment`` is handed on to what exports readers' answers. ``seed`` makes the fakes that stand in for
    names; ``progress`` makes a way to show how far a source is.
    """

    settings: Settings
    checkout: Checkout
    now: dt.datetime
    ask: Ask
    rules: Rules
    password: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    seed: int = 0
    dry_run: bool = False
    outside: run.Outside = field(default_factory=run.Outside)
    send: Callable[[EmailMessage], None] | None = None
    progress: Progress = lambda _done, _wanted: None

    @property
    def today(self) -> str:
        """The ISO day of this night."""
        return self.now.date().isoformat()

    @property
    def answers(self) -> Answers:
        """Where readers' answers are."""
        return Answers(self.settings.nightly.answers, self.environment)

    @property
    def data(self) -> Path:
        """The folder of the record."""
        return self.settings.paths.data


def table(tonight: Tonight) -> list[Step]:
    """The steps in their order, those left out that the settings leave out."""
    publishing = Publishing(
        tonight.settings,
        tonight.checkout,
        lambda: steps.built_files(tonight.settings),
        tonight.now.isoformat(timespec="seconds"),
        tonight.now.timestamp(),
        tonight.dry_run,
    )
    every = [
        Step("sk", lambda: _fetched(tonight, "sk", sk.fetch_sk), reads=True),
        Step("eu", lambda: _fetched(tonight, "eu", eu.fetch_eu), reads=True),
        Step("jobs", lambda: _jobs(tonight)),
        # Before verifying, which looks at them, and building, which shows them.
        Step("tallies", lambda: tonight.answers.into(tonight.data, tonight.today)),
        Step("verify", lambda: _verified(tonight)),
        Step("explain", lambda: _explained(tonight), ("verify",)),
        Step("radar", lambda: _drawn(tonight)),
        Step("build", lambda: _built(tonight), ("verify",)),
        Step("digest", lambda: _told(tonight)),
        Step("commit", publishing.commit, ("verify",)),
        Step("push", publishing.push, ("commit",)),
        # After the push: the site never shows what the record's branch does not hold.
        Step("site", publishing.publish_site, ("build", "push")),
    ]
    left_out = {"sk", "eu", "jobs", "explain", "radar", "digest"} - set(tonight.settings.nightly.steps)
    return [step for step in every if step.name not in left_out]


def _fetched(tonight: Tonight, source: str, fetch: Callable[..., FetchReport]) -> Done:
    """Read one parliament, and note for the status page whether it could be read."""
    minutes = tonight.settings.nightly.fetch_minutes
    try:
        report = fetch(
            tonight.settings, Selection(), today=tonight.today, budget_minutes=minutes,
            progress=tonight.progress, outside=tonight.outside,
        )  # fmt: skip
    except SourceError as error:
        last_reads.note(tonight.data, source, tonight.today, error.reason)
        raise
    except Exception:
        # Its text is of this machine, and the status page is public.
        last_reads.note(tonight.data, source, tonight.today, "what was read could not be kept")
        raise
    failure = (report.skipped[0].reason if report.skipped else "nothing was answered") if report.silent else ""
    last_reads.note(tonight.data, source, tonight.today, failure)
    facts = {"new": report.saved.new, "changed": report.saved.changed, "skipped": len(report.skipped)}
    facts |= {"left": report.left, "requests": report.asked}
    return Done(report.exit_code, tuple(report.lines()), facts)


def _jobs(tonight: Tonight) -> Done:
    report = jobs.fetch_jobs(
        tonight.settings, today=tonight.today, budget_minutes=tonight.settings.nightly.fetch_minutes,
        progress=tonight.progress, outside=tonight.outside,
    )  # fmt: skip
    return Done(report.exit_code, tuple(report.lines()), {"requests": report.asked})


def _verified(tonight: Tonight) -> Done:
    try:
        verdict = steps.verify(tonight.settings)
    except Exception as error:  # a record that cannot even be read is not one to publish
        raise Breach(f"the record cannot be read: {error}") from error
    if found := verdict.breaches:
        more = [f"and {len(found) - SHOWN} more: votewatch verify"] if len(found) > SHOWN else []
        raise Breach("\n".join([*found[:SHOWN], *more]))
    return Done(0, ("no breach",), verdict.counts)


def _explained(tonight: Tonight) -> Done:
    """Ask for texts within the night's budget, and note for the status page whether the model answered."""
    nightly = tonight.settings.nightly
    wish = explaining.Wish(tonight.today, nightly.explain_asks, nightly.explain_seconds / 60)
    report = explaining.explain(
        tonight.settings,
        steps.decide(tonight.settings),
        tonight.rules,
        wish,
        outside=explaining.Outside(tonight.ask),
        progress=tonight.progress,
    )
    if report.asked:
        failure = "the language model did not answer" if report.exit_code > 1 else ""
        last_reads.note(tonight.data, "prose", tonight.today, failure)
    facts = {"wanted": report.wanted, "asked": report.asked, "accepted": dict(report.accepted), "left": report.left}
    return Done(report.exit_code, tuple(report.lines()), facts)


def _drawn(tonight: Tonight) -> Done:
    drawn = drawing.build(tonight.settings, tonight.ask, today=tonight.today, progress=tonight.progress)
    return Done(0, tuple(drawn.lines()))


def _built(tonight: Tonight) -> Done:
    report = steps.build(tonight.settings, today=tonight.today, jobs=0)
    alarms = [f"alarm: {alarm}" for alarm in report.alarms[:SHOWN]]
    if len(report.alarms) > SHOWN:
        alarms.append(f"and {len(report.alarms) - SHOWN} more alarms")
    said = "nothing changed" if report.unchanged else f"{report.written} files written, {report.removed} removed"
    facts = {"pages": report.pages, "written": report.written, "opened": report.opened, "alarms": len(report.alarms)}
    return Done(0, (f"{report.pages} pages, {said}; {report.opened} questions opened", *alarms), facts)


def _told(tonight: Tonight) -> Done:
    settings = tonight.settings
    if not settings.radar.mail.to:
        return Done(off=True, lines=("no [radar.mail] is set",))
    report = telling.tell(
        settings, tonight.ask, password=tonight.password, seed=tonight.seed, now=tonight.now,
        dry_run=tonight.dry_run, send=tonight.send,
    )  # fmt: skip
    if settings.radar.llm.model and report.scored and not tonight.dry_run:
        drawing.redraw(settings, today=tonight.today)
    # The mail itself is private, and the report is not.
    facts: Mapping[str, int] = {k: v for k, v in dataclasses.asdict(report).items() if k != "mail_text"}
    would = "would be " if tonight.dry_run else ""
    return Done(0, (f"scored {report.scored}, {report.sent} {would}sent, {report.below} below the threshold",), facts)
