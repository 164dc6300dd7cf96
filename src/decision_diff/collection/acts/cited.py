"""The citations of other decisions in a text, each with its number, its session and the body that adopted it.

Who adopted it is said behind the list (of WTSA) or before it (UNGA Resolution 70/1); else the number says so (70/1, ITU-R 6-2); else it is told by
what the same text says elsewhere of the same session (Buenos Aires, 2017) or the same number. What no text tells stays open: an index asks what its other
texts say of that session, and takes the body of the citing text last of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from decision_diff.citations.scan import find_citations
from decision_diff.citations.values import Path, PathStep
from decision_diff.citations.vocabulary import fold, load_vocabulary
from decision_diff.collection.acts.repeals import list_repealed
from decision_diff.collection.acts.words import MOST_ITEMS, ActWords, load_words
from decision_diff.frozen import frozen
from decision_diff.labels import parse_numeral
from decision_diff.model import Span
from decision_diff.patterns import late

OWN: Final = "own"  # the body of the citing text
_BEFORE: Final = 90  # characters before a citation that are looked at
_DASHES: Final = ("–", "—")
_BEHIND: Final = 140  # and behind, for the body
_LINK: Final = late(r"(?i)[ \u00a0,]{0,2}(?:(?:of|in|to|under|annexed to|de la|de|du|del) )?(?:the )?$")
_ACRONYM: Final = late(
    r",? (?:of|adopted by) (?:the )?[A-Z][^();,.]{2,90} \(([A-Z]{2,8})\)"
)  # whatever it is called in full
_CALL: Final = late(
    r"(?<![^\W_])(?P<call>[^\W\d_]{2,24}(?: [^\W\d_](?:[^\W\d_]|-){0,30}){0,9}) (?P<number>[0-9]{1,3}(?:\.[0-9]{1,3}){0,3})(?: ?(?P<point>[a-z]{1,3})\))?$"
)


@frozen
class CitedAct:
    """The code points `span` of a text, which cite the act of `kind` and `number`; `body` is "" where nothing says it.

    `session` is what stands in brackets (Rev. Dubai, 2018), `year` its year or 0. `paths` are the clauses of that act that are cited
    with it, as `citations` finds them, `printed_path` how. `repeals` says that words of repeal stand with it.
    """

    span: Span
    kind: str
    number: str
    body: str = ""
    session: str = ""
    year: int = 0
    paths: tuple[Path, ...] = ()
    printed_path: str = ""
    repeals: bool = False


def find_acts(text: str, languages: tuple[str, ...]) -> tuple[CitedAct, ...]:
    """The acts that a text cites, in order; their bodies only as far as this text says them (see `settle_bodies`)."""
    if not any(character.isdigit() for character in text) and "号" not in text and "號" not in text:
        return ()
    found = sorted([*_find_spaced(text), *_find_glued(text)], key=lambda one: (one.span.start, one.span.end))
    if not found:
        return ()
    marked = (
        replace(one, repeals=True) if said else one for one, said in zip(found, list_repealed(text, found), strict=True)
    )
    return tuple(_add_paths(text, tuple(marked), languages))


def _find_spaced(text: str) -> Iterator[CitedAct]:
    words = load_words()
    for match in words.cites.finditer(text):
        kind = words.kinds[match["kind"].casefold()]
        is_plural = match["kind"].casefold().endswith("s")
        items, end = _read_list(text, match.start(), match.end(), match["number"], is_plural=is_plural)
        body = _find_body(text, match.start(), end)
        for span, number, session, year in items:
            yield CitedAct(span, kind, number, body or guess_body(number), session, year)


_ListItem = tuple[Span, str, str, int]


def _read_list(text: str, start: int, end: int, number: str, *, is_plural: bool) -> tuple[list[_ListItem], int]:
    """The numbers of a list, each with the session behind it or behind the next one that has any; and where the list ends.

    101 to 103 behind a plural is all that lies between; those between have the place of the last.
    """
    words = load_words()
    items: list[_ListItem] = []
    begin, between = start, ""
    while len(items) < MOST_ITEMS:
        session = words.session.match(text, end)
        said, year = _say_session(session)
        if session:
            items, end = _tell_session(items, said, year), session.end()
        first = items[-1][1] if is_plural and words.range.fullmatch(between) else ""
        named = [*fill_range(first, number), number]
        items += [(Span(begin, end), one, said, year) for one in named]
        following = _find_item(text, end, words, is_plural=is_plural)
        if following is None:
            break
        between = text[end : following.start("number")]
        begin, end, number = following.start("number"), following.end(), following["number"]
    return items, end


def _tell_session(items: list[_ListItem], said: str, year: int) -> list[_ListItem]:
    """The items, those that have no session with this one."""
    return [one if one[2] else (one[0], one[1], said, year) for one in items]


def _find_item(text: str, end: int, words: ActWords, *, is_plural: bool) -> re.Match[str] | None:
    """The next number of a list; behind one act a dash is of the sentence."""
    found = words.item.match(text, end)
    return found if is_plural or found is None or found.group().strip()[0] not in _DASHES else None


def _say_session(found: re.Match[str] | None) -> tuple[str, int]:
    """A session as it is printed, and its year; "" and 0 for none."""
    if found is None or not found["session"]:
        return "", 0
    return " ".join(found["session"].split()), int(found["year"] or f"20{found['code']}")


def fill_range(first: str, last: str) -> list[str]:
    """The numbers between two, smallest first; none where these are not numbers in order, or too far apart to be a range of acts."""
    if not (first.isdecimal() and last.isdecimal() and int(last) - int(first) <= MOST_ITEMS):
        return []
    return [str(one) for one in range(int(first) + 1, int(last))]


def _find_body(text: str, start: int, end: int) -> str:
    """The body behind or before a list; "" if neither names one."""
    words = load_words()
    behind = words.body.match(text, end, end + _BEHIND)
    before = None if behind else words.before.search(text[max(0, start - _BEFORE) : start])
    found = behind or before
    if found is None:
        acronym = _ACRONYM.match(text, end, end + _BEHIND)
        return words.bodies.get(acronym[1].casefold(), "") if acronym else ""
    name = " ".join(found["body"].casefold().split())
    return OWN if name in words.own else words.bodies[name]


def guess_body(number: str) -> str:
    """The body that a number alone tells: 70/1 is the General Assembly's, ITU-R 6-2 the Radiocommunication Assembly's; else ""."""
    if number.startswith(("ITU-R", "UIT-R")):
        return "ra"
    if number.startswith(("ITU-T", "UIT-T", "ITU-D", "UIT-D")):
        return number[:5].casefold()
    return "un" if "/" in number else ""


def _find_glued(text: str) -> Iterator[CitedAct]:
    if "第" not in text:
        return
    words = load_words()
    for match in words.glued.finditer(text):
        named = words.before.search(text[max(0, match.start() - _BEFORE) : match.start()])
        name = named["body"] if named else ""
        body = OWN if name in words.own else words.bodies.get(name.casefold(), "")
        session, year = _say_session(match)
        yield from (
            CitedAct(span, words.kinds[match["kind"]], number, body or guess_body(number), session, year)
            for span, number in _read_glued_list(text, match, words)
        )


def _read_glued_list(text: str, match: re.Match[str], words: ActWords) -> Iterator[tuple[Span, str]]:
    """The numbers of a list in Chinese, those within a range too, each with its place."""
    numbers = list(words.glued_number.finditer(text, *match.span("numbers")))
    starts = [match.start(), *(number.start() for number in numbers[1:])]
    ends = [*(number.end() for number in numbers[:-1]), match.end()]
    before = ""
    for at, number in enumerate(numbers):
        read = _read_number(number.group())
        is_range = at > 0 and words.range.fullmatch(text[ends[at - 1] : starts[at]])
        for one in (*(fill_range(before, read) if is_range else ()), read):
            yield Span(starts[at], ends[at]), one
        before = read


def _read_number(printed: str) -> str:
    return printed if printed[0].isascii() else str(parse_numeral(printed))


def starts_repeal_list(heading: str) -> bool:
    """Whether a heading begins a list of acts that are not in force any more: List of resolutions abrogated, 废止的决议."""
    return bool(load_words().repeal_list.search(heading))


def _add_paths(text: str, found: Sequence[CitedAct], languages: tuple[str, ...]) -> Iterator[CitedAct]:
    """Which clause of the act is cited: decides 1.2 of Decision 5, Decision 5 stipulates in decides 1.2, 第641号决定附件2."""
    taken = {at for one in found for at in range(one.span.start, one.span.end)}
    cited = [
        each for each in find_citations(text, languages) if taken.isdisjoint(range(each.span.start, each.span.end))
    ]
    last = 0  # where the act before ends
    for one in found:
        beside = next(
            (
                each
                for each in cited
                if (each.span.end <= one.span.start and _LINK.fullmatch(text[each.span.end : one.span.start]))
                or each.span.start == one.span.end
            ),
            None,
        )
        if beside:
            yield replace(one, paths=beside.paths, printed_path=beside.span.of(text))
        else:
            yield _add_call(text, one, last, languages)
        last = one.span.end


def _add_call(text: str, one: CitedAct, after: int, languages: tuple[str, ...]) -> CitedAct:
    """The citation with the paragraph below a call line that stands before it, behind `after`: resolves 2 of Resolution 102."""
    before = text[max(after, one.span.start - _BEFORE) : one.span.start]
    link = _LINK.search(before)
    found = _CALL.search(before[: link.start()]) if link else None
    call = _cut_call(found["call"], languages) if found else ""
    if found is None or not call:
        return one
    steps = [PathStep("call", fold(call)), PathStep("paragraph", found["number"])]
    steps += [PathStep("point", found["point"])] if found["point"] else []
    printed = found.group()[len(found["call"]) - len(call) :]
    return replace(one, paths=(tuple(steps),), printed_path=printed)


def _cut_call(words: str, languages: tuple[str, ...]) -> str:
    """The call line at the end of some words, from its first word on: instructs the Council; "" if there is none."""
    calls = {call for code in languages for call in load_vocabulary(code[:2]).calls}
    parts = words.split(" ")
    start = next((at for at in range(len(parts)) if fold(parts[at]) in calls), -1)
    return " ".join(parts[start:]) if start >= 0 else ""


def settle_bodies(rows: Sequence[Sequence[CitedAct]], own: str) -> list[list[CitedAct]]:
    """The citations of a whole text, clause by clause, with the body of each as far as that text tells it; `own` is that of the text."""
    sessions: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for one in chain.from_iterable(rows):
        body = own if one.body == OWN else one.body
        if body and one.session:
            sessions.setdefault(fold_session(one.session), body)
        if body:
            numbers.setdefault(f"{one.kind} {one.number}", body)
    return [[_settle(one, own, sessions, numbers) for one in row] for row in rows]


def _settle(one: CitedAct, own: str, sessions: Mapping[str, str], numbers: Mapping[str, str]) -> CitedAct:
    """The citation with its body: as it says, else as its session or, without one, its number tells."""
    if one.body == OWN:
        return replace(one, body=own)
    if one.body:
        return one
    told = sessions.get(fold_session(one.session), "") if one.session else numbers.get(f"{one.kind} {one.number}", "")
    return replace(one, body=told)


def fold_session(session: str) -> str:
    """A session without what says that a text was revised there: (Rev. Dubai, 2018) and (Dubai, 2018)."""
    return (
        "".join(character for character in session.casefold() if character.isalnum())
        .removeprefix("rev")
        .removeprefix("rév")
    )
