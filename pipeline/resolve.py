"""Reports, edges and people's judgements to incidents: pure, and the same in any order.

The order of steps is the data model's: people's "same" first, then named reports by falling
score, then unnamed reports: those nearer to each other than to any name go together, and join a
named incident only where it is clearly the best.

What people join is one incident with several *sides*: a side is what the matcher joins by itself.
Vetoes and averages are asked of two sides, never of what people put beside them, so a "same" over
a veto takes both incidents along whole. Only a "different" is asked of whole incidents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

import numpy as np

from pipeline import candidates, compare
from pipeline.columns import pairs, plain_parts, vectors
from pipeline.columns.clusters import Clusters
from pipeline.columns.edges import best_of
from pipeline.columns.many import Many
from pipeline.compare import Model
from pipeline.linking import crowds, sides
from pipeline.linking.board import Board, first_anchor, other_end, question_order
from pipeline.linking.linkable import Linkable
from pipeline.records import Cluster, Edge, Judgement, Question, Resolution, Verdict


def resolve(
    reports: Sequence[Linkable], judgements: Sequence[Judgement], model: Model
) -> Resolution:
    """From scratch: keys, pairs, edges above the floor, connected parts, clusters."""
    if len(reports) < _FEW:
        return _two_by_two(reports, judgements, model)
    ordered = Many.of(reports).sorted()
    followers = crowds.followers(ordered.in_company(crowds.STANDING))
    edges = vectors.edges(ordered, pairs.row_pairs(ordered, followers), model)
    if followers:
        edges = edges.chosen(np.lexsort((edges.right, edges.left)))
    plain, rest = plain_parts.form(edges, judgements, model, followers)
    careful = (
        cluster(reports, part.edges, part.judgements, model, followers)
        for part, reports in _with_reports(ordered, rest)
    )
    return gathered(edges, plain, careful)


def _with_reports(
    many: Many, parts: Sequence[plain_parts.Part]
) -> Iterator[tuple[plain_parts.Part, list[Linkable]]]:
    """Parts with their reports, which are put together for some parts at a time."""
    for begin in range(0, len(parts), _PARTS):
        some = parts[begin : begin + _PARTS]
        told = iter(many.each(np.concatenate([part.rows for part in some])))
        for part in some:
            yield part, list(islice(told, len(part.rows)))


_PARTS = 64  #: Reports for which columns are not worth their while.
_FEW = 60


def _two_by_two(
    reports: Sequence[Linkable], judgements: Sequence[Judgement], model: Model
) -> Resolution:
    followers = crowds.followers(reports)
    met = candidates.pairs(reports, followers)
    each = (compare.edge_worth_keeping(left, right, model) for left, right in met)
    edges = tuple(edge for edge in each if edge is not None)
    by_anchor = {report.anchor: report for report in reports}
    parts = [
        cluster([by_anchor[anchor] for anchor in anchors], own, words, model, followers)
        for anchors, own, words in split(by_anchor, edges, judgements)
    ]
    return gathered(edges, None, parts)


def gathered(
    edges: Sequence[Edge], plain: Clusters | None, parts: Iterable[Resolution]
) -> Resolution:
    """One resolution of several parts, whatever order these come in."""
    careful: list[Cluster] = []
    questions: set[Question] = set()
    for part in parts:
        careful += part.clusters
        questions.update(part.questions)
    careful.sort(key=first_anchor)
    return Resolution(
        edges,
        tuple(careful) if plain is None else plain.beside(careful),
        tuple(sorted(questions, key=question_order)),
    )


#: A connected part: its reports (anchors), the edges between them, people's words on them.
Part = tuple[tuple[str, ...], list[Edge], list[Judgement]]


def split(
    anchors: Iterable[str], edges: Sequence[Edge], judgements: Sequence[Judgement]
) -> list[Part]:
    """Connected parts, by edges or by judgements, each with its own edges and judgements."""
    known = set(anchors)
    bound = [word for word in judgements if {word.left, word.right} <= known]
    links = [(edge.left, edge.right) for edge in edges]
    links += [(word.left, word.right) for word in bound]
    parts = candidates.parts(known, links)
    leader = {anchor: first for first, members in parts.items() for anchor in members}
    own_edges: dict[str, list[Edge]] = defaultdict(list)
    own_words: dict[str, list[Judgement]] = defaultdict(list)
    for edge in edges:
        own_edges[leader[edge.left]].append(edge)
    for word in bound:
        own_words[leader[word.left]].append(word)
    return [(members, own_edges[first], own_words[first]) for first, members in parts.items()]


def cluster(
    reports: Sequence[Linkable],
    edges: Sequence[Edge],
    judgements: Sequence[Judgement],
    model: Model,
    followers: Collection[str] = (),
) -> Resolution:
    """Form the incidents of a closed set of reports (no edge or judgement leads out of it).

    Two of the ``followers`` (of :mod:`pipeline.linking.crowds`, by anchor) were not compared.
    """
    by_anchor = {report.anchor: report for report in reports}
    edges = tuple(sorted(edges, key=_edge_order))
    board = Board(by_anchor, edges, frozenset(followers))
    ordered = board.edges
    words = _in_force(judgements, board.reports)
    _forbid(board, words)
    _join_by_judgement(board, words)
    _join_named(board, ordered, model)
    _join_unnamed(board, ordered, model)
    _ask_about_names(board)
    return Resolution(edges, board.clusters(), board.asked())


def _in_force(words: Sequence[Judgement], reports: Mapping[str, Linkable]) -> list[Judgement]:
    """The newest word on each pair whose reports are here, newest first."""
    newest: dict[tuple[str, str], Judgement] = {}
    for word in sorted(words, key=lambda word: (word.at, word.left, word.right, word.by)):
        if word.left in reports and word.right in reports:
            newest[word.left, word.right] = word
    return sorted(newest.values(), key=lambda word: (-word.at.timestamp(), word.left, word.right))


def _forbid(board: Board, words: Iterable[Judgement]) -> None:
    for word in words:
        if word.verdict is Verdict.DIFFERENT:
            board.forbidden[word.left].add(word.right)
            board.forbidden[word.right].add(word.left)


def _join_by_judgement(board: Board, words: Iterable[Judgement]) -> None:
    """People's "same" comes first and over vetoes, but never over a "different"."""
    for word in words:
        if word.verdict is not Verdict.SAME:
            continue
        if board.kept_apart_by_people(word.left, word.right):
            says = f"{word.by} says these are the same, but others in them are said to differ"
            board.questions.append(Question("contradiction", (word.left, word.right), says))
            continue
        board.join_by_people(word.left, word.right, f"judgement by {word.by}")
        for anchor in (word.left, word.right):
            board.spoken[anchor] = max(word.at.date(), board.spoken.get(anchor, date.min))


