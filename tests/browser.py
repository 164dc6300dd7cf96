"""The browser of the system, for tests marked `browser`, and what they do with a page."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from decision_diff.changes import Comparison
from decision_diff.renderers import review
from decision_diff.renderers.options import ReviewOptions

BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Opener:
    """Opens comparisons as review pages from disk; whatever goes wrong in a page is in `faults`."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.faults: list[str] = []
        self.context: Any = None

    def __call__(
        self,
        comparison: Comparison,
        address: str = "",
        script: str = "",
        how: ReviewOptions | None = None,
        **options: Any,
    ) -> Page:
        path = self.folder / "review.html"
        path.write_text(review.render(comparison, how or ReviewOptions()), encoding="utf-8")
        self.context = self.browser.new_context(viewport={"width": 1200, "height": 800}, **options)
        page: Page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda line: self.faults.append(line.text) if line.type in ("error", "warning") else None)
        page.on(
            "request", lambda sent: None if sent.url.startswith(("file:", "blob:")) else self.faults.append(sent.url)
        )
        if script:
            page.add_init_script(script)
        page.goto(path.as_uri() + address)
        return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.id")
    return found


def reload(page: Page, kept: str) -> None:
    """Reload until a condition on what the page stored holds: a busy Chromium may read a storage before it is written."""
    for _ in range(20):
        page.reload()
        if page.evaluate(kept):
            return
        page.wait_for_timeout(100)
    raise AssertionError(kept)


def stored(text: str) -> str:
    """The condition that the storage of a page holds a text."""
    return f"Object.values(localStorage).join().includes({json.dumps(text)})"


def wait(page: Page, condition: str) -> None:
    """Until a condition holds. Playwright's own waiting makes code out of text, which the policy of the page forbids."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(20)
    raise AssertionError(condition)
