"""From new postings to one mail about the best of them: what is left out, what is sent, and what is kept as told.

The mail is sent first and its postings marked second: a failed send loses nothing, and a crash between the two repeats
that one mail at most.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from votewatch.ledger.radar import seen
from votewatch.mail.digest import Scored, compose
from votewatch.mail.words import Language
from votewatch.model.errors import VoteWatchError
from votewatch.model.posting import Posting

Score = Callable[[Posting], Scored | None]
# Asked once all is scored: the ids whose score failed because nobody answered, for the next run.
Unanswered = Callable[[], frozenset[str]]
Send = Callable[[EmailMessage], None]


@dataclass(frozen=True, slots=True)
class DigestReport:
    """How many postings were scored, and what became of each: a posting is in one of ``sent`` to ``left``.

    A dry run counts what a real one would do; only there ``mail_text`` holds the mail's text, "" when none would go.
    """

    scored: int = 0
    sent: int = 0
    below: int = 0
    unscored: int = 0
    primed: int = 0
    left: int = 0
    mail_text: str = ""


def digest(
    new: Sequence[Posting],
    score: Score,
    send: Send,
    seen_folder: Path,
    day: str,
    date: str,
    *,
    sender: str,
    to: str,
    language: Language,
    threshold: int = 80,
    prime: bool = False,
    dry_run: bool = False,
    failing: Sequence[tuple[str, str, str]] = (),
    unanswered: Unanswered = frozenset,
) -> DigestReport:
    """Score what was not seen before, send what reaches ``threshold``, and mark all of it as seen on ``day``.

    ``prime`` marks everything as seen without scoring or sending; ``dry_run`` scores, but writes and sends nothing. A
    posting that cannot be scored (None, or a VoteWatchError) is counted in the footer and not tried again, unless it is
    in ``unanswered``: that one is left for the next run. What ``unanswered`` raises ends all before the first mark.

    Raises MailError, with no posting of the mail marked, when it is not taken, and LedgerError when seen.jsonl cannot
    be used.
    """
    told = seen.load(seen_folder)
    fresh = {posting.id: posting for posting in reversed(new) if posting.id not in told}
    postings = list(reversed(fresh.values()))
    if prime:
        if not dry_run:
            seen.mark(seen_folder, [one.id for one in postings], day, "primed")
        return DigestReport(primed=len(postings))

    scored, failed = _score(postings, score)
    left = unanswered()
    unscored = [one for one in failed if one not in left]
    best = [one for one in scored if one.score >= threshold]
    below = [one.posting.id for one in scored if one.score < threshold]
    mail = compose(best, failing, len(unscored), sender, to, date, language) if best else None
    report = DigestReport(
        len(scored), len(best), len(below), len(unscored), left=len(failed) - len(unscored),
        mail_text=_text(mail) if dry_run else "",
    )  # fmt: skip
    if dry_run:
        return report

    seen.mark(seen_folder, below, day, "below")
    if mail is not None:
        # A file that cannot be written must be found out before the mail is gone, or every run would send it again.
        seen.prepare(seen_folder)
        send(mail)
        seen.mark(seen_folder, [one.posting.id for one in best], day, "sent")
    # Last, because the footer counts them: a mail that is sent again counts them again.
    seen.mark(seen_folder, unscored, day, "unscored")
    return report


def _score(postings: Sequence[Posting], score: Score) -> tuple[list[Scored], list[str]]:
    """What could be scored, and the ids of the rest."""
    scored: list[Scored] = []
    unscored: list[str] = []
    for posting in postings:
        try:
            found = score(posting)
        except VoteWatchError:
            found = None
        if found is None:
            unscored.append(posting.id)
        else:
            scored.append(found)
    return scored, unscored


def _text(mail: EmailMessage | None) -> str:
    if mail is None:
        return ""
    part = mail.get_body(("plain",))
    return "" if part is None else str(part.get_content()).replace("\r\n", "\n")
