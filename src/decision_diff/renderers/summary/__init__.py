"""A summary of what changed, for a mail: one line a topic, each item with the number of the change in all other outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.renderers.options import SummaryOptions
from decision_diff.renderers.wording import choose_words, sentences
from decision_diff.renderers.wording.summary import list_sections, say_left_out
from decision_diff.renderers.wording.titles import name_texts

if TYPE_CHECKING:
    from decision_diff.changes import Comparison


def render(comparison: Comparison, options: SummaryOptions) -> str:
    """Renders plain text, a line feed at its end: the title, what is compared, the counts, then the lines of the summary."""
    words, names = choose_words(comparison, options), name_texts(comparison, options)
    lines = [names.heading, *([names.both] if names.title else []), sentences.summarize(words, comparison, names)]
    lines += say_left_out(words, comparison, options.signal)
    for heading, items in list_sections(words, comparison, options.signal):
        lines += ["", words.say_at(heading, "").rstrip(), *(f"- {item}" for item in items)]
    return "\n".join(lines) + "\n"
