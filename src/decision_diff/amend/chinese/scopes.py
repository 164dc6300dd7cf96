"""Orders that name several places, each with its own words: 将第三条中的“…”、第五条第二款中的“…”分别修改为“…”“…”."""

from __future__ import annotations

from decision_diff.amend.chinese.orders import SIDES, Built, Order, settle_places
from decision_diff.amend.instructions import Quotation, UnitPlace


def build_substitute_scopes(order: Order) -> Built:
    """将第三条中的□、第五条第二款中的□分别修改为□□; each with its own place."""
    scopes, new = _list_scopes(order), order.list_quotations("b")
    if scopes is None or len(new) not in (1, len(scopes)):
        return None
    each = new if len(new) == len(scopes) else new * len(scopes)
    if any(len(words) != 1 for _, words in scopes) and len(new) != 1:
        return None
    return [
        made
        for (places, words), given in zip(scopes, each, strict=True)
        for made in order.make("substitute-words", sources=places, old_words=words, new_words=(given,) * len(words))
    ]


def build_insert_scopes(order: Order) -> Built:
    """在第三条中的□后、第五条中的□后增加□."""
    scopes, new = _list_scopes(order), order.list_quotations("b")
    if scopes is None or len(new) != 1:
        return None
    sides = {SIDES[token.kind] for token in order.tokens["s"] if token.kind in SIDES}
    if len(sides) != 1:
        return None
    return [
        made
        for places, words in scopes
        for made in order.make(
            "insert-words", sources=places, old_words=words, new_words=new * len(words), where=next(iter(sides))
        )
    ]


def build_delete_scopes(order: Order) -> Built:
    """删去第三条中的□、第五条第二款中的□."""
    scopes = _list_scopes(order)
    if scopes is None:
        return None
    return [made for places, words in scopes for made in order.make("delete-words", sources=places, old_words=words)]


def _list_scopes(order: Order) -> list[tuple[tuple[UnitPlace, ...], tuple[Quotation, ...]]] | None:
    """Each place of a group, or list of places, with the words that are quoted behind it; None if one of them is not clear."""
    found: list[tuple[tuple[UnitPlace, ...], tuple[Quotation, ...]]] = []
    for token in order.tokens["s"]:
        if token.kind == "P":
            settled = settle_places(token.places, order.subject)
            if not all(place.article for place in settled):
                return None
            found.append((settled, ()))
        elif token.kind == "Q":
            places, words = found[-1]
            found[-1] = (places, (*words, order.quotations[token.start]))
    return found if all(words for _, words in found) else None
