"""One article, one report per incident it is about, each value a claim with its sentence."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pipeline import agencies, circumstances, dates, people, places
from pipeline.calibration import calibrated
from pipeline.language.cued import Among, Cued
from pipeline.language.text import folded_words
from pipeline.page import datelines
from pipeline.passages import Incident, incidents
from pipeline.portrait import gender_ties
from pipeline.records import (
    Article,
    Basis,
    Claim,
    DateRange,
    FiredBy,
    Passage,
    Person,
    Report,
    Role,
    Sentence,
    Span,
    Where,
)
from pipeline.relevance import Relevance
from pipeline.roles import shares
from pipeline.story.background import without_earlier
from pipeline.story.parting import towns_in
from pipeline.story.roundups import clause
from pipeline.story.times import case_of, of_its_time
from pipeline.voices.speakers import Speakers
from pipeline.when import date_candidates


def reports(
    article: Article, relevance: Relevance, sentences: Sequence[Sentence]
) -> tuple[Report, ...]:
    """The reports of an article, the main one first; none where nobody is told to be hit."""
    if relevance.fired_by is FiredBy.UNKNOWN:
        return ()
    found = incidents(relevance, sentences, date_candidates.publication_day(article))
    several = len(found) > 1
    common = (_telling_of_all(sentences, found), _dateline(sentences)) if several else ()
    speakers = Speakers(article, sentences)
    made: list[Report] = []
    for number, incident in enumerate(found):
        own = _own(incident, found)
        told = _told_before(own, sentences, made)
        made.append(_report(number, article, relevance, incident, own, speakers, told, common))
    return tuple(made)


def _telling_of_all(
    sentences: Sequence[Sentence], found: Sequence[Incident]
) -> tuple[Sentence, ...]:
    """What a title and lead say before any incident is told, where they name one town alone.

    "Omaha officers in two shootings are back on duty": where an incident itself tells none.
    """
    firsts = [one.start for each in found for one in each.sentences if one.where is Where.TEXT]
    before = [
        one for one in sentences if one.where is Where.TITLE or one.start < min(firsts, default=0)
    ]
    telling = tuple(one for one in before if towns_in(one.text))
    return telling if len({town for one in telling for town in towns_in(one.text)}) == 1 else ()


def _dateline(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The dateline of a story as a sentence of its own; empty where it has none."""
    first = next((one for one in sentences if one.where is Where.TEXT), None)
    match = datelines.IN_CAPITALS.match(first.text) if first else None
    return (clause(first, 0, match.end()),) if first and match else ()


def _told_before(
    own: Sequence[Sentence], sentences: Sequence[Sentence], made: Sequence[Report]
) -> date | None:
    """The day of the incident whose sentence stands right before the first of another's own.

    "On May 14, police in Aden shot a man. Three days later, police in Orr shot a woman."
    """
    first = next((one for one in own if one.where is Where.TEXT), None)
    if first is None or not made:
        return None
    before = max(
        (one for one in sentences if one.where is first.where and one.start < first.start),
        key=lambda one: one.start,
        default=None,
    )
    if before is None:
        return None
    place = before.span(0, len(before.text))
    holder = next((one for one in made if any(_holds(each, place) for each in one.passages)), None)
    return _day_of(holder) if holder else None


def _holds(whole: Span, part: Span) -> bool:
    return whole.where is part.where and whole.start <= part.start and part.end <= whole.end


def _day_of(told: Report) -> date | None:
    """The one day a report states for its incident."""
    claim = next((one for one in told.claims if one.field == "incident_date"), None)
    if claim is None or claim.basis is not Basis.STATED or not isinstance(claim.value, str):
        return None
    days = DateRange.parse(claim.value)
    return days.first if days.days == 1 else None


def _own(incident: Incident, found: Sequence[Incident]) -> list[Sentence]:
    """The sentences no other incident shares: what is said of all counts nobody twice."""
    others = {
        (one.where, one.start) for each in found if each is not incident for one in each.sentences
    }
    return [one for one in incident.sentences if (one.where, one.start) not in others]


