"""Which gender an article gives somebody named: by the name, or by words for the only one hit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.naming import pronouns
from pipeline.naming.described import gender_in, gender_of
from pipeline.naming.forms import Bearer
from pipeline.naming.pronouns import Page, Vote
from pipeline.portrait import genders
from pipeline.portrait.portrait_claims import IN_RUN, claim, gender_of_the_hit, inferred_gender
from pipeline.records import Claim


def gender_of_named(
    page: Page, bearer: Bearer, n: int, *, alone: bool, hit: bool, run: Sequence[Vote]
) -> Iterator[Claim]:
    """What is said of this bearer by name; else, of the only one hit, what is said of whom.

    Where only a pronoun tells it that may be another's, it is inferred, and of those hit alone.
    """
    found = list(genders.of_name(page, bearer))
    if alone and not _tells_of_both(page):
        found.extend(genders.fitting(bearer, _gender_of_hit(page)))
    best = elected(found, most=2 / 3)
    if best is not None:
        named = {mention.sentence for mention in bearer.mentions}
        told = [vote for vote in found if vote[0] == best[0] and vote[1] in named]
        gender, place, at, _ = max(told, key=lambda vote: vote[3], default=best)
        yield claim(page, place, "gender", gender, at, n)
        return
    found.extend(
        genders.fitting(bearer, pronouns.of_the_hit(page, bearer.mentions)) if alone else ()
    )
    best = elected(found, most=1 / 2) if alone else None
    if best is not None:
        yield gender_of_the_hit(page, best, n)
    elif hit:
        yield from _gender_likely(page, bearer, n, alone=alone, run=run)


def gender_by_name(page: Page, bearer: Bearer) -> str | None:
    """What is said beside the name alone."""
    best = elected(list(genders.of_name(page, bearer)), most=2 / 3)
    return best[0] if best else None


def _gender_likely(
    page: Page, bearer: Bearer, n: int, *, alone: bool, run: Sequence[Vote]
) -> Iterator[Claim]:
    """By pronouns that stand for this bearer, or near the name, and need not be their own."""
    best = elected(list(genders.likely(page, bearer)), most=2 / 3)
    if best is None and alone:
        best = elected(list(genders.nearby(page, bearer)), most=1 / 2)
    if best is not None:
        yield inferred_gender(best[0], n)
    elif told := elected(list(genders.fitting(bearer, run)), most=1 / 2):
        yield replace(inferred_gender(told[0], n), method=IN_RUN)


def elected(votes: Sequence[Vote], most: float) -> Vote | None:
    """The plainest vote for the gender with most weight, unless the other has a share of it."""
    weights: Counter[str] = Counter()
    for gender, _, _, weight in votes:
        weights[gender] += weight
    if not weights:
        return None
    (best, score), *rest = weights.most_common()
    if rest and rest[0][1] > most * score:
        return None
    return max((vote for vote in votes if vote[0] == best), key=lambda vote: vote[3])


#: "Another man", "three women": who was hit besides the one who is named.
_BESIDES = re.compile(
    r"\b(?:an)?other\b|\b(?:second|third|fourth)\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:[\w-]+\s+)?\w+s\b|\bmen\b|\bwomen\b",
    re.IGNORECASE,
)


#: "A man was also shot": somebody else.
_ALSO = re.compile(r"\s+(?:was|were|is)\s+also\b", re.IGNORECASE)


def _tells_of_both(page: Page) -> bool:
    """Whether men and women are told to be hit, where police are not who fired."""
    genders_told = {
        gender
        for place, spots in enumerate(page.hit)
        for start, end in spots
        if (gender := gender_in(page.sentences[place].text[start:end]))
    }
    return not page.by_police and len(genders_told) > 1


def _gender_of_hit(page: Page) -> Iterator[Vote]:
    """ "shot a man": of the only one who was hit."""
    for place, spots in enumerate(page.hit):
        for start, end in spots:
            text = page.sentences[place].text
            if _ALSO.match(text, end) or (not page.by_police and _BESIDES.search(text, start, end)):
                continue
            for match in re.finditer(r"[\w-]+", page.sentences[place].text[start:end]):
                if (gender := gender_of(match.group())) is not None:
                    yield gender, place, (start + match.start(), start + match.end()), 3
