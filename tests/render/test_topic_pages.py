"""Pages of topics over the small record, in both languages, and what a change of the table makes anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import html5lib
import pytest

from tests.render.small_record import record, sk_vote
from votewatch.facts import sk
from votewatch.facts.topics import assign
from votewatch.model.topic import Law, Topic, TopicTable
from votewatch.model.vocabulary import Result
from votewatch.render.record import Record
from votewatch.render.topic_pages import NEWEST, WHOLE

Build = Callable[..., Any]
TABLE = TopicTable(
    (
        Topic(
            "economy",
            {"sk": "Hospodárstvo", "en": "Economy"},
            {"sk": "podnikanie", "en": "business"},
            ("Economy and budget",),
            ("reklam",),
        ),
        Topic("forests", {"sk": "Lesy", "en": "Forests"}, {"sk": "lesy", "en": "forests"}, (), ("lesoch=",)),
        Topic("space", {"sk": "Vesmír", "en": "Space"}, {"sk": "lety", "en": "flights"}, (), ("vesmir",)),
    ),
    {
        "147/2001": Law("147/2001", ("zákon o reklame", "<reklama>"), ("economy",)),
        "145/1995": Law("145/1995", ("zákon o poplatkoch",), ()),
    },
)


def with_topics(made: Record, table: TopicTable = TABLE) -> Record:
    decisions = tuple(
        replace(d, topics=("Economy and budget",)) if d.id == "eu:2025-0001-COD" else d for d in made.decisions
    )
    return replace(made, decisions=decisions, topic_table=table, topics=assign(decisions, table))


def text(folder: Path, name: str) -> str:
    html = (folder / "public" / name / "index.html").read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(html)
    return html.replace("\N{NO-BREAK SPACE}", " ")


def data(folder: Path, name: str) -> Any:
    return json.loads((folder / "public" / name / "index.json").read_text(encoding="utf-8"))


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_list_counts_each_topic_per_parliament_and_what_has_none(built_in: Build, tmp_path: Path) -> None:
    built_in(with_topics(record()))
    slovak, english = text(tmp_path, "sk/t"), text(tmp_path, "en/t")
    assert 'href="/sk/t/economy/">Hospodárstvo</a>' in slovak
    assert '<td class="topics__n">1<td class="topics__n">1' in slovak
    assert "Bez témy: 0 rozhodnutí Národnej rady" in slovak
    assert 'href="/en/t/forests/">Forests</a>' in english
    assert data(tmp_path, "en/t") == {
        "topics": [
            {"topic": "economy", "names": {"sk": "Hospodárstvo", "en": "Economy"}, "decisions": {"sk": 1, "eu": 1}},
            {"topic": "forests", "names": {"sk": "Lesy", "en": "Forests"}, "decisions": {"sk": 1, "eu": 0}},
            {"topic": "space", "names": {"sk": "Vesmír", "en": "Space"}, "decisions": {"sk": 0, "eu": 0}},
        ],
        "without_topic": {"sk": 0, "eu": 1},
    }


def test_a_topic_lists_both_parliaments_newest_first_with_what_each_was_found_by(
    built_in: Build, tmp_path: Path
) -> None:
    built_in(with_topics(record()))
    page = text(tmp_path, "en/t/economy")
    assert page.count('class="card"') == 2
    assert page.index("/en/d/sk-9-20/") < page.index("/en/d/eu-2025-0001-COD/")
    found = [(d["id"], d["found_by"]) for d in data(tmp_path, "sk/t/economy")["decisions"]]
    assert found == [
        ("sk:9:20", [{"by": "law", "value": "147/2001"}]),
        ("eu:2025-0001-COD", [{"by": "source", "value": "Economy and budget"}]),
    ]


def test_a_topic_without_decisions_says_so(built_in: Build, tmp_path: Path) -> None:
    built_in(with_topics(record()))
    assert "V zázname nie je žiadne rozhodnutie s touto témou." in text(tmp_path, "sk/t/space")


def test_a_decision_says_its_topic_and_why(built_in: Build, tmp_path: Path) -> None:
    built_in(with_topics(record()))
    by_law = text(tmp_path, "sk/d/sk-9-20")
    assert '<dt>Téma</dt><dd><a href="/sk/t/economy/">Hospodárstvo</a>' in by_law
    assert "mení sa zákon č. 147/2001 (zákon o reklame)" in by_law
    assert 'amends law no. 147/2001 (<span lang="sk">zákon o reklame</span>)' in text(tmp_path, "en/d/sk-9-20")
    assert 'by the title: <span lang="sk">lesoch</span>' in text(tmp_path, "en/d/sk-9-21")
    by_source = text(tmp_path, "sk/d/eu-2025-0001-COD")
    assert 'podľa zdroja Európskeho parlamentu: <span lang="en">Economy and budget</span>' in by_source
    assert data(tmp_path, "sk/d/sk-9-20")["topics"] == ["economy"]
    assert data(tmp_path, "sk/d/sk-9-20")["topic_reasons"] == {"economy": [{"by": "law", "value": "147/2001"}]}
    assert data(tmp_path, "sk/d/eu-2025-0001-COD")["source_topics"] == ["Economy and budget"]


def test_a_decision_leads_to_the_laws_of_its_title(built_in: Build, tmp_path: Path) -> None:
    built_in(with_topics(record()))
    assert (
        '<dt>Menený alebo zrušený zákon</dt><dd><a href="/sk/l/147-2001/">Zákon o reklame</a> (147/2001)</dd>'
        in text(tmp_path, "sk/d/sk-9-20")
    )
    assert '<dt>Law concerned</dt><dd><a href="/en/l/147-2001/" lang="sk">Zákon o reklame</a> (147/2001)</dd>' in text(
        tmp_path, "en/d/sk-9-20"
    )
    assert (tmp_path / "public/sk/l/147-2001/index.html").is_file()
    assert "/l/" not in text(tmp_path, "sk/d/eu-2025-0001-COD").partition('<main id="main"')[2]


def test_the_constitution_is_not_called_an_ordinary_act(built_in: Build, tmp_path: Path) -> None:
    laws = {"147/2001": Law("147/2001", ("ústavný zákon o reklame",), ())}
    built_in(with_topics(record(), replace(TABLE, laws=laws)))
    assert "ústavný zákon č. 147/2001 Z. z." in text(tmp_path, "sk/l/147-2001")
    assert "Constitutional Act No. 147/2001 Z. z." in text(tmp_path, "en/l")


def test_a_decision_without_topic_does_not_speak_of_topics(built_in: Build, tmp_path: Path) -> None:
    built_in(with_topics(record()))
    page = text(tmp_path, "sk/d/eu-2025-2002-RSP")
    assert "/t/" not in page.partition('<main id="main"')[2]
    assert data(tmp_path, "sk/d/eu-2025-2002-RSP")["topics"] == []


def test_the_table_is_a_page_with_every_law_stem_and_name(built_in: Build, tmp_path: Path) -> None:
    built_in(with_topics(record()))
    page = text(tmp_path, "en/t/table")
    for part in ("147/2001", "&lt;reklama&gt;", "reklam…", "lesoch", "Economy and budget", "145/1995"):
        assert part in page
    assert "lesoch…" not in page
    assert data(tmp_path, "sk/t/table")["laws"][1] == {
        "number": "145/1995",
        "names": ["zákon o poplatkoch"],
        "topics": [],
    }


def test_long_topics_have_a_page_for_each_year_and_the_newest_on_their_own(built_in: Build, tmp_path: Path) -> None:
    def forest(number: int, year: int) -> Any:
        title = f"Vládny návrh zákona o lesoch {number}\nHlasovanie o návrhu zákona ako o celku."
        return sk_vote(number, str(number), title, "FFFFFABF", Result.PASSED, f"{year}-02-{number % 28 + 1:02}")

    votes = tuple(forest(n, 2024 if n < 40 else 2025) for n in range(1, WHOLE + 2))
    made = replace(record(), roll_calls=votes, decisions=tuple(sk.decide(votes, [])), corrections=(), prose={})
    built_in(with_topics(made))
    own = text(tmp_path, "sk/t/forests")
    assert own.count('class="card"') == NEWEST
    assert 'href="/sk/t/forests/2025/">2025</a> <span class="calendar__count">22 rozhodnutí' in own
    assert 'href="/sk/t/forests/2024/">2024</a> <span class="calendar__count">39 rozhodnutí' in own
    year = text(tmp_path, "en/t/forests/2024")
    assert year.count('class="card"') == 39
    assert 'rel="next" href="/en/t/forests/2025/"' in year
    assert 'rel="prev" href="/en/t/forests/2024/"' in text(tmp_path, "en/t/forests/2025")
    assert not (tmp_path / "public/sk/t/economy/2025").exists()


def test_another_name_of_a_law_makes_anew_the_pages_that_say_it(build_in: Build, tmp_path: Path) -> None:
    build_in(with_topics(record()))
    before = tree(tmp_path / "public")
    renamed = replace(TABLE, laws={**TABLE.laws, "147/2001": Law("147/2001", ("reklamný zákon",), ("economy",))})
    build_in(with_topics(record(), renamed))
    after = tree(tmp_path / "public")
    differ = {name.partition("/")[2] for name in after if before[name] != after[name] and name.endswith(".html")}
    assert differ == {"d/sk-9-20/index.html", "l/147-2001/index.html", "l/index.html", "t/table/index.html"}


@pytest.mark.slow
def test_another_topic_of_a_law_gives_the_same_site_as_building_it_all(build_in: Build, tmp_path: Path) -> None:
    build_in(with_topics(record()))
    moved = replace(TABLE, laws={**TABLE.laws, "147/2001": Law("147/2001", ("zákon o reklame",), ("space",))})
    build_in(with_topics(record(), moved))
    build_in(with_topics(record(), moved), "fresh")
    assert tree(tmp_path / "public") == tree(tmp_path / "fresh")
    assert '"sk:9:20"' not in (tmp_path / "public/sk/t/economy/index.json").read_text(encoding="utf-8")
