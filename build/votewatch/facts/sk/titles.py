"""What a print (tlač) is, read from the item's own title and never from the motion."""

from __future__ import annotations

import re

from votewatch.model.vocabulary import SkKind

# A line that only says what was voted on. Everything else in a title names the item.
_MOTION_LINE = re.compile(
    r"^(opakované )?hlasovanie\b|^(neplatn|zmätočn)\w+ hlasovanie|^zrušen|^prezentáci|^návrh posl\b", re.IGNORECASE
)
_MOTION_WITHIN = re.compile(r"(?<=\S) (?=Hlasovanie o )")

_APPOINTMENT = re.compile(r"^Hlasovanie o návrhu (na (?:voľbu|odvolanie) .*)$")  # the motion line names the item
_STRAY_START = re.compile(r"^(Hlasovanie|Hl)(?=[A-ZČĎĽŇŠŤŽÁÉÍÓÚÝ])|^\d+\. (?=Návrh)")
_NOTE = re.compile(r"\s*\((?:Zlúčená rozprava|Navrhovateľ požiadal)[^)]*\)?\.?")
_READING = re.compile(r"\s*(?:[-–]\s*|\.?\s*\()(?:(?:prvé|druhé|tretie|treite)(?: a )?)+ čítanie\)?\.?")
_ABBREVIATION_AT_END = re.compile(r"\b(Z\. ?z|Zb)\.$")
_PRINT = re.compile(r"\s*\(\s*tlač\w*\.?(?: ?č\.)? ?\d+[^)]*\)?")

_KINDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"skrátené legislatívne konanie", SkKind.FAST_TRACK_MOTION),
        (r"^Zákon zo? \d+\. \w+ \d{4}.* vrátený prezident", SkKind.RETURNED_LAW),
        (r"na vyslovenie nedôvery", SkKind.NO_CONFIDENCE),
        (r"^Návrh na vyslovenie súhlasu", SkKind.TREATY),
        (r"na prijatie (uznesenia|Vyhlásenia)|^Návrh uznesenia", SkKind.RESOLUTION_OR_REPORT),
        (r"n ?a vydanie ústavného zákona|^Vládny návrh ústavného zákona", SkKind.CONSTITUTIONAL_LAW),
        (r"n ?a vydanie zákona|^Vládny návrh (\w+ )?zákona|^Návrh zákona", SkKind.LAW),
        (
            r"^(Voľba|Odvolanie|Zápisnica o výsledku tajného)|na (opakovanú )?(voľbu|zvolenie|odvolanie|vymenovanie)"
            r"|na zmeny v zložení|skupín priateľstva",
            SkKind.ELECTION,
        ),
        (r"^(Zriadenie|Určenie počtu|Návrh na zriadenie|Schválenie volebného|Programové vyhlásenie)", SkKind.OTHER),
        (r"na zmenu názvu Výboru", SkKind.OTHER),
        (
            r"^(Návrh rozpočtu|Vládny návrh rozpočtu|Návrh štátneho záverečného účtu|Návrh účtovnej závierky"
            r"|Limit verejných výdavkov|Program stability|Národný strednodobý fiškálno|Zdôvodnenie výšky hrubého dlhu)",
            SkKind.BUDGET_OTHER,
        ),
        (
            r"[Ss]práv[ay]\b|^Informácia|^(Písomné o|O)dpovede|^Žiadosť|vyslanie|poslaneckého prieskumu"
            r"|na schválenie rozhodnutia|strategických zámerov|k zmene Štatútu",
            SkKind.RESOLUTION_OR_REPORT,
        ),
    )
)


def split_title(title: str) -> tuple[str, str | None]:
    """The item's title ("" when none is given) and the motion line (None when none is given)."""
    head, _, last = title.rpartition("\n")
    if head:
        return " ".join(head.split("\n")), last
    if _MOTION_LINE.search(last):
        return "", last
    # A single line may be an item and a motion that lost the line break between them.
    parts = _MOTION_WITHIN.split(last, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 else (last, None)


def item_title(title: str) -> str:
    """The item's title without print number, reading, notes and the clerk's stray first letters."""
    text = _STRAY_START.sub("", split_title(title)[0])
    for noise in (_NOTE, _READING, _PRINT):
        text = noise.sub("", text)
    text = text.strip(" ,")
    return text if _ABBREVIATION_AT_END.search(text) else text.rstrip(" .,")


def item_in_motion(title: str) -> str:
    """The item named by a lone motion line ("Hlasovanie o návrhu na voľbu predsedu …"), else ""."""
    match = _APPOINTMENT.search(title)
    return "Návrh " + match.group(1) if match else ""


def kind_of(item: str) -> SkKind | None:
    """The kind of the print with this item title; None when the words are not known."""
    for pattern, kind in _KINDS:
        if pattern.search(item):
            return kind
    return None
