"""What the radar knows stays at home: nothing of it is published, and nothing of it is committed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.radar.ground import WORLD, ground, job, never
from tests.render.small_record import record
from votewatch.ledger.radar import history, registry
from votewatch.radar import drawing
from votewatch.render.build import Shown
from votewatch.render.build import build as build_site
from votewatch.settings import Settings

# Words that stand nowhere else: of a firm, a posting, its advert, the registry and the profile.
FIRM, TITLE, PLACE = "Klopstokwerke", "Quuxmeister", "Freedonstadt"
SKILL, OWN, PROFILE, ADVERT = "zorkology", "frobnicating", "Wumbologist", "Snarkmeadow"
WORDS = (FIRM, TITLE, PLACE, SKILL, OWN, PROFILE, ADVERT)
JOBS = [
    job(number, f"You know {SKILL}. We are at {ADVERT}.", company=firm, title=f"Platform {TITLE}")
    for number, firm in enumerate((FIRM, f"Other {FIRM}"), start=1)
]


def house(folder: Path) -> Settings:
    """Settings whose radar holds every one of the words."""
    settings = ground(folder, [*JOBS, job(3, company=PLACE)])
    aliases = settings.paths.data / "radar/aliases.toml"
    with aliases.open("a", encoding="utf-8") as file:
        file.write(f'\n[made-up]\n{SKILL} = ["{SKILL}"]\n')
    registry.path_of(settings.paths.data).write_text(
        f"```yaml\n- skill: {OWN}\n  state: claimed\n```\n", encoding="utf-8"
    )
    settings.radar.profile.write_text(f"{PROFILE}, {SKILL}", encoding="utf-8")
    return settings


def publish(settings: Settings) -> None:
    """The public site of the small record, by the radar's own settings and data folder."""
    paths = settings.paths
    build_site(
        record,
        data=paths.data,
        site_src=paths.site_src,
        public=paths.public,
        cache=paths.cache,
        shown=Shown(),
        today="2026-11-20",
        jobs=1,
    )


def draw(settings: Settings) -> drawing.Drawn:
    return drawing.build(settings, never, today="2026-11-20", world=WORLD)


def naming(folder: Path, words: tuple[str, ...] = WORDS) -> Iterator[tuple[str, str]]:
    """Files below ``folder`` whose name or content holds one of ``words``, in whatever case."""
    for path in folder.rglob("*"):
        content = path.read_bytes().lower() if path.is_file() else b""
        for word in words:
            if word.lower().encode() in content or word.lower() in path.name.lower():
                yield path.relative_to(folder).as_posix(), word


def tracked(root: Path, *patterns: str) -> list[str]:
    command = ["git", "ls-files", "-z", "--", *patterns]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    return [name for name in listed.split("\0") if name]


def test_no_public_file_says_a_word_of_the_radar(tmp_path: Path) -> None:
    settings = house(tmp_path)
    draw(settings)
    # So that a word that the radar lost would not pass for one that it kept to itself.
    assert {word for _, word in naming(settings.paths.private)} == {FIRM, TITLE, PLACE, SKILL}
    publish(settings)
    assert len(list(settings.paths.public.rglob("*.html"))) > 20
    assert list(naming(settings.paths.public)) == []


@pytest.mark.slow
def test_the_site_is_byte_for_byte_the_same_with_and_without_a_radar(tmp_path: Path) -> None:
    without = ground(tmp_path / "without")
    publish(without)
    settings = house(tmp_path / "with")
    draw(settings)
    publish(settings)

    def files(folder: Path) -> dict[str, bytes]:
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert files(settings.paths.public) == files(without.paths.public)


@pytest.mark.slow
def test_the_site_links_to_no_private_page(tmp_path: Path) -> None:
    settings = house(tmp_path)
    publish(settings)
    links = {
        link
        for path in settings.paths.public.rglob("*.html")
        for link in re.findall(r'(?:href|src)="([^"]*)"', path.read_text(encoding="utf-8"))
    }
    assert [link for link in links if "radar" in link or "private" in link] == []


def test_building_the_radar_touches_nothing_that_is_public(tmp_path: Path) -> None:
    settings = house(tmp_path)
    drawn = draw(settings)
    assert not settings.paths.public.exists()
    private = settings.paths.private / "radar"
    outside = [name for name in drawn.written if not Path(name).is_relative_to(private)]
    assert outside == [str(history.path_of(settings.paths.data))]


def test_what_is_committed_of_a_run_says_no_word_of_it(tmp_path: Path) -> None:
    settings = house(tmp_path)
    typed_by_hand = {"skills.md", "radar/aliases.toml"}
    draw(settings)
    said = {name for name, _ in naming(settings.paths.data) if not name.startswith("private/")}
    assert said == typed_by_hand
    assert history.path_of(settings.paths.data).is_file()


@pytest.mark.parametrize(
    "name",
    [
        *("private/radar/sk/index.html", "private/radar/radar.json", "data/private/radar/boards/lever%3Aacme.jsonl"),
        *("data/private/radar/skills.jsonl", "data/private/radar/scores.jsonl", "data/private/radar/seen.jsonl"),
        *("data/private/radar/health.json", "data/private/profile.md"),
    ],
)
def test_git_ignores_what_the_radar_keeps(root: Path, name: str) -> None:
    assert subprocess.run(["git", "check-ignore", "-q", name], cwd=root, check=False).returncode == 0


def test_the_radar_keeps_its_files_where_git_ignores_them() -> None:
    radar, paths = Settings().radar, Settings().paths
    assert radar.state.is_relative_to("data/private")
    assert radar.profile.is_relative_to("data/private")
    assert paths.private == Path("private")


def test_no_tracked_file_is_private_or_a_store_of_adverts(root: Path) -> None:
    assert tracked(root, "private", "data/private", "public") == []
    stores = ("boards/*.jsonl", "skills.jsonl", "scores.jsonl", "seen.jsonl", "health.json", "radar.json", "profile.md")
    assert tracked(root, *(f"**/{name}" for name in stores)) == []


def test_no_tracked_data_holds_an_advert(root: Path) -> None:
    keys = re.compile(rb'"(?:work_model|ats|unknown_keys)"\s*:')
    found = [
        name for name in tracked(root, "data", "site_src", "tests/golden") if keys.search((root / name).read_bytes())
    ]
    assert found == []
