"""Dataclasses as plain JSON values and back: for the store, for drafts that cross into another process, for rows that are kept.

A shape is made of the annotations of a class: a dataclass in it is a list of its own fields, a tuple a list, a set a sorted
list. ``by_name`` writes a mapping instead that leaves out what has its default, for classes with many fields that are seldom
set. A *checked* shape believes nothing of what it reads: a value of another type raises. Imports nothing of ours; what is
spelt out in docs (the JSON of commands) is not made here.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, Literal, TypeVar, Union

T = TypeVar("T")
Convert = Callable[[Any], Any]


class Shape(Generic[T]):
    """How the dataclass ``cls`` is written. ``without``: fields that are left out, and given by whoever reads.

    Raises TypeError, when it is first used, for an annotation that it does not know.
    """

    def __init__(
        self, cls: type[T], *, without: Collection[str] = (), by_name: bool = False, checked: bool = False
    ) -> None:
        self._cls = cls
        self._by_name = by_name
        self._checked = checked
        self._without = without

    def dump(self, value: T) -> list[Any] | dict[str, Any]:
        """Return ``value`` as JSON values (lists, mappings, text, numbers)."""
        row: list[Any] = self._write(value)
        if not self._by_name:
            return row
        named = zip(self._names, row, self._defaults, strict=True)
        return {name: part for name, part, usual in named if part != usual}

    def load(self, data: Any, **given: Any) -> T:
        """Return the value that :meth:`dump` wrote; ``given`` are the fields that it left out.

        Raises ValueError, TypeError or LookupError if ``data`` is of another shape.
        """
        return self.load_all((data,), **given)[0]

    def load_all(self, rows: Iterable[Any], **given: Any) -> list[T]:
        """Return the values of many rows, to all of which the same fields are ``given``. Raises as :meth:`load`."""
        if self._by_name:
            return [self._named(data, given) for data in rows]
        cls, size, readers = self._cls, len(self._names), self._readers
        left_out = [(place, given.pop(name)) for place, name in self._left_out]
        values: list[T] = []
        for data in rows:
            row = [*data]
            if len(row) != size:
                raise ValueError("another number of fields")
            for place, read in readers:
                row[place] = read(row[place])
            for place, part in left_out:
                row.insert(place, part)
            values.append(cls(*row, **given))
        return values

    def _named(self, data: Any, given: Mapping[str, Any]) -> T:
        if not isinstance(data, Mapping):
            raise TypeError("no mapping")
        readers = self._readers_by_name
        return self._cls(**{name: readers[name](part) for name, part in data.items()}, **given)

    # --- made at the first use ---

    @cached_property
    def _every(self) -> list[dataclasses.Field[Any]]:
        return list(dataclasses.fields(self._cls))  # type: ignore[arg-type]

    @cached_property
    def _fields(self) -> list[dataclasses.Field[Any]]:
        return [field for field in self._every if field.name not in self._without]

    @cached_property
    def _names(self) -> list[str]:
        return [field.name for field in self._fields]

    @cached_property
    def _left_out(self) -> list[tuple[int, str]]:
        """Fields between others, with their places; those behind all others keep their defaults if they are not given."""
        every = [field.name for field in self._every]
        last = max(map(every.index, self._names))
        return [(place, name) for place, name in enumerate(every[:last]) if name in self._without]

    @cached_property
    def _hints(self) -> dict[str, Any]:
        return dict(_fields_of(self._cls) or ())

    @cached_property
    def _writers(self) -> list[Convert | None]:
        return [_writer(self._hints[name]) for name in self._names]

    @cached_property
    def _write(self) -> Convert:
        return _dataclass_writer(self._names, self._writers)

    @cached_property
    def _readers(self) -> list[tuple[int, Convert]]:
        made = ((place, _reader(self._hints[name], self._checked)) for place, name in enumerate(self._names))
        return [(place, read) for place, read in made if read is not None]

    @cached_property
    def _readers_by_name(self) -> dict[str, Convert]:
        return {name: _reader(self._hints[name], self._checked) or _as_it_is for name in self._names}

    @cached_property
    def _defaults(self) -> list[Any]:
        """What each field is written as if it has its default."""
        usual = []
        for field, write in zip(self._fields, self._writers, strict=True):
            if field.default is not dataclasses.MISSING:
                value = field.default
            elif field.default_factory is not dataclasses.MISSING:
                value = field.default_factory()
            else:
                usual.append(dataclasses.MISSING)
                continue
            usual.append(value if write is None else write(value))
        return usual


def _as_it_is(value: Any) -> Any:
    return value


def _parts(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return the class behind an annotation, and what stands in its brackets."""
    origin = typing.get_origin(hint)
    return (hint, ()) if origin is None else (origin, typing.get_args(hint))


def _fields_of(hint: Any) -> list[tuple[str, Any]] | None:
    """Return the fields of a dataclass with their annotations, type variables filled in; None for anything else."""
    cls, arguments = _parts(hint)
    if not (isinstance(cls, type) and dataclasses.is_dataclass(cls)):
        return None
    known = dict(zip(getattr(cls, "__parameters__", ()), arguments, strict=False))
    hints = typing.get_type_hints(cls)
    return [(field.name, _filled(hints[field.name], known)) for field in dataclasses.fields(cls)]


