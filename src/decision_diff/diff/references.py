"""Which changed references only follow a renumbering: 第十二条 became 第十三条 because article 12 is now article 13.

Recognised by computing: each article or annex cited in the old words is mapped through the alignment, and must be the
one cited in the new words. A reference to another act (《刑法》第二百三十四条, 刑事诉讼法第十二条) follows nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from decision_diff.changes import Edit, Link
from decision_diff.labels import numeral
from decision_diff.languages import zh
from decision_diff.model import Decision

Cited = tuple[str, tuple[int, ...]]  # the level, and the number's value

_NUMBER = rf"[{zh.NUMERALS}0-9]+"
_REFERENCE: Final = re.compile(
    rf"第({_NUMBER})条((?:之{_NUMBER})*)|(?:{'|'.join(zh.ANNEXES)})({_NUMBER})|(?:Article|article) ([0-9]+)|Annex ([0-9]+)"
)
_OTHER_ACT: Final = re.compile(r"(?<!本)(?:》|法|条例|规定|办法|解释|章程|公约|议定书)$")


def consequences(old: Decision, new: Decision, links: Iterable[Link]) -> dict[Cited, set[Cited]]:
    """What each numbered article and annex of the old revision is now; empty if none of them got another number."""
    became: dict[Cited, set[Cited]] = {}
    for link in links:
        before, after = old.clause(link.old.eid), new.clause(link.new.eid)
        if before.level in ("article", "attachment") and before.label and after.label and after.level == before.level:
            was = (before.level, before.label.value)
            became.setdefault(was, set()).add((after.level, after.label.value))
    return became if any({was} != now for was, now in became.items()) else {}


def marked(edits: tuple[Edit, ...], old: str, new: str, became: Mapping[Cited, set[Cited]]) -> tuple[Edit, ...]:
    """The edits, those that only follow a renumbering with the kind "consequential"."""
    if not became:
        return edits
    return tuple(
        replace(edit, kind="consequential")
        if edit.op == "replace" and edit.kind == "substantive" and _follows(edit, old, new, became)
        else edit
        for edit in edits
    )


def _follows(edit: Edit, old: str, new: str, became: Mapping[Cited, set[Cited]]) -> bool:
    before, after = edit.old.of(old), edit.new.of(new)
    if _REFERENCE.sub("\0", before) != _REFERENCE.sub("\0", after) or _OTHER_ACT.search(old[: edit.old.start][-8:]):
        return False
    was, now = _cited(before), _cited(after)
    return bool(was) and all(b in became.get(a, ()) for a, b in zip(was, now, strict=True))


def _cited(text: str) -> list[Cited]:
    found: list[Cited] = []
    for match in _REFERENCE.finditer(text):
        article, more, annex, english, english_annex = match.groups()
        if article:
            places = [article, *more.split("之")[1:]]
            found.append(("article", tuple(map(numeral, places))))
        elif english:
            found.append(("article", (int(english),)))
        else:
            found.append(("attachment", (numeral(annex or english_annex),)))
    return found
