"""Put decisions into words: ask for those without prose, newest first, judge each answer, keep what the rules accept.

One call per decision. Each accepted text is on disk before the next answer is looked at, so that stopping at any
moment loses nothing, and a second run asks nothing again.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from votewatch.ledger import prose as ledger
from votewatch.ledger.atomic import write_text
from votewatch.llm import report as llm_report
from votewatch.llm import tasks
from votewatch.llm.ask import Answer, Ask, AskError, OutOfTime, Patience, Request, first_of, through_litellm
from votewatch.llm.report import ExplainReport, Refused
from votewatch.llm.tasks import Judged, Rules, Task
from votewatch.model.decision import Decision
from votewatch.model.prose import LANGUAGES, Prose, Text
from votewatch.settings import Settings

# So many failed calls in a row, and the rest is left for the next run: the server is away, not the question wrong.
FAILURES_IN_A_ROW = 10

# Told (done, wanted) after each decision.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outside:
    """The seams to the outside: what asks a model, and the clock."""

    ask: Ask = through_litellm
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Wish:
    """What a run is to do. ``limit`` counts decisions asked about, ``budget_minutes`` is None without one.

    ``again`` asks also for what was refused before under the same key.
    """

    today: str
    limit: int | None = None
    budget_minutes: float | None = None
    dry_run: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Job:
    decision: Decision
    brief: str
    languages: tuple[str, ...]


@dataclass(slots=True)
class _Run:
    settings: Settings
    rules: Rules
    wish: Wish
    outside: Outside
    task: Task
    report: ExplainReport
    stop: threading.Event = field(default_factory=threading.Event)
    failures: int = 0  # in a row; a lost update between workers would delay the end by a call, no more

    @property
    def models(self) -> tuple[str, ...]:
        return (self.settings.llm.model, *self.settings.llm.fallbacks)

    def note(self, outcome: Answer | Exception) -> None:
        """End the run when the key was refused or one call after the other fails. Called by the worker, at once."""
        if isinstance(outcome, OutOfTime):
            return
        self.failures = self.failures + 1 if isinstance(outcome, Exception) else 0
        hopeless = isinstance(outcome, AskError) and outcome.hopeless
        if (hopeless or self.failures >= FAILURES_IN_A_ROW) and not self.stop.is_set():
            self.report.stopped = f"stopped after: {_reason(outcome)}"
            self.stop.set()


def explain(
    settings: Settings,
    decisions: Iterable[Decision],
    rules: Rules,
    wish: Wish,
    *,
    outside: Outside | None = None,
    progress: Progress = lambda _done, _wanted: None,
) -> ExplainReport:
    """Ask for, judge and keep the texts that are missing. Never raises for one decision: it is in the report.

    Raises KeyboardInterrupt when interrupted, after keeping what was answered by then.
    """
    run = _Run(settings, rules, wish, outside or Outside(), tasks.explain(), ExplainReport(dry_run=wish.dry_run))
    started = run.outside.now()
    jobs = _wanted(run, decisions)
    run.report.left = len(jobs)
    if not wish.dry_run:
        deadline = float("inf") if wish.budget_minutes is None else started + 60 * wish.budget_minutes
        _ask_all(run, jobs[: wish.limit], deadline, progress)
        if run.report.left and not run.report.stopped:
            run.report.stopped = "limit" if wish.limit is not None else ""
    run.report.seconds = run.outside.now() - started
    return run.report


def _wanted(run: _Run, decisions: Iterable[Decision]) -> list[_Job]:
    """One job for every decision whose texts are missing or out of date, newest first."""
    jobs = []
    held = ledger.load_all(run.settings.paths.data)
    for decision in sorted(decisions, key=lambda d: (d.latest.when, d.id), reverse=True):
        brief = run.rules.brief(decision)
        if brief is None:
            continue
        keys = {model: run.task.key(model, brief) for model in run.models}
        missing = tuple(
            language for language in LANGUAGES if not _current(_text_of(held.get(decision.id), language), keys)
        )
        if missing:
            run.report.wanted += 1
            refused = None if run.wish.again else llm_report.load_refused(run.settings.paths.cache, decision.id)
            if refused and refused.validator == run.rules.version and refused.key in keys.values():
                missing = tuple(language for language in missing if language not in refused.languages)
        if missing:
            jobs.append(_Job(decision, brief, missing))
        else:
            run.report.cached += 1
    return jobs


def _text_of(prose: Prose | None, language: str) -> Text | None:
    return prose.of(language) if prose else None


def _current(text: Text | None, keys: Mapping[str, str]) -> bool:
    """Whether a text needs no asking. What an editor or a person wrote is never asked for again."""
    return text is not None and (text.source != "model" or keys.get(text.model) == text.key)


def _ask_all(run: _Run, jobs: Sequence[_Job], deadline: float, progress: Progress) -> None:
    """Workers ask; this thread alone judges and writes."""
    waiting: queue.SimpleQueue[_Job] = queue.SimpleQueue()
    answered: queue.SimpleQueue[tuple[_Job, Answer | Exception]] = queue.SimpleQueue()
    for job in jobs:
        waiting.put(job)

    def work() -> None:
        while True:
            try:
                job = waiting.get_nowait()
            except queue.Empty:
                return
            outcome: Answer | Exception
            try:
                outcome = OutOfTime() if run.stop.is_set() else _ask(run, job, deadline)
            except Exception as error:  # one decision never sinks the rest
                outcome = error
            run.note(outcome)
            answered.put((job, outcome))

    # Daemons, so that a slow call does not hold up somebody who stops the run.
    for _ in range(min(max(run.settings.llm.concurrency, 1), len(jobs))):
        threading.Thread(target=work, daemon=True).start()
    try:
        for done in range(len(jobs)):
            progress(done, len(jobs))
            _take(run, *answered.get())
        progress(len(jobs), len(jobs))
    except KeyboardInterrupt:
        run.stop.set()
        while not answered.empty():
            _take(run, *answered.get())
        raise


def _ask(run: _Run, job: _Job, deadline: float) -> Answer:
    llm = run.settings.llm
    messages = tuple((message["role"], message["content"]) for message in run.task.messages(job.brief))
    schema = run.task.schema if llm.schema else None
    first = Request(llm.model, messages, schema, llm.temperature, llm.max_tokens, llm.timeout, llm.base_url)
    requests = [first, *(replace(first, model=model, base_url="") for model in llm.fallbacks)]
    return first_of(run.outside.ask, requests, Patience(llm.retries, deadline, run.outside.now, run.outside.sleep))


def _reason(outcome: object) -> str:
    """An error of ours in its words, anybody else's by name alone: some repeat a key."""
    return str(outcome) if isinstance(outcome, AskError) else type(outcome).__name__


