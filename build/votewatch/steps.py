"""One function per verb: the table of contents of the system. Only here do two siblings meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from votewatch.model.decision import Decision
from votewatch.model.errors import FactError, LedgerError
from votewatch.model.exception import FactException
from votewatch.settings import Settings

if TYPE_CHECKING:
    from votewatch.ledger.files import SaveReport
    from votewatch.ledger.verify import Verdict
    from votewatch.render.build import BuildReport
    from votewatch.render.questions import Question
    from votewatch.render.record import Record


def import_sk(settings: Settings, file: Path) -> SaveReport:
    """NR SR record file -> ledger."""
    from votewatch.ledger import importing

    return importing.import_sk(file, settings.paths.data)


def import_eu(settings: Settings, folder: Path, read: str) -> SaveReport:
    """EP export folder -> ledger; ``read`` is the ISO day of the export."""
    from votewatch.ledger import importing

    return importing.import_eu(folder, settings.paths.data, read)


def verify(settings: Settings) -> Verdict:
    """Ledger -> every breach of a rule; when it can be read, also whatever names something that it does not hold."""
    from votewatch.facts import topics
    from votewatch.ledger import files, parties, references
    from votewatch.ledger import topics as ledger_topics
    from votewatch.ledger.verify import verify as verify_ledger

    data = settings.paths.data
    verdict = verify_ledger(data)
    if verdict.breaches:
        return verdict
    try:
        decisions = decide(settings)
        topics.assign(decisions, ledger_topics.load(data))
        roll_calls = files.load(data)
        found = references.dangling(data, {r.id for r in roll_calls}, {d.id for d in decisions})
        found += parties.uncovered(parties.load(data), roll_calls)
    except (FactError, LedgerError) as error:
        return replace(verdict, breaches=(str(error),))
    return replace(verdict, counts=verdict.counts | {"decisions": len(decisions)}, breaches=tuple(found))


def decide(settings: Settings, *, with_exceptions: bool = True) -> list[Decision]:
    """Ledger, corrections and exceptions -> decisions of both parliaments."""
    from votewatch.facts import eu, sk
    from votewatch.ledger import corrections, exceptions, files

    data = settings.paths.data
    roll_calls = corrections.apply(files.load(data), corrections.load(data))
    listed: Sequence[FactException] = exceptions.load(data) if with_exceptions else []
    return [*sk.decide(roll_calls, listed), *eu.decide(roll_calls, listed)]


def build(settings: Settings, *, today: str, jobs: int) -> BuildReport:
    """Ledger -> public/. Loads the record only when something that the pages depend on has changed."""
    from votewatch.render.build import Shown
    from votewatch.render.build import build as render_site

    return render_site(
        lambda: record(settings),
        data=settings.paths.data,
        site_src=settings.paths.site_src,
        public=settings.paths.public,
        cache=settings.paths.cache,
        shown=Shown(
            api_url=settings.poll.api_url,
            report_url=settings.site.report_url,
            verdict_min_answers=settings.poll.verdict_min_answers,
            window_days=settings.poll.window_days,
            site_url=settings.site.url.rstrip("/"),
            pictures=settings.site.pictures,
        ),
        today=today,
        jobs=jobs,
        packed=settings.site.precompress,
    )


def questions(settings: Settings, record: Record) -> dict[str, Question]:
    """The questions that the site asks about ``record``, by decision id. Opens none."""
    from votewatch.render.questions import asked, load

    return asked(record.decisions, load(settings.paths.data))


def built_files(settings: Settings) -> list[str] | None:
    """The files of the last whole build by their names below public/; None when a build was cut short."""
    from votewatch.render.build import files_of

    return files_of(settings.paths.cache)


def record(settings: Settings) -> Record:
    """Everything that is committed about the two parliaments, corrections applied.

    Raises LedgerError when a roster has a club name that data/parties.toml does not cover.
    """
    from votewatch.facts import eu, sk, topics
    from votewatch.ledger import (
        corrections,
        exceptions,
        files,
        flags,
        groups,
        last_reads,
        parties,
        people,
        prose,
        redirects,
        search_words,
        skipped,
        tallies,
    )
    from votewatch.ledger import topics as ledger_topics
    from votewatch.model.vocabulary import Parliament
    from votewatch.render.record import Record

    data = settings.paths.data
    read, made = files.load(data), corrections.load(data)
    roll_calls = corrections.apply(read, made)
    listed = exceptions.load(data)
    decisions = (*sk.decide(roll_calls, listed), *eu.decide(roll_calls, listed))
    table = ledger_topics.load(data)
    return Record(
        roll_calls=tuple(roll_calls),
        decisions=decisions,
        sk_members=people.load(data, Parliament.SK),
        eu_members=people.load(data, Parliament.EU),
        eu_groups={g.code: (g.label, g.short_label) for g in groups.load_groups(data).values()},
        corrections=tuple(corrections.traced(read, made)),
        skipped=tuple((s.id, s.url, s.reason, s.first_seen) for s in skipped.load(data)),
        last_reads=tuple(one for _, one in sorted(last_reads.load(data).items())),
        prose=prose.load_all(data),
        topic_table=table,
        topics=topics.assign(decisions, table),
        clubs=parties.checked(parties.load(data), roll_calls),
        memberships={
            Parliament.SK: groups.load_memberships(data / "ledger/sk/clubs.jsonl"),
            Parliament.EU: groups.load_memberships(data / "ledger/eu/memberships.jsonl"),
        },
        tallies=tallies.load(data),
        flags=flags.load(data),
        search_words=search_words.load(data),
        redirects=tuple(redirects.load(data)),
    )
