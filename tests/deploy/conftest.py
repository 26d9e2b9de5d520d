"""Servers that the tests of deployment share."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.deploy.postgres_server import Server
from tests.deploy.processes import nginx, poll_api
from tests.deploy.site import small_site


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL for the whole run; its folder is one that its own user may enter."""
    folder = Path(tempfile.mkdtemp(prefix="votewatch-pg-"))
    folder.chmod(0o755)
    server = Server(folder / "cluster").start()
    try:
        yield server
    finally:
        server.stop("immediate")
        shutil.rmtree(folder)


@pytest.fixture
def database(postgres: Server, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database."""
    name = f"t{abs(hash(request.node.name)) % 10**12}"
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    yield postgres.url.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the small record."""
    return small_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def api(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A poll API of that site, which serves the site itself as well: what `make run` is."""
    with poll_api(tmp_path_factory.mktemp("answers"), site / "polls.json", "--site", str(site)) as address:
        yield address


@pytest.fixture(scope="session")
def served(site: Path, api: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of that site and that API behind nginx."""
    values = {"SITE_ROOT": str(site), "POLL_API": api.removeprefix("http://")}
    with nginx(tmp_path_factory.mktemp("nginx") / "state", values) as server:
        yield server.address
