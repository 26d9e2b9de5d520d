"""How well postings fit the owner: by the model of the settings, by keywords without one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from votewatch.facts.radar.keyword_fit import fit
from votewatch.facts.radar.picture import Scored
from votewatch.facts.radar.skills import SkillTable
from votewatch.ledger.radar import scores
from votewatch.llm.ask import AskError
from votewatch.llm.fit import RefusedScore
from votewatch.mail.digest import Scored as Mailed
from votewatch.model.errors import SettingsError
from votewatch.model.posting import Posting
from votewatch.model.skill import Asked, Entry
from votewatch.settings import Settings

# So many failures in a row: the model is away, and asking on would only cost time.
MOST_FAILURES = 3


class ModelAway(Exception):
    """The model that scores does not answer; nothing of this run counts as told."""


def profile_of(settings: Settings) -> str:
    """The owner's profile, "" when there is no file. Raises SettingsError when it cannot be read."""
    path = settings.radar.profile
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}; see [radar] profile") from error


def keyword_scores(
    asked: Iterable[Asked], registry: Mapping[str, Entry], table: SkillTable, profile: str
) -> dict[str, Scored]:
    """Scores by keywords, for every posting that names a skill."""
    own = frozenset(named.name for named in table.find(profile))
    rows: dict[str, list[Asked]] = defaultdict(list)
    for row in asked:
        rows[row.job].append(row)
    return {job: fit(many, registry, own) for job, many in rows.items()}


def all_scores(settings: Settings, by_keywords: Mapping[str, Scored]) -> dict[str, Scored]:
    """The score of each posting as the page shows it: a model's where one was given, else the keywords'."""
    stored = scores.load(settings.radar.state) if settings.radar.llm.model else {}
    return {**by_keywords, **stored}


def by_keywords(found: Mapping[str, Scored]) -> Callable[[Posting], Mailed | None]:
    """The digest's scorer without a model. A posting that names no known skill scores 0, and is no failure."""

    def score(posting: Posting) -> Mailed | None:
        one = found.get(posting.id, Scored(0))
        return Mailed(posting, one.score or 0, one.reason, "keywords")

    return score


class ByModel:
    """The digest's scorer with a model: each answer is kept on the disk before the next question.

    A refused reply, or a question that failed before the model answered a later one, is a failed score of that posting.
    Failures that nothing was answered after say nothing about a posting: those are ``unanswered``.
    """

    def __init__(self, settings: Settings, ask_score: Callable[[Posting], tuple[int, str]]) -> None:
        self._state = settings.radar.state
        self._ask = ask_score
        self._known = scores.load(self._state)
        self._answered = False
        self._failed: list[str] = []
        self._error: AskError | None = None

    def __call__(self, posting: Posting) -> Mailed | None:
        """The score, or None when it failed. Raises ModelAway when the model does not answer at all."""
        one = self._known.get(posting.id) or self._asked(posting)
        return None if one is None else Mailed(posting, one.score or 0, one.reason, "model")

    def unanswered(self) -> frozenset[str]:
        """The ids of postings to ask about again. Raises ModelAway when the model answered not once."""
        if self._error is not None and not self._answered:
            raise ModelAway(str(self._error)) from self._error
        return frozenset(self._failed)

    def _asked(self, posting: Posting) -> Scored | None:
        try:
            number, reason = self._ask(posting)
        except RefusedScore:
            self._hear()
            return None
        except ValueError:
            return None  # the text could not be anonymised, so it was not sent
        except AskError as error:
            self._failed.append(posting.id)
            self._error = error
            if error.hopeless or len(self._failed) >= MOST_FAILURES:
                raise ModelAway(str(error)) from error
            return None
        self._hear()
        one = Scored(number, reason, "model")
        scores.add(self._state, posting.id, one)
        return one

    def _hear(self) -> None:
        self._answered = True
        self._failed.clear()
