"""The slow twins of the search's words and of the laws that a title amends: letter by letter, word by word."""

from __future__ import annotations

import unicodedata

from votewatch.model.search_words import Stemming

ALONE = {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
COUNCILS = (
    ["Národnej", "rady", "Slovenskej", "republiky"],
    ["Slovenskej", "národnej", "rady"],
    ["Federálneho", "zhromaždenia"],
)


def twin_folded(text: str) -> str:
    bare = ""
    for letter in unicodedata.normalize("NFKD", text.lower()):
        if ord(letter) in range(0x300, 0x370):
            continue
        bare += ALONE.get(letter, letter)
    return bare


def twin_stem(word: str, rules: Stemming) -> str:
    if any(letter in "0123456789/-" for letter in word):
        return word
    word = rules.whole.get(word, word)
    for length in range(len(word), 0, -1):  # the longest ending first
        if word[-length:] in rules.endings and len(word) - length >= rules.shortest:
            word = word[:-length]
            break
    for end, turned in rules.turns:
        if word[len(word) - len(end) :] == end and len(word[: len(word) - len(end)] + turned) >= rules.shortest:
            word = word[: len(word) - len(end)] + turned
    single = ""
    for letter in word:
        if single[-1:] != letter:
            single += letter
    return "".join("i" if letter == "y" else letter for letter in single)


def twin_amended(title: str) -> set[str]:
    """Walks back from each number to the noun that it belongs to."""
    tokens = title.replace(",", " , ").replace("č.", " č ").replace("č .", " č ").split()
    amended, begun = set(), False
    for place, token in enumerate(tokens):
        own, slash, rest = token.rpartition("/")[0], "/" in token, token.rpartition("/")[2]
        if not (slash and own.isdigit() and rest[:4].isdigit() and len(rest) >= 4):
            continue
        before = [t for t in tokens[:place] if t != ","]
        if not before or before[-1] not in ("č",):
            continue
        before = before[:-1]
        for council in COUNCILS:
            if before[-len(council) :] == council:
                before = before[: -len(council)]
        noun = before[-1]
        constitution = before[-3:] == ["Ústava", "Slovenskej", "republiky"]
        if constitution or noun in ("zákon", "zakon") or noun.endswith(("poriadok", "zákonník", "zákonnik")):
            amended.add(f"{own}/{rest[:4]}")
            begun = True
        elif noun == "zákona" and not begun and before[-2] in ("zmene", "doplnení"):
            amended.add(f"{own}/{rest[:4]}")
    return amended
