"""The slow twin of the topics of Slovak titles: the rule in plain words, word by word, without patterns."""

from __future__ import annotations

import unicodedata

from votewatch.model.topic import TopicTable

COUNCILS = ("narodnej rady slovenskej republiky", "slovenskej narodnej rady", "federalneho zhromazdenia")
PROPOSED = (
    *("vydanie", "prijatie", "vykonanie", "skratene", "vyslovenie", "odvolanie", "volbu", "vymenovanie"),
    *("schvalenie", "zmenu"),
)


def plain(text: str) -> str:
    """Lower case, no marks, single blanks."""
    letters = [one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one)]
    return " ".join("".join(letters).casefold().split())


def twin_topics(title: str, table: TopicTable) -> list[str]:
    """Slugs in order: by amended laws; when they give none, by stems; at most three."""
    order = [topic.slug for topic in table.topics]
    votes: dict[str, int] = {}
    for number in twin_laws(title):
        if number in table.laws:
            for slug in table.laws[number].topics:
                votes[slug] = votes.get(slug, 0) + 1
    if not votes:
        words = twin_words(twin_subject(plain(title)))
        for topic in table.topics:
            hits = sum(1 for stem in topic.stems if twin_holds(words, stem))
            if hits:
                votes[topic.slug] = hits
    found: list[str] = []
    while votes and len(found) < 3:
        best = max(votes.values())
        first = min((slug for slug in votes if votes[slug] == best), key=order.index)
        found.append(first)
        del votes[first]
    return found


def twin_laws(title: str) -> set[str]:
    """Numbers after "zákon (…) č." in the nominative, after the Constitution, a code ("zákonník") or an order."""
    text = plain(title)
    found = set()
    for place in range(len(text)):
        number = number_after_c(text, place)
        if number is None:
            continue
        before = text[:place].rstrip()
        named = before
        for council in COUNCILS:
            if before.endswith(" " + council):
                named = before.removesuffix(" " + council)
        words = before.split()
        last_word = named.split()[-1] if named.split() else ""
        code = len(words) > 1 and words[-1] in ("zakonnik", "poriadok") and words[-2].isascii() and words[-2].isalpha()
        if bare_start(last_word) == "zakon" or code or before.endswith("ustava slovenskej republiky"):
            found.add(number)
    return found


def bare_start(word: str) -> str:
    """The word without signs before its first letter."""
    while word and not word[0].isalnum():
        word = word[1:]
    return word


def number_after_c(text: str, place: int) -> str | None:
    """ "300/2005" where "č. 300/2005" or "č . 300/2005" begins at ``place``."""
    if text[place] != "c" or (place and text[place - 1].isalnum()):
        return None
    rest = text[place + 1 :].removeprefix(" ")
    if not rest.startswith("."):
        return None
    rest = rest[1:].removeprefix(" ")
    own = ""
    while rest and rest[0].isdigit():
        own, rest = own + rest[0], rest[1:]
    if not own or not rest.startswith("/") or len(rest) < 5 or not rest[1:5].isdigit():
        return None
    return f"{own}/{rest[1:5]}"


def twin_subject(text: str) -> str:
    """Without the proposer, committees' fields, accompanying laws and earlier amendments, and who loses an office."""
    openings = ("navrh poslan", "navrh skupiny", "navrh vyboru", "navrh zahranicneho", "navrh vlady")
    if text.startswith(openings):
        starts = [text.find(f" na {word}") for word in PROPOSED]
        starts = [at for at, word in zip(starts, PROPOSED, strict=True) if at > 0 and ends(text, at + 4 + len(word))]
        text = text[min(starts) :] if starts else text
    text = without_fields(text)
    text = without_beside(text)
    lost = text.find("vyslovil stratu verejnej funkcie ")
    return text[: lost + len("vyslovil stratu verejnej funkcie")] if lost >= 0 else text


def ends(text: str, at: int) -> bool:
    return at >= len(text) or not (text[at].isalnum() or text[at] == "_")


def without_fields(text: str) -> str:
    """ "výboru Národnej rady … pre obranu a bezpečnosť" keeps the committee and loses its field."""
    at = 0
    while (at := text.find("vybor", at)) >= 0:
        end = at + 5
        while end < len(text) and text[end].isalnum():
            end += 1
        council = next(
            (one for one in ("narodnej rady slovenskej republiky", "nr sr", "nrsr") if text[end + 1 :].startswith(one)),
            None,
        )
        if council is None or not text[end + 1 + len(council) :].startswith(" pre "):
            at = end
            continue
        start = end + 1 + len(council)
        stop = start + len(" pre ")
        while stop < len(text) and not text[stop:].startswith((" na ", " o ", " a o ", ". ", " a urcenie ")):
            stop += 1
        text = text[:start] + text[stop:]
        at = start
    return text


def without_beside(text: str) -> str:
    """Loses " a o zmene …" up to the next " a ktor…" or " v znení ", and " v znení …" up to the next " a ktor…"."""
    kept, at = "", 0
    while at < len(text):
        rest = text[at:]
        if any(rest.startswith(f" a o {one}") and ends(rest, len(f" a o {one}")) for one in ("zmene", "doplneni")):
            at = first_of(text, at + 1, " a ktor", " v zneni ")
        elif rest.startswith(" v zneni "):
            at = first_of(text, at + 1, " a ktor")
        else:
            kept, at = kept + text[at], at + 1
    return kept


def first_of(text: str, start: int, *marks: str) -> int:
    places = [place for mark in marks if (place := text.find(mark, start)) >= 0]
    return min(places, default=len(text))


def twin_words(text: str) -> list[str]:
    """The runs of plain letters and digits."""
    return "".join(one if one in "abcdefghijklmnopqrstuvwxyz0123456789" else " " for one in text).split()


def twin_holds(words: list[str], stem: str) -> bool:
    parts = stem.split()
    for start in range(len(words) - len(parts) + 1):
        if all(
            word == part[:-1] if part.endswith("=") else word.startswith(part)
            for word, part in zip(words[start:], parts, strict=False)
        ):
            return True
    return False
