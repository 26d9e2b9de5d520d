"""A decision in a frame of somebody else's page, and the code that puts it there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def elsewhere(served: str) -> Iterator[str]:
    """Another site, whose page frames the address that its own address ends with."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            frame = f'<iframe src="{served}{self.path}" title="x" width="100%" height="320"></iframe>'
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>News</title>{frame}".encode())

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://localhost:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_a_decision_shows_in_a_frame_on_another_site_and_its_links_leave_the_frame(
    page: Page, served: str, elsewhere: str
) -> None:
    page.goto(f"{elsewhere}/sk/embed/sk-9-733/")
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading")).to_have_text("Zmena Ústavy Slovenskej republiky")
    expect(frame.locator(".embedded__outcome")).to_contain_text("za hlasovalo 90 z 99 prítomných")
    expect(frame.get_by_role("link", name="Hlasovanie 56965 na nrsr.sk")).to_be_visible()
    frame.get_by_role("link", name="Zmena Ústavy Slovenskej republiky").click()
    expect(page).to_have_url(f"{served}/sk/d/sk-9-733/")


def test_no_other_page_shows_in_a_frame_on_another_site(page: Page, elsewhere: str) -> None:
    page.goto(f"{elsewhere}/sk/d/sk-9-733/")
    page.wait_for_load_state("networkidle")
    assert page.frames[1].url.startswith("chrome-error:")
    assert "733" not in page.frames[1].content()


def test_a_frame_asks_for_style_and_sign_and_nothing_else(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(served)))
    page.goto(f"{served}/en/embed/eu-2021-0106-COD/", wait_until="networkidle")
    assert [a for a in asked if not a.startswith("/assets/site.") or not a.endswith(".css")] in (
        ["/en/embed/eu-2021-0106-COD/"],
        ["/en/embed/eu-2021-0106-COD/", "/favicon.svg"],
    )


@pytest.mark.parametrize("lang", ["sk", "en"])
def test_a_frame_fits_its_height_and_a_small_phone(browser: Browser, served: str, lang: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 320})
    page = context.new_page()
    page.goto(f"{served}/{lang}/embed/sk-9-733/")
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [320, 320]
    assert Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]}).violations_count == 0
    context.close()


def test_the_code_is_copied_with_script(browser: Browser, served: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{served}/en/d/sk-9-733/")
    page.get_by_text("Put it on your page").click()
    button = page.get_by_role("button", name="Copy the code")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The code is copied.")).to_be_visible()
    code = page.get_by_label("Code to put in").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == code
    assert "/en/embed/sk-9-733/" in code
    context.close()


def test_where_copying_is_not_allowed_the_code_is_selected(browser: Browser, served: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(f"{served}/sk/d/sk-9-733/")
    page.get_by_text("Vložiť na svoju stránku").click()
    page.get_by_role("button", name="Skopírovať kód").click()
    expect(page.get_by_text("Kód je označený")).to_be_visible()
    field = page.get_by_label("Kód na vloženie")
    expect(field).to_be_focused()
    assert field.evaluate("element => element.selectionEnd") == len(field.input_value())
    context.close()


def test_without_script_the_code_can_be_read_and_no_dead_button_shows(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/sk/d/sk-9-733/")
    page.get_by_text("Vložiť na svoju stránku").click()
    expect(page.get_by_label("Kód na vloženie")).to_be_visible()
    expect(page.get_by_role("button", name="Skopírovať kód")).to_have_count(0)
    context.close()
