"""The redline for a page of someone else: scoped, apart from its style sheet, and safe under a strict policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser import BROWSER, FLAGS
from comparisons import full
from decision_diff import cli, compare, render, verify
from decision_diff.errors import FormatError
from decision_diff.renderers.html import fragment
from paths import FIXTURES
from renderings import HOSTILE

OLD, NEW = (FIXTURES / f"decision-641-c{session}.zh.txt" for session in (24, 25))
TEXTS = ("Article 1\nThe fee is 5.\nArticle 2\nIt ends.\n", "Article 1\nThe fee is 7.\nArticle 2\nIt ends.\n")
NAMED = re.compile(r'<[^<>]* (id|href)="([^"]*)"')
COMPARISONS = pytest.mark.parametrize(
    "comparison", [compare(OLD, NEW), full(), full(HOSTILE)], ids=["decision-641", "every-effect", "hostile"]
)


def find_ids(output: str) -> tuple[list[str], list[str]]:
    """The ids of a fragment, and where its links lead, in order."""
    found = [match for tag in re.findall("<[^<>]*>", output) for match in re.findall(r' (id|href)="([^"]*)"', tag)]
    return [value for name, value in found if name == "id"], [value for name, value in found if name == "href"]


@COMPARISONS
def test_nothing_in_it_is_a_page_a_style_or_a_script(comparison: object) -> None:
    output = str(render(comparison, "html-fragment", profile="legal"))  # type: ignore[call-overload]
    tags = set(re.findall(r"</?([a-z0-9]+)", " ".join(re.findall("<[^<>]*>", output))))
    assert not tags & {
        "html",
        "head",
        "body",
        "style",
        "script",
        "link",
        "meta",
        "h1",
        "main",
        "header",
        "footer",
        "img",
    }
    names = {name for tag in re.findall("<[^<>]*>", output) for name in re.findall(r' ([a-z-]+)="', tag)}
    assert not [name for name in names if name in ("style", "src") or name.startswith("on")]
    assert {
        one for tag in re.findall("<[^<>]*>", output) for value in re.findall(r' class="([^"]*)"', tag)
        for one in value.split() if not one.startswith("dd-")
    } == set()  # fmt: skip
    assert output.startswith('<div class="dd-redline"')
    assert output.endswith("</div>\n")


@COMPARISONS
def test_each_link_leads_into_the_fragment_itself(comparison: object) -> None:
    ids, links = find_ids(str(render(comparison, "html-fragment", id_prefix="a")))  # type: ignore[call-overload]
    assert len(ids) == len(set(ids))
    assert {link.startswith("#a-") for link in links} == {True}
    from urllib.parse import unquote

    assert {unquote(link[1:]) for link in links} <= set(ids)


def test_two_fragments_share_no_id_and_one_shown_twice_takes_a_prefix() -> None:
    one, other = (compare(*TEXTS), compare(TEXTS[0], TEXTS[1].replace("7", "8")))
    ids = [set(find_ids(render(*what))[0]) for what in ((one, "html-fragment"), (other, "html-fragment"))]
    ids.append(set(find_ids(render(one, "html-fragment", labels="fr"))[0]))
    ids.append(set(find_ids(render(one, "html-fragment", id_prefix="again"))[0]))
    assert len(set().union(*ids)) == sum(map(len, ids))
    assert render(one, "html-fragment") == render(compare(*TEXTS), "html-fragment")


@pytest.mark.parametrize("prefix", ["1a", "a b", 'a"', "ä", "-a", "a#", "_a"])
def test_a_prefix_is_plain(prefix: str) -> None:
    with pytest.raises(FormatError, match="id_prefix must be an ASCII letter, then letters, digits, - and _, not "):
        render(compare(*TEXTS), "html-fragment", id_prefix=prefix)
    assert 'id="a-1_b"' in render(compare(*TEXTS), "html-fragment", id_prefix="a-1_b")


def test_headings_begin_below_that_of_the_page_around() -> None:
    page, output = (str(render(compare(OLD, NEW), fmt)) for fmt in ("html", "html-fragment"))
    assert [f"h{int(level) + 1}" for level in re.findall(r"<h(\d)", page)] == re.findall(r"<(h\d)", output)
    said = [re.findall(r'aria-level="(\d)"', one) for one in (page, output)]
    assert said[0]
    assert [min(int(level) + 1, 6) for level in said[0]] == [int(level) for level in said[1]]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('class="dd-t"', 'class="dd-t gone"', "the class 'gone' is not ours"),
        ("The fee", "<style>ins{display:none}</style>The fee", "the style sheet is not that of this version"),
        ("The fee", '<span hidden="">The fee</span>', "an attribute hidden"),
    ],
)
def test_what_may_hide_a_word_is_found(before: str, after: str, said: str) -> None:
    output = render(compare(*TEXTS), "html-fragment")
    assert verify(output.encode(), *TEXTS)
    forged = output.replace(before, after, 1)
    assert forged != output
    found = verify(forged.encode(), *TEXTS)
    assert not found
    assert said in " ".join(map(str, found.differences))


def test_another_page_is_no_fragment() -> None:
    with pytest.raises(ValueError, match="does not begin as an HTML fragment of decision-diff does"):
        fragment.recover("<div>" + render(compare(*TEXTS), "html-fragment"))


def test_the_style_sheet_holds_inside_the_fragment_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["stylesheet"]) == 0
    style = capsys.readouterr().out
    assert style == fragment.load_style()
    rules = [line.strip() for line in style.splitlines() if "{" in line and not line.startswith("@media")]
    selectors = [one for rule in rules for one in re.split(r",(?![^(]*\))", rule.partition("{")[0])]
    assert len(selectors) > 100
    assert [one for one in selectors if not one.strip().startswith(".dd-redline")] == []
    assert style.count("{") == style.count("}")
    assert "@page" not in style
    # Each rule of the page is there, but for those of the sheet of paper.
    own = re.sub(r"/\*.*?\*/", "", "".join((Path(fragment.__file__).parent / f"{name}.css").read_text("utf-8") for name in ("page", "marks")), flags=re.DOTALL)  # fmt: skip
    assert style.count("{") == own.count("{") - own.count("@page") + 1


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=BROWSER, args=[*FLAGS])


HOST = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' http://host.test"><link rel="stylesheet" href="http://host.test/ours.css">
<link rel="stylesheet" href="http://host.test/host.css"></head><body><h1 class="c">Host</h1><h2 id="own">News</h2><p><ins>host</ins></p>
%s%s</body></html>"""


