"""Our pages in a real browser: they load nothing, run nothing that is not ours, and show both texts."""

from __future__ import annotations

import html as stdlib_html
import http.server
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from browser import BROWSER, FLAGS, NEEDED
from comparisons import full
from decision_diff import compare
from decision_diff.changes import Comparison
from decision_diff.renderers import Options, html, review
from decision_diff.renderers.html import recover
from paths import FIXTURES

HOSTILE = '<b>&amp;"\u202e\u200b</style><script>x</script>{+[-|*`'

pytestmark = NEEDED
PAGES = pytest.mark.parametrize("render", [html.render, review.render], ids=["html", "review"])


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


Render = Callable[[Comparison, Options], str]


@PAGES
@pytest.mark.parametrize("comparison", [compare(FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt"),
                                        full(), full(HOSTILE)], ids=["decision-641", "every-effect", "hostile"])  # fmt: skip
def test_what_the_browser_made_of_the_page_still_gives_both_texts(
    comparison: Comparison, render: Render, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(render(comparison, Options()), encoding="utf-8", errors="surrogatepass")
    dumped = browse(page, tmp_path, "--dump-dom")
    expected = tuple(
        [clause.line for clause in side.walk() if clause.label or clause.words]
        for side in (comparison.old, comparison.new)
    )
    assert recover(dumped) == expected


@PAGES
def test_the_page_asks_for_nothing_and_runs_nothing(render: Render, tmp_path: Path, visits: list[str]) -> None:
    spy = f"http://127.0.0.1:{visits[0]}"
    attack = f'<img src="{spy}/a"><script>fetch("{spy}/b")</script><link rel=stylesheet href="{spy}/c"><iframe src="{spy}/d">'
    comparison = compare(f"1\t甲\n2\t{attack}\n", f"1\t乙{attack}\n2\t{attack}\n")
    page = tmp_path / "page.html"
    text = render(comparison, Options())
    assert stdlib_html.escape(spy) in text
    # Planted markup that our escaping would never let through: the policy alone must stop it.
    page.write_text(text.replace("</footer>", f"</footer>{attack}"), encoding="utf-8")
    browse(page, tmp_path, "--dump-dom")
    assert visits[1:] == []
    page.write_text(attack, encoding="utf-8")
    browse(page, tmp_path, "--dump-dom")
    assert visits[1:], "the spy hears nothing even without our policy: this test would prove nothing"


@PAGES
def test_it_prints(render: Render, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(render(full(), Options()), encoding="utf-8")
    browse(page, tmp_path, f"--print-to-pdf={tmp_path / 'page.pdf'}")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
