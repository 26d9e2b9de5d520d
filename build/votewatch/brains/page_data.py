"""The record as the pages and the downloads have it: for readers' own assistants, word for word the same JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from votewatch.brains.tools import Parameter, Tool, ToolError
from votewatch.model.roll_call import RollCall
from votewatch.render.data import of_decision, of_roll_call
from votewatch.render.downloads.dictionary import TABLES
from votewatch.render.downloads.vocabularies import VOCABULARIES
from votewatch.render.questions import Question
from votewatch.render.record import Record
from votewatch.render.site import has_page


@dataclass(frozen=True)
class PageData:
    """What stands beside the pages. ``questions`` are those that the site asks, by decision id."""

    record: Record
    questions: Mapping[str, Question] = field(default_factory=dict)

    def decision(self, id: str) -> dict[str, Any]:
        """The index.json of one decision."""
        found = next((d for d in self.record.decisions if d.id == id), None)
        if found is None:
            raise ToolError(f"there is no decision {id!r}; search_decisions finds ids, such as sk:9:733")
        return of_decision(self.record, self.questions, found)

    def roll_call(self, id: str) -> dict[str, Any]:
        """The index.json of one roll call by name, with every member."""
        found = self._roll_calls.get(id)
        if found is None or not has_page(found):
            why = "there is no roll call" if found is None else "no names are known for"
            raise ToolError(f"{why} {id!r}; decision_data lists those of a decision, with a path where there are names")
        return of_roll_call(self.record, self._owners.get(id), found)

    def dictionary(self) -> dict[str, Any]:
        """The tables of the downloads with their columns, and the closed lists of values."""
        return {
            "files": "/data/datapackage.json",
            "tables": {table.name: [f"{column.name}: {column.kind}" for column in table.columns] for table in TABLES},
            "vocabularies": {one.name: list(one.values) for one in VOCABULARIES},
        }

    @cached_property
    def _roll_calls(self) -> dict[str, RollCall]:
        return {r.id: r for r in self.record.roll_calls}

    @cached_property
    def _owners(self) -> dict[str, str]:
        return {r.id: d.id for d in self.record.decisions for r in d.roll_calls}


def page_tools(data: PageData) -> tuple[Tool, ...]:
    """Three tools over ``data``, for assistants with room for long answers. None of them changes anything."""
    return (
        Tool(
            "decision_data",
            "The whole data of a decision's page (its index.json): majority, clubs, every roll call, question, texts.",
            (Parameter("id", "string", "id of a decision as search_decisions gives it, such as sk:9:733"),),
            data.decision,
        ),
        Tool(
            "roll_call_data",
            "The whole data of a roll call's page (its index.json), with every member's position. Long.",
            (Parameter("id", "string", "id of a roll call as decision_data gives it, such as sk:9:v56965"),),
            data.roll_call,
        ),
        Tool(
            "data_dictionary",
            "Which tables and columns the downloads have (CSV, Parquet, SQLite), and every closed list of values.",
            (),
            data.dictionary,
        ),
    )
