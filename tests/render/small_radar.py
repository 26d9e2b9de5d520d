"""A small radar, typed for the tests of its page: eight firms, what they ask for, and how the sources do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from votewatch.facts.radar.location_gate import Ruling, Verdict
from votewatch.facts.radar.picture import Judged, Picture, Scored, draw
from votewatch.model.posting import Posting, WorkModel
from votewatch.model.radar import Health, Point, Source
from votewatch.model.skill import Asked, Entry, Importance, State
from votewatch.render.radar.page import render

SITE_SRC = Path(__file__).parents[2] / "site_src"
WANTED = Ruling(Verdict.KEEP, "title", "sre")
OTHER = Ruling(Verdict.DROP, "title-other", "Baker")
FIRMS = ("Acme", "Bolt s. r. o.", "Cog & Sons", "Dynamo", "Ember", "Ferrum", "Gizmo", "Hinge")

# Letters are firms; a capital calls the skill a must. Of the five that two firms ask for, three are reviewed.
ASKED = {
    "kubernetes": "ABCDe",
    "python": "ABc",
    "c++": "Fg",
    "github actions": "AB",
    "on": "ab",
    "jenkins": "CD",
    "ansible": "DE",
    "terraform": "dE",
    "windows": "abcdefgh",
    "cobol": "H",
    "fortran": "h",
}
REGISTRY = (
    Entry("kubernetes", State.PROVEN, ("https://example.org/cluster", "https://example.org/operator?a=1&b=2")),
    Entry("python", State.CLAIMED),
    Entry("jenkins", State.NONE),
    Entry("ansible", State.LEARNING),
    Entry("terraform", State.PROVEN),  # without an artifact: claimed
    Entry("windows", State.IGNORED),
    Entry("fortran", State.CLAIMED),
)
SOURCES = (
    Source("greenhouse:acme", "greenhouse", "acme", "Acme"),
    Source("lever:bolt", "lever", "bolt", "Bolt s. r. o."),
    Source("ashby:cog", "ashby", "cog", "Cog & Sons"),
    Source(":", "", "", "Nowhere", "careers page without a public list"),
    Source("himalayas", "himalayas"),
    Source("remoteok", "remoteok"),
)
HEALTHS = {
    "greenhouse:acme": Health("2031-02-01", postings=12_345, unknown={"pay_ranges": 12_345, "ai_tags": 2}),
    "lever:bolt": Health("2031-01-05", "2031-02-03", "status 503 <from the board>", 7),
    "himalayas": Health("2031-02-04", postings=500, note="25 pages of 40 were read"),
}
SERIES = (
    Point("2031-01-05", None, 0, 2, 3),
    Point("2031-01-06", 250, 4, 6, 10_000),
    Point("2031-01-26", 375, 7, 7, 9),
    Point("2031-02-05", 400, 8, 8, 10),
)


def posting(letter: str, ats: str = "greenhouse", **changes: object) -> Posting:
    """The posting of the firm with this letter."""
    company = FIRMS["ABCDEFGH".index(letter)]
    values: dict[str, object] = {
        "id": f"{ats}:{letter.lower()}:1",
        "ats": ats,
        "company": company,
        "title": f"SRE at {company}",
        "locations": ("Remote, EMEA",),
        "work_model": WorkModel.REMOTE,
        "url": f"https://example.org/jobs/{letter}",
        "posted": "2031-01-20",
        "text": "",
    }
    return Posting(**(values | changes))  # type: ignore[arg-type]


def kept(one: Posting, reason: str = "emea") -> Judged:
    """A posting that passed both gates."""
    return Judged(one, WANTED, Ruling(Verdict.KEEP, reason))


def asks(one: Posting, skill: str, importance: Importance = Importance.MUST, by: str = "table:1") -> Asked:
    """The row of a posting that names a skill."""
    return Asked(one.id, skill, importance, by)


def postings() -> dict[str, Posting]:
    """One posting of each firm; three were found in feeds, and one of those says neither place nor day nor address."""
    feeds = {"F": "himalayas", "G": "remoteok", "H": "jobicy"}
    bare: dict[str, object] = {"locations": (), "posted": "", "url": ""}
    return {x: posting(x, feeds.get(x, "greenhouse"), **(bare if x == "H" else {})) for x in "ABCDEFGH"}


def picture() -> Picture:
    """Everything that the page can show, once."""
    by_letter = postings()
    judged = [kept(one, "placeless" if letter == "H" else "emea") for letter, one in by_letter.items()]
    judged.append(kept(posting("A", id="greenhouse:a:2", title="Platform Engineer", locations=("Košice", "Žilina"))))
    abroad = Ruling(Verdict.DROP, "foreign-city", "berlin")
    judged += [
        Judged(posting("B", id=f"greenhouse:b:{n}", title=f"SRE {n}", locations=(f"Berlin {n}",)), WANTED, abroad)
        for n in range(2, 9)
    ]
    judged.append(Judged(posting("C", id="greenhouse:c:9", title="Baker"), OTHER, None))
    asked = [
        asks(
            by_letter[letter.upper()],
            skill,
            Importance.MUST if letter.isupper() else Importance.NICE,
            "model:x" if letter in "fFgG" else "table:1",
        )
        for skill, letters in ASKED.items()
        for letter in letters
    ]
    scores = {
        "greenhouse:a:1": Scored(91, "Runs clusters & more", "model"),
        "greenhouse:b:1": Scored(40, "+ kubernetes; − on", "keywords"),
        "himalayas:f:1": Scored(0, "", "keywords"),
    }
    known = ASKED.keys() - {"on", "fortran"}
    return draw(judged, asked, {entry.skill: entry for entry in REGISTRY}, scores, known, least=2)


def firms_picture(count: int) -> Picture:
    """As many firms as this, each with one posting that names one skill, which counts from one firm on."""
    each = [posting(letter) for letter in "ABCDEFGH"[:count]]
    return draw([kept(one) for one in each], [asks(one, "go") for one in each], {}, {}, ["go"], least=1)


def drawn_in(folder: Path, shown: Picture | None = None, series: Iterable[Point] = SERIES) -> list[str]:
    """Write the page into a folder; the names of the files that changed."""
    return render(shown or picture(), tuple(series), HEALTHS, SOURCES, SITE_SRC, folder)
