"""The read tools: what every brain, and every reader's own assistant, may ask the record."""

from __future__ import annotations

from votewatch.brains.book import Book
from votewatch.brains.tools import Parameter, Tool
from votewatch.model.vocabulary import Parliament

PARLIAMENTS = tuple(p.value for p in Parliament)
READS = frozenset({"search_decisions", "decision", "member_record", "party_agreement", "poll_tally"})
_ID = Parameter("id", "string", "id of a decision as search_decisions gives it, such as sk:9:733")


def read_tools(book: Book) -> tuple[Tool, ...]:
    """The five tools over ``book``. None of them changes anything."""
    which = Parameter(
        "parliament", "string", "sk (Slovak National Council) or eu (European Parliament)", False, PARLIAMENTS
    )
    needed = Parameter(which.name, which.kind, which.about, True, which.one_of)
    return (
        Tool(
            "search_decisions",
            "Find decisions of both parliaments by words of their title in Slovak or English, by the number of a law"
            " (300/2005) or of a print (733). Gives id, date, title and outcome. Begin here.",
            (
                Parameter("query", "string", "a few words of the subject"),
                which,
                Parameter("limit", "integer", "how many to give, 1 to 20; 5 unless told", False),
            ),
            book.search,
        ),
        Tool(
            "decision",
            "One decision: outcome, what for meant, the counts of the deciding vote, how each club voted, sources.",
            (_ID,),
            book.decision,
        ),
        Tool(
            "member_record",
            "How one member of parliament voted: counts over all decisions, and the latest ten with the outcome.",
            (Parameter("name", "string", "first and last name"), which),
            book.member,
        ),
        Tool(
            "party_agreement",
            "How often two clubs or groups of one parliament took the same position, and where they last differed.",
            (
                needed,
                Parameter("one", "string", "name or code of a club, such as PS or EPP"),
                Parameter("other", "string", "name or code of the other club"),
            ),
            book.agreement,
        ),
        Tool("poll_tally", "How readers of this site answered the question on one decision.", (_ID,), book.poll),
    )
