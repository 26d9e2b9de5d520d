"""What a model may call: tools with typed parameters, and the set of them that one brain holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

KINDS = {"string": str, "integer": int}


class ToolError(Exception):
    """A call that cannot be answered. The text goes to the model, so that it can call again."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a tool. ``one_of`` names the only values that are allowed, when there are few."""

    name: str
    kind: Literal["string", "integer"]
    about: str
    required: bool = True
    one_of: tuple[str, ...] = ()

    def schema(self) -> dict[str, Any]:
        """The parameter as JSON schema."""
        found: dict[str, Any] = {"type": self.kind, "description": self.about}
        return found | {"enum": list(self.one_of)} if self.one_of else found


@dataclass(frozen=True, slots=True)
class Tool:
    """A function with a name and words about it. ``run`` takes the parameters by name and gives what JSON can hold."""

    name: str
    about: str
    parameters: tuple[Parameter, ...]
    run: Callable[..., Any]

    def schema(self) -> dict[str, Any]:
        """The parameters as one JSON schema."""
        return {
            "type": "object",
            "properties": {one.name: one.schema() for one in self.parameters},
            "required": [one.name for one in self.parameters if one.required],
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """What a call gave: ``value`` as JSON can hold it; an error is an object with the one key "error"."""

    ok: bool
    value: Any

    def text(self) -> str:
        """The value as it is told to a model."""
        return json.dumps(self.value, ensure_ascii=False, separators=(",", ":"))


class Toolset:
    """The tools that one brain holds. There is no way to call another one through it."""

    def __init__(self, tools: Iterable[Tool]) -> None:
        """Raises ValueError when two tools have one name."""
        listed = tuple(tools)
        self._tools = {tool.name: tool for tool in listed}
        if len(self._tools) != len(listed):
            raise ValueError("two tools have the same name")

    def __iter__(self) -> Any:
        """The tools in their order."""
        return iter(self._tools.values())

    @property
    def names(self) -> tuple[str, ...]:
        """What the tools are called, in their order."""
        return tuple(self._tools)

    def specs(self) -> tuple[dict[str, Any], ...]:
        """The tools in the form of OpenAI's chat."""
        return tuple(
            {"type": "function", "function": {"name": t.name, "description": t.about, "parameters": t.schema()}}
            for t in self
        )

    def call(self, name: str, arguments: str | Mapping[str, Any]) -> Result:
        """Call the tool ``name``; ``arguments`` is an object or JSON. Never raises for what a model wrote."""
        try:
            tool = self._tools.get(name)
            if tool is None:
                raise ToolError(f"there is no tool {name!r}; there are {', '.join(self.names)}")
            return Result(True, tool.run(**_checked(tool, arguments)))
        except ToolError as error:
            return Result(False, {"error": str(error)})


def _checked(tool: Tool, arguments: str | Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(arguments, str):
        try:
            arguments = json.loads(arguments or "{}")
        except (ValueError, RecursionError) as error:
            raise ToolError(f"the arguments of {tool.name} are not JSON") from error
    if not isinstance(arguments, Mapping):
        raise ToolError(f"the arguments of {tool.name} must be an object")
    known = {one.name: one for one in tool.parameters}
    if unknown := sorted(set(arguments) - set(known)):
        raise ToolError(f"{tool.name} has no parameter {unknown[0]!r}; it has {', '.join(known) or 'none'}")
    for one in tool.parameters:
        if one.name not in arguments:
            if one.required:
                raise ToolError(f"{tool.name} needs {one.name}: {one.about}")
            continue
        value = arguments[one.name]
        if not isinstance(value, KINDS[one.kind]) or isinstance(value, bool):
            raise ToolError(f"{tool.name}: {one.name} must be a {one.kind}")
        if one.one_of and value not in one.one_of:
            raise ToolError(f"{tool.name}: {one.name} must be one of {', '.join(one.one_of)}")
    return dict(arguments)
