"""Whose the words of a wound, a shot or an accusation are: of who is named in the sentence, or not.

"Jaylen Roe, 15, shot and wounded four friends" tells a wound, and not of Roe; "sat beside Ann Roe
when the gunman opened fire" tells no wound at all; "tried for manslaughter" tells no shot. The
questions are of one mention in its sentence; a part is told where one of them is answered.
"""

from __future__ import annotations

import re

from pipeline.language.actors import ANY_OFFICER
from pipeline.language.cued import Cued
from pipeline.naming.mentions import Named
from pipeline.roles.lists import past_homes

_FRONT, _BEHIND = 160, 400  # characters before and after a name
#: ", 15, of Ames,", "(a student)": what stands between a name and its verb.
_APPOSED = r"(?:\s*[,(–—-]\s*[^.;:“”\"()]{1,90}?[,)–—]|\s*\([^)]{1,40}\))?"
_AUX = (
    r"(?:(?:who|and|was|were|is|are|has|have|had|been|being|got|also|both|all|each|then|later|\w+ly|either|still|pronounced|declared|brain|found|discovered"
    r"|left|first|laying|lying|one|of|the|those|people|who|apparently)\s+)*"
)
#: Followed by whom they hit, "shot" and "killed" are of the one who fired.
_NOBODY = (
    r"(?!\s+(?:and\s+(?:\w+ly\s+)?\w+ed\s+)?(?:at\b|an?\s|the\s|his\s|her\s|him\b|them\b|their\s"
    r"|(?:two|three|four|five|\d+)\s+(?!times)|(?-i:[A-Z](?!\w+day\b|\w+\.\s))))"
)
#: "Struck in the head with a pistol" is no gunfire.
_BY_HAND = (
    r"(?!\s+(?:(?:in|on|over|across)\s+(?:the|his|her)\s+\w+\s+)?with\s+(?:an?|the|his|her)\s+"
    r"(?!(?:\w+\s+)?(?:bullets?|gunshots?|shots?|rounds?|pellets?)\b))"
)
_HARMED = (
    rf"(?:(?:shot|gunned\s+down|(?:struck|hit){_BY_HAND}|grazed|wounded|injured|hurt|killed|murdered){_NOBODY}|slain|dead\b|died|dies|dying|slumped|unresponsive|bleeding"
    r"|(?:taken|transported|rushed|airlifted|flown|brought|admitted|driven|sent)\s+(?!(?:\w+\s+){0,4}?(?:custody|jail|court|prison|station|headquarters|detention)\b)"
    r"(?:\w+\s+){0,3}?(?:to|by)\s|(?:treated|hospitalized|listed\s+in)\b"
    r"|(?:suffer\w*|sustain\w*|surviv\w+|succumb\w*|underwent|undergo\w*)\b|receiv\w+\s+(?:\w+\s+){0,3}?(?:wounds?|treatment|surgery|care|injur\w+)\b"
    r"|recover(?:ing\b|(?:ed|s)?\s+(?:from|at|in)\b)|expected\s+to\s+(?:survive|live|recover|be\s+ok)"
    r"|remain\w*\s+(?:in|at|hospitalized)|in\s+(?:\w+\s+)?(?:critical|serious|stable|fair|good|grave)\b|(?:the\s+)?(?:\w+\s+)?victims?\b|with\s+(?:an?\s+)?(?:\w+\s+){0,3}?(?:gunshots?|wounds?|injur\w+)"
    r"|(?:the\s+)?(?:one|person|man|woman|boy|girl|teen\w*)\s+(?:who\s+(?:was\s+)?)?(?:shot|killed|died|wounded|hit)"
    r"|(?:one|two|three|among)\s+(?:of\s+)?(?:the\s+|those\s+)?(?:\w+\s+){0,2}?(?:who\s+were\s+)?(?:shot|killed|wounded|hit|injured)"
    r"|the\s+(?:\w+\s+){1,3}?to\s+(?:fall\s+victim|be\s+(?:\w+ly\s+)?(?:shot|killed)))"
)
_PASSIVE = (
    rf"(?:was|were|been|being|got)\s+(?:\w+\s+){{0,2}}?(?:shot|(?:struck|hit){_BY_HAND}|grazed|wounded|injured|killed"
    r"|murdered|gunned\s+down)\b"
)
_AND_OTHERS = (
    r"(?:\s+and\s+(?:an?|another|two|three|four|his|her|the|their)\s+(?:[\w-]+\s+){0,3}?[\w-]+)?"
)
#: "Roe, whom he shot": the gunfire of another.
_WHOM_HE_SHOT = r",\s+whom\s+(?:he|she|they)\s+(?:had\s+|\w+ly\s+)?(?:shot|wounded|killed|hit)\b"
_AFTER = Cued(
    rf"{_APPOSED}{_AND_OTHERS},?\s+(?:{_AUX}{_HARMED}|(?:ha[sd]\s+|have\s+)?{_PASSIVE})"
    rf"|,[^.;:“”\"]{{1,80}}?\s(?:who\s+)?(?:ha[sd]\s+)?{_PASSIVE}"
    rf"|{_WHOM_HE_SHOT}",
    re.IGNORECASE,
)
#: Right after the ages and homes of a list: "…, 19, and Roe, 20, of Ames, were shot".
_LISTED = Cued(rf",?\s*(?:{_AUX}{_HARMED}|(?:have\s+)?{_PASSIVE})", re.IGNORECASE)
_HIS_DEATH = re.compile(
    r"['’]s?\s+(?:\w+\s+){0,2}?(?:death|killing|injur\w+|wounds?|body|murder|slaying|shooting|condition|funeral|back|chest|head|leg|arm|neck|life)\b"
)
_BEFORE = re.compile(
    r"\b(?:victims?|identified|decedents?|deceased|dead|died|deaths?|killed|killing|kills|kill|wounded|wounding|wounds|injured|injuring|injures|shot|shooting|shoots"
    r"|struck|striking|hit|hitting|murders?|murdering|murdered|slaying|slain|gunned\s+down|bodies|body|lives|hospital\w*|treated|named|survivors?|wounds|dead:)\b",
    re.IGNORECASE,
)
#: Between a wound and a name: the words are another's.
_BREAKS = re.compile(
    r"[;“”\"]|\b(?:by(?!\s+(?:private|ambulance|helicopter|police|authorities|investigators|officials|family|the\s+(?:\w+\s+)?(?:coroner|county|medical)))|when|while|who\s+(?:shot|killed|fired|opened)|where|because|that|told|said|says|fled|chas\w+|arrest\w*|charg\w+|suspects?|gunm[ae]n|shooters?|accused|as\s+(?:he|she|they|police|officers)"
    r"|with\s+(?:his|her|their)|beside|next\s+to|near|behind|alongside|friend\s+of|relative\s+of|mother\s+of|father\s+of|brother\s+of|sister\s+of|cousin\s+of|uncle\s+of|aunt\s+of|lawyers?|attorneys?|judge|chief|sheriff"
    r"|captain|sergeant|spokes\w+|coroner|mayor|after|before|at\s+the\s+home|(?:him|her|them)sel(?:f|ves)|his\s+own|in\s+(?:his|her)|trying|defend\w*|protect\w*|grabbed)\b"
    r"|['’]s?\s+(?!(?:\w+\s+)?(?:son|daughter|wife|husband|mother|father|brother|sister|friend|girlfriend|boyfriend|neighbor|uncle|aunt|cousin|nephew|niece|grand\w+|child|baby|fianc\w+|partner)\b)",
    re.IGNORECASE,
)
#: "A man walked up and shot him", "when she was shot", under a name that opens the sentence.
_PRONOUN = Cued(
    r"\b(?:(?:shot|shoot\w*|hit|hits|hitting|struck|striking|kill(?:ed|ing|s)|wound(?:ed|ing|s)|injur(?:ed|ing)|graz(?:ed|ing))\s+(?:and\s+\w+\s+)?(?:him|her|them|both|the\s+(?:\d+-year-old|boy|girl|man|woman|teen\w*|child|toddler|victim|infant))\b(?!self)"
    r"|(?:he|she|they)\s+(?:both\s+)?(?:was|were|had\s+been|got)\s+(?:\w+ly\s+)?(?:shot|hit|struck|killed|wounded|injured|grazed|found|pronounced|taken)"
    r"|(?:he|she|they)\s+(?:later\s+)?(?:died|sustained|suffered))\b",
    re.IGNORECASE,
)
_SELF = Cued(
    r"\b(?:(?:shot|shoots|shooting|killed|kills|killing|wounded)\s+(?:and\s+\w+\s+)?(?:him|her|them)sel(?:f|ves)\b|self[-\s]inflicted|turned\s+(?:the|his|her|a)\s+(?:\w+\s+)?(?:gun|pistol|rifle|shotgun|weapon)\s+on\s+(?:him|her)self"
    r"|(?:took|taking|takes)\s+(?:his|her)\s+own\s+life|commit\w+\s+suicide|died\s+(?:of|by)\s+suicide)",
    re.IGNORECASE,
)
#: "Roe shot and wounded four friends", "Roe, 30, opened fire".
_ACTIVE = Cued(
    rf"{_APPOSED},?\s+(?:(?:who|and|has|had|then|later|also|allegedly|fatally|accidentally|reportedly|brutally|first|walked|drove|ran|came|went|got|up|in|out|back|over)\s+)*"
    r"(?:opened\s+fire|open\s+fire|fired\b|(?:has|had|have)\s+shot|shoots?\s+(?:an?|the|his|her|at|[A-Z\d])"
    r"|(?:shot|killed|wounded|murdered|gunned\s+down|injured|hit)\s+(?:and\s+(?:\w+ly\s+)?(?:killed|wounded|injured)\s+)?(?:at\b|an?\s|the\s|his\s|her\s|him\b|them\b|their\s|two\s|three\s|four\s|five\s|\d+\s+(?!times)|[A-Z](?!\w+day\b)\w)|(?:is|was)\s+suspected\s+of)",
)
#: "Suspect identified as Roe", "the gunman, Roe", "when Roe opened fire".
_CALLED = re.compile(
    r"\b(?:suspects?|gunm[ae]n|shooters?|accused|killer|by)\b(?:\s+(?:(?:was|has\s+been|is)\s+)?(?:later\s+)?(?:identified|named)\s+as)?,?\s+(?:\d{1,3}-year-old\s+)?(?:\w+\.\s+)?$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?:,[^,.;]{1,60},)?\s+(?:said|says|told|tells|testified|recalled|wrote|added)\b"
)
_BESIDE = re.compile(
    r"\b(?:beside|next\s+to|near|behind|alongside|defend(?:ing)?|protect(?:ing)?|shield(?:ing)?|save|saving)\s+(?:(?:his|her|their)\s+)?(?:[\w-]+,?\s+){0,2}$"
)


