"""Whether a run of capitalised words is told of as a person anywhere, and not as a thing.

Who is not told to have been hit ("Rights Reserved", "Sandy Hook", a reporter) must be shown to be a
person of the story by the words beside the name: a title, an age, kin, a saying, a pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.language.cued import Cued
from pipeline.language.vehicles import MAKES
from pipeline.language.years import YEARS
from pipeline.lexicon import gazetteer
from pipeline.lexicon.name_lists import given_ppm, surname_ppm
from pipeline.lexicon.people_words import common_words, words
from pipeline.naming.forms import Bearer
from pipeline.naming.mentions import Named
from pipeline.naming.name_tokens import fold
from pipeline.page import photo_credits
from pipeline.records import Sentence

_LEAST_GIVEN = 20  # in a million, so that "Gun" and "Simple" are no first names
#: After a name, of persons alone: ", who", ", 24,", "told reporters".
_AFTER = Cued(
    r"(?:,\s+(?:Jr|Sr)\.?,?)?(?:"
    r"\s*[,(]\s*(?:who\b|whose\b|\d{1,3}\b|aged?\b|aka\b|a\.k\.a\.|both\b|an?\s+\d"
    r"|(?:(?:his|her|their|the|an?|one\s+of|another)\s+)?(?:[\w’'-]+\s+){0,4}?"
    r"(?:man|woman|boy|girl|officers?|deputy|trooper|patrolman|policeman|constable|marshal|agent|detective|spokes\w+|president|director|manager|owner|neighbo\w+|residents?"
    r"|students?|attorney|lawyer|pastor|friend|principal|professor|teacher|worker|witness|leader|member|founder|chief"
    r"|captain|lieutenant|sergeant|mother|father|sister|brother|son|daughter|wife|husband|uncle|aunt|cousin|nephew"
    r"|niece|grand\w+|fianc\w+|victim|suspect|driver|passenger|customer|veteran|coroner|prosecutor|organi[sz]er|boyfriend"
    r"|girlfriend|commissioner)\b)"
    r"|,\s+[^.;“”\"]{3,70},\s+(?:said|says|told|tells|wrote|testified|added|asked|pleaded|cries|holds|huddles)\b"
    r"|\s+(?:of|with|from)\s+[^.,;“”\"]{3,60}\s+(?:said|says|told)\b"
    r"|\s+and\s+(?:[A-Z][\w.’'-]+\s+){1,3}(?:were|are|was|both|remain|believed|said|told|fired)\b"
    r"|,?\s+(?:who\b|said\b|says\b|told\b|tells\b|wrote\b|testified\b|recalled\b|added\b|asked\b|heard\b|saw\b|ran\b|walked\b"
    r"|died\b|pleaded\b|lives\b|lived\b|worked\b|grew\b|fired\b|shot\b|drove\b|stands\b|put\b|held\b|took\b|went\b|sat\b|stood\b|believed\b|remains?\b"
    r"|(?:has|had|does|did)\s+(?:n[o’']t|never|been|lived|just|known)\b|(?:was|is|has\s+been|had\s+been|were)\s+(?:(?:also|later|then)\s+)?"
    r"(?:shot|killed|wounded|arrested|charged|born|pronounced|taken|identified|convicted|sentenced|indicted|booked|struck"
    r"|hit|accused|suspected|unarmed|armed|dead|fatally|transported|flown|airlifted|booked|\d{1,3}\b|an?\s)))"
)
_AGED = re.compile(rf"(?:,\s+(?:Jr|Sr)\.?)?\s*[,(]\s*(?:aged?\s+)?(?:\d{{1,3}}|{YEARS})\b")
#: Before a name, of persons alone: "according to", "the shooting of", "his mother".
_BEFORE = Cued(
    r"(?:\b(?:said|says|told|added|named|charged|represents|identified\s+as|identified|called|by|against|killed|shot|shooting\s+of|death\s+of|arrest\s+of"
    r"|killing\s+of|autopsy\s+of|according\s+to|officers\s+as|deputies\s+as|troopers\s+as|guests?|owner|instructor|defender|guard"
    r"|killing|wounding|with|son|daughter|mother|father|brother|sister|wife|husband|girlfriend|boyfriend|fianc\w+|cousin|uncle"
    r"|aunt|nephew|niece|grand\w+|neighbor|friend|man|woman|resident|victim|suspect|officers?|deput\w+|year-old|old|student"
    r"|attorney|lawyer|spokes\w+)[,:]?\s+(?:[\"“]?))(?:(?:(?-i:[A-Z])[\w.’'-]+,?\s+){1,4}and\s+)?$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:\bblock\s+of(?:\s+\d+)?|©|\(c\)|\bcopyright|/)\s*(?:[NSEW]\.?\s+)?$|\bcharged\s+with\s+$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Yy]our|[Oo]ur|\w+['’]s(?=\s+(?:19|20)\d\d))\s+"
    r"(?:(?:dark|light|black|white|red|blue|silver|gr[ae]y|green|gold|tan|maroon|beige|stolen|rented|older|newer|late-model"
    r"|four-door|two-door|(?:19|20)\d\d)[\s-]+){0,3}$"
)
#: "Corpus Christi police", "WXYZ CBS 6".
_FORCE_OR_NUMBER = re.compile(
    r"\s+(?:\d|(?:police|officers?|deput(?:y|ies)|PD|Police|Fire|firefighters?|County|Parish|Trail|Road|Street|Avenue|High|Elementary)\b)"
)
_STREETS = frozenset(
    "street st avenue ave road rd drive dr lane ln court ct place pl way boulevard blvd circle "
    "terrace trail park".split()
)
_STREET = r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Lane|Highway|Parkway)\b\.?"
_CORNER = re.compile(
    r"\b(?:corner|intersection)\s+of\s+(?:(?:[NSEW]\.?|[A-Z][\w.’'-]+|\d\w+)\s+){0,3}(?:and\s+|&\s+)?$"
)
_STREET_AND = re.compile(rf"\b{_STREET}\s+(?:and|&)\s+(?:[NSEW]\.?\s+)?$")
_AND_STREET = re.compile(
    rf"\s+(?:and|&)\s+(?:(?:[NSEW]\.?|[A-Z][\w.’'-]+|\d\w+)\s+){{1,3}}?{_STREET}"
)
_GOES_NO_FURTHER = re.compile(
    r"\s*(?:[,.;:)]|$)|\s+(?:on|in|around|about|at|shortly|just|late|early|where|when|after|before|Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)"
)
_COMPASS = frozenset(("north", "south", "east", "west"))
_ON = re.compile(r"\b(?:on|of|at|near|along|off|in)\s+$")
_ALONG = re.compile(r"\b(?:[Oo]n|[Aa]long|[Oo]ff)\s+$")
_IN = re.compile(
    r"\b(?:[Oo]n|[Oo]f|[Aa]t|[Nn]ear|[Ii]n|[Ff]rom|[Tt]o|[Ff]or|[Tt]he|[Bb]efore|[Aa]fter|[Ss]ince|[Oo]ff)\s+$"
)
_REPORTS = re.compile(r"\s+(?:reports?|contributed)\b(?!\s+that)\W*(?:to\b|from\b|live\b|$)")
_HE = re.compile(r"(?:He|She|His|Her)\b")
#: "MACON, Ga. (Channel 52) —": who sends the story.
_SENDER = re.compile(
    r"^\W*[A-Z][A-Z.'’\- ]+(?:,\s+[A-Z][\w.]+\.?)?\s*\((?P<who>[A-Z][^)\n]{1,40})\)\s*[-–—:]"
)
_PARTY = re.compile(r"[DRI]-[A-Z]")  # "Rep. Ann Roe, D-Carbury"
_PICTURE = re.compile(r"\b(?:[Pp]hotos?|PHOTOS?)(?:\s+(?:by|[Cc]redit))?\s*:?\s+$|\b[Pp]hoto:$")
#: "(Jane Roe/Dayton Courier)"
_PHOTOGRAPHER = re.compile(r"\((?P<who>[^()/\n]{3,60}/[^()\n]{2,40})\)")


#: Before a name, of the press: "By", "Contact", "contributed by".
_CREDITED = Cued(
    r"(?:^\W*By|\b(?:[Pp]osted|[Uu]pdated|[Ww]ritten|[Rr]eport(?:ing|ed)?|[Ee]dit(?:ing|ed)|[Cc]ontributed)\b[^.;]{0,30}\bby|\b[Cc]ontact|\b[Rr]each"
    r"|\b[Ff]ollow|\b[Ee]-?mail|\breporters?|\b[Ww]riters?|\b[Cc]ontributing:|\b[Rr]eporting\s+by|\b[Aa]uthor|\b[Ss]ource|\d['’][Ss])"
    r":?\s+(?:(?:[A-Z][\w.’'-]+,?\s+){1,6}and\s+|(?:[A-Z][\w.’'-]+,?\s+){2,6})?$"
    r"|\b(?:Bee|Tribune|Times|Post|Chronicle|Courier|Gazette|Herald|Fox|FOX|[KW][A-Z]{2,3})"
    r"(?:[- ]?TV)?(?:\s?\d+)?\s?['’]?\s?[Ss]\s+$"
)
_AT_WORK = re.compile(
    r"\s*(?:/\s*(?:[A-Z]{2}|[Ss]taff)|[|]\s|\(?@\w|,\s+[A-Z]{4}|,?\s+(?:[Ss]taff\b|[Cc]orrespondent|\S+@\S)|['’]s\s+report\b"
    r"|(?:\s+and\s+(?:[A-Z][\w.’'-]+\s+){2,3})?(?:\s+(?:is|are)\s+[^.;]{0,40}(?:staff|reporters?)\b|\s*reports?\s+(?:from|for)\b)"
    r"|\s+for\s+(?:the\s+)?[A-Z][^.;]{3,25}\b(?:News|Times|Post|Herald)\b|\s+JOINS\b)"
)


#: Whoever else is told of beside: "he" in the next line is none of them.
_CREDITS = Cued(r"\bcontributed\s+to\s+(?:this|the)\s+(?:report|story|article)\b")


def _of_press(mention: Named, text: str) -> bool:
    """Who took the picture, sends the story or reports it."""
    if _CREDITED.search(text, max(0, mention.start - 90), mention.start):
        return True
    if _AT_WORK.match(text, mention.end):
        return True
    if _PICTURE.search(text, max(0, mention.start - 20), mention.start):
        return True
    credited = [match.span("who") for match in _PHOTOGRAPHER.finditer(text)] if "/" in text else []
    if sender := _SENDER.match(text):
        credited.append(sender.span("who"))
    if photo_credits.inside(mention.start, tuple(credited)):
        return True
    return _REPORTS.match(text, mention.end) is not None and len(text) < 60


#: "VAN HORN, Texas —", and "a retired Norfolk Southern brakeman".
_DATELINE = re.compile(r"(?:,\s+[A-Z][\w.]*)?\s*(?:\([^)\n]{1,40}\)\s*)?(?:[—–»:]|--?\s)")
_ATTRIBUTE = re.compile(
    r"\s+(?:tribal|brakeman|engineers?|employees?|workers?|railroad|conductor|players?|fans?|executive"
    r"|graduate|dealership)\b"
)


#: "Cherry Hill man charged", "a Buena Vista officer", "Buena Vista Sgt. Ann Roe": whose town it is.
_OF_TOWN = re.compile(
    r"\s+(?:(?:wo)?man|(?:wo)?men|boys?|girls?|teen(?:ager)?s?|couple|residents?|native|homeowner|officers?|cops?|police"
    r"|(?:Sgt|Lt|Capt|Cpl|Det|Ofc|Sergeant|Lieutenant|Captain|Corporal|Detective|Officer|Patrolman|Mayor|(?:Police\s+)?Chief)"
    r"\.?(?=\s+[A-Z]))(?![\w-])"
)


#: "Is at Mercy Alden in serious condition": a hospital.
_IN_CONDITION = re.compile(
    r",?\s+(?:\(\w+\)\s+)?(?:listed\s+)?in\s+(?:an?\s+)?(?:\w+\s+(?:but\s+\w+\s+)?)?condition\b"
)
_AT = re.compile(r"\b(?:at|to)\s+$")


def _is_place_or_firm(mention: Named, text: str) -> bool:
    head = not mention.start and text[: mention.end].isupper()
    if head and _DATELINE.match(text, mention.end):
        return True
    if not mention.titles and _OF_TOWN.match(text, mention.end):
        return True
    if _IN_CONDITION.match(text, mention.end) and _AT.search(text, 0, mention.start):
        return True
    return _ATTRIBUTE.match(text, mention.end) is not None


def is_place(bearer: Bearer, sentences: Sequence[Sentence]) -> bool:
    """Whether it is told of as a town or a firm somewhere, and nowhere as a person."""
    if not bearer.given or any(mention.titles for mention in bearer.mentions):
        return False
    full = [mention for mention in bearer.mentions if len(mention.parts) > 1] or bearer.mentions
    written = [(mention, sentences[mention.sentence].text) for mention in full]
    if all(_is_street(mention, text) or _is_car(mention, text) for mention, text in written):
        return True
    places = [_is_place_or_firm(mention, text) for mention, text in written]
    return (any(places) or _opens_with_a_town(bearer, sentences)) and all(
        place or _IN.search(text, 0, mention.start)
        for place, (mention, text) in zip(places, written, strict=True)
    )


def _is_car(mention: Named, text: str) -> bool:
    """ "A Dodge Durango": a make and its model, and of no age."""
    both = len(mention.parts) == 2 and mention.keys[0] != mention.keys[1]
    return both and _CARS.issuperset(mention.keys) and not _AGED.match(text, mention.end)


_CARS = frozenset(MAKES)


def _opens_with_a_town(bearer: Bearer, sentences: Sequence[Sentence]) -> bool:
    """ "Weslaco East", where another sentence tells of "Weslaco police"."""
    first = bearer.fullest.parts[0]
    return any(
        mention.parts == (first,) and _is_place_or_firm(mention, sentences[mention.sentence].text)
        for mention in bearer.mentions
    )


def is_person(
    bearer: Bearer,
    sentences: Sequence[Sentence],
    *,
    hit: bool,
    officer: bool = False,
    tried: bool = False,
) -> bool:
    """Whether any mention is told of as a person, and most are no thing's.

    ``hit``: told to be shot, which few things are; one word that is a name is enough then. An
    ``officer`` need not be told of as a person besides, and a court has told one who is ``tried``.
    """
    full = [mention for mention in bearer.mentions if len(mention.parts) > 1] or bearer.mentions
    written = [(mention, sentences[mention.sentence].text) for mention in full]
    if all(_CREDITS.search(text) for _, text in written):
        return False
    if all(_is_quarter(mention, text) for mention, text in written):
        return False
    if any(_is_of_county(mention, text) for mention, text in written):
        return False
    if hit and _is_half_known(full[0]):
        return True
    if any(_of_press(mention, text) for mention, text in written if not mention.titles):
        return False
    if sum(_is_thing(mention, text) for mention, text in written) * 2 > len(full):
        return False
    if tried:
        return True
    if (hit or officer) and is_known(full[0]):
        return any(
            _AFTER.match(text, mention.end) or not _IN.search(text, 0, mention.start)
            for mention, text in written
        )
    return any(_is_told_of(mention, sentences) for mention in bearer.mentions)


def _is_of_county(mention: Named, text: str) -> bool:
    """ "Prince George's County": whose possessive is a county's name."""
    return _COUNTY_AFTER.match(text, mention.end) is not None and bool(
        gazetteer.counties_named(" ".join(mention.parts) + "'s")
    )


