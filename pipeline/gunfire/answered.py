"""Whose gunfire it was where nobody says so: who goes at police and is then shot was shot by them.

"He pointed a gun at officers and was shot" names nobody who fired, and "officers opened fire on the
man; he died at a hospital" nobody who was hit. Read together with what stands right before or after
them, both tell of a person hit by police. Such a telling has the kind ``answered``, so that readers
can weigh it as what it is: a conclusion from two statements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.gunfire.gunfire import Gunfire, Heard
from pipeline.language.actors import OFFICER, PERSON, POLICE
from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor
from pipeline.records import Sentence

_NOT_A_PARTY = (
    r"(?!\s+(?:departments?|stations?|headquarters|sa(?:id|ys?)|reports?|chief|spokes\w+|custody"
    r"|investigat\w+|believe\w*|respond\w*|arriv\w*|found|called|are|were\s+called|chases?))"
)
#: "Pointed a rifle at officers", "drove toward a deputy".
_GOES_AT = Cued(
    r"\b(?:point|aim|level|fir(?:ed?|es|ing)\b|shot|shoot|open\w*\s+fire|advanc|lung|charg|ramm"
    r"|dr[oi]v|came|coming|walk|approach|sw[iu]ng|brandish|accelerat|rais|lift|pull|ran\b|run|turn|went|moved|threw"
    r"|struggl|fought|fight|wrestl|scuffl|exchang|shoot-?out|gun ?battle)\w*\b"
    rf"[^.;“”]{{0,45}}?\b(?:at|toward|towards|on|with|into|upon|between)\s+(?:[\w.'’]+\s+){{0,5}}?{POLICE}\b{_NOT_A_PARTY}"
    r"|\b(?:attack|assault|confront|threaten|charg|rush|ramm|fought|fight|stabb|slash|cut|shot|wound|struck"
    rf"|approach|grabb)\w*\s+(?:at\s+|and\s+\w+\s+)?(?:the|an?|two|three|four|several|one|his|responding|arriving)\s+"
    rf"(?:\w+\s+){{0,3}}?{POLICE}\b{_NOT_A_PARTY}"
    rf"|\b(?:attack|assault|confront|threaten|charg|rush|ramm|fought|stabb)\w*\s+(?:at\s+)?{POLICE}\b{_NOT_A_PARTY}"
    rf"|\bled\s+(?:\w+\s+){{0,3}}?{POLICE}\s+on\b"
    rf"|\b{POLICE}\s+(?:\w+\s+){{0,2}}?(?:was|were)\s+(?:\w+\s+)?(?:confronted|attacked|threatened|met|charged|rammed)\b",
    re.IGNORECASE,
)
_AT_THEM = Cued(
    r"\b(?:point|aim|fir(?:ed|ing)|shot|shoot|lung|charg|advanc|came|coming|ran|rais|sw[iu]ng|turn|walk"
    r"|brandish|threaten|attack|rush|confront)\w*\b[^.;]{0,40}?\b(?:(?:at|toward|towards|on)\s+them|in\s+their\s+direction)\b"
    r"|\b(?:rush|charg|attack|threaten|confront)\w*\s+(?:them|him|her)\b",
    re.IGNORECASE,
)
_FLEES = Cued(
    r"\b(?:run|ran|runs|running|fled|flees|fleeing|(?:walk|back|mov|pull|drov|driv|sped|speed)\w*\s+away)\s+"
    rf"(?:away\s+)?from\s+(?:[\w’'-]+\s+){{0,3}}?{POLICE}\b{_NOT_A_PARTY}",
    re.IGNORECASE,
)
_DEFIES = Cued(
    r"\brefus\w+\s+(?:\w+\s+)?(?:to\s+)?(?:drop|obey|comply|put|surrender|show|follow|commands?|orders?|come\s+out|remove)\b"
    r"|\b(?:ignor\w+|disobey\w+|defied)\s+(?:\w+\s+){0,3}(?:commands?|orders?)\b"
    r"|\b(?:did\s+not|didn['’]t|would\s+not|wouldn['’]t|fail\w+\s+to)\s+(?:comply|obey|drop|respond\s+to\s+commands)\b",
    re.IGNORECASE,
)
_SUBDUED = Cued(
    r"\b(?:tasers?|tased|stun\s+guns?|bean\s?-?bags?|pepper\s+spray\w*|less[\s-]lethal|non-?lethal)\b",
    re.IGNORECASE,
)
_STOPPED = Cued(
    r"\b(?:after|following|during|in|at\s+the\s+end\s+of|when|end\w*)\s+(?:[\w’'-]+\s+){0,6}?"
    r"(?:stand-?off|pursuit|chase|traffic\s+stop|struggle|scuffle|search\s+warrant)\b"
    rf"|\bstruggl\w+\s+with\s+(?:\w+\s+){{0,3}}{POLICE}\b",
    re.IGNORECASE,
)
_HAS_POLICE = Cued(rf"\b{POLICE}\b{_NOT_A_PARTY}", re.IGNORECASE)
#: "Police chased him", "officers ordered the man to drop it".
_HANDLED = Cued(
    rf"\b(?:{POLICE}|they)\b(?!['’]|\s+(?:sa(?:y|id)|believe|allege))[^.;“”]{{0,50}}?\b(?:chas(?:ed|ing)|pursu(?:ed|ing)|gave\s+chase|pulled\s+over|confront\w+"
    r"|encounter\w+|made\s+contact|shout(?:ed|ing)|yell(?:ed|ing)|order(?:ed|ing)|gave\s+\w*\s*commands|negotiat\w+|struggl\w+|wrestl\w+|tased|surround\w+"
    r"|(?:try|tried|trying|attempt\w*|going|went)\s+to\s+(?:stop|arrest|detain|serve|handcuff|pull|apprehend|take|execute)"
    r"|(?:serv|execut)\w+\s+(?:an?|the)\s+(?:\w+\s+){0,2}warrants?|forced\s+entry|told\s+(?:him|her)\s+to)\b",
    re.IGNORECASE,
)
#: Somebody else was hit, or before police came.
_ELSEWISE = Cued(
    rf"\b(?:earlier|previously|before\s+{POLICE}|was\s+found|were\s+found|found\s+(?:him|her|the|a|an)"
    rf"|victims?|bystanders?|hostages?|by\s+(?:a|an|the|her|his|another)\s+(?!{OFFICER}\b|(?:time|end|way|side|road|door|roadside)\b)\w+"
    r"|(?:him|her)self|self-inflicted|accidental\w*|apparently\s+by|report\w*\s+of|suspected\s+of|wanted\s+(?:for|in)"
    r"|accused\s+of|investigat\w+|homicide|suicide)\b",
    re.IGNORECASE,
)
_WHO = re.compile(rf"\b(?:he|him|she|suspects|gunmen|{PERSON})\b", re.IGNORECASE)
_FELL = Cued(
    rf"\b(?:he|she|(?:[Tt]he|[Tt]hat)\s+(?:[\w-]+\s+){{0,2}}?{PERSON}|[A-Z][\w’'-]+)(?:,\s+\d{{1,2}},)?(?:\s+who)?\s+"
    r"(?:(?:was|were|is|had\s+been|later|then|also|has)\s+){0,3}(?:[\w-]+ly\s+)?"
    r"[“\"]?(?P<word>died|dead|killed|hit|struck|pronounced|wounded|declared|neutrali[sz]ed|deceased)\b",
)
#: "A man is dead after an encounter in which an officer fired": told ahead of the shots.
_LIES_DEAD = Cued(
    rf"\b(?:{PERSON}|someone|[A-Z][\w’'-]+(?:,\s+\d{{1,2}})?)(?:,?\s+who|,)?\s+"
    r"(?:(?:is|was)\s+(?:dead|killed|wounded|injured|hospitali[sz]ed|in\s+(?:\w+\s+)?condition)|died"
    r"|lost\s+(?:his|her|their)\s+li(?:fe|ves)|suffered\s+(?:\w+\s+)?gunshot\s+wounds?)\b[^.;]{0,80}?"
    r"\b(?:after|when|as|in\s+which|during|where)\b[^.;]*$"
    r"|\b(?:death|killing)\s+of\s+(?:[A-Z]|an?\s)[^.;]{0,90}?\b(?:after|when|as|in\s+which|where)\b[^.;]*$",
)
_UNHURT = Cued(
    r"\b(?:no\s+one|nobody|none|not\s+(?:hit|struck|hurt|injured|wounded|shot)|missed|unharmed|unhurt"
    r"|uninjured|miss(?:es|ing\s+(?:him|her|them))|but\s+not\s+(?:him|her|the\s+\w+|anyone)|no\s+(?:injuries|other))\b",
    re.IGNORECASE,
)
_BE = re.compile(
    r"\b(?:was|were|been|be|being|is|are|got)\s+(?:\w+\s+){0,2}?(?:\w+\s+and\s+(?:\w+ly\s+)?)?$",
    re.IGNORECASE,
)
_UNSAID = (Actor.CIVILIAN, Actor.SOMEBODY, Actor.NOBODY)
_BEFORE = 2  # sentences looked back or on


def answered(sentences: Sequence[Sentence], heard: Heard) -> Heard:
    """The gunfire of each sentence, with what police must have fired said so."""
    heard = _headline(sentences, heard)
    whole = tuple(
        tuple(_whole(sentences, heard, at, event) for event in events)
        for at, events in enumerate(heard)
    )
    return _story(sentences, whole) if _only_police_fire(sentences, whole) else whole


def _headline(sentences: Sequence[Sentence], heard: Heard) -> Heard:
    """ "Officer shot at door goes home" over a story of an officer who was hit: it means that."""
    body = [
        event
        for sentence, found in zip(sentences, heard, strict=True)
        if sentence.paragraph >= 0
        for event in found
    ]
    fell = any(event.hit and event.target is Actor.POLICE for event in body)
    if not fell or any(event.shooter is Actor.POLICE for event in body):
        return heard
    return tuple(
        tuple(_passive(sentence.text, event) for event in found)
        if sentence.paragraph < 0
        else found
        for sentence, found in zip(sentences, heard, strict=True)
    )


def _passive(text: str, event: Gunfire) -> Gunfire:
    if not _is_volley(event) or text[event.start : event.end].lower() != "shot":
        return event
    return replace(
        event,
        kind="verb",
        hit=True,
        shooter=Actor.NOBODY,
        shooter_at=None,
        target=Actor.POLICE,
        target_at=event.shooter_at,
    )


def _only_police_fire(sentences: Sequence[Sentence], heard: Heard) -> bool:
    """Whether police alone fire in a story, and it does not yet say whom they hit."""
    events = [event for found in heard for event in found]
    if not any(_is_volley(event) for event in events) or any(event.by_police for event in events):
        return False
    if any(_is_by_another(event) for event in events):
        return False
    return not any(
        _UNTOUCHED.search(sentence.text) or _CROWD.search(sentence.text) for sentence in sentences
    )


def _is_by_another(event: Gunfire) -> bool:
    """Somebody who is not police hit a person or fired at one, or hit themselves."""
    if event.target is Actor.SELF:
        return True
    if event.shooter not in (Actor.CIVILIAN, Actor.SOMEBODY):
        return False
    return (event.hit and event.target in _UNSAID) or event.target is Actor.CIVILIAN


#: As many as police seldom hit.
_CROWD = re.compile(
    r"\b(?:three|four|five|six|seven|eight|nine|ten|[3-9]|[1-9]\d)\s+(?:\w+\s+)?(?:people|men|women|teens|teenagers|others|victims|persons)\s+"
    r"(?:(?:were|are|was)\s+)?(?:shot|killed|dead|wounded|injured|hurt)\b|\bvictims\s+(?:were|was)\s+(?:shot|hit)\b",
    re.IGNORECASE,
)


def _is_volley(event: Gunfire) -> bool:
    """Police fired, at somebody or at the car or house somebody was in."""
    at = (*_UNSAID, Actor.THING)
    fired = event.kind == "fired" and not event.hit
    return fired and event.shooter is Actor.POLICE and event.target in at


#: Nobody was hit by police, or by whom is told otherwise.
_UNTOUCHED = Cued(
    r"\b(?:miss(?:ed|es)\b|missing\s+(?:him|her|them)\b|no\s+one\s+was\s+(?:hit|shot|struck|hurt|injured)|nobody\s+was\s+(?:hit|shot|struck|hurt|injured)"
    r"|(?:was|were)\s+not\s+(?:hit|struck|shot)\s+by\b|(?:did\s+not|didn['’]t)\s+(?:hit|strike)|self-inflicted|(?:him|her)self\s+in\s+the"
    r"|(?:shot|killed|kills|shoots)\s+(?:him|her|them)sel(?:f|ves)|took\s+(?:his|her)\s+own\s+life|suicide"
    r"|less[\s-]lethal|bean\s?-?bags?|rubber\s+bullets?|warning\s+shots?)\b",
    re.IGNORECASE,
)
#: Somebody said to be hit or dead, not where an officer is.
_FALLEN = Cued(
    rf"\b(?:[Hh]e|[Ss]he|both|(?:the|an?|his|her|one|\w+)\s+(?:[\w’'-]+\s+){{0,4}}?(?:{PERSON}s?|men|women|people|couple)|[A-Z][\w’'.-]+)(?:,\s+[^,;.]{{1,40}},)?"
    r"(?:\s+(?:inside|who|(?:behind|at)\s+the\s+wheel|in\s+the\s+\w+(?:\s+seat)?))?\s+(?:(?:was|were|is|are|had\s+been|later|then|also|has)\s+){1,3}"
    r"[“\"]?(?:[\w-]+ly\s+)?(?:hit|struck|shot|killed|wounded|dead|pronounced|declared|neutrali[sz]ed|deceased)\b"
    rf"|\b(?:[Hh]e|[Ss]he|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er)\s+(?:[\w’'-]+\s+){{0,3}}?{PERSON}(?:,\s+[^,;.]{{1,40}},)?)\s+"
    r"(?:died\b|(?:is|was|remains)\s+(?:listed\s+)?in\s+(?:\w+\s+(?:but\s+\w+\s+)?)?condition\b)"
    rf"|\b[Tt]he\s+(?:dead|slain|wounded)\s+{PERSON}\b"
    r"|\b(?:[Ss]uspect|[Mm]an|[Ww]oman|[Dd]river|[Gg]unman)\s+(?:is\s+)?(?:reportedly\s+)?down\b"
    r"|\b(?:took|flew|rushed|carried|airlifted)\s+(?:him|her|the\s+\w+)\s+to\s+(?:[\w.’'-]+\s+){0,4}?(?:hospital|[Hh]ospital|[Mm]edical\s+[Cc]enter|trauma|St\.|surgery)"
    rf"|\b(?:[Hh]e|[Ss]he|[Tt]he\s+{PERSON})\s+(?:was|is\s+being)\s+(?:taken|flown|rushed|airlifted|transported)\s+(?:by\s+\w+\s+)?to\s+(?:[\w.’'-]+\s+){{0,4}}?(?:hospital|Hospital|Medical\s+Center|trauma|surgery)"
    r"|\bpronounced\s+(?:him|her|(?:the\s+)?(?:man|woman|driver|suspect)|[A-Z][\w’'-]+)\s+dead\b"
    rf"|\b(?:{PERSON}s?|people)\s+(?:(?:on|in|at|with)\s+(?:[\w-]+\s+){{1,3}}?)?(?:dead|killed|dies|wounded|hurt)\b"
    r"|\b(?:[Hh]e|[Ss]he|[A-Z][\w’'-]+(?:,\s+\d{1,2},)?)\s+(?:had|has|suffered|sustained)\s+(?:[\w-]+\s+){0,4}?wounds?\b"
    r"|\bleft\s+(?:[\w’',-]+\s+){1,6}?(?:dead|wounded|paraly[sz]ed)\b"
)


def _story(sentences: Sequence[Sentence], heard: Heard) -> Heard:
    """With the first shots of police said to have hit, where the story tells that somebody fell."""
    if not any(_tells_of_fallen(sentence.text) for sentence in sentences):
        return heard
    return tuple(
        tuple(_concluded(sentence.text, event) for event in events)
        for sentence, events in zip(sentences, heard, strict=True)
    )


def _concluded(text: str, event: Gunfire) -> Gunfire:
    """The shots of police as having hit, and who was hit by whom unsaid as hit by them."""
    unsaid = event.hit and event.shooter is Actor.NOBODY and event.target in _UNSAID
    if unsaid and event.kind == "verb" and not _ELSEWISE.search(text):
        return replace(event, shooter=Actor.POLICE, kind="answered")
    if not _is_volley(event):
        return event
    if event.target is Actor.THING:
        event = replace(event, target=Actor.NOBODY, target_at=None)
    return replace(event, hit=True, kind="answered")


def _tells_of_fallen(text: str) -> bool:
    return not _ELSEWISE.search(text) and any(
        _OFFICERS.search(match.group()) is None for match in _FALLEN.finditer(text)
    )


_OFFICERS = re.compile(rf"\b{POLICE}\b", re.IGNORECASE)


def _whole(sentences: Sequence[Sentence], heard: Heard, at: int, event: Gunfire) -> Gunfire:
    if _is_lost(sentences[at].text, event):
        return replace(event, shooter=Actor.POLICE, kind="answered")
    if _is_unsaid(event) and _by_police(sentences, heard, at, event):
        return replace(event, shooter=Actor.POLICE, kind="answered")
    if _by_their_shots(sentences, heard, at, event):
        return replace(event, shooter=Actor.POLICE, kind="answered")
    if _is_unended(event) and _somebody_fell(sentences, at, event):
        return replace(event, hit=True, kind="answered")
    if _is_volley(event) and event.target is Actor.THING and _died_of(sentences[at].text, event):
        return replace(event, hit=True, target=Actor.NOBODY, target_at=None, kind="answered")
    return event


def _died_of(text: str, event: Gunfire) -> bool:
    """ "Roe, who died after an officer fired into his car"; not in the crash that came of it."""
    apart = _ELSEWISE.search(text) or _UNHURT.search(text) or _OTHER_DEATH.search(text)
    return apart is None and _LIES_DEAD.search(text, 0, event.start) is not None


_OTHER_DEATH = re.compile(r"\b(?:died\s+of|crash\w*|collision|overturned|drown\w*|tires?)\b")


def _is_unsaid(event: Gunfire) -> bool:
    return (
        event.hit
        and event.shooter is Actor.NOBODY
        and event.target in _UNSAID
        and event.kind in ("verb", "killed")
        and event.target_at is not None
        and event.target_at[1] <= event.start  # "was shot": whoever shoots is the subject
    )


def _by_police(sentences: Sequence[Sentence], heard: Heard, at: int, event: Gunfire) -> bool:
    """Whether the one hit has just gone at police, fled them or been fired at by them."""
    text = sentences[at].text
    if _ELSEWISE.search(text) or _OFFICER_FELL.match(text):
        return False
    if any(_is_of_whoever_fired(text, event, other) for other in heard[at]):
        return False
    if sentences[at].paragraph >= 0 and not _BE.search(text, 0, event.start):
        return False
    if _met(text, police=False) or any(_is_unended(other) for other in heard[at]):
        return True
    if not _is_one(text, event) or _is_by_accused(sentences, at):
        return False
    for before in range(at - 1, max(-1, at - 1 - _BEFORE), -1):
        if sentences[at].paragraph - sentences[before].paragraph > 1:
            return False
        if _met(sentences[before].text, police=True) or any(map(_is_unended, heard[before])):
            return True
    return False


#: Between a hit and the shots of police that it came of: "was struck Friday when Ames".
_WHEN = re.compile(r"[^.;:]*\b(?:when|as)\b(?![^.;]*\b(?:when|as|after|before|and)\b)[^.;]*")
_RETURNS = re.compile(r"\breturn\w*\b|\bback\b", re.IGNORECASE)
#: What hits, as the subject: "the bullet", "one of the rounds went through the seat and".
_SLUG = re.compile(
    r"(?:(?:[Tt]h(?:e|at|ose)|[Oo]ne|[Aa]n?|[Aa]nother|[Tt]wo|[Tt]hree|[Aa]t\s+least\s+one)\s+(?:of\s+(?:the|those)\s+)?(?:\w+\s+)?)?"
    r"(?:[Bb]ullets?|[Rr]ounds?|[Ss]hots?|[Ss]lugs?|[Ff]ragments?|[Rr]icochets?)\b(?:(?!\b(?:from|by|who|fired)\b)[^.;,“”]){0,60}$"
)

#: "Was hit by two of the three bullets", "struck by one of the rounds".
_BY_SLUG = re.compile(
    r"\s+by\s+(?:\w+\s+of\s+)?(?:the|those|their|his|her)\s+(?:\w+\s+)?(?:bullets?|rounds?|shots?)\b"
)


def _by_their_shots(sentences: Sequence[Sentence], heard: Heard, at: int, event: Gunfire) -> bool:
    """Whether somebody was hit by shots of police that were meant for another, or for a car.

    "A cyclist was struck when police fired at a robber", "an officer fired at the tires. One of the
    bullets went through the seat and hit Ann Roe".
    """
    text = sentences[at].text
    by_slug = event.shooter is Actor.THING and _BY_SLUG.match(text, event.end) is not None
    if not (event.hit and event.target in _UNSAID):
        return False
    if event.shooter is not Actor.NOBODY and not by_slug:
        return False
    rivals = [
        other
        for other in heard[at]
        if _is_of_another(other)
        and (other.shooter_at is None or other.shooter_at != event.target_at)
    ]
    if event.kind not in ("verb", "killed") or rivals:
        return False
    if any(
        _is_volley(other)
        and _WHEN.fullmatch(text, event.end, other.start)
        and not _RETURNS.search(text, event.end, other.end + 5)
        for other in heard[at]
    ):
        return True
    told = by_slug or _SLUG.match(text, 0, event.start) is not None
    if not told or not at or _UNHURT.search(text):
        return False
    animals = any(other.target is Actor.ANIMAL for other in (*heard[at - 1], *heard[at]))
    if animals and event.target is not Actor.CIVILIAN:
        return False
    near = sentences[at].paragraph - sentences[at - 1].paragraph <= 1
    before = heard[at - 1]
    return near and any(map(_shoots, before)) and not any(map(_is_of_another, before))


def _is_of_whoever_fired(text: str, event: Gunfire, other: Gunfire) -> bool:
    """ "A clerk was wounded when a man fired at officers": no "when he fired"."""
    if other.shooter is not Actor.CIVILIAN or other.target is not Actor.POLICE:
        return False
    named = other.shooter_at is not None and other.shooter_at[0] > event.end
    return named and _WHEN_A.fullmatch(text, event.end, other.start) is not None


_WHEN_A = re.compile(r"[^.;:]*\b(?:when|as)\s+an?\b[^.;]*")


def _shoots(event: Gunfire) -> bool:
    return event.by_police or (event.kind == "fired" and event.shooter is Actor.POLICE)


def _is_of_another(event: Gunfire) -> bool:
    return event.shooter in (Actor.CIVILIAN, Actor.SOMEBODY)


#: "A deputy is recovering after he was shot".
_OFFICER_FELL = re.compile(
    rf"(?:An?|The|One)\s+(?:[\w'’.-]+\s+){{0,5}}?{OFFICER}\b[^.;]{{0,40}}?"
    r"\b(?:after|when|as|because)\s+(?:he|she)\s+(?:was|were)\s+(?:shot|hit|struck|wounded)\b"
)


def _is_lost(text: str, event: Gunfire) -> bool:
    """ "Officers met John Roe, who had a knife, and shot him": what the grammar lost.

    Somebody shot "him"; the sentence begins with police, and nobody in it is said to have told.
    """
    if not event.hit or event.shooter not in (Actor.NOBODY, Actor.SOMEBODY):
        return False
    if event.target not in _UNSAID or event.target_at is None or event.target_at[0] < event.end:
        return False
    if not _OPENS.match(text) or _TOLD.search(text) or not _AND.search(text, 0, event.start):
        return False
    return _IT.fullmatch(text[slice(*event.target_at)]) is not None


_AND = re.compile(r"\b(?:and|then|before)\s+(?:\w+ly\s+|shot\s+and\s+)?$")
_OPENS = re.compile(
    rf"(?:[\w’'.-]+\s+){{0,4}}?{POLICE}\b(?!['’]|\s+(?:sa|are|is)\w*)", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?:say|says|said|saying|told|learn\w*|believ\w*|alleg(?:e|es|ed)\b|accord\w*|report(?:s|ed)\b|investigat\w+"
    r"|identif\w+|arrest\w*|charg\w+\s+with|determin\w+|seek\w*|search\w*\s+for|look\w*\s+for)\b",
    re.IGNORECASE,
)
_IT = re.compile(r"him|her|them|man|woman|suspect|gunman|driver|[A-Z].*")


def _met(text: str, *, police: bool) -> bool:
    """Whether a sentence tells of somebody going at police, or standing out against them."""
    if _GOES_AT.search(text) or _HANDLED.search(text) or _FLEES.search(text):
        return True
    named = _HAS_POLICE.search(text) is not None
    if named and (_AT_THEM.search(text) or _DEFIES.search(text) or _SUBDUED.search(text)):
        return True
    if police:
        return False
    return _STOPPED.search(text) is not None or _DEFIES.search(text) is not None


#: "Two men accused of killing a clerk": whom they met later tells nothing of the clerk.
_ACCUSED_OF_IT = Cued(
    r"\b(?:accused\s+of|charged\s+with|convicted\s+of|charged\s+in)\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:kill|murder|shooting|slaying)\w*",
    re.IGNORECASE,
)


def _is_by_accused(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether somebody, not of the police, has been said to stand accused of the killing."""
    return any(
        _ACCUSED_OF_IT.search(one.text) and not _OFFICERS.search(one.text) for one in sentences[:at]
    )


