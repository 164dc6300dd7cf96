"""Pages are files with named holes: what fills one is text unless it is markup, and no hole and no value is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import Markup

import comparisons
import decision_diff as dd
from decision_diff.history import History, timeline
from decision_diff.renderers.html.template import fill, hash_for_policy
from paths import FIXTURES

PACKAGE = Path(dd.__file__).parent


def template(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "template.html"
    path.write_text(text, encoding="utf-8")
    return path


def test_text_is_escaped_and_markup_is_not(tmp_path: Path) -> None:
    path = template(tmp_path, '<p title="{{name}}">{{name}}{{body}} { } {{ }} {name}</p>\n')
    filled = fill(path, name='a"<b>&', body=Markup("<b>c</b>"))
    assert filled == '<p title="a&#34;&lt;b&gt;&amp;">a&#34;&lt;b&gt;&amp;<b>c</b> { } {{ }} {name}</p>\n'


def test_what_fills_a_hole_has_no_holes(tmp_path: Path) -> None:
    assert (
        fill(template(tmp_path, "{{first}}{{second}}"), first="{{second}}", second="{{first}}") == "{{second}}{{first}}"
    )
    assert "<h1>{{text}}</h1>" in dd.render(comparisons.full(), "html", title="{{text}}")


@pytest.mark.parametrize("values", [{}, {"one": "1", "two": "2"}, {"on": "1"}])
def test_holes_and_values_must_be_the_same(values: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^template\.html: holes and values are not the same: (one|two|on, one)$"):
        fill(template(tmp_path, "<p>{{one}}</p>"), **values)


def pages() -> dict[str, str]:
    old, new = FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt"
    comparison = dd.compare(old, new)
    return {
        "html": dd.render(comparison, "html"),
        "review": dd.render(comparison, "review"),
        "table-html": dd.render(comparison, "table-html"),
        "timeline": timeline.render(History.of({"C24": dd.read(old), "C25": dd.read(new)})),
    }


def test_all_pages_have_one_head() -> None:
    bare = set()
    for name, page in pages().items():
        assert page.startswith("<!DOCTYPE html>\n<html ")
        assert page.count("<head>") == 1
        head = page.partition("<head>\n")[2].partition("</head>")[0]
        (style,) = re.findall("<style>(.*?)</style>", head, re.DOTALL)
        assert f"style-src 'sha256-{hash_for_policy(style)}'; " in head
        scripts = re.findall('<script type="module">(.*?)</script>', page, re.DOTALL)
        policies = "".join(
            f"script-src 'sha256-{hash_for_policy(one)}'; require-trusted-types-for 'script'; " for one in scripts
        )
        assert len(scripts) == (name == "review")
        assert policies in head
        rest = head.replace(policies, "") if policies else head
        rest = re.sub("<style>.*</style>", "", re.sub("'sha256-[^']*'", "", rest), flags=re.DOTALL)
        bare.add(re.sub("<title>.*</title>", "", rest))
    assert len(bare) == 1


def test_no_page_of_ours_is_written_in_python() -> None:
    assert not [path for path in PACKAGE.rglob("*.py") if "<!DOCTYPE html>\\n" in path.read_text(encoding="utf-8")]
