"""Settings: what is taken, what is refused, and the secret's file."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import pytest

from poll_api import secret
from poll_api.errors import SettingsError
from poll_api.settings import load

GIVEN = {"polls": "p.json", "db": "a.db"}


def no_secret(_file: Path) -> bytes:
    return b"made"


def test_an_argument_outranks_a_variable_and_a_variable_the_default() -> None:
    environment = {"POLL_API_PORT": "1", "POLL_API_HOST": "0.0.0.0", "PATH": "/bin"}
    settings = load({**GIVEN, "port": "2", "host": None}, environment, no_secret)
    assert (settings.port, settings.host, settings.site, settings.secret) == (2, "0.0.0.0", None, b"made")


def test_every_setting_can_come_from_the_environment() -> None:
    environment = {
        "POLL_API_POLLS": "p.json",
        "POLL_API_DB": "a.db",
        "POLL_API_SECRET": "from the environment",
        "POLL_API_SITE": "public",
        "POLL_API_ALLOWED_ORIGINS": "https://a.example, https://b.example:8443",
        "POLL_API_TRUSTED_PROXIES": "10.0.0.0/8 2001:db8::/32",
        "POLL_API_WRITES_PER_MINUTE": "100",
        "POLL_API_VERDICT_MIN_ANSWERS": "3",
    }
    settings = load({}, environment, no_secret)
    assert settings.secret == b"from the environment"
    assert settings.allowed_origins == {"https://a.example", "https://b.example:8443"}
    assert settings.trusted_proxies == (ip_network("10.0.0.0/8"), ip_network("2001:db8::/32"))
    assert (settings.limits.writes_per_minute, settings.limits.write_burst) == (100, 30)
    assert settings.verdict_min_answers == 3


def test_the_secret_is_not_shown_with_the_settings() -> None:
    assert "made" not in repr(load(GIVEN, {}, no_secret))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "65536"),
        ("port", "web"),
        ("writes_per_minute", "0"),
        ("allowed_origins", "https://a.example/path"),
        ("allowed_origins", "*"),
        ("trusted_proxies", "10.0.0.1/8"),
        ("site_url", "votes.example"),
        ("db", ""),
    ],
)
def test_a_wrong_value_is_refused_by_name_and_value(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        load({**GIVEN, name: value}, {}, no_secret)
    assert f"--{name.replace('_', '-')}" in str(refusal.value)
    assert repr(value).strip("'") in str(refusal.value)


def test_an_unknown_variable_is_refused() -> None:
    with pytest.raises(SettingsError, match="POLL_API_PROT"):
        load(GIVEN, {"POLL_API_PROT": "1"}, no_secret)


def test_polls_and_database_are_needed() -> None:
    with pytest.raises(SettingsError, match="--db"):
        load({"polls": "p.json"}, {}, no_secret)


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a.db.secret"
    made = secret.read_or_create(file)
    assert len(made) == 64
    assert file.stat().st_mode & 0o777 == 0o600
    assert secret.read_or_create(file) == made
    assert [found.name for found in file.parent.iterdir()] == ["a.db.secret"]


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    secret.read_or_create(file)
    file.chmod(0o644)
    with pytest.raises(SettingsError, match="must have mode 600, not 644"):
        secret.read_or_create(file)


def test_an_empty_secret_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.touch(0o600)
    with pytest.raises(SettingsError, match="holds no secret"):
        secret.read_or_create(file)
    with pytest.raises(SettingsError, match="POLL_API_SECRET"):
        load(GIVEN, {"POLL_API_SECRET": " "}, no_secret)


def test_the_pages_of_the_site_itself_may_always_answer() -> None:
    given = {**GIVEN, "site_url": "https://votes.example", "allowed_origins": "https://a.example"}
    assert load(given, {}, no_secret).allowed_origins == {"https://votes.example", "https://a.example"}
