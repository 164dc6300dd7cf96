"""The timeline page: every mark leads to its redline, every word is there, and hostile text stays text."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import sync_playwright

from browser import BROWSER, FLAGS
from decision_diff import History, read
from decision_diff.cli import main
from decision_diff.history.manifest import load
from decision_diff.history.timeline import render
from paths import FIXTURES

MANIFEST = FIXTURES / "history" / "history.toml"
HOSTILE = "</style><script>alert(1)</script><b>&amp;\u202e\u200b\"'{+"


@pytest.fixture(scope="module")
def page() -> str:
    known = load(MANIFEST).revisions
    return render(History.of((one.label, read(one.source)) for one in known), known, "Decision 641")


def test_every_link_leads_somewhere_and_every_change_has_one(page: str) -> None:
    tree = html.fromstring(page)
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(set(ids)) == len(ids)
    links = {one.get("href") for one in tree.iter("a")}
    assert {one for one in links if one} <= {f"#{one}" for one in ids}
    assert {f"#{one}" for one in ids if one and "." in one} <= links


def test_a_lane_for_each_clause_and_a_column_for_each_revision(page: str) -> None:
    tree = html.fromstring(page)
    changed, still = tree.findall(".//table")
    rows = {
        row.findtext("th"): [" ".join(map(str, cell.itertext())) for cell in row.findall("td")]
        for row in changed.iter("tr")
    }
    assert rows["做出决定8"] == ["7", "7", "SUP", "8  ADD"]
    assert rows["做出决定2"] == ["", "", "2  ADD", "2"]
    assert list(rows).index("做出决定2") == list(rows).index("做出决定1") + 1
    assert "43 clauses never changed" in page
    assert len(list(still.iter("tr"))) == 44


def test_the_words_of_each_revision_are_there_with_their_age(page: str) -> None:
    texts = html.fromstring(page).findall(".//div[@class='text']")
    for revision, text in zip(reversed(load(MANIFEST).revisions), texts, strict=True):
        for sup in list(text.iter("sup")):
            sup.text = ""
        shown = "".join(map(str, text.itertext()))
        for clause in read(revision.source).walk():
            assert clause.words.replace("\t", " | ").replace("\n", "↵") in shown
    assert "<sup>C27, first C24</sup>WTPF-26须向所有成员国和部门成员开放；" in page


def test_it_runs_nothing_and_loads_nothing(page: str) -> None:
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert "<script" not in page
    assert not re.search(r"\b(?:src|srcset|background)=|url\(|@import|https?:", page)


def test_hostile_text_stays_text() -> None:
    texts = [f"1\t{HOSTILE}甲\n", f"1\t{HOSTILE}乙\n2\t{HOSTILE}\n"]
    page = render(History.of([(f"{HOSTILE}{n}", read(text)) for n, text in enumerate(texts)]), title=HOSTILE)
    assert "<script" not in page
    assert "\u202e" not in page
    assert "\u200b" not in page
    assert page.count("‹U+202E›") > 4


@pytest.mark.browser
def test_chromium_shows_it_and_prints_it(page: str, tmp_path: Path) -> None:
    (tmp_path / "timeline.html").write_text(page, encoding="utf-8")
    where = (tmp_path / "timeline.html").as_uri()
    dom = subprocess.run(
        [BROWSER, *FLAGS, f"--user-data-dir={tmp_path / 'p'}", "--dump-dom", where],
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout.decode()
    assert dom.count('class="step"') == page.count('class="step"')
    pdf = tmp_path / "timeline.pdf"
    subprocess.run(
        [BROWSER, *FLAGS, f"--user-data-dir={tmp_path / 'q'}", f"--print-to-pdf={pdf}", where],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert pdf.read_bytes().startswith(b"%PDF")
    if tool := shutil.which("pdftotext"):
        text = subprocess.run([tool, str(pdf), "-"], capture_output=True, check=True).stdout.decode()
        assert "Clauses by revisions" in text
        assert "第七届" in text


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "timeline.html"
    assert main(["history", "timeline", str(MANIFEST), "-o", str(target)]) == 0
    assert "<title>decision-641-c27-invented.zh.txt</title>" in target.read_text(encoding="utf-8")
    assert main(["history", "timeline", str(MANIFEST), "-o", str(target)]) == 2
    assert "--force" in capsys.readouterr().err


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: str, tmp_path: Path, scheme: Any) -> None:
    (tmp_path / "timeline.html").write_text(page, encoding="utf-8")
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    with sync_playwright() as playwright:
        flags = [flag for flag in FLAGS if flag != "--headless"]
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=flags)
        shown = chromium.new_context(color_scheme=scheme).new_page()
        shown.goto((tmp_path / "timeline.html").as_uri())
        shown.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        shown.evaluate(axe)
        found = shown.evaluate("async () => (await axe.run()).violations")
        chromium.close()
    assert [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found] == []
