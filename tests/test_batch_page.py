"""The report of a batch in a browser: what axe says, narrow, dark, and where its links lead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser import AXE, BROWSER, FLAGS, RULES
from decision_diff.collection import batch, index
from decision_diff.collection.batch.records import PairOutcome, make_failure
from decision_diff.renderers.html.template import hash_for_policy

HOSTILE = "</style><script>alert(1)</script>\u202e\"'&"


def make_outcome(index: int, name: str, folder: str, failure: str = "") -> PairOutcome:
    record = make_failure(batch.NamedPair(name, "old.txt", "new.txt"), folder, "unreadable", failure)
    if not failure:
        record |= {
            "result": "different",
            "changes": {"ADD": 1, "MOD": 2, "(MOD)": 3, "ADD*/SUP*": 1, "SUP": 4, "NOC": 100},
            "signals": {"date": 2, "amount": 1},
            "notices": [{"code": "x", "message": "y"}],
            "outputs": [{"format": "html", "file": "redline.html", "sha256": "0" * 64}],
            "failure": None,
        }
    return PairOutcome(index, record)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=BROWSER, args=[one for one in FLAGS if one != "--headless"]
        )
        yield browser
        browser.close()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    outcomes = [
        make_outcome(0, "第641号决定", "第641号 #1%"),
        make_outcome(1, HOSTILE, "b"),
        make_outcome(2, "c", "c", "c: " + HOSTILE),
    ]
    batch.write_reports(outcomes, tmp_path)
    return tmp_path / "report.html"


def test_it_runs_nothing_and_escapes_all(report: Path) -> None:
    page = report.read_text(encoding="utf-8")
    assert "<script" not in page
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    assert f"style-src 'sha256-{hash_for_policy(style)}'" in page
    assert page.count("&lt;script&gt;") == 4
    assert "\u202e" not in page


@pytest.mark.browser
@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}, {"viewport": {"width": 320, "height": 4000}}],
    ids=["light", "dark", "forced", "narrow"],
)
def test_axe_finds_nothing_and_links_lead_to_files(report: Path, chromium: Browser, options: dict[str, Any]) -> None:
    shown = chromium.new_context(**options).new_page()
    shown.goto(report.as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    link = shown.evaluate("document.querySelector('td a').href")
    assert Path(unquote(urlparse(link).path)) == report.parent / "第641号 #1%" / "redline.html"
    shown.evaluate(AXE)
    found = shown.evaluate("async rules => (await axe.run(document, { runOnly: rules })).violations", RULES)
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    shown.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 4000}}])
def test_axe_finds_nothing_in_a_listing(tmp_path: Path, chromium: Browser, options: dict[str, Any]) -> None:
    columns = (("likeness", "Likeness"), ("decision", "Decision"), ("words", "Words"), ("path", "File"))
    rows = ((0.9, "第641号决定", HOSTILE, "a.txt"), (1.0, "قرار", "x" * 200, "b.txt"))
    page = index.render_listing(index.Listing("find", f"Clauses like “{HOSTILE}”", columns, rows, ("a note",)), "html")
    assert "<script" not in page
    assert "\u202e" not in page
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    shown = chromium.new_context(**options).new_page()
    shown.goto((tmp_path / "page.html").as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown.evaluate(AXE)
    found = shown.evaluate("async rules => (await axe.run(document, { runOnly: rules })).violations", RULES)
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    shown.context.close()
