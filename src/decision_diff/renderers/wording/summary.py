"""The summary of a comparison, line by line: what was added, repealed, moved; which obligations, dates, amounts, names changed; what only follows.

Each item names the change that it is about by its number in all outputs, and says nothing that the records do not hold.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from decision_diff.changes import SIGNALS, Effect, Mention, Signal
from decision_diff.frozen import frozen
from decision_diff.renderers.pieces import show_inline
from decision_diff.renderers.wording import sentences, shorten
from decision_diff.renderers.wording.renumbered import choose_signalled, find_shifts, join_shifts, say_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from decision_diff.changes import Change, Comparison
    from decision_diff.renderers.wording import Words
    from decision_diff.renderers.wording.renumbered import Numbered

_EFFECTS: tuple[Effect, ...] = ("insertion", "repeal", "move", "split", "join", "substitution")


@frozen
class SummaryItem:
    """What is said of one change, or of several that follow each other: `numbers` as they are printed, "4" or "12–30"."""

    numbers: str
    text: str


@frozen
class SummaryLine:
    """One line: `topic` is an effect, a kind of signal, "only" or "renumbering"; `heading` is it in words; its items in order."""

    topic: str
    heading: str
    items: tuple[SummaryItem, ...]


def list_summary(words: Words, comparison: Comparison, signal: str = "") -> list[SummaryLine]:
    """The lines of a summary, in a fixed order: effects, signals, what only follows, what only got another number.

    With `signal` of the changes that have one of this kind alone: their places, and the line of that kind.
    """
    single, renumbered, _ = choose_signalled(comparison, signal)
    found = [
        SummaryLine(effect, words.say(effect), _list_places(words, comparison, _choose(single, effect)))
        for effect in _EFFECTS
    ]
    found += list_signals(words, comparison, [signal] if signal else SIGNALS)
    quiet = [(number, change) for number, change in single if change.kind != "substantive"]
    found.append(SummaryLine("only", words.say("summary.only"), _list_places(words, comparison, quiet)))
    found.append(
        SummaryLine("renumbering", words.say("redline.only_renumbered"), _list_shifts(words, comparison, renumbered))
    )
    return [line for line in found if line.items]


def list_sections(words: Words, comparison: Comparison, signal: str) -> Iterator[tuple[str, list[str]]]:
    """The summary as headings with what stands below each, the notices last; an item ends with the numbers of its changes."""
    for line in list_summary(words, comparison, signal):
        yield line.heading, [words.say("redline.aside", what=item.text, more=item.numbers) for item in line.items]
    if comparison.notices:
        yield words.say("notices"), [sentences.say_notice(words, notice) for notice in comparison.notices]


def list_head(words: Words, comparison: Comparison, *, shown: bool, signal: str = "") -> list[SummaryLine]:
    """The lines at the head of an output, which lists its changes itself: one a kind of signal; none unless `shown`."""
    return list(list_signals(words, comparison, [signal] if signal else SIGNALS)) if shown else []


def say_head(words: Words, comparison: Comparison, *, shown: bool, signal: str = "") -> list[str]:
    """The same in words, each item with the number of its change: `Dates: Article 3: 1 May → 1 June (2); …`."""
    return [
        words.say_at(
            line.heading,
            words.join(
                (words.say("redline.aside", what=one.text, more=one.numbers) for one in line.items), "semicolon"
            ),
        )
        for line in list_head(words, comparison, shown=shown, signal=signal)
    ]


def cut_line(words: Words, line: SummaryLine) -> Iterator[tuple[str, str]]:
    """The pieces of a line as it is printed, for links: (text, the number of the change that it is about), "" between them."""
    for between, hole in words.split_label("at"):
        yield between, ""
        if hole == "place":
            yield line.heading, ""
        for at, item in enumerate(line.items if hole == "text" else ()):
            yield words.say("semicolon") if at else "", ""
            yield item.text, item.numbers


def say_left_out(words: Words, comparison: Comparison, signal: str) -> list[str]:
    """Says how many changes have no signal of that kind, if there are any."""
    left = choose_signalled(comparison, signal)[2]
    return [words.count("signal.left_out", left)] if left else []


def _choose(changes: Iterable[Numbered], effect: Effect) -> list[Numbered]:
    """The substantive changes with an effect; what moved, was split or joined is named once for that, and once more if it was amended."""
    return [
        (number, change)
        for number, change in changes
        if change.kind == "substantive"
        and (
            next((one for one in _EFFECTS if one in change.effects), "substitution") == effect
            or (effect == "substitution" and effect in change.effects)
        )
    ]


def _list_places(words: Words, comparison: Comparison, changes: Iterable[Numbered]) -> tuple[SummaryItem, ...]:
    return tuple(SummaryItem(str(number), words.name_route(comparison, change)) for number, change in changes)


def _list_shifts(words: Words, comparison: Comparison, changes: Sequence[Numbered]) -> tuple[SummaryItem, ...]:
    if not changes:
        return ()
    return (SummaryItem(say_numbers(changes), join_shifts(words, find_shifts(words, comparison, changes))),)


def list_signals(words: Words, comparison: Comparison, kinds: Iterable[str] = SIGNALS) -> Iterator[SummaryLine]:
    """One line for each kind of signal that there is, one item a change."""
    by_change = [
        (number, change, signals)
        for (number, change), signals in zip(comparison.numbered, comparison.signals, strict=True)
        if signals
    ]
    for kind in kinds:
        items = [
            SummaryItem(str(number), words.say_around("at", place=words.name_route(comparison, change), text=said))
            for number, change, signals in by_change
            if (said := _say_signals(words, change, [one for one in signals if one.kind == kind]))
        ]
        if items:
            yield SummaryLine(kind, words.say(f"signal.{kind}"), tuple(items))


def _say_signals(words: Words, change: Change, signals: Sequence[Signal]) -> str:
    """What became of the signals of one kind: what became another first, then what came, then what went; each once, counted."""
    said: dict[str, Counter[str]] = {"step": Counter(), "came": Counter(), "went": Counter()}
    for one in signals:
        what, text = _say_signal(words, change, one)
        said[what][text] += 1
    parts = [_count(words, text, count) for text, count in said["step"].items()]
    for what in ("came", "went"):
        if said[what]:
            listed = words.join_apart(_count(words, text, count) for text, count in said[what].items())
            parts.append(words.say_around(f"signal.{what}", text=listed))
    return words.join_apart(parts, "semicolon")


def _say_signal(words: Words, change: Change, one: Signal) -> tuple[str, str]:
    """Whether it came, went, or took a step, and the words for it; a definition or a bracket that stays is named once."""
    old, new = _quote(words, one.old, change.old_text), _quote(words, one.new, change.new_text)
    if old and new and old != new and one.kind != "bracket":
        return "step", words.say_around("step", old=old, new=new)
    if one.kind == "bracket" or (old and new):
        return "step", new or old
    return ("came", new) if new else ("went", old)


def _count(words: Words, text: str, count: int) -> str:
    return text if count == 1 else words.say_around("signal.times", text=text, count=str(count))


def _quote(words: Words, mention: Mention | None, text: str) -> str:
    """The words of a mention on one line; of a definition its term, of a bracket what became of it."""
    if mention is None:
        return ""
    if mention.kind == "bracket":
        return f"{words.say(mention.value)} {show_inline(shorten(mention.span.of(text)))}"
    return show_inline(shorten(mention.value if mention.kind == "definition" else mention.span.of(text)))
