"""Lists of items in an article that an act changed: the signs at the ends of items, and the numbers of items and points.

（一）子；（二）丑。 + 增加一项，作为第一项   →   （一）新；（二）子；（三）丑。
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from decision_diff.amend.applying.choices import SIGNS, NewLine, NewWords, cut_end
from decision_diff.amend.articles.old import ITEM, PARAGRAPH, SUBITEM, Row
from decision_diff.amend.chinese.numbers import write_numeral
from decision_diff.labels.numerals import parse_numeral

_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def close_lists(lines: Sequence[NewLine], olds: Sequence[Row]) -> Iterator[str]:
    """Give the items of a list that an act changed the signs of a list: ；, and 。 at the end of the last one.

    `olds` are the old lines. A list that did not end so in the old text, or that the act gives whole, stays as it is.
    """
    before = [(tuple(olds[at].eid for at, _ in items), _ends_as_list(olds, items)) for items in _list_lists(olds)]
    whole = {eids for eids, _ in before}
    usual = {eid for eids, is_usual in before for eid in eids if is_usual}
    for items in _list_lists(lines):
        eids = tuple(lines[at].eid for at, _ in items)
        is_touched = eids not in whole or any(
            line.is_touched or not line.eid for line in lines[items[0][0] : items[-1][1] + 1]
        )
        kept = set(eids) - {""}
        if is_touched and kept and kept <= usual:
            yield from _close_items(lines, items)


def settle_paragraphs(lines: Sequence[NewLine], olds: Sequence[Row]) -> Iterator[str]:
    """End an item that became a paragraph or an article with 。, where it ended with ；."""
    items = {row.eid for row in olds if row.depth > PARAGRAPH}
    for line in lines:
        if line.depth == PARAGRAPH and line.eid in items and line.words.endswith("；"):
            cut_end(line, max(n for n, piece in enumerate(line.pieces) if piece.text))
            line.pieces.append(NewWords("。", None, is_choice=True))
            yield "the item that stands by itself now ends with 。"


def _ends_as_list(rows: Sequence[Row], items: Sequence[tuple[int, int]]) -> bool:
    """Whether old items end as those of a list do: with ；, and the last one with 。."""
    signs = [rows[end].words[-1:] for _, end in items]
    return signs[-1] == "。" and all(sign == "；" for sign in signs[:-1])


def _close_items(lines: Sequence[NewLine], items: Sequence[tuple[int, int]]) -> Iterator[str]:
    for (at, end), due in zip(items, [*"；" * (len(items) - 1), "。"], strict=True):
        sign = lines[end].words[-1:]
        if sign == due:
            continue
        if sign and sign in SIGNS:
            cut_end(lines[end], max(n for n, piece in enumerate(lines[end].pieces) if piece.text))
        lines[end].pieces.append(NewWords(due, None, is_choice=True))
        yield f"{lines[at].number} ends with {due}"


def _list_lists(lines: Sequence[NewLine | Row]) -> Iterator[list[tuple[int, int]]]:
    """The items of each list in order, as (line of the item, last line that hangs below it)."""
    items: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if line.depth == PARAGRAPH:
            if items:
                yield items
            items = []
        elif line.depth == ITEM and line.number:
            items.append((at, at))
        elif items:
            items[-1] = (items[-1][0], at)
    if items:
        yield items


def number_items(lines: Sequence[NewLine], olds: Sequence[Row]) -> Iterator[str]:
    """Number the items of each list that an act changed one by one, and the points of each item, as the old ones are printed.

    `olds` are the old lines. A list that was not numbered one by one keeps its numbers.
    """
    for depth in (ITEM, SUBITEM):
        before = list(_list_numbered(olds, depth))
        whole = {tuple(olds[at].eid for at in places) for places in before}
        broken = _find_broken(olds, before)
        changed = [[lines[at] for at in places] for places in _list_numbered(lines, depth)]
        for items in changed:
            yield from _number(items, whole, broken)


def _find_broken(olds: Sequence[Row], lists: Iterable[Sequence[int]]) -> set[str]:
    """The addresses of old items of lists that are not numbered one by one."""
    broken = (places for places in lists if not _is_counted(olds, places))
    return {olds[at].eid for places in broken for at in places}


def _list_numbered(lines: Sequence[NewLine | Row], depth: int) -> Iterator[list[int]]:
    """The numbered lines of each list at a depth."""
    places: list[int] = []
    for at, line in enumerate(lines):
        if line.depth < depth and places:
            yield places
            places = []
        if line.depth == depth and line.number:
            places.append(at)
    if places:
        yield places


def _is_counted(rows: Sequence[Row], places: Sequence[int]) -> bool:
    """Whether old items are numbered one by one, in a print that can be counted on."""
    return all(_print_item(rows[at].number, due) == rows[at].number for due, at in enumerate(places, 1))


def _number(items: Sequence[NewLine], whole: Collection[tuple[str, ...]], broken: Collection[str]) -> Iterator[str]:
    """Number one list; not one that is as it was (`whole`), or has items of a list that was not numbered one by one (`broken`)."""
    eids = tuple(item.eid for item in items)
    if eids in whole or any(eid in broken for eid in eids):
        return
    for due, item in enumerate(items, 1):
        printed = _print_item(item.number, due)
        if printed and printed != item.number:
            was, item.number = item.number, printed
            if item.instruction is None:
                yield f"{was} is now {printed}"


def _print_item(number: str, due: int) -> str:
    """The number of an item in the same print: （三） for （二）, 3. for 2.; "" if it is printed otherwise."""
    if number[0] in _CIRCLED:
        return _CIRCLED[due - 1] if due <= len(_CIRCLED) else ""
    inner = number.strip("（）().．、")
    try:
        parse_numeral(inner)
    except ValueError:
        return ""
    if inner.isdecimal():
        return number.replace(inner, str(due))
    return number.replace(inner, write_numeral(due))
