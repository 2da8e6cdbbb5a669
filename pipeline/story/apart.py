"""Whether two people whom a story tells of as hit by police were hit in one incident or in two.

Not by the words that turn from one to the other, but by what cannot be of one incident: other days,
other towns, each told of at length in paragraphs of their own, called back to by name. The signs
are weighed by ``data/apart_weights.json`` (``python -m benchmarks.train_apart``); two who are told
of as one pair, or of whom one is mentioned by the way, are of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline import choice
from pipeline.gunfire.introductions import Heard
from pipeline.records import DateRange, Sentence
from pipeline.story.apart_signs import BY_THE_WAY, pairs
from pipeline.story.parting import Told, entries_of, parted
from pipeline.story.roundups import Parts
from pipeline.story.told_of import AGE, Story, Traits, every_day, gap_of
from pipeline.story.turn_words import COUNTED, PLURAL
from pipeline.story.turns import lead

#: Threads this sure (in log-odds) to be of two incidents are parted.
_LEAST = -0.3
_IS_AGED = re.compile(
    r"\b(?:was|is)\s+(\d\d)(?=[.,;]|\s+(?:and|when|at\s+the\s+time)\b|\s+years\s+old)(?!,\d)"
)


def split(story: Sequence[Sentence], heard: Heard, published: date | None) -> Parts:
    """The sentences of each incident of a story that tells of several; none where it is of one."""
    if not _may_be_several(story, heard):
        return []
    told = Story(story, heard, published)
    if len(told.traits) < 2:
        return []
    groups = grouped(told, choice.weights("apart_weights"), _LEAST)
    groups = [group for group in groups if not _is_named_only(group)]
    if not _is_announced(story):  # who is told of in one sentence is mentioned by the way
        groups = [group for group in groups if _is_told(group, story)]
    if len(groups) < 2:
        return []
    groups.sort(key=lambda group: group[0].thread.first)
    incidents = [_told(group) for group in groups]
    known = {at: n for n, group in enumerate(groups) for one in group for at in one.thread.own}
    parts = parted(story, heard, incidents, entries_of(incidents), known)
    days = [frozenset().union(*(one.all_days for one in group)) for group in groups]
    parts = [
        [one for one in part if not _is_of_other_day(one, own, days, published)]
        for part, own in zip(parts, days, strict=True)
    ]
    return parts if all(parts) else []


def _is_told(group: Sequence[Traits], story: Sequence[Sentence]) -> bool:
    """In more than one sentence, but for "it was the second shooting this year"."""
    told = (one.length for one in group)
    return any(
        sum(BY_THE_WAY.search(story[at].text) is None for at in length) > 1 for length in told
    )


def _is_named_only(group: Sequence[Traits]) -> bool:
    """ "… four more suits, one of them over the death of Abel Orrin in 2022"."""
    return all(one.coarse and len(one.length) < 2 for one in group)


def _is_of_other_day(
    sentence: Sentence,
    own: frozenset[DateRange],
    all_days: Sequence[frozenset[DateRange]],
    published: date | None,
) -> bool:
    """ "Fitch's sister learned of Sunday's shooting from a reporter": told beside its incident."""
    told = frozenset(every_day(sentence.text, published))
    if not (told and own) or gap_of(told, own) in (0, 1):
        return False
    return any(gap_of(told, days) == 0 for days in all_days if days is not own)


def _may_be_several(story: Sequence[Sentence], heard: Heard) -> bool:
    """Whether a story is announced as on several, or two people's ages stand in two paragraphs of
    gunfire: a look at it first."""
    if _is_announced(story):
        return True
    fired = {one.paragraph for one, found in zip(story, heard, strict=True) if found}
    ages: dict[str, int] = {}
    for one in story:
        near = not fired.isdisjoint(range(one.paragraph - 1, one.paragraph + 2))
        if near and one.paragraph >= 0:
            for age in (*AGE.findall(one.text), *_IS_AGED.findall(one.text)):
                ages.setdefault(age, one.paragraph)
    return len(set(ages.values())) > 1


def _is_announced(story: Sequence[Sentence]) -> bool:
    title = (one.text for one in story if one.paragraph < 0)
    return any(map(PLURAL.search, title)) or any(map(COUNTED.search, lead(story)))


def _told(group: Sequence[Traits]) -> Told:
    names = dict.fromkeys(one.thread.name for one in group if one.thread.name)
    towns: frozenset[str] = frozenset().union(*(one.towns for one in group))
    return Told(group[0].thread.first, names, frozenset(), towns)


def grouped(story: Story, weigh: choice.Weights, least: float) -> list[list[Traits]]:
    """The threads of each incident: those named first, then the nameless, the lead's last."""

    def rank(one: Traits) -> int:
        if one.thread.name:
            return 0
        return 2 if story.sentences[one.thread.first].paragraph <= 1 else 1

    scores: dict[tuple[int, int], float] = {}
    for m, n, found in pairs(story):
        score = sum(weigh.get(name, 0.0) * value for name, value in sorted(found.items()))
        scores[m, n] = scores[n, m] = score + weigh[""]
    groups: list[list[int]] = []
    for n in sorted(range(len(story.traits)), key=lambda n: (rank(story.traits[n]), n)):
        near = [
            (min(scores[m, n] for m in _named(group, story) or group), group) for group in groups
        ]
        score, best = min(near, key=lambda pair: pair[0], default=(0.0, None))
        if best is None or score > least:
            groups.append([n])
        else:
            best.append(n)
    return [[story.traits[n] for n in sorted(group)] for group in groups]


def _named(group: Sequence[int], story: Story) -> list[int]:
    return [n for n in group if story.traits[n].thread.name]
