"""The scorer of resolutions counts what is right, and sees what is wrong."""

from __future__ import annotations

import importlib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import decision_diff as dd

BENCH = Path(__file__).parent.parent / "bench"

TEXT = """RESOLUTION 7
The Council,
recalling
a) its rule on gardens;
b)\tits rule on ponds,
decides
1 to open the garden;
2\tto buy:
a)\ttrees;
b)\tbenches;
instructs the Secretary-General
to report to the Council.
"""
DOCUMENT = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement><preamble>
<formula name="enactingFormula"><p>The Council,</p></formula>
<recitals><intro><p><i>recalling</i></p></intro>
<recital><p>a) its rule on gardens;</p></recital><recital><num>b)</num><p>its rule on ponds,</p></recital></recitals></preamble><mainBody>
<hcontainer><heading><i>decides</i></heading><paragraph><content><p>1 to open the garden;</p></content></paragraph>
<paragraph><num>2</num><list><intro><p>to buy:</p></intro><point><num>a)</num><content><p>trees;</p></content></point>
<point><num>b)</num><content><p>benches;</p></content></point></list></paragraph></hcontainer>
<hcontainer><heading><i>instructs the Secretary-General</i></heading><paragraph><content><p>to report to the Council.</p></content></paragraph></hcontainer>
</mainBody></statement></akomaNtoso>"""


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(BENCH))
    return importlib.import_module("resolutions")


def count(bench: object, text: str) -> dict[str, int]:
    counts, _ = bench.score(list(bench.list_expected(ET.fromstring(DOCUMENT))), dd.read(text=text))  # type: ignore[attr-defined]  # noqa: S314 - our own
    return dict(counts)


def test_a_resolution_that_is_understood_has_all_points(bench: object) -> None:
    assert count(bench, TEXT) == {
        "calls expected": 4, "calls": 4, "numbers expected": 7, "numbers": 7, "parents expected": 7, "parents": 7,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "what", "points"),
    [("decides\n", "Nothing more.\n", "calls", 3), ("2\tto buy", "3\tto buy", "numbers", 6), ("decides\n", "urges\n", "calls", 3),
     ("a)\ttrees;\nb)\tbenches;\n", "instructs\na)\ttrees;\nb)\tbenches;\n", "parents", 5)],
)  # fmt: skip
def test_what_is_misread_costs_points(bench: object, old: str, new: str, what: str, points: int) -> None:
    assert count(bench, TEXT.replace(old, new))[what] == points
