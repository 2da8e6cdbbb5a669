"""What the person shot was holding, and how firmly the article says so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from pipeline.cues import asserted_by, hedged
from pipeline.records import AssertedBy, Basis, Claim, Passage, Sentence


def _kinds() -> dict[str, str]:
    raw = tomllib.loads(files("pipeline").joinpath("data/weapons.toml").read_text("utf-8"))
    return {
        phrase.strip(): kind
        for kind, phrases in raw.items()
        for phrase in phrases.replace("\n", " ").split(",")
    }


_KIND = _kinds()
_THINGS = "|".join(re.escape(phrase) for phrase in sorted(_KIND, key=len, reverse=True))
_LAST = frozenset(re.findall(r"[a-z]+", phrase)[-1] for phrase in _KIND)
_HEADS = _LAST | {word + "s" for word in _LAST} | {word + "es" for word in _LAST}
_KINDS_OF_THINGS = frozenset(_KIND.values()) - {"firearm"} | {"gun"}
_BARE = re.compile(rf"(?<![\w-])(?P<thing>{_THINGS})(?:es|s)?(?!\w)", re.IGNORECASE)
_HOLDS = re.compile(
    r"(?:armed\s+(?:himself|herself)?\s*(?:only\s+)?with|held|holding|holds|carry\w*|carried|having"
    r"|point\w*|aim\w*|rais\w+|lift\w*|pull\w*|produc\w*|wield\w*|brandish\w*|wav\w+"
    r"|swing\w*|swung|drew|draw\w*|grabb\w+|reach\w+\s+for|clutch\w*|retriev\w+|picked\s+up|threaten\w*"
    r"|lunged\s+(?:at\s+\w+\s+)?with|came\s+at\s+\w+\s+with|walk\w*\s+\w*\s*with|advanc\w+|possess\w*"
    r"|with|drop(?:ped)?|fir(?:ed|ing)|emerg\w+|swip\w+|stabb\w+|slash\w+|cut|attack\w*|using|used(?!\s+to)"
    r"|present(?:ed|ing)|flash(?:ed|ing)|remov\w+|show\w*|display\w*|gripp\w+|refus\w+\s+to\s+drop|put\s+down|exit\w*)\b[^.;:]{0,45}$",
    re.IGNORECASE,
)
_HAD = re.compile(r"\b(?:had|have|has)\s+(?:only\s+|been\s+holding\s+)?$", re.IGNORECASE)
_REVEALED = re.compile(
    r"\b(?:was|were|be|as|actually|it's|is|found|determined|revealed)\s*$", re.IGNORECASE
)
_DRAWN = re.compile(r"^\s+(?:drawn|pointed at (?:him|her|them))\b", re.IGNORECASE)
_FOUND = re.compile(
    r"^[^.;]{0,40}\b(?:found|recovered|located|lay|was in|at his side|at her side|beside|near"
    r"|fell|was loaded|had been fired|collected|retrieved|lying"
    r"|(?:is|was) in (?:his|her) (?:\w+ )?hands?)\b"
    r"|^-wielding\b|^\s+(?:charges?|violations?)\b",
    re.IGNORECASE,
)
_RECOVERED = re.compile(
    r"\b(?:found|recovered|located|collected|seized|retrieved)\s+(?:[\w-]+\s+){0,4}$", re.IGNORECASE
)
_POLICE_OWN = re.compile(
    r"(?:officer|deputy|trooper|police|agent|marshal|sergeant|cop)s?['’]s?\s+(?:\w+\s+){0,3}$"
    r"|(?:service|duty|departmental|department-issued|police|taser|stun|bean-?bag|less-lethal)\s+$"
    r"|\b(?:officers?|deput(?:y|ies)|troopers?|police|sergeant|agents?)\b"
    r"(?:\s+(?!(?:who|after|when|sa(?:id|ys?)|that|he|she|the|a)\b)[\w-]+){0,4}?\s+(?:fired|drew|discharg\w+|drawn|pulled|carr\w+|raised"
    r"|pointed|used|unholstered|carries|holstered)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_SEEMS = re.compile(
    r"(?:appear\w*\s+to\s+be|appeared\s+to\s+have|looked\s+like|look\w*\s+to\s+be|believ\w+\s+(?:\w+\s+)?"
    r"(?:was|to\s+be|had)|suspected\s+to\s+be|possible|possibly|apparent|resembl\w+|described\s+as|thought\s+(?:\w+\s+){1,2}"
    r"(?:was|had)|mist[oa]\w+\s+(?:\w+\s+){0,3}for|took\s+(?:to\s+be|for)|may\s+have\s+(?:been|had)|perceived"
    r"|(?:shout|yell|scream)\w*\s+(?:that\s+)?(?:he|she|they)\s+(?:has|had|have)"
    r"|reports?\s+of|call\s+about|calls?\s+of|report\w*\s+(?:that\s+)?(?:a\s+|an\s+)?(?:armed\s+)?(?:man|woman|person|someone)\s+(?:\w+\s+)?with)"
    r"\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\b(?:no|not|never|without|didn['’]t|did\s+not|was\s+not|wasn['’]t|n['’]t|nor|neither|zero)\b"
    r"(?:\s+\w+){0,4}\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:whether|if|unclear|unknown|what)\b[^.;]{0,40}$", re.IGNORECASE)
UNARMED = re.compile(
    r"(?<!who is )(?<!who are )(?<!who was )\bunarmed\b(?!\s+(?:people|suspects|civilians|persons))"
    r"|\b(?:was|were)(?:\s+not|n['’]t)\s+armed\b"
    r"|\b(?:did\s+not|didn['’]t|never)\s+(?:have|had|possess|carry|hold)\s+(?:a|an|any)\s+(?:\w+\s+)?"
    r"(?:weapon|firearm)\b|\b(?:had|with)\s+no\s+weapons?\b|\bthere\s+was\s+no\s+weapon\b|\bno\s+weapons?\s+(?:was|were)\s+(?:found|recovered|located)\b"
    r"|\bfound\s+no\s+weapons?\b|\bwithout\s+a\s+weapon\b",
    re.IGNORECASE,
)
_STABBED = re.compile(
    r"\b(?:stabbed|slashed|(?:stabbing|slashing)(?=\s+(?:at|an?|the|his|her|him|one|two)\b))"
    r"\b(?!\s+(?:(?:him|her)self|to\s+death|victims?))|\bknife-wielding\b",
    re.IGNORECASE,
)
#: "Charged with manslaughter with a firearm": the words of a statute.
_STATUTE = re.compile(
    r"\b(?:manslaughter|murder|homicide|assault|battery|robbery)\s+with\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
NO_GUN = re.compile(
    r"\b(?:had|with|was)\s+no\s+(?:gun|knife)s?\b|\bthere\s+was\s+no\s+gun\b"
    r"|\b(?:did\s+not|didn['’]t)\s+(?:have|find)\s+(?:a|any)\s+gun\b",
    re.IGNORECASE,
)
UNSAID = re.compile(
    r"\b(?:(?:would|could|did|have|has|had)(?:\s+not|n['’]t)\s+(?:immediately\s+)?(?:say|said|confirm\w*|disclos\w+|releas\w+)"
    r"|declined\s+to\s+say|not\s+(?:clear|known|immediately\s+clear)|unclear|unknown|unsure)\b"
    r"[^.;]{0,60}?\b(?:armed|weapons?|gun|firearm|knife)\b",
    re.IGNORECASE,
)
RAMMED = re.compile(
    r"\b(?:accelerat\w+|(?-i:dr[oi]v)\w+|backed|revers\w+|ramm?\w*|slamm?\w*|str[iu]ck|hit|crash\w*|sped|plow\w+"
    r"|steer\w+|swerv\w+|aim\w+|lurch\w+|tr(?:ied|ying)\s+to\s+(?:run|hit|strike))\b[^.;]{0,50}?"
    r"\b(?:at|toward|towards|into|over|down|an?|the|one|in\s+the\s+direction\s+of)\b\s+(?:\w+\s+){0,3}?"
    r"(?:officers?|team\s+members|deput(?:y|ies)|troopers?|police|patrol\s+(?:car|vehicle|SUV)|squad\s+cars?|cruisers?|agents?"
    r"|them|him|authorities)\b"
    r"|\b(?:put|shifted|threw)\s+(?:the|his|her)\s+(?:car|truck|vehicle|SUV|pickup)\s+in(?:to)?\s+reverse\b"
    r"|\b(?:car|vehicle|truck|SUV|pickup)\b[^.;]{0,30}\b(?:as\s+a\s+weapon|moving\s+backward|in\s+reverse)\b"
    r"|\b(?:run|ran)\s+(?:over|down)\s+[^.;]{0,30}?\b(?:officers?|deput(?:y|ies)|authorities|troopers?)\b",
    re.IGNORECASE,
)
_MOTOR = re.compile(
    r"\b(?:car|vehicle|truck|SUV|pickup|van|sedan|Buick|driver|drove|(?-i:driv)(?:e|ing)|accelerat\w+|reverse)\b",
    re.IGNORECASE,
)
FIRED_AT = re.compile(
    r"\b(?:fired|shot|shooting|firing|opened\s+fire|exchang\w+\s+(?:gun)?fire)\b(?:(?!based|by\b)[^.;]){0,25}?"
    r"\b(?:at|on|toward|with)\s+(?:the\s+|two\s+|an?\s+|[A-Z]\w+\s+)?(?:\w+\s+)?"
    r"(?:officers?|deput(?:y|ies)|troopers?|police|agents?|cops?)\b"
    r"|\b(?:officers?|deput(?:y|ies)|troopers?|police)\s+(?:then\s+)?(?:returned\s+fire|fired\s+back|shot\s+back)"
    r"|\b(?:returned\s+fire|fired\s+back)\b"
    r"|(?<!officers )(?<!police )(?<!deputies )(?<!troopers )(?<!who )"
    r"\b(?:shot|fir(?:ed|ing)|shooting|opened\s+fire)"
    r"\s+(?:at|on)\s+them\b|\bcame\s+out\s+firing\b",
    re.IGNORECASE,
)


#: What a saying is evidence of, how strongly, and words it cannot do without.
_SAYINGS = (
    ("unarmed", UNARMED, 4.0, ("armed", "weapon", "firearm")),
    ("no gun", NO_GUN, 2.5, ("gun", "knife", "knives")),
    ("undetermined", UNSAID, 2.5, ("armed", "weapon", "gun", "firearm", "knife")),
    (
        "vehicle",
        RAMMED,
        3.0,
        (
            "car",
            "vehicle",
            "truck",
            "suv",
            "van",
            "buick",
            "drove",
            "driv",
            "revers",
            "sedan",
            "pickup",
            "accel",
        ),
    ),
    ("firearm", FIRED_AT, 2.0, ("fir", "sho")),
    ("stabbed", _STABBED, 2.0, ("stabb", "slash", "knife-w")),
)


@dataclass(frozen=True, slots=True)
class Held:
    """One mention of a thing in somebody's hands (or of there being none)."""

    kind: str
    phrase: str
    sentence: Sentence
    start: int
    end: int
    score: float
    source: AssertedBy
    rule: str
    charged: bool = False  # named in a charge: what somebody is accused of, not a thing seen

    def claim(self, field: str, value: str) -> Claim:
        return Claim(
            field,
            value,
            None if self.charged else self.phrase,
            None if self.charged else self.sentence.span(0, len(self.sentence.text)),
            basis=Basis.INFERRED if self.charged else Basis.STATED,
            asserted_by=self.source,
            hedged=hedged(self.sentence.text),
            method=f"circumstances/{field}/{self.rule}",
            confidence=round(min(0.97, 0.45 + 0.12 * self.score), 2),
        )


