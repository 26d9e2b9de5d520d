"""What is written about a decision, each language with where it came from."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("sk", "en")
SOURCES = ("model", "editorial", "person")


@dataclass(frozen=True, slots=True)
class Text:
    """One language's text and its origin.

    ``source`` is model (``model`` wrote it when asked), editorial (written with AI assistance for the first edition) or
    person (somebody replaced it). ``prompt`` is the prompt's version and ``key`` what the text depends on, both empty
    for a text that no prompt made; ``validator`` is the version of the rules that accepted it, ``date`` the ISO day.
    """

    headline: str
    summary: str
    question: str
    source: str
    model: str
    prompt: str
    key: str
    validator: str
    date: str


@dataclass(frozen=True, slots=True)
class Prose:
    """What is written about one decision; a language that failed is None and falls back alone."""

    id: str
    sk: Text | None = None
    en: Text | None = None

    def of(self, language: str) -> Text | None:
        """The text in ``language`` ("sk" or "en")."""
        return {"sk": self.sk, "en": self.en}[language]
