"""The radar's settings: firms, feeds and mail, and what each error tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from votewatch.model.errors import SettingsError
from votewatch.model.radar import Source
from votewatch.settings import ATS, FEEDS, Company, load

ACME = '[[jobs.companies]]\nname = "Acme"\nats = "lever"\ntoken = "acme"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "votewatch.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_firms_come_in_the_order_of_the_file_and_feeds_after_them(tmp_path: Path) -> None:
    text = '[jobs]\nfeeds = ["jobicy", "himalayas"]\n[[jobs.companies]]\nname = "Nowhere"\ndisabled = "no list"\n'
    jobs = load(written(tmp_path, text + ACME), {}).settings.jobs
    assert jobs.companies == (Company("Nowhere", disabled="no list"), Company("Acme", "lever", "acme"))
    assert jobs.sources() == [
        Source(":", "", "", "Nowhere", "no list"),
        Source("lever:acme", "lever", "acme", "Acme"),
        Source("jobicy", "jobicy"),
        Source("himalayas", "himalayas"),
    ]


def test_no_firm_need_stand_in_the_file(tmp_path: Path) -> None:
    loaded = load(written(tmp_path, ""), {})
    assert loaded.settings.jobs.companies == ()
    assert {one.key: one.origin for one in loaded.values}["jobs.companies"] == "default"


@pytest.mark.parametrize("ats", ATS)
def test_every_board_that_is_read_may_be_named(tmp_path: Path, ats: str) -> None:
    settings = load(written(tmp_path, ACME.replace("lever", ats)), {}).settings
    assert settings.jobs.sources()[0].name == f"{ats}:acme"
    assert getattr(settings.jobs.urls, ats).startswith("https://")


def test_every_feed_that_is_read_may_be_named(tmp_path: Path) -> None:
    jobs = load(written(tmp_path, f"[jobs]\nfeeds = {list(FEEDS)}\n"), {}).settings.jobs
    assert jobs.feeds == FEEDS
    assert all(getattr(jobs.urls, feed).startswith("https://") for feed in FEEDS)


def test_there_may_be_no_feed(tmp_path: Path) -> None:
    assert load(written(tmp_path, "[jobs]\nfeeds = []\n"), {}).settings.jobs.sources() == []


@pytest.mark.parametrize("row", ['disabled = "gone"', 'disabled = "gone"\nats = "taleo"\ntoken = ""'])
def test_a_disabled_firm_needs_no_board_but_a_name(tmp_path: Path, row: str) -> None:
    text = f'[[jobs.companies]]\nname = "Acme"\n{row}\n'
    assert load(written(tmp_path, text), {}).settings.jobs.companies[0].disabled == "gone"
    with pytest.raises(SettingsError, match=r"\[\[jobs\.companies\]\] 1 \(no name\): name is missing"):
        load(written(tmp_path, text.replace('"Acme"', '""')), {})


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('name = "B"\nats = "taleo"\ntoken = "b"', r"2 \(B\): ats must be one of greenhouse, lever, .*, not 'taleo'"),
        ('name = "B"\ntoken = "b"', r"2 \(B\): ats must be one of greenhouse, .*, not ''"),
        ('name = "B"\nats = "Lever"\ntoken = "b"', r"2 \(B\): ats must be one of .*, not 'Lever'"),
        ('name = "B"\nats = "himalayas"\ntoken = "b"', r"2 \(B\): ats must be one of .*, not 'himalayas'"),
        ('name = "B"\nats = "lever"', r"2 \(B\): token is missing; votewatch companies probe finds it"),
        ('ats = "lever"\ntoken = "b"', r"2 \(no name\): name is missing"),
    ],
)
def test_a_firm_whose_board_cannot_be_read_is_refused_by_number_and_name(
    tmp_path: Path, row: str, message: str
) -> None:
    with pytest.raises(SettingsError, match=rf"votewatch\.toml: \[\[jobs\.companies\]\] {message}"):
        load(written(tmp_path, f"{ACME}[[jobs.companies]]\n{row}\n"), {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{ACME}site = 1\n", r"unknown key 'site' in \[jobs\.companies\[1\]\]; expected one of name, ats, token, dis"),
        (ACME.replace('"acme"', "7"), r"jobs\.companies\[1\]\.token must be text, not 7"),
        (f"{ACME}disabled = true\n", r"jobs\.companies\[1\]\.disabled must be text, not True"),
        ("[jobs.companies]\nname = 'Acme'\n", r"\[\[jobs\.companies\]\] must be tables, not \{'name': 'Acme'\}"),
        ("[jobs]\ncompanies = ['Acme']\n", r"\[jobs\.companies\[1\]\] must be a table, not 'Acme'"),
        ("[jobs]\nfeeds = ['linkedin']\n", r"jobs\.feeds must be of himalayas, .*, not 'linkedin'"),
        ("[jobs]\nfeeds = 'jobicy'\n", r"jobs\.feeds must be a list of texts, not 'jobicy'"),
        ("[jobs]\nhourly = 1\n", r"unknown key 'hourly' in \[jobs\]; expected one of feeds, "),
        ("[jobs.urls]\ntaleo = 'https://a.b'\n", r"unknown key 'taleo' in \[jobs\.urls\]"),
        ("[radar.mail]\nsecurity = 'ssl'\n", r"radar\.mail\.security must be starttls, tls or none, not 'ssl'"),
        ("[radar]\nlanguage = 'cs'\n", r"radar\.language must be sk or en, not 'cs'"),
        ("[radar]\nthreshold = 79.5\n", r"radar\.threshold must be a whole number, not 79\.5"),
    ],
)
def test_a_wrong_value_is_refused_with_file_key_and_what_was_expected(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=rf"votewatch\.toml: {message}"):
        load(written(tmp_path, text), {})


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
def test_the_mail_servers_three_securities_are_known(tmp_path: Path, security: str) -> None:
    loaded = load(written(tmp_path, f'[radar.mail]\nsecurity = "{security}"\n'), {})
    assert loaded.settings.radar.mail.security == security


def test_firms_have_no_variable_but_feeds_and_addresses_have(tmp_path: Path) -> None:
    given = {"VOTEWATCH_JOBS_FEEDS": "remotive, jobicy", "VOTEWATCH_JOBS_URLS_LEVER": "http://127.0.0.1:9"}
    jobs = load(written(tmp_path, ACME), given).settings.jobs
    assert (jobs.feeds, jobs.urls.lever) == (("remotive", "jobicy"), "http://127.0.0.1:9")
    with pytest.raises(SettingsError, match="unknown variable VOTEWATCH_JOBS_COMPANIES"):
        load(None, {"VOTEWATCH_JOBS_COMPANIES": "Acme"})


def test_a_wrong_variable_of_the_radar_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"jobs\.feeds must be of himalayas"):
        load(None, {"VOTEWATCH_JOBS_FEEDS": "linkedin"})


def test_the_radars_folders_are_relative_to_the_file(tmp_path: Path) -> None:
    radar = load(written(tmp_path, '[radar]\nstate = "kept"\n'), {}).settings.radar
    assert (radar.state, radar.profile) == (tmp_path / "kept", tmp_path / "data/private/profile.md")


def test_the_mail_password_is_no_setting() -> None:
    assert not any("password" in one.key for one in load(None, {"VOTEWATCH_SMTP_PASSWORD": "s3cret"}).values)


def test_a_value_from_the_environment_is_refused_by_its_variable() -> None:
    with pytest.raises(SettingsError, match="VOTEWATCH_RADAR_LANGUAGE"):
        load(None, {"VOTEWATCH_RADAR_LANGUAGE": "cs"})


def test_the_same_board_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="lever:acme"):
        load(written(tmp_path, ACME + ACME.replace("Acme", "Acme again")), {})
