"""What a model answers: three texts in each of the two languages, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("sk", "en")
FIELDS = ("headline", "summary", "question")


class DraftError(ValueError):
    """An answer of the wrong shape; the message names what is missing or extra."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The three texts of one language, as they were written."""

    headline: str
    summary: str
    question: str

    def all(self) -> str:
        """The three texts, a line each."""
        return "\n".join((self.headline, self.summary, self.question))


@dataclass(frozen=True, slots=True)
class Draft:
    """One answer in both languages."""

    sk: Texts
    en: Texts

    @classmethod
    def from_json(cls, value: Any) -> Draft:
        """The draft in a decoded JSON value. Raises DraftError naming what is missing, extra or no text."""
        named = _object(value, LANGUAGES, "draft")
        return cls(**{language: _texts(named[language], language) for language in LANGUAGES})

    def of(self, language: str) -> Texts:
        """The texts in ``language`` ("sk" or "en"). Raises DraftError for another."""
        if language not in LANGUAGES:
            raise DraftError(f"no language {language!r} in a draft")
        return self.sk if language == "sk" else self.en


def _texts(value: Any, where: str) -> Texts:
    named = _object(value, FIELDS, where)
    for name, text in named.items():
        if not isinstance(text, str):
            raise DraftError(f"{where}.{name}: not a text: {text!r}")
    return Texts(**named)


def _object(value: Any, names: tuple[str, ...], where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise DraftError(f"{where}: not an object: {value!r}")
    missing = [name for name in names if name not in value]
    extra = [str(name) for name in value if name not in names]
    if missing or extra:
        raise DraftError(f"{where}: missing {missing}, extra {extra}")
    return value
