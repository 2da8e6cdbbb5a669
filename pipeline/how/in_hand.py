"""How firmly words put a thing into the hands of the person shot."""

from __future__ import annotations

import re

from pipeline.language import branches
from pipeline.language.actors import PERSON, POLICE
from pipeline.language.things import Thing

_HOLDS = branches.compiled(
    r"\b(?:armed\s+(?:himself|herself)?\s*(?:only\s+)?with|holds?|held|holding|carry\w*|carried|having"
    r"|point\w*|aim\w*|rais\w+|lift\w*|pull\w*|produc\w*|wield\w*|brandish\w*|wav\w+"
    r"|swing\w*|swung|drew|draw\w*|grabb\w+|(?:reach\w*|went|goes|going)\s+for|clutch\w*|retriev\w+|picked\s+up|threaten\w*"
    r"|lunged\s+(?:at\s+\w+\s+)?with|came\s+at\s+\w+\s+with|walk\w*\s+\w*\s*with|advanc\w+|possess\w*"
    r"|with(?!\s+[\w\s]*\bbecause\b)|drop(?:ped)?|fir(?:ed|ing)|emerg\w+|swip\w+|stabb\w+|slash\w+|cut|attack\w*|using|used(?!\s+to)"
    r"|put(?:ting)?(?=\s*$)|relinquish\w*|surrender\w*|clung\s+to|brought|bring\w*|press(?:ed|ing)|slung|shoulder(?:ed|ing)"
    r"|(?:let(?:ting)?\s+go|part(?:ing)?\s+with|giv(?:e|ing)\s+up|gave\s+up|get(?:ting)?\s+rid)(?:\s+of)?|set(?:ting)?|lay(?:ing)?|laid|lower\w*|toss\w*"
    r"|(?:took|takes|taken|taking|mistook|mistaken|mistaking)(?=\s*$)|rack(?:ed|ing)|chamber(?:ed|ing)|level\w*|cock(?:ed|ing)|cradl\w+|tot(?:ed|ing)|thrust\w*|jabb\w+|t[ao]k\w+\s+out|whipp\w+|unsheath\w+|load(?:ed|ing)|train(?:ed|ing)(?=\s+(?:an?|the|his|her)\s)"
    r"|extend(?:ed|ing)|rest(?:ed|ing)(?=\s*$)|(?:got|squeez\w+|popp\w+|let|ripp\w+)\s+off\s+(?:\w+\s+){0,3}?(?:shots?|rounds?)\s+(?:from|with)|heft\w*|heav(?:ed|ing|es)|hove|lobb\w+|fl[iu]ng\w*|chuck(?:ed|ing)|hoist\w*|sh(?:ook|ak(?:ing|es))|slic(?:ed|ing)|pok(?:ed|ing)|prodd?(?:ed|ing)|twirl\w*|flick\w+|flail\w+|w(?:ound|inding)\s+up\s+with|poised|yank\w+"
    r"|(?:fish|dug|digg|whisk|whip)\w*\s+out|grasp\w*|strapp\w+|clobber\w+|club(?:bed|bing)|bash\w+|pound(?:ed|ing)|menac\w+|hurl\w+|discharged(?=\s+an?\s+can)|spray\w+|thr[eo]w(?:ing|n)?|tuck\w+|conceal\w+|wrest\w+|snatch\w+"
    r"|present(?:ed|ing)|flash(?:ed|ing)|remov\w+|show\w*|display\w*|gripp\w+|refus\w+\s+to\s+drop|put\s+down|exit\w*)\b[^.;:]{0,45}$",
    re.IGNORECASE,
)

#: On whose body a thing is: "a blade was in his fist", "in the man's belt was a pistol".
_ON_BODY = (
    rf"\b(?:in|on|to|at|under|inside|across|against|into|over|by|from|between|beneath|beside|near|next\s+to)\s+(?:(?:the\s+(?:\w+\s+)?(?:of|in)\s+)?"
    rf"(?:his|her|their|(?:the\s+)?(?:[\w-]+\s+)?{PERSON}['’]s|one|each|both|the\s+other)\s+(?:[\w-]+\s+){{0,2}}?)"
    r"(?:hands?|fists?|grip|grasp|fingers?|lap|waist\w*|belt|pockets?|sleeves?|side|body|arms?|shoulders?|chest|back|neck|throat|head"
    r"|temple|chin|jaw|mouth|wrists?|stomach|abdomen|ribs|hip|thigh|leg|ankle|heart|knees?|forearms?|elbow|palm|boot|sock|holster|jacket|coat|hoodie|pants|shorts|sweatshirt)\b"
)