#: "The mother of Roe sued a year after her son was shot".
_PARENT_OF = re.compile(r"\b(?:mother|father|parents|family|mom|dad|wife|husband|widow)\s+of\s+$")
_CHILD = Cued(
    r"\b(?:his|her|their)\s+(?:\w+\s+)?(?:son|daughter|child|boy|girl|husband|wife|loved\s+one)\s+"
    r"(?:was|had\s+been)\s+(?:\w+ly\s+)?(?:shot|killed|wounded|hit)\b"
)
#: "Roe showed what her son carried when an officer shot him".
_OWN_KIN = re.compile(
    r"\b(?:his|her|their)\s+(?:[\w-]+\s+){0,2}?(?:son|daughter|child|boy|girl|husband|wife|brother|sister"
    r"|boyfriend|girlfriend|nephew|niece|grandson|granddaughter|cousin|friend)\b",
    re.IGNORECASE,
)
#: "Roe, 20, and his three victims", "killing Roe's son": others were hit.
_VICTIMS_OF_HIS = re.compile(
    r"\b(?:his|her|their)\s+(?:\w+\s+){0,2}?victims?$"
    r"|\band\s+(?:the|an?|another)\s+(?:[\w-]+\s+){0,2}?(?:man|woman|person|boy|girl|teen\w*|one|victim)\s+(?:who\s+)?\w+$",
    re.IGNORECASE,
)
_KIN_OF_HIS = re.compile(
    r"['’]s?\s+(?:[\w-]+\s+)?(?:son|daughter|wife|husband|mother|father|brother|sister|friend|girlfriend|boyfriend|neighbor"
    r"|uncle|aunt|cousin|nephew|niece|grand\w+|child|baby|fianc\w+|partner|step\w+)\b",
    re.IGNORECASE,
)
#: "Walked up to Roe and shot them": who shot is another.
_GOVERNED = re.compile(
    r"\b(?:to|at|with|toward|towards|on|of|confront\w*|approach\w*|against|(?:kill|shoot|wound|injur|murder|hitt|strik)ing|(?:shot|killed|wounded|murdered|injured|hit|struck))\s+(?:\d{1,3}-year-old\s+)?$"
)


