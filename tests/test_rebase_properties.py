"""What holds of every draft on every new base: nothing lost, nothing invented, and each edit where it belongs."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

import decision_diff as dd
from amendments import Act, Paragraph, acts, amended, amendments
from decision_diff.amend import Rebased, rebase

_ENGLISH = (
    "the Council", "shall approve", "the report", "before 1 March 2026", "of Member States", "in Geneva", "a draft agenda",
    "without delay", "two experts", "by correspondence",
)  # fmt: skip
sentences = st.lists(st.sampled_from(_ENGLISH), min_size=3, max_size=7, unique=True).map(" ".join)


def read(act: Act, *, statute: bool) -> dd.Decision:
    return dd.read(text=act.write(statute=statute))


def list_lines(decision: dd.Decision) -> list[tuple[str, str]]:
    return [(clause.number, clause.words) for clause in decision.walk()]


def find_outcomes(result: Rebased) -> set[str]:
    return {edit.outcome for edit in result.edits}


@given(amended(), st.booleans())
def test_on_an_unchanged_base_the_result_is_the_draft(pair: tuple[Act, Act], statute: bool) -> None:
    old, draft = (read(act, statute=statute) for act in pair)
    result = rebase(old, draft, old)
    assert result.text == draft.plain
    assert find_outcomes(result) <= {"carried"}


@given(amended(), st.booleans())
def test_of_an_unchanged_draft_the_result_is_the_new_base(pair: tuple[Act, Act], statute: bool) -> None:
    old, base = (read(act, statute=statute) for act in pair)
    result = rebase(old, old, base)
    assert result.text == base.plain
    assert not result.edits
    assert not result.comparison.differs


@given(amended(), st.booleans())
def test_what_the_new_base_has_already_is_dropped(pair: tuple[Act, Act], statute: bool) -> None:
    old, draft = (read(act, statute=statute) for act in pair)
    result = rebase(old, draft, draft)
    assert result.text == draft.plain
    assert find_outcomes(result) <= {"already-there"}


@given(acts, st.data(), st.booleans())
def test_every_edit_is_told_once_and_every_word_is_of_the_new_base_or_the_draft(
    act: Act, data: st.DataObject, statute: bool
) -> None:
    old, draft, base = (
        read(one, statute=statute) for one in (act, data.draw(amendments(act)), data.draw(amendments(act)))
    )
    result = rebase(old, draft, base)
    assert len(result.edits) == len(result.carried) + len(result.already_there) + len(result.conflicts)
    drafted = dd.compare(old, draft)
    assert bool(result.edits) == any(
        change.effects - {"renumbering"} or change.kind != "consequential" for change in drafted.changes
    )
    # A point that the draft hung below another of several like paragraphs may stay below its own: not mended yet, and never silent.
    assert {notice.code for notice in result.notices} <= {"result-otherwise"}
    signs = set("".join(words for _, words in list_lines(result.result)))
    assert signs <= set(base.plain) | set(draft.plain) | set("零一二三四五六七八九十0123456789")


@given(st.lists(sentences, min_size=4, max_size=8, unique=True), st.data())
def test_disjoint_edits_are_both_made_whichever_is_the_draft(texts: list[str], data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(texts) - 1), min_size=2, max_size=2, unique=True))
    one, other = places

    def write(marks: dict[int, str]) -> str:
        return "Decision 1\ndecides\n" + "".join(
            f"{number}\t{text}{marks.get(number - 1, '')};\n" for number, text in enumerate(texts, 1)
        )

    ours, theirs = {one: " and publishes a list"}, {other: " and convenes a meeting"}
    old, draft, base = (dd.read(text=write(marks)) for marks in ({}, ours, theirs))
    both = write(ours | theirs)
    assert rebase(old, draft, base).text == both
    assert rebase(old, base, draft).text == both


@given(st.lists(sentences, min_size=3, max_size=6, unique=True), st.data())
def test_an_inserted_clause_stands_behind_the_one_that_it_follows_and_counts_on(
    texts: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(texts) - 1))
    before = data.draw(st.integers(0, len(texts) - 1).filter(lambda other: other != at + 1))
    fresh, also = "the draft establishes an expert group", "the new base repeals Resolution 9"

    def write(*inserted: tuple[int, str]) -> str:
        lines = [
            line
            for index, text in enumerate(texts)
            for line in (*(new for place, new in inserted if place == index), text)
        ]
        lines += [new for place, new in inserted if place == len(texts)]
        return "Decision 1\ndecides\n" + "".join(f"{number}\t{line};\n" for number, line in enumerate(lines, 1))

    old, draft, base = (dd.read(text=write(*some)) for some in ((), ((at + 1, fresh),), ((before, also),)))
    result = rebase(old, draft, base)
    assert result.text == write((before, also), (at + 1, fresh))
    assert find_outcomes(result) == {"carried"}


@given(amended(), st.booleans())
def test_an_unrelated_clause_of_the_new_base_changes_no_edit_of_words(pair: tuple[Act, Act], statute: bool) -> None:
    """The mechanism is tried where the new base is not OLD: with a recital of its own."""
    old = pair[0]
    draft = replace(
        old, paragraphs=tuple(replace(one, text=re.sub("；$", "，但书除外；", one.text)) for one in old.paragraphs)
    )
    base = replace(old, recital=old.recital + "缔约国大会另有决定；")
    result = rebase(*(read(act, statute=statute) for act in (old, draft, base)))
    assert result.text == replace(draft, recital=base.recital).write(statute=statute)
    assert find_outcomes(result) <= {"carried"}


def test_points_go_on_counting_below_a_paragraph_that_the_draft_puts_in() -> None:
    same = "理事会理事会；"
    old = Act("第641号决定（C24）", same, (Paragraph(same, (same, same)), Paragraph(same)), ())
    draft = replace(old, paragraphs=tuple(replace(one, text="理事会理事会，但书除外；") for one in old.paragraphs))
    base = replace(old, recital=old.recital + "缔约国大会另有决定；")
    result = rebase(*(read(act, statute=False) for act in (old, draft, base)))
    assert result.text == replace(draft, recital=base.recital).write(statute=False)
    assert not result.notices


def test_a_point_that_became_the_first_paragraph_counts_behind_one_that_stays() -> None:
    same, first = "理事会理事会；", "理事会秘书长；"
    old = Act("第641号决定（C24）", same, (Paragraph(first, (same,)), Paragraph(same)), ())
    draft = replace(old, paragraphs=(Paragraph(same), Paragraph(same), Paragraph("（删去）")))
    base = replace(old, paragraphs=(Paragraph("理事会秘书长;", (same,)), Paragraph(same)))
    result = rebase(*(read(act, statute=False) for act in (old, draft, base)))
    assert [number for number, _ in list_lines(result.result) if number.isdecimal()] == ["1", "2", "3", "4"]
    assert not result.notices


@given(acts, st.data(), st.booleans())
def test_draft_and_new_base_may_change_places(act: Act, data: st.DataObject, statute: bool) -> None:
    """Both have a conflict or neither; if neither has one, both results are one text.

    Not where one of them moves a clause: a move goes over what the other inserts, and an insertion beside what the other moved is in conflict.
    And the text is not one where both insert the same clause: it stands where the new base has it.
    """
    old, one, two = (
        read(some, statute=statute) for some in (act, data.draw(amendments(act)), data.draw(amendments(act)))
    )
    assume(not any("move" in change.effects for draft in (one, two) for change in dd.compare(old, draft).changes))
    result, mirror = rebase(old, one, two), rebase(old, two, one)
    assert bool(result.conflicts) == bool(mirror.conflicts)
    if not result.conflicts and not result.already_there:
        assert list_lines(result.result) == list_lines(mirror.result)


def test_a_point_that_the_draft_hangs_elsewhere_and_the_result_does_not_is_told() -> None:
    gone, same, moved = "（删去）", "理事会理事会；", "理事会理事会理事会理事会；"

    def write(*items: Paragraph) -> dd.Decision:
        return read(Act("第641号决定（C24）", same, items, ()), statute=False)

    plain = [Paragraph(gone), Paragraph(gone), Paragraph(gone)]
    last = Paragraph(same, (same,))
    old = write(*plain, Paragraph(same), Paragraph(same), Paragraph(moved), last)
    draft = write(*plain, Paragraph(moved), Paragraph("理事会理事会;", (same,)))
    base = write(Paragraph(same), *plain, Paragraph(same), Paragraph(same), Paragraph(moved), last)
    found = rebase(old, draft, base)
    told = [notice.message for notice in found.notices if notice.code == "result-otherwise"]
    assert told == ["做出决定5 a) is not below 做出决定5 as in the draft; check it"]
