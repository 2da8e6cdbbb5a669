"""That no weapon was there, that it was no real one, or that nobody will say: the words for it.

A negation, a verb of having or of finding, and a word for a weapon, in the orders English has for
them.
"""

from __future__ import annotations

import re

from pipeline.language.actors import PERSON
from pipeline.language.cued import Cued

_GUN = r"(?:(?:hand|shot)?guns?|firearms?|kni(?:fe|ves)|pistols?|rifles?|revolvers?|blades?)"
_WEAPON = r"(?:weapons?|firearms?)"
_ANY = rf"(?:{_GUN}|weapons?)"
#: "Would not have carried one" is what somebody thinks of him.
_NOT = r"(?<!would )(?<!wouldn)(?:\b(?:not|never|nor)|n['’]t)\s+(?:\w+\s+)?"
_HAVE = (
    r"(?:ha(?:ve|d|s|ving)|possess(?:ed|ing)?|carr(?:y|ied|ying)|hold(?:ing)?|held|wield(?:ed|ing)?"
    r"|brandish(?:ed|ing)?)"
)
_FIND = (
    r"(?:find|found|recover(?:ed)?|locate[ds]?|discover(?:ed)?|see|saw|seen|turn(?:ed)?\s+up"
    r"|yield(?:ed)?|produced?)"
)
_WAS = r"(?:was|were|is|are|(?:has|have|had)\s+been)"
_THERE = (
    rf"(?:{_FIND}\b|(?:on|near|with|in|around)\s+(?:him|her|them|his|her|their|the)\b"
    r"|at\s+the\s+scene\b|involved\b)"
)
_OF_ANY = r"(?:\s+of\s+any\s+(?:kind|sort|type))?"
#: "Was unarmed", "had not been armed".
UNARMED = Cued(
    # "unarmed"; not of bystanders
    r"(?<!who is )(?<!who are )(?<!who was )"
    r"\bunarmed\b(?!\s+(?:people|suspects|civilians|persons|(?:\w+\s+)?(?:neighbou?rs?|bystanders?|passer|security|guards?|friends?)))"
    r"|\bwho\s+was\s+unarmed\s+(?:when|at\s+the\s+time)\b"
    # "was not armed", "had not been armed", "neither man was armed"
    r"|\b(?:was|were|been)(?:\s+not|n['’]t)\s+armed\b"
    r"|\b(?:not|never|hadn['’]t)\s+been\s+armed\b"
    r"|\b(?:neither|none|nobody|no\s+one)\b(?:\s+\w+){0,4}?\s+(?:was|were|had\s+been)\s+armed\b"
    # "neither Orrin nor Pell had a weapon"
    rf"|\bneither\b[^.;,]{{1,50}}\bnor\b[^.;,]{{1,40}}?\b{_HAVE}\s+(?:an?|any)\s+(?:\w+\s+)?{_WEAPON}\b"
    rf"|\b(?:neither|none)\b(?:\s+of\s+\w+)?\s+(?:ever\s+)?{_HAVE}\s+(?:an?|any)\s+(?:\w+\s+)?{_WEAPON}\b"
    # "was not holding anything"
    rf"|{_NOT}(?:have|had|holding|carrying)\s+(?:anything|nothing)\b(?!\s+(?:to|but|against|else|like)\b)"
    # "nothing in his hands", "empty-handed", "his hands were empty"
    r"|\bnothing\s+in\s+(?:(?:his|her|their|either|those)\s+(?:\w+\s+)?(?:hands?|palms?)|them)\b"
    r"|\bempty[\s-]?hand\w*\b"
    r"|\b(?:hands?|palms?)\s+(?:was|were)\s+empty\b"
    r"|\bhands?\s+had\s+nothing\b"
    r"|\bhad\s+nothing(?=[,.;\"”])"
    r"|\b(?:carrying|holding)\s+nothing\b"
    # "did not have a weapon", "with no weapons"
    rf"|{_NOT}{_HAVE}\s+(?:an?|any)\s+(?:\w+\s+)?{_WEAPON}\b"
    rf"|\b(?:{_HAVE}|with)\s+no\s+(?:other\s+)?weapons?\b"
    r"|\bthere\s+was\s+no\s+weapon\b"
    # "no weapon was found", "nothing was found but a phone"
    rf"|\bno\s+(?:other\s+)?weapons?{_OF_ANY}\s+(?:\w+\s+)?{_WAS}\s+(?:ever\s+|\w+ly\s+)?{_THERE}"
    r"|\bnothing\s+(?:was|were)\s+(?:found|recovered)\s+(?:on\s+(?:him|her)\s+)?(?:but|except|other\s+than)\b"
    r"|\b(?:had|carried|carrying|with)\s+nothing\s+(?:on\s+(?:him|her)|in\s+(?:his|her)\s+(?:\w+\s+)?(?:hands?|pockets?|possession))\b"
    # "used only his fists"
    r"|\b(?:only|just|nothing\s+but|except|no\s+weapon\s+but)\s+(?:with\s+)?(?:his|her)\s+(?:own\s+)?(?:(?:bare|two)\s+)?(?:fists|hands)\b(?!\s+(?:in|on|up|out|were|was|behind|above)\b)"
    r"|\bwith\s+(?:only\s+)?(?:his|her)\s+bare\s+(?:fists|hands)\b"
    # "brought nothing to this fight but himself", "nothing in her lap but a towel"
    r"|\b(?:brought|bringing|had|has|carried|carrying|with|holding|held|bore|took)\s+nothing\s+(?:else\s+)?"
    r"(?:(?:in|on|to|with|into|at)\s+(?:his|her|him|this|that|the|a)\b[^.;,]{0,25}?\s*\b(?:but|except|besides|other\s+than|more\s+than)\s+"
    r"|(?:but|except|besides|other\s+than|more\s+than)\s+(?:himself\b|herself\b|(?=(?:an?|his|her)\s)))"
    # "no gun turned up", "found no weapon", "without a weapon"
    r"|\bno\s+(?:weapons?|firearms?|(?:hand)?gun)\s+(?:(?:ever|has|have|had)\s+)?(?:turned\s+up|surfaced)\b"
    r"|\b(?:came|come|coming)\s+up\s+with\s+(?:no\s+weapon|nothing)\b"
    rf"|\b{_FIND}\s+no\s+weapons?\b"
    r"|\bwithout\s+a\s+weapon\b"
    # "nothing that looked like a weapon"
    r"|(?<!say\s)(?<!says\s)(?<!said\s)(?<!tells\s)(?<!told\s)(?<!know\s)(?<!knows\s)(?<!knew\s)\bnothing\s+(?:(?:that|which)\s+)?(?:\w+\s+){1,4}?(?:an?\s+)?weapon\b",
    re.IGNORECASE,
)
#: "He had no gun", "no gun was found": of other weapons it says nothing.
NO_GUN = Cued(
    # "had no gun", "there was no gun"
    rf"\b(?:{_HAVE}|with|was|{_FIND})\s+no\s+{_GUN}\b"
    r"|\bthere\s+was\s+no\s+gun\b"
    rf"|\bthere\s+(?:was(?:\s+not|n['’]t))\s+(?:an?|any)\s+{_ANY}\b"
    # "no pistol was found"
    rf"|\bno\s+{_ANY}{_OF_ANY}\b(?:\s+\w+){{0,2}}?\s+{_WAS}\s+(?:ever\s+|\w+ly\s+)?{_THERE}"
    # "did not have a gun", "a gun was never found"
    rf"|{_NOT}(?:been\s+)?(?:{_HAVE}|armed\s+with|in\s+possession\s+of|{_FIND})\s+(?:an?|any)\s+(?:\w+\s+)?{_ANY}\b"
    rf"|\b{_ANY}\s+(?:{_WAS}(?:\s+not|n['’]t|\s+never)|(?:has|have|had)(?:\s+not|n['’]t|\s+never)\s+been)\s+(?:\w+\s+)?{_FIND}\b"
    # "denied that he had a gun"
    rf"|(?<!not )(?<!n['’]t )"
    rf"\b(?:disput(?:e[sd]?|ing)|den(?:y|ies|ied|ying))\s+(?:that\s+)?(?:[\w'’-]+\s+){{0,3}}?(?:was\s+armed|(?:had|held|pulled|pointed|raised|carried|drew|fired)\s+an?\s+(?:\w+\s+)?{_ANY})\b"
    # "neither a gun nor a knife", ", not a gun"
    rf"|\bneither\s+an?\s+(?:\w+\s+)?{_ANY}\s+nor\s+an?\s+(?:\w+\s+)?{_ANY}\b"
    rf"|,\s+(?:and\s+)?not\s+an?\s+{_ANY}\b",
    re.IGNORECASE,
)
_FAKE_OF = rf"(?:{_ANY}|grenade|bomb|explosives?|device|vest|sword)"
NOT_REAL = Cued(
    rf"\b{_FAKE_OF}\b(?:(?!\b(?:thought|thinking|believ\w+|mist\w+|looked|appeared|like|for)\b)[^.;]){{0,60}}?\b(?:was|is|were|proved|(?:turned\s+out|proved)\s+to\s+be)\s+(?:\w+\s+)?(?:an?\s+)?(?:fake|inert|hoax|dud|hollow|imitation|prop|replica|toy|souvenir|counterfeit|non-?functional|not\s+(?:live|real|functional|an?\s+actual\s+\w+))\b"
    rf"|\b{_ANY}\s+shoots?\s+(?:only\s+)?(?:plastic|rubber|foam|gel|paint)\w*\b"
    r"|\b(?:cannot|can['’]t|could\s+not|couldn['’]t|incapable\s+of|unable\s+to|not\s+capable\s+of)\s+(?:fire|firing|shoot|shooting)\s+(?:live|real|actual)\s+(?:rounds|ammunition|bullets)\b|"
    rf"\b{_ANY}(?:\s+\w+){{0,4}}?\s+(?:was|is)(?:\s+not|n['’]t)\s+(?:a\s+)?real\b"
    rf"|\b(?:not|n['’]t)\s+a\s+real\s+{_ANY}\b"
    rf"|\b{_ANY}\b[^.;]{{0,40}}?\b(?:fires?|fired|shoots?|shot)\s+(?:only\s+)?(?:plastic\s+)?(?:pellets|bbs)\b"
    rf"|\b{_ANY}\b(?:\s+\w+){{0,4}}?\s+(?:was|is|proved|(?:turned\s+out|proved)\s+to\s+be)\s+(?:\w+\s+)?(?:fake|plastic)\b",
    re.IGNORECASE,
)
_SILENT = (
    r"(?:(?:would|could|can|will)\s+neither\s+confirm\s+n?or\s+deny|(?:would|could|can|will)(?:\s+not|n['’]t)\s+confirm\s+or\s+deny"
    r"|(?:ma[dk]es?|making|contain(?:s|ed)?|includ(?:es|ed)|has|had|with|was|is)\s+no\s+mention|(?:say|said|says|tells?|told)\s+nothing\s+(?:about|of|on)"
    r"|(?:would|could|did|do|does|have|has|had)(?:\s+not|n['’]t)\s+(?:immediately\s+|yet\s+)?(?:mention\w*|address\w*|discuss\w*|say|said|confirm\w*|disclos\w+|releas\w+"
    r"|describ\w+|specif\w+|elaborat\w+|detail\w*|identif\w+|answer\w*|reveal\w*|know)"
    r"|(?:declin|refus)\w+\s+to\s+(?:say|discuss|disclose|answer|describe|confirm|release|elaborate|specify|reveal)"
    r"|(?:g[ai]ve|offered|provided|had|released)\s+no\s+(?:answer|details?|information|word|comment)"
    r"|not\s+(?:yet\s+)?(?:clear|known|(?:been\s+)?(?:disclosed|released|confirmed|determined)|immediately\s+(?:clear|known))"
    r"|unclear|unknown|unsure|not\s+in\s+a\s+position\s+to\s+(?:say|discuss)|no\s+(?:word|information|details)\s+(?:yet\s+)?(?:on|about)|(?:can(?:not|['’]t)|unable\s+to|without)\s+(?:say|saying|confirm\w*|specify\w*)|(?:work|try)ing\s+to\s+(?:determine|learn|establish|find\s+out)|yet\s+to\s+(?:say|determine|disclose))"
)
_HELD = (
    r"(?:armed|(?:weapons?|gun|firearm|knife)\b(?!\s+(?:was|were|is|had\s+been)\s+(?:\w+\s+)?(?:loaded|cocked|operable|functional|stolen|registered|legal\w*)\b)|what,?\s+if\s+any\b|what\s+(?:the\s+|that\s+)?(?:object|item|thing)\b|what,?\s+if\s+anything,?\s+\w+\s+(?:was|were|had)\b"
    r"|what(?:,?\s+if\s+any,?\s+(?:role|part)|\s+(?:role|part),\s+if\s+any)\b"
    r"|what\s+(?:[\w'’]+\s+){1,4}?(?:in\s+(?:his|her|their)\s+(?:\w+\s+)?hands?|held|was\s+(?:holding|carrying)|had))"
)
UNSAID = Cued(
    rf"\b{_SILENT}\b[^.;]{{0,60}}?\b{_HELD}\b"
    rf"|\bwhether\s+(?:[\w'’-]+\s+){{1,4}}?(?:was|were|had|has|been|carried|possessed|held)\s+(?:\w+\s+)?(?:armed|(?:an?|any)\s+(?:\w+\s+)?{_ANY}|holding|carrying)\b"
    rf"|\b(?:not|n['’]t)\s+yet\s+(?:found|recovered|located)\s+(?:an?|any)\s+(?:\w+\s+)?{_ANY}\b"
    rf"|\b[Aa]sked\s+(?:if|whether)\s+(?:an?|any|the\s+{PERSON}|he|she)\s+(?:\w+\s+){{0,3}}?(?:armed|weapon|gun|knife)\b"
    r"|\b(?:search(?:ing|ed)?|look(?:ing|ed)?|comb(?:ing|ed)?|scour(?:ing|ed)?|dredg(?:ing|ed)|sift(?:ing|ed)?|hunt(?:ing|ed)?|rak(?:ing|ed)|wad(?:ing|ed)|sw[ep]+t|sweeping)\b[^.;]{0,40}?\bfor\s+(?:an?|the|any)\s+(?:possible\s+|missing\s+|suspected\s+)?(?:weapon|gun|firearm)\b(?!\s+\w+er\b|[^.;]*\bfound\s+(?:only|just|nothing\s+(?:but|except))\b)",
    re.IGNORECASE,
)
#: What a search has not found yet: "by noon no weapon had been located", "so far".
SO_FAR = Cued(
    r"\b(?:by\s+(?:(?:early|late|mid-?)[\s-]?)?(?:\w+day(?:\s+\w+)?|noon|midday|midnight|dawn|sunup|sunrise|dusk|dark|sundown|nightfall|morning|afternoon|evening|press\s+time|\d)"
    r"|so\s+far|(?:not\s+)?(?:yet|as\s+yet)|as\s+of|at\s+this\s+(?:point|time|stage)|thus\s+far|to\s+date|still\s+(?:\w+\s+)?(?:search|look|comb)\w*)\b",
    re.IGNORECASE,
)
#: That there was a weapon, and not what: "an armed man", "something shiny in his hand".
ARMED = Cued(
    rf"\barmed\s+(?:[\w-]+\s+)?{PERSON}s?\b|\b{PERSON}\s+(?:\w+\s+){{0,3}}?(?:was|were)\s+(?:\w+ly\s+)?armed\b(?!\s+(?:only\s+)?with\b)"
    r"|\b(?:he|she|who)\s+(?:was|were)\s+(?:\w+ly\s+)?armed\b(?!\s+(?:only\s+)?with\b)"
    r"|\bsomething\s+(?:black|dark|shiny|metallic|metal|silver|long|that\s+(?:looked|appeared|resembled))\b(?=[^.;]{0,40}\bhands?\b)"
    r"|\b(?:had|held|holding|pull\w+|draw\w*|drew|point\w*|rais\w+|carry\w*|carried|with|produced)\s+(?:out\s+)?(?:something\s+(?:black|dark|shiny|metallic|metal|silver|long)|an?\s+(?:unknown|unidentified|unspecified)\s+(?:object|item|weapon))\b",
    re.IGNORECASE,
)
#: What hands did that held nothing: raised, on the wheel, at a pair of shorts.
HANDS = Cued(
    r"\b(?:hands|arms|palms)\s+(?:(?:was|were|are|still|both)\s+){0,2}(?:up|raised|in\s+the\s+air|open|above\s+(?:his|her)\s+head|over\s+(?:his|her)\s+head|out\s+the\s+window|on\s+the\s+(?:steering\s+)?(?:wheel|dash\w*)|visible|behind\s+(?:his|her)\s+back)\b"
    r"|\bon\s+(?:his|her)\s+hands\s+and\s+knees\b|\bboth\s+palms\b"
    r"|\bwith\s+(?:only\s+)?(?:his|her)\s+(?:bare\s+)?(?:fists|hands)(?=[.,;]|$)|\bnaked\s+(?:man|woman|person)\b|\b(?:he|she|man|woman)\s+(?:was|ran|walked|stood)\s+(?:\w+\s+)?naked\b"
    r"|\b(?:(?:pull|hik|hitch|tugg|hold)(?:ing|ed)\s+up|(?:adjust|fix|tugg)(?:ing|ed)(?:\s+at)?)\s+(?:his|her)\s+(?:\w+\s+)?(?:pants|shorts|jeans|trousers|sweatpants|waistband|belt)\b"
    r"|\b(?:reach|lean|mov|try)(?:ing|ed)\s+(?:over\s+|down\s+)?to\s+(?:unbuckle|unfasten|undo|turn\s+(?:off|down)|roll\s+(?:up|down))\b",
    re.IGNORECASE,
)
#: Told, asked or refused, and so not done.
NOT_DONE = re.compile(
    r"\b(?:not|never|n['’]t|refus\w+|fail\w+|order\w*|command\w*|told|tell\w*|ask\w*|yell\w*|shout\w*|scream\w*|instruct\w*|to|if|whether|should|must|keep|put|get|with\s+guns?)\b[^.;”\"]{0,40}$",
    re.IGNORECASE,
)
