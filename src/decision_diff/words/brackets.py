"""The square brackets of a text under negotiation: what stands in them is not agreed yet.

    decides to meet [in 2027] [in 2028]           two alternatives
    2  [to instruct the Director [, in consultation with Member States,]        one bracket in another, over
    3  to report to the Council]                                                two clauses

Brackets go in pairs through the whole text, each closing the last one that is open; a note has its own. Not every square bracket is
one of these. What a bracket holds, and what stands around it, decides:

    report[1], see [2, 3]       numbers that count on from 1, or that a note has: references
    [2003] UKHL 12, 国发[2020]5号    a law report, the number of a document
    [ADOPTED AS AMENDED], [Note: …], [sic], […]    what an editor says; a clause of level `editorialNote` as a whole
    a[i], [text](https://…), [A-Z], [x] in a list    an index, a link, a range of characters, a check box

In doubt a bracket is one of the text, and a notice says so. A bracket without a partner belongs to no pair, and a notice names it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision, Notice
from decision_diff.notices import NoticeCode
from decision_diff.patterns import late

OPENING: Final = "[［"
CLOSING: Final = "]］"
MOST_NAMED: Final = 8  # notices of one kind; one more counts the rest
MOST_NESTED: Final = 8  # brackets over several clauses that are followed in one clause

_EITHER: Final = late(r"[\[\]［］]")
_CONTEXT: Final = 40  # characters behind a bracket that may say what it is
_LONGEST_SHOWN: Final = 400  # characters of a pair that is looked at as a whole
_SHOWN: Final = 24  # characters of a text that a notice quotes
_NOTE_LEVELS: Final = frozenset({"note"})

# What follows the bracket, with the bracket: citations of law reports and numbers of documents, links.
_CITED: Final = late(
    r"[\[［](?:1[5-9]|20)[0-9]{2}[\]］](?:\s(?:[0-9]{1,3}\s)?(?:[A-Z][\w.'’()&]*[A-Z.)][\w.'’()&]*)(?:\s[A-Z][\w.'’()]*){0,3}\s[0-9]"
    r"|\s?第?\s?[0-9]{1,5}\s?[号號])|\[[^\[\]\n]{1,200}\]\((?:https?:|mailto:|www\.|[#/])"
)
_NOTE: Final = (
    r"(?:Editor(?:ial|['’]s)?|Secretariat|Translator['’]s|Drafting)\s[Nn]ote\b|Note\sde\s(?:la\s)?(?:rédaction|traduction)\b"
    r"|(?:Note|Nota|Remarque|N\.B\.|Примечание|ملاحظة)(?:\s[^:：\[\]]{0,30})?\s?[:：]"
    r"|(?:编者|编辑|译者|秘书处|起草|原)?[注註][:：]|(?:编者|编辑|译者)[注按]"
)
_LONG_NOTE: Final = late(rf"\s?(?:{_NOTE})")
_EDITORIAL: Final = late(
    rf"{_NOTE}|sic[.!]?\Z|原文如此\Z|\.{{3,}}\Z|…+\Z|已(?:通过|议定|商定|达成一致).{{0,40}}\Z"
    r"|(?:(?:PROVISIONALLY|ALREADY)\s)?(?:ADOPTED|AGREED|APPROVED|REJECTED|WITHDRAWN|DEFERRED|CLOSED|SUPPRESSED|ADOPTÉE?S?|APPROUVÉE?S?|CONVENUE?S?|"
    r"ADOPTAD[OA]S?|ACORDAD[OA]S?|APROBAD[OA]S?|ПРИНЯТО|СОГЛАСОВАНО)\b"
    r"|(?:Adopted|Agreed|Approved|Adoptée?|Convenu|Adoptad[oa]|Acordad[oa])\s(?:ad\sref|on\s[0-9]|by\sthe|at\sthe|as\samended|le\s[0-9]|el\s[0-9]|par\s|por\s)"
)
_TOMBSTONE: Final = late(
    r"(?:Reserved|Repealed|Deleted|Omitted|Spent|Vacant|(?:This\s(?:page|paragraph)\s)?(?:[Ii]ntentionally\s)(?:left\s)?blank|"
    r"Réservée?|Supprimée?|Abrogée?|保留|删除|刪除|删去|废止|廢止|略)[.。]?"
)
_NUMBERS: Final = late(r"[0-9]{1,3}(?:\s?[-–,，、;]\s?[0-9]{1,3})*")
_DIGITS: Final = late(r"[0-9]+")
_UNIT: Final = late(
    r"\s?(?:[%‰€$£¥]|days?\b|weeks?\b|months?\b|years?\b|hours?\b|minutes?\b|per\s?cent|percent|times?\b|members?\b|experts?\b|seats?\b|meetings?\b|"
    r"sessions?\b|million|thousand|billion|votes?\b|[A-Z]{3}\b|jours?\b|semaines?\b|mois\b|ans?\b|années?\b|heures?\b|pour\scent|membres?\b|réunions?\b|"
    r"fois\b|días?\b|semanas?\b|mes(?:es)?\b|años?\b|дн|недел|месяц|лет\b|года?\b|"
    r"[个個天日周週月年岁次名人位届屆条條款项項章节節目号號份票万萬亿億百千元分秒倍成小工席家种種期场場期]|th\b|st\b|nd\b|rd\b|e\b)"
)
_COUNTED: Final = late(
    r"(?:第|[$€£¥]|\b(?:Article|Section|Chapter|Annex|Part|No\.|CHF|USD|EUR|of|than|least|most|within|for|every|to|in|by|at|de|des|du|à))\s?$"
)
_INDEX: Final = late(r"(?:(?<![^\W\d_])[A-Za-z]|[A-Za-z0-9]*[0-9_][A-Za-z0-9_]*)$")
_SUBSCRIPT: Final = late(r"[a-z](?:\s?[+−-]\s?[0-9a-z])?|[0-9]{1,3}(?:\s?[,:]\s?[0-9a-z]{1,3})*")
_RANGE: Final = late(r"\^?(?:[A-Za-z]-[A-Za-z]|[a-zA-Z]-[a-zA-Z]0-9)+(?:0-9)?")
_BOX: Final = late(r"[\[［][ xX✓✔][\]］]\s")


@frozen
class Bracket:
    """A pair: it opens at the code point `start` of the words of the clause at position `first`, and closes at `end` of that at `last`.

    Both are the code points of the brackets themselves. Pairs are in the order in which they open.
    """

    first: int
    start: int
    last: int
    end: int


@frozen
class BracketPart:
    """What of a bracket stands in the words of one clause: the code points [start, end), the brackets themselves included.

    `index` is that of the bracket in `Brackets.pairs`. `opens` and `closes` say whether the bracket begins and ends in this clause.
    """

    index: int
    start: int
    end: int
    opens: bool
    closes: bool


@frozen
class Brackets:
    """The brackets of a text, and what is doubtful about them."""

    pairs: tuple[Bracket, ...] = ()
    notices: tuple[Notice, ...] = ()


NO_BRACKETS: Final = Brackets()


def has_brackets(decision: Decision) -> bool:
    """Whether any clause has a square bracket among its words, whatever it is."""
    words = "\n".join([clause.text or clause.heading for clause in decision.walk()])
    return "[" in words or "]" in words or "［" in words or "］" in words


def count_opening(decision: Decision) -> int:
    """How many square brackets open among the words of a text, whatever they are."""
    words = "\n".join([clause.text or clause.heading for clause in decision.walk()])
    return sum(map(words.count, OPENING))


def find_brackets(decision: Decision) -> Brackets:
    """The brackets of a revision, with notices of those that have no partner, or that may be something else."""
    return _BracketFinder(decision).find() if has_brackets(decision) else NO_BRACKETS


def count_open(brackets: Brackets) -> dict[int, int]:
    """How many brackets open in each clause, by position; only those that have any, in document order."""
    counts: dict[int, int] = {}
    for one in brackets.pairs:
        counts[one.first] = counts.get(one.first, 0) + 1
    return counts


def find_parts(brackets: Brackets, decision: Decision) -> dict[int, list[BracketPart]]:
    """By position of a clause what of each bracket stands in it, in the order in which they open.

    Of brackets over several clauses a clause between has the `MOST_NESTED` outermost.
    """
    clauses = decision.walk()
    parts: dict[int, list[BracketPart]] = {}
    for index, one in enumerate(brackets.pairs):
        end = len(clauses[one.first].words) if one.last > one.first else one.end + 1
        parts.setdefault(one.first, []).append(BracketPart(index, one.start, end, True, one.last == one.first))
        for at in range(one.first + 1, one.last):
            here = parts.setdefault(at, [])
            if len(here) >= MOST_NESTED:
                break
            if size := len(clauses[at].words):
                here.append(BracketPart(index, 0, size, False, False))
        if one.last > one.first:
            parts.setdefault(one.last, []).append(BracketPart(index, 0, one.end + 1, False, True))
    return {at: here for at, here in parts.items() if here}


@frozen
class _SingleBracket:
    """One square bracket: where it stands, and whether it opens."""

    position: int
    at: int
    opens: bool


class _BracketFinder:
    """Goes through one text."""

    def __init__(self, decision: Decision) -> None:
        self.clauses = decision.walk()
        self.doubtful: list[tuple[int, int]] = []
        self.single: list[_SingleBracket] = []
        self.known: dict[
            tuple[str, str], bool
        ] = {}  # pairs that were judged, and the numbers in them, by the words around
        self.numbers: dict[tuple[str, str], list[int]] = {}
        self.holders = [at for at, clause in enumerate(self.clauses) if _EITHER.search(clause.words)]
        self.boxes = sum(1 for at in self.holders if _BOX.match(self.clauses[at].words)) > 1

    def find(self) -> Brackets:
        """All pairs that are brackets of the text."""
        pairs, self.single = _match([one for at in self.holders for one in self._list(at)], self.clauses)
        pairs.sort(key=lambda one: (one.first, one.start))
        numbers = [self._read_numbers(one) for one in pairs]
        counted = self._count_references(numbers)
        kept = [
            one for one, some in zip(pairs, numbers, strict=True) if not self._is_something_else(one, some, counted)
        ]
        notices = (*self._report_single(), *self._report_doubtful())
        return Brackets(tuple(kept), notices)

    def _list(self, at: int) -> Iterator[_SingleBracket]:
        if self.clauses[at].level == "editorialNote":
            return
        for found in _EITHER.finditer(self.clauses[at].words):
            yield _SingleBracket(at, found.start(), found.group() in OPENING)

    # -- what a pair is

    def _count_references(self, numbers: Sequence[Sequence[int]]) -> frozenset[int]:
        """The numbers that refer to something: those of notes, and those that count on from 1 as they first occur in pairs."""
        notes = {
            int(found)
            for clause in self.clauses
            if clause.level in _NOTE_LEVELS and clause.label is not None
            for found in _DIGITS.findall(clause.label.text)
        }
        highest = 0
        for number in chain.from_iterable(numbers):
            if number == highest + 1:
                highest = number
        return frozenset((*notes, *range(1, highest + 1)))

    def _read_numbers(self, one: Bracket) -> list[int]:
        """The numbers of a pair that holds nothing else, and that no unit behind or word before makes an amount."""
        inside = self._show_inside(one)
        if not inside[:1].isdigit():  # most begin with a letter
            return []
        key = self._show_whole(one)
        if key not in self.numbers:
            before, after = self._show_around(one)
            is_amount = _UNIT.match(after) or _COUNTED.search(before)
            found = [] if is_amount or not _NUMBERS.fullmatch(inside) else _DIGITS.findall(inside)
            self.numbers[key] = list(map(int, found))
        return self.numbers[key]

    def _is_something_else(self, one: Bracket, numbers: Sequence[int], counted: Collection[int]) -> bool:
        if numbers:
            refers = all(number in counted for number in numbers)
            if not refers:
                self.doubtful.append((one.first, one.start))
            return refers
        if not _is_short(one):
            return self._is_note(one)
        key = self._show_whole(one)
        known = self.known.get(key) if one.start else None
        if known is None:
            known = self._has_known_form(one)
            if not _TOMBSTONE.fullmatch(self._show_inside(one)):  # which depends on all words of its clause
                self.known[key] = known
        return known

    def _has_known_form(self, one: Bracket) -> bool:
        """Whether a pair that is short has a form that no bracket of a text has."""
        inside, words = self._show_inside(one), self.clauses[one.first].words
        if _CITED.match(words, one.start, one.end + _CONTEXT) or _EDITORIAL.match(inside) or _RANGE.fullmatch(inside):
            return True
        if self.boxes and one.start == 0 and _BOX.match(words):
            return True
        if _TOMBSTONE.fullmatch(inside) and len(words) <= one.end - one.start + _CONTEXT:
            return not (words[: one.start] + words[one.end + 1 :]).strip(" .;。；")
        before, _ = self._show_around(one)
        return bool(_SUBSCRIPT.fullmatch(inside) and _INDEX.search(before))

    def _is_note(self, one: Bracket) -> bool:
        """Whether what is too long to be looked at as a whole, or stands in several clauses, begins as the note of an editor does."""
        words = self.clauses[one.first].words
        return _LONG_NOTE.match(words, one.start + 1, one.start + 1 + _CONTEXT) is not None

    def _show_inside(self, one: Bracket) -> str:
        """What a pair holds, blanks at its ends aside; nothing of one that is long, or that stands in several clauses."""
        if not _is_short(one):
            return ""
        return self.clauses[one.first].words[one.start + 1 : one.end].strip()

    def _show_whole(self, one: Bracket) -> tuple[str, str]:
        """A pair that is short with what stands before it, and from it on: what decides what it is, nearly always."""
        words = self.clauses[one.first].words
        return words[max(one.start - _CONTEXT, 0) : one.start], words[one.start : one.end + 1 + _CONTEXT]

    def _show_around(self, one: Bracket) -> tuple[str, str]:
        words = self.clauses[one.first].words
        return words[max(one.start - _CONTEXT, 0) : one.start], words[one.end + 1 : one.end + 1 + _CONTEXT]

    # -- what is said of them

    def _report_single(self) -> Iterator[Notice]:
        yield from self._report(
            "bracket-unbalanced",
            [(one.position, one.at) for one in self.single],
            "a square bracket without its partner",
        )

    def _report_doubtful(self) -> Iterator[Notice]:
        said = "square brackets around a number, taken for brackets of the text; they may be a reference"
        yield from self._report("bracket-doubtful", self.doubtful, said)

    def _report(self, code: NoticeCode, found: Sequence[tuple[int, int]], said: str) -> Iterator[Notice]:
        """A notice for each of the first ones, with the words around it, and one that counts the others."""
        for position, at in found[:MOST_NAMED]:
            clause = self.clauses[position]
            start = max(at - _SHOWN // 2, 0)
            words = " ".join(clause.words[start : at + _SHOWN].split())
            yield Notice(code, f"{said}: “{words}”", clause.origin)
        if len(found) > MOST_NAMED:
            yield Notice(code, f"{said}: {len(found) - MOST_NAMED} more")


def _is_short(one: Bracket) -> bool:
    """Whether a pair is looked at as a whole."""
    return one.first == one.last and one.end - one.start <= _LONGEST_SHOWN


def _match(found: Sequence[_SingleBracket], clauses: Sequence[Clause]) -> tuple[list[Bracket], list[_SingleBracket]]:
    """The pairs, and the brackets without a partner, in order. A note is closed in itself."""
    pairs: list[Bracket] = []
    single: list[_SingleBracket] = []
    body: list[_SingleBracket] = []
    note: list[_SingleBracket] = []
    here = -1
    for one in found:
        in_note = clauses[one.position].level in _NOTE_LEVELS
        if in_note and one.position != here:
            single.extend(note)
            note.clear()
        here = one.position if in_note else here
        opened = note if in_note else body
        if one.opens:
            opened.append(one)
        elif opened:
            start = opened.pop()
            pairs.append(Bracket(start.position, start.at, one.position, one.at))
        else:
            single.append(one)
    return pairs, sorted((*single, *body, *note), key=lambda one: (one.position, one.at))
