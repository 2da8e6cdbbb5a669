"""Flight, body cameras and the flags that inclusion rules ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import us

from pipeline.clauses import LISTS
from pipeline.cues import Gunfire, asserted_by, hedged
from pipeline.records import Basis, Claim, Passage, Sentence, Where

_STATES = tuple(state.name for state in us.states.STATES)
_CAMERA = re.compile(
    r"\bbody[\s-]?(?:worn\s+)?cam(?:era)?s?\b|\bbodycams?\b|\bbody-worn\b"
    r"|\bofficers?(?:['’]s?)?\s+cameras?\b|\b(?:wore|wears?|wearing|worn)\s+(?:\w+\s+)?cameras?\b"
    r"|\bno\s+(?:police\s+)?cameras\b",
    re.IGNORECASE,
)
_NO_CAMERA = re.compile(
    r"\b(?:no|not|without|never|n['’]t|lacks?|neither|nor|none|few)\b[^.;]{0,45}?"
    r"(?:\bcam(?:era)?s?\b|\bbodycams?\b)|\bcam(?:era)?s?\b[^.;]{0,40}?"
    r"\b(?:were\s+not|was\s+not|not\s+(?:on|activated|equipped|yet|recording)|off\b|turned\s+off|did\s+not)",
    re.IGNORECASE,
)
_WORN = re.compile(
    r"\b(?:wore|wears|wearing|worn|equipped\s+with)\b[^.;]{0,25}?\bcam(?:era)?s?\b"
    r"|\b(?:body[\s-]?(?:worn\s+)?cam(?:era)?s?|bodycams?)\b[^.;]{0,60}?\b(?:video|footage|recordings?|captured"
    r"|recorded|shows?|showed|caught|on\b|activated|turned\s+it\s+off)",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"\b(?:say|said|says|know|known|clear|ask\w*)\s+(?:if|whether)\b|\bwhether\b", re.IGNORECASE
)
_DOUBT = re.compile(
    r"\b(?:if|budget|proposal|bill|council|vot\w+|law|debate|grant|buy|departments)\b",
    re.IGNORECASE,
)
_POLICE = re.compile(
    r"\b(?:officers?|deput(?:y|ies)|troopers?|police|agents?|cops?|detectives?)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"\bfoot\s+(?:chase|pursuit)\b|\b(?:fled|fleeing|ran|run|running|chas\w+|pursu\w+|took\s+off)\b"
    r"[^.;]{0,40}\bon\s+foot\b|\b(?:ran|runs|running|bolted|sprint\w+|took\s+off\s+running)\b\s*"
    r"(?:away|off|from|behind|between|into|through|around|toward\s+(?:a|the)\s+(?:back|alley|wood)"
    r"|out\s+(?:of\s+the|a)|down|across|after|past|when|as)\b"
    r"|\bturned\s+and\s+ran\b|\b(?:he|she|and|man|suspect|teen|boy)\s+(?:ran|bolted)\b"
    r"|\bas\s+(?:he|she)\s+ran\b|\b(?:tried|trying)\s+to\s+run\b"
    r"|\b(?:jump|hop|climb|scal|leap)\w*\s+(?:over\s+)?(?:\w+\s+){0,3}(?:fences?|walls?|railings?)\b"
    r"|\bchas\w+\s+[^.;]{0,40}?\b(?:over|across|through|between|behind|into)\s+[^.;]{0,25}?"
    r"\b(?:fences?|(?:back)?yards?|alleys?|woods?|fields?|courtyards?)\b",
    re.IGNORECASE,
)
_FLED = re.compile(
    r"\b(?:fled|flees|fleeing|took\s+off|gave\s+chase|escap(?:ed|ing))\b"
    r"|\b(?:attempted|tried|trying)\s+to\s+(?:evade|flee|escape|get\s+away)\b",
    re.IGNORECASE,
)
_MOTOR = re.compile(
    r"\b(?:car|vehicle|truck|suv|van|pickup|sedan|driver|drove|driving|mph|motorcycle)\b",
    re.IGNORECASE,
)
_CAR = re.compile(
    r"\b(?:vehicle|car|(?:high|low|slow)[-\s]speed|freeway|police|traffic|short|brief|county|[\w-]+-(?:mile|minute))\s+"
    r"(?:chase|pursuit)\b|\bpursuit\s+(?:from|that)\b|\bpursu(?:ed|ing)\s+(?:an?|the)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:vehicle|car|truck|suv|van|pickup|motorcycle|driver)\b"
    r"|\b(?:after|during|following)\s+a\s+chase\b|\bvehicle\s+took\s+off\b"
    r"|\bled\s+(?:\w+\s+){1,4}on\s+(?:a|an)\b[^.;]{0,30}\b(?:chase|pursuit)\b"
    r"|\b(?:sped|drove|speeding|driving|peeled|roll\w+)\s+(?:off|away)\b"
    r"|\bfled\s+in\s+(?:a|an|the|his|her)\b|\bfleeing\s+(?:car|vehicle|driver|motorist)\b"
    r"|\b(?:refused|failed|did\s+not|would\s+not|failing)\s+(?:to\s+)?(?:stop|pull\s+over|yield)\b"
    r"|\b(?:chase|pursuit)\b[^.;]{0,40}\b(?:crash\w*|ended|highway|interstate|mph|miles)\b"
    r"|\b(?:mph|miles)\b[^.;]{0,40}\b(?:chase|pursuit)\b|\bchas\w+\s+(?:a|the)\s+(?:stolen\s+)?(?:car|vehicle|truck|suv)\b",
    re.IGNORECASE,
)
_NOT_THEM = re.compile(
    r"\b(?:girlfriend|wife|members|hostages?|(?:second|third|other)\s+(?:man|person)|other\s+(?:man|suspect)|robbery\s+suspect|mother|people|witness\w*|neighbors?|bystanders?|customers|employees|children|crowd"
    r"|residents|I|we)\s+"
    r"(?:\w+\s+)?(?:ran|fled|run|running)\b|\bran\s+(?:for|over|out\s+to\s+help|a\s+(?:red|business))\b",
    re.IGNORECASE,
)
_STAYED = re.compile(
    r"\b(?:lung\w+|charg\w+\s+(?:at|toward)|advanc\w+|approach\w+|walk\w*\s+toward|came\s+(?:at|toward)|point\w+"
    r"|rais\w+|refus\w+|confront\w*|barricad\w+|standoff|knock\w*|commands?|ordered|domestic|welfare\s+check"
    r"|reach\w+\s+for|emerg\w+|stepped|struggl\w+|swung|threaten\w*|pulled|opened\s+(?:the\s+)?door|armed|holding"
    r"|brandish\w+|drop\s+(?:the|his|her|it)|encounter\w*|closed\s+(?:the\s+)?distance|rolled\s+up"
    r"|(?:was|were)\s+(?:firing|shooting|hitting|waving|standing|sitting)|parked\s+(?:car|vehicle|truck))\b",
    re.IGNORECASE,
)
_OFF_DUTY = re.compile(
    r"\boff[\s-]duty\b[^.;]{0,40}?\b(?:officer|deputy|trooper|agent|cop|sergeant|detective|police)\b"
    r"|\b(?:officer|deputy|trooper|agent|sergeant|detective)\b[^.;]{0,60}?\boff[\s-]duty\b",
    re.IGNORECASE,
)
_BYSTANDER = re.compile(
    r"\b(?:bystanders?|hostages?|neighbou?r|passers?-?by)\b[^.;]{0,40}\b(?:was|were|is|also|been)?\s*(?:\w+ly\s+)?"
    r"(?:shot|struck|hit|wounded|killed)\b|\bstray\s+(?:police\s+)?bullet\b",
    re.IGNORECASE,
)
_ACCIDENT = re.compile(
    r"\b(?:accidental(?:ly)?|mistakenly|unintentional(?:ly)?|inadvertent(?:ly)?)\b[^.;]{0,40}?"
    r"\b(?:shot|fired|shoot\w*|discharg\w+|struck|hit|killed|firing)\b"
    r"|\b(?:gun|weapon|shooting)\b[^.;]{0,25}\b(?:accidental\w*|by\s+accident)\b|\bnegligent\s+discharge\b",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\bself-inflicted\b|\b(?:shot|killed)\s+(?:himself|herself)\b"
    r"|\bturn\w*\s+the\s+(?:gun|weapon)\s+on\s+(?:himself|herself)\b|\btook\s+(?:his|her)\s+own\s+life\b",
    re.IGNORECASE,
)


def _listed(name: str) -> str:
    return "|".join(
        re.escape(each.strip()) for each in LISTS["abroad"][name].replace("\n", " ").split(",")
    )


# A bare "Jamaica" or "West Bank" is as often a part of an American city.
_COUNTRY = rf"(?:{_listed('places')}|{_listed('countries')})"
_ABROAD = re.compile(
    rf"^[A-Z][\w .'-]{{1,30}},\s+{_COUNTRY}(?=\s*(?:\(|[—–]|--?\s))"
    rf"|(?<!born )(?<!raised )\b(?:in|near|of)\s+(?:[A-Z][\w'-]+\s?){{1,3}},\s+{_COUNTRY}"
    r"(?=[,.]|\s(?:on|after|when|by|late|early)\b)"
    rf"|\b(?:{'|'.join(LISTS['abroad']['demonyms'].split())})"
    r"\s+(?:(?:riot|border|federal|national|state|security|anti-terror\w*)\s+)?"
    r"(?:police|officers?|gendarmes?|constables?|security\s+forces|troops|soldiers?)\b"
    rf"|^(?:{_listed('places').upper()})(?=\s*(?:\(|[—–]|--?\s))"
)
_STATE = re.compile(
    r"\b(?:"
    + "|".join(sorted(_STATES, key=len, reverse=True))
    + r"|U\.S\.|United States|American)\b"
    r"|,\s+(?:[A-Z]{2}|[A-Z][a-z]{2,4}\.)(?=\W)"
)
_NOT_KNOWN_WHO = re.compile(
    r"\b(?:unclear|not\s+clear|unknown|not\s+known|did\s+not\s+(?:say|know)|whether|could\s+not\s+say)\b[^.;]{0,60}?"
    r"\b(?:shot\s+(?:himself|herself)|self-inflicted|struck\s+by\s+(?:police|officers?)|"
    r"who\s+(?:fired|shot)|killed\s+by\s+police|police\s+(?:bullets?|gunfire))\b",
    re.IGNORECASE,
)


def _claim(
    field: str, value: str | bool, sentence: Sentence, match: re.Match[str], rule: str,
    confidence: float = 0.85,
) -> Claim:  # fmt: skip
    text = sentence.text
    return Claim(
        field,
        value,
        match.group(),
        sentence.span(0, len(text)),
        asserted_by=asserted_by(text),
        hedged=hedged(text),
        method=f"circumstances/{field}/{rule}",
        confidence=confidence,
    )


_HAD_NONE = re.compile(
    r"\b(?:did\s+not|didn['’]t|was\s+not|wasn['’]t)\s+(?:have|wear(?:ing)?)\s+one\b", re.IGNORECASE
)


def camera(sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """Whether officers' body cameras were there: worn or shown, else lacking, else spoken of."""
    found: dict[str, Claim] = {}
    spoken = False
    for sentence in sentences:
        text = sentence.text
        if spoken and (lacking := _HAD_NONE.search(text)):
            found.setdefault("lacking", _claim("body_camera", False, sentence, lacking, "none"))
        spoken = _CAMERA.search(text) is not None
        if not _CAMERA.search(text) or _UNSAID.search(text):
            continue
        missing = _NO_CAMERA.search(text)
        if missing and "after" not in text[missing.end() : missing.end() + 12]:
            found.setdefault("none", _claim("body_camera", False, sentence, missing, "none"))
        elif worn := _WORN.search(text):
            found.setdefault("worn", _claim("body_camera", True, sentence, worn, "worn"))
        elif (match := _CAMERA.search(text)) and not _DOUBT.search(text):
            told = _claim("body_camera", True, sentence, match, "spoken-of", 0.6)
            found.setdefault("spoken", told)
    chosen = found.get("lacking") or found.get("worn") or found.get("none") or found.get("spoken")
    if chosen:
        yield chosen


