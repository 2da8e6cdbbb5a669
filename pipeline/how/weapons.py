"""What the person shot was holding, and how firmly the article says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.gunfire.cues import Actor, Gunfire
from pipeline.how.accounts import best, by_its_name, category, other_account
from pipeline.how.beliefs import (
    asked,
    denied_after,
    from_a_call,
    in_question,
    mistaken,
    seems,
    taken_back,
    told_after,
    turned_out_to_be,
)
from pipeline.how.bystanding import laid_down, mourned, of_the_sought
from pipeline.how.denials import denied, denied_before
from pipeline.how.earlier_word import accused_of, claimed, of_another_day, told_before
from pipeline.how.holders import NOBODY, Cast, is_another, left_lying
from pipeline.how.in_hand import (
    at_scene,
    attacked_with,
    firmness,
    grasped,
    holds,
    in_hand,
    left_there,
    revealed,
    verb_of,
)
from pipeline.how.owners import (
    as_written,
    came_after,
    found_nearby,
    in_charge,
    is_habit,
    lies_inside,
    not_theirs,
    of_police,
    officers_of,
    somebody_else,
    taken_from_police,
    with_roles,
)
from pipeline.how.ramming import BY_BULLET, DRIVEN_AT, MOTOR, NO_THREAT, RAMMED, RUN_OVER
from pipeline.how.unarmed import ARMED, HANDS, NO_GUN, NOT_DONE, NOT_REAL, UNARMED, UNSAID
from pipeline.language import things
from pipeline.language.actors import ANY_OFFICER, PERSON, POLICE
from pipeline.language.cued import Among, Cued
from pipeline.language.held import Held, mention
from pipeline.language.things import KINDS_OF_THINGS, THINGS_IN_HAND, Thing, kind_in
from pipeline.naming.antecedents import fired_by_them, goes_on_from_officer
from pipeline.records import Claim, Passage, Sentence, Where
from pipeline.voices.speakers import Speakers

_STABBED = Cued(
    r"\b(?:tr(?:ied|ying)|attempt\w*|threaten\w*|lung\w+)\s+to\s+(?:stab|slash)\b|\bat\s+knifepoint\b"
    r"|\b(?:stabbed|slashed|(?:stabbing|slashing)(?=\s+(?:at|an?|the|his|her|him|one|two)\b))"
    r"\b(?!\s+(?:(?:him|her)self|to\s+death|victims?|(?:\w+\s+){0,4}?tires?\b))|\bknife-wielding\b",
    re.IGNORECASE,
)

_BULLETS = r"(?:shots?|bullets?|rounds?|gunfire)"
#: "By the man's shot", "by a bullet from the suspect".
_HIS_SHOT = (
    rf"(?:(?:the\s+|that\s+|an?\s+)?{PERSON}['’]s\s+(?:\w+\s+)?{_BULLETS}"
    rf"|(?:an?\s+|the\s+)?{_BULLETS}\s+(?:(?:fired\s+)?(?:from|by)\s+)(?:the|that|an?)\s+{PERSON})\b"
)

FIRED_AT = Cued(
    r"\b(?:(?:fired|shot|shooting|firing|opened\s+fire)\b(?:(?!based|by\b|during|after|when)[^.;]){0,25}?\b(?:at|on(?!\s+\w+day\b)|toward)"
    r"|exchang\w+\s+(?:(?:gun)?fire|shots)\b[^.;]{0,25}?\bwith)\s+(?:the\s+|two\s+|an?\s+|[A-Z]\w+\s+)?(?:\w+\s+)?"
    rf"{POLICE}\b|\b{POLICE}\s+(?:then\s+)?(?:returned\s+fire|fired\s+back|shot\s+back)"
    rf"|\b(?:gunfire|shots|rounds|bullets|fire)\s+(?:\w+\s+){{0,2}}?(?:coming|came|flew|flying|erupted|directed|aimed)\s+(?:\w+\s+){{0,2}}?(?:at|toward|towards|past)\s+(?:the\s+)?(?:\w+\s+)?{POLICE}\b"
    rf"|\b{POLICE}\s+(?:\w+\s+){{0,3}}?(?:(?:met|greeted)\s+(?:with|by)\s+(?:a\s+\w+\s+of\s+)?(?:gun)?(?:fire|shots)|(?:came|coming|were|was)\s+under\s+(?:gun)?fire"
    r"|(?:was|were|being)\s+(?:fired|shot)\s+(?:up)?(?:on|at)|took\s+(?:gun)?fire|(?:drew|received)\s+(?:gun)?fire)\b"
    r"|\b(?:returned\s+fire|fired\s+back)\b|\bexchang(?:e|es|ed|ing)\s+(?:of\s+)?(?:gun)?(?:fire|shots)\b"
    r"|\b(?:gunfire|shots|fire)\s+(?:was|were)\s+(?:then\s+)?(?:exchanged|traded)\b"
    r"|(?<!officers )(?<!police )(?<!deputies )(?<!troopers )(?<!who )"
    r"\b(?:shot|fir(?:ed|ing)|shooting|opened\s+fire)"
    r"\s+(?:at|on)\s+them\b|\bcame\s+out\s+(?:firing|shooting)\b"
    r"|\b(?:traded|swapped)\s+(?:shots|gunfire|fire)\b|\b(?:shoot-?out|gun\s?battle|gun\s?fight|firefight)\s+with\b"
    rf"|\b(?:{PERSON}|he|she|who)\s+(?:\w+\s+)?shot\s+(?:and\s+\w+\s+)?(?:an?|the|one|two)\s+(?:\w+\s+)?"
    rf"{ANY_OFFICER}\b|\b(?:{PERSON}|he|she)\s+(?:(?:shot|fired)\s+first|(?:was|were)\s+(?:the\s+)?first\s+to\s+(?:shoot|fire))\b"
    rf"|\b{ANY_OFFICER}\b[^.;]{{0,30}}?\b(?:struck|hit|shot|wounded|grazed|injured|hurt|killed)\b[^.;,]{{0,40}}?\bby\s+{_HIS_SHOT}"
    rf"|\b{ANY_OFFICER}\s+(?:\w+\s+)?took\s+a\s+(?:bullet|round)\s+from\s+(?:the|that|an?)\s+{PERSON}\b"
    rf"|\b{PERSON}['’]s\s+(?:\w+\s+)?{_BULLETS}\s+(?:had\s+)?(?:struck|hit|wounded|grazed|injured|killed)\s+(?:an?|the|one|two|both)\s+(?:\w+\s+)?{ANY_OFFICER}\b"
    rf"|\ba\s+(?:bullet|round|shot|slug)\s+from\s+(?:his|her)\s+(?:\w+\s+)?(?:gun|pistol|rifle|shotgun|revolver|handgun)\s+(?:had\s+)?(?:struck|hit|wounded|grazed|injured|killed)\s+(?:an?|the|one)\s+(?:\w+\s+)?{ANY_OFFICER}\b"
    rf"|\b{ANY_OFFICER}\s+(?:\w+\s+)?was\s+(?:\w+\s+)?(?:struck|hit|wounded|grazed|injured|killed)\s+by\s+(?:one\s+of\s+)?(?:his|her)\s+{_BULLETS}\b"
    rf"|\b{PERSON}\s+(?:\w+\s+)?(?:opened\s+fire|(?:began|started)\s+(?:firing|shooting)|(?:got|let|squeezed|popped|ripped)\s+off\s+(?:[\w-]+\s+){{0,2}}?(?:rounds?|shots?))\b",
    re.IGNORECASE,
)

#: What a saying is evidence of, and how strongly.
_SAYINGS = Among(
    (
        (("unarmed", 4.0), UNARMED),
        (("replica", 4.0), NOT_REAL),
        (("no gun", 2.5), NO_GUN),
        (("undetermined", 2.5), UNSAID),
        (("vehicle", 3.0), RAMMED),
        (("vehicle", 2.9), DRIVEN_AT),
        (("no threat", 2.5), NO_THREAT),
        (("armed", 1.0), ARMED),
        (("hands", 1.0), HANDS),
        (("firearm", 2.0), FIRED_AT),
        (("stabbed", 2.0), _STABBED),
    )
)


def mentions(
    sentences: Sequence[Sentence],
    heard: Sequence[Sequence[Gunfire]] = (),
    cast: Cast = NOBODY,
) -> Iterator[Held]:
    """Every mention, with how strongly its words put the thing in the hands of the person shot.

    ``heard`` is the gunfire of each sentence.
    """
    officers = (officers_of(sentences, heard) | cast.officers) - (cast.shot - cast.officers)
    others = cast.shot - officers
    unknown = any(_WHICH_FIRED.search(sentence.text) for sentence in sentences)
    mourning = mourned(sentences)
    previous: Sentence | None = None
    for at, sentence in enumerate(sentences):
        masked = with_roles(sentence, officers, others)
        ahead, previous = previous, masked
        elses = somebody_else(masked) if cast.shot else len(masked.text)
        elses = min(elses, came_after(sentence.text, cast.shot))
        found = (
            *(map(_anybodys, _stated(masked, ahead)) if unknown else _stated(masked, ahead)),
            *_things(masked),
            *_something(masked),
            *_harmless(masked),
            *turned_out_to_be(masked),
        )
        after = sentences[at + 1] if at + 1 < len(sentences) else None
        for held in found:
            if (
                held.start < elses
                and not taken_back(masked.text, held)
                and not of_the_sought(masked.text, held.start)
                and not (at in mourning and laid_down(masked.text, held.start, held.end))
                and not _is_anothers(sentence.text, held, cast)
                and not _is_officers(masked.text, held, ahead)
            ):
                yield held if masked is sentence else as_written(held, sentence)
        if at < len(heard):
            fired = (h for h in _fired(sentence, heard[at], cast) if h.start < elses)
            yield from map(_anybodys, fired) if unknown else fired
        shots = fired_by_them(masked.text, ahead.text if ahead else None)
        if shots and (
            in_question(masked.text[: shots.start()]) or _NO_BULLET.match(masked.text, shots.end())
        ):
            shots = None
        if shots and shots.start() < elses and not unknown:
            yield mention(sentence, shots.start(), shots.end(), "firearm", 2.0, "fires")
        believed = any(h.rule in ("seems", "asked", "vague") for h in found)
        yield from denied_after(sentence, after)
        yield from told_after(sentence, after, believed=believed)


def _is_officers(text: str, held: Held, ahead: Sentence | None) -> bool:
    """ "The deputy fell. He had his pistol in his hand"."""
    own = held.phrase[:4].casefold() in ("his ", "her ") or not text.startswith(("He", "She"))
    return own and held.kind == "firearm" and goes_on_from_officer(text, ahead)


def _is_told_of_others(text: str, held: Held) -> bool:
    """A phone or a pair of hands may be anybody's: not where the sentence tells of others."""
    before = text[: held.start]
    return _OTHERS_THERE.search(before) is not None or _ON_THEMSELVES.search(before) is not None


