"""The three kinds of value both databases must hand back exactly as they were given."""
# ruff: noqa: ARG002 - SQLAlchemy passes every method the dialect, few need it

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

#: PostgreSQL takes no NUL in text, neither takes half a surrogate pair; offsets must not move.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The same text, character by character, without those no database keeps.

    >>> storable("a" + chr(0) + "b") == "a" + chr(0xFFFD) + "b"
    True
    """
    if text.isascii() and "\0" not in text:  # nearly all of it, at a hundredth of the cost
        return text
    return _UNSTORABLE.sub("\ufffd", text)


#: Made once: SQLAlchemy looks a type up anew for every list that is sent, unless it knows it.
_PLAIN, _BY_CODE_POINT = Text(), Text(collation="C")


class Words(TypeDecorator[str]):
    """Text as it came, of any length, in the same order (by code point) on both databases."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _BY_CODE_POINT if dialect.name == "postgresql" else _PLAIN

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return _words(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:
        return _words  # as it is: one call a value less


def _words(value: str | None) -> str | None:
    return None if value is None else storable(value)


class Instant(TypeDecorator[datetime]):
    """Aware UTC, in and out; a naive one is a mistake and raises."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant without a time zone: {value}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """JSON as text, keys in the order they were given: the same bytes on both databases."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return _json(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], str | None]:
        return _json  # as it is: one call a value less

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return from_json(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        return from_json  # the driver's text as it is: one call a value less


def _json(value: Any) -> str | None:
    if value is None or type(value) is Written:
        return value
    return "[]" if value == [] else storable(as_json(value))


class Written(str):
    """JSON that is text already, as a column keeps it: for what is written down twice."""

    __slots__ = ()


def from_json(value: str | None) -> Any:
    if value is None:
        return None
    try:
        found, end = _scan(value)
    except ValueError:
        end = -1
    return found if end == len(value) else _decode(value)  # blanks around it, or no JSON


_decode = json.JSONDecoder().decode
_scan = json.JSONDecoder().raw_decode  # what we wrote has no blanks around it


def as_json(value: Any) -> str:
    return _encode(value)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


#: 64 bits on PostgreSQL; SQLite wants exactly INTEGER for a key it counts itself.
Number = BigInteger().with_variant(Integer(), "sqlite")
