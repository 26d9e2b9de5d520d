"""Who may reach whom. Everything is denied; this is the table of what is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.manifests.cluster import OVERLAYS, of_kind, overlay, pods
from tests.manifests.kustomize import Json

Edge = tuple[str, str, int]
OUTSIDE, INGRESS, MONITORING, KNATIVE, DATABASE = "outside", "<ingress>", "<monitoring>", "<knative>", "database"

SITE = {
    (INGRESS, "site", 8080),
    (MONITORING, "site", 1234),
    ("site", OUTSIDE, 443),  # the repository
}
API = {
    ("site", "poll-api", 8000),
    (MONITORING, "poll-api", 8000),
    ("poll-api", OUTSIDE, 443),  # the repository, for polls.json
}
EDGES: dict[str, set[Edge]] = {
    "homelab": SITE
    | API
    | {
        ("site", "oauth2-proxy", 4180),
        ("oauth2-proxy", OUTSIDE, 443),  # the identity provider
        ("gateway", OUTSIDE, 443),  # the models outside
        ("gateway", "ollama", 11434),
        (MONITORING, "gateway", 8100),
        (MONITORING, "llama-server", 8080),
        (INGRESS, "open-webui", 8080),
        ("open-webui", "llama-server", 8080),
        ("open-webui", "gateway", 8100),
        ("ollama", OUTSIDE, 443),  # models to pull
    },
    "cloud": SITE | API | {("poll-api", DATABASE, 5432)},
    "knative": SITE
    | {
        ("site", KNATIVE, 8081),
        (KNATIVE, "poll-api", 8012),
        (KNATIVE, "poll-api", 8013),
        (KNATIVE, "poll-api", 8022),
        ("poll-api", OUTSIDE, 443),
        ("poll-api", DATABASE, 5432),
    },
}


def end(peer: Json) -> str:
    """The other end of an edge, in one word."""
    if block := peer.get("ipBlock"):
        assert peer.keys() == {"ipBlock"}
        if block["cidr"] == "0.0.0.0/0":
            assert {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"} == set(block["except"])
            return OUTSIDE
        return DATABASE
    if "podSelector" in peer:
        return str(peer["podSelector"]["matchLabels"]["app.kubernetes.io/name"])
    return f"<{peer['namespaceSelector']['matchLabels']['votewatch/role']}>"


def edges(resources: list[Json], direction: str) -> Iterator[Edge]:
    """The edges that are allowed where they leave ("egress") or where they arrive ("ingress")."""
    for policy in of_kind(resources, "NetworkPolicy").values():
        if policy["metadata"]["name"] == "names":
            continue
        selector = policy["spec"]["podSelector"].get("matchLabels", {})
        own = selector.get("app.kubernetes.io/name", "")
        for rule in policy["spec"].get(direction, []):
            assert rule["ports"], policy["metadata"]["name"]
            for peer in rule["to" if direction == "egress" else "from"]:
                for port in rule["ports"]:
                    other = end(peer)
                    yield (own, other, port["port"]) if direction == "egress" else (other, own, port["port"])


@pytest.mark.parametrize("name", OVERLAYS)
def test_the_allowed_edges_are_these_and_no_others(name: str) -> None:
    resources = overlay(name)
    leaving, arriving = set(edges(resources, "egress")), set(edges(resources, "ingress"))
    assert leaving | arriving == EDGES[name]
    ours = {pod for _namespace, pod, _template in pods(resources)}
    assert {edge for edge in leaving if edge[1] in ours} == {edge for edge in arriving if edge[0] in ours}


@pytest.mark.parametrize("name", OVERLAYS)
def test_every_namespace_denies_first(name: str) -> None:
    resources = overlay(name)
    policies = of_kind(resources, "NetworkPolicy")
    for namespace in {namespace for namespace, _pod, _template in pods(resources)}:
        denied = policies[f"{namespace}/deny-everything"]["spec"]
        assert denied == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


@pytest.mark.parametrize("name", OVERLAYS)
def test_an_edge_arrives_at_a_port_that_somebody_listens_on(name: str) -> None:
    resources = overlay(name)
    ports = {
        pod: {port["containerPort"] for one in template["spec"]["containers"] for port in one.get("ports", [])}
        for _namespace, pod, template in pods(resources)
    }
    for _from, to, port in edges(resources, "ingress"):
        # Knative's queue-proxy listens for the poll API.
        assert port in ports[to] or (name == "knative" and to == "poll-api")
