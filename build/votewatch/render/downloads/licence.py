"""Whose the data are and on what terms they may be used, one for each parliament."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from votewatch.model.vocabulary import Parliament


@dataclass(frozen=True, slots=True)
class Licence:
    """``name`` as it is cited, ``url`` of its text, whom to name, and where the data are from.

    ``code`` is the licence's identifier in the list of SPDX.
    """

    name: str
    url: str
    attribution: str
    source: str
    code: str


LICENCES: Mapping[Parliament, Licence] = {
    Parliament.SK: Licence(
        "Facts of an official record, not protected by copyright; the arrangement made here is under the MIT licence",
        "https://opensource.org/license/mit",
        "National Council of the Slovak Republic (nrsr.sk), first collected by mrshu/nrsr-dochadzka",
        "https://www.nrsr.sk",
        "MIT",
    ),
    Parliament.EU: Licence(
        "Open Database License (ODbL) 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        "HowTheyVote.eu, based on data of the European Parliament",
        "https://howtheyvote.eu",
        "ODbL-1.0",
    ),
}
