"""Officers held to account for a shooting, who are named without a rank.

A first-day story says "Officer Poe". A story from court says "a former Ames officer was sentenced"
and then only "Poe": who was sentenced, who stood trial, who shot the one who was shot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.gunfire import membership
from pipeline.gunfire.membership import NAME
from pipeline.language.actors import ANY_OFFICER
from pipeline.language.cued import Cued
from pipeline.language.fates import COURT_VERBS, KIN
from pipeline.language.word_classes import FULL, NOT_NAMES
from pipeline.records import Sentence

_LEAD = 2  # paragraphs after the title
_LONGEST = 1500  # characters of a sentence that are looked at
_RANK = (
    rf"(?:(?:(?:ex|then)-)?(?:{ANY_OFFICER}|(?:police\s+)?chief|sheriff|lawm[ae]n|SWAT\s+members?)"
    rf"|{membership.FORMER})"
)
_TERM = r"(?:probation|prison|jail|years|life|months)"
#: What is done with the accused, and how it ends.
_DONE = (
    rf"(?:{'|'.join(sorted(COURT_VERBS))}|accused|tried(?!\s+to\b)|(?:back\s+)?on\s+trial|(?:found\s+)?(?:not\s+)?guilty|cleared"
    rf"|sent\s+to\s+(?:\w+\s+)?(?:prison|jail)|(?:freed?|released)\s+on\s+(?:bond|bail)|(?:given|spared)\s+(?:[\w-]+\s+){{0,4}}?{_TERM})"
)
#: An officer as the one before the court: "Ex-deputy gets probation", "jury acquits officer".
_CASE = Cued(
    rf"\b{_RANK}\b(?:\s+(?-i:[A-Z])[\w'’-]+){{0,3}}(?:,\s+\d\d,)?(?:\s+(?:of|for|in|with)(?:\s+[\w'’-]+){{1,4}}?)?"
    r"(?:,?\s+who(?:\s+[\w'’-]+){1,14}?|,[^.;,]{1,60},|\s+after\s+(?:he|she)(?:\s+[\w'’-]+){1,12}?)?\s+(?:(?:was|is|has|had|been|have|were|are|will|be|to|also)\s+)*"
    rf"(?:{_DONE}|pleads?|pleaded|pled|plead|admit(?:s|ted)\s+(?:that|he|she|guilt|\w+ing)|confess(?:es|ed)|apologi[sz](?:es|ed)\s+(?:in|to\s+(?:the\s+)?(?:court|judge|jur))|fac(?:es|ed|ing)\s+(?:\w+\s+){{0,3}}?(?:trial|charges?|sentenc\w+|prison)|(?:gets?|got|given)\s+(?:[\w-]+\s+){{0,3}}?{_TERM}"
    r"|must\s+stand\s+trial|(?:loses?|lost|wins?|won|drops?)\s+(?:\w+\s+)?appeal|committed\s+(?:a|the|no)\s+crime|stand(?:s|ing)?\s+trial|(?:goes|went|going)\s+on\s+trial|released\s+from\s+prison"
    r"|serv(?:es?|ing|ed)\s+(?:\w+\s+){0,3}?(?:years|time|no\s+time)|takes?\s+(?:a\s+)?plea|(?:must|to)\s+pay)\b"
    rf"|\btestif(?:y|ies|ied)\s+against\s+(?:[\w.,'’-]+\s+){{0,4}}?{_RANK}\b"
    rf"|\b{_RANK}['’]s?\s+(?:\w+\s+){{0,3}}?(?:(?:re|mis)?trial|case|conviction|sentenc\w+|verdict|plea|bail|appeal)\b"
    rf"|\b(?:charg(?:e|ed|es|ing)|indict(?:s|ed)?|convict(?:s|ed)?|acquit(?:s|ted)?|clear(?:s|ed)|sentence[sd]?|arrest(?:s|ed)?|finds?|found|prison\s+for)\s+(?:(?!with\b|of\b|in\b|for\b|after\b|by\b|that\b)[\w.,'’-]+\s+){{0,6}}?{_RANK}\b"
    rf"|\b(?:(?:re|mis)?trial|conviction|sentenc\w+|indictment|charges?|case|verdict|bail|bond|acquittal|probation|award[sd]?|judgment|(?:law)?suit)\s+(?:[\w.$]+\s+){{0,3}}?(?:of|for|against|on)\s+(?:[\w.,'’-]+\s+){{0,8}}?{_RANK}\b"
    rf"|\bcounts?\s+(?:for|against)\s+(?:[\w.'’-]+\s+){{0,3}}?{_RANK}\b",
    re.IGNORECASE,
)
#: "Charged with killing an officer": it is the officer who fell.
_ON_POLICE = Cued(
    r"\b(?:kill\w*|sho(?:t|ot|oting)\w*|wound\w*|attack\w*|assault\w*|ambush\w*|slay\w*|slain|murder(?:ed|ing)?|deaths?|fir(?:ed|ing)"
    rf"|injur\w*|stabb\w*|threaten\w*|by)\s+(?:(?:of|at|on|toward)\s+)?(?:[\w'’-]+\s+){{0,4}}?(?:police|{ANY_OFFICER})\b"
    rf"|\b(?:point|aim|rais|level)(?:ed|ing)\s+(?:an?|the|his|her)\s+(?:\w+\s+){{1,2}}?(?:at|toward)\s+(?:[\w'’-]+\s+){{0,4}}?(?:police|{ANY_OFFICER})\b"
    # "convicts man deputies shot"
    rf"|\b(?:m[ae]n|wom[ae]n|driver|suspect|motorist|passenger|teen\w*)\s+(?:whom?\s+|that\s+)?(?:the\s+)?(?:[\w'’-]+\s+){{0,3}}?{ANY_OFFICER}\s+(?:shot|wounded)\b"
    rf"|\b{ANY_OFFICER}['’]s?\s+(?:killer|murderer|shooter|assailant|attacker|death)\b"
    rf"|\b{ANY_OFFICER}\s+(?:\w+\s+)?(?:arrested|charged|booked)\s+(?:an?|the|(?-i:[A-Z]))"
    rf"|\b(?!partner){KIN}\s+of\s+(?:[\w'’-]+\s+){{0,5}}?{ANY_OFFICER}\b|\b{ANY_OFFICER}['’]s?\s+(?:\w+\s+)?(?!partner){KIN}\b",
    re.IGNORECASE,
)
_BESIDE = (
    rf"(?P<name>{NAME})(?:\s+of(?:\s+[\w.'’-]+){{1,4}}?(?=\s+(?:was|is|has)\b))?"
    r"(?:,?\s+\(?\d{2}\)?,?)?(?:,?\s+who\b|,\s[^.;,]{1,60}?\s+who\b|,(?:\s[^.;,]{1,60},)?)?"
)
_ALSO = rf"(?:(?P<also>{NAME})(?:,?\s+\(?\d\d\)?,?)?,?\s+and\s+)?"
_BE = (
    r"(?:(?:was|is|were|has\s+been|had\s+been|have\s+been|stands|remains|goes|went)\s+"
    r"(?:\w+ly\s+|also\s+|later\s+|now\s+)?)"
)
_WHAT_BEFALLS = (
    rf"(?:{_BE}{_DONE}|{_BE}(?:free\s+on|released\s+on|serving|out\s+on)|(?:remain(?:s|ed)|went|walked)\s+free|(?:has\s+|had\s+)?served\s+(?:[\w-]+\s+){{0,3}}?{_TERM}"
    r"|fac(?:es|ed)\s+(?:up\s+to|life|trial|charges|sentenc\w+|an?\s+\w*\s*charge)|pleaded|pleads|pled"
    rf"|(?:gets|got)\s+(?:[\w-]+\s+){{0,3}}?{_TERM}"
    r"|turned\s+(?:him|her)self\s+in|stood\s+(?:[\w-]+\s+){0,3}?before|surrendered|showed\s+no\s+emotion|will\s+(?:not\s+)?(?:plead|stand\s+trial|serve|go\s+to\s+(?:prison|jail)|be\s+(?:tried|sentenced|retried))|is\s+to\s+be\s+(?:tried|sentenced)|must\s+stand\s+trial)"
)
_ACCUSED = Cued(
    rf"\b{_ALSO}{_BESIDE}\s+(?i:{_WHAT_BEFALLS})\b"
    rf"|\b(?i:charged?|indict(?:ed)?|arrested|convict(?:ed|s)?|acquit(?:ted|s)?|sentence[sd]?|accuse[sd]|charges|indicts|gave|(?:trial|conviction|charges?|indictment|sentence|verdict)\s+(?:\w+\s+){{0,2}}?(?:of|against|to|for|on)"
    r"|(?:case|bill|complaint|evidence|stand|testified|ruled)\s+(?:\w+\s+){0,2}?against|(?:bail|bond)\s+(?:\w+\s+){0,4}?for)"
    rf"\s+(?:[a-z][\w'’-]*\s+){{0,4}}(?P<whom>{NAME})|\b(?i:indictment)\s+(?:says|said|alleges|charges)\s+(?:that\s+)?(?P<by>{NAME})|\b(?i:finds?|found)\s+(?P<guilty>{NAME})\s+(?:not\s+)?guilty"
    rf"|\b(?P<whose>[A-Z][\w’-]{{2,}})['’]s?\s+(?:\w+\s+){{0,2}}?(?:(?:re|mis)?trial|conviction|sentence|sentencing|acquittal|plea|guilt)\b"
    rf"|\b(?:[Nn]amed|[Ii]dentified|[Ii]ndicted|charged|acquitted|convicted)(?:\s+in\s+the\s+\w+)?\s+(?:are|were|is|was)\s+(?P<one>{NAME})(?:,?\s+\(?\d\d\)?,?)?(?:,?\s+and\s+(?P<two>{NAME}))?"
    rf"|\b(?P<when>{NAME})\s+(?:[a-z][\w'’-]*\s+){{1,8}}?(?:he|she)\s+was\s+{_DONE}\b"
    rf"|\b(?P<says>{NAME})(?:,?\s+\(?\d\d\)?,?)?\s+(?:(?:has|had)\s+)?(?:claim(?:s|ed)\s+that|(?:testified|said|told\s+(?:jurors|the\s+jury|investigators|a\s+judge))\s+(?:that\s+)?(?:he|she)\s+(?:thought|feared|believed|mistook|fired|shot|was\s+afraid|had\s+to|had\s+no\s+choice)|(?:admitted|admits|acknowledged)\b[^.;]{{0,80}}?\b(?:he|she)\s+(?:fired|shot|killed))"
    rf"|\b(?P<pleads>{NAME})(?:,?\s+\(?\d\d\)?,?)?\s+said(?:\s+(?:only|softly|quietly))?,?\s+[\"“](?:[Nn]ot\s+)?[Gg]uilty\b"
    rf"|\bwhether\s+(?P<whether>{NAME})(?:,?\s+\(?\d\d\)?,?)?\s+(?:committed|murdered|is\s+guilty|acted|was\s+justified|should\s+stand)"
    rf"|\b(?P<liable>{NAME})\s+(?:had\s+)?(?:violated|is\s+liable|was\s+liable|used\s+(?:excessive|deadly|unreasonable))"
)
#: "He was found guilty", of whom the sentence before begins with.
_HE = re.compile(rf"(?:He|She)\s+(?:had\s+)?(?:{_WHAT_BEFALLS})\b")
_HIM = Cued(
    r"\b(?:gave|sentenced|convicted|acquitted|found|cleared|indicted|spared|ordered)\s+(?:him|her)\b(?!\s+[a-z]*\s*(?:dead|lying|shot))"
)
#: "Sued Officers Ann Poe and Lee Coe".
_SUED = Cued(
    r"\b(?i:sued|sues|suing|(?:law)?suit\s+(?:names?|named|against))\s+(?:[a-z][\w'’-]*\s+){0,3}?(?:(?:[\w.'’-]+\s+){1,5}?and\s+)?"
    rf"(?:[Oo]fficers?|[Dd]eput(?:y|ies)|[Tt]roopers?|Sgt\.|[Dd]etectives?)\s+(?P<sued>{NAME})(?:\s+and\s+(?P<beside>{NAME}))?"
)
_FIRED = Cued(
    rf"\b{_ALSO}{_BESIDE}\s+(?i:(?:had\s+)?(?:fatally\s+)?(?:shot(?!\s+(?:by|and|at|in|to|the\s+Taser)\b)|opened\s+fire|fired\b(?!\s+(?:by|from|the\s+Taser|his\s+Taser)\b)|shoots|fires))"
    rf"|\b(?P<when>{NAME})\s+(?:[a-z][\w'’-]*,?\s+){{1,14}}?(?:when|before|after)\s+(?:he|she)\s+(?:fatally\s+)?(?:shot|killed)\s+(?:an?\b|the\b|[A-Z])"
)
#: Who fell: no word of a court makes them the officer.
_FELL = Cued(
    r"\b(?i:shot|shoots|shooting|killed|killing|kills|murder(?:ed|ing)?(?=\s+(?:of\s+|an?\s+|(?-i:[A-Z])))|wounded|wounding|struck|death|slaying|fired\s+(?:\w+\s+){0,4}?(?:at|on|toward))"
    r"\s+(?:(?:of|death|the|an?)\s+)*(?:[a-z][\w'’-]*,?\s+){0,3}(?:[A-Z][\w.'’-]+\s+){0,3}(?P<whom>[A-Z][\w’-]{2,})"
    rf"|\b{_BESIDE}\s+(?:(?:was|were|had\s+been)\s+(?:\w+ly\s+)?(?:shot|killed|hit|struck|wounded|unarmed)|died|survived)\b"
    rf"|\b(?P<him>{NAME}),\s[^.;]{{0,60}}?\bwhom\b[^.;,]{{0,60}}?\b(?:shot|wounded|killed)\b"
)
#: Who has another part in court.
_OTHERS = frozenset(
    """judge justice attorney prosecutor solicitor commissioner mayor dr doctor pathologist rep
    sen senator magistrate lawyer patrol chief's spokesman spokeswoman defender""".split()
)