def mentions(sentences: Sequence[Sentence]) -> Iterator[Held]:
    """Every mention, with how strongly its words put the thing in the hands of the person shot."""
    for sentence in sentences:
        yield from _stated(sentence)
        if _HEADS.isdisjoint(re.findall(r"[a-z]+", sentence.text.lower())):
            continue
        for match in _BARE.finditer(sentence.text):
            if held := _thing(sentence, match):
                yield held


def _stated(sentence: Sentence) -> Iterator[Held]:
    text = sentence.text
    low = text.lower()
    for kind, pattern, score, needles in _SAYINGS:
        match = pattern.search(text) if any(needle in low for needle in needles) else None
        if match is None or (kind == "vehicle" and not _MOTOR.search(text)):
            continue
        if kind == "unarmed" and _ASKED.search(text[: match.start()]):
            continue
        yield _held(sentence, match.start(), match.end(), kind, score, kind)


def _held(sentence: Sentence, start: int, end: int, kind: str, score: float, rule: str) -> Held:
    text = sentence.text
    return Held(kind, text[start:end], sentence, start, end, score, asserted_by(text), rule)


def _thing(sentence: Sentence, match: re.Match[str]) -> Held | None:
    text = sentence.text
    word = match["thing"].casefold()
    start = _with_article(text, match.start())
    before, after = text[max(0, start - 90) : start], text[match.end() : match.end() + 60]
    close = text[max(0, match.start() - 60) : match.start()]
    if _POLICE_OWN.search(close) or _NO.search(close[-40:]) or _DRAWN.search(after):
        return None
    if (
        _STATUTE.search(close)
        or _OF_GUNS.match(after)
        or _STOP_STICKS.search(close)
        or (word in _OF_POLICE and not _GRASPED.search(before))
    ):
        return None
    kind = _KIND[word]
    revealed = kind == "replica" and _REVEALED.search(before) is not None
    score = (
        _possession(before, after, close) + 2 * revealed - 1.5 * (_CALLER.search(text) is not None)
    )
    if score <= 0:
        return None
    if _ASKED.search(before):
        return _held(sentence, start, match.end(), "undetermined", 1.0, "asked")
    if kind == "harmless":
        if not _IN_HAND.search(before + text[start : match.end()] + after[:20]):
            return None
        return _held(sentence, start, match.end(), "harmless", score, "harmless")
    if kind == "vague":
        vague = "vague"
        if "object" in word or "instrument" in word or "sharp" in word:
            vague = "other" if word in _THINGS_IN_HAND and score >= 2 else "undetermined"
            score = min(score, 2.0 if vague == "other" else 1.5)
        return _held(sentence, start, match.end(), vague, min(score, 2.0), "vague")
    if _SEEMS.search(before + text[start : match.start()]) and kind != "replica":
        return _held(sentence, start, match.end(), "undetermined", score, "seems")
    rule = "gun" if kind == "firearm" else kind
    score -= 1.5 * (start == match.start() and text[match.start() : match.end()].endswith("s"))
    near = 0.5 * (_AT_SCENE.search(text) is not None)
    if _in_charge(text, match):
        held = _held(sentence, start, match.end(), kind, score, rule)
        return replace(held, charged=True)
    return _held(sentence, start, match.end(), kind, score + 1 + near, rule)


