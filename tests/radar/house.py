"""A radar's own folder: settings for boards and mail on this machine, the alias table, a registry and a profile."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

SETTINGS = """
[paths]
site_src = "{site_src}"
[jobs]
feeds = ["himalayas"]
requests_per_second = 100
hours = 0
[jobs.urls]
greenhouse = "{boards}/greenhouse"
lever = "{boards}/lever"
himalayas = "{boards}/himalayas"
[radar]
language = "en"
threshold = 50
[radar.mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "radar@example.org"
to = "owner@example.org"
[[jobs.companies]]
name = "Acme"
ats = "greenhouse"
token = "acme"
[[jobs.companies]]
name = "Orbit"
ats = "lever"
token = "orbit"
[[jobs.companies]]
name = "Gone"
ats = "lever"
token = "gone"
[[jobs.companies]]
name = "Nowhere"
disabled = "careers page without a public list"
"""
REGISTRY = """# Skills

```yaml
- skill: kubernetes
  state: proven
  artifacts: [https://example.org/cluster]
- skill: python
  state: claimed
```
"""
PROFILE = "Žofia Vzorová runs Linux, Prometheus and Terraform; zofia@example.org, SK31 1200 0000 1987 4263 7541.\n"


def furnished(folder: Path, boards: str, port: int = 1) -> Path:
    """``folder`` with all that a radar needs; ``boards`` is the stand-in's address, ``port`` that of a mail server."""
    (folder / "data" / "radar").mkdir(parents=True)
    (folder / "data" / "private").mkdir()
    shutil.copy(ROOT / "data/radar/aliases.toml", folder / "data/radar/aliases.toml")
    (folder / "data/skills.md").write_text(REGISTRY, encoding="utf-8")
    (folder / "data/private/profile.md").write_text(PROFILE, encoding="utf-8")
    settings = SETTINGS.format(site_src=ROOT / "site_src", boards=boards, port=port)
    (folder / "votewatch.toml").write_text(settings, encoding="utf-8")
    return folder


def verb(folder: Path, *arguments: str, code: int = 0, env: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What one run of the program prints as JSON; fails unless it exits with ``code``."""
    command = [sys.executable, "-m", "votewatch", "--config", str(folder / "votewatch.toml"), *arguments, "--json"]
    done = subprocess.run(command, cwd=folder, env=os.environ | dict(env or {}), capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def on_disk(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of the folder but the cache of answers: when it was written, and what it holds."""
    files = [path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts]
    return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}
