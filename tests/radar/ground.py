"""What a run of the radar stands on: settings of a furnished folder, postings on its disk, a small world, a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.radar.house import furnished
from votewatch.ledger.radar import boards
from votewatch.llm.ask import Answer, Request
from votewatch.model.geography import Geography
from votewatch.model.posting import Posting, WorkModel
from votewatch.settings import RadarModel, Settings, load

WORLD = Geography({"slovakia": "SK", "germany": "DE"}, {}, {})
JOB = Posting(
    "greenhouse:acme:1", "greenhouse", "Acme", "Platform Engineer", ("EMEA",), WorkModel.REMOTE,
    "https://example.org/jobs/1", "2026-11-19", "You run Kubernetes.\nYou write Python.",
)  # fmt: skip


def job(number: int, text: str = JOB.text, **changes: str) -> Posting:
    """The posting with this number; ``changes`` are of its other texts."""
    named = replace(JOB, id=f"greenhouse:acme:{number}", url=f"https://example.org/jobs/{number}", text=text)
    return replace(named, **changes)  # type: ignore[arg-type]


def ground(folder: Path, postings: Sequence[Posting] = (), model: str = "", port: int = 1) -> Settings:
    """Settings of a radar in ``folder`` with ``postings`` on Acme's board; they are what a fetch would have left."""
    house = folder if (folder / "votewatch.toml").exists() else furnished(folder, "http://127.0.0.1:1", port)
    settings = load(house / "votewatch.toml", {}).settings
    boards.save(settings.radar.state, "greenhouse:acme", postings, whole=True)
    return replace(settings, radar=replace(settings.radar, llm=RadarModel(model), names=("Žofia Vzorová",)))


class Model:
    """Gives one answer after the other, or raises it; keeps what it was asked. The last answer is given for ever."""

    def __init__(self, *answers: str | Exception) -> None:
        self.answers, self.requests = list(answers), list[Request]()

    def __call__(self, request: Request) -> Answer:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return Answer(request.model, answer)


def never(_request: Request) -> Answer:
    """A model that must not be asked."""
    raise AssertionError("the model was asked")
