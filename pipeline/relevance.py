"""Is an article about a person hit by gunfire, and was it police who fired; with its reasons."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as make

from pipeline import shipped
from pipeline.gunfire.cues import told
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.word_classes import Actor
from pipeline.records import Article, FiredBy, Sentence, Span
from pipeline.topic.relevance_features import features

#: A longer text tells its subject early; what follows is not looked at.
LIMIT = 400


@dataclass(frozen=True, slots=True)
class Relevance:
    """How surely an article is about a person hit by gunfire, by police or by anybody."""

    police: float
    any: float
    fired_by: FiredBy
    reasons: tuple[str, ...]
    spans: tuple[Span, ...] = ()  # the sentences that decided
    told: tuple[tuple[Gunfire, ...], ...] = make(default=(), repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Model:
    """Two logistic regressions over the same features, as `benchmarks/train_relevance.py` fits."""

    police: Mapping[str, float]
    any: Mapping[str, float]


def _load() -> _Model:
    weights = json.loads(shipped.text("relevance.json"))
    return _Model(weights["police"], weights["any"])


_MODEL = _load()


def _probability(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    total = sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def assess(article: Article, sentences: Sequence[Sentence]) -> Relevance:
    """Weigh what the article tells of gunfire; say which sentences decided."""
    seen = sentences[:LIMIT]
    events = told(seen)
    values = {name: value for name, value in features(article, seen, events).items() if value}
    police = _probability(_MODEL.police, values)
    anybody = max(police, _probability(_MODEL.any, values))
    fired_by = _fired_by(police, anybody, events)
    deciding = _deciding(seen, events, fired_by)
    return Relevance(
        round(police, 6),
        round(anybody, 6),
        fired_by,
        _reasons(values, deciding, fired_by),
        tuple(sentence.span(0, len(sentence.text)) for sentence in deciding),
        events,
    )


def _fired_by(police: float, anybody: float, events: Sequence[Sequence[Gunfire]]) -> FiredBy:
    if police >= 0.5:
        return FiredBy.POLICE
    if anybody < 0.5:
        return FiredBy.UNKNOWN
    seen = [event for found in events for event in found]
    own = sum(event.target is Actor.SELF for event in seen)
    others = sum(event.target is not Actor.SELF for event in seen)
    return FiredBy.SELF if own > others else FiredBy.CIVILIAN


def _deciding(
    sentences: Sequence[Sentence], events: Sequence[Sequence[Gunfire]], fired_by: FiredBy
) -> list[Sentence]:
    """Up to three sentences that tell most plainly who was hit by whom."""

    def weight(at: int) -> tuple[float, int]:
        found = events[at]
        score = 0.0
        if fired_by is FiredBy.POLICE:
            score = max(
                (1.0 + (event.kind == "verb") for event in found if event.by_police), default=0.0
            )
        elif fired_by is not FiredBy.UNKNOWN:
            score = max((1.0 for event in found if event.of_person), default=0.0)
        return score, -at

    ranked = sorted((at for at in range(len(sentences)) if weight(at)[0]), key=weight, reverse=True)
    return [sentences[at] for at in sorted(ranked[:3])]


def _reasons(
    values: Mapping[str, float], deciding: Sequence[Sentence], fired_by: FiredBy
) -> tuple[str, ...]:
    weights = _MODEL.police if fired_by is FiredBy.POLICE else _MODEL.any
    worth = sorted(
        (
            (weights.get(name, 0.0) * value, name)
            for name, value in values.items()
            if name in weights and name != "bias"
        ),
        key=lambda pair: (-abs(pair[0]), pair[1]),
    )
    said = [f"says: {sentence.text[:160]}" for sentence in deciding[:1]]
    return (*said, *(_readable(name, weight) for weight, name in worth[:4] if abs(weight) >= 0.2))


_TELLS = {
    "police": "police hit a person",
    "police_killed": "police killed a person",
    "police_involved": "an officer-involved shooting",
    "police_noun": "a police shooting",
    "police_exchange": "an exchange of fire with police",
    "police_accused": "an officer held to account for a shooting",
    "police_camera": "a shooting on body camera",
    "police_answered": "somebody shot after going at police",
    "police_doubt": "police gunfire, doubtfully",
    "police_many": "police shootings in general",
    "police_before": "somebody whom police hit before",
    "less_lethal": "less lethal rounds",
    "officer_hit": "an officer hit",
    "at_officer": "shots at an officer",
    "self": "a person hit by their own gun",
    "police_fired": "police firing",
    "fired": "shots",
    "civilian": "a civilian hitting a person",
    "hit": "a person hit, by whom unsaid",
    "killed": "a killing without a gun named",
    "animal": "an animal hit",
}
_PLACES = {
    "title": "the title tells of",
    "lead": "the opening tells of",
    "body": "the text tells of",
}


def _readable(name: str, weight: float) -> str:
    place, _, what = name.partition(" ")
    if place in _PLACES and what in _TELLS:
        said = f"{_PLACES[place]} {_TELLS[what]}"
    elif "phrase" in name:
        where = "the title" if name.startswith("title") else "the text"
        said = f"{where} speaks of {name.rpartition(' ')[2].replace('_', ' ')}"
    elif name == "words":
        said = "its words, as such stories have them"
    else:
        said = f"seen as a whole: {name}"
    return f"{said} ({weight:+.1f})"
