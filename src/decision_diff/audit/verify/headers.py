"""Where headers, footers and comments of a redline in Word are not those of the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from decision_diff.audit.verify.texts import find_differences, name_kinds
from decision_diff.audit.verify.verdict import Difference, NamedText
from decision_diff.model import Decision, Notice
from decision_diff.ooxml import headers, page_fields
from decision_diff.ooxml.headers import HeaderFeature, HeaderText
from decision_diff.ooxml.opened import open_package
from decision_diff.ooxml.package import Package, looks_like_one

_REVISIONS: tuple[NamedText, NamedText] = ("old", "new")


def check(read: tuple[Decision, Decision], old: Decision | None, new: Decision | None) -> tuple[Difference, ...]:
    """Find the differences, those of the old text first. A text has no headers, so there is nothing to compare.

    `read` is the redline with all tracked changes rejected, and with all accepted.

    Unmarked are those where the new ones stand in both views: who wrote the redline did not mark headers.
    """
    views = headers.list_texts(read[0].sections), headers.list_texts(read[1].sections)
    wanted = [[] if one is None else headers.list_texts(one.sections) for one in (old, new)]
    rows = [
        [] if one is None or not one.sections else list(_compare(revision, wanted[at], views[at]))
        for at, (revision, one) in enumerate(zip(_REVISIONS, (old, new), strict=True))
    ]
    changed = {*_list_looks(wanted[0])} ^ {*_list_looks(wanted[1])}
    looks = [
        list(_compare_looks(revision, side, view, changed))
        for revision, side, view in zip(_REVISIONS, wanted, views, strict=True)
    ]
    if new is not None and views[0] == views[1] == wanted[1]:
        return (*(replace(one, unmarked=True) for one in rows[0]), *looks[0], *looks[1])
    lines = [[line for one in side for line in one.lines] for side in wanted]
    words = name_kinds(rows[0], rows[1], (lines[0], lines[1]))
    return (*(one for one in (*words, *looks[0]) if one.revision == "old"), *words[len(rows[0]) :], *looks[1])


def _compare(revision: NamedText, wanted: Sequence[HeaderText], found: Sequence[HeaderText]) -> Iterator[Difference]:
    # One without words must be there all the same.
    lines, given = ({one.place: one.lines or ("",) for one in side} for side in (wanted, found))
    for place in dict.fromkeys((*lines, *given)):
        for one in find_differences(
            revision, lines.get(place, ()), given.get(place, ()), place=place, aspect="headers"
        ):
            yield replace(one, expected=_name_page_numbers(one.expected), found=_name_page_numbers(one.found))


# Links that deleted words have lost mislead nobody, and are reported of the text only.
_LINK = "link"


def _compare_looks(
    revision: NamedText, wanted: Sequence[HeaderText], found: Sequence[HeaderText], changed: set[HeaderFeature]
) -> Iterator[Difference]:
    """Pictures, raised, struck and hidden words; unmarked are those that differ in the two files as well."""
    for place, lost, own in headers.compare_features(wanted, found):
        seen = ([one for one in side if one[0] != _LINK] for side in (lost, own))
        for expected, given in zip_longest(*seen):
            kind = (expected or given)[0]
            unmarked = revision == "old" and {one for one in (expected, given) if one} <= changed
            what = f"other looks: {kind}"
            said = _describe(expected), _describe(given)
            yield Difference(revision, 0, said[0], said[1], place, "headers", kind, what, unmarked=unmarked)


def _describe(look: HeaderFeature | None) -> str | None:
    return None if look is None else f"{' '.join(look[:2]).strip()}: {look[2]}"


def _list_looks(side: Sequence[HeaderText]) -> Iterator[HeaderFeature]:
    return (look for one in side for look in one.looks)


def _name_page_numbers(line: str | None) -> str | None:
    """A line of a header with its page numbers by name."""
    return None if line is None else page_fields.show_fields(line)


def compare_comments(redline: Package, old: Decision | None, new: Decision | None) -> Iterator[Notice]:
    """Report that comments differ. They are not text of a decision, and a redline may have its own: no reason to doubt it."""
    given = headers.read_comments(redline, "accepted")
    both: tuple[tuple[NamedText, Decision | None], ...] = (("old", old), ("new", new))
    for revision, decision in both:
        if decision is None:
            continue
        data = decision.source.data
        expected = (
            headers.read_comments(open_package(data, decision.source.name), "accepted") if looks_like_one(data) else []
        )
        lost, own = Counter(expected) - Counter(given), Counter(given) - Counter(expected)
        if lost or own:
            yield Notice(
                "comments-differ",
                f"comments are not verified: the redline lacks {lost.total()} of those of the {revision} text, "
                f"and has {own.total()} that it does not have",
                revision=revision,
            )