def flight(sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """How the person shot was fleeing, or (inferred) that an encounter had no flight.

    The last told holds: who leaves a car and runs fled on foot, who then takes another, by car.
    A bare "fled" goes by the vehicles near it.
    """
    last: Claim | None = None
    seen: set[str] = set()
    for sentence in sentences:
        for kind, claim in _flights(sentence):
            if sentence.where is Where.TITLE:
                yield claim  # "killed during foot chase": the title tells what decided
                return
            if kind not in seen:
                seen.add(kind)
                last = claim
    if last:
        yield last
    elif any(_STAYED.search(sentence.text) for sentence in sentences):
        yield Claim(
            "fleeing", "not", basis=Basis.INFERRED, method="circumstances/fleeing/none-told",
            confidence=0.5,
        )  # fmt: skip


#: No sentence tells of flight without one of these.
_FLIGHT_NEEDLES = (
    "chase", "chasing", "pursu", "led ", "drove", "sped", "speeding", "driving", "peeled", "roll",
    "fled", "flee", "refused", "failed", "did not", "would not", "failing", "mph", "miles",
    "took off", "chas", "foot", "ran", "run", "bolted", "sprint", "escap", "evade", "get away",
    "fence", "wall", "railing",
)  # fmt: skip
_LEFT_CAR = re.compile(
    r"\b(?:exit(?:ed|ing)|got\s+out|jump(?:ed|ing)|left|abandon(?:ed|ing)|bail(?:ed|ing))\b",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"\b(?:ran|run|running|bolted)\b(?:\s+\w+){0,4}?\s+(?:at|toward|towards|back|out)\b"
    r"(?=\s+(?:the\s+|an?\s+|two\s+)?(?:officers?|deput(?:y|ies)|troopers?|police|them|him)\b|[^.;]{0,40}"
    r"\b(?:wielding|brandish\w+|holding|waving|armed|with\s+(?:an?|the|his|her)\s+(?:\w+\s+)?(?:knife|gun|machete|bat|sword)))",
    re.IGNORECASE,
)


def _flights(sentence: Sentence) -> Iterator[tuple[str, Claim]]:
    """The kinds of flight a sentence tells, each with its claim."""
    text = sentence.text
    low = text.lower()
    if not any(needle in low for needle in _FLIGHT_NEEDLES):
        return
    if _NOT_THEM.search(text) or _CHARGED.search(text):
        return
    match = _CAR.search(text)
    if match and not _police_left(text, match):
        yield "car", _claim("fleeing", "car", sentence, match, "car", 0.7)
    match = _FOOT.search(text)
    noun = match is not None and match.group().lower().endswith(("chase", "pursuit"))
    if match and (noun or not _POLICE.search(text[max(0, match.start() - 20) : match.start()])):
        yield "foot", _claim("fleeing", "foot", sentence, match, "foot", 0.75)
    elif fled := _FLED.search(text):
        left = _LEFT_CAR.search(text, 0, fled.start()) is not None
        how = "car" if _MOTOR.search(text) and not left else "foot"
        yield "fled", _claim("fleeing", how, sentence, fled, "fled", 0.6)


_LEFT = re.compile(r"(?:sped|drove|speeding|driving|peeled|roll\w+)\s", re.IGNORECASE)
_POLICE_FIRST = re.compile(
    r"(?:^|[.;]\s)\W*(?:(?:the|two|three|other|some|several)\s+)*"
    r"(?:officers?|deput(?:y|ies)|troopers?|police)\b(?![^.;]*\b(?:when|as|before|after|who|said|says|say|that)\b)"
    r"[^.;]*$",
    re.IGNORECASE,
)


def _police_left(text: str, match: re.Match[str]) -> bool:
    """ "Officers got in their cars and drove away": they are no fugitives."""
    return bool(_LEFT.match(match.group()) and _POLICE_FIRST.search(text, 0, match.start()))


_DID_NOT = re.compile(
    r"\b(?:did\s+not|didn['’]t|never)\s+(?:fire|shoot|discharge)\b", re.IGNORECASE
)
#: Field, value, what says so, the rule's name, and the words it cannot do without.
_FLAGS = (
    ("duty", "off", _OFF_DUTY, "off-duty", ("duty",)),
    (
        "bystander",
        True,
        _BYSTANDER,
        "bystander",
        ("bystander", "hostage", "neighbo", "passer", "stray"),
    ),
    (
        "accidental",
        True,
        _ACCIDENT,
        "accident",
        ("accident", "mistaken", "unintention", "inadvert", "negligent"),
    ),
    ("self_inflicted", True, _SELF, "self", ("self", "turn", "own life")),
)


def scope(passage: Passage, heard: Sequence[Sequence[Gunfire]]) -> Iterator[Claim]:
    """Duty, bystander, accident, self-inflicted, and whether police are said to have hit."""
    lowered = [sentence.text.lower() for sentence in passage.sentences]
    for field, value, pattern, rule, needles in _FLAGS:
        for sentence, low in zip(passage.sentences, lowered, strict=True):
            if not any(needle in low for needle in needles):
                continue
            match = pattern.search(sentence.text)
            if match and not (field == "duty" and _DID_NOT.search(sentence.text)):
                yield _claim(field, value, sentence, match, rule, 0.75)
                break
    yield from _country(passage.sentences)
    yield from _hit_by_police(passage.sentences, heard)


def _country(sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """Abroad where the opening says so and names no state; at home, by inference, elsewhere."""
    opening = sentences[:6]
    if not any(_STATE.search(sentence.text) for sentence in opening):
        for sentence in opening:
            if match := _ABROAD.search(sentence.text):
                yield _claim("us", False, sentence, match, "abroad", 0.85)
                return
    yield Claim(
        "us", True, basis=Basis.INFERRED, method="circumstances/us/no-other-country", confidence=0.9
    )


def _hit_by_police(
    sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]]
) -> Iterator[Claim]:
    for sentence in sentences:
        if match := _NOT_KNOWN_WHO.search(sentence.text):
            yield _claim("hit_by_police", "pending", sentence, match, "not-known", 0.7)
            return
    for sentence, events in zip(sentences, heard, strict=True):
        for event in events:
            if event.by_police and event.kind == "verb":
                text = sentence.text
                yield Claim(
                    "hit_by_police", "yes", text[event.start : event.end],
                    sentence.span(0, len(text)), asserted_by=asserted_by(text),
                    hedged=hedged(text), method="circumstances/hit_by_police/told", confidence=0.9,
                )  # fmt: skip
                return
