"""Police gunfire that is told by nouns: "an officer-involved shooting", "charged in the death of".

No verb tells who fired here and nobody is named as hit; :mod:`pipeline.gunfire.cues` reads the
verbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.language.actors import ANY_OFFICER, OFFICER, PERSON, POLICE
from pipeline.language.cued import Among, Cued
from pipeline.language.fates import KIN
from pipeline.language.word_classes import words


@dataclass(frozen=True, slots=True)
class ByNoun:
    """Where a sentence tells it, by which kind of words, and whether somebody is told to be hit."""

    kind: str
    start: int
    end: int
    hit: bool


_INVOLVED = Cued(
    rf"\b(?:{POLICE}|sheriff(?:['’]s)?)"
    r"(?:[-‐–\s]+involved|\s+action|[-\s]related)\s+(?:\w+\s+){0,2}?"
    r"(?:shootings?|death|gunfire)\b|\bOIS\b"
    rf"|\b{POLICE}\s+(?:was|were)\s+involved\s+in\s+an?\s+(?:\w+\s+){{0,2}}?shooting\b",
    re.IGNORECASE,
)
#: Told by nouns, without a verb: "a police shooting", "bullets from deputies".
_BY_NOUN = Cued(
    # "a police shooting", "a shooting by deputies"
    rf"\b(?:(?:fatal|deadly|nonfatal|non-fatal|the|a)\s+)?(?:(?:police|{OFFICER})\s+shootings?|police\s+killings?)\b"
    rf"|\bshootings?\s+(?:involving|by)\s+(?:\S+\s+){{0,5}}?{POLICE}\b"
    # "bullets from an officer", "hit by an officer's gunfire"
    rf"|\b(?:bullets?|rounds?|shots?|wounds?|gunfire|return(?:ed)?\s+fire)\s+from\s+(?:[\w'’-]+\s+){{0,4}}?{POLICE}['’]?s?\b"
    rf"|\b(?:hit|struck|wounded|killed|grazed)\s+(?:\S+\s+){{0,3}}?by\s+(?:\S+\s+){{0,3}}?{POLICE}['’]s?\s+(?:\w+\s+){{0,2}}?(?:gunfire|bullets?|rounds?|shots?)\b"
    rf"|\b{POLICE}['’]s?\s+(?:\w+\s+){{0,2}}?(?:bullets?|rounds?|shots?)\s+(?:that\s+|had\s+)?(?:killed|hit|struck|wounded)\b"
    # "an officer fired the fatal shot"
    rf"|\b{ANY_OFFICER}\b[^.;]{{0,40}}?\bfired\s+the\s+(?:\w+\s+)?(?:fatal|deadly)\s+(?:shots?|rounds?|bullets?)\b"
    # "police bullets", "the bullet came from a deputy"
    rf"|\b{POLICE}['’]?s?\s+(?:gunfire|bullets?|gunshots?|rounds)\b"
    rf"|\b(?:bullets?|rounds?|shots?|slugs?)\b(?:(?!\b{ANY_OFFICER}\b)[^.;]){{0,60}}?\bcame\s+from\s+(?:[\w'’-]+\s+){{0,4}}?{POLICE}\b(?!\s+(?:station|headquarters))"
    # "a man hit by an officer's gun"
    rf"|\b{PERSON}\b[^.;]{{0,60}}?\b(?:hit|struck|wounded|killed|shot)\s+by\s+(?:an?\s+|the\s+)?(?:\w+\s+)?{ANY_OFFICER}['’]s?\s+(?:\w+\s+)?(?:gun|pistol|rifle|handgun|revolver|weapon)\b"
    # "an officer took the life of"
    rf"|\b{ANY_OFFICER}(?:\s+(?-i:[A-Z])[\w.'’-]+){{0,3}}(?:\s+(?:of|with)\s+(?:the\s+)?(?:(?-i:[A-Z])[\w.'’-]*\s*){{1,5}})?,?\s*\b(?:who\s+)?(?:had\s+(?:\w+\s+){{0,2}}(?:cause|reason|grounds)\s+to\s+|was\s+(?:\w+\s+)?(?:justified|right)\s+in\s+)?(?:take|took|taking)\s+(?:the\s+life\s+of\b(?!\s+(?:his|her)\b)|(?!his|her|their)[\w'’]+\s+(?:[\w-]+['’]s?\s+)?life)\b"
    # "Roe's shooting by police", "whom police say they shot"
    rf"|['’]s?\s+(?:fatal\s+|deadly\s+)?(?:shooting|killing|slaying|wounding)\s+by\s+(?:\S+\s+){{0,4}}?{POLICE}\b"
    rf"|\bwhom?\s+(?:[\w’'-]+\s+){{0,2}}?{POLICE}\s+(?:say|said|says)\s+(?:that\s+)?(?:they|he|she)\s+(?:[\w’'-]+\s+){{0,6}}?(?:shoot|shot|killed|kill|fired\s+(?:on|at))\b"
    # "the killing of Ann Roe by a deputy"
    rf"|\b(?:shooting|killing|slaying)\s+(?:death\s+)?(?:(?:in|at|on|near|last)\s+(?:[\w.]+\s+){{1,3}}?|\w+day\s+(?:\w+\s+)?)?of\s+(?:(?!captured|arrested|caught|charged|wanted)[^.,;]){{1,60}}?(?:,\s+(?:\d+|an?\s+[^.,;]{{1,50}}),)?\s+by\s+(?:(?:\S+\s+){{0,7}}?{POLICE}|(?:the\s+)?(?-i:FBI|ATF|DEA))\b"
    rf"|\b{POLICE}['’]s?\s+(?:fatal\s+)?shooting\s+(?:death\s+)?of\b"
    # "killed during a struggle with police"
    rf"|(?<!officer )(?<!deputy )(?<!officer was )(?<!deputy was )(?<!trooper was )"
    rf"\b(?:shot|killed|wounded)\b(?!\s+(?:him|her)self)[^.;,]{{0,30}}?\b(?:during|in|following|after)\s+(?:an?|the)\s+(?:\w+\s+){{0,2}}?(?:altercation|confrontation|struggle|stand-?off|encounter|scuffle|chase|pursuit)\s+(?:with|involving)\s+(?:[\w'’-]+\s+){{0,5}}?{POLICE}\b",
    re.IGNORECASE,
)
#: "A shootout with police", "exchanged gunfire with deputies".
_EXCHANGE = Cued(
    r"\b(?:shoot-?outs?|gun ?(?:battle|fight)s?|gunfight|fire ?fight"
    r"|exchang\w+\s+(?:of\s+)?(?:gun)?(?:fire|shots|gunfire))"
    r"\s+(?:[\w'’.-]+\s+){0,3}?(?:with|between|involving)\s+(?:[\w'’.-]+\s+){0,7}?"
    rf"(?:{POLICE}|authorities|task\s+force)\b"
    rf"|\b{POLICE}\b[^.;]{{0,40}}?"
    r"\b(?:shoot-?outs?|gun ?battle|exchang\w+\s+(?:of\s+)?(?:gun)?(?:fire|shots|gunfire))",
    re.IGNORECASE,
)
#: "An officer and a man were both shot in an exchange of gunfire".
_BOTH = Cued(
    rf"\b(?:{POLICE},?\s+and\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){{0,2}}?{PERSON}|{PERSON}\s+and\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){{0,2}}?{POLICE})\b"
    r"[^.;]{0,40}?\b(?:shot|wounded|hit|killed)\s+(?:and\s+\w+\s+)?(?:each\s+other|one\s+another)\b|"
    rf"\b{POLICE}(?:,|\s+and)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){{0,2}}?(?:man|woman|suspects?|gunm[ae]n|driver|teen\w*|boy|girl)"
    r"\b[^.;]{0,60}?\b(?:shot|wounded|hit|hurt|injured|killed|dead|struck)\b[^.;]{0,60}?"
    r"\b(?:shoot-?outs?|gun ?(?:battle|fight)s?|fire ?fight"
    r"|exchang\w+\s+(?:of\s+)?(?:gun)?(?:fire|shots))\b",
    re.IGNORECASE,
)
_GUNMAN = r"(?:suspects?|gunm[ae]n|shooters?|robbers?|attackers?|assailants?|fugitives?)"
_HURT = r"(?:shot|wounded|hit|hurt|injured|killed|dead|dies|died|struck|hospitali[sz]ed)"
_IS = r"(?:(?:was|were|is|are|has\s+been|have\s+been)\s+)?(?:\w+ly\s+)?"
_ONE = r"(?:(?:an?|the|one|two|three)\s+)?(?:(?!and\b|by\b)[\w-]+\s+){0,2}?"
_FIGHT = (
    r"(?:shoot-?outs?|gun ?(?:battle|fight)s?|fire ?fight"
    r"|exchang\w+\s+(?:of\s+)?(?:gun)?(?:fire|shots)|(?:gunfire|shots)\s+(?:was|were)\s+exchanged)"
)
#: "An officer was wounded and a man is dead after an exchange of gunfire", whoever stands first; of
#: "officer and suspect shot" no fight need be told.
_EACH = Cued(
    rf"\b{ANY_OFFICER}\s+{_IS}{_HURT}(?:\s+and\s+{_HURT})?(?:\s+in\s+the\s+\w+)?(?:,|,?\s+and|,?\s+while)\s+{_ONE}(?:{PERSON}|{_GUNMAN})\s+{_IS}{_HURT}\b[^.;]{{0,60}}?\b{_FIGHT}\b"
    rf"|\b(?:{PERSON}|{_GUNMAN})\s+{_IS}{_HURT}(?:,|,?\s+and|,?\s+while)\s+{_ONE}{ANY_OFFICER}\s+{_IS}{_HURT}\b[^.;]{{0,60}}?\b{_FIGHT}\b"
    rf"|\b{ANY_OFFICER}\s+{_IS}{_HURT}(?:,|,?\s+and|,?\s+while)\s+{_ONE}{_GUNMAN}\s+{_IS}{_HURT}\s+(?:in|during|after)\s+(?:an?\s+)?(?:(?!the\b)[\w-]+\s+){{0,2}}?shooting\b"
    rf"|\b(?:{ANY_OFFICER}(?:,|,?\s+and)\s+{_ONE}{_GUNMAN}|{_GUNMAN}(?:,|,?\s+and)\s+{_ONE}{ANY_OFFICER})\s+{_IS}(?:both\s+)?shot\b(?!\s+by\b)",
    re.IGNORECASE,
)
_STRUCK = re.compile(
    r"\b(?:dead|died?|dies|dying|killed|kills|wounded|injured|hurt|shot|struck|hit|hospitali[sz]ed)\b",
    re.IGNORECASE,
)
#: "An officer was charged with murder in the fatal shooting of Ann Roe".
_ACCUSED = Cued(
    # "an officer was charged in the fatal shooting of Ann Roe"
    rf"\b{ANY_OFFICER}(?!['’]s?\s+(?:\w+\s+)?{KIN}\b)(?:['’]s?)?\b[^.;]{{0,50}}?\b(?:charged|indicted|acquitted|convicted|guilty|cleared|sentenced|justified|sued|manslaughter|murder|charges?|lawful|trial)\b[^.;]{{0,50}}?\b(?:in|for|over|of)\s+(?:the\s+|a\s+)?(?:(?-i:[A-Z])[\w-]+['’]s?\s+)?(?:\d{{4}}\s+|fatally\s+|fatal\s+|deadly\s+)?(?:[\w-]+\s+){{0,3}}?(?:shooting|killing|death|gunfire)\b(?!\s+(?:(?:of\s+)?(?:his|her)|at|into)\b)"
    # "indicted an officer in the shooting"
    rf"|\b(?:charged|charges|indicted|acquitted|convicted|acquits|indicts|cleared|clears)\b[^.;]{{0,40}}?\b{ANY_OFFICER}\b[^.;]{{0,60}}?\b(?:in|for)\s+(?:the\s+)?(?:fatal\s+|deadly\s+)?(?:shooting|killing|death)\b(?!\s+(?:at|into)\b)"
    # "will not charge the officer in the shooting"
    rf"|\b(?:(?:wo(?:n|uldn)['’]t|not|declin\w+\s+to|refus\w+\s+to|no\s+(?:cause|grounds|reason)\s+to)\s+(?:charge|indict|prosecute)|no\s+(?:criminal\s+)?charges?\s+(?:\w+\s+){{0,4}}?(?:against|for)|clear(?:s|ed|ing)|exonerate[sd]?)\s+(?:[\w'’.-]+\s+){{0,6}}?{ANY_OFFICER}\b(?!['’])[^.;]{{0,60}}?\b(?:in|for|over)\s+(?:the\s+|an?\s+)?(?!his\b|her\b)(?:[\w'’-]+\s+){{0,2}}?(?:shooting|killing|death)\b"
    # "cleared the officer who left a man dead"
    rf"|\b(?:(?:wo(?:n|uldn)['’]t|will\s+not|not|declin\w+\s+to|refus\w+\s+to)\s+(?:charge|indict|prosecute)|clear(?:s|ed)|indict(?:s|ed)?|charg(?:es|ed))\s+(?:[\w'’.-]+\s+){{0,5}}?{ANY_OFFICER}\s+who\s+(?:left\s+(?:[\w’',-]+\s+){{1,7}}?(?:dead|wounded|paraly[sz]ed|blind\w*|brain-damaged)|paraly[sz]ed|blinded|crippled|maimed)\b"
    # "Officer Pell was charged with murder in a woman's shooting"
    rf"|\b{ANY_OFFICER}(?:\s+(?-i:[A-Z])[\w.'’-]+){{0,3}},?\s+(?:(?:was|is|were|are|been)\s+)?(?:charged|indicted|held|jailed|arrested|booked|tried|acquitted|convicted|cleared)\s+(?:with\s+\w+\s+)?(?:in|for|over)\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){{0,2}}?(?:{PERSON}|neighbou?r)['’]s?\s+(?:\w+\s+)?(?:shooting|killing|death)\b",
    re.IGNORECASE,
)
_SUED = Cued(
    rf"\b(?:sue[sd]?|suing|lawsuit|suit|settle\w*|pay)\b[^.;]{{0,80}}?\b(?:{POLICE}|city|county|department"
    r"|sheriff)\b[^.;]{0,100}?\b(?:shot|killed|shooting|killing|death)\b(?!\s+by\s+a\s)",
    re.IGNORECASE,
)
#: "Woman shot in truck sues trooper": the suit stands after the shooting.
_SUES = Cued(
    rf"\b(?:shot|wounded|shooting|killed|killing|slain)\b[^.;]{{0,80}}?\b(?:sue[sd]?|(?:file[sd]?|filing)\s+(?:an?\s+)?(?:[\w-]+\s+){{0,3}}?(?:law)?suits?|suing|lawsuit\s+(?:against|over)|settle[sd]?)\b"
    rf"[^.;]{{0,90}}?\b(?:{POLICE}|sheriff)\b",
    re.IGNORECASE,
)
#: "Body camera footage shows the shooting": a film of it is told of.
_ON_CAMERA = Cued(
    r"\b(?:body[\s-]?(?:worn[\s-])?cam\w*|dash[\s-]?cam\w*)\b[^.;]{0,120}?\b(?:shot|shooting|fired|fires|firing"
    r"|killed|killing|death)\b|\b(?:shot|shooting|fired|killed|killing|death)\b[^.;]{0,120}?"
    r"\bbody[\s-]?(?:worn[\s-])?cam\w*|\b(?:police|sheriff|city|department)\s+(?:have\s+|has\s+)?release[sd]?\s+(?:new\s+)?video\b"
    r"(?![^.]*\b(?:surveillance|suspects?|gunm[ae]n|identify|search\w*|wanted|tips?|help)\b)[^.;]{0,60}?"
    rf"\b(?:shooting\s+(?:of|that)|of\s+the\s+(?:night|moment|day)\b[^.;]{{0,40}}\b(?:was|were)\s+shot|of\s+(?:(?:fatal|deadly|police)\s+)?shooting)\b(?!\s+suspect)|\b(?:video|footage|recordings?)\b[^.;]{{0,40}}?\b{ANY_OFFICER}\s+"
    r"(?:(?-i:[A-Z])[\w'’-]+\s+){0,2}(?:fire[ds]?|firing|shot|shoot\w*|opened)\b",
    re.IGNORECASE,
)
_KINDS = Among(
    (
        ("involved", _INVOLVED),
        ("noun", _BY_NOUN),
        ("accused", _ACCUSED),
        ("accused", _SUED),
        ("accused", _SUES),
        ("camera", _ON_CAMERA),
        ("exchange", _EXCHANGE),
        ("exchange", _BOTH),
        ("exchange", _EACH),
    )
)


def find(text: str) -> Iterator[ByNoun]:
    """Every such telling in one sentence, kind by kind."""
    for kind, pattern in _KINDS.able(text):
        for match in pattern.finditer(text):
            if not _of_other_deed(text, kind, match):
                hit = kind != "exchange" or _fell(text, match)
                yield ByNoun(kind, match.start(), match.end(), hit)


#: "Officers have charged John Roe": what they do here is their work.
_CHARGING = re.compile(
    rf"{ANY_OFFICER}\s+(?:(?:have|has|had|also|later|then)\s+)*"
    r"(?:charged|cleared|convicted)\s+(?!with\b|in\b|for\b|over\b|of\b|after\b|and\b)",
    re.IGNORECASE,
)
#: A death in an officer's hands that no shot caused.
_NO_GUN = Cued(
    r"\b(?:choke\s?hold|restrain\w*|taser|tased|stun\s+gun|crash\w*|vehicular|mph|(?:drunken|reckless|impaired)\s+driving|collision|pedestrian|in[\s-]custody|jail\s+death"
    r"|asphyxia\w*|beating|beaten|overdose)\b",
    re.IGNORECASE,
)
_GUN = re.compile(r"\b(?:shot|shoot\w*|fired|(?<!stun )gun|gunfire|bullets?)\b", re.IGNORECASE)
#: "He was spotted near the shooting by police": they did not shoot but spot.
_DONE_BY = re.compile(
    r"\b(?:was|were|is|are|been|being)\s+(?:\w+ly\s+)?(?:spotted|seen|found|arrested|stopped|caught|captured"
    r"|identified|questioned|interviewed|taken|detained|pursued|chased|located|discovered|called|named"
    r"|handcuffed|apprehended|interrogated)\b[^,;.]*$",
    re.IGNORECASE,
)


_PARTS = "|".join(sorted(words("small", "body_parts")))
_ANIMALS = "|".join(sorted(words("actors", "animal")))
#: "Officer charged in shooting | of girlfriend's dog", not "of a dog walker".
_OF_ANIMAL = re.compile(
    rf"\s+(?:death\s+)?of\s+(?:[\w'’-]+\s+){{0,4}}?(?:{_ANIMALS})\b(?!['’]|\s+\w+ers?\b)"
)
#: "Security officer cleared in mall shooting".
_GUARD = re.compile(r"\b(?:security|loss[\s-]prevention)\s+officers?\b", re.IGNORECASE)
#: "None of them was struck by a deputy's bullet".
_DENIED = Cued(
    r"\b(?:none|nor|neither|not|no\s+one|nobody|ha(?:s|ve|d)n['’]t\s+had)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)


#: "A bullet from an officer's gun | lodged in a dresser", not in anybody's spine.
_IN_THING = re.compile(
    r"(?!\s+whom?\b)[^.;,]{0,30}\b(?:lodged|embedded|stuck|landed|ended\s+up|(?:came|come)\s+to\s+rest)\s+in\s+"
    rf"(?!(?:his|her|their|my|[\w-]+['’]s)\b)(?!(?:the|an?)\s+(?:[\w-]+\s+){{0,2}}?(?:{_PARTS})\b)"
    r"|(?!\s+whom?\b)[^.;,]{0,30}\b(?:went|passed|flew|came|tore)\s+(?:in)?t(?:o|hrough)\s+(?:an?|the|two|three)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:doors?|walls?|windows?|ceiling|floor|roof|tires?|fence|post|tree|houses?|home|garage|shed|sign|mailbox)\b(?![^.;]{0,60}\b(?:and|into|hit|struck|killed|wounded)\b)",
    re.IGNORECASE,
)


def _of_other_deed(text: str, kind: str, match: re.Match[str]) -> bool:
    if kind in ("accused", "noun", "camera") and _OF_ANIMAL.match(text, match.end()):
        return True
    if kind == "accused" and _GUARD.search(text, 0, match.end()):
        return True
    if kind == "accused":
        charging = _CHARGING.match(text, match.start()) is not None
        return charging or (_NO_GUN.search(text) is not None and not _GUN.search(text))
    if kind == "noun" and (
        _DENIED.search(text, 0, match.start()) or _IN_THING.match(text, match.end())
    ):
        return True
    begins = match.group().lower().startswith(("shooting", "killing", "slaying"))
    by = kind == "noun" and begins and " by " in match.group()
    return by and _DONE_BY.search(text, 0, match.start()) is not None


def _fell(text: str, match: re.Match[str]) -> bool:
    """Whether somebody else than an officer is said to be hit in an exchange of fire."""
    if _EACH.match(text, match.start()):
        return True
    if re.search(r"\b(?:was|were)\s+\w+\s+in\b", match.group()):
        return False
    return any(not _AN_OFFICER.match(text, one.end()) for one in _STRUCK.finditer(text))


_AN_OFFICER = re.compile(
    rf"\s+(?:(?:an?|the|two|three|four|several)\s+)?(?:(?!(?:and|as|while|when|after|before|by)\b)\w+\s+){{0,2}}?{ANY_OFFICER}\b",
    re.IGNORECASE,
)
