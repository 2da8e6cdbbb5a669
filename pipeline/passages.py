"""Which sentences of an article are about which incident, and which are about another's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pipeline.gunfire.cues import gunfire
from pipeline.gunfire.gunfire import Gunfire
from pipeline.gunfire.introductions import intros
from pipeline.language.cued import Cued
from pipeline.page import datelines
from pipeline.records import FiredBy, Sentence
from pipeline.relevance import LIMIT, Relevance
from pipeline.story import apart, roundups, turns, wire_items
from pipeline.story.background import without_background
from pipeline.story.other_items import without_other_items
from pipeline.story.turn_words import HUNTED
from pipeline.story.who_fired import who_fired


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident of an article: its sentences (or clauses) in reading order, the gunfire heard
    in each, and whose it was."""

    sentences: tuple[Sentence, ...]
    fired_by: FiredBy
    heard: tuple[tuple[Gunfire, ...], ...]


_LINK = Cued(
    r"^\W*(?:related|read\s+(?:more|next|also)|more\s+(?:coverage|news|stories|from)|trending(?:\s+now)?"
    r"|you\s+may\s+also\s+like|also\s+(?:read|see|on)\b|see\s+(?:also|our)|from\s+the\s+archives?"
    r"|in\s+other\s+news|previous\s+coverage|most\s+(?:read|popular)"
    r"|recommended|continuing\s+coverage|watch:|photos:|click\s+here|sign\s+up|subscribe"
    r"|for\s+(?:the\s+)?full\s+story)(?![\w-])",
    re.IGNORECASE,
)


def incidents(
    relevance: Relevance, sentences: Sequence[Sentence], published: date | None = None
) -> tuple[Incident, ...]:
    """The incidents an article is about, the main one first."""
    known = dict(zip(sentences, relevance.told, strict=False))
    story, events = its_story(relevance, sentences)
    named = list(intros(story, events))
    parts = roundups.split(story, events, named)
    in_turn: roundups.Parts = []
    if relevance.fired_by is FiredBy.POLICE:
        in_turn = turns.split(story, events)
        told_apart = apart.split(story, events, published)
        in_turn = max(in_turn, told_apart, wire_items.split(story, events), key=len)
    alike = len(in_turn) > len(parts)  # a story of police shootings, each as the others
    if in_turn and len(in_turn) >= len(parts):
        parts = in_turn
    parts = parts or roundups.by_place(story, events)
    if parts:
        fired_by = relevance.fired_by
        hunted = any(map(HUNTED.search, turns.lead(story)))
        found = [
            Incident(tuple(part), who_fired(part, own, fired_by, alike=alike, hunted=hunted), own)
            for part in parts
            for own in (_heard_in(part, known),)
        ]
        kept = [one for one in found if one.fired_by is not FiredBy.UNKNOWN]
        if len(kept) > 1:
            return tuple(sorted(kept, key=lambda one: one.fired_by is not relevance.fired_by))
    main = without_background(story, events, named)
    return (Incident(tuple(main), relevance.fired_by, _heard_in(main, known)),)


def its_story(
    relevance: Relevance, sentences: Sequence[Sentence]
) -> tuple[list[Sentence], list[tuple[Gunfire, ...]]]:
    """An article without what is no part of its story, and the gunfire of each sentence."""
    known = dict(zip(sentences, relevance.told, strict=False))
    story = _unlinked(own_story(sentences[:LIMIT]))
    story = without_other_items(story, [known.get(one, ()) for one in story])
    return story, [known.get(one, ()) for one in story]


_Known = Mapping[Sentence, tuple[Gunfire, ...]]


def _heard_in(part: Sequence[Sentence], known: _Known) -> tuple[tuple[Gunfire, ...], ...]:
    """The gunfire of each sentence; that of a clause is heard anew."""
    return tuple(known[one] if one in known else gunfire(one.text) for one in part)


#: "Officers shot five people in five towns": the items under datelines are what it is about.
_DIGEST = Cued(
    r"\b(?:shootings|killings|encounters|towns|cities|counties|communities|round-?up|digest)\b",
    re.IGNORECASE,
)


def own_story(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The story the title announces, where a second one with its own dateline is appended."""
    starts = [
        at for at, one in enumerate(sentences) if one.paragraph >= 0 and datelines.begins(one.text)
    ]
    if len(starts) < 2:
        return list(sentences)
    if len(starts) > 2 and any(_DIGEST.search(one.text) for one in sentences[: starts[1]]):
        return list(sentences)
    title = [one for one in sentences if one.paragraph < 0]
    edges = [len(title), *starts[1:], len(sentences)]
    stories = [list(sentences[first:last]) for first, last in pairwise(edges)]
    announced = _content(" ".join(one.text for one in title))
    if not announced:
        return title + stories[0]
    best = max(_overlap(announced, story) for story in stories)
    kept = [story for story in stories if 2 * _overlap(announced, story) >= best]
    return title + [one for story in kept for one in story]


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w{4,}", text.casefold()))


def _overlap(announced: frozenset[str], story: Sequence[Sentence]) -> int:
    return len(announced & _content(" ".join(one.text for one in story)))


def _unlinked(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Without the lines that lead to other stories, and what such a line is followed by."""
    kept: list[Sentence] = []
    title = _content(" ".join(one.text for one in sentences if one.paragraph < 0))
    alone = Counter(one.paragraph for one in sentences)
    videos = _playlist(sentences)
    link = -1  # the paragraph a link stood in
    for one in sentences:
        leads = one.paragraph >= 0 and len(one.text) < 220 and _LINK.search(one.text) is not None
        apart = alone[one.paragraph] == 1
        if leads or (apart and (one.paragraph in videos or _is_headline(one, title))):
            link = one.paragraph
        elif not (one.paragraph == link >= 0 and one.text.startswith("|")):
            kept.append(one)
    return kept


#: "0:50 Man surrenders after standoff": how long a video of a playlist is, and its title.
_VIDEO = re.compile(
    r"^\W*(?P<minutes>\d{1,2}):(?P<seconds>[0-5]\d)\s+(?!(?i:[ap]\.?m)\b)[A-Z\d'‘’“\"]"
)


def _playlist(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The paragraphs of a list of other videos; hours of a timeline follow one another."""
    found = [
        (one.paragraph, (int(match["minutes"]), int(match["seconds"])))
        for one in sentences
        if (match := _VIDEO.match(one.text)) and _UNSTOPPED.search(one.text)
    ]
    lengths = [length for _, length in found]
    return frozenset(place for place, _ in found if lengths != sorted(lengths))


#: A line that ends in no stop and tells of gunfire, as headlines do.
_UNSTOPPED = re.compile(r"[\w%’'–—-]\s*$")
_TELLS = re.compile(
    r"\b(?:shot|shoot\w*|kill\w*|murder\w*|dead|dies|died|slain|slay\w+|gunfire|wound\w+|police|cops?)\b",
    re.IGNORECASE,
)
#: What a story's own lines open with, and what a tweet or an address ends in.
_OWN_LINE = re.compile(
    r"^\W*(?:An?|The|His|Her|He|She|They|We|I|It|In|On|At)\s|https?:|pic\.twitter|\(@"
)


def _is_headline(one: Sentence, title: frozenset[str]) -> bool:
    """Whether a paragraph is another story's headline: no sentence, and not of this title."""
    text = one.text
    if one.paragraph < 1 or not title or len(text) > 100 or not _UNSTOPPED.search(text):
        return False
    if _OWN_LINE.search(text) or not _TELLS.search(text):
        return False
    words = _content(text)
    return len(words) > 2 and 2 * len(words & title) < len(words)
