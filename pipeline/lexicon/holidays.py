"""On which day of a year a holiday falls, and which was the last before a story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from pipeline.records import DateRange

Rule = Callable[[int], date]


def rule_of(name: str) -> Rule:
    """The rule of a holiday, named in small letters without dots.

    >>> rule_of("the fourth of july")(2024), rule_of("black friday")(2024)
    (datetime.date(2024, 7, 4), datetime.date(2024, 11, 29))
    """
    name = name.removeprefix("the").lstrip()
    return next(rule for start, rule in _HOLIDAYS if name.startswith(start))


def last(rule: Rule, published: date, *, before: bool) -> date:
    """The last such day; a story of the day before it may be printed ahead of it."""
    limit = published + timedelta(days=before)
    return max(day for back in (-1, 0, 1) if (day := rule(published.year - back)) <= limit)


def _nth(month: int, weekday: int, nth: int) -> Rule:
    def rule(year: int) -> date:
        if nth < 0:
            end = DateRange.of_month(year, month).last
            return end - timedelta(days=(end.weekday() - weekday) % 7)
        start = date(year, month, 1)
        return start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (nth - 1))

    return rule


def _fixed(month: int, day: int) -> Rule:
    return lambda year: date(year, month, day)


def _easter(year: int) -> date:
    """Gregorian Easter (the anonymous algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    el = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


# Longer beginnings first: "christmas eve" before "christmas".
_HOLIDAYS: tuple[tuple[str, Rule], ...] = (
    ("new years eve", _fixed(12, 31)),
    ("new years day", _fixed(1, 1)),
    ("christmas eve", _fixed(12, 24)),
    ("christmas", _fixed(12, 25)),
    ("thanksgiving", _nth(11, 3, 4)),
    ("labor day", _nth(9, 0, 1)),
    ("memorial day", _nth(5, 0, -1)),
    ("president", _nth(2, 0, 3)),
    ("veterans", _fixed(11, 11)),
    ("halloween", _fixed(10, 31)),
    ("independence", _fixed(7, 4)),
    ("fourth of july", _fixed(7, 4)),
    ("martin", _nth(1, 0, 3)),
    ("mlk", _nth(1, 0, 3)),
    ("easter", _easter),
    ("valentine", _fixed(2, 14)),
    ("mother", _nth(5, 6, 2)),
    ("father", _nth(6, 6, 3)),
    ("juneteenth", _fixed(6, 19)),
    ("columbus", _nth(10, 0, 2)),
    ("super bowl", _nth(2, 6, 1)),
    ("st patrick", _fixed(3, 17)),
    ("cinco de mayo", _fixed(5, 5)),
    ("black friday", lambda year: _nth(11, 3, 4)(year) + timedelta(days=1)),
    ("good friday", lambda year: _easter(year) - timedelta(days=2)),
    ("palm sunday", lambda year: _easter(year) - timedelta(days=7)),
    ("election day", lambda year: _nth(11, 0, 1)(year) + timedelta(days=1)),
    ("groundhog", _fixed(2, 2)),
    ("new years", _fixed(1, 1)),
)
