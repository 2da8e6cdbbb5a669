"""Which named officers fired, where no verb beside their names says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.mentions import Named
from pipeline.roles import Scene

_MEN = r"(?:officers|deputies|troopers|agents|marshals|detectives|sergeants|policemen|cops)"
#: "The officers — Ana Ruiz and Luke Farrow —", "the deputies who fired were Sgt. Ruiz and …".
_HEAD = re.compile(
    rf"\b(?i:the|two|three|four|both|those|as)\s+(?:[\w'’-]+\s+){{0,3}}?{_MEN}\b(?P<more>"
    r"[^.;]{0,60}?\b(?:were|are|as)\b|(?:\s+(?:who|that|involved|in)\b[^.;,—–:]{0,50}?)?\s?(?:[—–:,]|--))\s*(?=[A-Z])"
)
_BETWEEN = re.compile(r"(?:(?:[A-Z][\w.'’-]*|and|\d{2}|[,&])[\s,]*)*")
_ELSE = re.compile(
    r"\b(?:wound\w*|injur\w*|hurt|hospital\w*|ambush\w*|slain|spokes\w+|did\s+not|didn['’]t|never|not\s+(?:fire|shoot)"
    r"|Tasers?|witness\w*|arriv\w+\s+(?:later|after)|tourniquet|first\s+aid|CPR|testif\w+|trained?"
    r"|instruct\w+|call\w*|contact|information|tips|(?:para)?medics?|cared|treated|negotiat\w+|dispatch\w*|handler)\b|\d{3}-\d{4}"
)
_RANKS = frozenset(("officer", "deputy", "trooper", "patrolman", "constable", "agent"))


def listed(scene: Scene) -> frozenset[int]:
    """The bearers named in a list of "the officers"."""
    return frozenset(
        n
        for n, bearer in enumerate(scene.bearers)
        if bearer.given and any(_in_list(scene, each) for each in bearer.mentions)
    )


def _in_list(scene: Scene, named: Named) -> bool:
    text = scene.sentences[named.sentence].text
    return any(
        head.end() <= named.start
        and _BETWEEN.fullmatch(text, head.end(), named.start) is not None
        and not _ELSE.search(head["more"])
        for head in _HEAD.finditer(text)
    )


def alone(scene: Scene, rest: Sequence[int]) -> frozenset[int]:
    """Of the officers told nothing else of, those without a part but the shooting.

    Two at the most: a longer roll names who came to it.
    """
    found = frozenset(n for n in rest if _plain(scene, n))
    return found if len(found) <= _MOST else frozenset()


_MOST = 2


def _plain(scene: Scene, n: int) -> bool:
    mentions = scene.bearers[n].mentions
    ranked = any(_RANKS & set(named.titles) or _apposed(scene, named) for named in mentions)
    texts = (scene.sentences[named.sentence].text for named in mentions)
    return ranked and not any(_ELSE.search(text) for text in texts)


#: "A Harvey County deputy, Boyd Amstutz,".
_APPOSED = re.compile(
    r"\b(?:an?|one|the)\s+(?:[\w'’-]+\s+){0,5}?(?:officer|deputy|trooper|agent),\s+$", re.IGNORECASE
)


def _apposed(scene: Scene, named: Named) -> bool:
    text = scene.sentences[named.sentence].text
    return _APPOSED.search(text, 0, named.start) is not None