_COUNTY_AFTER = re.compile(r"(?:['’]s)?\s+County\b")


def _is_quarter(mention: Named, text: str) -> bool:
    """ "A store on East Main"."""
    plain = len(mention.parts) == 2 and not mention.titles
    return plain and mention.keys[0] in _COMPASS and not _AGED.match(text, mention.end)


def is_known(mention: Named) -> bool:
    """ "Andre Mabry", "Trevonte Carter": names by both words, or no common word among them."""
    first, last = mention.keys[0], mention.keys[-1]
    if first == last or last in words()["not_people"]["last"]:
        return False
    if given_ppm(first) >= _LEAST_GIVEN and any(map(surname_ppm, last.split("-"))):
        return True
    if all(map(str.isupper, mention.parts)) and not (given_ppm(first) or surname_ppm(last)):
        return False  # "WSMV ABC"
    if mention.parts[0].isupper() and len(mention.parts[0]) > 2 and not mention.parts[-1].isupper():
        return False  # "WSMV Channel"
    if gazetteer.known(" ".join(mention.parts)) or len(mention.parts) > 4:
        return False
    return common_words().isdisjoint(fold(part) for part in (mention.parts[0], mention.parts[-1]))


def _is_common(mention: Named) -> bool:
    """ "Border Protection", "Fatally Shot": no first name, and a common word that is hardly one."""
    first, last = mention.keys[0], mention.keys[-1]
    return (
        given_ppm(first) < _LEAST_GIVEN
        and surname_ppm(last) < _LEAST_GIVEN
        and fold(mention.parts[-1]) in common_words()
    )


