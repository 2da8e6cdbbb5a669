"""What each part of reading is worth: figures with it taken out, one at a time.

    python -m benchmarks.ablation relevance DATA_DIR
    python -m benchmarks.ablation people DATA_DIR [--short mpv.xlsx]
    python -m benchmarks.ablation rules DATA_DIR

*relevance* and *people* fit the models anew without a group of features and score out of fold, by
whole incidents. *rules* switches off one plain rule of the shipped reader at a time and scores the
relevant labelled articles in-sample: what a rule mends, not what it would mend elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score

from benchmarks import asking, by_half, train_people, train_relevance
from benchmarks.labelled import rows
from pipeline import passages, report
from pipeline.gunfire import cues
from pipeline.records import Scope
from pipeline.roles import signs, who_was_hit

_LABELLED = {"gvdb": "gvdb_dev.jsonl", "coverage": "coverage/articles.jsonl"}


# --- features of relevance ------------------------------------------------------------------

_RELEVANCE = {
    "nothing": (),
    "the title": ("title ",),
    "the opening": ("lead ",),
    "counts over the text": ("body ",),
    "phrases": ("phrase ", "title phrase "),
    "shares and order": (
        "police ",
        "somebody ",
        "nobody ",
        "told",
        "self, ",
        "officer hit",
        "threat",
    ),
    "words": ("words",),
    "concluded gunfire": ("title police_answered", "lead police_answered", "body police_answered"),
    "nouns (officer-involved …)": tuple(
        f"{place} police_{kind}"
        for place in ("title", "lead", "body")
        for kind in ("involved", "noun", "exchange", "accused", "camera")
    ),
}


def relevance(data: Path) -> None:
    found = list(train_relevance.everything(data))
    names = list(found[0].values)
    for what, prefixes in _RELEVANCE.items():
        kept = [name for name in names if not (prefixes and name.startswith(prefixes))]
        scores = train_relevance.crossvalidated(found, "police", kept, 2.5)
        told = [f"without {what:28}"]
        for source in ("gvdb", "coverage", "fresh", "incidents"):
            pairs = [
                (score, row.police)
                for row, score in zip(found, scores, strict=True)
                if row.source == source and row.police is not None
            ]
            told.append(f"{source} {_relevance_line(pairs)}")
        print(" | ".join(told), flush=True)


def _relevance_line(pairs: Sequence[tuple[float, bool | None]]) -> str:
    scores, labels = np.array([s for s, _ in pairs]), np.array([bool(x) for _, x in pairs])
    said = scores >= 0.5
    right, total = int((said & labels).sum()), int(said.sum()) + int(labels.sum())
    return f"F1 {2 * right / total:.3f} AP {average_precision_score(labels, scores):.3f}"


# --- features of people ---------------------------------------------------------------------

_PEOPLE = {
    "nothing": (),
    "single words": (
        "l1:",
        "l2:",
        "l3:",
        "r1:",
        "r2:",
        "r3:",
        "l:",
        "r:",
        "l21",
        "l321",
        "r12",
        "r23",
    ),
    "phrases": ("predicate:", "after:", "before:", "possessive:", "next:", "verb:"),
    "gunfire": ("gun:", "alone:", "he:"),
    "titles": ("title:",),
    "what the name looks like": ("name:",),
    "position and count": ("count:", "first:", "part:", "headline"),
    "bonds between people": ("bond:", "company:", "namesake"),
    "ages": ("age:",),
    "descriptions and introductions": ("described:", "intro:", "past:"),
    "standing among the others": ("#",),
}


def people(data: Path, short: Path | None) -> None:
    sources = [(name, data / file) for name, file in _LABELLED.items()]
    sources.append(("incidents", data / "incidents_dev.jsonl.gz"))
    sources.extend(("fresh", path) for path in train_relevance.FRESH)
    gathered = train_people.gather([*sources, *([("short", short)] if short else [])])
    seen = [row.seen for row in gathered.rows]
    standing = who_was_hit.standing
    for what, prefixes in _PEOPLE.items():
        for row, whole in zip(gathered.rows, seen, strict=True):
            row.seen = frozenset(n for n in whole if not (prefixes and n.startswith(prefixes)))
        if prefixes == ("#",):
            who_was_hit.standing = _no_standing
        hit, police = train_people.held_out(gathered.rows)
        scores = list(zip(hit, police, strict=True))
        for row, whole in zip(gathered.rows, seen, strict=True):
            row.seen = whole  # the plain rules see everything: only the models are poorer
        lines = (
            f"{name} {train_people.measure(gathered, scores, train_people.by_police, by).line()}"
            for name, by in (
                ("gvdb", train_people.gvdb_victims),
                ("coverage", train_people.coverage_victims),
                ("fresh", train_people.fresh_victims),
            )
        )
        print(f"without {what:30} | " + " | ".join(lines), flush=True)
        who_was_hit.standing = standing


def _no_standing(
    scores: Sequence[float],
    seen: Sequence[frozenset[str]],  # noqa: ARG001 - the shape of who_was_hit.standing
    *,
    many: bool,  # noqa: ARG001
) -> list[frozenset[tuple[str, float]]]:
    return [frozenset({("#hit", score)}) for score in scores]


# --- plain rules ----------------------------------------------------------------------------


def _never(*_: Any, **__: Any) -> bool:
    return False


def _same(_sentences: Any, heard: Any) -> Any:
    return heard


def _none(bearers: Sequence[Any], *_: Any) -> list[bool]:
    return [False] * len(bearers)


def _all(story: Sequence[Any], *_: Any) -> list[Any]:
    return list(story)


def _no_parts(*_: Any) -> list[Any]:
    return []


#: What it is, where it stands, what stands in for it.
_RULES: tuple[tuple[str, Any, str, Callable[..., Any]], ...] = (
    ("gunfire concluded from two statements", cues, "answered", _same),
    ("background of other incidents taken out", passages, "without_background", _all),
    ("round-ups split", passages, "split", _no_parts),
    ("a second story appended taken off", passages, "own_story", _all),
    ("officers are no victims", signs, "is_officer", _never),
    ("kin, lawyers, speakers are no victims", signs, "is_somebody_else", _never),
    ("the accused are no victims", signs, "is_accused", _never),
    ("kin of the one hit", who_was_hit, "kin_of_the_hit", _none),
    ("found dead by officers", signs, "was_found", _never),
    ("the suspect's victim", signs, "is_suspects_victim", _never),
    ("confidence calibrated", report, "calibrated", lambda claim: claim.confidence),
)
_NOT_HERE = ("was_found", "is_suspects_victim")


@contextmanager
def without(module: Any, name: str, stand_in: Callable[..., Any]) -> Iterator[None]:
    kept, rules = getattr(module, name), who_was_hit._NOT_HERE
    setattr(module, name, stand_in)
    if name in _NOT_HERE:
        left = tuple(rule for rule in rules if rule is not kept)
        who_was_hit._NOT_HERE = left  # type: ignore[assignment]  # one rule fewer
    cues._gunfire.cache_clear()
    try:
        yield
    finally:
        setattr(module, name, kept)
        who_was_hit._NOT_HERE = rules


def rules(data: Path) -> None:
    labelled = {
        name: [row for row in rows(data / file) if row["incidents"]]
        for name, file in _LABELLED.items()
    }
    print(f"{'everything':42} | " + " | ".join(_scored(n, r) for n, r in labelled.items()))
    for what, module, name, stand_in in _RULES:
        with without(module, name, stand_in):
            lines = [_scored(source, found) for source, found in labelled.items()]
        print(f"without {what:34} | " + " | ".join(lines), flush=True)


def _scored(name: str, labelled: Sequence[Any]) -> str:
    counts = [by_half.count(one) for one in by_half.score_all(labelled, Scope.POLICE)]
    total: Counter[str] = sum(counts, Counter())
    kept = [v for k, v in total.items() if k.endswith((" right", " wrong", " invented"))]
    right = sum(v for k, v in total.items() if k.endswith(" right"))
    shown = by_half.figures(total)
    f1 = {what: shown[f"{what} F1"][0](total) for what in ("relevance", "names")}
    return (
        f"{name} relevance {f1['relevance']:.3f} names {f1['names']:.3f} right {right}/{sum(kept)}"
    )


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("part", choices=("relevance", "people", "rules"))
    parser.add_argument("data", type=Path)
    parser.add_argument("--short", type=Path)
    given = parser.parse_args()
    if given.part == "relevance":
        relevance(given.data)
    elif given.part == "people":
        people(given.data, given.short)
    else:
        rules(given.data)


if __name__ == "__main__":
    main()
