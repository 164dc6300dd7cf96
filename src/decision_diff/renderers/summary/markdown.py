"""The summary as Markdown, for a review comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.renderers.markdown.escape import escape
from decision_diff.renderers.options import SummaryOptions
from decision_diff.renderers.wording import choose_words, sentences
from decision_diff.renderers.wording.summary import list_summary, say_left_out
from decision_diff.renderers.wording.titles import name_texts

if TYPE_CHECKING:
    from decision_diff.changes import Comparison


def render(comparison: Comparison, options: SummaryOptions) -> str:
    """Renders a heading, the counts, then each line of the summary as a list below its heading; a line feed at the end."""
    words, names = choose_words(comparison, options), name_texts(comparison, options)
    parts = [f"### {escape(names.heading)}", *([escape(names.both)] if names.title else [])]
    parts.append(escape(sentences.summarize(words, comparison, names)))
    parts += map(escape, say_left_out(words, comparison, options.signal))
    for line in list_summary(words, comparison, options.signal):
        parts.append(f"#### {escape(line.heading)}")
        items = (words.say("redline.aside", what=item.text, more=item.numbers) for item in line.items)
        parts.append("\n".join(f"- {escape(item)}" for item in items))
    if comparison.notices:
        parts.append(f"#### {escape(words.say('notices'))}")
        parts.append("\n".join(f"- {escape(sentences.say_notice(words, notice))}" for notice in comparison.notices))
    return "\n\n".join(parts) + "\n"
