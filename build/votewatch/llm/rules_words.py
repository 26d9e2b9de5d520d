"""What a text may not say: who stands behind it, how it ended, what will follow, and what to think of it."""

from __future__ import annotations

import re
from functools import cache

from votewatch.llm.brief import Brief
from votewatch.llm.lists_words import bare_words, begins, stands_in, table
from votewatch.model.vocabulary import SkKind


def judging(brief: Brief, text: str, language: str) -> tuple[str, ...]:
    """Words of ``text`` that judge, from the list of its language; those of the title itself are no judgement."""
    alike = table("judging")["alike"]
    allowed = [stem for pair in alike if begins(brief.title, pair) for stem in pair]
    found = begins(text, table("judging")[language])
    return tuple(word for word in found if not stands_in(word, brief.title) and not begins(word, allowed))


@cache
def _outcomes(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<!\w){one}(?!\w)", re.IGNORECASE) for one in table("outcome")[language])


# "Should the act have been adopted?" and "Should the Council adopt it?" ask for what they name. Their subject is still
# looked at: "the act that was adopted" claims something.
_HAVE = re.compile(r"^Should (.*?) have (?:been )?", re.MULTILINE)
_CHAMBER = re.compile(r"^Should ((?:the )?(?:National Council|European Parliament|Parliament)) (?=\w)", re.MULTILINE)


def outcome(brief: Brief, text: str, language: str) -> tuple[str, ...]:
    """Words of ``text`` that claim an outcome, a majority or an effect and that the title does not have itself.

    What a question asks for is no claim; that a law came back is none where the item is a returned law; an aim may be
    named when the title names it, in whichever language it is.
    """
    plain = _CHAMBER.sub(r"\1. Should it ", _HAVE.sub(r"\1. Should it be ", text))
    hits = [hit[0] for pattern in _outcomes(language) for hit in pattern.finditer(plain)]
    if brief.kind == SkKind.RETURNED_LAW:
        hits = [hit for hit in hits if not begins(hit, ["was returned", "bol vráten", "bola vráten"])]
    aims = {aim for stems, aims in table("outcome")["effects"] if begins(brief.title, stems) for aim in aims}
    return tuple(dict.fromkeys(hit for hit in hits if not stands_in(hit, brief.title) and hit.casefold() not in aims))


# "Hlas" is a party, and a vote at the beginning of a sentence.
_A_VOTE = re.compile(r"(?<!\w)Hlas(?= (?:za|proti)\b)")


@cache
def _named() -> re.Pattern[str]:
    names = sorted(table("actors")["named"], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


def actors(brief: Brief, text: str, language: str) -> tuple[str, ...]:
    """Parties and politicians in ``text``, and words of its language for those who propose and decide.

    Names are never allowed; a word for a kind of actor is when the title has one of the same group.
    """
    listed = table("actors")
    low = " ".join(text.casefold().split())
    found = [hit[0] for hit in _named().finditer(_A_VOTE.sub("", text))]
    found += [phrase for phrase in listed["phrases"] if phrase in low]
    for group in listed["groups"].values():
        if not _kinds(brief.title, group["sk"] + group["en"]):
            found += _kinds(text, group[language])
    return tuple(dict.fromkeys(found))


def _kinds(text: str, stems: list[str]) -> tuple[str, ...]:
    """As ``begins``, but a stem of three letters or fewer is the whole word: "mp" is not "mpox"."""
    short = tuple(one for one in stems if len(one) <= 3 and one in bare_words(text))
    return begins(text, [one for one in stems if len(one) > 3]) + short
