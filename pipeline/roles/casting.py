"""Decides which part each named person plays, from weighed features and a few plain rules."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline import shipped
from pipeline.naming import personhood
from pipeline.naming.forms import Bearer
from pipeline.records import Role
from pipeline.roles import (
    accusations,
    bullets,
    colleagues,
    counts,
    firing,
    in_the_dock,
    never_told,
    not_hit,
    prey,
    signs,
    together,
)
from pipeline.roles.roles import features
from pipeline.roles.scene import Scene

Weights = Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Weights]:
    loaded: dict[str, Weights] = json.loads(shipped.text("people-roles.json"))
    return loaded


def model() -> Weights:
    """Weights by question and feature; ``""`` is the intercept."""
    return _shipped()["weights"]


def odds(question: str, seen: Set[str], by: Weights | None = None) -> float:
    """The log-odds of yes to one of the model's questions."""
    weights = (by or model())[question]
    return weights[""] + sum(map(weights.__getitem__, sorted(weights.keys() & seen)))


def probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


SHOT = frozenset({Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER})
#: Features that other roles are told by: phrases and titles, not single words.
_CLASSES = (
    "name:", "title:", "predicate:", "after:", "before:", "possessive:", "gun:", "age:", "next:",
    "company:", "alone:", "described:",
    "intro:", "past:", "bond:", "he:",
)  # fmt: skip
_NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Part:
    """A bearer's role; None when the words name no person."""

    role: Role | None
    confidence: float
    hurt: bool = False  # told of a wound, or paid for one, and of no office


def standing(
    scores: Sequence[float], seen: Sequence[frozenset[str]], *, many: bool
) -> list[frozenset[tuple[str, float]]]:
    """For each bearer, how their odds of having been hit stand among those who can have been."""
    found: list[frozenset[tuple[str, float]]] = []
    able = [
        not signs.is_barred(each) and "name:full" in each and "name:called" not in each
        for each in seen
    ]
    for n, score in enumerate(scores):
        others = [other for m, other in enumerate(scores) if m != n and able[m]]
        rank = min(2, sum(other > score for other in others))
        margin = max(-4.0, min(4.0, score - max(others, default=-5.0)))
        told = "told" if signs.HIT_CUES & seen[n] else "untold"
        values = {"#hit": score, "#margin": margin, f"#rank{rank}:{told}": 1.0}
        if many:
            values[f"#many:rank{rank}:{told}"] = 1.0
        found.append(frozenset(values.items()))
    return found


def kin_of_the_hit(
    bearers: Sequence[Bearer], seen: Sequence[frozenset[str]], scores: Sequence[float]
) -> list[bool]:
    """Whether each is tied by kin or name to somebody told outright to be the victim.

    Who is told to be hit at all, if less plainly, must also be less likely.
    """
    told = [bool(signs.BY_POLICE & each) and not signs.is_barred(each) for each in seen]
    return [
        bool(signs.KIN_CUES & each)
        and not (signs.TOLD_HIT | {"bond:struck"}) & each
        and any(
            told[m]
            and m != n
            and (signs.TIES & each or bearers[m].surname == bearer.surname)
            and (scores[m] > scores[n] or (signs.KIN_WORDS & each and not signs.HIT_CUES & each))
            for m in range(len(seen))
        )
        for n, (bearer, each) in enumerate(zip(bearers, seen, strict=True))
    ]


#: In log-odds, for words that leave no doubt and that the weights have hardly seen.
_OUTRIGHT = 3.0


def outright(seen: frozenset[str]) -> float:
    """What is added to the odds of having been hit where the words tell it in full."""
    return _OUTRIGHT if signs.is_told_with(seen) else 0.0


def classes(seen: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name in seen if name.startswith(_CLASSES))


