"""What a hostile posting, or a wrong setting, cannot make the digest do."""

from __future__ import annotations

import email
from dataclasses import replace
from email import policy
from email.message import EmailMessage

import pytest

from tests.mail.reading import BEST, DATE, JOB, composed, part, row
from votewatch.mail.digest import Scored, compose
from votewatch.mail.smtp import MailError


@pytest.mark.parametrize(
    "breaks",
    [
        "\r\nBcc: evil@example.org",
        "\nBcc: evil@example.org",
        "\rBcc: evil@example.org",
        "\x0bBcc: evil@example.org",
        "\u2028Bcc: evil@example.org",
        "\x85Bcc: evil@example.org",
        "\r\n\r\nBcc: evil@example.org",
        " =?utf-8?q?a=0D=0ABcc:_evil@example.org?=",
        " =?utf-8?b?YQ0KQmNjOiBldmlsQGV4YW1wbGUub3Jn?=",
    ],
)
@pytest.mark.parametrize("where", ["title", "company"])
def test_a_posting_puts_no_header_and_no_line_into_the_mail(breaks: str, where: str) -> None:
    hostile = Scored(replace(JOB, **{where: f"Engineer{breaks}"}), 92, "fits", "model")  # type: ignore[arg-type]
    raw = compose([hostile], (), 0, "radar@example.org", "me@example.org", DATE, "en").as_bytes()
    message = email.message_from_bytes(raw, policy=policy.default)
    assert "Bcc" not in message
    assert message.defects == []
    assert not any(line.startswith(b"Bcc") for line in raw.splitlines())
    assert isinstance(message, EmailMessage)
    assert len(part(message, "plain").splitlines()) == 4


def test_marks_that_turn_the_writing_direction_and_broken_letters_are_left_out() -> None:
    assert row(title="a\u202eb\ud800c\x00d\u2066e").startswith("92% — Grafana Labs — a b c d e (")


@pytest.mark.parametrize("field", ["company", "title", "ats"])
def test_the_html_holds_a_posting_s_text_as_text(field: str) -> None:
    hostile = replace(JOB, **{field: "</li><script>alert('1')</script>\"&amp;"})  # type: ignore[arg-type]
    html = part(composed([Scored(hostile, 92, "<img src=x onerror=y>", "model")], [("<b>", "<i>", "<u>")]), "html")
    for tag in ("<script", "<img", "<b>", "<i>", "<u>"):
        assert tag not in html
    assert "&lt;/li&gt;&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;&quot;&amp;amp;" in html


@pytest.mark.parametrize(
    "url",
    [
        *("", "https://", "//a.b/c", "/jobs/1", "http:a.b", "http://[a.b/"),
        *("javascript:alert(1)", "java\tscript:x", "data:text/html,x", "ftp://a.b/c"),
        *("https://a.b/\nBcc: x", "https://a.b/c d", "https://a.b/\u202ex"),
    ],
)
def test_only_a_whole_http_address_becomes_a_link(url: str) -> None:
    message = composed([Scored(replace(JOB, url=url), 92, "fits", "model")])
    assert part(message, "plain").splitlines()[2].endswith("(Remote, EMEA) — fits — no link")
    assert part(message, "html").count("<a ") == 1
    assert '<a href="https://www.lever.co">Lever</a>' in part(message, "html")


def test_a_quote_in_an_address_stays_in_the_address() -> None:
    html = part(composed([Scored(replace(JOB, url='https://a.b/"onclick="x'), 92, "fits", "model")]), "html")
    assert '<a href="https://a.b/&quot;onclick=&quot;x">' in html


@pytest.mark.parametrize(
    ("sender", "to", "date"),
    [
        ("radar", "me@example.org", DATE),
        ("radar@example.org", "", DATE),
        ("radar@example.org", "me@example.org, you@example.org", DATE),
        ("radar@example.org", "me@example.org\r\nBcc: you@example.org", DATE),
        ("radar@example.org\nX: y", "me@example.org", DATE),
        ("=?utf-8?q?=0AX:?= <radar@example.org>", "me@example.org", DATE),
        ("radar@príklad.sk", "me@example.org", DATE),
        ("radar@example.org", "me@example.org", "today"),
        ("radar@example.org", "me@example.org", f"{DATE}\nX: y"),
    ],
)
def test_an_address_or_a_date_that_cannot_stand_in_a_header_is_refused(sender: str, to: str, date: str) -> None:
    with pytest.raises(MailError):
        compose(BEST, (), 0, sender, to, date, "en")
