"""Leaving on one's own legs in other words than "ran": "lit out", "loped down the levee".

Three kinds of words: such as mean flight by themselves ("took to his heels"); such as are of legs
and want a way ("loped down"); and such as tell of anything that moves ("cut", "made for"), which
want ground as well that nobody drives on ("cut through the churchyard").
"""

from __future__ import annotations

import re

from pipeline.language.actors import ANY_OFFICER, PERSON, POLICE
from pipeline.language.cued import Cued
from pipeline.language.vehicles import CAR

#: Flight by itself, on foot unless a car is told of.
_IDIOMS = (
    r"(?:lit|lights|lighting)\s+out(?=\s+(?:for|through|across|down|up|into|over|between|along|past|toward|on\s+foot)|[.,;]|\s+(?:when|as|at|with|before|after)\b)"
    r"|(?:took|takes|taking)\s+to\s+(?:his|her|their)\s+heels|turn(?:ed|s)\s+tail|beat\s+feet|hoof(?:ed|ing)\s+it|(?:book|leg|hightail|high-tail|hot-?foot)(?:ed|ing)\s+it|skedaddl\w+"
    r"|(?:took|takes|taking)\s+flight\b(?!\s+(?:from|to)\s+(?-i:[A-Z]))|cut\s+and\s+run|broke\s+into\s+a\s+(?:run|sprint|trot|dead\s+run)"
    r"|beat\s+it(?=\s+(?:down|up|out|through|across|over|into|for)|[.,;])|(?:set|started)\s+off\s+(?:running|at\s+a\s+(?:run|sprint|trot))|(?:left|going|went|was\s+off|took\s+off|came\s+out)\s+at\s+a\s+(?:dead\s+)?(?:run|sprint|gallop)"
)
#: What legs do, and cars hardly.
_LEGS = (
    r"(?:lop(?:ed|es|ing)|trott(?:ed|ing)|trots|jogg(?:ed|ing)|scurr(?:ied|ies|ying)|scuttl(?:ed|ing)|scoot(?:ed|ing)|hurtl(?:ed|ing)|pound(?:ed|ing)(?=\s+(?:down|up|across|along))|hustl(?:ed|ing)|bound(?:ed|ing)|gallop(?:ed|ing)"
    r"|zig-?zagg(?:ed|ing)|sprint(?:ed|s|ing)|bolt(?:ed|s|ing)|dash(?:ed|es|ing)|dart(?:ed|s|ing)|scamper(?:ed|ing)|scrambl(?:ed|ing)|shimm(?:ied|ying)|clamber(?:ed|ing)|(?:stumbl|limp|hobbl|stagger|lurch|shuffl|crawl)(?:ed|ing)\s+(?:off|away)|r[au]n\s+on)"
)
_WAY = (
    r"(?:away|off|from|out\s+of|out\s+the|through|across|down|up|along|between"
    r"|behind|into|past|around|under|over)"
)
#: What anything may do that moves, on ground or through water.
_MOVES = (
    r"(?:cut(?:s|ting)?|duck(?:ed|ing)|slip(?:ped|s|ping)|slid|sn(?:eaked|uck|eaking)|slunk|stole\s+away|squeez(?:ed|es|ing)|crawl(?:ed|s|ing)|wriggl(?:ed|es|ing)|vanish(?:ed|es|ing)"
    r"|disappear(?:ed|s|ing)|melt(?:ed|s|ing)|plung(?:ed|es|ing)|div(?:ed|es|ing)|dove|crash(?:ed|es|ing)|wad(?:ed|es|ing)|head(?:ed|s|ing)(?:\s+off)?|struck\s+(?:out|off)"
    r"|tore|tear(?:s|ing)|rac(?:ed|es|ing)|hurr(?:ied|ies|ying)|scal(?:ed|es|ing)|jump(?:ed|s|ing)|leap(?:ed|t|s|ing)|hopp(?:ed|ing)|hops|vault(?:ed|s|ing)|weav(?:ed|es|ing)|wove|dodg(?:ed|es|ing)"
    r"|push(?:ed|es|ing)|broke|breaks|start(?:ed|s)|took\s+off|made\s+off|makes\s+off|went\s+off|darted|flew|sped|hot-footed|(?:went|goes)(?!\s+through)|ran|burst|pop(?:ped)|tumbl(?:ed|es)|spill(?:ed)|barrel(?:ed|ing)|scoot(?:ed)|kept\s+(?:on|going|running)"
    r"|made\s+it(?:\s+(?:as\s+far\s+as|only|about|nearly|to|out|over|across|down|\w+\s+(?:feet|yards|steps)))?|got\s+(?:as\s+far\s+as|over|across|through|away)|(?:was|were)(?:\s+already)?(?:\s+(?:gone|off|away|out|halfway|(?:half|part)\s*way))?(?=\s+(?:through|over|out|across|down|up)\b))"
)
_THROUGH = (
    r"(?:(?:straight|right|headlong|back|out|off|up|down|on)\s+)?(?:through|across|into|between|behind"
    r"|over|under|beneath|down|up|along|toward|towards|for|past)"
)
#: Ground that nobody drives on.
_GROUND = (
    r"(?:woods?|woodlot|trees?|tree\s?line|timber|forest|brush|bush(?:es)?|thickets?|underbrush|undergrowth|briars?|brambles?|cane|canebrake|(?:standing\s+)?corn|corn\s?fields?|cotton|tobacco|beans|wheat|rows|pastures?|orchards?"
    r"|groves?|swamps?|marsh(?:es)?|weeds|reeds|cattails|(?:tall|high)\s+grass|hedges?|hedgerows?|alleys?|alleyways?|(?:back|side|court|church|school|rail|junk|barn)?\s?yards?|gangways?|breezeways?|walkways?|railroad\s+tracks|train\s+tracks|tracks|ravines?|gull(?:y|ies)|gulch|arroyo|culverts?"
    r"|creek(?:\s?bed)?|river\s?bank|levees?|embankments?|berms?|bluffs?|hillsides?|stairwells?|stairs|fire\s+escapes?|roof\s?tops?|gap\s+in|hole\s+in|fences?|walls?|playgrounds?|ball\s?fields?|ball\s+diamonds?|fields?|trails?|foot\s?bridges?|canals?|drainage|storm\s+drains?"
    r"|cemeter(?:y|ies)|graveyards?|boatyards?|dumpsters|parked\s+(?:cars|trucks|trailers)|rail\s+cars|box\s?cars|trailers|garden|gardens|crowd|lobby|escalators?|food\s+court|concourse|subway\s+stairs|garden\s+beds?|soccer\s+fields?|sumac|pines|cedars|scrub|mesquite|sagebrush|palmetto(?:e?s)?|kudzu|bank|railroad\s+cut|dunes|beach|boardwalk|picnic\s+tables?|carports?|sheds?|(?:back|side|rear|screen|kitchen|patio|sliding|garage|stage|emergency)\s+(?:door|exit|window|gate))\b"
)
_A = (
    r"(?:(?:the|an?|some|two|several|his|her|their|its|neighboring"
    r"|standing)\s+)?(?:(?!(?:road|highway|police)\b)[\w’'-]+\s+){0,2}?"
)
LEGGED = Cued(
    rf"\b(?:{_IDIOMS})(?!\s+in\s+(?:an?|the|his|her)\s+(?:\w+\s+)?{CAR}\b)"
    rf"|\b{_LEGS}\s+(?:\w+ly\s+)?{_WAY}\b(?!\s+(?:(?:an?|the|one|two)\s+)?{POLICE}\b)"
    # "vaulted a picnic table"
    r"|\b(?:vault(?:ed|s)|hurdl(?:ed|es)|scal(?:ed|es)|leapfrogg?ed)\s+(?:over\s+)?(?:an?|the|two|three|several)\s+(?!(?:[\w-]+\s+)?counter\b)[\w-]+"
    # "shook off the deputy's hand", "slipped his grip"
    rf"|\b(?:shook|shrugged|threw|wrenched|jerked|tore|yanked|slipped|squirmed|wriggled)\s+(?:off|free|loose|out|away|from|his|her|the)\b[^.;]{{0,40}}?\band\s+(?:ran|run|took\s+off|made|headed|fled|beat\s+it|bolted|sprinted|was\s+gone)\b"
    # "hopped the tracks and kept going"
    r"|\b(?:hopp(?:ed|ing)|hops|vault(?:ed|s)|leap(?:ed|t|s)|clear(?:ed|s)|crossed)\s+(?:over\s+)?(?:the|an?)\s+(?:[\w-]+\s+){0,2}?[\w-]+\s+and\s+(?:kept\s+(?:on\s+)?(?:going|moving)|was\s+gone|(?:went|carried)\s+on)\b",
    re.IGNORECASE,
)
#: Of whatever moves: asked besides who it was, and whether somebody drove.
BY_GROUND = Cued(
    rf"\b{_MOVES}\s+{_THROUGH}\s+{_A}{_GROUND}(?!\s+(?:in|and\s+shot|toward|at)\s+(?:an?\s+)?(?:{ANY_OFFICER}|him|her|them)\b)"
    rf"|\b(?:made|makes|making)\s+(?:off\s+)?(?:for|toward)\s+{_A}(?:{_GROUND}|(?:doors?|windows?|exits?|stairs|street|river|water|bridge|parking\s+lot)\b)"
    rf"|\b(?:drop(?:ped|s)|jump(?:ed|s)|leap(?:t|ed|s))\s+(?:down\s+)?(?:from|off)\s+(?:of\s+)?(?:the|an?|his|her)\s+(?:[\w-]+\s+){{0,2}}?(?:balcon(?:y|ies)|roof|porch\s+roof|platform|dock|ledge|landing)\b[^.;]{{0,30}}?\band\s+(?:ran|took|made|head|fled|lop|trot|sprint|disappear|kept)\w*",
    re.IGNORECASE,
)
#: Whom police lost sight of has left them.
LOST = Cued(
    rf"\b(?:lost|losing)\s+(?:sight|track)\s+of\s+(?:him|her|them|the\s+(?:[\w-]+\s+)?(?:{PERSON}s?|{CAR})|(?-i:[A-Z])\w+)\b"
    rf"|\bgot\s+away\s+from\s+(?:the\s+|an?\s+|two\s+)?{POLICE}\b",
    re.IGNORECASE,
)
#: A wheel in the sentence: what moves there may be no legs.
WHEELS = re.compile(
    rf"\b(?:(?<!parked\s)(?<!rail\s)(?<!patrol\s)(?<!police\s)(?<!squad\s){CAR}|driv(?:er|ing|es?|en)|drove|motorists?|mph|wheel|traffic)\b",
    re.IGNORECASE,
)
#: Where somebody got out of it, legs it is.
GOT_OUT = re.compile(
    rf"\b(?:exit(?:ed|ing)|got\s+out|jump(?:ed|ing|s)?\s+(?:out|from|off|down)|left\s+(?:the|his|her|an?)\s+(?:[\w-]+\s+)?{CAR}|leapt|abandon\w*|bail(?:ed|ing)|ditch(?:ed|ing)|climb(?:ed|ing)\s+(?:out|from)|hopp(?:ed|ing)\s+(?:out|off)|out\s+of\s+(?:the|his|her|an?)\s+(?:\w+\s+)?{CAR}|on\s+foot)\b",
    re.IGNORECASE,
)
#: Whom police had behind them.
_BEHIND = (
    r"(?:close\s+behind|(?:right|just|not\s+far|(?:a\s+)?few\s+(?:steps|yards|feet|paces)|\w+\s+(?:steps|yards|feet|paces))\s+behind|in\s+tow|in\s+pursuit|at\s+(?:his|her|their)\s+(?:back|heels)"
    r"|on\s+(?:his|her|their)\s+heels|(?:pedaling|running|riding|sprinting)\s+(?:\w+\s+)?(?:behind|after)|chasing(?:\s+(?:him|her|them))?|giving\s+chase)"
)
FOLLOWED = Cued(
    rf"\bwith\s+(?:the\s+|an?\s+|{_A})?(?:{POLICE}|(?:two|three|four|five|both|one|several)\s+of\s+them)\s+(?:{_BEHIND}|behind\s+(?:him|her|them|it)\b)"
    rf"|\bwith\s+(?:two|three|four|five|several)\s+{POLICE}\s+behind\b"
    rf"|\b(?:the|an|two)\s+{ANY_OFFICER}\s+(?:close\s+|right\s+|just\s+)behind\s+(?:him|her|them)\b",
    re.IGNORECASE,
)
#: A person, by a name or a noun, of whom a verb may be told.
SOMEBODY = re.compile(
    rf"\b(?:(?:{PERSON}|kid|guy|teen)s?|he|she|they|who|one|two|both|pair|other|(?-i:[A-Z])[\w’'-]+)\b",
    re.IGNORECASE,
)
#: What stands right before a verb and goes nowhere: "the trail headed into the woods".
STILL = re.compile(
    r"\b(?:trails?|paths?|roads?|streets?|drives?|lanes?|footprints|tracks?|blood|creek|river|fence|line|route|bullets?|rounds?|shots?|wires?|cables?|alleys?|door|hallway|stairs|which|that)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
