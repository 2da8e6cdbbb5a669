"""Who cannot be the one police hit, of those whom no words tell to have been.

A mother who tells of her son; somebody whose first name nearly only women bear, where police are
told to have shot a man.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from pipeline.language.cued import Cued
from pipeline.lexicon import given_genders
from pipeline.naming.described import gender_of
from pipeline.naming.mentions import Named
from pipeline.roles import counts, signs
from pipeline.roles.scene import Scene

#: What is told beside a name of who was hit, and hardly of who tells of it.
_TOLD = (
    signs.TOLD_HIT
    | signs.HURT
    | (signs.HIT_CUES - {"intro:police"})
    | frozenset("age:after age:before before:victim_word bond:companion before:client".split())
)
_KIN = (
    r"(?:son|daughter|grandson|granddaughter|brother|sister|child|boy|girl|nephew|niece|cousin|father|mother|dad|mom"
    r"|husband|wife|fianc[ée]e?|boyfriend|girlfriend|partner)"
)
_HIS_KIN = Cued(
    rf"(?<!\band\s)(?<!\bwith\s)\b(?P<whose>her|his)\s+(?:[\w-]+\s+){{0,2}}?{_KIN}\b(?P<name>,?\s+)?",
    re.IGNORECASE,
)


def who_tell_of_kin(scene: Scene, hit: Set[int], seen: Sequence[frozenset[str]]) -> frozenset[int]:
    """Of those ``hit``, whose kin is: "Ann Roe spoke first. Her son Abel was 18 when …"."""
    return frozenset(
        n
        for n in hit
        if _is_untold(seen[n])
        and any(_tells_of_kin(scene, one, n, hit) for one in scene.bearers[n].mentions)
    )


def _is_untold(seen: frozenset[str]) -> bool:
    return not _TOLD & seen and not any(name.startswith("gun:target") for name in seen)


def _tells_of_kin(scene: Scene, mention: Named, n: int, hit: Set[int]) -> bool:
    gender = given_genders.usual(scene.bearers[n].given)
    for place, start in ((mention.sentence, mention.end), (mention.sentence + 1, 0)):
        if place >= len(scene.sentences):
            continue
        sentence = scene.sentences[place]
        if start == 0 and scene.named[mention.sentence][0][1] != n:
            continue  # "Roe and Ann Poe came. Her son": whose
        for match in _HIS_KIN.finditer(sentence.text, start):
            if gender and gender_of(match["whose"]) != gender:
                continue
            named = {other for one, other in scene.named[place] if one.start == match.end()}
            told = any(
                event.by_police and event.hit and event.start > match.start()
                for event in scene.gunfire[place]
            )
            if told and ((named or hit) & hit) - {n}:
                return True
    return False


#: What else hurts people, told right behind a name: "was treated for a cut from broken glass".
_HURT_OTHERWISE = re.compile(
    r"(?:,\s+\d{1,3},)?(?:,\s+[^,.;]{1,60},)?\s+(?:who\s+)?(?:(?:was|were|had|is|has|been|also|later)\s+){0,3}"
    r"(?:treated|hospitali[sz]ed|hurt|injured|cut|suffered|sustained|broke|bruised|sprained|fell|taken\s+to)\b[^.;]{0,60}?"
    r"\b(?:cuts?|(?:broken|flying|shattered)\s+glass|glass\s+cuts?|shards?|debris|falls?|crash|bruises?|sprain\w*|smoke|concussion"
    r"|(?:dog|animal)\s+bites?|stab\s+wounds?|knife\s+wounds?|scrapes?|abrasions?|chest\s+pains?|heart\s+attack|anxiety|shock|exposure|dehydration"
    r"|broken\s+(?:arm|leg|wrist|nose|ankle|hand|bones?|collarbone|ribs?))\b"
)
_BULLET = re.compile(
    r"\b(?:shot|gun\w*|bullets?|rounds?|fired|graz\w+|ricochet\w*|buckshot|pellets?)\b",
    re.IGNORECASE,
)


def hurt_otherwise(scene: Scene, seen: Sequence[frozenset[str]]) -> frozenset[int]:
    """Who is told to be hurt by something else, and by no shot."""
    return frozenset(
        n
        for n in range(len(seen))
        if not (signs.EXPLICIT & seen[n] or "gun:target" in seen[n])
        and any(
            _HURT_OTHERWISE.match(text, one.end) is not None and _BULLET.search(text) is None
            for one in scene.bearers[n].mentions
            for text in (scene.sentences[one.sentence].text,)
        )
    )


def of_the_other_gender(
    scene: Scene, hit: Set[int], seen: Sequence[frozenset[str]]
) -> frozenset[int]:
    """Of those ``hit``, whose first name is no man's where police are told to have hit a man."""
    genders = _genders_hit(scene)
    if len(genders) != 1 or counts.police_hit_many(scene):
        return frozenset()
    return frozenset(
        n
        for n in hit
        if _is_untold(seen[n])
        and (usual := given_genders.usual(scene.bearers[n].given)) is not None
        and usual not in genders
    )


