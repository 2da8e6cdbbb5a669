"""An officer hit, carried or pinned by a car that somebody drives: the words for it.

A verb of striking or of carrying, an officer as its object, and what of a car does it: its gear
("threw it into reverse and knocked an officer down"), a part of it ("with the open door", "between
his bumper and"), where somebody is carried ("on the hood"), and how far ("for some 70 feet").
"""

from __future__ import annotations

import re

from pipeline.language.actors import ANY_OFFICER, POLICE
from pipeline.language.cued import Cued
from pipeline.language.vehicles import CAR

_NO_PART = (
    r"(?!(?:at|on|by|with|when|as|and|or|before|"
    r"after|who|that|while|for|from|to|of|in|into|if|him|her|them|police|said)\b)"
)
_AN_OFFICER = (
    r"(?:(?:an?|the|one|two|three|both|another|several)\s+(?:of\s+(?:the|two|three|his|her)\s+)?)?"
    rf"(?:{_NO_PART}[\w’'-]+\s+){{0,3}}?{ANY_OFFICER}\b(?:\s+(?-i:[A-Z])[\w’'-]+){{0,2}}"
)
#: "Her" as who is hit, and not "her car".
_PRONOUN = (
    r"(?:him\b|them\b|her\b"
    r"(?=\s*(?:[,.;]|$|(?:across|along|down|up|for|on|by|off|to|into|with|against|between|and|as|about|some|over)\b)))"
)
_STRIKES = (
    r"\b(?:(?:knock|bump|push|hook|press|crush|flatten|haul|tow|pull|toss|scoop|jolt)(?:ed|ing|s|es)"
    r"|(?:shov|nudg|wedg|squeez|sideswip)(?:ed|ing|es)|(?:pin|trap|clip|ram|jam|drag)(?:\w?(?:ed|ing)|s)"
    r"|(?:mow|bowl)(?:ed|n|ing|s)(?:\s+(?:down|over))?|sandwich(?:ed|ing)|caught|catch(?:ing|es)|str[iu]ck|strik(?:es|ing)"
    r"|hit(?:s|ting)?|carr(?:ied|ying|ies)|swept|sweep(?:ing|s)|thr[eo]w(?:ing|n|s)?|flung|r[au]n(?:ning|s)?\s+(?:over|down|into)"
    r"|(?:slam|smash|plow|crash|back|roll|tear|tore|drive|drove|driving)\w*\s+(?:into|over|through))\s+"
)
_CARRIES = (
    r"\b(?:carr(?:ied|ying|ies)|haul(?:ed|ing|s)|tow(?:ed|ing|s)|drag(?:ged|ging|s)|pull(?:ed|ing|s)|swept|sweeping"
    r"|lugg(?:ed|ing)|took|taking|pushed|pushing|shoved|shoving)\s+"
)
_AT = (
    r"(?:(?:head-?on|straight|right|directly|back|backward|fast|full[\s-]speed|full[\s-]throttle|headlong|forward)\s+)?"
    r"(?:at|towards?|into|for)\s+"
)
_GOES = (
    r"\b(?:c[ao]m(?:e|es|ing)|drov?(?:e|es)|driving|went|going|head(?:ed|ing)|charg(?:ed|ing)|rac(?:ed|ing)|sped|shot|barrel\w+|lung(?:ed|ing)"
    r"|lurch\w+|surg\w+|accelerat\w+|aim(?:ed|ing)|reversed|backed|bore|plow\w+|tore|rolled|steered|swerved)\s+(?:the\s+\w+\s+)?"
)
#: "Threw it into reverse", "dropped the car back into drive", "shifted into gear".
_GEAR = (
    r"\b(?:threw|throw(?:s|ing)|put(?:s|ting)?|(?:slam|jam|drop|pop|snap)\w?(?:ed|ing)|(?:shift|kick|jerk|yank|knock)(?:ed|ing|s)|got)\s+"
    r"(?:(?:the|his|her|its|an?|that)\s+(?:[\w-]+\s+){0,2}?[\w-]+\s+|it\s+)?(?:back\s+)?in(?:to)?\s+(?:reverse|drive|gear)\b"
)
#: "Gunned the pickup", "swung the van around and came head-on".
_STEERS = (
    r"\b(?:gunn|floor|revv|swerv|whipp|wheel|steer|aim|point|turn|accelerat|revers|rac|nos|edg|inch|back|driv)(?:ed|ing|s|es)\b"
    r"|\b(?:swung|swings|spun|drove|sped)\b"
)
_PARTS = (
    r"(?:(?:front\s+|rear\s+)?bumper|fender|grille|hood|tires?|wheels?|mirror|trailer"
    r"|(?:open\s+|car\s+|driver['’]s\s+|passenger\s+)*door|plow)"
)
_CRUISER = (
    rf"(?:(?:patrol|squad|police)\s+(?:car|vehicle|SUV|truck)|cruiser"
    rf"|{ANY_OFFICER}['’]s?\s+(?:car|vehicle|SUV|truck))"
)
#: "The lot", "two lanes", "some 70 feet".
_FAR = (
    r"\b(?:across|along|down|up|through)\s+(?:the|an?|two|three|four|several)\s+(?:[\w-]+\s+){0,2}?(?:lot|road|roadway|street|highway|lanes?|pavement|driveway|ramp|blocks?|yard|intersection|median)\b"
    r"|\b(?:for\s+)?(?:(?:about|some|nearly|almost|roughly|around|more\s+than|at\s+least)\s+)?(?:half\s+an?|an?|\d+|two|three|four|five|several|\w+teen|\w+ty)\s+(?:[\w-]+\s+)?(?:feet|yards|blocks?|miles?|meters)\b"
)

