"""The world's places, read once for all the gates of this folder."""

from __future__ import annotations

import pytest

from votewatch.model.geography import Geography
from votewatch.sources.geonames import geography


@pytest.fixture(scope="session")
def world() -> Geography:
    return geography()
