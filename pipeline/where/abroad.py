"""Whether a shooting was in the United States: a story from elsewhere is set apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import us

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Cued
from pipeline.language.stated import inferred, stated
from pipeline.language.word_classes import LISTS
from pipeline.lexicon import gazetteer
from pipeline.records import Claim, Passage, Sentence
from pipeline.where import elsewhere

_STATES = tuple(state.name for state in us.states.STATES)


def _listed(name: str) -> list[str]:
    return [each.strip() for each in LISTS["abroad"][name].replace("\n", " ").split(",")]


def _any_of(names: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, names))})"


# A bare "Jamaica" or "West Bank" is as often a part of an American city.
_COUNTRY = _any_of(_listed("places") + _listed("countries"))
#: Of these, such as bear no American town's name.
_NO_TOWN = _any_of(each for each in _listed("places") if not gazetteer.named(each))
_DEMONYM = _any_of(LISTS["abroad"]["demonyms"].split())
#: "In Lyon, France, on …", "police in France", "French police".
_ABROAD = Cued(
    rf"^[A-Z][\w .'-]{{1,30}},\s+{_COUNTRY}(?=\s*(?:\(|[—–]|--?\s))"
    rf"|(?<!born )(?<!raised )\b(?:in|near|of)\s+(?:[A-Z][\w'-]+\s?){{1,3}},\s+{_COUNTRY}"
    r"(?=[,.]|\s(?:on|after|when|by|late|early)\b)"
    rf"|\b(?:[Pp]olice|[Oo]fficers)\s+in\s+{_NO_TOWN}\b|\b{_NO_TOWN}\s+(?:[Pp]olice|[Oo]fficers)\b"
    rf"|\b{_DEMONYM}\s+(?:city|town|village|province|capital)(?:['’]s)?\b"
    rf"|\b{_DEMONYM}"
    r"\s+(?:(?:riot|border|federal|national|state|security|anti-terror\w*)\s+)?"
    r"(?:police|officers|gendarmes?|constables?|security\s+forces|troops|soldiers?)\b"
    r"|\b(?:Old\s+Bailey|Scotland\s+Yard|Independent\s+Office\s+for\s+Police\s+Conduct|RCMP|Royal\s+Canadian\s+Mounted\s+Police"
    r"|[Gg]arda(?:í|i)?|[Gg]endarmerie|Ontario\s+Provincial\s+Police)\b"
    rf"|^{_any_of(map(str.upper, _listed('places')))}(?=\s*(?:\(|[—–]|--?\s))"
)
#: A story filed abroad, whoever of its witnesses is at home in America.
_FILED_ABROAD = re.compile(
    rf"[A-Z][\w .'-]{{1,30}},\s+(?:{_COUNTRY}|(?:Ont|Que|Alta|Sask|Man|B\.\s?C|N\.\s?B|N\.\s?S)\.)"
    r"(?=\s*(?:\(|[—–]|--?\s))"
)
_AMERICAN_AGENTS = Cued(
    r"\b(?:Border\s+Patrol|U\.S\.\s+(?:\w+\s+)?(?:agents?|officers?|[Mm]arshals?|Customs)|FBI|ICE|DEA|American\s+(?:agents?|officers?|police))\b"
)
#: Of Canada, where a state's abbreviation stands.
_PROVINCE = r"(?:AB|BC|MB|NB|NL|NS|ON|PE|QC|SK|YT|Alta|Man|Ont|Que|Sask)"
_STATE = Cued(
    r"\b(?:"
    + "|".join(sorted(_STATES, key=len, reverse=True))
    + r"|U\.S\.|United States|American)\b"
    rf"|,\s+(?!{_PROVINCE}\b)(?:[A-Z]{{2}}|[A-Z][a-z]{{2,4}}\.)(?=\W)"
)


def read(passage: Passage, heard: Sequence[Sequence[Gunfire]]) -> Iterator[Claim]:
    """Abroad where the opening says so and names no state; at home, by inference, elsewhere."""
    opening = passage.sentences[:6]
    first = next((one for one in opening if one.paragraph >= 0), None)
    filed = _FILED_ABROAD.match(first.text) if first else None
    if first and filed and not any(_AMERICAN_AGENTS.search(one.text) for one in opening):
        yield _abroad(first, filed)
        return
    if not any(_STATE.search(sentence.text) for sentence in opening):
        for sentence in opening:
            match = _ABROAD.search(sentence.text)
            if match and not elsewhere.told_of_before(sentence.text, match.start()):
                yield _abroad(sentence, match)
                return
        if told := elsewhere.clue(passage, heard, _STATE):
            at = told.start, told.end
            yield stated("us", False, told.sentence, at, "elsewhere", 0.8, deed=True)
            return
    yield inferred("us", True, "no-other-country", 0.9)


def _abroad(sentence: Sentence, match: re.Match[str]) -> Claim:
    return stated("us", False, sentence, match.span(), "abroad", deed=True)