def assign(scene: Scene, police: float, shooting: float) -> list[Part]:
    """The role of each bearer, given how sure the article is about a shooting by police, or any."""
    earlier = not_hit.of_an_earlier_shooting(scene)
    seen = [
        each | {"bond:earlier"} if n in earlier else each for n, each in enumerate(features(scene))
    ]
    hit = [odds("hit", each) + outright(each) for each in seen]
    many = counts.police_hit_many(scene)
    by_police = [
        odds("police", each) + sum(_weight("police", name) * value for name, value in sorted(more))
        for each, more in zip(seen, standing(hit, seen, many=many), strict=True)
    ]
    struck: frozenset[int] = frozenset()
    wounded: frozenset[int] = frozenset()
    accused = accusations.accused(scene)
    if max(police, shooting) >= 0.5:
        wounded = others_hit(scene.bearers, seen, hit, police=police >= 0.5)
        wounded -= only_accused(scene, seen, accused)
    if police >= 0.5:
        kin = kin_of_the_hit(scene.bearers, seen, by_police)
        wounded -= {n for n in wounded if kin[n] and "predicate:mourns" in seen[n]}
        struck = hit_by_police(scene.bearers, seen, by_police, wounded, many=many)
        struck, wounded = settled(scene, seen, struck, wounded, many=many)
    wounded |= _beside(scene, seen, wounded)
    parts = [
        Part(Role.SHOT_BY_POLICE, confidence("police", by_police[n]))
        if n in struck
        else Part(Role.SHOT_BY_OTHER, confidence("hit", hit[n]))
        if n in wounded
        else other_part(bearer, seen[n])
        for n, bearer in enumerate(scene.bearers)
    ]
    fired = police >= 0.5 or any(event.by_police for told in scene.gunfire for event in told)
    parts = [
        _told(part, seen[n], accused=n in accused, fired=fired) for n, part in enumerate(parts)
    ]
    parts = [
        Part(part.role, part.confidence, signs.is_hurt(told))
        for part, told in zip(parts, seen, strict=True)
    ]
    return with_firing(scene, seen, parts) if police >= 0.5 else parts


def hit_by_police(
    bearers: Sequence[Bearer],
    seen: Sequence[frozenset[str]],
    scores: Sequence[float],
    wounded: Set[int],
    *,
    many: bool,
) -> frozenset[int]:
    """:func:`victims`, or the only one told to be hit (``wounded``) where they are nobody.

    And whom a bullet hit where police alone fired: "a round that missed him hit Ann Roe". Where
    all of these are nobody, kin and speakers at a lower bar.
    """
    found = victims(bearers, seen, scores, many=many) or _only_one_hit(wounded, seen)
    found |= {n for n in wounded if seen[n] >= _BY_A_BULLET and _may_be_hit(seen[n])}
    found = found or _kin_told_of(bearers, seen)
    return found or victims(bearers, seen, scores, many=many, nobody_else=True)


def _kin_told_of(bearers: Sequence[Bearer], seen: Sequence[frozenset[str]]) -> frozenset[int]:
    """ "The mother of a man shot by police sued. Ann Roe says her son, Dale Roe, was unarmed"."""
    found = frozenset(
        n
        for n, each in enumerate(seen)
        if each >= _KIN_TOLD_OF and bearers[n].is_named and not signs.is_suspects_victim(each)
    )
    return found if len(found) == 1 else frozenset()


_KIN_TOLD_OF = frozenset({"before:kin_of_speaker", "art:kin_of_hit"})

_BY_A_BULLET = frozenset({"before:bullet", "art:civilian0"})


def _may_be_hit(seen: frozenset[str]) -> bool:
    return not signs.is_barred(seen) and not any(other(seen) for other in _NOT_HERE)


