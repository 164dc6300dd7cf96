"""What a comparison finds: links, edits, changes. Values only; `align` and `diff` make them, `renderers` show them.

`Comparison` also has `save`, `signals`, `to_dicts` and more: they load modules above this one by name, so no import leads upwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

from decision_diff.frozen import frozen
from decision_diff.model import Authored, Clause, Decision, FeatureKind, Notice, Pages, Span, Story, StoryKind

if TYPE_CHECKING:
    import os
    from types import ModuleType

Op = Literal["equal", "insert", "delete", "replace"]
Effect = Literal[
    "insertion", "repeal", "substitution", "renumbering", "move", "split", "join",
    "opening", "agreement", "narrowing", "widening", "dropping", "bracketed-insertion", "choice",
]  # fmt: skip
Mark = Literal["ADD", "MOD", "(MOD)", "SUP", "NOC", "ADD*/SUP*"]
Kind = Literal["substantive", "same-value", "consequential", "editorial", "none"]
Match = tuple[int, int]  # the positions of two linked clauses, old and new, as `Decision.position` counts

# What a comparison can leave out of account, as Word's own does.
Ignorable = Literal["space", "case", "punctuation", "headers", "notes", "links", "pictures"]
IGNORABLE: tuple[Ignorable, ...] = get_args(Ignorable)

EFFECTS: tuple[Effect, ...] = get_args(Effect)
BRACKET_EFFECTS: tuple[Effect, ...] = EFFECTS[7:]  # square brackets hold what is not agreed: see `diff.brackets`
MARKS: tuple[Mark, ...] = ("ADD", "MOD", "(MOD)", "SUP", "ADD*/SUP*", "NOC")
# What a change can mean for an officer, as words tell it: see `audit.signals`.
SignalKind = Literal["obligation", "negation", "date", "period", "amount", "percentage", "count", "body", "country", "reference", "definition", "bracket"]  # fmt: skip
SIGNALS: tuple[SignalKind, ...] = get_args(SignalKind)
DOUBT = 0.9  # a link less sure than this is shown as doubtful
KINDS: tuple[Kind, ...] = get_args(Kind)


@frozen
class Stretch:
    """The code points `span` of the words of the clause at `eid`."""

    eid: str
    span: Span


@frozen
class Link:
    """One stretch of old text that became one stretch of new text.

    `found_by` says how it was found (see `align`); `score` from 0 to 1 says how alike the two are, and
    `confidence` how sure it is that they are one clause: of the links that say 0.9, about nine in ten are right.
    """

    old: Stretch
    new: Stretch
    found_by: str
    score: float
    confidence: float


@frozen
class Alignment:
    """Which old clauses became which new ones: all that `diff` needs besides the two revisions.

    `links` are in the order of the new revision, then of the old one; `positions` has the clauses that each of them joins.
    `swapped` says that they were worked out from new to old: a fact of the two texts, the same whichever is given first.
    """

    links: tuple[Link, ...]
    positions: tuple[Match, ...]
    swapped: bool


@frozen
class Testimony:
    """What a witness says of two revisions: an amending act, for one.

    `pairs` are the addresses of an old clause and of the new one that it became, several for one that was split or joined; None for a
    clause that was inserted or repealed. `notices` say what the witness left unclear, or what the texts deny.
    """

    pairs: tuple[tuple[str | None, str | None], ...]
    notices: tuple[Notice, ...] = ()


@frozen
class Edit:
    """One step of an edit script over `Change.old_text` and `Change.new_text`.

    "insert" has an empty old span and "delete" an empty new one; "replace" has neither. The text under an
    "equal" edit is the same on both sides. `kind` says whether an edit that is not equal changes the words.
    """

    op: Op
    old: Span
    new: Span
    kind: Kind = "none"


@frozen
class FeatureChange:
    """A feature that differs where the words around it stay: something that a reader sees and that is not a character.

    `old` and `new` are the code points of `Change.old_text` and `Change.new_text` for which it holds, empty for what stands
    between two characters. A value is None where there is nothing of the kind; see `model.Feature` for the others.
    """

    kind: FeatureKind
    old: Span
    new: Span
    old_value: str | None
    new_value: str | None


@frozen
class BracketChange:
    """What happened to a pair of square brackets, or to the part of it that stands in these clauses.

    `old` and `new` are the code points of `Change.old_text` and `Change.new_text`: of the brackets with all between them; where they
    are not on that side, of the words that stood or stand in them, empty for the place of words that went or came. The alternatives
    of a choice are one stretch.
    """

    effect: Effect
    old: Span
    new: Span


@frozen
class Mention:
    """The code points `span` of a text that say something of a kind; `value` is what is said, however it is written.

    An obligation is must, should, may, must_not, should_not or need_not; a country its ISO 3166 code; a number has its unit;
    a bracket is its effect, a definition its term; else they are the words, folded.
    """

    kind: SignalKind
    span: Span
    value: str


@frozen
class Signal:
    """What a change means: something that came (`old` is None), went (`new` is None), or became another."""

    kind: SignalKind
    old: Mention | None
    new: Mention | None


def is_tracked(old: Decision, new: Decision) -> bool:
    """Whether two revisions are one tracked document, before and after its changes: then these are by known authors."""
    views = (old.view, new.view) == ("rejected", "accepted")
    return views and (old.source is new.source or old.source.data == new.source.data)


def is_wordless(old: Decision, new: Decision, every: Sequence[Change]) -> bool:
    """Whether neither revision has a word, and their pictures, or what else is seen of them, differ: two scans."""
    if every:
        return False
    before, after = ([one for block in side.blocks for one in block.features] for side in (old, new))
    return before != after


def find_differing_headers(old: Decision, new: Decision, beside: Sequence[StoryChange]) -> tuple[StoryChange, ...]:
    """The headers and footers that differ, in order. None where a revision is a text, which has none to lose."""
    return tuple(one for one in beside if one.differs) if old.sections and new.sections else ()


def format_percent(share: float) -> str:
    """`50 %`, rounded down, so that only 1.0 gives 100 %."""
    return f"{int(share * 100 + 1e-9)} %"


def join_words(clauses: Sequence[Clause]) -> str:
    """The words of clauses, one per line: what the edits of a change are counted in."""
    if len(clauses) == 1:  # nearly always
        return clauses[0].words
    return "\n".join(clause.words for clause in clauses)


def locate_clauses(clauses: Iterable[Clause]) -> Iterator[tuple[int, Clause]]:
    """Each clause, with the code point at which its words begin in `join_words`."""
    start = 0
    for clause in clauses:
        yield start, clause
        start += len(clause.words) + 1


@frozen
class Change:
    """What happened to one group of clauses: those of the old revision, those that they became, and how.

    Both sides are in document order; an insertion has no old clauses and a repeal no new ones. `edits` tile
    `old_text` and `new_text`. All effects may hold at once, save that insertion and repeal stand alone, or with those of brackets.
    `features` and `brackets` are in the order of the new text; what came or went with a whole clause is not among the features. Where the two revisions are the views of
    one tracked document, `deleted_by` says who deleted which stretch of `old_text`, `inserted_by` who inserted which of
    `new_text`, in order (see `model.Authored`); a stretch that ends behind the text takes in a paragraph mark.
    """

    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    links: tuple[Link, ...]
    effects: frozenset[Effect]
    kind: Kind
    mark: Mark
    edits: tuple[Edit, ...]
    features: tuple[FeatureChange, ...] = ()
    deleted_by: tuple[Authored, ...] = ()
    inserted_by: tuple[Authored, ...] = ()
    brackets: tuple[BracketChange, ...] = ()

    @property
    def authors(self) -> tuple[str, ...]:
        """Whose tracked changes make this change, each once: who deleted, then who inserted. Nobody is named outside of these."""
        names = dict.fromkeys(one.author for one in (*self.deleted_by, *self.inserted_by))
        return tuple(name for name in names if name)

    @property
    def confidence(self) -> float:
        """The confidence of the least certain link; 1 where nothing is linked."""
        if len(self.links) == 1:  # nearly always
            return self.links[0].confidence
        return min((link.confidence for link in self.links), default=1.0)

    @property
    def is_doubtful(self) -> bool:
        """Whether a reader should check the match: its confidence is below `DOUBT`."""
        return self.confidence < DOUBT

    @property
    def is_only_renumbered(self) -> bool:
        """Whether the clauses only got other numbers, because of other changes, and the match is certain."""
        return self.effects == {"renumbering"} and self.kind == "consequential" and not self.is_doubtful

    @property
    def old_text(self) -> str:
        """The words of the old clauses, one per line: a split shows as an inserted line feed."""
        return join_words(self.old)

    @property
    def new_text(self) -> str:
        """The words of the new clauses, one per line."""
        return join_words(self.new)


@frozen
class Replacement:
    """A term that gave way to another throughout the text; `places` are those of the new one, in document order."""

    old: str
    new: str
    places: tuple[Stretch, ...]


@frozen
class StoryChange:
    """What a header or footer became, from the section `section` of the new revision on, counted from 0.

    None is a section without one. `pairs` are the paragraphs that correspond, ascending on both sides, with the edits of
    their text; whatever they leave out came or went.
    """

    section: int
    kind: StoryKind
    pages: Pages
    old: Story | None
    new: Story | None
    pairs: tuple[tuple[int, int, tuple[Edit, ...]], ...]

    @property
    def differs(self) -> bool:
        """Whether any of its words came or went, or anything that is seen beside them."""
        before, after = (() if one is None else one.paragraphs for one in (self.old, self.new))
        return (before != after and any(text.strip() for text in (*before, *after))) or self.looks_differ

    @property
    def looks_differ(self) -> bool:
        """Whether pictures, links, raised, struck or hidden words differ: `features` of the stories."""
        before, after = (() if one is None else one.features for one in (self.old, self.new))
        if self.old is not None and self.new is not None and self.old.paragraphs == self.new.paragraphs:
            return before != after
        kinds = [Counter((one.kind, one.value) for row in side for one in row) for side in (before, after)]
        return kinds[0] != kinds[1]

    @property
    def place(self) -> str:
        """Where it stands, for people: "header of section 1", "footer of section 2, first page"."""
        on = {"default": "", "first": ", first page", "even": ", even pages"}[self.pages]
        return f"{self.kind} of section {self.section + 1}{on}"


@frozen
class Comparison:
    """Two revisions and all that differs. Every clause of each is in exactly one of `changes`, `unchanged` and `ignored`.

    All three are in the order of the new revision; what was repealed stands where it stood. `ignored` are the changes
    that differ only in what was not asked for (`IGNORABLE`, named in `ignore`).
    `beside` are the headers and footers, from each section where one begins in either revision; they are not clauses.
    """

    old: Decision
    new: Decision
    changes: tuple[Change, ...]
    unchanged: tuple[Change, ...]
    notices: tuple[Notice, ...]
    replacements: tuple[Replacement, ...] = ()
    beside: tuple[StoryChange, ...] = ()
    ignored: tuple[Change, ...] = ()
    ignore: frozenset[Ignorable] = frozenset()

    @property
    def every(self) -> tuple[Change, ...]:
        """The changes, the unchanged and the ignored: every clause of either revision once."""
        return (*self.changes, *self.unchanged, *self.ignored)

    @property
    def numbered(self) -> tuple[tuple[int, Change], ...]:
        """`changes`, each with the number by which every output calls it.

        From 1 in order for those that are shown one by one; those that only got another number follow them, for a list
        of changes ends with these.
        """
        quiet = [change.is_only_renumbered for change in self.changes]
        single, rest = iter(range(1, len(quiet) + 1)), iter(range(quiet.count(False) + 1, len(quiet) + 1))
        return tuple((next(rest if last else single), one) for last, one in zip(quiet, self.changes, strict=True))

    @property
    def differs(self) -> bool:
        """Whether a reader sees any difference: a change of a clause, or of a header or footer."""
        return bool(self.changes or self.headers or self.wordless)

    @property
    def wordless(self) -> bool:
        """Whether these are two scans that differ (`is_wordless`), unless pictures are ignored."""
        return "pictures" not in self.ignore and is_wordless(self.old, self.new, self.every)

    @property
    def headers(self) -> tuple[StoryChange, ...]:
        """The headers and footers that differ (`find_differing_headers`), unless they are ignored."""
        return () if "headers" in self.ignore else find_differing_headers(self.old, self.new, self.beside)

    def __repr__(self) -> str:
        summary = self.summary
        shown = ", ".join(f"{summary[mark]} {mark}" for mark in MARKS if mark != "NOC" and mark in summary)
        total = f"{len(self.changes)} {'change' if len(self.changes) == 1 else 'changes'}"
        names = f"{self.old.source.name} → {self.new.source.name}"
        return f"<Comparison {names}: {total}{': ' if shown else ''}{shown}>"

    @property
    def summary(self) -> dict[str, int]:
        """How many changes there are by mark and by effect, e.g. {"ADD": 1, "MOD": 4, "insertion": 1 …}.

        A mark or effect that does not occur is left out; `NOC` counts the unchanged.
        """
        marks = Counter(change.mark for change in (*self.changes, *self.unchanged))
        effects = Counter(effect for change in self.changes for effect in change.effects)
        counts: dict[str, int] = {mark: marks[mark] for mark in MARKS if marks[mark]}
        counts.update((effect, effects[effect]) for effect in EFFECTS if effects[effect])
        return counts

    @property
    def signals(self) -> tuple[tuple[Signal, ...], ...]:
        """What each of `changes` means, in the same order: which obligations, dates, amounts … came, went or became others (`audit.signals`)."""
        return tuple(_load_pipeline().find_signals(self))

    def to_dicts(self, *, all: bool = False, flat: bool = False) -> list[dict[str, Any]]:  # noqa: A002 - as everywhere
        """One dictionary per change, as in the JSON output; `all` adds the unchanged clauses. `flat`: those of `renderers.records`, for data frames."""
        return list(_load_pipeline().make_records(self, all=all, flat=flat))

    def save(
        self,
        path: str | os.PathLike[str],
        options: object = None,
        *,
        fmt: str | None = None,
        force: bool = False,
        **given: Any,
    ) -> None:
        """Write a redline or the records to `path`, whole or not at all, in the format of its suffix or in `fmt`.

        `options` and `given` are as for `decision_diff.render`. FormatError for an unknown suffix or option; OutputError when a file
        exists and `force` is not given, or when it cannot be written.
        """
        _load_pipeline().save(self, path, options, fmt=fmt, force=force, **given)

    def _repr_html_(self) -> str:
        """For notebooks: the HTML redline in a frame of its own, so that neither page styles or scripts the other."""
        return str(_load_pipeline().make_frame(self))


def _load_pipeline() -> ModuleType:
    """Loads the top of the program by its name."""
    from importlib import import_module  # noqa: PLC0415 - late, as the module that it loads

    return import_module(f"{__package__}.pipeline")
