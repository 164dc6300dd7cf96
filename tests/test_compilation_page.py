"""The page of a compilation: what it says, that it runs nothing, what its boxes hide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser import AXE, BROWSER, FLAGS, RULES
from decision_diff import amend
from decision_diff.amend.proposals.page import write_page
from decision_diff.renderers.html.template import hash_for_policy

BASE = "Decision 12\ndecides\n1\tto meet in Geneva for three days;\n2\tto invite Member States;\n3\tto report.\n"
TEXTS = {
    "Ann": BASE.replace("Geneva", "Nassau"),
    "Bo": BASE.replace("Geneva", "Kingston").replace("to report", "to report soon"),
    "Cem": BASE.replace("Geneva", "Nassau").replace("Member", "all Member"),
    "J": "SUP\tJ/1/1\ndecides\n3\nReasons:\tOld <habits>.\n",
}
HOSTILE = "</style><script>alert(1)</script>\u202e\"'&"


@pytest.fixture(scope="module")
def page() -> str:
    return write_page(amend.compile(BASE, TEXTS))


def test_conflicts_come_first_and_lead_to_their_clauses(page: str) -> None:
    assert page.index("<h2>Conflicts</h2>") < page.index("<h2>Clauses</h2>")
    ids = set(re.findall(' id="([^"]+)"', page))
    links = re.findall('href="#([^"]+)"', page)
    assert len(links) == 4
    assert set(links) <= ids


def test_each_wording_is_there_once_with_its_names_and_reasons(page: str) -> None:
    text = re.sub("<[^>]*>", "", page[page.index("<h2>Clauses") :])
    assert "MOD Ann, Cem\nto meet in [deleted: Geneva][inserted: Nassau] for three days;" in text
    assert "SUP J\n[deleted: to report.]\nJ: SUP J/1/1. Reasons: Old &lt;habits&gt;." in text


def test_it_runs_nothing_and_its_policy_names_its_style(page: str) -> None:
    assert "<script" not in page
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    assert f"style-src 'sha256-{hash_for_policy(style)}'" in page


def test_hostile_words_and_names_stay_text() -> None:
    name = "A<b>" + HOSTILE.replace("\u202e", "")
    made = write_page(amend.compile(BASE, {name: BASE.replace("Geneva", HOSTILE)}), title=HOSTILE)
    assert "<script" not in made
    assert "\u202e" not in made
    assert made.count("<style>") == 1


def test_without_conflicts_there_is_no_list_and_no_box_of_them() -> None:
    made = write_page(amend.compile(BASE, {"Ann": TEXTS["Ann"]}))
    assert "Conflicts" not in made
    assert 'id="contested"' not in made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=BROWSER, args=[one for one in FLAGS if one != "--headless"]
        )
        yield browser
        browser.close()


@pytest.mark.browser
def test_boxes_hide_what_nobody_stands_behind_who_is_chosen(page: str, chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    shown = chromium.new_page()
    shown.goto((tmp_path / "page.html").as_uri())

    def count() -> tuple[int, int]:
        return shown.locator(".entry:visible").count(), shown.locator(".variant:visible").count()

    assert count() == (3, 5)
    shown.uncheck("#p0")
    assert count() == (3, 5)  # Cem proposes the same
    shown.uncheck("#p2")
    assert count() == (2, 3)
    shown.check("#contested")
    assert count() == (2, 3)
    shown.uncheck("#p1")
    shown.uncheck("#p3")
    assert count() == (0, 0)
    shown.context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}, {"viewport": {"width": 320, "height": 4000}}],
    ids=["light", "dark", "forced", "narrow"],
)
def test_axe_finds_nothing(page: str, chromium: Browser, options: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    shown = chromium.new_context(**options).new_page()
    shown.goto((tmp_path / "page.html").as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shown.evaluate(AXE)
    found = shown.evaluate("async rules => (await axe.run(document, { runOnly: rules })).violations", RULES)
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    shown.context.close()
