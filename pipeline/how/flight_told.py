"""Which flight one sentence tells: on foot, by car, by something else; not that of police."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.how import driven_off, on_foot, other_flights
from pipeline.language.actors import ANY_OFFICER, PERSON, POLICE
from pipeline.language.cued import Among, Cued
from pipeline.language.stated import inferred, stated
from pipeline.language.vehicles import CAR
from pipeline.language.whose import Who, bearer
from pipeline.records import Claim, Sentence

_POLICE = re.compile(rf"\b{POLICE}\s+(?:\w+\s+)?$", re.IGNORECASE)
#: Ways of leaving on one's own legs; "ran" alone may be at somebody.
_RUNS = (
    r"(?:(?:ran|runs|running)(?:\s+(?:barefoot|shirtless|naked|headlong|straight))?|bolt(?:s|ed|ing)|sprint\w*|dash(?:es|ed|ing)|dart(?:s|ed|ing)"
    r"|scrambl(?:es|ed|ing)|scamper\w+|took\s+off(?:\s+running)?|takes\s+off|taking\s+off|hightail\w+)"
)
_AWAY = (
    r"(?:away|off|from|behind|between|into|through|around|towards?\s+(?:a|the)\s+(?:\w+\s+)?(?:back|alley|wood|tree|river|creek|field|fence|house|highway|tracks)"
    r"|out\s+(?:of\s+the|the|a|from)\b|and\s+(?:ran|run|fled)|down|across|after|past|when|as|up\s+(?:a|the)|along|for\s+(?:it|the\s+\w+)|with\b"
    rf"|for\s+(?:his|her|their|a)\s+(?:own\s+|parked\s+)?(?:{CAR}|door|house|home|life|lives)\b)"
)
_OBSTACLES = r"(?:fences?|walls?|railings?|balcon(?:y|ies)|(?<!fare\s)gates?|barriers?|hedges?)"
_THE_MAN = rf"(?:him|her|them|(?:the|a)\s+(?:[\w-]+\s+){{0,2}}?(?:{PERSON}s?|pair|two))"
#: "A foot chase", "ran behind a house", "climbed over a fence".
_FOOT = Cued(
    # "a foot chase", "he fled on foot"
    r"\bfoot(?:\s+(?:chase|pursuit)|\s?race)\b"
    r"|\b(?:fled|fleeing|ran|run|running|chas\w+|pursu\w+|(?:took|made)\s+off|(?:went|going)\s+after)\b[^.;]{0,40}\bon\s+foot\b"
    r"|\b(?:left|leaving)(?:\s+(?:the|a)\s+[\w-]+)?\s+on\s+foot\b"
    # "ran behind a house", "took off running down the street"
    rf"|\b{_RUNS}\s+{_AWAY}"
    r"|(?<!been )(?<!was )(?<!were )(?<!being )(?<!his )(?<!her )(?<!their )(?<!the )(?<!a )"
    r"(?<!been\s[\"“])"
    r"\brun\s+(?:away|off|from)\b"
    r"|\bturned\s+(?:and\s+ran|to\s+run)\b"
    # "the man ran", no errand and no store
    r"|\b(?:he|she|they|both|and|m[ae]n|suspects?|teens?|boys?|who|pair|trio)\s+(?:ran|bolted)\b(?!\s+(?:out\s+from|(?:the|his|her)\s+(?!other\b|opposite\b|wrong\b)|an?\s+(?:red|stop|errand|business|shop|store|company)|for\s+(?:office|mayor|sheriff)|track|out\s+of|(?:up|over|in\s+front\s+of)\b|to\s+(?:him|her|help|the\s+(?:man|woman|body))))"
    # "had run into the shed", "saw Orrin run across a field"
    r"|(?<!buses\s)(?<!cars\s)(?<!they\s)(?<!trains\s)\bhad\s+run\b(?=\s+(?:after|from|through|across|down|behind|inside|into)\b)(?!\s+into\s+(?:trouble|debt|money|him|her|them|each|someone))"
    r"|\b(?:saw|seen|see|sees|spotted|watched)\s+(?:[\w’'.-]+\s+){0,4}?(?:run|running)\s+(?:across|through|down|behind|from|away|along|into)\b"
    # "Orrin ran and"
    r"|\b(?!(?:two|three|four|five|six|some|others|both|it|that)\b)(?-i:[A-Z])[\w’'-]+(?:,\s\d\d,)?\s+ran\b(?=[.;]|\s+(?:and|until|when|but)\b)"
    r"|(?:^|[.;]\s)(?:He|She|(?!(?:It|That|This)\b)(?-i:[A-Z])[\w’'-]+)\s+runs\b(?=[.;]|\s+and\b)"
    # "he was running", to no car of his
    rf"|\b(?:he|she|(?!(?:It|That|This|There|Who|Police)\b)(?-i:[A-Z])[\w’'-]+|{_THE_MAN[3:-1]})\s+(?:is|was)\s+running\b(?!\s+(?:for|at|towards?|to)\b(?!\s+(?:his|her|a)\s+(?:own\s+)?{CAR}))"
    r"|\b(?:he|she)\s+was\s+(?:just|only)\s+running\b"
    # "fled through a yard"
    r"|\bfle(?:d|eing)\s+(?:behind|between|over|through\s+(?:the|a)\s+(?:wood|yard|alley|field|house|back))\b"
    # "as he ran", "tried to run", "kept running"
    r"|\bas\s+(?:he|she)\s+ran\b"
    r"|\b(?:tried|trying|began|started|attempted)\s+(?:to\s+run|running)\b(?!\s+(?:over|down)\s+(?:an?|the|him|her|them|his|two|officers|deputies)\b|\s+(?:an?\s|the\s|one\s|two\s)?(?:[\w'’-]+\s+){1,2}?(?:over|down)\b)"
    r"|\bkept\s+(?:on\s+)?running\b"
    # "made a run for it", "made for the woods"
    r"|\bmade\s+(?:a\s+(?:run|break|dash)\s+for|for\s+the\s+(?:\w+\s+)?(?:woods|trees|alley|door|fence|window))\b"
    # "broke free", "twisted from his grip"
    r"|\b(?:broke|breaking|wriggl\w+|pulled|twisted|squirmed)\s+(?:free|loose|from\s+(?:\w+\s+)?(?:\w+['’]s?\s+)?(?:grip|grasp|hold))\b"
    r"(?!,?\s+(?:and|to)\s+(?:\w+\s+)?(?:pull|dr[ae]w|c[ao]me\s+up|grab|produc|reach|point|sw[iu]ng|fire|charg|attack|stab|lung)\w*)"
    # "headed for the trees"
    r"|\b(?:headed|heading|took\s+off|lit\s+out|going)\s+(?:for|into|toward|towards)\s+(?:the|a|some)\s+(?:\w+\s+)?(?:woods|trees?|tree\s?line|alley|back\s+(?:door|fence|yard)|river|creek|fence|brush)\b"
    # "climbed over a fence", "jumped out of a window"
    rf"|\b(?:(?:jump|hop|climb|scal|leap|vault|clamber)\w*|(?:going|went|goes)(?=\s+over))\s+(?:over\s+|from\s+|off\s+)?(?:[\w-]+\s+){{0,3}}{_OBSTACLES}\b"
    r"|\b(?:climb|jump|slip|crawl|leap)\w*\s+(?:out|through)\s+(?:of\s+)?(?:an?|the|his|her)\s+(?:[\w-]+\s+){0,2}?window\b"
    # "slipped out the back"
    r"|\b(?:slip|r[au]n|dash|sneak|snuck|went)\w*\s+out\s+(?:of\s+)?(?:an?|the|his|her)\s+(?:back|rear|side)\b"
    # "chased him through yards"
    r"|\bchas\w+\s+[^.;]{0,40}?\b(?:over|across|through|between|behind|into|down)\s+[^.;]{0,25}?\b(?:fences?|(?:back)?yards?|alleys?|woods?|fields?|courtyards?|gangways?|stairs?|steps)\b",
    re.IGNORECASE,
)
#: Flight of which the words do not say how: "fled", "gave chase", "tried to get away".
_FLED = Cued(
    # "was being chased", "had been pursued"
    r"\b(?:was|were|been)\s+(?:being\s+)?(?:chased|pursued)\b"
    # "fled", "gave chase", "tried to get away"
    r"|\b(?:fled|flees|fleeing|took\s+off(?!\s+(?:his|her|their|most|part|half|much|some|two|three|several|the(?!\s+(?:moment|minute|second|instant|other))|an?|at\s+the\s+(?:shoulder|elbow|wrist|knee|hip))\b)|gave\s+chase|giving\s+chase|elud(?:ed|ing)|outran|escap(?:ed|ing)(?!\s+(?:injur|unhurt|unharmed|serious|death|from\s+(?:prison|jail|custody))))\b"
    r"|\b(?:attempted|tried|trying|attempting)\s+to\s+(?:evade|flee|escape|elude|get\s+away|outrun)\b"
    # "chased the man", "ran after him", "chased Orrin"
    rf"|\b(?:went|ran|going|running|chased|chasing|pursued|pursuing)\s+(?:after\s+)?{_THE_MAN}\b(?!\s+(?:with|to\s+(?:a|the)\s+(?:hospital|jail)))"
    r"|\b(?:chased|chasing)\s+(?-i:[A-Z])[\w’'-]+(?!\s+(?:leads?|charges?|cases?))\b"
    # "tried to get by on the left"
    r"|\b(?:tried|trying|attempted|attempting)\s+to\s+(?:get|slip|squeeze|pull|swing|edge|back)\s+(?:by|past|around|clear|loose)\b"
    # "on his heels"
    r"|\bon\s+(?:his|her|their)\s+heels\b",
    re.IGNORECASE,
)
_MOTOR = re.compile(
    r"\b(?:car|vehicle|truck|suv|van|pickup|sedan|driver|drove|driving|mph|motorcycle)\b",
    re.IGNORECASE,
)
#: "A high-speed chase", "sped away", "refused to pull over".
_CAR = Cued(
    # "a high-speed chase", "three short pursuits", "a pursuit that", "after a chase"
    r"\b(?:two|three|four|several|multiple|short|brief|police)\s+(?:chases|pursuits)\b|"
    # "spike strips", "a PIT maneuver"
    r"\b(?:spike\s+strips?|stop\s+sticks?|tire[-\s]deflation|PIT\s+maneuver|precision\s+(?:immobilization|intervention)\s+(?:technique|maneuver))\b|"
    # "took off with the officer caught in the door"
    rf"\b(?:took\s+off|dr[oi]v\w+|sped|pulled|rolled|accelerat\w+)\b[^.;]{{0,40}}?\bwith\s+(?:an?|the|one)\s+{ANY_OFFICER}\s+(?:\w+\s+)?(?:hanging|caught|clinging|hung|stuck|trapped|holding|half)\b|"
    rf"\bwith\s+(?:an?|the|one)\s+{ANY_OFFICER}\s+(?:\w+\s+)?(?:hanging|caught|clinging|stuck|trapped|holding|half)\b[^.;]{{0,60}}?\b(?:took\s+off|drove|sped|pulled|rolled|accelerated)\b|"
    # "chased him about two miles", "pursued it"
    r"\bchas(?:ed|ing)\s+(?:him|her|them|it)\s+(?:for\s+)?(?:[\w.-]+\s+){1,3}?miles\b|\bpursu(?:ed|ing)\s+it\b|"
    r"\b(?:vehicle|car|(?:high|low|slow)[-\s]speed|freeway|police|traffic|short|brief|county|[\w-]+-(?:mile|minute))\s+(?:chase|pursuit)\b"
    r"|\bpursuit\s+(?:from|that)\b"
    r"|\bpursu(?:ed|ing)\s+(?:an?|the)\s+(?:[\w-]+\s+){0,2}?(?:vehicle|car|truck|suv|van|pickup|motorcycle|driver)\b"
    r"|\b(?:after|during|following)\s+(?:an?\s+)?(?:(?!(?:foot|the|that|this|his|her|their)\b)[\w-]+\s+)?(?:chase|pursuit)\b(?!\s+on\s+foot)"
    # "the vehicle took off"
    r"|\bvehicle\s+took\s+off\b"
    # "led police on a chase", "led deputies through"
    r"|\b(?:led|leads?|leading)\s+(?:[\w-]+\s+){1,7}?on\s+(?:an?|the)\b[^.;]{0,30}\b(?:chase|pursuit)\b"
    rf"|\b(?:led|leading)\s+(?:the\s+)?(?:\w+\s+)?{POLICE}\s+(?:through|across|down|along|over|up)\b"
    # "police went after the car", "followed the truck for two miles"
    rf"|\b{POLICE}\s+(?:\w+\s+)?(?:went|took\s+off)\s+after\s+(?:it\b|(?:the|that)\s+(?:[\w-]+\s+)?{CAR}\b)"
    rf"|\b(?:followed|following|trailed)\s+(?:an?|the|that)\s+(?:[\w-]+\s+){{0,3}}?{CAR}\b[^.;]{{0,20}}?\b(?:for\s+(?:[\w.-]+\s+){{1,3}}miles|across|through|on\s+(?:Interstate|Highway))\b"
    # "the chase came to an end"
    r"|\b(?:chase|pursuit)\s+came\s+to\s+(?:an|its)\s+end\b"
    # "sped away", "raced through", "the car pulled out of"
    r"|\b(?:sped|drove|speeding|driving|peeled|roll\w+|raced|racing|tearing|tore|accelerat\w+)\s+(?:off|away)\b"
    r"|\b(?:sped|raced|tore|barreled|roared|careened)\s+(?:past|from|out\s+of|down|through|onto|along|across)\b"
    rf"|\b{CAR}\s+(?:\w+\s+)?(?:pull|back|mov|speed|sped|lurch)\w*\s+(?:away|off|out\s+of)\b"
    # "drove around a roadblock"
    r"|\b(?:drove|drive|pulled|backed|steered|swerved|went)\s+(?:\w+\s+)?(?:around|past|through)\s+(?:an?|the|two|several)\s+(?:\w+\s+)?(?:cruisers?|patrol|squad|police|roadblock|barricade|spike)"
    # "hit the gas", "floored it"
    r"|\b(?:hit|stepped\s+on|punched|stomped\s+on)\s+the\s+(?:gas|accelerator)\b"
    r"|\b(?:floored|gunned)\s+(?:it|the\s+engine|the\s+car)\b"
    # "fled a traffic stop"
    r"|\bfle(?:d|es|eing)\s+(?:from\s+)?(?:an?|the|that)\s+(?:\w+\s+)?(?:traffic\s+)?stop\b(?!\s+on\s+foot)"
    # "pursued at speeds", "chased him onto the highway"
    r"|\b(?:follow|trail|chas|pursu)\w*\b[^.;]{0,60}\b(?:speeds|mph)\b"
    r"|\b(?:pursu|chas)(?:ed|ing)\b[^.;]{0,60}\b(?:interstate|highway|freeway|turnpike)\b"
    # "blew through a roadblock", "ignored the sirens"
    r"|\bblew\s+(?:past|through)\s+(?:an?|the|several)\s+(?:\w+\s+)?(?:roadblock|checkpoint|police|stop\s+signs?)"
    r"|\bignor\w+\s+(?:the\s+|an?\s+|their\s+|his\s+)?(?:\w+['’]s?\s+)?(?:\w+\s+)?(?:lights?|sirens?)\b"
    # "with two patrol cars behind"
    r"|\bwith\s+(?:\w+\s+){0,3}?(?:(?:squad|patrol|police)\s+cars?|cruisers?)\s+(?:\w+\s+)?(?:behind|in\s+pursuit|chasing|following|on\s+(?:his|her)\s+tail)\b"
    # "the driver kept going", "begged him to stop"
    r"|\b(?:driver|car|vehicle|truck|suv|van|pickup|sedan|motorcycle|he|she)\s+(?:kept\s+(?:going|driving)|drove\s+on|went\s+on\s+for|continued\s+(?:driving|on|for)|sped\s+up|took\s+off\s+(?:at|down|in))\b"
    r"|\b(?:ram|drive)\s+(?:his|her|their)\s+way\s+out\b"
    r"|\bbegg\w+\s+(?:him|her|the\s+driver)\s+to\s+(?:stop|pull\s+over)\b"
    # "tried to drive off", "fled in a"
    r"|\b(?:tried|trying|attempted|attempting)\s+to\s+(?:drive|speed|pull|get)\s+(?:off|away(?!\s+(?:on\s+foot|with))|out\s+of\s+(?:the|a)\s+(?:driveway|lot|parking))\b"
    r"|\bfled\s+in\s+(?:a|an|the|his|her)\b"
    r"|\bfleeing\s+(?:car|vehicle|driver|motorist)\b"
    # "refused to pull over"
    r"|\b(?:refused|failed|did\s+not|would\s+not|failing)\s+(?:to\s+)?(?:stop(?!\s+(?:him|her|them|it|his|the|an?)\b)|pull\s+over|yield)\b"
    # "the pursuit ended", "the chase reached"
    r"|\b(?:chase|pursuit)\s+(?:across|through|along|on(?!\s+foot)|down|into|over|began|started|spanned|lasted|reached|topped|crossed|entered|continued|wound|went|led|ran|stretched|exceeded|hit\s+speeds)\b(?!\s+(?:on\s+foot|(?:through|over)\s+(?:\w+\s+)?(?:back)?yards?))"
    r"|\b(?:ended|ending|began|started|called\s+off)\s+(?:an?|the)\s+(?:\w+\s+)?(?:chase|pursuit)\b"
    r"|\b(?:chase|pursuit)\b[^.;]{0,40}\b(?:crash\w*|ended|highway|interstate|mph|miles)\b"
    r"|\b(?:mph|miles)\b[^.;]{0,40}\b(?:chase|pursuit)\b"
    # "chased a stolen car"
    r"|\bchas\w+\s+(?:a|the)\s+(?:stolen\s+)?(?:car|vehicle|truck|suv)\b",
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
    rf"\b(?:wreck|crash|flipp|total)\w*\s+(?:the|his|her)\s+(?:\w+\s+)?{CAR}\b|"
    r"\b(?:exit(?:ed|ing)|got\s+out|jump(?:ed|ing)|left|abandon(?:ed|ing)|bail(?:ed|ing))\b",
    re.IGNORECASE,
)
_ON_FOOT = re.compile(r"\bon\s+foot\b", re.IGNORECASE)
FLIGHTS = Among(
    (
        *((None, each) for each in (_BY_RIDE, _CAR, _FOOT, _FLED)),
        *(
            (None, each)
            for each in (on_foot.LEGGED, on_foot.BY_GROUND, on_foot.FOLLOWED, on_foot.LOST)
        ),
        (None, driven_off.DRIVEN),
    )
)


def flights(sentence: Sentence) -> Iterator[tuple[str, Claim, tuple[int, int]]]:
    """The kinds of flight a sentence tells, each with its claim and where it stands."""
    text = sentence.text
    if not FLIGHTS.may_match(text) or other_flights.told_in(text):
        return
    text = other_flights.blanked(text)
    if match := _BY_RIDE.search(text):
        yield "other", _flown("other", sentence, match, "other", 0.7), match.span()
        return
    riding = _RIDES.search(text) is not None and not _FOUR_WHEELS.search(text)
    drove = _driven(text)
    ran = _FOOT.search(text)
    if drove and ran is None and _is_speed_of_legs(text, drove):
        yield "speed", _flown("foot", sentence, drove, "foot", 0.6), drove.span()
        return
    how = "other" if riding else "car"
    by_car = drove and (how, _flown(how, sentence, drove, how, 0.7), drove.span())
    if by_car:
        yield by_car
    ran = None if ran and _is_within(ran, drove) else ran  # "took off with the officer caught in"
    noun = ran is not None and ran.group().lower().endswith(("chase", "pursuit"))
    if ran and drove is None and _DROVE_OFF.search(text, 0, ran.end()):
        yield "car", _flown("car", sentence, ran, "car", 0.6), ran.span()
    elif ran and not noun and _NEVER.search(text, 0, ran.start()):
        return
    elif ran and drove is None and _by_wheel(text, ran):
        yield "car", _flown("car", sentence, ran, "car", 0.6), ran.span()
    elif ran and by_car and not noun and _DROVE_THEN.search(text, ran.end(), by_car[2][1]):
        return  # "ran to his truck and sped away"
    elif (
        ran
        and ran.group().lower().startswith("head")
        and on_foot.STILL.search(text, 0, ran.start())
    ):
        return
    elif ran and (noun or not _by_police(text, ran)):
        yield "foot", _flown("foot", sentence, ran, "foot", 0.75), ran.span()
    elif legged := _legged(text, drove):
        yield "foot", _flown("foot", sentence, legged, "foot", 0.7), legged.span()
    elif (fled := _fleeing(text)) and not _is_within(fled, drove):
        yield "fled", _fled(sentence, fled, riding=riding), fled.span()


def _driven(text: str) -> re.Match[str] | None:
    """A flight at the wheel, of neither police nor a trail that "led deputies down the road"."""
    drove = _CAR.search(text)
    if drove and (_police_left(text, drove) or _stood_firm(text, drove)):
        drove = None
    if (
        drove
        and driven_off.GET_AWAY.match(drove.group())
        and on_foot.GOT_OUT.search(text, 0, drove.start())
    ):
        drove = None
    if drove and _LED.match(drove.group()) and not _is_of_somebody(text, drove.start()):
        drove = None
    if drove is None and (drove := driven_off.DRIVEN.search(text)):
        led = _LED.match(drove.group()) is not None
        if _is_of_police(text, drove.start()) or (led and not _is_of_somebody(text, drove.start())):
            return None
    return drove


_DROVE_THEN = re.compile(
    rf"\b{CAR}\b[^.;]{{0,30}}\b(?:sped|drove|took\s+off|peeled|raced|tore|pulled)\b", re.IGNORECASE
)
_LED = re.compile(r"(?:led|leads?|leading)\b", re.IGNORECASE)


def _fleeing(text: str) -> re.Match[str] | None:
    return _FLED.search(text) or on_foot.FOLLOWED.search(text) or on_foot.LOST.search(text)


def _is_speed_of_legs(text: str, drove: re.Match[str]) -> bool:
    """ "He raced across the street and fired over his shoulder": no wheel, and legs."""
    return (
        driven_off.SPEED.match(drove.group()) is not None
        and not on_foot.WHEELS.search(text)
        and driven_off.LEGS_TOLD.search(text) is not None
    )


def _legged(text: str, drove: re.Match[str] | None) -> re.Match[str] | None:
    """ "Lit out", "loped down the levee", "cut through the churchyard"."""
    found = on_foot.LEGGED.search(text)
    if (
        found
        and not _is_of_police(text, found.start())
        and not _NEVER.search(text, 0, found.start())
    ):
        return found
    found = on_foot.BY_GROUND.search(text)
    if found is None or _is_within(found, drove) or _NEVER.search(text, 0, found.start()):
        return None
    at_wheel = on_foot.WHEELS.search(text) and not on_foot.GOT_OUT.search(text, 0, found.end())
    return found if not at_wheel and _is_of_somebody(text, found.start()) else None


def _is_of_somebody(text: str, at: int) -> bool:
    """Is a verb told of a person, and of no officer?"""
    who, _ = bearer(text, at)
    if who is Who.NOBODY:
        told = on_foot.SOMEBODY.search(text, 0, at)
        return told is not None and on_foot.STILL.search(text, 0, at) is None
    return who not in _NO_FUGITIVE


_NO_FUGITIVE = frozenset((Who.BESIDE, Who.OFFICER, Who.ANIMAL))


def _is_of_police(text: str, at: int) -> bool:
    return bearer(text, at)[0] is Who.OFFICER


def _by_wheel(text: str, ran: re.Match[str]) -> bool:
    """ "The driver gave a false name, then took off with": on no feet, where nobody got out."""
    off = _TOOK_OFF.match(ran.group()) is not None
    return off and bool(_MOTOR.search(text)) and not _LEFT_CAR.search(text, 0, ran.start())


_TOOK_OFF = re.compile(
    r"(?:took|takes|taking)\s+off\b(?!.*\b(?:running|on\s+foot)\b)", re.IGNORECASE
)


def _is_within(one: re.Match[str], other: re.Match[str] | None) -> bool:
    if other is None or one.group().lower().startswith("foot"):
        return False
    return one.start() < other.end() and other.start() < one.end()


def _fled(sentence: Sentence, fled: re.Match[str], *, riding: bool) -> Claim:
    """ "Fled" alone goes by the vehicle in its sentence; "fled the scene" does not say how."""
    left = _LEFT_CAR.search(sentence.text, 0, fled.start()) is not None
    on_foot = left or _ON_FOOT.search(sentence.text) is not None
    how = "car" if _MOTOR.search(sentence.text) and not on_foot else "foot"
    how = "other" if riding and not on_foot else how
    if how == "foot" and not on_foot:
        return inferred("fleeing", how, "fled")
    return _flown(how, sentence, fled, "fled", 0.6)


def _flown(
    how: str, sentence: Sentence, match: re.Match[str], rule: str, confidence: float
) -> Claim:
    return stated("fleeing", how, sentence, match.span(), rule, confidence, deed=True)


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
    r"\b(?:(?:did|is|was|were|had)(?:\s+not|n['’]t)|never|(?:nobody|no\s+one)\b[^.;,“”\"]{0,30}?\b(?:is|was))\s+(?:\w+\s+)?$",
    re.IGNORECASE,
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
