"""What an article tells of gunfire, as the features that its relevance is weighed by."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from pipeline import shipped
from pipeline.gunfire import on_trial
from pipeline.gunfire.cues import threatens_police
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language import branches
from pipeline.language.actors import POLICE
from pipeline.language.cued import Among, Cued
from pipeline.language.word_classes import Actor, words
from pipeline.records import Article, Sentence
from pipeline.story.background import OPENING, by_the_way, goes_on_aside
from pipeline.topic import asides, counted, generalities, made_up, mix_ups, spared, vocabulary

_LISTS = tomllib.loads(shipped.text("relevance_cues.toml"))
#: Phrase patterns and their features, but for one that may run on into the next sentence.
_ACROSS = "hurt_in_shooting"
_CUES = Among(
    (name, Cued(pattern, re.IGNORECASE))
    for name, pattern in _LISTS["features"].items()
    if name != _ACROSS
)
_HURT_IN_SHOOTING = branches.compiled(_LISTS["features"][_ACROSS], re.IGNORECASE)
_PHRASES = tuple(
    name for cue in _LISTS["features"] for name in (f"phrase {cue}", f"title phrase {cue}")
)
_LIMIT_CHARS = 40_000
_PEOPLE = (Actor.CIVILIAN, Actor.SOMEBODY, Actor.NOBODY)
#: Words of other times and cases: "years ago", "similar shootings", "protests".
_PAST = Cued(
    r"\b(?:last year|earlier this (?:year|month)|years? ago|months? ago|in (?:19|20)\d\d\b"
    r"|since (?:19|20)\d\d|previous(?:ly)?|other (?:police|officer|fatal)|similar|unrelated"
    r"|(?:second|third|fourth|fifth|sixth|\d+(?:st|nd|rd|th))\s+(?:\S+\s+){0,3}shooting"
    r"|protests?|history of|nationwide|across the country|Ferguson|statistics|database)\b",
    re.IGNORECASE,
)


#: Words that put a shooting in doubt or in general: "thought", "whether", "any shooting".
_DOUBT = re.compile(
    r"\b(?:thought|rumou?rs?|initially\s+reported|no\s+(?:police|officer['’]?s?)|how\s+(?:many|often|long)"
    r"|whether|talk\s+on|posts?\s+online|online\s+posts?|posted\s+online|social\s+media|(?:any|each)\s+time|shoots?\s+(?:someone|somebody|anyone|a\s+person|people)|(?:any|every|all)\s+(?:\w+\s+)?(?:shootings?|deaths?|killings?)|not\s+(?:been\s+)?(?:shot|hit|struck)|number\s+of|every\s+(?:time|person))\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"\bshootings\b|\bpeople\s+(?:were\s+|are\s+)?(?:shot|killed)\b", re.IGNORECASE)
#: "Police shot more people than in any year since", "killed 1,100 people nationwide".
_COUNTED = re.compile(
    r"\b(?:more|fewer|most|many|thousands\s+of|hundreds\s+of|dozens\s+of|[\d,]{2,})\s+(?:\w+\s+){0,2}?people\b"
    r"[^.;]{0,60}?\b(?:than|since|each\s+year|every\s+year|a\s+year|per\s+year|nationwide|nationally"
    r"|last\s+year|in\s+(?:19|20)\d\d|average)\b",
    re.IGNORECASE,
)
_LESS_LETHAL = Cued(
    r"\b(?:foam|bean[\s-]?bags?|rubber|sponge|pepper[\s-]?balls?|less[\s-]lethal|non[\s-]lethal|taser"
    r"|tased|stun\s+gun|paintball|water\s+cannon|simulat\w+|drill|training|pretend\w*)\b",
    re.IGNORECASE,
)
#: A Taser that was reached for or that failed is not what was fired then.
_TASER_UNUSED = re.compile(
    r"\b(?:grab\w*|took|takes?|taking|taken|reach\w*\s+for|seiz\w*|st(?:ole|eal\w*)|snatch\w*|wrest\w*|had|holding|got\s+hold\s+of|hands?\s+on)"
    r"\s+(?:[\w’'-]+\s+){0,4}?(?:tasers?|stun\s+guns?)\b"
    r"|\b(?:tasers?|stun\s+guns?|bean[\s-]?bags?(?:\s+rounds?)?)\s+(?:\w+\s+){0,3}?(?:fail\w*|no\s+effect|ineffective|(?:didn['’]t|did\s+not)\s+work)",
    re.IGNORECASE,
)
_REAL_GUN = Cued(
    r"\b(?:(?:his|her|their|service|duty)\s+gun|handgun|pistol|bullets?|fatal(?:ly)?)\b",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(r"\b(?:1[6-9]\d\d|19[0-8]\d)\b|\bdecades\s+ago\b")


def kinds(sentence: str, events: Sequence[Gunfire]) -> frozenset[str]:
    """What one sentence's gunfire is evidence of."""
    return frozenset(_kind(sentence, event) for event in events)


