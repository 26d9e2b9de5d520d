"""Where everything is: the paths of our pages and of the sources."""

from __future__ import annotations

from urllib.parse import quote

from votewatch.model import ids
from votewatch.model.decision import Decision
from votewatch.model.ids import path_name
from votewatch.model.roll_call import RollCall
from votewatch.model.vocabulary import Parliament

_SK_VOTE = "https://www.nrsr.sk/web/Default.aspx?sid=schodze/hlasovanie/hlasklub&ID={n}"
_SK_PRINT = "https://www.nrsr.sk/web/Default.aspx?sid=zakony/cpt&ZakZborID=13&CisObdobia={term}&ID={print}"
_SK_MEMBER = "https://www.nrsr.sk/web/Default.aspx?sid=poslanci/poslanec&PoslanecID={n}&CisObdobia={term}"
_EU_MEMBER = "https://howtheyvote.eu/members/{n}"
_EP_MEMBER = "https://www.europarl.europa.eu/meps/en/{n}"
_EU_VOTE = "https://howtheyvote.eu/votes/{n}"
_EU_PROCEDURE = "https://oeil.secure.europarl.europa.eu/oeil/en/procedure-file?reference={reference}"


def decision_path(decision_id: str) -> str:
    """``d/sk-9-733/``, under either language."""
    return f"d/{path_name(decision_id)}/"


def votes_path(decision_id: str) -> str:
    """``d/sk-9-733/votes/``."""
    return f"d/{path_name(decision_id)}/votes/"


def roll_call_path(roll_call_id: str) -> str:
    """``v/sk-9-v56965/``."""
    return f"v/{path_name(roll_call_id)}/"


def member_path(parliament: Parliament, member_id: int) -> str:
    """``m/sk-m36/``."""
    return f"m/{path_name(ids.member(parliament, member_id))}/"


def club_path(slug: str = "") -> str:
    """``c/sk-smer-sd/``, from the club's slug (render/clubs.py); ``c/`` for all clubs."""
    return f"c/{slug}/" if slug else "c/"


def pair_path(one: str, other: str) -> str:
    """``c/sk-kdh--sk-ps/``: the slugs of two clubs, in the order of the alphabet whichever comes first."""
    return f"c/{'--'.join(sorted((one, other)))}/"


def members_path() -> str:
    """``m/``: everybody of both parliaments."""
    return "m/"


def slovak_path() -> str:
    """``m/eu/slovakia/``: the Slovak members of the EP."""
    return "m/eu/slovakia/"


def member_sources(parliament: Parliament, member_id: int, term: int | None) -> tuple[str, ...]:
    """The person at the sources: at nrsr.sk, or at HowTheyVote.eu and at the European Parliament."""
    templates = (_SK_MEMBER,) if parliament is Parliament.SK else (_EU_MEMBER, _EP_MEMBER)
    return tuple(template.format(n=member_id, term=term) for template in templates)


def topic_path(slug: str = "", year: str = "") -> str:
    """``t/health/``, ``t/health/2024/`` for one year of it; ``t/`` for the list of topics."""
    return "t/" + "".join(f"{part}/" for part in (slug, year) if part)


def readers_path(year: str = "") -> str:
    """``readers/``, or ``readers/2025/`` for the decisions of one year."""
    return f"readers/{year}/" if year else "readers/"


def readers_ledger_path(year: str = "") -> str:
    """``readers/ledger/``, or ``readers/ledger/2026/`` for the days of one year."""
    return f"readers/ledger/{year}/" if year else "readers/ledger/"


def match_path() -> str:
    """``match/``: which clubs and members vote as the reader answered."""
    return "match/"


def embed_path(decision_id: str) -> str:
    """``embed/sk-9-733/``: one decision for a frame on somebody else's page."""
    return f"embed/{path_name(decision_id)}/"


def questions_path(parliament: Parliament | None = None, year: str = "") -> str:
    """``questions/``, or ``questions/sk/2025/`` for those about the decisions of one parliament and year."""
    return f"questions/{parliament.value}/{year}/" if parliament else "questions/"


# The list of feeds, and the log of corrections.
FEEDS = "feeds/"
CORRECTIONS = "corrections/"


def feed_path(name: str, ending: str, lang: str) -> str:
    """``sk/feeds/m/sk-m36.atom``, below public/: feeds differ by language."""
    return f"{lang}/{FEEDS}{name}.{ending}"


def page_url(site_url: str, lang: str, path: str) -> str:
    """The absolute address of a page; ``lang`` is "" for one that stands above the languages."""
    return f"{site_url}/{lang}/{path}" if lang else f"{site_url}/{path}"


def month_path(parliament: Parliament, month: str = "") -> str:
    """``p/sk/2025/09/`` for "2025-09", ``p/sk/2025/`` for "2025", ``p/sk/`` for ""."""
    return f"p/{parliament.value}/" + "".join(f"{part}/" for part in month.split("-") if part)


def vote_source(roll_call: RollCall) -> str:
    """The roll call at its source."""
    template = _SK_VOTE if roll_call.parliament is Parliament.SK else _EU_VOTE
    return template.format(n=roll_call.source_id)


def item_source(decision: Decision) -> str | None:
    """The print or procedure at its source; None for an EP document without a procedure."""
    if decision.parliament is Parliament.SK:
        return _SK_PRINT.format(term=decision.latest.term, print=quote(decision.key))
    return _EU_PROCEDURE.format(reference=quote(decision.key, safe="/()")) if "(" in decision.key else None
