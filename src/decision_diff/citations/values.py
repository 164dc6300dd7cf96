"""What a text cites: a path of steps, outermost first, for each place that is cited.

Article 5(1)(b)              article 5 › 1 › b
paragraph 2 of Article 5     article 5 › paragraph 2
第三、四条                    article 三; article 四
decides 2                    call decides › paragraph 2
前三号                        point 前三
"""

from __future__ import annotations

from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import Span

# How deep each role stands, outermost first; steps are put in this order, however they are printed.
DEPTHS: Final = {
    "annex": 0, "book": 1, "part": 2, "title": 3, "chapter": 4, "section": 5, "article": 6, "call": 6,
    "subsection": 7, "paragraph": 8, "sentence": 9, "point": 10, "indent": 11, "": 12,
}  # fmt: skip


@frozen
class PathStep:
    """One step of a path: what is cited (a key of `DEPTHS`; "" below the step before) and its number as printed, bare.

    `near` is what a number is counted from, instead of one of its own: 前 before here, 次 behind, 本 here; the number then
    says how many. A step with the role "call" has the words of a call line for its number.
    """

    role: str
    number: str
    near: str = ""


Path = tuple[PathStep, ...]


@frozen
class Citation:
    """The code points `span` of a text, which cite the places `paths`: several in a list, both ends of a range.

    `form` is what is printed, each number a mark: two citations of one form differ only in numbers. `steps` are the spans of its
    words with their numbers, in order. `units` are the articles and annexes that it names one by one, each with the code points in which
    it is printed: with the characters around the number, or in languages with spaces the number alone. `is_own` says that the text calls the act its own, `is_others` that another act is cited.
    """

    span: Span
    form: str
    paths: tuple[Path, ...]
    steps: tuple[Span, ...]
    units: tuple[tuple[PathStep, Span], ...] = ()
    is_own: bool = False
    is_others: bool = False
