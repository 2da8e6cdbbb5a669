"""Who is told to be dead or hurt beside somebody police shot, and never to be hit by police.

"Deputies shot and killed Abel Roe. Ann Poe, 45, had been shot to death in a house": where police
are told outright to have hit one, and no sentence counts two, the other must be tied to their
shots: rode or stood with him, was hit by a bullet, is of one list with him, was paid for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from pipeline.roles import signs
from pipeline.roles.scene import Scene

#: Ties to the same shots, besides what tells of police itself.
_TIED = frozenset(
    """bond:recovers bond:struck bond:companion described:struck described:police described:any
    before:also_hit before:the_other before:bullet before:paid predicate:paid before:family_of
    before:estate before:sued before:decedent he:struck before:shot_with before:the_shot_was
    after:family""".split()
)
_TOLD = signs.BY_POLICE | signs.HIT_NEXT


#: Between whom police hit and another that they hit: no clause of its own.
_CLAUSE = re.compile(
    r"\b(?:was|were|is|had|has|after|before|when|while|as|because|that|who|whom|drove|driven|driver|said|says)\b|[;:]"
)
_ACTS = re.compile(
    r"(?:,?\s+\(?\d{1,3}\)?)?(?:,\s+[^,.;]{1,60},)?\s+(?:was|were|is|had|has|died|survived|said|says|told)\b"
)


def of_police(scene: Scene, hit: Set[int], seen: Sequence[frozenset[str]]) -> frozenset[int]:
    """Of those ``hit``, whom nothing ties to the shots of police that hit another of them."""
    told = {n for n in hit if _TOLD & seen[n]}
    if not told:
        return frozenset()
    return frozenset(n for n in hit - told if not _is_tied(seen[n]) and not _is_object(scene, n))


def _is_tied(seen: frozenset[str]) -> bool:
    """Whether words tie somebody to the shots: of police that hit nobody else in the sentence."""
    if _TIED & seen:
        return True
    of_police = (name for name in seen if name.startswith("gun:") and ":police:" in name)
    return any(":civilian:" not in name and ":somebody:" not in name for name in of_police)


def _is_object(scene: Scene, n: int) -> bool:
    """ "Shot Abel Roe in the leg and Ann Poe, 33, in the arm"."""
    for mention in scene.bearers[n].mentions:
        text = scene.sentences[mention.sentence].text
        for event in scene.gunfire[mention.sentence]:
            if not event.by_police or event.target_at is None:
                continue
            between = text[event.target_at[1] : mention.start]
            if between and not _CLAUSE.search(between) and not _ACTS.match(text, mention.end):
                return True
    return False
