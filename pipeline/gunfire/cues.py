"""Who fires, who is hit and who says so: the small grammar of gunfire every reader shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.gunfire import noun_cues, on_trial
from pipeline.gunfire.answered import answered
from pipeline.gunfire.bullet_cues import entered
from pipeline.gunfire.cues_joined import with_pronouns, with_tried, without_retired
from pipeline.gunfire.fire_cues import volley
from pipeline.gunfire.gunfire import Gunfire
from pipeline.gunfire.hit_cues import hitting
from pipeline.gunfire.police_names import by_rank
from pipeline.language.actors import OFFICER, POLICE
from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor, tokens
from pipeline.records import Sentence

_TRIGGER = Cued(
    r"\b(?:shot|shoot(?:s|ing|ings|er|out|-out)?|gunn?(?:ed|fire|shots?|point)?|fir(?:e|ed|es|ing)"
    r"|(?:went|going|goes) off|opened up|trigger|magazine|bullets?|shots|wound(?:ed|s|ing)?"
    r"|kill(?:ed|s|ing)?|struck|hit|slain|rounds?|discharged|dead|died"
    rf"|(?:police|{OFFICER}).involved)\b",
    re.IGNORECASE,
)
_DEADLY = Cued(
    r"\b(?:deaths?|deadly|fatal|slaying|(?:take|took|taking)\s+(?:[\w'’-]+\s+){1,3}?life)\b",
    re.IGNORECASE,
)


_THREAT = Cued(
    r"\b(?:point|aim|rais|fir|shot|shoot|advanc|lung|charg|threaten|attack|ramm|dr[oi]v|came|com|walk"
    r"|approach|sw[iu]ng|confront|exchang|open|brandish|accelerat|assault|struggl|turn|mov|level|stepp)\w*\b"
    rf"[^.;]{{0,50}}?\b(?:at|toward|towards|on|with|into|the|an?|his|two|one)\s+(?:\w+\s+){{0,2}}?{POLICE}\b",
    re.IGNORECASE,
)


def threatens_police(sentence: str) -> bool:
    """Whether somebody points, fires, drives or comes at police in a sentence."""
    return _THREAT.search(sentence[:1500]) is not None


def gunfire(text: str, officers: frozenset[str] = frozenset()) -> tuple[Gunfire, ...]:
    """Every telling of gunfire in one sentence, in order.

    >>> [(g.shooter.value, g.target.value, g.hit) for g in gunfire("Man shot by Ames police")]
    [('police', 'civilian', True)]
    >>> [(g.shooter.value, g.target.value) for g in gunfire("Ames officer shot, suspect sought")]
    [('nobody', 'police')]
    """
    low = text.casefold() if officers else ""
    plain = low.replace("’", "'")
    return _gunfire(text, frozenset(name for name in officers if name in low or name in plain))


@lru_cache(maxsize=512)  # several readers ask of the same sentences
def _gunfire(text: str, officers: frozenset[str]) -> tuple[Gunfire, ...]:
    text = text[:1500]
    if not _TRIGGER.search(text):
        return tuple(_nouns(text)) if _DEADLY.search(text) else ()
    line = tokens(text, officers)
    found = [*_nouns(text), *entered(text, officers)]
    for at, token in enumerate(line):
        event = hitting(line, at) if token.tag in "VFH" else volley(line, at)
        if event:
            found.append(event)
    return tuple(sorted(found, key=lambda event: (event.start, event.end)))


def _nouns(text: str) -> Iterator[Gunfire]:
    for told in noun_cues.find(text):
        yield Gunfire(Actor.POLICE, Actor.NOBODY, told.hit, told.start, told.end, kind=told.kind)


def told(sentences: Sequence[Sentence]) -> tuple[tuple[Gunfire, ...], ...]:
    """The gunfire of each sentence, officers known by name counted as police."""
    return _told(tuple(sentences))


@lru_cache(maxsize=4)  # an article with nothing by the way is its own passage
def _told(sentences: tuple[Sentence, ...]) -> tuple[tuple[Gunfire, ...], ...]:
    tried = on_trial.surnames(sentences)
    officers = tried | by_rank(sentences)
    heard = tuple(
        with_pronouns(gunfire(sentence.text, officers), sentence, before, officers, tried)
        for sentence, before in zip(sentences, (None, *sentences), strict=False)
    )
    heard = answered(sentences, without_retired(sentences, heard))
    if tried and on_trial.is_on_gunfire(sentences):
        return with_tried(sentences, heard, tried)
    return heard
