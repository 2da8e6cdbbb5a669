"""What the wording of two reports shows: copies, telling words, one article."""

from __future__ import annotations

from functools import lru_cache

from pipeline import names, syndication
from pipeline.linking.linkable import Linkable
from pipeline.linking.shown import Seen


def see_wording(left: Linkable, right: Linkable) -> Seen | None:
    """Near-copies first; else how many telling words are shared."""
    if not left.terms or not right.terms:
        return None
    copied = syndication.likeness(left.signature, right.signature)
    if copied >= NEAR_COPY:
        wire = f", from {left.wire}" if left.wire and left.wire == right.wire else ""
        return Seen("wording", copy_level(copied), f"{copied:.0%} of the wording is one text{wire}")
    shares = _shares(left, right)
    shared = sorted([(share, word) for word, share in shares.items()], reverse=True)
    words = ", ".join([word for _, word in shared[:4]])
    cosine = sum(shares.values())
    says = f"shared words {cosine / _UNIT:.2f}: {words or 'none'}"
    return Seen("wording", cosine_level(cosine), says)


def wording_level(left: Linkable, right: Linkable, copied: float) -> str:
    """How much of the telling words is shared; ``copied`` is the likeness of their signatures."""
    return (
        copy_level(copied)
        if copied >= NEAR_COPY
        else cosine_level(sum(_shares(left, right).values()))
    )


def copy_level(copied: float) -> str:
    return "copy" if copied >= 0.7 else "near-copy"


def cosine_level(cosine: int) -> str:
    """In millionths."""
    return next(name for least, name in _COSINES if cosine >= round(least * _UNIT))


def _shares(left: Linkable, right: Linkable) -> dict[str, int]:
    """What each shared word adds to the cosine, in millionths: whole, so that order is nothing."""
    ours, theirs = dict(left.terms), dict(right.terms)
    common = ours.keys() & theirs.keys()
    if left.cities and right.cities:
        common -= _city_words(left.cities) & _city_words(right.cities)  # weighed by the place
    return {word: round(1000 * ours[word]) * round(1000 * theirs[word]) for word in common}


NEAR_COPY = 0.4
_UNIT = 1_000_000


@lru_cache(maxsize=65536)
def _city_words(cities: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for city in cities for word in names.fold(city).split())


_COSINES = (
    (0.5, "nearly one text"), (0.4, "very much alike"), (0.32, "much alike"), (0.25, "alike"),
    (0.19, "rather alike"), (0.14, "somewhat alike"), (0.1, "a little alike"),
    (0.06, "hardly alike"), (0.0, "unlike"),
)  # fmt: skip


def see_article(left: Linkable, right: Linkable) -> Seen | None:
    """One article that tells of two incidents tells them apart."""
    if left.article_key != right.article_key:
        return None
    return Seen("article", "same", "one article tells of them as two incidents")
