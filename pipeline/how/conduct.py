"""Flight and the flags that inclusion rules ask for."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from pipeline.gunfire.cues import Gunfire
from pipeline.how import other_flights
from pipeline.language.actors import ANY_OFFICER, OFFICER, PERSON, POLICE
from pipeline.language.cued import Among, Cued
from pipeline.language.hedging import hedged
from pipeline.language.vehicles import CAR
from pipeline.records import Basis, Claim, Passage, Sentence, Where
from pipeline.voices.attribution import THOSE_THERE
from pipeline.voices.speakers import Speakers
from pipeline.where import abroad

_POLICE = re.compile(rf"\b{POLICE}\s+(?:\w+\s+)?$", re.IGNORECASE)
#: Ways of leaving on one's own legs; "ran" alone may be at somebody.
_RUNS = (
    r"(?:(?:ran|runs|running)(?:\s+(?:barefoot|shirtless|naked|headlong|straight))?|bolt(?:s|ed|ing)|sprint\w*|dash(?:es|ed|ing)|dart(?:s|ed|ing)"
    r"|scrambl(?:es|ed|ing)|scamper\w+|took\s+off(?:\s+running)?|takes\s+off|taking\s+off|hightail\w+)"
)
_AWAY = (
    r"(?:away|off|from|behind|between|into|through|around|toward\s+(?:a|the)\s+(?:back|alley|wood)"
    r"|out\s+(?:of\s+the|the|a|from)\b|and\s+(?:ran|run|fled)|down|across|after|past|when|as|up\s+(?:a|the)|along|for\s+(?:it|the\s+\w+)|with\b"
    rf"|for\s+(?:his|her|their|a)\s+(?:own\s+|parked\s+)?(?:{CAR}|door|house|home|life|lives)\b)"
)
_OBSTACLES = r"(?:fences?|walls?|railings?|balcon(?:y|ies)|(?<!fare\s)gates?|barriers?|hedges?)"
_THE_MAN = rf"(?:him|her|them|(?:the|a)\s+(?:[\w-]+\s+){{0,2}}?(?:{PERSON}s?|pair|two))"
_FOOT = Cued(
    r"\bfoot(?:\s+(?:chase|pursuit)|\s?race)\b|\b(?:fled|fleeing|ran|run|running|chas\w+|pursu\w+|took\s+off)\b"
    rf"[^.;]{{0,40}}\bon\s+foot\b|\b{_RUNS}\s+{_AWAY}"
    r"|(?<!been )(?<!was )(?<!were )(?<!being )"
    r"(?<!his )(?<!her )(?<!their )(?<!the )(?<!a )\brun\s+(?:away|off|from)\b"
    r"|\bturned\s+(?:and\s+ran|to\s+run)\b|\b(?:he|she|they|both|and|m[ae]n|suspects?|teens?|boys?|who|pair|trio)\s+(?:ran|bolted)\b(?!\s+(?:(?:the|his|her)\s+(?!other\b|opposite\b|wrong\b)|an?\s+(?:red|stop|errand|business|shop|store|company)|for\s+(?:office|mayor|sheriff)|track|out\s+of|(?:up|over|in\s+front\s+of)\b|to\s+(?:him|her|help|the\s+(?:man|woman|body))))"
    r"|\b(?!(?:two|three|four|five|six|some|others|both|it|that)\b)(?-i:[A-Z])[\w’'-]+(?:,\s\d\d,)?\s+ran\b(?=[.;]|\s+(?:and|until|when|but)\b)"
    rf"|\b(?:he|she|{_THE_MAN[3:-1]})\s+(?:is|was)\s+running\b(?!\s+(?:for|at|towards?|to)\b(?!\s+(?:his|her|a)\s+(?:own\s+)?{CAR}))"
    r"|\b(?:he|she)\s+was\s+(?:just|only)\s+running\b"
    r"|\bfle(?:d|eing)\s+(?:behind|between|over|through\s+(?:the|a)\s+(?:wood|yard|alley|field|house|back))\b"
    r"|\bas\s+(?:he|she)\s+ran\b|\b(?:tried|trying|began|started|attempted)\s+(?:to\s+run|running)\b"
    r"|\bkept\s+(?:on\s+)?running\b|\bmade\s+(?:a\s+(?:run|break|dash)\s+for|for\s+the\s+(?:\w+\s+)?(?:woods|trees|alley|door|fence|window))\b"
    r"|\b(?:broke|breaking|wriggl\w+|pulled|twisted|squirmed)\s+(?:free|loose|from\s+(?:\w+\s+)?(?:\w+['’]s?\s+)?(?:grip|grasp|hold))\b"
    r"|\b(?:headed|heading|took\s+off|lit\s+out|going)\s+(?:for|into|toward|towards)\s+(?:the|a|some)\s+(?:\w+\s+)?(?:woods|trees?|tree\s?line|alley|back\s+(?:door|fence|yard)|river|creek|fence|brush)\b"
    r"|\b(?:(?:jump|hop|climb|scal|leap|vault|clamber)\w*|(?:going|went|goes)(?=\s+over))\s+(?:over\s+|from\s+|off\s+)?(?:[\w-]+\s+){0,3}"
    rf"{_OBSTACLES}\b"
    r"|\b(?:climb|jump|slip|crawl|leap)\w*\s+(?:out|through)\s+(?:of\s+)?(?:an?|the|his|her)\s+(?:[\w-]+\s+){0,2}?window\b"
    r"|\b(?:slip|r[au]n|dash|sneak|snuck|went)\w*\s+out\s+(?:of\s+)?(?:an?|the|his|her)\s+(?:back|rear|side)\b"
    r"|\bchas\w+\s+[^.;]{0,40}?\b(?:over|across|through|between|behind|into|down)\s+[^.;]{0,25}?"
    r"\b(?:fences?|(?:back)?yards?|alleys?|woods?|fields?|courtyards?|gangways?|stairs?|steps)\b",
    re.IGNORECASE,
)
_FLED = Cued(
    r"\b(?:was|were)\s+being\s+(?:chased|pursued)\b|\b(?:fled|flees|fleeing|took\s+off(?!\s+(?:his|her|their)\b)|gave\s+chase|giving\s+chase|elud(?:ed|ing)|outran"
    r"|escap(?:ed|ing)(?!\s+(?:injur|unhurt|unharmed|serious|death|from\s+(?:prison|jail|custody))))\b"
    r"|\b(?:attempted|tried|trying|attempting)\s+to\s+(?:evade|flee|escape|elude|get\s+away|outrun)\b"
    rf"|\b(?:went|ran|going|running|chased|chasing|pursued|pursuing)\s+(?:after\s+)?{_THE_MAN}\b(?!\s+(?:with|to\s+(?:a|the)\s+(?:hospital|jail)))"
    r"|\b(?:chased|chasing)\s+(?-i:[A-Z])[\w’'-]+(?!\s+(?:leads?|charges?|cases?))\b"
    r"|\bon\s+(?:his|her|their)\s+heels\b",
    re.IGNORECASE,
)
_MOTOR = re.compile(
    r"\b(?:car|vehicle|truck|suv|van|pickup|sedan|driver|drove|driving|mph|motorcycle)\b",
    re.IGNORECASE,
)
_CAR = Cued(
    r"\b(?:vehicle|car|(?:high|low|slow)[-\s]speed|freeway|police|traffic|short|brief|county|[\w-]+-(?:mile|minute))\s+"
    r"(?:chase|pursuit)\b|\bpursuit\s+(?:from|that)\b|\bpursu(?:ed|ing)\s+(?:an?|the)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:vehicle|car|truck|suv|van|pickup|motorcycle|driver)\b"
    r"|\b(?:after|during|following)\s+(?:an?\s+)?(?:(?!(?:foot|the|that|this|his|her|their)\b)[\w-]+\s+)?(?:chase|pursuit)\b(?!\s+on\s+foot)|\bvehicle\s+took\s+off\b"
    r"|\b(?:led|leads?|leading)\s+(?:[\w-]+\s+){1,7}?on\s+(?:an?|the)\b[^.;]{0,30}\b(?:chase|pursuit)\b"
    rf"|\b(?:led|leading)\s+(?:the\s+)?(?:\w+\s+)?{POLICE}\s+(?:through|across|down|along|over|up)\b"
    rf"|\b{POLICE}\s+(?:\w+\s+)?(?:went|took\s+off)\s+after\s+(?:it\b|(?:the|that)\s+(?:[\w-]+\s+)?{CAR}\b)"
    rf"|\b(?:followed|following|trailed)\s+(?:an?|the|that)\s+(?:[\w-]+\s+){{0,3}}?{CAR}\b[^.;]{{0,20}}?\b(?:for\s+(?:[\w.-]+\s+){{1,3}}miles|across|through|on\s+(?:Interstate|Highway))\b"
    r"|\b(?:chase|pursuit)\s+came\s+to\s+(?:an|its)\s+end\b"
    r"|\b(?:sped|drove|speeding|driving|peeled|roll\w+|raced|racing|tearing|tore|accelerat\w+)\s+(?:off|away)\b"
    r"|\b(?:sped|raced|tore|barreled|roared|careened)\s+(?:past|from|out\s+of|down|through|onto|along|across)\b"
    rf"|\b{CAR}\s+(?:\w+\s+)?(?:pull|back|mov|speed|sped|lurch)\w*\s+(?:away|off|out\s+of)\b"
    r"|\b(?:drove|drive|pulled|backed|steered|swerved|went)\s+(?:\w+\s+)?(?:around|past|through)\s+(?:an?|the|two|several)\s+(?:\w+\s+)?(?:cruisers?|patrol|squad|police|roadblock|barricade|spike)"
    r"|\b(?:hit|stepped\s+on|punched|stomped\s+on)\s+the\s+(?:gas|accelerator)\b|\b(?:floored|gunned)\s+(?:it|the\s+engine|the\s+car)\b"
    r"|\bfle(?:d|es|eing)\s+(?:from\s+)?(?:an?|the|that)\s+(?:\w+\s+)?(?:traffic\s+)?stop\b(?!\s+on\s+foot)"
    r"|\b(?:follow|trail|chas|pursu)\w*\b[^.;]{0,60}\b(?:speeds|mph)\b|\b(?:pursu|chas)(?:ed|ing)\b[^.;]{0,60}\b(?:interstate|highway|freeway|turnpike)\b|\bblew\s+(?:past|through)\s+(?:an?|the|several)\s+(?:\w+\s+)?(?:roadblock|checkpoint|police|stop\s+signs?)"
    r"|\bignor\w+\s+(?:the\s+|an?\s+|their\s+|his\s+)?(?:\w+['’]s?\s+)?(?:\w+\s+)?(?:lights?|sirens?)\b"
    r"|\bwith\s+(?:\w+\s+){0,3}?(?:(?:squad|patrol|police)\s+cars?|cruisers?)\s+(?:\w+\s+)?(?:behind|in\s+pursuit|chasing|following|on\s+(?:his|her)\s+tail)\b"
    r"|\b(?:driver|car|vehicle|truck|suv|van|pickup|sedan|motorcycle|he|she)\s+(?:kept\s+(?:going|driving)|drove\s+on"
    r"|went\s+on\s+for|continued\s+(?:driving|on|for)|sped\s+up|took\s+off\s+(?:at|down|in))\b"
    r"|\b(?:ram|drive)\s+(?:his|her|their)\s+way\s+out\b|\bbegg\w+\s+(?:him|her|the\s+driver)\s+to\s+(?:stop|pull\s+over)\b"
    r"|\b(?:tried|trying|attempted|attempting)\s+to\s+(?:drive|speed|pull|get)\s+(?:off|away(?!\s+(?:on\s+foot|with))|out\s+of\s+(?:the|a)\s+(?:driveway|lot|parking))\b"
    r"|\bfled\s+in\s+(?:a|an|the|his|her)\b|\bfleeing\s+(?:car|vehicle|driver|motorist)\b"
    r"|\b(?:refused|failed|did\s+not|would\s+not|failing)\s+(?:to\s+)?"
    r"(?:stop(?!\s+(?:him|her|them|it|his|the|an?)\b)|pull\s+over|yield)\b"
    r"|\b(?:chase|pursuit)\s+(?:across|through|along|on(?!\s+foot)|down|into|over|began|started|spanned|lasted|reached|topped|crossed|entered|continued|wound|went"
    r"|led|ran|stretched|exceeded|hit\s+speeds)\b(?!\s+(?:on\s+foot|(?:through|over)\s+(?:\w+\s+)?(?:back)?yards?))"
    r"|\b(?:ended|ending|began|started|called\s+off)\s+(?:an?|the)\s+(?:\w+\s+)?(?:chase|pursuit)\b"
    r"|\b(?:chase|pursuit)\b[^.;]{0,40}\b(?:crash\w*|ended|highway|interstate|mph|miles)\b"
    r"|\b(?:mph|miles)\b[^.;]{0,40}\b(?:chase|pursuit)\b|\bchas\w+\s+(?:a|the)\s+(?:stolen\s+)?(?:car|vehicle|truck|suv)\b",
    re.IGNORECASE,
)
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
    r"|rolled\s+up|gun\s+in\s+hand|(?:did\s+not|didn['’]t|never)\s+(?:run|flee)|in\s+(?:his|her)\s+bed|in\s+the\s+doorway"
    r"|(?:drew|pull(?:ed|s)|produced)\s+(?:out\s+)?(?:an?|his|her)\s+(?:[\w-]+\s+){0,2}?(?:\w*gun|pistol|revolver|weapon|knife|firearm)"
    r"|disturbance\b[^.;]{0,20}?\bbetween|argued\s+with|spoke\s+with\s+(?:him|her)|(?:every|one|another)\s+(?:\w+\s+){0,3}?chance|show\s+(?:them\s+)?(?:his|her)\s+hands"
    r"|(?:was|were)\s+(?:firing|shooting|hitting|waving|standing|sitting)|(?:stood|sat)\b)\b",
    re.IGNORECASE,
)
_OFF_DUTY = Cued(
    rf"\boff[\s-]duty\b[^.;]{{0,40}}?\b(?:police|{OFFICER})\b|\b{OFFICER}\b[^.;]{{0,60}}?\boff[\s-]duty\b",
    re.IGNORECASE,
)
_BYSTANDER = Cued(
    r"\b(?:bystanders?|hostages?|neighbou?r|passers?-?by)\b[^.;]{0,40}\b(?:was|were|is|also|been)?\s*(?:\w+ly\s+)?"
    r"(?:shot|struck|hit|wounded|killed)\b|\bstray\s+(?:police\s+)?bullet\b",
    re.IGNORECASE,
)
_ACCIDENT = Cued(
    r"\b(?:accidental(?:ly)?|mistakenly|unintentional(?:ly)?|inadvertent(?:ly)?)\b[^.;]{0,40}?"
    r"\b(?:shot|fired|shoot\w*|discharg\w+|struck|hit|killed|firing)\b"
    r"|\b(?:gun|weapon|shooting)\b[^.;]{0,25}\b(?:accidental\w*|by\s+accident)\b|\bnegligent\s+discharge\b",
    re.IGNORECASE,
)
_SELF = Cued(
    r"\bself-inflicted\b|\b(?:shot|killed)\s+(?:himself|herself)\b"
    r"|\bturn\w*\s+the\s+(?:gun|weapon)\s+on\s+(?:himself|herself)\b|\btook\s+(?:his|her)\s+own\s+life\b",
    re.IGNORECASE,
)


_NOT_KNOWN_WHO = Cued(
    r"\b(?:unclear|not\s+clear|unknown|not\s+known|did\s+not\s+(?:say|know)|whether|could\s+not\s+say)\b[^.;]{0,60}?"
    r"\b(?:shot\s+(?:himself|herself)|self-inflicted|struck\s+by\s+(?:police|officers?)|"
    r"who\s+(?:fired|shot)|killed\s+by\s+police|police\s+(?:bullets?|gunfire))\b",
    re.IGNORECASE,
)


def _claim(
    field: str, value: str | bool, sentence: Sentence, match: re.Match[str], rule: str,
    confidence: float = 0.85,
) -> Claim:  # fmt: skip
    text = sentence.text
    return Claim(
        field,
        value,
        match.group(),
        sentence.span(0, len(text)),
        hedged=hedged(text, *match.span(), deed=True),
        method=f"circumstances/{field}/{rule}",
        confidence=confidence,
    )


#: What is of use near by alone: who has it in hand, and is not told to flee, faced police. A gun
#: says nothing of that: a fifth of real stories with one and no word of flight tell of fugitives.
_NEAR_BY = frozenset(("knife", "other"))


def flight(
    sentences: Sequence[Sentence],
    speakers: Speakers,
    armed: str | None = None,
    others: frozenset[str] = frozenset(),
) -> Iterator[Claim]:
    """How the person shot was fleeing, or (inferred) that they stayed, where they are told to
    face police: a shooting told without a word of either says nothing of flight.

    Who is shot for driving at police, and told nothing else of, is taken to have driven off, and
    who has a knife or a club in hand to have faced them: so coders read it.

    The last told holds: who leaves a car and runs fled on foot, who then takes another, by car.
    A bare "fled" goes by the vehicles near it. Of whom it is said to be unknown, and nothing else
    told, that is the claim ("unknown"): it is not the same as saying nothing. ``others`` are the
    surnames of who was not shot: where they ran tells nothing of it.
    """
    doubt = next((claim for claim in map(_in_doubt, sentences) if claim), None)
    denials = dict(_denials(sentences, speakers))
    denial = next(iter(denials.values()), None)
    if told := _told_last(sentences, denials, others):
        flown = _with_vehicle(*told, sentences)
        yield flown
        if denial and flown.basis is Basis.STATED:
            yield denial  # their word against that of police: both stand
    elif said := denial or doubt:
        yield said
    elif armed == "vehicle":
        yield Claim(
            "fleeing", "car", basis=Basis.INFERRED, method="circumstances/fleeing/drove-at",
            confidence=0.5,
        )  # fmt: skip
    elif armed in _NEAR_BY or any(_STAYED.search(sentence.text) for sentence in sentences):
        yield Claim(
            "fleeing", "not", basis=Basis.INFERRED, method="circumstances/fleeing/none-told",
            confidence=0.5,
        )  # fmt: skip


def _told_last(
    sentences: Sequence[Sentence], denials: Container[int], others: frozenset[str]
) -> tuple[int, Claim] | None:
    """The flight that decided, and which sentence tells it: the title's, else the last."""
    last: tuple[int, Claim] | None = None
    seen: set[str] = set()
    for at, sentence in enumerate(sentences):
        if not _FLIGHTS.may_match(sentence.text) or at in denials or _in_doubt(sentence):
            continue
        for kind, claim in _flights(sentence):
            if _is_by(others, sentence.text, claim.as_written):
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
        for _, told in _flights(sentence):
            if told.value == "car" and told.quote and _tells_vehicle(other, sentences):
                return told
    return Claim(
        "fleeing", "car", basis=Basis.INFERRED, method="circumstances/fleeing/chase", confidence=0.5
    )


