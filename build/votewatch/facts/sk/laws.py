"""Which laws a print amends, read from its official title.

Slovak cases tell: "mení zákon č. 300/2005" (nominative) is what the bill amends. "o zmene zákona č. 55/2017" (genitive)
is amended when it belongs to the bill's own name, and not when it belongs to the name of an older law that the bill
amends; "v znení zákona č. 518/2022" is history.
"""

from __future__ import annotations

import re

_COUNCIL = r"(?: (?:Národnej rady Slovenskej republiky|Slovenskej národnej rady|Federálneho zhromaždenia))?"
_NUMBER = r",? ?č ?\.? ?(\d+/\d{4})"
# The clerks write "zakon č.", "č . 9/2010" and "dopÍňa" too.
_SUBJECT = re.compile(rf"\b(?:z[áa]kon{_COUNCIL}|Ústava Slovenskej republiky|\w+ poriadok|\w+ zákonn[ií]k){_NUMBER}")
_OWN_NAME = re.compile(rf"\bo (?:zmene|doplnení|zmene a doplnení) zákona{_COUNCIL}{_NUMBER}")


def amended_laws(title: str) -> tuple[str, ...]:
    """Numbers ("300/2005") of the laws that an official title says are amended or repealed, in its order, each once."""
    text = " ".join(title.split())
    subjects = list(_SUBJECT.finditer(text))
    end = subjects[0].start() if subjects else len(text)
    named = list(_OWN_NAME.finditer(text, 0, end))
    return tuple(dict.fromkeys(found[1] for found in (*named, *subjects)))
