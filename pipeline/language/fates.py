"""The words by which news tells that the one who was shot is dead, or lives.

Patterns only. :mod:`pipeline.fate.deaths` and :mod:`pipeline.fate.survival` weigh them in a
sentence, and
:mod:`pipeline.fate.outcomes` decides whose fate they tell.
"""

from __future__ import annotations

import re

from pipeline.language.cued import Cued

KIN = (
    r"(?:roommate|wife|husband|girlfriend|boyfriend|mother|father|son|daughter|brother|sister|parents|children"
    r"|child|neighbor|coworker|co-worker|ex-\w+|uncle|aunt|cousin|friend|grandmother|grandfather|partner|fianc\w+"
    r"|nephew|niece|grandson|granddaughter)"
)
_HIS = (
    r"(?:(?:his|her)|the\s+(?:man|woman|boy|girl|teen(?:ager)?|driver|suspect|victim)['’]s"
    r"|[A-Z][\w’'-]+['’]s)"
)
_WOUNDS = r"(?:injur(?:y|ies)|wounds?)"
#: Told in other words than "died"; each says so by itself.
OTHERWISE = (
    r"(?:did\s+not|didn['’]t)\s+(?:survive|make\s+it(?=[.,;]|$))"
    r"|(?:could\s+not|couldn['’]t|unable\s+to|failed\s+to)\s+(?:be\s+)?"
    r"(?:saved?|revived?|resuscitated?)(?:\s+(?:him|her|the\s+\w+))?\b"
    r"|(?:tried|tr(?:y|ies)|attempts?|efforts?)\s+to\s+(?:save|revive|resuscitate)\s+"
    r"(?:(?:his|her|their)\s+li(?:fe|ves)|him|her|the\s+\w+|(?-i:[A-Z])\w+)"
    r"\s+(?:but\s+could\s+not|(?:had\s+)?failed|were\s+(?:unsuccessful|not\s+successful))"
    r"|(?:taken\s+off|removed\s+from)\s+(?:life\s+support|(?:the\s+)?machines)|(?:life-?\s?saving|resuscitation|rescue)\s+"
    r"(?:efforts?|measures?|attempts?)\s+(?:were\s+unsuccessful|were\s+not\s+successful|failed|proved)"
    r"|expired(?=\s+(?:at|in|from|on)\b)|cost\s+(?:him|her)\s+(?:his|her)\s+life|"
    r"(?:leaves|leaving|left)\s+behind\s+(?:an?|his|her|two|three|four|five|six)\s+(?!(?:\w+\s+)?(?:trail|mess|note|gun|weapon|car|vehicle|pool|bag|phone)\b)"
    r"|leaves\s+(?:an?|his|her|two|three|four|five|six)\s+(?:\w+\s+)?"
    r"(?:wife|husband|children|child|kids|sons?|daughters?|widow|fianc\w+)|bled\s+to\s+death|bled\s+out"
    rf"|{_HIS}\s+(?:dead\s+)?body\s+(?:was\s+(?:found|taken|moved|removed|left|in|on|recovered|brought|sent|flown|released|still|buried)|lay|remained|home)|{_HIS}\s+(?:funeral|burial|casket|remains|headstone|grave|ashes"
    r"|obituary|estate|widow(?:er)?|autopsy|death\s+certificate|wake|memorial\s+service)(?!['’])"
    r"|(?:bod(?:y|ies)|remains|autops(?:y|ies)|obituary|death\s+certificate|deaths|killings|slayings|fatal\s+shootings)\s+of\s+(?=(?-i:[A-Z]))"
    r"|(?:(?:funeral|memorial|graveside)\s+services?|services|celebration\s+of\s+life)\s+for(?=\s+(?-i:[A-Z]))"
    r"|laid\s+to\s+rest|passed\s+away|(?:he|she)\s+passed(?=\s+(?:at|in|on|early|late|that|\w+day)\b)|lost\s+(?:his|her)\s+life"
    r"|lived\s+(?:for\s+)?(?:only\s+|another\s+|just\s+)?(?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten)\s+"
    r"(?:more\s+)?(?:minutes?|hours?|days?|weeks?)\b"
    rf"|{_WOUNDS}\s+(?:proved|were|was|turned\s+out)\s+(?:to\s+be\s+)?(?:fatal|mortal|too\s+(?:severe|grave|much))"
    r"|never\s+(?:regained\s+consciousness|woke\s+up|recovered)|(?:past|beyond)\s+(?:all\s+)?(?:help|saving)"
    r"|dead\s+on\s+arrival|(?:DOA\b|D\.O\.A\b)\.?(?=[\s.,;]|$)"
    r"|was\s+(?:already\s+)?gone\s+(?:before|when|by\s+the\s+time)\s+(?:an?\s+|the\s+)?(?:ambulance|medics|paramedics|help)"
    r"|(?:took|claimed|ended|taking|claiming|ending)\s+(?:[\w-]+\s+){0,6}?(?:the\s+)?life\s+of|the\s+late\s+(?=(?-i:[A-Z]))"
    rf"|(?:los[et]|losing|buri(?:ed|es)|mourn(?:ed|s|ing)?|mourn(?:ed|s|ing)?\s+for)\s+(?:his|her|their|my|our)\s+(?:\w+\s+)?{KIN}\b"
    r"|(?:ha(?:s|ve)\s+)?taken\s+(?:his|her)\s+life|organs\s+(?:went|were\s+(?:donated|given))"
    r"|(?:coroner|medical\s+examiner)(?:['’]s\s+(?:office|van|staff))?\s+(?:was|were)\s+(?:called|summoned|notified)"
    r"|fatal\s+(?:[\w-]+\s+){0,2}?shooting\s+of|(?:inquest|autopsy)(?!\s+room)|wrongful[\s-]death"
    rf"|never\s+made\s+it\s+to\s+(?:the|an?)\s+hospital|murdered\s+(?:my|our)\s+(?:\w+\s+)?{KIN}|(?:bury|buried|burying)\s+(?:him|her)\b|(?:ended|claimed)\s+(?:his|her)\s+life\b"
    r"|(?:his|her|their)\s+late\s+(?:son|daughter|child|brother|sister|grandson|granddaughter|nephew|niece)\b"
    r"|to\s+die\s+(?:at\s+the\s+hands|by\s+police)|at\s+the\s+wake|mortally\s+wounded|deserve\s+to\s+die"
    r"|(?:as\s+in|as\s+is|requires?\s+in|like)\s+(?:every|any|each|all)\s+(?:deaths?|killings?)\s+(?:at\s+the\s+hands\s+of|by)\s+(?:police|officers|law\s+enforcement)"
    r"|(?:found|felt|detected|had|with)\s+no\s+pulse|without\s+a\s+pulse|(?:could\s+not|couldn['’]t)\s+find\s+a\s+pulse"
    r"|(?:took|drew|breathed)\s+(?:his|her)\s+last(?:\s+breath)?(?=[.,;]|\s+(?:on|in|at|as|there)\b|$)"
    rf"|(?:took|stole|taken|stolen)\s+(?:him|her|(?:my|our)\s+(?:\w+\s+)?{KIN})\s+(?:away\s+)?from\s+(?:me|us|his|her|their)\b"
    rf"|(?:execut|murder|assassinat|slaughter)ed\s+(?:him|(?:my|our|her)\s+(?:\w+\s+)?{KIN})\b|executed\s+her(?=[.,;]|$)"
    r"|(?:will|would)\s+be\s+(?:\w+ly\s+)?missed(?=[.,;”]|$|\s+(?:by|at|in)\b)"
    r"|cost\s+(?-i:[A-Z])[\w’'-]+\s+(?:his|her)\s+life"
    rf"|(?:could\s+not|couldn['’]t|can\s?not|can['’]t|wo(?:n['’]t|uld\s+not)|will\s+not|will\s+ever|(?:will|would|can)\s+never|(?:will|would|can))\s+bring\s+(?:him|her|(?:my|our|her|his)\s+(?:\w+\s+)?{KIN}|(?-i:[A-Z])\w+)\s+back\b"
    r"|(?:to|in|at|from)\s+the\s+(?:\w+\s+)?morgue|(?:kept|being\s+kept)\s+alive\s+(?:on|by)\s+(?:[\w-]+\s+){1,2}until"
    r"|(?:had|have|has)\s+to\s+die(?=[.,;?”]|$|\s+(?:over|for|like|that|this|because|on)\b)|(?:should|did|does)(?:\s+not|n['’]t)\s+(?:have\s+died|have\s+to\s+die|deserve\s+to\s+die)"
    r"|(?:would|should|could|might)\s+(?:still\s+)?be\s+(?:alive|living|here)(?:\s+(?:today|now))?(?=[.,;”]|$|\s+(?:if|had)\b)"
    r"|left\s+(?:an?|his|her)\s+(?:widow(?:er)?|(?:\w+\s+)?orphans?)\b|(?:grow|growing|grew)\s+up\s+without\s+(?:an?|his|her|their)\s+(?:father|dad|mother|mom)"
    rf"|(?:over|around|beside|near|cover(?:ed|ing)?|remov(?:ed|ing)|mov(?:ed|ing)|claim(?:ed|ing)?|identif(?:y|ied|ying)|view(?:ed|ing)?|releas(?:ed|ing)|retriev(?:ed|ing))\s+{_HIS}\s+(?:lifeless\s+)?bod(?:y|ies)\b"
    rf"|{_HIS}\s+lifeless\s+body|(?:zipped|placed|put)\s+(?:\w+\s+)?in(?:to)?\s+a\s+body\s+bag"
    r"|(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|latest|only|last|\d+(?:st|nd|rd|th))\s+(?:fatal|deadly)\s+(?:[\w’'-]+\s+){0,3}?(?:shooting|encounter|confrontation)\b)"
    r"|(?:(?<=\bthe\s)|(?<=\bthat\s)|(?<=\ba\s)|(?<=['’]s\s))fatal\s+(?:shots?|bullets?|rounds?|volley|encounter|confrontation|mistake|error|wounds?|struggle|stop|traffic\s+stop|gunfire|blast)\b"
    r"|(?:(?:his|her)|(?<=['’]s))\s+(?:killing|slaying)(?=[.,;]|$|\s+(?:by|at|in|on|has|was|is|set|led|sparked|prompted|drew|brought|came|remains)\b)"
    r"|manner\s+of\s+death|(?:ruled|classified|listed|certified)\s+(?:it|the\s+(?:shooting|case|manner|death)|(?:his|her)\s+death|as|as\s+an?|it\s+as)\s+(?:an?\s+)?(?:homicide)\b"
    r"|(?:released|named|confirmed)\s+by\s+the\s+(?:[\w.]+\s+){0,3}?(?:coroner|medical\s+examiner)"
    r"|(?:coroner|medical\s+examiner)(?:['’]s)?(?:\s+office)?\s+(?:took|claimed|removed|collected|ruled|will\s+(?:perform|conduct|determine))\b"
    r"|cause(?:\s+and\s+manner)?\s+of\s+death|how\s+did\s+[^.;?]{1,50}?\s+die\b|would\s+(?:have\s+turned|be|have\s+been)\s+\d\d(?=[.,;]|$|\s+(?:now|today|on|this)\b)"
)
DIED = Cued(
    rf"\b(?:{OTHERWISE}"  # in one list, of which only those are tried whose words are there
    r"|died|dies|dead|killed|kills?|killing|fatally|(?<!non-)(?<!non )fatal|slain|deceased"
    r"|succumbed|(?:was\s+)?pronounced(?:\s+dead)?|declared\s+dead|deadly|death|shot\s+to\s+death"
    r"|funeral|burial|buried|last\s+moments|last\s+(?:\d+\s+)?seconds\s+of|casket|body\s+to"
    r"|widow(?=\s+of\b)|(?:estate)(?=\s+of\s+[A-Z])|obituary"
    r"|decedent(?:['’]s)?|survived\s+by|next\s+of\s+kin"
    r"|(?:coroner|medical\s+examiner)(?:['’]s)?(?:\s+office)?\s+(?:\w+\s+){0,2}?(?:identified|named)"
    r"|identified\s+by\s+the\s+(?:[\w.]+\s+){0,3}?(?:coroner|medical\s+examiner)|ruled\s+a\s+homicide)\b",
    re.IGNORECASE,
    by_letter=True,
)
#: Words that say it by themselves, whoever stands before them.
PLAIN = frozenset("died dies dead killed kills fatally slain succumbed killing deceased".split())
FIRM = re.compile(
    rf"(?:{OTHERWISE})|(?:was\s+)?pronounced|declared\s+dead|decedent|survived\s+by|coroner|medical\s+examiner"
    r"|identified\s+by|ruled\s+a|next\s+of\s+kin|widow|estate|obituary",
    re.IGNORECASE,
)
#: Nouns of a death that may be anybody's in the story.
ANYBODYS = re.compile(
    r"autopsy|inquest|cause|manner|coroner|medical\s+examiner|wrongful|next\s+of\s+kin|(?:identified|released|named|confirmed)\s+by"
    r"|(?:ruled|classified|listed|certified)\s|decedent|deceased|fatal\s|at\s+the\s+wake|(?:to|in|at|from)\s+the\s+(?:\w+\s+)?morgue"
    r"|\w+\s+(?:fatal|deadly)\s|zipped|placed|put\s|grow",
    re.IGNORECASE,
)
_CONDITION = r"(?:stable|critical|serious|fair|good|guarded|grave)"
_HOSPITAL = r"(?:an?|the)\s+(?:[\w.]+\s+){0,3}?hospital"
_PARTS = (
    r"(?:fingers?|toes?|leg|arm|eye|ears?|foot|hand|kidney|lung|spleen|liver|jaw|teeth|sight|colon|bowel"
    r"|intestines?|pelvis|hip|knee)"
)
#: Where a wound is that nobody dies of unless it is told.
_LIMBS = (
    r"(?:fingers?|toes?|legs?|arms?|foot|feet|hands?|knees?|ankles?|shins?|calf|calves|thighs?|wrists?|forearms?"
    r"|elbows?|heels?|buttocks?|shoulders?|ears?|collarbones?)\b(?!\s+and\s+(?:\w+\s+)?(?:head|neck|chest|back|torso|abdomen|stomach|side)\b)"
)
_LIMB = (
    r"(?:the|his|her|their|one|both|an?|(?-i:[A-Z])[\w’-]+['’]s?)\s+"
    rf"(?:(?:left|right|lower|upper)\s+)?{_LIMBS}"
)
#: Who stands between a verb of hitting and where it hit: "him", "the driver", "Kim Roe, 27,".
_WHOM = (
    r"(?:him|her|(?:the|an?)\s+(?:[\w-]+\s+)?[\w-]+"
    r"|(?-i:[A-Z])[\w.’'-]+(?:\s+(?-i:[A-Z])[\w.’'-]+){0,3}(?:,\s+\d{1,2},)?)"
)
_IN_LIMB = (
    rf"(?:shot|shoot|hit|struck|wound|hitting|striking)\s+(?:{_WHOM}\s+)?(?:(?:once|twice|\w+\s+times)\s+)?(?:in|through)\s+{_LIMB}"
    rf"|(?:bullet|round|shot|slug)(?:\s+\w+){{0,3}}?\s+(?:hit|struck|broke|shattered|grazed)\s+{_LIMB}"
    rf"|(?:gun)?(?:shot\s+)?wounds?\s+(?:to|in)\s+{_LIMB}"
    rf"|lodged\s+in\s+{_LIMB}|(?:shattered|fractured)\s+{_LIMB}"
)
#: Where it hit tells who lives only to who infers it.
IN_LIMB = re.compile(_IN_LIMB, re.IGNORECASE)
#: Words of survival, whoever stands before them.
LIVES = Cued(
    rf"\b(?:surviv(?!ors?\b)\w+(?!\s+by)|{_CONDITION}(?:\s*(?:,|but|and)\s*\w+)?\s+(?:condition|shape)"
    rf"|(?:was|is|were)\s+(?:last\s+)?listed\s+(?:as|in)\s+{_CONDITION}\b"
    r"|(?:non|not)[-\s]?(?:(?:considered|believed|thought|said|deemed)\s+)?(?:to\s+be\s+)?life[-\s]?threatening|expected\s+to\s+(?:survive|recover|live)"
    r"|(?:expected|going)\s+to\s+be\s+(?:OK|okay|fine|all\s+right)"
    r"|recovering\s+(?:at|in|from|after)|non-?fatal(?:ly)?|wounded|wounding|wounds\s+(?:man|woman|suspect|teen)"
    r"|injur(?:ed|ing|es|ies)|hospitali[sz]ed|(?:was|been)\s+treated(?!\s+(?:\w+\s+){0,4}?(?:as|like|kindly|(?:un)?fairly|differently|badly|dignity|respect)\b)|arraigned|pleaded|indicted"
    r"|(?:in|undergoing)\s+surgery|pull(?:ed)?\s+through|on\s+life\s+support|will\s+walk\s+again"
    r"|(?:had|undergone)\s+(?:\w+\s+){1,2}operations|lost\s+the\s+use\s+of|being\s+treated(?!\s+(?:\w+\s+){0,4}?(?:as|like|kindly|(?:un)?fairly|differently|badly|dignity|respect)\b)|grazed?(?=\s+(?:wound|in|on|by|along|his|her|the))"
    r"|lived(?=[.;]|$)"
    r"|charges\s+(?:are|were)\s+pending|(?:faces?|facing)\s+(?:\w+\s+)?charges"
    r"|(?:faces?|facing)\s+(?:(?:up\s+to|a|an|one|two|three|four|five|six|\d+)\s+)(?:\w+\s+)?(?:counts?|charges?|trial|years|felon\w+)"
    r"|(?:neither|none)\b[^.;]{0,40}?life[-\s]?threatening"
    r"|critically|(?:released|discharged)\s+(?:\w+\s+)?from\s+(?:an?|the)\s+(?:[\w.]+\s+){0,3}?hospital"
    rf"|(?:let\s+go|walked\s+out|walked\s+away)\s+(?:from|of)\s+{_HOSPITAL}"
    r"|treated\s+and\s+released|released\s+after\s+(?:being\s+)?treat\w+|(?:had|underwent|undergone)\s+(?:\w+\s+)?surger(?:y|ies)"
    r"|(?:needs?|(?:will|would)\s+need)\s+(?:\w+\s+)?surger(?:y|ies)|patched\s+up"
    r"|(?:refused|declined)\s+(?:medical\s+)?(?:treatment|care)"
    r"|condition\s+(?:was|had|has)\s+(?:been\s+)?stabili[sz]ed|condition\s+stabili[sz]ed|(?:was|been)\s+stabili[sz]ed"
    r"|(?:came|come|made\s+it)\s+(?:out\s+of|through)\s+(?:the\s+|his\s+|her\s+)?(?:surgery|(?:an?\s+|the\s+)?operation)|hurt,?\s+(?:but|though)\s+not\s+(?:badly|seriously|gravely)"
    r"|(?:surgeons?|doctors?)\s+(?:later\s+|had\s+)?(?:removed|pulled|took|dug|extracted|repaired)\s+(?:an?|the|two|three|\w+)\s+(?:bullets?|slugs?|fragments?|rounds?|lung|artery|bowel|intestine)"
    rf"|(?:saved?|saving|reattach(?:ed)?)\s+(?:his|her|the)\s+(?:left\s+|right\s+)?{_PARTS}"
    r"|(?:fac(?:es?|ing)|await(?:s|ing)|scheduled\s+for|has\s+had|ha[sd]\s+had)\s+(?:[\w-]+\s+){0,2}?(?:surger(?:y|ies)|operations?)"
    r"|miss(?:ed|ing)\s+(?:(?:his|her|the|any|every|all)\s+)(?:\w+\s+){0,2}?(?:organs?|arter(?:y|ies)|spine|heart|lungs?|brain)|(?:an|half\s+an|\w+)\s+inch(?:es)?\s+from\s+(?:his|her|the)\s+(?:heart|spine|brain)"
    r"|breathing\s+on\s+(?:his|her)\s+own|(?:quadri|para)plegic|upgraded\s+(?:his|her|the\s+\w+['’]s)\s+condition|upgraded\s+the\s+condition"
    r"|(?:gave|handed)\s+(?:him|her)\s+(?:[\w-]+\s+){1,3}(?:years|months)\b|sent\s+(?:him|her)\s+to\s+(?:state\s+)?prison|(?:was|been|be)\s+sent\s+to\s+(?:(?:state\s+)?prison|a\s+(?:state|mental|psychiatric)\s+(?:\w+\s+)?hospital)"
    r"|full\s+recovery|long\s+recovery|recuperat\w+|(?:is|was)\s+recovering"
    r"|(?:needed|needs|got|received|required|took|has|with)\s+(?:[\w-]+\s+){0,2}?stitches|condition\s+(?:was|has\s+been)\s+upgraded\b"
    r"|(?:is|remains|was\s+(?:still|put|placed))\s+(?:still\s+)?on\s+an?\s+(?:ventilator|respirator)"
    r"|(?:has|carries|have)\s+(?:(?:an?|the|some|\w+)\s+)?(?:bullet\s+fragments?|bullets?|shrapnel|pieces?\s+of\s+(?:the\s+|a\s+)?bullet)\s+(?:still\s+)?(?:lodged\s+)?(?:in|near|against)\s+(?:his|her|their)\b"
    r"|(?:was|is|been)\s+(?:listed\s+(?:as\s+|in\s+)?)?(?:\w+ly\s+)?(?:stable|critical)\b(?!\s+(?:of|to|that|about))"
    r"|on\s+the\s+mend|never\s+walk|paraly[sz](?:e[sd]?|ing|is)|no\s+feeling\s+(?:below|in|from)|(?:expect\w*|able)\s+(?:\w+\s+)?to\s+(?:go|return)\s+home"
    r"|(?:is|was|remains)\s+(?:being\s+)?(?:held|jailed)\b(?=\s+(?:without|in|on|at|under))|taken\s+to\s+jail|(?:moved|transferred|taken|booked|sent|went)\s+from\s+(?:an?|the)\s+(?:\w+\s+){0,3}?hospital\s+(?:in)?to\s+(?:\w+\s+){0,3}?jail\b"
    r"|booked\s+into|(?:minor|not\s+(?:seriously|badly|gravely))\s+(?:injur(?:y|ies|ed)|wounds?|hurt|wounded)|(?:flesh|minor|graze|superficial)\s+wound"
    r"|(?:wounds?|injur(?:y|ies))\s+(?:is|are|was|were)\s+(?:described\s+as\s+)?(?:minor|not\s+(?:serious|grave|severe)|superficial|survivable)"
    r"|out\s+of\s+(?:the\s+)?(?:hospital|surgery|danger)"
    r"|(?:will|would|should|['’]ll)\s+(?:live(?!\s+with\b)|survive|recover|pull\s+through)\b|(?:he|she)\s+is\s+(?:still\s+)?living(?=[.;]|$)|(?:is|remains?|remained|was\s+still)\s+(?:still\s+)?in\s+(?:the|an?)\s+"
    r"(?:[\w.]+\s+){0,3}?hospital|(?:where|and)\s+(?:he|she)\s+remain(?:s|ed)|remain(?:s|ed)\s+(?:under\s+guard|in\s+custody|in\s+jail|behind\s+bars|in\s+(?:a|the)\s+coma)"
    r"|upgraded\s+to|(?:from|in|uses?|using|needs?)\s+(?:a|his|her|their)\s+wheelchair|walks?\s+with\s+(?:an?\s+(?:\w+\s+)?(?:cane|limp|walker)|crutches|(?:the\s+)?help)|(?:walks?|walked|walking)\s+(?:\w+\s+){0,4}?on\s+(?:a\s+cane|crutches)|on\s+(?:a\s+cane|crutches)|uses\s+a\s+(?:cane|walker)"
    rf"|(?:lost|lose|losing|cost\s+(?:him|her|them))\s+(?:(?:parts?|most|much|half|\w+\s+(?:feet|inches|foot))\s+of\s+)?(?:\w+\s+)?{_PARTS}|amputat\w+"
    rf"|{_IN_LIMB}"
    rf"|(?:\w+\s+)?{_PARTS}\s+missing|missing\s+(?:his|her|their|a|an|one)\s+{_PARTS}|keep\s+(?:the|his|her|their)\s+{_PARTS}"
    r"|learning\s+to\s+(?:walk|talk|speak|swallow|write)|(?:can\s?not|can['’]t|unable\s+to|not\s+been\s+able\s+to|no\s+longer|not\s+(?:yet\s+)?be\s+able\s+to)\s+"
    r"(?:walk(?!\s+(?:safely|alone|outside|around|past|down|home))|lift|sit|stand(?!\s+(?:by|for|to)\b)|work|(?:use|move|feel|raise|close|bend|turn|hold|straighten)\s+(?:his|her|their|an?|the)\s+(?:\w+\s+)?(?:arms?|hands?|legs?|fingers?|jaw|mouth|neck|head|knees?|foot|feet|eyes?|wrist|elbow|shoulder|hip|back)\b|chew|swallow|grip|drive\s+(?:a|any|now|since|again|or)\b)|(?:rehabilitation|rehab)\s+(?:ward|hospital|cent(?:er|re)|facility|unit)"
    r"|(?:will|would|may)\s+(?:not|never)\s+walk|hand\s+controls"
    r"|(?:fighting|fights|fought)\s+for\s+(?:his|her|their)\s+li(?:fe|ves)|(?:clinging|clung|hanging\s+on)\s+to\s+life"
    r"|(?:in|of)\s+(?:an?\s+|the\s+)?(?:intensive[\s-]+care|ICU)|(?:with|left|leaving|put)\s+(?:him|her|them|(?:an?|the)\s+\w+)\s+in\s+(?:the|an?)\s+(?:[\w.]+\s+){0,3}?hospital"
    r"|(?:drove|took|checked|walked)\s+(?:him|her)self\s+(?:in)?to\s+(?:an?|the)\s+(?:[\w.]+\s+){0,3}?(?:hospital|clinic)|did(?:\s+not|n['’]t)\s+die(?!\s+(?:at|on|from|of|until|right|there|immediately|instantly))"
    r"|spent\s+(?:[\w-]+\s+){1,4}?(?:days|weeks|months|nights)\s+(?:[\w’'-]+\s+){1,6}?(?:hospitals?|coma|bed|(?-i:Hospital|Medical|Center))\b|limited\s+use\s+of\s+(?:the|his|her|their|an?|one)\s"
    r"|(?:physical|occupational|speech)\s+therapy|(?:ask|asks|eligible)\s+for\s+parole|(?:will|must|to)\s+serve\s+(?:[\w-]+\s+){1,4}?years"
    r"|(?:not|n['’]t)\s+(?:\w+\s+){0,2}to\s+threaten\s+(?:his|her|their)\s+li(?:fe|ves)|off\s+(?:an?\s+|the\s+|his\s+|her\s+)?(?:ventilator|respirator)"
    r"|sitting\s+up|opened\s+(?:his|her|their)\s+eyes|(?:is|are)\s+(?:awake|conscious|talking\s+again|(?:up|awake)\s+and\s+talking)\b"
    r"|(?:gone|went|came|come|is|(?:(?<=\bhe)|(?<=\bshe))['’]s|are|be|back|been|reached)\s+(?:back\s+)?(?:at\s+)?home(?=[.,;]|\s+(?:from\s+the\s+hospital|now|on\s+\w+day|since)\b|$)"
    r"|at\s+home\s+now|lives\s+at\s+home"
    r"|(?:is|['’]s|was|are|still)\s+alive(?!\s+(?:when|until|before|at\s+the\s+time))|been\s+discharged|discharged\s+(?:to|from)"
    r"|(?:could|managed\s+to|able\s+to)\s+save\s+(?:him|her|them)\b|saved\s+(?:his|her|their)\s+li(?:fe|ves)"
    r"|now\s+[1-9]\d(?=[,.;]|\s+and\b)|(?:(?<=\bis\s)|(?<=['’]s\s))[1-9]\d\s+now(?=[,.;]|\s+and\b)|ha(?:s|ve)(?:\s+not|n['’]t)\s+worked\s+since"
    r"|(?:is|remains)\s+(?:still\s+)?at\s+(?-i:[A-Z])[\w.]+(?:\s+(?-i:[A-Z])[\w.]+)*"
    r"|charges?\s+(?:of\s+[^.;,]{1,40}\s+)?against\s+(?:him|her|them|the\s+(?:man|woman|suspect|driver|teen\w*|boy|girl|student)))\b",
    re.IGNORECASE,
)
_NOW = (
    r"(?:(?:has|was|is|now|still|later|also|will|be|been|being|then|since|remains?|expected|to)"
    r"\s+)*"
)
#: What a court or police do to somebody.
COURT_VERBS = frozenset(
    """sentenced charged arraigned indicted booked jailed convicted arrested acquitted
    extradited""".split()
)
_COURT = (
    rf"{'|'.join(sorted(COURT_VERBS))}|pleaded|pleads"
    r"|tried\s+as\s+an\s+adult|awaiting\s+trial|due\s+(?:back\s+)?in\s+court|(?:not\s+)?be\s+(?:charged|prosecuted|tried)"
    r"|(?:took|taken|accepted|entered)\s+a\s+plea|(?:got|gets)\s+(?:\d+|\w+)\s+years|free\s+on\s+bond"
    r"|(?:made|makes|making)\s+(?:his|her)\s+(?:first|initial)\s+(?:court\s+)?appearance"
    r"|(?:in|under)\s+(?:police\s+|federal\s+|state\s+)?(?:custody|arrest|guard)|in\s+jail|behind\s+bars"
)
#: What only the living do or have done to them; whose deed it is, their clause says.
DEEDS = Cued(
    rf"\b(?:said(?!\s+(?:that\s+)?(?:he|she)\s+(?:would|was\s+going|wanted|did\s+not\s+want)\b)(?!\s+to\s+say)"
    rf"(?!\s+(?:\w+\s+){{0,3}}?to\s+(?:(?:an?|the|one|both)\s+)?(?:of\s+the\s+)?(?:officers?|deput(?:y|ies)|troopers?|police|each\s+other|one\s+another)\b(?!\s+(?:later|in\s+an\s+interview)))|says|sued|sues|suing|testif(?:ied|ies)|settled|recalled|recalls"
    r"|remembers|spoke|appeared\s+(?:in\s+(?:(?:\w+\s+){0,2}court|an?\b|the\b)|before|by|via|on|at)|filed|receives?|walks(?!\s+(?:out|up|away|from|into|to|toward|towards|across|down|over|past|around|back|off|through|in)\b)|uses|limp(?:s|ed)|works|lives(?!\s+(?:in|at|on)\s+memor)|recovering|withdrawn"
    r"|(?:took|taken)\s+the\s+stand|does\s+not\s+remember|(?:came|returned|is|went)\s+(?:back|home)|still\s+(?:has|carries)\s+(?:(?:an?|the)\s+)?bullet"
    rf"|{_COURT}|(?<=not\s)charge|(?<=won['’]t\s)charge|(?<=is\s)(?:accused(?=\s+of)|asking|seeking)|asks|seeks|contends|trial|arraignment|sentencing|convict(?:s|ing)|(?:ordered|ordering)(?=[^.;]{{1,40}}\sto\s+(?:serve|pay|stay|stand\s+trial))"
    r"|has\s+(?:since\s+|now\s+)?(?:moved|recovered|undergone|relearned|sued|been\s+in\s+(?:the|an?)\s+(?:[\w.]+\s+){0,2}hospital\s+since)"
    r"|(?:intends?|plans?|means)\s+to\s+(?:sue|appeal|testify|plead)|(?:is|was|be)\s+booked|is\s+serving\s+(?:an?\s|the\s|his\s|her\s|\w+\s+(?:months|years))"
    r"|can\s+(?:no\s+longer|now|only|barely|walk|move|stand|see\s+(?:out|only))|woke\s+up(?=\s+(?:on\s+)?\w+day\b|[.,;])"
    r"|wears\s+an?\s+(?:\w+\s+)?(?:bag|brace|patch|prosthe\w+|cast)|is\s+(?:left\s+with|doing\s+(?:well|better))"
    r"|has\s+(?:an?|\w+)\s+(?:\w+\s+)?(?:plates?|rods?|pins?|screws?|scars?)\s+in"
    r"|(?:was|sat)\s+(?:at|in|through)\s+(?:court\b|the\s+(?:\w+\s+)?(?:hearing|courtroom|trial|gallery)|(?:\w+day|today)['’]s\s+hearing)"
    r"|(?:did\s+not|didn['’]t)\s+attend|declined\s+(?:to\s+(?:talk|speak|comment|be\s+interviewed)|an\s+interview)"
    r"|told\s+(?:us|me(?=[,.])|reporters|the\s+(?:court|judge|jury)|a\s+(?:judge|reporter|jury|court)|jurors|(?-i:The))"
    r"|(?:charges?|counts?|case)(?=\s+(?:of\s+[^.;,]{1,40}\s+)?(?:against|hanging\s+over)\s))\b",
    re.IGNORECASE,
)
#: Of these, what is as often done to an officer, or by whoever speaks.
OF_COURT = re.compile(
    rf"sa(?:id|ys)\b|(?:{_COURT})\b|charge|convict|trial|arraign|sentenc|case|count|accused|order",
    re.IGNORECASE,
)
#: The same of somebody without a name: "The man, aged 52, is in jail."
HELD = re.compile(
    r"(?:^|(?<=[;,]\s)|\band\s+|\band(?=\s(?:is|was|remains)\b))(?:(?P<he>[Hh]e|[Ss]he)|(?P<unsaid>(?<=and)(?=\s(?:is|was|remains)\b))|(?:[Tt]he\s+(?:[\w-]+\s+)?)(?:man|woman|boy|girl|teen(?:ager)?|driver|suspect"
    r"|gunman|motorist|passenger|student|juvenile|youth|person)(?:,\s+[^,.;]{1,40},)?)\s+"
    rf"{_NOW}(?:treated\s+and\s+)?(?:{_COURT})\b"
)
#: "Bail was set for the man at $250,000."
BAIL = re.compile(
    r"\b(?:bail|bond)\s+(?:for\s+[^.;,]{1,40}?\s+)?(?:(?:was|is|has\s+been)\s+(?:set|denied|raised)"
    r"|(?:stay(?:s|ed)|stands|remain(?:s|ed))\s+at)\b|\bno\s+bond\s+for\b",
    re.I,
)
#: An officer on trial for a death: nobody is for a wound.
HOMICIDE = Cued(
    r"(?<!attempted\s)\b(?:manslaughter|murder|(?:negligent|reckless|justifiable|vehicular)\s+homicide)\b",
    re.IGNORECASE,
)
_OFFICER = r"(?:officers?|deput(?:y|ies)|troopers?|agents?)"
OFFICER_ACCUSED = re.compile(
    rf"\b{_OFFICER}(?:\s+(?-i:[A-Z])[\w.’'-]+){{0,4}}(?:,[^,.;]{{1,60}},)?\s+(?:who\s+(?:[\w-]+\s+){{1,10}}?)?"
    r"(?:(?:was|is|were|has\s+been|stands|stood|goes|went)\s+(?:\w+\s+)?)?"
    r"(?:charged|indicted|convicted|acquitted|guilty|on\s+trial|to\s+trial|faces)\b"
    r"|\b(?:charg(?:e[sd]?|ing)|indict(?:s|ed|ing|ment)|convict(?:s|ed|ing)|acquit(?:s|ted|ting))\s+(?:(?:an?|the|against|of)\s+)?"
    rf"(?:(?!with\b|after\b|in\b|for\b|by\b|of\b)[\w-]+\s+){{0,4}}?{_OFFICER}\b",
    re.IGNORECASE,
)
