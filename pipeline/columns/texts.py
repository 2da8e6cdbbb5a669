"""Very many texts end to end, in a fraction of the room that they take one by one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

import numpy as np

from pipeline.columns.coded import Column, Numbers, blanks, narrow, starts

_AT_ONCE = 4096
_ANY = "surrogatepass"  # what came in is what comes out
#: Texts of up to so many bytes are put in order as numbers.
_SHORT = 32


class Texts(Sequence[str]):
    """Texts by number, each kept as its place in the whole."""

    def __init__(self, whole: bytearray, begins: Numbers, sizes: Numbers) -> None:
        self._whole, self._begins = whole, begins
        self.sizes = sizes  # in bytes

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """These texts.

        >>> list(Texts.of(["Reno", "", "Peña"]))
        ['Reno', '', 'Peña']
        """
        written = Written()
        written.take(texts)
        return written.done()

    def __len__(self) -> int:
        return len(self._begins)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Texts: ...
    def __getitem__(self, at: int | slice) -> str | Texts:
        if isinstance(at, slice):
            return Texts(self._whole, self._begins[at], self.sizes[at])
        begin = self._begins.item(at)
        return self._whole[begin : begin + self.sizes.item(at)].decode("utf-8", _ANY)

    def __iter__(self) -> Iterator[str]:
        for begin in range(0, len(self), _AT_ONCE):
            yield from self.told(np.arange(begin, min(begin + _AT_ONCE, len(self))))

    def told(self, which: Numbers) -> list[str]:
        """Those asked for."""
        whole = self._whole
        bounds = zip(self._begins[which].tolist(), self.sizes[which].tolist(), strict=True)
        return [whole[begin : begin + size].decode("utf-8", _ANY) for begin, size in bounds]

    def at(self, which: Numbers) -> Texts:
        return Texts(self._whole, self._begins[which], self.sizes[which])

    def alone(self) -> Texts:
        """The same without what others had between them, if that is much."""
        size = int(self.sizes.sum())
        return self if len(self._whole) <= 2 * size else Texts.of(self)

    def order(self) -> Numbers:
        """Their places as they are sorted; of equal ones the earlier first."""
        sizes = self.sizes
        width = int(sizes.max(initial=0))
        if width > _SHORT or 0 in self._whole:
            every = list(self)
            return np.array(sorted(range(len(self)), key=every.__getitem__), np.int64)
        words = np.zeros((len(self), max(1, -(-width // 8)) * 8), np.uint8)
        letters = np.frombuffer(self._whole, np.uint8)
        for at in range(width):
            there = np.flatnonzero(sizes > at)
            words[there, at] = letters[self._begins[there] + at]
        return np.lexsort(words.view(">u8").T[::-1].astype(np.uint64))

    def beginning_with(self, first: str) -> Numbers:
        """The places of those that begin so, in order."""
        sought = first.encode()
        if sought not in self._whole:
            return np.empty(0, np.int64)
        return np.array([at for at, text in enumerate(self) if text.startswith(first)], np.int64)


class Written:
    """Texts that come many at a time."""

    def __init__(self) -> None:
        self._whole = bytearray()
        self._sizes = array("i")

    def take(self, texts: Iterable[str]) -> None:
        told = [text.encode("utf-8", _ANY) for text in texts]
        self._whole += b"".join(told)
        self._sizes.extend(map(len, told))

    def done(self) -> Texts:
        sizes = narrow(np.array(self._sizes))
        return Texts(self._whole, narrow(starts(sizes), len(self._whole)), sizes)


class TextCoder:
    """Makes a column of texts of which most are told once; the blank is an empty one."""

    def __init__(self) -> None:
        self._written = Written()
        self._hashes = array("q")
        self._blanks = 1  # that came before anything else, and one

    def take(self, values: Iterable[str]) -> None:
        texts = list(values)
        if self._blanks:
            if not any(texts):
                self._blanks += len(texts)
                return
            texts, self._blanks = [""] * self._blanks + texts, 0
        self._written.take(texts)
        self._hashes.extend(map(hash, texts))

    def done(self) -> Column:
        """Texts of one hash are one text, unless it turns out that they are not."""
        if self._blanks:
            return Column(blanks(self._blanks - 1), Texts.of([""]))
        every, hashes = self._written.done(), np.frombuffer(self._hashes, np.int64)
        order = np.argsort(hashes, kind="stable")
        fresh = np.diff(hashes[order], prepend=~hashes[order[:1]]) != 0
        firsts, group = order[fresh], np.cumsum(fresh, dtype=np.int32)
        number = np.empty(len(firsts) + 1, np.int32)  # as they come first
        number[1 + np.argsort(firsts)] = np.arange(len(firsts))
        codes = np.empty(len(hashes), np.int32)
        codes[order] = number[group]
        firsts.sort()
        again = np.flatnonzero(firsts[codes] != np.arange(len(codes)))
        if every.told(again) != every.told(firsts[codes[again]]):
            found = Column.of(every[1:], "")
            return Column(found.codes, Texts.of(found.values))
        return Column(narrow(codes[1:], len(firsts)), every.at(firsts).alone())