_OTHERS_THERE = re.compile(
    r"\b(?:passengers?|protest[eo]rs?|demonstrators?|mourners?|marchers?|crowds?|people|residents?|onlookers?|bystanders?"
    r"|paramedics?|firefighters?|medics?|investigators|detectives|technicians|clerks?|reporters?|customers?|guards?)\b"
    r"(?![’'])[^.;]{0,80}$",
    re.IGNORECASE,
)
#: "A neighbor said she was holding", "I was getting": what those who tell it had.
_ON_THEMSELVES = re.compile(
    r"\b(?:neighbou?r|witness|clerk|resident|owner|manager|tenant|bystander)\b[^.;]{0,40}?\b(?:said|says|told\s+\w+)\s+(?:that\s+)?(?:he|she|they)\b[^.;]*$"
    r"|(?-i:\bI\b)[^.;]*$|\bsaid\s+an?\s+(?:witness|neighbou?r|bystander|passerby)\b[^.;]*$",
    re.IGNORECASE,
)


def _is_anothers(text: str, held: Held, cast: Cast) -> bool:
    if held.kind == "hands" or (held.kind == "harmless" and held.score < 4):
        return _is_told_of_others(text, held) or is_another(text, held.verb, cast, harmless=True)
    if held.verb == held.start and _AT_THROAT.match(text, held.end):
        return False
    return held.kind in _IN_HANDS and is_another(text, held.verb, cast)


