"""The overlays, rendered, and the pods in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.manifests.kustomize import Json, rendered

ROOT = Path(__file__).resolve().parents[2]
K8S = ROOT / "deploy" / "k8s"
OVERLAYS = ("homelab", "cloud", "knative")


def overlay(name: str) -> list[Json]:
    return rendered(K8S / "overlays" / name)


def pods(resources: list[Json]) -> Iterator[tuple[str, str, Json]]:
    """Namespace, name and template of everything that runs."""
    for resource in resources:
        template = resource.get("spec", {}).get("template")
        if isinstance(template, dict) and "spec" in template and "containers" in template["spec"]:
            yield resource["metadata"]["namespace"], resource["metadata"]["name"], template


def containers(template: Json) -> list[Json]:
    return [*template["spec"].get("initContainers", []), *template["spec"]["containers"]]


def of_kind(resources: list[Json], kind: str, api: str = "") -> dict[str, Json]:
    """Resources of one kind by "namespace/name"."""
    return {
        f"{r['metadata'].get('namespace', '')}/{r['metadata']['name']}": r
        for r in resources
        if r["kind"] == kind and r["apiVersion"].startswith(api)
    }