#: "Crossed paths with shooter Lee Roe and was killed": who did.
_MET = re.compile(r"\b(?:with|from|to|at)\s+(?:the\s+)?(?:gunm[ae]n|shooters?|killers?),?\s+$")


def tells_of_kin(text: str) -> bool:
    """Whether a sentence tells of somebody's kin: "which victim was Roe's brother"."""
    return _KIN_OF_HIS.search(text) is not None


def wounded(text: str, one: Named, first: int, last: int) -> tuple[int, int] | None:
    """Where a sentence tells that who is named was hit, or hit themselves.

    ``first`` and ``last`` are the ends of the list of names that the name stands in.
    """
    if own := shot_self(text, one):
        return own
    if shot_another(text, one, first) or _MET.search(text, max(0, first - _FRONT), first):
        return None
    after = _AFTER.match(text, one.end) or (_AFTER.match(text, last) if last > one.end else None)
    if (
        after := after
        or _LISTED.match(text, past_homes(text, last))
        or _HIS_DEATH.match(text, last)
    ) and not _VICTIMS_OF_HIS.search(after.group()):
        return after.span()
    if _KIN_OF_HIS.match(text, last):
        return None
    if _BESIDE.search(text, max(0, first - _FRONT), first) or _CALLED.search(
        text, max(0, first - _FRONT), first
    ):
        return None
    *_, before = (None, *_BEFORE.finditer(text, max(0, first - _FRONT), first))
    if before and _tells_of(text, before, first, last):
        return before.start(), one.start
    later = _PRONOUN.search(text, last, last + _BEHIND)
    if later and _OWN_KIN.search(text, last, later.start()):
        later = None
    if _PARENT_OF.search(text, max(0, first - _FRONT), first):
        later = _CHILD.search(text, last, last + _BEHIND)
    return later.span() if later and not _SAYS.match(text, last) else None


