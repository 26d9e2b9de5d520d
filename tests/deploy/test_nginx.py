"""The site behind Debian's nginx, header by header beside the server of `make run`."""

from __future__ import annotations

import gzip
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from poll_api.files import TYPES
from tests.deploy.processes import NGINX, Nginx, nginx

pytestmark = pytest.mark.deploy
COMPARED = (
    "allow",
    "cache-control",
    "content-encoding",
    "content-security-policy",
    "content-type",
    "cross-origin-opener-policy",
    "location",
    "permissions-policy",
    "referrer-policy",
    "retry-after",
    "x-content-type-options",
    "x-frame-options",
    "x-robots-tag",
)
PAGES = (
    "/sk/",
    "/en/",
    "/index.html",
    "/404.html",
    "/sk/d/sk-9-20/",
    "/sk/d/sk-9-20/index.json",
    "/sk/d/sk-9-20/index.json?x=1",
    "/en/d/eu-2025-0001-COD/",
    "/polls.json",
    "/build.json",
    "/favicon.svg",
    "/sk/nothing",
    "/en/nothing/",
    "/nothing",
    "/assets/nothing.css",
    "/assets/",
    "/sk/index.html/",
    "/.git/config",
    "/sk/.hidden",
    "/sk/..%5c..%5cetc",
    "//sk",
    "/sk//index.html",
)
OF_API = (
    "/api/polls/sk:9:20",
    "/api/polls/sk%3A9%3A20",
    "/api/polls?ids=sk:9:20,sk:9:21",
    "/api/polls/sk:9:999",
    "/api/polls",
    "/api/nothing",
    "/api/result.css",
    "/api/openapi.json",
    "/api/polls/sk:9:20/result?lang=sk",
)


def same(reply: httpx.Response) -> dict[str, object]:
    told: dict[str, object] = {name: reply.headers.get(name) for name in COMPARED}
    return told | {"status": reply.status_code}


