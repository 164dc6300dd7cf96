"""The page of `serve` in a real browser, as an officer uses it: two texts in, the redline seen, outputs taken away."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import decision_diff as dd
from browser import AXE, RULES, wait
from decision_diff.serve.limits import Limits
from paths import FIXTURES
from served import Client, serve_here

pytestmark = pytest.mark.browser
WORD = [FIXTURES / f"decision-641-{year}.docx" for year in ("c24", "c25")]
DONE = "!document.querySelector('#result-card').hidden || !document.querySelector('#problem').hidden"


@pytest.fixture(scope="module")
def server() -> Iterator[Client]:
    with serve_here(Limits()) as client:
        yield client


class Visit:
    """A page of the server in a window of its own; whatever goes wrong in it is in `faults`."""

    def __init__(self, browser: Browser, address: str, **options: object) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "en", **options})  # type: ignore[arg-type]
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "console", lambda line: self.faults.append(line.text) if line.type in ("error", "warning") else None
        )
        self.page.on(
            "request", lambda sent: None if sent.url.startswith((address, "blob:")) else self.faults.append(sent.url)
        )
        self.page.goto(address)
        wait(self.page, "'ready' in document.body.dataset")

    def choose(self, *files: Path) -> Page:
        self.page.set_input_files("#file", list(files))
        wait(self.page, DONE)
        return self.page


@pytest.fixture
def visit(browser: Browser, server: Client) -> Iterator[Visit]:
    visit = Visit(browser, server.address)
    yield visit
    visit.context.close()
    assert visit.faults == []


def take(page: Page, name: str, folder: Path) -> Path:
    if not page.is_visible(f"[data-format={name}]"):
        page.click("#take summary")
    with page.expect_download() as waited:
        page.click(f"[data-format={name}]")
    path = folder / waited.value.suggested_filename
    waited.value.save_as(path)
    wait(page, "document.querySelector('#taken').textContent.includes('Saved')")
    return path


def test_two_files_are_chosen_seen_and_taken_away(visit: Visit, tmp_path: Path) -> None:
    page = visit.choose(*reversed(WORD))
    assert (page.inner_text("#old-name"), page.inner_text("#new-name")) == tuple(one.name for one in WORD)
    assert "file names" in page.inner_text("#guessed")
    frame = page.frame_locator("#frame")
    assert frame.locator("h1").inner_text() == "第641号决定"
    assert frame.locator("article ins").first.is_visible()
    redline = take(page, "docx", tmp_path)
    assert redline.name == "第641号决定 C24 - C25.docx"
    assert dd.verify(redline, *WORD)
    with zipfile.ZipFile(take(page, "all", tmp_path)) as archive:
        assert archive.read(redline.name) == redline.read_bytes()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, server: Client, scheme: str) -> None:
    visit = Visit(browser, server.address, color_scheme=scheme, bypass_csp=True)
    page = visit.page
    page.evaluate(AXE)
    found: list[str] = []

    def run() -> None:
        result = page.evaluate("rules => axe.run(document, {runOnly: rules, iframes: false})", RULES)
        found.extend(f"{one['id']} {node['html'][:120]}" for one in result["violations"] for node in one["nodes"])

    run()
    page.click("#paste")
    run()
    for tab in ("history", "verify", "pair"):
        page.click(f"nav [data-tab={tab}]")
        run()
    visit.choose(*WORD)
    for summary in ("#options > summary", "#take summary"):
        page.click(summary)
    run()
    visit.context.close()
    assert found == []
    assert visit.faults == []
