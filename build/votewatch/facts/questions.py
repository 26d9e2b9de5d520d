"""Why a decision has no question: the closed list that both parliaments share."""

from __future__ import annotations

from enum import StrEnum


class NoQuestion(StrEnum):
    """The reason codes of ``Decision.no_question``; the page says them in words."""

    FAST_TRACK = "fast_track"  # about how fast, not about what
    ELECTION = "election"
    PERSON = "person"  # no confidence and recalls: about a person
    PROCEDURAL_RESOLUTION = "procedural_resolution"  # reports taken note of, house business, non-binding SK resolutions
    SECRET = "secret"  # secret ballot: no result by name published
    UNCLEAR = "unclear"  # the record does not say what the vote decided
    OPEN = "open"  # not decided yet
    MANDATE = "mandate"  # adopted as a mandate for negotiations: the text was not final
    UNKNOWN_POLARITY = "unknown_polarity"  # what *for* meant is not certain
    POSTPONED = "postponed"  # the vote put the decision off (EP discharge)
    NOT_THE_TEXT = "not_the_text"  # the vote was about sending back or stopping, or about a side text
    OTHER = "other"