def _kind(sentence: str, event: Gunfire) -> str:
    if event.target is Actor.ANIMAL or _is_of_an_animal(sentence, event):
        return "animal"
    if event.by_police and _OWN_HEAD.search(sentence) and not _BY_OFFICERS.search(sentence):
        return "self"
    if event.by_police:
        return _police_kind(sentence, event)
    if event.target is Actor.POLICE:
        return "officer_hit" if event.hit else "at_officer"
    if event.target is Actor.SELF:
        return "self"
    if not event.hit:
        return "police_fired" if event.shooter is Actor.POLICE else "fired"
    if event.kind == "killed" or event.target is Actor.THING:
        return "killed"
    return "civilian" if event.shooter in (Actor.CIVILIAN, Actor.SOMEBODY) else "hit"


#: "A woman whom officers followed put a gun to her head".
_OWN_HEAD = Cued(
    r"\b(?:put|puts|held|pressed|placed|raised)\s+(?:an?|the|his|her|that)\s+(?:[\w-]+\s+)?(?:gun|pistol|handgun|revolver|rifle|shotgun|weapon|muzzle|barrel)\s+(?:up\s+)?"
    r"(?:to|against|under|in|into)\s+(?:his|her)\s+(?:own\s+)?(?:head|temple|chin|mouth|chest|throat|neck)\b",
    re.IGNORECASE,
)
_BY_OFFICERS = Cued(
    rf"\b{POLICE}\s+(?:then\s+)?(?:fatally\s+)?(?:shot|killed|fired|opened|wounded|put|held|pressed|placed)\b|\b(?:shot|killed|hit|struck|wounded)\b[^.;]{{0,40}}\bby\s+(?:[\w-]+\s+){{0,3}}?{POLICE}\b",
    re.IGNORECASE,
)
#: "A couple whose Labrador mix" was shot, "K-9 Rocco": whom the grammar takes for a person.
_ANIMAL = "|".join(sorted(words("actors", "animal")))
_WHOSE_ANIMAL = Cued(rf"\bwhose\s+(?:[\w-]+\s+){{0,3}}?(?:{_ANIMAL})\b(?!['’])", re.IGNORECASE)
_CALLED_ANIMAL = Cued(r"\b(?:K-?9|police\s+dogs?)\s+(?:[A-Z][\w’-]+\s+)?$", re.IGNORECASE)


def _is_of_an_animal(sentence: str, event: Gunfire) -> bool:
    if event.target_at is None or event.target not in _PEOPLE:
        return False
    start, end = event.target_at
    if end < event.start and _WHOSE_ANIMAL.search(sentence, end, event.start):
        return True
    return _CALLED_ANIMAL.search(sentence, max(0, start - 30), start) is not None


_NEXT_WORD = 10  # characters: "shoots someone"


def _police_kind(sentence: str, event: Gunfire) -> str:
    near = _TASER_UNUSED.sub(" ", sentence[max(0, event.start - 80) : event.end + 80])
    if _LESS_LETHAL.search(near) and not _REAL_GUN.search(near):
        return "less_lethal"
    if event.kind == "tried":
        return "police"
    if _DOUBT.search(sentence[: event.end + _NEXT_WORD]) or _LONG_AGO.search(near):
        return "police_doubt"
    if generalities.is_told(sentence, event):
        return "police_doubt"
    if (event.kind != "verb" and _MANY.search(near)) or _COUNTED.search(near):
        return "police_many"
    return "police" if event.kind == "verb" else f"police_{event.kind}"


