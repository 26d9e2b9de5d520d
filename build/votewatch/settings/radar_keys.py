"""The settings of the radar: where jobs are read, which are kept, and whom the digest goes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from votewatch.model.radar import Source

ATS = ("greenhouse", "lever", "lever_eu", "ashby", "smartrecruiters", "recruitee", "personio", "workday")
FEEDS = ("himalayas", "remotive", "remoteok", "jobicy")


@dataclass(frozen=True, slots=True)
class Company:
    """A firm whose board is read. ``disabled`` says why it is not; then ``ats`` and ``token`` may be empty."""

    name: str = ""
    ats: str = ""
    token: str = ""
    disabled: str = ""


@dataclass(frozen=True, slots=True)
class JobUrls:
    """Base addresses. ``{token}`` is filled with a firm's token where boards live on hosts of their own."""

    greenhouse: str = "https://boards-api.greenhouse.io"
    lever: str = "https://api.lever.co"
    lever_eu: str = "https://api.eu.lever.co"
    ashby: str = "https://api.ashbyhq.com"
    smartrecruiters: str = "https://api.smartrecruiters.com"
    recruitee: str = "https://{token}.recruitee.com"
    personio: str = "https://{token}.jobs.personio.de"
    workday: str = "https://{token}.myworkdayjobs.com"
    himalayas: str = "https://himalayas.app"
    remotive: str = "https://remotive.com"
    remoteok: str = "https://remoteok.com"
    jobicy: str = "https://jobicy.com"


@dataclass(frozen=True, slots=True)
class Jobs:
    """Job boards and feeds. The manners hold for each board host alone; feeds are asked half as often at most.

    ``hours`` is how long an answer is taken as fresh; ``feed_pages`` how many pages of a paged feed are read.
    """

    feeds: tuple[str, ...] = ("himalayas",)
    requests_per_second: float = 1.0
    concurrency: int = 1
    read_timeout: float = 60.0
    retries: int = 4
    hours: float = 6.0
    feed_pages: int = 25
    urls: JobUrls = field(default_factory=JobUrls)
    companies: tuple[Company, ...] = ()

    def sources(self) -> list[Source]:
        """Every board and feed once, in the order of the file; the disabled boards as well."""
        own = [Source(f"{c.ats}:{c.token}", c.ats, c.token, c.name, c.disabled) for c in self.companies]
        first: dict[tuple[str, str], Source] = {}
        for one in (*own, *(Source(feed, feed) for feed in self.feeds)):
            # Disabled firms may have no board, and so no name of their own.
            first.setdefault((one.name, one.disabled and one.company), one)
        return list(first.values())


@dataclass(frozen=True, slots=True)
class RadarMail:
    """The server that takes the digest. ``security`` is starttls, tls or none (for a loopback address alone).

    The password comes from VOTEWATCH_SMTP_PASSWORD in the environment and stands in no file. An empty ``to``: no mail.
    """

    host: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    sender: str = ""
    to: str = ""
    timeout: float = 30.0


@dataclass(frozen=True, slots=True)
class RadarModel:
    """The model that reads adverts and scores postings (a litellm string); empty: the table and keywords do."""

    model: str = ""
    base_url: str = ""
    timeout: float = 60.0
    max_tokens: int = 600


@dataclass(frozen=True, slots=True)
class Radar:
    """Gates, counting and digest. ``home`` is an ISO country code; ``home_words`` are more names for it.

    A title needs a word of ``titles`` and none of ``titles_not``. ``least_companies`` is how many firms must name a
    skill before it counts; ``threshold`` the score from which a posting goes into the mail; ``profile`` a text about
    the owner, which is sent to models anonymised alone; ``names`` are names in it that must be replaced.
    """

    home: str = "SK"
    home_words: tuple[str, ...] = ()
    titles: tuple[str, ...] = (
        "devops", "devsecops", "sre", "site reliability", "platform", "infrastructure", "kubernetes", "cloud",
        "reliability", "observability", "backend", "back-end", "data engineer", "data platform", "machine learning",
        "ml", "mlops", "ai", "llm", "python", "go", "golang", "systems engineer", "production engineer",
        "software engineer",
    )  # fmt: skip
    titles_not: tuple[str, ...] = (
        "intern", "internship", "working student", "recruiter", "sales", "account executive", "marketing", "counsel",
        "accountant", "sales engineer", "solutions engineer", "solutions architect", "customer success", "partner",
        "nurse", "director", "vp", "head of",
    )  # fmt: skip
    least_companies: int = 2
    threshold: int = 80
    language: str = "sk"
    state: Path = Path("data/private/radar")
    profile: Path = Path("data/private/profile.md")
    names: tuple[str, ...] = ()
    llm: RadarModel = field(default_factory=RadarModel)
    mail: RadarMail = field(default_factory=RadarMail)
