"""The words of an output: labels in a language, places of clauses, and what happened to a clause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from decision_diff import profiles
from decision_diff.changes import BRACKET_EFFECTS, EFFECTS, Change, Comparison, Effect, FeatureChange, format_percent
from decision_diff.characters import ARABIC, CYRILLIC, HAN
from decision_diff.citations.places import STEP, find_place, write_step
from decision_diff.errors import ProfileError
from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision, FeatureKind, name_clause
from decision_diff.patterns import late
from decision_diff.profiles import Marking, Profile, load_labels, plurals
from decision_diff.renderers.pieces import show_inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from decision_diff.citations.places import PlaceStep
    from decision_diff.renderers.options import Worded

# A redline when nobody asks for a profile.
REDLINE = Profile(
    name="",
    language="en",
    marks=True,
    insert=Marking(("underline",), plain=("{+", "+}")),
    delete=Marking(("strike",), plain=("[-", "-]")),
)

_SAID = 8  # differences beside the words that are said of one change; the records have all
_CONTEXT = 12  # characters before a place between two characters
_LONG = 40  # characters of words that are quoted

_HOLE = late(r"\{([a-z]+)\}")
_HAN = late(f"[{HAN}]")
_KANA = late("[\u3041-\u309f\u30a1-\u30fa]")
_SCRIPTS = (("ru", late(f"[{CYRILLIC}]")), ("ar", late(f"[{ARABIC}]")))


@frozen
class Words:
    """Labels by key in one language, some of them replaced by the profile. `apart` is put on both sides of our own words between stretches that keep their direction, such as the steps of a place."""

    language: str
    profile: Profile
    apart: str = ""

    @property
    def direction(self) -> str:
        """The direction of our words: ltr, or rtl from right to left."""
        return "rtl" if self.language == "ar" else "ltr"

    def find_label(self, key: str) -> str:
        """Finds a label as it was written, with its holes and forms."""
        return (self.profile.words or {}).get(key, load_labels(self.language)[key])

    def say(self, key: str, **values: object) -> str:
        """Fills the holes of a label; a hole without a value stays as it is."""
        return _filled(self.find_label(key), values)

    def count(self, key: str, count: int) -> str:
        """Fills a label that counts, in the form for the number: `1 clause`, `2 clauses`."""
        found = plurals.split_forms(self.language, self.find_label(key))[plurals.choose_form(self.language, count)]
        return _filled(found, {"count": count})

    def split_label(self, key: str) -> Iterator[tuple[str, str]]:
        """Splits a label into stretches of text, each with the name of the hole behind it, "" at the end."""
        pieces = [*_HOLE.split(self.find_label(key)), ""]
        yield from zip(pieces[::2], pieces[1::2], strict=True)

    def join(self, parts: Iterable[str], key: str = "comma") -> str:
        """Joins parts with the comma of the language between them."""
        return self.say(key).join(parts)

    def say_at(self, place: str, text: str) -> str:
        """`Old: a.txt`, with the colon of the language."""
        return self.say("at", place=place, text=text)

    def say_around(self, key: str, **values: str) -> str:
        """Fills the holes of a label as `say` does, with `apart` twice around its own words, for a value may hold steps."""
        return "".join(self._set_apart(text, 2) + values.get(hole, "") for text, hole in self.split_label(key))

    def join_apart(self, parts: Iterable[str], key: str = "comma") -> str:
        """Joins parts as `join` does, with `apart` twice around what stands between them."""
        return self._set_apart(self.say(key), 2).join(parts)

    def _set_apart(self, text: str, times: int = 1) -> str:
        return f"{self.apart * times}{text}{self.apart * times}" if text else text

    def say_heading(self, key: str) -> str:
        """Gives a label with a colon, as a heading of what follows."""
        return self.say_at(self.say(key), "").rstrip()

    # Places

    def name_clause(self, clause: Clause) -> str:
        """Names one clause among its neighbours: by its number or heading; else by its level in our language."""
        if self.profile is REDLINE:  # as everywhere else: in the outline, in JSON
            return name_clause(clause)
        from decision_diff.citations.labelled import name_labelled  # noqa: PLC0415 - late: most redlines have no profile

        return name_labelled(clause, self._find_level)

    def _find_level(self, key: str) -> str | None:
        return self.find_label(key) if key in load_labels(self.language) else None

    def name_place(self, decision: Decision, clause: Clause) -> str:
        """Names the place of a clause as it is cited, on one line."""
        return self._write_place(find_place(decision, clause.eid))

    def _write_place(self, place: Sequence[PlaceStep]) -> str:
        parts = []
        for at, step in enumerate(place):
            if at:
                parts.append(step.before if step.before == STEP else self._set_apart(step.before))
            parts.append(self._write_step(step))
        return "".join(parts)

    def _write_step(self, step: PlaceStep) -> str:
        return show_inline(write_step(step, self.name_clause))

    def name_step(self, decision: Decision, clause: Clause) -> str:
        """Names the last step of the place of a clause."""
        return self._write_step(find_place(decision, clause.eid)[-1])

    def name_base(self, decision: Decision, clause: Clause) -> str:
        """Names the place of a clause without its last step; "" if it has no other."""
        return self._write_place(find_place(decision, clause.eid)[:-1])

    def name_places(self, decision: Decision, clauses: Sequence[Clause], base: str = "") -> str:
        """Names the places of a group of clauses; what they have before the last step in common is named once, and not if it is `base`.

        Clauses below another of the group are not named.
        """
        inside = {clause.eid for clause in clauses}
        shown: list[str] = []
        before = base
        for clause in clauses:
            if any(step.eid in inside for step in decision.path(clause.eid)[:-1]):
                continue
            here = self.name_base(decision, clause)
            name = self.name_step if here and here == before else self.name_place
            shown.append(name(decision, clause))
            before = here
        return self.join(shown)

    def name_range(self, decision: Decision, first: Clause, last: Clause) -> str:
        """Names clauses that follow each other, 做出决定2至5; what is before both last steps is named once."""
        start = self.name_place(decision, first)
        if first.eid == last.eid:
            return start
        beside = self.name_base(decision, first) == self.name_base(decision, last)
        end = self.name_step(decision, last) if beside else self.name_place(decision, last)
        return self.say("range", first=start, last=end)

    def name_route(self, comparison: Comparison, change: Change) -> str:
        """Names the place of a change; both places if they differ, the second without what is before the last step if that is the same."""
        old, new = self.name_places(comparison.old, change.old), self.name_places(comparison.new, change.new)
        if not old or not new or old == new:
            return new or old
        base = self.name_base(comparison.old, change.old[0])
        return self.say_around("route", old=old, new=self.name_places(comparison.new, change.new, base))

    # What happened

    def say_kind(self, change: Change, origin: str) -> str:
        """Says what happened to a clause: by its mark if the profile wants marks, else in words. Doubt is always reported.

        Of the mark ADD*/SUP* the first half is for the place where the text stands now. `origin` says of a move whence it came,
        if nothing else says it.
        """
        doubt = self._doubt(change)
        if self.profile.marks:
            mark = change.mark.partition("/")[0]
            brackets = [self.say(effect) for effect in BRACKET_EFFECTS if effect in change.effects]
            return f"{self.join([mark, *brackets, *self.say_features(change), *doubt])} {origin}".rstrip()
        effects, aside = self._effects(change)
        found = [
            *(word for word in effects if not (origin and word == self.say("move"))),
            *aside,
            *self.say_features(change),
        ]
        found = found if found or origin else [self.say("unchanged")]
        return f"{self.join([*found, *doubt])} {origin}".strip()

    def say_effects(self, change: Change) -> str:
        """Says what happened, as in a redline: `moved, amended`, `amended (editorial only)`; empty if nothing did.

        Where it is doubtful if these clauses became those, it says so, and how sure it is.
        """
        effects, aside = self._effects(change)
        said = self.join(effects)
        for more in aside:
            said = self.say("redline.aside", what=said, more=more).strip()
        return self.join([said, *self.say_features(change), *self._authors(change), *self._doubt(change)], "semicolon")

    def _authors(self, change: Change) -> list[str]:
        """Whose tracked changes make it, and on which days: `by Alice (2025-03-04), Bob`. Of many the first ones."""
        days: dict[str, set[str]] = {}
        for one in (*change.deleted_by, *change.inserted_by):
            days.setdefault(one.author, set()).update([one.date[:10]] if one.date else [])
        said = [self._signed(name, sorted(days[name])) for name in change.authors[:_SAID]]
        left = len(change.authors) - len(said)
        more = [self.say("author.more", count=left)] if left else []
        return [self.say("author.by", names=self.join([*said, *more]))] if said else []

    def _signed(self, author: str, days: Sequence[str]) -> str:
        name = show_inline(shorten(author))
        if not days:
            return name
        span = days[0] if len(days) == 1 else f"{days[0]}–{days[-1]}"
        return self.say("redline.aside", what=name, more=span)

    def say_features(self, change: Change) -> list[str]:
        """Says what differs beside the words, a sentence for each: `superscript, “2”: yes → no`. Only the first ones of many."""
        said = [self._feature(change, one) for one in change.features[:_SAID]]
        left = len(change.features) - len(said)
        return [*said, self.say("feature.more", count=left)] if left else said

    def _feature(self, change: Change, one: FeatureChange) -> str:
        span, text = (
            (one.new, change.new_text) if one.new_value is not None or not len(one.old) else (one.old, change.old_text)
        )
        if len(span):
            where = self.say("feature.words", text=show_inline(shorten(span.of(text))))
        else:
            before = text[max(span.start - _CONTEXT, 0) : span.start]
            where = self.say("feature.after", text=show_inline(before)) if before else self.say("feature.start")
        what = self.say(f"feature.{one.kind.replace('-', '_')}")
        old, new = self._value(one.kind, one.old_value), self._value(one.kind, one.new_value)
        return self.say("feature.line", what=what, where=where, old=old, new=new)

    def _value(self, kind: FeatureKind, value: str | None) -> str:
        if kind in ("superscript", "subscript", "strike"):
            return self.say("feature.no" if value is None else "feature.yes")
        if value is None:
            return self.say("feature.no" if kind == "hidden" else "feature.none")
        if kind == "picture":
            return self.say("feature.image", n=value)
        if kind in ("hidden", "note"):
            return self.say(f"feature.{value}")
        return show_inline(value) or self.say("feature.none")

    def _doubt(self, change: Change) -> list[str]:
        return [self.say("doubtful", percent=format_percent(change.confidence))] if change.is_doubtful else []

    def _effects(self, change: Change) -> tuple[list[str], list[str]]:
        """The words for the effects, and for a kind that must be said besides."""
        editorial = change.kind == "editorial"
        # Where only print changed the number means what it meant: nobody should look for references to mend.
        names = {"renumbering": "reprinted"} if editorial else {}
        effects = [
            self._say_level(change, effect) or self.say(names.get(effect, effect))
            for effect in EFFECTS
            if effect in change.effects
        ]
        if editorial:
            return effects, [self.say("editorial")]
        if change.kind == "same-value" or (change.kind == "consequential" and change.effects != {"renumbering"}):
            return effects, [self.say(change.kind)]
        return effects, []

    def _say_level(self, change: Change, effect: Effect) -> str:
        """Says from which level to which, where one clause became one and is called split or joined: `joined (article → paragraph)`."""
        if effect not in ("split", "join") or len(change.links) != 1:
            return ""
        from decision_diff.citations.labelled import name_level  # noqa: PLC0415 - late: as above

        old, new = (name_level(clause.level, self._find_level) for clause in (change.old[0], change.new[0]))
        return self.say("redline.aside", what=self.say(effect), more=self.say("route", old=old, new=new))


def shorten(text: str) -> str:
    """Shortens a text to fit in a line: the middle of a long one is left out."""
    return text if len(text) <= _LONG else f"{text[: _LONG // 2]}…{text[-_LONG // 2 :]}"


ENGLISH = Words("en", REDLINE)


def _filled(template: str, values: dict[str, object]) -> str:
    return _HOLE.sub(lambda hole: str(values.get(hole.group(1), hole.group())), template)


def choose_words(comparison: Comparison, options: Worded) -> Words:
    """Chooses the words of a redline by the profile and the labels that are asked for, English by default.

    ProfileError for a profile or a language that is not valid.
    """
    if not options.profile and options.labels in ("", "en"):
        return ENGLISH
    if options.profile:
        return apply_profile(profiles.load(options.profile), options.labels, detect_language(comparison))
    # ADD and MOD are English too, save in a profile that says that they are not.
    return apply_profile(replace(REDLINE, marks=False), options.labels, options.labels)


def apply_profile(profile: Profile, wanted: str, spoken: str) -> Words:
    """Gives the words of a profile in the language `wanted`, if any, else its own, else that of the texts, `spoken`.

    ProfileError for a language without labels.
    """
    language = wanted or (spoken if profile.language == "auto" else profile.language)
    if language not in profiles.LANGUAGES:
        raise ProfileError(f"labels in {language!r} do not exist; choose one of {', '.join(profiles.LANGUAGES)}")
    if profile.language not in ("auto", language):  # its own words are in its own language
        profile = replace(profile, words=None)
    return Words(language, profile)


def count_scripts(text: str) -> tuple[int, int, int]:
    """Counts the letters of a text, and how many of them are Han and kana."""
    return sum(1 for character in text if character.isalpha()), len(_HAN.findall(text)), len(_KANA.findall(text))


def detect_language(comparison: Comparison) -> str:
    """Detects the language of the texts by the script of most letters: zh, ja, ru, ar, else en."""
    texts = "".join(clause.words for side in (comparison.old, comparison.new) for clause in side.walk())
    letters, han, kana = count_scripts(texts)
    if 10 * kana >= letters > 0 and 2 * (han + kana) > letters:  # a name in kana does not make a Chinese text Japanese
        return "ja"
    if 2 * (han + kana) > letters:
        return "zh"
    return next((code for code, script in _SCRIPTS if 2 * len(script.findall(texts)) > letters), "en")