@pytest.fixture(scope="session")
def client(served: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served, timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def bare(api: str) -> Iterator[httpx.Client]:
    """The server of `make run`."""
    with httpx.Client(base_url=api, timeout=30) as client:
        yield client


@pytest.mark.parametrize("packed", ["gzip", "identity"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_goes_out_as_make_run_sends_it(client: httpx.Client, bare: httpx.Client, path: str, packed: str) -> None:
    headers = {"accept-encoding": packed}
    ours, theirs = client.get(path, headers=headers), bare.get(path, headers=headers)
    assert same(ours) == same(theirs)
    assert ours.content == theirs.content


def test_every_file_of_the_site_goes_out_as_make_run_sends_it(
    client: httpx.Client, bare: httpx.Client, site: Path
) -> None:
    names = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    assert len(names) > 40
    for name in names:
        ours, theirs = client.get(f"/{name}"), bare.get(f"/{name}")
        assert (same(ours), ours.content) == (same(theirs), theirs.content), name


@pytest.mark.parametrize("path", OF_API)
def test_a_reply_of_the_api_goes_through_as_it_is(client: httpx.Client, bare: httpx.Client, path: str) -> None:
    ours, theirs = client.get(path), bare.get(path)
    assert same(ours) == same(theirs)
    assert re.sub(r'"as_of":"[^"]*"', "", ours.text) == re.sub(r'"as_of":"[^"]*"', "", theirs.text)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/sk/", "/sk/d/sk-9-20/index.json", "/sk/nothing"])
def test_pages_are_read_and_not_written(client: httpx.Client, bare: httpx.Client, method: str, path: str) -> None:
    ours, theirs = client.request(method, path), bare.request(method, path)
    assert same(ours) == same(theirs)
    assert ours.json() == theirs.json()


@pytest.mark.parametrize(
    "accepted",
    [
        "sk-SK,sk;q=0.9,en;q=0.8",
        "en-US,en;q=0.5",
        "en;q=0.3, sk;q=0.9",
        "de, en;q=0.3",
        "cs",
        "cs-CZ,cs;q=0.9,en;q=0.8",
        "de-DE,de;q=0.9,en-GB;q=0.8,en;q=0.7,sk;q=0.6",
        "sk;q=0,en;q=0.1",
        "sk;q=0.0,en",
        "EN-gb",
        "sk ; q=1.0, en",
        "en, sk",
        "sk;q=0.05,de",
        "skr,eng",
        "de",
        "*",
        "",
        "sk;q=x,en;q=0.2",
        ",,en,",
    ],
)
def test_the_root_leads_to_the_language_that_make_run_leads_to(
    client: httpx.Client, bare: httpx.Client, accepted: str
) -> None:
    headers = {"accept-language": accepted}
    ours, theirs = client.get("/", headers=headers), bare.get("/", headers=headers)
    assert same(ours) == same(theirs) | {"content-type": ours.headers.get("content-type")}
    assert "Accept-Language" in ours.headers["vary"]


def test_a_folder_without_its_slash_leads_to_the_address_with_it(client: httpx.Client) -> None:
    reply = client.get("/sk/d/sk-9-20?x=1")
    assert (reply.status_code, reply.headers["location"]) == (301, "/sk/d/sk-9-20/?x=1")


@pytest.mark.parametrize("path", ["/sk/%2e%2e/%2e%2e/etc/passwd", "/%00"])
def test_an_address_that_leads_outside_is_refused_at_once(client: httpx.Client, path: str) -> None:
    reply = client.get(httpx.URL(str(client.base_url), raw_path=path.encode()))
    assert reply.status_code == 400
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_what_the_build_compressed_is_sent_as_it_lies_there(client: httpx.Client, site: Path) -> None:
    with client.stream("GET", "/sk/d/sk-9-20/", headers={"accept-encoding": "gzip"}) as reply:
        raw = b"".join(reply.iter_raw())
    assert raw == (site / "sk/d/sk-9-20/index.html.gz").read_bytes()
    assert reply.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(raw) == client.get("/sk/d/sk-9-20/", headers={"accept-encoding": "identity"}).content


def test_a_known_tag_is_answered_without_the_page(client: httpx.Client) -> None:
    tag = client.get("/sk/").headers["etag"]
    again = client.get("/sk/", headers={"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["cache-control"]) == (304, b"", "public, no-cache")


def test_a_download_can_be_resumed(client: httpx.Client, site: Path) -> None:
    whole = (site / "polls.json").read_bytes()
    reply = client.get("/polls.json", headers={"range": "bytes=100-", "accept-encoding": "identity"})
    assert (reply.status_code, reply.content) == (206, whole[100:])


def test_operators_addresses_are_not_shown_to_readers(client: httpx.Client) -> None:
    assert [client.get(path).status_code for path in ("/metrics", "/healthz", "/readyz")] == [404] * 3


def test_the_kinds_of_files_are_those_of_the_other_server() -> None:
    text = (NGINX / "votewatch/types.conf").read_text(encoding="utf-8")
    block = re.search(r"types \{(.*?)\}", text, re.S)
    charset = re.search(r"charset_types (.*);", text)
    assert block
    assert charset
    named: dict[str, str] = {}
    for line in block[1].strip().splitlines():
        kind, *endings = line.strip().rstrip(";").split()
        suffix = "; charset=utf-8" if kind in (*charset[1].split(), "text/html") else ""
        named |= {f".{ending}": f"{kind}{suffix}" for ending in endings}
    assert named == TYPES


def test_nginx_finds_nothing_to_warn_of(tmp_path: Path, site: Path) -> None:
    server = Nginx(tmp_path / "state", {"SITE_ROOT": str(site), "POLL_API": "poll-api:8000"})
    said = server.checked()
    assert "test is successful" in said
    assert "[warn]" not in said


def test_the_containers_own_file_is_in_order(tmp_path: Path) -> None:
    """As it is, /tmp and all; its includes are looked for where they would be in the image."""
    (tmp_path / "votewatch").symlink_to(NGINX / "votewatch")
    text = (NGINX / "nginx.conf").read_text(encoding="utf-8").replace("/tmp/nginx.pid", f"{tmp_path}/nginx.pid")
    (tmp_path / "nginx.conf").write_text(text, encoding="utf-8")
    command = ["/usr/sbin/nginx", "-t", "-e", str(tmp_path / "log"), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_image_has_a_value_for_all_that_is_filled_in() -> None:
    wanted = set(re.findall(r"\$\{(\w+)\}", (NGINX / "server.conf.template").read_text(encoding="utf-8")))
    image = (NGINX.parent / "images/site/Dockerfile").read_text(encoding="utf-8")
    assert wanted - set(re.findall(r"(\w+)=\S", image)) == {"NGINX_LOCAL_RESOLVERS"}  # the base image's own to find


def test_what_is_needed_and_not_given_is_named(tmp_path: Path) -> None:
    command = ["sh", str(NGINX / "fill-in.sh"), str(tmp_path / "state")]
    done = subprocess.run(command, env={"PATH": "/usr/bin:/bin", "SITE_ROOT": "/x"}, capture_output=True, text=True)
    assert done.returncode != 0
    assert "POLL_API: host:port of the poll API" in done.stderr


@pytest.fixture
def own_site(tmp_path: Path) -> Path:
    """A site of a few files that a test may change."""
    for name, content in {
        "404.html": "not here",
        "sk/404.html": "nie je tu",
        "sk/index.html": "domov",
        "sk/embed/sk-9-20/index.html": "frame",
        "redirects.map": "/sk/d/old/ /sk/d/sk-9-20/;\n",
    }.items():
        (tmp_path / "public" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "public" / name).write_text(content, encoding="utf-8")
    return tmp_path / "public"


def test_a_page_that_moved_leads_on(own_site: Path, tmp_path: Path) -> None:
    with nginx(tmp_path / "state", {"SITE_ROOT": str(own_site), "POLL_API": "127.0.0.1:1"}) as server:
        reply = httpx.get(f"{server.address}/sk/d/old/?x=1")
    assert (reply.status_code, reply.headers["location"]) == (301, "/sk/d/sk-9-20/?x=1")
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_the_page_for_what_is_not_there_is_in_the_language_of_its_address(own_site: Path, tmp_path: Path) -> None:
    with nginx(tmp_path / "state", {"SITE_ROOT": str(own_site), "POLL_API": "127.0.0.1:1"}) as server:
        replies = [httpx.get(server.address + path) for path in ("/sk/x", "/en/x", "/x")]
    assert [(reply.status_code, reply.text) for reply in replies] == [
        (404, "nie je tu"),
        (404, "not here"),
        (404, "not here"),
    ]


def test_a_link_that_leads_out_of_the_site_is_not_followed(own_site: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (own_site / "sk/link.html").symlink_to(tmp_path / "secret")
    (tmp_path / "live").symlink_to(own_site)
    with nginx(tmp_path / "state", {"SITE_ROOT": str(tmp_path / "live"), "POLL_API": "127.0.0.1:1"}) as server:
        assert httpx.get(f"{server.address}/sk/").text == "domov"
        assert httpx.get(f"{server.address}/sk/link.html").status_code == 404


def test_anybody_may_frame_the_pages_made_for_it_and_no_other(own_site: Path, tmp_path: Path) -> None:
    with nginx(tmp_path / "state", {"SITE_ROOT": str(own_site), "POLL_API": "127.0.0.1:1"}) as server:
        frame, missing, page = (
            httpx.get(server.address + path) for path in ("/sk/embed/sk-9-20/", "/sk/embed/x/", "/sk/")
        )
    assert frame.headers["content-security-policy"].endswith("frame-ancestors *")
    assert "script-src" not in frame.headers["content-security-policy"]
    assert "x-frame-options" not in frame.headers
    assert "cross-origin-opener-policy" not in frame.headers
    for reply in (missing, page):
        assert reply.headers["content-security-policy"].endswith("frame-ancestors 'none'")
        assert reply.headers["x-frame-options"] == "DENY"
