"""What a page adds to a text: running heads and feet, page numbers, document symbols that recur with the page.

    …shall be held in Geneva and at a place that the      a line of a paragraph
    – 2 –                                                 set aside
    C25/12-E                                              set aside
    Council chooses;                                      the paragraph goes on

A line is set aside on two witnesses, never on its looks alone:

    the shape of a page number      第 2 页 共 9 页, - 2 -, Page 2 of 9, and that the numbers ascend, or a form feed beside it
    a bare number                   form feeds beside all of them, or the same distance between all of them
    a head, a foot                  the same words beside two of these, and nowhere else in the text
    a document symbol               C25/12-E, beside one of these, or three times in the text

A number that could number a clause is of no shape, so it needs the other two witnesses.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from decision_diff.labels import find
from decision_diff.parse.page_numbers import PageNumber, read_page_number
from decision_diff.patterns import late

FEED: Final = "\f"
_BLANK: Final = " \t\u00a0\u3000\f\v\ufeff"
_SENTENCE_ENDS: Final = "。；;，,：:、！？!?"
_LONGEST_NUMBER: Final = 40  # characters of a line that holds little but a page number
_LONGEST_HEAD: Final = 120
_AROUND: Final = 16  # characters before a line, and behind it, that tell that a sentence goes on
_EDGE: Final = 3  # lines at the top and at the bottom of a page that may be heads and feet
_LEAST_DISTANCE: Final = 8  # lines from a bare page number to the next

_SYMBOL: Final = late(
    r"(?=[^0-9]*[0-9])[A-Z][A-Z0-9]{0,9}(?:[/-][A-Za-z0-9.]{1,12}){1,6}(?:\([A-Za-z0-9.]{1,10}\))?(?:-[A-Z])?"
)


def find_page_lines(texts: Sequence[str], others: Sequence[str] = ()) -> frozenset[int]:
    """The lines, by index, that a page added; a form feed at the head or the end of a line sets nothing aside.

    Two or more pages are needed, save for a number that says how many pages there are. `others` are the lines of the other revision:
    what heads each page and is none of them is no title.
    """
    fed = any(FEED in text for text in texts)
    short = [at for at, text in enumerate(texts) if _may_number(text)]
    numbers = [one for at in short if (one := read_page_number(texts[at].strip(_BLANK), at))]
    if not fed and not numbers and not any("/" in text and is_symbol(text.strip(_BLANK)) for text in texts):
        return frozenset()
    return _PageFinder(texts, numbers, others).find()


def _may_number(text: str) -> bool:
    """Whether a line is short, wherever on the page it stands, and has a digit among its first or last characters. Most lines are told from it without a pattern."""
    if len(text) > _LONGEST_NUMBER and text[0] not in _BLANK:
        return False
    bare = text.strip(_BLANK)
    if not bare or len(bare) > _LONGEST_NUMBER or (bare[-1] in _SENTENCE_ENDS and not bare[0].isdecimal()):
        return False
    return any(map(str.isdecimal, f"{bare[:6]}{bare[-6:]}"))


class _PageFinder:
    """The search in one text; `found` are the lines that are set aside so far."""

    def __init__(self, texts: Sequence[str], numbers: Sequence[PageNumber], others: Sequence[str]) -> None:
        self.texts = texts
        self.others = others
        self.bare = [text.strip(_BLANK) for text in texts]
        self.worded = [at for at, text in enumerate(self.bare) if text]
        self.place = {at: nth for nth, at in enumerate(self.worded)}  # of a line with words among those
        self.numbers = numbers
        self.breaks = self._find_breaks()
        self.found: set[int] = set()

    def find(self) -> frozenset[int]:
        """All of them."""
        edges = self._list_edges()
        groups: dict[tuple[str, str], list[PageNumber]] = defaultdict(list)
        for one in self.numbers:
            groups[one.shape, one.words].append(one)
        for (shape, _), group in groups.items():
            self.found.update(one.at for one in self._choose_numbers(shape, group, edges))
        self._find_symbols()
        self._find_beside()
        self._find_within()
        self._find_first_head()
        self._find_last_number()
        return frozenset(self.found)

    # -- form feeds

    def _find_breaks(self) -> list[int]:
        """Where a page begins: the place among the lines with words of its first line."""
        breaks: list[int] = []
        nth = 0
        for at, text in enumerate(self.texts):
            if FEED in text:
                begins = bool(self.bare[at]) and FEED in text[: len(text) - len(text.lstrip(_BLANK))]
                breaks.append(nth if begins or not self.bare[at] else nth + 1)
            nth += bool(self.bare[at])
        return [one for one in dict.fromkeys(breaks) if 0 < one < len(self.worded)]

    def _list_edges(self) -> dict[int, int]:
        """The lines at the top and at the bottom of the pages that form feeds divide, each with its page from 1."""
        edges: dict[int, int] = {}
        if not self.breaks:
            return edges
        starts = [0, *self.breaks, len(self.worded)]
        for page, (start, end) in enumerate(pairwise(starts), 1):
            for nth in (*range(start, min(start + _EDGE, end)), *range(max(end - _EDGE, start), end)):
                edges[self.worded[nth]] = page
        return edges

    # -- page numbers

    def _choose_numbers(self, shape: str, group: Sequence[PageNumber], edges: dict[int, int]) -> Iterable[PageNumber]:
        """Those of one shape that are page numbers."""
        if shape == "running" and not self._is_running(group[0]):
            return ()
        on_edges = [one for one in group if one.at in edges]
        if shape == "page":
            return group if self._is_series(group) else on_edges
        usual, counted = _find_usual(on_edges, edges)
        if 2 * len(counted) > len(self.breaks) + 1 or (counted == list(group) and not usual):
            return counted
        if _is_shared(shape, group):
            return group
        return group if not self.breaks and self._is_regular(group) else ()

    def _is_series(self, group: Sequence[PageNumber]) -> bool:
        """Whether lines of the shape of a page number are page numbers: they ascend; a single one must be sure."""
        if len(group) == 1:
            return self._is_sure(group[0])
        return 2 * _count_starts(group) <= len(group)

    def _is_sure(self, one: PageNumber) -> bool:
        """Whether a single line of the shape of a page number is one: it says how many pages there are, or stands between dashes."""
        if one.total:
            return one.number <= one.total
        return _is_dashed(self.bare[one.at])

    def _is_regular(self, group: Sequence[PageNumber]) -> bool:
        """Whether bare numbers count pages: three or more, one after the other, always as many lines apart."""
        if len(group) < 3 or not _ascend(group):
            return False
        distances = [two.at - one.at for one, two in pairwise(group)]
        return max(distances) - min(distances) <= 2 and min(distances) >= _LEAST_DISTANCE

    def _is_running(self, one: PageNumber) -> bool:
        """Whether the words beside a number are a running title: a document symbol, or part of the first lines; `Chapter 2` is not."""
        text = self.bare[one.at]
        if text.startswith(one.words) and find(text) is not None:
            return False
        firsts = (self.bare[at] for at in self.worded[:_EDGE])
        return is_symbol(one.words) or any(one.words in text and not text[-1].isdecimal() for text in firsts)

    # -- heads and feet

    def _find_beside(self) -> None:
        """Lines beside page numbers and form feeds that recur there, and nowhere else but among the first lines of the text."""
        counts = Counter(self.bare[at] for at in self.worded)
        pages = max(len(self.breaks) + 1, sum(one.at in self.found for one in self.numbers))
        for _ in range(_EDGE):
            beside = self._list_beside()
            here = Counter(self.bare[at] for at in beside)
            heads = {text for text, count in here.items() if self._recurs(text, count, counts[text], pages)}
            self.found.update([at for at in beside if self.bare[at] in heads])
            self.found.update([at for at in beside if self._is_page_symbol(at, here[self.bare[at]])])

    def _recurs(self, text: str, here: int, everywhere: int, pages: int) -> bool:
        """Whether a line stands beside the edges of pages, on enough of them, and hardly anywhere else."""
        firsts = sum(self.bare[at] == text for at in self.worded[:_EDGE])
        enough = 3 * here >= pages and (here > 1 or pages == 2)
        return enough and here + firsts >= everywhere > 1 and not self._is_of_text(text, everywhere)

    def _is_of_text(self, text: str, everywhere: int) -> bool:
        """Whether the other revision says that a line belongs to the text: within a line, or as often where no page divides it.

        The last words of two paragraphs may be the same, and stand beside the edges of pages by chance.
        """
        if not self.others:
            return False
        same = sum(line.strip(_BLANK) == text for line in self.others)
        if same:
            return same >= everywhere and not self._is_paged()
        return any(text in line for line in self.others)

    def _is_paged(self) -> bool:
        """Whether the other revision has form feeds or page numbers of this one."""
        numbers = {self.bare[one.at] for one in self.numbers if one.at in self.found}
        return any(FEED in line or line.strip(_BLANK) in numbers for line in self.others)

    def _list_beside(self) -> list[int]:
        """The lines with words, not set aside, next to a line that is, or to a form feed; not the first of the text."""
        places = {self.place[at] for at in self.found}
        beside = {nth + step for nth in places for step in (-1, 1)}
        # Next to a form feed, or next to the lines set aside there: those are next to a line that is, anyway.
        beside.update(nth + step for nth in self.breaks for step in (-1, 0))
        lines = [self.worded[nth] for nth in sorted(beside) if _EDGE <= nth < len(self.worded) and nth not in places]
        return [at for at in lines if _can_be_head(self.bare[at])]

    def _is_page_symbol(self, at: int, here: int) -> bool:
        """Whether a line is a document symbol that belongs to a page: it recurs there, or stands next to a page number."""
        if not is_symbol(self.bare[at]):
            return False
        nth = self.place[at]
        around = self.worded[max(nth - 1, 0) : nth + 2]
        return here > 1 or any(one in self.found for one in around)

    def _find_within(self) -> None:
        """A line at the edge of a page, even on that page alone, within words that the other revision has on one line without it."""
        if not self.others:
            return
        edges = {nth + step for nth in self.breaks for step in (-1, 0)}
        edges.update(nth + step for nth in map(self.place.__getitem__, self.found) for step in (-1, 1))
        for nth in sorted(edges & set(range(_EDGE, len(self.worded)))):
            text = self.bare[self.worded[nth]]
            if (
                self.worded[nth] not in self.found
                and _can_be_head(text)
                and find(text) is None
                and self._is_within(nth)
            ):
                self.found.add(self.worded[nth])

    def _is_within(self, nth: int) -> bool:
        """Whether the words before a line go on behind it in the other revision, and nowhere with the line."""
        before = next((self.bare[at] for at in reversed(self.worded[:nth]) if at not in self.found), "")
        after = next((self.bare[at] for at in self.worded[nth + 1 :] if at not in self.found), "")
        one, line, two = (
            "".join(text.split()) for text in (before[-_AROUND:], self.bare[self.worded[nth]], after[:_AROUND])
        )
        if min(len(one), len(two)) < _AROUND // 2 or one + two not in self._run_on:
            return False
        return one + line not in self._run_on and line + two not in self._run_on

    @cached_property
    def _run_on(self) -> str:
        """The lines of the other revision, without spaces."""
        return "\n".join("".join(line.split()) for line in self.others)

    def _find_last_number(self) -> None:
        """The number of the last page at the end of the text, behind a blank line, where the other revision has no such line."""
        at = self.worded[-1] if self.worded else -1
        number = next((one for one in reversed(self.numbers) if one.at == at and one.shape in ("bare", "share")), None)
        is_last = number is not None and number.number == len(self.breaks) + 1 and at > 0 and not self.bare[at - 1]
        if is_last and self._is_strange(self.bare[at]):
            self.found.add(at)

    def _find_first_head(self) -> None:
        """A head above the first page: what is set aside on other pages, if the title stands below it as well, or a page number beside it.

        A document symbol that the other revision does not have is one where other lines are set aside.
        """
        heads = {self.bare[at] for at in self.found}
        for nth, at in enumerate(self.worded[:_EDGE]):
            text = self.bare[at]
            below = self.worded[nth + 1 : nth + 1 + _EDGE]
            doubled = any(self.bare[one] == text and one not in self.found for one in below)
            beside = any(one in self.found for one in (*below[:1], *self.worded[max(nth - 1, 0) : nth]))
            is_head = text in heads and (doubled or beside or is_symbol(text) or self._is_strange(text))
            is_own_symbol = bool(self.found) and is_symbol(text) and self._is_strange(text) and not self._is_paged()
            if at in self.found or is_head or is_own_symbol:
                self.found.add(at)
            else:
                return

    def _is_strange(self, text: str) -> bool:
        """Whether the other revision has no such line."""
        return bool(self.others) and all(line.strip(_BLANK) != text for line in self.others)

    def _find_symbols(self) -> None:
        """A document symbol alone on three lines or more, far from each other."""
        symbols: dict[str, list[int]] = defaultdict(list)
        for at in self.worded:
            if is_symbol(self.bare[at]):
                symbols[self.bare[at]].append(at)
        for places in symbols.values():
            if len(places) > 2 and min(two - one for one, two in pairwise(places)) >= _LEAST_DISTANCE:
                self.found.update(places)


def is_symbol(text: str) -> bool:
    """Whether a text is the symbol of a document and nothing else: C25/12-E, A/RES/79/1."""
    return len(text) <= _LONGEST_NUMBER and "/" in text and text[:1].isupper() and _SYMBOL.fullmatch(text) is not None


def _ascend(group: Sequence[PageNumber]) -> bool:
    """Whether each number is the next one."""
    return all(two.number - one.number == 1 for one, two in pairwise(group))


def _count_starts(group: Sequence[PageNumber]) -> int:
    """How often numbers begin to ascend: once, or once in each part of the text."""
    return 1 + sum(two.number <= one.number for one, two in pairwise(group))


def _find_usual(group: Sequence[PageNumber], edges: dict[int, int]) -> tuple[int, list[PageNumber]]:
    """How much the numbers at the edges of pages mostly differ from the count of pages, and those that do."""
    offsets = Counter(one.number - edges[one.at] for one in group)
    usual = max(offsets, key=offsets.__getitem__, default=0)
    return usual, [one for one in group if one.number - edges[one.at] == usual]


def _is_shared(shape: str, group: Sequence[PageNumber]) -> bool:
    """Whether lines say 1/9, 2/9 and so on."""
    return shape == "share" and len(group) > 1 and _ascend(group) and len({one.total for one in group}) == 1


def _can_be_head(text: str) -> bool:
    return len(text) <= _LONGEST_HEAD and "\t" not in text


def _is_dashed(text: str) -> bool:
    return text[0] in "-–—‒―−" and text[-1] in "-–—‒―−"