#: "Had a woman pinned and a box cutter at her throat": hers is the throat alone.
_AT_THROAT = re.compile(
    r"\s+(?:at|to|against)\s+(?:his|her|their|(?:the\s+)?[\w-]+['’]s)\s+(?:throat|neck|head|chest|face|temple)\b"
)


#: "Police do not know which of the two fired": a gun, and nobody says whose.
_WHICH_FIRED = Cued(
    r"\b(?:(?:did|does|do|could|would)(?:\s+not|n['’]t)\s+(?:yet\s+)?(?:know|say)|not\s+(?:yet\s+)?(?:clear|known|determined|said|established)|unclear|unknown)\s+"
    r"(?:which\s+(?:one|suspect|man|of\s+(?:them|the\s+(?:two\s+)?(?:men|suspects|occupants|teens|brothers)))"
    r"|who(?=\s+fired\s+(?:the\s+shots?\s+)?at\s+(?:the\s+)?(?:officers?|police|deput\w+)))\b[^.;]{0,40}?(?:\b(?:fired|shot|had|held)\b|[.,;]|$)",
    re.IGNORECASE,
)


def _anybodys(held: Held) -> Held:
    """The gunfire of one of several."""
    if held.kind != "firearm":
        return held
    return replace(held, kind="undetermined", rule="undetermined")


