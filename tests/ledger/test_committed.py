"""The committed ledger itself."""

from __future__ import annotations

from pathlib import Path

from votewatch.ledger import files
from votewatch.ledger.verify import verify
from votewatch.model.roll_call import Totals
from votewatch.model.vocabulary import Parliament

DATA = Path(__file__).parents[2] / "data"


def test_the_committed_ledger_breaks_no_rule_and_holds_the_whole_record() -> None:
    verdict = verify(DATA)
    assert verdict.breaches == ()
    assert verdict.counts["sk roll calls"] >= 3609
    assert verdict.counts["sk with positions"] >= 3574
    assert verdict.counts["eu with positions"] >= 1824


def test_the_constitutional_amendment_of_2025_stands_with_its_wrong_absent_count() -> None:
    vote = next(r for r in files.load(DATA, Parliament.SK) if r.id == "sk:9:v56965")
    assert vote.totals == Totals(90, 7, 0, 2, 53)
    assert vote.positions is not None
    assert vote.positions.count("0") == 51


def test_the_ledger_stays_under_twelve_megabytes() -> None:
    assert sum(p.stat().st_size for p in (DATA / "ledger").rglob("*.jsonl")) < 12_000_000
