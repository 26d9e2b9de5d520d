"""Skills in adverts: exact words, one name for each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from votewatch.facts.radar.skills import SkillTable
from votewatch.model.skill import Importance

TABLE = SkillTable(
    {
        "languages": {
            "java": ["java", "java 17"],
            "javascript": ["javascript", "js"],
            "c": ["C"],
            "c++": ["c++", "cpp"],
            "c#": ["c#"],
            "go": ["Go", "golang"],
            "r": ["R"],
            "python": ["python"],
        },
        "backend": {".net": [".net"], "node.js": ["node.js"], "spring": ["Spring"], "spring boot": ["spring boot"]},
        "containers": {"kubernetes": ["kubernetes", "k8s"], "docker": ["docker"]},
        "ai": {"machine learning": ["machine learning", "strojové učenie"], "ray": ["Ray"]},
    },
    in_context=["go", "r", "c"],
    beside=["developer", "language"],
)


def names(text: str) -> set[str]:
    return {one.name for one in TABLE.find(text)}


def musts(text: str) -> set[str]:
    return {one.name for one in TABLE.find(text) if one.importance is Importance.MUST}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("JavaScript", {"javascript"}),
        ("javascript developer", {"javascript"}),
        ("Java and JavaScript", {"java", "javascript"}),
        ("Java/JS", {"java", "javascript"}),
        ("JAVA", {"java"}),
        ("Javanese, pyjava, java_home", set()),
        ("C++", {"c++"}),
        ("C#", {"c#"}),
        ("C++, C# and C", {"c++", "c#", "c"}),
        ("C/C++", {"c", "c++"}),
        ("Python.", {"python"}),
        ("(Python), “Docker”", {"python", "docker"}),
        (".NET", {".net"}),
        ("asp.net", set()),
        ("Node.js", {"node.js"}),
        ("Node.js, JS", {"node.js", "javascript"}),
        ("Kubernetes®-native", {"kubernetes"}),
        ("Machine   Learning", {"machine learning"}),
        ("strojové učenie", {"machine learning"}),
        ("STROJOVE UCENIE", {"machine learning"}),
        ("", set()),
    ],
)
def test_an_alias_is_found_as_a_whole_word(text: str, found: set[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("Spring Boot", {"spring boot"}), ("Spring", {"spring"}), ("Spring, Spring Boot", {"spring", "spring boot"})],
)
def test_of_two_aliases_that_overlap_the_longer_is_meant(text: str, found: set[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("Ray", {"ray"}), ("ray of light", set()), ("X-RAY", set()), ("spring cleaning", set()), ("DOCKER", {"docker"})],
)
def test_an_alias_with_a_capital_is_found_in_that_case_alone(text: str, found: set[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Go", set()),
        ("Go to the office", set()),
        ("Go developer", {"go"}),
        ("the language Go", {"go"}),
        ("Go is a language", set()),
        ("developer of more than Go", set()),
        ("Go\ndeveloper", set()),
        ("Go, Python", {"go", "python"}),
        ("Go\nPython", {"python"}),
        ("Go-to-market with Python", {"python"}),
        ("R&D with Python", {"python"}),
        ("R & D with Python", {"python"}),
        ("Python and R", {"python", "r"}),
        ("Vitamin C", set()),
        ("go with Python", {"python"}),
        ("Golang", {"go"}),
    ],
)
def test_a_word_of_two_meanings_needs_a_skill_or_a_telling_word_in_its_line(text: str, found: set[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "must"),
    [
        ("Python", {"python"}),
        ("Nice to have: Python", set()),
        ("Nice to have:\n- Python", set()),
        ("Docker\nNice to have:\n- Python", {"docker"}),
        ("Bonus points\nPython\nRequirements\nDocker", {"docker"}),
        ("Preferred qualifications\nPython\nMinimum qualifications\nDocker", {"docker"}),
        ("Python is a plus", set()),
        ("Docker\nPython is a plus\nKubernetes\nDocker", {"docker", "kubernetes"}),
        ("Docker and then, after all of that, Python is a plus\nKubernetes", {"kubernetes"}),
        ("Python\nPython is a plus", {"python"}),
        ("Python is a plus\nPython", {"python"}),
        ("Výhodou je Python", set()),
        ("Výhodou je:\nPython\nNáplň práce:\nDocker", {"docker"}),
        ("Výhodou je:\nPython\nNáplň práce:\nDocker\n", {"docker"}),
        ("  Výhodou je Python", set()),
    ],
)
def test_what_is_only_welcome_is_no_must(text: str, must: set[str]) -> None:
    assert names(text) == {name for name in ("python", "docker", "kubernetes") if name.title() in text}
    assert musts(text) == must


def test_a_skill_is_found_once_and_skills_are_in_order() -> None:
    assert [one.name for one in TABLE.find("Python, k8s, Docker, Kubernetes, python")] == [
        "docker", "kubernetes", "python",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("K8s", "kubernetes"),
        ("golang", "go"),
        ("  Java   17 ", "java"),
        ("C", "c"),
        ("Quantum  Knitting", "quantum knitting"),
    ],
)
def test_a_canonical_name_is_the_tables_and_an_unknown_one_passes_through(said: str, name: str) -> None:
    assert TABLE.canonical(said) == name
    assert TABLE.canonical(name) == name


def test_the_table_knows_aliases_and_canonical_names_and_their_areas() -> None:
    assert [TABLE.knows(name) for name in ("K8S", "kubernetes", "knitting")] == [True, True, False]
    assert [TABLE.area(name) for name in ("kubernetes", "knitting")] == ["containers", ""]
    assert {"java", "spring boot"} <= TABLE.names()


@pytest.mark.parametrize(
    ("text", "name", "stands"),
    [
        ("We run Kubernetes", "k8s", True),
        ("We run k8s", "kubernetes", True),
        ("JavaScript only", "java", False),
        ("A little knitting", "knitting", True),
        ("A little knittings", "knitting", False),
        ("C++ only", "c", False),
        ("c++ only", "C++", True),
        ("Strojové učenie", "machine learning", True),
        ("Strojove ucenie", "strojové učenie", True),
        ("", "java", False),
    ],
)
def test_a_name_stands_in_a_text_as_itself_or_as_another_word_for_it(text: str, name: str, stands: bool) -> None:
    assert TABLE.stands_in(text, name) is stands


def test_an_alias_without_letter_or_digit_is_refused() -> None:
    with pytest.raises(ValueError, match="holds no letter or digit"):
        SkillTable({"signs": {"plus": ["++"]}})


@given(st.text(st.characters(exclude_categories=["L", "N", "S"])))
def test_a_text_without_letters_and_digits_finds_nothing(text: str) -> None:
    assert TABLE.find(text) == ()


@given(st.text() | st.text("JavaCc+#.Goscript R&D\n\t:-"))
def test_any_text_is_read_without_an_error_and_each_skill_once(text: str) -> None:
    found = [one.name for one in TABLE.find(text)]
    assert found == sorted(set(found))
    assert set(found) <= TABLE.names()


LINES = st.sampled_from(
    ["Python", "Go developer", "Go", "Java 17, C++", "Nice to have:", "Requirements:", "k8s is a plus", "Spring Boot",
     "We offer", "", "R and Docker", "Bonus: Ray", "Preferred qualifications", "a long line about nothing at all " * 3]
)  # fmt: skip


@given(st.lists(LINES, max_size=8), LINES)
def test_another_line_at_the_end_never_loses_a_must(lines: list[str], line: str) -> None:
    assert musts("\n".join(lines)) <= musts("\n".join([*lines, line]))


@given(st.lists(LINES, max_size=8), LINES, st.integers(0, 8))
def test_another_line_anywhere_never_loses_a_skill(lines: list[str], line: str, at: int) -> None:
    assert names("\n".join(lines)) <= names("\n".join([*lines[:at], line, *lines[at:]]))


@given(st.lists(LINES, max_size=8))
def test_every_skill_found_stands_in_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert [name for name in names(text) if not TABLE.stands_in(text, name)] == []
