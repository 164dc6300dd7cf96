"""The redline as a piece of HTML that stands in a page of someone else: no head, no style, no script, nothing inline.

    page of `html` ==add_scope==> every class begins with "dd-", every id and every link to one with a prefix of the fragment

The style sheet is given apart (`load_style`, or `decision-diff stylesheet`), once for all fragments of a page; each rule of it holds
inside `.dd-redline` only. A page whose Content-Security-Policy allows no inline style and no script shows a fragment as it is.
Headings begin one level lower than those of the page of our own, since `h1` is the title of the page around.

The prefix is made of the fragment itself, so that two fragments of one page never share an id, unless they are the same; whoever
shows one twice gives a prefix (`FragmentOptions.id_prefix`).
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from decision_diff.patterns import late
from decision_diff.renderers import html as pages
from decision_diff.renderers.html import seen
from decision_diff.renderers.html.template import fill
from decision_diff.renderers.html.wording import read_own_files
from decision_diff.renderers.options import PageOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decision_diff.changes import Comparison
    from decision_diff.renderers.options import FragmentOptions

_TEMPLATE: Final = Path(__file__).parent / "fragment.html"
_ROOT: Final = "redline"
_CLASS: Final = "dd-"
_STYLES: Final = ("html/page.css", "html/marks.css")

# Text and values of attributes are escaped, so a tag is whatever stands between "<" and ">".
_TAG: Final = late(r"<[^<>]*>")
_NAMED: Final = late(r'( class| id| href="#| aria-level)(?:="|(?<=#))([^"]*)"')
_BEGIN: Final = late(r'<div class="dd-redline"[^<>]* id="([A-Za-z][A-Za-z0-9_-]*)">')
_HEADING: Final = late(r"(?<=^<)(/?)h([1-5])\b")


def render(comparison: Comparison, options: FragmentOptions) -> str:
    """Renders the fragment, always with the whole text, with a line feed at its end."""
    given = {
        name: getattr(options, name) for name in ("profile", "labels", "title", "old_label", "new_label", "summary")
    }
    root, holes = pages.fill_holes(comparison, PageOptions(**given))
    body = str(fill(_TEMPLATE, root=root, **holes))
    return add_scope(body, options.id_prefix or f"dd-{hashlib.sha256(body.encode()).hexdigest()[:12]}")


def add_scope(body: str, prefix: str) -> str:
    """Gives every class and id of our markup its prefix, and each heading the next lower level; the root has the prefix for its id."""

    def rename(found: re.Match[str]) -> str:
        name, value = found.groups()
        if name == " class":
            value = " ".join(f"{_CLASS}{one}" for one in value.split())
        elif name == " aria-level":
            value = str(min(int(value) + 1, 6))
        else:
            value = prefix if value == _ROOT else f"{prefix}-{value}"
        return f'{name}{value}"' if name.endswith("#") else f'{name}="{value}"'

    def write_tag(tag: re.Match[str]) -> str:
        lower = _HEADING.sub(lambda one: f"{one[1]}h{int(one[2]) + 1}", tag.group())
        return _NAMED.sub(rename, lower)

    return _TAG.sub(write_tag, body)


def strip_scope(fragment: str) -> tuple[str, list[str]]:
    """Takes the prefixes off again: the markup of our page, and the classes that are not ours, which are left out.

    ValueError for what does not begin as a fragment does.
    """
    begin = _BEGIN.match(fragment)
    if begin is None:
        raise ValueError("it does not begin as an HTML fragment of decision-diff does")
    prefix, foreign = begin[1], dict[str, None]()

    def rename(found: re.Match[str]) -> str:
        name, value = found.groups()
        if name == " class":
            classes = value.split()
            foreign.update((one, None) for one in classes if not one.startswith(_CLASS))
            value = " ".join(one.removeprefix(_CLASS) for one in classes if one.startswith(_CLASS))
        elif name != " aria-level":
            value = value.removeprefix(f"{prefix}-")
        return f'{name}{value}"' if name.endswith("#") else f'{name}="{value}"'

    return _TAG.sub(lambda tag: _NAMED.sub(rename, tag.group()), fragment), list(foreign)


def recover(output: str) -> tuple[list[str], list[str]]:
    """Recovers the lines of both revisions, in document order, from the fragment alone; ValueError as for the page."""
    return pages.recover(strip_scope(output)[0])


def faults(output: str) -> list[tuple[str, str]]:
    """Lists what in a fragment is not as we write it, so that it may show other words than `recover` reads: (code, sentence)."""
    body, foreign = strip_scope(output)
    said = [("element", f"the class {one!r} is not ours; the page around may hide what has it") for one in foreign]
    return said + seen.faults(f"<style>{read_own_files(_STYLES)}</style>{body}", (_STYLES,))


def disagreements(output: str, comparison: Comparison) -> list[tuple[str, str]]:
    """Lists the changes that a fragment marks otherwise than we do: (code, sentence)."""
    return seen.disagreements(strip_scope(output)[0], pages.render(comparison, PageOptions()))


# The style sheet

_RULE: Final = late(r"\s*([^{};]+)\{")
_COMMENT: Final = late(r"/\*.*?\*/", re.DOTALL)
_COMMA: Final = late(r",(?![^(]*\))\s*")
# What our pages call their own root and frame, and what stands for it in a fragment.
_ROOTS: Final = {":root": "", "html": "", "body": ""}
_FRAMES: Final = {"header": ".top", "main": ".main", "footer": ".foot", "h1": "h2", "h2": "h3"}
_MORE: Final = ".dd-redline { position: relative; }\n"


@cache  # of our own data
def load_style() -> str:
    """Loads the style sheet of fragments, for a file or a `style` element of the page around; the same for all profiles and languages."""
    text = _COMMENT.sub("", str(read_own_files(_STYLES)))
    return _MORE + "".join(_write_rules(text, ""))


def _write_rules(text: str, indent: str) -> Iterator[str]:
    """The rules of a style sheet of ours, each for what is inside the root of a fragment alone."""
    at = 0
    while begin := _RULE.match(text, at):
        end = _find_end(text, begin.end())
        head, inside = begin[1].strip(), text[begin.end() : end]
        if head.startswith("@media"):
            yield f"{indent}{head} {{\n{''.join(_write_rules(inside, indent + '  '))}{indent}}}\n"
        elif not head.startswith("@"):  # how a sheet of paper is cut is for the page around to say
            selectors = ", ".join(map(_scope_selector, _COMMA.split(head)))
            yield f"{indent}{selectors} {{ {' '.join(inside.split())} }}\n"
        at = end + 1


def _find_end(text: str, at: int) -> int:
    """Where the block ends that begins before `at`."""
    depth = 1
    while depth:
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    return at - 1


def _scope_selector(selector: str) -> str:
    root = f".{_CLASS}{_ROOT}"
    if selector in _ROOTS:
        return root
    named = re.sub(r"^(header|main|footer|h1|h2)\b", lambda found: _FRAMES[found[0]], selector)
    named = re.sub(r"\.(?=[a-z])", f".{_CLASS}", named)
    return root + named if named.startswith(":where([data-") else f"{root} {named}"
