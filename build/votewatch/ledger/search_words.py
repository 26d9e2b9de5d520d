"""What the search knows about words, data/search.toml."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from votewatch.ledger import tables
from votewatch.model.errors import LedgerError
from votewatch.model.search_words import SearchWords, Stemming

_SECTIONS = ("stem", "stop", "called", "glosses", "clubs", "mistyped")
_LAW = re.compile(r"[1-9]\d*/(19|20)\d{2}")


def load(data: Path) -> SearchWords:
    """The table; an empty one where there is no file. Raises LedgerError, naming the entry, for a wrong form."""
    path = data / "search.toml"
    read = tables.read(path, _SECTIONS)
    if not read:
        return SearchWords()
    mistyped = tables.pairs(read["mistyped"], f"{path}: [mistyped]")
    for number in (*mistyped, *mistyped.values()):
        if not _LAW.fullmatch(number):
            raise LedgerError(f'{path}: [mistyped] {number!r} is no number of a law such as "300/2005"')
    stop = _exactly(read["stop"], ("words", "phrases"), f"{path}: [stop]")
    return SearchWords(
        stemming=_stemming(read["stem"], f"{path}: [stem]"),
        stops=frozenset(tables.words(stop["words"], f"{path}: [stop] words")),
        phrases=tables.words(stop["phrases"], f"{path}: [stop] phrases"),
        called={key: tables.words(given, f"{path}: [called] {key!r}") for key, given in read["called"].items()},
        glosses=tables.pairs(read["glosses"], f"{path}: [glosses]"),
        clubs={slug: tables.words(given, f"{path}: [clubs] {slug}") for slug, given in read["clubs"].items()},
        mistyped=mistyped,
    )


def _stemming(given: dict[str, Any], where: str) -> Stemming:
    _exactly(given, ("shortest", "endings", "turns", "whole"), where)
    shortest, turns = given["shortest"], given["turns"]
    if not isinstance(shortest, int) or shortest < 1:
        raise LedgerError(f"{where} shortest: must be a number of letters")
    if not isinstance(turns, list) or not all(
        isinstance(turn, list) and len(turn) == 2 and turn[0] and all(isinstance(one, str) for one in turn)
        for turn in turns
    ):
        raise LedgerError(f"{where} turns: must be pairs of endings")
    return Stemming(
        shortest,
        tables.words(given["endings"], f"{where} endings"),
        tuple((end, turned) for end, turned in turns),
        tables.pairs(given["whole"], f"{where} whole"),
    )


def _exactly(given: dict[str, Any], keys: tuple[str, ...], where: str) -> dict[str, Any]:
    if given.keys() != set(keys):
        raise LedgerError(f"{where} must have {', '.join(keys)} and nothing else")
    return given
