"""One changed vote: a member of the newest decided Slovak roll call votes against instead of for, and back again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from votewatch.ledger.lines import canonical, file_of
from votewatch.model.vocabulary import Parliament, Position
from votewatch.render.page import Page
from votewatch.render.site import Site


@dataclass(frozen=True, slots=True)
class Edit:
    """One file in two states: as it was, and with the change."""

    path: Path
    states: tuple[str, str]

    def put(self, state: int) -> None:
        """Write state 0 or 1."""
        self.path.write_text(self.states[state], encoding="utf-8")


def page_to_change(site: Site, chosen: list[Page]) -> Page:
    """The page of a deciding vote, so that the decision's own page, its list and its data depend on it as well."""
    for page in reversed(chosen):
        decision = site.decision_of.get(page.subject.id)
        if decision and decision.deciding == page.subject and page.subject.parliament is Parliament.SK:
            return page
    raise LookupError("no page of a deciding Slovak vote among those chosen: ask for more pages")


def ledger_edit(data: Path, page: Page) -> Edit:
    """The ledger file of the page's roll call, without and with the change."""
    path = data / "ledger" / f"{file_of(page.subject)}.jsonl"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for i, line in enumerate(lines):
        value = json.loads(line)
        if value.get("id") == page.subject.id:
            value["positions"] = value["positions"].replace(Position.FOR.value, Position.AGAINST.value, 1)
            value["totals"]["for"] -= 1
            value["totals"]["against"] += 1
            lines[i] = canonical(value)
            return Edit(path, (text, "\n".join(lines) + "\n"))
    raise LookupError(f"{path}: no line for {page.subject.id}")


def content_edits(files: dict[Path, str]) -> list[Edit]:
    """Files of a peer that stand as they were, and their text with the change."""
    return [Edit(path, (path.read_text(encoding="utf-8"), changed)) for path, changed in files.items()]