KINDS = (
    "police", "police_killed", "police_involved", "police_noun", "police_exchange",
    "police_accused", "police_camera", "police_answered", "police_doubt", "police_many",
    "police_before", "less_lethal", "officer_hit", "at_officer", "self", "police_fired", "fired",
    "civilian", "hit", "killed", "animal",
)  # fmt: skip
_NAMES = {kind: (f"title {kind}", f"lead {kind}", f"body {kind}") for kind in KINDS}
_BY_POLICE = frozenset(
    ("police", "police_killed", "police_involved", "police_noun", "police_exchange",
     "police_accused", "police_camera", "police_answered")
)  # fmt: skip
_BY_POLICE_OR_LESS = _BY_POLICE | {"less_lethal"}
_BY_OTHERS = frozenset(("officer_hit", "civilian", "hit", "self"))


def features(
    article: Article, sentences: Sequence[Sentence], events: Sequence[Sequence[Gunfire]]
) -> dict[str, float]:
    """The explicit features both models weigh; deterministic, in a fixed order."""
    mixed_up = any(mix_ups.is_told(one.text) for one in sentences)
    per, otherwise = _told(article, sentences, events, mixed_up=mixed_up)
    title = [one for one, sentence in zip(per, sentences, strict=True) if sentence.paragraph < 0]
    body = [one for one, sentence in zip(per, sentences, strict=True) if sentence.paragraph >= 0]
    announced, opening = frozenset().union(*title), frozenset().union(*body[:3])
    often = Counter(kind for one in body for kind in one)
    found = {"bias": 1.0}
    for kind, (of_title, of_lead, of_body) in _NAMES.items():
        found[of_title] = float(kind in announced)
        found[of_lead] = float(kind in opening)
        found[of_body] = math.log1p(often[kind]) if kind in often else 0.0
    found |= _shares(sentences, per, article.text[:_LIMIT_CHARS])
    phrases = _phrases(article, sentences)
    found |= phrases | dict.fromkeys(_OF_TASERS, 0.0) if mixed_up else phrases
    found["words"] = _heard(vocabulary.score(article), sentences, otherwise=otherwise)
    return found


#: Of each sentence, the kinds of gunfire it tells.
_Kinds = list[frozenset[str]]


def _told(
    article: Article,
    sentences: Sequence[Sentence],
    events: Sequence[Sequence[Gunfire]],
    *,
    mixed_up: bool,
) -> tuple[_Kinds, bool]:
    """What each sentence tells, as the whole story has it; and whether that is something else.

    ``mixed_up``: an officer took the gun for the Taser.
    """
    per = [kinds(sentence.text, found) for sentence, found in zip(sentences, events, strict=True)]
    if mixed_up:
        per = _instead(per, {"less_lethal"}, {"police"})
    if _is_on_an_animal(sentences, events):
        per = _instead(per, {"police"}, {"animal"})
    if _is_less_lethal(sentences, per):
        per = _instead(per, _BY_POLICE, {"less_lethal"})
    for at in _before(sentences, events):
        per[at] = per[at] - _BY_POLICE | {"police_before"}
    per, unhit = _without_the_unhit(sentences, per)
    by_police = [at for at, found in enumerate(per) if found & _BY_POLICE]
    single = [at for at in by_police if _of_one(events[at])]
    if summed := counted.is_told(sentences, by_police, single):
        per, by_police = _instead(per, _BY_POLICE, {"police_many"}), []
    for at in asides.in_passing(sentences, events, by_police):
        per[at] = per[at] - _BY_POLICE | {"police_before"}
    by_car = _is_by_car(f"{article.title} {article.text[:_LIMIT_CHARS]}".lower())
    per = [
        found - {"police_killed"} if by_car or _is_run_over(one.text) else found
        for one, found in zip(sentences, per, strict=True)
    ]
    if by_other_means := on_trial.is_by_other_means(sentences):
        per = _instead(per, {"police_killed", "police_accused"})
    if made_up.is_told(sentences):
        per = [frozenset(map(_doubted, found)) for found in per]
    if _is_on_an_officer(sentences, events, per):
        per = _instead(per, {"police_noun"})
    unshot = not any(found & _BY_POLICE for found in per) and spared.is_without_a_shot(sentences)
    otherwise = by_other_means or by_car or unhit or unshot or summed
    otherwise = otherwise or _is_of_none(sentences, per)
    return per, bool(otherwise or _is_spared(sentences, per))


