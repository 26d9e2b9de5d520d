"""An advert's HTML as plain text."""

from __future__ import annotations

import pytest

from votewatch.sources.jobs.plain_text import joined, plain
from votewatch.sources.jobs.rows import UnreadableRow


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h2>Who</h2><p>We  build\n kites.</p>", "Who\n\nWe build kites."),
        ("<p>You:</p><ul><li>sew</li>\n<li>fly</li></ul><p>Bye</p>", "You:\n\nsew\nfly\n\nBye"),
        ("<ul><li><p>sew</p></li><li><p>fly</p><ul><li>high</li></ul></li></ul>", "sew\nfly\nhigh"),
        ("\n<li>sew</li>\n<li>fly</li>\n", "sew\nfly"),
        ("<div>One</div><div>&nbsp;</div><div>Two</div>", "One\n\nTwo"),
        ("One<br>two<br/><br/>three", "One\ntwo\n\nthree"),
        ("so<strong>me</strong> <em>thing</em><b> else</b>", "some thing else"),
        ("<table><tr><td>Pay</td><td>1 &euro;</td></tr><tr><td>Days</td><td>25</td></tr></table>", "Pay 1 €\nDays 25"),
        ("<p>A<!-- no --><script>no()</script><style>no{}</style>B</p>", "AB"),
        ("R&amp;D, &apos;C++&apos; &#150; 5 &lt; 6 &check; &zzz;", "R&D, 'C++' – 5 < 6 ✓ &zzz;"),
        ("No tag, pay > 5\u00a0000", "No tag, pay > 5 000"),
        ("A literal &amp;lt;div&amp;gt;", "A literal &lt;div&gt;"),
        ("nul\x00 and \x1f mark", "nul and mark"),
        ("", ""),
        (" \n", ""),
        ("<!-- only -->", ""),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert plain(markup) == text


def nested(depth: int) -> str:
    return "<span>" * depth + "kite" + "</span>" * depth + "<p>reel</p>"


def test_deep_nesting_loses_nothing() -> None:
    assert plain(nested(1500)) == "kite\n\nreel"


@pytest.mark.parametrize("depth", [2040, 2100, 5000])
def test_what_the_parser_would_cut_is_unreadable(depth: int) -> None:
    with pytest.raises(UnreadableRow, match="nested more than 2000 deep"):
        plain(nested(depth))


def test_a_long_advert_is_not_cut() -> None:
    assert len(plain("<p>" + "kite " * 400_000 + "</p>")) == 5 * 400_000 - 1


def test_parts_are_joined_without_the_empty_ones() -> None:
    assert joined(" one\n", "", " ", "two") == "one\n\ntwo"
