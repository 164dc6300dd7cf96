"""Frozen values of which a text makes thousands: dataclasses that are made four times as fast.

The constructor of a frozen dataclass sets each field through `object.__setattr__`, since its own is closed; for the lines
and clauses of a long text that was a third of all time. Here an object is filled while it is of an open twin class with the
same slots, and then given its real class, which is closed. For users nothing else differs: equality, hash, order of
fields, `dataclasses.replace` and `fields`, pickling.

The class itself is made quickly too. `dataclass` writes and compiles seven methods for each class, one by one, and a
comparison of two texts meets some fifty classes: more than all of its work on a short decision. Here the constructor is compiled
once for all classes with as many fields, and equality and hash when one of them is first asked for; the others are shared. What
`dataclasses.fields` and `replace` want to know is found when they ask.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field
from functools import cache
from types import CodeType, FunctionType, MethodType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

P = ParamSpec("P")
T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """`@dataclass(frozen=True, slots=True)` with a faster constructor. `__post_init__` is called as there.

    A field without a place in the constructor is set there. TypeError for a field with a default factory or by keyword only, and
    for one without a default behind one with a default.
    """
    ours, given = tuple(cls.__annotations__), _find_given(cls)
    names = _choose(ours, given, "init")
    late = _LateFields(cls)

    def reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
        return type(self), tuple([getattr(self, name) for name in names])

    space: dict[str, Any] = {
        "__dataclass_fields__": late, "__reduce__": reduce, "__setattr__": _refuse_change, "__delattr__": _refuse_change,
    }  # fmt: skip
    if "__new__" not in cls.__dict__:
        space["__new__"] = _make_constructor(cls, ours, names, given)
        space["__new__"].__annotations__ = {name: cls.__annotations__[name] for name in names}
    if "__repr__" not in cls.__dict__:
        space["__repr__"] = _make_repr(_choose(ours, given, "repr"))
    space |= _compare_late(cls, late, _choose(ours, given, "compare"))
    late.made = _add_slots(cls, ours, names, space)
    return late.made  # type: ignore[no-any-return]


@dataclass_transform(eq_default=False, field_specifiers=(field,))
def changeable(cls: type[T]) -> type[T]:
    """The same for a class whose fields change, as nothing outside of the parser has any: one is equal to none but itself."""
    ours, given = tuple(cls.__annotations__), _find_given(cls)
    return _add_slots(cls, ours, ours, {"__new__": _make_constructor(cls, ours, ours, given)})  # type: ignore[no-any-return]


def get_constructor(cls: Callable[P, T]) -> Callable[P, T]:
    """A constructor for loops that make thousands of values: calling the class itself takes half as long again."""
    made: Callable[P, T] = MethodType(cls.__new__, cls)
    return made


def _find_given(cls: type) -> dict[str, Any]:
    """What the class says with `field` of some of its fields."""
    given = {name: one for name, one in vars(cls).items() if isinstance(one, Field)}
    if any(one.default_factory is not MISSING or one.kw_only is True for one in given.values()):
        raise TypeError(f"{cls.__name__} has a field that `frozen` cannot set; make it a dataclass")
    return given


def _choose(names: tuple[str, ...], given: Mapping[str, Any], part: str) -> tuple[str, ...]:
    """The fields that have a part in this: "init", "repr" or "compare"."""
    return tuple([name for name in names if name not in given or getattr(given[name], part)]) if given else names


def _add_slots(cls: type, names: tuple[str, ...], matched: tuple[str, ...], added: Mapping[str, Any]) -> Any:
    """The class anew, with slots for these fields; a pattern matches by position those that the constructor takes.

    What is added is there when the class is made: a method that comes later makes Python go through all that a class may have.
    """
    apart = {*names, "__dict__", "__weakref__"}
    space = {name: one for name, one in vars(cls).items() if name not in apart}
    space |= {"__slots__": names, "__match_args__": matched, "__qualname__": cls.__qualname__, **added}
    return type(cls.__name__, cls.__bases__, space)


class _LateFields:
    """`__dataclass_fields__` of a class, found when first asked for, in a dataclass made of what the class was before it had slots."""

    made: Any

    def __init__(self, plain: type) -> None:
        self.plain = plain

    def __get__(self, value: object, owner: type) -> object:
        plain: Any = dataclass(init=False, repr=False, eq=False)(self.plain)
        plain.__dataclass_params__.frozen = True
        for name in ("__dataclass_params__", "__dataclass_fields__"):
            setattr(self.made, name, getattr(plain, name))
        return plain.__dataclass_fields__


def _make_constructor(cls: type, slots: tuple[str, ...], names: tuple[str, ...], given: Mapping[str, Any]) -> Any:
    """The constructor of a class with these fields; the last ones alone may have a default."""
    said = [vars(cls).get(name, MISSING) for name in names]
    defaults = [one.default if isinstance(one, Field) else one for one in said] if given else said
    last = tuple([one for one in defaults if one is not MISSING])
    if any(one is MISSING for one in defaults[len(defaults) - len(last) :]):
        raise TypeError(f"{cls.__name__} has a field without a default behind one with a default")
    code = _compile_constructor(len(names), checked=hasattr(cls, "__post_init__"))
    named = {f"_{at}": name for at, name in enumerate(names)}
    variables, attributes = (tuple([named.get(n, n) for n in some]) for some in (code.co_varnames, code.co_names))
    code = code.replace(co_varnames=variables, co_names=attributes)
    return FunctionType(code, {"Open": type("Open", (), {"__slots__": slots})}, "__new__", last)


@cache  # of our own data
def _compile_constructor(count: int, *, checked: bool) -> CodeType:
    """The code of a constructor of so many fields, which are called _0, _1 …: their names are put in, for compiling takes longer."""
    fields = [f"_{at}" for at in range(count)]
    source = f"""
def __new__(cls, {", ".join(fields)}):
    self = Open()
    {"; ".join(f"self.{one} = {one}" for one in fields)}
    self.__class__ = cls
    {"self.__post_init__()" if checked else ""}
    return self
"""
    code: CodeType = _run(source, {})["__new__"].__code__
    return code


def _make_repr(names: Sequence[str]) -> Any:
    return lambda self: f"{type(self).__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"


def _compare_late(cls: type, late: _LateFields, compared: Sequence[str]) -> dict[str, Any]:
    """Equality and hash by these fields, unless the class has its own. The first call of one compiles both."""

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
            setattr(late.made, name, space[name])

    def compare(self: Any, other: object) -> Any:
        compile_both()
        return late.made.__eq__(self, other)

    def make_hash(self: Any) -> int:
        compile_both()
        return hash(self)

    wanted: dict[str, Any] = {"__eq__": compare, "__hash__": make_hash}
    for name in vars(cls).keys() & wanted.keys():
        del wanted[name]
    return wanted


def _run(source: str, space: dict[str, Any]) -> dict[str, Any]:
    """The names that the source gives a value, those of `space` among them."""
    exec(source, space)  # noqa: S102 - as dataclasses do: the names are those of fields, and no text is ever in it
    return space


def _refuse_change(self: Any, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r} of {type(self).__name__}")