def _is_one(text: str, event: Gunfire) -> bool:
    """Told of as "he", "the suspect" or by name, so that the sentence before can say who it is."""
    if event.target_at is None:
        return False
    called = text[slice(*event.target_at)]
    return _WHO.fullmatch(called) is not None or called[0].isupper()


def _is_unended(event: Gunfire) -> bool:
    """Police fired, not at a dog or a car, and nobody is said to be hit."""
    return (
        event.kind == "fired"
        and not event.hit
        and event.shooter is Actor.POLICE
        and event.target in _UNSAID
    )


def _somebody_fell(sentences: Sequence[Sentence], at: int, event: Gunfire) -> bool:
    """Whether, right after police fired at somebody, that one is said to have been hit."""
    if _UNHURT.search(sentences[at].text):
        return False
    text = sentences[at].text
    if _LIES_DEAD.search(text, 0, event.start) and not _ELSEWISE.search(text):
        return True
    rest = text[event.end :]
    if event.target is Actor.NOBODY and not _went_before(sentences, at):
        same = at + 1 < len(sentences) and sentences[at + 1].paragraph == sentences[at].paragraph
        after = sentences[at + 1].text if same else ""
        fell = _FELL.search(rest) or (not _UNHURT.search(after) and _FELL.match(after))
        return fell is not None and not _ELSEWISE.search(f"{text} {after}")
    near = [rest, *(one.text for one in sentences[at + 1 : at + 1 + _BEFORE]
                    if one.paragraph - sentences[at].paragraph <= 1)]  # fmt: skip
    for text in near:
        if _UNHURT.search(text) or _ELSEWISE.search(text):
            return False
        if _FELL.search(text):
            return True
    return False


def _went_before(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether, in the sentence where police fired or the one before, somebody went at them."""
    return any(_met(one.text, police=True) for one in sentences[max(0, at - 1) : at + 1])
