"""Draw 200 claims to be read by eye: does the quote support the value?

    python -m benchmarks.quotes draw COMMIT FILE... [--any FILE] [--show] -o benchmarks/quotes.jsonl
    python -m benchmarks.quotes tally benchmarks/quotes.jsonl [--halves FILE...]

The seed is the commit's full hash, so nobody chooses. From each file a like share of the stated
claims of its relevant articles is drawn; a file after ``--any`` is read for every shooting of a
person, not only by police. What is kept is article id, field, method, place and offsets, never a
text; ``--show`` prints what to read by: the title, the day of publication, the sentence before, the
sentence of the quote, and of a person their part and what became of them. Each line then gets a
verdict by hand: ``supports``, ``partly`` (right, but the quote alone does not say so) or ``no``.

A quote supports its value when a careful coder who is shown it, the title, the day of publication
and the sentence before would code that value for this incident or person. Not enough: a state or
county told only by an office of that name, a home or a hearing for the scene, a charge for a weapon
in hand, an agency that is named with no part told. The part somebody plays is a claim of its own
(``role``) and judged there: a ``name`` says that somebody of this name is told of, and is spelled
so; of who was hit, that the sentence is about them.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks import asking, by_half
from benchmarks.labelled import rows
from benchmarks.split import halves
from casebook.rates import wilson
from pipeline.language.text import sentences
from pipeline.reader import READER_VERSION
from pipeline.records import Article, Basis, Claim, Report, Role, Scope, Span, Where
from pipeline.when import date_candidates

_DRAWN = 200
_HIT = (Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER)


def claims(
    path: Path, scope: Scope, half: str | None = None
) -> Iterator[tuple[str, Article, Report, Claim]]:
    """Every stated claim of the reports in scope of relevant articles, in reading order.

    With ``half``, of the articles of that half alone.
    """
    labelled = rows(path)
    of = halves(labelled) if half else {}
    relevant = [row for row in labelled if _is_relevant(row, scope) and of.get(row["id"]) == half]
    for one in by_half.score_all(relevant, scope):
        for report in one.reading.reports if one.reading else ():
            if report.in_scope(scope):
                for claim in report.claims:
                    if claim.basis is Basis.STATED:
                        assert one.reading is not None
                        yield str(one.row["id"]), one.reading.article, report, claim


def _is_relevant(row: dict[str, Any], scope: Scope) -> bool:
    """With an incident; where only police count, one that is a shooting by police."""
    other = scope is Scope.POLICE and row.get("kind") == "gun_violence"
    return bool(row.get("incidents")) and not other


def draw(commit: str, files: list[tuple[Path, Scope]], show: bool) -> Iterator[dict[str, Any]]:
    dice = random.Random(commit)
    share = _DRAWN // len(files)
    for number, (path, scope) in enumerate(files):
        found = list(claims(path, scope))
        wanted = share if number < len(files) - 1 else _DRAWN - share * (len(files) - 1)
        picked = dice.sample(range(len(found)), min(wanted, len(found)))
        for name, article, report, claim in (found[at] for at in sorted(picked)):
            span = claim.quote
            assert span is not None
            if show:
                print(_spelled(name, article, report, claim))
            yield {
                "article": name,
                "report": report.n,
                "field": claim.field,
                "person": claim.person,
                "in": str(span.where),
                "start": span.start,
                "end": span.end,
                "method": claim.method,
                "verdict": None,
            }


def _spelled(name: str, article: Article, report: Report, claim: Claim) -> str:
    span = claim.quote
    assert span is not None
    text = article.title if span.where is Where.TITLE else article.text
    says = f"{claim.asserted_by}{', hedged' if claim.hedged else ''}"
    lines = (
        f"{name} {claim.field} = {claim.value!r} {dict(claim.detail) or ''}",
        f"written {claim.as_written!r}, by {says}",
        *_person(report, claim),
        f"title: {article.title}",
        f"published: {date_candidates.publication_day(article)}",
        f"before: {_before(article, span)}",
        f"quote ({span.where}): {text[span.start : span.end]}",
    )
    return "\n    ".join(lines) + "\n"


def _person(report: Report, claim: Claim) -> Iterator[str]:
    """Of whom a claim is: their name or description, their part, and what became of them."""
    if claim.person is None:
        return
    who = report.people[claim.person]
    ends = [
        f"{other.field} {other.value}"
        for other in report.claims
        if other.person == claim.person and other.field in ("fatal", "outcome")
    ]
    part = "not hit" if who.role not in _HIT else str(who.role)
    yield f"of {who.name or list(who.forms[:2])}: {part}{''.join(f', {end}' for end in ends)}"


def _before(article: Article, span: Span) -> str:
    """The sentence before the one a quote begins in, of the text; of a title nothing."""
    if span.where is Where.TITLE:
        return ""
    ended = [one for one in sentences(article) if one.where is span.where and one.end <= span.start]
    return ended[-1].text if ended else ""


def tally(path: Path, labelled: Sequence[Path] = ()) -> None:
    """Print the share that support their value; with ``labelled`` files, of each half too."""
    read = [json.loads(line) for line in path.read_text("utf-8").splitlines()[1:]]
    verdicts = Counter(str(line["verdict"]) for line in read)
    print(f"{len(read)} quotes: {dict(verdicts.most_common())}")
    print(f"support the value: {_share(read)}")
    half = {name: its for file in labelled for name, its in halves(list(rows(file))).items()}
    for one in sorted(set(half.values())):
        print(f"{one}: {_share([line for line in read if half.get(line['article']) == one])}")
    for line in read:
        if line["verdict"] != "supports":
            print(f"  {line['article']} {line['field']}: {line['verdict']}: {line.get('note', '')}")


def _share(read: Sequence[dict[str, Any]]) -> str:
    good = sum(line["verdict"] == "supports" for line in read)
    low, high = wilson(good, len(read))
    return f"{good} of {len(read)}: {good / max(1, len(read)):.3f} ({low:.3f}–{high:.3f})"


def main() -> None:
    parser = asking.parser(__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("commit")
    drawing.add_argument("files", type=Path, nargs="+")
    drawing.add_argument("--any", type=Path, nargs="*", default=[], metavar="FILE")
    drawing.add_argument("--show", action="store_true")
    drawing.add_argument("-o", "--out", type=Path, required=True)
    tallying = commands.add_parser("tally")
    tallying.add_argument("file", type=Path)
    tallying.add_argument("--halves", type=Path, nargs="*", default=[], metavar="FILE")
    given = parser.parse_args()
    if given.command == "tally":
        tally(given.file, given.halves)
        return
    files = [(path, Scope.POLICE) for path in given.files]
    files += [(path, Scope.ANY) for path in given.any]
    head = {
        "commit": given.commit,
        "files": {path.name: str(scope) for path, scope in files},
        "reader_version": READER_VERSION,
    }
    drawn = draw(given.commit, files, given.show)
    lines = [json.dumps(line) for line in (head, *drawn)]
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