def _is_on_an_officer(
    sentences: Sequence[Sentence], events: Sequence[Sequence[Gunfire]], per: _Kinds
) -> bool:
    """ "Suspect in deputy shooting": of the deputy, where one was hit and nobody else may be."""
    told = frozenset().union(*per)
    if told & _OTHERS_HIT or "officer_hit" not in frozenset().union(*per[:OPENING]):
        return False
    nouns = [
        sentence.text[event.start : event.end]
        for sentence, found in zip(sentences, events, strict=True)
        for event in found
        if event.kind == "noun" and event.by_police
    ]
    return bool(nouns) and all(map(_OFFICER_SHOOTING.fullmatch, nouns))


_OTHERS_HIT = _BY_POLICE - {"police_noun"} | {"police_fired", "hit"}
_OFFICER_SHOOTING = re.compile(
    r"(?:(?:the|an?)\s+)?(?:(?:police\s+)?officer|deputy|trooper|sergeant|detective)(?:['’]s)?\s+shooting",
    re.IGNORECASE,
)


def _is_of_none(sentences: Sequence[Sentence], per: _Kinds) -> bool:
    """Whether police shot nobody: in general, at another time, a dog or with no bullets at most."""
    told = frozenset().union(*per)
    if told & (_BY_POLICE | {"police_fired"}):
        return False
    shocked = any(_SHOCKED.search(one.text) for one in sentences if one.paragraph < 0)
    return shocked or told >= _AT_NO_TIME or bool(told & _OF_NONE)


_AT_NO_TIME = frozenset(("police_before", "police_doubt"))
_OF_NONE = frozenset(("animal", "less_lethal"))
#: What the title tells of instead of a gun.
_SHOCKED = Cued(r"\b(?:tasers?|tased|stun\s+guns?)\b", re.IGNORECASE)


def _without_the_unhit(sentences: Sequence[Sentence], per: _Kinds) -> tuple[_Kinds, bool]:
    """Without the nouns of a story that tells of nobody hit; and whether it does."""
    unhit = not any(found & _TOLD_BY_VERBS for found in per) and spared.is_told(sentences)
    if unhit:
        per = _instead(per, _TOLD_BY_NOUNS | {"police_fired"})
    elif spared.is_by_own_hand(sentences):
        per = _instead(per, _TOLD_BY_NOUNS)
    if not any(found & _TOLD_BY_VERBS for found in per) and spared.is_by_own_shot(sentences):
        per = _instead(per, {"police_exchange"})
    return per, unhit


def _instead(per: _Kinds, gone: Set[str], come: Set[str] = frozenset()) -> _Kinds:
    """In each sentence that tells one of some kinds: others in their place."""
    return [found - gone | come if found & gone else found for found in per]


def _of_one(events: Sequence[Gunfire]) -> bool:
    """Does a sentence tell whom police hit, one man or by name?"""
    return any(event.by_police and event.hit and event.target_at is not None for event in events)


def _heard(words: float, sentences: Sequence[Sentence], *, otherwise: bool) -> float:
    """What plain words may say: not for a shooting without shots, nor against one that is tried."""
    if otherwise:
        return min(0.0, words)
    tried = on_trial.is_officers_case(sentences) and on_trial.is_on_gunfire(sentences)
    return max(0.0, words) if tried else words


#: In so many words; a conclusion or a name for it gives way to what is said of the one shot at.
_TOLD_BY_VERBS = frozenset(("police", "police_killed", "police_accused", "less_lethal"))
_TOLD_BY_NOUNS = frozenset(
    ("police_noun", "police_exchange", "police_involved", "police_answered", "police_killed")
)


