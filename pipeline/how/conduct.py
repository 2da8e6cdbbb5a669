"""Whether the person shot fled, and how, or stayed."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence

from pipeline.how import on_foot, who_fled
from pipeline.how.driven_off import MOVED_OFF
from pipeline.how.flight_told import FLIGHTS, flights
from pipeline.how.holders import NOBODY, Cast
from pipeline.language.actors import ANY_OFFICER, OFFICER
from pipeline.language.cued import Cued
from pipeline.language.stated import inferred, stated
from pipeline.language.vehicles import CAR
from pipeline.records import Basis, Claim, Sentence, Where
from pipeline.voices.kinds_of_voice import THOSE_THERE
from pipeline.voices.speakers import Speakers

#: What is told of somebody who faces police, and does not leave them.
_STAYED = Cued(
    r"\b(?:lung(?:ed|es|ing)|charg\w+\s+(?:at|toward)|advanc(?:ed|es|ing)|approach(?:ed|es|ing)|(?:walk|mov|r[au]n|rush|step|head)\w*\s+(?:\w+\s+){0,3}?(?:at|towards?)"
    r"|c[ao]m(?:e|es|ing)\s+(?:\w+\s+){0,3}?(?:at|towards?)|point(?:ed|ing|s)|aim(?:ed|ing|s)|level(?:ed|ing|s)|rais(?:ed|es|ing)"
    r"|refus\w+(?!\s+to\s+(?:say|comment|release|identify|discuss|answer))|confront\w*|barricad\w+|stand-?off|commands?|ordered|told\s+to|domestic|(?:welfare|wellness)\s+check"
    r"|hostages?|suicidal|negotiat\w+|emerg(?:ed|es|ing)|stepped|came\s+(?:out|onto)|struggl(?:ed|ing)|fought|sw[iu]ng\w*"
    r"|threaten(?:ed|ing)|opened\s+(?:the\s+)?door|(?:stabb|slash|attack)(?:ed|ing)|shoot-?out"
    rf"|(?:struck|hit|punched|kicked|stabbed|cut|bit)\s+(?:an?|the|one|two)\s+(?:of\s+them|{ANY_OFFICER})"
    r"|(?:thrust|jabb)\w*|c[ao]me\s+through|check\s+on\s+(?:his|her|him|them|the)|corner(?:ed|ing)|palms|empty\s+hands|on\s+top\s+of"
    r"|seated|in\s+bed|bedroom|(?:on|onto|off)\s+(?:the|his|her)\s+(?:\w+\s+)?(?:steps|porch|landing|stoop|step)|hallway|in\s+(?:the|his|her)\s+hall|stop-?light|red\s+light"
    r"|driver['’]s\s+seat|walked\s+out\s+of|over\s+(?:his|her)\s+shoulder|broke\s+down"
    r"|brandish\w+|drop\s+(?:the|his|her|it)|on\s+the\s+ground|hands\s+up|your\s+hands|closed\s+(?:the\s+)?distance"
    r"|scuffl\w+|wrestl\w+|struggle|tussl\w+|altercation|(?:came|come|went|coming)\s+forward|got\s+within|turn\w*\s+to\s+face"
    rf"|{OFFICER}\b(?:,[^.;,]{{1,60}},)?\s+was\s+(?:\w+\s+)?(?:struck|hit|stabbed|slashed|punched|attacked|bitten)"
    r"|from\s+an?\s+(?:back\s+)?(?:bedroom|closet|bathroom)|(?:sat|slumped|asleep|sleeping)\b|(?:inside|in)\s+(?:his|her)\s+(?:own\s+)?(?:home|house|apartment|trailer)"
    r"|(?:t(?:old|ells?|elling)|asked|begged|urged|warned)\s+(?:him|her|them)\s+(?:[\w-]+\s+){0,6}?to\s+(?:put|drop|show|lie|get|come|surrender|step|kneel|stay)"
    r"|(?:would\s*n['’]t|did\s*n['’]t|would\s+not|did\s+not)\s+(?:do\s+(?:as|what)|comply|obey|listen|put\s+(?:it|the))|(?:was|became|into|in)\s+a\s+fight"
    r"|rolled\s+up|gun\s+in\s+hand|(?:did\s+not|didn['’]t|never)\s+(?:run|flee)|in\s+(?:his|her)\s+bed|in\s+the\s+doorway"
    r"|(?:drew|pull(?:ed|s)|produced)\s+(?:out\s+)?(?:an?|his|her)\s+(?:[\w-]+\s+){0,2}?(?:\w*gun|pistol|revolver|weapon|knife|firearm)"
    r"|disturbance\b[^.;]{0,20}?\bbetween|argued\s+with|spoke\s+with\s+(?:him|her)|(?:every|one|another)\s+(?:\w+\s+){0,3}?chance|show\s+(?:them\s+)?(?:his|her)\s+hands"
    # "took hold of Wald", "went to the floor", "her holster"
    r"|(?:took|taking|got|getting|grabb\w+|caught)\s+(?:a\s+)?hold\s+of|grappl\w+|(?:went|going|fell|roll\w+|were|down)\s+(?:around\s+)?(?:to|on)\s+the\s+(?:floor|ground|carpet|pavement)"
    r"|(?:grabb|reach|snatch)\w*\s+(?:for\s+|at\s+)?(?:the|his|her|an?)\s+(?:officer['’]s|deputy['’]s|trooper['’]s)\s+\w+|(?:on|at|of)\s+(?:his|her)\s+holster"
    r"|(?:shoved|pushed|slammed|threw)\s+(?:an?|the|him|her|one)\s+(?:\w+\s+){0,2}?(?:against|into|to\s+the)"
    # "wrapped an arm around", "never left the chair", "lay prone"
    r"|(?:wrapp|threw|flung|lock|put)\w*\s+(?:an?|his|her|both)\s+arms?\s+around|(?:head|choke)\s?hold|headlock|never\s+left\s+(?:the|his|her)|lay\s+prone|crouched\s+in|knelt|kneeling"
    # "from the top of the stairs", "on the couch", "across his lap"
    r"|(?:top|head|foot|bottom)\s+of\s+the\s+(?:\w+\s+)?(?:stairs|steps|staircase|stairway)|on\s+(?:the|his|her|an?)\s+(?:\w+\s+)?(?:couch|sofa|recliner|bed|mattress|toilet|armchair|lawn\s+chair)"
    r"|across\s+(?:his|her)\s+(?:lap|chest|knees|thighs)|lay\s+down|(?:into|through)\s+the\s+(?:ceiling|wall|floor|door\s?frame|front\s+door|bedroom\s+door|bathroom\s+door)"
    r"|(?:was|were)\s+(?:firing|shooting|hitting|waving|standing|sitting)|(?:stood|sat)\b)\b",
    re.IGNORECASE,
)
#: Whoever holds a gun, and of whom, and of all others, no step away is told, faced police.
_GUNS = frozenset(("firearm", "replica"))
_MOVES = re.compile(
    r"\b(?:chas\w+|pursu\w+|fle[ed]\w*|r[au]n|runs|running|evad\w+|elud\w+|t(?:ook|akes?|aking)\s+off|escap\w+|sped|speed\w*|getaway"
    r"|follow(?:ed|ing)|track(?:ed|ing)|hid(?:den|ing)?|manhunt|search\w*|spotted|stop(?:ped|s)?|pull\w*\s+over|walk\w*\s+(?:away|off)"
    r"|left|back\s+to|behind|away|traffic|driver|driving|drove|jumped|hop\w+|climb\w+)\b",
    re.IGNORECASE,
)
#: What is of use near by alone: who has it in hand, and is not told to flee, faced police. A gun
#: alone does not: a fifth of real stories with one and no word of flight tell of fugitives.
_NEAR_BY = frozenset(("knife", "other"))


def _timely(_sentence: Sentence, _start: int, _end: int) -> bool:
    return False


def flight(
    sentences: Sequence[Sentence],
    speakers: Speakers,
    armed: str | None = None,
    others: frozenset[str] = frozenset(),
    gender: str | None = None,
    cast: Cast = NOBODY,
    is_untimely: Callable[[Sentence, int, int], bool] = _timely,
) -> Iterator[Claim]:
    """How the person shot was fleeing, or (inferred) that they stayed, where they are told to
    face police: a shooting told without a word of either says nothing of flight.

    Who is shot for driving at police, and told nothing else of, is taken to have driven off, and
    who has a knife or a club in hand to have faced them: so coders read it.

    The last told holds: who leaves a car and runs fled on foot, who then takes another, by car.
    A bare "fled" goes by the vehicles near it. Of whom it is said to be unknown, and nothing else
    told, that is the claim ("unknown"): it is not the same as saying nothing. ``others`` are the
    surnames of who was not shot, ``gender`` that of all who were: where others ran tells nothing.
    Where one of the ``officers`` ran, that somebody fled before him is inferred.
    """
    doubt = next((claim for claim in map(_in_doubt, sentences) if claim), None)
    denials = dict(_denials(sentences, speakers))
    denial = next(iter(denials.values()), None)
    told = _told_last(sentences, denials, others, gender, cast, is_untimely)
    stayed = _not_leaving(sentences, denials)
    if stayed and (told is None or told[1].value == "car"):
        yield stayed
    elif told:
        flown = _with_vehicle(*told, sentences)
        if _is_officers(flown, sentences[told[0]].text, cast.officers):
            flown = flown.inferred()
        at_wheel = armed == "vehicle" or _is_at_wheel(told[0], sentences)
        if flown.basis is Basis.INFERRED and flown.value == "foot" and at_wheel:
            flown = inferred("fleeing", "car", "chase")
        yield flown
        if denial and flown.basis is Basis.STATED:
            yield denial  # their word against that of police: both stand
    elif said := denial or doubt:
        yield said
    elif armed == "vehicle" or any(MOVED_OFF.search(sentence.text) for sentence in sentences):
        yield inferred("fleeing", "car", "drove-at")
    elif armed in _NEAR_BY or _faced_police(sentences, armed):
        yield inferred("fleeing", "not", "none-told")


def _faced_police(sentences: Sequence[Sentence], armed: str | None) -> bool:
    """Where it is told, or a gun is, and of nobody that they went anywhere."""
    texts = [sentence.text for sentence in sentences]
    if any(map(_STAYED.search, texts)):
        return True
    return armed in _GUNS and not any(map(_MOVES.search, texts))


def _told_last(
    sentences: Sequence[Sentence],
    denials: Container[int],
    others: frozenset[str],
    gender: str | None,
    cast: Cast,
    is_untimely: Callable[[Sentence, int, int], bool],
) -> tuple[int, Claim] | None:
    """The flight that decided, and which sentence tells it: the title's, else the last."""
    last: tuple[int, Claim] | None = None
    seen: set[str] = set()
    driver = who_fled.drove(sentences, cast)
    sought = who_fled.were_after_another(sentences)
    for at, sentence in enumerate(sentences):
        if not FLIGHTS.may_match(sentence.text) or at in denials or _in_doubt(sentence):
            continue
        if at + 1 < len(sentences) and _NOT_CAUGHT.match(sentences[at + 1].text):
            continue
        for kind, claim, (start, end) in flights(sentence):
            text = sentence.text
            written = text[start:end]
            if _is_by(others, text, start) or is_untimely(sentence, start, end):
                continue
            if _is_of_blank(text, start):
                continue
            if gender and _by_other_gender(gender, text, end):
                continue
            if who_fled.is_anothers(text, start, written, cast, driver=driver):
                continue
            if sought and who_fled.is_of_sought(text, end, cast):
                continue
            bare = _ANY_CHASE.fullmatch(written)
            if sentence.where is Where.TITLE and not bare and claim.as_written:
                return at, claim  # "killed during foot chase"
            if last and _is_told_by(kind, claim, last, sentences[last[0] : at + 1]):
                continue
            if kind not in seen:
                seen.add(kind)
                last = at, claim
    return last


