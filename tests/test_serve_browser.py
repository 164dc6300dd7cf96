"""The page of `serve` in a real browser, as an officer uses it: two texts in, the redline seen, outputs taken away."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import decision_diff as dd
from browser import AXE, RULES, wait
from decision_diff import profiles, renderers
from decision_diff.serve.limits import Limits
from decision_diff.serve.pages import load_words
from paths import FIXTURES
from served import Client, serve_here, wait_until

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
    if scheme == "light":  # what differs in the dark are colours
        for button in ("#paste", "nav [data-tab=history]", "nav [data-tab=verify]", "nav [data-tab=pair]"):
            page.click(button)
            run()
        drop(page, ("C24.txt", "\x00"))
        wait(page, "!document.querySelector('#alone').hidden")
        run()
        drop(page, ("C25.txt", NEW))
        wait(page, DONE)
        run()
        page.click("#again")
        drop(page, ("C26.txt", NEW.replace("three", "two")), ("C24.txt", OLD), ("C25.txt", NEW))
        wait(page, DONE)
        run()
        page.click("#history-again")
        page.click("nav [data-tab=pair]")
    visit.choose(*WORD)
    for summary in ("#options > summary", "#take summary"):
        page.click(summary)
    run()
    visit.context.close()
    assert found == []
    assert visit.faults == []


# Ways in


DROP = """files => {
  const carried = new DataTransfer();
  for (const [name, text] of files) carried.items.add(new File([text], name));
  const spread = kind => document.querySelector(AT).dispatchEvent(new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
  spread("dragenter");
  const seen = !document.querySelector("#overlay").hidden;
  spread("dragover");
  spread("drop");
  return seen && document.querySelector("#overlay").hidden;
}"""
OLD = "Decision 12 (C24)\ndecides\n1 to meet in Geneva for three days;\n2 to report.\n"
NEW = "Decision 12 (C25)\ndecides\n1 to meet in Nassau for three days;\n2 to report.\n"


def drop(page: Page, *files: tuple[str, str], at: str = "body") -> None:
    assert page.evaluate(DROP.replace("AT", f"'{at}'"), [list(one) for one in files])


def marked(page: Page) -> list[str]:
    found: list[str] = page.frame_locator("#frame").locator("article :is(ins, del)").all_inner_texts()
    return [text.partition(": ")[2].rstrip("]") if text.startswith("[") else text for text in found]


def test_two_files_are_dropped(visit: Visit) -> None:
    page = visit.page
    drop(page, ("one.txt", NEW), ("other.txt", OLD))
    wait(page, DONE)
    assert page.inner_text("#old-name") == "other.txt"
    assert "dates in the texts" in page.inner_text("#guessed")
    assert page.input_value("#old-label") == "C24"
    assert page.get_attribute("#title", "placeholder") == "Decision 12"
    assert page.evaluate("document.activeElement.id") == "summary"


def test_one_file_after_the_other(visit: Visit) -> None:
    page = visit.page
    drop(page, ("C25.txt", NEW))
    wait(page, "!document.querySelector('#alone').hidden")
    drop(page, ("C24.txt", OLD))
    wait(page, DONE)
    assert page.inner_text("#old-name") == "C24.txt"


def test_one_document_with_tracked_changes(visit: Visit, tmp_path: Path) -> None:
    redline = tmp_path / "redline.docx"
    dd.compare(*WORD).save(redline)
    page = visit.page
    page.set_input_files("#file", redline)
    wait(page, "!document.querySelector('#alone').hidden")
    page.click("#alone-tracked")
    wait(page, DONE)
    assert page.inner_text("#summary").startswith("5 changes")


def test_texts_are_pasted(visit: Visit) -> None:
    page = visit.page
    page.evaluate(
        """text => { const carried = new DataTransfer(); carried.setData("text/plain", text);
        document.body.dispatchEvent(new ClipboardEvent("paste", {clipboardData: carried, bubbles: true})); }""",
        OLD,
    )
    assert page.input_value("#pasted-old") == OLD
    assert page.evaluate("document.activeElement.id") == "pasted-new"
    page.click("#pasted [type=submit]")  # one is empty still
    assert page.evaluate("document.activeElement.id") == "pasted-new"
    page.keyboard.insert_text(NEW)
    page.click("#pasted [type=submit]")
    wait(page, DONE)
    assert page.inner_text("#old-name") == "Old text.txt"
    assert "Geneva" in page.frame_locator("#frame").locator("article del").all_inner_texts()[1]


def test_old_and_new_are_swapped_with_their_labels(visit: Visit) -> None:
    page = visit.page
    drop(page, ("C24.txt", OLD), ("C25.txt", NEW))
    wait(page, DONE)
    page.click("#options > summary")
    page.fill("#old-label", "the first")
    page.fill("#title", "A title <b>")
    page.click("#fields [type=submit]")
    wait(page, DONE)
    assert "the first" in page.frame_locator("#frame").locator("header").inner_text()
    page.click("#swap")
    wait(page, DONE)
    assert page.inner_text("#old-name") == "C25.txt"
    assert page.input_value("#new-label") == "the first"
    assert "swapped" in page.inner_text("#warnings")
    assert page.frame_locator("#frame").locator("h1").inner_text() == "A title <b>"


def test_another_file_is_put_in_the_place_of_one(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    drop(page, ("C24.txt", OLD), ("C25.txt", NEW))
    wait(page, DONE)
    third = tmp_path / "C26.txt"
    third.write_text(NEW.replace("three", "two"), encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.click("#new-change")
    chooser.value.set_files(third)
    wait(page, "document.querySelector('#new-name').textContent === 'C26.txt'")
    wait(page, DONE)
    page.select_option("#new-file", label="C25.txt")
    wait(page, "document.querySelector('#new-name').textContent === 'C25.txt'")
    wait(page, DONE)
    assert page.is_visible("#frame")


# Every output


def test_every_output_is_taken_away_under_its_title(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    drop(page, ("C24.txt", OLD), ("C25.txt", NEW))
    wait(page, DONE)
    names = page.eval_on_selector_all("[data-format]", "all => all.map(one => one.dataset.format)")
    assert {row.name for row in renderers.RENDERERS} == {*names} - {"all"}
    for name in names:
        path = take(page, name, tmp_path)
        assert path.name.startswith("Decision 12 C24 - C25."), name
        assert path.stat().st_size >= 100
    with zipfile.ZipFile(tmp_path / "Decision 12 C24 - C25.zip") as archive:
        assert len(archive.namelist()) == len(renderers.RENDERERS)


def test_notes_of_the_frame_can_be_taken_away_and_nothing_else_is_reached(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    drop(page, ("C24.txt", OLD), ("C25.txt", NEW))
    wait(page, DONE)
    frame = page.frames[1]
    assert frame.evaluate("self.origin") == "null"
    assert frame.evaluate("(() => { try { return parent.document.title } catch { return 'closed' } })()") == "closed"
    assert frame.evaluate("fetch('/').then(() => 'open', () => 'closed')") == "closed"
    visit.faults.clear()  # the two lines above are what a browser complains about
    frame.locator("article input[type=checkbox]").first.check()
    with page.expect_download() as waited:
        frame.locator("button:has-text('Export')").click()
    assert waited.value.suggested_filename.endswith(".json")


HOSTILE = "<img src=x onerror=document.title='run'><script>document.title='run'</script>"
NAME = "<img src=x onerror=document.title='run'>"  # on a system that lets files be called so


def test_hostile_names_and_texts_are_only_shown(visit: Visit) -> None:
    page = visit.page
    drop(page, (f"{NAME}1.txt", f"1 Words.\n2 {HOSTILE}\n"), (f"{NAME}2.txt", f"1 Other words.\n2 {HOSTILE} \n"))
    wait(page, DONE)
    assert "onerror" in page.inner_text("#old-name")
    assert "run" not in page.title()
    assert page.evaluate("document.querySelectorAll('main img, main script').length") == 0
    assert page.frames[1].evaluate("document.querySelectorAll('img').length") == 0


# What goes wrong


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("broken.docx", "PK\x03\x04"), ("b.txt", NEW)], "broken.docx: "),
        ([("empty.txt", ""), ("b.txt", NEW)], "empty.txt: the file is empty."),
        ([("binary.txt", "\x00\x01" * 99), ("b.txt", NEW)], "binary.txt: "),
    ],
)
def test_a_wrong_file_is_told_and_another_one_helps(visit: Visit, files: list[tuple[str, str]], said: str) -> None:
    page = visit.page
    drop(page, *files)
    wait(page, "!document.querySelector('#problem').hidden")
    visit.faults.clear()  # of the status of the answer
    assert page.inner_text("#problem").startswith(said)
    if page.is_visible("#again"):
        page.click("#again")
    drop(page, ("C24.txt", OLD), ("C25.txt", NEW))
    wait(page, "!document.querySelector('#frame').hidden")
    assert page.is_hidden("#problem")


def test_long_work_shows_its_stage_and_is_cancelled(visit: Visit) -> None:
    page = visit.page
    long = "".join(f"第{n}条　申请人应当在{n % 97}日内提交第{n * 7 % 1000}号材料，说明理由。\n" for n in range(1, 6000))
    drop(page, ("C24.txt", long), ("C25.txt", long.replace("说明", "写明")))
    wait(page, "document.querySelector('#stage').textContent.startsWith('Reading')")
    page.click("#cancel")
    wait(page, "!document.querySelector('#problem').hidden")
    assert page.inner_text("#problem") == "Cancelled."
    page.click("#again")
    assert page.is_visible("#drop")


def test_a_server_that_is_gone_is_told(browser: Browser) -> None:
    with serve_here(Limits()) as client:
        visit = Visit(browser, client.address)
    drop(visit.page, ("C24.txt", OLD))
    wait(visit.page, "!document.querySelector('#problem').hidden")
    assert "does not answer" in visit.page.inner_text("#problem")
    visit.context.close()


def test_two_people_at_once_see_their_own(browser: Browser, server: Client) -> None:
    visits = [Visit(browser, server.address) for _ in range(2)]
    texts = [("Geneva", "Nassau"), ("Paris", "Lima")]
    for visit, (was, now) in zip(visits, texts, strict=True):
        drop(
            visit.page,
            ("C24.txt", f"1 to meet in {was};\n2 to report.\n"),
            ("C25.txt", f"1 to meet in {now};\n2 to report.\n"),
        )
    for visit, (was, now) in zip(visits, texts, strict=True):
        wait(visit.page, DONE)
        shown = visit.page.frame_locator("#frame").locator("article").inner_text()
        assert was in shown
        assert now in shown
        assert not {one for pair in texts for one in pair if one in shown} - {was, now}
        visit.context.close()
        assert visit.faults == []


def test_a_page_that_is_closed_is_forgotten(browser: Browser, server: Client) -> None:
    visit = Visit(browser, server.address)
    with visit.page.expect_request(lambda sent: sent.method == "POST" and sent.url.endswith("/files")) as waited:
        drop(visit.page, ("C24.txt", OLD))
    path = waited.value.url.removeprefix(server.address).removesuffix("/files")
    assert server.ask("GET", f"{path}/jobs/x").status == 200
    visit.page.goto("about:blank")
    wait_until(lambda: server.ask("GET", f"{path}/jobs/x").status == 410)
    visit.context.close()


# History and verification


def test_three_files_are_a_history(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    drop(page, ("C26.txt", NEW.replace("three", "two")), ("C24.txt", OLD), ("C25.txt", NEW))
    wait(page, DONE)
    labels = "[...document.querySelectorAll('#revisions input')].map(one => one.value)"
    assert page.evaluate(labels) == ["C24", "C25", "C26"]
    assert page.inner_text("#summary") == "3 revisions; changes from each to the next: 2, 1"
    assert "C26" in page.frame_locator("#frame").locator("body").inner_text()
    with page.expect_download() as waited:
        page.click("[data-result='history.log']")
    waited.value.save_as(tmp_path / "log.txt")
    assert "C26" in (tmp_path / "log.txt").read_text(encoding="utf-8")
    page.click("#revisions li:nth-child(3) .moves button:first-child")
    assert page.evaluate(labels) == ["C24", "C26", "C25"]
    assert page.evaluate("document.activeElement.textContent") == "↑"
    page.fill("#revisions li:nth-child(2) input", "Draft")
    page.click("#follow")
    wait(page, "!document.querySelector('#result-card').hidden && !document.querySelector('#frame').hidden")
    assert "Draft" in page.frame_locator("#frame").locator("body").inner_text()


def test_a_redline_is_verified(visit: Visit, tmp_path: Path) -> None:
    redline = tmp_path / "redline.docx"
    dd.compare(*WORD).save(redline)
    page = visit.page
    page.click("nav [data-tab=verify]")
    assert page.is_disabled("#verify")
    page.set_input_files("#file", [redline, *WORD])
    wait(page, "!document.querySelector('#verify').disabled")
    page.click("#verify")
    wait(page, "!document.querySelector('#verdict').hidden")
    assert page.inner_text("#verdict h2") == "Verified"
    drop(page, ("new.txt", NEW), at="[data-role=new]")
    wait(page, "document.querySelector('#verdict').hidden && !document.querySelector('#verify').disabled")
    page.click("#verify")
    wait(page, "!document.querySelector('#verdict').hidden")
    assert page.inner_text("#verdict h2") == "NOT verified"
    assert page.is_visible("#verdict pre")


# For everybody


def test_all_of_it_works_with_the_keyboard(visit: Visit, tmp_path: Path) -> None:
    page = visit.page

    def reach(selector: str) -> None:
        for _ in range(60):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(selector)

    reach("#paste")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(OLD)
    page.keyboard.press("Tab")
    page.keyboard.insert_text(NEW)
    reach("#pasted [type=submit]")
    page.keyboard.press("Space")
    wait(page, DONE)
    reach("[data-format=text]" if page.is_visible("[data-format=text]") else "[data-format=summary]")
    with page.expect_download():
        page.keyboard.press("Enter")
    wait(page, "document.querySelector('#taken').textContent.includes('Saved')")
    reach("#options > summary")
    page.keyboard.press("Enter")
    reach("#ignore-case")
    page.keyboard.press("Space")
    reach("#fields [type=submit]")
    page.keyboard.press("Enter")
    wait(page, DONE)
    reach("#frame")
    page.evaluate("document.querySelector('#swap').focus()")
    page.keyboard.press("Enter")
    wait(page, "document.querySelector('#old-name').textContent === 'New text.txt'")
    wait(page, DONE)


def test_every_control_has_a_name_and_what_happens_is_announced(visit: Visit) -> None:
    page = visit.page
    assert page.evaluate(
        "['stage', 'taken'].every(id => document.getElementById(id).getAttribute('role') === 'status')"
    )
    assert page.get_attribute("#problem", "role") == "alert"
    drop(page, ("C24.txt", OLD), ("C25.txt", NEW))
    wait(page, DONE)
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll('button, input, select, textarea, iframe, progress')].filter(one => one.checkVisibility()
        && !(one.textContent.trim() || one.getAttribute('aria-label') || one.labels?.length)).map(one => one.outerHTML)"""
    )
    assert unnamed == []