def _join_named(board: Board, edges: Sequence[Edge], model: Model) -> None:
    """One strong edge is not enough where all the other reports of two sides disagree."""
    for edge in edges:
        if edge.score < model.join:
            break
        if not (edge.left in board.named and edge.right in board.named):
            continue
        if board.kept_apart(edge.left, edge.right):
            continue
        if board.mean_between(edge.left, edge.right, model.floor) >= model.mean:
            board.join(edge.left, edge.right, f"edge of {edge.score:.1f} bits")


def _join_unnamed(board: Board, edges: Sequence[Edge], model: Model) -> None:
    """Those nearer to each other than to any name go together, and only where one name fits."""
    loose = {anchor for anchor in board.reports if not board.side_has_name(anchor)}
    if not loose:
        return
    named = _best_named(edges, loose)
    for edge in edges:
        if not {edge.left, edge.right} <= loose or edge.score < model.join_unnamed:
            continue
        nearest = max(named.get(edge.left, model.floor), named.get(edge.right, model.floor))
        if edge.score >= nearest and not board.kept_apart(edge.left, edge.right):
            board.join(edge.left, edge.right, f"edge of {edge.score:.1f} bits")
    _go_home(board, {min(board.side(anchor).members) for anchor in loose}, model)


def _go_home(board: Board, groups: set[str], model: Model) -> None:
    """Twice over: where one report of an article went tells where another cannot belong.

    Only then do those come whose two best homes people made one incident: what people join
    settles a tie, and moves nobody who has a home without it.
    """
    asked = len(board.questions)
    for merged in (False, False, True):
        del board.questions[asked:]  # asked again if it is still a question
        found = {
            first: home
            for first in sorted(groups)
            if (home := _home(board, first, model, merged=merged))
        }
        for edge in sorted(found.values(), key=board.by_score):
            if not board.kept_apart_by_people(edge.left, edge.right):  # a home took another in
                why = f"edge of {edge.score:.1f} bits, clearly the best"
                board.join(edge.left, edge.right, why)
        groups = groups - found.keys()


