"""The invariants of the design over generated decisions and amendments."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amendments import Act, amended, hostile_texts
from decision_diff.pipeline import compare
from invariants import check, mirrored, plain

pytestmark = pytest.mark.slow


@settings(max_examples=1000)
@given(amended(), st.booleans())
def test_every_comparison_keeps_the_invariants(acts: tuple[Act, Act], statute: bool) -> None:
    old, new = (act.write(statute=statute) for act in acts)
    comparison = compare(old, new)
    check(comparison)
    assert bool(comparison.changes) == (old != new)


@settings(max_examples=300)
@given(amended(), st.booleans())
def test_both_directions_mirror_each_other(acts: tuple[Act, Act], statute: bool) -> None:
    old, new = (act.write(statute=statute) for act in acts)
    there, back = compare(old, new), compare(new, old)
    assert sorted(map(mirrored, there.changes), key=repr) == sorted(map(plain, back.changes), key=repr)


@settings(max_examples=300)
@given(amended())
def test_a_text_compared_with_itself_has_no_change(acts: tuple[Act, Act]) -> None:
    text = acts[1].write()
    comparison = compare(text, text)
    assert (comparison.changes, comparison.notices) == ((), comparison.old.notices * 2)


@settings(max_examples=300)
@given(st.lists(hostile_texts, max_size=8), st.lists(hostile_texts, max_size=8))
def test_hostile_texts_keep_the_invariants(old: list[str], new: list[str]) -> None:
    head = "第1号决定\n做出决定\n"
    check(compare(head + "\n".join(old), head + "\n".join(new)))
