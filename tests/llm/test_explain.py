"""A run of asking: who is asked about, what is kept, and what a second run does."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests.render.small_record import record
from votewatch.explaining import Outside, Wish, explain
from votewatch.ledger import prose
from votewatch.llm.ask import Answer, AskError, Request
from votewatch.llm.report import ExplainReport, load_refused
from votewatch.llm.tasks import Judged
from votewatch.model.decision import Decision
from votewatch.model.prose import Prose, Text
from votewatch.settings import Llm, Paths, Settings

DECISIONS = record().decisions
NEWEST_FIRST = [d.id for d in sorted(DECISIONS, key=lambda d: (d.latest.when, d.id), reverse=True)]
ALL = len(DECISIONS)
TODAY = "2026-01-31"


@dataclass
class FakeRules:
    """Told by id alone; refuses a text whose headline says "bad"."""

    version: str = "1"
    addition: str = ""

    def brief(self, decision: Decision) -> str | None:
        return decision.id + self.addition

    def judge(self, decision: Decision, draft: Mapping[str, Any]) -> Judged:
        assert decision.id
        texts = {language: (t["headline"], t["summary"], t["question"]) for language, t in draft.items()}
        bad = {language for language, words in texts.items() if "bad" in words[0]}
        broken = tuple(("judging", language, ("bad",)) for language in sorted(bad))
        return Judged({language: words for language, words in texts.items() if language not in bad}, broken)


def drafted(sk: str = "nadpis", en: str = "headline") -> str:
    return json.dumps({lang: {"headline": h, "summary": "s", "question": "q?"} for lang, h in (("sk", sk), ("en", en))})


def good(request: Request) -> Answer:
    return Answer(request.model, drafted(), 100, 20, 0.01)


def about(request: Request) -> str:
    return request.messages[1][1].split("\n")[1]


@dataclass
class House:
    """A folder of its own, rules and a model that answers by ``answer``; ``asked`` is in the order of asking."""

    folder: Path
    answer: Callable[[Request], Answer] = good
    rules: FakeRules = field(default_factory=FakeRules)
    llm: Llm = field(default_factory=lambda: Llm(model="m", concurrency=1, retries=0))
    asked: list[str] = field(default_factory=list)
    decisions: Sequence[Decision] = DECISIONS
    time: float = 0.0

    def ask(self, request: Request) -> Answer:
        self.asked.append(about(request))
        self.time += 30.0
        return self.answer(request)

    def run(self, **wish: Any) -> ExplainReport:
        settings = Settings(paths=Paths(data=self.folder / "data", cache=self.folder / "cache"), llm=self.llm)
        outside = Outside(self.ask, lambda: self.time, lambda _seconds: None)
        return explain(settings, self.decisions, self.rules, Wish(TODAY, **wish), outside=outside)

    def kept(self) -> dict[str, Prose]:
        return prose.load_all(self.folder / "data")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_the_newest_decision_is_asked_about_first_and_each_once(house: House) -> None:
    report = house.run()
    assert house.asked == NEWEST_FIRST
    assert (report.asked, report.left, report.accepted) == (ALL, 0, {"sk": ALL, "en": ALL})
    assert (report.tokens_in, report.tokens_out, report.seconds) == (100 * ALL, 20 * ALL, 30.0 * ALL)
    assert report.cost == pytest.approx(0.01 * ALL)


def test_a_kept_text_names_model_prompt_key_rules_and_day(house: House) -> None:
    house.run(limit=1)
    text = house.kept()[NEWEST_FIRST[0]].sk
    assert text is not None
    assert (text.source, text.model, text.validator, text.date) == ("model", "m", "1", TODAY)
    assert text.prompt.startswith("explain-1-")
    assert len(text.key) == 32


def test_a_second_run_asks_nothing_and_changes_nothing(house: House) -> None:
    house.run()
    before = house.kept()
    house.asked.clear()
    report = house.run()
    assert (house.asked, report.cached, house.kept()) == ([], ALL, before)


def test_a_limited_run_goes_on_where_the_last_one_ended(house: House) -> None:
    assert house.run(limit=2).left == ALL - 2
    house.run(limit=2)
    assert house.asked == NEWEST_FIRST[:4]


def test_a_dry_run_asks_and_writes_nothing(house: House) -> None:
    report = house.run(dry_run=True)
    assert (house.asked, report.left, house.kept()) == ([], ALL, {})
    assert report.lines()[-1] == "a dry run: 4 would be asked for"


def test_a_changed_brief_is_asked_about_again(house: House) -> None:
    house.run()
    house.rules.addition = " more"
    assert house.run().asked == ALL


def test_another_model_is_asked_again_but_a_fallback_s_text_is_as_good(house: House) -> None:
    house.run()
    house.llm = replace(house.llm, model="n", fallbacks=("m",))
    assert house.run().asked == 0
    house.llm = replace(house.llm, fallbacks=())
    assert house.run().asked == ALL


def test_what_an_editor_or_a_person_wrote_is_never_asked_for_again(house: House) -> None:
    mine = Text("H", "S", "Q?", "person", "", "", "", "1", TODAY)
    newest = NEWEST_FIRST[0]
    prose.save(house.folder / "data", Prose(newest, sk=mine, en=replace(mine, source="editorial")))
    house.run()
    assert newest not in house.asked
    assert house.kept()[newest].sk == mine


def test_a_missing_language_is_asked_for_and_the_other_is_left_as_it_is(house: House) -> None:
    mine = Text("H", "S", "Q?", "editorial", "", "", "", "1", TODAY)
    newest = NEWEST_FIRST[0]
    prose.save(house.folder / "data", Prose(newest, sk=mine))
    house.run(limit=1)
    kept = house.kept()[newest]
    assert kept.sk == mine
    assert kept.en is not None
    assert kept.en.headline == "headline"


def test_a_refused_language_falls_back_alone(house: House) -> None:
    house.answer = lambda request: Answer(request.model, drafted(en="bad"))
    report = house.run(limit=1)
    kept = house.kept()[NEWEST_FIRST[0]]
    assert (kept.sk is not None, kept.en) == (True, None)
    assert (report.accepted, report.rejected) == ({"sk": 1}, {"judging": 1})


def test_what_was_refused_is_not_asked_again_until_something_changes(house: House) -> None:
    house.answer = lambda request: Answer(request.model, drafted("bad", "bad"))
    house.run()
    assert house.run().asked == 0
    assert house.run(again=True).asked == ALL
    house.rules.version = "2"
    assert house.run().asked == ALL
    assert house.kept() == {}


def test_a_refused_answer_is_kept_for_a_person_to_look_at(house: House) -> None:
    house.answer = lambda request: Answer(request.model, drafted(en="bad"))
    house.run(limit=1)
    refused = load_refused(house.folder / "cache", NEWEST_FIRST[0])
    assert refused is not None
    assert (refused.languages, refused.findings) == (("en",), (("judging", "en", ("bad",)),))
    assert json.loads(refused.answer)["en"]["headline"] == "bad"


def test_an_answer_that_is_no_json_is_rejected_by_name(house: House) -> None:
    house.answer = lambda request: Answer(request.model, "Sorry, I cannot.")
    assert house.run(limit=1).rejected == {"json": 2}


def test_a_failing_call_never_sinks_the_rest(house: House) -> None:
    def answer(request: Request) -> Answer:
        if about(request) == NEWEST_FIRST[1]:
            raise AskError("Timeout (408)", status=408)
        if about(request) == NEWEST_FIRST[2]:
            raise RuntimeError("the provider's own words")
        return good(request)

    house.answer = answer
    report = house.run()
    assert report.failed == [(NEWEST_FIRST[1], "Timeout (408)"), (NEWEST_FIRST[2], "RuntimeError")]
    assert (len(house.kept()), report.exit_code) == (ALL - 2, 1)


def test_a_refused_key_ends_the_run_at_once(house: House) -> None:
    def answer(request: Request) -> Answer:
        raise AskError(f"AuthenticationError (401) of {request.model}", status=401)

    house.answer = answer
    report = house.run()
    assert len(house.asked) == 1
    assert (report.exit_code, "AuthenticationError (401)" in report.stopped) == (2, True)
    assert report.left == ALL - report.asked


def test_a_run_stops_at_its_budget_and_says_so(house: House) -> None:
    report = house.run(budget_minutes=1)
    assert (len(house.kept()), report.left, report.stopped) == (2, ALL - 2, "out of time")


def test_no_more_calls_run_at_once_than_allowed(house: House) -> None:
    running, most, lock, both = 0, 0, threading.Lock(), threading.Barrier(2)

    def answer(request: Request) -> Answer:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        if about(request) in NEWEST_FIRST[:2]:
            both.wait(timeout=30)
        with lock:
            running -= 1
        return good(request)

    house.answer = answer
    house.llm = replace(house.llm, concurrency=2)
    assert house.run(limit=4).asked == 4
    assert most == 2


def test_interrupting_keeps_what_was_accepted_and_the_next_run_asks_only_for_the_rest(house: House) -> None:
    def interrupt(done: int, _wanted: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    settings = Settings(paths=Paths(data=house.folder / "data", cache=house.folder / "cache"), llm=house.llm)
    outside = Outside(house.ask, lambda: 0.0, lambda _seconds: None)
    with pytest.raises(KeyboardInterrupt):
        explain(settings, DECISIONS, house.rules, Wish(TODAY), outside=outside, progress=interrupt)
    kept = house.kept()
    assert set(NEWEST_FIRST[:2]) <= set(kept)
    house.asked.clear()
    house.run()
    assert not set(house.asked) & set(kept)
    assert sorted(house.kept()) == sorted(NEWEST_FIRST)


def test_many_failures_in_a_row_leave_the_rest_for_the_next_run(house: House) -> None:
    def answer(request: Request) -> Answer:
        raise AskError(f"InternalServerError (500) of {request.model}", status=500)

    house.answer = answer
    house.decisions = [replace(DECISIONS[0], id=f"sk:9:{number}") for number in range(100, 140)]
    report = house.run()
    assert len(report.failed) < 40
    assert len(report.failed) + report.left == 40
    assert report.stopped.startswith("stopped after: InternalServerError")


def test_a_report_is_plain_json_with_its_counts_by_name() -> None:
    report = ExplainReport(asked=2)
    report.rejected.update(["numbers", "numbers", "polarity"])
    report.accepted["sk"] += 1
    told = json.loads(json.dumps(report.as_json()))
    assert (told["asked"], told["rejected"], told["accepted"]) == (2, {"numbers": 2, "polarity": 1}, {"sk": 1})
