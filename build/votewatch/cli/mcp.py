"""The verb that serves the record to readers' own assistants: mcp."""

from __future__ import annotations

import socket

import click

from votewatch.cli.root import root, settings_of


@root.command()
@click.option("--http", "over_http", is_flag=True, help="Serve over HTTP instead of standard input and output.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on, with --http.")
@click.option("--port", type=click.IntRange(0, 65535), default=8200, show_default=True, help="Port, with --http.")
@click.pass_context
def mcp(context: click.Context, over_http: bool, host: str, port: int) -> None:
    """Let an assistant look things up in the record, by the Model Context Protocol. It can change nothing.

    Needs the extra `mcp`. Without --http it talks over standard input and output, as assistants start it.

    Example: votewatch mcp --http --port 8200
    """
    from votewatch import steps
    from votewatch.brains.book import Book
    from votewatch.brains.mcp_server import server
    from votewatch.brains.page_data import PageData
    from votewatch.brains.tallies import through_http

    try:
        from mcp.server.stdio import stdio_server
    except ImportError as error:
        raise click.ClickException("the extra mcp is not installed: make setup-mcp") from error
    settings = settings_of(context)
    record = steps.record(settings)
    book = Book(record, through_http(settings.poll.api_url))
    made = server(book, PageData(record, steps.questions(settings, record)))
    if over_http:
        import uvicorn

        with socket.create_server((host, port)) as listening:
            bound = listening.getsockname()[1]
            click.echo(f"mcp: http://{host}:{bound}/mcp   (Ctrl+C stops it)")
            config = uvicorn.Config(
                made.streamable_http_app(host=host, stateless_http=True),
                log_level="warning",
                access_log=False,
                server_header=False,
            )
            uvicorn.Server(config).run(sockets=[listening])
        return
    import anyio

    async def talk() -> None:
        async with stdio_server() as (read, write):
            await made.run(read, write, made.create_initialization_options())

    anyio.run(talk)
