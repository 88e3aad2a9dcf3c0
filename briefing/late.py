"""What is made when it is first used, as a start would pay for all of it: the methods of dataclasses, compiled regular expressions.

``dataclass(frozen=True, slots=True)`` of the standard library writes and compiles seven functions a class, and a start imports
some seventy classes, of which it uses a dozen. Both stand-ins behave as what they stand for, and cost nothing once they were used.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool, slots: bool) -> Any:
        """Decorate a class as ``dataclasses.dataclass(frozen=True, slots=True)`` does, its methods to be made by their first call."""
        if (frozen, slots) != (True, True):
            raise TypeError("only frozen dataclasses with slots are made late")
        return _decorated


_BEGUN = ("__init__",)
_COMPARED = ("__repr__", "__eq__", "__hash__")
"""What is made together: that by which a value begins, and that by which it is compared and shown."""


def _decorated(plain: type) -> type:
    cls: Any = _slotted(plain)
    for names in (_BEGUN, _COMPARED):
        for name in names:
            if plain.__dict__.get(name) is None:  # a class that says how it compares has None for its hash
                setattr(cls, name, _stand_in(cls, name, names))
    cls.__signature__ = _Signature()
    cls.__setattr__, cls.__delattr__ = _refuse, _refuse
    cls.__getstate__, cls.__setstate__ = _state, _take_state
    return cls  # type: ignore[no-any-return]


def _slotted(plain: type) -> type:
    """Return ``plain`` with a slot for each of its fields; what the standard library knows of them it learns when it asks."""
    types = getattr(plain, "__annotations__", {})
    if not all((plain.__bases__ == (object,), *(isinstance(each, str) for each in types.values()))):
        return dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(plain)
    names = tuple(name for name, each in types.items() if not each.startswith(_OF_THE_CLASS))
    namespace = {name: value for name, value in plain.__dict__.items() if name not in ("__dict__", "__weakref__")}
    defaults = {name: namespace.pop(name) for name in names if name in namespace}
    cls: Any = type(plain.__name__, (), {**namespace, "__slots__": names, "__qualname__": plain.__qualname__})
    cls._late_defaults = defaults
    for name in _ASKED_FOR:
        setattr(cls, name, _AskedFor(name))
    return cls  # type: ignore[no-any-return]


_OF_THE_CLASS = ("ClassVar", "typing.ClassVar")
_ASKED_FOR = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
"""What the standard library, and ``match``, find out of a class by."""


class _AskedFor:
    """One of :data:`_ASKED_FOR`, worked out for the first who asks."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, _value: object, cls: Any) -> Any:
        own = {name: _anew(value) for name, value in cls._late_defaults.items()}
        own |= {"__module__": cls.__module__, "__doc__": str(cls.__doc__), "__annotations__": cls.__annotations__}
        known: Any = dataclasses.dataclass(init=False, repr=False, eq=False)(type(cls.__name__, (), own))
        for name in _ASKED_FOR:
            setattr(cls, name, known.__dict__[name])
        return getattr(cls, self._name)


def _stand_in(cls: type, name: str, names: tuple[str, ...]) -> Any:
    """Return a method that makes the methods ``names`` of ``cls`` and then does what the one called ``name`` does."""

    def method(self: Any, *values: Any, **named: Any) -> Any:
        (_begin if names is _BEGUN else _compare)(cls)
        return getattr(cls, name)(self, *values, **named)

    method.__name__, method.__qualname__ = name, f"{cls.__qualname__}.{name}"
    method.made_late = True  # type: ignore[attr-defined]
    return method


