"""Which sentences of an article are about which incident, and which are about another's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.clauses import words
from pipeline.cues import Actor, Gunfire
from pipeline.records import FiredBy, Sentence
from pipeline.relevance import LIMIT, Relevance


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident of an article: its sentences in reading order and whose gunfire it tells of."""

    sentences: tuple[Sentence, ...]
    fired_by: FiredBy


@dataclass(frozen=True, slots=True)
class _Intro:
    """A sentence that says a named person was hit."""

    name: str
    at: int  # index of the sentence
    dated: str  # its month and year words, folded; empty where it has none


_LINK = re.compile(
    r"^\W*(?:related|read\s+(?:more|next|also)|more\s+(?:coverage|news|stories|from)|trending(?:\s+now)?"
    r"|you\s+may\s+also\s+like|also\s+(?:read|see|on)\b|see\s+(?:also|our)|from\s+the\s+archives?"
    r"|in\s+other\s+news|previous\s+coverage|most\s+(?:read|popular)"
    r"|recommended|continuing\s+coverage|watch:|photos:|click\s+here|sign\s+up|subscribe"
    r"|for\s+(?:the\s+)?full\s+story)(?![\w-])",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:unrelated\s+(?:case|incident|shooting)"
    r"|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|\d+(?:st|nd|rd|th))\s+(?:\w+[\s-]){0,3}?shooting"
    r"\b[^.]{0,60}\b(?:since|this\s+(?:year|month|week)|in\s+(?:the\s+city|\d+)|within|of\s+the\s+(?:year|day))"
    r"|(?:first|last|second)\s+(?:fatal\s+)?(?:police\s+)?shooting\s+[^.]{0,60}\bsince\b"
    r"|two\s+earlier\s+shootings|other\s+(?:(?:police|officer|involved|fatal|recent|deputy)[\s-]+){0,3}shootings?\b(?!\s+victim)"
    r"|(?:another|separate|earlier|previous|similar)\s+"
    r"(?:(?:police|officer|involved|deputy|fatal|deadly|drive|by|gang|related)[\s-]+){0,3}"
    r"(?:shooting|killing|case)\b(?!\s+(?:victim|occur))"
    r"|^earlier,\s)",
    re.IGNORECASE,
)
_ELSEWHEN = re.compile(
    r"\b(?:in|since|last|of|on)\s+(?:early\s+|late\s+|mid-)?(?:january|february|march|april|may|june"
    r"|july|august|september|october|november|december|(?:19|20)\d\d|year|summer|fall|winter|spring)\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.|feb\.|aug\.|sept\.|oct\.|nov\.|dec\.)\s+\d|\b(?:years?|months?|weeks?)\s+(?:ago|earlier|before)\b"
    r"|\b(?:other|another|unrelated|similar|neighboring|elsewhere|elder|father|also\s+named|same"
    r"|case\s+of|comes?\s+\w+\s+(?:after|days|weeks|months))\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[A-Z][\w'’-]+\s+(?:[A-Z]\.\s+)?){1,3}?[A-Z][\w'’-]+(?:\s+(?:Jr|Sr|I{2,3}|IV)\b\.?)?"
)
_OF_NAME = re.compile(
    r"\b(?:death|killing|shooting|slaying|case|wounding|that)\s+of\s+(?:an?\s+)?(?P<name>"
    + _NAME.pattern
    + ")"
)
_AGED = re.compile(r"(?P<name>" + _NAME.pattern + r"),\s+(?:\d{1,2}|an?\s+\d{1,2}-year-old)\b")
_WHO_WAS = re.compile(
    r"(?P<name>"
    + _NAME.pattern
    + r"),?\s+(?:who\s+)?(?:was|were|had\s+been|died)\s+(?:fatally\s+)?"
    r"(?:shot|killed|wounded|after)"
)
_WHEN = re.compile(
    r"\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+(\d{1,2}\b(?!\d))?(?:,?\s*((?:19|20)\d\d))?"
    r"|\bin\s+((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|yesterday)\b", re.IGNORECASE
)
_TITLED = re.compile(
    r"(?:officers?|deput(?:y|ies)|trooper|sgt\.?|sergeant|chief|sheriff|mayor|rev\.?|dr\.?|judge|attorney"
    r"|coroner|lawyer|capt\.?|lt\.?|det\.?|detective|councilor|sen\.?|president|spokes\w+|agent|prosecutor)\s+$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+(?:Jr|Sr|I{2,3}|IV)\b\.?$")
