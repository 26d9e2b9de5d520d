"""Settings: the file, the overrides, and what each error tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import TEST_SWITCHES
from votewatch.model.errors import SettingsError
from votewatch.settings import Value, load

ROOT = Path(__file__).parents[1]


def written(folder: Path, text: str) -> Path:
    path = folder / "votewatch.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_committed_file_says_what_the_defaults_say() -> None:
    of_file, bare = load(ROOT / "votewatch.toml", {}), load(None, {})
    keys = [v.key for v in of_file.values]
    assert keys == [v.key for v in bare.values]
    differ = {v.key for v, d in zip(of_file.values, bare.values, strict=True) if v.value != d.value}
    # Paths are relative to the file, and the firms whose boards are read stand in it alone.
    of_folders = {key for key in keys if key.startswith("paths.")} | {"radar.state", "radar.profile", "nightly.state"}
    assert differ == of_folders | {"jobs.companies"}
    assert all(v.origin.endswith("votewatch.toml") for v in of_file.values)


def test_a_variable_overrides_the_file_and_says_so(tmp_path: Path) -> None:
    file = written(tmp_path, "[poll]\nwindow_days = 60\n")
    loaded = load(file, {"VOTEWATCH_POLL_WINDOW_DAYS": "30", "VOTEWATCH_PATHS_DATA": "/srv/data", "HOME": "/root"})
    assert loaded.settings.poll.window_days == 30
    assert loaded.settings.paths.data == Path("/srv/data")
    assert {v.key: v.origin for v in loaded.values}["poll.window_days"] == "VOTEWATCH_POLL_WINDOW_DAYS"


def test_the_switches_of_the_tests_are_no_settings() -> None:
    load(None, dict.fromkeys(TEST_SWITCHES, "x"))


def test_paths_are_relative_to_the_file_that_names_them(tmp_path: Path) -> None:
    assert load(written(tmp_path, '[paths]\ndata = "d"\n'), {}).settings.paths.data == tmp_path / "d"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[poll]\nwindow = 90\n", r"votewatch\.toml: unknown key 'window' in \[poll\]; expected one of api_url"),
        ("[polls]\n", r"votewatch\.toml: unknown key 'polls' in the top level; expected one of paths, site"),
        ('[poll]\nwindow_days = "90"\n', r"votewatch\.toml: poll\.window_days must be a whole number, not '90'"),
        ("[poll]\nwindow_days = true\n", r"poll\.window_days must be a whole number, not True"),
        ("poll = 3\n", r"votewatch\.toml: \[poll\] must be a table, not 3"),
        ("[poll\n", r"votewatch\.toml: is not TOML"),
        ("[sources.sk]\nrequests_per_second = 5\n", r"requests_per_second may be at most 2 for www\.nrsr\.sk, not 5"),
        (
            "[nightly]\nsteps = ['sk', 'fr']\n",
            r"nightly\.steps must be of sk, eu, jobs, explain, radar, digest, not 'fr'",
        ),
        ("[nightly]\nsite_commits = 0\n", r"votewatch\.toml: nightly\.site_commits must be 1 or more, not 0"),
        ("[nightly]\nsite_branch = 'main'\n", r"nightly\.site_branch must be another branch than the record's"),
        (
            "[nightly]\nanswers = 'postgresql://polls:s3cret@db/polls'\n",
            r"nightly\.answers must be the path of a file; the address of a database belongs into DATABASE_URL",
        ),
        (
            "[nightly]\nremote = 'https://bot:s3cret@host/x.git'\n",
            r"nightly\.remote must hold no user name and no token",
        ),
        ("[sources.sk]\nconcurrency = 3\n", r"sources\.sk\.concurrency may be at most 2 for www\.nrsr\.sk, not 3"),
    ],
)
def test_a_wrong_file_is_refused_with_file_key_and_what_was_expected(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load(written(tmp_path, text), {})


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("VOTEWATCH_POLL_WINDOW_DAYS", "soon", r"VOTEWATCH_POLL_WINDOW_DAYS must be a whole number, not 'soon'"),
        (
            "VOTEWATCH_POL_WINDOW_DAYS",
            "1",
            r"unknown variable VOTEWATCH_POL_WINDOW_DAYS; known are VOTEWATCH_BRAINS_",
        ),
    ],
)
def test_a_wrong_variable_is_refused_by_name(variable: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load(None, {variable: value})


def test_a_server_of_ones_own_may_be_asked_faster() -> None:
    faster = {
        "VOTEWATCH_SOURCES_SK_BASE_URL": "http://127.0.0.1:9000",
        "VOTEWATCH_SOURCES_SK_REQUESTS_PER_SECOND": "50",
    }
    assert load(None, faster).settings.sources.sk.requests_per_second == 50.0


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("URL", "votes.example.org", "site.url must begin with https:// and a host"),
        ("URL", "https://", "site.url must begin with https:// and a host"),
        ("REPORT_URL", "votes@example.org", "site.report_url must be an address"),
        ("REPORT_URL", "mailto:votes@example.org", r"that holds \{id\}"),
        ("REPORT_URL", "javascript:alert('{id}')", "site.report_url must be an address"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(key: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError, match=f"VOTEWATCH_SITE_{key}: {message}" if key == "URL" else message):
        load(None, {f"VOTEWATCH_SITE_{key}": value})


@pytest.mark.parametrize(
    "value", ["", "mailto:votes@example.org?subject={id}", "https://git.example.org/issues/new?title={id}"]
)
def test_errors_may_be_reported_by_mail_by_an_issue_or_not_by_an_address(value: str) -> None:
    assert load(None, {"VOTEWATCH_SITE_REPORT_URL": value}).settings.site.report_url == value


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml: cannot be read: No such file"):
        load(tmp_path / "nowhere.toml", {})


def test_a_secret_is_never_shown() -> None:
    assert [Value(f"llm.{name}", "s3cret", "file").shown for name in ("api_key", "token", "model")] == [
        "********",
        "********",
        "s3cret",
    ]


def test_a_list_comes_from_the_file_as_a_list_and_from_a_variable_by_commas(tmp_path: Path) -> None:
    file = written(tmp_path, '[llm]\nfallbacks = ["a/b", "c"]\nschema = false\n')
    assert load(file, {}).settings.llm.fallbacks == ("a/b", "c")
    assert load(file, {}).settings.llm.schema is False
    given = {"VOTEWATCH_LLM_FALLBACKS": "d/e, f", "VOTEWATCH_LLM_SCHEMA": "true"}
    assert load(file, given).settings.llm.fallbacks == ("d/e", "f")
    assert load(file, given).settings.llm.schema is True


@pytest.mark.parametrize(
    ("text", "environment", "message"),
    [
        ('[llm]\nfallbacks = "a"\n', {}, r"llm\.fallbacks must be a list of texts, not 'a'"),
        ("[llm]\nschema = 1\n", {}, r"llm\.schema must be true or false, not 1"),
        ("", {"VOTEWATCH_LLM_SCHEMA": "maybe"}, r"VOTEWATCH_LLM_SCHEMA must be true or false, not 'maybe'"),
    ],
)
def test_a_wrong_list_or_switch_is_refused(
    tmp_path: Path, text: str, environment: dict[str, str], message: str
) -> None:
    with pytest.raises(SettingsError, match=message):
        load(written(tmp_path, text), environment)


def test_a_token_in_the_remotes_address_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        load(written(tmp_path, "[nightly]\nremote = 'https://bot:s3cret@git.example/x.git'\n"), {})
    assert "s3cret" not in str(refused.value)
