"""Whatever is in the text: bounded time, and a result or one sentence. The shapes are those of `bench/adversarial.py`."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

import decision_diff as dd
import fuzz
import shapes
from decision_diff import align, cli, pipeline
from decision_diff.align import gaps
from decision_diff.align.units import Matching
from decision_diff.changes import Link, Stretch
from decision_diff.diff import doubts, replacements
from decision_diff.errors import NotesError, ProfileError, UnreadableError
from decision_diff.model import Source, Span
from decision_diff.reviewer import notes
from invariants import check

PATIENCE = 60  # CPU seconds; the slowest takes 8, and with coverage 30; each took minutes before it was bounded


@pytest.mark.parametrize("name", shapes.TEXTS)
def test_every_shape_of_text_is_compared_rightly(name: str) -> None:
    old, new = shapes.TEXTS[name](1500)
    found = dd.compare(old.encode(), new.encode())
    check(found)
    assert (found.old.plain, found.new.plain) == (old, new)


@pytest.mark.parametrize("name", shapes.PAGES)
def test_every_shape_of_page_is_a_verdict_or_a_sentence(name: str) -> None:
    fmt, page = shapes.PAGES[name](1500)
    try:
        assert not dd.verify(Source(f"a.{fmt}", "", page.encode()), fuzz.OLD, fuzz.NEW)
    except UnreadableError as error:
        assert "not a whole redline" in str(error)  # noqa: PT017


@pytest.mark.parametrize("name", shapes.PACKAGES)
def test_every_shape_of_package_is_compared(name: str) -> None:
    _, old, new = shapes.PACKAGES[name](3000)
    check(dd.compare(Source("a.docx", "", old), Source("b.docx", "", new)))


def within(run: Callable[[], object]) -> None:
    """Run it, but not for longer than `PATIENCE`."""

    def stop(*_: object) -> None:
        raise AssertionError(f"not done within {PATIENCE} CPU seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        run()
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("one letter", 200_000),  # the pattern of a sentence
        ("a zero numeral", 1_500_000),  # zeros in folding
        ("three lists in turn", 300_000),  # a list to go on with
        ("cover lines", 300_000),  # whether there is a body
        ("a huge paragraph, all others", 2_000_000),  # how alike two huge texts are
        ("all joined to one", 300_000),  # parts of one clause
        ("a citation that never ends", 1_000_000),  # a number without end
    ],
)  # fmt: skip
def test_a_text_that_ran_away_is_compared_soon(name: str, size: int) -> None:
    old, new = shapes.TEXTS[name](size)
    within(lambda: dd.compare(old.encode(), new.encode()))


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["tags never ended", "comments never ended", "elements never closed", "words in a place"]
)
def test_a_page_that_ran_away_is_refused_soon(name: str) -> None:
    fmt, page = shapes.PAGES[name](1_000_000)
    source = Source(f"a.{fmt}", "", page.encode())

    def verify() -> None:
        with suppress(UnreadableError):
            assert not dd.verify(source, fuzz.OLD, fuzz.NEW)

    within(verify)


@pytest.mark.parametrize(
    "text",
    [
        "第一条　依照本法第" + "9" * 5000 + "条办理。",
        "第一条　依照附件" + "9" * 5000 + "办理。",
        "第一条　依照第" + "一" * 5000 + "条办理。",
        "第" + "一" * 5000 + "条　甲方。",
        "第一条" + "之一" * 5000 + "　甲方。",
        "Article 1  See Article " + "9" * 5000 + " and Annex " + "9" * 5000 + ".",
        "9" * 5000 + ". x",
    ],
)
def test_a_number_without_end_is_words(text: str) -> None:
    """Article 2 became article 3, so every reference is read as a number."""
    old, new = f"示例\n{text}\n第二条　甲方应当支付。\n", f"示例\n{text}\n第三条　甲方应当支付。\n"
    found = dd.compare(old, new)
    check(found)
    assert [change.mark for change in found.changes] == ["(MOD)"]


def test_a_number_that_can_be_cited_is_cited() -> None:
    old = "示例\n第二条　甲方应当支付。\n第八条　依照本法第二条办理。\n"
    found = dd.compare(old, old.replace("二", "三"))
    assert [change.kind for change in found.changes] == ["consequential", "consequential"]


# -- what stands in files of other kinds


@pytest.mark.parametrize(
    "page",
    [
        '{"unchanged": [], "changes": ' + "[" * 5000 + "]" * 5000 + "}",
        '{"unchanged": [], "changes": ' + '{"a":' * 5000 + "1" + "}" * 5000 + "}",
        '{"unchanged": ' + "1" * 5000 + "}",
        "[" * 100_000,
    ],
)
def test_a_json_redline_too_deep_or_too_long_is_refused(page: str) -> None:
    with pytest.raises(UnreadableError, match="not a whole redline of decision-diff in json"):
        dd.verify(Source("a.json", "", page.encode()), fuzz.OLD, fuzz.NEW)


@pytest.mark.parametrize("value", ["110000", "f" * 40, "-1", "1" * 5000, "x"])
def test_a_character_that_is_none_is_refused(value: str) -> None:
    page = str(pipeline.render(dd.compare(fuzz.OLD.replace("甲", "甲\u200b"), fuzz.NEW), "html"))
    assert 'data-c="200B"' in page
    with pytest.raises(UnreadableError, match="not a whole redline of decision-diff in html"):
        dd.verify(Source("a.html", "", page.replace('data-c="200B"', f'data-c="{value}"').encode()), fuzz.OLD, fuzz.NEW)


@pytest.mark.parametrize(
    "torn", ["<p", "<p <p>", "<", "</p", "<!-- a", "<!-- a -- b -->", "<!-->", "<script>", "<style>x", '<p a="', "<p a='b'>", "<![CDATA[x]]>", "<?x?>"]
)  # fmt: skip
def test_markup_that_is_not_whole_is_refused(torn: str) -> None:
    page = str(pipeline.render(dd.compare(fuzz.OLD, fuzz.NEW), "html"))
    with pytest.raises(UnreadableError, match="not a whole redline of decision-diff in html"):
        dd.verify(Source("a.html", "", page.replace("</main>", torn + "</main>").encode()), fuzz.OLD, fuzz.NEW)


def test_a_page_that_a_browser_saved_is_still_a_redline() -> None:
    page = str(pipeline.render(dd.compare(fuzz.OLD, fuzz.NEW), "html"))
    saved = page.replace("<!DOCTYPE html>", "<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->")
    assert saved != page
    assert dd.verify(Source("a.html", "", saved.encode()), fuzz.OLD, fuzz.NEW)


TOML = [
    ("title = " + "1" * 5000, "a number or date cannot be read"),
    ("title = 0x" + "f" * 6000, "a number has more than 64 bits"),
    ("title = " + "[" * 5000 + "]" * 5000, "nested too deep"),
    ("title = " + "[" * 100 + "]" * 100, "nested too deep"),
    ("a." * 150 + "a = 1", "nested too deep"),
    ("a." * 5000 + "a = 1", "line 1 has more than 200 dots"),
    ("title = {" + "a = {" * 5000, "nested too deep"),
]


@pytest.mark.parametrize(("text", "sentence"), TOML)
def test_a_manifest_too_deep_or_too_long_is_refused(
    text: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "history.toml"
    path.write_text(text, encoding="utf-8")
    assert cli.main(["history", "log", str(path)]) == 2
    told = capsys.readouterr().err
    assert told.startswith("decision-diff: history.toml: not valid TOML: ")
    assert sentence in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(("text", "sentence"), TOML)
def test_a_profile_too_deep_or_too_long_is_refused(text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError, match=sentence):
        pipeline.render(dd.compare(fuzz.OLD, fuzz.NEW), "html", profile=str(path))


@pytest.mark.parametrize("text", ["[" * 100_000, "1" * 5000, '{"format":' * 5000])
def test_notes_too_deep_or_too_long_are_refused(text: str) -> None:
    with pytest.raises(NotesError, match="not JSON"):
        notes.read(Source("notes.json", "", text.encode()))


# -- budgets that are counted


def test_a_text_whose_numbers_all_changed_is_matched_in_order() -> None:
    """Too many clauses to compare all with all, and the digits of a sum are rare: they are no evidence."""
    random = Random(1)  # noqa: S311
    texts = ["示例法\n" + "".join(f"第{n}条　罚款{random.randrange(10**6)}元，期限{random.randrange(365)}日，共{random.randrange(99)}人。\n" for n in range(1, 301)) for _ in range(2)]  # fmt: skip
    found = dd.compare(*texts)
    assert len(found.changes) == 300
    assert all(change.old[0].number == change.new[0].number for change in found.changes)


def test_all_large_gaps_together_have_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty blocks of clauses that were written anew, between clauses that stayed."""
    asked: list[int] = []
    weigh = gaps._score_pair

    def count(matching: Matching, i: int, j: int, *, alone: bool) -> float:
        asked.append(i)
        return weigh(matching, i, j, alone=alone)

    monkeypatch.setattr(gaps, "_score_pair", count)
    monkeypatch.setattr(gaps, "_ALL_PAIRS", 20_000)
    old, new = shapes.TEXTS["blocks written anew"](400_000)
    found = align.run_passes(
        pipeline.read(text=old), pipeline.read(text=new), passes=[align.PASSES[2], gaps.match_in_order]
    )
    clauses = len(found[0].left.clauses)
    assert clauses > 5_000
    assert len(asked) <= 20_000 + 16 * clauses


