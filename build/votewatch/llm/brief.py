"""What the record says about one decision, without who proposed it, who was for it or how it ended."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from votewatch.model.decision import Decision
from votewatch.model.vocabulary import ForMeans, Parliament

# "Návrh poslancov … na vydanie zákona, ktorým …" keeps what follows "na vydanie"; the names stand between.
_PROPOSED = re.compile(
    r"^(?:Návrh|Žiadosť)\s+(?:skupiny\s+)?(?:posl\w+|člen\w+|výbor\w*|vlády|prezident\w*|predsed\w+|podpredsed\w+)\b.*?\s"
    r"(?P<keep>n\s?a\s+(?:vydanie|prijatie|vyslovenie|vykonanie|skrátené|odvolanie|voľbu|zriadenie|zrušenie|schválenie)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
# Remarks of the record on who asked for what: "(Navrhovateľ … požiadal listom z 11. apríla 2024 o preloženie …)".
_REMARK = re.compile(r"\.?\s*\(Navrhovate[^)]*\)", re.IGNORECASE)
_ISSUE = re.compile(r"^n\s?a\s+(?:vydanie|prijatie)\s+(?=\S)", re.IGNORECASE)
_GOVERNMENT = re.compile(r"^Vládny\s+návrh\s+(?:na\s+vydanie\s+)?", re.IGNORECASE)
_OF_GOVERNMENT = re.compile(r"\bvládn\w+\s+(?=návrh)|(?<=návrhu)\s+vlády(?=\s+na\b)", re.IGNORECASE)
_PRINT = re.compile(r"\s*\(tlač[^)]*\)", re.IGNORECASE)
_READING = re.compile(r"\s*[-–]\s*(?:prvé|druhé|tretie)(?:\s+a\s+tretie)?\s+čítanie\b\.?", re.IGNORECASE)
_RETURNED = re.compile(r",?\s+vráten\w+\s+prezident\w+\s+Slovenskej\s+republiky", re.IGNORECASE)
_MOVER = re.compile(
    r"\s*(?:[-–]\s*)?(?:Návrh\s+)?(?:č\.?\s*\d+\.?\s*)?\bposl\..*$|\s+[-–]\s+\w\.\s?\w+.*$", re.IGNORECASE | re.DOTALL
)
_FIRST = re.compile(r"[-–]\s*prvé\s+čítanie", re.IGNORECASE)
_LAW_SK = re.compile(r"\bč\.\s*(\d+/\d{4}\s*(?:Z\.\s*z\.|Zb\.))")
_LAW_EU = re.compile(
    r"\b(?:Regulation|Directive|Decision)s?\s+(?:\((?:EU|EC|EEC|Euratom)[^)]*\)\s+)?(?:No\s+)?[\d/]+(?:/E\w+)?"
)

_MEANING = {
    ForMeans.ADOPT: "to adopt the proposal",
    ForMeans.REJECT: "to reject the proposal",
    ForMeans.RETURN: "to return the proposal to its author",
    ForMeans.STOP: "to stop the proposal from going further",
    ForMeans.OVERRIDE_VETO: "to adopt the law again after it was returned",
    ForMeans.ELECT: "to elect",
    ForMeans.GRANT_FAST_TRACK: "to use the shortened procedure",
    ForMeans.OBJECT: "to object to the draft act",
    ForMeans.DISCHARGE: "to grant discharge",
    ForMeans.GRANT_CONSENT: "to give consent",
    ForMeans.POSTPONE: "to postpone the decision",
    ForMeans.UNKNOWN: "not known",
}


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a model may know of one decision. ``motion`` and ``procedure`` are empty where the record has none.

    ``for_means`` is a word of the closed list; ``laws`` are the amended laws as the title writes them.
    """

    id: str
    parliament: Parliament
    title: str
    kind: str
    motion: str
    for_means: ForMeans
    laws: tuple[str, ...]
    procedure: str
    first_reading: bool

    def text(self) -> str:
        """The canonical text, one line a field: what the model reads and what the key of an answer hashes."""
        meaning = (
            "to let the bill go on to second reading" if self.first_reading and self.for_means is ForMeans.ADOPT else ""
        )
        sk = self.parliament is Parliament.SK
        lines = [
            f"Parliament: {'National Council of the Slovak Republic' if sk else 'European Parliament'}",
            f"Title: {self.title}",
            f"Kind: {self.kind.replace('_', ' ')}",
            f"Motion: {self.motion or '-'}",
            f"A vote FOR means: {meaning or _MEANING[self.for_means]}",
            f"Laws named: {'; '.join(self.laws) or '-'}",
            f"Procedure: {self.procedure or '-'}",
        ]
        return "\n".join(lines) + "\n"

    def key(self) -> str:
        """A hash of ``text``: a changed brief is a new question to the model."""
        return hashlib.sha256(self.text().encode()).hexdigest()[:32]


def plain_title(title: str) -> str:
    """An official title on one line, without its proposers, its print number and its reading."""
    text = " ".join(_READING.sub("", _PRINT.sub("", _REMARK.sub("", title))).split())
    found = _PROPOSED.match(text)
    if found:
        text = _ISSUE.sub("", found["keep"])
    text = _RETURNED.sub("", _GOVERNMENT.sub("", text))
    return _OF_GOVERNMENT.sub("", text).strip(" .,-–")


def brief_of(decision: Decision) -> Brief:
    """The brief of ``decision``. Nothing in it says who was for it or how it ended."""
    vote = decision.deciding or decision.latest
    sk = decision.parliament is Parliament.SK
    lines = vote.title.splitlines()
    motion = (lines[-1] if len(lines) > 1 else "") if sk else (vote.motion or "")
    title = plain_title(decision.title) if sk else " ".join(decision.title.split())
    laws = (_LAW_SK if sk else _LAW_EU).findall(title)
    return Brief(
        id=decision.id,
        parliament=decision.parliament,
        title=title,
        kind=decision.kind,
        motion=" ".join(_OF_GOVERNMENT.sub("", _MOVER.sub("", motion)).split()).strip(" .,-–"),
        for_means=decision.for_means,
        laws=tuple(dict.fromkeys(" ".join(law.split()) for law in laws)),
        procedure=vote.procedure.reference if vote.procedure else "",
        first_reading=bool(sk and _FIRST.search(vote.title)),
    )
