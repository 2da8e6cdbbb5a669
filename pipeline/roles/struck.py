"""Where a text tells that somebody without a name was hit or died, and by whose shots."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.actors import POLICE
from pipeline.language.cued import Among, Cued
from pipeline.language.word_classes import Actor
from pipeline.language.years import NUMBER, OLD
from pipeline.naming.described import age_after, ages, gender_of
from pipeline.roles.bullet_words import BULLET, PART_OF, WAY

_DRIVES = "driver operator motorist"
_RIDES = "passenger"
_FOUGHT = "suspect gunman robber fugitive"
_STOOD_BY = (
    "civilian bystander passerby passer-by hostage clerk cook carrier customer pedestrian neighbor"
    " neighbour"
)
_GENDERED = (
    "man woman boy girl male female husband wife boyfriend girlfriend fiance fiancé fiancee fiancée"
    " grandmother grandfather mother father mom dad son daughter brother sister grandson"
    " granddaughter nephew niece uncle aunt"
)
_AT_WORK = (
    "employee worker homeowner owner shopkeeper shopper student nurse teacher professor pharmacist"
    " patron tenant roommate trucker burglar intruder hunter farmer rancher mechanic contractor"
    " logger bartender waitress waiter chef cashier janitor pastor hiker jogger cyclist"
    " motorcyclist"
)
_NOUNS = "|".join(" ".join((_GENDERED, _DRIVES, _RIDES, _FOUGHT, _STOOD_BY, _AT_WORK)).split())
NOUN = (
    rf"(?:{_NOUNS}|teen(?:ager)?|toddler"
    rf"|companion|friend|cousin|occupant|person|individual|resident|{NUMBER}{OLD})\b"
)
_HEAD = (
    rf"(?:{NOUN}(?!['’]s?\b)(?!-)"
    rf"(?!\s+(?:{POLICE}\b|{NOUN}|(?:seat|side|door|window|car|van)\b)))"
)
_NOT_IN_PHRASE = (
    r"(?!(?:and|or|no|not|by|of|in|on|at|was|were|is|are|the|an?|his|her|their|after|when|that|who|to"
    r"|from|with|while|but|as|for|left|leaves|leaving)\b)"
)
PHRASE = (
    r"(?:(?:an?|the|one|another|his|her|their|the\s+other)\s+)?"
    rf"(?:{_NOT_IN_PHRASE}[\w'’-]+\s+){{0,3}}?{_HEAD}"
)
_BY_ANOTHER = (
    r"(?!\s+by\s+(?:an?|the|his|her)\s+(?:man|woman|suspect|gunman|husband|boyfriend|wife|girlfriend|robber|attacker"
    r"|shooter|car|vehicle|train))"
)
FATE = (
    r"(?:(?:(?:was|were|is|are|been)\s+(?:also\s+|then\s+|later\s+|fatally\s+|accidentally\s+|critically\s+|both\s+)*"
    rf"|fatally\s+)?(?:shot|struck|hit|wounded|grazed|clipped|nicked|killed|hurt|injured)\b(?!\s+(?:an?|the|his|her|him|at|two|three|one)\b){_BY_ANOTHER}"
    r"|(?:(?:is|are|was|were)\s+(?:pronounced\s+|declared\s+)?)?(?:dead|deceased)\b|(?:also\s+|later\s+)?died\b"
    r"|(?:is|was|remains|remained)\s+(?:listed\s+)?in\s+(?:\w+\s+(?:but\s+\w+\s+)?)condition\b|(?:is|was)\s+(?:expected\s+to|recovering)\b)"
)
#: "Was treated for a gunshot wound", "survived with a wound to the shoulder".
WOUND = (
    r"(?:(?:(?:was|were|is|are)\s+(?:also\s+)?(?:treated|hospitali[sz]ed|taken|rushed|flown|airlifted|transported|brought|in\s+surgery)\b[^.;:]{0,50}?"
    r"|(?:suffered|sustained|received|survived)\b[^.;:]{0,30}?)\b(?:(?:gunshot|bullet)\s+|with\s+an?\s+)?wounds?"
    r"|(?:was|were|is|are)\b[^.;:]{0,50}?\bwith\s+(?:an?\s+)?bullets?\s+in|(?:took|caught|had)\s+an?\s+(?:bullet|round|slug)"
    r"|lost\s+(?:parts?\s+of\s+)?(?:an?|his|her|two|three)\s+(?:\w+\s+)?(?:fingers?|thumb|hand|arm|leg|foot|toes?|eye|ear|kidney))\b"
)
_WOUND = re.compile(r"\b(?:gunshots?|bullets?)\b|\bwounds?\b", re.IGNORECASE)
STOP = (
    rf"(?!(?:and|while|but|when|after|as|or|told|said|says|saw|heard|found|that|whose|not(?!\s+involved)|never|no|\w+n['’]t|if|whether"
    rf"|could|would|might|almost|nearly|{POLICE}|{_HEAD}"
    r"|who\s+(?:had\s+)?(?:shot|killed|fired))\b)"
)
_TOLD = Cued(
    rf"\b(?=\w)(?:(?=(?:[\w'’-]+\s+){{1,6}}and\s)(?P<first>{PHRASE})\s+and\s+)?(?P<who>{PHRASE}|(?:he|she)\b)"
    rf"(?:(?:\s+(?:with|beside|behind|next\s+to)\s+(?:him|her))?,\s+[^,.;]{{1,70}},)?"
    rf"(?:\s+{STOP}[\w'’-]+){{0,14}}?\s+(?P<fate>{FATE}|{WOUND})",
    re.IGNORECASE,
    by_letter=True,
)
#: What was done, and to whom: "shot a man", "killed one man and wounded another".
_DONE_TO = Cued(
    r"\b(?P<fate>kill(?:ed|s|ing)?|wound(?:ed|s|ing)?|hit(?:s|ting)?|str(?:uck|ikes?|iking)|shot|shoot(?:ing|s)?|injur(?:ed?|es|ing)|hurting"
    r"|graz(?:ed?|es|ing)|found|creased)\s+(?:and\s+(?:killed|wounded)\s+|dead\s+|both\s+)?"
    rf"(?P<first>{PHRASE})(?:(?:\s+and(?:,\s+[\w\s]{{3,25}},)?|,?\s+then|,(?!\s+(?:an?|the|his|her)\b))\s+"
    rf"(?P<who>{PHRASE}))?",
    re.IGNORECASE,
)
#: "Shot him and a friend", "killed Abel Orrin and wounded a clerk".
_AND_ANOTHER = Cued(
    r"\b(?P<fate>kill(?:ed|s|ing)|wound(?:ed|s|ing)|hit(?:s|ting)?|str(?:uck|ikes?|iking)|shot|shoot(?:ing|s)|injur(?:ed|es|ing))\s+(?:and\s+(?:killed|wounded)\s+)?"
    rf"(?:him|her|(?-i:[A-Z])[\w’'-]+(?:\s+(?-i:[A-Z])[\w.’'-]+){{0,2}}(?:,\s+\d{{1,2}},?)?)\s+and\s+(?P<who>(?:an?|another|his|her)\s+{PHRASE})(?P<first>)?",
    re.IGNORECASE,
)
#: "Also wounded was a passer-by".
_ALSO_HIT = Cued(
    r"\b(?:also|too|second(?:\s+person)?)\s+(?P<fate>shot|struck|hit|wounded|grazed|killed|hurt|injured)\s+(?:[^.;:,]{1,40}?\s+)?(?:was|were|is)\s+"
    rf"(?P<who>{PHRASE})(?P<first>)?",
    re.IGNORECASE,
)
#: "Took a woman to a hospital with a gunshot wound".
_TAKEN = Cued(
    rf"\b(?:took|rushed|carried|treated|flew|transported|brought)\s+(?P<who>{PHRASE})(?P<first>)?\b[^.;:]{{0,60}}?\b(?:with|for)\s+(?P<fate>(?:an?|\w+)\s+(?:gunshot|bullet)\s+wounds?)",
    re.IGNORECASE,
)
#: "A man was hit in the neck and a girl in the leg".
_IN_TURN = Cued(
    rf"(?:,|\band)\s+(?P<who>{PHRASE})(?P<first>)?\s+(?P<fate>in\s+(?:the|his|her|both|one)\s+(?:(?:left|right|upper|lower)\s+)?"
    r"(?:legs?|arms?|hands?|foot|feet|thighs?|shoulders?|hips?|knees?|ankles?|wrists?|neck|chest|back|head|stomach|abdomen|side|face|jaw"
    r"|groin|buttocks?|torso|ear|finger|toe|calf|shin|forearm|elbow))\b",
    re.IGNORECASE,
)
_HIT_BEFORE = re.compile(
    r"\b(?:was|were)\s+(?:\w+ly\s+)?(?:shot|hit|struck|wounded|grazed)\b[^.;]*$", re.IGNORECASE
)
#: "One went through him and into a neighbor".
_BY_BULLET = Cued(rf"{BULLET}(?P<fate>{WAY}){PART_OF}(?P<who>{PHRASE})(?P<first>)?", re.IGNORECASE)
_BULLET = Cued(r"\b(?:bullets?|rounds?|shots?|slugs?|fragments?|another|one)\b", re.I)
#: "A third hit the robber".
_SHOTS = Cued(
    r"\b(?:bullets?|rounds?|shots|slugs?|fragments?|gunfire|another|one|an?\s+(?:second|third|fourth))\b",
    re.IGNORECASE,
)
_OURS = Cued(
    r"\b(?:one\s+of\s+(?:ours|theirs|their\s+bullets)|police\s+(?:bullets?|rounds?|gunfire|shots?)"
    rf"|{POLICE}['’]s?\s+(?:\w+\s+)?(?:bullets?|rounds?|shots?|fire|gunfire)"
    rf"|(?:bullets?|rounds?|shots?|fragments?)\s+(?:that\s+(?:was|were)\s+)?(?:fired\s+by|from)\s+(?:\w+\s+){{0,3}}?{POLICE})\b",
    re.IGNORECASE,
)
#: A second one hit by the same shots, not by somebody else's.
ALSO = Cued(
    rf"\b(?:also|too|as\s+well|stray|bystander|crossfire|passenger|ricochet\w*|(?:behind|beside|with)\s+(?:him|her)"
    rf"|in\s+the\s+gunfire)\b|{_OURS.pattern}",
    re.IGNORECASE,
)
_POLICE = re.compile(rf"\b{POLICE}\b", re.IGNORECASE)
#: "The man was hit. So was a woman in line".
_SO = re.compile(rf"So\s+(?P<fate>was|were)\s+(?P<who>{PHRASE})(?P<first>)?", re.IGNORECASE)
_HIT_LAST = Cued(
    r"\b(?:shot|struck|hit|wounded|grazed|injured|hurt|killed)\b[^.;,]{0,40}\.$", re.IGNORECASE
)
_SEATS = (
    re.compile(r"\s+(?:at|behind)\s+the\s+wheel\b"),
    re.compile(
        r"\s+in\s+(?:the\s+)?(?:(?:back|rear|passenger|front\s+passenger)\s+seat|back|front(?!\s+of\b))\b(?!\s+(?:yard|of|room))"
    ),
)
_HAD = Cued(r"\b(?:shot|killed|stabbed|wounded|had)\s+$", re.IGNORECASE)
_NO = re.compile(r"\b(?:no|not|nor|neither|nobody|without)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)
_KINDS = tuple(frozenset(each.split()) for each in (_DRIVES, _RIDES, _FOUGHT, _STOOD_BY))


@dataclass(frozen=True, slots=True)
class Telling:
    """Where somebody is told to have been hit or to have died; the span is of their phrase."""

    place: int
    span: tuple[int, int]
    gender: str | None
    age: int | None = None
    kind: int | None = None  # of the nouns that cannot be one person's: driver and passenger
    gun: bool = False  # hit, and not only dead
    object: bool = False  # "killing the driver", not "the driver was killed"
    also: bool = False  # "was shot, too": not who was told of before
    beside: str | None = None  # the gender of whom "a man riding with her" was with
    pronoun: bool = False
    bare: bool = False  # "one person": whoever of them
    role: bool = False  # "a passenger": nobody whom the story has named
    deed: bool = False  # what somebody did to them, who need not be police: "a man hit another"
    sure: int = 0  # that police hit them: 1 near such a hit, 2 outright, 3 by their bullet


def tellings(
    place: int, text: str, events: Sequence[Gunfire], before: str = ""
) -> Iterator[Telling]:
    """Those of a sentence; ``before`` is the text of the one before it."""
    if len(text) > LONGEST or any(
        event.hit and event.shooter is Actor.CIVILIAN for event in events
    ):
        return  # what a civilian did
    found: dict[tuple[int, int], Telling] = {}
    so = _SO.match(text) if _HIT_LAST.search(before) else None
    if so is not None:
        telling = replace(_telling(place, text, so, "who", events, done=False), also=True)
        found[telling.span] = telling
    for _, pattern in _TELLINGS.able(text):
        for match in pattern.finditer(text):
            for telling in _told_by(pattern, place, text, match, events):
                found.setdefault(telling.span, telling)
    yield from sorted(found.values(), key=lambda each: each.span)


def _told_by(
    pattern: Cued, place: int, text: str, match: re.Match[str], events: Sequence[Gunfire]
) -> Iterator[Telling]:
    """Whom what was found tells to be hit, and nobody else than police to have done it."""
    done = pattern in _DEEDS
    if done and not _is_deed_of_police(text, match, events):
        return
    if pattern is _IN_TURN and not _HIT_BEFORE.search(text, 0, match.start()):
        return
    for group in ("first", "who"):
        if match[group] and not _by_another(text, match, group, done=done):
            telling = _telling(place, text, match, group, events, done=done)
            if not telling.pronoun or telling.sure >= OUTRIGHT:
                yield telling


_TELLINGS = Among(
    (
        (None, _BY_BULLET),
        (None, _TOLD),
        (None, _DONE_TO),
        (None, _AND_ANOTHER),
        (None, _ALSO_HIT),
        (None, _TAKEN),
        (None, _IN_TURN),
    )
)
_DEEDS = (_DONE_TO, _AND_ANOTHER)
LONGEST = 1_000
OUTRIGHT = 2
BY_THEIR_BULLET = 3


def by_the_way(place: int, text: str, match: re.Match[str]) -> Telling:
    head = match.group().split()[-1]
    age = _age(text, *match.span())
    return Telling(place, match.span(), gender_of(head), age, kind_of(head))


DEFINITE = re.compile(r"the\b(?!\s+other\b)", re.IGNORECASE)


def _telling(
    place: int,
    text: str,
    match: re.Match[str],
    group: str,
    events: Sequence[Gunfire],
    *,
    done: bool,
) -> Telling:
    start, end = match.span(group)
    head = re.split(r"\s", match[group])[-1].casefold()
    sure = _how_sure(text, (start, end), events)
    fell = re.search(r"dead|died|deceased|condition|expected|recovering", match["fate"], re.I)
    kind, age = _kind_at(head, text, end), _age(text, start, end)
    return Telling(
        place,
        (start, end),
        gender_of(head) or _apposed_gender(text, end),
        age,
        kind,
        gun=fell is None
        or sure >= OUTRIGHT
        or IN_GUNFIRE.search(text) is not None
        or _WOUND.search(text, match.end()) is not None,
        object=done,
        also=(age is not None or kind is not None or not DEFINITE.match(text, start))
        and _TOO.search(text, match.start("fate"), match.end() + 9) is not None,
        beside=_beside(text, match, group),
        sure=max(sure, int(match["fate"].casefold() in ("found", "creased"))),
        deed=done and sure == 0 and _SHOTS.search(text, 0, start) is None,
        pronoun=head in ("he", "she"),
        bare=head in ("person", "individual") and not SECOND.match(text, start),
        role=kind is not None
        and _A_ROLE.match(text, start) is not None
        and not _NAME_BEFORE.search(text, 0, start),
    )


SECOND = re.compile(r"(?:another|an?\s+(?:second|third)|the\s+(?:other|second|third))\b", re.I)
_A_ROLE = re.compile(r"(?:an?|another)\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\b[A-Z][\w'’-]+(?:,\s+\d+)?,\s+$")
IN_GUNFIRE = re.compile(r"\bin\s+the\s+(?:gunfire|crossfire|volley)\b", re.IGNORECASE)
_TOO = re.compile(r"\b(?:also|too|as\s+well)\b", re.IGNORECASE)
_WITH = re.compile(r"\b(?:with|beside|behind|next\s+to)\s+(?P<whom>him|her)\b", re.IGNORECASE)
_WHOSE = re.compile(
    r"(?P<whose>his|her)\s+(?:[\w-]+\s+){0,2}(?:passenger|companion)$", re.IGNORECASE
)


def _beside(text: str, match: re.Match[str], group: str) -> str | None:
    told = _WITH.search(text, match.end(group), match.end())
    if told is None:
        whose = _WHOSE.fullmatch(match[group])
        return gender_of(whose["whose"]) if whose else None
    return gender_of(told["whom"])


def _age(text: str, start: int, end: int) -> int | None:
    aged = next(ages(text[start:end]), None) or age_after(text, end)
    return aged.years if aged else None


def _how_sure(text: str, span: tuple[int, int], events: Sequence[Gunfire]) -> int:
    if _OURS.search(text, span[1]):
        return BY_THEIR_BULLET
    hit = [event for event in events if event.by_police and event.kind in ("verb", "answered")]
    if any(event.target_at is not None and overlap(event.target_at, span) for event in hit):
        return OUTRIGHT
    return 1 if any(event.by_police for event in events) or ALSO.search(text) else 0


def kind_of(noun: str) -> int | None:
    return next((n for n, kind in enumerate(_KINDS) if noun.casefold() in kind), None)


def _kind_at(head: str, text: str, end: int) -> int | None:
    """Of the noun, or of the seat: "a man in the back seat" rides."""
    kind = kind_of(head)
    if kind is not None:
        return kind
    return next((n for n, seat in enumerate(_SEATS) if seat.match(text, end)), None)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


_APPOSED = re.compile(r",\s+an?\s+(?:[\w-]+\s+){0,2}?(?P<noun>man|woman|male|female|boy|girl)\b")


def _apposed_gender(text: str, end: int) -> str | None:
    match = _APPOSED.match(text, end)
    return gender_of(match["noun"]) if match else None


def _is_deed_of_police(text: str, match: re.Match[str], events: Sequence[Gunfire]) -> bool:
    """ "Found the driver": what a bullet does, and not who looks for somebody."""
    own = [event for event in events if match.start() <= event.start < match.end("fate")]
    if any(event.shooter in (Actor.CIVILIAN, Actor.SOMEBODY) for event in own):
        return False
    if match["fate"].casefold() in ("found", "creased"):
        return _BULLET.search(text, 0, match.start()) is not None and not _POLICE.search(
            text, max(0, match.start() - 20), match.start()
        )
    return True


_HARMING = Cued(r"\b(?:shot|killed|stabbed|wounded|hit|struck)\s", re.IGNORECASE)
#: "Was wounded when he opened fire".
_THEY_FIRED = re.compile(
    r"\b(?:when|as|after|while)\s+(?:he|she|they|the\s+(?:suspect|gunman|man|shooter|robber)|an?\s+(?:suspect|gunman|man|shooter|robber))\s+"
    r"(?:had\s+)?(?:opened\s+fire|fired|shot|began\s+(?:shooting|firing)|started\s+(?:shooting|firing))\b",
    re.IGNORECASE,
)


def _by_another(text: str, match: re.Match[str], group: str, *, done: bool) -> bool:
    """ "A man who had shot his wife": what he did, and not police."""
    if _HAD.search(text, 0, match.start()) or _NO.search(text, 0, match.start()):
        return True
    if _THEY_FIRED.search(text, match.end()) or _HARMING.search(match[group]):
        return True
    kin = match[group].casefold().startswith(("his ", "her "))
    return kin and done and not _POLICE.search(text, 0, match.start())
