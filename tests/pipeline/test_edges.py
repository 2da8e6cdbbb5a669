"""How comparisons are kept: by what each line weighs, with words told when somebody reads them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline import compare
from pipeline.columns.edges import Weights, best_of
from pipeline.columns.sums import ORDER, Explained, kept, most_of, vetoed
from pipeline.compare import Model
from pipeline.linking.linkable import Linkable
from pipeline.records import Edge
from tests.pipeline.linking import person, report

MODEL = Model.load()
A = report("a", person("Tobias Wrenfield", 34))
B = report("b", person("Tobias J. Wrenfield", 34))
C = report("c", person("Noor Heron", 34))


def read_back(edge: Edge, left: Linkable, right: Linkable) -> Edge:
    return replace(edge, evidence=Explained((left, right), 0, 1, MODEL, kept(edge)))


def test_what_is_kept_is_told_as_it_was() -> None:
    for other in (B, C):
        edge = compare.edge(A, other, MODEL)
        again = read_back(edge, A, other)
        assert again == edge
        assert kept(again) == kept(edge)
        assert vetoed(again) == edge.vetoed
    assert edge.vetoed


def test_what_was_just_seen_is_kept_without_its_words() -> None:
    for other in (B, C):
        edge, seen = compare.edge(A, other, MODEL), compare.edge_worth_keeping(A, other, MODEL)
        if seen is None:
            assert edge.score < MODEL.floor
            continue
        assert kept(seen) == kept(edge)
        assert vetoed(seen) == edge.vetoed
        assert seen == edge
    generous = replace(MODEL, floor=-99.0)
    veto = compare.edge_worth_keeping(A, C, generous)
    assert veto is not None
    assert vetoed(veto)
    assert kept(veto) == kept(compare.edge(A, C, generous))


def test_weights_stay_when_the_reports_show_something_else_by_now() -> None:
    edge = compare.edge(A, B, MODEL)
    silent = replace(A, cities=())
    lines = {line.trait: line for line in read_back(edge, silent, B).evidence}
    assert [(e.trait, e.weight) for e in edge.evidence] == [
        (e.trait, e.weight) for e in lines.values()
    ]
    assert lines["place"].saw == "the two do not show it any more"


def test_the_best_of_several_is_taken_line_by_line() -> None:
    ab, ac = compare.edge(A, B, MODEL), compare.edge(A, C, MODEL)
    assert best_of([ab]) == ab.score
    assert best_of([ab, ac]) == best_of([ac, read_back(ab, A, B)]) >= ab.score


def test_what_several_show_at_most_only_grows_with_more_of_them() -> None:
    silent = replace(A, cities=(), dates=(), state=None)
    edges = [compare.edge(A, B, MODEL), compare.edge(A, C, MODEL), compare.edge(silent, C, MODEL)]
    assert [most_of([kept(edge)]) for edge in edges] == [edge.score for edge in edges]
    for some in (edges[:2], edges[1:], edges[::2], edges):
        assert most_of([kept(edge) for edge in edges]) >= most_of([*map(kept, some)])
        assert most_of([*map(kept, some)]) >= best_of(some)


def test_levels_that_were_put_together_come_apart_again() -> None:
    weights, dice = Weights(MODEL), np.random.default_rng(7)
    most = {trait: len(own) for trait, own in weights.cents.items()}
    levels = {trait: dice.integers(0, size, 500, np.uint8) for trait, size in most.items()}
    for trait, size in most.items():  # the highest of all at once, too
        levels[trait][0] = size - 1
    shown = weights.together(levels)
    for trait in ORDER:
        assert weights.apart(shown, trait).tolist() == levels[trait].tolist()
