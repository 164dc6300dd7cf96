"""Frozen values of which a text makes thousands: dataclasses that are made four times as fast.

The constructor of a frozen dataclass sets each field through `object.__setattr__`, since its own is closed; for the lines
and clauses of a long text that was a third of all time. Here an object is filled while it is of an open twin class with the
same slots, and then given its real class, which is closed. For users nothing else differs: equality, hash, order of
fields, `dataclasses.replace` and `fields`, pickling.

The class itself is made quickly too. `dataclass` writes and compiles seven methods for each class, one by one, and a
comparison of two texts meets some fifty classes: more than all of its work on a short decision. Here three are compiled,
at once; the others are shared.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

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
    for name, method in _compiled(made, {one.name: one for one in ours}).items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    if "__repr__" not in cls.__dict__:
        made.__repr__ = lambda self: (
            f"{type(self).__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in shown])})"
        )
    made.__reduce__ = lambda self: (type(self), tuple([getattr(self, name) for name in names]))
    made.__setattr__ = made.__delattr__ = _refuse_change
    made.__dataclass_params__.frozen = True
    return made  # type: ignore[no-any-return]


def _compiled(made: Any, ours: dict[str, Field[Any]]) -> dict[str, Any]:
    """The constructor and the comparison of a class with these fields."""
    defaults = {f"__{name}": one.default for name, one in ours.items() if one.default is not MISSING}
    given = [f"{name}=__{name}" if f"__{name}" in defaults else name for name in ours]
    compared = [name for name, one in ours.items() if one.compare]
    mine, others = (f"({''.join(f'{whose}.{name}, ' for name in compared)})" for whose in ("self", "other"))
    checked = "\n    self.__post_init__()" if hasattr(made, "__post_init__") else ""
    source = f"""
def __new__(cls, {", ".join(given)}):
    self = __Open()
    {"; ".join(f"self.{name} = {name}" for name in ours)}
    self.__class__ = cls{checked}
    return self
def __eq__(self, other):
    return {mine} == {others} if other.__class__ is self.__class__ else NotImplemented
def __hash__(self):
    return hash({mine})
"""
    space: dict[str, Any] = {**defaults, "__Open": type("Open", (), {"__slots__": made.__slots__})}
    exec(source, space)  # noqa: S102 - as dataclasses do: the names are those of fields, and no text is ever in it
    return {name: space[name] for name in ("__new__", "__eq__", "__hash__")}


def _refuse_change(self: Any, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r} of {type(self).__name__}")