def _report(
    number: int,
    article: Article,
    relevance: Relevance,
    incident: Incident,
    own: Sequence[Sentence],
    speakers: Speakers,
    before: date | None,
    common: Sequence[Sequence[Sentence]],
) -> Report:
    """What is read of one incident, as far as its quotes check out."""
    incident = _of_its_case(article, incident, before)
    kept = frozenset(incident.sentences)
    own = [one for one in own if one in kept]
    shared = kept.difference(own)
    read = _read(article, relevance, incident, shared, speakers, before, common)
    stretches = spans((*read.beside, *incident.sentences))
    fewest, most = people_hit(own, read.people)
    by_police = incident.fired_by is FiredBy.POLICE
    return Report(
        n=number,
        passages=stretches,
        fingerprint=fingerprint(incident.sentences),
        fired_by=incident.fired_by,
        relevance=relevance.police if by_police else 0.0,
        people=read.people,
        claims=tuple(
            replace(told, confidence=calibrated(claim), asserted_by=speakers.voice(told))
            for claim in read.claims
            if (by_police or not _of_police_gunfire(claim))
            and checks_out(claim, article, stretches)
            for told in (_told(claim),)
        ),
        people_hit_min=fewest,
        people_hit_max=most,
        reasons=relevance.reasons if number == 0 else (),
    )


class _Read(NamedTuple):
    """What the readers make of an incident, before it is checked."""

    people: tuple[Person, ...]
    claims: tuple[Claim, ...]
    beside: tuple[Sentence, ...]  # read with its own sentences: where it was


def _read(
    article: Article,
    relevance: Relevance,
    incident: Incident,
    shared: Set[Sentence],
    speakers: Speakers,
    before: date | None,
    common: Sequence[Sequence[Sentence]],
) -> _Read:
    """Every reader asked in turn: who, when, where, which agencies, how, and what followed."""
    heard = incident.heard
    found, identity = people.find(article, incident.sentences, relevance, heard, shared)
    published = date_candidates.publication_day(article)
    passage = Passage(article, tuple(incident.sentences), published, before)
    days = dates.read(passage)
    case = case_of(passage, days, heard)
    then, _ = of_its_time(passage, heard, case, circumstances.shot_by_police(found))
    nameless = _without_names(then, found)
    where, beside = _where(nameless, common)
    if (redated := _redated(passage, where)) != passage:
        passage, days = redated, dates.read(redated)
        case = case_of(passage, days, heard)
    identity = (*identity, *shares.genders(passage, found, heard, identity))
    identity = (*identity, *gender_ties.read(passage, found, identity))
    claims = (
        *identity,
        *days,
        *where,
        *agencies.read(passage, incident.fired_by, nameless, found),
        *circumstances.read(passage, found, heard, identity, case, speakers),
        *circumstances.events(passage, found, case.days),
    )
    claims = (*claims, *shares.read(passage, found, heard, claims))
    others, told = shares.unfound(passage, found, heard, claims)
    return _Read((*found, *others), (*claims, *told), beside)


def _where(
    passage: Passage, common: Sequence[Sequence[Sentence]]
) -> tuple[tuple[Claim, ...], tuple[Sentence, ...]]:
    """The claims of where it was, and what was read beside its own sentences, where these tell no
    city: the first of the common ones that do."""
    claims = places.read(passage)
    if any(claim.field == "city" for claim in claims):
        return claims, ()
    for sentences in common:
        telling = tuple(one for one in sentences if one not in passage.sentences)
        wider = places.read(replace(passage, sentences=(*telling, *passage.sentences)))
        if any(claim.field == "city" for claim in wider):
            return wider, telling
    return claims, ()


#: Chosen among many by weights: one less sure than this is wrong more often than one in four.
_CHOSEN = frozenset(("city", "incident_date"))
_SURE = 0.75


