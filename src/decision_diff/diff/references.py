"""References and renumbering: 第十二条 became 第十三条 because article 12 is now article 13.

Recognised by computing: each article or annex cited in the old words is mapped through the alignment. Is the one cited
in the new words the same, then the change is only a consequence. Is a reference still what it was though its target moved
or was repealed, then somebody forgot it, and a notice says so. A reference to another act (《刑法》第二百三十四条,
刑事诉讼法第十二条) follows nothing here; forgotten ones are looked for only where the act names itself (本法第十二条).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from decision_diff.changes import Change, Edit, Link
from decision_diff.labels import numeral
from decision_diff.languages import zh
from decision_diff.model import Clause, Decision, Notice

Cited = tuple[str, tuple[int, ...]]  # the level, and the number's value

_NUMBER = rf"[{zh.NUMERALS}0-9]+"
_REFERENCE: Final = re.compile(
    rf"第({_NUMBER})条((?:之{_NUMBER})*)|(?:{'|'.join(zh.ANNEXES)})({_NUMBER})|(?:Article|article) ([0-9]+)|Annex ([0-9]+)"
)
_OWN_CHAIN: Final = re.compile(
    rf"本[法条例规则定解释办决]{{1,2}}(?:第{_NUMBER}条(?:之{_NUMBER})*(?:、?第{_NUMBER}[款项])*(?:至|和|、|或者|以及|及)?)+"
)
_OTHER_ACT: Final = re.compile(r"(?<!本)(?:》|法|条例|规定|办法|解释|章程|公约|议定书)$")


def consequences(old: Decision, new: Decision, links: Iterable[Link]) -> dict[Cited, set[Cited]]:
    """What each numbered article and annex of the old revision is now; empty if none of them got another number."""
    became: dict[Cited, set[Cited]] = {}
    for link in links:
        was, now = _citable(old, link.old.eid), _citable(new, link.new.eid)
        if was and now and was[0] == now[0]:
            became.setdefault(was, set()).add(now)
    return became if any({was} != now for was, now in became.items()) else {}


def _citable(decision: Decision, eid: str) -> Cited | None:
    """The numbered article or annex that a clause is, or belongs to."""
    clause: Clause | None = decision.clause(eid)
    while clause is not None:
        if clause.level in ("article", "attachment") and clause.label:
            return clause.level, clause.label.value
        clause = decision.parent(clause.eid)
    return None


def forgotten(new: Decision, changes: Iterable[Change], became: Mapping[Cited, set[Cited]]) -> list[Notice]:
    """References that stayed as they were though what they cite has another number now, or is gone; in text order."""
    found: list[Notice] = []
    for change in changes if became else ():
        if len(change.old) != 1 or len(change.new) != 1:
            continue
        kept = dict(_own(change.new_text))
        if not kept:
            continue
        before = dict(_own(change.old_text))
        for cited, printed in kept.items():
            brought_up = before != kept and any(cited in became.get(was, ()) for was in before)
            if cited not in before or cited in became.get(cited, ()) or brought_up:
                continue
            place = new.place(change.new[0].eid)
            targets = became.get(cited)
            if targets:
                now = ", ".join("-".join(map(str, value)) for _, value in sorted(targets))
                message = f"{place} still cites {printed}, which has become article {now}"
            else:
                message = f"{place} still cites {printed}, which was repealed"
            code = "reference-outdated" if targets else "reference-repealed"
            found.append(Notice(code, message, change.new[0].origin, "new"))
    return found


def _own(text: str) -> Iterator[tuple[Cited, str]]:
    """The articles of the act itself that a text cites (本法第十二条、第十三条和第十五条), as cited and as printed."""
    for chain in _OWN_CHAIN.finditer(text) if "本" in text else ():
        for match in _REFERENCE.finditer(chain.group()):
            yield from ((cited, match.group()) for cited in _cited(match.group()))


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