def _is_of_blank(text: str, start: int) -> bool:
    """What was told of another time is blank: whom "who ran" is of, stood there."""
    return _OF_BLANK.search(text, max(0, start - 20), min(len(text), start + 5)) is not None


_OF_BLANK = re.compile(r"\s{5}(?:who|that)\s+(?:\w+\s*)?\w*$", re.IGNORECASE)


def _is_told_by(
    kind: str, claim: Claim, last: tuple[int, Claim], between: Sequence[Sentence]
) -> bool:
    """ "He would not stop …; charged with fleeing": how, is told before, unless he got out."""
    written = last[1].as_written
    if kind == "speed" and written and _ANY_CHASE.fullmatch(written):
        return False
    if last[1].value == "foot" or (kind != "speed" and claim.basis is not Basis.INFERRED):
        return False
    return not any(on_foot.GOT_OUT.search(each.text) for each in between)


def _is_by(others: frozenset[str], text: str, start: int) -> bool:
    """ "Lund ran out of the apartment": the subject of a flight is one of the others."""
    if not others:
        return False
    name = _SUBJECT.search(text, 0, start) or _FIRST_WORD.match(text, start)
    return name is not None and name[1] in others


def _is_officers(claim: Claim, text: str, officers: frozenset[str]) -> bool:
    """ "Video shows Pell running behind Roe"; but "Pell ran after him" tells who fled."""
    own = claim.as_written and not _AFTER_THEM.search(claim.as_written)
    start = text.find(claim.as_written or "")
    return bool(own) and start >= 0 and _is_by(officers, text, start)


