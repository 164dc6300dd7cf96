"""Whose a citation is: of the act that cites, or of another one; told by what stands around it."""

from __future__ import annotations

from typing import Final

from decision_diff.citations.values import DEPTHS, Citation
from decision_diff.citations.vocabulary import BLANKS, Vocabulary, fold
from decision_diff.frozen import frozen
from decision_diff.patterns import late

_BEFORE: Final = 90  # characters before a citation that are looked at
_AFTER: Final = 80  # behind it
_WORDS: Final = 4  # of those behind a citation the first that may be the name of an act
_ARTICLES: Final = ("the ", "la ", "le ", "les ", "l'", "el ", "los ", "las ")
_ACRONYM: Final = late(rf"[{BLANKS}](?![A-Z][a-z])[^\W\d_a-z]\w{{0,12}}[A-ZÄÖÜ]")  # Article 5 ECHR, § 5 BGB
_ACRONYM_BEFORE: Final = late(
    rf"[A-Z]\.[{BLANKS}]?$|(?<![^\W_])[A-Z]{{3,8}},?[{BLANKS}]$"
)  # 17 U.S.C. § 102, GDPR Article 5
_BRACKET: Final = late(rf"[{BLANKS}]\([^()]{{0,60}}\)$")
_WORD: Final = late(r"[^\W_][\w'-]*")


@frozen
class Owner:
    """Whose a citation is; `call` is the call line that it names behind the number, which ends at `end`."""

    is_own: bool = False
    is_others: bool = False
    call: str = ""
    end: int = 0


def find_owner(text: str, start: int, end: int, words: Vocabulary, *, is_annex: bool) -> Owner:
    """Whose the citation is that stands from `start` to `end`; an annex is an annex to an act."""
    if words.is_glued:
        at = start - 1 if text[start - 1 : start] in (" ", "の") else start
        if text.endswith(words.this_act, 0, at):
            return Owner(is_own=True)
        return Owner(is_others=text.endswith(words.acts, 0, at))
    behind = text[end : end + _AFTER]
    linked, after = (
        _cut_link(fold(behind), words.annexed if is_annex else words.links)
        if behind[:1] in (*BLANKS, ",")
        else (False, "")
    )
    if linked and (call := _find_call(behind, after, words)):
        return Owner(is_own=True, call=call[0], end=end + call[1])
    before = text[max(0, start - _BEFORE) : start]
    if _begins(after, (*words.this_act, *words.above)) or fold(before).endswith(words.this_act):
        return Owner(is_own=True)
    return Owner(is_others=_names_another(before, behind, after, linked=linked, words=words))


def _cut_link(behind: str, links: tuple[str, ...]) -> tuple[bool, str]:
    """Whether "of" stands behind a citation, and what then follows, without an article."""
    after = behind.lstrip(", ")
    link = next(
        (link for link in links if _begins(after, (link,)) or (link[-1:] == "'" and after.startswith(link))), ""
    )
    after = after[len(link) :].lstrip()
    article = next((article for article in _ARTICLES if after.startswith(article)), "")
    return bool(link), after[len(article) :]


def _begins(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text begins with one of some words, whole."""
    return any(text.startswith(name) and not text[len(name) : len(name) + 1].isalnum() for name in names if name)


def _find_call(behind: str, after: str, words: Vocabulary) -> tuple[str, int] | None:
    """The call line that is named behind "of", and where it ends: § 3 of resolves."""
    first = _WORD.match(after)
    if first is None or first.group() not in words.calls:
        return None
    at = behind.lower().find(first.group())
    return (first.group(), at + len(first.group())) if at >= 0 else None


def _names_another(before: str, behind: str, after: str, *, linked: bool, words: Vocabulary) -> bool:
    if linked and after and not _begins(after, words.this):
        return True
    if _ACRONYM.match(behind) or _ACRONYM_BEFORE.search(before):
        return True
    # Article 5 Конституции, the Convention, Article 5
    named = [match.group() for match in _WORD.finditer(after)][:_WORDS]
    if behind[:1] in BLANKS and named and not _begins(after, words.this) and any(word in words.acts for word in named):
        return True
    name = fold(_BRACKET.sub("", before.rstrip(BLANKS + ","))).removesuffix(" in")
    return bool(words.acts) and name.endswith(words.acts) and _begins(name.rpartition(" ")[2], words.acts)


def is_plainly_own(cited: Citation, language: str) -> bool:
    """Whether a citation cannot be one of another act. In Chinese an article without 本法 often is one.

    What is counted from here (前条, 前项) is never forgotten: it means what stands there now.
    """
    first = cited.paths[0][0]
    if any(path[0].near for path in cited.paths):
        return False
    return cited.is_own or language[:2] != "zh" or first.role == "call" or DEPTHS[first.role] > DEPTHS["article"]