#: Somebody was shot, or shot at.
_GUNFIRE = Cued(
    r"(?<!\bno\s)(?<!\bnever\s)(?<!\bnot\s)\b(?:shot(?!\s+no\b)|shoot(?:s|ing)?|opened\s+fire|bullets?"
    r"|gunfire|gunned|fired\s+(?:\w+\s+)?(?:at|into|on|his|her|shots?|times|once|twice))\b",
    re.IGNORECASE,
)
#: What officers stand trial for but shots at somebody who is a stranger to them.
_OTHER_DEED = Cued(
    r"\b(?:perjury|lied|steal\w*|stole|theft|embezzl\w*|brib\w+|tipp\w+|drunk\w*|drove|driving|crash\w*|strangl\w*|stabb\w*|chok\w*|beat(?:ing|en)?|kick\w*|punch\w*|rap(?:e|ed|ing)|sexual\w*"
    r"|smuggl\w*|fraud|extort\w*|overtime)\b",
    re.IGNORECASE,
)
#: How else than by a gun somebody dies at the hands of police.
_OTHER_MEANS = Cued(
    r"\b(?:necks?|knees?|knelt|kneel\w*|restrain\w*|baton|tasers?|tased|stun|fists?|swallow\w*|overdose\w*|withdrawal|cells?|inmates?|cruiser|pickup|car"
    r"|bicycl\w*|pedestrian|collapsed|dog)\b",
    re.IGNORECASE,
)
#: What a story of shots has, if it tells no shot in so many words.
_GUNS = Cued(
    r"\b(?:pistols?|rifles?|shotguns?|rounds?|triggers?|casings?|(?<!stun\s)guns?|handguns?|firearms?|bullets?|gun(?:shots?|fire)"
    r"|(?:[2-9]|\d\d|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?:\w+\s+)?shots)\b",
    re.IGNORECASE,
)
_HANDS = Cued(
    r"\b(?:knelt|kneel\w*|restrain\w*|batons?|chok\w*|beat(?:ing|en)|punch\w*|kick\w*|asphyxia\w*|strangl\w*|withdrawal)\b",
    re.IGNORECASE,
)
_TASER = Cued(r"\b(?:tasers?|tased|stun[\s-]guns?|bean[\s-]?bags?)\b", re.IGNORECASE)
_AT_HOME = Cued(
    r"\b(?:kill|sho[ot]t|shoot|slay|murder|death)\w*\s+(?:of\s+)?(?:his\s+(?:\w+\s+)?(?:wife|girlfriend|fianc\w+|ex-\w+)|her\s+(?:\w+\s+)?(?:boyfriend|ex-\w+)|(?:ex-)?(?:wife|girlfriend)\b)",
    re.IGNORECASE,
)
_COURT = Cued(
    rf"\b(?:{'|'.join(sorted(COURT_VERBS))}|charges?|indicts?|indictment|convict\w*|acquit\w*|sentenc\w+|guilty|(?:re|mis)?trial|plea|pleads?|pleaded|pled"
    r"|jury|jurors|judge|court\w*|verdict|bail|probation|prison|cleared|accused|committed|tried|su(?:ed|es|ing)|(?:law)?suits?"
    r"|parole\w*|testif\w+|(?:takes?|took|taking|on)\s+the\s+(?:witness\s+)?stand|prosecutors?|settle[sd]?|settlements?|inquest|arbitrators?)\b",
    re.IGNORECASE,
)


