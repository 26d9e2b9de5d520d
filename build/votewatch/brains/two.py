"""The two brains: one outside of the house that may only read, and the trusted one inside that may write drafts.

The trusted one sees the private radar as well. Which brain writes is decided here and nowhere else: no setting, no
argument and no answer of a model can hand a write tool to the other one, because it is never put into its set.
"""

from __future__ import annotations

from pathlib import Path

from votewatch.brains.book import Book
from votewatch.brains.loop import Brain
from votewatch.brains.radar_tool import radar_tool
from votewatch.brains.read_tools import read_tools
from votewatch.brains.tools import Toolset
from votewatch.brains.write_tools import write_tools
from votewatch.ledger.radar import aliases
from votewatch.llm.ask import Ask, Request
from votewatch.model.errors import SettingsError
from votewatch.settings import BrainModel, Settings

NAMES = ("cloud", "local")


def cloud(settings: Settings, book: Book, ask: Ask) -> Brain:
    """The brain outside of the house: the read tools alone. Raises SettingsError when no model is set."""
    return _brain("cloud", settings, settings.brains.cloud, Toolset(read_tools(book)), ask)


def local(settings: Settings, book: Book, ask: Ask, today: str) -> Brain:
    """The trusted brain: read tools, the private radar, and drafts below paths.private.

    Raises SettingsError when no model is set.
    """
    ids = {d.id for d in book.record.decisions} | {r.id for r in book.record.roll_calls}
    drafts: Path = settings.paths.private / "drafts"

    def canonical(skill: str) -> str:
        return aliases.load(settings.paths.data).canonical(skill)

    demand = radar_tool(settings.paths.private / "radar/radar.json", canonical)
    tools = Toolset((*read_tools(book), demand, *write_tools(drafts, ids.__contains__, today)))
    return _brain("local", settings, settings.brains.local, tools, ask)


def _brain(name: str, settings: Settings, given: BrainModel, tools: Toolset, ask: Ask) -> Brain:
    if not given.model:
        raise SettingsError(
            f"the {name} brain has no model: set brains.{name}.model (VOTEWATCH_BRAINS_{name.upper()}_MODEL)"
        )
    common = settings.brains
    request = Request(given.model, (), None, 0.0, common.max_tokens, common.timeout, given.base_url)
    return Brain(name, request, tools, ask, given.native, common.rounds)