def settled(
    scene: Scene,
    seen: Sequence[frozenset[str]],
    struck: frozenset[int],
    wounded: frozenset[int],
    *,
    many: bool,
) -> tuple[frozenset[int], frozenset[int]]:
    """Who was hit by police and who at all, once those chosen are held against each other."""
    preyed = together.victims_of(scene, struck) | prey.of(scene, struck)
    theirs = frozenset(n for n in preyed if not signs.BY_POLICE & seen[n])
    wounded |= {n for n in theirs if signs.is_officer(seen[n])}  # "and killed bailiffs Roe and Poe"
    if left := struck - theirs:
        struck, wounded = left, wounded | (struck & theirs)
        wounded |= {n for n in theirs if signs.is_hurt(seen[n])}
    if not many:
        untied = never_told.of_police(scene, struck, seen)
        struck, wounded = struck - untied, wounded | {n for n in untied if signs.EXPLICIT & seen[n]}
    for kin, whose in together.kin_hit(scene, struck):
        if scene.bearers[kin].is_named and not signs.is_officer(seen[kin]) and kin != whose:
            struck = (struck | {kin}) - ({whose} if whose is not None else set())
    struck |= frozenset(
        n
        for n in bullets.hit(scene)
        if scene.bearers[n].is_named
        and (not signs.is_of_police(seen[n]) or bullets.only_police_fired(scene))
    )
    struck |= in_the_dock.defendants(scene, seen, struck)
    struck |= _beside(scene, seen, struck) - theirs
    attacked = together.of_an_attack(scene, struck)
    struck, wounded = struck - attacked, wounded | attacked
    others = together.beside_others(scene, struck)
    untold = frozenset(n for n in others if not (signs.EXPLICIT | signs.HIT_CUES) & seen[n])
    struck = struck - untold or struck
    struck -= not_hit.who_tell_of_kin(scene, struck, seen)
    struck -= not_hit.who_answer_for_it(scene, struck, seen)
    struck -= not_hit.of_the_other_gender(scene, struck, seen)
    officers = {n for n, each in enumerate(seen) if signs.is_officer(each)} - theirs
    hurt = {n for n in officers if (signs.HURT | _OFFICER_HURT) & seen[n]}
    hurt = hurt or {
        n for n in officers if not signs.fired(seen[n]) and "predicate:say" not in seen[n]
    }
    return struck | colleagues.hit_by_own(scene, officers, hurt, struck), wounded


def _beside(scene: Scene, seen: Sequence[frozenset[str]], hit: Set[int]) -> frozenset[int]:
    """Who is told to have been hit in one list with those ``hit``, and is nobody else."""
    more = together.listed(scene, hit)
    return frozenset(
        n
        for n in more
        if scene.bearers[n].is_named
        and not signs.is_barred(seen[n])
        and personhood.is_known(scene.bearers[n].fullest)
        and other_part(scene.bearers[n], seen[n]).role is not None
    )


_OFFICER_HURT = frozenset(
    "predicate:hurt predicate:shot bond:struck before:bullet after:in_hospital".split()
)


def _only_one_hit(wounded: Set[int], seen: Sequence[frozenset[str]]) -> frozenset[int]:
    """Where police hit somebody and one person alone is told to be hit, they are one."""
    able = frozenset(n for n in wounded if not signs.is_of_police(seen[n]))
    one = next(iter(able), None)
    if len(able) != 1 or one is None:
        return frozenset()
    return able if _may_be_hit(seen[one]) else frozenset()


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


def _told(part: Part, seen: frozenset[str], *, accused: bool, fired: bool) -> Part:
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


#: So likely, in log-odds, that being charged or told to be unhurt is no bar.
_SURE = 2.5
#: As :data:`_SURE`, of kin, speakers and bystanders where nobody else is found.
_SURE_OF_SPEAKER = 1.0
#: How much less sure the models need be of who is told outright, or second where two are told.
_TOLD_BONUS = 1.5


def victims(
    bearers: Sequence[Bearer],
    seen: Sequence[frozenset[str]],
    scores: Sequence[float],
    *,
    many: bool,
    nobody_else: bool = False,
) -> frozenset[int]:
    """Who was hit by police, given each one's odds of it and whether two or more were.

    ``nobody_else``: nobody is found otherwise, so that kin or who speaks need be less likely.
    """
    kin = kin_of_the_hit(bearers, seen, scores)
    told = {
        n for n, each in enumerate(seen) if signs.BY_POLICE & each and not signs.is_barred(each)
    }
    suspects = {n for n in told if _SUSPECTED_OF & seen[n]}
    return frozenset(
        n
        for n, bearer in enumerate(bearers)
        if bearer.is_named
        and not kin[n]
        and (not suspects or n in told or many)
        and (scores[n] > _least(seen[n], nobody_else=nobody_else) or not signs.is_barred(seen[n]))
        and _is_victim(seen[n], scores[n], many=many, others_told=bool(told - {n}))
    )