#: "The death of Roe", "convicted of killing", "a shooting that left".
_KILLING = Cued(
    r"\b(?P<deed>(?<=reason\sto\s)shoot(?=\s+(?-i:[A-Z]))|(?<=cause\sto\s)shoot(?=\s+(?-i:[A-Z]))|(?:shooting|killing|slaying|death|wounding)s?(?=\s+(?:(?:death\s+)?of|that\s+left)\b)"
    r"|(?:took|taking|end(?:ed|ing))(?=\s+(?:the\s+li(?:fe|ves)\s+of\b|(?-i:[A-Z])[\w’'-]+(?:\s+(?-i:[A-Z])[\w’'-]+)?(?:['’]s?)?\s+life\b))"
    r"|(?:widow(?:er)?|estate)(?=\s+of\s+(?-i:[A-Z]))"
    r"|(?:kill|murder)(?:ed|ing)(?=\s+(?:an?\b|the\b|(?-i:[A-Z])))|(?<=['’]s\s)(?:(?:fatal|deadly)\s+)?(?:shooting|killing|slaying|death))\b"
    rf"|\b(?:{'|'.join(sorted(COURT_VERBS))}|charges?|counts?|convict\w*|acquit\w*|guilty|(?:re|mis)?trial|pleaded|pled|accus\w+|manslaughter"
    r"|murder|homicide|no\s+crime|prison|jail|probation)\b[^.;]{0,80}?\b(?P<tried>shooting(?!\s+(?:at|into)\b)|killing|killed|slaying|death|wounding|wounded)\b",
    re.IGNORECASE,
)


