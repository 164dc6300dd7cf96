"""A Word document is opened and read once, and whoever writes in its trees has them for himself."""

from __future__ import annotations

import copy
import pickle
from collections import Counter

import pytest

import decision_diff as dd
from decision_diff import memory
from decision_diff.memory import Handed
from decision_diff.ooxml import opened
from decision_diff.ooxml.package import Package
from wordfiles import docx, p, t

OLD = docx(p(t("第一条　会议每年举行一次。")) + p(t("第二条　秘书长提交报告。")))
NEW = docx(p(t("第一条　会议每两年举行一次。")) + p(t("第二条　秘书长提交报告。")))


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> Counter[bytes]:
    """How often the bytes of each package were opened."""
    counts: Counter[bytes] = Counter()
    true = Package.__init__

    def counting(self: Package, data: bytes, source: str = "") -> None:
        counts[data] += 1
        true(self, data, source)

    monkeypatch.setattr(Package, "__init__", counting)
    return counts


def test_a_redline_opens_each_package_once(openings: Counter[bytes]) -> None:
    redline = dd.render(dd.compare(OLD, NEW), "docx")
    assert openings == {OLD: 1, NEW: 1, redline: 1}


def test_a_second_redline_is_the_same_as_the_first(openings: Counter[bytes]) -> None:
    comparison = dd.compare(OLD, NEW)
    redline = dd.render(comparison, "docx")
    assert dd.render(comparison, "docx") == redline
    assert openings == {OLD: 2, NEW: 2, redline: 2}


def test_one_document_may_be_both(openings: Counter[bytes]) -> None:
    comparison = dd.compare(OLD, OLD)
    assert not comparison.differs
    redline = dd.render(comparison, "docx")
    assert not dd.verify(redline, comparison.old, comparison.new).differences
    assert openings[OLD] > 1, "the old trees are not the ones that are written in"


def test_in_one_job_nobody_reads_what_somebody_writes_in() -> None:
    with memory.job():
        comparison = dd.compare(OLD, NEW)
        dd.render(comparison, "docx")
        again = dd.compare(OLD, NEW)
    assert (again.old, again.new) == (comparison.old, comparison.new)


def test_what_is_handed_on_is_given_once() -> None:
    held = Handed("a document")
    assert held.take() == "a document"
    assert held.take() is None


def test_a_copy_of_a_decision_leaves_the_document_behind() -> None:
    old = dd.compare(OLD, NEW).old
    assert old.opened is not None
    for made in (copy.deepcopy(old), pickle.loads(pickle.dumps(old))):  # noqa: S301 - our own
        assert made == old
        assert made.opened is not None
        assert made.opened.take() is None
    assert isinstance(old.opened.take(), opened.Opened)


def test_what_is_only_read_does_not_stay_open() -> None:
    assert dd.read(OLD).opened is None
    tracked = dd.render(dd.compare(OLD, NEW), "docx")
    assert dd.compare(tracked).new.opened is None, "its marks must be resolved before anybody writes in it"
