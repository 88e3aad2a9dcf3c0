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
    cls: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(plain)
    for names in (_BEGUN, _COMPARED):
        for name in names:
            if plain.__dict__.get(name) is None:  # a class that says how it compares has None for its hash
                setattr(cls, name, _stand_in(cls, name, names))
    cls.__signature__ = _Signature()
    cls.__setattr__, cls.__delattr__ = _refuse, _refuse
    cls.__getstate__, cls.__setstate__ = _state, _take_state
    return cls  # type: ignore[no-any-return]


def _stand_in(cls: type, name: str, names: tuple[str, ...]) -> Any:
    """Return a method that makes the methods ``names`` of ``cls`` and then does what the one called ``name`` does."""

    def method(self: Any, *values: Any, **named: Any) -> Any:
        _make(cls, names)
        return getattr(cls, name)(self, *values, **named)

    method.__name__, method.__qualname__ = name, f"{cls.__qualname__}.{name}"
    method.made_late = True  # type: ignore[attr-defined]
    return method


def _make(cls: type, names: tuple[str, ...]) -> None:
    """Give ``cls`` the methods that the standard library writes for its fields."""
    fields = {field.name: field for field in dataclasses.fields(cls)}
    # Without a docstring the standard library would make one of the signature, which takes longer than all the rest.
    own: dict[str, Any] = {"__module__": cls.__module__, "__qualname__": cls.__qualname__, "__doc__": str(cls.__doc__)}
    own["__annotations__"] = {name: field.type for name, field in fields.items()}
    own |= {name: _anew(field) for name, field in fields.items()}
    if hasattr(cls, "__post_init__"):
        own["__post_init__"] = cls.__post_init__
    compared = names is _COMPARED
    made: type = dataclasses.dataclass(frozen=True, init=not compared, repr=compared, eq=compared)(
        type(cls.__name__, (), own)
    )
    for name in names:
        if getattr(getattr(cls, name), "made_late", False):
            setattr(cls, name, made.__dict__[name])


class _Signature:
    """What ``inspect.signature`` says of a class: what its ``__init__`` takes, once that is made."""

    def __get__(self, _value: object, cls: Any) -> Any:
        import inspect

        if hasattr(cls.__init__, "made_late"):
            _make(cls, _BEGUN)
        whole = inspect.signature(cls.__init__)
        return whole.replace(parameters=list(whole.parameters.values())[1:])


def _anew(field: dataclasses.Field[Any]) -> Any:
    """Return a field with the same rules, which no class has taken yet."""
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
