"""Very many reports in columns: of each field a number a report, and each value kept once.

A million reports know some fifty states and a few thousand days. What looks at reports one field
at a time asks each value once; one report by itself is put together again when it is asked for.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from functools import cached_property, lru_cache
from itertools import chain, islice
from operator import attrgetter
from typing import Any, Self, cast, overload

import numpy as np
from numpy.typing import NDArray

from pipeline import names
from pipeline.columns.coded import Coder, Column, Lists, Mask, Numbers, narrow, numbered, together
from pipeline.columns.texts import TextCoder, Texts, Written
from pipeline.linking import rows
from pipeline.linking.linkable import Linkable, Shot

_AT_ONCE = 256  # reports turned into columns
_KEPT = 4096  # put together again and kept in hand
#: Lists of which no two reports have the same: their items are numbered, not they.
_LISTS = ("terms", "signature")


@dataclass(frozen=True, slots=True)
class Terms:
    """The telling words of reports, with their shares, and of each report where its own are."""

    words: Column
    shares: NDArray[np.float64]
    lists: Lists

    def of(self, row: int) -> tuple[tuple[str, float], ...]:
        its = self.lists.one(row)
        words = [self.words.values[code] for code in self.words.codes[its].tolist()]
        return tuple(zip(words, self.shares[its].tolist(), strict=True))

    def chosen(self, rows: Numbers) -> Terms:
        return Terms(self.words, self.shares, self.lists.chosen(rows))


class Many(Sequence[Linkable]):
    """Reports by row; in :attr:`own` and :attr:`shot` a column for each of their fields."""

    def __init__(
        self,
        anchors: Texts,
        own: dict[str, Column],
        shot: dict[str, Column],
        shots: Lists,
        terms: Terms,
        signatures: Lists,
    ) -> None:
        self.anchors = anchors
        self.own, self.shot = own, shot
        self.shots = shots  # of each report, by their rows in the columns of ``shot``
        self.terms, self.signatures = terms, signatures
        self._made = lru_cache(_KEPT)(lambda row: self.each(np.array([row]))[0])

    @classmethod
    def of(cls, reports: Iterable[Linkable]) -> Many:
        """Reports as they come; none of them is held on to."""
        if isinstance(reports, Many):
            return reports
        anchors = Written()
        own, shot = ({f.name: _coder(f) for f in of} for of in (_OWN, _SHOT))
        words, shares, sketches = Coder(""), array("d"), array("Q")
        sizes = {name: array("i") for name in ("victims", *_LISTS)}
        waiting = iter(reports)
        while some := list(islice(waiting, _AT_ONCE)):
            anchors.take([one.anchor for one in some])
            victims = [shot for one in some for shot in one.victims]
            for coders, things in ((own, some), (shot, victims)):
                for name, coder in coders.items():
                    coder.take(map(attrgetter(name), things))
            for name, own_sizes in sizes.items():
                own_sizes.extend(map(len, map(attrgetter(name), some)))
            terms = [term for one in some for term in one.terms]
            words.take(word for word, _ in terms)
            shares.extend(share for _, share in terms)
            sketches.extend(chain.from_iterable(one.signature for one in some))
        each = {name: narrow(np.array(told)) for name, told in sizes.items()}
        return cls(
            anchors.done(),
            {name: own.pop(name).done() for name in tuple(own)},
            {name: shot.pop(name).done() for name in tuple(shot)},
            Lists.lying(each["victims"]),
            Terms(words.done(), np.array(shares), Lists.lying(each["terms"])),
            Lists(np.array(sketches), each["signature"]),
        )

    def __len__(self) -> int:
        return len(self.anchors)

    @overload
    def __getitem__(self, at: int) -> Linkable: ...
    @overload
    def __getitem__(self, at: slice) -> Many: ...
    def __getitem__(self, at: int | slice) -> Linkable | Many:
        if isinstance(at, slice):
            return self.at(np.arange(len(self))[at])
        return self._made(range(len(self))[at])

    def __iter__(self) -> Iterator[Linkable]:
        for begin in range(0, len(self), _AT_ONCE):
            yield from self.each(np.arange(begin, min(begin + _AT_ONCE, len(self))))

    def each(self, rows: Numbers) -> list[Linkable]:
        """These reports put together, which for many at once takes a fraction of the time."""
        if not len(rows):
            return []
        _, hit = self.shots.at(rows)
        shots = map(Shot, *(self.shot[f.name].told(hit) for f in _SHOT))
        told: dict[str, Iterable[Any]] = {
            "anchor": self.anchors.told(rows),
            "victims": [tuple(islice(shots, size)) for size in self.shots.sizes[rows].tolist()],
            "terms": self._of_those_with(self.terms.lists, self.terms.of, rows),
            "signature": self._of_those_with(self.signatures, self._sketch, rows),
        }
        told |= {name: own.told(rows) for name, own in self.own.items() if name not in _TEXTS}
        for name in _TEXTS:
            told[name] = self.texts(name).told(self.own[name].codes[rows])
        return list(map(Linkable, *(told[name] for name in Linkable.__slots__)))

    @staticmethod
    def _of_those_with(
        lists: Lists, what: Callable[[int], tuple[Any, ...]], rows: Numbers
    ) -> list[tuple[Any, ...]]:
        sizes = lists.sizes[rows].tolist()
        return [what(row) if size else () for row, size in zip(rows.tolist(), sizes, strict=True)]

    def _sketch(self, row: int) -> tuple[int, ...]:
        return tuple(self.signatures.one(row).tolist())

    def glimpse(self, row: int, own: Iterable[str], shot: Iterable[str]) -> Linkable:
        """A report with nothing but these fields, and with these of the people shot."""
        victims = tuple([
            Shot(**{"n": 0} | {name: self.shot[name].value(at) for name in shot})
            for at in (self.shots.one(row).tolist() if shot else ())
        ])  # fmt: skip
        told = {name: self.own[name].value(row) for name in own}
        return Linkable(**{"anchor": "", "article_key": "", "victims": victims} | told)

    def at(self, which: Numbers) -> Many:
        """These rows alone, in this order."""
        return Many(
            self.anchors.at(which),
            {name: own.at(which) for name, own in self.own.items()},
            self.shot,
            self.shots.chosen(which),
            self.terms.chosen(which),
            self.signatures.chosen(which),
        )

    def sorted(self) -> Many:
        """By anchor."""
        order = self.anchors.order()
        return self if np.array_equal(order, np.arange(len(self))) else self.at(order)

    # --- what is asked of every report ------------------------------------------------------

    def among(self, anchors: Collection[str]) -> Mask:
        if not anchors:
            return np.zeros(len(self), np.bool_)
        return np.array([one in anchors for one in self.anchors], np.bool_)

    def in_company(self, more_than: int) -> list[Linkable]:
        """Those of so many of a state that name one person alike, or nobody and the same days.

        All of a crowd (:mod:`pipeline.linking.crowds`) are in one such company.
        """
        first = np.full(len(self), np.iinfo(np.int32).max)
        shots, owners = self.owners
        name = self.shot["name"].codes[shots].astype(np.int32)
        np.minimum.at(first, owners[name > 0], name[name > 0])
        days = np.where(self.named, 0, self.own["dates"].codes)
        told = self.own["state"].codes, np.where(self.named, first, 0), days
        alike, _ = numbered(together(*told))
        return self.each(np.flatnonzero(np.bincount(alike)[alike] > more_than))

    def distinct(self, *fields: str) -> tuple[Numbers, Iterable[tuple[Any, ...]]]:
        """A number for what each report has in these fields together, and what that is, by it."""
        codes, firsts = numbered(self.alike(fields))
        return codes, zip(*(self.own[field].told(firsts) for field in fields), strict=True)

    def says(self, field: str) -> Mask:
        """Whether there is anything in a field."""
        column = self.own[field]
        if isinstance(column.values, Texts):
            return np.asarray(column.values.sizes[column.codes] > 0)
        return column.each(bool, np.bool_)

    def alike(self, fields: Iterable[str] = (), shot: Iterable[str] = ()) -> Numbers:
        """Equal where reports agree in these fields, and in these of the people shot."""
        told = [self.own[field].codes for field in fields]
        return together(self._shots_alike(tuple(shot)), *told) if shot else together(*told)

    def _shots_alike(self, fields: tuple[str, ...]) -> Numbers:
        """0 for reports of nobody; those of one person are most, the others are asked singly."""
        shots, _ = numbered(together(*(self.shot[field].codes for field in fields)))
        found = np.zeros(len(self), np.int64)
        found[self.of_one] = shots[self.only] + 1
        many: dict[tuple[int, ...], int] = {}
        for row in np.flatnonzero(self.shots.sizes > 1).tolist():
            told = tuple(shots[self.shots.one(row)].tolist())
            found[row] = len(shots) + 1 + many.setdefault(told, len(many))
        return found

    @cached_property
    def records(self) -> Numbers:
        """The hand-kept record that each is a row of, by a number; 0 is none."""
        keys = self.texts("article_key")
        told = keys.beginning_with(rows.SCHEME)
        numbers = np.zeros(len(keys), np.int32)
        numbers[told] = Column.of(map(rows.record_of, keys.told(told))).codes
        return numbers[self.own["article_key"].codes]

    def texts(self, field: str) -> Texts:
        """Of a field in which nearly every report has its own, by the numbers of its column."""
        return cast(Texts, self.own[field].values)

    @cached_property
    def published(self) -> Numbers:
        """The ordinal of the day of publication; 0 is unknown."""
        return self.own["published"].each(lambda day: day.toordinal() if day else 0, np.int32)

    @cached_property
    def of_one(self) -> Mask:
        """Reports that tell of one person shot."""
        return np.asarray(self.shots.sizes == 1)

    @cached_property
    def only(self) -> Numbers:
        """The rows of their persons."""
        return self.shots.at(np.flatnonzero(self.of_one))[1]

    @cached_property
    def owners(self) -> tuple[Numbers, Numbers]:
        """The rows of all persons shot, and of the reports that tell of them."""
        owners, shots = self.shots.at(np.arange(len(self)))
        return shots, owners

    def with_shot(self, chosen: Mask) -> Mask:
        """Reports of whose persons one is chosen."""
        shots, owners = self.owners
        return np.asarray(np.bincount(owners[chosen[shots]], minlength=len(self)) > 0)

    @cached_property
    def named(self) -> Mask:
        return self.with_shot(self.shot["name"].codes > 0)

    @cached_property
    def single(self) -> Mask:
        most = self.own["people_hit_max"].each(lambda most: most == 1, np.bool_)
        return np.asarray(most & self.of_one)

    @cached_property
    def all_named(self) -> Mask:
        """Of reports of one named person: as :attr:`Linkable.all_named`."""
        one = self.own["people_hit_max"].each(lambda most: most is not None and most <= 1, np.bool_)
        return np.asarray(one & self.of_one & self.named)

    @cached_property
    def several_hit(self) -> Mask:
        least = self.own["people_hit_min"].each(lambda least: least > 1, np.bool_)
        return np.asarray(least | (self.shots.sizes > 1))

    @cached_property
    def ages(self) -> tuple[Numbers, Numbers]:
        """The youngest and the oldest that each person shot may be; -1 where it is not told."""
        youngest, oldest = (
            narrow(self.shot[end].each(lambda age: -1 if age is None else age, np.int64))
            for end in ("age_min", "age_max")
        )
        return youngest, oldest

    @cached_property
    def plain_names(self) -> PlainNames:
        return PlainNames.of(self.shot["name"].values)


@dataclass(frozen=True, slots=True)
class PlainNames:
    """Written names that are a given name and a surname and no more, by number; 0 for others."""

    given: Numbers
    surname: Numbers
    words: dict[str, int]
    numbers: Numbers  # one for all that are these two words, in whatever letters
    firsts: Numbers

    @classmethod
    def of(cls, written: Sequence[str | None]) -> Self:
        words = {"": 0}
        parts = [names.plain(name) if name else ("", "") for name in written]
        given, surname = (
            np.array([words.setdefault(two[part], len(words)) for two in parts], np.int64)
            for part in (0, 1)
        )
        return cls(given, surname, words, *numbered(together(surname, given)))

    def distinct(self) -> Iterator[tuple[str, str]]:
        """Given name and surname of each, by its number from 1."""
        words, firsts = list(self.words), self.firsts[1:]
        for given, surname in zip(
            self.given[firsts].tolist(), self.surname[firsts].tolist(), strict=True
        ):
            yield words[given], words[surname]


def _coder(field: Field[Any]) -> Coder | TextCoder:
    if field.name in _TEXTS:
        return TextCoder()
    return Coder(None if field.default is MISSING else field.default)


#: Fields in which nearly every report has a text of its own.
_TEXTS = ("article_key", "fingerprint")


_SHOT = fields(Shot)
_OWN = tuple(f for f in fields(Linkable) if f.name not in ("anchor", "victims", *_LISTS))
