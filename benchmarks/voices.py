"""Measure whose word a claim is said to be, against labels made before looking.

    python -m benchmarks.voices draw SEED FILE... [--any FILE...] [--show] -o LABELS
    python -m benchmarks.voices score LABELS FILE... [--half open|held] [--worst]

``draw`` takes 200 of all stated claims of the relevant articles of the files, each as likely as
any other; a file after ``--any`` is read for every shooting of a person. What is kept is article
id, field, title or text, the offsets of the words that tell the value, a digest of them and the
voice, set by hand; never a text. ``--show`` prints what to label by, and nothing of what is read.

A label is the voice the sentence names, or the sentences before it plainly carry on: a quotation
of several sentences, "he said" of one who was introduced. Where nobody is named it is ``outlet``,
as are the words that only tell who speaks ("Chief Ann Roe"); where somebody is named who has none
of the voices, or who cannot be told apart, ``unknown``.

``score`` asks today's rules at the same offsets: *right*; *unknown* or *outlet* where somebody is
named; *wrong*, another voice than the named one, or somebody's where nobody is named. ``--half``
counts one half of the labels (by a hash of article and offset); the interval is the middle 95 % of
1,000 resamples of whole articles, drawn with a fixed seed.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import asking, by_half, quotes
from benchmarks.labelled import rows
from benchmarks.split import HALVES, half_of
from pipeline.language.text import sentences
from pipeline.reader import READER_VERSION
from pipeline.records import Article, AssertedBy, Claim, Scope, Span, Where
from pipeline.voices.speakers import Speakers

_DRAWN = 200
_RESAMPLES = 1_000
_BEFORE = 3  # sentences that are shown before the claim's own
_NOBODY = (AssertedBy.OUTLET, AssertedBy.UNKNOWN)
VERDICTS = ("right", "unknown", "outlet", "wrong")


def draw(seed: str, files: Sequence[tuple[Path, Scope]], show: bool) -> Iterator[dict[str, Any]]:
    """A like chance for every stated claim, in reading order; of one place and field, one."""
    found = {
        (name, claim.field, span): article
        for path, scope in files
        for name, article, _, claim in quotes.claims(path, scope)
        for span in (_place(article, claim),)
    }
    dice = random.Random(seed)
    for n in sorted(dice.sample(range(len(found)), min(_DRAWN, len(found)))):
        name, field, span = list(found)[n]
        article = found[name, field, span]
        if show:
            print(_shown(name, field, article, span))
        yield {
            "article": name,
            "field": field,
            "in": str(span.where),
            "start": span.start,
            "end": span.end,
            "digest": _digest(_text(article, span.where)[span.start : span.end]),
            "voice": None,
        }


def _place(article: Article, claim: Claim) -> Span:
    """Where the words that tell a value begin, and where they end."""
    span = claim.quote
    assert span is not None
    words = claim.as_written or ""
    start = _text(article, span.where).find(words, span.start, span.end) if words else -1
    return span if start < 0 else Span(span.where, start, start + len(words))


def _text(article: Article, where: Where) -> str:
    return article.title if where is Where.TITLE else article.text


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _shown(name: str, field: str, article: Article, span: Span) -> str:
    its = [one for one in sentences(article) if one.where is span.where]
    at = max((n for n, one in enumerate(its) if one.start <= span.start), default=0)
    lines = [f"{name} {field} {span.where} {span.start}", f"title: {article.title}"]
    paragraph = its[at].paragraph
    for one in its[max(0, at - _BEFORE) : at + 2]:
        mark = "=>" if one is its[at] else "  "
        text = one.text
        if one is its[at]:
            start, end = span.start - one.start, span.end - one.start
            text = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
        lines.append(f"{mark} {'' if one.paragraph == paragraph else '¶ '}{text}")
    return "\n    ".join(lines) + "\n"


@dataclass(frozen=True)
class Judged:
    """One label and what is read there."""

    label: Mapping[str, Any]
    voice: AssertedBy

    @property
    def verdict(self) -> str:
        wanted = AssertedBy(self.label["voice"])
        if self.voice is wanted or {self.voice, wanted} <= set(_NOBODY):
            return "right"
        return str(self.voice) if self.voice in _NOBODY else "wrong"

    @property
    def half(self) -> str:
        return half_of(f"{self.label['article']} {self.label['in']} {self.label['start']}")


def judge(
    labels: Iterable[Mapping[str, Any]], files: Sequence[tuple[Path, Scope]]
) -> Iterator[Judged]:
    """Each label that today's text of its article still has, with the voice of today's rules."""
    wanted: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for label in labels:
        wanted[label["article"]].append(label)
    for path, scope in files:
        for row in rows(path):
            if row["id"] not in wanted:
                continue
            _, reading = by_half.read(row, scope)
            if reading is None:
                continue
            article = reading.article
            speakers = Speakers(article, sentences(article))
            for label in wanted.pop(row["id"]):
                span = Span(Where(label["in"]), label["start"], label["end"])
                words = _text(article, span.where)[span.start : span.end]
                if _digest(words) == label["digest"]:
                    claim = Claim(label["field"], "", as_written=words, quote=span)
                    yield Judged(label, speakers.voice(claim))


def report(found: Sequence[Judged], *, worst: bool) -> None:
    """Print the shares, by the voice that is told, and with ``worst`` each that is not right."""
    told = [one for one in found if one.label["voice"] not in _NOBODY]
    named = [one for one in told if one.verdict != "right"]
    silent = [one for one in found if one.label["voice"] in _NOBODY]
    print(f"{len(found)} claims: {_interval(found)}")
    print(f"somebody named: {_interval(told)}; nobody named: {_interval(silent)}")
    print(f"{'voice':<18}{'n':>5}" + "".join(f"{verdict:>9}" for verdict in VERDICTS))
    by_voice: dict[str, Counter[str]] = defaultdict(Counter)
    for one in found:
        by_voice[one.label["voice"]][one.verdict] += 1
    for voice, counts in sorted(by_voice.items(), key=lambda item: -item[1].total()):
        line = "".join(f"{counts[verdict]:>9}" for verdict in VERDICTS)
        print(f"{voice:<18}{counts.total():>5}{line}")
    for one in (*named, *(one for one in silent if one.verdict != "right")) if worst else ():
        where = (
            f"{one.label['article']} {one.label['field']} {one.label['in']} {one.label['start']}"
        )
        print(f"  {where}: {one.label['voice']}, read {one.voice}")


def _interval(found: Sequence[Judged]) -> str:
    if not found:
        return "none"
    by_article: dict[str, list[bool]] = defaultdict(list)
    for one in found:
        by_article[one.label["article"]].append(one.verdict == "right")
    counts = np.array([(sum(its), len(its)) for its in by_article.values()])
    picks = np.random.default_rng(0).integers(0, len(counts), (_RESAMPLES, len(counts)))
    sums = counts[picks].sum(axis=1)
    low, high = np.percentile(sums[:, 0] / sums[:, 1], (2.5, 97.5))
    right, total = counts.sum(axis=0)
    return f"{right} of {total} right, {right / total:.3f} ({low:.3f}–{high:.3f})"


def main() -> None:
    parser = asking.parser(__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing, scoring = commands.add_parser("draw"), commands.add_parser("score")
    drawing.add_argument("seed")
    drawing.add_argument("--show", action="store_true")
    drawing.add_argument("-o", "--out", type=Path, required=True)
    scoring.add_argument("labels", type=Path)
    scoring.add_argument("--half", choices=HALVES)
    scoring.add_argument("--worst", action="store_true")
    for command in (drawing, scoring):
        command.add_argument("files", type=Path, nargs="+")
        command.add_argument("--any", type=Path, nargs="*", default=[], metavar="FILE")
    given = parser.parse_args()
    files = [(path, Scope.POLICE) for path in given.files]
    files += [(path, Scope.ANY) for path in given.any]
    if given.command == "draw":
        head = {
            "seed": given.seed,
            "files": {path.name: str(scope) for path, scope in files},
            "reader_version": READER_VERSION,
        }
        lines = [json.dumps(line) for line in (head, *draw(given.seed, files, given.show))]
        given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    labels = [json.loads(line) for line in given.labels.read_text("utf-8").splitlines()[1:]]
    found = [one for one in judge(labels, files) if given.half in (None, one.half)]
    report(found, worst=given.worst)


if __name__ == "__main__":
    main()
