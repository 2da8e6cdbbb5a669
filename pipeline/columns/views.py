"""What of a report each trait looks at: those it cannot tell apart share a number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipeline.columns.coded import Mask, Numbers, distinct, narrow, numbered
from pipeline.columns.edges import Levels
from pipeline.columns.many import Many
from pipeline.linking.linkable import Linkable, Shot

Rows: TypeAlias = Numbers  # of reports
Number: TypeAlias = Callable[[Linkable, Linkable], int]  # of the level that two show
_UNASKED = np.iinfo(np.int16).max  # in a table of levels
_DENSE = 2048  # for up to so many values the levels of every two are kept in a table


class Column:
    """One trait's view of the reports: those it cannot tell apart share a number."""

    def __init__(self, reports: Many, view: View) -> None:
        alike, said = reports.alike(view.own, view.shot), view.said(reports)
        found, firsts = numbered(np.where(said, alike + 1, 0))
        blank = int(not said.all())  # 0 is who says nothing, and comes first
        self.ids = narrow(found + (1 - blank))
        examples = np.append(np.zeros(1 - blank, np.int32), firsts)
        self.size = len(examples)
        self._example = cache(
            lambda number: reports.glimpse(int(examples[number]), view.own, view.shot)
        )
        self._table: NDArray[np.int16] | None = None

    def levels(self, number: Number, left: Rows, right: Rows) -> Levels:
        """The number of what the trait shows, for each pair."""
        found = np.zeros(len(left), np.int16)
        at, keys = self._met(left, right)
        if len(at) and self.size > _DENSE:
            keys, inverse = np.unique(keys, return_inverse=True)
            found[at] = self._asked(number, keys)[inverse]
        elif len(at):
            found[at] = self._looked_up(number, keys)
        return found

    def _looked_up(self, number: Number, keys: Numbers) -> Levels:
        if self._table is None:
            self._table = np.full(self.size * self.size, _UNASKED, np.int16)
        found = self._table[keys]
        if (unasked := keys[found == _UNASKED]).size:
            new = distinct(unasked)
            self._table[new] = self._asked(number, new)
            found = self._table[keys]
        return np.asarray(found)

    def _asked(self, number: Number, keys: Numbers) -> Levels:
        return np.array([number(*self._pair(key)) for key in keys.tolist()], np.int16)

    def meetings(
        self, left: Rows, right: Rows
    ) -> tuple[Rows, Rows, list[tuple[Linkable, Linkable]]]:
        """Which pairs both say something, for each its meeting, and an example of each meeting."""
        at, keys = self._met(left, right)
        keys, inverse = np.unique(keys, return_inverse=True)
        return at, inverse, [self._pair(key) for key in keys.tolist()]

    def _met(self, left: Rows, right: Rows) -> tuple[Rows, Numbers]:
        """Which pairs both say something, and a number for what meets there."""
        one, other = self.ids[left], self.ids[right]
        at = np.flatnonzero((one > 0) & (other > 0))
        return at, one[at].astype(np.int64) * self.size + other[at]

    def _pair(self, key: int) -> tuple[Linkable, Linkable]:
        one, other = divmod(key, self.size)
        return self._example(one), self._example(other)


#: Everything that is told of a person shot.
_WHOLE = tuple(field.name for field in fields(Shot))


class View(NamedTuple):
    """What of a report, and of each person shot, a trait looks at, if the report says anything."""

    said: Callable[[Many], Mask]
    own: Sequence[str] = ()
    shot: Sequence[str] = ()


ALIKE: Mapping[str, View] = {
    "state": View(lambda many: many.says("state"), ("state", "state_stated")),
    "place": View(
        lambda many: many.says("cities") | many.says("counties"), ("cities", "counties", "state")
    ),
    "street": View(lambda many: many.says("place") | many.says("events"), ("place", "events")),
    "agency": View(lambda many: many.says("agencies"), ("agencies", "cities")),
    "date": View(lambda many: many.says("dates"), ("dates",)),
    "profile": View(
        lambda many: np.ones(len(many), np.bool_),
        ("armed", "fired_by", "people_hit_min", "people_hit_max"),
        ("gender", "fatal"),
    ),
    "article": View(lambda many: many.says("article_key"), ("article_key",)),
    "name": View(lambda many: many.named, ("people_hit_max",), ("name", "forms")),
    "second name": View(lambda many: many.shots.sizes > 0, (), _WHOLE),
    "age": View(lambda many: many.shots.sizes > 0, ("people_hit_min",), _WHOLE),
    "others": View(lambda many: many.named | many.says("others"), ("others",), ("name",)),
}
