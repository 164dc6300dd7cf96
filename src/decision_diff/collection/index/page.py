"""A listing as one self-contained page without a script."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from markupsafe import Markup

from decision_diff.collection.index.listing import Listing, show_cell
from decision_diff.renderers.html.template import MADE, fill_page, read_style
from decision_diff.renderers.pieces import show_inline

_HERE: Final = Path(__file__).parent


def write_page(listing: Listing) -> str:
    """Write the page."""
    count = len(listing.rows)
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(heading) for _, heading in listing.columns)
    rows = Markup("").join(
        Markup("<tr>{}</tr>\n").format(
            Markup("").join(Markup('<td dir="auto">{}</td>').format(show_cell(cell)) for cell in row)
        )
        for row in listing.rows
    )
    notes = Markup("").join(Markup("<li>{}</li>\n").format(show_inline(note)) for note in listing.notes)
    return fill_page(
        _HERE / "listing.html",
        root=Markup(' lang="en"'),
        style=read_style(_HERE / "listing.css"),
        title=show_inline(listing.title),
        heading=show_inline(listing.title),
        summary=f"{count or 'no'} {'row' if count == 1 else 'rows'}",
        table=Markup(
            '<div class="scroll" role="region" tabindex="0" aria-label="Rows"><table class="list">\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table></div>\n'
        ).format(head, rows)
        if count
        else "",
        notes=Markup('<h2>Notes</h2>\n<ul class="notices">\n{}</ul>\n').format(notes) if notes else "",
        made=MADE,
    )
