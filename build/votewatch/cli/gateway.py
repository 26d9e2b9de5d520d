"""The verb that serves the boundary: gateway."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import click

from votewatch.cli.root import root, settings_of
from votewatch.model.errors import SettingsError

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from votewatch.llm.anonymise import Entity, Names
    from votewatch.settings import BrainModel, Settings

KEY = "GATEWAY_UPSTREAM_KEY"


@root.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on [the one of votewatch.toml].")
@click.pass_context
def gateway(context: click.Context, port: int | None) -> None:
    """Serve an OpenAI-compatible door to language models that guards and anonymises what goes out.

    A client names a route as its model: plain, guarded or anonymised, as far as votewatch.toml names their servers. The
    upstream's key comes from GATEWAY_UPSTREAM_KEY. Needs the extra `boundary`. Ctrl+C stops it.

    Example: votewatch gateway --port 8100
    """
    import uvicorn

    from votewatch.gateway import logs

    settings = settings_of(context)
    app = app_of(settings, os.environ.get(KEY, ""))
    given = settings.gateway.port if port is None else port
    # Bound here, so that port 0 is known when it is told.
    with socket.create_server((settings.gateway.host, given)) as listening:
        host, bound = listening.getsockname()[:2]
        click.echo(f"gateway: http://{host}:{bound}/v1   (Ctrl+C stops it)")
        logs.begin()
        config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])


def app_of(settings: Settings, key: str) -> Starlette:
    """The service that the settings describe. Raises SettingsError when no route has a server."""
    from votewatch.gateway.app import Upstream, create_app
    from votewatch.gateway.door import Door
    from votewatch.llm.anonymise import Entity, Maker
    from votewatch.llm.ask import through_litellm
    from votewatch.llm.fakes import Fakes
    from votewatch.llm.guard import Policy, Then
    from votewatch.llm.second_tier import second_tier

    given = settings.gateway
    people = [Entity("person", name) for name in given.names]

    def maker() -> Maker:
        return Fakes(given.language, seed=int.from_bytes(os.urandom(8)))

    if given.second.base_url or given.finder.base_url:
        # A local server wants no key, and litellm wants one to be there.
        os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
        os.environ.setdefault("OPENAI_API_KEY", "none")
    second = None
    if given.second.base_url:
        second = second_tier(through_litellm, given.second.model, given.second.base_url, given.timeout)
    finder = given.finder
    names = _names(people, finder, given.timeout) if finder.model else lambda _text: people
    rest = (second is not None, given.open_on_error)
    policies = {"plain": None, "guarded": Policy(Then.BLOCK, *rest), "anonymised": Policy(Then.ANONYMISE, *rest)}
    doors = {
        name: (
            Door(name, policy, maker, names, second),
            Upstream(upstream.base_url.rstrip("/"), upstream.model, key, given.timeout),
        )
        for name, policy in policies.items()
        if (upstream := getattr(given, name)).base_url
    }
    if not doors:
        raise SettingsError("no route has a server: set gateway.plain.base_url, .guarded or .anonymised")
    maker()  # what is missing is known before anybody asks
    return create_app(doors, maker, names)


def _names(people: list[Entity], finder: BrainModel, timeout: float) -> Names:
    """The people of the settings and whom the local model finds besides."""
    from votewatch.llm.ask import through_litellm
    from votewatch.llm.names_by_model import names_by_model

    found = names_by_model(through_litellm, finder.model, finder.base_url, timeout, native=finder.native)
    return lambda text: [*people, *found(text)]