_AFTER_THEM = re.compile(r"\b(?:after|chas\w*|pursu\w*)\b", re.IGNORECASE)


def _by_other_gender(gender: str, text: str, end: int) -> bool:
    """ "She dropped them and ran indoors", where it is a man who was shot."""
    said = _PRONOUN.search(text, 0, end)
    return said is not None and said[1].lower() == _OTHER.get(gender)


_OTHER = {"male": "she", "female": "he"}
_PRONOUN = re.compile(
    r"\b(he|she)\b(?!\s+(?:said|says|told|added|wrote))(?:(?!\b(?:he|she|who|they|man|men|suspect|driver|gunman|(?-i:[A-Z])\w+)\b)[^.;])*$",
    re.IGNORECASE,
)
#: Of whom the sentence before told: "He has not been caught."
_NOT_CAUGHT = re.compile(
    r"(?:He|She|They|That\s+(?:wo)?man|The\s+(?:wo)?man|The\s+driver)\s+(?:(?:has|have|had)(?:n['’]t|\s+not)\s+(?:yet\s+)?been|was\s+never)\s+"
    r"(?:caught|found|arrested|captured)\b|(?:He|She|They)\s+(?:is|are|remains?)\s+(?:still\s+)?at\s+large\b"
)

#: "Shot after chase": on foot or by car, the story tells.
_ANY_CHASE = re.compile(
    r"(?:(?:after|during|following)\s+)?(?:an?\s+)?(?:police\s+)?(?:chase|pursuit)", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"([A-Z][\w’'-]+)(?:,\s+[^,.;]{1,60},|,)?\s+(?:(?:then|later|had|also|reportedly|allegedly)\s+)?$"
)
_FIRST_WORD = re.compile(r"([A-Z][\w’'-]+)\s")


