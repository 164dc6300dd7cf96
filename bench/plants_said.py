"""Dishonest edits of a redline in Word: of what it says, in the text, in cells, notes, headers and numbers, and of its marks.

Each public function is a kind. It takes a `Draft` and changes it at a place that the random numbers choose; `Unfit` is raised
when this redline has no such place.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from drafts import (
    Draft,
    Element,
    Unfit,
    drop,
    forged,
    holder,
    marked_run,
    plain_runs,
    q,
    said,
    set_words,
    unwrap,
    wf,
    whole_paragraphs,
    words_of,
)


def word(draft: Draft) -> None:
    run = draft.plain(least=2)
    set_words(run, forged(draft.random, words_of(run)))


def deleted_word(draft: Draft) -> None:
    run = marked_run(draft, "del")
    set_words(run, forged(draft.random, words_of(run)))


def inserted_word(draft: Draft) -> None:
    run = marked_run(draft, "ins")
    set_words(run, forged(draft.random, words_of(run)))


def figure(draft: Draft) -> None:
    run = draft.pick([run for run in plain_runs(draft.tree(), 1) if any(one in "0123456789" for one in words_of(run))])
    words = words_of(run)
    at = draft.random.choice([at for at, one in enumerate(words) if one in "0123456789"])
    set_words(run, words[:at] + str((int(words[at]) + draft.random.randrange(1, 10)) % 10) + words[at + 1 :])


def list_start(draft: Draft) -> None:
    one = next(draft.tree("word/numbering.xml").iter(q("start")))
    one.set(q("val"), str(draft.random.randrange(4, 30)))


def list_format(draft: Draft) -> None:
    one = next(draft.tree("word/numbering.xml").iter(q("numFmt")))
    one.set(q("val"), draft.random.choice(("upperRoman", "upperLetter", "chineseCounting")))


def list_left(draft: Draft) -> None:
    drop(draft.pick(draft.tree().iter(q("numPr"))))


def cell(draft: Draft) -> None:
    run = draft.pick([run for one in draft.tree().iter(q("tc")) for run in plain_runs(one, 2)])
    set_words(run, forged(draft.random, words_of(run)))


def note(draft: Draft) -> None:
    run = draft.plain(f"word/{draft.random.choice(('foot', 'end'))}notes.xml", 2)
    set_words(run, forged(draft.random, words_of(run)))


def _stories(draft: Draft, kind: str) -> list[Element]:
    return [
        draft.tree(part) for part in sorted(draft.parts) if part.startswith(f"word/{kind}") and part.endswith(".xml")
    ]


def header(draft: Draft) -> None:
    run = draft.pick([run for root in _stories(draft, "header") for run in plain_runs(root, 2)])
    words = words_of(run)
    set_words(run, words[1:] if words[:1].isdigit() else forged(draft.random, words))


def footer(draft: Draft) -> None:
    one = next(draft.pick(_stories(draft, "footer")).iter(q("p")))
    one.append(etree.fromstring(f'<w:r xmlns:w="{wf.W}"><w:t>Rev. 3</w:t></w:r>'))


def _inline(draft: Draft, kind: str) -> Element:
    """A mark around words. Not in a row that is marked as a whole, with which they come or go all the same."""
    return draft.pick(
        [
            one
            for one in draft.tree().iter(q(kind))
            if any(words_of(run).strip() for run in one.iter(q("r")))
            and not any(row.find(f"{q('trPr')}/{q(kind)}") is not None for row in one.iterancestors(q("tr")))
        ]
    )


def insertion_unmarked(draft: Draft) -> None:
    unwrap(_inline(draft, "ins"))


def deletion_unmarked(draft: Draft) -> None:
    unwrap(_inline(draft, "del"))


def insertion_dropped(draft: Draft) -> None:
    drop(_inline(draft, "ins"))


def deletion_dropped(draft: Draft) -> None:
    drop(_inline(draft, "del"))


def marks_swapped(draft: Draft) -> None:
    mark = _inline(draft, draft.random.choice(("ins", "del")))
    was = mark.tag == q("ins")
    mark.tag = q("del" if was else "ins")
    for text in mark.iter(q("t" if was else "delText")):
        text.tag = q("delText" if was else "t")


def all_accepted(draft: Draft) -> None:
    marks = [one for kind in ("ins", "del") for one in draft.tree().iter(q(kind))]
    if not any(words_of(run).strip() for mark in marks for run in mark.iter(q("r"))):
        raise Unfit
    for one in marks:
        unwrap(one) if one.tag == q("ins") else drop(one)


def move_torn(draft: Draft) -> None:
    mark = _inline(draft, draft.random.choice(("moveFrom", "moveTo")))
    drop(mark)


def paragraphs_merged(draft: Draft) -> None:
    first = draft.pick(
        [
            one
            for one in whole_paragraphs(draft)
            if (after := one.getnext()) is not None and after in whole_paragraphs(draft)
        ]
    )
    second = first.getnext()
    assert second is not None
    first.extend([one for one in second if one.tag != q("pPr")])
    drop(second)


def paragraph_dropped(draft: Draft) -> None:
    drop(draft.pick([one for one in whole_paragraphs(draft) if holder(one).tag == q("body")]))


def paragraph_added(draft: Draft) -> None:
    one = draft.pick(whole_paragraphs(draft))
    one.addnext(deepcopy(one))


def paragraphs_swapped(draft: Draft) -> None:
    whole = whole_paragraphs(draft)
    pairs = [(one, after) for one in whole if (after := one.getnext()) is not None and after in whole]
    first, second = draft.random.choice([both for both in pairs if said(both[0]) != said(both[1])] or [(None, None)])
    if first is None or second is None:
        raise Unfit
    second.addnext(first)


def row_dropped(draft: Draft) -> None:
    drop(
        draft.pick(
            one
            for one in draft.tree().iter(q("tr"))
            if not any(mark.tag in (q("ins"), q("del")) for mark in one.iter())
        )
    )


def row_added(draft: Draft) -> None:
    one = draft.pick(draft.tree().iter(q("tr")))
    one.addnext(deepcopy(one))