def test_each_language_speaks_everywhere_and_nothing_overflows(browser: Browser, server: Client) -> None:
    visit = Visit(browser, server.address, locale="ar", viewport={"width": 1100, "height": 800})
    page = visit.page
    assert page.inner_text("h1") == load_words("ar")["pair.heading"]
    drop(page, ("C24.txt", OLD), ("C25.txt", NEW))
    wait(page, DONE)
    assert page.frame_locator("#frame").locator("html").get_attribute("lang") == "ar"
    said = page.inner_text("#summary")
    page.click("#options > summary")
    page.click("#take summary")
    for code in profiles.LANGUAGES:
        page.select_option("#language", code)
        wait(page, f"document.documentElement.lang === '{code}'")
        assert page.get_attribute("html", "dir") == ("rtl" if code == "ar" else "ltr")
        assert page.inner_text("#swap") == load_words(code)["files.swap"]
        assert page.inner_text("#summary") == said  # what was made stays until it is made anew
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), code
        assert page.evaluate(OVERFLOWING) == [], code
    page.click("#fields [type=submit]")
    wait(page, DONE)
    assert page.inner_text("#summary") != said
    visit.context.close()
    assert visit.faults == []


OVERFLOWING = """[...document.querySelectorAll('button, select, p, h2')].filter(one => one.checkVisibility() && one.clientWidth
    && one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML)"""


