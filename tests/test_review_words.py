"""The pages in other languages and with other marks, in a real browser: the script has no words of its own, axe finds nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from browser import AXE, RULES, Opener, focused, press, wait
from comparisons import full
from decision_diff import profiles
from decision_diff.profiles import plurals
from decision_diff.renderers import html
from decision_diff.renderers.options import PageOptions, ReviewOptions
from exportednotes import entry, exported
from markers import HOSTILE_PROFILE, foreign, marker, marker_profile
from reviewpages import DECISION, VIEWS, bring, plain, texts

pytestmark = pytest.mark.browser
# All that the page shows or says now, and what it said while it was used (kept by a watcher).
WATCH = """
window.heard = [];
addEventListener('DOMContentLoaded', () => new MutationObserver(() => heard.push(document.getElementById('ui.say').textContent))
  .observe(document.getElementById('ui.say'), { childList: true }));
"""
READ = """() => {
  const own = [...document.querySelectorAll('body *')].flatMap(e => [e.ariaLabel, e.title, e.dataset.place,
    ...['::before', '::after'].map(which => getComputedStyle(e, which).content.replace(/^(none|normal|counter.*)$/, ''))]);
  for (const c of document.querySelectorAll('.c')) c.style.contentVisibility = 'visible';
  const texts = [...document.querySelectorAll('body *:not(script, kbd)')].flatMap(e =>
    [...e.childNodes].filter(n => n.nodeType === Node.TEXT_NODE).map(n => n.data));
  return [...own, ...texts, ...heard].filter(Boolean);
}"""


def everything_done(page: Page) -> set[str]:
    """What is read and heard while all that the page can do is done."""
    heard: set[str] = set()

    def listen() -> None:
        heard.update(page.evaluate(READ))

    for view in "2341":
        press(page, view, "j", "u")
        listen()
    press(page, "k", "k", "k", "k", "k")  # before the first change
    press(page, "c")
    wait(page, "document.getElementById('ui.copied').textContent")
    press(page, "j", "r", "r", "r", "n")
    page.keyboard.type("7")
    press(page, "Escape", "c", "f")
    page.check("#ui\\.open")
    for box in page.locator("[data-tag]").all():
        box.uncheck()
    listen()
    press(page, "j")  # there is none to show
    for box in page.locator("[data-tag]").all():
        box.check()
    press(page, *["j"] * 20)  # behind the last
    press(page, "/")
    for typed in ("第", "7777"):
        page.fill("#ui\\.find", typed)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        listen()
        press(page, "Enter")
        listen()
    press(page, "Escape", "?")
    listen()
    return heard


def files_brought(page: Page) -> set[str]:
    """What is read while files of notes are brought: some that are none, and one of which all that can be becomes of it."""
    heard: set[str] = set()

    def bring_and_listen(data: object) -> None:
        bring(page, data, "7")
        heard.update(page.evaluate(READ))
        press(page, "Escape")

    own = entry(full(), 1, "7")
    strange = {**own, "place": "7", "old": ["7"], "new": []}
    bring_and_listen(b" " * 10_000_001)
    bring_and_listen(b"7")
    bring_and_listen({**exported(full()), "version": 7})
    bring_and_listen(exported(full(), {**own, "note": 7}))
    bring_and_listen(exported(full(), own, own))
    bring_and_listen({**exported(full(), own), "old": {"name": "7", "sha256": "7"}})
    bring_and_listen(exported(full()))
    bring_and_listen(exported(full(), own))
    more = [{**strange, "new": [str(at)]} for at in range(51)]
    bring_and_listen(exported(full(), own, entry(full(), 2, "8"), *more))
    bring_and_listen(exported(full(), entry(full(), 1, "9")))
    return heard


@pytest.mark.parametrize("kind", ["words", "marks"])
def test_the_script_has_no_words_of_its_own(opened: Opener, tmp_path: Path, kind: str) -> None:
    how = ReviewOptions(profile=marker_profile(tmp_path, "ar", kind))
    refused = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } });"
    page = opened(full(), script=WATCH + refused, how=how)
    press(page, "c", "r")  # nothing is chosen yet
    said = "\n".join(files_brought(page) | everything_done(page))
    said = re.sub(r"#?\b(t|d|p_[0-9]+|a_[0-9]__[a-z_0-9]+)\b", " ", said)  # addresses
    left = set(foreign(said, full())) - ({"ADD", "MOD", "SUP", "NOC"} if kind == "marks" else set())
    assert left == set()
    assert not re.search("undefined|NaN|null", said)
    # Nor is there a label that nobody hears.
    assert {key for key in profiles.load_labels("en") if key.startswith("said.") and marker(key) not in said} == set()


def test_a_browser_chooses_the_forms_that_we_choose(opened: Opener) -> None:
    page = opened(full())
    for language in profiles.LANGUAGES:
        chosen = page.evaluate("l => [...Array(205).keys()].map(n => new Intl.PluralRules(l).select(n))", language)
        ours = [plurals.choose_form(language, count) for count in range(205)]
        assert chosen == ours, language
        assert set(ours) <= set(plurals.PLURALS[language])


def test_the_page_in_chinese(opened: Opener) -> None:
    page = opened(DECISION, how=ReviewOptions(profile="zh-table"))
    press(page, "j", "j")
    assert page.inner_text("#ui\\.at") == "第2处，共5处"
    assert page.inner_text("#ui\\.say") == "第2处修改，修改：做出决定1"
    press(page, "c")
    wait(page, "document.getElementById('ui.copied').textContent")
    assert page.inner_text("#ui\\.copied") == ("已复制：第641号决定 › 做出决定1（修改），C25与C24对照，#part_1__para_1")
    heard = page.locator("#title").aria_snapshot()
    assert "[新增]" in heard
    assert "[新增结束]" in heard


def test_in_arabic_our_words_run_from_the_right_and_the_texts_their_own_way(opened: Opener) -> None:
    page = opened(full(), how=ReviewOptions(labels="ar"))
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).direction") == "rtl"
    directions = page.evaluate("[...document.querySelectorAll('.c .t')].map(e => getComputedStyle(e).direction)")
    assert set(directions) == {"ltr"}
    spoken = page.evaluate("[...document.querySelectorAll('article .note, article .line, article .mark')].map(e => e.lang)")  # fmt: skip
    assert set(spoken) == {"ar"}
    press(page, "2")
    left, right = page.evaluate("['.lhs', '.rhs'].map(s => document.querySelector(`.c ${s}`).getBoundingClientRect().x)")  # fmt: skip
    names = page.evaluate("[...document.querySelectorAll('.sides bdi')].map(e => e.getBoundingClientRect().x)")
    assert left < right
    assert names[0] < names[1]  # each name above its own text
    page.set_viewport_size({"width": 320, "height": 600})
    press(page, "1")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("profile", ["legal", "plain", "ja-table", "hostile"])
def test_the_clean_texts_bear_no_mark_of_a_profile(opened: Opener, profile: str, tmp_path: Path) -> None:
    if profile == "hostile":
        (tmp_path / "hostile.toml").write_text(HOSTILE_PROFILE, encoding="utf-8")
        profile = str(tmp_path / "hostile.toml")
    page = opened(full(), how=ReviewOptions(profile=profile, labels="en"))
    looks = "[...document.querySelectorAll('article :is(ins, del)')].map(e => getComputedStyle(e)).map(s => [s.fontWeight, s.textDecorationLine].join())"  # fmt: skip
    assert len(set(page.evaluate(looks))) > 1
    press(page, "3")
    assert texts(page, "article .c, article tr[id]") == plain(full().old)
    press(page, "4")
    assert texts(page, "article .c, article tr[id]") == plain(full().new)
    page.fill("#ui\\.find", "script")
    wait(page, "document.getElementById('ui.hits').textContent")
    assert page.inner_text("#ui\\.hits") == "0 places"  # characters of a profile are no text
    assert page.locator("article script, article img").count() == 0


def test_marks_are_seen_without_colour_in_headings_too(opened: Opener) -> None:
    page = opened(full(), how=ReviewOptions(profile="legal"))
    weights = page.evaluate("['#t .t', '#t ins'].map(s => getComputedStyle(document.querySelector(s)).fontWeight)")
    assert weights == ["400", "700"]
    page.context.close()
    page = opened(full(), how=ReviewOptions(profile="ja-table"))
    lines = page.evaluate("['ins', 'del'].map(s => getComputedStyle(document.querySelector(`#p_1 ${s}`)).textDecorationLine)")  # fmt: skip
    assert lines == ["underline", "underline line-through"]


@pytest.mark.parametrize(
    ("how", "options"),
    [
        (ReviewOptions(labels="ar"), {}),
        (ReviewOptions(profile="itu", labels="ar"), {"color_scheme": "dark"}),
        (ReviewOptions(profile="zh-table"), {}),
        (ReviewOptions(profile="legal", labels="ru"), {}),
    ],
    ids=["ar", "ar-itu-dark", "zh", "ru-legal"],
)
def test_axe_finds_nothing(opened: Opener, how: ReviewOptions, options: dict[str, Any], tmp_path: Path) -> None:
    page = opened(full(), how=how, **options)

    def check(where: str) -> None:
        page.evaluate(AXE)
        found = page.evaluate("async rules => (await axe.run(document, { runOnly: rules })).violations", RULES)
        assert [(where, one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []

    for key, view in zip("1234", VIEWS, strict=True):
        press(page, key, "u", "j")
        check(view)
    press(page, "1", "f", "n")
    page.keyboard.type("note")
    press(page, "Escape", "?")
    check("help")
    path = tmp_path / "page.html"
    path.write_text(html.render(full(), PageOptions(profile=how.profile, labels=how.labels)), encoding="utf-8")
    page.goto(path.as_uri())
    check("html")
    assert focused(page) == ""


@pytest.mark.parametrize("kind", ["html", "review"])
def test_in_arabic_a_place_runs_from_the_right_and_dates_in_it_are_not_torn(
    opened: Opener, tmp_path: Path, kind: str
) -> None:
    page = opened(DECISION, how=ReviewOptions(labels="ar"))
    selector = ".where"
    if kind == "html":
        path = tmp_path / "page.html"
        path.write_text(html.render(DECISION, PageOptions(labels="ar")), encoding="utf-8")
        page.goto(path.as_uri())
        selector = ".list a"
    boxes = page.evaluate(
        """selector => {
          const link = [...document.querySelectorAll(selector)].find(e => e.textContent === '附件2 › الصف 2025年8月7日');
          const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT), texts = [];
          while (walker.nextNode()) texts.push(walker.currentNode);
          return ['附件2', 'الصف', '2025', '年8月7日'].map(part => {
            const text = texts.find(one => one.data.includes(part));
            const range = document.createRange(), at = text.data.lastIndexOf(part);
            range.setStart(text, at);
            range.setEnd(text, at + part.length);
            const { left, right } = range.getBoundingClientRect();
            return [left, right];
          });
        }""",
        selector,
    )
    annex, row, year, day = boxes
    assert annex[0] > row[1] > row[0] > day[1]
    assert year[0] < day[0]
    assert abs(year[1] - day[0]) < 8
