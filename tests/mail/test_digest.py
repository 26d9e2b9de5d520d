"""The digest: what it says in both languages, in which order, and what a hostile posting cannot make it do."""

from __future__ import annotations

import email
import random
from collections.abc import Sequence
from dataclasses import replace
from email import policy
from email.message import EmailMessage

import html5lib
import pytest

from votewatch.mail.digest import Scored, compose
from votewatch.mail.smtp import MailError
from votewatch.mail.words import Language
from votewatch.model.posting import Posting, WorkModel

DATE = "Fri, 20 Nov 2026 06:00:00 +0100"
JOB = Posting(
    id="lever:grafana:1",
    ats="lever",
    company="Grafana Labs",
    title="Senior Platform Engineer",
    locations=("Remote", "EMEA"),
    work_model=WorkModel.REMOTE,
    url="https://jobs.lever.co/grafana/1?a=1&b=2",
    posted="2026-11-19",
    text="All of it.",
)
BEST = (
    Scored(
        replace(
            JOB, id="remoteok::7", ats="remoteok", company="Acme", title="SRE <night>", url="https://remoteok.com/7"
        ),
        81,
        "Go & Linux",
        "keywords",
    ),
    Scored(JOB, 92, "Kubernetes every day", "model"),
)
FAILING = (("lever:zeta", "HTTP 404", "2026-11-20"), ("lever:acme", "", "2026-11-18"))

