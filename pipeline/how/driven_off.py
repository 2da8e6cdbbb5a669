"""Leaving at the wheel in other words than "sped away": "kept going when a deputy lit him up"."""

from __future__ import annotations

import re

from pipeline.language.actors import POLICE
from pipeline.language.cued import Cued
from pipeline.language.vehicles import CAR

_ROAD = (
    r"(?:U\.S\.|US\s\d|N\.M\.|Route|Rt\.|Highways?|Hwy\.?|Interstate|I-\d|(?-i:[A-Z])[\w’'-]+\s+(?:Road|Street|Avenue|Boulevard|Lane|Drive|Parkway|Pike|Turnpike)|turnpike|freeway|expressway|parkway"
    r"|miles?\b|speeds?\b|mph|county\s+line|counties|towns|streets|back\s+roads|gravel\s+roads?|(?:State|County|Farm)\s+Road)"
)
_TOWARD = (
    r"(?:(?:north|south|east|west)\w*|up|down|along|over|through|across|on"
    r"|onto|into|for|out|past|around)"
)
_LIGHTS = (
    r"(?:lights?\s+and\s+sirens?|blue\s+lights?|emergency\s+lights?|flashing\s+lights?|sirens?|lit\s+(?:him"
    r"|her|it|them)\s+up|patrol\s+(?:car|vehicle)s?|cruisers?|squad\s+cars?)"
)
_ONWARD = (
    r"(?:kept|keeps|keep)\s+(?:right\s+)?(?:on\s+)?(?:going|driving|rolling|moving|heading|plowing|north|south|east|west)\w*"
    r"|(?:carried|rolled|drove|went|pressed|plowed|rode|kept)\s+(?:right\s+)?on(?:ward)?|continued(?:\s+on)?"
)
_OFF = (
    r"(?:away|off\b(?!\s+(?:duty|the\s+record))|out\s+(?:of|onto|into|toward|from)|(?:back\s+)?(?:onto|on\s+to)\s+(?:the\s+)?(?:highway|road|street|freeway|interstate|shoulder|"
    rf"{_ROAD})|back\s+(?:onto|on)\s+{_ROAD}|over\s+(?:the|an?)\s+(?:\w+\s+)?(?:median|curb|sidewalk|lawn|grass|berm)|past\s+(?:the\s+|two\s+|an?\s+)?{POLICE})"
)
#: What a driver does who leaves.
DRIVEN = Cued(
    # "kept going when a deputy lit him up", "carried on for nine miles"
    rf"\b(?:{_ONWARD})\b[^.;]{{0,40}}?\b(?:for\s+(?:\w+\s+){{1,3}}miles|(?:when|past|through|despite|without\s+stopping\s+for|ignoring|with)\b[^.;]{{0,40}}?\b{_LIGHTS}|with\s+(?:\w+\s+){{1,3}}?{POLICE}\s+(?:behind|following|in\s+tow))"
    rf"|\b{_LIGHTS}\b[^.;]{{0,60}}?\b(?:kept|keeps)\s+(?:right\s+)?(?:on\s+)?(?:going|driving|rolling)\b"
    # "led deputies from three counties down State Road 12"
    rf"|\b(?:led|leads|leading)\s+(?:[\w-]+\s+){{0,2}}?{POLICE}\s+(?:from\s+(?:[\w-]+\s+){{1,5}}?)?(?:on\s+)?{_TOWARD}\b[^.;]{{0,45}}?\b{_ROAD}"
    # "ran two stop signs"
    r"|\b(?:ran|running|blew|blowing|rolled|rolling|raced|drove|sped|went|barrel\w+)\s+(?:through\s+|past\s+)?(?:an?|the|two|three|four|five|six|several|multiple|\d+)\s+(?:\w+\s+)?(?:stop\s+signs?|red\s+lights?|stop\s?lights?|traffic\s+lights?)\b"
    # "went around the roadblock", "swung around the officers' cars"
    r"|\b(?:went|drove|swung|steered|swerved|cut|squeezed|weaved|wove|veered|maneuvered|slipped)\s+(?:\w+\s+)?(?:around|between|past)\s+(?:an?|the|two|three|several|their|his)\s+(?:[\w’'-]+\s+){0,2}?(?:roadblocks?|barricades?|patrol\s+(?:cars?|vehicles?)|cruisers?|squad\s+cars?|police\s+(?:cars?|vehicles?)|officers['’]\s+(?:cars?|vehicles?)|spike)"
    # "blew past a trooper", "rolled through the checkpoint"
    rf"|\b(?:blew|roll(?:ed|s)|drove|sailed|barrel(?:ed|s)|raced|sped|cruised|flew|zoomed|roared|swept|plowed|smashed|crashed)\s+(?:right\s+|straight\s+)?(?:past|by|through|around)\s+(?:an?\s+|the\s+|two\s+|several\s+)?(?:\w+\s+)?(?:{POLICE}|cruisers?|checkpoint|roadblock|barricade|spikes?|(?:guard\s+)?gate|fence)\b"
    # "nosed the Buick around the cruiser"
    rf"|\b(?:nos|steer|swerv|eas|maneuver|guid|wheel|pull|squeez)\w*\s+(?:the|his|her|it)\s+(?:(?:\w+\s+)?{CAR}\s+)?(?:around|past|between)\s+(?:an?|the|two)\s+(?:\w+\s+)?(?:cruisers?|(?:patrol|squad|police)\s+(?:cars?|vehicles?)|{POLICE}|roadblock|barricade)\b"
    # "paid the blue lights no mind"
    r"|\b(?:paid|paying)\s+(?:the\s+)?(?:\w+\s+)?(?:lights?|sirens?)\s+no\s+(?:mind|heed|attention)|\b(?:paid|paying)\s+no\s+(?:mind|heed|attention)\s+to\s+(?:the\s+|his\s+|an?\s+)?(?:[\w’'-]+\s+){0,2}?(?:lights?|sirens?)\b"
    # "whipped a U-turn", "went the wrong way up the ramp"
    r"|\b(?:made|whipp\w+|pull\w+|swung|hung|did)\s+an?\s+(?:\w+\s+)?U-turn\s+and\s+\w+|\b(?:drove|went|sped|headed|turned)\s+the\s+wrong\s+way\s+(?:up|down|on|onto|along|in)\b"
    # "the SUV was leaving the lot when an officer shot"
    rf"|\b{CAR}\s+was\s+(?:\w+\s+)?(?:leaving|pulling\s+away|driving\s+(?:away|off)|moving\s+(?:away|off)|backing\s+(?:away|out)|past)\b"
    # "took deputies on a ride"
    rf"|\b(?:took|takes|taking)\s+(?:the\s+|two\s+|several\s+)?(?:\w+\s+)?{POLICE}\s+on\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}?(?:chase|pursuit|ride|drive|run|tour)\b"
    # "showed no sign of stopping"
    r"|\b(?:showed|gave|with|showing)\s+no\s+(?:signs?|intention)\s+of\s+(?:stopping|slowing|pulling\s+over|yielding)"
    # "would not be waved over"
    r"|\b(?:would\s+not|wouldn['’]t|refused\s+to)\s+be\s+(?:waved|flagged|pulled)\s+(?:over|down)\b"
    # "sideswiped a cruiser and kept going"
    rf"|\b(?:sideswip|clipp|ramm|hit|struck|bump|scrap)\w*\s+(?:an?|the|two|one)\s+(?:[\w’'-]+\s+){{0,2}}?(?:cruisers?|(?:patrol|squad|police|parked)\s+(?:cars?|vehicles?)|{CAR})\s+and\s+(?:then\s+)?(?:got\s+back|drove|kept|sped|continued|took\s+off|went\s+on|headed|turned)\b"
    # "was turning onto Elm Street when the deputy fired"
    rf"|\b(?:was|were|had\s+been)\s+(?:turning|pulling|backing|driving|swinging|heading|rolling|easing)\s+(?:away|off|out|onto|back\s+onto|down|up|past)\b[^.;]{{0,40}}?\b(?:when|as|before)\s+(?:the\s+|an?\s+|two\s+|one\s+)?(?:{POLICE}|(?-i:[A-Z])\w+|he|she|they)\s+(?:\w+\s+)?(?:fired|shot|opened\s+fire|began\s+(?:firing|shooting)|started\s+(?:firing|shooting))"
    # "ran from a traffic stop"
    rf"|\b(?:ran|run|running|took\s+off)\s+from\s+(?:an?|the|that)\s+(?:(?!foot\b)[\w’.-]+\s+){{0,3}}?(?:traffic\s+stop|checkpoint|weigh\s+station)\b(?!\s+on\s+foot|[^.;]{{0,40}}\b(?:toward|into|through|across|jump|climb|hopp|stumbl|fence))"
    # "the Jeep rolled out of the lot", "pulled back onto the highway"
    rf"|\b{CAR}\s+(?:(?:then|had|suddenly|slowly)\s+)?(?:roll(?:ed|ing)|pull(?:ed|ing)|back(?:ed|ing)|lurch(?:ed|ing)|eas(?:ed|ing)|nos(?:ed|ing)|jump(?:ed|ing)|bounc(?:ed|ing)|shot|squeal(?:ed|ing)|swung|screech(?:ed|ing)|fishtail(?:ed|ing)|turn(?:ed|ing)|head(?:ed|ing))\s+{_OFF}"
    rf"|\b(?:pull(?:ed|s)|swung|eas(?:ed|es)|nos(?:ed|es)|whipp(?:ed)|drove|swerv(?:ed|es))\s+(?:right\s+)?back\s+(?:out\s+)?(?:onto|on|into)\s+(?:the\s+)?(?:highway|road|street|freeway|interstate|traffic|{_ROAD})"
    rf"|\b(?:jump(?:ed|s)|hopp(?:ed|s)|cross(?:ed|es)|lurch\w+\s+over)\s+(?:the|an?)\s+(?:\w+\s+)?(?:median|curb)\s+and\s+(?:head|sp[e]d|race|took|drove|kept|turn)\w*\b"
    r"|\b(?:peel(?:ed|s|ing)|squeal(?:ed|s|ing)|screech(?:ed|ing)|fishtail(?:ed|ing)|burn(?:ed|t)\s+rubber)\s+(?:off|away|out\s+of|out(?:\s+onto)?|from|onto|down)\b"
    # "did not slow for the sirens"
    rf"|\b(?:did\s+not|didn['’]t|would\s+not|wouldn['’]t|never|refused\s+to|failed\s+to|without)\s+(?:even\s+)?(?:slow(?:ed|ing)?|stopp?(?:ed|ing)?|brak(?:e|ed|ing)|heed(?:ed|ing)?|pull(?:ed|ing)?\s+over)(?:\s+down)?(?:\s+(?:his|her|the)\s+(?:\w+\s+)?{CAR})?\s+(?:(?:for|at|despite|to)\s+)?(?:the\s+|his\s+|her\s+|their\s+|an?\s+)?(?:[\w’'-]+\s+){{0,2}}?(?:lights?|sirens?)\b",
    re.IGNORECASE,
)
#: "Climbed out and tried to get away": in no car.
GET_AWAY = re.compile(r"(?:tried|trying|attempted|attempting)\s+to\s+get\s+away", re.IGNORECASE)
#: A gear put in, a car that moves, in front of police, and is said to have hit or aimed at nobody.
MOVED_OFF = Cued(
    rf"\b(?:puts?|putting|thr[eo]ws?|shift(?:s|ed|ing)|dropp(?:ed|ing)|drops|slamm(?:ed|ing)|slams|shov(?:ed|ing)|jamm(?:ed|ing)|popp(?:ed|ing)|kick(?:ed|ing)|knock(?:ed|ing)|slipp(?:ed|ing)|yank(?:ed|ing)|slapp(?:ed|ing)|jerk(?:ed|ing))"
    rf"\s+(?:it\s+|(?:the|his|her)\s+(?:\w+\s+)?(?:{CAR}|shift(?:er)?|gear\s?shift|gear\s+lever|transmission)\s+)?(?:back\s+)?in(?:to)?\s+(?:gear|drive|reverse)\b"
    rf"|\b{CAR}\s+(?:\w+\s+)?(?:moved|moves|rolled|rolls|lurched|lurches|jerked|jumped|inched|surged|backed|backs)"
    r"(?:\s+(?:forward|backward|ahead|back|past|up|over|off)\b|(?<=lurched)(?=[,.]|\s+when\b))",
    re.IGNORECASE,
)
#: Speed, of legs as of wheels: "sped across the street", "tore out of the shop".
SPEED = re.compile(
    r"(?:sped|raced|racing|tore|tearing|barreled|careened|roared|flew)\s+(?:past|from|out\s+of|down|through|onto|along|across|off|away)$",
    re.IGNORECASE,
)
#: What tells legs: "over his shoulder", "with a pistol in his hand", "down the stairs".
LEGS_TOLD = re.compile(
    r"\bover\s+(?:his|her)\s+shoulder|\bwith\s+(?:an?|the)\s+(?:[\w-]+\s+){0,2}(?:pistol|gun|handgun|rifle|knife|revolver|bag)\b"
    r"|\b(?:stairs|stairwell|lobby|hallway|corridor|aisle|sidewalk|(?:school|church)?\s?yards?)\b|\b(?:officers?|of\s+them)\s+(?:behind|at)\s+(?:him|her|his)\b"
    r"|\bout\s+of\s+(?:the|an?)\s+(?:[\w-]+\s+){0,2}?(?:shop|store|bank|house|home|building|apartment|restaurant|bar|pharmacy|office|station)\b",
    re.IGNORECASE,
)
