"""A pair in order gives way where the true partner of one of them stands elsewhere."""

from __future__ import annotations

import pytest

from decision_diff import align
from decision_diff.pipeline import read

SIZE = 40  # characters of each text here, each of which stands in it once


def draw(start: int, count: int) -> str:
    """So many characters that no other stretch of these texts has."""
    return "".join(chr(0x4E00 + 50 * start + at) for at in range(count))


OLD = draw(1, SIZE)


def keep(count: int, start: int) -> str:
    """A text that has the first characters of the old one, and others for the rest: likeness is `count` over `SIZE`."""
    return OLD[:count] + draw(start, SIZE - count)


def find_links(in_order: str, elsewhere: str, *, mirrored: bool = False) -> dict[tuple[str, str], str]:
    """The pass of each link of articles, old and new, where one text stands in the old place and one in another chapter."""
    frame = "第一章　总则\n第一条　{}\n第二条　{}\n第三条　{}\n第二章　管理\n第四条　{}\n"
    old = read("示例法\n" + frame.format(draw(5, SIZE), OLD, draw(6, SIZE), draw(7, SIZE)))
    new = read(
        "示例法\n" + frame.format(draw(5, SIZE), in_order, draw(6, SIZE), draw(7, SIZE)) + f"第五条　{elsewhere}\n"
    )
    links = align.align(new, old).links if mirrored else align.align(old, new).links
    pairs = {
        ((link.new.eid, link.old.eid) if mirrored else (link.old.eid, link.new.eid)): link.found_by for link in links
    }
    return {pair: found for pair, found in pairs.items() if "art_2" in pair or "art_5" in pair}


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_far_better_partner_elsewhere_takes_an_article_from_its_old_place(*, mirrored: bool) -> None:
    assert find_links(keep(22, 2), keep(38, 3), mirrored=mirrored) == {("art_2", "art_5"): "moved"}


@pytest.mark.parametrize(("alike", "taken"), [(33, False), (34, True)])
def test_the_partner_elsewhere_must_be_nearly_the_same(alike: int, *, taken: bool) -> None:
    """From a likeness of .85 on."""
    found = find_links(keep(22, 2), keep(alike, 3))
    assert (found.get(("art_2", "art_2")) is None) == taken
    assert (found.get(("art_2", "art_5")) == "moved") == taken


@pytest.mark.parametrize(("in_order", "taken"), [(27, True), (28, False)])
def test_a_pair_in_order_that_is_alike_enough_stays(in_order: int, *, taken: bool) -> None:
    """From a likeness of .7 on."""
    found = find_links(keep(in_order, 2), keep(39, 3))
    assert (("art_2", "art_2") not in found) == taken


@pytest.mark.parametrize(("alike", "taken"), [(35, False), (36, True)])
def test_the_partner_elsewhere_must_lead(alike: int, *, taken: bool) -> None:
    """By .25: the pair in order has .65."""
    found = find_links(keep(26, 2), keep(alike, 3))
    assert (("art_2", "art_2") not in found) == taken


def test_a_pinned_pair_is_not_challenged() -> None:
    old = read(f"示例法\n第一条　{draw(5, SIZE)}\n第二条　{OLD}\n")
    new = read(
        f"示例法\n第一条　{draw(5, SIZE)}\n第二条　{keep(22, 2)}\n第三条　{draw(6, SIZE)}\n第四条　{keep(38, 3)}\n"
    )
    links = align.align(old, new, pins=[("art_2", "art_2")]).links
    assert ("art_2", "art_2", "pinned") in {(link.old.eid, link.new.eid, link.found_by) for link in links}
