"""The words by which a story announces several incidents, and turns from one to the next."""

from __future__ import annotations

import re

from pipeline.gunfire.introductions import NAME
from pipeline.language.cued import Cued
from pipeline.language.years import NUMBER, OLD, YEARS

_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|both|several|[2-9]|1\d)"
_CASES = (
    r"(?:shootings|killings|deaths|cases|incidents|encounters|shoot-?outs|investigations|declinations|decisions"
    r"|suits|lawsuits|funerals|outcomes|scenes"
    r"|men|women|people|persons|teens|teenagers|suspects|families|mothers|sons|brothers)"
)
POLICE = Cued(r"\b(?:officers?|deput(?:y|ies)|police|troopers?|sergeant|agents?)\b", re.IGNORECASE)
#: "Two men were shot", "three police shootings in four days", "in separate incidents".
COUNTED = Cued(
    rf"\b{_COUNT}\s+(?:[\w.'’-]+\s+){{0,4}}?{_CASES}\b"
    rf"|\bpair\s+of\s+(?:[\w-]+\s+){{0,3}}?{_CASES}\b"
    rf"|\b(?:separate|unrelated|different|back-to-back)\s+(?:[\w-]+\s+){{0,2}}?(?:{_CASES}|calls|scenes|towns|cities)\b"
    r"|\beach\s+(?:shot|killed|wounded|fatally)\b|\bone\b[^.;]{3,90}\bthe\s+other\b",
    re.IGNORECASE,
)
#: A headline on several: "holiday weekend shootings by officers".
PLURAL = Cued(r"\b(?:shootings|killings|encounters)\b", re.IGNORECASE)
#: "Hours later, deputies shoot another", "for the second time in a week": may be told by the way.
AGAIN = Cued(
    r"\b(?:hours|minutes|days?|night|week)\s+(?:later|apart)\b"
    r"|\bsecond\s+(?:[\w-]+\s+){0,3}?(?:shooting|killing|time|man|woman|person|teen\w*)\s+(?:was\s+(?:shot|killed)|(?:shot|killed)\b|[^.;]{0,40}?\bin\s+(?:as\s+many|an?|two|three|less|under|the\s+(?:past|last))\b)",
    re.IGNORECASE,
)
#: "Both shootings", "neither case", "the two are not related": said of incidents that are several.
PARTED = Cued(
    r"\b(?:both|neither|either|each|all\s+(?:three|four|five))\s+(?:of\s+the\s+)?(?:[\w-]+\s+){0,2}?(?:shootings?|cases?|incidents?|encounters?|killings?|deaths?)\b"
    r"|\bthe\s+(?:two|three|four|five)\s+(?:[\w-]+\s+){0,2}?(?:shootings|cases|incidents|encounters|killings)\b"
    r"|\bshootings\s+(?:are|were)\s+(?:not|un)[\s-]*(?:\w+\s+)?(?:related|connected)\b",
    re.IGNORECASE,
)
#: One person's crimes, before police met them: "a man sought in three killings", "a manhunt".
HUNTED = Cued(
    r"\b(?:manhunt|spree|rampage)\b|\b(?:string|trail|series)\s+of\s+(?:[\w-]+\s+){0,2}?(?:shootings|killings|slayings|crimes|robberies)\b"
    r"|\b(?:sought|wanted|suspected)\s+(?:in|for|of)\s+(?:[\w-]+\s+){0,4}?(?:shootings?|killings?|slayings?|murders?|deaths?|homicides?)\b"
    r"|\bsuspect\s+in\s+(?:[\w-]+\s+){0,4}?(?:shootings?|killings?|slayings?|murders?|deaths?|homicides?)\b",
    re.IGNORECASE,
)
#: What is told of all of them, and of none.
OF_ALL = Cued(
    r"\b(?:both|neither|either|each|all)\s+(?:of\s+the\s+)?(?:[\w-]+\s+){0,2}?(?:shootings?|cases?|incidents?|encounters?|killings?|deaths?|men|women"
    r"|families|officers|deputies|agencies|departments?|counties|inquir\w+|investigations?)\b"
    r"|\bthe\s+(?:shootings|cases|incidents|encounters|killings|deaths)\b|\bboth\b[^.;]{0,40}$"
    r"|^\W*(?:Both|Neither|Either|Each)\b",
    re.IGNORECASE,
)
#: "Nearly half of the people shot by police since 2020": nobody's own.
PEOPLE_HIT = Cued(
    r"\b(?:people|persons|those|residents|men|women)\s+(?:who\s+(?:were|are|have\s+been)\s+)?(?:shot|killed|wounded)\b"
    r"|\b(?:two|three|four|five|six|seven|half|most)\s+(?:of\s+(?:them|these|those)\s+)?(?:died|survived|were\s+killed)\b|\b(?:fired|shot)\s+at\s+people\b",
    re.IGNORECASE,
)
_SPELL = r"(?:minutes?|hours?|days?|nights?|weeks?|months?|years?)"
PLACE = r"(?:St\.\s|Ft\.\s|Mt\.\s)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}"
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
#: How a story turns to the next incident.
TURN = Cued(
    rf"^\W*(?:(?:Less\s+than|More\s+than|About|Just|Nearly|Almost|Roughly|Some|Barely|Only)\s+)?(?:\w+\s+){{0,2}}?(?i:{_SPELL})\s+(?:and\s+\w+\s+\w+\s+)?(?:later|earlier|before(?:\s+that)?|after\s+that)\b"
    r"|^\W*(?:Hours|Days|Weeks|Months|Minutes)\s+(?:later|earlier|before)\b"
    r"|^\W*(?:The|On\s+the)\s+(?:next|following|previous|same|very\s+next)\s+(?:day|night|morning|afternoon|evening|week|weekend|month)\b"
    r"|^\W*(?:Later|Earlier)\s+(?:that|the\s+same|on\s+the\s+same|the\s+next|in\s+the)\s+\w+"
    r"|^\W*(?:That|The)\s+same\s+(?:day|night|morning|afternoon|evening|weekend|week)\b"
    r"|^\W*(?:(?:About|Some|Roughly|Just)\s+)?[\w-]+\s+miles\s+(?:away|apart|to\s+the|north|south|east|west|from|up|down)\b"
    r"|^\W*(?:Across\s+(?:town|the)\b|Elsewhere\b|Meanwhile\b)"
    r"|^\W*(?:In|At)\s+(?:(?:a|an|another|the)\s+)?(?:second|third|fourth|fifth|separate|other|unrelated|first|latest|most\s+recent|later|earlier|latter|former)(?:\s*,|\s+(?:[\w-]+\s+){0,2}?(?:shooting|incident|case|encounter|killing|call|stop)\b)"
    r"|^\W*(?:The|A|Another)\s+(?:first|second|third|fourth|fifth|other|later|earlier|latest|most\s+recent|next|separate)\s+(?:[\w-]+\s+){0,2}?(?:shooting|incident|case|encounter|killing)\s+(?:happened|came|occurred|took\s+place|began|started|unfolded|involved|was|followed|stemmed|in)\b"
    r"|^\W*(?:The|A)\s+(?:first|second|third|fourth|fifth|other|latest|next)\s+(?:happened|came|occurred|took|began|started|unfolded|involved|was|followed|is)\b"
    rf"|^\W*The\s+{PLACE}\s+(?:case|shooting|killing)\b"
    r"|^\W*(?:One|The\s+other)\s+is\b"
    r"|^\W*(?:The|And\s+the)\s+(?:oldest|first|second|third|fourth|fifth|last|next|newest|latest)(?:\s+(?:entry|of\s+them|of\s+these|suit|case|file))?(?:,|\s+(?:is|was|concerns|names|deals|involves)\b)"
    r"|^\W*(?:And\s+)?(?:Then|Next)\s+(?:came|is|was|comes)\b"
    rf"|^\W*(?i:{MONTH})\s+\d{{1,2}}(?:,\s+\d{{4}})?\s*(?::|\.\s|,\s+{PLACE}\s*[.:])",
)
#: "JANUARY.", "Feb. 17: …", "**March.**": what a list of the year is headed by.
MONTH_HEAD = re.compile(rf"^\W*(?i:{MONTH})(?:\s+\d{{1,2}})?\s*(?:[.:—–](?!\d)|\W*$)")
#: "The shooting came two days after another officer killed Abel Orrin": of one beside it.
COMES = Cued(
    r"\b(?:comes?|came|follow(?:s|ed))\b[^.;]{0,60}?\b(?:after|since)\b[^.;]*\b(?:killed|shot|wounded|shooting|killing)\b",
    re.IGNORECASE,
)
FIRST = re.compile(r"^\W*(?:In\s+)?[Tt]he\s+(?:first|oldest|earliest)\b")
#: A sentence that begins with its day or hour: "On Aug. 31, an officer", "Then, before 3 a.m.".
DATED = Cued(
    r"^\W*(?:In\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day['’]s\s+(?:[\w-]+\s+){0,2}?(?:shooting|incident|killing)\b|"
    rf"^\W*(?:And\s+)?(?:Then,?\s+)?(?:(?:[Oo]n|[Ee]arly(?:\s+on)?|[Ll]ate(?:\s+on)?)\s+)?(?:(?i:{MONTH})\s+\d{{1,2}}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!['’]))"
    r"|^\W*(?:And\s+)?(?:Then,?\s+)?(?:[Aa]round|[Aa]bout|[Aa]t|(?:[Aa]\s+)?[Ll]ittle\s+(?:before|after)|[Jj]ust\s+(?:before|after)|[Ss]hortly\s+(?:before|after))\s+\d{1,2}(?::\d\d)?\s*[ap]\.?\s?m\b",
)
HEAD = re.compile(
    rf"^(?:(?:In|At|Near|Outside)\s+(?P<in>{PLACE})(?:,|\s+(?:police|officers|deputies|on|at|about|an?|the)\b)"
    rf"|(?:(?:On|Early|Late)\s+)?(?P<day>[A-Z]\w+\.?)\s+\d{{1,2}}\b|(?P<alone>{PLACE})[.:](?=\s|$))"
)
TOWN = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside|at)\s+(?P<in>{PLACE})"
    rf"|\b(?P<force>{PLACE}?)\s+(?:police|officers?|deput(?:y|ies)|sheriff\w*|Police|Officers?|Deput(?:y|ies)|Sheriff\w*)\b"
    rf"|^\W*(?P<head>{PLACE}),\s+(?i:{MONTH})\s+\d{{1,2}}\b"
)
DAY = re.compile(
    rf"\b(?P<week>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\b(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})\b(?!\d)"
    rf"|\bin\s+(?P<of>{MONTH})\b|\b(?P<year>20[0-3]\d)\b",
    re.IGNORECASE,
)
NOT_TOWNS = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday january february march april"
        " may june july august september october november december jan feb mar apr aug sept"
        " oct nov dec the a an interstate highway police officers state county city sgt lt chief"
        " two one three four five six both no"
    ).split()
)
NEW = Cued(
    r"\b(?:an?|another|one)\s+(?:second\s+|third\s+)?(?:(?!(?:suspect|police)\b)[\w-]+[,\s]+){0,3}?"
    r"(?:man|woman|person|teen\w*|boy|girl|driver|motorist|suspect|gunman|resident|patient|veteran|student|couple|\d+-year-old)\b"
    r"|\b(?:his|her|their)\s+(?:brother|son|father|sister|husband|wife)\b",
    re.IGNORECASE,
)
#: "And a second woman was shot".
ANOTHER = Cued(r"\b(?:second|another|other)\s+(?:man|woman|person|teen\w*|driver)\b", re.IGNORECASE)
KIN = r"(?:son|daughter|husband|wife|brother|sister|father|mother|cousin|nephew|niece|grandson)"
_WHOLE_NAME = r"(?:[A-Z][\w'’-]+\s+(?:[A-Z]\.\s+)?){1,3}[A-Z][\w'’-]+"
#: A name that begins with what its bearer is.
RANKED = re.compile(
    r"(?:Officers?|Deput(?:y|ies)|Sgt|Cpl|Lt|Det|Sheriff|Chief|Trooper|Agent|Constable|Judge"
    r"|Attorney|Council|Police|County)\b"
)
AGED = re.compile(
    rf"(?P<name>{NAME.pattern}),\s+(?:{YEARS}|who\s+is\s+{NUMBER}|an?\s+{NUMBER}{OLD})\b"
    rf"|(?P<then>{NAME.pattern}),?\s+(?:who\s+|then\s+|now\s+)?(?:was|is|then|now)\s+{NUMBER}\b(?!\s*(?:miles|years|months|days|feet))"
    rf"|(?P<who>{NAME.pattern})\.\s+(?:He|She)\s+was\s+{NUMBER}\b"
    rf"|\b(?:shot|kill(?:ed|ing)|wound(?:ed|ing)|shooting)\s+(?:and\s+(?:killed|killing|wounded|wounding)\s+)?(?P<hit>{_WHOLE_NAME})"
    rf"|{NUMBER}-year-old\s+(?P<after>{NAME.pattern})"
    rf"|\b(?:[Hh]er|[Hh]is|[Tt]heir|whose|['’]s)\s+{KIN}\s+(?P<kin>[A-Z][a-z][\w'’-]*(?:\s+[A-Z][\w'’-]+){{0,2}})"
    rf"|\b(?P<first>[A-Z][a-z]+),\s+{NUMBER},"
)
HURT = Cued(r"\b(?:hit|struck|wound\w*|injur\w*|died|dead|killed|hospital\w*)\b", re.IGNORECASE)
FELL = Cued(
    r"\b(?:shot|shoot\w*|fired|killed|pronounced\s+dead|died|dead|hit|wounded)\b", re.IGNORECASE
)
#: Somebody hit, whoever told of it fired: "was killed Sunday", "pronounced dead".
WAS_HIT = Cued(
    r"\b(?:was|were|been)\s+(?:\w+ly\s+)?(?:shot|killed|wounded|hit|struck)\b|\bpronounced\s+dead\b|\bdied\b",
    re.IGNORECASE,
)
#: The day of a death, a birth or a court says nothing of when somebody was shot.
OTHER_DAY = re.compile(
    r"\b(?:died|dead|pronounced|identified|released|charged|arraigned|booked|buried|since|said|told)\b[^.;]{0,60}?(?=\b(?:mon|tues|wednes|thurs|fri|satur|sun)day)\w+",
    re.IGNORECASE,
)
STAYS = re.compile(
    r"^[\"“]?(?:He|She|They|His|Her|Their|(?:The|That|Her|His)\s+(?:\w+\s+)?(?:man|woman|teen\w*|boy|girl|driver|suspect|victim|officers?"
    r"|deput\w+|sheriff|name|gun|knife|trooper|chief|\d+-year-old|mother|father|sister|brother|family)|(?:Officers|Deputies|Police|Investigators|Detectives)\b)"
)