def _told(claim: Claim) -> Claim:
    """The claim, inferred where the choice was so near that no sentence can be said to tell it."""
    if claim.field not in _CHOSEN or calibrated(claim) >= _SURE:
        return claim
    return claim.inferred()


_AT = re.compile(r"\b(?:in|at|near|from|outside|of|to)\s+$", re.IGNORECASE)


def _without_names(passage: Passage, people: Sequence[Person]) -> Passage:
    """The passage with spaces for the names of its people: Dalton and Roy are towns, too.

    A surname alone that stands where a place does ("near Lincoln") is left.
    """
    named = [one.span for each in people if each.name for one in each.mentions if one.named]
    named.sort(key=lambda span: span.start)
    starts = [span.start for span in named]
    sentences = []
    for sentence in passage.sentences:
        text = sentence.text
        first, last = (bisect_left(starts, at) for at in (sentence.start, sentence.end))
        for span in named[first:last]:
            start, end = span.start - sentence.start, span.end - sentence.start
            if span.where is not sentence.where or end > len(text):
                continue
            if " " in text[start:end] or not _AT.search(text, 0, start):
                text = text[:start] + " " * (end - start) + text[end:]
        sentences.append(sentence if text is sentence.text else replace(sentence, text=text))
    return replace(passage, sentences=tuple(sentences))


def _of_its_case(article: Article, incident: Incident, told: date | None) -> Incident:
    """The incident without what its sentences tell of people hit before it."""
    published = date_candidates.publication_day(article)
    passage = Passage(article, incident.sentences, published, told)
    case = case_of(passage, dates.read(passage), incident.heard)
    kept = without_earlier(incident.sentences, incident.heard, case)
    if len(kept) == len(incident.sentences):
        return incident
    heard = dict(zip(incident.sentences, incident.heard, strict=True))
    return replace(incident, sentences=tuple(kept), heard=tuple(heard[one] for one in kept))


#: What is told of a shooting by police alone: those who flee one by others are its shooters.
_OF_POLICE_GUNFIRE = frozenset(("fleeing", "hit_by_police", "shots_fired", "officer"))


def _of_police_gunfire(claim: Claim) -> bool:
    """A car as a weapon, or none, is what police met; where others fired, a gun is gone."""
    if claim.field != "armed":
        return claim.field in _OF_POLICE_GUNFIRE
    if claim.value == "unarmed":
        return "unarmed" not in (claim.as_written or "").casefold()
    return claim.value in ("vehicle", "undetermined")


def _redated(passage: Passage, where: Sequence[Claim]) -> Passage:
    """The local day of publication once the state, and so the zone, is known."""
    state = next((str(claim.value) for claim in where if claim.field == "state"), None)
    day = date_candidates.publication_day(passage.article, state)
    return replace(passage, published_day=day)


def checks_out(claim: Claim, article: Article, passages: Sequence[Span]) -> bool:
    """Whether a claim's quote lies in the passages and holds the words it is read from."""
    if claim.basis is Basis.INFERRED:
        return True
    if claim.quote is None or claim.as_written is None:
        return False
    span = claim.quote
    text = article.title if span.where is Where.TITLE else article.text
    inside = any(
        one.where is span.where and one.start <= span.start and span.end <= one.end
        for one in passages
    )
    return inside and claim.as_written in text[span.start : span.end]


def spans(sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    """Neighbouring sentences of one paragraph run as one span, in reading order.

    Two paragraphs are never joined: what stands between them is not the article's words.
    """
    joined: list[Span] = []
    last: Sentence | None = None
    for sentence in sentences:
        near = (
            last is not None
            and last.where is sentence.where
            and last.paragraph == sentence.paragraph
            and 0 <= sentence.start - last.end <= 2
        )
        if near:
            joined[-1] = Span(sentence.where, joined[-1].start, sentence.end)
        else:
            joined.append(sentence.span(0, len(sentence.text)))
        last = sentence
    return tuple(joined)


def fingerprint(sentences: Sequence[Sentence]) -> str:
    """A short name for a passage that survives re-reading: a hash of its folded words."""
    words = folded_words(" ".join(one.text for one in sentences))
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]


