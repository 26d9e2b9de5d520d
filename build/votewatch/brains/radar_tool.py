"""What the job market asks for: a look-up in the private radar. Only the trusted brain is given it."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

from votewatch.brains.tools import Parameter, Tool, ToolError

NAME = "skill_demand"
SHOWN = 10


def radar_tool(data: Path, canonical: Callable[[str], str]) -> Tool:
    """The tool over ``data``, the radar.json beside the private page; ``canonical`` gives a skill's one name."""

    def skill_demand(skill: str = "") -> dict[str, Any]:
        try:
            told = json.loads(data.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise ToolError("the radar was not drawn yet; its owner runs votewatch radar build") from None
        lines = [_line(row) for row in told["skills"]]
        if not skill:
            return {"of_firms": told["firms"], "coverage_percent": _percent(told["score"]), "skills": lines[:SHOWN]}
        name = canonical(skill)
        found = next((line for line in lines if line["skill"] == name), None)
        if found is None:
            raise ToolError(f"no firm names {skill!r}")
        return found | {"of_firms": told["firms"]}

    return Tool(
        NAME,
        "What the job market asks for: for one skill, or for the ten most wanted, how many firms name it, how many call"
        " it a must, and what the owner says of it.",
        (Parameter("skill", "string", "a skill, such as kubernetes; without one the most wanted are given", False),),
        skill_demand,
    )


def _line(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("skill", "firms", "must_firms", "state")}


def _percent(score: str | None) -> float | None:
    return None if score is None else round(100 * float(Fraction(score)), 1)