_ON_BODY_BEFORE = re.compile(rf"(?:{_ON_BODY})[^.;]{{0,40}}$", re.IGNORECASE)

_ON_BODY_AFTER = re.compile(
    rf"^(?:(?!\b(?:shot|hit|struck|wound\w*|and)\b)[^.;]){{0,40}}?(?:{_ON_BODY})", re.IGNORECASE
)

#: Told of before, and then taken up: "a rifle was by the bed and he reached for it".
_TAKES_IT = re.compile(
    r"^[^.;]{0,60}?\b(?:reach\w*\s+for|went\s+for|grabb\w+|picked|had|held|rais\w+|point\w+|aim\w+|brought|swung|drew|pulled|fired"
    r"|carried|dropped)\s+it\b",
    re.IGNORECASE,
)

#: "The man's pistol", and a gun turned "toward an officer".
_OWNED = re.compile(rf"\b{PERSON}['’]s\s+(?:[\w-]+\s+){{0,2}}$", re.IGNORECASE)

_TURNED = re.compile(
    rf"^\s+(?:\w+\s+)?(?:at|toward|towards|on)\s+(?:the\s+|an?\s+|two\s+)?(?:\w+\s+)?(?:{POLICE}|them)\b",
    re.IGNORECASE,
)

#: "A handgun was produced by the driver", "was then pointed at them by the suspect".
_BY_THEM_SHOWN = re.compile(
    r"^\s+(?:was|is|had\s+been)\s+(?:\w+\s+)?(?:produced|pulled|drawn|pointed|aimed|raised|brandished|displayed"
    r"|presented|shown|leveled|flashed|held|waved|fired|discharged)\b[^.;,]{0,30}?\bby\s+(?:him|her|(?:the|an?|that)\s+"
    rf"(?:[\w-]+\s+){{0,2}}?{PERSON})\b(?!['’])",
    re.IGNORECASE,
)

#: "The barrel of a shotgun poked out of the window", "his rifle went off".
_MOVES = re.compile(
    r"^\s+(?:then\s+|suddenly\s+)?(?:poked|poking|stuck\s+out|sticking\s+out|protrud\w+|jutt\w+|emerg\w+|came\s+(?:up|around|out|level|through)|swung|went\s+off"
    r"|(?:was|were)\s+(?:poking|sticking|protruding|jutting|coming)\b)",
    re.IGNORECASE,
)

#: Seen by somebody: some sign that it was there.
_SEEN = re.compile(
    r"\b(?:saw|seen|sees|spotted|noticed|reported(?=\s+an?\s))\s+[^.;:,]{0,30}$", re.IGNORECASE
)

#: Turned on police: what was in hand when they fired.
_AT_POLICE = re.compile(
    rf"\b(?:at|toward|towards|on)\s+(?:the\s+|an?\s+|two\s+|one\s+of\s+the\s+)?(?:\w+\s+)?(?:{POLICE})\b",
    re.IGNORECASE,
)

_HAD = re.compile(
    r"\b(?:had|have|has|(?:(?:he|she|who|man|woman|guy|fellow|dude|kid|boy|girl|suspect|subject|driver|person)['’]s|has|have|['’]ve)\s+got)\s+"
    r"(?:only\s+|nothing\s+but\s+|been\s+holding\s+)?"
    r"(?:what\s+(?:\w+\s+){1,4}(?:like|be|for|was)\s+)?$|\bw/\s*$|\bfingers?\s+(?:\w+\s+)?on\s+$",
    re.IGNORECASE,
)

_REVEALED = re.compile(
    r"\b(?:(?:was|were|be|as|actually|it's|is|found|determined|revealed)\s*|(?:weapon|gun|object|item):\s+(?:an?\s+)?)$",
    re.IGNORECASE,
)