#: "Involved in the shooting, Roe", and not "the shooting of Roe".
_NOUN = re.compile(
    r"\b(?:the|an?|this|that|fatal|deadly|in|after|from)\s+(?:[\w-]+\s+)?$", re.IGNORECASE
)
_OF_WHOM = re.compile(r"\s+(?:death\s+)?of\b|\s+victims?\b")


#: "The officer was identified as Roe".
_OF_OTHERS = re.compile(
    rf"\b(?:{ANY_OFFICER}|officers|deputies|troopers|agents|suspects?|gunm[ae]n|shooters?|witness\w*|driver|father|mother|owner)\b[^.;,]{{0,50}}$",
    re.IGNORECASE,
)


#: "Identified the man as Roe", "identified Roe as the man they shot", and not "named Roe Monday".
_AS = re.compile(r"\bas\b|:|\bvictims?,?\s+$")
_ONE = re.compile(r"\b(?:man|woman|person|teen\w*|boy|girl|driver|suspect|-old)\s+$")
_AS_ONE_HIT = re.compile(
    r"[^.;“”\"]{0,60}?\bas\s+(?:the|one\s+of\s+the|an?)\s+[^.;“”\"]{0,60}?"
    r"(?:victims?|man|woman|person|people|teen\w*|boy|girl|suspect|driver|passenger|dead|deceased|shot|killed|died)\b",
    re.IGNORECASE,
)


