"""Who of those named was hit, by police and at all."""

from __future__ import annotations

from collections.abc import Sequence, Set

from pipeline.naming import personhood
from pipeline.naming.forms import Bearer
from pipeline.roles import (
    bullets,
    colleagues,
    in_the_dock,
    never_told,
    not_hit,
    prey,
    signs,
    together,
)
from pipeline.roles.other_parts import other_part
from pipeline.roles.role_odds import thresholds
from pipeline.roles.scene import Scene


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
    struck, wounded = _without_prey(seen, struck, wounded, theirs)
    if not many:
        untied = never_told.of_police(scene, struck, seen)
        struck, wounded = struck - untied, wounded | {n for n in untied if signs.EXPLICIT & seen[n]}
    struck = _kin_hit_instead(scene, seen, struck) | _hit_by_bullets(scene, seen)
    struck |= in_the_dock.defendants(scene, seen, struck)
    struck |= listed_with(scene, seen, struck) - theirs
    attacked = together.of_an_attack(scene, struck)
    struck, wounded = struck - attacked, wounded | attacked
    struck = _without_who_was_not_hit(scene, seen, struck)
    return struck | _officers_hit_by_own(scene, seen, struck, theirs), wounded


def _without_prey(
    seen: Sequence[frozenset[str]],
    struck: frozenset[int],
    wounded: frozenset[int],
    theirs: frozenset[int],
) -> tuple[frozenset[int], frozenset[int]]:
    """``theirs``: whom those hit by police had hit, unless nobody else is left."""
    wounded |= {n for n in theirs if signs.is_officer(seen[n])}  # "and killed bailiffs Roe and Poe"
    if not (left := struck - theirs):
        return struck, wounded
    return left, wounded | (struck & theirs) | {n for n in theirs if signs.is_hurt(seen[n])}


def _kin_hit_instead(
    scene: Scene, seen: Sequence[frozenset[str]], struck: frozenset[int]
) -> frozenset[int]:
    """Where somebody's kin are told to have been hit: these, and not whose kin they are."""
    for kin, whose in together.kin_hit(scene, struck):
        if scene.bearers[kin].is_named and not signs.is_officer(seen[kin]) and kin != whose:
            struck = (struck | {kin}) - ({whose} if whose is not None else set())
    return struck


def _hit_by_bullets(scene: Scene, seen: Sequence[frozenset[str]]) -> frozenset[int]:
    return frozenset(
        n
        for n in bullets.hit(scene)
        if scene.bearers[n].is_named
        and (not signs.is_of_police(seen[n]) or bullets.only_police_fired(scene))
    )


def _without_who_was_not_hit(
    scene: Scene, seen: Sequence[frozenset[str]], struck: frozenset[int]
) -> frozenset[int]:
    """Less who is listed beside others, tells of kin, answers for it, or is of the other gender."""
    others = together.beside_others(scene, struck)
    untold = frozenset(n for n in others if not (signs.EXPLICIT | signs.HIT_CUES) & seen[n])
    struck = struck - untold or struck
    struck -= not_hit.who_tell_of_kin(scene, struck, seen)
    struck -= not_hit.who_answer_for_it(scene, struck, seen)
    return struck - not_hit.of_the_other_gender(scene, struck, seen)


def _officers_hit_by_own(
    scene: Scene, seen: Sequence[frozenset[str]], struck: frozenset[int], theirs: frozenset[int]
) -> frozenset[int]:
    """Officers whom police hit by mistake; not those whom the person shot had hit."""
    officers = {n for n, each in enumerate(seen) if signs.is_officer(each)} - theirs
    hurt = {n for n in officers if (signs.HURT | _OFFICER_HURT) & seen[n]}
    hurt = hurt or {
        n for n in officers if not signs.fired(seen[n]) and "predicate:say" not in seen[n]
    }
    return colleagues.hit_by_own(scene, officers, hurt, struck)


def listed_with(scene: Scene, seen: Sequence[frozenset[str]], hit: Set[int]) -> frozenset[int]:
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
