"""Short names for the prints of the NR SR, read off their official titles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from votewatch.render.typography import shorten

LIMIT = 150
LIMIT_TREATY = 200


class Form(StrEnum):
    """What the print does; the templates of headline and question are chosen by it."""

    AMENDS = "amends"  # changes a law that has a name beginning with a preposition: "zákon o reklame"
    AMENDS_CODE = "amends_code"  # changes a law with a proper name: "Trestný zákon"
    AMENDS_MANY = "amends_many"  # "niektoré zákony v súvislosti s …"
    REPEALS = "repeals"
    NEW = "new"
    CONSENT = "consent"  # to a treaty
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ShortTitle:
    """``name`` is Slovak, in the case after "zákona" or "súhlas"; ``nominative`` and ``genitive`` only for codes.

    ``number`` is "581/2004 Z. z."; ``others`` is true when the print changes other laws as well.
    """

    form: Form
    name: str
    number: str | None = None
    others: bool = False
    constitutional: bool = False
    nominative: str = ""
    genitive: str = ""
    english: str = ""


@dataclass(frozen=True, slots=True)
class _Code:
    nominative: str
    genitive: str
    english: str


# Laws that are called by a proper name. The clerks write "Zákonnik práce" too.
_CODES = tuple(
    (re.compile(pattern), _Code(nominative, genitive, english))
    for pattern, nominative, genitive, english in (
        (r"^Trestný zákon", "Trestný zákon", "Trestného zákona", "Criminal Code"),
        (r"^Trestný poriadok", "Trestný poriadok", "Trestného poriadku", "Code of Criminal Procedure"),
        (r"^Zákonn[ií]k práce", "Zákonník práce", "Zákonníka práce", "Labour Code"),
        (r"^Občiansky zákonník", "Občiansky zákonník", "Občianskeho zákonníka", "Civil Code"),
        (r"^Obchodný zákonník", "Obchodný zákonník", "Obchodného zákonníka", "Commercial Code"),
        (
            r"^Civilný sporový poriadok",
            "Civilný sporový poriadok",
            "Civilného sporového poriadku",
            "Civil Procedure Code",
        ),
        (
            r"^Civilný mimosporový poriadok",
            "Civilný mimosporový poriadok",
            "Civilného mimosporového poriadku",
            "Civil Non-Contentious Procedure Code",
        ),
        (
            r"^Správny súdny poriadok",
            "Správny súdny poriadok",
            "Správneho súdneho poriadku",
            "Administrative Court Procedure Code",
        ),
        (r"^Colný zákon", "Colný zákon", "Colného zákona", "Customs Act"),
        (
            r"^Ústava Slovenskej republiky",
            "Ústava Slovenskej republiky",
            "Ústavy Slovenskej republiky",
            "Constitution of the Slovak Republic",
        ),
    )
)

# Slips of the clerks: "dopÍňa", "ktorym sa", "č . 311", "zákona. ktorým", "vznení".
_SLIPS = (
    (re.compile(r"dopÍňa"), "dopĺňa"),
    (re.compile(r"\bktorym\b"), "ktorým"),
    (re.compile(r"č ?\.(?= ?\d)"), "č."),
    (re.compile(r" ?[.,] ?(?=ktorým sa)"), ", "),
    (re.compile(r"\bvznení\b"), "v znení"),
)
_NOTE = re.compile(r"\s*\((?:Navrhovate|Zlúčená|Prerušené)[^)]*\)?")
_PARLIAMENT = r"(?:Slovenskej národnej rady|Národnej rady Slovenskej republiky|Federálneho zhromaždenia)"
_CHANGED = re.compile(
    rf"ktor(?:ým|ou) sa (?P<verb>mení|menia|dopĺňa|dopĺňajú|zrušuje|zrušujú)(?: a (?:dopĺňa|dopĺňajú|mení|menia))? "
    rf"(?P<law>(?P<constitutional>ústavný )?zákon(?: {_PARLIAMENT})?,? č\.? ?"
    rf"(?P<number>\d+/\d{{4}} (?:Z\. ?z\.?|Zb\.?))"
    rf"(?P<name>.*)|Ústava Slovenskej republiky(?P<constitution>.*)|niektoré (?:ďalšie )?zákony(?P<many>.*))",
    re.DOTALL,
)
_NEW = re.compile(r"\b(?P<constitutional>ústavného )?(?:zákona|Zákon zo? \d+\. \w+ \d{4}),? (?P<name>o .*)$", re.DOTALL)
# A law named by what it is for: "ktorým sa zabezpečuje vykonávanie …".
_PURPOSE = re.compile(
    r"\bzákona(?P<name>, ktorým sa (?!mení|menia|dopĺňa|zruš).*?)(?P<others>,? a ktorým sa (?:mení|menia|dopĺňa).*)?$"
)
_END_OF_NAME = re.compile(
    r",? (?:v znení|a ktor(?:ým|ou) sa|ktor(?:ým|ou) sa|a o (?:zmene|doplnení)|v z\.)\b.*$|, vrátený prezident.*$",
    re.DOTALL,
)
_NICKNAME = re.compile(r"\((?P<nickname>[^()]*(?:zákon|poriadok|zákonník)[^()]*)\)", re.IGNORECASE)
_OTHERS = re.compile(r"a ktor(?:ým|ou) sa (?:mení|menia|dopĺňa|zrušuj)|a o (?:zmene|doplnení)(?: a doplnení)? ")
_SECOND_LAW = re.compile(r" a ktor(?:ým|ou) sa |, ktor(?:ým|ou) sa | a o (?:zmene|doplnení)[^()]* zákona (?:\w+ )*č\.")
# A new law called by its proper name alone: "Vládny návrh Stavebného zákona".
_REPORT = re.compile(r"^(?:Správa|Informácia|Hodnotenie|Prehľad|Stanovisko)\b|^Návrh (?:uznesenia|opatrení)\b")
_NAMED = re.compile(r"^(?:Vládny n|N)ávrh (?P<name>[A-ZČĽŠŤŽ]\w+)ého zákona$")
_RETURNED = re.compile(r",? vrátený prezident.*$", re.DOTALL)
_CONSENT = re.compile(
    r"^Návrh na vyslovenie súhlasu Národnej [rR]ady Slovenskej republiky (?P<name>so? .*)$", re.DOTALL
)
_RESOLUTION = re.compile(r"^Návrh na prijatie uznesenia Národnej rady Slovenskej republiky")
_LEAD = re.compile(
    r"^(?:Vládny n|N)ávrh (?:(?:poslan\w+|skupiny poslancov) Národnej rady Slovenskej republiky.*? )?"
    r"(?=na |uznesenia|o )"
)


def short_title(title: str, *, whole: bool = False) -> ShortTitle:
    """What the official title names first, and whether it changes other laws as well.

    With ``whole`` nothing is cut off at the end: half a sentence cannot be asked about.
    """
    limit, treaty = (10_000, 10_000) if whole else (LIMIT, LIMIT_TREATY)
    text = " ".join(title.split())
    for slip, meant in _SLIPS:
        text = slip.sub(meant, text)
    text = _RETURNED.sub("", _NOTE.sub("", text))
    if match := _CONSENT.match(text):
        return ShortTitle(Form.CONSENT, shorten(match["name"], treaty))
    if match := _PURPOSE.search(text):
        return ShortTitle(Form.NEW, shorten(match["name"], limit), None, bool(match["others"]))
    if match := _CHANGED.search(text):
        return _changed(match, limit)
    if (match := _NEW.search(text)) and not _REPORT.match(text):
        named = match["name"]
        name, others = _listed(_END_OF_NAME.sub("", named)), bool(_OTHERS.search(named))
        return ShortTitle(Form.NEW, shorten(name, limit), None, others, constitutional=bool(match["constitutional"]))
    if match := _NAMED.match(text):
        return ShortTitle(Form.OTHER, f"{match['name']}ý zákon")
    text = _RESOLUTION.sub("Návrh uznesenia", _LEAD.sub("Návrh ", text))
    return ShortTitle(Form.OTHER, shorten(text, limit))


def _changed(match: re.Match[str], limit: int) -> ShortTitle:
    repeals = match["verb"].startswith("zruš")
    if match["many"] is not None:
        return ShortTitle(Form.AMENDS_MANY, shorten(_END_OF_NAME.sub("", match["many"]).strip(" ,"), limit))
    rest = match["constitution"] if match["constitution"] is not None else match["name"]
    others = bool(re.search(r"a ktor(?:ým|ou) sa (?:mení|menia|dopĺňa|zrušuj)", rest))
    if match["constitution"] is not None:
        return _code(_CODES[-1][1], "460/1992 Zb.", others, repeals)
    number = re.sub(r"(Z\.) ?(z)\.?", r"\1 \2.", match["number"])
    number = number if number.endswith(".") else number + "."
    name = rest.strip(" ,")
    for pattern, code in _CODES:
        if pattern.search(name):
            return _code(code, number, others, repeals)
    form = Form.REPEALS if repeals else Form.AMENDS
    return ShortTitle(form, _law_name(name, limit), number, others, constitutional=bool(match["constitutional"]))


def _code(code: _Code, number: str, others: bool, repeals: bool) -> ShortTitle:
    form = Form.REPEALS if repeals else Form.AMENDS_CODE
    return ShortTitle(form, "", number, others, False, code.nominative, code.genitive, code.english)


def _listed(name: str) -> str:
    """A list whose last "a" went with the words cut off gets it back: "o starostlivosti, službách" has no end."""
    before, comma, last = name.rpartition(", ")
    plain = comma and " a " not in last and not re.match(r"ktor|ako|čo|aby|pri|ak ", last)
    return f"{before} a {last}" if plain else name


def _law_name(rest: str, limit: int) -> str:
    """ "o reklame", from all that follows the number; the name in brackets when it is shorter than the full one."""
    first = _SECOND_LAW.split(rest, maxsplit=1)[0]
    name = _listed(_END_OF_NAME.sub("", first).strip(" ,"))
    nickname = _NICKNAME.search(first)
    if nickname and nickname.start() < 160:
        called = nickname["nickname"].strip()
        name = re.sub(r"\s*\([^()]*\)", "", name).strip()
        if called.startswith("zákon o ") and len(called) < len(name):
            name = called.removeprefix("zákon ")
        elif not called.startswith("zákon o "):
            name = f"{shorten(name, limit - 30)} ({called})"
    return shorten(name, limit)