def _things(sentence: Sentence) -> Iterator[Held]:
    yield from filter(None, map(_thing, things.named(sentence)))


_SHOOTS = re.compile(r"\b(?:fir(?:e[sd]?|ing)|sh[oo]t\w*)\b", re.IGNORECASE)


def _fired(sentence: Sentence, events: Sequence[Gunfire], cast: Cast) -> Iterator[Held]:
    """Gunfire by a civilian, or by somebody named at police: a gun was in their hands."""
    text = sentence.text
    for event in events:
        if event.kind not in ("verb", "fired") or not _SHOOTS.search(text, event.start, event.end):
            continue
        who = text[slice(*event.shooter_at)] if event.shooter_at else ""
        if sentence.where is Where.TITLE and event.target is Actor.THING:
            continue  # "man shot at wrong house"
        by = event.shooter_at[1] if event.shooter_at else len(text)
        ahead = text[max(0, event.start - 40) : event.start]
        if any(name in ahead for name in cast.officers) and cast.shot.isdisjoint(ahead.split()):
            continue  # "Officer Poe said he fired"
        if in_question(text[: event.start]) or _NO_BULLET.match(text, event.end):
            continue
        if _OFFICER_SAW.search(text, 0, event.start):
            continue
        if _OF_A_FORCE.match(text, by) or is_habit(text[: event.start]):
            continue
        named = event.shooter is Actor.SOMEBODY and (
            event.target is Actor.POLICE or not cast.shot.isdisjoint(who.split())
        )
        if (event.shooter is Actor.CIVILIAN or named) and not is_another(text, event.start, cast):
            yield mention(sentence, event.start, event.end, "firearm", 2.0, "fires")
            return


#: "He fired an arrow", "shot a flare": from no gun.
_NO_BULLET = re.compile(
    r"\s+(?:an?\s+|the\s+|two\s+|three\s+|several\s+)?(?:[\w-]+\s+)?(?:arrows?|crossbow\s+bolts?|flares?|fireworks?|paintballs?|pellets?|nails?|slingshots?)\b",
    re.IGNORECASE,
)
#: "An officer perceived a threat from a person on a porch and fired": the officer did.
_OFFICER_SAW = re.compile(
    rf"\b{POLICE}\b[^.;,]{{0,40}}?\b(?:perceived|saw|spotted|feared|believed|felt|heard|thought)\b[^.;]*\band\s+(?:then\s+)?$",
    re.IGNORECASE,
)
#: "A member of the police tactical team".
_OF_A_FORCE = re.compile(
    rf"\s+of\s+(?:the|an?)\s+(?:[\w.’'-]+\s+){{0,4}}?(?:{POLICE}|team|SWAT|department|force|unit)\b",
    re.IGNORECASE,
)