#: After the name of a thing: "was found beside him", "he was holding", "was loaded".
_FOUND = re.compile(
    r"^[^.;]{0,40}\b(?:found|recovered|located|photographed|lay|was\sin|at\shis\sside|at\sher\sside|beside|near"
    r"|fell|slung|was loaded|had been fired|collected|retrieved|lying)\b"
    r"|^\s+(?:that\s+|which\s+)?(?:he|she|(?:the\s+)?man|the\s+(?:woman|suspect|driver|teen\w*|boy|girl))\s+(?:was\s+|had\s+been\s+|had\s+)?(?:holding|carrying|held|carried|pointed|raised|pointing)\b"
    r"|^\s+(?:was|were|wasn['’]t|was\s+not)\s+(?:\w+\s+)?(?:un)?loaded\b|^\s+in\s+hand\b"
    r"|^\s+to\s+(?:\S+\s+){1,4}?(?:head|temple|throat|neck|chest|chin|mouth|face|wrists?|stomach|heart)\b"
    r"|^-wielding\b|^\s+(?:charges?|violations?)\b"
    r"|^\s+(?:(?:that|which)\s+)?(?:was\s+|were\s+)?(?:booked|logged|entered|taken)\s+(?:into|as)\s+evidence\b",
    re.IGNORECASE,
)

_RECOVERED = re.compile(
    r"\b(?:found|recovered|located|collected|seized|retrieved)\s+(?:[\w-]+\s+){0,4}$", re.IGNORECASE
)

_AT_SCENE = re.compile(
    rf"\b(?:{POLICE}|shot|fired|drop|armed|point\w*|rais\w+)\b",
    re.IGNORECASE,
)

