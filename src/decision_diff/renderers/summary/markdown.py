"""The summary as Markdown, for a review comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.renderers.markdown.escape import escape
from decision_diff.renderers.options import SummaryOptions
from decision_diff.renderers.wording import choose_words, sentences
from decision_diff.renderers.wording.summary import list_sections, say_left_out
from decision_diff.renderers.wording.titles import name_texts

if TYPE_CHECKING:
    from decision_diff.changes import Comparison


def render(comparison: Comparison, options: SummaryOptions) -> str:
    """Renders a heading, the counts, then each line of the summary as a list below its heading; a line feed at the end."""
    words, names = choose_words(comparison, options), name_texts(comparison, options)
    parts = [f"### {escape(names.heading)}", *([escape(names.both)] if names.title else [])]
    parts.append(escape(sentences.summarize(words, comparison, names)))
    parts += map(escape, say_left_out(words, comparison, options.signal))
    for heading, items in list_sections(words, comparison, options.signal):
        parts += [f"#### {escape(heading)}", "\n".join(f"- {escape(item)}" for item in items)]
    return "\n\n".join(parts) + "\n"
