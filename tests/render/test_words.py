"""Words, plurals, dates, prepositions and the spaces between them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from votewatch.facts.eu.motions import Motion as EuMotion
from votewatch.facts.questions import NoQuestion
from votewatch.facts.sk.motions import Motion as SkMotion
from votewatch.model.errors import SettingsError
from votewatch.model.eu_kinds import EuKind
from votewatch.model.vocabulary import ForMeans, SkKind, SkOutcome
from votewatch.render.typography import bind, shorten
from votewatch.render.words import LANGUAGES, Words, day, number, plural, z

FOLDER = Path(__file__).parents[2] / "site_src" / "words"
# The preposition of a Slovak count, and the names of laws: declined in Slovak, translated or numbered in English.
PECULIAR = {"z", "genitive", "english", "number"}
BOTH = [Words.read(FOLDER, lang) for lang in LANGUAGES]


def test_both_languages_have_the_same_keys() -> None:
    sk, en = BOTH
    assert sk.keys() == en.keys()


def test_both_languages_fill_in_the_same_values() -> None:
    def slots(table: dict[str, Any], prefix: str = "") -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for key, value in table.items():
            if isinstance(value, dict) and "one" not in value:
                found |= slots(value, f"{prefix}{key}.")
            else:
                texts = value.values() if isinstance(value, dict) else [value]
                names = {part.partition("}")[0] for text in texts for part in text.split("{")[1:]}
                found[f"{prefix}{key}"] = names - PECULIAR
        return found

    sk, en = (slots(tomllib.loads((FOLDER / f"{lang}.toml").read_text(encoding="utf-8"))) for lang in LANGUAGES)
    assert {k: (sk[k], en[k]) for k in sk if sk[k] != en[k]} == {}


@pytest.mark.parametrize("words", BOTH, ids=LANGUAGES)
def test_every_word_of_the_vocabularies_is_said_in_both_languages(words: Words) -> None:
    asked = {f"outcome.sk.{v}" for v in SkOutcome} | {f"kind.sk.{v}" for v in SkKind} | {f"kind.eu.{v}" for v in EuKind}
    asked |= {f"for_means.{p}.{v}" for p in ("sk", "eu") for v in ForMeans} | {f"question_for.{v}" for v in NoQuestion}
    asked |= {f"motion.{m.value}" for m in (*SkMotion, *EuMotion)} | {f"headline.eu.{v}" for v in EuKind}
    assert asked - words.keys() == set()


def test_a_text_where_a_plural_belongs_is_an_error_that_names_the_key(tmp_path: Path) -> None:
    (tmp_path / "sk.toml").write_text("[home]\nvotes = { one = '{n} hlas', other = '{n} hlasov' }\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"sk\.toml: home\.votes: expected a text, or one/few/other"):
        Words.read(tmp_path, "sk")


@pytest.mark.parametrize(
    ("count", "sk", "en"),
    [
        (0, "0 poslancov", "0 members"),
        (1, "1 poslanec", "1 member"),
        (2, "2 poslanci", "2 members"),
        (4, "4 poslanci", "4 members"),
        (5, "5 poslancov", "5 members"),
        (21, "21 poslancov", "21 members"),
        (102, "102 poslancov", "102 members"),
    ],
)
def test_a_count_takes_the_plural_of_its_language(count: int, sk: str, en: str) -> None:
    assert [w.n("line.members", count).replace("\u00a0", " ") for w in BOTH] == [sk, en]


@pytest.mark.parametrize(
    ("count", "preposition"),
    [(1, "z"), (2, "z"), (4, "zo"), (6, "zo"), (7, "zo"), (11, "z"), (12, "z"), (14, "zo"), (16, "zo"), (17, "zo"),
     (20, "z"), (40, "zo"), (49, "zo"), (50, "z"), (66, "zo"), (76, "zo"), (99, "z"), (100, "zo"), (150, "zo"),
     (200, "z"), (353, "z"), (400, "zo"), (627, "zo"), (705, "zo"), (720, "zo"),
     (1000, "z"), (1824, "z"), (4038, "zo"), (5092, "z"), (6215, "zo"), (7986, "zo"), (13_500, "z"), (16_848, "zo"),
     (60_000, "zo"), (100_000, "zo"), (200_000, "z"), (1_000_000, "z"), (6_000_000, "zo")],
)  # fmt: skip
def test_slovak_says_zo_before_a_count_that_would_be_hard_to_say(count: int, preposition: str) -> None:
    assert z(count) == preposition


def test_thousands_are_set_apart_from_five_digits_on() -> None:
    assert (number(9999, "sk"), number(15023, "sk"), number(15023, "en")) == ("9999", "15\u00a0023", "15,023")


def test_a_day_is_written_as_its_language_writes_it() -> None:
    assert day("2025-09-26T11:21", "sk").replace("\u00a0", " ") == "26. septembra 2025"
    assert day("2025-09-06", "en").replace("\u00a0", " ") == "6 September 2025"


def test_no_slovak_line_ends_in_a_one_letter_preposition_or_between_number_and_unit() -> None:
    assert bind("v roku a v súlade s č. 460/1992 Z.z. o 90 hlasoch", "sk") == (
        "v\u00a0roku a\u00a0v\u00a0súlade s\u00a0č.\u00a0460/1992\u00a0Z.\u00a0z. o\u00a090\u00a0hlasoch"
    )


def test_an_english_line_may_end_in_a_one_letter_word() -> None:
    assert bind("a vote of 90 members", "en") == "a vote of 90\u00a0members"


@pytest.mark.parametrize("limit", [10, 15, 27])
def test_a_shortened_text_is_cut_between_words_and_fits(limit: int) -> None:
    text = "zákon o ochrane prírody a krajiny"
    cut = shorten(text, limit)
    assert len(cut) <= limit
    assert cut.endswith("…")
    assert text.startswith(cut[:-1])
    assert text[len(cut) - 1] in " ,"


def test_plural_forms_are_told_apart_by_language() -> None:
    assert [plural("sk", n) for n in (0, 1, 3, 5)] == ["other", "one", "few", "other"]
    assert [plural("en", n) for n in (0, 1, 3, 5)] == ["other", "one", "other", "other"]


def test_words_of_one_section_in_two_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "sk.toml").write_text('[card]\none = "a"\n', encoding="utf-8")
    (tmp_path / "people.sk.toml").write_text('[card]\ntwo = "b"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"people\.sk\.toml: card: this section stands in another file"):
        Words.read(tmp_path, "sk")


def test_a_count_stays_on_the_line_of_what_it_counts() -> None:
    for words in BOTH:
        for name in ("for", "against", "abstained", "not_voting", "absent", "did_not_vote"):
            assert words.text(f"line.part_{name}", n=4).endswith("\u00a04")


def test_a_page_of_a_list_is_counted_with_the_preposition_of_the_number() -> None:
    sk, en = BOTH
    said = [sk.text("search.part", part=2, z=z(n), parts=n).replace("\u00a0", " ") for n in (3, 4, 16)]
    assert said == ["strana 2 z 3", "strana 2 zo 4", "strana 2 zo 16"]
    assert en.text("search.part", part=2, z=z(4), parts=4).replace("\u00a0", " ") == "page 2 of 4"
