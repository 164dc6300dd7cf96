"""The title of a comparison and the names of its two texts, taken from their own titles where these are certain.

    第641号决定（C24）        第641号决定（C24，最后修正C25）      -> 第641号决定, C24, C25
    RESOLUTION 2 (REV. DUBAI, 2018)    RESOLUTION 2 (REV. BUCHAREST, 2022)    -> RESOLUTION 2, REV. DUBAI, 2018, …
    Rules, version 3          Rules, version 4          -> Rules, version 4; version 3, version 4

A label is what stands in brackets, or last, in one title, differs in the other, and looks like a session, year, date or version. The
rest of the titles must agree. Of a bracket its last session or its last part is the label, if that tells the texts apart. There
are two labels or none, and none ever comes from the body of a text: then the names of the files stand in their place.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from decision_diff.frozen import frozen
from decision_diff.patterns import build_either, late
from decision_diff.renderers.pieces import show_inline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decision_diff.changes import Comparison
    from decision_diff.model import Decision
    from decision_diff.renderers.options import Options

_LONGEST_TITLE = 120  # code points: what is longer is a sentence, or a paragraph that was taken for a title
_LONGEST_LABEL = 48
_SENTENCE_ENDS = ".。;；:：,，、!！?？…"
_QUOTES = "《「『“\"'«【〔"

_SESSION = (
    rf"(?<![A-Za-z0-9])(?<![А-я])[A-ZА-Я]{{1,6}}{build_either('-‐‑–')}?\d{{2,4}}(?![A-Za-z0-9])"  # C25, WRC-23, WTSA-24
)
_YEAR = r"(?<!\d)(?:(?:1[89]|20)\d\d(?!\d)|[٠-٩]{4}(?!\d)|\d{1,4}\s?年|[〇○零一二三四五六七八九]{4}年)"
_VERSION = r"(?<![^\W\d_])(?i:v|ver\.?|version|versión|versão|rev\.?|revision|draft|edition)\s?\d+(?:\.\d+)*(?!\d)"
_STAGE = "草案|稿|修[订訂正]|版"  # of a Chinese or Japanese text
_DATE = rf"\d{{4}}-\d\d-\d\d|(?:\d{{1,2}} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* {_YEAR}"

_GROUP = late(rf"\s*{build_either('(（[［〔【')}([^()（）\[\]［］〔〕【】]*){build_either(')）]］〕】')}")
_DATED = late(f"({_SESSION})|{_YEAR}")
_TELLING = late(f"{_SESSION}|{_YEAR}|{_VERSION}|{_STAGE}")
_TAIL = late(rf"(?:{_DATE}|{_VERSION}|{_SESSION}|{_YEAR})$")


@frozen
class Names:
    """What stands in headings, each on one line: the title ("" for none), and what the old and the new text are called."""

    title: str
    old: str
    new: str

    @property
    def both(self) -> str:
        """`C24 → C25`."""
        return f"{self.old} → {self.new}"

    @property
    def heading(self) -> str:
        """The title, or both names where there is none."""
        return self.title or self.both


def name_texts(comparison: Comparison, options: Options) -> Names:
    """Names the texts by the options; by the titles for an option that is None, and by file names where nothing is certain.

    Labels are taken from titles only if neither is given, for a given one may say the same as the title of the other text.
    """
    given = [getattr(options, name, None) for name in ("title", "old_label", "new_label")]
    found = find_names(find_title(comparison.old), find_title(comparison.new))
    title = found.title if given[0] is None else given[0]
    labels = (found.old, found.new) if given[1] is given[2] is None else (given[1], given[2])
    files = (comparison.old.source.name, comparison.new.source.name)
    old, new = (show_inline(label or name) for label, name in zip(labels, files, strict=True))
    return Names(show_inline(title), old, new)


def find_title(decision: Decision) -> str:
    """Finds the title of a text on one line, as printed; "" if it has none, or if what stands first may be a sentence."""
    first = next((clause for clause in decision.clauses if clause.level == "title" and not clause.label), None)
    if first is None or len(decision.walk()) == 1:
        return ""
    text = " ".join(first.words.split())
    begins = text[:1].isalnum() or text[:1] in _QUOTES
    sentence = text.endswith(tuple(_SENTENCE_ENDS)) and not text.isupper()  # EXAMPLE HOLDINGS, INC.
    return text if text and begins and not sentence and len(text) <= _LONGEST_TITLE else ""


def find_names(old: str, new: str) -> Names:
    """Finds in two titles the title of both and their labels; "" for what they do not tell.

    Either both labels are found or none; they differ however they are printed, and stand in their titles.
    """
    if old and new:
        for find in (_in_brackets, _at_the_end):
            if found := find(old, new):
                return found
    return Names(new, "", "")


def _in_brackets(old: str, new: str) -> Names | None:
    """Labels in brackets; the title is the new one without these."""
    if not _agree(_GROUP.sub("", old), _GROUP.sub("", new)):
        return None
    groups = [list(_GROUP.finditer(title)) for title in (old, new)]
    printed = [{_fold(group[1]) for group in some} for some in groups]
    own = [
        _choose([group for group in some if _fold(group[1]) not in others])
        for some, others in zip(groups, reversed(printed), strict=True)
    ]
    if own[0] is None or own[1] is None:
        return None
    for read in (_read_session, _read_part, str.strip):
        labels = read(own[0][1]), read(own[1][1])
        if _may_be_labels(*labels):
            rest = new[: own[1].start()] + new[own[1].end() :]
            return Names(rest.strip(), *labels)
    return None


def _choose(groups: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The one bracket that tells a session or a year, or else the one that tells a version; None if that may be another."""
    for telling in (_DATED, _TELLING):
        some = [group for group in groups if telling.search(group[1])]
        if some:
            return some[0] if len(some) == 1 else None
    return None


def _read_session(group: str) -> str:
    """The last session that a bracket names, if nothing behind it tells more: C25 of `C24，最后修正C25`."""
    sessions = [found for found in _DATED.finditer(group) if found[1]]
    end = sessions[-1].end() if sessions else 0
    tells_more = end < len(group) and _TELLING.search(group, end)
    return sessions[-1][1] if sessions and not tells_more else ""


def _read_part(group: str) -> str:
    """The last part of a bracket: `Rev. Busan, 2014` of `Marrakesh, 2002; Rev. Busan, 2014`."""
    part = re.split("[;；]", group)[-1].strip()
    return part if _TELLING.search(part) else ""


def _at_the_end(old: str, new: str) -> Names | None:
    """Labels without brackets at the end of the titles; the title is the new one as printed."""
    ends = _TAIL.search(old), _TAIL.search(new)
    if ends[0] is None or ends[1] is None or not _agree(old[: ends[0].start()], new[: ends[1].start()]):
        return None
    labels = ends[0][0], ends[1][0]
    if labels[0].isdigit() and " " not in old[: ends[0].start()].strip():
        return None  # the number of the text, whatever year it looks like: Resolution 1995
    return Names(new, *labels) if _may_be_labels(*labels) else None


def _may_be_labels(old: str, new: str) -> bool:
    return bool(old and new) and _fold(old) != _fold(new) and max(len(old), len(new)) <= _LONGEST_LABEL


def _agree(old: str, new: str) -> bool:
    """Whether the rests of two titles are the same, and not empty."""
    return _fold(old) == _fold(new) != ""


def _fold(text: str) -> str:
    """A text without what print changes: case, width, blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
