"""Decides which part each named person plays, from weighed features and a few plain rules."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records import Role
from pipeline.roles import accusations, counts, not_hit, other_parts, signs, who_was_hit
from pipeline.roles.part import Part
from pipeline.roles.role_odds import confidence, odds, weight
from pipeline.roles.roles import features
from pipeline.roles.scene import Scene


def assign(scene: Scene, police: float, shooting: float) -> list[Part]:
    """The role of each bearer, given how sure the article is about a shooting by police, or any."""
    earlier = not_hit.of_an_earlier_shooting(scene)
    seen = [
        each | {"bond:earlier"} if n in earlier else each for n, each in enumerate(features(scene))
    ]
    otherwise = not_hit.hurt_otherwise(scene, seen)
    seen = [
        each | {"bond:hurt_otherwise"} if n in otherwise else each for n, each in enumerate(seen)
    ]
    hit = [odds("hit", each) + who_was_hit.outright(each) for each in seen]
    many = counts.police_hit_many(scene)
    by_police = [
        odds("police", each) + sum(weight("police", name) * value for name, value in sorted(more))
        for each, more in zip(seen, who_was_hit.standing(hit, seen, many=many), strict=True)
    ]
    struck: frozenset[int] = frozenset()
    wounded: frozenset[int] = frozenset()
    accused = accusations.accused(scene)
    if max(police, shooting) >= 0.5:
        wounded = who_was_hit.others_hit(scene.bearers, seen, hit, police=police >= 0.5)
        wounded -= other_parts.only_accused(scene, seen, accused)
    if police >= 0.5:
        kin = who_was_hit.kin_of_the_hit(scene.bearers, seen, by_police)
        wounded -= {n for n in wounded if kin[n] and "predicate:mourns" in seen[n]}
        struck = who_was_hit.hit_by_police(scene.bearers, seen, by_police, wounded, many=many)
        struck, wounded = who_was_hit.settled(scene, seen, struck, wounded, many=many)
    wounded |= who_was_hit.listed_with(scene, seen, wounded)
    parts = [
        Part(Role.SHOT_BY_POLICE, confidence("police", by_police[n]))
        if n in struck
        else Part(Role.SHOT_BY_OTHER, confidence("hit", hit[n]))
        if n in wounded
        else other_parts.other_part(bearer, seen[n])
        for n, bearer in enumerate(scene.bearers)
    ]
    fired = police >= 0.5 or any(event.by_police for told in scene.gunfire for event in told)
    parts = [
        replace(
            other_parts.as_told(part, seen[n], accused=n in accused, fired=fired),
            hurt=signs.is_hurt(seen[n]),
        )
        for n, part in enumerate(parts)
    ]
    return other_parts.with_firing(scene, seen, parts) if police >= 0.5 else parts
