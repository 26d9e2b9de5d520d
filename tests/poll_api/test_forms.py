"""A reader without script: a plain form, a cookie of one poll, and pages in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.cookies import SimpleCookie
from ipaddress import ip_network
from pathlib import Path

import html5lib
import pytest
from starlette.testclient import TestClient

from poll_api.settings import Limits

Serve = Callable[..., TestClient]
POLL = "/api/polls/sk:9:1"
BROWSER = {"accept": "text/html,*/*;q=0.8", "origin": "http://testserver", "sec-fetch-site": "same-origin"}


def submit(client: TestClient, address: str = POLL, **fields: str) -> tuple[int, str, str]:
    """Status, Location and Set-Cookie of a form sent by a browser."""
    reply = client.post(address, data=fields, headers=BROWSER)
    return reply.status_code, reply.headers.get("location", ""), reply.headers.get("set-cookie", "")


def test_a_form_gets_a_ballot_in_a_cookie_of_its_poll_and_is_led_to_the_result(serve: Serve) -> None:
    status, location, cookie = submit(serve(), choice="yes", lang="en")
    assert (status, location) == (303, "/api/polls/sk:9:1/result?lang=en")
    made = SimpleCookie(cookie)["ballot"]
    assert len(made.value) >= 16
    assert (made["path"], made["samesite"], made["httponly"], made["secure"]) == (POLL, "Strict", True, "")


def test_the_cookie_is_secure_when_the_connection_is(serve: Serve) -> None:
    client = serve(base_url="https://testserver")
    reply = client.post(POLL, data={"choice": "yes"})
    assert "; Secure" in reply.headers["set-cookie"]


def test_the_cookie_is_secure_behind_a_trusted_proxy_that_says_https(serve: Serve) -> None:
    said = {"x-forwarded-proto": "https"}
    trusting = serve(address="10.0.0.1", trusted_proxies=(ip_network("10.0.0.0/8"),))
    assert "; Secure" in trusting.post(POLL, data={"choice": "yes"}, headers=said).headers["set-cookie"]


def test_a_stranger_who_says_https_is_not_believed(serve: Serve) -> None:
    reply = serve().post(POLL, data={"choice": "yes"}, headers={"x-forwarded-proto": "https"})
    assert "; Secure" not in reply.headers["set-cookie"]


def test_two_polls_give_one_reader_two_tokens(serve: Serve) -> None:
    client = serve()
    cookies = [submit(client, f"/api/polls/{poll}", choice="yes")[2] for poll in ("sk:9:1", "eu:2021-0106-COD")]
    assert len({SimpleCookie(cookie)["ballot"].value for cookie in cookies}) == 2


def test_the_same_browser_changes_its_answer_and_withdraws_it(serve: Serve) -> None:
    client = serve()
    submit(client, choice="yes")
    submit(client, choice="no")
    assert (client.get(POLL).json()["yes"], client.get(POLL).json()["no"]) == (0, 1)
    status, location, cookie = submit(client, f"{POLL}/withdraw", lang="sk")
    assert (status, location) == (303, f"{POLL}/result?lang=sk")
    assert "Max-Age=0" in cookie
    assert client.get(POLL).json()["n"] == 0
    assert "Na túto otázku ste v tomto prehliadači neodpovedali." in client.get(f"{POLL}/result?lang=sk").text


def test_withdrawing_where_nothing_was_answered_leads_to_the_result_too(serve: Serve) -> None:
    status, location, _ = submit(serve(), f"{POLL}/withdraw", lang="en")
    assert (status, location) == (303, f"{POLL}/result?lang=en")


def test_a_form_that_brings_its_ballot_is_answered_as_json_is(serve: Serve) -> None:
    reply = serve().post(POLL, data={"choice": "yes", "ballot": "12345678", "lang": "sk"})
    assert (reply.status_code, reply.json()["choice"]) == (200, "yes")
    assert "set-cookie" not in reply.headers


def test_the_result_shows_the_own_answer_and_its_verdict(serve: Serve) -> None:
    client = serve()
    submit(client, choice="yes")
    page = client.get(f"{POLL}/result", params={"lang": "sk"}).text
    assert "Odpovedali ste: áno." in page
    assert "Parlament rozhodol tak ako vy." in page
    assert 'href="/sk/d/sk-9-1/"' in page
    assert "Zmeniť na nie" in page
    assert "Stiahnuť odpoveď" in page
    submit(client, choice="no")
    assert "Parliament decided otherwise." in client.get(f"{POLL}/result?lang=en").text


def test_under_ten_answers_no_split_is_shown(serve: Serve) -> None:
    client = serve()
    for number in range(9):
        client.post(POLL, json={"choice": "yes", "ballot": f"reader-{number}"})
    page = client.get(f"{POLL}/result?lang=sk").text
    assert "9 z 10 odpovedí" in page
    assert "<svg" not in page
    client.post(POLL, json={"choice": "no", "ballot": "reader-9"})
    page = client.get(f"{POLL}/result?lang=en").text
    assert "10\u00a0answers" in page
    assert page.count("<svg") == 2
    assert "Not a sample" in page
    assert "Readers’ answers point the same way as parliament’s decision." in page
    assert "%)" not in page


def test_a_closed_poll_shows_its_result_without_buttons(serve: Serve) -> None:
    page = serve().get("/api/polls/sk:9:3/result?lang=sk").text
    assert "Na otázku sa dalo odpovedať do 31.\u00a03.\u00a02026." in page
    assert "<form" not in page


@pytest.mark.parametrize("lang", ["sk", "en"])
def test_the_pages_are_valid_html_of_one_language_without_inline_style_or_script(serve: Serve, lang: str) -> None:
    client = serve(limits=Limits(write_burst=200))
    for number in range(120):
        client.post(POLL, json={"choice": "yes", "ballot": f"reader-{number}"})
    result = client.get(f"{POLL}/result?lang={lang}")
    problem = client.post(f"{POLL}?lang={lang}", data={"choice": "maybe"}, headers=BROWSER)
    assert problem.status_code == 422
    assert "100%)" in result.text.replace("\u00a0", "")
    for reply in (result, problem):
        html5lib.HTMLParser(strict=True).parse(reply.text)
        assert f'<html lang="{lang}">' in reply.text
        assert "style=" not in reply.text
        assert "<script" not in reply.text
        assert "style-src 'self'" in reply.headers["content-security-policy"]


def test_a_refused_form_of_a_reader_gets_a_page_in_the_readers_language(serve: Serve) -> None:
    client = serve()
    reply = client.post("/api/polls/sk:9:3", data={"choice": "yes", "lang": "en"}, headers=BROWSER)
    assert reply.status_code == 410
    assert "until 31\u00a0March 2026. The answers no longer change." in reply.text
    reply = client.post("/api/polls/sk:9:2", data={"choice": "yes", "lang": "sk"}, headers=BROWSER)
    assert reply.status_code == 409
    assert "od 1.\u00a012.\u00a02026." in reply.text
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert 'href="/sk/d/sk-9-2/"' in reply.text


def test_the_language_is_the_forms_else_the_querys_else_the_browsers(serve: Serve) -> None:
    client = serve()
    for query, header, expected in (
        ("?lang=en", "sk", "en"),
        ("", "de, en;q=0.5", "en"),
        ("", "cs", "sk"),
        ("", "de", "sk"),
    ):
        headers = {**BROWSER, "accept-language": header}
        reply = client.post(f"{POLL}{query}", data={"choice": "yes"}, headers=headers)
        assert reply.headers["location"].endswith(f"lang={expected}")
    assert client.post(f"{POLL}?lang=de", data={"choice": "yes"}).status_code == 422


def test_the_way_back_leads_to_the_site_where_it_is(serve: Serve) -> None:
    client = serve(site_url="https://votes.example")
    assert 'href="https://votes.example/en/d/sk-9-1/"' in client.get(f"{POLL}/result?lang=en").text


def test_a_cookie_that_is_none_of_ours_is_replaced(serve: Serve) -> None:
    client = serve()
    client.cookies.set("ballot", "<x>", path=POLL)
    reply = client.post(POLL, data={"choice": "yes"})
    assert len(SimpleCookie(reply.headers["set-cookie"])["ballot"].value) >= 16


def test_the_result_page_shows_both_bars_each_with_its_number(serve: Serve, polls_file: Path) -> None:
    content = json.loads(polls_file.read_text(encoding="utf-8"))
    content["polls"][0]["counts"] = {"for": 90, "against": 7, "abstained": 0, "present": 99}
    polls_file.write_text(json.dumps(content), encoding="utf-8")
    client = serve(verdict_min_answers=1)
    submit(client, choice="yes")
    page = html5lib.parse(client.get(f"{POLL}/result?lang=en").text, namespaceHTMLElements=False)
    captions = [table.findtext("caption") for table in page.iter("table")]
    assert captions == ["Members at the deciding vote: 99", "1\u00a0answer"]
    widths = [rect.get("width") for rect in page.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths == ["90.91", "7.07", "0.00", "2.02", "100.00", "0.00"]


@pytest.mark.parametrize("answers", [3, 12])
def test_what_a_person_says_of_a_verdict_stands_where_the_decisions_page_has_it(
    serve: Serve, polls_file: Path, answers: int
) -> None:
    content = json.loads(polls_file.read_text(encoding="utf-8"))
    reason = {"sk": "Priveľa z jednej siete.", "en": "Too many <of> one network."}
    content["polls"][0]["flagged"] = {"since": "2026-12-01", "reason": reason}
    polls_file.write_text(json.dumps(content), encoding="utf-8")
    client = serve()
    for number in range(answers):
        client.post(POLL, json={"choice": "yes", "ballot": f"reader-{number:04}"})
    english, slovak = (client.get(f"{POLL}/result?lang={lang}").text for lang in ("en", "sk"))
    assert "Since 1\u00a0December 2026 the verdict is withdrawn; the counts stay. Too many &lt;of&gt; one" in english
    assert "Od 1.\u00a012.\u00a02026 je verdikt stiahnutý, počty ostávajú. Priveľa z jednej siete." in slovak
    assert "same way" not in english
    assert client.get(POLL).json()["flagged"] is True