_VEHICLE = Cued(
    rf"\b(?:{CAR}s?|vehicles?|driv(?:e|es|er|ers|ing)|drove|motorists?|mph|(?:high|low|slow)[\s-]speed|speeds?|sped|speeding"
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
    return _claim("fleeing", "unknown", sentence, match, "in-doubt") if match else None


def _denials(sentences: Sequence[Sentence], speakers: Speakers) -> Iterator[tuple[int, Claim]]:
    """ "He never ran", say kin, a lawyer, a witness or a video: which sentence, and its claim."""
    for at, sentence in enumerate(sentences):
        match = _DENIED_FLIGHT.search(sentence.text)
        if match and speakers.of(sentence.span(*match.span())).voice in THOSE_THERE:
            yield at, _claim("fleeing", "not", sentence, match, "denied", 0.5)


#: "Police would not say whether he was running": asked, and not told.
_IN_DOUBT = Cued(
    r"\b(?:whether|(?:unclear|unknown|not\s+(?:clear|known|say|said|know)|n['’]t\s+(?:say|know|clear))\s+if)\s"
    r"(?:[\w'’-]+\s+){0,7}?(?:fle(?:e|d|eing)|r[au]n|running|(?:driv|drove|speed|sped|turn|walk)\w*\s+(?:off|away)"
    r"|evad\w+|escap\w+)\b",
    re.IGNORECASE,
)

_DENIED_FLIGHT = Cued(
    r"\b(?:(?:did|was|were|had|is)(?:\s+not|n['’]t)|never)\s+(?:even\s+|just\s+)?(?:(?:trying|going)\s+to\s+|been\s+)?"
    r"(?:r[au]n|running|fle(?:e|d|eing)|(?:get|getting|drive|driving|drove|speed|speeding)\s+(?:off|away)|escap\w+|evad\w+)\b",
    re.IGNORECASE,
)
#: Neither on foot nor by car.
_RIDES = Cued(
    r"\b(?:motorcycl(?:e|es|ist)|(?:motor|mini|dirt)\s?-?bikes?|bikes?|bicycl(?:e|es|ist)|mopeds?|scooters?|ATVs?|four-wheelers?"
    r"|snowmobiles?|jet\s?skis?|golf\s+carts?|horse(?:back)?|skateboards?|boats?|canoe|kayak|tractors?)\b"
    r"(?!\s+(?:officers?|unit|patrol|deput))",
    re.IGNORECASE,
)
_BY_RIDE = Cued(
    r"\b(?:pedal(?:ed|ing)|rode|riding|cycl(?:ed|ing))\s+(?:\w+\s+){0,2}?(?:away|off)\b"
    r"|\b(?:swam|swimming|waded|div(?:ed|ing)|dove|jumped|leap(?:ed|t))\s+(?:\w+\s+)?(?:into|across)\s+(?:an?|the)\s+(?:\w+\s+){0,2}?"
    r"(?:river|lake|creek|canal|bayou|pond|ocean|water|bay|harbor)\b",
    re.IGNORECASE,
)
_FOUR_WHEELS = re.compile(
    r"\b(?:cars?|trucks?|suvs?|vans?|pickups?|sedans?|minivans?|jeeps?|coupe)\b", re.IGNORECASE
)
_WALKED_AT = re.compile(
    r"\b(?:walk|advanc|approach|lung|charg|came|com|step|mov)\w*\s+(?:\w+\s+){0,2}?(?:at|toward|towards|closer|on|(?:to\s+)?within)\b",
    re.IGNORECASE,
)
_LEFT_CAR = re.compile(
    r"\b(?:exit(?:ed|ing)|got\s+out|jump(?:ed|ing)|left|abandon(?:ed|ing)|bail(?:ed|ing))\b",
    re.IGNORECASE,
)


_FLIGHTS = Among(((None, _BY_RIDE), (None, _CAR), (None, _FOOT), (None, _FLED)))


def _flights(sentence: Sentence) -> Iterator[tuple[str, Claim]]:
    """The kinds of flight a sentence tells, each with its claim."""
    text = sentence.text
    if not _FLIGHTS.may_match(text):
        return
    if other_flights.told_in(text):
        return
    riding = _RIDES.search(text) is not None and not _FOUR_WHEELS.search(text)
    if match := _BY_RIDE.search(text):
        yield "other", _claim("fleeing", "other", sentence, match, "other", 0.7)
        return
    drove = match = _CAR.search(text)
    if match and not _police_left(text, match) and not _stood_firm(text, match):
        how = "other" if riding else "car"
        yield how, _claim("fleeing", how, sentence, match, how, 0.7)
    match = _FOOT.search(text)
    noun = match is not None and match.group().lower().endswith(("chase", "pursuit"))
    if match and drove is None and _DROVE_OFF.search(text, 0, match.end()):
        yield "car", _claim("fleeing", "car", sentence, match, "car", 0.6)
    elif match and not noun and _NEVER.search(text, 0, match.start()):
        return
    elif match and (noun or not _by_police(text, match)):
        yield "foot", _claim("fleeing", "foot", sentence, match, "foot", 0.75)
    elif (fled := _FLED.search(text)) and not (
        drove and drove.start() <= fled.start() < drove.end()
    ):
        left = _LEFT_CAR.search(text, 0, fled.start()) is not None
        how = "car" if _MOTOR.search(text) and not left else "foot"
        how = "other" if riding and not left else how
        if how == "foot" and not left:  # "fled the scene" does not say how
            yield "fled", Claim(
                "fleeing", how, basis=Basis.INFERRED, method="circumstances/fleeing/fled",
                confidence=0.5,
            )  # fmt: skip
        else:
            yield "fled", _claim("fleeing", how, sentence, fled, "fled", 0.6)


#: "He saw the officers and sprinted for his car".
_SAW_THEM = re.compile(
    rf"\b(?:saw|seeing|sees|spotted|noticed|heard)\s+(?:the\s+|two\s+|some\s+)?{POLICE}\s+and\s+$",
    re.I,
)


def _by_police(text: str, match: re.Match[str]) -> bool:
    """ "Officers ran across the lot", but not "shot by an officer as he ran"."""
    own = match.group().lower().startswith("as ") or _SAW_THEM.search(text, 0, match.start())
    return not own and _POLICE.search(text, max(0, match.start() - 20), match.start()) is not None


_NEVER = re.compile(
    r"\b(?:(?:did|was|were|had)(?:\s+not|n['’]t)|never)\s+(?:\w+\s+)?$", re.IGNORECASE
)
#: "Put the car in gear and took off".
_DROVE_OFF = re.compile(
    rf"\b(?:put|shifted|threw|start\w*|jumped\s+into|got\s+(?:back\s+)?in(?:to)?)\s+(?:the|his|her|an?)\s+(?:\w+\s+)?{CAR}\b[^.;]{{0,40}}\b(?:took|takes|taking)\s+off\b",
    re.IGNORECASE,
)


def _stood_firm(text: str, match: re.Match[str]) -> bool:
    """ "Walked toward them and would not stop", "the gunfire did not stop": of no driver."""
    about = _WALKED_AT.search(text) or _NO_DRIVER.search(text, 0, match.start())
    return match.group().endswith("stop") and about is not None


_NO_DRIVER = re.compile(
    r"\b(?:gunfire|shots|shooting|bullets|screams?|protests?)\b[^.;]{0,40}$", re.I
)


_LEFT = re.compile(
    r"(?:sped|drove|speeding|driving|peeled|rac\w+|roll\w+|tore|tearing|accel\w+)\s", re.IGNORECASE
)
_POLICE_FIRST = re.compile(
    r"(?:^|[.;]\s)\W*(?:(?:the|two|three|other|some|several)\s+)*"
    rf"{POLICE}\b(?![^.;]*\b(?:when|as|before|after|who|said|says|say|that)\b)"
    r"[^.;]*$",
    re.IGNORECASE,
)


def _police_left(text: str, match: re.Match[str]) -> bool:
    """ "Officers got in their cars and drove away": they are no fugitives."""
    return bool(_LEFT.match(match.group()) and _POLICE_FIRST.search(text, 0, match.start()))


_DID_NOT = re.compile(
    r"\b(?:did\s+not|didn['’]t|never)\s+(?:fire|shoot|discharge)\b", re.IGNORECASE
)
#: "An officer was accidentally shot": beside whoever else was.
_OFFICER_WAS = re.compile(
    rf"\b{OFFICER}\s+(?:was|were|had\s+been)\s+(?:\w+\s+){{0,2}}\w+$",
    re.IGNORECASE,
)
#: "There is no indication that the wound was self-inflicted"
_DENIED = re.compile(
    r"\b(?:no|not|n['’]t|never|whether|if|ruled\s+out)\s+(?:[\w-]+\s+){0,5}$"
    r"|\b(?:determine|say|know\w*|clear|sure)\s+(?:if|whether)\s[^.;]*$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\bwhether\b", re.IGNORECASE)
#: "As either an accident or", "may have been", "several possibilities, including": one of several.
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:either(?:\s+[\w-]+){0,4}|(?:may|might|could)\s+(?:also\s+)?(?:be|have\s+been)(?:\s+[\w-]+){0,3}"
    r"|(?:it\s+is|it['’]s)\s+possible\b[^.;,]{0,40}|(?:possibilit|theor|scenario)\w*[^.;]{0,40}"
    r"|(?:consider|weigh)(?:ing|ed)(?:\s+[\w-]+){0,3}|too\s+(?:early|soon)\s+to\s+(?:say|tell|know)\b[^.;]*)\s+$",
    re.IGNORECASE,
)
_MAY_BE = re.compile(r"\b(?:may|might|could)\s+(?:also\s+)?(?:be|have\s+been)\b", re.IGNORECASE)
#: "An accidental shooting, a suicide or a homicide", "is one theory": what else it may be.
_OR_ELSE = re.compile(
    r"(?:\s+\w+){0,2}(?:,\s+[^.;]{0,60}?,?)?\s+or\s+(?:(?:an?|was|were|if|it|whether|something|as)\s+){0,3}"
    r"(?:\w+ly\s+)?(?:homicide|suicide|murder|reckless|intentional\w*|deliberate\w*|on\s+purpose|self-inflicted|criminal"
    r"|negligent|foul|assault|manslaughter|not\b)"
    r"|[^.;]{0,30}?\bas\s+(?:one|an?)\s+(?:possib\w+\s+)?(?:theory|possibility|scenario|explanation)\b"
    r"|[^.;]{0,30}?\b(?:is|remains|are)\s+(?:\w+\s+)?(?:one\s+)?(?:\w+\s+)?(?:theor|possib|scenario)",
    re.IGNORECASE,
)