def _with_vehicle(at: int, claim: Claim, sentences: Sequence[Sentence]) -> Claim:
    """A flight by car, quoted where a vehicle is told of, too; "a chase" alone is inferred."""
    if claim.value != "car" or _tells_vehicle(at, sentences):
        return claim
    for other, sentence in enumerate(sentences):
        for _, told, _ in flights(sentence):
            if told.value == "car" and told.quote and _tells_vehicle(other, sentences):
                return told
    return inferred("fleeing", "car", "chase")


_VEHICLE = Cued(
    rf"\b(?:{CAR}s?|vehicles?|driv(?:e(?![-\s]th)|es|er|ers|ing)|drove|motorists?|mph|(?:high|low|slow)[\s-]speed|speeds?|sped|speeding"
    r"|traffic\s+stop|highway|interstate|freeway|wheel|ram(?:med|ming)?|miles?)\b",
    re.IGNORECASE,
)


def _tells_vehicle(at: int, sentences: Sequence[Sentence]) -> bool:
    """Is a vehicle told of in a sentence, the one before it or the title?"""
    title = [one for one in sentences[:1] if one.where is Where.TITLE]
    near = [*title, *sentences[max(0, at - 1) : at + 1]]
    return any(_VEHICLE.search(one.text) for one in near)


def _is_at_wheel(at: int, sentences: Sequence[Sentence]) -> bool:
    """Is somebody told to sit in a car right before a bare "fled", or right after?"""
    near = sentences[max(0, at - 1) : at + 2]
    return any(_WHEEL.search(each.text) for each in near) and not any(
        on_foot.GOT_OUT.search(each.text) for each in near
    )


