"""What the words around a name say of its bearer, as features: titles, verbs, phrases."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline import shipped
from pipeline.language.cued import Among, Cued
from pipeline.lexicon.people_words import words
from pipeline.naming.mentions import Named
from pipeline.roles import bonds
from pipeline.roles.masked_mentions import MaskedMention

_STOPS = frozenset(".!?;")


def title_features(mention: Named) -> Iterator[str]:
    """What stands in the title before a name."""
    if not mention.titles:
        yield "title:none"
        return
    titles = words()["titles"]
    for kind in ("officer", "official", "lawyer", "clergy", "civil", "soldier"):
        if any(title in titles[kind] for title in mention.titles):
            yield f"title:{kind}"
    yield f"title:{mention.titles[-1]}"
    if len(mention.titles) > 1:
        yield f"title:{mention.titles[-2]}_{mention.titles[-1]}"


def word_features(place: MaskedMention) -> Iterator[str]:
    """The words on both sides of a mention, its verb, and the phrases they make."""
    before, after = place.before, place.after
    for distance, word in enumerate(before[:3], 1):
        yield f"l{distance}:{word}"
    for distance, word in enumerate(after[:3], 1):
        yield f"r{distance}:{word}"
    if len(before) > 1:
        yield f"l21:{before[1]} {before[0]}"
    if len(before) > 2:
        yield f"l321:{before[2]} {before[1]} {before[0]}"
    if len(after) > 1:
        yield f"r12:{after[0]} {after[1]}"
    if len(after) > 2:
        yield f"r23:{after[1]} {after[2]}"
        yield f"r123:{after[0]} {after[1]} {after[2]}"
    for word in _clause(before):
        yield f"l:{word}"
    for word in _clause(after):
        yield f"r:{word}"
    if not before:
        yield "l1:START"
    predicate = _predicate(after)
    verb = _verb(predicate)
    if verb:
        yield f"verb:{verb}"
    yield from _of_phrases(place, predicate)


def _clause(near: Sequence[str]) -> Iterator[str]:
    for word in near[:8]:
        if word in _STOPS:
            return
        if len(word) > 2:
            yield word


_LIST_ITEM = re.compile(
    r"^(?:(?: ,)? (?:NN|NN-year-old)(?= ,| and)| \( NN \)|(?: ,)?(?: and| ,)(?: NN-year-old)? NAME"
    r"| ,(?= (?:was|were|died|had|who|and)\b)"
    r"| , of (?:NAME|\w+)(?: , NAME(?= ,))?(?: ,(?! (?:the|an?)\b))?)"
)
_APPOSITION = re.compile(r"^ , (?!who\b|and\b|was\b|were\b)[^,]{1,90} ,")
#: "Roe, Poe said, shot": what another says; "Roe, who was there, said".
_ASIDE = re.compile(
    r"^ ,(?: \S+){0,3}? NAME (?:said|says|wrote|added|testified)(?: \S+)? ,"
    r"|^(?: , NN)? , who [^,]{1,90} ,(?= (?:said|says|told|recalled)\b)"
)


def _predicate(after: Sequence[str]) -> str:
    """What follows the name once ages, others in a list and appositions are taken away."""
    text = " " + " ".join(after)
    if aside := _ASIDE.match(text):
        text = text[aside.end() :]
    for _ in range(8):
        match = _LIST_ITEM.match(text)
        if match is None or not match.group():
            break
        text = text[match.end() :]
    match = _APPOSITION.match(text)
    return (text[match.end() :] if match else text).strip()


def _verb(predicate: str) -> str:
    """ "was also shot": the first words of the predicate that say what happened."""
    taken: list[str] = []
    for word in predicate.split()[:5]:
        if word in _SKIPPED:
            continue
        taken.append(word)
        if word not in _AUXILIARY or len(taken) > 3:
            break
    return " ".join(taken)


_AUXILIARY = frozenset(
    "was were is are be been being had has have did does do got gets who".split()
)
_SKIPPED = frozenset(
    """also later then first allegedly reportedly fatally accidentally himself herself initially
    , and both only not""".split()
)


@lru_cache(maxsize=1)
def phrases_by_side() -> Mapping[str, Among[str]]:
    """The compiled phrases of ``people-phrases.toml`` by side: the feature and its pattern."""
    raw = tomllib.loads(shipped.text("people-phrases.toml"))
    words_of = {name: "|".join(value.split()) for name, value in raw["words"].items()}
    return {
        side: Among(
            (f"{side}:{name}", Cued(_fill(pattern, words_of)))
            for name, pattern in raw[side].items()
        )
        for side in ("predicate", "after", "before", "possessive")
    }


def _fill(pattern: str, words_of: Mapping[str, str]) -> str:
    for name, listed in words_of.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{listed})")
    return pattern


def _of_phrases(place: MaskedMention, predicate: str) -> Iterator[str]:
    after = " ".join(place.after)
    sides = {
        "predicate": predicate if not place.possessive else "",
        "after": after,
        "before": " ".join([*reversed(place.before), ""]),
        "possessive": after if place.possessive else "",
    }
    if clause := _RELATIVE.match(after):
        told = told_by_phrases(after[clause.end() :], phrases_by_side()["predicate"])
        yield from (name for name in told if name in _FATES)
    said = place.before[:1] == (",",) and _SAID.match(predicate) is not None
    owned = place.possessive and _KIN_NEXT.match(after) is not None
    for side, phrases in phrases_by_side().items():
        if text := sides[side]:
            yield from (
                name
                for name in told_by_phrases(text, phrases)
                if not ((said or owned) and name == "before:shot")
                and not (said and name in _OF_THE_OFFICER)
            )


#: "NAME, 24, who was in the car with NAME, suffered a wound": what befell them stands behind.
_RELATIVE = re.compile(r"^(?: ,|,)?(?: ?NN)? ?, who (?:[^,]{1,90}|[^,]{1,50}, [^,]{1,50}) , ?")
_FATES = frozenset("predicate:shot predicate:shot_by predicate:wounded predicate:unhurt".split())
#: "Killed NAME's best friend".
_KIN_NEXT = re.compile(rf"(?:\S+ )?(?:{bonds.KIN.pattern}|friend)", re.IGNORECASE)
#: "The deputy, NAME said, is on leave": who says it is not the deputy.
_OF_THE_OFFICER = frozenset({"before:officer", "before:the_officer"})
#: "Two men were killed, NAME said": who says it is none of them.
_SAID = re.compile(r"(?:said|says|told|added)\b")


#: "Was not hit" is no telling of a hit; "was not seriously hurt" is.
_HIT_IN_WORDS = frozenset("predicate:shot predicate:shot_by predicate:shot_at_all".split())
_BADLY = re.compile(r"\b(?:seriously|critically|badly|gravely|fatally)\b")


def told_by_phrases(text: str, phrases: Among[str]) -> Iterator[str]:
    """The features whose phrase stands in a text."""
    found = [name for name, pattern in phrases.able(text) if pattern.search(text)]
    missed = "predicate:unhurt" in found and not _BADLY.search(text)
    return (name for name in found if not (missed and name in _HIT_IN_WORDS))
