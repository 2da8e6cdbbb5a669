"""Whether an article's plain words are those of stories on people shot by police.

A bag of words beside the rules of :mod:`pipeline.gunfire.cues`: it knows no sentence and no order,
and hears what no rule was written for ("the encounter", "use of force", "next of kin"). Only words
of `common-words.txt` count, so that no name decides. `benchmarks/train_relevance.py` fits the
weights.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import fsum, sqrt

from pipeline import shipped
from pipeline.language.text import plain_words
from pipeline.records import Article

_LIMIT_CHARS = 40_000
#: The length of an article's vector: a long text counts no more than a short one.
LENGTH = 5.0
_ENOUGH = 40  # words, for what they say to count in full


def _load() -> Mapping[str, float]:
    weights: dict[str, float] = json.loads(shipped.text("vocabulary.json"))
    return weights


_WEIGHTS = _load()


def terms(article: Article) -> frozenset[str]:
    """The words of title and text in small letters; those of the title once more, as "title …"."""
    title = plain_words(article.title)
    text = plain_words(article.text[:_LIMIT_CHARS])
    return frozenset((*title, *text, *(f"title {word}" for word in title)))


def score(article: Article) -> float:
    """Log-odds by the words alone."""
    return round(log_odds(terms(article), _WEIGHTS), 4)


def log_odds(found: frozenset[str], weights: Mapping[str, float]) -> float:
    """What these words say by these weights; few words say the less for it."""
    known = [weights[term] for term in weights.keys() & found if term != "bias"]
    said = weights["bias"] + LENGTH * fsum(known) / sqrt(max(1, len(known)))
    return said * min(1.0, len(known) / _ENOUGH)