def _tells_of(text: str, word: re.Match[str], first: int, last: int) -> bool:
    """Whether a word of a wound before a list of names is of who is named in it."""
    if _BREAKS.search(text, word.end(), first):
        return False
    told = word.group().casefold()
    if told in ("identified", "named") and _OF_OTHERS.search(
        text, max(0, word.start() - _FRONT), word.start()
    ):
        return False
    known = _AS.search(text, word.end(), first) or _ONE.search(text, 0, word.start())
    if told in ("identified", "named") and not known:
        return _AS_ONE_HIT.match(text, last) is not None
    if told.endswith("ing") and _NOUN.search(text, max(0, word.start() - _FRONT), word.start()):
        return _OF_WHOM.match(text, word.end()) is not None
    return not ("," in text[word.end() : first] and _SAYS.match(text, last))


_STRONG = Cued(
    r"\b(?:victims?|shot|killed|died|dead|wounded|injured|hit|struck|hospital\w*|condition|surviv\w+|gunshot\s+wounds?|slain|fatally)\b",
    re.IGNORECASE,
)


def wounds(text: str) -> bool:
    """Whether a sentence that goes on about somebody tells a wound."""
    return _STRONG.search(text) is not None


#: "A deputy, who Roe shot".
_WHO = re.compile(r"\bwhom?\s+$")
_SHOT_WHO = re.compile(r"\s+(?:(?:had|\w+ly)\s+)*(?:shot|killed|wounded|hit|struck)\b")


def shot_another(text: str, one: Named, first: int) -> tuple[int, int] | None:
    """Where a sentence tells that who is named in it shot somebody, or at somebody."""
    if _WHO.search(text, 0, one.start) and (shot := _SHOT_WHO.match(text, one.end)):
        return shot.span()
    active = _ACTIVE.match(text, one.end)
    return (
        active.span()
        if active and not _GOVERNED.search(text, max(0, first - _FRONT), first)
        else None
    )


def shot_self(text: str, one: Named) -> tuple[int, int] | None:
    """Where a sentence tells that who is named in it shot themselves."""
    own = _SELF.search(text, one.end, one.end + _BEHIND) or _SELF.search(
        text, max(0, one.start - _FRONT), one.start
    )
    if own is None or _BESIDE.search(text, max(0, one.start - _FRONT), one.start):
        return None
    between = text[one.end : own.start()] if own.start() >= one.end else text[own.end() : one.start]
    return None if _ANOTHER.search(between) else own.span()


def tells_gunman_hit(text: str) -> bool:
    """Whether a sentence tells that whoever fired was hit, too, or shot themselves."""
    return _SELF.search(text) is not None or _GUNMAN_HIT.search(text) is not None


_GUNMAN_HIT = re.compile(
    r"\bsuicide\b|\bincluding\s+the\s+(?:shooter|gunman|suspect)\b"
    r"|\b(?:shooter|gunm[ae]n|suspects?|inmate|attacker)\b[^.;]{0,40}?\b(?:dead|died|was\s+(?:\w+ly\s+)?(?:shot|killed|hit))\b",
    re.IGNORECASE,
)
#: Between a name and "himself": another subject.
_ANOTHER = re.compile(
    r"[.;“”\"]|\b(?:said|says|told|after|when|by)\s+(?:\w+\s+){0,3}?(?:an?|the|his|her|[A-Z]\w+|son|daughter|brother|sister|husband|wife|boyfriend|girlfriend|man|woman|boy|girl)\b"
    r"|\b(?:her|his|whose|['’]s)\s+(?:\w+\s+)?(?:son|daughter|brother|sister|husband|wife|boyfriend|girlfriend|father|mother)\b"
)


# --- who fired ------------------------------------------------------------------------------

