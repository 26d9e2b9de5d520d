"""What all pages share beside the record: assets, addresses, and settings that show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Look:
    """What every page shares: the addresses of the assets, and the settings that show.

    ``scripts`` are the addresses of the scripts that only some pages load, by name; ``pictures`` says whether share
    pictures are drawn.
    """

    css: str
    js: str
    api_url: str = ""
    report_url: str = ""
    verdict_min_answers: int = 10
    window_days: int = 90
    site_url: str = "http://127.0.0.1:8000"
    scripts: Mapping[str, str] = field(default_factory=dict)
    pictures: bool = False
