"""Things that are named but are not of the person shot: of police, of others, of a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.gunfire.gunfire import Gunfire
from pipeline.how.in_hand import attacked_with, in_hand
from pipeline.language.actors import OFFICER, PERSON, POLICE
from pipeline.language.cued import Cued
from pipeline.language.held import Held
from pipeline.language.things import EVERYDAY, Thing
from pipeline.language.word_classes import Actor
from pipeline.records import Sentence

_DRAWN = re.compile(r"^\s+(?:drawn|pointed at (?:him|her|them))\b", re.IGNORECASE)

#: Right before the name of a thing: "the officer's", "a service", "police drew a".
_POLICE_OWN = Cued(
    # "the officer's", "a service"
    rf"(?:{POLICE}|sheriff|chief)['’]s?\s+(?:\w+\s+){{0,3}}$"
    r"|(?:service|duty|departmental|department-issued|police|taser|stun|bean-?bag|less-lethal)\s+$"
    # "an officer drew his"
    rf"|(?<!\bwith )(?<!\bat )(?<!\bat the )(?<!\btoward )(?<!\btowards )(?<!\btoward the )"
    rf"(?<!\bwith the )"
    rf"\b{POLICE}\b(?:\s+(?!(?:who|after|when|as|before|because|while|sa(?:id|ys?|w)|that|he|she|him|her|the|a|allegedly|reportedly|found|spotted|told|believed|noticed|watched)\b)[\w-]+){{0,4}}?\s+(?:fired|drew|discharg\w+|drawn|pulled|carr\w+|raised|pointed|used|unholstered|carries|holstered|reach\w*\s+for)\s+(?:(?!(?:after|when|as|at|because|while|once|before)\b)\w+\s+){{0,3}}$"
    # "meant to reach for her Taser, not her"
    r"|\bmeant\s+to\s+\w+\s+(?:for\s+)?(?:his|her|a|the)\s+(?:taser|stun\s+gun)\b[^.;]{0,40}$"
    # "the officer began pointing his"
    rf"|\b{OFFICER}\b(?:(?!\b(?:{PERSON}|who|he|she|him|her|when|as|after|because)\b)[^.;,]){{0,40}}?\b(?:started|began|kept|was|were)\s+(?:pointing|aiming|waving)\s+(?:\w+\s+){{0,3}}$"
    # "an officer, who carried a", "an officer, armed with a"
    rf"|\b{OFFICER}\s*,\s+who\s+(?:had|carried|carries|was\s+carrying|held)\b(?:(?!\b(?:{PERSON}|him|shot|met|seen)\b)[^.;,]){{0,50}}$"
    rf"|\b{OFFICER}\s*,?\s+armed\s+with\s+(?:\w+\s+){{0,3}}$"
    # "deputies with their own"
    rf"|\b{POLICE}\s+(?:(?!{PERSON}\b|(?:who|he|she|him|her|and|that|after|when|as)\b)[\w,-]+\s+){{0,7}}?(?:with|had)\s+(?:his|her|their)\s+(?:own\s+)?$",
    re.IGNORECASE,
    by_letter=True,
)

#: "Charged with manslaughter with a firearm": the words of a statute.
_STATUTE = re.compile(
    r"\b(?:manslaughter|murder|homicide|assault|battery|robbery)\s+with\s+(?:an?\s+)?$",
    re.IGNORECASE,
)

#: What somebody was once convicted of, or was himself hit with.
_ON_RECORD = re.compile(
    r"\bright\s+to\s+(?:possess|own|carry|bear|buy|have)\s+[^.;,]{0,40}$|\b(?:convictions?|convicted|prison|probation|parole|record|pleaded\s+guilty|sentenced|felony)\b[^.;]{0,60}\b(?:for|of|with|involving)\s+[^.;,]{0,40}$",
    re.IGNORECASE,
)

_HIT_WITH = re.compile(
    r"\b(?:was|were|been|being)\s+(?:\w+\s+)?(?:shot|killed|robbed|wounded|murdered)\b[^.;,]{0,25}\bwith\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


def somebody_else(masked: Sentence) -> int:
    """Where a sentence begins to tell of somebody named who is not one of those shot."""
    match = _AGED.search(masked.text) if _AGE.search(masked.text) else None
    return match.end() if match else len(masked.text)


_AGE = re.compile(r",\s+\d{1,2},")  # sooner looked for than a name
_AGED = Cued(rf"\b[A-Z][\w’'-]+\s+(?:[A-Z]\.\s+)?[A-Z][\w’'-]+{_AGE.pattern}")


def officers_of(
    sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]]
) -> frozenset[str]:
    """The surnames of officers who fire or are hit."""
    spans = [
        (sentence.text, at)
        for sentence, events in zip(sentences, heard, strict=False)
        for event in events
        for who, at in ((event.shooter, event.shooter_at), (event.target, event.target_at))
        if who is Actor.POLICE and at is not None
    ]
    last = [text[start:end].split()[-1] for text, (start, end) in spans if text[start:end].strip()]
    return frozenset(word for word in last if word.istitle())


def with_roles(sentence: Sentence, officers: frozenset[str], shot: frozenset[str]) -> Sentence:
    """The sentence with officers' surnames as "cop", others' as "man", every offset kept."""
    text = sentence.text
    names = [name for name in sorted(officers | shot) if len(name) > 2 and name in text]
    if not names:
        return sentence
    pattern = rf"\b(?P<name>{'|'.join(map(re.escape, names))})(?P<own>['’]s)?(?!\w)"

    def noun(match: re.Match[str]) -> str:
        word = "cop" if match["name"] in officers else "man"
        return (word + (match["own"] or "")).ljust(len(match[0]))

    return replace(sentence, text=re.sub(pattern, noun, text))


def as_written(held: Held, sentence: Sentence) -> Held:
    text = sentence.text
    phrase = text[held.start : held.end]
    return replace(held, phrase=phrase, sentence=sentence)


#: "Charged with possession of a firearm by a felon", "handgun violations".
_CHARGE = Cued(
    r"\b(?:charges?|charged\s+(?:\w+\s+){0,2}with|counts?|convicted|guilty|indicted)\b(?:(?!\b(?:after|when|as|who|because|that|had|holding"
    r"|pulled|pointed|fired|held)\b)[^.;]){0,120}$"
    r"|(?<!in )\b(?:possession|possessing|storage|discharg\w+|unlawful\w*|illegal\w*)\s+"
    r"(?:of\s+|use\s+of\s+|carry\w*\s+(?:of\s+)?)?(?:an?\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)

_CHARGED = re.compile(
    r"\s+(?:charges?|violations?|offen[cs]es?|possession|permit|by\s+an?\s+(?:convicted\s+)?felon)\b",
    re.IGNORECASE,
)


def in_charge(thing: Thing) -> bool:
    """Is the thing told only in the words of a charge?"""
    if _CHARGED.match(thing.text, thing.end):
        return True
    return _CHARGE.search(thing.text, max(0, thing.head - 200), thing.head) is not None


#: "Gun range", "gun laws": no gun in anybody's hands.
_OF_GUNS = re.compile(
    r"\s+(?:rounds?|shots|shot\s+wounds?|tips?|hotlines?|buy-?backs?|casings?|bullets?|ammunition|shells?|holsters?|grips?|permits?|licen[cs]es?|safety|offen[cs]es?|cases?|ranges?|cars?|trucks?|box|chest|animals?|shops?|stores?|shows?|laws?|violence|control|owners?|rights|lobby|dealers?|houses?|apartments?|homes?|classes|class|club|training|instructors?|enthusiasts?|collections?|collectors?|sharpeners?|blocks?|drawers?|racks?|safes?|parts?)\b",
    re.IGNORECASE,
)

#: "A pistol was found in the area": whose it was is left open.
_NEARBY = re.compile(
    r"^(?:,\s+[^.;,]{1,25},\s+and\s+it\s+)?[^.;,]{0,20}\b(?:found|recovered|located|lay|turned\s+up|discovered)\s+[“\"]?(?:nearby|(?:\w+\s+){1,2}(?:yards?|houses?|doors?|streets?|blocks?|feet)\s+(?:over|away|down|from)\b|on\s+(?:the\s+other\s+side|a\s+neighbor['’]s)|outside\s+(?:the|a)\s+(?:fence|yard)|in\s+the\s+(?:area|neighborhood)|around\s+the\s+corner|(?:a|one|two)\s+blocks?)\b",
    re.IGNORECASE,
)

#: Police carry these, too, and others have them about: only in somebody's own hands.
_OF_POLICE = frozenset(("stun gun", "pepper spray", "flashlight", "baton", "nightstick", "taser"))

_COMMON = _OF_POLICE | frozenset(
    """pipe tool saw club cane crutch chain bottle board plank chair skateboard rock stone arrow
    syringe firework fireworks""".split()
)

#: "Armed with", "picked up", "swung": somebody holds it.
_GRASPED = re.compile(
    r"\b(?:armed\s+with|holding|held|carrying|carried|brandish\w+|wield\w+|grabb\w+|had(?!\s+been)|took|sw[iu]ng\w*|rais(?:ed|ing)"
    r"|lift(?:ed|ing)|thr[eo]w(?:ing)?|hurl\w+|wav(?:ed|ing)|clutch\w+|picked\s+up|drop(?:ped|ping)?|put(?:ting)?\s+down|recovered|heft\w*|heav(?:ed|ing)|hove|lobb\w+|fl[iu]ng\w*|chuck\w+|hoist\w*|pitch(?:ed|ing)|yank\w+|sh(?:ook|aking)|jabb\w+|us(?:ed|ing)\s+(?=(?:an?|his|her)\s)|(?:wound|winding|str[iu]ck|hit|attack|beat|assault|stab|slash|jab|pok|motion|gestur|smash"
    r"|threaten|charg|lung|c[ao]m|advanc|approach|rush|arm|rose|rising|stood|emerg|(?:walk|step|mov)\w*\s+toward)\w*\b[^.;]{0,30}?\bwith)\b[^.;]{0,30}$",
    re.IGNORECASE,
)

#: "Pulled a chain from his bag", "a rock was found next to him".
_ON_THEM = re.compile(
    r"^s?\s+(?:out\s+of|from)\s+(?:his|her|their|an?)\s+(?:[\w-]+\s+)?(?:\w*bag|\w*pack|purse|case|waist\w*|belt|pockets?|jacket|coat|sleeve)\b"
    r"|^s?\s+(?:was|were|lay|lying)\s+(?:(?:found|recovered|lying)\s+)?(?:next\s+to|beside|near|by|under)\s+"
    rf"(?:him\b|her\b|his\b|the\s+{PERSON})"
    r"|^s?\s+(?:was\s+)?in\s+(?:his|her|one)\s+(?:\w+\s+)?(?:hands?|fists?|grip)\b",
    re.IGNORECASE,
)

#: "The officer's", "Deputy Roe's".
_OFFICERS = rf"{POLICE}(?:\s+(?-i:[A-Z])[\w’'-]+?){{0,2}}['’]s?\s+"
#: Of police who have a colleague's.
_NOT_POLICE = r"(?<!officer\s)(?<!deputy\s)(?<!trooper\s)(?<!cop\s)(?<!police\s)"
#: "Wrestled the officer's Taser away", "the deputy's baton was taken from him".
_TAKEN = re.compile(
    rf"(?<!to\s)\b(?:took|taken|taking|(?:got|gotten|gained)\s+(?:hold|control|possession)\s+of|grabbed(?!\s+(?:for|at)\b)|wrest\w+|snatched|seized|pulled|got|ripped|stole"
    rf"|(?:c[ao]me|coming|came|end(?:ed|ing)|wound|winding|got|getting)\s+(?:up|away)\s+(?:with|holding)|tore|yanked|plucked|turned(?!\s+(?:over|in)\b)|{_NOT_POLICE}(?:had|has|held|(?:was\s+)?holding|wielding|using|used|waving))\b[^.;]{{0,25}}?"
    rf"\b{_OFFICERS}(?:own\s+)?(?:[\w-]+\s+){{0,2}}$",
    re.IGNORECASE,
)

_TAKEN_AFTER = re.compile(
    r"^\s+(?:was|were|had\s+been|got)\s+(?:taken|wrest\w+|grabbed|snatched|pulled)\s+(?:away|from)\b"
    rf"|^\s+(?:away\s+|right\s+)?(?:from|out\s+of)\s+(?:(?:an?|the|one)\s+)?(?:\w+\s+)?{POLICE}",
    re.IGNORECASE,
)

_OF_DRINK = re.compile(r"s?\s+of\s+(?:water|beer|wine|whisk|vodka|liquor|pills|med)", re.IGNORECASE)


def taken_from_police(thing: Thing) -> bool:
    """Did somebody get a thing away from an officer?"""
    before = thing.text[max(0, thing.head - 90) : thing.head]
    if _TAKEN.search(before):
        return True
    away = _TAKEN_AFTER.match(thing.after)
    return away is not None and (
        _OFFICERS_OWN.search(before) is not None or re.search(POLICE, away.group()) is not None
    )


_OFFICERS_OWN = re.compile(rf"\b{_OFFICERS}(?:[\w-]+\s+){{0,2}}$", re.IGNORECASE)

#: "He started with a BB gun": told of years before.
_PASTIME = Cued(
    r"\b(?:start\w*|began|begin\w*|grew\s+up|practi[cs]\w+|train\w*|obsess\w*|fascinat\w+)\s+(?:out\s+)?with\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


#: Police themselves: not "police said the man pulled", "told him to drop", "lunged at a cop with".
_BY_POLICE = re.compile(
    rf"(?<!\bat )(?<!\bat the )(?<!\bat an )(?<!\bat a )\b{POLICE}\b"
    rf"(?:(?!\b(?:{PERSON}|he|she|him|her|drop)\b)[^.;])*$",
    re.IGNORECASE,
)


#: "Deputies stood by; one held a bottle".
_ONE_OF_POLICE = re.compile(
    rf"\b{POLICE}\b(?:(?!\b{PERSON}\b)[^.;])*;\s+one\b[^.;]*$", re.IGNORECASE
)
#: "Had his belt on", "took the stand with": no word for the use of a thing.
_MERELY = re.compile(r"(?:had|took|recovered)\b", re.IGNORECASE)


def _not_grasped(thing: Thing) -> bool:
    """A baton, a bottle, a chair that nobody is told to hold, or that police do."""
    if thing.kind == "harmless" and _ONE_OF_POLICE.search(thing.before):
        return True
    if thing.word not in _COMMON and thing.word not in EVERYDAY:
        return False
    if _OF_DRINK.match(thing.after):
        return True
    if thing.kind == "harmless":
        used = in_hand(thing) or attacked_with(thing)
        return not used or _BY_POLICE.search(thing.before[-50:]) is not None
    grasped = _GRASPED.search(thing.before)
    if grasped and thing.word in EVERYDAY and _MERELY.match(grasped.group()):
        grasped = None
    if not (grasped or _ON_THEM.match(thing.after)):
        return True
    return thing.word in _OF_POLICE and _BY_POLICE.search(thing.before[-50:]) is not None


def of_police(text: str) -> bool:
    """Do the words before a thing give it to police?"""
    apposed = _APPOSED.search(text)
    text = _DONE_BY.sub(_blank, text[: apposed.start()] if apposed else text)
    return _POLICE_OWN.search(text) is not None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


#: "A robber killed by police had used", "chased by two deputies pulled": he did, not they.
_DONE_BY = re.compile(
    rf"\b(?:shot|killed|wounded|hit|struck|chased|pursued|stopped|confronted|cornered|surrounded|approached)\s+(?:\w+\s+){{0,2}}?by\s+(?:[\w’'-]+\s+){{0,3}}?{POLICE}\b(?!['’])",
    re.IGNORECASE,
)
#: "His pistol, a .45": owned as what it explains.
_APPOSED = re.compile(
    r"\b(?:\w*gun|pistol|rifle|weapon|sidearm|firearm|revolver)\s*,\s+(?:an?|his|her)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


def not_theirs(thing: Thing) -> bool:
    """A thing of police, of somebody else, of a statute, or in nobody's hands."""
    near = thing.near
    return bool(
        of_police(near)
        or _DRAWN.search(thing.after)
        or _STATUTE.search(near)
        or _ON_RECORD.search(thing.text[: thing.head])
        or _HIT_WITH.search(near)
        or _hurt_with(near)
        or _PASTIME.search(near)
        or _OF_GUNS.match(thing.after)
        or _IN_THE_ROAD.search(near)
        or _ELSE.search(thing.before)
        or _IN_A_LAB.search(thing.before)
        or _OF_ANOTHER.match(thing.after_all)
        or _at_another_time(thing)
        or _beside_badge(thing)
        or _not_grasped(thing)
        or _is_in_general(thing)
        or (_OFFICER_WITH.search(near) and _FIRES.match(thing.after))
        or _NEVER_FIRED.search(thing.text, 0, thing.start)
    )