def _stated(sentence: Sentence, ahead: Sentence | None) -> Iterator[Held]:
    text = sentence.text
    for (kind, score), pattern in _SAYINGS.able(text):
        match = pattern.search(text)
        if match is None or (
            kind == "vehicle" and not RUN_OVER.search(match[0]) and not _of_a_car(sentence, ahead)
        ):
            continue
        if kind == "vehicle" and BY_BULLET.search(text, 0, match.start() + 1):
            continue
        if kind == "hands" and NOT_DONE.search(text, 0, match.start()):
            continue
        if kind in ("unarmed", "armed") and asked(text[: match.start()]):
            continue
        if kind == "armed":
            kind = "vague"
            if denied_before(text[: match.start()]):
                continue
        if kind == "undetermined" and _WHOSE_GUN.search(match[0]):
            continue
        if kind == "no gun" and text[: match.start()].endswith(("could", "can")):
            continue  # "could not even hold a gun" tells what somebody is able to
        if kind == "firearm" and in_question(text[: match.start()]):
            continue
        if kind == "firearm" and _of_officers(text, match):
            continue
        if kind == "stabbed" and _SHOT_OR.search(text, 0, match.start()):
            continue
        if kind == "stabbed" and accused_of(text, match.start()):
            score = 1.0
        rule = "armed" if pattern is ARMED else kind
        yield mention(sentence, match.start(), match.end(), kind, score, rule)


_OFFICERS_FIRED = re.compile(rf"\b{POLICE}\s+(?:\w+ly\s+|then\s+)?$", re.IGNORECASE)
_FIRE = re.compile(r"(?:fired|shot|shooting|firing|opened)\b", re.IGNORECASE)


def _of_officers(text: str, match: re.Match[str]) -> bool:
    """ "Officers fired into her van at a police roadblock"."""
    before = text[max(0, match.start() - 30) : match.start()]
    return _FIRE.match(match[0]) is not None and _OFFICERS_FIRED.search(before) is not None


def _of_a_car(sentence: Sentence, ahead: Sentence | None) -> bool:
    """Does a sentence tell of a car, or go on from one that does: "It turned around and"?"""
    if MOTOR.search(sentence.text):
        return True
    return ahead is not None and MOTOR.search(ahead.text) is not None


#: "Do not know whether they were shot or stabbed".
_SHOT_OR = re.compile(r"\b(?:shot|beaten|shooting)\s+or\s+$", re.IGNORECASE)
#: "Unclear who the gun belongs to": whose it was, and not whether somebody had one.
_WHOSE_GUN = re.compile(
    r"\b(?:who(?!\s+(?:was|were|had\s+been)\s+(?:shot|hit|struck|killed)\b)|whose|how\s+many"
    r"|by\s+what|where|how)\b(?:\s+\w+){0,3}\s+\w+$",
    re.IGNORECASE,
)