#: "Charged with possession of a firearm by a felon", "handgun violations".
_CHARGE = re.compile(
    r"\b(?:charges?|charged\s+(?:\w+\s+){0,2}with|counts?|convicted|guilty|indicted)\b(?:(?!\b(?:after|when|as|who|because|that|had|holding"
    r"|pulled|pointed|fired|held)\b)[^.;]){0,120}$"
    r"|(?<!in )\b(?:possession|possessing|storage|discharg\w+|unlawful\w*|illegal\w*)\s+"
    r"(?:of\s+|use\s+of\s+|carry\w*\s+(?:of\s+)?)?(?:an?\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"\s+(?:charges?|violations?|offen[cs]es?|possession|permit|by\s+an?\s+(?:convicted\s+)?felon)\b",
    re.IGNORECASE,
)


def _in_charge(text: str, match: re.Match[str]) -> bool:
    """Is the thing told only in the words of a charge?"""
    if _CHARGED.match(text, match.end()):
        return True
    return _CHARGE.search(text, max(0, match.start() - 200), match.start()) is not None


#: "Gun range", "gun laws": no gun in anybody's hands.
_OF_GUNS = re.compile(
    r"\s+(?:shots|ranges?|shops?|stores?|shows?|laws?|violence|control|owners?|rights|lobby|dealers?)\b",
    re.IGNORECASE,
)
#: Police carry these, too: only in somebody's own hands.
_OF_POLICE = frozenset(("stun gun", "pepper spray", "flashlight"))
_GRASPED = re.compile(
    r"\b(?:armed\s+with|holding|held|carrying|carried|brandish\w+|wield\w+|grabb\w+|had|took)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
_STOP_STICKS = re.compile(r"\b(?:stop|spike|tire-deflation)[\s-]$", re.IGNORECASE)
_THINGS_IN_HAND = frozenset(("metal object", "metallic object"))
_AT_SCENE = re.compile(
    r"\b(?:officers?|police|deput(?:y|ies)|troopers?|shot|fired|drop|armed|point\w*|rais\w+)\b",
    re.IGNORECASE,
)
_IN_HAND = re.compile(
    r"\b(?:holding|held|carrying|mist[oa]\w+|turned\s+out\s+to\s+be|was\s+actually|only|armed\s+with)\b"
    r"[^.;]{0,40}$|\bin\s+(?:his|her)\s+hands?\b|\b(?:holding|held|had)\s+(?:only\s+)?(?:a|an|his|her)\s"
    r"(?:[\w-]+\s+)?(?:cell\s?phone|phone|wallet|remote\s+control|vape|flashlight|hairbrush)\b",
    re.IGNORECASE,
)
_CALLER = re.compile(
    r"\b(?:callers?|reporting\s+party|911|dispatch\w*|call\s+(?:about|of)|reports?\s+(?:about|of|that)|wanted\s+(?:in|for))\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\b(?:an?|his\s+own|her\s+own|his|her|their|the|two|three|several)\s+(?:pair\s+of\s+)?"
    r"(?:(?!(?:an?|the|his|her|with|of|at|in|on|and|or|to|was|had|what)\b)[\w.’'-]+\s+){0,3}$",
    re.IGNORECASE,
)


def _with_article(text: str, start: int) -> int:
    match = _ARTICLE.search(text, max(0, start - 40), start)
    return match.start() if match else start


def _possession(before: str, after: str, close: str) -> float:
    score = 0.0
    if _HOLDS.search(before) or _HAD.search(before):
        score += 2
    if _FOUND.search(after):
        score += 1.5
    if _RECOVERED.search(close):
        score += 1.5
    return score


def best(found: Sequence[Held]) -> Held | None:
    """The mention to believe: what it turned out to be over what it seemed to be.

    A replica, once named, is what the gun was; plain words for a weapon in hand outrank
    "unarmed" only when "unarmed" is somebody's word against them.
    """
    by_kind = {held.kind: held for held in sorted(found, key=_rank, reverse=True)[::-1]}
    if replica := by_kind.get("replica"):
        return replica
    real = [
        by_kind[kind]
        for kind in ("firearm", "knife", "stabbed", "other", "vehicle")
        if kind in by_kind
    ]
    top = max(real, key=_rank, default=None)
    unarmed = by_kind.get("unarmed") or by_kind.get("harmless")
    if unarmed is None and not real:
        unarmed = by_kind.get("no gun")
    if unarmed and (top is None or _outranks(unarmed, top)):
        return unarmed
    if top is not None and top.score >= 2:
        return top
    return by_kind.get("undetermined") or top


def _outranks(unarmed: Held, top: Held) -> bool:
    if unarmed.kind == "harmless":
        return top.score < 3
    return unarmed.source is AssertedBy.OUTLET or top.score < 3


def _rank(held: Held) -> tuple[float, int]:
    return (held.score, -(held.sentence.start + held.start))


def read(passage: Passage) -> Iterator[Claim]:
    """``armed`` and, where the words name a thing, ``weapon``; then who says otherwise."""
    found = tuple(mentions(passage.sentences))
    chosen = best(found)
    if chosen is None:
        return
    claim = chosen.claim("armed", _category(chosen))
    yield claim
    if chosen.charged:
        return
    if chosen.rule in _KINDS_OF_THINGS or chosen.rule in ("seems", "harmless", "vague"):
        yield chosen.claim("weapon", chosen.phrase)
    if other := _other_account(found, chosen):
        yield replace(
            other.claim("armed", _category(other)), confidence=round(claim.confidence / 2, 2)
        )


def _category(held: Held) -> str:
    """The category a mention stands for.

    "A metal object" is a thing in hand, if no known weapon; "an object" is anybody's guess.
    """
    return _CATEGORIES.get(held.kind, held.kind)


_CATEGORIES = {
    "harmless": "unarmed",
    "no gun": "unarmed",
    "vague": "undetermined",
    "stabbed": "knife",
}


_OFFICIAL = frozenset((AssertedBy.POLICE, AssertedBy.PROSECUTOR, AssertedBy.OUTLET))
_CONTRADICTING = frozenset(
    (AssertedBy.FAMILY, AssertedBy.WITNESS, AssertedBy.LAWYER, AssertedBy.VIDEO)
)


def _other_account(found: Sequence[Held], chosen: Held) -> Held | None:
    """The best mention by the other side: family, witness, lawyer or video against police."""
    others = _CONTRADICTING if chosen.source in _OFFICIAL else _OFFICIAL - {AssertedBy.OUTLET}
    wanted = {"unarmed", "harmless", "no gun"} if others is _CONTRADICTING else None
    heard = [
        held
        for held in found
        if held.source in others
        and _category(held) != _category(chosen)
        and held.score >= 2
        and (wanted is None or held.kind in wanted)
    ]
    return max(heard, key=_rank, default=None)