_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
}
_COUNT = r"\d{1,2}|" + "|".join(_NUMBERS)
_HIT = Cued(
    rf"\b(?P<n>{_COUNT}|an?)\s+(?:\w+\s+){{0,2}}?"
    r"(?P<who>people|persons?|men|man|women|woman|teens?|teenagers?|boys?|girls?|suspects?|others?)\s+"
    r"(?:(?:was|were|are|is|have\s+been|has\s+been|both)\s+)*(?:\w+ly\s+)?"
    r"(?:shot|hit|struck|wounded|killed|dead|injured)\b",
    re.IGNORECASE,
)
#: "Killing 49 innocents", "killed 14 and wounded 22", "among the 14 killed", "14 dead".
_HIT_MANY = Cued(
    r"\b(?:kill(?:ed|ing|s)|(?:wound|injur)(?:ed|ing|es)|massacred)\s+(?:at\s+least\s+|as\s+many\s+as\s+)?"
    rf"(?P<n>{_COUNT})(?:\s+(?:other\s+)?(?:people|persons|innocents|others|victims|men|women|children|students"
    r"|employees|co-?workers|worshipp?ers|guests|patrons)\b|\s+and\s+(?:wound|injur)|(?=[,.]))"
    r"|\b(?:among|of)\s+the\s+(?P<among>\d{1,2})\s+(?:people\s+|victims\s+)?(?:who\s+were\s+)?(?:shot|killed|wounded|injured|dead)\b"
    r"|\b(?P<left>\d{1,2})\s+(?:dead|injured|wounded)\b",
    re.IGNORECASE,
)
#: A count over a time, or of shootings, is of many incidents.
_OF_SEVERAL = Cued(
    r"\b(?:(?:this|last|that|per|a|each|every)\s+(?:year|month|decade|summer)|years|months|decades?|since(?!\s+(?:an?|the|her|his|their)\s+(?:gunm[ae]n|shooters?|shooting|attack|massacre)\b)|so\s+far"
    r"|annually|(?:in|during|of)\s+(?:19|20)\d\d|nationwide|statewide|ever|separate|shootings|incidents)\b",
    re.IGNORECASE,
)
_SHOT = frozenset((Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER))


def people_hit(sentences: Sequence[Sentence], found: Sequence[Person]) -> tuple[int, int | None]:
    """How few and how many people the text lets have been hit."""
    named = sum(person.role in _SHOT and person.name is not None for person in found)
    told = list(_told_numbers(sentences))
    fewest = max([named, 1, *told])
    if named or told:
        return fewest, max(fewest, sum(set(told)))
    return 1, None


_COUPLE = Cued(
    r"\ban?\s+(?:\w+\s+)?(?:man|woman|father|mother|teen\w*|boy|girl)\s+and\s+(?:an?|his|her)\s+"
    r"(?:[\w-]+\s+){1,3}?(?:were|are|both)\b[^.;]{0,20}?\b(?:shot|killed|wounded|hit|struck|injured)\b",
    re.IGNORECASE,
)


_NUMBERING = Among(((None, _COUPLE), (None, _HIT), (None, _HIT_MANY)))


def _told_numbers(sentences: Sequence[Sentence]) -> Iterator[int]:
    for sentence in sentences:
        if not _NUMBERING.may_match(sentence.text):
            continue
        if _COUPLE.search(sentence.text):
            yield 2
        written = [match["n"] for match in _HIT.finditer(sentence.text)]
        if not _OF_SEVERAL.search(sentence.text):
            matches = _HIT_MANY.finditer(sentence.text)
            written += [match["n"] or match["among"] or match["left"] for match in matches]
        for word in map(str.casefold, written):
            number = int(word) if word.isdigit() else _NUMBERS.get(word, 1)
            if 0 < number < 60:
                yield number
