"""As much of kustomize as deploy/k8s uses: resources, a namespace, strategic merge patches. More is an error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Json = dict[str, Any]
# By what the members of a list are told apart; other lists are replaced whole.
KEYS = {
    "containers": "name",
    "initContainers": "name",
    "env": "name",
    "volumes": "name",
    "volumeMounts": "mountPath",
    "topologySpreadConstraints": "topologyKey",
}


def documents(file: Path) -> list[Json]:
    return [found for found in yaml.safe_load_all(file.read_text(encoding="utf-8")) if found is not None]


def rendered(folder: Path) -> list[Json]:
    """The resources of the kustomization in ``folder``."""
    [kustomization] = documents(folder / "kustomization.yaml")
    unknown = kustomization.keys() - {"apiVersion", "kind", "namespace", "resources", "patches"}
    assert not unknown, f"{folder}: {unknown}"
    found: list[Json] = []
    for name in kustomization["resources"]:
        path = folder / name
        found += rendered(path.resolve()) if path.is_dir() else documents(path)
    if namespace := kustomization.get("namespace"):
        for resource in found:
            if resource["kind"] != "Namespace":
                resource["metadata"]["namespace"] = namespace
    for entry in kustomization.get("patches", ()):
        assert entry.keys() == {"path"}, f"{folder}: {entry}"
        for patch in documents(folder / entry["path"]):
            [patched] = [resource for resource in found if named(resource) == named(patch)]
            found[found.index(patched)] = merged(patched, patch)
    names = [named(resource) for resource in found]
    assert len(set(names)) == len(names), f"{folder}: two of a name"
    return found


def named(resource: Json) -> tuple[str, str, str, str]:
    metadata = resource["metadata"]
    return resource["apiVersion"], resource["kind"], metadata.get("namespace", ""), metadata["name"]


def merged(below: Any, above: Any, name: str = "") -> Any:
    """``below`` with ``above`` laid over it; null takes a key away."""
    if isinstance(below, dict) and isinstance(above, dict):
        together = {key: merged(below.get(key), value, key) for key, value in above.items() if value is not None}
        return {key: value for key, value in below.items() if key not in above} | together
    if isinstance(below, list) and isinstance(above, list) and name in KEYS:
        key = KEYS[name]
        held = {member[key]: member for member in below}
        for member in above:
            held[member[key]] = merged(held.get(member[key]), member)
        return list(held.values())
    return above


def files_of(folder: Path) -> Iterator[Path]:
    """Every file that the kustomization in ``folder`` is made of."""
    yield folder / "kustomization.yaml"
    [kustomization] = documents(folder / "kustomization.yaml")
    for name in kustomization["resources"] + [entry["path"] for entry in kustomization.get("patches", ())]:
        path = (folder / name).resolve()
        if path.is_dir():
            yield from files_of(path)
        else:
            yield path