def _take(run: _Run, job: _Job, outcome: Answer | Exception) -> None:
    """Note one outcome in the report and on disk."""
    report = run.report
    if isinstance(outcome, OutOfTime):
        report.stopped = report.stopped or "out of time"
        return
    report.asked += 1
    report.left -= 1
    if isinstance(outcome, Exception):
        report.failed.append((job.decision.id, _reason(outcome)))
        return
    report.models[outcome.model] += 1
    report.tokens_in += outcome.tokens_in
    report.tokens_out += outcome.tokens_out
    if outcome.cost is not None:
        report.cost = (report.cost or 0.0) + outcome.cost
    _keep(run, job, outcome)


def _keep(run: _Run, job: _Job, answer: Answer) -> None:
    """Write what the rules accept to data/prose; remember what they refuse."""
    try:
        judged = run.rules.judge(job.decision, tasks.read_answer(answer.text))
    except ValueError:
        judged = Judged({}, tuple(("json", language, ()) for language in job.languages))
    key = run.task.key(answer.model, job.brief)
    prose = ledger.load(run.settings.paths.data, job.decision.id) or Prose(job.decision.id)
    refused = tuple(language for language in job.languages if language not in judged.accepted)
    for language in job.languages:
        if language in judged.accepted:
            origin = ("model", answer.model, run.task.prompt.version, key, run.rules.version, run.wish.today)
            text = Text(*judged.accepted[language], *origin)
            prose = replace(prose, sk=text) if language == "sk" else replace(prose, en=text)
            run.report.accepted[language] += 1
    if len(refused) < len(job.languages):
        ledger.save(run.settings.paths.data, prose)
    broken = tuple(one for one in judged.broken if one[1] in refused)
    run.report.rejected.update(rule for rule, _ in {(rule, language) for rule, language, _ in broken})
    path = llm_report.refused_path(run.settings.paths.cache, job.decision.id)
    if refused:
        told = Refused(job.decision.id, key, run.rules.version, answer.model, refused, answer.text, broken)
        write_text(path, llm_report.refused_text(told))
    else:
        path.unlink(missing_ok=True)
