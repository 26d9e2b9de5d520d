"""The read tools for a reader's own assistant, by the Model Context Protocol. There are no other tools here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from votewatch.brains.book import Book
from votewatch.brains.page_data import PageData, page_tools
from votewatch.brains.read_tools import read_tools
from votewatch.brains.tools import Toolset

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server

ABOUT = (
    "Decisions of the Slovak National Council and the European Parliament, who voted how, and what readers answered."
    " Begin with search_decisions; cite the sources that each answer names."
)


def server(book: Book, data: PageData) -> Server:
    """The server over ``book`` and the data of the pages. Needs the extra `mcp`; imported when it is called."""
    from mcp import types
    from mcp.server.lowlevel import Server

    tools = Toolset((*read_tools(book), *page_tools(data)))
    listed = [
        types.Tool(
            name=tool.name,
            description=tool.about,
            input_schema=tool.schema(),
            annotations=types.ToolAnnotations(read_only_hint=True, open_world_hint=False),
        )
        for tool in tools
    ]

    async def list_tools(_context: object, _params: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=listed)

    async def call_tool(_context: object, params: types.CallToolRequestParams) -> types.CallToolResult:
        import anyio.to_thread

        # In a thread of its own: a look-up takes some milliseconds, a poll's counts come from another server.
        result = await anyio.to_thread.run_sync(tools.call, params.name, params.arguments or {})
        text = types.TextContent(type="text", text=result.text())
        structured = result.value if result.ok else None
        return types.CallToolResult(content=[text], structured_content=structured, is_error=not result.ok)

    return Server("votewatch", instructions=ABOUT, on_list_tools=list_tools, on_call_tool=call_tool)