_FIRED = (
    r"(?:fired(?!\s+(?:(?:an?|his|her|the|\w+)\s+(?:[\w.-]+\s+){0,3}?(?:Taser|stun|bean|less|pepper|foam|sponge|rubber)|and\s+charged|by\s|from\s|for\s|after\s|last\s|on\s+\w+day|in\s+\w+)|[.,;])|opened\s+fire|returned\s+fire|fires\b|shot(?!\s+(?:in|by|and\s+(?:was|is)|dead|to\s+death|twice|once|at\s+by|several|multiple|\w+\s+times))"
    r"|shoots|discharg(?:ed|es|ing)|pulled\s+the\s+trigger|kill(?:ed|s)\s+(?:an?|the|his|her|him|[A-Z])|shooting(?=\s+(?:at|an?|him|his|her|the\s+(?:man|woman|teen|driver|suspect)|[A-Z]|and\s+kill|death))"
    r"|killing(?=\s+(?:an?|of|him|her|the|[A-Z]))|(?:he|she)\s+(?:\w+ly\s+)?(?:shot|fired|killed))"
)
_FIRES = Cued(
    rf"(?:(?!\b(?:said|says|told|when|after|while|before|some(?:one|body)|another|whom|as\s+(?:an?|the|he|she|they|police|officers)|was\s+shot|were\s+shot|was\s+hit|and\s+was|disarm\w+|fired\s+and)\b)[^.;:]){{0,170}}?\b{_FIRED}\b",
)
#: Of a list of officers, what stands before one of them.
_RANKED = r"(?:(?:[A-Z][\w.’'-]*,?|and|the|an?\s+[a-z]+,)\s+){0,8}"
#: "At Deputies Roe and Poe, who shot back".
_SHOT_BACK = re.compile(
    r"(?:\s+and\s+(?:[A-Z][\w.’'-]*\s*){1,4})?,?\s+who\s+(?:then\s+|both\s+|\w+ly\s+)?"
    r"(?:shot\s+back|fired\s+back|returned\s+fire)\b"
)
#: Before an officer's name: "who fired was", "was shot by", "for the shooting by".
_WHO_FIRED = Cued(
    r"\b(?:who|that)\s+(?:\w+ly\s+|had\s+|then\s+)*(?:fired|shot|opened\s+fire|killed|discharged|pulled\s+the\s+trigger)\b[^.;]{0,60}$"
    r"|\b(?:shot|killed|hit|struck|wounded|fired|shooting|killing)\b[^.;]{0,70}\bby\s+(?:[\w.’'-]+\s+){0,6}?$"
    r"|\b(?:for|in|of)\s+(?:the\s+)?(?:\w+\s+)?(?:shooting|killing)\b[^.;]{0,40}\bby\s+(?:[\w.’'-]+\s+){0,5}?$"
    rf"|\b(?:shots|rounds|gunfire|bullets?)\s+(?:\w+\s+)?from\s+{_RANKED}$"
    rf"|\b(?:who|that)\s+(?:fired|shot|opened\s+fire)\s+as\s+{_RANKED}$",
    re.IGNORECASE,
)
_DISMISSED = re.compile(r"\b(?:want(?:s|ed)?|demand\w*|call\w*\s+for)\b[^.;]{0,80}$", re.IGNORECASE)


#: "Disarmed Deputy Roe and shot him", "took the gun of Officer Poe".
_OBJECT = re.compile(
    r"\b(?:disarm\w*|attack\w*|overpower\w*|grabb\w*|punch\w*|struck|fought|tackl\w*|stabb\w*|shot|wounded|hit|from|of|at)\s+"
    r"(?:(?:the\s+)?(?:[A-Z][\w’'.]*\s+){0,4})$"
)
_BY = re.compile(
    r"\b(?:shot|killed|wounded|hit|struck|shooting|fired)\b[^.;]{0,60}\bby\s+(?:(?:\d{1,3}-year-old|an?|the|his|her|[\w-]+,)\s+){0,3}$"
)


def shot_by(text: str, one: Named) -> tuple[int, int] | None:
    """Where a sentence tells that somebody was shot by who is named."""
    told = _BY.search(text, max(0, one.start - _FRONT), one.start)
    return told.span() if told else None


_POSSESSIVE = re.compile(r"['’]s?\s")


def _before_firing(text: str, one: Named) -> tuple[int, int] | None:
    if _SAYS.match(text, one.end):
        return None
    before = _WHO_FIRED.search(text, max(0, one.start - _FRONT), one.start)
    return before.span() if before else None


def fires(text: str, one: Named) -> tuple[int, int] | None:
    """Where a sentence tells that who is named fired: "involved in a shooting" does not."""
    if (before := _before_firing(text, one)) or _POSSESSIVE.match(text, one.end):
        return before
    if _SAYS.match(text, one.end):
        after = _SAYS_HE_FIRED.match(text, one.end)
        return after.span() if after else None
    if back := _SHOT_BACK.match(text, one.end):
        return back.span()
    end = past_homes(text, one.end)
    after = _FIRES.match(text, one.end) or _FIRES.match(text, end)
    if after and _OBJECT.search(text, max(0, one.start - _FRONT), one.start):
        return None
    if after is None or (
        _DISMISSED.search(text, max(0, one.start - _FRONT), one.start) and "fired" in after.group()
    ):
        return None
    return after.span()


