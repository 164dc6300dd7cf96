"""The tools of the review page as HTML: the bar, the filters, the help. Hidden until the script shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

LEGEND = Markup(
    '<ul class="legend" aria-label="Legend"><li><ins>inserted</ins></li><li><del>deleted</del></li>'
    '<li><del class="mv">moved away</del></li><li><ins class="mv">moved here</ins></li>'
    "<li>ADD added</li><li>MOD amended</li><li>(MOD) editorial or consequential</li><li>SUP suppressed</li>"
    "<li>ADD*/SUP* moved</li><li>NOC unchanged</li></ul>"
)
_VIEWS = (
    ("inline", "Redline", "1"),
    ("side", "Side by side", "2"),
    ("old", "Old text", "3"),
    ("new", "New text", "4"),
)
_KEYS = (
    ("j", "next change"),
    ("k", "change before"),
    ("/", "search"),
    ("1 2 3 4", "redline, side by side, old text, new text"),
    ("u", "open or fold what is unchanged"),
    ("t", "show or hide the clauses"),
    ("f", "show or hide the filters"),
    ("r", "tick this change as reviewed"),
    ("n", "write a note on this change"),
    ("c", "copy a citation of this clause"),
    ("?", "this help"),
    ("Esc", "leave the search, a note or the help (always on)"),
)


def _button(name: str, label: str, more: str = "") -> Markup:
    return Markup('<button type="button" data-do="{}"{}>{}</button>').format(name, Markup(more), label)  # noqa: S704


BAR = Markup(
    '<section class="bar" aria-label="Review tools" hidden>\n'
    '<div class="group" role="group" aria-label="View">{views}</div>\n'
    '<div class="group steps" role="group" aria-label="Steps">{steps}<span class="at" id="ui.at">{{total}} changes</span></div>\n'
    '<div class="group" role="search"><label for="ui.find">Search</label>'
    '<input type="search" id="ui.find" autocomplete="off" spellcheck="false"><span class="at" id="ui.hits"></span></div>\n'
    '<div class="group">{tools}<input type="file" id="ui.file" accept=".json,application/json" hidden></div>\n'
    '<div class="panel" id="ui.filters" hidden>{{filters}}</div>\n'
    '<p class="told" id="ui.copied"></p>'
    '<p class="told" id="ui.lost" hidden>This browser keeps no notes for this page: export them before you leave it.</p>\n'
    '<p class="sr" role="status" id="ui.say"></p>\n</section>\n'
).format(
    views=Markup("").join(
        _button("view", label, f' data-view="{name}" aria-pressed="{"true" if key == "1" else "false"}"')
        for name, label, key in _VIEWS
    ),
    steps=_button("step", "Back", ' data-by="-1"') + _button("step", "Next", ' data-by="1"'),
    tools=_button("tree", "Clauses", ' aria-expanded="true" aria-controls="ui.tree"')
    + _button("folds", "Unchanged", ' aria-pressed="false"')
    + _button("filters", "Filters", ' aria-expanded="false" aria-controls="ui.filters"')
    + _button("export", "Export notes")
    + _button("import", "Import notes", ' aria-haspopup="dialog"')
    + _button("help", "Help", ' aria-haspopup="dialog"'),
)

_CLOSE = _button("close", "Close")

# What became of notes that were imported.
IMPORT = Markup(
    '<dialog id="ui.import" aria-labelledby="ui.import-title" aria-describedby="ui.came">\n'
    '<h2 id="ui.import-title">Import notes</h2>\n<p id="ui.came"></p>\n<ul class="came" id="ui.came-of"></ul>\n'
    "<p>{}</p>\n</dialog>\n"
).format(_CLOSE)

HELP = Markup(
    '<dialog id="ui.help" aria-labelledby="ui.help-title">\n<h2 id="ui.help-title">Keys</h2>\n'
    '<table class="keys"><tbody>{}</tbody></table>\n'
    '<p><label><input type="checkbox" id="ui.keys" checked> Shortcuts of a single key are on</label></p>\n'
    "<p>{}</p>\n</dialog>\n"
).format(
    Markup("").join(
        Markup('<tr><th scope="row">{}</th><td>{}</td></tr>').format(
            Markup(" ").join(Markup("<kbd>{}</kbd>").format(one) for one in keys.split()), what
        )
        for keys, what in _KEYS
    ),
    _CLOSE,
)


def filters(found: Mapping[str, int], divisions: Mapping[int, str], lang: Markup) -> Markup:
    """A box for each filter that finds something, and the choice of a division if there is a choice.

    `divisions` are their places by number. A change is shown that any ticked box finds.
    """
    boxes = Markup(" ").join(
        Markup('<label><input type="checkbox" data-tag="{0}" checked> {0} <span class="k">{1}</span></label>').format(
            name, count
        )
        for name, count in found.items()
        if count
    )
    choice = Markup("")
    if len(divisions) > 1:
        options = Markup("").join(
            Markup('<option value="{}"{}>{}</option>').format(number, lang, name) for number, name in divisions.items()
        )
        choice = Markup('<label>Part <select id="ui.part"><option value="">all</option>{}</select></label>').format(
            options
        )
    return Markup(
        '<fieldset><legend>Step through changes that are</legend>{}</fieldset>\n<div class="group">{}'
        '<label><input type="checkbox" id="ui.open"> only those not yet reviewed</label>'
        '<label><input type="checkbox" id="ui.changed" checked> only changed clauses in the list</label></div>'
    ).format(boxes, choice)
