"""How a comparison is to be shown: the options of all renderers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from decision_diff.errors import FormatError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from decision_diff.model import Notice
    from decision_diff.reviewer.notes import Notes


@dataclass(frozen=True, slots=True)
class Options:
    """How to show a comparison. A row of the table names the fields that its renderer heeds.

    `color` allows ANSI colour, `width` is the number of terminal columns to wrap at (None: never wrap), `all` shows
    unchanged clauses too, `title` replaces the heading of the output. For Word: `author` and `date` (an xsd:dateTime;
    None: when the new document was last changed, "" for none) of the tracked changes; `moves` "plain" writes a move as
    deletion and insertion; `formatting` marks formatting that differs where the words stay; `track_on` switches on the
    tracking of further changes; `told` is called with a sentence
    for each kind of thing that was lost on its way, or that a reader of the redline must know, and `noticed` with a notice for
    each place where the redline marks more than was found to differ (without it, `told` with its sentence); `plain` writes a
    plain redline on our template. For tables, and for redlines
    that are read: `profile`, a name or the path of a file ("": for a table by the language of the text, for a redline ours),
    and `labels`, a language instead of the profile's ("" and no profile: a redline is English). For tables: `columns` and
    `unchanged`, each instead of the profile's; `reasons` by eid of the new text, or of the old one for what was repealed, or
    the notes of a review. For the review page: `notes` that it holds already.
    """

    color: bool = False
    width: int | None = None
    all: bool = False
    title: str | None = None
    author: str = "decision-diff"
    date: str | None = None
    moves: Literal["tracked", "plain"] = "tracked"
    formatting: bool = False
    track_on: bool = False
    told: Callable[[str], None] | None = None
    plain: bool = False
    noticed: Callable[[Notice], None] | None = None
    profile: str = ""
    labels: str = ""
    columns: tuple[str, ...] = ()
    unchanged: str = ""
    reasons: Mapping[str, str] | Notes | None = None
    notes: Notes | None = None

    def __post_init__(self) -> None:
        if self.moves not in ("tracked", "plain"):
            raise FormatError(f"moves are 'tracked' or 'plain', not {self.moves!r}")
        for name in ("color", "all", "formatting", "track_on", "plain"):
            if not isinstance(getattr(self, name), bool):
                raise FormatError(f"{name} is True or False, not {getattr(self, name)!r}")
        for name in ("author", "title", "date", "profile", "labels", "unchanged"):
            if not isinstance(getattr(self, name), str | None):
                raise FormatError(f"{name} is a text, not {getattr(self, name)!r}")
        if self.width is not None and self.width < 1:
            raise FormatError(f"width is a number of columns, or None, not {self.width!r}")
