"""The review page in a real browser, as a reviewer uses it: views, keys, filters, search, notes, print; axe finds nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from browser import AXE, RULES, Opener, focused, press, reload, stored, wait
from comparisons import change as made
from comparisons import clause, compared, decision, full, heading, same
from decision_diff import compare
from decision_diff.changes import Comparison
from decision_diff.renderers import review
from decision_diff.renderers.options import ReviewOptions
from decision_diff.reviewer import notes
from paths import FIXTURES
from reviewpages import DECISION, VIEWS, plain, texts

pytestmark = pytest.mark.browser
HOSTILE = "<b>&amp;\"\u202e\u200b</style></script><script>document.title='run'</script><img src=x onerror=alert(1)>"


def renumbered(count: int) -> Comparison:
    """One clause inserted at the top and so many that get another number, the last of them amended."""
    old = [clause(f"p_{n}", f"第{n}条的话。", str(n)) for n in range(1, count + 1)]
    new = [clause("p_1", "新的话。", "1")]
    new += [clause(f"p_{n + 1}", f"第{n}条的话。", str(n + 1)) for n in range(1, count)]
    new += [clause(f"p_{count + 1}", f"第{count}条的新话。", str(count + 1))]
    changes = [made([], [new[0]], "ADD", ["insertion"])]
    changes += [
        made([a], [b], "(MOD)", ["renumbering"], kind="consequential") for a, b in zip(old[:-1], new[1:-1], strict=True)
    ]
    number = len(str(count)) + 3
    last = old[-1].words
    changes += [made([old[-1]], [new[-1]], "MOD", ["substitution", "renumbering"], f"={last[:number]}", "+新", f"={last[number:]}")]  # fmt: skip
    return compared(decision("a.txt", *old), decision("b.txt", *new), changes)


# Without script


def test_without_script_the_redline_is_there_and_everything_is_open(opened: Opener) -> None:
    page = opened(full(), java_script_enabled=False)
    assert not page.is_visible(".bar")
    assert page.locator("details.fold:not([open])").count() == 0
    assert page.is_visible("text=moved from")
    shown = page.inner_text("article")
    for side in (full().old, full().new):
        assert all(one.words[:2] in shown for one in side.walk())


# Views


OTHER = compare(
    FIXTURES / "council-c25-5-wtpf26.zh.txt", FIXTURES / "council-c25-wtdc25.zh.txt"
)  # hardly a clause is kept
ARTICLES = "第一条　申请人应当提交材料，说明理由。\n第二条　主管部门应当受理，并予登记；不予受理的，应当告知。\n第三条　附则。\n"
JOINED = "第一条　申请人应当提交材料，说明理由；主管部门应当受理，并予登记；不予受理的，应当告知。\n第二条　附则。\n"


@pytest.mark.parametrize(
    "comparison",
    [
        DECISION,
        OTHER,
        full(),
        full(HOSTILE.replace("\u202e\u200b", "")),
        compare(ARTICLES, JOINED),
        compare(JOINED, ARTICLES),
    ],
    ids=["641", "other", "full", "hostile", "joined", "split"],
)
def test_the_clean_texts_are_the_two_texts(opened: Opener, comparison: Comparison) -> None:
    page = opened(comparison)
    press(page, "3")
    assert texts(page, "article .c, article tr[id]") == plain(comparison.old)
    press(page, "4")
    assert texts(page, "article .c, article tr[id]") == plain(comparison.new)
    press(page, "1", "u")
    assert page.is_visible("article del >> nth=0")


@pytest.mark.parametrize("comparison", [DECISION, full()], ids=["641", "full"])
def test_side_by_side_has_each_text_on_its_side(opened: Opener, comparison: Comparison) -> None:
    page = opened(comparison)
    press(page, "2", "u")
    for side, revision in ((".lhs", comparison.old), (".rhs", comparison.new)):
        shown = texts(page, f".c {side}, tr {side}")
        for one in revision.walk():
            for stretch in one.words.split():
                assert stretch in shown
    assert page.locator(".c:not(.came):not(.gone) .lhs ins").count() == 0
    assert page.locator(".rhs del").count() == 0
    # A row of the page has its two texts at one height.
    tops = page.evaluate(
        "[...document.querySelectorAll('.c')].filter(c => c.querySelector('.lhs .t, .lhs .none')).map(c =>"
        " c.querySelector('.lhs').getBoundingClientRect().top - c.querySelector('.rhs').getBoundingClientRect().top)"
    )
    assert tops
    assert set(tops) == {0}


def test_buttons_and_keys_change_the_view_alike(opened: Opener) -> None:
    page = opened(full())
    for name, key in zip(VIEWS, "1234", strict=True):
        page.keyboard.press(key)
        assert page.evaluate("document.documentElement.dataset.view") == name
        page.keyboard.press("1" if key != "1" else "2")
        page.click(f'button[data-view="{name}"]')
        assert page.evaluate("document.documentElement.dataset.view") == name
        assert page.locator('[data-do="view"][aria-pressed="true"]').count() == 1


@pytest.mark.parametrize(("key", "name"), [("3", "C24"), ("4", "C25")])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_clean_text_says_which_it_is_and_explains_no_marks(opened: Opener, key: str, name: str, media: Any) -> None:
    page = opened(full())
    press(page, key)
    page.emulate_media(media=media)
    shown = (
        "[...document.querySelectorAll('.sides, .sides bdi')].filter(e => e.checkVisibility()).map(e => e.innerText)"
    )
    assert page.evaluate(shown) == [name, name]
    legend = ".facts details:has(.legend)"
    assert not page.is_visible(legend)
    press(page, "1")
    page.emulate_media(media="screen")
    page.click(f"{legend} summary")
    page.emulate_media(media=media)
    assert page.is_visible(".legend")
    assert page.evaluate(shown) == []


# Folds, the list of clauses


def test_what_is_unchanged_is_folded_and_can_be_opened(opened: Opener) -> None:
    page = opened(DECISION)
    assert page.locator("details.fold[open]").count() == 0
    assert not page.is_visible("text=全权代表大会（2022年")
    page.locator("details.fold > summary").first.click()
    assert page.is_visible("article >> text=全权代表大会（2022年")
    press(page, "u")
    assert page.locator("details.fold:not([open])").count() == 0
    press(page, "u")
    assert page.locator("details.fold[open]").count() == 0
    # The heading above a change is never folded away.
    assert page.is_visible("article >> text=做出决定")


def test_the_list_has_every_clause_with_marks_and_counts(opened: Opener) -> None:
    page = opened(full())
    wait(page, "document.querySelector('.tree').innerText")  # nothing of it is laid out before the first frame
    shown = page.inner_text(".tree")
    for word in ("ADD", "MOD", "(MOD)", "SUP", "moved", "renumbered", "changes below"):
        assert word in shown
    press(page, "f")
    unchanged = page.locator(".tree .same")
    assert unchanged.count()
    assert not unchanged.first.is_visible()
    page.uncheck("#ui\\.changed")
    assert unchanged.first.is_visible()
    press(page, "t")
    assert not page.is_visible(".tree")
    press(page, "t")
    page.click('.tree a[href="#p_8"]')
    assert focused(page) == "p_8"


# Steps


def test_j_and_k_step_through_all_changes(opened: Opener) -> None:
    page = opened(full())
    numbers = [number for number, _ in full().numbered]
    count = len(numbers)
    for at, number in enumerate(numbers, 1):
        press(page, "j")
        assert focused(page) == f"change.{number}"
        assert f"{at} of {count}" in page.inner_text("#ui\\.at")
        top = page.evaluate("document.activeElement.getBoundingClientRect().top")
        assert page.evaluate("document.querySelector('.bar').getBoundingClientRect().bottom") <= top < 800
    press(page, "j")
    assert "No change after this one" in page.inner_text("#ui\\.say")
    press(page, "k")
    assert focused(page) == f"change.{numbers[-2]}"
    page.click('button[data-by="1"]')
    assert focused(page) == f"change.{numbers[-1]}"
    page.click('button[data-by="-1"]')
    assert "Change 12, MOD, amended" in page.inner_text("#ui\\.say")
    assert page.url.endswith("#a_1__row_3")


def test_a_clean_text_steps_past_what_it_does_not_show(opened: Opener) -> None:
    page = opened(full())
    press(page, "3", "j", "j", "j", "j")
    assert focused(page) == "p_3"  # 4, an insertion, is not in the old text
    press(page, "4", "k", "k", "k", "k", "k")
    assert focused(page) == "t"


def test_a_step_opens_the_fold(opened: Opener) -> None:
    page = opened(full())
    press(page, *"jjjjj")
    assert page.is_visible("#change\\.14")
    assert page.locator("#change\\.14 input").count() == 1


def test_hundreds_of_new_numbers_are_not_stepped_through_unless_wanted(opened: Opener) -> None:
    page = opened(renumbered(30))
    press(page, "j", "j")
    assert focused(page) == "change.2"
    assert "2 of 2, 29 hidden" in page.inner_text("#ui\\.at")
    press(page, "f")
    page.check('[data-tag="renumbered"]')
    press(page, "k")
    assert focused(page) == "change.31"


def test_an_address_leads_to_its_clause_wherever_it_is(opened: Opener) -> None:
    page = opened(DECISION, address="#recs_1__p_1")
    assert focused(page) == "recs_1__p_1"
    assert page.is_visible("#recs_1__p_1")
    page.evaluate("location.hash = '#change.2'")
    wait(page, "document.activeElement.id === 'change.2'")
    page.evaluate("location.hash = '#%E0%A4%A'")
    assert page.evaluate("document.activeElement.id") == "change.2"


def test_both_ends_of_a_move_lead_to_each_other_and_its_edits_are_marked(opened: Opener) -> None:
    page = opened(full())
    assert "11" in page.inner_text("#p_0 .num del")
    assert "并且" in page.inner_text("#p_0 .t del")
    page.click("#p_0 .note a")
    wait(page, "document.activeElement.id === 'old.p_11'")
    page.click("#old\\.p_11 .note a")
    wait(page, "document.activeElement.id === 'p_0'")
    press(page, "4")
    page.evaluate("location.hash = '#old.p_4'")  # not in the new text
    wait(page, "document.documentElement.dataset.view === 'inline'")


def test_marks_beside_the_scrollbar_lead_to_changes(opened: Opener) -> None:
    page = opened(full())
    wait(page, "document.querySelectorAll('.rail i').length > 8")
    mark = page.locator(".rail i").last.bounding_box()
    assert mark
    page.mouse.click(1195, mark["y"] + 1)
    assert focused(page) == "change.13"


# Filters


def test_filters_choose_what_is_stepped_through(opened: Opener) -> None:
    page = opened(full())
    press(page, "f")
    for tag in ("substantive", "editorial", "consequential", "renumbered"):
        page.uncheck(f'[data-tag="{tag}"]')
    numbers = []
    for _ in range(2):
        press(page, "j")
        numbers.append(focused(page))
    assert numbers == ["change.2", "change.9"]
    assert page.locator(".tree li[data-no]:visible").count() < 8
    page.check('[data-tag="editorial"]')
    press(page, "k")
    assert focused(page) == "change.8"
    for tag in ("substantive", "consequential", "renumbered"):
        page.check(f'[data-tag="{tag}"]')
    page.select_option("#ui\\.part", label="附件1")
    assert "2 changes, 13 hidden" in page.inner_text("#ui\\.at")
    press(page, "j", "j", "j")
    assert focused(page) == "change.12"


def test_doubtful_changes_can_be_stepped_through_alone(opened: Opener) -> None:
    sure = full()
    links = tuple(replace(link, confidence=0.5) for link in sure.changes[2].links)
    changes = (*sure.changes[:2], replace(sure.changes[2], links=links), *sure.changes[3:])
    page = opened(replace(sure, changes=changes))
    press(page, "f")
    for tag in ("substantive", "editorial", "consequential", "moved", "renumbered"):
        page.uncheck(f'[data-tag="{tag}"]')
    press(page, "j")
    assert page.inner_text("#ui\\.at") == "1 of 1, 14 hidden"
    assert "uncertain match, 50 %" in page.inner_text("#change\\.3")
    assert "uncertain" in page.inner_text(".tree li.now")


# Search


def test_search_opens_folds_and_steps_through_what_it_finds(opened: Opener) -> None:
    page = opened(DECISION)
    press(page, "/")
    assert focused(page) == "ui.find"
    page.keyboard.type("布加勒斯特")
    wait(page, "document.getElementById('ui.hits').textContent")
    assert page.is_visible("#recs_1__p_1")
    found = page.inner_text("#ui\\.hits")
    press(page, "Enter")
    assert page.inner_text("#ui\\.hits").startswith("1 of")
    assert page.evaluate("[...CSS.highlights.get('hit-now')].map(String)") == ["布加勒斯特"]
    press(page, "Shift+Enter")
    assert page.inner_text("#ui\\.hits") == f"{found.split()[0]} of {found.split()[0]}"
    press(page, "Escape")
    assert page.input_value("#ui\\.find") == ""
    assert page.evaluate("CSS.highlights.get('hit').size") == 0


def test_search_reads_each_text_across_its_marks_and_no_words_of_ours(opened: Opener) -> None:
    page = opened(full())

    def count(text: str) -> int:
        page.fill("#ui\\.find", text)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return int(page.inner_text("#ui\\.hits").split()[0])

    assert count("论坛将在巴哈马举行") == 1  # the old text, whose words are interrupted by the new ones
    assert count("论坛将在巴拿马举行") == 1
    assert count("第七届论坛") == 1  # kept, so it is one place
    assert count("end of insertion") == 0
    assert count("c24") == count("C24") == 1
    press(page, "Escape")
    page.evaluate("document.activeElement.blur()")
    press(page, "3")
    assert count("巴拿马") == 0
    assert count("巴哈马") == 1


# Ticks, notes, citations


def test_ticks_and_notes_are_kept_exported_and_printed(opened: Opener) -> None:
    page = opened(full())
    press(page, "j", "j", "r")
    assert page.is_checked("#change\\.2 input")
    assert "1 reviewed" in page.inner_text("#ui\\.at")
    press(page, "j", "n")
    page.keyboard.type("j 请核对 <b>")
    press(page, "Escape")
    assert focused(page) == "change.3"
    reload(page, stored("请核对"))
    assert page.is_checked("#change\\.2 input")
    assert "Note: j 请核对 <b>" in page.inner_text("article")
    with page.expect_download() as caught:
        page.click('[data-do="export"]')
    document = json.loads(caught.value.path().read_text(encoding="utf-8"))
    jsonschema.validate(document, json.loads(notes.load_schema()))
    assert document["new"] == {"name": "decision-c25.txt", "sha256": full().new.source.sha256}
    assert [(row["number"], row["reviewed"], row["note"]) for row in document["changes"]] == [
        (2, True, ""),
        (3, False, "j 请核对 <b>"),
    ]
    assert document["changes"][0]["old"] == ["p_11"]
    assert document["changes"][0]["place"] == "做出决定0"
    page.emulate_media(media="print")
    shown = page.inner_text("body")
    for word in (
        "Note: j 请核对 <b>",
        full().old.source.sha256,
        full().new.source.sha256,
        "decision-c24.txt",
        "moved away",
    ):
        assert word in shown
    assert not page.is_visible(".bar")
    assert not page.is_visible("button")
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="screen")
    page.click("#change\\.2 input")
    press(page, "f")
    assert "reviewed" not in page.inner_text("#ui\\.at")


def test_only_what_is_not_yet_reviewed(opened: Opener) -> None:
    page = opened(full())
    press(page, "f")
    page.check("#ui\\.open")
    press(page, "j", "r", "j")
    assert focused(page) == "change.2"
    assert "1 hidden" in page.inner_text("#ui\\.at")


def test_a_browser_that_keeps_nothing_says_so_and_the_page_works(opened: Opener) -> None:
    page = opened(
        full(), script="Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused') } })"
    )
    press(page, "j", "r")
    assert page.is_checked("#change\\.1 input")
    assert page.is_visible("text=This browser does not store the notes")


def test_what_somebody_else_stored_is_no_note(opened: Opener) -> None:
    page = opened(full(), script="localStorage.setItem('decision-diff:keys', '{broken')")
    page.evaluate(
        "localStorage.setItem(`decision-diff:review:${document.body.dataset.old}:${document.body.dataset.new}`,"
        """ '{"t>t": 7, "p_1>p_1": {"note": 3, "reviewed": "yes"}}')"""
    )
    page.reload()
    press(page, "j", "r")
    assert page.is_checked("#change\\.1 input")


@pytest.mark.parametrize("stored", ["7", '"text"', "[1]", "true", "null"])
def test_where_no_notes_are_stored_but_something_else_ticks_are_kept(opened: Opener, stored: str) -> None:
    page = opened(full())
    key = "`decision-diff:review:${document.body.dataset.old}:${document.body.dataset.new}`"
    page.evaluate(f"localStorage.setItem({key}, '{stored}')")
    page.reload()
    # From another tab, too.
    page.evaluate(f"dispatchEvent(new StorageEvent('storage', {{ key: {key} }}))")
    ticked = "document.querySelector('#change\\\\.1 input').checked"
    press(page, "j", "r")
    wait(page, ticked)  # a busy machine may take a moment to show it
    assert page.is_checked("#change\\.1 input")
    reload(page, ticked)
    assert page.is_checked("#change\\.1 input")


@pytest.mark.parametrize("allowed", [True, False])
def test_a_citation_is_copied(opened: Opener, allowed: bool) -> None:
    refuse = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    page = opened(DECISION, script="" if allowed else refuse, permissions=["clipboard-read", "clipboard-write"])
    press(page, "j", "j", "c")
    cited = "第641号决定 › 做出决定1 (MOD, amended), C25 compared with C24, #part_1__para_1"
    wait(page, "document.getElementById('ui.copied').textContent")
    assert page.inner_text("#ui\\.copied") == f"Copied: {cited}"
    if allowed:
        assert page.evaluate("navigator.clipboard.readText()") == cited
    page.click("#change\\.3 [data-do=cite]")
    wait(page, "document.getElementById('ui.copied').textContent.includes('附件2')")


# Keys


def test_single_keys_can_be_switched_off(opened: Opener) -> None:
    page = opened(full())
    press(page, "?")
    assert page.is_visible("#ui\\.help")
    page.uncheck("#ui\\.keys")
    press(page, "Escape")
    assert not page.is_visible("#ui\\.help")
    press(page, "j", "2", "?")
    assert page.inner_text("#ui\\.at") == "15 changes"
    assert page.evaluate("document.documentElement.dataset.view") == "inline"
    reload(page, stored("false"))
    press(page, "j")
    assert page.inner_text("#ui\\.at") == "15 changes"
    page.click("[data-do=help]")
    page.check("#ui\\.keys")
    page.click("[data-do=close]")
    press(page, "j")
    assert focused(page) == "change.1"


def test_typing_is_no_shortcut_and_neither_is_a_key_of_the_browser(opened: Opener) -> None:
    page = opened(full())
    press(page, "/")
    page.keyboard.type("jk2")
    assert page.input_value("#ui\\.find") == "jk2"
    press(page, "Escape", "Control+2", "Alt+j")
    assert page.inner_text("#ui\\.at") == "15 changes"


def test_everything_is_reached_by_the_tab_key_and_seen(opened: Opener) -> None:
    page = opened(full())
    reached = set()
    for _ in range(260):
        press(page, "Tab")
        reached.add(
            page.evaluate(
                "(() => { const e = document.activeElement; window.all ??= new Set(); all.add(e); return all.size })()"
            )
        )
        if page.evaluate(
            "document.activeElement.closest('footer') !== null || document.activeElement === document.body"
        ):
            break
    missed = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, summary')].filter(e =>"
        " e.checkVisibility({ visibilityProperty: true }) && !all.has(e)).map(e => e.outerHTML)"
    )
    assert missed == []


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_what_has_the_focus_is_on_the_screen(opened: Opener, key: str) -> None:
    """On a small one too, where what is far away takes another height as soon as it is laid out (WCAG 2.4.11)."""
    page = opened(DECISION)
    page.set_viewport_size({"width": 390, "height": 700})
    press(page, "u")
    for _ in range(60):
        press(page, key)
        wait(
            page,
            "(() => { const e = document.activeElement, box = e.getBoundingClientRect();"
            " return e === document.body || (box.bottom >= 0 && box.top <= innerHeight) })()",
        )


# Hostile text


def test_hostile_text_stays_text_in_every_view(opened: Opener) -> None:
    page = opened(full(HOSTILE))
    for key in "1234":
        press(page, key, "j", "r", "k")
        assert page.locator("article b, article script, article img").count() == 0
    assert page.inner_text("footer").count("decision-c24<b>&amp;") == 1
    assert "‹U+202E›‹U+200B›" in page.inner_text("article")
    assert not re.search("[\u202e\u200b]", page.content())
    press(page, "c")
    assert page.locator("script").count() == 1


# For everybody


@pytest.mark.parametrize(
    ("comparison", "options"),
    [
        (DECISION, {}),
        (full(), {"color_scheme": "dark"}),
        (
            full(HOSTILE),
            {"viewport": {"width": 390, "height": 9000}},
        ),  # high: what a bar half covers counts as too small
        (same(), {}),
    ],
    ids=["light", "dark", "narrow-hostile", "no-change"],
)
def test_axe_finds_nothing(opened: Opener, comparison: Comparison, options: dict[str, Any]) -> None:
    size = options.pop("viewport", None)
    page = opened(comparison, **options)
    if size:
        page.set_viewport_size(size)
        page.reload()

    def check(where: str) -> None:
        page.evaluate(AXE)
        found = page.evaluate("async rules => (await axe.run(document, { runOnly: rules })).violations", RULES)
        assert [(where, one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []

    check("at first")
    for key, view in zip("1234", VIEWS, strict=True):
        press(page, key, "u", "j")
        check(view)
    press(page, "1", "f", "n")
    if comparison.changes:
        page.keyboard.type("note")
    press(page, "Escape", "?")
    check("help")


def test_a_screen_reader_hears_where_changes_begin_and_end(opened: Opener) -> None:
    page = opened(DECISION)
    heard = page.locator("#title").aria_snapshot()
    assert "[inserted]" in heard
    assert "[end of insertion]" in heard
    assert page.get_attribute("article", "lang") == "zh"
    assert page.get_attribute("html", "lang") == "en"
    assert page.locator('.tree a[lang="zh"]').count() > 50


def test_a_clause_in_another_language_says_so(opened: Opener) -> None:
    old = "第一条　理事会应当在日内瓦召开会议，讨论预算，审议秘书长提交的报告以及各成员国提出的意见。\n第二条　The Council shall meet in Geneva.\n"
    page = opened(compare(old, old.replace("shall", "may")))
    assert page.get_attribute("article", "lang") == "zh"
    assert page.get_attribute("#art_2", "lang") == ""
    assert page.get_attribute("#art_1", "lang") is None


def test_a_clause_in_arabic_runs_from_right_to_left_also_where_it_is_inserted(opened: Opener) -> None:
    old = "1\tيجتمع المجلس في جنيف؛\n"
    page = opened(compare(old, old + "2\tبند جديد \u200b.\n"))
    directions = page.evaluate("[...document.querySelectorAll('.c .t')].map(e => getComputedStyle(e).direction)")
    assert directions == ["rtl", "rtl"]


def test_nothing_is_wider_than_a_narrow_screen(opened: Opener) -> None:
    page = opened(full())
    page.set_viewport_size({"width": 320, "height": 600})  # WCAG 1.4.10
    page.reload()
    for key in "1234":
        press(page, key)
        wide = "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.evaluate(
            f"{wide}.map(e => e.outerHTML.slice(0, 90))"
        )


@pytest.mark.parametrize("view", "12")
def test_the_bar_of_the_present_change_covers_no_words_on_a_narrow_screen(opened: Opener, view: str) -> None:
    page = opened(full())
    page.set_viewport_size({"width": 390, "height": 700})
    press(page, view, "j", "j", "j")
    assert page.evaluate(
        "(() => { const c = document.querySelector('.c.now'), left = c.getBoundingClientRect().left + 4;"
        " return [...c.querySelectorAll('.mark, .num, .t')].every(e => !e.checkVisibility() || e.getBoundingClientRect().left >= left) })()"
    )


def test_the_policy_names_the_style_and_the_script(opened: Opener) -> None:
    text = review.render(DECISION, ReviewOptions())
    policy = re.search(r'content="(default-src[^"]*)"', text)
    assert policy
    assert "default-src 'none'; style-src 'sha256-" in policy.group(1)
    assert "unsafe" not in policy.group(1)
    assert text.count("<style>") == text.count("<script") == 1
    page = opened(DECISION)
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).position") == "sticky"
    assert (
        page.evaluate("(() => { try { document.body.innerHTML = 'x'; return 'set' } catch { return 'refused' } })()")
        == "refused"
    )
    opener_faults = [fault for fault in opened.faults if "TrustedHTML" not in fault]
    opened.faults[:] = opener_faults


def test_parts_hang_together(opened: Opener) -> None:
    nested = heading("c_1", "章", "chapter", clause("p_9", "话。", "1"))
    page = opened(
        compared(
            decision("a", clause("p_9", "话。", "1")), decision("b", nested), [made([], [nested], "ADD", ["insertion"])]
        )
    )
    press(page, "j")
    assert focused(page) == "change.1"
    assert "1 of 1" in page.inner_text("#ui\\.at")


@pytest.mark.parametrize("which", ["decision", "far"])
def test_the_page_begins_with_the_first_change(opened: Opener, which: str) -> None:
    lines = [f"第{at}条　本条规定第{chr(0x4E00 + 31 * at)}{chr(0x5E00 + 17 * at)}项。" for at in range(1, 200)]
    chapters = [
        line
        for at, text in enumerate(lines)
        for line in ([f"第{at // 10 + 1}章　章{at}", text] if at % 10 == 0 else [text])
    ]
    old = "某某法\n" + "\n".join(chapters) + "\n"
    page = opened(
        DECISION if which == "decision" else compare(old, old.replace(lines[160], lines[160] + "另有规定的除外。"))
    )
    page.set_viewport_size({"width": 1280, "height": 800})
    bottom = page.evaluate("document.querySelector('.line[data-no]').closest('.c').getBoundingClientRect().bottom")
    assert bottom < 800
