"""Which sentences of an article are about which incident, and which are about another's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.records import Article, FiredBy, Sentence
from pipeline.relevance import LIMIT, Relevance


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident of an article: its sentences in reading order and whose gunfire it tells of."""

    sentences: tuple[Sentence, ...]
    fired_by: FiredBy


_LINK = re.compile(
    r"^\W*(?:related|read\s+(?:more|next|also)|more\s+(?:coverage|news|stories|from)|trending(?:\s+now)?"
    r"|you\s+may\s+also\s+like|also\s+(?:read|see|on)|see\s+also|from\s+the\s+archives?|in\s+other\s+news"
    r"|previous(?:\s+(?:coverage|story|stories))|most\s+(?:read|popular)|recommended|continuing\s+coverage"
    r"|watch|photos|click\s+here|sign\s+up|subscribe|for\s+(?:the\s+)?full\s+story)\b\s*[:|—–-]?",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:unrelated\s+(?:case|incident|shooting)|(?:second|third|fourth|fifth|sixth|seventh|\d+th|first)"
    r"\s+(?:\w+\s+){0,2}?(?:officer|police|deputy|trooper)[-\s](?:involved\s+)?shooting"
    r"|other\s+(?:police|officer-involved|fatal)\s+shooting"
    r"|first\s+(?:fatal\s+)?(?:police\s+)?shooting\s+[^.]{0,60}\bsince\b"
    r"|(?:another|separate|earlier|previous)\s+(?:\w+\s+){0,2}?(?:police|officer-involved|deputy-involved|fatal)?"
    r"\s*(?:shooting|incident)\b)",
    re.IGNORECASE,
)


def incidents(
    article: Article, relevance: Relevance, sentences: Sequence[Sentence]
) -> tuple[Incident, ...]:
    """The incidents an article is about, the main one first."""
    _ = article
    main = tuple(
        sentence
        for sentence in sentences[:LIMIT]
        if sentence.paragraph < 0 or not background(sentence.text)
    )
    return (Incident(main, relevance.fired_by),)


def background(text: str) -> bool:
    """Links to other stories, and mentions of other incidents."""
    return _LINK.search(text) is not None or _ANOTHER.search(text) is not None
