"""Frozen values of which a text makes thousands: dataclasses that are made four times as fast.

The constructor of a frozen dataclass sets each field through `object.__setattr__`, since its own is closed; for the lines
and clauses of a long text that was a third of all time. Here an object is filled while it is of an open twin class with the
same slots, and then given its real class, which is closed. For users nothing else differs: equality, hash, order of
fields, `dataclasses.replace` and `fields`, pickling.

The class itself is made quickly too. `dataclass` writes and compiles seven methods for each class, one by one, and a
comparison of two texts meets some fifty classes: more than all of its work on a short decision. Here the constructor is compiled,
and equality and hash when one of them is first asked for; the others are shared.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """`@dataclass(frozen=True, slots=True)` with a faster constructor. `__post_init__` is called as there.

    TypeError for a field with a default factory or without a place in the constructor, which no such value needs.
    """
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    ours = fields(made)
    if any(one.default_factory is not MISSING or not one.init or one.kw_only for one in ours):
        raise TypeError(f"{cls.__name__} has a field that `frozen` cannot set; make it a dataclass")
    names = [one.name for one in ours]
    shown = [one.name for one in ours if one.repr]
    if "__new__" not in cls.__dict__:
        made.__new__ = _compile_constructor(made, ours)
    _compare_late(made, [one.name for one in ours if one.compare])
    if "__repr__" not in cls.__dict__:
        made.__repr__ = lambda self: (
            f"{type(self).__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in shown])})"
        )
    made.__reduce__ = lambda self: (type(self), tuple([getattr(self, name) for name in names]))
    made.__setattr__ = made.__delattr__ = _refuse_change
    made.__dataclass_params__.frozen = True
    return made  # type: ignore[no-any-return]


def _compile_constructor(made: Any, ours: Sequence[Field[Any]]) -> Any:
    """The constructor of a class with these fields."""
    defaults = {f"__{one.name}": one.default for one in ours if one.default is not MISSING}
    given = [f"{one.name}=__{one.name}" if f"__{one.name}" in defaults else one.name for one in ours]
    checked = "\n    self.__post_init__()" if hasattr(made, "__post_init__") else ""
    source = f"""
def __new__(cls, {", ".join(given)}):
    self = __Open()
    {"; ".join(f"self.{one.name} = {one.name}" for one in ours)}
    self.__class__ = cls{checked}
    return self
"""
    return _run(source, {**defaults, "__Open": type("Open", (), {"__slots__": made.__slots__})})["__new__"]


def _compare_late(made: Any, compared: Sequence[str]) -> None:
    """Give a class equality and hash by these fields, unless it has its own. The first call of one compiles both."""
    wanted = [name for name in ("__eq__", "__hash__") if name not in made.__dict__]

    def compile_both() -> None:
        mine, others = (f"({''.join(f'{whose}.{name}, ' for name in compared)})" for whose in ("self", "other"))
        source = f"""
def __eq__(self, other):
    return {mine} == {others} if other.__class__ is self.__class__ else NotImplemented
def __hash__(self):
    return hash({mine})
"""
        space = _run(source, {})
        for name in wanted:
            setattr(made, name, space[name])

    def compare(self: Any, other: object) -> Any:
        compile_both()
        return made.__eq__(self, other)

    def make_hash(self: Any) -> int:
        compile_both()
        return hash(self)

    for name, method in (("__eq__", compare), ("__hash__", make_hash)):
        if name in wanted:
            setattr(made, name, method)


def _run(source: str, space: dict[str, Any]) -> dict[str, Any]:
    """The names that the source gives a value, those of `space` among them."""
    exec(source, space)  # noqa: S102 - as dataclasses do: the names are those of fields, and no text is ever in it
    return space


def _refuse_change(self: Any, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r} of {type(self).__name__}")
