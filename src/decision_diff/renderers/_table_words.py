"""The words of a table: labels in the language of a profile, places of clauses, and what happened to a clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from decision_diff.changes import EFFECTS, Change, Comparison, percent
from decision_diff.model import Clause, Decision, designation
from decision_diff.profiles import Profile, labels
from decision_diff.renderers._shared import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HOLE = re.compile(r"\{([a-z]+)\}")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]")
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa]")
_SCRIPTS = (("ru", re.compile("[\u0400-\u04ff]")), ("ar", re.compile("[\u0600-\u06ff]")))
# Levels that a label calls by another name, or that have none of their own.
_LEVELS = {
    "p": "paragraph",
    "wrapUp": "closing",
    "subdivision": "section",
    "annex": "attachment",
    "tocItem": "contents",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Labels by key in one language, some of them replaced by the profile."""

    language: str
    profile: Profile

    def say(self, key: str, **values: object) -> str:
        """A label with its holes filled; what is not known to it stays as it is."""
        template = self.profile.words.get(key, labels(self.language)[key])
        return _HOLE.sub(lambda hole: str(values.get(hole.group(1), hole.group())), template)

    def listed(self, parts: Iterable[str], key: str = "comma") -> str:
        """Parts with the comma of the language between them."""
        return self.say(key).join(parts)

    # Places

    def called(self, clause: Clause) -> str:
        """How one clause is called among its neighbours: its number or heading; else its level in our language."""
        given = designation(clause)
        if clause.level == "note" and clause.label:
            return self._level(clause.label.style, clause.label.text, given)
        if clause.cells and given.startswith("row"):
            return self._level("row", given.removeprefix("row").strip(), given)
        name = {"p": "paragraph", "wrapUp": "closing text"}.get(clause.level, clause.level)
        if given == name or re.fullmatch(f"{re.escape(name)} [0-9]+", given):
            position = given.removeprefix(name).strip()
            return self._level(_LEVELS.get(clause.level, clause.level), position, given)
        return given

    def _level(self, level: str, position: str, given: str) -> str:
        key = f"level.{level}"
        return self.say(key, n=position).strip() if key in labels(self.language) else given

    def place(self, decision: Decision, clause: Clause) -> str:
        """Where a clause stands, from the top down, on one line."""
        return one_line(" › ".join(self.called(step) for step in decision.path(clause.eid)))

    def places(self, decision: Decision, clauses: Sequence[Clause]) -> str:
        """Where a group of clauses stands; what they have above them in common is said once."""
        inside = {clause.eid for clause in clauses}
        shown: list[str] = []
        before: str | None = None
        for clause in clauses:
            above = decision.parent(clause.eid)
            if above and above.eid in inside:
                continue
            here = above.eid if above else ""
            shown.append(one_line(self.called(clause)) if here == before else self.place(decision, clause))
            before = here
        return self.listed(shown)

    def range(self, decision: Decision, first: Clause, last: Clause) -> str:
        """`做出决定 › 2至5` for clauses that follow each other; what is above both is said once."""
        start = self.place(decision, first)
        if first.eid == last.eid:
            return start
        beside = decision.parent(first.eid) is decision.parent(last.eid)
        end = one_line(self.called(last)) if beside else self.place(decision, last)
        return self.say("range", first=start, last=end)

    def route(self, comparison: Comparison, change: Change) -> str:
        """The place of a change; both places when they differ, with the parents of the second left out if they are the same."""
        old, new = self.places(comparison.old, change.old), self.places(comparison.new, change.new)
        if not old or not new or old == new:
            return new or old
        above_old, above_new = comparison.old.parent(change.old[0].eid), comparison.new.parent(change.new[0].eid)
        if above_old and above_new:
            shared = self.place(comparison.old, above_old)
            if shared == self.place(comparison.new, above_new):
                new = new.removeprefix(f"{shared} › ")
        return f"{old} → {new}"

    # What happened

    def kind(self, change: Change, origin: str) -> str:
        """What happened to a clause: its mark if the profile wants marks, else in words. Doubt is always said.

        Of the mark ADD*/SUP* the first half is for the place where the text stands now. `origin` says of a move whence it came,
        if nothing else says it.
        """
        doubt = [self.say("doubtful", percent=percent(change.confidence))] if change.is_doubtful else []
        if self.profile.marks:
            return f"{self.listed([change.mark.partition('/')[0], *doubt])} {origin}".rstrip()
        found = [
            self.say(effect) for effect in EFFECTS if effect in change.effects and not (origin and effect == "move")
        ]
        if change.kind == "editorial":
            found = [self.say("reprinted") if word == self.say("renumbering") else word for word in found]
            found.append(self.say("editorial"))
        elif change.kind == "consequential" and change.effects != {"renumbering"}:
            found.append(self.say("consequential"))
        found = found if found or origin else [self.say("unchanged")]
        return f"{self.listed([*found, *doubt])} {origin}".strip()


def language_of(comparison: Comparison) -> str:
    """The language of the texts by their script: zh, ja, ru, ar, else en. That of most letters in either text decides."""
    texts = "".join(clause.words for side in (comparison.old, comparison.new) for clause in side.walk())
    letters = sum(1 for character in texts if character.isalpha())
    if _KANA.search(texts) and 3 * len(_HAN.findall(texts) + _KANA.findall(texts)) > letters:
        return "ja"
    if 2 * len(_HAN.findall(texts)) > letters:
        return "zh"
    return next((code for code, script in _SCRIPTS if 2 * len(script.findall(texts)) > letters), "en")
