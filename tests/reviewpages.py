"""The review page of Decision 641 in a browser: its views, what can be seen of it, and how it is given notes."""

from __future__ import annotations

import json
import re

from playwright.sync_api import FilePayload, Page

from browser import wait
from decision_diff import compare
from decision_diff.model import Decision
from paths import FIXTURES

DECISION = compare(FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt")
VIEWS = ["inline", "side", "old", "new"]


def texts(page: Page, selector: str) -> str:
    """What can be seen of the elements, without white space and without what is there for the ear."""
    # What is far from the screen is not laid out, and would give no text.
    page.evaluate("for (const c of document.querySelectorAll('.c')) c.style.contentVisibility = 'visible'")
    shown: str = page.evaluate(
        "s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility()).map(e => e.innerText).join('')",
        selector,
    )
    return re.sub(r"\s|\[(inserted|deleted|moved here|moved away|end of [a-z ]+)\]", "", shown)


def plain(decision: Decision) -> str:
    return re.sub(r"\s", "", "".join(clause.line for clause in decision.walk()))


def bring(page: Page, data: object, name: str = "anna.json") -> str:
    """Give the page a file, as if it had been chosen; what the page says of it."""
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    page.set_input_files("#ui\\.file", FilePayload(name=name, mimeType="application/json", buffer=content))
    wait(page, "document.getElementById('ui.import').open")
    return page.inner_text("#ui\\.came")
