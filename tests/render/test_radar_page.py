"""The radar's page: valid, true to its picture, and the same for the same input."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from tests.render.page_reading import SVG, parsed, rows, section, words
from tests.render.small_picture import FEEDS, ODD, SERIES, SITE_SRC, picture, posting, render_in
from votewatch.ledger.radar import registry
from votewatch.model.skill import Asked, Entry, Importance, State
from votewatch.render.radar import figures, page
from votewatch.render.words import LANGUAGES

HOMES = {
    "himalayas": ("Himalayas", "https://himalayas.app"),
    "remotive": ("Remotive", "https://remotive.com"),
    "remoteok": ("Remote OK", "https://remoteok.com"),
    "jobicy": ("Jobicy", "https://jobicy.com"),
}
both = pytest.mark.parametrize("lang", LANGUAGES)


@both
def test_the_html_is_valid_and_in_its_language(tmp_path: Path, lang: str) -> None:
    render_in(tmp_path)
    tree = parsed(tmp_path, lang)
    assert tree.get("lang") == lang
    assert len(list(tree.iter("h1"))) == 1


def test_an_empty_picture_makes_a_valid_page_too(tmp_path: Path) -> None:
    nothing = replace(picture(least=99), kept=(), dropped=(), unknown=(), readers={})
    coverage = replace(nothing.coverage, lines=(), invisible=())
    page.render(replace(nothing, coverage=coverage), (), {}, (), SITE_SRC, tmp_path)
    for lang in LANGUAGES:
        assert rows(parsed(tmp_path, lang), "jobs") == []
    assert "Nothing to count yet" in words(parsed(tmp_path))


def test_the_ranked_table_says_what_the_picture_says(tmp_path: Path) -> None:
    render_in(tmp_path)
    tree = parsed(tmp_path)
    assert words(tree).count("30.0% of what is asked for you can prove") == 1
    table = [[row[0], row[1], row[2], *row[4:]] for row in rows(tree, "skills")]
    assert table == [
        ["c++", "3 firms", "100%", "0%", "15.0%"],
        ["čipy", "3 firms", "100%", "0%", "15.0%"],
        ["ci/cd", "1 firm", "0%", "0%", "5.0%"],
        ["node.js", "1 firm", "100%", "0%", "5.0%"],
        [ODD, "1 firm", "100%", "0%", "5.0%"],
        ["yes", "1 firm", "100%", "0%", "5.0%"],
        ["kubernetes", "5 firms", "80%", "25.0%", "0%"],
        ["python", "2 firms", "50%", "5.0%", "5.0%"],
        ["terraform", "2 firms", "50%", "0%", "10.0%"],
        ["cobol", "1 firm", "100%", "0%", "5.0%"],
    ]
    assert [row[3] for row in rows(tree, "skills")[6:]] == [
        "proven artifact 1 artifact 2",
        "claimed",
        "learning",
        "none",
    ]
    assert rows(tree, "invisible") == [["python", "2", "5.0%"]]


@both
def test_every_figure_of_the_table_is_that_of_the_picture(tmp_path: Path, lang: str) -> None:
    drawn = picture(least=2)
    render_in(tmp_path, drawn)
    shown = {row[0]: row[1:] for row in rows(parsed(tmp_path, lang), "skills")}
    counted = {line.demand.skill: line for line in drawn.coverage.lines if line.counts}
    assert shown.keys() == counted.keys()
    for skill, (firms, must, _, contribution, gain) in shown.items():
        line = counted[skill]
        assert int(firms.split()[0]) == line.demand.firms
        assert int(must.rstrip(" %")) == round(100 * line.demand.must_share)
        for text, part in ((contribution, line.contribution), (gain, line.gain)):
            assert abs(Fraction(text.rstrip(" %").replace(",", ".")) / 100 - part) <= Fraction(1, 2000)


def test_skills_that_too_few_firms_name_are_listed_apart(tmp_path: Path) -> None:
    render_in(tmp_path, picture(least=2))
    skills = section(parsed(tmp_path), "skills")
    [details] = skills.iter("details")
    assert words(details).startswith("5 skills are asked for by too few firms and do not count ci/cd (1)")
    assert words(skills).endswith("Ignored by the registry and left out of the count (number of firms): excel (2).")


def test_slovak_counts_take_the_form_of_their_number(tmp_path: Path) -> None:
    render_in(tmp_path, picture(posting(12, "Akmonit", title="Platform Engineer 1b")))
    tree = parsed(tmp_path, "sk")
    said = {row[0]: row[1] for row in rows(tree, "skills")}
    assert (said["cobol"], said["python"], said["čipy"], said["kubernetes"]) == (
        "1 firma",
        "2 firmy",
        "3 firmy",
        "5 firiem",
    )
    assert "10 otvorených ponúk prešlo oboma sitami, od 9 firiem; prečítaných bolo 12." in words(tree)
    assert "slovník v 5 ponukách." in words(tree)
    assert [row[2][:9] for row in rows(tree, "dropped")] == ["1 príklad", "1 príklad"]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 otvorená ponuka prešla oboma sitami, od 1 firmy; prečítaná bola 1."),
        (2, "2 otvorené ponuky prešli oboma sitami, od 2 firiem; prečítané boli 2."),
        (5, "5 otvorených ponúk prešlo oboma sitami, od 5 firiem; prečítaných bolo 5."),
    ],
)
def test_the_slovak_summary_agrees_with_its_counts(tmp_path: Path, count: int, said: str) -> None:
    drawn = picture()
    render_in(tmp_path, replace(drawn, kept=drawn.kept[:count], firms=count, read=count))
    assert said in words(parsed(tmp_path, "sk"))


def test_slovak_numbers_are_written_in_slovak(tmp_path: Path) -> None:
    render_in(tmp_path)
    tree = parsed(tmp_path, "sk")
    assert "30,0 % žiadaného viete doložiť" in words(tree)
    assert "12 345" in [row[2] for row in rows(tree, "sources")]
    assert rows(tree, "history")[0] == ["20. novembra 2026", "30,0 %", "10", "9", "9"]


def test_a_skill_that_nobody_looked_at_comes_with_a_line_that_the_registry_takes(tmp_path: Path) -> None:
    odd = ("no", "null", "c#", "f#", ".net", "a,b", "{x}", "1password", "'s", "back\\slash", "t-sql", "r", "y", "-")
    asked = tuple(Asked("lever:x:5", skill, Importance.MUST, "model:1") for skill in odd)
    render_in(tmp_path, picture(asked=asked))
    tree = parsed(tmp_path)
    lines = [words(code) for code in section(tree, "skills").iter("code") if code.get("class") == "line"]
    registry.path_of(tmp_path).write_text("# Skills\n```yaml\n" + "\n".join(lines) + "\n```\n", encoding="utf-8")
    wanted = {"c++", "čipy", "ci/cd", "node.js", "yes", ODD, *odd}
    assert registry.load(tmp_path) == {skill: Entry(skill, State.NONE) for skill in wanted}
    assert registry.lint(tmp_path) == []


@both
def test_every_job_of_a_feed_names_and_links_the_feed(tmp_path: Path, lang: str) -> None:
    render_in(tmp_path)
    found = {}
    for row in section(parsed(tmp_path, lang), "jobs").iter("tr"):
        for link in row.iter("a"):
            if link.get("href") in {home for _, home in HOMES.values()}:
                found[words(next(row.iter("a")))] = (words(link), link.get("href"))
    assert found == {f"Platform Engineer {number}": HOMES[feed] for number, feed in enumerate(FEEDS, start=6)}


def test_jobs_come_best_first_with_who_scored_them_and_why(tmp_path: Path) -> None:
    render_in(tmp_path)
    shown = rows(parsed(tmp_path), "jobs")
    assert [row[0].replace(" %", "%") for row in shown] == ["91% model", "57% keywords", *["not scored"] * 7]
    assert shown[0][2:] == ["Borealis", "EMEA 19 November 2026", "EMEA"]
    reasons = [[words(one) for one in cell.iter("span")] for cell in section(parsed(tmp_path), "jobs").iter("th")][5:]
    assert reasons == [["Fits."], ["+ kubernetes"], *[[]] * 7]


def test_an_english_score_is_written_as_the_other_percentages(tmp_path: Path) -> None:
    render_in(tmp_path)
    assert rows(parsed(tmp_path), "jobs")[0][0] == "91% model"


def test_what_was_dropped_is_counted_by_reason_with_samples(tmp_path: Path) -> None:
    render_in(tmp_path)
    assert sorted(rows(parsed(tmp_path), "dropped")) == [
        ["no wanted word in the title", "1", "1 sample Akmonit: Baker – EMEA lever:x:10"],
        ["one other country", "1", "1 sample Borealis: Platform Engineer 11 – Germany lever:x:11"],
    ]


def test_names_that_no_alias_covers_are_listed_with_their_firms(tmp_path: Path) -> None:
    render_in(tmp_path)
    assert words(section(parsed(tmp_path), "unknown")).endswith(f"čipy (3), {ODD} (1), yes (1).")


def test_every_source_says_how_it_does(tmp_path: Path) -> None:
    render_in(tmp_path)
    shown = {row[0]: row[1:] for row in rows(parsed(tmp_path), "sources")}
    assert shown["Akmonit lever:akmonit"] == ["good", "12,345", "–"]
    assert shown["Dorado lever:dorado"] == ["failing since 18 November 2026: answered 404, not 200", "3", "–"]
    assert shown["Newcomer lever:new"] == ["not read yet", "–", "–"]
    assert shown["Shut"] == ["disabled: careers page without a public list", "–", "–"]
    assert shown["Himalayas"] == ["good: read 25 pages of 90", "500", "perks 12,000, mood 1"]


@both
def test_the_history_is_a_drawing_in_the_page_with_words_and_a_table(tmp_path: Path, lang: str) -> None:
    render_in(tmp_path)
    part = section(parsed(tmp_path, lang), "history")
    [drawing] = part.iter(f"{SVG}svg")
    assert drawing.get("role") == "img"
    assert "100" in drawing.get("aria-label")
    assert len(list(drawing.iter(f"{SVG}circle"))) == 2
    assert len(rows(parsed(tmp_path, lang), "history")) == len(SERIES)


def test_the_line_of_the_history_goes_by_days_and_by_score() -> None:
    drawn = figures.spark(SERIES)
    assert drawn is not None
    assert drawn.path == "M0 105 L600 84"
    assert figures.spark(SERIES[:2]) is None


def test_the_data_beside_the_page_are_those_of_the_picture(tmp_path: Path) -> None:
    render_in(tmp_path)
    data = json.loads((tmp_path / "radar.json").read_text(encoding="utf-8"))
    assert (data["score"], data["firms"], data["read"], data["readers"]) == ("3/10", 9, 11, {"table": 5})
    by_skill = {row["skill"]: row for row in data["skills"]}
    assert sum(Fraction(row["contribution"]) for row in data["skills"]) == Fraction(3, 10)
    assert (by_skill["python"]["state"], by_skill["python"]["gain"]) == ("claimed", "1/20")
    assert by_skill["c++"]["state"] == "unreviewed"
    assert by_skill["excel"] | {"counts": False, "contribution": "0"} == by_skill["excel"]
    assert [row["id"] for row in data["kept"]][:2] == ["lever:x:2", "lever:x:1"]


def test_the_same_input_makes_the_same_bytes(tmp_path: Path) -> None:
    assert len(render_in(tmp_path / "one")) == len(render_in(tmp_path / "two")) == 3
    for name in ("radar.json", "sk/index.html", "en/index.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert render_in(tmp_path / "one") == []


def test_the_order_in_which_postings_come_changes_no_byte(tmp_path: Path) -> None:
    extra = [posting(12, "Zeta"), posting(13, "Alfa")]
    render_in(tmp_path / "one", picture(*extra))
    render_in(tmp_path / "two", picture(*reversed(extra)))
    assert (tmp_path / "one/sk/index.html").read_bytes() == (tmp_path / "two/sk/index.html").read_bytes()


def test_links_within_the_page_lead_somewhere(tmp_path: Path) -> None:
    render_in(tmp_path)
    for lang in LANGUAGES:
        tree = parsed(tmp_path, lang)
        ids = [one.get("id") for one in tree.iter() if one.get("id")]
        assert len(ids) == len(set(ids))
        for link in tree.iter("a"):
            if link.get("href").startswith("#"):
                assert link.get("href")[1:] in ids
            elif not link.get("href").startswith("https://"):
                assert (tmp_path / lang / link.get("href")).is_file()