def killing(text: str) -> tuple[int, int] | None:
    """Where a court's word on a killing, not of an officer, names it."""
    match = _KILLING.search(text[:_LONGEST])
    if match is None or _ON_POLICE.search(text):
        return None
    return match.span("deed" if match["deed"] else "tried")


def is_officers_case(sentences: Sequence[Sentence]) -> bool:
    """Whether a story opens with a court's word on an officer."""
    return any(_CASE.search(text) and not _ON_POLICE.search(text) for text in _lead(sentences))


def _lead(sentences: Sequence[Sentence]) -> list[str]:
    return [one.text[:_LONGEST] for one in sentences if one.paragraph < _LEAD]


def is_on_gunfire(sentences: Sequence[Sentence]) -> bool:
    """Whether an officer stands accused, and of shots, or of a killing by nothing else."""
    if not surnames(sentences):
        return False
    return _tells_gunfire(sentences) or not any(
        _OTHER_MEANS.search(one.text) or _OTHER_DEED.search(one.text) for one in sentences
    )


def is_by_other_means(sentences: Sequence[Sentence]) -> bool:
    """Whether somebody was held down, shocked or beaten, and no shot at anybody is told."""
    if _tells_gunfire(sentences) or any(_GUNS.search(one.text) for one in sentences):
        return False
    return any(_HANDS.search(one.text) or _TASER.search(one.text) for one in sentences)