_SAYS_HE_FIRED = re.compile(
    r"(?:,[^,.;]{1,60},)?\s+\w+\b[^.;]{0,60}?\b(?:he|she)\s+(?:\w+ly\s+)?(?:fired|shot|opened\s+fire|killed)\b"
)


# --- who is accused -------------------------------------------------------------------------

_ACCUSED = Cued(
    r"\b(?:suspect(?:s|ed)?|accus(?:ed|es|ing)|charg(?:ed|es|ing)|arrest(?:ed|s|ing)?(?!\s+(?:records?|history|for\s+the))|shooter|gunm[ae]n|wanted|warrants?"
    r"|custody|jail(?:ed)?|guilty|indict\w+|convict(?:ed|ion)|sentenc\w+|plea(?:s|d(?:s|ed|ing)?)?|booked|bail|bond|surrender\w+|arraign\w*)\b",
    re.IGNORECASE,
)
#: "Accused of killing Tyshawn Roe", "in the death of Roe": who is named is the victim.
_VICTIM_OF = re.compile(
    r"\b(?:(?:kill|shoot|murder|slay|execut|wound|injur|attack|robb|assault|target|strik|hitt)ing|(?:death|killing|murder|shooting|slaying|homicide|assault|robbery)s?\s+(?:death\s+)?of|victims?)\b[^.;:“”\"]{0,40}$",
    re.IGNORECASE,
)


def accused_in(text: str, one: Named) -> tuple[int, int] | None:
    """Where a sentence tells of an accusation that is not for a wound of who is named."""
    if _VICTIM_OF.search(text, max(0, one.start - _FRONT), one.start):
        return None
    after = _AFTER.match(text, one.end)
    if after and re.search(
        r"\b(?:was|were)\s+(?:\w+ly\s+)?(?:shot|hit|struck|killed)\b", after.group()
    ):
        return None
    word = _ACCUSED.search(text)
    if word and word.start() > one.end and _SAYS.match(text, one.end):
        return None  # "Roe, who was there, said the gunman fired"
    return word.span() if word else None


def accuses(text: str) -> bool:
    """Whether a sentence that goes on about somebody tells an accusation."""
    return _ACCUSED.search(text) is not None


# --- who was hit, told outright ---------------------------------------------------------------

#: Right before a name: "the victims were identified as", "wounded were".
_VICTIMS = re.compile(
    r"\b(?:victims?|those\s+(?:shot|killed|wounded|injured|hit)|the\s+(?:dead|wounded|injured)|^(?:Wounded|Injured|Shot|Killed|Hurt)\b[^.;,]{0,30})\s*(?:(?:was|were|are|is|(?:have|has)\s+been|include[sd]?|:)\s*)(?:(?:later\s+)?(?:identified|named)\s+(?:\w+\s+){0,3}?as\s+)?"
    r"(?:\d{1,3}-year-old\s+)?(?:(?:[A-Z][a-z]+\.?|officers?|deputy|deputies)\s+){0,3}$",
    re.IGNORECASE,
)
_HIT_TOO = Cued(
    rf"{_WHOM_HE_SHOT}|{_APPOSED},?\s+(?:(?:who|and|also|each|all|both|later)\s+)*(?:was|were|had\s+been|has\s+been)\s+(?:\w+ly\s+|also\s+|both\s+)*"
    r"(?:shot\b(?!\s+at)|hit\s+(?:by\s+(?:a\s+)?(?:stray\s+)?(?:bullets?|gunfire)|in\s+the)|struck\s+(?:by\s+(?:a\s+)?(?:stray\s+)?(?:bullets?|gunfire)|in\s+the)|gunned\s+down"
    r"|(?:wounded|injured|hurt|killed)\s+(?:in|during)\s+the\s+(?:\w+\s+)?(?:shooting|gunfire|shootout|gunfight|gun\s+battle))",
)
_OTHER_TIME = re.compile(
    r"\b(?:ago|earlier\s+this\s+(?:year|month)|last\s+(?:year|month|week|summer|fall|winter|spring)|in\s+(?:19|20)\d\d|years?\s+(?:before|earlier)|unrelated|separate|another\s+shooting|previous)\b",
    re.IGNORECASE,
)