def _begin(cls: Any) -> None:
    """Give ``cls`` the method that takes the values of its fields."""
    defaults = cls.__dict__.get("_late_defaults", {})
    rules = [value for value in defaults.values() if isinstance(value, dataclasses.Field)]
    usual = [(rule.init, rule.kw_only) in ((True, False), (True, dataclasses.MISSING)) for rule in rules]
    if not all(("_late_defaults" in cls.__dict__, *usual)):
        _take_over(cls, _BEGUN, compared=False)
        return
    given, known, lines = [], {}, ["pass"]
    for name in cls.__slots__:
        known[f"_set_{name}"] = cls.__dict__[name].__set__  # past the refusal to change anything
        default, factory = _default(defaults.get(name, dataclasses.MISSING))
        if (default, factory) == (dataclasses.MISSING, dataclasses.MISSING):
            given.append(name)
        else:
            given.append(f"{name}=_default_{name}")
            known[f"_default_{name}"] = _NOT_GIVEN if default is dataclasses.MISSING else default
        if factory is not dataclasses.MISSING:
            known["_not_given"], known[f"_make_{name}"] = _NOT_GIVEN, factory
            lines.append(f"if {name} is _not_given: {name} = _make_{name}()")
        lines.append(f"_set_{name}(self, {name})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    # As the standard library does; of what is written here only the names of fields come from elsewhere, and these are Python's own.
    exec(f"def __init__(self, {', '.join(given)}):\n " + "\n ".join(lines), known)  # noqa: S102
    made = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    cls.__init__ = made


_NOT_GIVEN: Any = object()
"""Stands for a value that a factory makes."""


def _default(value: Any) -> tuple[Any, Any]:
    """Return the default of a field and what makes one, each ``MISSING`` where there is none."""
    if isinstance(value, dataclasses.Field):
        return value.default, value.default_factory
    return value, dataclasses.MISSING


def _compare(cls: type) -> None:
    """Give ``cls`` the methods that compare and show its values."""
    _take_over(cls, _COMPARED, compared=True)


def _take_over(cls: type, names: tuple[str, ...], *, compared: bool) -> None:
    """Give ``cls`` the methods ``names`` as the standard library writes them for its fields."""
    made = _written(cls, compared=compared)
    for name in names:
        if getattr(getattr(cls, name), "made_late", False):
            setattr(cls, name, made.__dict__[name])


def _written(cls: Any, *, compared: bool) -> Any:
    """Return a class with the fields of ``cls``, and the methods that the standard library writes for them: that by which values are
    ``compared`` and shown, or that by which they begin."""
    fields = {field.name: field for field in dataclasses.fields(cls)}
    # Without a docstring the standard library would make one of the signature, which takes longer than all the rest.
    own: dict[str, Any] = {"__module__": cls.__module__, "__qualname__": cls.__qualname__, "__doc__": str(cls.__doc__)}
    own["__annotations__"] = {name: field.type for name, field in fields.items()}
    own |= {name: _anew(field) for name, field in fields.items()}
    if hasattr(cls, "__post_init__"):
        own["__post_init__"] = cls.__post_init__
    return dataclasses.dataclass(frozen=True, init=not compared, repr=compared, eq=compared, slots=not compared)(
        type(cls.__name__, (), own)
    )


class _Signature:
    """What ``inspect.signature`` says of a class: what its ``__init__`` takes, once that is made."""

    def __get__(self, _value: object, cls: Any) -> Any:
        import inspect

        own = cls.__dict__.get("__init__")
        mine = any((own is None, hasattr(own, "made_late"), "_late_defaults" in cls.__dict__))
        whole = inspect.signature(_written(cls, compared=False).__init__ if mine else cls.__init__)
        return whole.replace(parameters=list(whole.parameters.values())[1:])


def _anew(field: Any) -> Any:
    """Return a field with the same rules, which no class has taken yet; a plain default as it is."""
    if not isinstance(field, dataclasses.Field):
        return field
    return dataclasses.field(
        default=field.default, default_factory=field.default_factory, init=field.init, repr=field.repr, hash=field.hash,
        compare=field.compare, kw_only=field.kw_only,
    )  # fmt: skip


def _refuse(self: Any, name: str, *_value: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[Any]:
    """Return the values of all fields, for pickle and copy."""
    return [slot.__get__(self) for slot in _slots_of(self)]


def _take_state(self: Any, state: list[Any]) -> None:
    for slot, value in zip(_slots_of(self), state, strict=True):
        slot.__set__(self, value)


def _slots_of(value: Any) -> list[Any]:
    cls: Any = type(value)
    return _slots(cls)


@functools.cache
def _slots(cls: Any) -> list[Any]:
    """Return what reads and writes each field of ``cls``, past the refusal to change anything: thousands cross between processes."""
    return [getattr(cls, field.name) for field in dataclasses.fields(cls)]


class _Pattern:
    """A regular expression; its methods are those of the compiled one, which the first of them compiles."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, value)
        return value


def pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return ``pattern`` to be compiled by its first use."""
    late: Any = _Pattern(pattern, flags)
    return late  # type: ignore[no-any-return]
