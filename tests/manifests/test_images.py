"""Images and compose.yaml: pinned by digest, not root, each with its own extra and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

IMAGES = {
    "gateway": "boundary",
    "git-sync": "",
    "pipeline": "site llm",
    "poll-api": "poll",
    "site": "",
}


@pytest.mark.parametrize("name", IMAGES)
def test_an_image_is_pinned_by_a_digest_without_a_default_and_does_not_run_as_root(name: str, root: Path) -> None:
    text = (root / f"deploy/images/{name}/Dockerfile").read_text(encoding="utf-8")
    bases = re.findall(r"^FROM (\S+)", text, re.M)
    assert bases
    for base in bases:
        assert re.fullmatch(r"docker\.io/[a-z/-]+:[\w.-]+@\$\{([A-Z]+_DIGEST)\}", base), base
    assert re.search(r"^ARG [A-Z]+_DIGEST$", text, re.M)
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", re.findall(r"^USER (\S+)$", text, re.M)[-1])
    assert "COPY . " not in text


@pytest.mark.parametrize("name", IMAGES)
def test_an_image_holds_its_own_extra_and_no_other(name: str, root: Path) -> None:
    text = (root / f"deploy/images/{name}/Dockerfile").read_text(encoding="utf-8")
    locks = re.findall(r'^ARG LOCKS="(.*)"$', text, re.M)
    assert locks == ([IMAGES[name]] if IMAGES[name] else [])
    for lock in IMAGES[name].split():
        assert (root / f"requirements/{lock}.lock").is_file()
    for copied in re.findall(r"^COPY (?:--chmod=\d+ )?(?!--from)(\S+) ", text, re.M):
        assert (root / copied).exists(), copied


def test_every_folder_of_images_is_known(root: Path) -> None:
    assert {path.name for path in (root / "deploy/images").iterdir()} == IMAGES.keys()


def test_the_builder_is_sent_what_is_copied_and_nothing_private(root: Path) -> None:
    lines = (root / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in lines
    sent = {line[1:] for line in lines if line.startswith("!")}
    copied = {
        name.rstrip("/")
        for path in (root / "deploy/images").glob("*/Dockerfile")
        for name in re.findall(r"^COPY (?:--chmod=\d+ )?(?!--from)(\S+) ", path.read_text(encoding="utf-8"), re.M)
    }
    assert all(any(name == there or name.startswith(f"{there}/") for there in sent) for name in copied)
    assert all((root / name).exists() for name in sent)


def test_every_service_of_compose_is_hardened_and_says_how_it_is(root: Path) -> None:
    compose = yaml.safe_load((root / "deploy/compose.yaml").read_text(encoding="utf-8"))
    assert compose["services"].keys() == {"site", "git-sync", "poll-api"}
    for service in compose["services"].values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")
        assert service["mem_limit"]
        assert (root / "deploy" / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
    assert compose["networks"]["back"]["internal"] is True
    assert compose["services"]["poll-api"]["networks"] == ["back"]
    assert [s["ports"] for s in compose["services"].values() if "ports" in s] == [["${LISTEN_ON:-127.0.0.1:8080}:8080"]]


def test_what_compose_needs_is_in_the_example(root: Path) -> None:
    needed = set(re.findall(r"\$\{(\w+):\?", (root / "deploy/compose.yaml").read_text(encoding="utf-8")))
    given = set(re.findall(r"^(\w+)=", (root / "deploy/.env.example").read_text(encoding="utf-8"), re.M))
    assert needed <= given
