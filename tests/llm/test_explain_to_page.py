"""From a model's answer to the page: asked through litellm, judged, kept, built, labelled."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.render.small_record import SMALL_DATA, record
from votewatch.ledger import files, people
from votewatch.model.vocabulary import Parliament

pytestmark = pytest.mark.llm
ROOT = Path(__file__).parents[2]
ANSWERS = {
    "147/2001": {
        "sk": {
            "headline": "Zmena pravidiel pre reklamu",
            "summary": "Návrh mení zákon č. 147/2001 Z. z. o reklame. Týka sa reklamy.",
            "question": "Má sa prijať zmena zákona o reklame, alebo nie?",
        },
        "en": {
            "headline": "Change of the rules on advertising",
            "summary": "The bill amends Act No. 147/2001 on advertising. It is about advertising.",
            "question": "Should the change of the act on advertising be rejected, or not?",  # the wrong way round
        },
    },
    "": {"sk": {}, "en": {}},
}


@contextmanager
def answering() -> Iterator[str]:
    """A server that knows what to say about advertising, and nothing of anything else."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
            answer = next(answer for words, answer in ANSWERS.items() if words in asked)
            message = {"role": "assistant", "content": json.dumps(answer, ensure_ascii=False)}
            body = json.dumps(
                {
                    "id": "1", "object": "chat.completion", "created": 1, "model": "good",
                    "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
                    "usage": {"prompt_tokens": 5, "completion_tokens": 5, "total_tokens": 10},
                }
            ).encode()  # fmt: skip
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_what_a_model_says_well_is_on_the_page_with_its_label_and_what_it_turns_round_is_not(tmp_path: Path) -> None:
    made = record()
    files.save(tmp_path / "data", [r for d in made.decisions for r in d.roll_calls])
    shutil.copy(SMALL_DATA / "parties.toml", tmp_path / "data")
    people.save(tmp_path / "data", Parliament.SK, made.sk_members.values())
    people.save(tmp_path / "data", Parliament.EU, made.eu_members.values())
    (tmp_path / "votewatch.toml").write_text("", encoding="utf-8")
    where = {"VOTEWATCH_PATHS_SITE_SRC": str(ROOT / "site_src"), "VOTEWATCH_LLM_MODEL": "openai/good"}

    def votewatch(*arguments: str) -> str:
        command = [sys.executable, "-m", "votewatch", "--config", str(tmp_path / "votewatch.toml"), *arguments]
        done = subprocess.run(command, env=os.environ | where, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    with answering() as address:
        where["VOTEWATCH_LLM_BASE_URL"] = address
        report = json.loads(votewatch("explain", "--limit", "20", "--json"))
    assert (report["accepted"], report["failed"]) == ({"sk": 1}, [])
    assert report["rejected"]["polarity"] == 1
    votewatch("build", "--jobs", "1")
    slovak = (tmp_path / "public/sk/d/sk-9-20/index.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert '<h1 class="headline">Zmena pravidiel pre reklamu</h1>' in slovak
    assert "Napísal ho jazykový model openai/good" in slovak
    assert "Rozhodujúci je úradný záznam." in slovak
    english = (tmp_path / "public/en/d/sk-9-20/index.html").read_text(encoding="utf-8")
    assert "explained__summary" not in english
