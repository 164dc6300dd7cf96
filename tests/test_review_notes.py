"""Notes go from page to page by a file, in a real browser: nothing is lost, nothing goes astray unsaid, nothing hostile runs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, FileChooser, FilePayload, Page

import decision_diff as dd
from browser import AXE, RULES, Opener, focused, press, reload, stored, wait
from comparisons import change as made
from comparisons import clause, compared, decision, full, heading
from decision_diff import cli
from decision_diff.changes import Comparison
from decision_diff.renderers import review
from decision_diff.renderers.options import ReviewOptions
from decision_diff.renderers.review import recover
from decision_diff.reviewer import notes
from exportednotes import SHAPELESS, entry, exported, source
from paths import FIXTURES
from reviewpages import bring

pytestmark = pytest.mark.browser
FULL = full()
HOSTILE = "</p></script><script>document.title='run'</script><img src=x onerror=alert(1)>\u202e\u200b\x00&amp;"


def noted(page: Page, number: int) -> str:
    shown = page.locator(f"#change\\.{number} + .noted")
    return shown.inner_text() if shown.count() else ""


def ticked(page: Page) -> list[str]:
    found: list[str] = page.evaluate("[...document.querySelectorAll('.line.done')].map(line => line.dataset.no)")
    return found


def export(page: Page) -> Any:
    with page.expect_download() as caught:
        page.click("[data-do=export]")
    return json.loads(caught.value.path().read_text(encoding="utf-8"))


# In the page


def test_what_one_page_exports_another_imports(opened: Opener) -> None:
    page = opened(FULL)
    press(page, "j", "r", "j", "j", "n")
    page.keyboard.type("请核对\n<b>两行</b>")
    press(page, "Escape")
    document = export(page)
    opened.context.close()
    page = opened(FULL)  # another browser, which keeps nothing yet
    assert noted(page, 3) == ""
    assert bring(page, document) == "anna.json: 2 imported."
    press(page, "Escape")
    assert focused(page) != "ui.import"
    assert noted(page, 3) == "Note: 请核对\n<b>两行</b>"
    assert ticked(page) == ["1"]
    assert page.is_checked("#change\\.1 input")
    assert "1 reviewed" in page.inner_text("#ui\\.at")
    assert export(page) == document
    assert bring(page, document) == "anna.json: 2 already here."
    reload(page, stored("请核对"))
    assert export(page) == document


def test_the_keyboard_alone_imports(opened: Opener) -> None:
    page = opened(FULL)
    page.focus("[data-do=export]")
    press(page, "Tab")
    assert page.evaluate("document.activeElement.dataset.do") == "import"
    chosen: list[FileChooser] = []
    page.on("filechooser", lambda one: chosen.append(one))  # noqa: PLW0108 - Playwright leaves a mark on what it calls
    page.wait_for_timeout(100)  # until the browser has heard that it shall not ask
    press(page, "Enter")
    while not chosen:
        page.wait_for_timeout(20)
    data = json.dumps(exported(FULL, entry(FULL, 1, "why"))).encode()
    chosen[0].set_files(FilePayload(name="a.json", mimeType="application/json", buffer=data))
    wait(page, "document.getElementById('ui.import').open")
    assert page.evaluate("document.activeElement.dataset.do") == "close"
    press(page, "j", "r")  # no shortcut works behind a dialog
    assert ticked(page) == []
    press(page, "Enter")
    assert page.evaluate("document.activeElement.dataset.do") == "import"


def test_notes_that_differ_are_both_kept_and_the_dialog_leads_there(opened: Opener) -> None:
    page = opened(FULL)
    press(page, "j", "n")
    page.keyboard.type("mine")
    press(page, "Escape")
    theirs = exported(FULL, entry(FULL, 1, "theirs", reviewed=True), entry(FULL, 2, "new to me"))
    said = bring(page, theirs, "ben\u202e .json")
    assert said == "ben‹U+202E› .json: 1 imported, 1 added below a different note of yours."
    page.click("#ui\\.came-of a")
    wait(page, "document.activeElement.id === 'change.1'")
    assert not page.is_visible("#ui\\.import")
    assert noted(page, 1) == "Note: mine\n— ben‹U+202E› .json:\ntheirs"
    assert ticked(page) == ["1"]
    # Whoever brings the same again, or a note that has all of this one and more, gets nothing twice.
    assert bring(page, theirs).endswith("2 already here.")
    press(page, "Escape")
    more = exported(FULL, entry(FULL, 2, "new to me\nand more"))
    assert bring(page, more).endswith("1 imported.")
    press(page, "Escape")
    assert noted(page, 2) == "Note: new to me\nand more"


def test_a_note_that_is_open_shows_what_came(opened: Opener) -> None:
    page = opened(FULL)
    press(page, "j", "n")
    page.keyboard.type("mine")
    press(page, "Escape")
    bring(page, exported(FULL, entry(FULL, 1, "theirs")))
    press(page, "Escape")
    press(page, "n")  # the field was made before: what is typed now must not undo what came
    press(page, "Control+End")
    page.keyboard.type("!")
    assert export(page)["changes"][0]["note"] == "mine\n— anna.json:\ntheirs!"


def test_notes_on_other_texts_are_not_taken(opened: Opener) -> None:
    page = opened(FULL)
    for side in ("old", "new"):
        other = exported(FULL, entry(FULL, 1, "why")) | {side: {"name": "C26\u200b.txt", "sha256": "0" * 64}}
        said = bring(page, other)
        assert "anna.json holds notes on two other texts" in said
        assert "C26‹U+200B›.txt" in said
        assert said.endswith("Nothing was imported.")
        press(page, "Escape")
    assert export(page)["changes"] == []


def test_notes_on_clauses_that_are_no_change_here_are_shown(opened: Opener) -> None:
    page = opened(FULL)
    astray = entry(FULL, 1, "lost?\u202e") | {"new": ["p_9"], "place": "<b>here"}
    said = bring(page, exported(FULL, astray, entry(FULL, 2, "why")))
    assert said == "anna.json: 1 imported, 1 not imported, because this page shows no change of their clauses."
    assert page.inner_text("#ui\\.came-of") == "<b>here: lost?‹U+202E›"
    press(page, "Escape")
    many = [entry(FULL, 1, f"note {at}") | {"new": [f"x_{at}"]} for at in range(20_000)]
    said = bring(page, exported(FULL, *many))
    assert "20000 not imported" in said
    assert page.locator("#ui\\.came-of li").count() == 51
    assert page.locator("#ui\\.came-of li").last.inner_text() == "… and 19950 more"


def test_what_the_schema_refuses_is_refused_here(opened: Opener) -> None:
    page = opened(FULL)
    for name, document in SHAPELESS.items():
        said = bring(page, document)
        assert "anna.json" in said, name
        assert said.endswith("Nothing was imported."), name
        press(page, "Escape")
    assert export(page)["changes"] == []
    assert page.evaluate("({}).reviewed === undefined && ({}).note === undefined")


def test_each_file_that_cannot_be_taken_is_one_sentence(opened: Opener) -> None:
    page = opened(FULL)
    files: list[tuple[object, str]] = [
        (b"{broken", "anna.json is not a notes file"),
        (b"", "anna.json is not a notes file"),
        (b"\xff\xfe\x00", "anna.json is not a notes file"),
        (b"[" * 1_000_000, "anna.json is not a notes file"),
        (b" " * 10_000_001, "anna.json is larger than 10 MB"),
        (exported(FULL, entry(FULL, 1), entry(FULL, 1)), "Entry 2 of anna.json is on the same clauses as an earlier"),
        (exported(FULL, entry(FULL, 1), {}), "Entry 2 of anna.json is not valid"),
        (exported(FULL) | {"version": 2}, "anna.json is not in version 1"),
        (exported(FULL), "anna.json: no notes."),
        (b"\xef\xbb\xbf" + json.dumps(exported(FULL)).encode(), "anna.json: no notes."),
    ]
    for data, sentence in files:
        assert bring(page, data).startswith(sentence)
        press(page, "Escape")


def test_hostile_notes_stay_text(opened: Opener) -> None:
    page = opened(FULL)
    names = [entry(FULL, 1) | {"old": ["__proto__"], "new": ["constructor"], "note": HOSTILE, "place": HOSTILE}]
    said = bring(page, exported(FULL, entry(FULL, 2, HOSTILE), *names), f"{HOSTILE}.json".replace("/", "").replace("\x00", ""))  # fmt: skip
    assert "1 imported, 1 not imported" in said
    assert page.locator("dialog img, dialog script, article img, article script").count() == 0
    assert "‹U+202E›" in page.inner_text("#ui\\.came-of")
    press(page, "Escape")
    assert noted(page, 2).startswith("Note: </p></script><script>")
    assert not re.search("[\u202e\u200b]", page.content())
    assert page.evaluate("({}).note === undefined && document.title !== 'run'")
    assert export(page)["changes"][0]["note"] == HOSTILE


def test_the_filter_of_what_is_open_heeds_what_came(opened: Opener) -> None:
    page = opened(FULL)
    press(page, "f")
    page.check("#ui\\.open")
    bring(page, exported(FULL, entry(FULL, 1, reviewed=True)))
    press(page, "Escape", "j")
    assert focused(page) == "change.2"


def test_axe_finds_nothing_in_the_dialog(opened: Opener) -> None:
    page = opened(FULL)
    press(page, "j", "n")
    page.keyboard.type("mine")
    press(page, "Escape")
    astray = entry(FULL, 1, "x") | {"new": ["p_9"]}
    bring(page, exported(FULL, entry(FULL, 1, "theirs"), astray))
    page.evaluate(AXE)
    found = page.evaluate("async rules => (await axe.run(document, { runOnly: rules })).violations", RULES)
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.locator("dialog[open]").aria_snapshot().count("listitem") == 2


LINES = st.lists(st.sampled_from(["a", "b", "a a", "", "— x:"]), max_size=4).map("\n".join)


@pytest.fixture(scope="module")
def merged(browser: Browser) -> Iterator[Callable[[str, str, str], str]]:
    """The function of the page that makes one note of two."""
    script = (Path(review.__file__).parent / "import.js").read_text(encoding="utf-8")
    functions = script[script.index("function holds") : script.index("// ---- what is a file")]
    page = browser.new_page()
    yield lambda *given: page.evaluate(f"given => {{ {functions} return merged(...given) }}", list(given))
    page.close()


@given(own=LINES, other=LINES)
def test_two_notes_as_one_lose_nothing(merged: Callable[[str, str, str], str], own: str, other: str) -> None:
    one = merged(own, other, "x.json")
    for note in (own, other):
        assert note == "" or f"\n{note}\n" in f"\n{one}\n"
    assert merged(one, other, "y.json") == one
    assert merged(own, one, "y.json") == one


# Given when the page is made


def given_to(comparison: Comparison, *entries: dict[str, Any]) -> notes.Notes:
    return notes.read(source(exported(comparison, *entries)))


GIVEN = given_to(FULL, entry(FULL, 1, reviewed=True), entry(FULL, 3, "请核对\n<b>"), entry(FULL, 14, "in a row"))


def test_a_page_holds_the_notes_that_it_was_given_without_script_too(opened: Opener) -> None:
    page = opened(FULL, how=ReviewOptions(notes=GIVEN), java_script_enabled=False)
    shown = page.inner_text("article")
    assert "Note: 请核对\n<b>" in shown
    assert "Note: in a row" in shown
    assert page.locator(".line.done").count() == 1
    assert page.pdf().startswith(b"%PDF")


def test_what_was_given_is_there_and_can_be_changed_for_good(opened: Opener) -> None:
    page = opened(FULL, how=ReviewOptions(notes=GIVEN))
    assert page.inner_text("#ui\\.copied") == "anna.json: 3 imported."
    assert noted(page, 3) == "Note: 请核对\n<b>"
    assert ticked(page) == ["1"]
    assert [row["note"] for row in export(page)["changes"]] == ["", "请核对\n<b>", "in a row"]
    press(page, "j", "r", "j", "j", "n")
    press(page, "Control+a", "Delete", "Escape")
    page.reload()
    assert noted(page, 3) == ""  # deleted here, and not brought back
    assert ticked(page) == []
    assert [row["note"] for row in export(page)["changes"]] == ["in a row"]


def test_what_was_given_is_put_to_what_is_here_already(opened: Opener) -> None:
    page = opened(FULL)
    press(page, "j", "j", "j", "n")
    page.keyboard.type("mine")
    press(page, "Escape")
    (opened.folder / "review.html").write_text(review.render(FULL, ReviewOptions(notes=GIVEN)), encoding="utf-8")
    reload(page, stored("mine"))
    assert "2 imported, 1 added below a different note" in page.inner_text("#ui\\.copied")
    assert noted(page, 3) == "Note: mine\n— anna.json:\n请核对\n<b>"


@pytest.mark.parametrize("hostile", ["", HOSTILE])
def test_both_texts_can_still_be_read_back(hostile: str) -> None:
    comparison = full(hostile.replace("\x00", ""))
    every = [
        entry(comparison, number, f"{hostile}{number}\n\ud800") for number in range(1, len(comparison.changes) + 1)
    ]
    output = review.render(comparison, ReviewOptions(notes=given_to(comparison, *every)))
    output.encode()
    assert recover(output) == recover(review.render(comparison, ReviewOptions()))
    assert output.count("<script") == 1
    assert not re.search("[\u202e\u200b\x00\ud800]", output)


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = (str(FIXTURES / f"decision-641-c{year}.zh.txt") for year in (24, 25))
    comparison = dd.compare(old, new)
    file, page = tmp_path / "anna.json", tmp_path / "review.html"
    file.write_text(json.dumps(exported(comparison, entry(comparison, 2, "日期已定"))), encoding="utf-8")
    arguments = ["-f", "review", "-o", str(page), "--notes", str(file)]
    assert cli.main(["compare", new, old, *arguments]) == 2
    assert "anna.json: the notes were made on another old text" in capsys.readouterr().err
    assert not page.exists()
    assert cli.main(["compare", old, new, *arguments]) == 1
    assert "Note: 日期已定" in page.read_text(encoding="utf-8")


# The filter by part


def test_a_chapter_can_be_chosen_and_a_move_is_found_in_both(opened: Opener) -> None:
    def book(name: str, number: str, *chapters: Any) -> Any:
        return heading(f"book_{number}", name, "book", *chapters)

    def chapter(book: str, number: str, *articles: Any) -> Any:
        return heading(f"book_{book}__chp_{number}", f"第{number}章", "chapter", *articles)

    moved_old, moved_new = clause("art_1", "移走的话。", "1"), clause("art_4", "移走的话。", "4")
    amended_old, amended_new = clause("art_3", "旧话。", "3"), clause("art_3", "新话。", "3")
    same = clause("art_2", "不变。", "2")
    old = decision("a", book("第一编", "1", chapter("1", "一", moved_old, same), chapter("1", "二", amended_old)), book("第二编", "2", chapter("2", "一")))  # fmt: skip
    new = decision("b", book("第一编", "1", chapter("1", "一", same), chapter("1", "二", amended_new)), book("第二编", "2", chapter("2", "一", moved_new)))  # fmt: skip
    changes = [
        made([amended_old], [amended_new], "MOD", ["substitution"], "-旧", "+新", "=话。"),
        made([moved_old], [moved_new], "ADD*/SUP*", ["move", "renumbering"]),
    ]
    page = opened(compared(old, new, changes))
    press(page, "f")
    assert page.locator("#ui\\.part option").all_inner_texts() == [
        "all", "第一编", "第一编 › 第一章", "第一编 › 第二章", "第二编", "第二编 › 第一章",
    ]  # fmt: skip
    for part, shown in (
        ("第一编", ["1", "2"]),
        ("第一编 › 第一章", ["2"]),  # whence it went
        ("第一编 › 第二章", ["1"]),
        ("第二编 › 第一章", ["2"]),
        ("all", ["1", "2"]),
    ):
        page.select_option("#ui\\.part", label=part)
        left = page.evaluate("[...document.querySelectorAll('.line:not(.off)')].map(line => line.dataset.no)")
        assert left == shown, part
