"""The claims made of words of an end: whether it was fatal, and how somebody died or lives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.fate.fate_counts import is_one_of_several, of_many, of_part, stands_for_several
from pipeline.fate.fate_words import Lines, Victim, Word, fate_claim, is_of_limb
from pipeline.fate.survival import is_critical
from pipeline.language.cued import Cued
from pipeline.language.whose import Who
from pipeline.records import Claim

_SCENE = Cued(
    r"\b(?:died|dead|pronounced\s+dead|killed|declared\s+dead)\b[^.;]{0,25}?\b(?:at|on)\s+(?:the\s+)?scene\b"
    r"|\bat\s+the\s+scene\b[^.;]{0,20}\b(?:died|dead)\b|\bdied\s+(?:there|on\s+the\s+spot)\b",
    re.IGNORECASE,
)
#: "Died at a hospital", "succumbed two days later".
_LATER = Cued(
    r"\b(?:died|dead|succumbed|pronounced|dies)\b(?:(?!,\s+(?:an?|one|another|two|three|four)\s+(?:other\s+)?(?:person|people|m[ae]n|wom[ae]n|boy|girl|teen\w*|victim|others?)\b)[^.;]){0,40}?\b(?:hospital|later|days?\s+(?:later|after)"
    r"|medical\s+center|en\s+route|in\s+surgery|weeks?\s+(?:later|after))\b"
    r"|\blater\s+(?:died|succumbed)\b|\bhospital\b[^.;]{0,60}?\b(?:died|pronounced|dead)\b",
    re.IGNORECASE,
)


def how_lives(lives: Sequence[Word], one: Victim) -> Iterator[Claim]:
    """That somebody lives, and in which state, by the words that tell it; none: no claim."""
    if lives:
        lives = sorted(lives, key=is_of_limb)
        fatal = fate_claim("fatal", False, lives[0], "lives", one.n)
        yield fatal.inferred() if is_one_of_several(lives[0], one) else fatal
        critical = next((word for word in lives if is_critical(word)), None)
        state = "critical" if critical else "survived"
        claim = fate_claim("outcome", state, critical or lives[0], state, one.n)
        if of_part(critical, one) if critical else is_one_of_several(lives[0], one):
            # "14 were hit, one critically": of all, nobody says so
            claim = claim.inferred()
        yield claim


def how_died(
    lines: Lines, one: Victim, theirs: Callable[[Word], bool] = lambda _: True
) -> Iterator[Claim]:
    """Whether somebody who is dead died at the scene or later; ``theirs``: which words count."""
    for state, pattern in (("died_scene", _SCENE), ("died_later", _LATER)):
        for sentence, events in lines:
            match = pattern.search(sentence.text)
            word = Word(sentence, events, match) if match else None
            if word is None or of_many(word) or one.whose(word) is Who.OFFICER:
                continue
            if theirs(word):
                if _THERE.search(word.match.group()) and _HOSPITAL.search(_near(lines, word)):
                    state = "died_later"
                claim = fate_claim("outcome", state, word, state, one.n)
                several = one.person is not None and stands_for_several(one.person)
                alone = several and _OF_ONE_ALONE.search(word.text, 0, word.end) is not None
                yield claim.inferred() if alone else claim
                return


#: "He was pronounced dead": one of those who were hit.
_OF_ONE_ALONE = re.compile(r"^\W*(?:He|She|The\s+(?:man|woman|boy|girl|victim))\b")
#: "Died there", which is the hospital that was told of before.
_THERE = re.compile(r"\bdied\s+there$", re.IGNORECASE)
_HOSPITAL = re.compile(
    r"\b(?:hospitals?|medical\s+cent(?:er|re)|trauma\s+cent(?:er|re)|clinic|emergency\s+room|(?:flown|airlifted|rushed|transported)\s+to|(?-i:Medical|Health|Memorial))\b",
    re.IGNORECASE,
)


def _near(lines: Lines, word: Word) -> str:
    """The words before a word, of its sentence and the one before it."""
    at = next(n for n, (sentence, _) in enumerate(lines) if sentence == word.sentence)
    before = lines[at - 1][0].text if at else ""
    return f"{before} {word.text[: word.start]}"
