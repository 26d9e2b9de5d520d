"""Who votes as I do: a page that does everything in the reader's browser, and says so without script."""

from __future__ import annotations

from collections.abc import Iterator

from votewatch.facts.agreement import MIN_SHARED
from votewatch.model.vocabulary import Parliament
from votewatch.render.addresses import match_path
from votewatch.render.match_files import comparable, titles_file, votes_file, without_names
from votewatch.render.page import Page, PageType, View
from votewatch.render.site import Site

FLOOR = 5  # shared answers; under it no share and no place in the order


def _pages(site: Site) -> Iterator[Page]:
    yield Page(match_path(), None, [(len(comparable(site, p)), len(without_names(site, p))) for p in Parliament])


def _view(site: Site, page: Page, lang: str) -> View:
    words = site.words[lang]
    return {
        "title": words["match.title"],
        "headline": words["match.title"],
        "crumbs": [],
        "floor": FLOOR,
        "percent_from": MIN_SHARED,
        "files": [f"/{votes_file(p)}" for p in Parliament],
        "titles": f"/{titles_file(lang)}",
        "held": [
            words.t(
                "match.held",
                parliament=words[f"parliament.{p}.name"],
                questions=words.n("home.questions", len(comparable(site, p))),
                lacking=words.n("match.lacking", lacking) if (lacking := len(without_names(site, p))) else "",
            )
            for p in Parliament
        ],
    }


MATCH = PageType("match", "match.html", _pages, _view)
