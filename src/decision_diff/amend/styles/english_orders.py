"""What a statement of an English amending act orders: the forms, and how each becomes instructions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from decision_diff.amend.chinese.quotations import HOLE
from decision_diff.amend.instructions import Instruction, Quotation, UnitPlace, UnitStep, WordSide
from decision_diff.amend.styles.english_places import find_place, read_place
from decision_diff.frozen import frozen
from decision_diff.patterns import late


@frozen
class StatementFrame:
    """An order as it is read: the instruction to fill, what is quoted, whether the last quotation stands below, and the place of which it speaks."""

    base: Instruction
    quotations: tuple[Quotation, ...]
    has_block: bool
    place: UnitPlace | None  # in which it speaks of words, and with which what is relative is completed


_WORDS: Final = r"(?:the (?:words?|phrase|numbers?|figures?|dates?|references?|terms?|expressions?|letters?) )?"
_EACH: Final = r"(?:,? ?(?:in (?:each|both) places? ?(?:where |in which )?(?:it|they)? ?(?:occurs?|appears?)?|wherever (?:it|they) (?:occurs?|appears?)) ?,?)?"
_IS: Final = r"(?:is|are|shall be)"
_SUBSTITUTE: Final = late(
    rf"[Ff]or {_WORDS}(?P<a>{HOLE}){_EACH},? ?(?:there (?:is|are) substituted|substitute) (?P<b>{HOLE}){_EACH}$"
)
_REPLACE_WORDS: Final = late(
    rf"{_WORDS}(?P<a>{HOLE}){_EACH} {_IS} (?:replaced|substituted) by {_WORDS}(?P<b>{HOLE}){_EACH}$", re.IGNORECASE
)
_INSERT_WORDS: Final = late(
    rf"(?P<side>after|before) {_WORDS}(?P<a>{HOLE}){_EACH},? insert (?P<b>{HOLE}){_EACH}$", re.IGNORECASE
)
_INSERTED_WORDS: Final = late(
    rf"{_WORDS}(?P<a>{HOLE}) {_IS} inserted (?P<side>after|before) {_WORDS}(?P<b>{HOLE})$", re.IGNORECASE
)
_OMIT_WORDS: Final = late(
    rf"(?:omit {_WORDS}{HOLE}{_EACH}|{_WORDS}{HOLE}{_EACH} {_IS} (?:deleted|omitted|repealed))$", re.IGNORECASE
)
_END_WORDS: Final = late(rf"at the end,? (?:insert|add) {HOLE}$", re.IGNORECASE)


def read_order(frame: StatementFrame, said: str) -> list[Instruction] | None:
    """What a statement orders; None if no form explains it as a whole."""
    for reader in (_read_words, _read_units):
        made = reader(frame, said)
        if made is not None:
            return made
    return None


def _read_words(frame: StatementFrame, said: str) -> list[Instruction] | None:
    """Orders on words of a place."""
    if frame.has_block or frame.place is None:
        return None
    quoted = frame.quotations
    base = replace(frame.base, sources=(frame.place,))
    if _SUBSTITUTE.match(said) or _REPLACE_WORDS.match(said):
        return [replace(base, verb="substitute-words", old_words=quoted[:1], new_words=quoted[1:])]
    if found := _INSERT_WORDS.match(said):
        return [replace(base, verb="insert-words", old_words=quoted[:1], new_words=quoted[1:], where=_side(found))]
    if found := _INSERTED_WORDS.match(said):
        return [replace(base, verb="insert-words", old_words=quoted[1:], new_words=quoted[:1], where=_side(found))]
    if _OMIT_WORDS.match(said):
        return [replace(base, verb="delete-words", old_words=quoted)]
    if _END_WORDS.match(said):
        return [replace(base, verb="insert-words", new_words=quoted, where="end")]
    return None


def _side(found: re.Match[str]) -> WordSide:
    return "after" if found["side"].casefold() == "after" else "before"


_OMIT: Final = late(r"(?:omit|repeal|delete) ", re.IGNORECASE)
_GONE: Final = late(rf" ?{_IS} (?:deleted|repealed|omitted)$")
_FOR: Final = late(r"for ", re.IGNORECASE)
_SUBSTITUTED: Final = late(rf",? (?:there (?:is|are) substituted|substitute) ?[:—–-]*{HOLE}$")
_REPLACED: Final = late(rf" ?{_IS} (?:replaced|substituted) by(?: the following(?: text)?)? ?[:—–-]*{HOLE}$")
_BESIDE: Final = late(r"(?P<side>after|before|at the end of|at the beginning of) ", re.IGNORECASE)
_INSERT: Final = late(
    rf",? (?:(?:insert|add)(?:, as (?P<uk>[^:—,]{{1,80}}\[[0-9]+\]))?|(?:there (?:is|are) inserted)|the following (?:(?P<eu>[^:—]{{1,80}}\[[0-9]+\])|[^:—]{{0,80}}?) {_IS} (?:inserted|added)) ?[:—–-]*{HOLE}$"
)
_ADDED: Final = late(
    rf"the following (?P<what>[^:—]{{0,80}}?) ?{_IS} (?:inserted|added)(?: (?P<side>after|before) (?P<rest>[^:—]+?))? ?[:—–-]*{HOLE}$",
    re.IGNORECASE,
)
_RENUMBER: Final = late(r"renumber ", re.IGNORECASE)
_BECOMES: Final = late(r" ?(?:(?:is|are) (?:renumbered|to be numbered)(?: as)?|becomes?|as) ")
_BARE: Final = late(r"(?P<number>\(?[0-9]+[A-Za-z]{0,8}\)?|\([a-z]{1,5}\))$")
_SIDES: Final[dict[str, WordSide]] = {
    "after": "after",
    "before": "before",
    "at the end of": "end",
    "at the beginning of": "start",
}


def _read_units(frame: StatementFrame, said: str) -> list[Instruction] | None:
    """Orders on clauses."""
    for read in _UNIT_READERS:
        made = read(frame, said)
        if made is not None:
            return made
    return None


def _read_omit(frame: StatementFrame, said: str) -> list[Instruction] | None:
    lead = _OMIT.match(said)
    places, end = _list_places(frame, said, lead.end() if lead else 0)
    if not places or not (end == len(said) if lead else _GONE.match(said, end)):
        return None
    return [replace(frame.base, verb="delete", sources=tuple(places))]


def _read_replace(frame: StatementFrame, said: str) -> list[Instruction] | None:
    lead = _FOR.match(said)
    places, end = _list_places(frame, said, lead.end() if lead else 0)
    if not places or not (_SUBSTITUTED if lead else _REPLACED).match(said, end):
        return None
    return [replace(frame.base, verb="replace", sources=tuple(places), new_words=frame.quotations[-1:])]


def _read_insert(frame: StatementFrame, said: str) -> list[Instruction] | None:
    lead = _BESIDE.match(said)
    places, end = _list_places(frame, said, lead.end()) if lead else ([], 0)
    found = _INSERT.match(said, end) if len(places) == 1 else None
    if lead is None or found is None:
        return None
    twin = read_place(found["uk"] or found["eu"] or "")
    if found["uk"] and twin is None:
        return None
    where = _SIDES[lead["side"].casefold()]
    words = frame.quotations[-1:]
    if where in ("end", "start") and _IN_LINE.search(said) and len(words[0].paragraphs) == 1:
        return [replace(frame.base, verb="insert-words", sources=tuple(places), new_words=words, where=where)]
    targets = (twin,) if twin else ()  # which of several with its number it is: Part 3[1]
    return [
        replace(
            frame.base, verb="insert", sources=tuple(places), targets=targets, new_words=words, where=where, count=1
        )
    ]


_IN_LINE: Final = late(rf"[A-Za-z]\s*{HOLE}$")  # insert “or both”, not insert—, below which a clause stands


def _read_added(frame: StatementFrame, said: str) -> list[Instruction] | None:
    """The following Article 5a is inserted: its number says where; or it is added at the end of what is spoken of."""
    found = _ADDED.match(said)
    if not found:
        return None
    words = frame.quotations[-1:]
    base = replace(frame.base, verb="insert", new_words=words, count=1)
    if found["side"]:
        beside = find_place(found["rest"], 0, frame.place)
        return [replace(base, sources=(beside[0],), where=_side(found))] if beside else None
    target = find_place(found["what"], 0, frame.place)
    if target and target[0].steps[-1].printed:
        return [replace(base, targets=(target[0],))]
    return [replace(base, sources=(frame.place,), where="end")] if frame.place else None


def _read_renumber(frame: StatementFrame, said: str) -> list[Instruction] | None:
    lead = _RENUMBER.match(said)
    olds, end = _list_places(frame, said, lead.end() if lead else 0)
    link = _BECOMES.match(said, end) if olds else None
    if not link:
        return None
    bare = _BARE.match(said, link.end()) if len(olds) == 1 else None
    news, end = ([_put_number(olds[0], bare["number"])], bare.end()) if bare else _list_places(frame, said, link.end())
    if len(news) != len(olds) or end != len(said):
        return None
    pairs = zip(olds, news, strict=True)
    return [replace(frame.base, verb="renumber", sources=(old,), targets=(new,)) for old, new in pairs]


_UNIT_READERS: Final[tuple[Callable[[StatementFrame, str], list[Instruction] | None], ...]] = (
    _read_omit, _read_replace, _read_insert, _read_added, _read_renumber,
)  # fmt: skip
_NEXT: Final = late(
    r"(?:,\s*(?:and\s+)?|\s+and\s+|\s+or\s+)(?:(?P<number>\(?[0-9]+[A-Za-z]{0,3}\)?|\([a-z]{1,3}\))(?![A-Za-z]))?"
)
_RANGE: Final = late(r"\s+to\s+(?P<number>\(?[0-9]+\)?)(?![A-Za-z0-9])")
MAX_RANGE: Final = 1000  # units of one range


def _list_places(frame: StatementFrame, said: str, at: int) -> tuple[list[UnitPlace], int]:
    """Places in a row from `at` on (sections 3, 5 and 7 to 9; point (b) of Article 3 and Article 5), and where they end."""
    found = find_place(said, at, frame.place)
    places: list[UnitPlace] = []
    while found:
        places.append(found[0])
        at = found[1]
        if ranged := _RANGE.match(said, at):
            places.extend(_fill(places[-1], ranged["number"]))
            at = ranged.end()
        link = _NEXT.match(said, at)
        if not link:
            break
        if link["number"]:
            found = _put_number(places[-1], link["number"]), link.end()
        else:
            found = find_place(said, link.end(), frame.place)
    return places, at


def _put_number(place: UnitPlace, printed: str) -> UnitPlace:
    last = place.steps[-1]
    return UnitPlace((*place.steps[:-1], UnitStep(last.unit, (), printed.strip("()"))))


def _fill(place: UnitPlace, last: str) -> Iterator[UnitPlace]:
    """The places behind one up to a number."""
    first, end = place.steps[-1].printed.strip("()"), last.strip("()")
    if first.isdigit() and end.isdigit() and int(end) - int(first) <= MAX_RANGE:
        yield from (_put_number(place, str(number)) for number in range(int(first) + 1, int(end) + 1))