def _thing(thing: Thing) -> Held | None:
    """What a known thing says of the person shot, if anything."""
    if thing.kind in ("firearm", "other") and taken_from_police(thing):
        return _mention(thing, thing.kind, 3.0, _RULE.get(thing.kind, thing.kind))
    if thing.word == "toy" and _PLAYTHING.match(thing.text, thing.end):
        return _mention(thing, "harmless", 2.0, "harmless")
    if mistaken(thing) or denied(thing) or not_theirs(thing):
        return None
    if of_another_day(thing.text, thing.head):
        return None
    score = firmness(thing) - 1.5 * _from_before(thing.text, thing.head)
    if thing.kind == "harmless" and attacked_with(thing):
        return _mention(thing, "other", 2.0, "other")
    if score <= 0:
        return None
    if asked(thing.before) and not revealed(thing):
        return _mention(thing, "undetermined", 1.0, "asked")
    if thing.kind == "harmless":
        score = score if grasped(thing) or left_there(thing) else min(score, 1.5)
        return _mention(thing, "harmless", score, "harmless") if in_hand(thing) else None
    if thing.kind == "vague":
        return _vague(thing, score)
    distant = thing.kind == "firearm" and found_nearby(thing) and not holds(thing)
    distant = distant or _OPEN_WHOSE.match(thing.text, thing.end) is not None
    if (distant or seems(thing) or claimed(thing.before)) and thing.kind != "replica":
        return _mention(thing, "undetermined", score, "seems")
    return _weapon(thing, score)


#: "A toy fire engine".
_PLAYTHING = re.compile(
    r"\s+(?:fire|car|truck|train|boat|ship|plane|airplane|rocket|robot|phone|dinosaur|animal|horse|bear|drum|guitar|tractor|bus|helicopter|wand|drone)\b",
    re.IGNORECASE,
)
#: "A pistol was there, but it was not clear whether it was his".
_OPEN_WHOSE = re.compile(
    r"[^.]{0,60}?\b(?:not\s+(?:yet\s+|immediately\s+)?(?:clear|known)|unclear|unknown"
    r"|(?:would|could|did|do)(?:\s+not|n['’]t)\s+(?:say|know)|declined\s+to\s+say)"
    r"\s+(?:who\s+(?:it\s+belonged|owned)|whose|(?:whether|if)\s+(?:it\s+(?:was\s+(?:his|hers|theirs)|belonged)|(?:the\s+)?[\w’']+\s+(?:had|was|owned|fired|held|touched)\b[^.;]{0,20}\bit\b"
    r"|it\s+was\s+[A-Z]\w+['’]s))",
)
_RULE = {"firearm": "gun"}
_IN_HANDS = frozenset(("firearm", "knife", "other", "replica", "stabbed", "vague"))


def _mention(thing: Thing, kind: str, score: float, rule: str) -> Held:
    held = mention(thing.sentence, thing.start, thing.end, kind, score, rule)
    return replace(held, verb=verb_of(thing))


def _vague(thing: Thing, score: float) -> Held | None:
    """ "A weapon", "an object": in hand, and nobody says what."""
    if thing.word == "weapon" and thing.phrase.endswith("s"):
        return None  # "weapons": of many, or of all
    kind = "vague"
    if "object" in thing.word or "instrument" in thing.word or "sharp" in thing.word:
        kind = "other" if thing.word in THINGS_IN_HAND and score >= 2 else "undetermined"
        score = min(score, 2.0 if kind == "other" else 1.5)
    held = _mention(thing, kind, min(score, 2.0), "vague")
    return replace(held, charged=True) if in_charge(thing) else held


def _weapon(thing: Thing, score: float) -> Held:
    several = thing.phrase.endswith("s") and not thing.word.endswith("s")
    several = several and thing.start == thing.head  # "scissors" are one thing
    score -= 1.5 * several
    rule = _RULE.get(thing.kind, thing.kind)
    if in_charge(thing):
        return replace(_mention(thing, thing.kind, score, rule), charged=True)
    if lies_inside(thing):
        return replace(_mention(thing, thing.kind, 1.5, rule), kept=True)
    held = _mention(thing, thing.kind, score + 1 + at_scene(thing.text), rule)
    return replace(held, called=_from_before(thing.text, thing.head))


def _from_before(text: str, at: int) -> bool:
    """Is it a caller's word, or does it tell what was before police met him?"""
    return from_a_call(text) or told_before(text, at) or accused_of(text, at)


