"""What was put to the vote, read from the title's last line.

The clerks mistype ("námetke", "rozpIravy", "inofrmácie", "návhru"), so the patterns match stems. A motion that no
pattern knows is UNKNOWN: it is never a decision, and it raises an alarm.
"""

from __future__ import annotations

import re
from enum import StrEnum

from votewatch.facts.sk.titles import split_title


class Motion(StrEnum):
    """The closed list of what the NR SR votes on."""

    VOID = "void"
    PRESENCE = "presence"
    OBJECTION = "objection"
    DEADLINE = "deadline"
    AGENDA = "agenda"
    PROCEDURAL = "procedural"
    MEMBERS_MOTION = "members_motion"  # "Hlasovanie o návrhu posl. Dostála.": the record does not say what about
    ASSIGNMENT = "assignment"
    AMENDMENT = "amendment"
    PRESIDENTS_COMMENTS = "presidents_comments"
    GO_TO_THIRD_READING = "go_to_third_reading"
    REPEAT_SECOND_READING = "repeat_second_reading"
    INTERPELLATION = "interpellation"  # one member's view of one written answer
    SECRECY = "secrecy"  # whether to vote in secret
    DEMAND = "demand"  # what the government should do about a budget just passed
    RETURN = "return"
    STOP = "stop"
    SECOND_READING = "second_reading"
    WHOLE = "whole"
    FAST_TRACK = "fast_track"
    NO_CONFIDENCE = "no_confidence"
    RESOLUTION = "resolution"
    APPOINTMENT = "appointment"  # an election, recall or set-up part named in the last line
    ITEM = "item"  # the item's own title, no motion line
    UNKNOWN = "unknown"


# In order: the first that matches holds. The procedural words come first, wherever they stand.
_PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), motion)
    for pattern, motion in (
        (r"^(neplatn|zmätočn|zrušen)|^hlasovanie$", Motion.VOID),
        (r"^prezentáci|uznášaniaschop", Motion.PRESENCE),
        (r"\bnám(ie)?(s)?tk|\bnámetk", Motion.OBJECTION),
        (r"skráten\w+ lehoty|posunutí lehoty", Motion.DEADLINE),
        (r"program\w* (\d+\.? ?)?schôdz|schválení programu|na doplnenie programu", Motion.AGENDA),
        (r"nepokračovať", Motion.STOP),
        (r"vrátiť", Motion.RETURN),
        (r"opakované (2\.|druhé) čítanie", Motion.REPEAT_SECOND_READING),
        (r"procedurál|proceduráln", Motion.PROCEDURAL),
        (r"pozmeňujúc|doplňujúc", Motion.AMENDMENT),
        (r"\bbod\w* (\d+ )?(z )?in(fo|of)rmác", Motion.AMENDMENT),
        (r"pripomienk\w+ .*prezident", Motion.PRESIDENTS_COMMENTS),
        (r"prideleni?[íe]", Motion.ASSIGNMENT),
        (r"pristúpen\w+ k tretiemu", Motion.GO_TO_THIRD_READING),
        (r"berie na vedomie vyjadrenie", Motion.INTERPELLATION),
        (r"uskutočnilo tajne", Motion.SECRECY),
        (r"požiadavke", Motion.DEMAND),
        (r"prerokovaný v druhom čítaní", Motion.SECOND_READING),
        (r"skrátené(ho)? legislatívne|skrátenom legislatívnom", Motion.FAST_TRACK),
        (r"vyslovenie nedôvery", Motion.NO_CONFIDENCE),
        (r"(návrhu zákona|vrátenom (návrhu )?zákon[ea]|ústavn\w+ zákon\w*) ako o celku", Motion.WHOLE),
        (r"o (návrhu|návhru) uznesenia|nového znenia uznesenia", Motion.RESOLUTION),
        (r"programovom vyhlásení vlády a vyslovení dôvery", Motion.RESOLUTION),
        (r"^(voľba|opakovaná voľba|zriadenie)\b|o členoch|na (odvolanie|voľbu)", Motion.APPOINTMENT),
        (r"\b(pod)?predsed\w+", Motion.PROCEDURAL),
        (r"návrh\w*( č\.? ?\d+\.?)? (posl|p)\b", Motion.MEMBERS_MOTION),
        (r"návrh na prerokovanie bodov", Motion.AGENDA),
    )
)


def motion_of(title: str) -> Motion:
    """What the vote with this official title was on."""
    item, motion = split_title(title)
    if motion is None:
        return Motion.ITEM if item else Motion.VOID
    for pattern, kind in _PATTERNS:
        if pattern.search(motion):
            return kind
    return Motion.UNKNOWN