_DATELINE = re.compile(
    r"^[A-Z][A-Z.' ]{2,30}(?:,\s+[A-Z][A-Za-z.]{1,14})?\s*(?:\([^)]{2,30}\))?\s*(?:—|–|--?)\s"
)
_NUMBERED = re.compile(r"^\(?(\d{1,2})[.)](?:\s+[A-Z]|$)")
_ORDINAL = re.compile(
    r"^(?:In\s+)?[Tt]he\s+(first|second|third|fourth|other)\s+(?:\w+\s+)?(?:incident|shooting|case|man|woman|one"
    r"|file|began|victim|is\b)|^(?:In\s+)?(?:a|another)\s+(second|separate|third)\s+(?:incident|shooting|case)"
)
_ROUND_UP = re.compile(
    r"\b(?:two|three|four|five|six|both|these)\b[^.]{0,40}\b(?:deaths?|killings?|shootings?|families|mothers|men"
    r"|people|cases|decisions|files)\b|\b(?:deaths|killings|shootings|families|declinations)\b"
    r"|\bone\s+\w+,\s+two\b|\btwo\s+\w+,",
    re.IGNORECASE,
)
_NOT_FIRST = words("small", "calendar") | words("small", "never_names") | words("actors", "police")


def incidents(relevance: Relevance, sentences: Sequence[Sentence]) -> tuple[Incident, ...]:
    """The incidents an article is about, the main one first."""
    story = _unlinked(own_story(sentences[:LIMIT]))
    heard = dict(zip(sentences, relevance.told, strict=False))
    events = [heard.get(one, ()) for one in story]
    parts = _numbered(story) or _ordinals(story, events) or _by_name(story, events)
    if len(parts) > 1:
        found = [_judged(part, heard, relevance) for part in parts]
        kept = [one for one in found if one.fired_by is not FiredBy.UNKNOWN]
        if len(kept) > 1:
            return tuple(sorted(kept, key=lambda one: one.fired_by is not relevance.fired_by))
    main = _without_background(story, events)
    return (Incident(tuple(main), relevance.fired_by),)


