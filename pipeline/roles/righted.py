"""Parts that the words beside a name belie.

The weights of :mod:`pipeline.roles.role_odds` see a rank near a shot; "wounded was Deputy Roe", "he
killed two bailiffs, Sheriff Poe said" and "Lee Doe, 50, discharged his own pistol" are read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.gunfire.gunfire import Gunfire
from pipeline.gunfire.police_names import police_names
from pipeline.language.actors import OFFICER
from pipeline.language.word_classes import Actor
from pipeline.lexicon.people_words import words
from pipeline.naming.forms import Bearer
from pipeline.naming.mentions import Named
from pipeline.records import Role
from pipeline.roles import acquaintances, own_words
from pipeline.roles.quarrels import overlap
from pipeline.roles.scene import Scene

_TITLES = words()["titles"]
_OFFICES = _TITLES["official"] - {"captain", "capt", "major", "maj"}
_OF_FORCE = _TITLES["officer"] | _TITLES["official"]
_APPOSED = re.compile(
    rf"\b{OFFICER}(?:\s+(?:who\s+\w+\s+)?(?:was\s+)?(?:named|identified\s+as|is|was))?,?\s+$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"\s*,[^.;:]{{0,60}}?\b{OFFICER}\b", re.IGNORECASE)


def righted(scene: Scene, bearer: Bearer, role: Role, *, police: bool) -> Role:
    """The part, where the words beside the name do not tell another; ``police``: hit somebody."""
    if acquaintances.is_one(scene, bearer, role):
        return Role.OTHER
    if role is Role.OFFICER_FIRED:
        return _officer(scene, bearer, police=police)
    if role is Role.OFFICER:
        return _other_officer(scene, bearer, police=police)
    if role is Role.OFFICIAL and _is_ranked_kin(scene, bearer):
        return Role.RELATIVE
    if (
        role is Role.SHOT_BY_POLICE
        and _shot_self(scene, bearer)
        and not _hit(scene, bearer, _by_police)
    ):
        return Role.SHOT_BY_OTHER
    if role is Role.SHOT_BY_OTHER and police and _fired_unhurt(scene, bearer):
        return Role.OFFICER_FIRED
    if role is Role.SHOT_BY_OTHER and _only_shot(scene, bearer):
        return Role.SUSPECT
    if role is Role.RELATIVE and not police and _is_kin_that_died(scene, bearer):
        return Role.SHOT_BY_OTHER
    if role is Role.OTHER and not police and bearer.given and _hit_outright(scene, bearer):
        return Role.SHOT_BY_OTHER
    return role


def _officer(scene: Scene, bearer: Bearer, *, police: bool) -> Role:
    """Of who is given as an officer that fired: one who was hit, a spokesman or no officer."""
    fired = any(own_words.fires(text, one) for one, text in _said(scene, bearer))
    if not (police or is_of_force(scene, bearer)):
        hurt = _wounded(scene, bearer)
        return Role.SHOT_BY_OTHER if hurt else Role.SUSPECT if fired else Role.OTHER
    if fired:
        return Role.OFFICER_FIRED
    if _hit_outright(scene, bearer) or _hit(scene, bearer, _by_others):
        return Role.SHOT_BY_OTHER
    office = any(not _OFFICES.isdisjoint(one.titles) for one in bearer.mentions)
    return Role.OFFICIAL if office else Role.OFFICER_FIRED


def _other_officer(scene: Scene, bearer: Bearer, *, police: bool) -> Role:
    """Of who is given as an officer beside those that fired: told to have fired, or to be hit."""
    fired = any(_fires_alone(scene, one, text) for one, text in _said(scene, bearer))
    if police and fired and is_of_force(scene, bearer):
        return Role.OFFICER_FIRED
    if _hit_outright(scene, bearer) or _hit(scene, bearer, _by_others):
        return Role.SHOT_BY_OTHER
    return Role.RELATIVE if _is_ranked_kin(scene, bearer) else Role.OFFICER


def _fired_unhurt(scene: Scene, bearer: Bearer) -> bool:
    """ "The officer is Luke Farrow. … Farrow fired once": of the force, and nowhere hit."""
    return (
        is_of_force(scene, bearer)
        and any(_fires_alone(scene, one, text) for one, text in _said(scene, bearer))
        and not _hit_outright(scene, bearer)
        and not _hit(scene, bearer, _at_all)
    )


_BY_HIS = re.compile(r"\bby\s+(?:his|her|their)\b")


def _fires_alone(scene: Scene, one: Named, text: str) -> bool:
    """Told to have fired, with nobody else named between but in one list."""
    told = own_words.fires(text, one)
    if told is None or _BY_HIS.search(text, *told):
        return False
    last = scene.list_of(one)[1]
    return not any(last < other.start < told[1] for other, _ in scene.named[one.sentence])


def _said(scene: Scene, bearer: Bearer) -> Iterator[tuple[Named, str]]:
    for one in bearer.mentions:
        yield one, scene.sentences[one.sentence].text


def is_of_force(scene: Scene, bearer: Bearer) -> bool:
    """Whether who is named is told to be of a force, or stands trial for what one did."""
    if bearer in scene.on_trial or bearer.surname in police_names(scene.sentences):
        return True
    return any(
        not _OF_FORCE.isdisjoint(one.titles)
        or _APPOSED.search(text, 0, one.start)
        or _AFTER.match(text, one.end)
        for one, text in _said(scene, bearer)
    )


def _wounded(scene: Scene, bearer: Bearer) -> bool:
    return any(
        own_words.wounded(text, one, *scene.list_of(one)) for one, text in _said(scene, bearer)
    )


def _shot_self(scene: Scene, bearer: Bearer) -> bool:
    return any(own_words.shot_self(text, one) for one, text in _said(scene, bearer))


def _hit(scene: Scene, bearer: Bearer, tells: Callable[[Gunfire], bool]) -> bool:
    """Whether gunfire of a kind is told to hit who is named."""
    return any(
        tells(event) and overlap(event.target_at, one.start, one.end)
        for one in bearer.mentions
        for event in scene.gunfire[one.sentence]
    )


def _by_police(event: Gunfire) -> bool:
    return event.by_police


def _at_all(event: Gunfire) -> bool:
    return event.hit


def _by_others(event: Gunfire) -> bool:
    """ "Roe also shot Deputy Poe": told of somebody who is no officer."""
    return event.hit and event.shooter is Actor.CIVILIAN


def _only_shot(scene: Scene, bearer: Bearer) -> bool:
    """Told to have shot others, and nowhere to have been hit."""
    shot = any(
        own_words.shot_another(text, one, one.start) or own_words.shot_by(text, one)
        for one, text in _said(scene, bearer)
    )
    if shot and any(own_words.tells_gunman_hit(each.text) for each in scene.sentences):
        return False  # "then turned the gun on himself", under whatever name
    return shot and not _wounded(scene, bearer) and not _hit(scene, bearer, _at_all)


#: "According to her father, Army Sgt. Roe", "is the daughter of former mayor Ann Roe".
_RANKED_KIN = re.compile(rf"\b(?:his|her|their|victim['’]s)\s+(?:[\w-]+\s+)?{own_words.KIN},?\s+$")
_KIN_OF_RANKED = re.compile(
    rf"\b(?:is|was)\s+(?:the|an?)\s+(?:[\w-]+\s+)?{own_words.KIN}\s+of\s+(?:former|retired)\s[^,.;]{{0,40}}$"
)


def _is_kin_that_died(scene: Scene, bearer: Bearer) -> bool:
    return any(
        own_words.slain_kin(text, one) or own_words.kin_hit(text, one)
        for one, text in _said(scene, bearer)
    )


def _is_ranked_kin(scene: Scene, bearer: Bearer) -> bool:
    return any(
        (
            not own_words.says(text, one)
            and _RANKED_KIN.search(text, 0, scene.tokens[one.sentence][one.title_start].start)
        )
        or _KIN_OF_RANKED.search(text, 0, one.start)
        for one, text in _said(scene, bearer)
    )


def _hit_outright(scene: Scene, bearer: Bearer) -> bool:
    return any(
        own_words.hit_outright(text, one, *scene.list_of(one)) for one, text in _said(scene, bearer)
    )
