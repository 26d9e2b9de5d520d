"""Places and work models: the words that boards use for where work is done."""

from __future__ import annotations

import re
from collections.abc import Iterable

from votewatch.model.posting import WorkModel

_MODELS = {
    "remote": WorkModel.REMOTE,
    "fullyremote": WorkModel.REMOTE,
    "distributed": WorkModel.REMOTE,
    "hybrid": WorkModel.HYBRID,
    "onsite": WorkModel.ON_SITE,
    "inoffice": WorkModel.ON_SITE,
    "n/a": WorkModel.UNKNOWN,
}


def model_word(text: str) -> WorkModel | None:
    """The work model that ``text`` is, whatever its case and hyphens; None when it is anything else, such as a place.

    ``N/A`` stands where a place should and names none, so it is the unknown model.
    """
    return _MODELS.get(re.sub(r"[\s_-]+", "", text).casefold())


def model_of(workplace: str, is_remote: bool = False) -> WorkModel:
    """The model that a source's own field says; its remote flag counts only when that field is empty.

    The flag is true for hybrid work as well on some boards, and false says neither hybrid nor on site.
    """
    if workplace:
        return model_word(workplace) or WorkModel.UNKNOWN
    return WorkModel.REMOTE if is_remote else WorkModel.UNKNOWN


def model_of_flags(*, remote: bool, hybrid: bool, on_site: bool) -> WorkModel:
    """The model that three flags say; remote and on site at once is a choice that we cannot name."""
    if hybrid:
        return WorkModel.HYBRID
    if remote == on_site:
        return WorkModel.UNKNOWN
    return WorkModel.REMOTE if remote else WorkModel.ON_SITE


def model_of_places(places: Iterable[str]) -> WorkModel:
    """The model when the places are nothing but one work model's word, else unknown."""
    models = {model_word(place) for place in places}
    return (models.pop() or WorkModel.UNKNOWN) if len(models) == 1 else WorkModel.UNKNOWN


def distinct(places: Iterable[str]) -> tuple[str, ...]:
    """The places with their blanks folded, without empty ones and repetitions, in order."""
    return tuple(dict.fromkeys(folded for place in places if (folded := " ".join(place.split()))))


def names(place: str, places: Iterable[str]) -> bool:
    """Whether one of the places has ``place`` among its words, so that adding it would tell nothing new."""
    whole = re.compile(rf"(?<!\w){re.escape(place)}(?!\w)", re.IGNORECASE)
    return any(whole.search(other) for other in places)
