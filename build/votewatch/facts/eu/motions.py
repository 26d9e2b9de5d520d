"""The French descriptions of EP roll calls, read into a closed list of motions."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum, auto
from functools import lru_cache

from votewatch.model.roll_call import RollCall


class Motion(StrEnum):
    """What a roll call was about, as its description says."""

    RESOLUTION = auto()
    PROPOSAL = auto()  # the Commission's proposal: a position, a mandate, or the final text
    AGREEMENT = auto()  # the text negotiated with the Council
    COUNCIL_DRAFT = auto()  # a draft Council act: consent
    COUNCIL_TEXT = auto()  # "Projet du Conseil": the Council asks for another opinion
    DRAFT_DECISION = auto()  # "Projet de décision": to let a delegated act pass
    DECISION = auto()
    RECOMMENDATION = auto()
    JOINT_TEXT = auto()  # budget conciliation
    SINGLE = auto()  # "Vote unique": a text without amendments
    REJECTION = auto()
    NEGOTIATIONS = auto()
    REFERRAL = auto()  # back to committee for negotiations: what was adopted before it is a mandate
    URGENCY = auto()
    REPLACEMENT = auto()  # an alternative text in place of the one tabled
    STATEMENT = auto()
    ELECTION = auto()
    PART = auto()  # an amendment, a paragraph, a request: not a vote on the whole
    UNKNOWN = auto()  # a main vote described in words that this list does not hold


# Votes that put the whole item to the vote, in words of its own or as a step towards it.
WHOLE = frozenset(Motion) - {Motion.PART, Motion.REPLACEMENT, Motion.STATEMENT}
# Steps that decide nothing about the text itself.
ASIDE = frozenset({Motion.NEGOTIATIONS, Motion.REFERRAL, Motion.URGENCY, Motion.REPLACEMENT, Motion.STATEMENT})

_PATTERNS = (
    # The order matters: a longer wording stands before the shorter one that opens it.
    (Motion.REPLACEMENT, r"proposition de resolution de remplacement"),
    # The source writes "recommendation" and "Commisssion" too, and "amendement" in the singular.
    (Motion.RESOLUTION, r"(proposition de (la )?)?resolution( \((ensemble du texte|commissions? [\w ,-]+)\))*$"),
    (Motion.PROPOSAL, r"proposition de (la )?commiss*ion( et amendements?| au conseil)?( \(amendee le [^)]*\))?$"),
    (Motion.AGREEMENT, r"accord provisoire( - |$)"),
    (Motion.COUNCIL_DRAFT, r"projet de (decision|reglement) du conseil( europeen)?$"),
    (Motion.COUNCIL_DRAFT, r"(procedure d'approbation|approbation)$"),
    (Motion.COUNCIL_TEXT, r"projet du conseil$"),
    (Motion.DRAFT_DECISION, r"projet de decision$"),
    (Motion.DECISION, r"(propositions? de )?decision( \(ensemble du texte\))?$"),
    (Motion.RECOMMENDATION, r"(projet|proposition) de recomm[ae]ndation( \(ensemble du texte\))?$"),
    (Motion.JOINT_TEXT, r"projet commun$"),
    (Motion.SINGLE, r"vote unique$"),
    (Motion.REJECTION, r"(rejet|proposition de rejet)\b"),
    (Motion.NEGOTIATIONS, r"decision d'engager des negociations interinstitutionnelles"),
    (Motion.REFERRAL, r"renvoi \(article 59"),
    (Motion.URGENCY, r"demande de decision d'urgence|demande d'application de la procedure d'urgence"),
    # In 2020 an urgency vote was described by the procedure alone.
    (Motion.URGENCY, r"\d{4}/\d{4}[a-z]?\(\w{3}\)$"),
    (Motion.STATEMENT, r"declaration\b"),
)
_COMPILED = tuple((motion, re.compile(pattern)) for motion, pattern in _PATTERNS)
# "2020/0081(CNS)) - Proposition de la Commission", "2021/0071(COD - Demande ...": the procedure opens the description.
_PREFIX = re.compile(r"^\d{4}/\d{4}[a-z]?\(\w{3}\)* - ")
_ELECTION = re.compile(r"^election of the (commission|president)", re.IGNORECASE)


def motion_of(roll_call: RollCall) -> Motion:
    """The motion of a roll call; UNKNOWN only for a main vote, PART for any other description not listed."""
    if not roll_call.motion:
        if _ELECTION.match(roll_call.title):
            return Motion.ELECTION
        return Motion.UNKNOWN if roll_call.is_main else Motion.PART
    motion = _described(roll_call.motion)
    if motion is not Motion.PART or not roll_call.is_main:
        return motion
    # "Proposition de décision - Am 143" is marked as main and is an amendment.
    return Motion.PART if " - Am " in roll_call.motion else Motion.UNKNOWN


def mentioned_procedure_type(roll_call: RollCall) -> str | None:
    """The procedure type in a description such as ``2020/0081(CNS)``, else None."""
    match = re.search(r"\d{4}/\d{4}[A-Z]?\((\w{3})", roll_call.motion or "")
    return match[1] if match else None


@lru_cache(maxsize=4096)
def _described(description: str) -> Motion:
    plain = unicodedata.normalize("NFKD", description)
    folded = "".join(c for c in plain if not unicodedata.combining(c)).lower().replace("’", "'")
    words = _PREFIX.sub("", " ".join(folded.split()))
    for motion, pattern in _COMPILED:
        if pattern.match(words):
            return motion
    return Motion.PART
