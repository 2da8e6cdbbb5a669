"""Whether the person shot fled, and how, or stayed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from pipeline.how.flight_told import FLIGHTS, flights
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
    r"|(?:was|were)\s+(?:firing|shooting|hitting|waving|standing|sitting)|(?:stood|sat)\b)\b",
    re.IGNORECASE,
)
#: A car that moves, in front of police, and is said to have hit or aimed at nobody.
_MOVED_OFF = Cued(
    rf"\b(?:put|puts|putting|threw|throws|shift(?:s|ed|ing))\s+(?:it\s+|(?:the|his|her)\s+(?:\w+\s+)?{CAR}\s+)?in(?:to)?\s+(?:gear|drive|reverse)\b"
    rf"|\b{CAR}\s+(?:\w+\s+)?(?:moved|moves|rolled|rolls|lurched|lurches|jerked|jumped|inched|surged|backed|backs)"
    r"(?:\s+(?:forward|backward|ahead|back|past|up)\b|(?<=lurched)(?=[,.]|\s+when\b))",
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


def flight(
    sentences: Sequence[Sentence],
    speakers: Speakers,
    armed: str | None = None,
    others: frozenset[str] = frozenset(),
    gender: str | None = None,
    officers: frozenset[str] = frozenset(),
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
    if told := _told_last(sentences, denials, others, gender):
        flown = _with_vehicle(*told, sentences)
        if _is_officers(flown, sentences[told[0]].text, officers):
            flown = flown.inferred()
        if flown.basis is Basis.INFERRED and flown.value == "foot" and armed == "vehicle":
            flown = inferred("fleeing", "car", "chase")
        yield flown
        if denial and flown.basis is Basis.STATED:
            yield denial  # their word against that of police: both stand
    elif said := denial or doubt:
        yield said
    elif armed == "vehicle" or any(_MOVED_OFF.search(sentence.text) for sentence in sentences):
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
) -> tuple[int, Claim] | None:
    """The flight that decided, and which sentence tells it: the title's, else the last."""
    last: tuple[int, Claim] | None = None
    seen: set[str] = set()
    for at, sentence in enumerate(sentences):
        if not FLIGHTS.may_match(sentence.text) or at in denials or _in_doubt(sentence):
            continue
        if at + 1 < len(sentences) and _NOT_CAUGHT.match(sentences[at + 1].text):
            continue
        for kind, claim in flights(sentence):
            if _is_by(others, sentence.text, claim.as_written):
                continue
            if gender and _by_other_gender(gender, sentence.text, claim.as_written):
                continue
            bare = claim.as_written and _ANY_CHASE.fullmatch(claim.as_written)
            if sentence.where is Where.TITLE and not bare:
                return at, claim  # "killed during foot chase"
            if kind not in seen:
                seen.add(kind)
                last = at, claim
    return last


def _is_by(others: frozenset[str], text: str, written: str | None) -> bool:
    """ "Lund ran out of the apartment": the subject of a flight is one of the others."""
    start = text.find(written) if written else -1
    if start < 0 or not others:
        return False
    name = _SUBJECT.search(text, 0, start) or _FIRST_WORD.match(text, start)
    return name is not None and name[1] in others


def _is_officers(claim: Claim, text: str, officers: frozenset[str]) -> bool:
    """ "Video shows Pell running behind Roe"; but "Pell ran after him" tells who fled."""
    own = claim.as_written and not _AFTER_THEM.search(claim.as_written)
    return bool(own) and _is_by(officers, text, claim.as_written)


_AFTER_THEM = re.compile(r"\b(?:after|chas\w*|pursu\w*)\b", re.IGNORECASE)


def _by_other_gender(gender: str, text: str, written: str | None) -> bool:
    """ "She dropped them and ran indoors", where it is a man who was shot."""
    start = text.find(written) if written else -1
    if start < 0:
        return False
    said = _PRONOUN.search(text, 0, start + len(written or ""))
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
_ANY_CHASE = re.compile(r"(?:after|during|following)\s+(?:a\s+)?(?:chase|pursuit)", re.IGNORECASE)
_SUBJECT = re.compile(
    r"([A-Z][\w’'-]+)(?:,\s+[^,.;]{1,60},|,)?\s+(?:(?:then|later|had|also|reportedly|allegedly)\s+)?$"
)
_FIRST_WORD = re.compile(r"([A-Z][\w’'-]+)\s")


def _with_vehicle(at: int, claim: Claim, sentences: Sequence[Sentence]) -> Claim:
    """A flight by car, quoted where a vehicle is told of, too; "a chase" alone is inferred."""
    if claim.value != "car" or _tells_vehicle(at, sentences):
        return claim
    for other, sentence in enumerate(sentences):
        for _, told in flights(sentence):
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
