"""The JSON output is written by a fast encoder, and with the bytes of the standard one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_diff.renderers.json import _written

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
# Counts and offsets; scores and confidences, which are shares rounded to six digits.
NUMBERS = st.integers(0, 1 << 40) | st.integers(100, 1_000_000).map(lambda millionths: millionths / 1_000_000)
DOCUMENTS = st.dictionaries(
    TEXTS,
    st.recursive(
        st.none() | st.booleans() | NUMBERS | TEXTS,
        lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
        max_leaves=8,
    ),
)


@pytest.mark.slow
@given(DOCUMENTS)
def test_the_bytes_are_those_of_the_standard_library(document: dict[str, Any]) -> None:
    assert _written(document) == json.dumps(document, ensure_ascii=False, indent=2)


@given(st.dictionaries(TEXTS, TEXTS))
def test_a_lone_surrogate_is_escaped_and_all_else_is_the_same(document: dict[str, Any]) -> None:
    document["surrogate"] = "\ud800"
    assert _written(document) == json.dumps(document, ensure_ascii=False, indent=2).replace("\ud800", "\\ud800")
