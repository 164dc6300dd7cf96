"""Dishonest edits of a redline of ours as a page (HTML, review) or as records (JSON), as texts. Functions as in `plants_said`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any

from drafts import Unfit, forged

_WORDS = re.compile(r"(?<=>)[^<>\n\[\]]{4,}(?=<)")


def _article(page: str) -> tuple[int, int]:
    return page.index("<article"), page.index("</article>")


def _spot(page: str, random: Random, pattern: re.Pattern[str]) -> re.Match[str]:
    start, end = _article(page)
    found = [one for one in pattern.finditer(page, start, end) if _is_text(page, one.start())]
    if not found:
        raise Unfit
    return random.choice(found)


def _is_text(page: str, at: int) -> bool:
    """Whether what stands there is of the text and not of what is said beside it."""
    line = page[page.rfind("\n", 0, at) + 1 : at]
    opened = re.findall(r'<(\w+)[^>]*class="([^"]*)"', line[line.rfind("</") + 1 :] or line)
    return "<td" in line.rpartition("</td>")[2] if not opened else opened[-1][1] in ("t", "n", "mv", "num")


def _words(page: str, random: Random) -> re.Match[str]:
    return _spot(page, random, _WORDS)


def _put(page: str, match: re.Match[str], text: str) -> str:
    return page[: match.start()] + text + page[match.end() :]


def _wrapped(page: str, random: Random, before: str, after: str = "</span>") -> str:
    match = _words(page, random)
    words = match.group()
    cut = random.randrange(1, len(words) - 1)
    return _put(page, match, f"{words[:cut]}{before}{words[cut]}{after}{words[cut + 1 :]}")


def word(page: str, random: Random) -> str:
    match = _words(page, random)
    return _put(page, match, forged(random, match.group()))


def word_struck(page: str, random: Random) -> str:
    match = _spot(page, random, re.compile(r"(?<=\] </span>)[^<]+(?=<span class=\"sr\")"))
    return _put(page, match, forged(random, match.group()))


def number(page: str, random: Random) -> str:
    match = _spot(page, random, re.compile(r'(?<=<span class="n">)[^<]*[0-9][^<]*(?=<)'))
    return _put(page, match, re.sub("[0-9]", lambda one: str((int(one.group()) + 1) % 10), match.group(), count=1))


def cell(page: str, random: Random) -> str:
    match = _spot(page, random, re.compile(r"(?<=>)[^<>\n]{2,}(?=</td>)"))
    return _put(page, match, forged(random, match.group()))


def _mark(page: str, random: Random, tag: str) -> re.Match[str]:
    start, end = _article(page)
    found = list(re.compile(rf"<{tag}>(.*?)</{tag}>").finditer(page, start, end))
    if not found:
        raise Unfit
    return random.choice(found)


def insertion_unmarked(page: str, random: Random) -> str:
    match = _mark(page, random, "ins")
    return _put(page, match, match.group(1))


def deletion_unmarked(page: str, random: Random) -> str:
    match = _mark(page, random, "del")
    return _put(page, match, match.group(1))


def insertion_dropped(page: str, random: Random) -> str:
    return _put(page, _mark(page, random, "ins"), "")


def deletion_dropped(page: str, random: Random) -> str:
    return _put(page, _mark(page, random, "del"), "")


def marks_swapped(page: str, random: Random) -> str:
    match = _mark(page, random, "ins")
    return _put(page, match, f"<del>{match.group(1)}</del>")


def _clause(page: str, random: Random) -> re.Match[str]:
    start, end = _article(page)
    found = list(re.compile(r'^<div class="c .*</div>$', re.MULTILINE).finditer(page, start, end))
    if not found:
        raise Unfit
    return random.choice(found)


def clause_dropped(page: str, random: Random) -> str:
    return _put(page, _clause(page, random), "")


def clause_without_home(page: str, random: Random) -> str:
    """A clause that belongs to neither text as far as its attributes say."""
    match = _clause(page, random)
    return (
        page[: match.end()]
        + f'<div class="c d0"><div class="b"><span class="t">{random.randrange(100)} 元。</span></div></div>'
        + page[match.end() :]
    )


def words_as_note(page: str, random: Random) -> str:
    return _wrapped(page, random, '<span class="note">不得。</span>', "")


def words_as_sign(page: str, random: Random) -> str:
    return _wrapped(page, random, '<span class="ch">不</span>', "")


def words_as_break(page: str, random: Random) -> str:
    return _wrapped(page, random, '<span class="brk">除外</span>', "")


def words_beside(page: str, random: Random) -> str:
    start, end = _article(page)
    found = [one.end() for one in re.compile('<div class="g">').finditer(page, start, end)]
    at = random.choice(found)
    return page[:at] + "已废止" + page[at:]


def mark_forged(page: str, random: Random) -> str:
    """A change of the words that is called one of punctuation only."""
    start, end = _article(page)
    found = list(re.compile('(?<=class="g">)<[^>]*>MOD(?=<)').finditer(page, start, end))
    if not found:
        raise Unfit
    match = random.choice(found)
    return _put(page, match, f"{match.group().removesuffix('MOD')}(MOD)")


def hidden_by_attribute(page: str, random: Random) -> str:
    return _wrapped(
        page, random, random.choice(("<span hidden>", '<span style="display:none">', '<span style="font-size:1px">'))
    )


def white(page: str, random: Random) -> str:
    return _wrapped(page, random, '<span style="color:#fff">')


def hidden_by_class(page: str, random: Random) -> str:
    changed = _wrapped(page, random, '<span class="zz">')
    return changed.replace("</style>", ".zz { display: none }</style>", 1)


def marks_off(page: str, random: Random) -> str:  # noqa: ARG001 - all of them
    return page.replace("</style>", "del { display: none } ins { all: unset }</style>", 1)


def struck_by_hand(page: str, random: Random) -> str:
    return _wrapped(page, random, "<s>", "</s>")


def raised(page: str, random: Random) -> str:
    return _wrapped(page, random, "<sup>", "</sup>")


def scripted(page: str, random: Random) -> str:  # noqa: ARG001 - the whole page
    return page.replace("</body>", "<script>document.querySelector('article').remove()</script></body>", 1)


def framed(page: str, random: Random) -> str:
    match = _clause(page, random)
    return page[: match.end()] + '<iframe srcdoc="A further clause."></iframe>' + page[match.end() :]


def generated(page: str, random: Random) -> str:
    """Words that only the style sheet says."""
    match = _clause(page, random)
    id_ = re.search(r'id="([^"]+)"', match.group())
    if id_ is None:
        raise Unfit
    return page.replace("</style>", f'[id="{id_.group(1)}"]::after {{ content: "作废" }}</style>', 1)


PAGE: dict[str, Callable[[str, Random], str]] = {
    kind.replace("_", " "): function
    for kind, function in list(globals().items())
    if getattr(function, "__module__", "") == __name__ and callable(function) and not kind.startswith("_")
}


# -- records


def _record(text: str, change: Callable[[dict[str, Any]], None]) -> str:
    document = json.loads(text)
    change(document)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _any(document: dict[str, Any], random: Random, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    found = [one for one in (*document["changes"], *document["unchanged"]) if wanted(one)]
    if not found:
        raise Unfit
    return random.choice(found)


def _edit(document: dict[str, Any], random: Random, *ops: str) -> dict[str, Any]:
    found = [
        edit for one in (*document["changes"], *document["unchanged"]) for edit in one["edits"] if edit["op"] in ops
    ]
    found = [edit for edit in found if any(side["text"].strip() for side in (edit["old"], edit["new"]))]
    if not found:
        raise Unfit
    return random.choice(found)


def record_word(document: dict[str, Any], random: Random) -> None:
    edit = _edit(document, random, "equal")
    edit["old"]["text"] = edit["new"]["text"] = forged(random, edit["old"]["text"])


def record_word_one_side(document: dict[str, Any], random: Random) -> None:
    edit = _edit(document, random, "insert", "replace")
    edit["new"]["text"] = forged(random, edit["new"]["text"])


def record_clause_text(document: dict[str, Any], random: Random) -> None:
    clause = random.choice(_any(document, random, lambda one: bool(one["new"] and one["new"][0]["text"]))["new"])
    clause["text"] = forged(random, clause["text"])


def record_text(document: dict[str, Any], random: Random) -> None:
    record = _any(document, random, lambda one: bool(one["new_text"].strip()))
    record["new_text"] = forged(random, record["new_text"])


def record_number(document: dict[str, Any], random: Random) -> None:
    record = _any(document, random, lambda one: bool(one["new"] and one["new"][0]["number"]))
    record["new"][0]["number"] += "9"


def record_called_equal(document: dict[str, Any], random: Random) -> None:
    _edit(document, random, "replace", "insert", "delete")["op"] = "equal"


def record_called_changed(document: dict[str, Any], random: Random) -> None:
    _edit(document, random, "equal")["op"] = "replace"


def record_of_a_change_moved(document: dict[str, Any], random: Random) -> None:
    if not document["changes"]:
        raise Unfit
    document["unchanged"].append(document["changes"].pop(random.randrange(len(document["changes"]))))


def record_dropped(document: dict[str, Any], random: Random) -> None:
    del document["unchanged"][random.randrange(len(document["unchanged"]))]


def record_position(document: dict[str, Any], random: Random) -> None:
    first, second = random.sample(document["unchanged"], 2)
    if first["new_text"] == second["new_text"]:
        raise Unfit
    first["new"][0]["position"], second["new"][0]["position"] = (
        second["new"][0]["position"],
        first["new"][0]["position"],
    )


def record_span(document: dict[str, Any], random: Random) -> None:
    edit = _edit(document, random, "replace", "insert", "equal")
    edit["new"]["end"] += 1


def record_kind(document: dict[str, Any], random: Random) -> None:
    found = [one for one in document["changes"] if one["kind"] == "substantive"]
    if not found:
        raise Unfit
    record = random.choice(found)
    record["kind"] = "editorial"
    for edit in record["edits"]:
        edit["kind"] = "none" if edit["op"] == "equal" else "editorial"


def record_mark(document: dict[str, Any], random: Random) -> None:
    record = _any(document, random, lambda one: one["mark"] == "MOD")
    record["mark"] = "(MOD)"


JSON: dict[str, Callable[[dict[str, Any], Random], None]] = {
    kind.removeprefix("record_").replace("_", " "): function
    for kind, function in list(globals().items())
    if kind.startswith("record_")
}


def planted(kind: str, text: str, random: Random) -> str:
    """The records with an edit of that kind."""
    return _record(text, lambda document: JSON[kind](document, random))