def _filled(hint: Any, known: Mapping[Any, Any]) -> Any:
    if isinstance(hint, TypeVar):
        return known.get(hint, Any)
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is Union:
        return Union[tuple(_filled(one, known) for one in typing.get_args(hint))]  # noqa: UP007 - made while running
    return hint


def _choices(hint: Any) -> tuple[Any, ...] | None:
    """Return the alternatives of a union, None left out; None if it is no union with None."""
    if not (isinstance(hint, types.UnionType) or typing.get_origin(hint) is Union):
        return None
    return tuple(one for one in typing.get_args(hint) if one is not type(None))


def _optional(convert: Convert | None) -> Convert | None:
    if convert is _pair:
        return _pair_or_none  # spans are by far the most
    return None if convert is None else lambda value: None if value is None else convert(value)


def _writer(hint: Any) -> Convert | None:
    """Return how a value is written, or None if it is JSON as it stands (a tuple is: JSON has lists for it)."""
    choices = _choices(hint)
    if choices is not None:
        return _optional(_writer(choices[0])) if len(choices) == 1 else None
    fields = _fields_of(hint)
    if fields is not None:
        return _dataclass_writer([name for name, _ in fields], [_writer(inner) for _, inner in fields])
    cls, inner = _parts(hint)
    if cls is frozenset:
        return sorted
    if cls is tuple and inner:
        write = _writer(inner[0])
        return None if write is None else lambda value: [write(one) for one in value]
    if isinstance(cls, type) and issubclass(cls, Mapping):
        return dict
    return None


def _reader(hint: Any, checked: bool) -> Convert | None:
    """Return how a value is read, or None if it is taken as it stands."""
    choices = _choices(hint)
    if choices is not None:
        if len(choices) == 1:
            return _optional(_reader(choices[0], checked))
        return _checker(choices) if checked else None
    fields = _fields_of(hint)
    if fields is not None:
        return _dataclass_reader(_parts(hint)[0], [_reader(inner, checked) for _, inner in fields])
    cls, inner = _parts(hint)
    if cls is Any:
        return None
    if cls is Literal:
        return _literal(inner) if checked else None
    if cls is tuple:
        return _tuple_reader(inner, checked)
    if cls in (list, frozenset) or (isinstance(cls, type) and issubclass(cls, Sequence) and cls is not str):
        made = list if cls is not frozenset else frozenset
        each = _reader(inner[0], checked) or _as_it_is
        return lambda value: made(each(one) for one in _checked_list(value))
    if isinstance(cls, type) and issubclass(cls, Mapping):
        return _mapping
    if cls in (str, int, float, bool):
        return _checker((cls,)) if checked else None
    raise TypeError(f"{hint!r} has no shape in JSON")


def _dataclass_writer(names: Sequence[str], writers: Sequence[Convert | None]) -> Convert:
    get = attrgetter(*names)
    steps = [(place, write) for place, write in enumerate(writers) if write is not None]

    def write(value: Any) -> list[Any]:
        row = list(get(value)) if len(names) > 1 else [get(value)]
        for place, step in steps:
            row[place] = step(row[place])
        return row

    return write


def _dataclass_reader(cls: Callable[..., Any], readers: Sequence[Convert | None]) -> Convert:
    size = len(readers)
    steps = [(place, convert) for place, convert in enumerate(readers) if convert is not None]

    def read(value: Any) -> Any:
        row = list(_checked_list(value))
        if len(row) != size:
            raise ValueError("another number of fields")
        for place, convert in steps:
            row[place] = convert(row[place])
        return cls(*row)

    return read


def _tuple_reader(inner: tuple[Any, ...], checked: bool) -> Convert:
    if len(inner) == 2 and inner[1] is Ellipsis:
        each = _reader(inner[0], checked)
        if each is None:
            return lambda value: tuple(_checked_list(value))
        return lambda value: tuple([each(one) for one in _checked_list(value)])
    readers = [_reader(one, checked) for one in inner]
    if not any(readers):
        size = len(readers)

        return _pair if size == 2 else _triple if size == 3 else lambda value: _of_size(value, size)
    return lambda value: tuple([
        part if convert is None else convert(part) for convert, part in zip(readers, _checked_list(value), strict=True)
    ])  # fmt: skip


def _pair(value: Any) -> tuple[Any, Any]:
    first, second = value
    return first, second


def _pair_or_none(value: Any) -> tuple[Any, Any] | None:
    if value is None:
        return None
    first, second = value
    return first, second


def _triple(value: Any) -> tuple[Any, Any, Any]:
    first, second, third = value
    return first, second, third


def _of_size(value: Any, size: int) -> tuple[Any, ...]:
    if len(value) != size:
        raise ValueError("another number of values")
    return tuple(_checked_list(value))


def _checked_list(value: Any) -> list[Any]:
    if type(value) is not list and type(value) is not tuple:
        raise TypeError("no list")
    return value  # type: ignore[return-value]


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("no mapping")
    return value


def _literal(values: tuple[Any, ...]) -> Convert:
    def read(value: Any) -> Any:
        if value not in values:
            raise ValueError("none of the values that it may have")
        return value

    return read


def _checker(classes: tuple[type, ...]) -> Convert:
    """Take a value of one of ``classes``; a whole number is a number too, and no truth value is."""
    allowed = {*classes, int} if float in classes else set(classes)

    def read(value: Any) -> Any:
        if type(value) not in allowed:
            raise TypeError(f"not {' or '.join(cls.__name__ for cls in classes)}")
        return value

    return read