@pytest.mark.browser
def test_a_page_with_a_strict_policy_shows_it_and_keeps_its_own_look(browser: Browser) -> None:
    comparison = compare(OLD, NEW)
    host = HOST % (render(comparison, "html-fragment"), render(comparison, "html-fragment", profile="legal"))
    files = {
        "/": host,
        "/ours.css": fragment.load_style(),
        "/host.css": ".c, .t, .mark { display: none } h1.c { display: block; font-size: 40px } h2 { font-size: 31px }",
    }
    faults: list[str] = []
    looks: list[dict[str, object]] = []
    for ours in (True, False):
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.on("console", lambda line: faults.append(line.text) if line.type in ("error", "warning") else None)
        page.route(
            "http://host.test/**",
            lambda route, ours=ours: route.fulfill(
                body=files[path] if (path := "/" + route.request.url.rpartition("/")[2]) != "/ours.css" or ours else "",
                content_type="text/css" if path.endswith(".css") else "text/html",
            ),
        )
        page.goto("http://host.test/")
        looks.append(
            page.evaluate(
                "() => Object.fromEntries(['h1', '#own', 'body', 'p ins'].map(name => { const s = getComputedStyle(document.querySelector(name));"
                " return [name, [s.fontSize, s.color, s.display, s.backgroundColor, s.marginTop]]; }))"
            )
        )
        if ours:
            shown = page.evaluate(
                "() => ['.dd-c', '.dd-t', '.dd-mark'].map(name => [...document.querySelectorAll(name)].filter(one => one.textContent).every(one => one.offsetHeight > 0))"
            )
            assert shown == [True, True, True]
            colour = "() => getComputedStyle(document.querySelector('.dd-redline article ins')).textDecorationLine"
            assert page.evaluate(colour) == "underline"
            assert page.evaluate("() => new Set([...document.querySelectorAll('[id]')].map(one => one.id)).size") == (
                page.evaluate("() => document.querySelectorAll('[id]').length")
            )
            page.locator(".dd-redline .dd-list a").first.click()
            assert page.evaluate("() => document.querySelector(':target').closest('.dd-redline').id").startswith("dd-")
    assert looks[0] == looks[1]
    assert faults == []
