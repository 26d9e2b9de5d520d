"""What every pod may and may not, and what each variant of the poll API needs."""

from __future__ import annotations

import pytest

from tests.manifests.cluster import OVERLAYS, containers, of_kind, overlay, pods
from tests.manifests.kustomize import Json

# Its image runs as root and writes beside its program: docs/operations.md says so.
ROOT_INSIDE = {"open-webui"}
# A model under a CPU limit is throttled below its share.
NO_CPU_LIMIT = {"llama-server", "ollama"}


@pytest.mark.parametrize("name", OVERLAYS)
def test_no_container_has_more_than_it_needs(name: str) -> None:
    for _namespace, _pod, template in pods(overlay(name)):
        spec = template["spec"]
        assert spec["automountServiceAccountToken"] is False
        assert spec["enableServiceLinks"] is False
        for container in containers(template):
            security = {**spec.get("securityContext", {}), **container["securityContext"]}
            assert security["capabilities"] == {"drop": ["ALL"]}
            assert security["allowPrivilegeEscalation"] is False
            assert security["seccompProfile"] == {"type": "RuntimeDefault"}
            if container["name"] not in ROOT_INSIDE:
                assert security["runAsNonRoot"] is True
                assert security["runAsUser"] > 0
                assert security["readOnlyRootFilesystem"] is True
            resources = container["resources"]
            assert resources["requests"].keys() == {"cpu", "memory"}
            assert resources["limits"].keys() == {"memory"} | ({"cpu"} - ({"cpu"} if is_a_model(container) else set()))


def is_a_model(container: Json) -> bool:
    return container["name"] in NO_CPU_LIMIT


@pytest.mark.parametrize("name", OVERLAYS)
def test_whatever_answers_readers_is_probed(name: str) -> None:
    for _namespace, _pod, template in pods(overlay(name)):
        for container in template["spec"]["containers"]:
            assert container["name"] == "git-sync" or "readinessProbe" in container, container["name"]


@pytest.mark.parametrize("name", OVERLAYS)
def test_no_image_moves_by_itself(name: str) -> None:
    """Ours get their tag or digest by the overlay of a house (kustomize's `images`); others have a version here."""
    for _namespace, _pod, template in pods(overlay(name)):
        for container in containers(template):
            image, _, tag = container["image"].partition(":")
            assert image.startswith("votewatch/") == (tag == "")
            assert tag != "latest"


def poll_api(name: str) -> Json:
    return next(template for _namespace, pod, template in pods(overlay(name)) if pod == "poll-api")


def variables(template: Json) -> dict[str, Json]:
    [container] = [one for one in template["spec"]["containers"] if one["name"] == "poll-api"]
    return {variable["name"]: variable for variable in container["env"]}


def test_with_sqlite_there_is_one_poll_api_at_a_time() -> None:
    spec = of_kind(overlay("homelab"), "Deployment")["votewatch/poll-api"]["spec"]
    assert (spec["replicas"], spec["strategy"]) == (1, {"type": "Recreate"})
    claim = of_kind(overlay("homelab"), "PersistentVolumeClaim")["votewatch/answers"]
    assert claim["spec"]["accessModes"] == ["ReadWriteOncePod"]
    assert variables(poll_api("homelab"))["POLL_API_DB"]["value"] == "/var/lib/votewatch/polls.db"


@pytest.mark.parametrize("name", ["cloud", "knative"])
def test_with_postgresql_all_replicas_share_database_and_secret(name: str) -> None:
    given = variables(poll_api(name))
    assert "POLL_API_DB" not in given
    for variable in ("DATABASE_URL", "POLL_API_SECRET"):
        assert given[variable]["valueFrom"]["secretKeyRef"]["name"] == "poll-api"


def test_in_the_cloud_the_poll_api_is_kept_up_and_scaled() -> None:
    resources = overlay("cloud")
    scaler = of_kind(resources, "HorizontalPodAutoscaler")["votewatch/poll-api"]["spec"]
    assert (
        of_kind(resources, "PodDisruptionBudget")["votewatch/poll-api"]["spec"]["minAvailable"] < scaler["minReplicas"]
    )
    strategy = of_kind(resources, "Deployment")["votewatch/poll-api"]["spec"]["strategy"]["rollingUpdate"]
    assert strategy["maxUnavailable"] == 0


def test_with_knative_nothing_runs_while_nobody_answers() -> None:
    resources = overlay("knative")
    service = of_kind(resources, "Service", "serving.knative.dev")["votewatch/poll-api"]
    assert service["spec"]["template"]["metadata"]["annotations"]["autoscaling.knative.dev/min-scale"] == "0"
    assert service["metadata"]["labels"]["networking.knative.dev/visibility"] == "cluster-local"
    assert "votewatch/poll-api" not in of_kind(resources, "Deployment")


def test_the_model_has_memory_for_twice_its_file_and_one_slot() -> None:
    template = next(t for _namespace, pod, t in pods(overlay("homelab")) if pod == "llama-server")
    [container] = template["spec"]["containers"]
    arguments = " ".join(container["args"])
    for wanted in ("--ctx-size 4096", "--n-predict 1024", "--parallel 1", "--metrics"):
        assert wanted in arguments
    assert container["resources"]["limits"] == {"memory": "10Gi"}  # of a file of 4.7 GB


def test_open_webui_has_a_key_for_every_address_and_the_addresses_exist() -> None:
    resources = overlay("homelab")
    template = next(t for _namespace, pod, t in pods(resources) if pod == "open-webui")
    given = {v["name"]: v.get("value") for v in template["spec"]["containers"][0]["env"]}
    addresses = given["OPENAI_API_BASE_URLS"].split(";")
    assert len(addresses) == len(given["OPENAI_API_KEYS"].split(";")) == 2
    services = of_kind(resources, "Service", "v1")
    for address in addresses:
        host, _, port = address.removeprefix("http://").removesuffix("/v1").partition(":")
        name, namespace = host.split(".")[:2]
        assert services[f"{namespace}/{name}"]["spec"]["ports"][0]["port"] == int(port)
