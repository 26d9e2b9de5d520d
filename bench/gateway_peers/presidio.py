"""Presidio's patterns over texts from standard input (a JSON list): prints seconds for each pass and what it found.

Without a language model for names, which would only make it slower: patterns and checksums, as our first tier.
"""

from __future__ import annotations

import json
import sys
import time

import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine


class Blank(SpacyNlpEngine):  # type: ignore[misc]
    """spaCy's tokenizer and nothing else."""

    def __init__(self) -> None:
        super().__init__(models=[{"lang_code": "en", "model_name": "blank"}])
        self.nlp = {"en": spacy.blank("en")}

    def load(self) -> None:
        """There is nothing to load."""

    def is_loaded(self) -> bool:
        """Always."""
        return True


if __name__ == "__main__":
    # It would ask for a list of top-level domains from outside; the one it ships does.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    texts = json.load(sys.stdin)
    engine = AnalyzerEngine(nlp_engine=Blank(), supported_languages=["en"])
    engine.analyze(text=texts[0], language="en")
    passes = []
    for _ in range(int(sys.argv[1])):
        started = time.perf_counter()
        found = sum(bool(engine.analyze(text=text, language="en")) for text in texts)
        passes.append(time.perf_counter() - started)
    print(json.dumps({"passes": passes, "found": found}))