_WHEEL = Cued(
    rf"\b(?:boxed|hemmed|blocked)\s+in\s+(?:an?|the|his|her)\s+(?:[\w-]+\s+)?{CAR}\b"
    r"|\b(?:pulled\s+(?:him|her|the\s+driver|(?-i:[A-Z])[\w’'-]+)\s+over|his\s+tires|her\s+tires|at\s+the\s+wheel|behind\s+the\s+wheel|hit\s+the\s+(?:gas|accelerator)|rolled\s+(?:up|down)\s+(?:his|her|the)\s+window)\b"
    rf"|\b(?:was|were|sat|sitting|seated|asleep|slumped|parked|found\s+(?:him|her))\s+(?:\w+\s+)?(?:in|inside)\s+(?:an?|the|his|her)\s+(?:[\w-]+\s+){{0,3}}?{CAR}\b"
    rf"|\b(?:approach\w*|walk\w*\s+up\s+to)\s+(?:the|his|her)\s+(?:[\w-]+\s+)?(?:{CAR}|driver['’]s\s+(?:side|window|door))\b",
    re.IGNORECASE,
)


def _in_doubt(sentence: Sentence) -> Claim | None:
    match = _IN_DOUBT.search(sentence.text)
    return (
        stated("fleeing", "unknown", sentence, match.span(), "in-doubt", deed=True)
        if match
        else None
    )


def _denials(sentences: Sequence[Sentence], speakers: Speakers) -> Iterator[tuple[int, Claim]]:
    """ "He never ran", say kin, a lawyer, a witness or a video: which sentence, and its claim."""
    for at, sentence in enumerate(sentences):
        match = _DENIED_FLIGHT.search(sentence.text)
        if match and speakers.of(sentence.span(*match.span())).voice in THOSE_THERE:
            yield at, stated("fleeing", "not", sentence, match.span(), "denied", 0.5, deed=True)


def _not_leaving(sentences: Sequence[Sentence], denials: Container[int]) -> Claim | None:
    """ "No sign that he was trying to leave", say those who would have reason to say he did."""
    for at, sentence in enumerate(sentences):
        match = _NO_LEAVING.search(sentence.text)
        if match and at not in denials:
            return stated("fleeing", "not", sentence, match.span(), "stayed", 0.6, deed=True)
    return None


_LEAVE = (
    r"(?:leave|flee|run(?:\s+(?:away|off))?(?=[,.;]|\s+(?:and|when|from))|get\s+away"
    r"|drive\s+(?:off|away)|escape|evade|elude)"
)
_NO_LEAVING = Cued(
    rf"\bno\s+(?:sign|indication|evidence|suggestion|proof)\s+(?:that\s+)?(?:(?:he|she|(?-i:[A-Z])[\w’'-]+|the\s+\w+)\s+(?:was|had\s+been)\s+|of\s+(?:(?:his|her)\s+)?)(?:trying|attempting|going|about)\s+to\s+{_LEAVE}\b"
    rf"|\b(?:made|making)\s+no\s+(?:attempt|effort|move)\s+to\s+{_LEAVE}\b|\bnever\s+(?:tried|attempted)\s+to\s+{_LEAVE}\b"
    rf"|\b(?:did\s+not|didn['’]t)\s+(?:try|attempt)\s+to\s+{_LEAVE}\b|\bwas(?:\s+not|n['’]t)\s+(?:trying|attempting)\s+to\s+{_LEAVE}\b",
    re.IGNORECASE,
)

#: "Police would not say whether he was running": asked, and not told.
_IN_DOUBT = Cued(
    r"\b(?:whether|(?:unclear|unknown|not\s+(?:clear|known|say|said|know)|n['’]t\s+(?:say|know|clear))\s+if)\s"
    r"(?:(?!cameras?\b|videos?\b|engine\b)[\w'’-]+\s+){0,7}?(?:fle(?:e|d|eing)|r[au]n|running|(?:driv|drove|speed|sped|turn|walk)\w*\s+(?:off|away)"
    r"|evad\w+|escap\w+)\b",
    re.IGNORECASE,
)
_DENIED_FLIGHT = Cued(
    r"\b(?:(?:did|was|were|had|is)(?:\s+not|n['’]t)|never)\s+(?:even\s+|just\s+)?(?:(?:trying|going)\s+to\s+|been\s+)?"
    r"(?:r[au]n|running|fle(?:e|d|eing)|(?:get|getting|drive|driving|drove|speed|speeding)\s+(?:off|away)|escap\w+|evad\w+)\b",
    re.IGNORECASE,
)
