"""The branch of the rendered site: how much is kept, and what is on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.nightly.house import git
from tests.nightly.world import World


def test_the_branch_of_the_site_keeps_so_many_nights_and_no_more(world: World) -> None:
    for night in range(1, 6):
        world.write("public/sk/index.html", f"<p>{night}")
        world.night()
    shown = git(world.house.remote, "log", "--format=%H %s", "site").splitlines()
    assert [line.partition(" ")[2] for line in shown] == ["site: 1 page"] * 3
    texts = [git(world.house.remote, "show", f"{line.split()[0]}:sk/index.html") for line in shown]
    assert texts == ["<p>5", "<p>4", "<p>3"]


def test_a_site_that_differs_in_the_day_of_its_build_alone_is_not_published_again(world: World) -> None:
    world.night()
    before = git(world.house.remote, "rev-parse", "site")
    world.write("public/build.json", '{"built":"2026-02-01"}')
    assert world.night()[2].lines == ("nothing changed",)
    assert git(world.house.remote, "rev-parse", "site") == before


def test_a_file_that_no_build_made_is_not_published_and_one_that_is_gone_is_taken_away(world: World) -> None:
    world.write("public/old.html", "<p>")
    world.night()
    out = world.publishing()
    (world.house.checkout / "public/old.html").unlink()
    out.built = lambda: ["build.json", "sk/index.html"]
    world.write("public/sk/.index.html.part", "<p")
    world.write("public/stray.html", "<p>")
    out.commit()
    out.push()
    out.publish_site()
    assert world.house.tree("site").keys() == {"build.json", "sk/index.html"}


@pytest.mark.slow
def test_what_dropped_nights_leave_lies_packed_and_can_still_be_read(world: World) -> None:
    checkout = world.house.checkout
    git(checkout, "config", "gc.autoPackLimit", "1")  # the fifty packs of months, in two nights
    for night in range(5):
        for page in range(600):
            world.write(f"public/sk/{page}.html", f"<p>{page} of night {night}")
        out = world.publishing()
        out.loose = 1
        out.commit()
        out.push()
        out.publish_site()
    dropped = git(checkout, "hash-object", str(_written(checkout, "<p>0 of night 0")))
    assert dropped not in git(checkout, "rev-list", "--objects", "--all")
    assert git(checkout, "cat-file", "-p", dropped) == "<p>0 of night 0"
    assert len(list((checkout / ".git/objects").glob("??/*"))) < 600
    assert list((checkout / ".git/objects/pack").glob("*.mtimes"))


def _written(checkout: Path, text: str) -> Path:
    path = checkout / ".state/text"
    path.write_text(text, encoding="utf-8")
    return path
