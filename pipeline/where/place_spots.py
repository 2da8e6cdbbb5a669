"""The spot as written: address, block, intersection, road, neighbourhood, kind of building."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Among, Cued
from pipeline.language.hedging import doubted
from pipeline.lexicon import gazetteer
from pipeline.records import Basis, Claim, Passage, Sentence, Where
from pipeline.where import scenes, whole_spots

_WORD = r"(?:[A-Z][\w'’.-]*|\d+(?:st|nd|rd|th))"
_TYPE = (
    r"(?:Street|Avenue|Road(?!\s+\d)|Boulevard|Drive|Lane|Court|Place|Way|Parkway|"
    r"Highway(?!\s+(?:Patrol|\d))|Circle|Terrace|"
    r"Trail|Pike|Turnpike|Loop(?!\s+\d)|Freeway|Expressway|Plaza|Alley|Broadway|St\.|Ave\.|Rd\.(?!\s+\d)|Blvd\.|Dr\.|"
    r"Ln\.|Ct\.|Pl\.|Pkwy\.|Hwy\.(?!\s+\d)|St|Ave|Rd(?!\.?\s+\d)|Blvd|Dr|Ln)"
)
#: The quarter of a town behind a street: "Pryor Street SW", "Xerxes Avenue North".
_QUARTER = (
    r"(?:[NS]\.?[EW]\b\.?|[NSEW]\b"
    r"|(?:(?:North|South)(?:east|west)?|East|West)\b(?!\s+(?:of\b|[A-Z])))"
)
#: "The department's Street Gang Unit", "Street Crimes detectives".
_UNIT = r"\s+(?:Gang|Crimes?|Narcotics|Racing|Outreach|Violence)\b"
_SPANISH = r"(?:Avenida|Calle|Camino|Paseo|Via)"
#: A street by itself, where it is told as one: "800 Broadway", "near Broadway and Elm Street".
_BROADWAY = r"(?:(?<=\d\s)|(?<=\bon\s)|(?<=\bof\s)|(?<=\bnear\s)|(?<=\band\s))Broadway\b"
_ROAD = (
    rf"(?:(?:[NSEW]\.?|North|South|East|West)\s+)?(?:(?:{_WORD}\s+){{1,4}}{_TYPE}(?!\w|{_UNIT})"
    rf"|{_SPANISH}(?:\s+{_WORD}){{1,3}}|Avenue\s+[A-Z]\b|{_BROADWAY})(?:\s+{_QUARTER})?"
)
_PLAIN = rf"(?:{_WORD}\s+){{0,3}}{_WORD}"
_STATES = "|".join(state.name for state in gazetteer.states().values())
_HIGHWAY = (
    rf"(?:(?:(?:North|South|East|West|[NSEW]\.)\s+)?(?:(?:{_STATES})\s+)?"
    r"(?:Interstate|I|U\.?S\.?(?:\s+(?:Highway|Route|Hwy\.?))?|Highway|Hwy\.?|Route|Rte\.?|SR|FM"
    r"|(?:State|County)\s+(?:Route|Road|Rd\.?|Highway|Hwy\.?)|Farm[-\s]to[-\s]Market(?:\s+Road)?"
    r"|(?:Business\s+)?Loop|Beltway)[-\s]+\d+[A-Z]?"
    rf"(?:\s+(?:(?:north|south|east|west)\w*|{_QUARTER}))?)"
)
#: "Mile marker 112 on Interstate 70": what a highway is measured by.
_MILE = r"(?:[Mm]ile(?:[-\s]?(?:[Mm]arker|[Pp]ost))?|[Ee]xit)\s+\d+(?:\.\d+)?\s+(?:on|of|along)\s+"
#: "On Lane 40", "on Road 130": a street that is named by its number alone.
_NUMBERED = r"(?<=\b[Oo]n\s)(?:Road|Lane|Drive)\s+\d{1,4}[A-Z]?\b(?!\s+of\b)"
_DISTRICT = (
    r"(?:neighbou?rhood|section|area|community(?!\s+(?:center|college|leaders?|members?))|"
    r"district(?!\s+(?:attorney|court|judge))|subdivision|side)"
)
_BUILDING = (
    r"(?:apartments?(?:\s+(?:building|complex))?|mobile home park|trailer park|motel|hotel|"
    r"gas station|convenience store|restaurant|grocery store|liquor store|parking lot|"
    r"parking garage|mall|shopping center|school|church|park|bank|pharmacy|warehouse|laundromat)"
)
_PATTERNS = Among(
    (
        (
            "block",
            Cued(
                rf"\b(?:\d+(?:\s+|-)[Bb]lock|\d{{3,6}}\s+[Bb]locks)\s+of\s+(?:{_ROAD}|{_HIGHWAY}|{_PLAIN})"
            ),
        ),
        (
            "intersection",
            Cued(
                rf"\b(?:the\s+)?(?:intersection|corner)\s+of\s+{_HIGHWAY}\s+(?:and|at)\s+(?:{_ROAD}|{_HIGHWAY})"
                rf"|\b(?:the\s+)?(?:intersection|corner)\s+of\s+{_PLAIN}(?:\s+{_TYPE})?\s+(?:and|at)\s+"
                rf"{_PLAIN}(?:\s+(?:streets|avenues|roads|{_TYPE}))?"
                rf"|{_ROAD}\s+(?:and|at|near)\s+(?:{_ROAD}|{_HIGHWAY})"
                rf"|(?<=[a-z]\s)(?:{_WORD}\s+){{1,3}}and\s+(?:{_WORD}\s+){{1,3}}(?:[Ss]treets|[Aa]venues|[Rr]oads)"
            ),
        ),
        ("address", Cued(rf"\b\d{{1,5}}\s+(?:{_ROAD}|{_HIGHWAY})")),
        ("road", Cued(rf"\b(?:{_ROAD}|{_NUMBERED})")),
        ("highway", Cued(rf"\b(?:{_MILE})?{_HIGHWAY}")),
        (
            "poi_large",
            Cued(
                rf"(?:\b(?:{_WORD}\s+){{1,3}}{_DISTRICT}\b|\b(?:east|west|north|south)(?:east|west)?\s+side\b)"
            ),
        ),
        (
            "poi_small",
            Cued(
                rf"\b(?:{_WORD}\s+){{1,3}}(?:Apartments|Inn|Motel|Hotel|Mall|Park|Hospital|School|Market)\b"
                r"(?!\s+(?:[Pp]olice|[Oo]fficers?|man|woman|resident|spokes))"
                rf"|\b(?:in|at|outside|inside|behind|near|of)\s+(?P<spot>(?:an?|the|this|her|his|their)\s+"
                rf"(?:\w+\s+){{0,2}}{_BUILDING}\b)(?!\s+(?:worker|clerk|employee|manager|owner|housekeeper|friend|student|classmate|teacher|principal)s?\b)"
            ),
        ),
    )
)
# Nearer is better: what a map can find comes first.
_WORTH = {
    "address": 5, "block": 5, "intersection": 4.5, "road": 3, "poi_small": 2, "highway": 2.5,
    "poi_large": 1.5,
}  # fmt: skip
_OF_ROADS = frozenset(("block", "intersection", "address", "road"))
_ROAD_WORD = Cued(rf"\b(?:{_TYPE}|{_NUMBERED}|{_SPANISH}|{_HIGHWAY}|{_BROADWAY})", by_letter=True)
_ROAD_TRACES = (
    "Block of", "block of", "locks of", "ntersection", "corner of", "Streets", "streets",
    "Avenues", "avenues", "Roads", "roads",
)  # fmt: skip
_NOT_HERE = Cued(
    r"\b(?:vigil|funeral|services?|rally|march|gather|court|arraign|hearing|donat|headquarters|"
    r"lives?|lived|grew up|attended|sophomore|junior|senior|student|graduated?|taught|teacher)\b"
)


# A crowd, a court or a hospital's bed is somewhere else, whatever the sentence recalls.
_ELSEWHERE = Cued(
    r"\b(?:vigil|funeral|burial|rall(?:y|ied|ies)|march(?:ed|ers|ing)|protest\w*|demonstrat\w+|"
    r"arraign\w*|linked arms|crowds?|lived|grew up|graduated?|booked|press conference|"
    r"news conference|bail|fundraiser|memorial service)\b"
)
_ARRESTED = Cued(r"\b(?:arrested|taken into custody|apprehended|captured|surrendered)\b")
_CARE = re.compile(r"Hospital|Medical|hospital")
_COURT = re.compile(
    r"(?:District|Supreme|Superior|Circuit|County|Federal|Municipal|Appeals|Juvenile|Family|Criminal"
    r"|Magistrate|Probate) Court$"
)
#: "Franciscan St. Margaret Health Hospital": a saint.
_SAINT = re.compile(
    r"\s+(?:[A-Z][\w’'-]*\s+){1,4}?(?:Hospital|Medical|Health|Church|School|Parish|Cathedral|Catholic"
    r"|Academy|University|College)\b"
)
_FULL_STOP = re.compile(r"(?<=[a-z]{4})(?<!Blvd)(?<!Pkwy)\.$")  # of the sentence, not of "Ave."
_ARTICLE = re.compile(r"(?:A|An|The|In|On|At)\s+\S+$")
#: "Hayes, 21, of the 8100 block of …", "Hayes, 21, 407 Elm Street".
_HOME_OF = re.compile(
    r"(?:(?:,|\d|\b[A-Z][a-z]+)\s+of\s+(?:the\s+)?|,\s+\d{1,3},\s+"
    r"|\b(?:boy|girl|m[ae]n|wom[ae]n|(?:fe)?male|teen\w*|resident)\s+(?:from|of)\s+(?:the\s+)?)$"
)
#: "On Carver Street in New Roads, deputies say": no part of the name.
_LEADS = re.compile(r"(?:On|In|At|Near|Off|From|Along)\s+(?=[A-Z][\w'’.-]*\s+\S)")
#: "The Gwinnett County community" is no spot.
_COUNTY_OF = re.compile(r"\bCounty\s+(?:community|area|section|district)$")
_LEAST = 3.0


@dataclass(frozen=True, slots=True)
class Spot:
    sentence: Sentence
    start: int
    end: int
    precision: str
    worth: float
    told: bool  # its clause tells what happened there


def read(
    passage: Passage, told: Sequence[Sequence[Gunfire]], state: str | None
) -> tuple[Claim, ...]:
    """The claim ``place``: the phrase that says best where the shooting was.

    Inferred where no clause tells what happened there; a town of the ``state`` is no spot.
    """
    civil = not any(event.by_police for events in told for event in events)
    spots = [
        replace(spot, told=spot.told and not _of_something_else(spot, civil))
        for order, sentence in enumerate(passage.sentences)
        if sentence.where is Where.TEXT
        for spot in _spots(sentence, order, told[order], _begun(passage.sentences, order))
    ]
    spots = [
        spot
        for spot in spots
        if spot.worth >= _LEAST
        and (spot.told or spot.precision in _PRECISE)
        and not _is_town(spot, state)
    ]
    if not spots:
        return ()
    best = max(spots, key=lambda spot: (spot.told, spot.worth, -spot.sentence.start, -spot.start))
    return (_claim(_without_owner(best, passage.article.text)),)


def _without_owner(spot: Spot, text: str) -> Spot:
    """ "Robinson's Zara Street" is Zara Street."""
    written = spot.sentence.text[spot.start : spot.end]
    return replace(spot, start=spot.end - len(whole_spots.without_owner(written, text)))


#: "A rifle was found at", "the scene of the wreck near": where a thing was, or a crash.
_OF_A_THING = Cued(
    r"\bscene\s+of\s+(?:the|a)\s+(?:wreck|crash|accident|fire)\b[^.;]*$"
    r"|\b(?:gun|handgun|pistol|rifle|revolver|shotgun|weapon|car|truck|suv|van|vehicle)\b(?:(?!\bshot\b)[^.;]){0,60}?"
    r"\b(?:was|were|been)\s+(?:\w+\s+)?(?:found|recovered|located|discovered)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
#: "The suspect was arrested at", "officers tracked the gunman to": after a shooting between others.
_OF_THE_GUNMAN = re.compile(
    r"\b(?:suspects?|gunm[ae]n|shooters?)\b[^.;]{0,40}?\b(?:was|were)\s+(?:\w+\s+)?(?:found|located|spotted|seen|caught|tracked)\b[^.;]{0,60}$"
    r"|\b(?:found|located|spotted|tracked|caught)\s+(?:the\s+)?(?:\w+\s+)?(?:suspects?|gunm[ae]n|shooters?)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
#: "At the store on Elm Street, where a woman told police that she had been robbed".
_CALLED_FROM = re.compile(r",?\s+where\b[^.;]{0,60}?\btold\s+(?:police|officers|deputies|them)\b")


def _of_something_else(spot: Spot, civil: bool) -> bool:
    """Whether the words before a spot tell of a thing found there, or of who was sought."""
    text = spot.sentence.text
    if _OF_A_THING.search(text, max(0, spot.start - 140), spot.start):
        return True
    if _CALLED_FROM.match(text, spot.end):
        return True
    return civil and _OF_THE_GUNMAN.search(text, max(0, spot.start - 120), spot.start) is not None


def _strength(events: Sequence[Gunfire]) -> float:
    """How strongly a sentence tells of somebody hit."""
    if any(event.by_police for event in events):
        return 1.0
    return 0.6 if any(event.of_person for event in events) else 0.3 * bool(events)


def _is_town(spot: Spot, state: str | None) -> bool:
    """ "In Federal Way", "in Avon Park": towns that are named like streets and parks."""
    written = spot.sentence.text[spot.start : spot.end]
    return state is not None and gazetteer.place(written, state) is not None


_PRECISE = frozenset(("block", "address", "intersection"))
_CUT = re.compile(r"\b[ap]\.m\.$")


def _begun(sentences: Sequence[Sentence], order: int) -> str:
    """The words that a sentence goes on from: "The shooting happened about 9 p.m." """
    before = sentences[order - 1].text if order else ""
    return before if before.endswith(".m.") and _CUT.search(before) else ""


def _spots(sentence: Sentence, order: int, events: Sequence[Gunfire], begun: str) -> Iterator[Spot]:
    text = sentence.text
    told = _PATTERNS.able(text)
    if any(precision in _OF_ROADS for precision, _ in told) and not _names_roads(text):
        told = [each for each in told if each[0] not in _OF_ROADS]
    if not told or _ELSEWHERE.search(text):
        return
    strength = _strength(events)
    taken: list[tuple[int, int]] = []
    for precision, pattern in told:
        for match in pattern.finditer(sentence.text):
            start, end = match.span("spot" if match.groupdict().get("spot") else 0)
            if any(start < stop and begin < end for begin, stop in taken):
                continue
            taken.append((start, end))
            if leads := _LEADS.match(text, start, end):
                start = leads.end()
            if _COUNTY_OF.search(text, start, end):
                continue
            end -= _FULL_STOP.search(sentence.text, start, end) is not None
            if numbered := _NUMBER.match(text, end):
                end = numbered.end() if _TAKES_NUMBER.search(text, start, end) else end
            whole = whole_spots.trimmed(text, start, end)
            if whole is None or _is_no_spot(text, *whole) or whole_spots.is_part(text, *whole):
                continue
            start, end = whole
            if precision == "poi_small" and (named := _WHOLE_NAME.search(sentence.text, 0, start)):
                start = named.start("front")
            if precision == "poi_small" and _is_quarter(text, start, end):
                precision = "poi_large"
            worth = _WORTH[precision] + 2.0 * strength + max(0.0, 2.0 - order * 0.25)
            if precision in _OF_ROADS:
                worth += _OCCURRED.search(text, max(0, start - 100), start) is not None
            worth += 2.0 * (_WHERE_SHOT.match(sentence.text, end) is not None)
            worth -= 2.0 * bool(_NOT_HERE.search(sentence.text))
            worth -= 4.0 * (_ARRESTED.search(sentence.text, 0, start) is not None)
            says = _says_so(text, start, end, events) or scenes.happened(begun, 0, len(begun))
            says = says and not _ANOTHER_CALL.search(text, 0, start)
            says = says and not whole_spots.of_elses(text, start, end)
            yield Spot(sentence, start, end, precision, worth, says)


def _is_quarter(text: str, start: int, end: int) -> bool:
    """ "Rogers Park", a part of Chicago, and "the Elm Park neighborhood" are no parks."""
    return bool(gazetteer.wholes_of(text[start:end]) or _DISTRICT_AFTER.match(text, end))


#: "At Martin Luther" before "King Jr. Memorial Park", "in William" before "R. Hale Park".
_WHOLE_NAME = re.compile(
    r"(?:^|\b(?:at|in|near|outside|inside|behind|of|to|from|the|by|into|through|around|across)\s+)"
    r"(?P<front>(?:(?:[A-Z]|Dr|Jr|Sr|St|Mt|Rev|Col|Gen|Sgt|Capt|Lt)\.\s+|[A-Z][a-z][\w'’-]*\s+){1,4})$"
)
_DISTRICT_AFTER = re.compile(rf"\s+{_DISTRICT}\b")


def _names_roads(text: str) -> bool:
    return any(map(text.__contains__, _ROAD_TRACES)) or _ROAD_WORD.search(text) is not None


#: The way there, the way off, and what was done before.
_ON_THE_WAY = re.compile(
    r"\b(?:took off|fled|flee(?:s|ing)?|drove|driving|ran|sped|headed|travel\w+"
    r"|turned (?:on|off|in|left|right)|crash\w*"
    r"|chas\w+|pursu\w+|spotted|stole|robb\w+|carjack\w+|slayings?|earlier)\b"
)
#: "Weld County Road 20", "Road 130", "WCR 20": a road that is named by its number.
_TAKES_NUMBER = re.compile(r"\b(?:Road|Rd\.?|Route|Rte\.?|Highway|Hwy\.?|[A-Z]{2,3})$")
_NUMBER = re.compile(r"\s+\d{1,4}[A-Z]?\b(?!:|\s*(?:[ap]\.?m\b|block))")
#: "Police also responded to a call at …": another place.
_ANOTHER_CALL = re.compile(
    r"\b(?:also\s+(?:respond|call|investigat|look)\w*|(?:another|separate|unrelated|earlier|previous)\s+"
    r"(?:\w+\s+)?(?:shootings?|calls?|incidents?|reports?))\b",
    re.IGNORECASE,
)
_OCCURRED = re.compile(r"\b(?:happened|occurred|took\s+place)\b")
#: "The alley off Elm Street where an officer shot him".
_WHERE_SHOT = Cued(
    r",?\s+where\b[^.;:“”\"]{0,80}?\b(?:shot|killed|wounded|fired|opened fire|died)\b"
)


def _says_so(text: str, start: int, end: int, events: Sequence[Gunfire]) -> bool:
    """Does the clause tell the shooting, or that police came, once off the road?"""
    ways = list(_ON_THE_WAY.finditer(text, max(0, start - 80), start))
    if ways and not scenes.happened(text, ways[-1].end(), start):
        events = [event for event in events if event.by_police or event.of_person]
        return scenes.hits(text, start, end, events)
    return scenes.tells(text, start, end, events)


def _is_no_spot(text: str, start: int, end: int) -> bool:
    """ "A St. Cloud officer", "Hayes, of the 8100 block", "taken to St. John Hospital"."""
    written = text[start:end]
    if _ARTICLE.fullmatch(written) or _CARE.search(written) or _COURT.search(written):
        return True
    if written.endswith((" St.", " St")) and _SAINT.match(text, end):
        return True
    return _HOME_OF.search(text, max(0, start - 20), start) is not None


def _claim(spot: Spot) -> Claim:
    sentence = spot.sentence
    written = sentence.text[spot.start : spot.end]
    detail = {"precision": spot.precision}
    if not spot.told:
        return Claim(
            "place", written, basis=Basis.INFERRED, method="spot named",
            confidence=round(min(0.5, 0.3 + spot.worth / 14), 4), detail=detail,
        )  # fmt: skip
    return Claim(
        "place",
        written,
        as_written=written,
        quote=sentence.span(0, len(sentence.text)),
        hedged=doubted(sentence.text, spot.start),
        method="place-patterns",
        confidence=round(min(0.95, 0.3 + spot.worth / 14), 4),
        detail=detail,
    )