#: "The phone that he held", "armed with", "in his hand".
_IN_HAND = re.compile(
    r"\b(?:cell\s?phone|phone|wallet|remote\s+control)\s+(?:that\s+)?(?:\w+\s+){1,3}(?:held|holding|carr\w+)\b|"
    r"\b(?:holding|held|carrying|mist[oa]\w+|turned\s+out\s+to\s+be|was\s+actually|only|armed\s+with)\b"
    r"[^.;]{0,60}$|\b(?:in|from)\s+(?:his|her|one|each|both)\s+(?:\w+\s+)?(?:hands?|fists?|grip|grasp|waistband|lap)\b"
    r"|\bbetween\s+(?:his|her)\s+(?:\w+\s+)?fingers\b",
    re.IGNORECASE,
)
#: "Reached for his wallet", "getting her license", "walking home with a flashlight".
_TAKEN_UP = re.compile(
    r"\b(?:holding|held|had|clutch\w+|gripp\w+|rais(?:ed|ing)|lift(?:ed|ing)|wav(?:ed|ing)|pull(?:ed|ing|s)(?:\s+out)?"
    r"|(?:took|taking|takes|pick(?:ed|ing|s))\s+(?:out|up)|grabb(?:ed|ing)|snatch\w+|reach(?:ed|ing|es)\s+(?:[\w-]+\s+){0,5}?for"
    r"|(?:went|going)\s+for|got|(?:gett|retriev|fetch|show|present|produc|hand|offer)(?:ing|ed)|with(?:\s+nothing\s+but)?"
    r"|[a-z]{2,}ing(?:\s+(?:out|with|up|down))?|turn(?:ed|ing)\s+on|h[eo]ld(?:s)?\s+(?:up|out)|nothing\s+(?:but|except)"
    r"|(?:look|talk|sp[eo]a?k|play|text|film|record)\w*\s+(?:on|at|with|into)|(?:was|were|had\s+been)\s+on)"
    r"\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
#: "I'm bringing a notebook".
_MINE = re.compile(r"(?-i:\bI|\b[Ww]e|\b[Mm]y)\b[^.;]{0,40}$", re.IGNORECASE)
_HELD = re.compile(r"\b(?:holding|held|had)\s+(?:only\s+)?$", re.IGNORECASE)
#: "A cellphone was found near the body", "found only a flashlight".
_NEAR_THEM = (
    r"\b(?:near|beside|next\s+to|under|underneath|beneath|on|by|with|close\s+to|alongside)\s+"
    r"(?:him\b|her\b|(?:his|her)\s+(?:body|hand|side|person|right|left|feet|lap)\b"
    rf"|the\s+(?:[\w-]+\s+)?(?:body|decedent|deceased|victim|{PERSON})\b"
    r"|(?-i:[A-Z])[\w-]+(?:['’]s\s+(?:body|hand|side)\b|(?=[.,;]|$)))"
)
_LEFT_THERE = re.compile(
    r"^s?(?:\s+and\s+[^.;,]{1,25}|,\s+[^.;,]{1,40},|,)?\s+(?:was|were|had\s+been|lay)\s+(?:later\s+|then\s+|all\s+(?:that\s+)?)?"
    r"(?:(?:found|recovered|located|discovered)\s*(?:[.,;]|$)"
    rf"|(?:(?:found|recovered|located|lying|discovered|collected)\s+)?[^.;]{{0,25}}?{_NEAR_THEM})",
    re.IGNORECASE,
)
_ONLY_FOUND = re.compile(
    r"\b(?:found|recovered|located|discovered|turned\s+up|yielded)\s+(?:(?:on|near|under|beside|by|with)\s+(?:him|her|the\s+[\w-]+)\s+)?"
    r"(?:only|just|nothing\s+(?:but|except|more\s+than))\s+$",
    re.IGNORECASE,
)
_FOUND_IT = re.compile(r"\b(?:found|recovered|located|discovered|saw)\s+$", re.IGNORECASE)
_BY_THEM = re.compile(rf"^s?\s+[^.;,]{{0,20}}?{_NEAR_THEM}", re.IGNORECASE)


def firmness(thing: Thing) -> float:
    """How firmly the words put a thing into somebody's hands; nothing where they do not."""
    score = _possession(thing) + 2 * revealed(thing)
    on_body = _ON_BODY_BEFORE.search(thing.before) or _ON_BODY_AFTER.match(thing.after)
    if thing.kind != "harmless" and on_body:
        score += 2
    elif thing.kind == "harmless" and not score:
        score = 2.0 * (_TAKEN_UP.search(thing.before) is not None) or 1.5 * left_there(thing)
    return score or 1.0 * (_SEEN.search(thing.near) is not None)


def _possession(thing: Thing) -> float:
    score = 0.0
    if holds(thing) or _HAD.search(thing.before):
        score += 2
    if _FOUND.search(thing.after):
        score += 1.5
    if _RECOVERED.search(thing.near):
        score += 1.5
    turned = _TURNED.match(thing.after) or _TAKES_IT.match(thing.after)
    turned = turned or _BY_THEM_SHOWN.match(thing.after)
    if thing.kind == "firearm":
        turned = turned or _MOVES.match(thing.after)
    return score or 2.0 * bool(_OWNED.search(thing.near) or turned)


def holds(thing: Thing) -> bool:
    """Does a verb of holding stand before a thing?"""
    return _HOLDS.search(thing.before) is not None


def verb_of(thing: Thing) -> int:
    """Where the nearest verb of holding begins; where there is none, the thing does."""
    match = _HOLDS.search(thing.before)
    while match and (nearer := _HOLDS.search(thing.before, match.start() + 1)):
        match = nearer
    match = match or _HAD.search(thing.before)
    start = thing.start - len(thing.before)
    return start + match.start() if match else thing.start


def revealed(thing: Thing) -> bool:
    """Is a toy or a harmless thing said to be what it was?"""
    return thing.kind in ("replica", "harmless") and _REVEALED.search(thing.before) is not None


def in_hand(thing: Thing) -> bool:
    """Is a harmless thing said to be in a hand?"""
    if _MINE.search(thing.before):
        return False
    return bool(_TAKEN_UP.search(thing.before) or grasped(thing) or left_there(thing))


def grasped(thing: Thing) -> bool:
    """Is it plainly in a hand, and not only near a verb that may be another's?"""
    after = thing.after[:40].split(".")[0]
    about = thing.before + thing.phrase + after
    return bool(_HELD.search(thing.before) or _IN_HAND.search(about))


def left_there(thing: Thing) -> bool:
    """Is a thing said to be all that was found, or found beside somebody?"""
    if _LEFT_THERE.match(thing.after) or _ONLY_FOUND.search(thing.before):
        return True
    return _FOUND_IT.search(thing.before) is not None and _BY_THEM.match(thing.after) is not None


#: "Swung a flashlight", "struck the trooper with a phone": what is used as a weapon is one.
_ATTACKED = re.compile(
    r"\b(?:sw[iu]ng(?:ing)?|(?:lung|charg|rush|struck|hit|hitting|beat|attack|assault|stab|jab)\w*\b[^.;]{0,40}?\bwith)\s+"
    r"(?:(?:an?|his|her)\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


def attacked_with(thing: Thing) -> bool:
    """Is somebody attacked with a thing, whatever it is called?"""
    return _ATTACKED.search(thing.near) is not None


def at_scene(text: str) -> float:
    """How much a sentence tells of the moment: of police, and of what is turned on them."""
    return 0.5 * (_AT_SCENE.search(text) is not None) + 0.5 * (_AT_POLICE.search(text) is not None)
