"""Values made by `frozen` are frozen dataclasses in all but the time they take."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from decision_diff.frozen import frozen
from decision_diff.model import Clause, Label, Origin, Span


@frozen
class Point:
    """A value with all that the real ones have: a default, a hidden field, a check, a property."""

    x: int
    y: int = 2
    note: str = dataclasses.field(default="", repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.x < 0:
            raise ValueError("x is below 0")

    @property
    def total(self) -> int:
        return self.x + self.y


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    """The same as the standard library makes it."""

    x: int
    y: int = 2
    note: str = dataclasses.field(default="", repr=False, compare=False)


def test_it_is_made_shown_and_compared_as_a_frozen_dataclass() -> None:
    one = Point(1, note="seen")
    assert (one.x, one.y, one.note, one.total) == (1, 2, "seen", 3)
    assert repr(one) == repr(Plain(1)).replace("Plain", "Point")
    assert one == Point(1, 2)
    assert one != Point(1, 3)
    assert one != Plain(1)  # type: ignore[comparison-overlap]
    assert hash(one) == hash(Point(1)) == hash(Plain(1))
    assert dataclasses.is_dataclass(one)
    assert [one.name for one in dataclasses.fields(Point)] == ["x", "y", "note"]
    assert dataclasses.asdict(one) == {"x": 1, "y": 2, "note": "seen"}
    assert dataclasses.replace(one, y=5) == Point(1, 5)
    match one:
        case Point(x, y):
            assert (x, y) == (1, 2)


def test_it_cannot_be_changed() -> None:
    for value in (Point(1), Span(0, 1), Origin("text", 0, 1), Label("1", (1,), "paragraph", "1")):
        name = dataclasses.fields(value)[0].name
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, name, 7)
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(value, name)
        with pytest.raises((AttributeError, TypeError)):
            value.more = 7  # type: ignore[union-attr]
        with pytest.raises((AttributeError, TypeError)):
            value.__class__ = Plain  # type: ignore[assignment]
        assert not hasattr(value, "__dict__")


def test_it_is_checked_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="x is below 0"):
        Point(-1)
    with pytest.raises(ValueError, match="both a heading and a text"):
        Clause("art_1", "article", Origin("text", 0, 1), None, "heading", "text")
    with pytest.raises(TypeError, match="'x'"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="z"):
        Point(1, z=3)  # type: ignore[call-arg]


def _pickled(one: object) -> object:
    return pickle.loads(pickle.dumps(one))  # noqa: S301 - our own


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, _pickled])
def test_copies_are_equal_values_of_the_same_class(again: Callable[[Any], Any]) -> None:
    one = Clause("art_1", "article", Origin("text", 0, 1), Label("第一条", (1,), "article", "zh-article"), "", "甲。")
    two = again(one)
    assert two == one
    assert type(two) is Clause
    assert again(Point(1, note="seen")).note == "seen"


def test_a_field_that_it_cannot_set_is_refused() -> None:
    with pytest.raises(TypeError, match="Bag has a field"):

        @frozen
        class Bag:
            items: list[int] = dataclasses.field(default_factory=list)

    with pytest.raises(TypeError, match="Late has a field without a default"):

        @frozen
        class Late:
            x: int = 1
            y: int  # type: ignore[misc]


@frozen
class Counted:
    """A value that works out one of its fields."""

    words: tuple[str, ...]
    count: int = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "count", len(self.words))


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, _pickled, dataclasses.replace])
def test_a_field_that_is_worked_out_has_no_place_in_the_constructor(again: Callable[[Any], Any]) -> None:
    one = Counted(("a", "b"))
    assert repr(one) == "Counted(words=('a', 'b'))"
    assert one == again(one)
    assert again(one).count == 2
    assert dataclasses.replace(one, words=()).count == 0
    with pytest.raises(TypeError):
        Counted((), 0)  # type: ignore[call-arg]


def test_what_a_dataclass_knows_of_its_fields_is_as_the_standard_library_makes_it() -> None:
    mine, theirs = (
        [(f.name, f.type, f.default, f.repr, f.compare) for f in dataclasses.fields(c)] for c in (Point, Plain)
    )
    assert mine == theirs
    assert list(inspect.signature(Point).parameters.values()) == list(inspect.signature(Plain).parameters.values())
    assert Point.__match_args__ == Plain.__match_args__
    with pytest.raises(TypeError, match="frozen"):

        @dataclasses.dataclass
        class More(Point):  # type: ignore[misc]
            more: int = 0


def test_a_class_keeps_the_methods_that_it_writes_itself() -> None:
    @frozen
    class Itself:
        x: int

        __eq__, __hash__ = object.__eq__, object.__hash__

        def __repr__(self) -> str:
            return "itself"

    one = Itself(1)
    assert one == one
    assert one != Itself(1)
    assert repr(one) == "itself"


@frozen
class Folded:
    """A value that says itself what is equal to it."""

    text: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Folded) and self.text.lower() == other.text.lower()

    def __hash__(self) -> int:
        return hash(self.text.lower())


def test_a_comparison_of_its_own_stays() -> None:
    assert Folded("A") == Folded("a")
    assert hash(Folded("A")) == hash(Folded("a"))
    assert hash(Point(4)) == hash(Point(4))  # the first call compiles what the second one finds
    assert Point(4) == Point(4)
