"""The part of somebody who was not hit: by the likeliest role, and by words beside the name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.naming.forms import Bearer
from pipeline.records import Role
from pipeline.roles import accusations, firing, signs
from pipeline.roles.part import SHOT, Part
from pipeline.roles.role_odds import Weights, classes, model, probability, role_odds, thresholds
from pipeline.roles.scene import Scene

_NOBODY = "nobody"


def only_accused(
    scene: Scene, seen: Sequence[frozenset[str]], accused: Iterable[int]
) -> frozenset[int]:
    """Of those ``accused`` whom nothing else puts near the shooting."""
    return frozenset(n for n in accused if _is_only_accused(scene, n, seen[n]))


def _is_only_accused(scene: Scene, n: int, seen: frozenset[str]) -> bool:
    """Arrested, charged or sought, and never told to have been hit."""
    told = (signs.EXPLICIT | signs.HIT_CUES) & seen
    if "predicate:fire" in seen:
        told -= {"predicate:shot"}  # "Roe then shot Poe"
    return not told and not accusations.fell_too(scene, n)


#: Told beside the name to be accused or to have fired.
_SUSPECTED = frozenset(
    """predicate:bond predicate:fire gun:shooter he:shooter after:who_fired
    after:the_suspect before:of_gun""".split()
)
_OF_OFFICE = frozenset({Role.OFFICER, Role.OFFICIAL, Role.LAWYER})
_HURT_OUTRIGHT = frozenset("predicate:shot predicate:wounded predicate:died".split())
_SHOOTS = frozenset("predicate:fire gun:shooter after:who_fired".split())


def as_told(part: Part, seen: frozenset[str], *, accused: bool, fired: bool) -> Part:
    """The part, where words beside the name tell it; else that of somebody told of by the way.

    ``accused``: told to be; ``fired``: police are told to have hit somebody at all.
    """
    role = part.role
    hit_police = "gun:shooter:police:hit" in seen and not signs.is_officer(seen)
    if role is Role.OFFICER_FIRED and hit_police and not signs.is_accused(seen):
        return Part(Role.SUSPECT, part.confidence)
    fired = fired or ("predicate:say" not in seen and bool(_SHOOTS & seen))
    if role is Role.OFFICER_FIRED and not fired:
        role = Role.OFFICER if signs.is_officer(seen) else Role.SUSPECT
    if role is Role.SUSPECT and not accused and not _SUSPECTED & seen:
        role = Role.RELATIVE if signs.KIN_WORDS & seen else Role.OTHER
    if role is Role.RELATIVE and not (signs.KIN_WORDS | {"namesake", "company:kin"}) & seen:
        role = Role.OTHER
    untitled = not (signs.is_officer(seen) or signs.HOLDS_OFFICE & seen)
    if role in _OF_OFFICE and untitled and not signs.OTHER_CUES & seen and _HURT_OUTRIGHT & seen:
        role = Role.OTHER  # "Roe was shot in the back", whoever they are
    if role is Role.OFFICER and untitled and not fired:
        role = Role.OTHER
    if role in (Role.OTHER, Role.WITNESS, Role.RELATIVE) and accused:
        role = Role.SUSPECT
    return part if role is part.role else Part(role, part.confidence)


def with_firing(scene: Scene, seen: Sequence[frozenset[str]], parts: Sequence[Part]) -> list[Part]:
    """The parts, with who fired by a list of "the officers", or as the only officer told of."""
    free = {n for n, part in enumerate(parts) if part.role not in SHOT and not signs.fell(seen[n])}
    told = {n for n in firing.outright(scene) if not _is_hit_outright(parts[n], seen[n])}
    named = firing.listed(scene) | firing.rolled(scene) | firing.counted(scene)
    fired_on = (named & free) | told
    shooters = {n for n, part in enumerate(parts) if part.role is Role.OFFICER_FIRED}
    fired_on |= firing.beside(scene, shooters) & free
    if not fired_on and not any(part.role is Role.OFFICER_FIRED for part in parts):
        rest = [n for n in sorted(free) if parts[n].role is Role.OFFICER]
        fired_on = firing.accounted(scene, free)
        fired_on = fired_on or firing.alone(
            scene, [n for n in rest if not (signs.speaks_of_it(seen[n]) or _HURT_FIRST & seen[n])]
        )
    held = firing.held(scene)
    fired_on = frozenset(n for n in fired_on - held if not signs.judges(seen[n]))
    parts = [_not_fired(part) if n in held else part for n, part in enumerate(parts)]
    return [
        Part(Role.OFFICER_FIRED, 0.7) if n in fired_on else part for n, part in enumerate(parts)
    ]


#: Of an officer of whom only a wound is told.
_HURT_FIRST = frozenset(
    "before:the_hurt_officers predicate:hurt bond:struck predicate:hospital".split()
)


def _not_fired(part: Part) -> Part:
    return replace(part, role=Role.OFFICER) if part.role is Role.OFFICER_FIRED else part


def _is_hit_outright(part: Part, seen: frozenset[str]) -> bool:
    """ "Cleared Deputy Poe for shooting Ann Roe and will not charge Roe"."""
    return part.role in SHOT and bool(signs.EXPLICIT & seen) and not signs.is_officer(seen)


def other_part(bearer: Bearer, told: frozenset[str], by: Weights | None = None) -> Part:
    """The role of somebody who was not hit."""
    if not bearer.is_likely:
        return Part(None, 1.0)
    if (
        bearer.given
        and not signs.judges(told)
        and (signs.is_accused(told) or (signs.NAMED_FOR_IT & told and not signs.FELL_CUES & told))
    ):
        return Part(Role.OFFICER_FIRED, 0.9)
    seen = classes(told)
    scored = sorted(role_odds(seen, by or model()), key=lambda p: (-p[0], p[1]))
    nobody = next(score for score, role in scored if role == _NOBODY)
    if nobody > thresholds()["nobody"] or not (bearer.is_named or "title:none" not in seen):
        return Part(None, probability(nobody))
    best, role = next((score, role) for score, role in scored if role != _NOBODY)
    if role == Role.OFFICER_FIRED and (not signs.fired(told) or signs.judges(told)):
        role = Role.OFFICIAL if signs.speaks_of_it(told) else Role.OFFICER
    return Part(Role(role), probability(best))
