"""The manifests are what Kubernetes takes, and hang together by their names.

Kubernetes' own kinds are checked strictly by its published schemas. The three kinds of operators (ExternalSecret, Argo
CD's Application, Knative's Service) are checked by schemas of our own, which know only the fields that are used here.
"""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate
import pytest
import yaml

from poll_api.settings import DATABASE_URL, OPTIONS, SECRET
from tests.manifests.cluster import K8S, OVERLAYS, ROOT, containers, of_kind, overlay, pods
from tests.manifests.kustomize import Json, documents, files_of
from votewatch.settings import load

KUBERNETES = "1.31"
OPERATORS = ("external-secrets.io/v1", "argoproj.io/v1alpha1", "serving.knative.dev/v1")
# Secrets are nobody's file; docs/operations.md says how each is made.
SECRETS = {
    "homelab": {"votewatch/gateway", "votewatch/oauth2-proxy", "votewatch-inference/open-webui"},
    "cloud": {"votewatch/poll-api"},
    "knative": {"votewatch/poll-api"},
}


def check(resource: Json) -> None:
    if resource["apiVersion"] not in OPERATORS:
        kubernetes_validate.validate(resource, KUBERNETES, strict=True)
        return
    schema = json.loads((Path(__file__).parent / f"schemas/{resource['kind']}.json").read_text(encoding="utf-8"))
    jsonschema.validate(resource, schema)
    if resource["kind"] == "Service":
        pod = copy.deepcopy(resource["spec"]["template"]["spec"])
        for of_knative in ("containerConcurrency", "timeoutSeconds"):
            del pod[of_knative]
        for container in pod["containers"]:
            container["readinessProbe"]["httpGet"]["port"] = 8012  # Knative's to fill in
        template = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "x"}, "spec": pod}
        kubernetes_validate.validate(template, KUBERNETES, strict=True)


@pytest.mark.parametrize("name", OVERLAYS)
def test_every_resource_of_an_overlay_is_valid(name: str) -> None:
    resources = overlay(name)
    assert len(resources) > 10
    for resource in resources:
        check(resource)


def test_argo_cd_is_pointed_at_an_overlay_that_exists() -> None:
    [application] = documents(K8S / "argocd/application.yaml")
    check(application)
    assert (ROOT / application["spec"]["source"]["path"] / "kustomization.yaml").is_file()


def test_a_field_that_kubernetes_does_not_know_is_found() -> None:
    broken = next(r for r in overlay("cloud") if r["kind"] == "Deployment")
    broken["spec"]["template"]["spec"]["containers"][0]["readinesProbe"] = {}
    with pytest.raises(kubernetes_validate.ValidationError):
        check(broken)


def test_every_file_belongs_to_an_overlay() -> None:
    used = {path for name in OVERLAYS for path in files_of(K8S / "overlays" / name)}
    there = set(K8S.rglob("*.yaml")) - {K8S / "argocd/application.yaml"}
    assert there - used == set()


@pytest.mark.deploy
@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl, which renders as kustomize does, is not here")
@pytest.mark.parametrize("name", OVERLAYS)
def test_kustomize_itself_renders_the_same(name: str) -> None:
    command = ["kubectl", "kustomize", str(K8S / "overlays" / name)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    theirs = [found for found in yaml.safe_load_all(told) if found]
    assert sorted(map(in_order, theirs)) == sorted(map(in_order, overlay(name)))


def in_order(resource: Any) -> str:
    """A text that says the same of lists whose members have names, whatever their order."""

    def sort(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: sort(value[key]) for key in sorted(value)}
        if isinstance(value, list):
            inner = [sort(one) for one in value]
            return sorted(inner, key=repr) if inner and all(isinstance(one, dict) for one in inner) else inner
        return value

    return json.dumps(sort(resource), sort_keys=True)


@pytest.mark.parametrize("name", OVERLAYS)
def test_whatever_is_named_is_there(name: str) -> None:
    resources = overlay(name)
    claims, maps = of_kind(resources, "PersistentVolumeClaim"), of_kind(resources, "ConfigMap")
    secrets: set[str] = set()
    for namespace, _pod, template in pods(resources):
        volumes = {volume["name"]: volume for volume in template["spec"].get("volumes", [])}
        for volume in volumes.values():
            if claim := volume.get("persistentVolumeClaim"):
                assert f"{namespace}/{claim['claimName']}" in claims
            if secret := volume.get("secret"):
                secrets.add(f"{namespace}/{secret['secretName']}")
        for container in containers(template):
            assert {mount["name"] for mount in container.get("volumeMounts", [])} <= volumes.keys()
            for source in container.get("envFrom", []):
                assert f"{namespace}/{source['configMapRef']['name']}" in maps
            for variable in container.get("env", []):
                if reference := variable.get("valueFrom", {}).get("secretKeyRef"):
                    secrets.add(f"{namespace}/{reference['name']}")
            ports = {port["name"] for port in container.get("ports", [])}
            for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
                asked = container.get(probe, {})
                port = asked.get("httpGet", asked.get("tcpSocket", {})).get("port")
                assert port is None or port in ports
    assert secrets == SECRETS[name]
    for made in of_kind(resources, "ExternalSecret").values():
        assert f"{made['metadata']['namespace']}/{made['spec']['target']['name']}" in secrets


@pytest.mark.parametrize("name", OVERLAYS)
def test_services_budgets_and_scalers_reach_what_runs(name: str) -> None:
    resources = overlay(name)
    running = [(namespace, template["metadata"]["labels"]) for namespace, _pod, template in pods(resources)]

    def reached(namespace: str, selector: Json) -> bool:
        return any(where == namespace and selector.items() <= labels.items() for where, labels in running)

    for service in of_kind(resources, "Service", "v1").values():
        assert reached(service["metadata"]["namespace"], service["spec"]["selector"])
    for budget in of_kind(resources, "PodDisruptionBudget").values():
        assert reached(budget["metadata"]["namespace"], budget["spec"]["selector"]["matchLabels"])
    deployments = of_kind(resources, "Deployment")
    for scaler in of_kind(resources, "HorizontalPodAutoscaler").values():
        target = deployments[f"{scaler['metadata']['namespace']}/{scaler['spec']['scaleTargetRef']['name']}"]
        assert "replicas" not in target["spec"]  # else every rollout would undo what the scaler did
        names = {container["name"] for container in target["spec"]["template"]["spec"]["containers"]}
        assert {metric["containerResource"]["container"] for metric in scaler["spec"]["metrics"]} <= names
    for ingress in of_kind(resources, "Ingress").values():
        backend = ingress["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]
        assert f"{ingress['metadata']['namespace']}/{backend['name']}" in of_kind(resources, "Service", "v1")


@pytest.mark.parametrize("name", OVERLAYS)
def test_every_setting_is_one_that_our_programs_know(name: str, root: Path) -> None:
    of_the_api = {option.variable for option in OPTIONS} | {SECRET, DATABASE_URL}
    keys = [value.key for value in load(root / "votewatch.toml", {}).values]
    of_votewatch = {f"VOTEWATCH_{key.upper().replace('.', '_')}" for key in keys}
    template = (root / "deploy/nginx/server.conf.template").read_text(encoding="utf-8")
    for _namespace, _pod, pod in pods(overlay(name)):
        for container in containers(pod):
            for variable in container.get("env", []):
                setting = variable["name"]
                if container["name"] == "nginx":
                    assert f"${{{setting}}}" in template
                elif setting.startswith("POLL_API_"):
                    assert setting in of_the_api
                elif setting.startswith("VOTEWATCH_"):
                    assert setting in of_votewatch
