"""The official client drives the server: in one process, over standard input and output, and over HTTP."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import anyio
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters

from tests.brains.scripted import book
from votewatch.brains.mcp_server import server
from votewatch.brains.page_data import PageData

READS = ["search_decisions", "decision", "member_record", "party_agreement", "poll_tally"]
READS += ["decision_data", "roll_call_data", "data_dictionary"]


async def walk(client: Client, id: str) -> None:
    """What every way of reaching the server must give."""
    listed = await client.list_tools()
    assert [tool.name for tool in listed.tools] == READS
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in listed.tools)
    good = await client.call_tool("decision", {"id": id})
    assert not good.is_error
    assert good.structured_content["id"] == id
    for name, arguments in (("decision", {"id": "sk:9:0"}), ("note_on_decision", {"id": id, "text": "x"})):
        refused = await client.call_tool(name, arguments)
        assert refused.is_error
        assert "there is no" in refused.content[0].text  # type: ignore[union-attr]


def test_an_assistant_finds_the_read_tools_and_no_others() -> None:
    async def talk() -> None:
        async with Client(server(book(), PageData(book().record))) as client:
            await walk(client, "sk:9:20")

    anyio.run(talk)


@pytest.mark.slow
def test_over_standard_input_and_output(root: Path) -> None:
    async def talk() -> None:
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "votewatch", "mcp"], cwd=root, env={"PYTHONPATH": str(root / "build")}
        )
        async with Client(command) as client:
            await walk(client, "sk:9:733")

    anyio.run(talk)


@pytest.mark.slow
def test_over_http(root: Path) -> None:
    command = [sys.executable, "-m", "votewatch", "mcp", "--http", "--port", "0"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[1]

            async def talk() -> None:
                async with Client(address) as client:
                    await walk(client, "sk:9:733")

            anyio.run(talk)
        finally:
            process.terminate()