def _tells_gunfire(sentences: Sequence[Sentence]) -> bool:
    return any(_GUNFIRE.search(one.text) and not _TASER.search(one.text) for one in sentences)


def surnames(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The officers who stand accused of shooting somebody, folded."""
    found = accused(sentences)
    return found if found and _is_on_shots(_lead(sentences)) else frozenset()


def accused(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The officers who stand accused of anything, folded."""
    return _accused(tuple(sentences))


@lru_cache(maxsize=4)  # asked for the gunfire of an article and for its people
def _accused(sentences: tuple[Sentence, ...]) -> frozenset[str]:
    if not any(map(_COURT.search, _lead(sentences))):
        return frozenset()
    body = [one.text[:_LONGEST] for one in sentences if one.paragraph >= 0]
    fell = {*_told(body, _FELL), *NOT_NAMES}
    title = [one.text[:_LONGEST] for one in sentences if one.paragraph < 0]
    charged = {*_told([*title, *body], _ACCUSED), *_he(body)} - fell
    members = {*_told(body, membership.OF_THE_FORCE), *_goes_on(body)}
    called = [name.split() for text in [*title, *body] for name in membership.ranked(text)]
    ranked = {name[-1].casefold() for name in called}
    if not is_officers_case(sentences):
        ranked -= _namesakes(called, [*_names([*title, *body], _ACCUSED)])
        told = (charged & (members | ranked)) | {*_told(body, _SUED)}
    else:
        if charged & ranked:  # "Trooper Poe was cleared. … In other news, Lee Roe was indicted"
            charged &= ranked | members
        told = charged | {*_told(body, _FIRED)} - fell or members or _former(body)
    told |= members & _named_first(sentences)
    told -= fell
    full = {
        match[2].casefold()
        for text in body
        if told
        for match in FULL.finditer(text)
        if match[1].casefold() not in NOT_NAMES
    }
    return frozenset(told & full)


def _namesakes(officers: Sequence[Sequence[str]], charged: Sequence[str]) -> set[str]:
    """ "Detective Laura Roe said Lee Roe was charged": surnames of officers, but another's charge.

    Given names that begin alike may be one: "Officer Mike Roe", "Michael Roe".
    """
    given: dict[str, set[str]] = {}
    for *first, last in officers:
        given.setdefault(last.casefold(), set()).update(name[0] for name in first)
    theirs, others = set[str](), set[str]()
    for *first, last in map(str.split, charged):
        known, low = given.get(last.casefold()), last.casefold()
        if known and first and first[0].casefold().strip(".") not in NOT_NAMES:
            (theirs if known & {name[0] for name in first} else others).add(low)
    return others - theirs


def _former(texts: Sequence[str]) -> set[str]:
    """ "Former Ames police Sgt. Poe was led out of court": the one whom a case is of."""
    return {
        name.split()[-1].casefold()
        for text in texts[:_FIRST_FEW]
        for match in _FORMERLY.finditer(text)
        for name in membership.ranked(match.group())
    }


_FORMERLY = re.compile(r"\b(?:[Ff]ormer|[Tt]hen-|[Ee]x-)\s?(?:[\w.’'-]+\s+){1,6}[A-Z][\w’'-]+")


def _named_first(sentences: Sequence[Sentence]) -> set[str]:
    """Whom the title or the opening names: what a court says there is said of them."""
    words = {
        word.casefold() for text in _lead(sentences)[:_FIRST_FEW] for word in _NAMES.findall(text)
    }
    return {word.removesuffix("'s").removesuffix("’s") for word in words}


_FIRST_FEW = 5  # sentences, the title counted: an opening may run on without a paragraph
_NAMES = re.compile(r"\b[A-Z][\w'’-]{2,}")


def _is_on_shots(lead: Sequence[str]) -> bool:
    """Whether no other deed is told first, and none at the officer's home."""
    if any(map(_AT_HOME.search, lead)):
        return False
    lead = lead[:2]
    return any(map(_GUNFIRE.search, lead)) or not any(map(_OTHER_DEED.search, lead))


def _he(texts: Sequence[str]) -> Iterator[str]:
    for before, text in pairwise(texts):
        befallen = _HE.match(text) or _HIM.search(text)
        if befallen and (first := FULL.match(before)):
            yield first[2].casefold()


_FIRST = re.compile(NAME)


#: A sentence that is a quotation and no more: "Guilty."
_QUOTE = re.compile(r"[\"“][^\"“”]*[\"”]")


def _goes_on(texts: Sequence[str]) -> Iterator[str]:
    """Who a sentence begins with, if the next tells that they are of the police."""
    told = [text for text in texts if not _QUOTE.fullmatch(text)]
    for before, text in pairwise(told):
        if membership.GOES_ON.match(text) and (first := _FIRST.match(before)):
            yield first[0].split()[-1].casefold()


#: "The former chief of Port Wells must stand trial": no one's name.
_OF = re.compile(r"\b(?:of|in|near)\s+(?:[A-Z][\w.'’-]*\s+)?$")


def _told(texts: Sequence[str], pattern: Cued) -> Iterator[str]:
    return (name.split()[-1].casefold() for name in _names(texts, pattern))


def _names(texts: Sequence[str], pattern: Cued) -> Iterator[str]:
    for text in texts:
        for match in pattern.finditer(text):
            for which, name in match.groupdict().items():
                if not name or _has_another_part(text, *match.span(which)):
                    continue
                if which != "name" or not _OF.search(text, 0, match.start(which)):
                    yield name


def _has_another_part(text: str, start: int, end: int) -> bool:
    """ "Judge Ann Roe", "prosecutor Lee Poe"; not "the judge gave Ann Roe"."""
    before = text[max(0, start - 30) : start].split()[-1:]
    titles = [*before, *text[start:end].split()[:-1]]
    return any(word.casefold().strip(".,") in _OTHERS for word in titles)
