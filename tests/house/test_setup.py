"""`make setup` after an upgrade: the environment is synced anew and loses nothing that was added to it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

# Stands in for uv and writes down what it was asked.
UV = '#!/bin/sh\necho "$@" >>"$0.asked"\n'


def asked(root: Path, venv: Path, *extras: str) -> list[str]:
    """What `make setup` asks of uv in an environment to which these extras were added before the locks changed."""
    uv = venv / "fake-uv"
    venv.mkdir()
    uv.write_text(UV)
    uv.chmod(0o755)
    (venv / "uv").touch()
    for stamp in ["ready", *[f"ready-{extra}" for extra in extras]]:
        (venv / stamp).touch()
        os.utime(venv / stamp, (1, 1))
    subprocess.run(["make", f"VENV={venv}", f"UV={uv}", "setup"], cwd=root, check=True, capture_output=True)
    return Path(f"{uv}.asked").read_text().splitlines()


def test_setting_up_again_adds_the_extras_again_that_were_there(root: Path, tmp_path: Path) -> None:
    synced, editable, *added = asked(root, tmp_path / "venv", "postgres", "data")
    assert "pip sync" in synced
    assert "--editable" in editable
    assert [line.rpartition(" ")[2] for line in added] == ["requirements/postgres.lock", "requirements/data.lock"]


def test_setting_up_adds_no_extra_that_nobody_asked_for(root: Path, tmp_path: Path) -> None:
    assert [line.partition(" --")[0] for line in asked(root, tmp_path / "venv")] == ["pip sync", "pip install"]
