"""What the API's own small pages say, in both languages."""

from __future__ import annotations

from types import MappingProxyType

LANGUAGES = ("sk", "en")
NBSP = "\u00a0"

SK = {
    "other_language": "English",
    "title": "Odpovede čitateľov",
    "back": "Späť na rozhodnutie",
    "own": "Vaša odpoveď",
    "own_yes": "Odpovedali ste: áno.",
    "own_no": "Odpovedali ste: nie.",
    "own_none": "Na túto otázku ste v tomto prehliadači neodpovedali.",
    "as_you": "Parlament rozhodol tak ako vy.",
    "otherwise": "Parlament rozhodol inak ako vy.",
    "parliament": "Parlament",
    "passed": "Rozhodnutie parlamentu: áno.",
    "failed": "Rozhodnutie parlamentu: nie.",
    "counts_there": "Ako hlasovali jednotliví poslanci, je pri rozhodnutí.",
    "voting": "Poslanci pri rozhodujúcom hlasovaní: {n}",
    "for": "Za",
    "against": "Proti",
    "abstained": "Zdržali sa",
    "did_not_vote": "Nehlasovali",
    "readers": "Čitatelia",
    "yes": "Áno",
    "no": "Nie",
    "answer": "Odpoveď",
    "count": "Počet",
    "share": "Podiel",
    "not_a_sample": "Nie je to reprezentatívna vzorka: odpovedá, kto chce, a štatistická odchýlka sa nedá určiť. "
    "Je to orientačný údaj, nie zabezpečené hlasovanie.",
    "few": "{n} z {least} odpovedí. Výsledok ukážeme, keď ich bude {least}.",
    "agree": "Odpovede čitateľov smerujú rovnako ako rozhodnutie parlamentu.",
    "gap": "Odpovede čitateľov smerujú inak ako rozhodnutie parlamentu.",
    "even": "Odpovede čitateľov sú takmer vyrovnané.",
    "flagged": "Za hodinu prišlo nezvyčajne veľa odpovedí. Počty ostávajú, porovnanie zatiaľ neukazujeme.",
    "doubt": "Od {date} je verdikt stiahnutý, počty ostávajú. {reason}",
    "change_yes": "Zmeniť na áno",
    "change_no": "Zmeniť na nie",
    "withdraw": "Stiahnuť odpoveď",
    "your_choice": "Vaša odpoveď na otázku",
    "not_yet": "Na otázku sa dá odpovedať od {opened}.",
    "closed": "Na otázku sa dalo odpovedať do {closes}. Odpovede sa už nemenia.",
    "until": "Odpovedať sa dá do {closes} vrátane.",
    "always": "Na túto otázku sa dá odpovedať stále.",
    "error": "Odpoveď sme nezapísali",
    "not_json": "Odpovedi nerozumieme.",
    "wrong_value": "Odpoveď musí byť áno alebo nie.",
    "unknown_poll": "Takú otázku nepoznáme.",
    "not_found": "Taká stránka tu nie je.",
    "too_large": "Odpoveď je priveľká.",
    "wrong_type": "Odpovedi nerozumieme.",
    "too_many": "Z vašej siete prišlo priveľa odpovedí naraz. Skúste to o chvíľu.",
    "cross_site": "Odpovedať sa dá len z našich stránok.",
    "unavailable": "Odpoveď sa teraz nedá zapísať. Skúste to o chvíľu.",
}
EN = {
    "other_language": "Slovenčina",
    "title": "Readers’ answers",
    "back": "Back to the decision",
    "own": "Your answer",
    "own_yes": "You answered: yes.",
    "own_no": "You answered: no.",
    "own_none": "You have not answered this question in this browser.",
    "as_you": "Parliament decided as you would.",
    "otherwise": "Parliament decided otherwise.",
    "parliament": "Parliament",
    "passed": "Parliament’s decision: yes.",
    "failed": "Parliament’s decision: no.",
    "counts_there": "How each member voted stands with the decision.",
    "voting": "Members at the deciding vote: {n}",
    "for": "For",
    "against": "Against",
    "abstained": "Abstained",
    "did_not_vote": "Did not vote",
    "readers": "Readers",
    "yes": "Yes",
    "no": "No",
    "answer": "Answer",
    "count": "Count",
    "share": "Share",
    "not_a_sample": "Not a sample: whoever wishes answers, and no margin of error can be given. "
    "An indicative signal, not a secured ballot.",
    "few": "{n} of {least} answers. The result is shown once there are {least}.",
    "agree": "Readers’ answers point the same way as parliament’s decision.",
    "gap": "Readers’ answers point the other way from parliament’s decision.",
    "even": "Readers’ answers are about evenly split.",
    "flagged": "Unusually many answers came within an hour. The counts stay; the comparison is not shown for now.",
    "doubt": "Since {date} the verdict is withdrawn; the counts stay. {reason}",
    "change_yes": "Change to yes",
    "change_no": "Change to no",
    "withdraw": "Withdraw my answer",
    "your_choice": "Your answer to the question",
    "not_yet": "The question can be answered from {opened}.",
    "closed": "The question could be answered until {closes}. The answers no longer change.",
    "until": "It can be answered until {closes}, that day included.",
    "always": "This question can always be answered.",
    "error": "Your answer was not recorded",
    "not_json": "We do not understand the answer.",
    "wrong_value": "The answer must be yes or no.",
    "unknown_poll": "We know no such question.",
    "not_found": "There is no such page here.",
    "too_large": "The answer is too large.",
    "wrong_type": "We do not understand the answer.",
    "too_many": "Too many answers came from your network at once. Please try again in a moment.",
    "cross_site": "The question can be answered from our own pages only.",
    "unavailable": "Your answer cannot be recorded just now. Please try again in a moment.",
}
WORDS = MappingProxyType({"sk": MappingProxyType(SK), "en": MappingProxyType(EN)})


def answers(n: int, lang: str) -> str:
    """``n`` answers, in words: one, a few and many differ in Slovak."""
    if lang == "sk":
        word = "odpoveď" if n == 1 else "odpovede" if 2 <= n <= 4 else "odpovedí"
    else:
        word = "answer" if n == 1 else "answers"
    return f"{number(n, lang)}{NBSP}{word}"


def number(n: int, lang: str) -> str:
    """``n`` with its thousands apart, as the language does it."""
    return f"{n:,}".replace(",", NBSP if lang == "sk" else ",")


def percent(part: int, whole: int, lang: str) -> str:
    """``part`` of ``whole`` in whole per cent."""
    return f"{round(100 * part / whole)}{NBSP if lang == 'sk' else ''}%"
