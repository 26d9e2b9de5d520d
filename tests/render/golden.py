"""Golden pages: what the small record looks like, reviewed by eye once and compared byte by byte ever after.

After a wanted change: ``python -m tests.render.golden``, then read the diff.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from tests.render.small_record import record
from votewatch.render.build import Shown, build

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "tests" / "golden"
# One page of each sort in one of the languages, and the data that go with them.
NAMES = (
    "404.html",
    "index.html",
    "polls.json",
    "sk/index.html",
    "en/index.json",
    "sk/d/sk-9-20/index.html",
    "en/d/sk-9-21/index.html",
    "sk/d/eu-2025-0001-COD/index.html",
    "en/d/eu-2025-2002-RSP/index.html",
    "en/d/eu-2025-2002-RSP/index.json",
    "sk/d/sk-9-20/votes/index.html",
    "en/v/sk-9-v103/index.html",
    "sk/v/sk-9-v103/index.json",
    "sk/v/eu-v202/index.html",
    "en/p/sk/2025/09/index.html",
    "sk/p/sk/index.html",
    "en/p/eu/2025/index.html",
    "sk/status/index.html",
    "sk/m/sk-m1/index.html",
    "en/m/eu-m51/index.html",
    "en/m/eu-m51/index.json",
    "sk/m/eu/slovakia/index.html",
    "sk/corrections/index.html",
    "en/feeds/index.html",
    "sk/feeds/sk.atom",
    "en/feeds/m/eu-m51.json",
    "sk/feeds/c/sk-c.json",
    "sitemaps/decision-1.xml",
)
_ASSET = re.compile(r"/assets/site\.[0-9a-f]{12}\.")


def pages() -> dict[str, str]:
    """The pages of the small record by name; the names of the assets without the hash of their content."""
    with tempfile.TemporaryDirectory() as folder:
        data, public = Path(folder) / "data", Path(folder) / "public"
        data.mkdir()
        build(
            record,
            data=data,
            site_src=ROOT / "site_src",
            public=public,
            cache=Path(folder) / "cache",
            shown=Shown(report_url="https://example.org/report?id={id}"),
            today="2026-01-31",
            jobs=1,
        )
        return {name: _ASSET.sub("/assets/site.hash.", (public / name).read_text(encoding="utf-8")) for name in NAMES}


def main() -> None:
    """Write the golden pages anew."""
    for name, text in pages().items():
        path = KEPT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
