"""Weapons told by the things that are named, and things that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.how.beliefs import asked, from_a_call, mistaken, seems
from pipeline.how.denials import denied
from pipeline.how.earlier_word import accused_of, claimed, of_another_day, told_before
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
    found_nearby,
    in_charge,
    lies_inside,
    not_theirs,
    of_police,
    taken_from_police,
)
from pipeline.language import things
from pipeline.language.actors import PERSON, POLICE
from pipeline.language.cued import Cued
from pipeline.language.held import Held, mention
from pipeline.language.things import THINGS_IN_HAND, Thing, kind_in
from pipeline.records import Sentence


def by_name(sentence: Sentence) -> Iterator[Held]:
    end, lies = -1, False  # of the thing before
    for thing in things.named(sentence):
        part = end >= 0 and _WITH.fullmatch(sentence.text, end, thing.start) is not None
        if not (part and lies):
            held = _thing(thing)
            lies = held is None or held.kept
            if held is not None:
                yield held
        end = thing.end


#: "A box cutter with a closed blade" that lies about: a part of the thing before.
_WITH = re.compile(r"\s+with\s+")


def _thing(thing: Thing) -> Held | None:
    """What a known thing says of the person shot, if anything."""
    if thing.kind in ("firearm", "other") and taken_from_police(thing):
        return _mention(thing, thing.kind, 3.0, _RULE.get(thing.kind, thing.kind))
    if thing.word == "toy" and _PLAYTHING.match(thing.text, thing.end):
        return _mention(thing, "harmless", 2.0, "harmless")
    if thing.kind == "harmless" and _WORN.match(thing.text, thing.end):
        return None
    if mistaken(thing) or denied(thing) or not_theirs(thing):
        return None
    if of_another_day(thing.text, thing.head):
        return None
    score = firmness(thing) - 1.5 * _from_before(thing.text, thing.head)
    if thing.kind == "harmless" and attacked_with(thing):
        return _mention(thing, "other", 2.0, "other")
    if score <= 0:
        return None
    if (
        asked(thing.before)
        and not revealed(thing)
        and not _IS_HELD.match(thing.phrase + thing.after)
    ):
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


#: "A towel still at his neck", "glasses on her head".
_WORN = re.compile(
    r"\s+(?:still\s+)?(?:at|around|about|over|on|round)\s+(?:his|her|the\s+\w+['’]s)\s+(?:neck|shoulders?|head|waist|ears?|face|eyes|wrist)\b",
    re.IGNORECASE,
)
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
#: "Whether he fired the pistol he was holding": that there was one is no question.
_IS_HELD = re.compile(
    r"(?:the|his|her)\s+[\w-]+\s+(?:was|were|is|had\s+been)\s+(?:\w+\s+)?(?:loaded|cocked|operable|functional|functioning|stolen|registered|legal\w*)\b|"
    rf"(?:the|his|her)\s[^.;,]{{1,40}}?\b(?:that\s+)?(?:s?he|the\s+{PERSON})\s+(?:was\s+(?:holding|carrying|pointing)|held|carried|had\s+in|pointed|aimed|raised|fired|drew|pulled|dropped)\b",
    re.IGNORECASE,
)
_RULE = {"firearm": "gun"}


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


def harmless(sentence: Sentence) -> Iterator[Held]:
    """A thing in hand that no list knows, and that nobody calls a weapon."""
    match = _HARMLESS.search(sentence.text)
    if match is None or match["head"] in _NOTHING or kind_in(match["what"]):
        return
    if at_scene(sentence.text) or not match[0].casefold().startswith("with"):
        yield mention(sentence, *match.span("what"), "harmless", 2.5, "harmless")


def something(sentence: Sentence) -> Iterator[Held]:
    """A thing in hand that no list knows."""
    match = _SOMETHING.search(sentence.text)
    if match is None or match["head"] in _NOTHING or kind_in(match["what"]):
        return
    if of_police(sentence.text[: match.start("what")]):
        return
    yield mention(sentence, match.start(), match.end("what"), "other", 1.5, "other")