def test_the_links_of_a_large_change_are_read_once_for_all_notices() -> None:
    class Counted(list[Link]):
        read = 0

        def __iter__(self) -> Iterator[Link]:
            Counted.read += 1
            return super().__iter__()

    def stretch(n: int) -> Stretch:
        return Stretch(f"art_{n}", Span(0, 9))

    links = Counted(
        Link(stretch(n), stretch(n + beside), "absorbed", 0.4, 0.4) for n in range(500) for beside in (0, 1)
    )
    Counted.read = 0
    found = list(doubts._list_pins(links))
    assert (len(found), Counted.read) == (1000, 2)
    assert found[2][1:] == (
        "art_1=art_1 art_0=art_1 art_1=art_2",
        "art_0=art_1 art_1=art_2",
    )
    assert found[0][1:] == ("art_0=art_0 art_0=art_1", "art_0=art_1 =art_0")


def test_many_terms_are_looked_for_together() -> None:
    class Counted(str):
        asked = 0
        __slots__ = ()

        def __contains__(self, term: object) -> bool:
            Counted.asked += 1
            return super().__contains__(term)  # type: ignore[operator]

    text = Counted("".join(f"第{n}号许可证，" for n in range(0, 4000, 2)))
    terms = {f"第{n}号" for n in range(4000)} | {f"第{n}号许可证，第{n + 2}号" for n in range(500)}
    assert replacements._find_left(terms, text) == {term for term in terms if term in str(text)}
    assert Counted.asked <= 500


# -- anything


@pytest.mark.slow
def test_broken_input_of_every_kind_is_a_result_or_one_sentence() -> None:
    """The first cases of `bench/fuzz.py`, and those that found a fault once."""
    seeds = (*range(300), 497, 668, 817, 1135, 1315, 1517, 1588, 2235)
    assert {seed: what for seed in seeds if (what := fuzz.wrong(fuzz.case(seed)))} == {}