TEXT = {
    "en": """\
2 new postings

92% — Grafana Labs — Senior Platform Engineer (Remote, EMEA) — Kubernetes every day — https://jobs.lever.co/grafana/1?a=1&b=2
  source: Lever (https://www.lever.co)

81% (keyword score) — Acme — SRE <night> (Remote, EMEA) — Go & Linux — https://remoteok.com/7
  source: Remote OK (https://remoteok.com)

--
2 sources failing: lever:acme since 2026-11-18, lever:zeta since 2026-11-20 (HTTP 404)
3 postings could not be scored
""",
    "sk": """\
2 nové ponuky

92\xa0% — Grafana Labs — Senior Platform Engineer (Na diaľku, EMEA) — Kubernetes every day — https://jobs.lever.co/grafana/1?a=1&b=2
  zdroj: Lever (https://www.lever.co)

81\xa0% (skóre podľa slov) — Acme — SRE <night> (Na diaľku, EMEA) — Go & Linux — https://remoteok.com/7
  zdroj: Remote OK (https://remoteok.com)

--
2 zdroje zlyhávajú: lever:acme od 2026-11-18, lever:zeta od 2026-11-20 (HTTP 404)
3 ponuky sa nepodarilo ohodnotiť
""",
}
HTML = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>2 new postings</title></head>
<body>
<h1>2 new postings</h1>
<ol>
<li><strong>92%</strong> — Grafana Labs — Senior Platform Engineer (Remote, EMEA) — Kubernetes every day — \
<a href="https://jobs.lever.co/grafana/1?a=1&amp;b=2">open the posting</a>\
<br><small>source: <a href="https://www.lever.co">Lever</a></small></li>
<li><strong>81% (keyword score)</strong> — Acme — SRE &lt;night&gt; (Remote, EMEA) — Go &amp; Linux — \
<a href="https://remoteok.com/7">open the posting</a>\
<br><small>source: <a href="https://remoteok.com">Remote OK</a></small></li>
</ol>
<p>2 sources failing: lever:acme since 2026-11-18, lever:zeta since 2026-11-20 (HTTP 404)</p>
<p>3 postings could not be scored</p>
</body>
</html>
"""


def composed(
    best: Sequence[Scored] = BEST,
    failing: Sequence[tuple[str, str, str]] = (),
    unscored: int = 0,
    language: Language = "en",
) -> EmailMessage:
    """The digest as a receiver reads it: composed, put into bytes and parsed again."""
    made = compose(best, failing, unscored, "Radar <radar@example.org>", "me@example.org", DATE, language)
    read = email.message_from_bytes(made.as_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def part(message: EmailMessage, subtype: str) -> str:
    [found] = [one for one in message.iter_parts() if one.get_content_subtype() == subtype]
    assert isinstance(found, EmailMessage)
    return str(found.get_content()).replace("\r\n", "\n")


def row(**changes: object) -> str:
    """The line of one posting with these changes."""
    return part(composed([Scored(replace(JOB, **changes), 92, "fits", "model")]), "plain").splitlines()[2]  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "sk"])
def test_the_text_says_it_all_best_first(language: Language) -> None:
    assert part(composed(BEST, FAILING, 3, language), "plain") == TEXT[language]


def test_the_html_says_the_same() -> None:
    html = part(composed(BEST, FAILING, 3), "html")
    assert html == HTML
    html5lib.HTMLParser(strict=True).parse(html)


def test_the_headers_are_these() -> None:
    message = composed()
    assert dict(message.items()) == {
        "From": "Radar <radar@example.org>",
        "To": "me@example.org",
        "Date": DATE,
        "Subject": "2 new postings, best 92%: Grafana Labs — Senior Platform Engineer",
        "Message-ID": "<263eca9d7d807fe724df0c8a0166d736@example.org>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/alternative; boundary="=_263eca9d7d807fe724df0c8a0166d736"',
    }


def test_the_same_postings_in_any_order_make_the_same_bytes() -> None:
    many = [
        Scored(replace(JOB, id=f"x:{n}", company=f"C{n % 3}", title=f"T{n % 2}"), 80 + n % 4, "", "model")
        for n in range(40)
    ]
    first = composed(many, FAILING).as_bytes()
    random.Random(1).shuffle(many)
    assert composed(many, FAILING[::-1]).as_bytes() == first


def test_equal_scores_go_by_company_then_title_then_id() -> None:
    named = [("B", "A", "x:1"), ("A", "B", "x:2"), ("A", "A", "x:4"), ("A", "A", "x:3")]
    best = [
        Scored(replace(JOB, company=company, title=title, id=one, url=f"https://a.b/{one}"), 90, "", "model")
        for company, title, one in named
    ]
    text = part(composed(best), "plain")
    assert [line[-3:] for line in text.splitlines() if line.startswith("90%")] == ["x:3", "x:4", "x:2", "x:1"]


def test_other_postings_make_another_message_id() -> None:
    assert composed()["Message-ID"] == composed(BEST, FAILING, 7)["Message-ID"]
    assert composed()["Message-ID"] != composed(BEST[:1])["Message-ID"]


def test_a_mail_that_all_is_well_has_no_footer() -> None:
    text = part(composed(), "plain")
    assert "--" not in text
    assert text.endswith("(https://remoteok.com)\n")
    assert "<p>" not in part(composed(), "html")


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
    ("ats", "said"),
    [
        ("himalayas", "Himalayas (https://himalayas.app)"),
        ("remotive", "Remotive (https://remotive.com)"),
        ("remote_ok", "Remote OK (https://remoteok.com)"),
        ("jobicy", "Jobicy (https://jobicy.com)"),
        ("newboard", "newboard (https://jobs.lever.co)"),
    ],
)
def test_every_row_names_and_links_its_source(ats: str, said: str) -> None:
    message = composed([Scored(replace(JOB, ats=ats), 92, "fits", "model")])
    assert part(message, "plain").splitlines()[3] == f"  source: {said}"
    name, _, home = said[:-1].partition(" (")
    assert f'source: <a href="{home}">{name}</a>' in part(message, "html")


@pytest.mark.parametrize(
    ("work", "locations", "said"),
    [
        (WorkModel.UNKNOWN, (), "Engineer —"),
        (WorkModel.UNKNOWN, ("Brno", " "), "Engineer (Brno) —"),
        (WorkModel.REMOTE, ("remote",), "Engineer (Remote) —"),
        (WorkModel.HYBRID, ("Praha",), "Engineer (Hybrid, Praha) —"),
        (WorkModel.ON_SITE, tuple("ABCDEF"), "Engineer (On site, A, B, C, D, +2) —"),
    ],
)
def test_a_row_says_where_the_work_is(work: WorkModel, locations: tuple[str, ...], said: str) -> None:
    assert said in row(work_model=work, locations=locations)


def test_a_long_subject_is_cut() -> None:
    subject = composed([Scored(replace(JOB, title="Inžinier " * 100), 92, "fits", "model")])["Subject"]
    assert len(subject) == 120
    assert subject.endswith("…")


@pytest.mark.parametrize(
    ("count", "new", "unscored", "failing"),
    [
        (1, "1 nová ponuka", "1 ponuku sa", "1 zdroj zlyháva:"),
        (2, "2 nové ponuky", "2 ponuky sa", "2 zdroje zlyhávajú:"),
        (4, "4 nové ponuky", "4 ponuky sa", "4 zdroje zlyhávajú:"),
        (5, "5 nových ponúk", "5 ponúk sa", "5 zdrojov zlyháva:"),
        (22, "22 nových ponúk", "22 ponúk sa", "22 zdrojov zlyháva:"),
    ],
)
def test_slovak_counts_have_their_forms(count: int, new: str, unscored: str, failing: str) -> None:
    best = [Scored(replace(JOB, id=f"x:{n}"), 90, "", "model") for n in range(count)]
    lines = part(composed(best, [("lever:a", "", "2026-11-20")] * count, count, "sk"), "plain").splitlines()
    assert lines[0] == new
    assert lines[-2].startswith(failing)
    assert lines[-1] == f"{unscored} nepodarilo ohodnotiť"


def test_english_counts_have_their_forms() -> None:
    lines = part(composed(BEST[:1], FAILING[:1], 1), "plain").splitlines()
    assert lines[0] == "1 new posting"
    assert lines[-2:] == ["1 source failing: lever:zeta since 2026-11-20 (HTTP 404)", "1 posting could not be scored"]


def test_a_digest_of_no_posting_still_reports_the_sources() -> None:
    message = composed([], FAILING)
    assert message["Subject"] == "0 new postings"
    assert "2 sources failing" in part(message, "plain")


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
