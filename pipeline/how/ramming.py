"""A car driven at police, or one that went at nobody: the words for it."""

from __future__ import annotations

import re

from pipeline.language.actors import ANY_OFFICER, OFFICER, POLICE
from pipeline.language.cued import Cued
from pipeline.language.vehicles import CAR

_OFFICERS = (
    rf"(?:\w+\s+){{0,3}}?(?:{POLICE}|team\s+members|patrol\s+(?:cars?|vehicles?|SUVs?)|squad\s+cars?|cruisers?"
    r"|them|him|her(?=\s*(?:[,.;]|and\b|as\b|when\b|$))|authorities)\b"
)
_INTO = r"\b(?:at|toward|towards|into|over|down|an?|the|one|in\s+the\s+direction\s+of)\b\s+"
#: "Was dragged by the moving car", not "was hit by a bullet from the car".
_DONE_TO = (
    r"(?:was|were|being|been|is|are|got)\s+(?:\w+\s+){0,2}?(?:struck|hit|dragged|pinned|carried|run\s+over|clipped"
    r"|knocked|thrown|trapped|caught)\b(?:(?!bullet|gunfire|shot|round)[^.;,]){0,40}?\b(?:by|under|between|against|on|with|alongside|beneath)"
    rf"\s+(?:(?!bullet|gunfire|shot|round)[^.;,]){{0,40}}?\b{CAR}\b"
)
#: "Drove into an officer", "backed at two deputies", "rammed a cruiser".
RAMMED = Cued(
    # "drove into an officer", "swerved at deputies"
    rf"\b(?:accelerat\w+|(?-i:dr[oi]v)(?:e|es|en|ing)|backed|backing|revers(?:ed|ing)|ramm?(?:ed|ing)?|slamm\w*|crash\w*|sped|plow\w+|steer\w+|swerv\w+|lurch\w+|barrel\w+|aim\w+|tr(?:ied|ying)\s+to\s+(?:run|hit|strike))\b(?:(?!\b(?:away|off|back)\s+from\b)[^.;]){{0,50}}?{_INTO}{_OFFICERS}"
    # "the car struck an officer", "the truck came at deputies"
    rf"|(?<!at\sthe\s)(?<!near\sthe\s)(?<!by\sthe\s)(?<!outside\sthe\s)(?<!beside\sthe\s)\b{CAR}\b(?:\s+(?!and\b)\w+){{0,4}}?\s+(?:str[iu]c?k\w*|hit|hitting|mov(?:ed|ing)|head(?:ed|ing)|c[ao]m(?:e|ing)|went|going|roll(?:ed|ing)|lurch\w+|clip\w+|drag\w+|pinn\w+|charg(?:ed|ing)|rac(?:ed|ing)|surged|shot\s+forward|veer(?:ed|ing)|pulled)\b[^.;]{{0,40}}?\b(?:at|towards?|into|over|for|an?|the|one|forward)\b,?\s+(?:(?:at|towards?|of)\s+)?(?:the\s+)?{_OFFICERS}"
    rf"|\b{CAR}\b[^.;]{{0,40}}?\b(?:bore|bearing|c[ao]me|coming)\s+down\s+on\s+{_OFFICERS}"
    # "hit an officer with his car"
    rf"|\b(?:str[iu]ck|hit|clipp?ed|pinn?ed|dragg?ed)\s+(?:an?|the|one|two)\s+{_OFFICERS}\s+with\s+(?:an?|the|his|her)\s+(?:\w+\s+){{0,2}}?{CAR}\b"
    # "the car moved in their direction", "a car about to hit him"
    rf"|\b{CAR}\b[^.;]{{0,30}}?\b(?:revers|back|mov|accelerat|c[ao]m|head|roll|drov|driv)\w*\s+(?:\w+\s+)?in\s+(?:his|her|their|(?:an?|the|that)\s+{OFFICER}['’]s)\s+direction\b"
    rf"|\b{CAR}\s+(?:\w+\s+)?(?:about\s+to|going\s+to|would)\s+(?:hit|strike|crush|run\s+(?:over|down))\s+(?:him|her|them|{_OFFICERS})\b"
    # "put the car in reverse"
    r"|\b(?:put|shifted|threw)\s+(?:the|his|her)\s+(?:car|truck|vehicle|SUV|pickup)\s+in(?:to)?\s+(?:reverse|gear|drive)\b"
    rf"|\b{CAR}\b[^.;]{{0,30}}\b(?:as\s+(?:a|the)\s+(?:\w+\s+)?weapon|moving\s+backward|in\s+reverse)\b"
    # "ran down an officer", "drove with an officer on the hood"
    rf"|\b(?:run|ran|running)\s+(?:over|down)\s+(?!to\b|and\b|here)[^.;]{{0,30}}?\b(?:{POLICE}|authorities|them|him)\b"
    r"|\b(?:run|ran|running)\s+(?:over|down)\s+(?:his|her)\s+(?:partner|colleague)\b"
    rf"|\bdr[oi]v\w*\b[^.;]{{0,20}}?\bwith\s+(?:an?|the|his|her|one)\s+(?:partner|{ANY_OFFICER})\s+(?:\w+\s+)?on\s+(?:the|its|her|his)\s+(?:hood|roof|windshield)\b"
    # "run him over", "be run over"
    rf"|\b(?:run|running)\s+(?:him|her|them|{_OFFICERS})\s+(?:over|down)\b"
    r"|\b(?:be|being|getting|been)\s+run\s+over\b"
    # "weaponized his car", "rammed a cruiser"
    rf"|\bweaponiz\w+\s+(?:an?|the|his|her|their)\s+(?:\w+\s+)?{CAR}\b"
    rf"|\bramm(?:ed|ing)\s+(?:his|her|the|its|two|three|several|a)?\s*(?:[\w-]+\s+){{0,4}}?{_OFFICERS}"
    r"|\b(?:car|vehicle|truck|SUV|van|it)\s+as\s+a\s+battering\s+ram\b"
    # "the car pinned Officer Pell", "came backward at officers"
    rf"|\b{CAR}\b[^.;]{{0,30}}?\b(?:str[iu]ck|hit|clipp?ed|pinn?ed|dragg?ed|knocked\s+down)\s+{OFFICER}\b"
    rf"|\b(?:c[ao]m(?:e|es|ing)|went|going|shot|flew|rolled|raced)\s+(?:backwards?|in\s+reverse)\s+(?:at|towards?|into)\s+{_OFFICERS}"
    # "an officer was dragged along", "pinned an officer"
    rf"|\b{ANY_OFFICER}\s+(?:was|were|being|been)\s+(?:\w+\s+)?dragged\s+(?:(?:about|for|nearly|some|more\s+than)\s+)*(?:\d+|several|a\s+(?:block|few)|along|down)\b"
    rf"|\b{ANY_OFFICER}\b(?:\s*,[^.;,]{{1,50}},|\s+(?!and\b)\w+)?\s+{_DONE_TO}"
    rf"|\b(?:dragg(?:ed|ing)|pinn(?:ed|ing))\s+(?:an?|the|one)\s+{_OFFICERS}",
    re.IGNORECASE,
)
_THEM = (
    r"(?:an?\s+|the\s+|one\s+of\s+the\s+|two\s+(?:of\s+the\s+)?|several\s+|(?:his|her)\s+)?"
    rf"(?:[\w’'-]+\s+){{0,2}}?(?:{POLICE}|marshals?|them|him|(?:patrol|squad)\s+cars?|cruisers?)\b"
)
_TO = (
    r"(?:straight|right|directly|back|fast|headlong|forward|backward)?\s*"
    r"(?:at|for|toward|towards|into|over|onto|through)"
)
#: "Hit the gas, pinning one of them", "jumped the curb and bore down on two officers".
DRIVEN_AT = Cued(
    r"\b(?:gunn(?:ed|ing)|floor(?:ed|ing)|revv?(?:ed|ing)?|punch(?:ed|ing)|stomp(?:ed|ing)\s+on|mash(?:ed|ing)|hit(?:ting)?|stepp(?:ed|ing)\s+on|slamm(?:ed|ing)\s+on)\s+(?:the\s+|his\s+|her\s+|its\s+)?"
    rf"(?:gas|engine|accelerator|throttle|motor|it)\b[^.;]{{0,60}}?\b(?:{_TO}|pinn\w+|hit(?:ting)?|str[iu]ck|striking|knock\w+|dragg\w+|clipp\w+|run(?:ning)?\s+(?:over|down)|c[ao]me)\s+(?:{_TO}\s+)?{_THEM}"
    rf"|\b(?:jump|hopp?|mount)(?:ed|ing)\s+(?:the|a)\s+curb\b[^.;]{{0,50}}?\b(?:{_TO}|on|pinn\w+|hit(?:ting)?|str[iu]ck|striking)\s+{_THEM}"
    rf"|\b(?:bore|bear(?:s|ing)|came|coming|barrel\w+)\s+down\s+on\s+{_THEM}"
    rf"|\b(?:spun|swung|whipp\w+|turn\w*|steer\w*|wheel\w+|point\w*|aim\w*|swerv\w+|nos\w+|driv\w+|drove|reversed|backed|accelerat\w+|sped)\s+(?:(?:his|her|the|its|an?|it|around|back)\s+)?(?:(?:[\w-]+\s+)?{CAR}\s+|it\s+)?(?:around\s+|back\s+)?(?:and\s+(?:aim|point|head|c[ao]m)\w*\s+(?:it\s+)?)?{_TO}\s+{_THEM}"
    rf"|\b(?:pinning|dragging|striking|knocking|clipping|running\s+over|sideswiping|hitting)\s+(?!him\b|them\b)(?:one\s+of\s+them\b|{_THEM})"
    rf"|\b(?:knock\w*|str[iu]ck|hit|clipp\w*)\s+{_THEM}[^.;]{{0,30}}?\bwith\s+(?:the|his|her|its)\s+(?:open\s+|car\s+|driver['’]s\s+|side\s+|front\s+|rear\s+)*(?:door|bumper|fender|mirror|hood|grille|trailer|tire|wheel)\b"
    rf"|\b(?:bumper|fender|mirror|grille|car\s+door|open\s+door|front\s+end|tires?|wheels?)\s+(?:\w+\s+)?(?:caught|hit|struck|clipped|knocked|pinned|ran\s+over|dragged)\s+{_THEM}"
    rf"|\b{ANY_OFFICER}\b[^.;]{{0,45}}?\b(?:was|were|been|being|got)\s+(?:\w+\s+)?(?:dragged|pinned|run\s+over|carried)(?=[,.]|\s+(?:about|nearly|almost|some|more|half|several|\w+\s+(?:feet|yards|blocks?)|\d|an?\s|along|down|under|against|between|by|before|when|as|and)\b)"
    rf"|\b(?:ramm(?:ed|ing)|plow(?:ed|ing)\s+into|smash(?:ed|ing)\s+into|crash(?:ed|ing)\s+into)\s+(?:(?:his|her|its|their)\s+way\b|(?:the\s+|an?\s+|two\s+|three\s+|several\s+)?(?:[\w’'-]+\s+){{0,2}}?(?:patrol|squad|police|sheriff['’]s|trooper['’]s|deputy['’]s|deputies['’]|officers?['’]?s?)\s+(?:\w+\s+)?(?:cars?|vehicles?|cruisers?|SUVs?|trucks?|units?)\b|(?:\w+\s+)?cruisers?\b)"
    rf"|\b(?:began|started|kept|tried)\s+(?:to\s+ram\b|ramming\b)"
    rf"|\b(?:{CAR}|it)\s+(?:then\s+|suddenly\s+)?(?:lurch\w*|jerk\w*|lung\w*|surg\w*|leap\w*|leapt|revv\w*|jump\w*)\s+(?:forward|backward|back\s+and\s+forth|toward|at)\b"
    rf"|\b{CAR}\b[^.;]{{0,60}}?\b(?:lurch|leap|leapt|lung|surg|jerk)\w*\s+{_TO}\s+{_THEM}"
    rf"|\b(?:took\s+off|drove|driving|sped|pulled\s+away|accelerat\w+)\b[^.;]{{0,40}}?\bwith\s+(?:an?|the|one)\s+{ANY_OFFICER}\s+(?:\w+\s+)?(?:hanging|caught|clinging|stuck|trapped|half)\b"
    rf"|\bwith\s+(?:an?|the|one)\s+{ANY_OFFICER}\s+(?:\w+\s+)?(?:hanging|caught|clinging|stuck|trapped|half)\b[^.;]{{0,60}}?\b(?:took\s+off|drove|sped|pulled|accelerated)\b"
    rf"|\b(?:hit|struck)\s+(?:an?|one|two|three|several|both)\s+(?:patrol|squad|police|deput(?:y|ies)['’]s?)\s+(?:cars?|vehicles?|cruisers?|SUVs?)\b"
    rf"|\bus(?:ed|ing)\s+it\s+to\s+(?:plow|ram|hit|strike|run|pin)\b"
    rf"|\b{ANY_OFFICER}\b[^.;]{{0,40}}?\b(?:dove|dive|diving|jump(?:ed|ing)?|leap(?:ed|t|ing)?|roll(?:ed|ing)?|scrambl\w+|step(?:ped|ping)?)\s+(?:out\s+of\s+(?:the|his|her|its)\s+(?:way|path)|aside|clear)\b"
    rf"|\b(?:he|she|driver)\s+(?:then\s+)?revved\s+(?:forward|backward)"
    rf"|\bus(?:ed|ing)\s+(?:the|his|her|an?|its)\s+(?:\w+\s+)?{CAR}\s+(?:as\s+(?:an?\s+)?(?:\w+\s+)?weapon|to\s+(?:ram|hit|strike|run))\b",
    re.IGNORECASE,
)
#: "Fired, striking an officer": hit by no car.
BY_BULLET = re.compile(
    r"\b(?:fir(?:ed|ing)|shots?|shooting|rounds?|bullets?|gunfire)\b[^.;]{0,60}?\b(?:striking|hitting|pinning|knocking|clipping|str[iu]c|hi)$"
    r"|\b(?:fir(?:ed|ing)|shots?|shooting|rounds?|bullets?|gunfire)\b[^.;]{0,60}?,\s+[a-z]$",
    re.IGNORECASE,
)
MOTOR = re.compile(
    rf"\b(?:{CAR}|(?:steering\s+)?wheel|the\s+gas|engine|accelerator|throttle|curb|windshield|bumper|fender|driver|drove|(?-i:driv)(?:e|ing)|accelerat\w+|reversed?|reversing|backed\s+(?:over|into))\b",
    re.IGNORECASE,
)
RUN_OVER = re.compile(
    r"\b(?:run|ran|running)\b.*\b(?:over|down)\b|\bramm|\brevv|\bdragged\s+(?:about\s+)?\d",
    re.IGNORECASE,
)
#: A car that went at nobody, as those in it or beside it tell.
NO_THREAT = Cued(
    rf"\b(?:{CAR}|it|she|he)\s+(?:(?!that\b|which\b|who\b)\w+\s+)?(?:was|were|had\s+been)\s+(?:(?!not\b|never\b)\w+\s+){{0,2}}?(?:barely\s+(?:rolling|moving)|rolling\s+(?:back\w*|away)"
    r"|stationary|parked|stopped|not\s+moving|moving\s+away|backing\s+(?:up|away)|going\s+(?:no|backward|away)|trying\s+to\s+(?:get\s+(?:turned|around|away|past|out)"
    r"|leave|back\s+up|go\s+around|turn\s+around|steer\s+away|drive\s+away)|turned\s+away)"
    r"|\b(?:was|were)(?:n['’]t|\s+not|\s+never)\s+(?:\w+\s+)?(?:a\s+threat|in\s+danger|in\s+the\s+path|moving)"
    r"|\bin\s+no\s+(?:position\s+to\s+be|danger\s+of\s+being)\s+(?:struck|hit|run)\b|\bdenies\s+that\s+the\s+\w+\s+was\s+a\s+threat"
    r"|\bhands\s+on\s+the\s+wheel\b|\bbrake\s+lights\s+(?:were\s+)?on\b|\b(?:engine|motor|ignition)\s+(?:was\s+)?off\b"
    rf"|\bafter\s+the\s+{CAR}\s+had\s+passed\b|\bbeside\s+(?:the\s+)?(?:him|her|them|{CAR})\b[^.;]{{0,20}}\bnot\s+in\s+front\b",
    re.IGNORECASE,
)