#: "Jo Lund, an officer from Dunmore, never fired his gun".
_NEVER_FIRED = re.compile(
    rf"\b{OFFICER}\b(?:(?!\b{PERSON}\b)[^.;])*\b(?:never|not|n['’]t)\s+(?:\w+\s+)?"
    r"(?:fired?|draw|drew|discharged?|used?)\s*$",
    re.IGNORECASE,
)
#: "A woman had been beaten with a lamp": in another's hand, or at another time.
_HURT_WITH = Cued(
    r"\b(?:was|were|been)\s+(?:\w+\s+)?(?:beaten|stabbed|slashed|cut)\b[^.;,]{0,25}\bwith\s+(?:an?\s+)?"
    r"(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


def _hurt_with(near: str) -> bool:
    """Was somebody hurt with the thing who is not of police?"""
    return _HURT_WITH.search(near) is not None and re.search(POLICE, near) is None


#: "An officer with a rifle shot him": before what he did, it is his own.
_OFFICER_WITH = Cued(
    rf"(?<!\bat )\b(?:an?|the|one|another)\s+(?:[\w-]+\s+)?{OFFICER}\s+with\s+an?"
    r"\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_FIRES = re.compile(
    r"\s+(?:then\s+|also\s+)?(?:shot|fired|killed|hit|struck|wounded|opened|took)\b", re.IGNORECASE
)
#: "The floor of the club", "left the club": where people dance.
_IN_A_CLUB = re.compile(
    r"\b(?:of|in|into|inside|outside|at|from|near|to|through|around|across|behind|by|left|leav\w+|enter\w*)\s+"
    r"(?:the|an?|this|that)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
#: "Had been thrown there by somebody else", "belonged to a cousin", "bore another's prints".
_OF_ANOTHER = re.compile(
    r"[^.;]{0,70}?\b(?:(?:belong(?:ed|s|ing)|(?:was|were|is)\s+registered)\s+to\s+(?!(?:him|her|the\s+(?:suspect|man|woman|driver|gunman|teen\w*|boy)|police)\b)(?:an?|his|her|the|another|some\w+|[A-Z][\w-]+['’]s)\s"
    r"|(?:thrown|tossed|dropped|left|stashed|hidden|discarded|placed|put|carried|held|fired|owned)\b[^.;]{0,50}?\bby\s+(?:some(?:one|body)\s+else|another\b|an?\s+(?:third|second|different|other)\b)"
    r"|(?:was|were)\s+(?:an?|his|her|the|another)\s+(?:[\w-]+\s+)?(?:cousin|friend|brother|sister|mother|father|roommate|passenger|neighbor|girlfriend|boyfriend|husband|wife|son|uncle|man|teenager|person)['’]s\b"
    r"|bore\s+(?:another|some\w+)\b)",
    re.IGNORECASE,
)
#: "Put the guns down", "surrender any firearms", "focused on guns and drugs".
_PLEA = re.compile(
    r"\b(?:put(?:ting)?\s+(?:down\s+)?(?:the|your|our|those|these)|any)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r"\b(?:everybody|everyone|people|kids)\s+(?:wants?|should|need)\b"
    r"|\b(?:any\s?time|whenever)\s+(?:people|you|someone|anyone|anybody)\b",
    re.IGNORECASE,
)
_ORDERED = re.compile(r"\b(?:told|order\w*|command\w*|yell\w*|shout\w*)\b", re.IGNORECASE)
_LOOSE = re.compile(
    r"\b(?:on|about|against|for|over|illegal|more|many|off|get|stop|stopping)\s+$", re.IGNORECASE
)


def _is_in_general(thing: Thing) -> bool:
    """A club that people go to, and guns of nobody in particular."""
    before = thing.text[max(0, thing.head - 60) : thing.head]
    if thing.word == "club":
        return _IN_A_CLUB.search(before) is not None
    if thing.kind != "firearm" or not thing.phrase.casefold().endswith(("guns", "firearms")):
        return False
    if _ANYBODY.search(before):
        return True
    if _PLEA.search(before):
        return _ORDERED.search(thing.text, 0, thing.head) is None
    return thing.start == thing.head and _LOOSE.search(before) is not None


#: "Often fired guns in his back yard", "had a pistol when he was arrested in March".
_HABIT = re.compile(
    r"\b(?:often|always|regularly|frequently|sometimes|usually|used\s+to|liked\s+to|loved\s+to|owned|collected)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_AT_ARREST = Cued(
    r"\b(?:at\s+the\s+time\s+of|during)\s+(?:his|her|their|the)\s+arrest\b|\bwhen\s+(?:he|she|they)\s+(?:was|were)\s+(?:later\s+)?arrested\b",
    re.IGNORECASE,
)
#: Where a thing is kept: nobody had it in hand.
_KEPT = re.compile(
    r"^,?[^.;,]{0,25}?\b(?:in|from|inside)\s+(?:the|his|her|an?|their)\s+(?:[\w’'-]+\s+){0,2}?"
    r"(?:glove\s+(?:box|compartment)|trunk|closet|safe|attic|garage|basement|storage\s+unit|drawer|dresser|nightstand|cabinet|lock\s?box|toolbox|locker)\b",
    re.IGNORECASE,
)
#: After the name of a thing: "was found in the car", "was kept under his bed".
_INSIDE = re.compile(
    r"^s?\s+(?:and\s+[^.;,]{1,25}\s+)?(?:(?:was|were|had\s+been)\s+)?(?:later\s+|also\s+|\w+ly\s+)?"
    r"(?:found|recovered|located|discovered|seized|stored|kept|locked|lying|resting|left|sitting|set)?\s*(?:later\s+)?(?:in|inside|under|beneath|from|behind|between|on)\s+"
    r"(?:the|his|her|an?|their)\s+(?:(?!same\b)[\w’'-]+\s+){0,3}?(?:cars?|vehicles?|SUV|trucks?|pickup|van|sedan|seats?|console|floorboard"
    r"|house|home|apartment|room|bedroom|bathroom|kitchen|residence|mattress|bed|couch|tent|cabin|trailer|garage|shed|camper|RV|counter|countertop|table|desk|shelf|shelves|windowsill|mantel|workbench|dresser)\b",
    re.IGNORECASE,
)
#: "Holding a gun in the car": in hand, wherever that is.
_HAS_IT = re.compile(
    r"\b(?:h[eo]ld(?:ing)?|point\w*|aim\w*|rais\w+|wav\w+|fir(?:ed|ing)|shot|armed|brandish\w*|pull\w*|dr[ea]w\w*|grabb\w+|reach\w*"
    r"|t[ao]k\w+|went|got|with|had|has|carr\w+)\b[^.;]{0,45}$",
    re.IGNORECASE,
)
_WENT_FOR = re.compile(
    r"\b(?:reach\w*|grabb\w+|went\s+for|pull\w*|got|gets|getting|retriev\w+|t[ao]k\w+|fetch\w*|drew|emerg\w+|came|c[ao]m\w*\s+out)\b",
    re.IGNORECASE,
)


_WITHIN_REACH = re.compile(r"\b(?:lap|waist\w*|hands?|pocket|reach|belt|holster)\b", re.IGNORECASE)


def lies_inside(thing: Thing) -> bool:
    """Was the thing found in a car or a room, and is nobody said to have held it?"""
    if _INSIDE.match(thing.after) is None or _HAS_IT.search(thing.before):
        return False
    return _WITHIN_REACH.search(thing.after_all) is None


def is_habit(before: str) -> bool:
    """Do the words before a verb or a thing tell what somebody often did, or owned?"""
    return _HABIT.search(before[-40:]) is not None


def _at_another_time(thing: Thing) -> bool:
    """A thing of a habit, of a later arrest, or in a place where it is only kept."""
    if is_habit(thing.before):
        return True
    if _KEPT.match(thing.after) and not _WENT_FOR.search(thing.before):
        return True
    return _AT_ARREST.search(thing.text) is not None and not re.search(
        POLICE + r"\s+shot", thing.text
    )


_BADGE = re.compile(r"\b(?:his|her)\s+(?:badge|police\s+radio|uniform|cruiser)\b", re.IGNORECASE)


def _beside_badge(thing: Thing) -> bool:
    """ "His gun lay there, and his badge": an officer's."""
    return thing.phrase[:4].casefold() in ("his ", "her ") and _BADGE.search(thing.text) is not None


#: "The shooting came hours after a man with a rifle …": of another, where no word is of this one.
_CAME_AFTER = Cued(
    r"\b(?:com(?:es?|ing)|came|happened|occurred|took\s+place)\s+(?:just\s+|only\s+|about\s+|less\s+than\s+|more\s+than\s+|nearly\s+)?"
    r"(?:[\w-]+\s+){0,2}?(?:hours?|days?|weeks?|months?|years?)\s+(?:after|before)\b"
    r"|(?:,\s+|\bjust\s+|\bonly\s+)(?:hours|days|weeks|months)\s+after\b",
    re.IGNORECASE,
)
_THIS_ONE = re.compile(
    r"\b(?:he|she|his|her|the\s+(?:man|woman|suspect|gunman|driver|teen\w*|boy|girl))\b"
)


def came_after(text: str, shot: frozenset[str]) -> int:
    """Where a sentence begins to tell what had happened hours or days before."""
    match = _CAME_AFTER.search(text)
    if match is None:
        return len(text)
    rest = text[match.end() :]
    own = _THIS_ONE.search(rest) or any(name in rest for name in shot)
    return len(text) if own else match.end()


def found_nearby(thing: Thing) -> bool:
    """Is the thing said to be found about there, whoever had it?"""
    return _NEARBY.match(thing.after) is not None


#: "Chasing someone else, a man with a gun".
_ELSE = re.compile(r"\b(?:someone|somebody)\s+else\b[^.;]{0,40}$", re.IGNORECASE)

#: "The laboratory has had the pistol since May": who keeps or tests it.
_IN_A_LAB = re.compile(
    r"\b(?:laborator(?:y|ies)|crime\s+lab|lab|technicians?|analysts?|examiners?|evidence\s+room)\s+(?:\w+\s+)?(?:has|have|had|is|are|was|were)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)

#: "Stop sticks", "hit a light pole": what lies or stands in the road.
_IN_THE_ROAD = re.compile(
    r"\b(?:stop|spike|tire-deflation|light|utility|telephone|power)[\s-]$", re.IGNORECASE
)