_SPARED = Cued(
    r"\b(?:no\s*(?:one|body)(?:\s+else)?|neither\s+\w+)\s+(?:was|were|got|had\s+been)\s+(?:\w+\s+)?(?:hit|hurt|shot|struck|injured|wounded)\b"
    r"|\bno\s+injuries\b|\bhit\s+(?:no\s*one|nobody)\b|\bmiss(?:ed|es)\b",
    re.IGNORECASE,
)
_STRUCK = _BY_POLICE_OR_LESS | {"officer_hit", "civilian", "hit", "self", "killed"}


def _is_spared(sentences: Sequence[Sentence], per: Sequence[frozenset[str]]) -> bool:
    """Whether shots are told, and that they hit nobody."""
    if any(found & _STRUCK for found in per) or not any("police_fired" in one for one in per):
        return False
    return any(_SPARED.search(one.text) for one in sentences)


def _before(sentences: Sequence[Sentence], events: Sequence[Sequence[Gunfire]]) -> Iterator[int]:
    """Sentences on whom police hit before, told where a story ends."""
    told = " ".join(one.text for one in sentences[:OPENING]).casefold()
    lead = [event for found in events[:OPENING] for event in found]
    others = any(event.of_person for event in lead) and not any(event.by_police for event in lead)
    aside: Sentence | None = None  # the sentence before, if it tells of another case
    for at in range(OPENING, len(sentences)):
        one, found = sentences[at], events[at]
        goes_on = others and aside is not None and goes_on_aside(aside, one, found)
        aside = one if found and by_the_way(one, found, told, others_hit=others) else None
        if aside or goes_on:
            yield at


def _is_on_an_animal(sentences: Sequence[Sentence], events: Sequence[Sequence[Gunfire]]) -> bool:
    """ "Officer kills collie … The deputy shot him": whom police hit by a pronoun is the animal."""
    if any(
        event.by_police and event.target is Actor.CIVILIAN for found in events for event in found
    ):
        return False
    return any(
        event.target is Actor.ANIMAL and event.shooter is Actor.POLICE
        for sentence, found in zip(sentences, events, strict=True)
        if sentence.paragraph < 1
        for event in found
    )


def _is_less_lethal(sentences: Sequence[Sentence], per: Sequence[frozenset[str]]) -> bool:
    """ "Hit by a foam round … shot by the police": what was fired is said once, and nobody died."""
    first = next((found for found in per if found & _BY_POLICE_OR_LESS), frozenset())
    announced = any(_ROUNDS.search(one.text) for one in sentences if one.paragraph < 0)
    if "less_lethal" not in first and not (first and announced):
        return False
    return not any(_REAL_GUN.search(one.text) or _DEAD.search(one.text) for one in sentences)


#: What is fired to hurt and not to kill, in a title.
_ROUNDS = Cued(
    r"\b(?:foam|bean[\s-]?bags?|rubber\s+(?:bullets?|rounds?)|sponge|pepper[\s-]?balls?|less[\s-]lethal|non[\s-]lethal|projectiles?)\b",
    re.IGNORECASE,
)


def _doubted(kind: str) -> str:
    return "police_doubt" if kind in _BY_POLICE else kind


_DEAD = re.compile(
    r"\b(?:died|dead|killed|pronounced|fatal|fatally|deadly|slain|wounded|hospital)\b",
    re.IGNORECASE,
)