def _best_named(edges: Iterable[Edge], loose: set[str]) -> dict[str, float]:
    """For each unnamed report its best score with anybody named."""
    best: dict[str, float] = {}
    for edge in edges:  # by falling score
        for one, other in ((edge.left, edge.right), (edge.right, edge.left)):
            if one in loose and other not in loose:
                best.setdefault(one, edge.score)
    return best


def _home(board: Board, first: str, model: Model, *, merged: bool) -> Edge | None:
    """The edge by which a group joins the one cluster with names that clearly fits it best.

    A group that people put into an incident brings the home along that it had when they spoke.
    """
    group = sorted(board.side(first).members)
    settled = board.has_name(first)
    spoken = board.spoken_of(first)
    fits: dict[str, bool] = {}  # by side
    best: dict[str, dict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for anchor in group:
        for edge in board.touching[anchor]:  # by falling score
            other = other_end(edge, anchor)
            home = board.side_of(other)
            if home not in fits:
                fits[home] = board.may_be_home(first, other)
            if fits[home] and (board.reports[other].published or date.min) <= spoken:
                best[home][anchor].append(edge)
    ranked = sorted(
        (
            -_mean(found, group, model),
            board.by_score(_best_edge(found)),
            home,
        )
        for home, found in best.items()
    )
    if not ranked or -ranked[0][0] < model.join_unnamed:
        return None
    nearest, _, home = ranked[0]
    one = board.root if merged else board.side_of
    others = [item for item in ranked if one(item[2]) != one(home)]
    if others and others[0][0] - nearest < model.margin:
        if not settled:
            homes = [_best_edge(best[home]), _best_edge(best[others[0][2]])]
            board.ask_which(group, homes, nearest, others[0][0])
        return None
    return _best_edge(best[home])


def _mean(found: Mapping[str, Sequence[Edge]], group: Sequence[str], model: Model) -> float:
    """An incident's reports count as one: of each trait the best that any of them shows.

    The report that fits best may fit because it leaves out what the others tell: the town.
    """
    scores = [best_of(found[one]) if one in found else model.floor for one in group]
    return round(sum(scores) / len(scores), 6)


def _best_edge(found: Mapping[str, Sequence[Edge]]) -> Edge:
    return max((edges[0] for edges in found.values()), key=_score)


def _score(edge: Edge) -> tuple[float, str, str]:
    return (edge.score, edge.left, edge.right)


def _ask_about_names(board: Board) -> None:
    """Two people's names in one cluster can only be people's doing: ask."""
    for members in board.members.values():
        if clash := sides.clashing([board.reports[anchor] for anchor in sorted(members)]):
            says = "one incident holds two names that cannot be one person's"
            board.questions.append(Question("contradiction", clash, says))


def _edge_order(edge: Edge) -> tuple[str, str]:
    return (edge.left, edge.right)