def hit_outright(text: str, one: Named, first: int, last: int) -> bool:
    """Whether a sentence says of who is named that they were shot, in so many words."""
    if _OTHER_TIME.search(text):
        return False
    told = _HIT_TOO.match(text, one.end) or _VICTIMS.search(text, max(0, first - _FRONT), first)
    return told is not None or (last > one.end and _HIT_TOO.match(text, last) is not None)


# --- kin who were hit --------------------------------------------------------------------------

KIN = (
    r"(?:(?:step|grand|great-grand|half-)?(?:daughter|son|mother|father|brother|sister)|wife|husband|girlfriend|boyfriend"
    r"|fianc[ée]e?|nephew|niece|cousin|aunt|uncle)"
)
_WHOSE_KIN = (
    rf"(?:his|her|their|[A-Z]\w+['’]s?)\s+(?:\d{{1,2}}[-\s]years?[-\s]old\s+)?(?:[\w-]+\s+)?{KIN}"
)
#: "The shooting death of his daughter, Mya", "had killed his wife, Ann; and her mother, Mya Roe",
#: "identified the dead as Ann Roe and her granddaughter Mya", and not "was killed, his mother".
_DEATH_OF_KIN = Cued(
    r"\b(?:(?:shooting\s+death|slaying|killing|murder)s?\s+of|(?:kill|shoot|wound|murder)ing(?:\s+of)?"
    r"|(?<!was )(?<!were )(?<!been )(?<!got )(?:shot|killed|murdered|wounded)"
    r"(?:\s+(?:and|then)\s+(?:\w+ly\s+)?(?:killed|killing|wounded|wounding))?"
    r"|(?:killed|dead|deceased|wounded|injured|victims?)\s+(?:were|was|are|as)|(?:killed|shot|wounded)\s+along\s+with)\s+"
    rf"(?:(?!\b(?:said|says|told|when|after|while|as|by|before|who|that|was|were|is|are|and\s+then|according|along)\b)[^.“”\"]){{0,160}}?\b{_WHOSE_KIN},?\s+$",
    re.IGNORECASE,
)
_SPEAKS_UP = re.compile(
    r"(?:,[^,.;]{1,60})?,?\s+(?:said|says|told|tells|ran|came|went|called|was\s+not|survived)\b"
    r"|\s+(?:is|was|are|were|has|had|will)\b"
)


_IN_A_YEAR = re.compile(r"(?:\bin|\d,)\s+(?:19|20)\d\d\b|\byears?\s+(?:ago|before|earlier)\b")


#: "Her son, Lee Roe, was one of the victims": not "her son Lee was killed in 2002".
_WAS_HIT = re.compile(
    rf"{_APPOSED},?\s+(?:who\s+)?(?:was|were|is)\s+(?:(?:also|\w+ly|all|both)\s+)*(?:one\s+of\s+(?:the|those)\s+(?:\w+\s+)?(?:victims|killed|wounded|shot|dead)"
    r"|among\s+(?:the|those)\s+(?:\w+\s+)?(?:victims|killed|wounded|shot|dead)|shot\b(?!\s+at)|gunned\s+down)"
)


def kin_hit(text: str, one: Named) -> bool:
    """Whether a sentence tells that who is named as somebody's kin was shot."""
    return _WAS_HIT.match(text, one.end) is not None and not _IN_A_YEAR.search(text)


def slain_kin(text: str, one: Named) -> tuple[int, int] | None:
    """Where a sentence tells that who is named was hit as somebody's kin."""
    told = _DEATH_OF_KIN.search(text, max(0, one.start - 240), one.start)
    if told is None or _SPEAKS_UP.match(text, one.end) or _IN_A_YEAR.search(text):
        return None
    return told.span()


def says(text: str, one: Named) -> bool:
    """Whether who is named is told to say something."""
    return _SAYS.match(text, one.end) is not None
