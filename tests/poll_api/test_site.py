"""The built site beside the API."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

Serve = Callable[..., TestClient]
PAGE = "<!doctype html><title>Rozhodnutie</title>" + "<p>áno</p>" * 200


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A site of six files, and a secret outside it."""
    (tmp_path / "outside.html").write_text("secret")
    for name, content in {
        "index.html": "choose",
        "404.html": "not here",
        "sk/index.html": "domov",
        "sk/d/sk-9-1/index.html": PAGE,
        "sk/d/sk-9-1/index.json": '{"id":"sk:9:1"}',
        "assets/site.0123456789ab.css": "body{}",
        ".git/config": "hidden",
    }.items():
        file = tmp_path / "public" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return tmp_path / "public"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/sk/d/sk-9-1/", "text/html; charset=utf-8"),
        ("/sk/d/sk-9-1/index.json", "application/json"),
        ("/assets/site.0123456789ab.css", "text/css; charset=utf-8"),
    ],
)
def test_a_file_goes_out_with_its_type_and_the_strict_policy(serve: Serve, built: Path, path: str, kind: str) -> None:
    reply = serve(site=built).get(path)
    assert (reply.status_code, reply.headers["content-type"]) == (200, kind)
    assert reply.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "same-origin"
    assert "permissions-policy" in reply.headers


def test_only_assets_may_be_kept_without_asking(serve: Serve, built: Path) -> None:
    client = serve(site=built)
    assert client.get("/assets/site.0123456789ab.css").headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get("/sk/").headers["cache-control"] == "public, no-cache"
    assert client.get("/assets/gone.css").headers["cache-control"] == "public, no-cache"


def test_a_known_tag_is_answered_without_the_page_until_the_page_changes(serve: Serve, built: Path) -> None:
    client = serve(site=built)
    tag = client.get("/sk/").headers["etag"]
    again = client.get("/sk/", headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    (built / "sk/index.html").write_text("domov II")
    assert client.get("/sk/", headers={"if-none-match": tag}).text == "domov II"


def test_a_page_is_compressed_for_those_who_take_it(serve: Serve, built: Path) -> None:
    client = serve(site=built)
    packed = client.get("/sk/d/sk-9-1/", headers={"accept-encoding": "br, gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < 300
    assert packed.text == PAGE
    for refusing in ("identity", "gzip;q=0", "br"):
        plain = client.get("/sk/d/sk-9-1/", headers={"accept-encoding": refusing})
        assert "content-encoding" not in plain.headers
        assert plain.headers["etag"] != packed.headers["etag"]
        assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"


def test_a_compressed_file_beside_is_taken_as_it_is(serve: Serve, built: Path) -> None:
    (built / "sk/d/sk-9-1/index.html.gz").write_bytes(gzip.compress(b"beside"))
    assert serve(site=built).get("/sk/d/sk-9-1/", headers={"accept-encoding": "gzip"}).text == "beside"


def test_a_folder_without_its_slash_leads_to_the_address_with_it(serve: Serve, built: Path) -> None:
    reply = serve(site=built).get("/sk/d/sk-9-1?x=1")
    assert (reply.status_code, reply.headers["location"]) == (308, "/sk/d/sk-9-1/?x=1")


@pytest.mark.parametrize(
    "path",
    [
        "/../outside.html",
        "/%2e%2e/outside.html",
        "/sk/..%2f..%2foutside.html",
        "/sk/..%5c..%5coutside.html",
        "/link.html",
        "/.git/config",
        "http://testserver//sk",
        "/sk//index.html",
        "/sk/index.html/",
        "/sk/%00",
        "/" + "a" * 5000,
        "/assets/",
    ],
)
def test_nothing_outside_the_site_and_nothing_hidden_is_served(serve: Serve, built: Path, path: str) -> None:
    (built / "link.html").symlink_to(built.parent / "outside.html")
    reply = serve(site=built).get(path)
    assert (reply.status_code, reply.text) == (404, "not here")
    assert reply.headers["content-type"] == "text/html; charset=utf-8"


def test_an_unknown_address_of_the_api_is_refused_as_the_contract_says(serve: Serve, built: Path) -> None:
    for client in (serve(site=built), serve(site=None, db=built.parent / "other.db")):
        reply = client.get("/api/nothing")
        assert (reply.status_code, reply.json()["error"]["code"]) == (404, "not_found")


def test_the_root_leads_to_the_readers_language_else_offers_both(serve: Serve, built: Path) -> None:
    client = serve(site=built)
    for accepted, location in (("sk-SK,sk;q=0.9,en;q=0.8", "/sk/"), ("de, en;q=0.3", "/en/"), ("cs", "/sk/")):
        reply = client.get("/", headers={"accept-language": accepted})
        assert (reply.status_code, reply.headers["location"]) == (302, location)
        assert reply.headers["vary"] == "Accept-Language"
    for accepted in ("", "de", "*"):
        reply = client.get("/", headers={"accept-language": accepted})
        assert (reply.status_code, reply.text) == (200, "choose")
        assert "Accept-Language" in reply.headers["vary"]


def test_pages_are_read_and_not_written(serve: Serve, built: Path) -> None:
    client = serve(site=built)
    assert client.head("/sk/").headers["content-length"] == "5"
    reply = client.post("/sk/")
    assert (reply.status_code, reply.headers["allow"]) == (405, "GET, HEAD")


def test_a_large_download_is_streamed_and_can_be_resumed(serve: Serve, built: Path) -> None:
    content = os.urandom(1_500_000)
    (built / "record.db").write_bytes(content)
    client = serve(site=built)
    whole = client.get("/record.db")
    assert (whole.content == content, whole.headers["content-type"]) == (True, "application/vnd.sqlite3")
    assert client.get("/record.db", headers={"range": "bytes=1000000-"}).content == content[1_000_000:]
    assert client.get("/record.db", headers={"if-none-match": whole.headers["etag"]}).status_code == 304


def test_another_build_behind_the_same_link_is_served_at_once(serve: Serve, built: Path, tmp_path: Path) -> None:
    (tmp_path / "next" / "sk").mkdir(parents=True)
    (tmp_path / "next/sk/index.html").write_text("ďalší")
    link = tmp_path / "current"
    link.symlink_to(built)
    client = serve(site=link)
    assert client.get("/sk/").text == "domov"
    (tmp_path / "swap").symlink_to(tmp_path / "next")
    (tmp_path / "swap").replace(link)
    assert client.get("/sk/").text == "ďalší"


def test_a_page_made_for_frames_may_be_framed_anywhere_and_no_other(serve: Serve, built: Path) -> None:
    for name in ("sk/embed/sk-9-1", "sk/d/embed"):
        (built / name).mkdir(parents=True)
        (built / name / "index.html").write_text(PAGE, encoding="utf-8")
    client = serve(site=built)
    framed = client.get("/sk/embed/sk-9-1/")
    assert "x-frame-options" not in framed.headers
    assert framed.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; "
        "frame-ancestors *"
    )
    assert framed.headers["x-content-type-options"] == "nosniff"
    for path in ("/sk/d/sk-9-1/", "/sk/d/embed/", "/sk/embed/sk-9-2/", "/sk/"):
        reply = client.get(path)
        assert reply.headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
