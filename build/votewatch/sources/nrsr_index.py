"""What either index of the NR SR, the JSON door or the listing, tells of a vote before its page is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """One vote of an index.

    ``when`` is local time, ISO to the minute; midnight means that the index gives none. ``item`` is the print number as
    text. ``totals`` are for, against, abstained and not voting, None where the index gives none (the listing; a secret
    ballot). The count of absent members is left out because it is wrong on one vote in eight.
    """

    id: int
    term: int
    meeting: int
    number: int
    when: str
    item: str | None
    title: str
    totals: tuple[int, int, int, int] | None = None

    @property
    def day(self) -> str:
        """ISO day of the vote."""
        return self.when[:10]


def page_url(base_url: str, vote_id: int) -> str:
    """The address of a vote's page by clubs."""
    return f"{base_url.rstrip('/')}/web/Default.aspx?sid=schodze/hlasovanie/hlasklub&ID={vote_id}"
