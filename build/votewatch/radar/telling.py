"""The digest as a whole: what is new and kept, scored by whoever the settings name, mailed or printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Literal, cast

from votewatch.ledger.radar import aliases, health, read_skills, registry
from votewatch.llm.anonymise import Entity, Names
from votewatch.llm.ask import Ask, Patience, patiently
from votewatch.llm.fit import scorer
from votewatch.llm.names_by_model import names_by_model
from votewatch.mail import smtp
from votewatch.mail.digest import Scored
from votewatch.model.errors import SettingsError, VoteWatchError
from votewatch.model.geography import Geography
from votewatch.model.posting import Posting
from votewatch.radar import gating, reading, scoring
from votewatch.radar.digesting import DigestReport, digest
from votewatch.settings import Settings

Language = Literal["sk", "en"]
RETRIES = 2


class NotTold(VoteWatchError):
    """The digest was given up; nothing of it counts as told."""


def tell(
    settings: Settings,
    ask: Ask,
    *,
    password: str,
    seed: int,
    now: dt.datetime,
    prime: bool = False,
    dry_run: bool = False,
    world: Geography | None = None,
    send: Callable[[EmailMessage], None] | None = None,
) -> DigestReport:
    """One digest. ``now`` is aware and dates the mail; ``seed`` makes the fakes that stand in for names.

    Raises SettingsError when no mail can go out and one is wanted, MailError when the server did not take it, NotTold
    when the model is away, and LedgerError. In all of these nothing counts as told that would have been in the mail.
    """
    mail = settings.radar.mail
    if not (prime or dry_run or (mail.to and mail.sender and (mail.host or send))):
        raise SettingsError(
            "votewatch.toml: [radar.mail] needs host, sender and to before a digest can go out;"
            " --dry-run prints it, --prime marks everything as told"
        )
    kept = [one.posting for one in gating.judged(settings, world) if one.kept]
    # What is no longer read stays in health.json as it was, and is nobody's worry.
    read = {source.name for source in settings.jobs.sources() if not source.disabled}
    healths = sorted(health.load(settings.radar.state).items())
    failing = [(name, one.reason, one.since) for name, one in healths if one.failing and name in read]

    def hand_over(message: EmailMessage) -> None:
        security = cast(smtp.Security, mail.security)
        server = smtp.Server(mail.host, mail.port, security, mail.user, password, mail.timeout)
        smtp.send(server, message)

    score = _scorer(settings, ask, seed, kept) if not prime else _unasked
    try:
        return digest(
            kept,
            score,
            send or hand_over,
            settings.radar.state,
            now.date().isoformat(),
            format_datetime(now),
            sender=mail.sender or "radar@localhost",
            to=mail.to or "owner@localhost",
            language=cast(Language, settings.radar.language),
            threshold=settings.radar.threshold,
            prime=prime,
            dry_run=dry_run,
            failing=failing,
            unanswered=score.unanswered if isinstance(score, scoring.ByModel) else frozenset,
        )
    except scoring.ModelAway as error:
        raise NotTold(
            f"the model {settings.radar.llm.model} does not answer: {error}; nothing was sent or marked"
        ) from error


def _by_keywords(settings: Settings, kept: list[Posting], ask: Ask) -> Callable[[Posting], Scored | None]:
    data = settings.paths.data
    table, entries = aliases.load(data), registry.load(data)
    ids = {posting.id for posting in kept}
    asked = [row for row in read_skills.load(settings.radar.state) if row.job in ids]
    if {row.job for row in asked} != ids:
        asked, _ = reading.read_adverts(settings, kept, table, ask)
    return scoring.by_keywords(scoring.keyword_scores(asked, entries, table, scoring.profile_of(settings)))


def _unasked(_posting: Posting) -> Scored | None:
    return None


def _scorer(settings: Settings, ask: Ask, seed: int, kept: list[Posting]) -> Callable[[Posting], Scored | None]:
    if not settings.radar.llm.model:
        return _by_keywords(settings, kept, ask)
    from votewatch.llm.fakes import Fakes

    Fakes(settings.radar.language, seed)  # what is missing is known before a model is asked
    profile, llm = scoring.profile_of(settings), settings.radar.llm
    if not profile:
        raise SettingsError(f"{settings.radar.profile}: is not there; a model cannot score without a profile of you")

    def patient(request: object) -> object:
        return patiently(ask, request, Patience(RETRIES))  # type: ignore[arg-type]

    return scoring.ByModel(
        settings,
        scorer(
            cast(Ask, patient), llm.model, llm.base_url, llm.timeout, profile,
            lambda: Fakes(settings.radar.language, seed), _names(settings, ask),
        ),
    )  # fmt: skip


def _names(settings: Settings, ask: Ask) -> Names:
    """The names of the settings, and those that a local model finds where one is named."""
    people = [Entity("person", name) for name in (*settings.radar.names, *settings.gateway.names)]
    finder = settings.gateway.finder
    if not finder.model:
        return lambda _text: people
    found = names_by_model(ask, finder.model, finder.base_url, settings.gateway.timeout, native=finder.native)
    return lambda text: [*people, *found(text)]
