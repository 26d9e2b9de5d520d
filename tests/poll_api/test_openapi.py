"""The API against its own OpenAPI document, by somebody who tries everything that the document allows and forbids."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.poll_api.malformed import tried
from tests.poll_api.readers import OURS, server, write_polls


@pytest.mark.slow
def test_schemathesis_finds_nothing(tmp_path: Path) -> None:
    write_polls(tmp_path / "polls.json")
    with server(OURS, tmp_path) as (_, address):
        assert tried(address, tmp_path) == ""
