"""Our pages in a real browser: they load nothing, run nothing that is not ours, and show both texts."""

from __future__ import annotations

import html as stdlib_html
import http.server
import subprocess
import threading
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser import BROWSER, FLAGS
from comparisons import full
from decision_diff import compare
from decision_diff.changes import Comparison
from decision_diff.renderers import html, review
from decision_diff.renderers.html import recover
from decision_diff.renderers.options import Options, PageOptions, ReviewOptions, TableOptions
from decision_diff.renderers.table import html as table_html
from paths import FIXTURES

HOSTILE = '<b>&amp;"\u202e\u200b</style><script>x</script>{+[-|*`'

pytestmark = pytest.mark.browser
PAGES = pytest.mark.parametrize(
    ("render", "how"), [(html.render, PageOptions()), (review.render, ReviewOptions())], ids=["html", "review"]
)


@pytest.fixture
def visits() -> Iterator[list[str]]:
    """The paths that anybody asked a server on this machine for, at port `visits[0]`."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    asked.append(str(server.server_address[1]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield asked
    server.shutdown()
    server.server_close()


def browse(page: Path, tmp_path: Path, *arguments: str) -> str:
    command = [BROWSER, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", *arguments, page.as_uri()]
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()


Render = Callable[[Comparison, Any], str]


@PAGES
@pytest.mark.parametrize("comparison", [compare(FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt"),
                                        full(), full(HOSTILE)], ids=["decision-641", "every-effect", "hostile"])  # fmt: skip
def test_what_the_browser_made_of_the_page_still_gives_both_texts(
    comparison: Comparison, render: Render, how: Options, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(render(comparison, how), encoding="utf-8", errors="surrogatepass")
    dumped = browse(page, tmp_path, "--dump-dom")
    expected = tuple(
        [clause.line for clause in side.walk() if clause.label or clause.words]
        for side in (comparison.old, comparison.new)
    )
    assert recover(dumped) == expected


@PAGES
def test_the_page_asks_for_nothing_and_runs_nothing(
    render: Render, how: Options, tmp_path: Path, visits: list[str]
) -> None:
    spy = f"http://127.0.0.1:{visits[0]}"
    attack = f'<img src="{spy}/a"><script>fetch("{spy}/b")</script><link rel=stylesheet href="{spy}/c"><iframe src="{spy}/d">'
    comparison = compare(f"1\t甲\n2\t{attack}\n", f"1\t乙{attack}\n2\t{attack}\n")
    page = tmp_path / "page.html"
    text = render(comparison, how)
    assert stdlib_html.escape(spy) in text
    # Planted markup that our escaping would never let through: the policy alone must stop it.
    page.write_text(text.replace("</footer>", f"</footer>{attack}"), encoding="utf-8")
    browse(page, tmp_path, "--dump-dom")
    assert visits[1:] == []
    page.write_text(attack, encoding="utf-8")
    browse(page, tmp_path, "--dump-dom")
    assert visits[1:], "the spy hears nothing even without our policy: this test would prove nothing"


@PAGES
def test_it_prints(render: Render, how: Options, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(render(full(), how), encoding="utf-8")
    browse(page, tmp_path, f"--print-to-pdf={tmp_path / 'page.pdf'}")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARABIC = "قرار\nيقرر\n1\tيجتمع المجلس في جنيف مرة كل سنة؛\n2\tتشارك الدول الأعضاء في المنتدى.\n"


def shown(browser: Browser, folder: Path, text: str, **options: Any) -> Page:
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    page = browser.new_context(**options).new_page()
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize(
    ("render", "how"), [(html.render, PageOptions()), (table_html.render, TableOptions())], ids=["html", "table-html"]
)
@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}, {"viewport": {"width": 320, "height": 4000}}],
    ids=["light", "dark", "forced", "narrow"],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Browser, render: Render, how: Options, options: dict[str, Any], tmp_path: Path
) -> None:
    """Of the review page, whose script changes what is there, test_review has the same."""
    page = shown(browser, tmp_path, render(full(HOSTILE), how), **options)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")  # WCAG 1.4.10
    page.evaluate(AXE)
    found = page.evaluate("async rules => (await axe.run(document, { runOnly: rules })).violations", RULES)
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    page.context.close()


def test_the_columns_of_a_table_stay_wide_enough_to_read_on_a_narrow_screen(browser: Browser, tmp_path: Path) -> None:
    page = shown(browser, tmp_path, table_html.render(full(), TableOptions()), viewport={"width": 320, "height": 600})
    widths = page.evaluate("[...document.querySelectorAll('th')].map(e => e.getBoundingClientRect().width)")
    assert min(widths) > 60
    assert page.evaluate(
        "(() => { const e = document.querySelector('.scroll'); return e.scrollWidth > e.clientWidth })()"
    )
    page.context.close()


@PAGES
def test_a_text_from_right_to_left_has_its_numbers_and_marks_on_the_right(
    browser: Browser, render: Render, how: Options, tmp_path: Path
) -> None:
    old = ARABIC.replace("جنيف", "باريس")
    page = shown(browser, tmp_path, render(compare(old, ARABIC), how))
    mark, number, words = (
        page.evaluate("s => document.querySelector(s).getBoundingClientRect().right", f"article .c {part}")
        for part in (".g .mark", ".num", ".num + .t")
    )
    assert mark > number > words
    page.context.close()


@pytest.mark.parametrize(
    ("words", "language", "turned"),
    [
        ("理事会应当在日内瓦召开会议。", "zh", False),
        ("理事会は、ジュネーブにおいて会議を開催する。", "ja", False),
        ("理事会应当在日内瓦讨论会议议程草案以及ア条和イ条。", "", False),
        ("The Council shall meet in Geneva.", "", False),
        ("يجتمع المجلس في جنيف مرة كل سنة", "", True),
        ("המועצה תיפגש בז'נבה", "", True),
    ],
)
@PAGES
def test_a_page_says_the_language_and_the_direction_of_its_texts(
    render: Render, how: Options, words: str, language: str, turned: bool
) -> None:
    page = render(compare(f"1\t{words}\n", f"1\t{words}\n2\t{words}\n"), how)
    assert f'<article lang="{language}"{" dir=" + chr(34) + "rtl" + chr(34) if turned else ""}>' in page