def _is_open(text: str, start: int, end: int) -> bool:
    """ "Either an accidental shooting or a homicide": not known to be one."""
    return bool(
        _ONE_OF_SEVERAL.search(text, 0, start)
        or _MAY_BE.search(text, start, end)
        or _OR_ELSE.match(text, end)
    )


#: Field, value, what says so, and the rule's name.
_FLAGS = (
    ("duty", "off", _OFF_DUTY, "off-duty"),
    ("bystander", True, _BYSTANDER, "bystander"),
    ("accidental", True, _ACCIDENT, "accident"),
    ("self_inflicted", "yes", _SELF, "self"),
)
_FLAGGED = Among((field, pattern) for field, _, pattern, _ in _FLAGS)


def scope(passage: Passage, heard: Sequence[Sequence[Gunfire]]) -> Iterator[Claim]:
    """Duty, bystander, accident, self-inflicted, and whether police are said to have hit."""
    able = [one for one in passage.sentences if _FLAGGED.may_match(one.text)]
    for field, value, pattern, rule in _FLAGS:
        for sentence in able:
            match = pattern.search(sentence.text)
            if (
                match
                and field == "accidental"
                and (
                    _OFFICER_WAS.search(sentence.text, 0, match.end())
                    or _is_open(sentence.text, *match.span())
                )
            ):
                continue
            if match and (
                _DENIED.search(sentence.text, 0, match.start()) or _ASKED.search(match.group())
            ):
                continue
            if match and not (field == "duty" and _DID_NOT.search(sentence.text)):
                yield _claim(field, value, sentence, match, rule, 0.75)
                break
    yield from abroad.read(passage, heard)
    yield from _hit_by_police(passage.sentences, heard)


def _hit_by_police(
    sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]]
) -> Iterator[Claim]:
    for sentence in sentences:
        if match := _NOT_KNOWN_WHO.search(sentence.text):
            yield _claim("hit_by_police", "pending", sentence, match, "not-known", 0.7)
            return
    for sentence, events in zip(sentences, heard, strict=True):
        for event in events:
            if event.by_police and event.kind == "verb":
                text = sentence.text
                yield Claim(
                    "hit_by_police", "yes", text[event.start : event.end],
                    sentence.span(0, len(text)), hedged=hedged(text, event.start, event.end),
                    method="circumstances/hit_by_police/told", confidence=0.9,
                )  # fmt: skip
                return