#: An officer is hit by a car, whoever the driver is.
RUN_DOWN = Cued(
    # "threw it into reverse and knocked an officer down", "… and came at Deputy Roe"
    rf"{_GEAR}[^.;]{{0,80}}?(?:{_STRIKES}(?:{_AN_OFFICER}|{_PRONOUN})|{_GOES}{_AT}{_AN_OFFICER})"
    # "gunned the pickup toward an officer", "turned the van around and came head-on at a deputy"
    rf"|(?:{_STEERS})\s+(?:the|his|her|its|an?|that)\s+(?:[\w-]+\s+){{0,2}}?{CAR}\b(?:(?!\b(?:away|from)\b)[^.;]){{0,40}}?\b{_AT}{_AN_OFFICER}"
    # "crushed an officer's foot with a truck", "hooked him with the open door"
    rf"|{_STRIKES}{_AN_OFFICER}[^.;]{{0,30}}?\bwith\s+(?:an?|the|his|her|its|their)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{CAR}|{_PARTS})\b"
    # "carried her on the hood"
    rf"|{_CARRIES}(?:{_AN_OFFICER}|him|her|them)\b[^.;]{{0,50}}?\bon\s+(?:the|its|his|her)\s+(?:hood|roof|windshield|trunk|bumper|running\s+board)\b"
    # "carrying the trooper along at the window for some 70 feet"
    rf"|{_CARRIES}{_AN_OFFICER}\b[^.;]{{0,50}}?(?:{_FAR})"
    # "pressed her between his bumper and"
    rf"|{_STRIKES}(?:{_AN_OFFICER}|him|her|them)\s+between\s+(?:his|the|its|an?|two|that)\s+(?:[\w-]+\s+){{0,2}}?(?:{CAR}|{_PARTS}|cruisers?|squad)\b"
    rf"|{_STRIKES}{_AN_OFFICER}\s+(?:up\s+)?(?:against|under|beneath|underneath)\s+(?:his|the|its|an?|that|another)\s+(?:[\w-]+\s+){{0,3}}?(?:{CAR}|{_PARTS}|cruiser|squad)\b"
    # "a deputy was wedged between", "was sandwiched against"
    rf"|\b{ANY_OFFICER}\b[^.;]{{0,45}}?\b(?:was|were|been|being|got)\s+(?:\w+\s+)?(?:wedged|crushed|squeezed|sandwiched|trapped|jammed)\s+(?:against|between|under|beneath|up\s+against)\b"
    # "shoved the cruiser sideways with the deputy inside it"
    rf"|\b(?:shov|push|plow|bulldoz|spun|sp[iu]n|slid|crush|flatten|crash|smash|slamm|hit|str[iu]ck|t-bon|ramm)\w*\s+(?:into\s+)?(?:the|an?|his|her|one|that)\s+(?:[\w’'-]+\s+){{0,2}}?{_CRUISER}\b[^.;]{{0,40}}?\bwith\s+(?:(?:an?|the|one|two)\s+)?(?:{POLICE}|him|her|them)\b[^.;,]{{0,20}}?\b(?:inside|in\s+it|behind\s+the\s+wheel|at\s+the\s+wheel|in\s+the\s+(?:driver['’]s\s+|front\s+)?seat)\b"
    # "using a car as a dangerous instrument"
    rf"|\b(?:{CAR}|it)\s+as\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,2}}?(?:weapon|instrument)\b",
    re.IGNORECASE,
)
_NO_BULLET = (
    r"(?![^.;,]{0,40}?\b"
    r"(?:bullets?|gunfire|rounds?|shots?|shrapnel|fragments?|fists?|punch\w*|bottle|knife|passing|oncoming|another\s+(?:car|driver|vehicle)|ambulance)\b)"
)
#: What befalls an officer, whatever does it: "sent Officer Roe flying", "was thrown onto the hood".
_BEFALLS = Cued(
    rf"{_STRIKES}{_AN_OFFICER}{_NO_BULLET}"
    rf"|\bsen(?:t|ding)\s+{_AN_OFFICER}\s+(?:flying|sprawling|tumbling|spinning|over|into|onto|to\s+the)\b"
    rf"|\b(?:charg|rush)(?:ed|ing)\s+(?:at\s+)?{_AN_OFFICER}"
    rf"|\b{ANY_OFFICER}\b(?:(?!\b(?:who|said|and)\b)[^.;,]){{0,30}}?\b(?:was|were|been|being|got)\s+(?:\w+\s+)?(?:clipped|knocked|thrown|dragged|pinned|carried|tossed|flung|hurled|towed|hauled|swept|bumped|sideswiped|run\s+over|run\s+down|mowed\s+down)\b{_NO_BULLET}"
    # "with Deputy Roe half in the window", "an officer's arm caught in the door"
    rf"|\b{ANY_OFFICER}\b[^.;,]{{0,25}}?\b(?:half\s+in(?:side)?|halfway\s+in(?:side)?|partly\s+in(?:side)?|hanging|clinging|stuck|caught|trapped|(?:still\s+)?leaning|still\s+(?:inside|reaching|holding))\b[^.;]{{0,30}}?\b(?:window|door|car|cab|vehicle|truck|SUV|van|sedan|pickup|mirror|seat\s*belt|frame|inside|it)\b"
    rf"|\b{ANY_OFFICER}\b[^.;,]{{0,20}}?\b(?:on|onto|atop|over|across)\s+(?:the|its|his|her)\s+(?:hood|windshield|roof)\b"
    rf"|\b(?:on|onto|atop)\s+(?:the|its|his|her)\s+(?:hood|windshield|roof)\s+with\s+{_AN_OFFICER}",
    re.IGNORECASE,
)
#: That somebody drives, and that a car moves or hits.
_DRIVES = Cued(
    r"\b(?:drove|driving|sped|speeding|accelerat\w+|floor(?:ed|ing)|stomp\w+|gunn(?:ed|ing)|(?:hit|punch\w+|mash\w+|step\w+\s+on|press\w+)\s+the\s+(?:gas|accelerator)"
    r"|took\s+off|pull(?:ed|ing)\s+(?:away|off|out)|revers(?:ed|ing)|back(?:ed|ing)\s+(?:up|out|over|into|down)|peel\w+\s+(?:out|off|away)"
    r"|(?:jump|leap|hopp|mount)\w*\s+(?:the|a)\s+curb|in(?:to)?\s+(?:gear|reverse|drive)|(?:kept|keep)\s+(?:coming|going|driving))\b"
    rf"|\b(?:wheel|whipp|turn|swung|spun|steer)\w*\s+(?:the|his|her|its)\s+(?:\w+\s+)?{CAR}\b"
    rf"|\b(?:by|with|from)\s+(?:the|his|her|its|a|that)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{CAR}|{_PARTS})\b"
    rf"|\b(?:{_PARTS})\s+(?:\w+\s+)?(?:caught|hit|struck|clipped|knocked|pinned|dragged)\b"
    rf"|\b(?:the|his|her|its|an?)\s+(?:[\w-]+\s+)?{CAR}\s+(?:then\s+|suddenly\s+)?(?:struck|hit|lurched|surged|rolled|leap\w+|jump\w+|shot|lunged|moved|sped|roared|came|went|dragged|carried|knocked|threw)\b",
    re.IGNORECASE,
)
_POLICE_DRIVE = re.compile(
    rf"\b(?:{POLICE}(?:\s+(?-i:[A-Z])[\w’'-]+)?|cruiser|(?:patrol|squad)\s+car)\s+(?:(?:who|that|then|had|also|later|quickly)\s+){{0,2}}$",
    re.IGNORECASE,
)


