"""Whole adverts, read by the committed table of aliases."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from votewatch.facts.radar.skills import SkillTable
from votewatch.ledger.radar import aliases
from votewatch.model.skill import Importance

DATA = Path(__file__).parents[3] / "data"

PLATFORM = """Senior Platform Engineer (m/f/d)

About the job
We keep a fleet of forty clusters running and like it boring.

What you'll do
• Run Kubernetes (k3s at the edge, EKS in the cloud) with Helm and Argo CD.
• Describe everything in Terraform; no clicking.
• Write small services in Go or Python.
• Be on-call one week in six.

What you need
• Five years with Linux and PostgreSQL
• You have read a Prometheus alert at 3 am
• Pipelines in GitLab CI/CD

Nice to have:
• Kafka or RabbitMQ
• A CKA certificate

We offer
• Free coffee, a spring picnic and a vault of snacks
"""
BACKEND = """Backend developer, Java

Requirements: Java 17, Spring Boot, REST APIs, MySQL and Redis.
JavaScript is not required. React would be great, if you know it well.
You go to market fast, and you react well to surprises.
Tickets are in Jira and talk is in Slack, code reviews are daily.
"""
MODELS = """Data / ML engineer

Must have
- Python (pandas, NumPy), SQL
- Apache Spark on Databricks, Airflow
- PyTorch or TensorFlow
- R and statistics with Python

Preferred qualifications
- LangChain, RAG, vector databases
- C++

Benefits
- an R&D budget, a rest room, swift answers and a helm at sea
"""
SLOVAK = """DevOps špecialista / špecialistka
Náplň práce:
- správa klastrov Kubernetes a serverov Linux
- automatizácia cez Ansible a Terraform
- monitoring: Prometheus, Grafana
Požiadavky:
- skúsenosti s Docker a CI/CD
- relačné databázy (PostgreSQL)
- znalosť Python alebo Bash
Výhodou je:
- Kafka
- strojové učenie
Ponúkame:
- prácu v centre mesta, kde sa dá dobre najesť"""


@pytest.fixture(scope="module")
def table() -> SkillTable:
    return aliases.load(DATA)


@pytest.mark.parametrize(
    ("advert", "must", "nice"),
    [
        (
            PLATFORM,
            "argo cd, aws, gitlab ci, go, helm, kubernetes, linux, on-call, postgresql, prometheus, python, terraform",
            "cka, kafka, rabbitmq",
        ),
        (
            BACKEND,
            "code review, java, jira, mysql, redis, rest, slack, spring boot",
            "javascript, react",
        ),
        (
            MODELS,
            "airflow, databricks, machine learning, numpy, pandas, python, pytorch, r, spark, sql, tensorflow",
            "c++, langchain, rag, vector databases",
        ),
        (
            SLOVAK,
            "ansible, bash, ci/cd, devops, docker, grafana, kubernetes, linux, postgresql, prometheus, python, rdbms, "
            "terraform",
            "kafka, machine learning",
        ),
    ],
    ids=["platform", "backend", "models", "slovak"],
)
def test_an_advert_asks_for_these_skills(advert: str, must: str, nice: str, table: SkillTable) -> None:
    found = table.find(advert)
    assert ", ".join(one.name for one in found if one.importance is Importance.MUST) == must
    assert ", ".join(one.name for one in found if one.importance is Importance.NICE) == nice


def test_the_committed_table_has_hundreds_of_aliases(table: SkillTable) -> None:
    assert len(table) >= 400


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("k8s", "kubernetes"),
        ("k3s", "kubernetes"),
        ("eks", "aws"),
        ("gke", "gcp"),
        ("aks", "azure"),
        ("golang", "go"),
        ("postgres", "postgresql"),
        ("js", "javascript"),
        ("argocd", "argo cd"),
        ("relačné databázy", "rdbms"),
    ],
)
def test_the_usual_short_names_are_aliases(alias: str, name: str, table: SkillTable) -> None:
    assert table.canonical(alias) == name
    assert table.area(name)


def test_no_canonical_name_is_an_alias_of_another(table: SkillTable) -> None:
    assert {name: other for name in table.names() if (other := table.canonical(name)) != name} == {}


def test_every_alias_is_found_beside_another_skill(table: SkillTable) -> None:
    areas = tomllib.loads((DATA / "radar/aliases.toml").read_text(encoding="utf-8"))
    del areas["context"]
    missed = [
        alias
        for names in areas.values()
        for name, words in names.items()
        for alias in words
        if name not in {one.name for one in table.find(f"{alias}, kubernetes and terraform")}
    ]
    assert missed == []
