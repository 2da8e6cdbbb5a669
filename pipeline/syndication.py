"""Near-copies: which texts were copied from one another, however the outlet framed them.

A near-copy is evidence and counts as no second source; it never makes two articles one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache
from operator import eq
from typing import TYPE_CHECKING, Any, TypeAlias

from pipeline.digests import digest

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIGNATURE_LENGTH = 64

_NOTHING = (0,) * SIGNATURE_LENGTH
_BANDS = 16  # of 4 rows: pairs of Jaccard .5 meet with probability .64, of .7 with .99
_ROWS = SIGNATURE_LENGTH // _BANDS
#: One of them: which, and its numbers.
Band: TypeAlias = tuple[int, tuple[int, ...]]
_WORD = re.compile(r"[a-z0-9]+")
_ELSEWHERE = re.compile(
    r"\b(?:(?:full|entire|original|whole) (?:story|article|report)|read more|source"
    r"|originally (?:published|appeared))\b[^.\n]{0,40}?(https?://\S+)",
    re.IGNORECASE,
)


def shingles(text: str, size: int = 4) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    if len(words) <= size:
        return frozenset({" ".join(words)} if words else ())
    return frozenset(" ".join(words[at : at + size]) for at in range(len(words) - size + 1))


def signature(text: str) -> tuple[int, ...]:
    """A MinHash sketch of the text's four-word runs; empty for a text too short to compare."""
    runs = shingles(text)
    if len(runs) < 8:
        return ()
    from rensa import RMinHash  # once there are texts to sketch

    sketch = RMinHash(num_perm=SIGNATURE_LENGTH, seed=1)
    sketch.update(sorted(runs))
    return tuple(sketch.digest())


@lru_cache(maxsize=4096)
def bands(sketch: tuple[int, ...]) -> tuple[str, ...]:
    """Keys two near-copies almost surely share one of."""
    return tuple(f"{at}:{_short_hash(values)}" for at, values in cut(sketch))


def cut(sketch: Sequence[int]) -> Iterator[Band]:
    """The same as they are, for those that are in hand: hashing takes ten times as long."""
    numbers = [iter(sketch)] * _ROWS
    return enumerate(zip(*numbers, strict=False))


def likeness(left: Sequence[int], right: Sequence[int]) -> float:
    """Jaccard as estimated by two sketches."""
    if not left or not right:
        return 0.0
    alike: int = sum(map(eq, left, right))
    return alike / SIGNATURE_LENGTH


def original(text: str, syndicated_from: str | None = None) -> str | None:
    """The address a story sends its readers to for the whole of it, or is said to be from.

    >>> original("He died. For full story visit: http://ledger.example/2024/a?utm_term=b")
    'http://ledger.example/2024/a?utm_term=b'
    """
    if syndicated_from and syndicated_from.startswith(("http://", "https://")):
        return syndicated_from
    found = _ELSEWHERE.search(text[-600:])
    return found.group(1).rstrip(".,;)") if found else None


@dataclass(frozen=True, slots=True)
class Text:
    """What is needed to tell which text was copied from which."""

    key: str
    sketch: tuple[int, ...]
    published: datetime | None  # with its zone; midnight where only the day is known

    @property
    def out(self) -> datetime:
        """When it was out at the latest: a day without an hour is over by then."""
        if self.published is None:
            return datetime.max.replace(tzinfo=UTC)
        whole_day = self.published.time() == time.min
        return (
            datetime.combine(self.published, time.max, self.published.tzinfo)
            if whole_day
            else self.published
        )


def families(texts: Iterable[Text], *, least: float = 0.5) -> Mapping[str, str]:
    """For each near-copy the key of its family's earliest text (never a chain)."""
    import numpy as np  # which many commands have no use for

    ordered = sorted(texts, key=lambda text: (text.out, text.key))
    if len(ordered) < 2:
        return {}
    sketches = np.array([_row(text.sketch) for text in ordered], np.uint64)
    buckets: dict[str, list[int]] = defaultdict(list)
    earliest: dict[str, str] = {}
    for at, text in enumerate(ordered):
        marks = bands(text.sketch)
        near = sorted({other for mark in marks for other in buckets[mark]})
        if near:
            alike = (sketches[near] == sketches[at]).sum(axis=1)
            best = int(alike.argmax())  # of the likest the earliest
            if alike[best] >= least * SIGNATURE_LENGTH:
                key = ordered[near[best]].key
                earliest[text.key] = earliest.get(key, key)
        for mark in marks:
            buckets[mark].append(at)
    return earliest


@lru_cache(maxsize=4096)
def _row(sketch: tuple[int, ...]) -> NDArray[Any]:
    import numpy as np

    return np.array(sketch or _NOTHING, np.uint64)


def _short_hash(values: Sequence[int]) -> str:
    return digest(",".join(map(str, values)).encode(), 6)