def _shares(
    sentences: Sequence[Sentence], per: Sequence[frozenset[str]], text: str
) -> dict[str, float]:
    police = [at for at, one in enumerate(per) if one & _BY_POLICE]
    plain = sum("police" in one for one in per)
    others = sum(bool(one & _BY_OTHERS) for one in per)
    past = sum(_PAST.search(sentences[at].text) is not None for at in police)
    opening = frozenset().union(*per[:4])
    # What police fired at is said where the story opens with a dog or a bear.
    fired = any("police_fired" in one for one in per) and "animal" not in opening
    unsaid = fired and "hit" in opening and not any("civilian" in one for one in per)
    dead = fired and not police and _DEAD.search(text) is not None
    hit = any(one & {"hit", "civilian"} for one in per)
    answered = _answered(sentences, per)
    officer = any("officer_hit" in one for one in per)
    unhurt = not hit and not police and not officer
    hurt = unhurt and any(_hurt_by_guns(sentence.text) for sentence in sentences)
    return {
        "police any": float(bool(police)),
        "police plain": float(plain > 0),
        "police plain twice": float(plain > 1),
        "police share": len(police) / (len(police) + others + 1),
        "police early": 1 / (1 + police[0]) if police else 0.0,
        "police past": past / len(police) if police else 0.0,
        "police only past": float(bool(police) and past == len(police)),
        "police fired, somebody hit": float(fired and hit and not plain),
        "police fired, opening hit, by whom unsaid": float(unsaid and not plain),
        "threat, then hit": float(answered),
        "threat, then hit, not told": float(answered and not plain),
        "police fired, somebody dead": float(dead),
        "somebody hit": float(hit),
        "nobody hit": float(unhurt and not hurt),
        "somebody hit, told by nouns": float(hurt),
        "self, not police": float(any("self" in one for one in per) and plain < 2),
        "police fired, nobody hit": float(fired and not hit and not police),
        "officer hit, nobody by police": float(officer and not police),
        "officer hit, police fired": float(officer and fired and not plain),
        "told": math.log1p(sum(map(bool, per))),
        "told share": sum(map(bool, per)) / max(1, len(per)),
    }


#: Who is hurt and by what, where no verb brings them together: "seven victims … the shooting".
_BY_GUNS = re.compile(r"\b(?:shootings?|shooters?|shots|gun\w*|bullets?|firearms?|hunting)\b")
_HURT = re.compile(
    r"\b(?:victims?|injur(?:y|ies|ed|ing)|hurt|wound(?:s|ed)?|dead|died|dies|deaths?|killed|kill(?:s|ing)?"
    r"|murder\w*|homicides?|hospital\w*)\b"
)


#: What every story of gunfire has, if any is told of at all.
_GUNS = re.compile(
    r"\b(?:sho[ot]t?|shoot|gun|rifle|pistol|revolver|firearm|bullet|trigger|weapon|fired|firing|rounds)"
)


_BY_CAR = re.compile(
    r"\b(?:drunk\w*|crash\w*|collision|driving|bicycl\w*|crosswalk|pedestrian|speeding"
    r"|cruiser|patrol\s+car|mph)\b"
)


def _is_by_car(low: str) -> bool:
    """Whether a killing is told together with a car and without any gun."""
    return not _GUNS.search(low) and _BY_CAR.search(low) is not None


_RUN_OVER = Cued(
    r"\b(?:mph|miles\s+an\s+hour|vehicular|crosswalk|pedestrian|siren)\b", re.IGNORECASE
)


def _is_run_over(text: str) -> bool:
    return _RUN_OVER.search(text) is not None and not _GUNS.search(text.lower())


def _hurt_by_guns(text: str) -> bool:
    low = text.lower()
    return _BY_GUNS.search(low) is not None and _HURT.search(low) is not None


def _answered(sentences: Sequence[Sentence], per: Sequence[frozenset[str]]) -> bool:
    """Somebody goes at police, and in that sentence or the next somebody is hit, by whom unsaid."""
    hits = [at for at, one in enumerate(per) if "hit" in one and "officer_hit" not in one]
    return any(
        threatens_police(sentences[near].text) for at in hits for near in (at, at - 1) if near >= 0
    )


def _phrases(article: Article, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Which cues the title has, and which the text, up to three of each."""
    often: Counter[str] = Counter()
    for one in sentences:
        place = "title phrase" if one.paragraph < 0 else "phrase"
        for name, pattern in _CUES.able(one.text):
            often[f"{place} {name}"] += sum(1 for _ in pattern.finditer(one.text))
    for place, text in (("title phrase", article.title), ("phrase", article.text[:_LIMIT_CHARS])):
        often[f"{place} {_ACROSS}"] = sum(1 for _ in _HURT_IN_SHOOTING.finditer(text))
    found = dict.fromkeys(_PHRASES, 0.0)
    for name, count in often.items():
        if count:
            found[name] = 1.0 if name.startswith("title") else min(count, 3) / 3
    return found


#: Phrases that tell against gunfire, but not where a gun was taken for a Taser.
_OF_TASERS = ("phrase taser", "title phrase taser")