#: "Wielding a bar stool": something in hand, whatever it is called.
_SOMETHING = Cued(
    r"(?:\b(?:wield\w*|brandish\w*|sw[iu]ng(?:ing)?|armed\s+(?:only\s+)?with)\s+(?:an?|his|her)"
    r"|\b(?:told|order\w*|command\w*|ask\w*|yell\w*|shout\w*|scream\w*|refus\w*)\b[^.;]{0,40}?\bto\s+(?:drop|put\s+down)\s+(?:an?|the|his|her)"
    r"|(?:not|n['’]t)\s+drop\s+(?:an?|the|his|her)"
    r"|\b(?:attack|assault|beat|charg|str[iu]ck|hit|threaten|lung|rush)\w*\s+(?:at\s+|toward\s+)?(?:an?|the|one|two)?\s*"
    rf"(?:\w+\s+)?(?:{POLICE}|him|them)\s+(?:[\w\s]{{0,20}}\s)?with\s+an?)"
    r"\s+(?P<what>(?:[a-z-]+\s+){0,2}?(?P<head>[a-z-]+))"
    r"(?=\s*(?:[.,;)]|\b(?:and|at|when|as|in|into|toward|towards|who|that|while|before|on|during|near|outside|after)\b|$))"
)

_NOTHING = frozenset(
    """warrant warrants subpoena order camera cameras badge fist fists head elbow hand hands knee
    foot car truck vehicle suv van pickup pursuit bullet bullets round rounds shot shots crime
    charge charges case suit lawsuit complaint matter number injury way plan gesture motion threat
    knife dog it item thing bag backpack""".split()
)


#: "With a towel in his hand", "holding only a rolled-up poster".
_HARMLESS = Cued(
    r"\b(?:(?:with|holding|held|carrying|clutching|had)\s+(?=(?:[\w-]+\s+){2,5}?in\s+(?:his|her|one)\s+(?:\w+\s+)?hands?\b)"
    r"|(?:holding|carrying)\s+only\s+|\bnothing\s+(?:but|except|more\s+than)\s+)"
    r"(?P<what>(?:an?|his|her)\s+(?:[a-z-]+\s+){0,2}?(?P<head>[a-z-]+)(?:\s+of\s+\w+)?)(?=[.,;]|\s+(?:in|with|when|as|and)\b|$)"
)


def _harmless(sentence: Sentence) -> Iterator[Held]:
    """A thing in hand that no list knows, and that nobody calls a weapon."""
    match = _HARMLESS.search(sentence.text)
    if match is None or match["head"] in _NOTHING or kind_in(match["what"]):
        return
    if at_scene(sentence.text) or not match[0].casefold().startswith("with"):
        yield mention(sentence, *match.span("what"), "harmless", 2.5, "harmless")


def _something(sentence: Sentence) -> Iterator[Held]:
    """A thing in hand that no list knows."""
    match = _SOMETHING.search(sentence.text)
    if match is None or match["head"] in _NOTHING or kind_in(match["what"]):
        return
    if of_police(sentence.text[: match.start("what")]):
        return
    yield mention(sentence, match.start(), match.end("what"), "other", 1.5, "other")


def read(
    passage: Passage,
    heard: Sequence[Sequence[Gunfire]],
    cast: Cast,
    speakers: Speakers,
) -> Iterator[Claim]:
    """``armed`` and, where the words name a thing, ``weapon``; then who says otherwise."""
    found = tuple(
        replace(one, source=speakers.of(one.sentence.span(one.start, one.end)).voice)
        for one in mentions(passage.sentences, heard, cast)
    )
    chosen = best(found)
    if chosen is None:
        return
    claim = chosen.claim("armed", category(chosen))
    lying = left_lying(chosen, cast)
    yield claim.inferred() if lying else claim
    if chosen.charged:
        return
    if chosen.rule in KINDS_OF_THINGS or chosen.rule in ("seems", "harmless", "vague", "named"):
        named = by_its_name(found, chosen)
        weapon = named.claim("weapon", named.phrase)
        yield weapon.inferred() if left_lying(named, cast) else weapon
    others = chosen.accounts
    if chosen.rule != "disputed" and (other := other_account(found, chosen)):
        others = (other,)
    for each in others:
        yield replace(
            each.claim("armed", category(each)), confidence=round(claim.confidence / 2, 2)
        )