def run_down(text: str) -> tuple[int, int] | None:
    """Where a sentence tells of an officer hit or carried by a car that somebody else drives.

    >>> told = "He drove off with Deputy Roe half in the window."
    >>> told[slice(*run_down(told) or (0, 0))]
    'Deputy Roe half in the window'
    >>> run_down("He threw an officer to the ground beside a van.")
    >>> run_down("An officer drove him home and was thrown from a horse.")
    """
    match = RUN_DOWN.search(text)
    drives = None if match else _DRIVES.search(text)
    if drives and not _POLICE_DRIVE.search(text, 0, drives.start()):
        match = _BEFALLS.search(text)
    if match is None or _RESCUED.search(text, 0, match.start()):
        return None
    return match.span()


#: "Officers carried a wounded deputy across the road", "an ambulance took".
_RESCUED = re.compile(
    rf"\b(?:{POLICE}|colleagues?|partners?|ambulances?|paramedics?|medics?|firefighters?|helicopters?|neighbou?rs?|bystanders?|crews?)\s+(?:\w+\s+){{0,2}}$"
    r"|\b(?:to\s+keep\s+from|avoid\w*|could\s+have|would\s+have|might\s+have|never|not|n['’]t)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
#: "Thought the car was going to hit him", "feared being run over".
FEARED = re.compile(
    r"\b(?:thought|thinking|believ\w+|fear(?:ed|ing)|afraid|worried|convinced|certain|sure|felt|assumed|figured|perceiv\w+|imagin\w+)\s+(?:that\s+)?"
    r"(?:(?:the|his|her|that|an?|he|she|they|it|one|someone)\s+)?(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
