"""The summary as JSON: what the plain text says, line by line, for programs that send it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.renderers.options import SummaryOptions
from decision_diff.renderers.wording import choose_words, sentences
from decision_diff.renderers.wording.summary import list_summary, say_left_out
from decision_diff.renderers.wording.titles import name_texts

if TYPE_CHECKING:
    from decision_diff.changes import Comparison


def render(comparison: Comparison, options: SummaryOptions) -> str:
    """Renders one object: title, old, new, counts, left_out, lines (topic, heading, items with numbers and text), notices."""
    import orjson  # noqa: PLC0415 - late: only who writes JSON waits for it

    words, names = choose_words(comparison, options), name_texts(comparison, options)
    document = {
        "title": names.title,
        "old": names.old,
        "new": names.new,
        "counts": sentences.summarize(words, comparison, names),
        "left_out": say_left_out(words, comparison, options.signal),
        "lines": [
            {
                "topic": line.topic,
                "heading": line.heading,
                "items": [{"changes": item.numbers, "text": item.text} for item in line.items],
            }
            for line in list_summary(words, comparison, options.signal)
        ],
        "notices": [sentences.say_notice(words, notice) for notice in comparison.notices],
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode() + "\n"
