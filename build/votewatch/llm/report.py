"""What one run of asking did: counts, costs, and the answers that were refused."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

REFUSED_FOLDER = "prose"


@dataclass(slots=True)
class ExplainReport:
    """One run. ``wanted`` decisions lack a text, ``cached`` need no asking (accepted or refused before).

    ``accepted`` and ``rejected`` count texts, by language and by broken rule; ``failed`` names decision and reason.
    ``left`` decisions were not come to; ``stopped`` says why not. ``cost`` is in US dollars, None where nobody says.
    """

    dry_run: bool = False
    wanted: int = 0
    cached: int = 0
    asked: int = 0
    accepted: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[str, str]] = field(default_factory=list)
    left: int = 0
    stopped: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    cost: float | None = None
    models: Counter[str] = field(default_factory=Counter)

    @property
    def exit_code(self) -> int:
        """0, or 1 when a call failed, or 2 when every call did."""
        if not self.failed:
            return 0
        return 1 if self.asked > len(self.failed) else 2

    def as_json(self) -> dict[str, Any]:
        """The run as plain values; dataclasses.asdict would take a Counter apart into pairs and count those."""
        return {one.name: _plain(getattr(self, one.name)) for one in fields(self)}

    def lines(self) -> list[str]:
        """The run in at most a screen of plain lines."""
        out = [f"{self.wanted} decisions lack a text, {self.cached} need no asking"]
        if self.dry_run:
            return [*out, f"a dry run: {self.left} would be asked for"]
        by_language = ", ".join(f"{n} {language}" for language, n in sorted(self.accepted.items()))
        out.append(f"asked {self.asked}: accepted {by_language or 'nothing'}")
        out += [f"  rejected by {rule}: {n}" for rule, n in self.rejected.most_common(12)]
        if self.failed:
            out.append(f"failed: {len(self.failed)}")
            out += [f"  {decision}: {reason}" for decision, reason in self.failed[:12]]
        if self.left:
            out.append(f"left for the next run: {self.left}" + (f" ({self.stopped})" if self.stopped else ""))
        cost = "cost unknown" if self.cost is None else f"${self.cost:.4f}"
        out.append(f"{self.tokens_in} tokens in, {self.tokens_out} out, {self.seconds:.0f} s, {cost}")
        out += [f"  {n} by {model}" for model, n in self.models.most_common()]
        return out


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Counter) else value


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer of which a text was refused, kept so that the same is not asked again and a person can look.

    ``findings`` are (rule, language, words) of what failed.
    """

    id: str
    key: str
    validator: str
    model: str
    languages: tuple[str, ...]
    answer: str
    findings: tuple[tuple[str, str, tuple[str, ...]], ...]


def refused_path(cache: Path, decision_id: str) -> Path:
    """Where the last refused answer about one decision is kept; derived, and safe to delete."""
    return cache / REFUSED_FOLDER / f"{decision_id.replace(':', '-')}.json"


def load_refused(cache: Path, decision_id: str) -> Refused | None:
    """The last refused answer; None when there is none or what is there cannot be read."""
    try:
        held: Mapping[str, Any] = json.loads(refused_path(cache, decision_id).read_text(encoding="utf-8"))
        return Refused(
            id=held["id"],
            key=held["key"],
            validator=held["validator"],
            model=held["model"],
            languages=tuple(held["languages"]),
            answer=held["answer"],
            findings=tuple((rule, language, tuple(words)) for rule, language, words in held["findings"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def refused_text(refused: Refused) -> str:
    """The file of one refused answer."""
    held = {name: getattr(refused, name) for name in Refused.__dataclass_fields__}
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"