#: Called the suspect beside the name: where police hit that one, others were hit by them.
_SUSPECTED_OF = frozenset({"after:the_suspect", "before:suspect_word"})
_NOT_HERE = (signs.was_found, signs.is_suspects_victim)


_OFFICERS_TRIED = frozenset({"bond:accused", "bond:officer_of_other_case"})


def _is_victim(seen: frozenset[str], score: float, *, many: bool, others_told: bool) -> bool:
    """``others_told``: police are told in so many words to have hit somebody else."""
    if (
        signs.is_of_police(seen)
        or _OFFICERS_TRIED & seen
        or signs.speaks_of_kin(seen)
        or any(other(seen) for other in _NOT_HERE)
    ):
        return False
    if signs.is_barred(seen) and (signs.NEVER | {"predicate:unhurt"}) & seen:
        return False
    level = thresholds()["police"]
    second = (many and (signs.EXPLICIT | {"described:police"}) & seen) or (
        others_told and "before:also_hit" in seen
    )
    beside = {"bond:recovers", "bond:companion", "art:civilian0"} <= seen
    mourned = "after:family" in seen and (many or not others_told)
    # "The suspect was struck. … The suspect, NAME, is in stable condition"; "the decedent is NAME".
    struck = {"described:struck", "bond:recovers"} <= seen
    called = (struck or "before:decedent" in seen) and not others_told
    if (signs.BY_POLICE | signs.HIT_NEXT) & seen or second or beside or mourned or called:
        level -= _TOLD_BONUS
    other = many and "before:the_other" in seen  # "police hit two men. … The other, NAME, 28"
    return score > level or other or signs.is_told_with(seen) or "before:estate" in seen


def _least(seen: frozenset[str], *, nobody_else: bool) -> float:
    """How likely, in log-odds, somebody barred must be to have been hit."""
    firm = (
        signs.is_officer(seen)
        or signs.is_accused(seen)
        or signs.is_elder(seen)
        or bool((signs.NOT_HIT | {"after:official_appos"}) & seen)
    )
    return _SURE_OF_SPEAKER if nobody_else and not firm else _SURE


def others_hit(
    bearers: Sequence[Bearer],
    seen: Sequence[frozenset[str]],
    scores: Sequence[float],
    *,
    police: bool,
) -> frozenset[int]:
    """Who was hit at all, given each one's odds of it; officers too."""
    level = thresholds()["hit"]
    kept = signs.is_somebody_else if police else signs.is_only_heard
    return frozenset(
        n
        for n, bearer in enumerate(bearers)
        if bearer.is_named
        and scores[n] > level
        and not kept(seen[n])
        and not signs.only_fired(seen[n])
    )


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
    scored = sorted(_role_odds(seen, by or model()), key=lambda p: (-p[0], p[1]))
    nobody = next(score for score, role in scored if role == _NOBODY)
    if nobody > thresholds()["nobody"] or not (bearer.is_named or "title:none" not in seen):
        return Part(None, probability(nobody))
    best, role = next((score, role) for score, role in scored if role != _NOBODY)
    if role == Role.OFFICER_FIRED and (not signs.fired(told) or signs.judges(told)):
        role = Role.OFFICIAL if signs.speaks_of_it(told) else Role.OFFICER
    return Part(Role(role), probability(best))


def _role_odds(seen: Set[str], by: Weights) -> Iterator[tuple[float, str]]:
    """As :func:`odds` of each role: few features, asked of many tables."""
    ordered = sorted(seen)
    for question, weights in by.items():
        if question.startswith("role:"):
            told = weights[""] + sum(filter(None, map(weights.get, ordered)))
            yield told, question.removeprefix("role:")


def _weight(question: str, name: str) -> float:
    return model()[question].get(name, 0.0)


def thresholds() -> Mapping[str, float]:
    found: Mapping[str, float] = _shipped()["thresholds"]  # type: ignore[assignment]
    return found


def confidence(question: str, log_odds: float) -> float:
    """How often such a score was right on articles the models had not seen (Platt's scaling)."""
    scale = _shipped()["calibration"][question]
    return probability(scale["slope"] * log_odds + scale["shift"])
