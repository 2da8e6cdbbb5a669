"""The words that tell what followed a shooting, kind by kind, each with its outcome.

The first pattern of a kind that a sentence fits says the outcome; ``None`` leaves it to the words
themselves (a sum, a term), an empty one is not told.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.language.actors import POLICE
from pipeline.language.cued import Among, Cued

_DAY = (
    r"(?:(?:(?:early|late)\s+)?(?:(?:on|in|last|this)\s+)?(?:[\w.]+day|january|february"
    r"|march|april|may|june|july|august|september|october|november|december|week|month"
    r"|year|fall|spring|summer|winter)(?:\s+\d+)?,?\s+)?"
)
#: "The scene was cleared": nobody was, of anything.
_PLACES = (
    "scene", "building", "house", "home", "room", "rooms", "area", "street", "streets", "road",
    "roads", "roadway", "highway", "intersection", "lane", "lanes", "traffic", "crowd", "apartment",
    "residence", "lot", "school", "store", "campus", "wreck", "crash", "way", "corner", "floor",
    "doorway", "hall", "holster", "car", "vehicle", "neighborhood", "block", "bystanders",
)  # fmt: skip
_NOT_OF_PLACES = "".join(rf"(?<!\b{place}\s)" for place in _PLACES)
_CRIME = (
    r"(?:murder|manslaughter|homicide|assault|battery|misconduct|endangerment|felony"
    r"|misdemeanor|criminal|federal|civil\s+rights|firearm|oppression|perjury)"
)
_BE = r"(?:was|were|is|are|be|been|being)\s+(?:\w+ly\s+|also\s+|later\s+)?"
_COURT_SIDE = (
    r"(?:prosecut\w+|attorney(?:\s+general)?(?:['’]s\s+office)?|D\.?A\.?|state|solicitor"
    r"|grand\s+jur(?:y|ors)|jurors|bureau|county|feds|authorities|investigators)"
)
_NOT_DO = (
    r"(?:(?:will|would|could|did)\s+not(?:\s+be)?|(?:won|wouldn|couldn|didn)['’]t(?:\s+be)?|cannot(?:\s+be)?|declin\w+\s+"
    + _DAY
    + r"to"
    r"|refus\w+\s+"
    + _DAY
    + r"to|(?:decid\w+|cho\w+|opt\w*|elected|voted)\s+"
    + _DAY
    + r"(?:not\s+to|against)|not\s+to(?:\s+be)?)"
)
_SUIT = (
    r"(?:(?<!records\s)(?:law)?suits?|wrongful[\s-]death\s+(?:(?:law)?suit|claim|complaint"
    r"|case|action))"
)
_FILING = (
    rf"(?:{_SUIT}|(?:federal|civil|wrongful[\s-]death|civil\s+rights"
    r"|excessive[\s-]force)\s+(?:\w+\s+)?(?:complaint|case|claim|action)"
    r"|complaint\s+(?:filed\s+)?in\s+(?:\w+\s+)?(?:federal|district|superior|circuit|state"
    r"|county|U\.S\.))"
)
_FOOTAGE = r"(?:video(?!\s+(?:chat|game|call|report))s?|footage|recordings?)"
_PUT_OUT = (
    r"(?:releas(?:e[ds]?|ing)|publish(?:ed|es)|post(?:ed|s)|made\s+public|makes\s+public|upload(?:ed|s)|shared\s+with\s+the\s+public"
    r"|put\s+out|unveiled|unsealed)"
)
_DIED = r"(?:died\s+(?:of|from)|(?:cause|manner)\s+of\s+(?:his\s+|her\s+)?death|homicide|suicide)"
_CAUSE = (
    r"(?:died\s+(?:of|from)|cause\s+of\s+(?:his\s+|her\s+)?death|manner\s+of\s+(?:his\s+"
    r"|her\s+)?death|homicide|suicide|(?:gunshot|bullet)\s+wounds?|(?:was|were"
    r"|been)\s+(?:shot|struck|hit)\s+(?:at\s+least\s+)?(?:\w+\s+times|once|twice)|bled)"
)
_EXAMINER = r"(?:medical\s+examiner|coroner|pathologist)(?:['’]s\s+office)?"


class Words(NamedTuple):
    """``strict``: only of somebody who is told beside it to be of the police."""

    kind: str
    result: str | None
    strict: bool = False


_ALL: tuple[tuple[Words, str], ...] = (
    (
        Words("settlement", None),
        r"\bsettlements?\b[^.;]{0,60}|\bsettle[ds]?\s+(?:with|for|the|an?|its|his|her|their|out|claims?|lawsuits?)\b"
        r"(?!\s+(?:dispute|score|argument|feud|quarrel|bet|debt|matter)s?\b)[^.;]{0,60}|\bsettle[ds]?\s+for\s+(?=\S*[$\d])[^.;]{0,60}"
        rf"|\bagreed\s+{_DAY}to\s+pay\b[^.;]{{0,60}}"
        r"|\b(?:paid|pays|paying|pay)\b(?=[^.;]{0,30}\$)[^;]{0,60}?\bto\s+(?:end|settle|resolve|drop)\b[^.;]{0,40}"
        rf"|\b{_SUIT}\s+(?:\w+\s+){{0,6}}?(?:was|were|been)\s+settled\b[^.;]{{0,60}}"
        rf"|\b(?:voted|agreed|will)\s+{_DAY}(?:\d+-\d+\s+)?(?:to\s+)?pay\s+(?!up\s+to)(?=[^.;]{{0,60}}\$)[^.;]{{0,60}}",
    ),
    (
        Words("sentence", None),
        rf"\bsentenced\s+{_DAY}(?:[\w.’'-]+\s+){{0,5}}?to\b[^.;]{{0,50}}|\bserving\s+(?:\w+\s+){{1,4}}(?:years|months)\b"
    ),
    (
        Words("sentence", None, strict=True),
        r"\b(?:must|will|to)\s+(?:serve|spend)\s+(?:\w+\s+){0,3}?(?:years|months|days|life)\b[^.;]{0,40}|\b(?:prison|jail)\s+term\s+(?:of|on|for)\b|\bsent\s+to\s+prison\b[^.;]{0,40}"
        r"|\b(?:gets?|got|gave|given|received|handed)\s+(?:[\w.’'-]+\s+){0,5}?(?:\w+\s+(?:years|months)|life\b|probation)[^.;]{0,30}"
        r"|\bplaced\s+on\s+probation\b[^.;]{0,30}|\bsentence\s+of\s+[^.;]{0,30}",
    ),
    (
        Words("verdict", "acquitted"),
        r"\bacquit(?:ted|s)\b|\bfound\s+(?:[\w.’'-]+\s+){0,5}?not\s+guilty\b|\bnot[\s-]guilty\s+verdict\b|\bverdicts?(?:\s+of|:)?\s+not\s+guilty\b"
        rf"|\bcleared\s+{_DAY}by\s+(?:an?|the)\s+(?:(?!grand)[\w-]+\s+){{0,2}}?jury\b"
        r"|(?<!grand\s)\bjur(?:y|ors)\s+(?:[\w-]+\s+){0,2}?cleared\b|(?<!pleaded\s)(?<!pleads\s)(?<!pled\s)(?<!pleading\s)\bnot\s+guilty\s+(?:on|of)\b",
    ),
    (
        Words("verdict", "mistrial"),
        r"\bmistrial\b(?!\s+motion)|\bhung\s+jury\b|\bjur(?:y|ors)\s+(?:was\s+|were\s+)?deadlocked\b",
    ),
    (Words("verdict", "pleaded no contest"), r"\b(?:pleaded|pled|pleads)\s+no\s+contest\b"),
    (
        Words("verdict", "pleaded guilty"),
        r"\b(?:pleaded|pled|pleads)\s+guilty\b|\bguilty\s+plea\b|\bplea\s+of\s+guilty\b",
    ),
    (
        Words("verdict", "convicted"),
        r"\bconvict(?:ed|s)\b(?!\s+felons?\b)|\bfound\s+(?:[\w.’'-]+\s+){0,5}?guilty\b|(?<!not\s)(?<!not-)\bguilty\s+verdict\b|\b(?:is|was)\s+guilty\s+of\b(?=[^.;]{0,60}\bjur(?:y|ors)\b)",
    ),
    (
        Words("indictment", "declined"),
        rf"\b{_NOT_DO}\s+(?:\w+\s+){{0,3}}?(?:indict(?:ed)?|(?:return\w*|bring|seek)\s+an\s+indictment)\b"
        r"|\bno[\s-](?:true\s+)?bill(?:ed|s)?\b|\b(?:no|neither)\s+(?:indictment|cause|reason|evidence|probable\s+cause|grounds)\b[^.;]{0,20}?\bindict\w*|\b(?:returned|returning)\s+no\s+indictment\b"
        r"|\bvoted\s+against\s+(?:an\s+indictment|indicting)\b|\bwithout\s+(?:an\s+indictment|indicting)\b|\bgrand\s+jur(?:y|ors)\b[^.;]{0,40}?\bclear(?:ed|s)\b"
        r"|\bno\s+indictment\s+(?:for|of|against|in)\b|\brefus\w+\s+an\s+indictment\b",
    ),
    (
        Words("indictment", "indicted"),
        r"\bindict(?:ed|s)\b|(?<!no\s)\btrue\s+bill\b|\bindict\b(?=\s+(?:[\w’'-]+\s+){0,3}?(?:officer|sergeant|deputy|trooper))|\b(?:return|hand)\w*\s+(?:down\s+|up\s+)?an?\s+(?:\w+\s+)?indictment\b"
        r"|\b(?:(?:his|her|their|under|the|an|federal)\s+)?indictment\b(?=:|\s+(?:was|were|unsealed|handed|filed|returned|(?:on\s+)?\w+day|says|said|alleges?|charg\w+|accus\w+|against)\b)|\b(?:after|since|following)\s+(?:his|her)\s+indictment\b|\baccording\s+to\s+the\s+indictment\b",
    ),
    (
        Words("charge_decision", "not charged"),
        rf"\b{_NOT_DO}\s+(?:face\s+|file\s+|bring\s+|press\s+|pursue\s+|seek\s+|recommend\s+)?(?:any\s+)?"
        r"(?:criminal\s+|federal\s+|state\s+)?(?:charg(?:e[ds]?|ing)|prosecut\w+|indict(?:ed)?|an?\s+indictment)\b"
        r"|\bno\s+(?:criminal\s+|federal\s+|state\s+)?charges\b"
        r"(?!\s+(?:(?:have|had|has)\s+(?:\w+\s+)?been\s+)?(?:filed|announced|brought\s+yet)\b|\s+have\b|\s+(?:(?:are|were)\s+)?(?:currently\s+|yet\s+)?(?:pending|expected|planned|likely))"
        r"|\bcharges?\s+(?:are|were|was|is|would\s+be)\s+(?:not\s+(?:warranted|justified|appropriate|supported)|unwarranted)\b"
        r"|\b(?:insufficient|not\s+enough|no|lack\w*\s+(?:\w+\s+)?)\s*(?:evidence|cause|grounds)\s+to\s+(?:\w+\s+){0,2}?(?:charge|prosecute|charges)\b"
        r"|\b(?:no|against)\s+prosecution\b|\b(?:call(?:s|ed|ing)|declar\w+|deem\w+)\s+(?:[\w’'-]+\s+){1,4}?(?:lawful|legal|justified)\b"
        r"|\bwithout\s+(?:charging|(?:filing|bringing)\s+(?:any\s+)?charges)\b|\bno\s+(?:basis|reason|grounds|case)\s+for\s+(?:criminal\s+)?(?:charges|prosecution)\b"
        r"|\b(?:broke|broken|violated)\s+no\s+(?:state\s+|criminal\s+)?laws?\b|\b(?:did\s+not|didn['’]t)\s+break\s+(?:the|any)\s+laws?\b"
        r"|\b(?:rejected|ruled\s+out|dropped|dismissed)\s+(?:all\s+|any\s+|criminal\s+|the\s+)*charges\b"
        r"|\bcommitted\s+no\s+crimes?\b|\bno\s+(?:crime\s+was\s+committed|criminal\s+(?:wrongdoing|liability))\b|\b(?:did\s+not|didn['’]t)\s+commit\s+an?\s+crime\b"
        r"|\bno\s+wrong(?:doing)?\s+by\b"
        rf"|{_NOT_OF_PLACES}\b(?:was|were|has\s+been|is)\s+(?:legally\s+|ruled\s+|found\s+|deemed\s+)?"
        r"(?:justified|lawful|cleared\s+(?:of|in|over)|cleared\s+by\s+(?:an?\s+|the\s+)?(?:[\w.-]+\s+){0,2}?(?:prosecut\w+|grand|jury|district|state|attorney|review|inquest))"
        r"\b"
        r"|(?<!not\s)(?<!not\s\")(?<!n't\s)\bjustifi(?:ed|able)\b|\bacted\s+(?:lawfully|in\s+self-defen[sc]e)\b"
        rf"|\b{POLICE}\s+(?:(?!{POLICE})[\w.’'-]+,?\s+){{0,4}}?cleared\b"
        rf"(?=\s+(?:of|in|by|over|after|for\s+(?!duty|release))\b|[.,]?$)"
        rf"|\bclear(?:ed|s|ing)\s+(?:of\s+|the\s+|in\s+|an?\s+|(?!by\b)\w+\s+)?(?:(?!by\b)[\w.’'-]+\s+)?{POLICE}"
        r"|\bcleared\s+(?:of|in)\s+(?!the\s+(?:area|street|way))|\b(?:him|her|them)\s+cleared\b",
    ),
    (
        Words("charge_decision", "charged"),
        rf"(?<!by\s)(?<!by a )(?<!by the )\b(?!police\b){POLICE}\b"
        r"(?:(?!\bwhen\b|\bwho\s+police|\bby\b)[^.;]){0,60}?"
        r"\b(?:was|were|is|has\s+been)\s+charged\b(?!\s+(?:by|at|toward))[^.;]{0,50}",
    ),
    (
        Words("charge_decision", "charged"),
        r"\bcharged\s+with\s+(?:second-degree\s+|voluntary\s+|involuntary\s+)?(?:manslaughter|murder)\b",
    ),
    (
        Words("charge_decision", "charged", strict=True),
        rf"\b{_BE}charged\s+{_DAY}with\b"
        rf"|\b{_COURT_SIDE}\s+(?:\w+\s+){{0,2}}?{_DAY}charg(?:ed|es)\s+(?!with\b)[^.;]{{0,50}}"
        rf"|\b(?:filed|files|announced|brought|filing)\s+(?:[\w-]+\s+){{0,3}}?charges?\s+against\b[^.;]{{0,40}}"
        rf"|\b(?:now\s+)?fac(?:es|ing)\s+(?:\w+\s+)?(?:(?:counts?|charges?)\s+of|an?\s+{_CRIME})\b"
        r"|\barrested\s+[^.;]{0,20}?\bon\s+(?:an?\s+)?(?:[\w-]+\s+)?charges?\b"
        r"|\b(?:on|with|brought|to)\s+(?:an?\s+)?(?:[\w-]+\s+){0,3}?(?:charges?|counts?)\s+of\b|\baccused\s+in\s+an?\s+(?:\w+\s+)?(?:complaint|indictment)\b|\bcomplaint\b[^.;]{0,30}?\b(?:accus(?:es|ing|ed)|charg(?:es|ing))\b"
        r"|\b(?:brought|brings|lodged)\s+(?:an?\s+)?(?:\w+\s+)?charges?\b|\b(?:awaiting|awaits|faces|stands?)\s+trial\b"
        r"|\bcharged\s+with\s+(?:[\w-]+\s+){0,3}?(?:homicide|manslaughter|murder|assault|battery)\b",
    ),
    (
        Words("civil_suit", "dismissed"),
        rf"\bdismissal\s+of\b[^.;]{{0,50}}?\b{_FILING}\b|\b(?:dismiss(?:ed|es)(?!\s+from)|threw\s+out|thrown\s+out|toss(?:ed|es)(?:\s+out)?)\b[^.;]{{0,50}}?\b{_FILING}\b|\b{_FILING}\s+(?:[\w’'-]+\s+){{0,6}}?(?:was|were|been)\s+(?:dismissed(?!\s+from)|thrown\s+out|tossed)\b",
    ),
    (
        Words("civil_suit", "damages awarded"),
        rf"\bjur(?:y|ors)\s+{_DAY}awarded\b[^.;]{{0,80}}",
    ),
    (
        Words("civil_suit", "filed"),
        rf"\b(?:filed|files|filing|brought|brings)\b(?!\s+(?:an?\s+)?notice)[^.;]{{0,60}}?\b{_FILING}\b"
        r"|\b(?:sued|sues|suing)\b(?!\s+(?:to\s+(?:unseal|obtain|get|see|release|make)|for\s+(?:records|the\s+video|video|it\b)))"
        rf"|\b{_FILING}\s*,?\s+(?:was\s+|were\s+)?filed\b|\b{_FILING}\b[^.;]{{0,60}}?\b(?:was|were)\s+filed\b",
    ),
    (
        Words("civil_suit", ""),
        r"\blawsuit\b|\bwrongful[\s-]death\s+suit\b",
    ),
    (
        Words("discipline", "cleared"),
        r"\b(?:within|followed|in\s+line\s+with|consistent\s+with|complied\s+with)\s+(?:the\s+)?(?:\w+['’]s\s+)?(?:department(?:al)?\s+|agency\s+|bureau\s+|use-of-force\s+|city\s+)?policy\b"
        r"|\bno\s+(?:policy\s+)?violations?\s+of\s+(?:department\s+)?policy\b",
    ),
    (
        Words("discipline", "policy violated"),
        r"\b(?:found|ruled|concluded|determined)\b[^.;]{0,60}?\b(?:violated|violating|violation\s+of|out\s+of)\s+(?:the\s+)?(?:\w+['’]s\s+)?(?:[\w-]+\s+){0,2}?polic(?:y|ies)\b",
    ),
    (
        Words("discipline", "reinstated"),
        r"\breinstate[ds]?\b|\brehir(?:e|ed|es)\b|\b(?:won|got|gets|given|get)\s+(?:his|her)\s+job\s+back\b",
    ),
    (
        Words("discipline", "fired"),
        rf"\b{POLICE}\b(?:(?!\b(?:(?:gun)?shots?|rounds?|bullets?|guns?|weapons?)\b)[^.;]){{0,60}}?\b(?:was|were|has\s+been|have\s+been)\s+(?:later\s+|also\s+)?(?:fired(?!\s+(?:at|on|upon))|terminated|dismissed)\b",
    ),
    (
        Words("discipline", "fired", strict=True),
        rf"(?<!shots\s)(?<!shot\s)(?<!rounds\s)(?<!bullets\s)(?<!gun\s)(?<!guns\s)(?<!weapon\s)\b(?:was|were|been)\s+(?:later\s+|also\s+)?(?:fired\b(?=\s+(?:{_DAY}(?:from|for|by|after|in|over)\b|[\w.]+day\b)|[.,;])|terminated\b|let\s+go\b|dismissed\s+(?:{_DAY}from|{_DAY}by)\b)"
        r"|\b(?i:chief|sheriff|city|department|board|commission(?:er)?|mayor|manager|superintendent|county)\s+(?:(?-i:[A-Z])[\w.’'-]+\s+){0,3}(?:fired|terminated|dismissed)\s+(?!(?:[\w-]+\s+){0,3}(?:shots?|rounds?|times|bullets?)\b|at|on|into|upon|the\s+(?:shots?|gun|weapon|case|claim|suit|lawsuit))[^.;]{0,40}"
        r"|\blost\s+(?:his|her)\s+(?:job|badge)\b",
    ),
    (
        Words("discipline", "resigned", strict=True),
        r"\b(?:turned\s+in|submitted|tendered|handed\s+in|announced)\s+(?:his|her|their)\s+(?:resignation|retirement)\b|\bquit\s+(?:the\s+)?(?:force|department|police)\b"
        r"|\b(?:has\s+|had\s+|have\s+)?(?:since\s+|later\s+)?(?:resigned|resigning|retired\s+from)\b(?!\s+(?:him|her|them)sel)(?=[^.;]{0,30}\b(?:department|force|sheriff|police|agency|office|bureau|patrol|shooting)\b|[.,]|\s+[\w.]+day\b|\s+in\s+lieu)",
    ),
    (
        Words("discipline", "suspended", strict=True),
        rf"\b(?:served|serving|received|given|got|drew)\s+(?:an?\s+)?(?:[\w-]+\s+){{0,2}}?suspension\b|\b{_BE}suspended\b(?!\s+(?:with\s+pay|pending|from\s+(?:school|a)\b))[^.;]{{0,40}}|\bsuspended\s+(?!with|pending|sentence|license)(?:[\w.’'-]+\s+){{0,3}}?(?:without\s+pay|for\s+\w+\s+(?:days|weeks|months))\b",
    ),
    (
        Words("discipline", "disciplined", strict=True),
        rf"\b{_BE}(?:disciplined|reprimanded|demoted)\b",
    ),
    (
        Words("autopsy", None),
        r"\bautopsy\b[^.;]{0,60}?\b(?:found|finding|shows?|showed|reveal\w*|determined?|ruled|conclud\w+|says|said|put|confirm\w*|describes?|indicat\w+)\b[^.;]{0,60}"
        r"|\bautopsy\s+(?:was|were|has\s+been)\s+(?:performed|conducted|completed|done|released)\b[^.;]{0,60}"
        r"|\b(?:performed|conducted|completed)\s+(?:an|the|a\s+\w+)\s+autopsy\b|\bautopsy\s+(?:done|performed|conducted|results?|records?|reports?|findings)\b[^.;]{0,60}"
        r"|\bautopsy:|\bresults\s+of\s+(?:an?\s+|the\s+)?autopsy\b|\bautopsy,?\s+(?:which\s+)?(?:released|made\s+public|commissioned)\b[^.;]{0,60}|\b(?:found|according\s+to|finding)\b[^.;]{0,30}?\bautopsy\b|['’]s\s+autopsy\s+found\b",
    ),
    (
        Words("autopsy", None),
        rf"\b{_EXAMINER}\b[^.;]{{0,40}}?\b(?:ruled|found|determined|concluded|classified|listed|certified)\b(?=[^.;]{{0,90}}{_CAUSE})"
        rf"|{_CAUSE}[^.;]{{0,100}}?\b{_EXAMINER}\b[^.;]{{0,30}}?\b(?:ruled|found|determined|concluded)\b"
        rf"|\b{_EXAMINER}\s+(?:[\w.]+\s+){{0,3}}?said\b(?=[^.;]{{0,90}}{_DIED})|{_DIED}[^.;]{{0,100}}?\b{_EXAMINER}\b[^.;]{{0,30}}?\bsaid\b",
    ),
    (
        Words("autopsy", None),
        rf"\bruled\s+(?:an?\s+)?(?:homicide|suicide)\b(?=[^.;]{{0,60}}\b(?:{_EXAMINER}|autopsy)\b)",
    ),
    (
        Words("video", ""),
        rf"\bput\b[^.;]{{0,50}}?\b{_FOOTAGE}\s+online\b|\b{_PUT_OUT}\b[^.;]{{0,50}}?\b{_FOOTAGE}\b|\b{_FOOTAGE}\b[^.;]{{0,40}}?\b{_PUT_OUT}\b"
        rf"|\bshow(?:ed|s)\s+(?:reporters|the\s+family|relatives|jurors\s+)?\s*(?:\w+\s+)?(?:body[\s-](?:worn\s+)?cam\w*\s+)?(?:video|footage)\s+of\b|\breleas(?:e[sd]?|ing)\s+of\s+(?:the\s+)?(?:[\w-]+\s+){{0,3}}?{_FOOTAGE}",
    ),
    (
        Words("name_release", ""),
        r"\b(?:identified|named)\b[^.;]{0,30}\b(?:as|by)\b|\b(?:identified|identifies|named)\b"
        r"[^.;]{0,60}\bas\s+[A-Z]|\breleased\s+the\s+name\s+of\b|\bwas\s+identified\s+(?:[\w.]+\s+)?as\b",
    ),
)  # fmt: skip
KINDS = Among((words, Cued(pattern, re.IGNORECASE)) for words, pattern in _ALL)
