"""A small picture of a made-up market, typed for the tests of the radar's page.

Twenty parts of demand: kubernetes 5 (proven), python 2 (claimed: half), terraform 2 and cobol 1 (nothing), and 10 that
nobody has looked at. So the score is 6 of 20, which is 30 %.
"""

from __future__ import annotations

from pathlib import Path

from votewatch.facts.radar.location_gate import LocationGate
from votewatch.facts.radar.picture import Picture, Scored, draw, judge
from votewatch.facts.radar.role_gate import RoleGate
from votewatch.model.geography import Geography
from votewatch.model.posting import Posting, WorkModel
from votewatch.model.radar import Health, Point, Source
from votewatch.model.skill import Asked, Entry, Importance, State
from votewatch.render.radar.page import render

SITE_SRC = Path(__file__).parents[2] / "site_src"
ODD = 'odd: "x" #1'
# Who asks for what; a star marks what is only welcome.
FIRMS = {
    "Akmonit": ["kubernetes", "python", "terraform", "c++", "čipy", "excel", ODD],
    "Borealis": ["kubernetes", "python*", "c++", "čipy", "excel", "yes"],
    "Cirrová": ["kubernetes", "terraform*", "c++", "čipy", "node.js"],
    "Dorado": ["kubernetes*", "cobol", "ci/cd*"],
    "Ekvinor": ["kubernetes"],
}
FEEDS = ("himalayas", "remotive", "remoteok", "jobicy")
REGISTRY = (
    Entry("kubernetes", State.PROVEN, ("https://example.org/cluster", "https://example.org/talk")),
    Entry("python", State.CLAIMED),
    Entry("terraform", State.LEARNING),
    Entry("cobol", State.NONE),
    Entry("excel", State.IGNORED),
)
KNOWN = ("kubernetes", "python", "terraform", "cobol", "excel", "c++", "ci/cd", "node.js")
SERIES = (Point("2026-10-01", None, 0, 2, 3), Point("2026-11-01", 125, 8, 7, 9), Point("2026-11-20", 300, 10, 9, 9))
SOURCES = (
    Source("lever:akmonit", "lever", "akmonit", "Akmonit"),
    Source("lever:dorado", "lever", "dorado", "Dorado"),
    Source("lever:new", "lever", "new", "Newcomer"),
    Source("", "", "", "Shut", "careers page without a public list"),
    *(Source(feed, feed) for feed in FEEDS),
)
HEALTHS = {
    "lever:akmonit": Health("2026-11-20", postings=12_345),
    "lever:dorado": Health("2026-11-01", "2026-11-18", "answered 404, not 200", 3),
    "himalayas": Health("2026-11-20", postings=500, note="read 25 pages of 90", unknown={"perks": 12_000, "mood": 1}),
}


def posting(number: int, company: str, ats: str = "lever", **changes: str) -> Posting:
    """Posting ``number``, open to all of EMEA."""
    texts = {"title": f"Platform Engineer {number}", "url": f"https://example.org/jobs/{number}"} | changes
    return Posting(
        f"{ats}:x:{number}", ats, company, texts["title"], (texts.get("place", "EMEA"),), WorkModel.REMOTE,
        texts["url"], "2026-11-19", "",
    )  # fmt: skip


def postings() -> list[Posting]:
    """A posting of every firm, one of every feed, and two that no gate lets pass."""
    own = [posting(number, firm) for number, firm in enumerate(FIRMS, start=1)]
    fed = [posting(number, f"Fed {number}", feed) for number, feed in enumerate(FEEDS, start=6)]
    return [*own, *fed, posting(10, "Akmonit", title="Baker"), posting(11, "Borealis", place="Germany")]


def picture(*more: Posting, least: int = 1, asked: tuple[Asked, ...] = (), reason: str = "+ kubernetes") -> Picture:
    """The picture of the postings above and of ``more``, of which ``asked`` says what they ask for."""
    rows = [
        Asked(
            f"lever:x:{number}", skill.rstrip("*"), Importance.NICE if skill[-1] == "*" else Importance.MUST, "table:1"
        )
        for number, skills in enumerate(FIRMS.values(), start=1)
        for skill in skills
    ]
    scores = {"lever:x:1": Scored(57, reason, "keywords"), "lever:x:2": Scored(91, "Fits.", "model")}
    gates = (
        RoleGate(["platform"], ["intern"]),
        LocationGate(Geography({"germany": "DE", "slovakia": "SK"}, {}, {}), "SK"),
    )
    judged = judge([*postings(), *more], *gates)
    return draw(judged, [*rows, *asked], {one.skill: one for one in REGISTRY}, scores, KNOWN, least=least)


def render_in(folder: Path, shown: Picture | None = None) -> list[str]:
    """The page of ``shown``, or of the picture above, in both languages below ``folder``; what was written."""
    return render(shown or picture(), SERIES, HEALTHS, SOURCES, SITE_SRC, folder)