@pytest.mark.slow
def test_a_thousand_articles_do_not_hold_up_the_page(visit: Visit) -> None:
    page = visit.page
    old = "".join(
        f"第{n}条　申请人应当在{n % 97}日内提交第{n * 7 % 1000}号材料，说明理由，并予登记。\n" for n in range(1, 1001)
    )
    new = "".join(
        line.replace("登记", "备案") if n % 10 == 0 else line for n, line in enumerate(old.splitlines(keepends=True))
    )
    page.evaluate(
        """() => { window.long = []; new PerformanceObserver(list => window.long.push(...list.getEntries().map(one => one.duration)))
        .observe({type: "longtask", buffered: false}); }"""
    )
    drop(page, ("C24.txt", old), ("C25.txt", new))
    for _ in range(3):
        wait(page, DONE)
        page.wait_for_timeout(500)
        page.click("#swap")
    wait(page, DONE)
    assert "100 " in page.inner_text("#summary")
    assert max(page.evaluate("window.long"), default=0) < 200, page.evaluate("window.long")


def test_what_is_begun_anew_shows_nothing_of_what_was_before(visit: Visit) -> None:
    page = visit.page
    drop(page, ("C24.txt", OLD), ("C25.txt", NEW))
    wait(page, DONE)
    page.evaluate("for (let n = 0; n < 5; n++) document.querySelector('#swap').click()")
    wait(page, DONE)
    assert page.is_hidden("#problem")
    page.click("#swap")
    page.click("nav [data-tab=verify]")  # which stops it
    page.click("nav [data-tab=pair]")
    wait(page, DONE)
    assert page.is_visible("#frame")
    page.click("#swap")
    drop(page, ("C26.txt", NEW.replace("three", "two")))
    wait(page, "document.querySelector('#new-name').textContent === 'C26.txt'")
    wait(page, DONE)
    assert page.is_hidden("#problem")