def own_story(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The story the title announces, where a second one with its own dateline is appended."""
    starts = [
        at for at, one in enumerate(sentences) if one.paragraph >= 0 and _DATELINE.match(one.text)
    ]
    if len(starts) < 2:
        return list(sentences)
    title = [one for one in sentences if one.paragraph < 0]
    edges = [len(title), *starts[1:], len(sentences)]
    stories = [list(sentences[first:last]) for first, last in pairwise(edges)]
    announced = _content(" ".join(one.text for one in title))
    if not announced:
        return title + stories[0]
    best = max(_overlap(announced, story) for story in stories)
    kept = [story for story in stories if 2 * _overlap(announced, story) >= best]
    return title + [one for story in kept for one in story]


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w{4,}", text.casefold()))


def _overlap(announced: frozenset[str], story: Sequence[Sentence]) -> int:
    return len(announced & _content(" ".join(one.text for one in story)))


def _unlinked(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Without the lines that lead to other stories, and what such a line is followed by."""
    kept: list[Sentence] = []
    link = -1  # the paragraph a link stood in
    for one in sentences:
        leads = one.paragraph >= 0 and len(one.text) < 220 and _LINK.search(one.text) is not None
        if leads:
            link = one.paragraph
        elif not (one.paragraph == link >= 0 and one.text.startswith("|")):
            kept.append(one)
    return kept


_Heard = Mapping[Sentence, Sequence[Gunfire]]


def _judged(part: Sequence[Sentence], heard: _Heard, relevance: Relevance) -> Incident:
    events = [event for one in part for event in heard.get(one, ())]
    police = any(event.by_police or event.shooter is Actor.POLICE for event in events)
    if police:
        return Incident(tuple(part), FiredBy.POLICE)
    if any(event.of_person for event in events):
        civil = any(event.shooter is Actor.CIVILIAN for event in events)
        unsaid = relevance.fired_by is FiredBy.POLICE and not civil and _dated_only(part)
        return Incident(tuple(part), FiredBy.POLICE if unsaid else FiredBy.CIVILIAN)
    return Incident(tuple(part), relevance.fired_by)


def _dated_only(part: Sequence[Sentence]) -> bool:
    """Told by the way, with a name: what the article says of all of them holds for this one."""
    return any(_AGED.search(one.text) for one in part)


def _numbered(story: Sequence[Sentence]) -> list[list[Sentence]]:
    """A list "1. … 2. …": each entry its paragraph."""
    heads = {one.paragraph: int(hit[1]) for one in story if (hit := _NUMBERED.match(one.text))}
    if len(heads) < 2 or list(heads.values()) != list(range(1, len(heads) + 1)):
        return []
    return [[one for one in story if one.paragraph == head] for head in heads]


def _ordinals(
    story: Sequence[Sentence], events: Sequence[Sequence[Gunfire]]
) -> list[list[Sentence]]:
    """ "In the first incident … In the second shooting …": each runs to the next."""
    starts = [at for at, one in enumerate(story) if _ORDINAL.match(one.text)]
    if len(starts) < 2 or not all(any(events[at]) or at + 1 < len(story) for at in starts):
        return []
    kinds = {_ORDINAL.match(story[at].text).group(0).casefold() for at in starts}  # type: ignore[union-attr]
    if len(kinds) < 2:
        return []
    parts = []
    for number, at in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(story)
        last = max(story[here].paragraph for here in range(at, min(stop, at + 4)))
        parts.append([one for one in story[at:stop] if one.paragraph <= last])
    known = dict(zip(story, events, strict=True))
    fired = [[event for one in part for event in known[one]] for part in parts]
    hit = any(event.of_person for found in fired for event in found)
    return parts if hit and all(fired) else []


def _by_name(
    story: Sequence[Sentence], events: Sequence[Sequence[Gunfire]]
) -> list[list[Sentence]]:
    """Several named people hit on different days, none of them merely mentioned by the way."""
    intros = [intro for intro in _intros(story, events) if intro.dated]
    first: dict[str, _Intro] = {}
    for intro in intros:
        first.setdefault(intro.name, intro)
    if len({intro.dated for intro in first.values()}) < 2:
        return []
    if _fresh(story, events, intros) or len({one.paragraph for one in story}) < 4:
        return []
    title = " ".join(one.text for one in story if one.paragraph < 0)
    early = min(intro.at for intro in first.values())
    lead = " ".join(one.text for one in story[: early + 1])
    weights = [_spoken_of(story, name) for name in first]
    even = max(weights) <= 2 * sorted(weights)[-2]
    if not (_ROUND_UP.search(title) or (even and _ROUND_UP.search(lead))):
        return []
    parts = [_about(story, name, list(first)) for name in first]
    return [part for part in parts if part]


def _fresh(
    story: Sequence[Sentence], events: Sequence[Sequence[Gunfire]], intros: Sequence[_Intro]
) -> bool:
    """Whether the story opens with news of its own: somebody unnamed, or hit on a weekday."""
    opening = [at for at, one in enumerate(story) if one.paragraph >= 0][:3]
    named = {intro.at for intro in intros}
    return any(
        (at not in named or _WEEKDAY.search(story[at].text))
        and any(event.of_person for event in events[at])
        for at in opening
    )


def _intros(story: Sequence[Sentence], events: Sequence[Sequence[Gunfire]]) -> Iterator[_Intro]:
    for at, (sentence, found) in enumerate(zip(story, events, strict=True)):
        if sentence.paragraph < 0:
            continue
        for name in dict.fromkeys(_hit_names(sentence.text, found)):
            yield _Intro(name, at, _dated(story, at))


def _hit_names(text: str, found: Sequence[Gunfire]) -> Iterator[str]:
    """Full names (without suffix) that a sentence says were hit, killed, or mourns."""
    for pattern in (_OF_NAME, _WHO_WAS):
        for match in pattern.finditer(text):
            yield from _proper(text, match)
    if any(event.of_person or event.shooter is Actor.POLICE for event in found) or re.search(
        r"\b(?:died|killed|shot)\b", text
    ):
        for match in _AGED.finditer(text):
            yield from _proper(text, match)
    for event in found:
        if event.target_at and event.of_person:
            for match in _NAME.finditer(text):
                if match.start() <= event.target_at[0] < match.end():
                    yield from _proper(text, match)


def _proper(text: str, match: re.Match[str]) -> Iterator[str]:
    named = "name" in match.re.groupindex
    start, name = (match.start("name"), match["name"]) if named else (match.start(), match.group())
    if _TITLED.search(text[max(0, start - 14) : start]):
        return
    parts = name.split()
    if parts[0].casefold() in _NOT_FIRST or parts[-1].casefold() in _NOT_FIRST:
        return
    yield name


def _dated(story: Sequence[Sentence], at: int) -> str:
    """The month, day and year words of a sentence or of its paragraph's neighbours."""
    for here in (at, at + 1, at - 1):
        if not 0 <= here < len(story) or story[here].paragraph != story[at].paragraph:
            continue
        if match := _WHEN.search(story[here].text):
            return " ".join(part.casefold() for part in match.groups() if part)
    return ""


def _surname(name: str) -> str:
    return _SUFFIX.sub("", name).split()[-1]


def _key(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """The words that call a person: the surname, or the whole name where others share it."""
    surname = _surname(name)
    if sum(_surname(other) == surname for other in names) > 1:
        return (name, _SUFFIX.search(name).group().strip()) if _SUFFIX.search(name) else (name,)  # type: ignore[union-attr]
    return (surname, name.split()[0])


def _spoken_of(story: Sequence[Sentence], name: str) -> int:
    return sum(_surname(name) in one.text for one in story)


def _about(story: Sequence[Sentence], name: str, names: Sequence[str]) -> list[Sentence]:
    """The sentences that call a person, and those that follow them in the same paragraph."""
    mine = _key(name, names)
    others = [_key(other, names) for other in names if other != name]
    part: list[Sentence] = []
    for sentence in story:
        if sentence.paragraph < 0:
            continue
        called = any(word in sentence.text for word in mine)
        other = any(word in sentence.text for key in others for word in key)
        follows = part and part[-1].paragraph == sentence.paragraph and not other
        if (called and not other) or (follows and _adjacent(story, part[-1], sentence)):
            part.append(sentence)
    return part


def _adjacent(story: Sequence[Sentence], before: Sentence, after: Sentence) -> bool:
    return 0 <= after.start - before.end <= 3 and len(story) > 0


def _without_background(
    story: Sequence[Sentence], events: Sequence[Sequence[Gunfire]]
) -> list[Sentence]:
    """The main incident's sentences: no links, no other incident told by the way."""
    others = _other_victims(story, events) | _long_before(story, events)
    main = []
    for at, sentence in enumerate(story):
        opening = sentence.paragraph <= 0 and at < 4
        if not opening and (_ANOTHER.search(sentence.text) or at in others):
            continue
        main.append(sentence)
    return main


_YEARS = re.compile(
    r"\b(?:in|since|of)\s+(?:19|20)\d\d\b|\b\w+\s+years?\s+(?:ago|earlier|before)\b"
)


def _long_before(story: Sequence[Sentence], events: Sequence[Sequence[Gunfire]]) -> frozenset[int]:
    """In news of this week, sentences on people hit years ago."""
    opening = [at for at, one in enumerate(story) if one.paragraph >= 0][:3]
    news = any(
        _WEEKDAY.search(story[at].text) and any(event.of_person for event in events[at])
        for at in opening
    )
    if not news:
        return frozenset()
    return frozenset(
        at
        for at, one in enumerate(story)
        if one.paragraph >= 0
        and at not in opening
        and len(one.text) < 400
        and any(event.of_person for event in events[at])
        and _YEARS.search(one.text)
        and not _WEEKDAY.search(one.text)
    )


def _other_victims(
    story: Sequence[Sentence], events: Sequence[Sequence[Gunfire]]
) -> frozenset[int]:
    """Sentences about somebody hit at another time than the person the article is about."""
    intros = list(_intros(story, events))
    spoken = Counter({intro.name: _spoken_of(story, intro.name) for intro in intros})
    if not spoken:
        return frozenset()
    title = " ".join(one.text for one in story if one.paragraph < 0)
    known = [
        intro.name
        for intro in intros
        if intro.at < 5 or spoken[intro.name] > 3 or _surname(intro.name) in title
    ]
    main = max(known, key=lambda name: (_surname(name) in title, spoken[name]), default=None)
    found = set()
    for intro in intros:
        same = main is not None and _surname(intro.name) == _surname(main)
        aside = intro.at > 2 and spoken[intro.name] <= 3
        if not same and aside and _ELSEWHEN.search(story[intro.at].text):
            found.add(intro.at)
    if main is None:
        return frozenset(found)
    return frozenset(at for at in found if _surname(main) not in story[at].text)
