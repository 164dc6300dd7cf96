"""Contracts over the table of renderers, then what each format promises of its own."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import html as stdlib_html
import json as stdlib_json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import comparisons
from decision_diff import characters, compare, renderers
from decision_diff.changes import BRACKET_EFFECTS, EFFECTS, MARKS, Change, Comparison, Effect, Replacement, Stretch
from decision_diff.errors import FormatError, InvariantError
from decision_diff.model import Clause, Span
from decision_diff.renderers import RENDERERS, Renderer, html, json, markdown, pieces, review, terminal
from decision_diff.renderers.options import TextOptions
from decision_diff.renderers.review import statistics
from decision_diff.renderers.wording import ENGLISH
from how import how
from renderings import HOSTILE, STEPS, WORDS, amended, regroupings, shown, texts, unshow

ALL_ROWS = pytest.mark.parametrize("row", RENDERERS, ids=[row.name for row in RENDERERS])
TEXTS = [row for row in RENDERERS if not row.binary]  # a package has tests of its own
# Tracked changes refuse what no document can hold, and have tests of their own.
PACKAGES = [row for row in RENDERERS if row.binary and not row.views]
TEXT_ROWS = pytest.mark.parametrize("row", TEXTS, ids=[row.name for row in TEXTS])
# A summary says what a change means, and shows no redline.
EXACT = {"akn", "json", "records-csv"}
SUMMARIES = {"summary", "summary-md", "summary-json"}
TABLES = {row.name for row in RENDERERS if row.name.startswith("table-")}
RECOVERED = [row for row in TEXTS if row.reversible]
REVERSIBLE = pytest.mark.parametrize("row", RECOVERED, ids=[row.name for row in RECOVERED])


def everything_shown(comparison: Comparison, row: Renderer) -> str:
    """The output; for a table its two forms, kinds as marks and kinds in words, without the mark that says UTF-8."""
    if row.name not in TABLES:
        return shown(comparison, row.name)
    forms = [shown(comparison, row.name, profile=name, labels="en") for name in ("itu", "un")]
    return "".join(form.removeprefix("\ufeff") for form in forms)


# The table


def test_names_and_suffixes_are_unique() -> None:
    keys = [key for row in RENDERERS for key in (row.name, *row.suffixes)]
    assert len(keys) == len(set(keys))


@ALL_ROWS
def test_a_row_keeps_its_promises(row: Renderer) -> None:
    module = renderers.load(row)
    assert callable(module.render)
    assert hasattr(module, "recover") is (row.reversible and not row.views)
    assert re.fullmatch(r"[a-z].*[^.]", row.summary)
    for key in (row.name, row.name.upper(), *row.suffixes, *(suffix[1:] for suffix in row.suffixes)):
        assert renderers.find(key) is row


def test_an_unknown_format_is_one_clear_sentence() -> None:
    with pytest.raises(FormatError, match=r"^unknown output format 'docs'; choose one of text \(\.txt\), html"):
        renderers.find("docs")


def test_outside_packages_add_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    extra = Renderer("shout", (".loud",), "text/x-shout", "Loud.", "decision_diff.renderers.terminal")
    entry = EntryPoint("shout", "test_renderers:extra", renderers.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda self: extra)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [entry])
    assert renderers.find(".loud") is extra
    assert renderers.list_renderers() == (*RENDERERS, extra)
    monkeypatch.setattr(EntryPoint, "load", lambda self: object())
    with pytest.raises(FormatError, match="is not a Renderer"):
        renderers.find("shout")
    assert renderers.find("html").name == "html"  # the table's own rows do not depend on others


def test_a_name_that_is_taken_cannot_be_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {
        "a": Renderer("html", (".page",), "text/html", "not ours", "their_package"),
        "b": Renderer("shout", (".loud",), "text/x-shout", "the first", "decision_diff.renderers.terminal"),
        "c": Renderer("shout", (".cry",), "text/x-shout", "the second", "decision_diff.renderers.terminal"),
    }
    monkeypatch.setattr(EntryPoint, "load", lambda self: rows[self.name])
    entries = [EntryPoint(name, f"{name}:row", renderers.GROUP) for name in "cab"]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: entries)
    assert renderers.list_renderers() == (*RENDERERS, rows["b"])
    assert renderers.find("shout") is rows["b"]
    assert renderers.find("html") in RENDERERS
    with pytest.raises(FormatError, match="unknown output format"):
        renderers.find(".page")


def test_the_table_imports_nothing_slow() -> None:
    code = (
        "import sys; import decision_diff.renderers as r; r.find('html'); "
        "slow = {'jinja2', 'wcwidth', 'importlib.metadata', 'decision_diff.renderers.html', 'markupsafe'}; "
        "print(sorted(slow & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# Contracts over all rows


@TEXT_ROWS
def test_the_bytes_are_the_same_again(row: Renderer) -> None:
    first = shown(comparisons.full(HOSTILE), row.name, all=True)
    assert first == shown(comparisons.full(HOSTILE), row.name, all=True)
    assert first.endswith("\n")
    assert "\r" not in first or row.name in EXACT  # words are as they are


@pytest.mark.parametrize("row", PACKAGES, ids=lambda row: row.name)
@pytest.mark.parametrize("hostile", ["", HOSTILE])
def test_a_package_is_the_same_bytes_again(row: Renderer, hostile: str) -> None:
    options = how(row.name, all=True, title=f"t{hostile}")
    first = renderers.render(comparisons.full(hostile), row.name, options)
    assert isinstance(first, bytes)
    assert first == renderers.render(comparisons.full(hostile), row.name, options)


@TEXT_ROWS
@pytest.mark.parametrize("everything", [False, True])
def test_hostile_text_is_harmless(row: Renderer, everything: bool) -> None:
    output = shown(comparisons.full(HOSTILE), row.name, all=everything, title=f"t{HOSTILE}")
    output.encode("utf-8")  # lone surrogates are gone
    output = output.removeprefix("\ufeff") if row.name == "table-csv" else output
    if row.name not in EXACT:  # JSON escapes what it must and is no text for people
        assert not re.search(characters.HIDDEN.pattern.partition("|")[0], output)
        assert "‹U+202E›" in output.replace("\\", "")
        markup = row.name in ("text", "markdown", "table-csv", "table-md") or row.name in SUMMARIES
        assert output.count("<script") == (row.name == "review") or markup  # its own


@pytest.mark.parametrize("row", [row for row in TEXTS if row.name not in SUMMARIES], ids=lambda row: row.name)
def test_each_mark_effect_place_and_word_is_shown(row: Renderer) -> None:
    comparison = comparisons.full()
    told = [
        effect for effect in EFFECTS if effect not in BRACKET_EFFECTS
    ]  # those have tests of their own, in test_brackets
    assert {effect for change in comparison.changes for effect in change.effects} == set(told)
    assert {change.mark for change in comparison.changes} == set(MARKS) - {"NOC"}
    output = everything_shown(comparison, row)
    plain = stdlib_html.unescape(output.replace("\\", ""))
    for change in comparison.changes:
        # A table says each half of ADD*/SUP* at its own end of the move.
        assert all(mark in plain for mark in (change.mark.split("/") if row.name in TABLES else [change.mark]))
        for words in (*change.old_text.split("\n"), *change.new_text.split("\n")):
            for part in words.split("\t"):
                if "renumbering" not in change.effects:
                    assert all(character in plain for character in part)
    for effect in told:
        assert (effect if row.name in EXACT else ENGLISH.say(effect)) in plain
    for notice in comparison.notices:
        assert notice.message in plain


@TEXT_ROWS
def test_no_difference_is_said_with_the_notices(row: Renderer) -> None:
    output = everything_shown(comparisons.same(), row).replace("\\", "")
    assert "blank lines differ" in output
    if row.name == "records-csv":  # which has no sentences of its own
        assert [line.partition(",")[0] for line in output.splitlines()] == ["row", "notice"]
        return
    if row.name == "akn":
        assert "textualMod" not in output
        return
    assert '"changes": []' in output or "No difference was found between a.txt and b.txt." in output


@REVERSIBLE
@pytest.mark.parametrize("hostile", ["", HOSTILE])
def test_accept_is_new_and_reject_is_old(row: Renderer, hostile: str) -> None:
    comparison = comparisons.full(hostile)
    old, new = renderers.load(row).recover(shown(comparison, row.name, all=True))
    assert old == texts(comparison.old)
    assert new == texts(comparison.new)


@REVERSIBLE
@given(steps=STEPS, cells=st.booleans())
def test_any_amendment_can_be_read_back(row: Renderer, steps: list[tuple[str, str]], cells: bool) -> None:
    if cells:
        steps = [(op, text.replace(".", "\t").replace("a", "\n")) for op, text in steps]
    comparison = amended(steps, cells=cells)
    assert renderers.load(row).recover(shown(comparison, row.name, all=True)) == (
        texts(comparison.old),
        texts(comparison.new),
    )


@REVERSIBLE
@given(change=regroupings())
def test_any_regrouping_can_be_read_back(row: Renderer, change: Change) -> None:
    old, new = comparisons.decision("o", *change.old), comparisons.decision("n", *change.new)
    comparison = Comparison(old, new, (change,), (), ())
    assert renderers.load(row).recover(shown(comparison, row.name, all=True)) == (texts(old), texts(new))
    shown(comparison, "text", width=12)
    shown(comparison, "markdown")


@given(change=regroupings())
def test_pieces_lose_nothing(change: Change) -> None:
    found = pieces.cut_pieces(change)
    for side, clauses in (("old", change.old), ("new", change.new)):
        ours = [piece for piece in found if piece.op != ("insert" if side == "old" else "delete")]
        for at, clause in enumerate(clauses):
            mine = [piece for piece in ours if getattr(piece, side) == at]
            assert "".join(piece.text for piece in mine if piece.role == "words") == clause.words
            assert [piece.text for piece in mine if piece.role == "number"] == ([clause.number] if clause.label else [])


# Terminal


def test_the_redline_reads_as_documented() -> None:
    output = shown(comparisons.full(), "text")
    for line in (
        "3. MOD 做出决定1 — amended\n   第七届论坛将在[-巴哈马-]{+巴拿马+}举行；\n",
        "6. MOD 做出决定5 → 5, 6 — split\n   5 前半句；{+¶+}\n   {+6 +}后半句。\n",
        "7. MOD 做出决定6, 7 → 7 — joined\n   [-6 -]{+7 +}甲部分，[-¶-]\n   [-7 -]乙部分。\n",
        "   {+8月7日 | 会议+}\n",
        "14–15. (MOD) renumbered only: 做出决定2 to 3 → 3 to 4\n",
        "9. ADD*/SUP* 做出决定8 → 9 — renumbered, moved\n",
        "- number-gap: after 4 comes 6 (text, block 4)\n",
    ):
        assert line in output
    assert "相同" in shown(comparisons.same(), "text", all=True)


def reprinted(old: str, new: str, *steps: str) -> Comparison:
    """One clause whose number `old` is now printed as `new`."""
    words = "甲方，应当。"
    sides = [comparisons.clause("p_1", words.replace("，", "," if steps and at else "，"), number)
             for at, number in enumerate((old, new))]  # fmt: skip
    effects: list[Effect] = ["renumbering", "substitution"] if steps else ["renumbering"]
    one = comparisons.change(sides[:1], sides[1:], "(MOD)", effects, *steps, kind="editorial")
    before, after = comparisons.decision("o", sides[0]), comparisons.decision("n", sides[1])
    return Comparison(before, after, (one,), (), ())


@pytest.mark.parametrize(("old", "new"), [("1.", "1．"), ("–", "•")])
def test_a_number_that_is_only_printed_otherwise_is_not_renumbered(old: str, new: str) -> None:
    for fmt in ("text", "markdown", "html"):
        output = shown(reprinted(old, new), fmt).replace("\\", "")
        assert "number written differently (editorial only)" in output
        assert "renumbered" not in output
    assert f"   [-{old} -]{{+{new} +}}甲方，应当。\n" in shown(reprinted(old, new), "text")
    both = shown(reprinted(old, new, "=甲方", "-，", "+,", "=应当。"), "text")
    assert "amended, number written differently (editorial only)" in both


@pytest.mark.parametrize(("old", "new", "said"), [("1", "", "1 → (no number)"), ("", "1", "(no number) → 1")])
def test_a_number_that_comes_or_goes_is_said(old: str, new: str, said: str) -> None:
    before, after = comparisons.clause("p_1", "甲方。", old), comparisons.clause("p_1", "甲方。", new)
    one = comparisons.change([before], [after], "(MOD)", ["renumbering"], kind="consequential")
    comparison = Comparison(comparisons.decision("o", before), comparisons.decision("n", after), (one,), (), ())
    for fmt in ("text", "markdown", "html"):
        assert said in re.sub(r"\\|<[^>]*>", "", shown(comparison, fmt))


def test_no_escape_unless_asked_for_and_none_from_the_text() -> None:
    comparison = comparisons.full(HOSTILE)
    assert "\x1b" not in shown(comparison, "text", width=40, all=True)
    coloured = shown(comparison, "text", color=True, all=True)
    assert set(re.findall("\x1b[^m]*m", coloured)) == {"\x1b[0m", "\x1b[1m", "\x1b[32;4m", "\x1b[31;9m"}
    assert "‹U+001B›[31m" in coloured
    assert "{+" in coloured  # only plain output needs the brackets for itself


BRACKETS = re.compile(r"\{\+(.*?)\+\}|\[-(.*?)-\]", re.DOTALL)


@given(steps=STEPS)
def test_brackets_in_the_text_cannot_be_taken_for_ours(steps: list[tuple[str, str]]) -> None:
    comparison = amended(steps)
    if not comparison.changes:
        return
    lines = shown(comparison, "text").split("\n")
    if any(char in text for _, text in steps for char in "[]［］"):  # then our own have braces, and a line says so
        assert lines.pop(3).startswith("{-…-} marks deleted words")
        brackets = re.compile(BRACKETS.pattern.replace(r"\[-(.*?)-\]", r"\{-(.*?)-\}"), re.DOTALL)
    else:
        brackets = BRACKETS
    line = lines[5].removeprefix("   ")
    assert unshow(brackets.sub(lambda m: m.group(2) or "", line)) == comparison.changes[0].old_text
    assert unshow(brackets.sub(lambda m: m.group(1) or "", line)) == comparison.changes[0].new_text


@given(steps=STEPS, width=st.integers(13, 60))
def test_folding_drops_nothing(steps: list[tuple[str, str]], width: int) -> None:
    comparison = amended(steps)

    def squeezed(text: str) -> str:
        return re.sub(r"\s", "", text)

    folded = shown(comparison, "text", width=width)
    assert squeezed(folded) == squeezed(shown(comparison, "text"))


def test_folding_counts_columns_and_keeps_punctuation_off_the_start() -> None:
    comparison = comparisons.pair(
        "甲" * 30 + "，" + "乙" * 30, "甲" * 30 + "，", "=" + "甲" * 30 + "，", "-" + "乙" * 30
    )
    lines = shown(comparison, "text", width=23).splitlines()
    assert "   " + "甲" * 10 in lines
    assert not any(line.strip().startswith("，") for line in lines)
    assert all(len(line.strip().encode("gb18030")) <= 22 for line in lines if "甲" in line or "乙" in line)


# HTML


def test_the_page_asks_nothing_of_anyone() -> None:
    output = shown(comparisons.full(HOSTILE), "html")
    assert not re.search(
        r"<(?:script|link|img|iframe|object|embed|form|base)\b|\son\w+=|\sstyle=|url\(|@import", output
    )
    assert all(target.startswith("#") for target in re.findall(r'(?:href|src)="([^"]*)"', output))
    (style,) = re.findall("<style>(.*?)</style>", output, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\"" in output
    assert "http" not in output.replace("http-equiv", "").replace("https://evil.example", "")


def tags(output: str) -> Iterator[str]:
    ours = r"<style>.*?</style>|(?<=<script type=\"module\">).*?(?=</script>)"
    yield from re.findall(r"</?[a-z][^>]*>", re.sub(ours, "", output, flags=re.DOTALL))


@pytest.mark.parametrize("fmt", ["html", "review"])
def test_the_markup_is_balanced_and_ids_are_found(fmt: str) -> None:
    output = shown(comparisons.full(HOSTILE), fmt)
    open_: list[str] = []
    for tag in tags(output):
        name = tag.strip("</>").split()[0]
        if tag.startswith("</"):
            assert open_.pop() == name
        elif name not in ("meta", "input"):
            open_.append(name)
    assert not open_
    ids = re.findall(r'\sid="([^"]*)"', output)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', output)) <= set(ids)
    assert {f"change.{number}" for number in range(1, 16)} <= set(ids)


def test_readers_are_told_by_more_than_colour_and_in_their_language() -> None:
    output = shown(comparisons.full(), "html")
    assert '<html lang="en">' in output
    assert '<article lang="zh">' in output
    for words in (
        "[inserted]",
        "[end of insertion]",
        "[deleted]",
        "[moved here]",
        "[moved away]",
        "[end of text moved away]",
    ):
        assert words in output
    assert "prefers-color-scheme: dark" in output
    assert "@media print" in output
    assert comparisons.full().old.source.sha256 in output
    assert '<article lang="">' in shown(comparisons.pair("x" * 40, "x" * 39, "=" + "x" * 39, "-x"), "html")


@pytest.mark.parametrize("fmt", ["html", "review"])
def test_a_clause_in_no_change_is_a_fault(fmt: str) -> None:
    broken = comparisons.full()
    for changes in (broken.changes[1:], broken.changes[:-1]):
        with pytest.raises(InvariantError):
            shown(Comparison(broken.old, broken.new, changes, broken.unchanged, ()), fmt)


# The review page; what it does is in test_review.py


def test_the_review_page_allows_its_own_style_and_script_alone() -> None:
    output = shown(comparisons.full(HOSTILE), "review")
    rest = output
    for tag, directive in (("style", "style-src"), ('script type="module"', "script-src")):
        (ours,) = re.findall(f"<{tag}>(.*?)</{tag.split()[0]}>", output, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(ours.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'; " in output
        rest = rest.replace(f"<{tag}>", "").replace(ours, "")
    assert "content=\"default-src 'none'; " in output
    assert not re.search(r"<(?:script|link|img|iframe|object|embed|form|base)\b|\son\w+=|\sstyle=|url\(|@import", rest)
    assert all(target.startswith("#") for target in re.findall(r'(?:href|src)="([^"]*)"', rest))
    assert "http" not in output.replace("http-equiv", "").replace("https://evil.example", "")


def test_our_script_makes_no_markup_and_keeps_to_what_is_small() -> None:
    for name in review.SCRIPTS:
        text = (Path(review.__file__).parents[1] / name).read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|fetch\(|XMLHttp|</", text
        ), name
        assert len(text.splitlines()) <= 400


def test_what_the_review_page_folds() -> None:
    output = shown(comparisons.full(), "review")
    assert re.findall(r'<summary class="fold-of">(.*?) <', output) == ["2 clauses only renumbered"]
    same = comparisons.same()
    assert "<details class" not in shown(same, "review")  # one clause is not worth a fold
    many = compare("做出决定\n" + "".join(f"{n}\t第{n}款。\n" for n in range(1, 9)), "做出决定\n" + "".join(f"{n}\t第{n}款{'改' * (n == 8)}。\n" for n in range(1, 9)))  # fmt: skip
    assert "7 clauses unchanged" in shown(many, "review")


def test_the_review_page_says_what_was_replaced_throughout() -> None:
    replaced = Replacement("帐簿", "账簿", (Stretch("p_1", Span(0, 2)), Stretch("p_3", Span(0, 2))))
    output = shown(dataclasses.replace(comparisons.full(), replacements=(replaced,)), "review")
    assert "帐簿 → 账簿, 2 times in 2 clauses" in output


def test_a_number_printed_otherwise_is_no_renumbering_on_the_review_page() -> None:
    editorial = comparisons.full().changes[9]
    assert (editorial.kind, "renumbering" in editorial.effects) == ("editorial", True)
    assert 'data-no="8" data-mark="(MOD)" data-tags="editorial"' in shown(comparisons.full(), "review")


def test_the_review_page_counts_clauses_and_characters() -> None:
    found = {row.mark: row for row in statistics.count_by_mark(comparisons.full())}
    assert list(found) == [mark for mark in MARKS if mark in found]
    title_to_last = found["MOD"]
    assert (title_to_last.changes, title_to_last.old, title_to_last.new) == (5, 6, 6)
    for name in ("old", "new"):
        words = [clause.words.replace("\n", "") for clause in getattr(comparisons.full(), name).walk()]
        gone = "deleted" if name == "old" else "inserted"
        assert sum(getattr(row, gone) + row.kept for row in found.values()) == sum(map(len, words))
        assert sum(getattr(row, name) for row in found.values()) == len(words)
    assert statistics.count_by_filter(comparisons.full()) == {
        "substantive": 11, "same-value": 0, "editorial": 1, "consequential": 1, "moved": 2, "renumbered": 4, "doubtful": 0,
    }  # fmt: skip


# Markdown


def rendered(source: str) -> str:
    """The text that a CommonMark parser with tables, strikethrough and HTML makes of it; tags taken away."""
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(source)
    return stdlib_html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", page.replace("<br>", "\n")))


@given(text=WORDS)
@pytest.mark.parametrize(
    "place", ["{}", "> {}", "- {}", "### {}", "> <ins>{}</ins>", "> 甲<del>{}</del>乙", "**1** {}乙"]
)
def test_escaped_text_stays_text(place: str, text: str) -> None:
    line = pieces.show_inline(text)
    around = re.sub(r"^[>#-]+ |\*|<[/a-z]+>", "", place)
    assert rendered(place.format(markdown.escape(line))).strip("\n") == around.format(line)


@given(steps=STEPS)
def test_a_rendered_comment_gives_the_words_back(steps: list[tuple[str, str]]) -> None:
    comparison = amended(steps)
    if not comparison.changes:
        return
    ((*runs,),) = pieces.split_lines(comparison.changes[0], markdown.show_safely)
    listed = shown(comparison, "markdown").partition("\n\n#### ")[0]  # below it are the open brackets
    assert rendered(listed).strip("\n").split("\n")[-1 if runs[-1][1] else -2] == "".join(text for _, text in runs)


def test_nobody_is_mentioned() -> None:
    output = shown(
        comparisons.pair("a", "a@user #12 !3 :x: www.x http://y", "=a", "+@user #12 !3 :x: www.x http://y"), "md"
    )
    assert not re.search(r"@user|#12|!3|:x|www\.x|://", output.replace("\\", ""))


# JSON


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("hostile", ["", HOSTILE])
def test_the_document_is_valid(everything: bool, hostile: str) -> None:
    schema = stdlib_json.loads(json.load_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    for comparison in (comparisons.full(hostile), comparisons.same()):
        document = stdlib_json.loads(shown(comparison, "json", all=everything, title="t" if everything else None))
        jsonschema.Draft202012Validator(schema).validate(document)
        assert [record["number"] for record in document["changes"]] == [number for number, _ in comparison.numbered]
        assert ("unchanged" in document) is everything
        assert document["summary"] == comparison.summary


def test_a_notice_says_which_revision_it_is_about() -> None:
    document = stdlib_json.loads(shown(compare("1\t甲\n3\t乙\n", "1\t甲\n2\t乙\n"), "json"))
    assert [notice["revision"] for notice in document["notices"]] == ["old"]


def test_the_schema_describes_and_closes_everything() -> None:
    def visit(node: Any, where: str) -> None:
        if not isinstance(node, dict):
            return
        if node.get("type") == "object":
            assert node["additionalProperties"] is False, where
        for name, inner in node.get("properties", {}).items():
            if "allOf" not in where:
                assert inner.get("description"), f"{where}/{name}"
        for name, inner in node.items():
            for child in inner if isinstance(inner, list) else [inner]:
                visit(child, f"{where}/{name}")

    schema = stdlib_json.loads(json.load_schema())
    visit(schema, "")
    assert schema["$id"] == "urn:decision-diff:schema:comparison:1"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**stdlib_json.loads(shown(comparisons.same(), "json")), "more": 1}, schema)


def test_records_are_the_changes_of_the_document() -> None:
    comparison = comparisons.full()
    document = stdlib_json.loads(shown(comparison, "json", all=True))
    assert json.build_records(comparison) == document["changes"]
    assert json.build_records(comparison, all=True) == document["changes"] + document["unchanged"]
    first = document["changes"][2]
    assert first["old"][0]["path"] == ["做出决定", "1"]
    assert first["edits"][1] == {
        "op": "replace",
        "kind": "substantive",
        "old": {"start": 7, "end": 10, "text": "巴哈马"},
        "new": {"start": 7, "end": 10, "text": "巴拿马"},
    }
    assert first["links"][0]["score"] == 0.666667


def test_a_document_without_all_clauses_cannot_be_read_back() -> None:
    with pytest.raises(ValueError, match="left out"):
        json.recover(shown(comparisons.full(), "json"))


# Shared


def test_characters_that_nobody_can_see_get_names() -> None:
    shown = "a‹U+202E›b‹U+FE0F›葛‹U+E0100›"
    assert characters.show_hidden("a\u202eb\ufe0f葛\U000e0100") == shown
    assert characters.show_hidden("甲\ue004乙\U00100000\u0378\U0001fffe") == "甲‹U+E004›乙‹U+100000›‹U+0378›‹U+1FFFE›"
    assert characters.show_hidden("\u088f\U0002ebf0\U00033479\U0001fbfa") == "\u088f\U0002ebf0\U00033479\U0001fbfa"
    assert characters.show_hidden("\U0001fbfb") == "‹U+1FBFB›"
    for code in (0xAD, 0x34F, 0x180F, 0x1BCA0, 0xE0FFF, *range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xE000, 0xF8FF):
        assert characters.show_hidden(f"甲{chr(code)}乙") == f"甲‹U+{code:04X}›乙"
    assert characters.show_hidden("甲\t乙\n丙 \u3000é\u0301①〇") == "甲\t乙\n丙 \u3000é\u0301①〇"
    assert terminal.render(comparisons.same(), TextOptions()).count("\n") == 4
    assert html.recover("") == ([], [])


@pytest.mark.parametrize("width", range(13, 40))
def test_no_line_ends_in_an_opening_bracket(width: int) -> None:
    words = "甲方（乙方）依照《规定》和“约定”办理" * 4
    lines = shown(comparisons.pair(words, "", "-" + words), "text", width=width).splitlines()
    assert len(lines) > 5
    assert not [line for line in lines if line.rstrip().endswith(("（", "《", "“"))]


# What only got another number


def _law(chapters: int, *, without: int) -> str:
    """Made-up articles, three a chapter, numbered through; one of them is left out and the rest close up."""
    words = [f"本条规定第{chr(0x4E00 + 97 * at)}{chr(0x5E00 + 89 * at)}项事务。" for at in range(3 * chapters)]
    lines, number = ["某某法"], 0
    for at, text in enumerate(words):
        if at % 3 == 0:
            lines.append(f"第{at // 3 + 1}章　章名{words[at][4]}")
        if at != without:
            number += 1
            lines.append(f"第{number}条　{text}")
    return "\n".join(lines) + "\n"


def test_a_list_is_numbered_as_it_is_read_and_ends_with_ranges() -> None:
    comparison = compare(_law(6, without=99), _law(6, without=1).replace("第6章", "第7章"))
    text = shown(comparison, "text")
    assert re.findall(r"^(\S+)\. (.*?)(?: —|$)", text, re.MULTILINE) == [
        ("1", "SUP 第2条"),
        ("2–18", "(MOD) renumbered only: 第3条 to 第18条 → 第2条 to 第17条; 第6章 → 第7章"),
    ]
    assert "第3条至第18条改为第2条至第17条；" in shown(comparison, "text", labels="zh")
    assert r"**2–18\. \(MOD\)** renumbered only: 第3条 to 第18条 → 第2条 to 第17条" in shown(comparison, "markdown")
    page = shown(comparison, "html")
    assert {f'id="change.{number}"' for number in range(1, 19)} <= set(re.findall(r'id="change\.\d+"', page))


def _key(old: Sequence[Clause], new: Sequence[Clause]) -> str:
    return ">".join("+".join(clause.eid for clause in side) for side in (old, new))


def test_all_outputs_call_a_change_by_one_number() -> None:
    comparison = comparisons.full()
    numbers = {_key(change.old, change.new): number for number, change in comparison.numbered}
    assert sorted(numbers.values()) == list(range(1, len(comparison.changes) + 1))
    records = stdlib_json.loads(shown(comparison, "json"))["changes"]
    assert [row["number"] for row in records] == list(numbers.values())
    lines = re.findall(r'id="change\.(\d+)"[^>]*data-key="([^"]*)"', shown(comparison, "review"))
    assert {stdlib_html.unescape(key): int(number) for number, key in lines} == numbers
    badges = re.findall(r'id="(?:old\.)?([^"]+)" data-o[^>]*><div class="g"><a class="mark [^"]+" href="#change\.(\d+)"', shown(comparison, "html"))  # fmt: skip
    assert len(badges) > 10
    for eid, number in badges:
        assert eid in {one for key in numbers if numbers[key] == int(number) for one in re.split("[+>]", key)}
    text = shown(comparison, "text")
    for number, change in comparison.numbered:
        if not change.is_only_renumbered:
            assert f"\n{number}. {change.mark} {ENGLISH.name_route(comparison, change)} — " in text


def test_a_paragraph_of_ranges_is_no_line_of_thousands_of_characters() -> None:
    clauses = [comparisons.clause(f"p_{at}", f"甲{at}", str(at)) for at in range(1, 2001)]
    moved = [dataclasses.replace(one, label=dataclasses.replace(one.label, text=str(2 * at), value=(2 * at,))) for at, one in enumerate(clauses, 1) if one.label]  # fmt: skip
    changes = tuple(
        comparisons.change([old], [new], "(MOD)", ["renumbering"], kind="consequential")
        for old, new in zip(clauses, moved, strict=True)
    )
    comparison = Comparison(comparisons.decision("o", *clauses), comparisons.decision("n", *moved), changes, (), ())
    for fmt in ("text", "markdown"):
        lines = shown(comparison, fmt).splitlines()
        assert max(map(len, lines)) < 250
        assert "2000 → 4000" in " ".join(lines)


def test_spaces_that_differ_are_shown_by_number() -> None:
    comparison = compare("决定\n1　甲乙 丙\n2　丁\u3000戊\n", "决定\n1　甲乙\u00a0丙\n2　丁 戊\n3　己\u3000庚\n")
    text = shown(comparison, "text")
    assert "甲乙[- -]{+‹U+00A0›+}丙" in text
    assert "丁[-‹U+3000›-]{+ +}戊" in text
    assert "{+己\u3000庚+}" in text  # where words came too everybody sees that they are parted
    for fmt in ("html", "review"):
        page = shown(comparison, fmt)
        assert '<span class="hid" dir="ltr" data-c="A0">‹U+00A0›</span>' in page
        assert renderers.load(renderers.find(fmt)).recover(page) == (texts(comparison.old), texts(comparison.new))
    assert "‹U+00A0›" in shown(comparison, "table-csv", unchanged="full")


def test_hashes_stand_at_the_foot_and_each_step_of_a_place_for_itself() -> None:
    comparison = comparisons.full()
    for fmt in ("html", "review"):
        body = shown(comparison, fmt)
        body = body[body.index("<h1>") :]
        for side in (comparison.old, comparison.new):
            assert body.index("</article>") < body.index("<footer>") < body.index(f"SHA-256 {side.source.sha256}")
        assert "<bdi>做出决定1</bdi>" in body
        assert "<bdi>附件1</bdi> › <bdi>row 8月7日</bdi>" in body