def _is_half_known(mention: Named) -> bool:
    """Of somebody told to be hit: a word that is a name, or none that is a common word."""
    first, last = mention.keys[0], mention.keys[-1]
    if given_ppm(first) > 0 or any(map(surname_ppm, last.split("-"))):
        return True
    return common_words().isdisjoint(fold(part) for part in (mention.parts[0], mention.parts[-1]))


def _is_thing(mention: Named, text: str) -> bool:
    before = text[max(0, mention.start - 30) : mention.start]
    if _PARTY.match(mention.parts[0]):
        return True
    if mention.titles:
        return False
    if _FORCE_OR_NUMBER.match(text, mention.end):
        return True
    if mention.keys[-1] in _STREETS and _ON.search(before):
        return True
    return _NOT_BEFORE.search(before) is not None or _ARTICLE.search(before) is not None


def _is_street(mention: Named, text: str) -> bool:
    """ "Stood on Lindsay Lane", "Vine Street and Rosa Parks", "the corner of Rosa Parks"."""
    if mention.keys[-1] in _STREETS:
        return _ALONG.search(text, 0, mention.start) is not None
    if _AGED.match(text, mention.end):
        return False
    if _CORNER.search(text, max(0, mention.start - 60), mention.start):
        return True
    if _STREET_AND.search(text, max(0, mention.start - 30), mention.start):
        return _GOES_NO_FURTHER.match(text, mention.end) is not None
    return _AND_STREET.match(text, mention.end) is not None


def _is_told_of(mention: Named, sentences: Sequence[Sentence]) -> bool:
    text = sentences[mention.sentence].text
    titled = bool(mention.titles) and fold(mention.parts[0]) not in common_words()
    if titled or _AGED.match(text, mention.end):
        return True
    if _is_common(mention):
        return False
    if mention.titles:
        return True
    if _BEFORE.search(text, max(0, mention.start - 70), mention.start):
        return True
    led = _IN.search(text, 0, mention.start) is None
    if led and _AFTER.match(text, mention.end):
        return True
    after = mention.sentence + 1
    return led and after < len(sentences) and _HE.match(sentences[after].text) is not None
