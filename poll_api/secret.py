"""The secret that keys every ballot: from the environment, or a file made once beside the database."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from poll_api.errors import SettingsError

SHORTEST = 32  # characters that a secret should have
OWNER_ONLY = 0o600
OTHERS = 0o077


def mark(secret: bytes) -> str:
    """What a store keeps of its secret, to notice another: under another the same ballot would be another row."""
    return hmac.digest(secret, b"\0which secret keyed this file", "sha256").hex()


def ballot_mark(secret: bytes, poll: str, ballot: str) -> bytes:
    """What stands in the store for a reader's token, another for each poll: nothing joins two answers."""
    return hmac.digest(secret, f"{poll}\0{ballot}".encode(), "sha256")


def read_or_create(file: Path) -> bytes:
    """The secret in ``file``, made of 32 random bytes and with mode 600 when there is none yet.

    It is on the disk before this returns: answers keyed by a secret that is lost could be given twice.
    Raises SettingsError when the file is empty, readable by others or cannot be made.
    """
    try:
        if not file.exists():
            _create(file)
        if file.stat().st_mode & OTHERS:
            raise SettingsError(f"{file}: holds the secret and must have mode 600, not {file.stat().st_mode & 0o777:o}")
        secret = file.read_bytes().strip()
    except OSError as error:
        raise SettingsError(f"{file}: the secret cannot be read or made: {error.strerror}") from error
    if not secret:
        raise SettingsError(f"{file}: holds no secret; remove it only if the database beside it is empty")
    return secret


def _create(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    try:
        os.write(descriptor, secrets.token_hex(32).encode() + b"\n")
        os.fsync(descriptor)
    except OSError:
        draft.unlink()
        raise
    finally:
        os.close(descriptor)
    # A link appears whole or not at all, and refuses to replace the secret of a process that was faster.
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
