"""What each line of a sum weighs, as it is kept; its words are told when somebody reads them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pipeline import compare
from pipeline.compare import Model, Shown
from pipeline.linking.linkable import Linkable
from pipeline.records import Edge, Evidence

#: In the order of :func:`pipeline.linking.traits.look`, in which the bits are summed.
ORDER = (
    "name", "second name", "age", "date", "publication", "state", "place", "street", "agency",
    "gender", "others", "fatal", "armed", "shooter", "count", "wording", "article",
)  # fmt: skip
#: The lines of a sum as they are kept, in two bytes each: hundredths of a bit, big end first.
LINES = ("prior", *ORDER)
_PLACES = {line: at for at, line in enumerate(LINES)}
SILENT = -(2**15)  # nothing was said: less than any weight
_ONE, _KEPT = struct.Struct(">h"), struct.Struct(f">{len(LINES)}h")
_NOT_TOLD = "the two do not show it any more"
WIDTH = _KEPT.size
#: What names show that can keep two reports apart.
_MAY_VETO = ("another", "half another", "other generation")


class Explained(compare.Weighed):
    """The evidence of a pair: what each line weighs, put into words when somebody reads it."""

    __slots__ = ("_left", "_model", "_reports", "_right", "bits")

    def __init__(
        self,
        reports: Mapping[Any, Linkable] | Sequence[Linkable],
        left: Any,
        right: Any,
        model: Model,
        bits: bytes,
    ) -> None:
        self._reports, self._left, self._right = reports, left, right  # by row, or by anchor
        self._model = model
        self.bits = bits  # of LINES, as they are kept

    def weights(self) -> dict[str, float]:
        told = zip(LINES, _KEPT.unpack(self.bits), strict=True)
        return {line: bits / 100 for line, bits in told if bits != SILENT}

    def may_be_vetoed(self) -> bool:
        [name] = _ONE.unpack_from(self.bits, _ONE.size * LINES.index("name"))
        weights = self._model.weights["name"]
        return any(name == round(100 * weights[level]) for level in _MAY_VETO)

    def told(self) -> tuple[Evidence, ...]:
        """Weights as they were when the two were compared, in the words of today."""
        try:
            left, right = self._reports[self._left], self._reports[self._right]
        except KeyError:  # one of them is gone
            seen: dict[str, Evidence] = {}
        else:
            seen = {e.trait: e for e in compare.evidence(left, right, self._model)}
        return tuple(
            replace(seen[line], weight=bits) if line in seen else Evidence(line, bits, _NOT_TOLD)
            for line, bits in self.weights().items()
        )


def kept(edge: Edge) -> bytes:
    """What each line of an edge's sum weighs, as databases keep it."""
    found = edge.evidence
    if isinstance(found, Explained):
        return found.bits
    lines = [SILENT] * len(LINES)
    if isinstance(found, Shown):
        lines[0] = round(100 * found.bits[0])
        for seen, bits in zip(found.seen, found.bits[1:], strict=True):
            lines[_PLACES[seen.trait]] = round(100 * bits)
    else:
        for item in found:
            lines[_PLACES[item.trait]] = round(100 * item.weight)
    return _KEPT.pack(*lines)


def vetoed(edge: Edge) -> bool:
    """The same as the edge says, asked of few: most names could not veto."""
    found = edge.evidence
    if isinstance(found, Shown):
        return any(seen.veto for seen in found.seen)
    if isinstance(found, Explained) and not found.may_be_vetoed():
        return False
    return edge.vetoed


def most_of(edges: Sequence[bytes]) -> float:
    """No fewer bits than :func:`pipeline.columns.edges.best_of` gives for edges with these lines.

    It only grows with more of them: a line that one of them leaves out speaks against nothing.
    """
    return _most_of(tuple(edges))


@lru_cache(maxsize=4096)
def _most_of(edges: tuple[bytes, ...]) -> float:
    found = 0
    for own in zip(*map(_KEPT.unpack, edges), strict=True):
        best = max(own)
        if best >= 0 or SILENT not in own:
            found += best
    return found / 100