def _genders_hit(scene: Scene) -> frozenset[str]:
    """Of everybody whom police are told to have hit by a word that tells a gender."""
    told = (
        gender_of(sentence.text[slice(*event.target_at)].split()[-1])
        for sentence, events in zip(scene.sentences, scene.gunfire, strict=True)
        for event in events
        if event.by_police and event.of_person and event.target_at is not None
    )
    return frozenset(gender for gender in told if gender)


#: Told of the one who was hit, whatever their age and wherever they sat.
_TOLD_OUTRIGHT = _TOLD - frozenset("age:after age:before before:victim_word bond:companion".split())
_ANSWERS = Cued(
    r"\b(?:charged|accused|indicted|convicted|guilty|arrested)\b[^.;“”\"]{0,60}?"
    r"\b(?:(?P<whose>her|his|their)\s+(?:death|killing|murder)"
    r"|(?:death|killing|murder)\s+of\s+(?:his|her|an?)\s+(?:friend|passenger|girlfriend|boyfriend|cousin|companion|accomplice|partner))\b",
    re.IGNORECASE,
)
_HE = re.compile(r"(?:He|She|The\s+(?:driver|man|woman))\b")


def who_answer_for_it(
    scene: Scene, hit: Set[int], seen: Sequence[frozenset[str]]
) -> frozenset[int]:
    """Of those ``hit``, who is charged with a death: "He is charged with her death"."""
    if len(hit) < 2:
        return frozenset()
    return frozenset(
        n
        for n in hit
        if not _TOLD_OUTRIGHT & seen[n]
        and any(_answers(scene, one, n) for one in scene.bearers[n].mentions)
    )


def _answers(scene: Scene, mention: Named, n: int) -> bool:
    place = mention.sentence
    if _ANSWERS.search(scene.sentences[place].text, mention.end):
        return True
    after = place + 1
    if after >= len(scene.sentences) or _named_in(scene, place) != {n}:
        return False
    text = scene.sentences[after].text
    return _HE.match(text) is not None and _ANSWERS.search(text) is not None


def _named_in(scene: Scene, place: int) -> set[int]:
    return {n for _, n in scene.named[place] if scene.bearers[n].is_named}


_NTH = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:nd|rd|th)|another)"
#: "The second fatal shooting by the department in two weeks".
_IN_A_ROW = Cued(
    rf"\b{_NTH}\s+(?:[\w’'-]+\s+){{0,4}}?shooting\b[^.;]{{0,60}}?\b(?:this\s+(?:week|month|year|summer|fall|spring|winter)"
    r"|in\s+(?:(?:as\s+many|less\s+than|about|just)\s+)?(?:an?|two|three|four|five|six|\d+)\s+(?:days|weeks|months)|since\b)",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:on|in|since)\s+(?:late\s+|early\s+)?(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)\w*\b\.?"
    r"|\b(?:last|earlier\s+this)\s+(?:week|month|year)\b|\b(?:days|weeks|months)\s+(?:ago|earlier|before)\b"
)
#: Sentences in which a story tells of what went before the shooting it is about.
_LOOKS_BACK = 2


def of_an_earlier_shooting(scene: Scene) -> frozenset[int]:
    """Who is named as hit on another day: "the second in two weeks. Roe was shot on May 3".

    Only where the story told of somebody without a name before.
    """
    counted = [n for n, one in enumerate(scene.sentences) if _IN_A_ROW.search(one.text)]
    if not counted or not any(
        event.by_police and event.of_person
        for events in scene.gunfire[: counted[0] + 1]
        for event in events
    ):
        return frozenset()
    first = counted[0]
    if any(len(one.parts) > 1 for named in scene.named[: first + 1] for one, _ in named):
        return frozenset()
    back = {
        place
        for place in range(first + 1, min(first + 1 + _LOOKS_BACK, len(scene.sentences)))
        if _DAY.search(scene.sentences[place].text)
        and any(event.by_police and event.hit for event in scene.gunfire[place])
    }
    return frozenset(
        n
        for n, bearer in enumerate(scene.bearers)
        if bearer.given and all(one.sentence in back for one in bearer.mentions)
    )
