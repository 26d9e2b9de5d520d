"""The digest: what it says in both languages, and in which order."""

from __future__ import annotations

import random
from dataclasses import replace

import html5lib
import pytest

from tests.mail.reading import BEST, DATE, FAILING, JOB, composed, part, row
from votewatch.mail.digest import Scored
from votewatch.mail.words import Language
from votewatch.model.posting import WorkModel

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
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>2 new postings</title></head>
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
<p><small>2 sources failing: lever:acme since 2026-11-18, lever:zeta since 2026-11-20 (HTTP 404)</small></p>
<p><small>3 postings could not be scored</small></p>
</body>
</html>
"""


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
