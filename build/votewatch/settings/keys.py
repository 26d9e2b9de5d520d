"""Every setting and its default. An empty file is a valid one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from votewatch.settings.nightly_keys import Nightly
from votewatch.settings.radar_keys import Jobs, Radar


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders, relative to the folder of the settings file unless absolute."""

    data: Path = Path("data")
    public: Path = Path("public")
    private: Path = Path("private")
    cache: Path = Path(".cache/votewatch")
    site_src: Path = Path("site_src")


@dataclass(frozen=True, slots=True)
class SkSource:
    """nrsr.sk. At most 2 requests a second and 2 at once: more is refused unless the address is loopback."""

    base_url: str = "https://www.nrsr.sk"
    term: int = 9
    requests_per_second: float = 2.0
    concurrency: int = 2
    read_timeout: float = 200.0
    retries: int = 6
    index_hours: float = 1.0


@dataclass(frozen=True, slots=True)
class EuSource:
    """HowTheyVote.eu. Its limit is 120 requests a minute, so 1.8 a second leaves room for retries."""

    base_url: str = "https://howtheyvote.eu"
    requests_per_second: float = 1.8
    concurrency: int = 2
    read_timeout: float = 60.0
    retries: int = 6
    reread_days: int = 35
    index_hours: float = 1.0


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the record comes from, and how we introduce ourselves."""

    user_agent: str = "VoteWatch/0.1 (public record of votes; contact in votewatch.toml)"
    sk: SkSource = field(default_factory=SkSource)
    eu: EuSource = field(default_factory=EuSource)


@dataclass(frozen=True, slots=True)
class Poll:
    """The readers' answers. ``api_url`` is empty when the API answers on the site's own address."""

    api_url: str = ""
    verdict_min_answers: int = 10
    window_days: int = 90


@dataclass(frozen=True, slots=True)
class Site:
    """``url`` is where readers reach the site, without a slash at its end: feeds, pictures and canonical links need it.

    ``report_url`` is where readers report an error, with {id} for what the page is about; empty: the page says how.
    ``pictures`` draws a share picture for every decision and member. ``precompress`` puts NAME.gz beside every text
    over 1 kB, for a web server that hands it out as it is.
    """

    url: str = "http://127.0.0.1:8000"
    report_url: str = ""
    pictures: bool = True
    precompress: bool = False


@dataclass(frozen=True, slots=True)
class Llm:
    """The language model: litellm's model strings, asked in order. Keys come from the provider's own variables.

    ``base_url`` names an OpenAI-compatible server and then holds for ``model`` alone; ``timeout`` is in seconds.
    ``schema`` asks for structured output; false for servers that cannot, whose answers are parsed and checked as well.
    """

    model: str = "nvidia_nim/meta/llama-3.3-70b-instruct"
    fallbacks: tuple[str, ...] = ()
    base_url: str = ""
    temperature: float = 0.2
    max_tokens: int = 900
    timeout: float = 90.0
    concurrency: int = 4
    retries: int = 4
    schema: bool = True


@dataclass(frozen=True, slots=True)
class BrainModel:
    """A model that calls tools: a litellm string, and its server unless it is the provider's own.

    ``native`` false asks for tool calls by JSON schema, for models that were not taught them.
    """

    model: str = ""
    base_url: str = ""
    native: bool = True


@dataclass(frozen=True, slots=True)
class Upstream:
    """An OpenAI-compatible server and its model; a route without ``base_url`` is not served."""

    base_url: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class Gateway:
    """The boundary as a service. ``names`` are names of people that are replaced besides what the guard finds.

    ``second`` is the local model of the guard's second tier (a litellm string), asked when its ``base_url`` is set;
    ``finder`` is the local model that names people, companies and places for the anonymised route. ``open_on_error``
    says what holds when one of the two gives no answer.
    """

    host: str = "127.0.0.1"
    port: int = 8100
    timeout: float = 120.0
    language: str = "sk"
    names: tuple[str, ...] = ()
    open_on_error: bool = False
    second: Upstream = field(default_factory=Upstream)
    finder: BrainModel = field(default_factory=BrainModel)
    plain: Upstream = field(default_factory=Upstream)
    guarded: Upstream = field(default_factory=Upstream)
    anonymised: Upstream = field(default_factory=Upstream)


@dataclass(frozen=True, slots=True)
class CloudModel(BrainModel):
    """The brain outside of the house."""

    model: str = "nvidia_nim/meta/llama-3.3-70b-instruct"


@dataclass(frozen=True, slots=True)
class Brains:
    """`votewatch ask`. Only ``local`` may write drafts; ``rounds`` is how often a brain is asked at most."""

    rounds: int = 6
    max_tokens: int = 700
    timeout: float = 120.0
    cloud: CloudModel = field(default_factory=CloudModel)
    local: BrainModel = field(default_factory=BrainModel)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything tunable."""

    paths: Paths = field(default_factory=Paths)
    site: Site = field(default_factory=Site)
    sources: Sources = field(default_factory=Sources)
    poll: Poll = field(default_factory=Poll)
    llm: Llm = field(default_factory=Llm)
    gateway: Gateway = field(default_factory=Gateway)
    brains: Brains = field(default_factory=Brains)
    jobs: Jobs = field(default_factory=Jobs)
    radar: Radar = field(default_factory=Radar)
    nightly: Nightly = field(default_factory=Nightly)
