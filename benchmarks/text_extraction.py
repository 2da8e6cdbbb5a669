"""Article text against hand-made truth: F1 of 4-word shingles, and CPU as a ratio to trafilatura.

    python -m benchmarks.text_extraction DIR [--parts]

DIR holds ``ground-truth.json`` ({id: {"articleBody", "url"}}) and ``html/ID.html.gz``: the shape
of Zyte's article extraction benchmark (MIT), whose scoring is followed: shingle counts are
normalised page by page, so that long articles weigh no more than short ones. ``--parts`` leaves
out one part of ours at a time: what rules written while looking at these pages are worth on them.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from unittest import mock

import trafilatura

import pipeline.extract
from benchmarks import asking
from pipeline.extract import article_text

Reader = Callable[[str], str]


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    count = max(1, len(words) - size + 1) if words else 0
    return Counter(tuple(words[i : i + size]) for i in range(count))


def compare(truth: str, found: str) -> tuple[float, float, float]:
    """Share of true positives, false positives, false negatives; they sum to 1 (or all are 0)."""
    wanted, got = shingles(truth), shingles(found)
    parts = ((wanted & got).total(), (got - wanted).total(), (wanted - got).total())
    total = sum(parts)
    return tuple(part / total for part in parts) if total else (0.0, 0.0, 0.0)  # type: ignore[return-value]


def score(pages: list[tuple[str, str]], read: Reader) -> tuple[float, float, float, float]:
    """Precision, recall, F1 and CPU milliseconds a page."""
    started = time.process_time()
    texts = [read(html) or "" for html, _ in pages]
    spent = (time.process_time() - started) / len(pages) * 1000
    hits, extra, missed = (
        sum(column)
        for column in zip(
            *(compare(truth, text) for (_, truth), text in zip(pages, texts, strict=True)),
            strict=True,
        )
    )
    precision, recall = hits / (hits + extra), hits / (hits + missed)
    return precision, recall, 2 * precision * recall / (precision + recall), spent


def load(folder: Path) -> Iterator[tuple[str, str]]:
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for name in sorted(truth):
        raw = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield raw.decode("utf-8", "replace"), truth[name]["articleBody"]


READERS: dict[str, Reader] = {
    "trafilatura": lambda html: trafilatura.extract(html, include_comments=False) or "",
    "trafilatura precise": lambda html: (
        trafilatura.extract(html, include_comments=False, favor_precision=True) or ""
    ),
    "casebook": lambda html: article_text(trafilatura.load_html(html)),
}


NEVER = re.compile(r"(?!)")
PARTS: dict[str, dict[str, object]] = {
    "all": {},
    "no line rules": {"_FRAME_LINE": NEVER, "_HEADING": NEVER},
    "no boxes taken out": {"without_rails": lambda tree: tree},
    "no second opinions": {"_NEAR": -1.0},
}


def parts(pages: list[tuple[str, str]]) -> None:
    print(f"{'casebook':22}{'F1':>7}{'95 %':>15}{'odd':>8}{'even':>7}")
    for name, changed in PARTS.items():
        with ExitStack() as stack:
            for attribute, value in changed.items():
                stack.enter_context(mock.patch.object(pipeline.extract, attribute, value))
            found = [compare(truth, READERS["casebook"](html)) for html, truth in pages]
        low, high = interval(found)
        halves = f"{f1(found[::2]):8.3f}{f1(found[1::2]):7.3f}"
        print(f"{name:22}{f1(found):7.3f}{low:8.3f}–{high:.3f}{halves}")


def f1(found: Sequence[tuple[float, float, float]]) -> float:
    hits, extra, missed = (float(sum(column)) for column in zip(*found, strict=True))
    return 2 * hits / (2 * hits + extra + missed)


def interval(found: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """A bootstrap over pages."""
    dice = random.Random(1)
    drawn = sorted(f1(dice.choices(found, k=len(found))) for _ in range(1000))
    return drawn[25], drawn[974]


def main() -> None:
    asked = asking.parser(__doc__)
    asked.add_argument("folder", metavar="DIR", type=Path)
    asked.add_argument("--parts", action="store_true")
    given = asked.parse_args()
    pages = list(load(given.folder))
    if given.parts:
        parts(pages)
        return
    score(pages[:20], READERS["casebook"])  # warm up
    print(f"{len(pages)} pages\n{'':22}{'P':>7}{'R':>7}{'F1':>7}{'ms':>8}{'ratio':>7}")
    first = 0.0
    for name, read in READERS.items():
        precision, recall, f1, spent = score(pages, read)
        first = first or spent
        print(f"{name:22}{precision:7.3f}{recall:7.3f}{f1:7.3f}{spent:8.1f}{spent / first:7.2f}")


if __name__ == "__main__":
    main()
