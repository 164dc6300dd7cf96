"""Notes in redlines: each comes back at its own place in the sentence, in either view."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_diff import compare, render
from decision_diff.pipeline import clean
from test_docx_writer import redline
from wordfiles import docx, notes, p, t

_PARTS = re.compile(r"\[(.*?)\]")


def noted(text: str, *, one_run: bool = False) -> bytes:
    """A document of one paragraph: `甲[注]乙` has a note that says 注 behind 甲. With `one_run`, all in the same run."""
    said = _PARTS.findall(text)
    pieces = re.split(r"\[.*?\]", text)
    inner = t(pieces[0])
    for at, piece in enumerate(pieces[1:], 2):
        inner += f'<w:r><w:footnoteReference w:id="{at}"/></w:r>{t(piece) if piece else ""}'
    if one_run:
        inner = "<w:r>" + inner.replace("<w:r>", "").replace("</w:r>", "") + "</w:r>"
    body = p(inner) + p(t("末段。"))
    return docx(body, footnotes=notes("footnote", **{f"n{at}": p(t(words)) for at, words in enumerate(said, 2)}))


def shown(package: bytes) -> str:
    """The reverse of `noted`."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        body, part = (archive.read(f"word/{name}.xml").decode() for name in ("document", "footnotes"))
    words = {
        id_: "".join(re.findall(r"<w:t[^>]*>([^<]*)<", note))
        for id_, note in re.findall(r'<w:footnote [^>]*?w:id="(-?\d+)"[^>]*>(.*?)</w:footnote>', part, re.DOTALL)
    }
    first = re.split(r"</w:p>", body)[0]
    return "".join(
        f"[{words[id_]}]" if id_ else text
        for id_, text in re.findall(r'<w:footnoteReference w:id="(\d+)"|<w:t(?: [^>]*)?>([^<]*)<', first)
    )


def both(old: bytes, new: bytes) -> tuple[str, str]:
    redline(old, new)
    comparison = compare(old, new)
    output = render(comparison, "docx")
    assert isinstance(output, bytes)
    rejected, accepted = clean(comparison, output)
    return shown(rejected), shown(accepted)


CASES = [
    ("各方应[甲注]报告并存档。", "各方应[甲注]报告。"),  # what is deleted stands behind a note that stays
    ("各方应报告[甲注]并存档。", "各方应[甲注]并存档。"),  # … before it
    ("各方应报告。[甲注]", "各方[甲注]应报告。"),  # a note that moved in its sentence
    ("各方应[甲注][乙注]报告。", "各方应[乙注]报告。"),
    ("各方应[甲注][乙注]报告。", "各方应[甲注]报告。"),
    ("各方应[甲注]报告[乙注]。", "各方应[乙注]报告[甲注]。"),  # two that changed places
    ("各方应[甲注]报告[乙注]存档[丙注]。", "各方应[甲注]存档[丙注]。"),
    ("各方报告[甲注]。", "各国代表团均须提交[甲注]年度总结。"),  # hardly a word stays
]


@pytest.mark.parametrize(("old", "new"), CASES)
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("one_run", [False, True])
def test_a_note_comes_back_at_its_place(old: str, new: str, turned: bool, one_run: bool) -> None:
    old, new = (new, old) if turned else (old, new)
    assert both(noted(old, one_run=one_run), noted(new, one_run=one_run)) == (old, new)


WORDS = st.lists(
    st.sampled_from(["各方", "应", "报告", "存档", "提交", "，", "[甲注]", "[乙注]", "[丙注]", "[]"]),
    min_size=1,
    max_size=8,
).map("".join)


@given(old=WORDS, new=WORDS)
@settings(max_examples=150, deadline=None)
def test_any_notes_come_back_at_their_places(old: str, new: str) -> None:
    assert both(noted("决定" + old), noted("决定" + new)) == ("决定" + old, "决定" + new)
