"""The tools of the review page as HTML: the bar, the filters, the help. Hidden until the script shows them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from decision_diff.profiles import load_labels, plurals
from decision_diff.renderers.html.template import fill
from decision_diff.renderers.pieces import show_inline
from decision_diff.renderers.wording import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from decision_diff.renderers.wording import Words

_HERE = Path(__file__).parent
_VIEWS = (("inline", "1"), ("side", "2"), ("old", "3"), ("new", "4"))
_KEYS = (
    ("j", "next"), ("k", "back"), ("/", "search"), ("1 2 3 4", "views"), ("u", "folds"), ("t", "tree"), ("f", "filters"),
    ("r", "tick"), ("n", "note"), ("c", "cite"), ("?", "help"), ("Esc", "leave"),
)  # fmt: skip
_SAID = ("comma", "redline.aside", "redline.changes")  # what the script says besides labels of its own


def _button(name: str, label: str, more: str = "") -> Markup:
    return Markup('<button type="button" data-do="{}"{}>{}</button>').format(name, Markup(more), label)  # noqa: S704


def write_bar(words: Words, inside: Markup, total: int) -> Markup:
    """Writes the bar above the text, with the filters in it."""

    def say(key: str) -> str:
        return words.say(f"review.{key}")

    return fill(
        _HERE / "bar.html",
        tools_name=say("tools"),
        view=say("view"),
        views=Markup("").join(
            _button("view", say(name), f' data-view="{name}" aria-pressed="{"true" if key == "1" else "false"}"')
            for name, key in _VIEWS
        ),
        steps_name=say("steps"),
        steps=_button("step", say("back"), ' data-by="-1"') + _button("step", say("next"), ' data-by="1"'),
        total=words.count("redline.changes", total),
        search=say("search"),
        tools=_button("tree", say("clauses"), ' aria-expanded="true" aria-controls="ui.tree"')
        + _button("folds", say("folds"), ' aria-pressed="false"')
        + _button("filters", say("filters"), ' aria-expanded="false" aria-controls="ui.filters"')
        + _button("export", say("export"))
        + _button("import", say("import"), ' aria-haspopup="dialog"')
        + _button("help", say("help"), ' aria-haspopup="dialog"'),
        filters=inside,
        lost=say("lost"),
    )


def write_help(words: Words) -> Markup:
    """Writes the dialog that lists the keys."""
    return fill(
        _HERE / "help.html",
        title=words.say("review.keys"),
        keys=Markup("").join(
            Markup('<tr><th scope="row">{}</th><td>{}</td></tr>').format(
                Markup(" ").join(Markup("<kbd>{}</kbd>").format(one) for one in keys.split()),
                words.say(f"review.key_{name}"),
            )
            for keys, name in _KEYS
        ),
        single=words.say("review.single"),
        close=_button("close", words.say("review.close")),
    )


def write_import(words: Words) -> Markup:
    """Writes the dialog that reports what became of imported notes."""
    return fill(
        _HERE / "import.html",
        title=words.say("review.import"),
        close=_button("close", words.say("review.close")),
    )


def collect_labels(words: Words) -> dict[str, object]:
    """Collects what the script says, by key, since it has no words of its own; a label that counts is given as its forms by name.

    `marks` is whether marks are shown.
    """
    found: dict[str, object] = {"marks": words.profile.marks}
    for key in (*_SAID, *(key for key in load_labels("en") if key.startswith("said."))):
        label = words.find_label(key)
        counts = "|" in load_labels("en")[key]
        found[key.rpartition(".")[2]] = plurals.split_forms(words.language, label) if counts else label
    return found


def write_filters(
    words: Words, found: Mapping[str, int], divisions: Mapping[int, str], authors: Mapping[str, int], lang: Markup
) -> Markup:
    """Writes a box for each filter that finds something, and a choice of division and of author if there are several.

    `divisions` are their places by number, `authors` the numbers of names. A change is shown that any ticked box finds.
    """
    boxes = Markup(" ").join(
        Markup('<label><input type="checkbox" data-tag="{}" checked> {} <span class="k">{}</span></label>').format(
            name, words.say(f"review.{name}"), count
        )
        for name, count in found.items()
        if count
    )
    choice = Markup("")
    if len(divisions) > 1:
        choice = _choice("part", words.say("review.part"), words.say("review.all"), divisions, lang)
    if authors:
        names = {number: show_inline(shorten(name)) for name, number in authors.items()}
        choice += _choice("author", words.say("author.filter"), words.say("author.everyone"), names, Markup(""))
    return Markup(
        '<fieldset><legend>{}</legend>{}</fieldset>\n<div class="group">{}'
        '<label><input type="checkbox" id="ui.open"> {}</label>'
        '<label><input type="checkbox" id="ui.changed" checked> {}</label></div>'
    ).format(words.say("review.which"), boxes, choice, words.say("review.only_open"), words.say("review.only_changed"))


def _choice(name: str, label: str, every: str, options: Mapping[int, str], lang: Markup) -> Markup:
    """A choice of one of several by number, or of all of them."""
    shown = Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(number, lang, text) for number, text in options.items()
    )
    return Markup('<label>{} <select id="ui.{}"><option value="">{}</option>{}</select></label>').format(
        label, name, every, shown
    )
