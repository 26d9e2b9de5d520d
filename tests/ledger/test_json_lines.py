"""Lines of a JSON Lines file."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from votewatch.ledger.json_lines import split
from votewatch.ledger.radar import boards
from votewatch.model.posting import Posting, WorkModel


@given(st.lists(st.text()))
def test_every_text_comes_back_as_one_line(texts: list[str]) -> None:
    file = "".join(f"{json.dumps(text, ensure_ascii=False)}\n" for text in texts)
    assert [json.loads(line) for line in split(file)] == texts


def test_a_last_line_without_its_end_is_still_a_line() -> None:
    assert split("a\nb") == ["a", "b"]


def test_separators_of_unicode_in_an_advert_part_no_line(tmp_path: Path) -> None:
    text = "first\u2028second\u0085third\x0bfourth"
    one = Posting("lever:x:1", "lever", "X", f"SRE{chr(0x2029)}", ("EMEA",), WorkModel.REMOTE, "", "", text)
    boards.save(tmp_path, "lever:x", [one], whole=True)
    assert boards.load(tmp_path, "lever:x") == [one]
