"""Steps in languages without spaces: a number between two characters. 第三、四条 · 第（二）项 · 前三号 · 附件2 · 做出决定2 · 제2호의2 · 가목."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from decision_diff.citations.found import FoundStep, make_step
from decision_diff.citations.values import DEPTHS, PathStep
from decision_diff.citations.vocabulary import Vocabulary, load_vocabulary
from decision_diff.labels.numerals import HAN
from decision_diff.model import Span
from decision_diff.patterns import late

_NUMERALS: Final = frozenset(HAN)
_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_LONGEST: Final = 20  # characters of a numeral
_MOST: Final = 24  # numbers of one list
_WITHIN: Final = frozenset("、,，ㆍ·和及或与與至到-‐‑–—~～")  # between two numbers of one list
_PREFIXES: Final = {"zh": "第", "ja": "第", "ko": "제"}
_NEAR: Final = {
    "zh": ("前", "上", "下", "次", "后", "後", "本", "该", "該", "同"),
    "ja": ("前", "次", "本", "同"),
    "ko": ("전", "다음", "같은", "동", "앞", "이"),
}  # fmt: skip
_BRANCHES: Final = {"zh": ("之", "-"), "ja": ("の", "ノ"), "ko": ("의",)}
_COUNTS: Final = frozenset("一二三四五六七八九十两兩各")
# What follows would make the character a part of another word: 第三条件, 本条例, 第一项目, 第二章程.
_NOT_BEFORE: Final = {
    "条": ("件", "例", "款", "约"), "條": ("件", "例", "款", "約"), "款": ("项", "項"), "项": ("目",), "項": ("目",), "章": ("程",),
    "节": ("目", "约"), "節": ("目", "約"), "目": ("标", "的", "录", "標", "錄"), "编": ("制", "辑", "写", "码"), "段": ("落",),
}  # fmt: skip
_BUT_BEFORE: Final = ("约定", "約定", "款的")  # 第三条约定 is article 3, for a treaty is no 约定
_LETTERS: Final = frozenset("가나다라마바사아자차카타파하")
_BEHIND_LETTER: Final = ("의", "에", "을", "은", "과", "및", "부터", "까지", "또는", "ㆍ", ",", " ", ")")
_BEHIND_BARE: Final = ("に掲げる", "に規定", "に定める", "に基づ", "の規定", "にいう")
_BEHIND_CALL: Final = tuple("，。；、：）)中所的和至及与與或第")
_BEHIND_DIGITS: Final = r"(?:\.[0-9]{1,3}){0,3}(?![0-9])(?: ?[a-z]{1,4}\))?"
_NUMBER: Final = late(rf"[0-9]{{1,3}}{_BEHIND_DIGITS}")


@cache  # of our own data
def _group_calls(code: str) -> dict[str, tuple[str, ...]]:
    """The call words by their last character, the longest first."""
    groups: dict[str, tuple[str, ...]] = {}
    for word in load_vocabulary(code).calls:
        groups[word[-1]] = (*groups.get(word[-1], ()), word)
    return groups


@cache  # of our own data
def _list_annexes(code: str) -> tuple[str, ...]:
    return tuple(word for word, role in load_vocabulary(code).roles.items() if role == "annex")


@cache  # of our own data
def _list_starts(code: str) -> tuple[re.Pattern[str], dict[str, list[str]]]:
    """What finds the first character of any word that a step begins with, and by that character these words."""
    words: dict[str, list[str]] = {}
    for word in (_PREFIXES[code[:2]], *_NEAR[code[:2]], *_list_annexes(code)):
        words.setdefault(word[0], []).append(word)
    return late(f"[{re.escape(''.join(sorted(words)))}]"), words


@cache  # of our own data
def _write_called(code: str) -> re.Pattern[str]:
    """A number behind what a call word can end with, or a space; no other number can be cited bare."""
    return late(rf"(?<=[{re.escape(''.join(sorted(_group_calls(code))))} ])(?:{_NUMBER.pattern})")


@cache  # of our own data
def _write_hints(code: str, *, own: bool = False) -> re.Pattern[str]:
    """What stands in every Chinese text that cites anything: far cheaper than to look for each form. Group 1: behind what a call word would end.

    With `own`, in every one that cites what can only be of the act itself: something below an article, or the act by its name.
    It begins with one set of characters, so that `re` looks for these alone.
    """
    words = load_vocabulary(code)
    numerals = re.escape("".join(sorted(_NUMERALS | _DIGITS)))
    counts = re.escape("".join(sorted(_NUMERALS | _DIGITS | {*_COUNTS})))
    within = re.escape("".join(sorted(_NUMERALS | _DIGITS | _WITHIN | {*"（）() 之.．"})))
    above = DEPTHS["article"] if own else -1
    units = "".join(sorted(word for word, role in words.roles.items() if len(word) == 1 and DEPTHS[role] > above))
    prefix, near, annexes = _PREFIXES[code[:2]], "".join(_NEAR[code[:2]]), _list_annexes(code)
    forms = [f"(?<={prefix})[{within}]*+[{units}]"]
    if own:
        forms.append(_write_rests(words.this_act))
    else:
        forms += [f"(?<=[{near}])[{counts}]{{0,2}}[{units}]", f"(?:{_write_rests(annexes)}) ?[第제（({numerals}]"]
    if words.calls:
        forms.append(f"() ?(?:{prefix}|[0-9]{{1,3}}(?![0-9]))")
    named = words.this_act if own else (*near, *annexes)
    firsts = {prefix, *(word[0] for word in named), *_group_calls(code)}
    return late(f"[{re.escape(''.join(sorted(firsts)))}](?:{'|'.join(forms)})")


def _write_rests(words: Sequence[str]) -> str:
    """The rest of these words, after their first character."""
    return "|".join([f"(?<={word[0]}){re.escape(word[1:])}" for word in words])


def may_cite(text: str, words: Vocabulary, *, own: bool = False) -> bool:
    """Whether a text has what every Chinese text with a citation has; in other languages this needs a search.

    With `own`, that cites what can only be of the act itself (see `_write_hints`).
    """
    if words.code[:2] != "zh":
        return True
    hints = _write_hints(words.code, own=own)
    return _find_hint(text, hints.search(text), hints, words.code) is not None


def _find_hint(text: str, found: re.Match[str] | None, hints: re.Pattern[str], code: str) -> re.Match[str] | None:
    """The first hint of a text from `found` on; what only ends as a call word is none."""
    while found is not None and found.lastindex:
        if text.endswith(_group_calls(code).get(found[0][0], ()), 0, found.end(1)):
            break
        found = hints.search(text, found.end(1))
    return found


def list_citing_own(texts: Sequence[str], words: Vocabulary) -> list[int]:
    """Which of the texts `may_cite` what can only be of the act itself, as indices: for many texts cheaper than to ask of each."""
    if words.code[:2] != "zh":
        return list(range(len(texts)))
    hints = _write_hints(words.code, own=True)
    hinted = [(at, found) for at, text in enumerate(texts) if (found := hints.search(text))]
    return [at for at, found in hinted if _find_hint(texts[at], found, hints, words.code)]


def find_steps(text: str, words: Vocabulary) -> Iterator[FoundStep]:
    """The steps of a text, in order; of two that overlap the first, of two that begin together the longer."""
    found = [*_StepFinder(text, words).find()]
    done = 0
    for step in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if step.span.start >= done:
            yield step
            done = step.span.end


class _StepFinder:
    def __init__(self, text: str, words: Vocabulary) -> None:
        self._text, self._words, self._code = text, words, words.code[:2]
        self._calls = _group_calls(words.code)

    def find(self) -> Iterator[FoundStep]:
        """The steps by what they begin with, in no order."""
        pattern, words = _list_starts(self._words.code)
        for match in pattern.finditer(self._text):
            at = match.start()
            for word in words[match.group()]:
                if len(word) == 1 or self._text.startswith(word, at):
                    yield from self._read(at, word)
        if self._words.calls or self._code == "ja":
            yield from self._find_plain()
        if self._code == "ko":
            yield from self._find_letters()

    def _read(self, at: int, word: str) -> Iterator[FoundStep]:
        """The step that begins at `at` with one of the words that a step begins with, if it is one."""
        if word == _PREFIXES[self._code]:
            return self._read_numbered(at)
        return self._read_near(at, word) if word in _NEAR[self._code] else self._read_annex(at, at + len(word))

    def _find_all(self, word: str) -> Iterator[int]:
        at = self._text.find(word)
        while at >= 0:
            yield at
            at = self._text.find(word, at + 1)

    # -- numbers

    def _skip(self, at: int) -> int:
        return at + 1 if self._text[at : at + 1] == " " else at

    def _read_number(self, at: int) -> int:
        """Where a numeral ends that begins at `at`; `at` if none does."""
        text = self._text
        kind = _DIGITS if text[at : at + 1] in _DIGITS else _NUMERALS
        end = at
        while end < len(text) and end < at + _LONGEST and (text[end] in kind or self._is_point(end, at)):
            end += 1
        return end

    def _is_point(self, at: int, start: int) -> bool:
        """Whether a point stands between two digits: 4.2.1."""
        text = self._text
        return start < at and text[at] in ".．" and text[at - 1] in _DIGITS and text[at + 1 : at + 2] in _DIGITS

    def _read_element(self, at: int) -> int:
        """Where one number ends, with its brackets or its branches."""
        if self._text[at : at + 1] in ("（", "("):
            end = self._read_number(at + 1)
            return end + 1 if end > at + 1 and self._text[end : end + 1] in ("）", ")") else at
        end = self._read_number(at)
        return self._read_branches(end) if end > at else at

    def _read_branches(self, at: int) -> int:
        """Behind 之二, の二, 의2, -1; at most three."""
        for _ in range(3):
            if not self._text.startswith(_BRANCHES[self._code], at):
                break
            end = self._read_number(at + 1)
            if end == at + 1:
                break
            at = end
        return at

    # -- forms

    def _read_numbered(self, at: int) -> Iterator[FoundStep]:
        """第三条之一, 第三、四条, 第（一）至（三）项."""
        start = self._skip(at + 1)
        end = self._read_element(start)
        if end == start:
            return
        numbers = [Span(start, end)]
        while self._text[end : end + 1] in _WITHIN and len(numbers) < _MOST:
            start = self._skip(end + 1)
            stop = self._read_element(start)
            if stop == start:
                break
            numbers.append(Span(start, stop))
            end = stop
        unit = self._skip(end)
        if (role := self._find_role(unit)) == "":
            return
        end = self._read_branches(unit + 1)
        step = make_step(self._text, Span(at, end), role, tuple(numbers))
        if end > unit + 1:
            step = self._add_branch(step, Span(unit + 1, end))
        yield step

    def _add_branch(self, step: FoundStep, branch: Span) -> FoundStep:
        """第三条之一: what stands behind the unit belongs to the last number."""
        last = step.elements[-1][-1]
        whole = PathStep(last.role, last.number + branch.of(self._text), last.near)
        return FoundStep(
            step.span, step.role, (*step.elements[:-1], (*step.elements[-1][:-1], whole)), (*step.holes, branch)
        )

    def _find_role(self, at: int) -> str:
        """What the character at `at` counts; "" if it counts nothing."""
        unit = self._text[at : at + 1]
        role = self._words.roles.get(unit, "")
        is_word = self._code == "zh" and self._text.startswith(_NOT_BEFORE.get(unit, ()), at + 1)
        return "" if role == "annex" or (is_word and not self._text.startswith(_BUT_BEFORE, at + 1)) else role

    def _read_near(self, at: int, near: str) -> Iterator[FoundStep]:
        """前条, 前两款, 本条, 전항."""
        start = end = self._skip(at + len(near)) if self._code == "ko" else at + len(near)
        while (
            end < start + 2 and self._text[end : end + 1] and (self._text[end] in _COUNTS or self._text[end] in _DIGITS)
        ):
            end += 1
        role = self._find_role(end)
        if role and not (near == "이" and end > start):
            hole = (Span(start, end),) if end > start else ()
            yield FoundStep(Span(at, end + 1), role, ((PathStep(role, self._text[start:end], near),),), hole)

    def _read_annex(self, at: int, behind: int) -> Iterator[FoundStep]:
        """附件2, 別表第一の二; without a number of its own where an article follows: 附則第二条."""
        start = self._skip(behind)
        start += self._text.startswith("第", start)
        end = self._read_element(start)
        is_article = self._text.startswith(_PREFIXES[self._code], self._skip(behind)) and self._find_role(
            self._skip(end)
        )
        if is_article or self._text.startswith("제", self._skip(behind)):
            yield FoundStep(Span(at, behind), "annex", ((PathStep("annex", ""),),), ())
        elif end > start:
            yield make_step(self._text, Span(at, end), "annex", (Span(start, end),))

    def _find_plain(self) -> Iterator[FoundStep]:
        """Numbers without a unit: 做出决定2; 2に掲げる. Call words before a number with one: 做出决定第3段."""
        text = self._text
        numbers = _write_called(self._words.code) if self._code == "zh" and self._calls else _NUMBER
        for match in numbers.finditer(text):
            at, end = match.span()
            call = self._find_call(at)
            if call:
                yield from self._read_called(call, Span(at, end))
            elif (
                self._code == "ja" and text.startswith(_BEHIND_BARE, end) and text[at - 1 : at] not in ("第", ".", "-")
            ):
                yield make_step(text, Span(at, end), "paragraph", (Span(at, end),))
        for at in self._find_all("第") if self._code == "zh" else ():
            if call := self._find_call(at):
                start = text.rindex(call, 0, at)
                yield FoundStep(Span(start, start + len(call)), "call", ((PathStep("call", call),),), ())

    def _read_called(self, call: str, number: Span) -> Iterator[FoundStep]:
        """做出决定2, 做出决定2 b)和3."""
        numbers = [number]
        while self._text[numbers[-1].end : numbers[-1].end + 1] in _WITHIN and len(numbers) < _MOST:
            match = _NUMBER.match(self._text, self._skip(numbers[-1].end + 1))
            if match is None:
                break
            numbers.append(Span(*match.span()))
        end = numbers[-1].end
        if end == len(self._text) or self._text.startswith(_BEHIND_CALL, self._skip(end)):
            start = self._text.rindex(call, 0, number.start)
            yield make_step(self._text, Span(start, end), "paragraph", tuple(numbers), (PathStep("call", call),))

    def _find_call(self, at: int) -> str:
        """The longest call word that ends at `at`, or before a space there."""
        end = at - 1 if self._text[at - 1 : at] == " " else at
        likely = self._calls.get(self._text[end - 1 : end], ())  # most numbers stand behind other characters
        return next((call for call in likely if self._text.endswith(call, 0, end)), "")

    def _find_letters(self) -> Iterator[FoundStep]:
        """가목."""
        for at in self._find_all("목"):
            behind = at + 1 == len(self._text) or self._text.startswith(_BEHIND_LETTER, at + 1)
            if at and behind and self._text[at - 1] in _LETTERS:
                yield make_step(self._text, Span(at - 1, at + 1), "indent", (Span(at - 1, at),))