def test_what_one_tab_has_the_others_begin_with(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    drop(page, ("C26.txt", NEW.replace("three", "two")), ("C24.txt", OLD), ("C25.txt", NEW))
    wait(page, DONE)
    page.click("nav [data-tab=pair]")  # the last step of the history
    wait(page, DONE)
    assert (page.inner_text("#old-name"), page.inner_text("#new-name")) == ("C25.txt", "C26.txt")
    page.select_option("#old-file", label="C24.txt")
    wait(page, "document.querySelector('#old-name').textContent === 'C24.txt'")
    wait(page, DONE)
    redline = take(page, "docx", tmp_path)
    page.click("nav [data-tab=verify]")
    assert page.inner_text("[data-role=old] .name") == "C24.txt"
    page.set_input_files("#file", redline)
    wait(page, "!document.querySelector('#verify').disabled")
    page.click("#verify")
    wait(page, "!document.querySelector('#verdict').hidden")
    assert page.inner_text("#verdict h2") == "Verified"
    page.click("nav [data-tab=history]")  # where the redline is no revision
    wait(page, DONE)
    assert page.evaluate("document.querySelectorAll('#revisions li').length") == 3
    page.select_option("#language", "fr")
    wait(page, "document.querySelector('#summary').textContent.startsWith('3 versions')")
    assert page.inner_text("[data-result='history.log'] span") == load_words("fr")["history.log"]
