"""Stories that tell several incidents one after another: where each begins, and what is its own.

"Officers in two cities shot two people on Saturday. … In Ames, … The second came at 9 p.m. in
Boone, where …": a story that announces several is parted where it turns from one to the next, by
another day, another town, a heading, or words that say so, and somebody it has not told of yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from pipeline.cued import Cued
from pipeline.cues import Actor, Gunfire
from pipeline.introductions import NAME, Heard, hit_names, surname
from pipeline.records import Sentence
from pipeline.roundups import (
    TOWN,
    Entry,
    Parts,
    calls,
    calls_on,
    clause,
    clauses_of,
    tells_all,
    uncounted,
)
from pipeline.years import NUMBER, OLD, YEARS

_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|both|several|[2-9]|1\d)"
_CASES = (
    r"(?:shootings|killings|deaths|cases|incidents|encounters|shoot-?outs|investigations|declinations|decisions"
    r"|men|women|people|persons|teens|teenagers|suspects|families|mothers|sons|brothers)"
)
#: "Two men were shot", "three police shootings in four days", "in separate incidents".
_COUNTED = Cued(
    rf"\b{_COUNT}\s+(?:[\w.'’-]+\s+){{0,4}}?{_CASES}\b"
    rf"|\b(?:separate|unrelated|different|back-to-back)\s+(?:[\w-]+\s+){{0,2}}?(?:{_CASES}|calls|scenes|towns|cities)\b"
    r"|\beach\s+(?:shot|killed|wounded|fatally)\b|\bone\b[^.;]{3,90}\bthe\s+other\b",
    re.IGNORECASE,
)
#: "Hours later, deputies shoot another", "for the second time in a week": may be told by the way.
_AGAIN = Cued(
    r"\b(?:hours|minutes|days?|night|week)\s+(?:later|apart)\b"
    r"|\bsecond\s+(?:[\w-]+\s+){0,3}?(?:shooting|killing|time|man|woman|person|teen\w*)\s+(?:was\s+(?:shot|killed)|(?:shot|killed)\b|[^.;]{0,40}?\bin\s+(?:as\s+many|an?|two|three|less|under|the\s+(?:past|last))\b)",
    re.IGNORECASE,
)
#: "Both shootings", "neither case", "the two are not related": said of incidents that are several.
_PARTED = Cued(
    r"\b(?:both|neither|either|each|all\s+(?:three|four|five))\s+(?:of\s+the\s+)?(?:[\w-]+\s+){0,2}?(?:shootings?|cases?|incidents?|encounters?|killings?|deaths?)\b"
    r"|\bthe\s+(?:two|three|four|five)\s+(?:[\w-]+\s+){0,2}?(?:shootings|cases|incidents|encounters|killings)\b"
    r"|\bshootings\s+(?:are|were)\s+(?:not|un)[\s-]*(?:\w+\s+)?(?:related|connected)\b",
    re.IGNORECASE,
)
#: What is told of all of them, and of none.
_OF_ALL = Cued(
    r"\b(?:both|neither|either|each|all)\s+(?:of\s+the\s+)?(?:[\w-]+\s+){0,2}?(?:shootings?|cases?|incidents?|encounters?|killings?|deaths?|men|women"
    r"|families|officers|deputies|agencies|departments?|counties|inquir\w+|investigations?)\b"
    r"|\bthe\s+(?:shootings|cases|incidents|encounters|killings|deaths)\b|\bboth\b[^.;]{0,40}$"
    r"|^\W*(?:Both|Neither|Either|Each)\b",
    re.IGNORECASE,
)
_SPELL = r"(?:minutes?|hours?|days?|nights?|weeks?|months?|years?)"
_PLACE = r"(?:St\.\s|Ft\.\s|Mt\.\s)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2}"
#: How a story turns to the next incident.
_TURN = re.compile(
    rf"^\W*(?:(?:Less\s+than|More\s+than|About|Just|Nearly|Almost|Roughly|Some|Barely|Only)\s+)?(?:\w+\s+){{0,2}}?(?i:{_SPELL})\s+(?:and\s+\w+\s+\w+\s+)?(?:later|earlier|before(?:\s+that)?|after\s+that)\b"
    r"|^\W*(?:Hours|Days|Weeks|Months|Minutes)\s+(?:later|earlier|before)\b"
    r"|^\W*(?:The|On\s+the)\s+(?:next|following|previous|same|very\s+next)\s+(?:day|night|morning|afternoon|evening|week|weekend|month)\b"
    r"|^\W*(?:Later|Earlier)\s+(?:that|the\s+same|on\s+the\s+same|the\s+next|in\s+the)\s+\w+"
    r"|^\W*(?:That|The)\s+same\s+(?:day|night|morning|afternoon|evening|weekend|week)\b"
    r"|^\W*(?:(?:About|Some|Roughly|Just)\s+)?[\w-]+\s+miles\s+(?:away|apart|to\s+the|north|south|east|west|from|up|down)\b"
    r"|^\W*(?:Across\s+(?:town|the)\b|Elsewhere\b|Meanwhile\b)"
    r"|^\W*(?:In|At)\s+(?:(?:a|an|another|the)\s+)?(?:second|third|fourth|fifth|separate|other|unrelated|first|latest|most\s+recent|later|earlier|latter|former)(?:\s*,|\s+(?:[\w-]+\s+){0,2}?(?:shooting|incident|case|encounter|killing|call|stop)\b)"
    r"|^\W*(?:The|A|Another)\s+(?:first|second|third|fourth|fifth|other|later|earlier|latest|most\s+recent|next|separate)\s+(?:[\w-]+\s+){0,2}?(?:shooting|incident|case|encounter|killing)\s+(?:happened|came|occurred|took\s+place|began|started|unfolded|involved|was|followed|stemmed|in)\b"
    r"|^\W*(?:The|A)\s+(?:first|second|third|fourth|fifth|other|latest|next)\s+(?:happened|came|occurred|took|began|started|unfolded|involved|was|followed|is)\b"
    rf"|^\W*The\s+{_PLACE}\s+(?:case|shooting|killing)\b"
    r"|^\W*(?:One|The\s+other|The\s+(?:first|second|third|last))\s+is\b",
)
_HEAD = re.compile(
    rf"^(?:(?:In|At|Near|Outside)\s+(?P<in>{_PLACE})(?:,|\s+(?:police|officers|deputies|on|at|about|an?|the)\b)"
    rf"|(?:(?:On|Early|Late)\s+)?(?P<day>[A-Z]\w+\.?)\s+\d{{1,2}}\b|(?P<alone>{_PLACE})[.:](?=\s|$))"
)
_TOWN = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside|at)\s+(?P<in>{_PLACE})"
    rf"|\b(?P<force>{_PLACE}?)\s+(?:police|officers?|deput(?:y|ies)|sheriff\w*|Police|Officers?|Deput(?:y|ies)|Sheriff\w*)\b"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(
    rf"\b(?P<week>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})\b(?!\d)"
    rf"|\bin\s+(?P<of>{_MONTH})\b|\b(?P<year>20[0-3]\d)\b",
    re.IGNORECASE,
)
_NOT_TOWNS = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday january february march april may"
        " june july august september october november december jan feb mar apr aug sept oct nov dec"
        " the a an interstate highway police officers state county city sgt lt chief"
    ).split()
)
_NEW = re.compile(
    r"\b(?:an?|another|one)\s+(?:second\s+|third\s+)?(?:(?!(?:suspect|police)\b)[\w-]+[,\s]+){0,3}?"
    r"(?:man|woman|person|teen\w*|boy|girl|driver|motorist|suspect|gunman|resident|patient|veteran|student|couple|\d+-year-old)\b"
    r"|\b(?:his|her|their)\s+(?:brother|son|father|sister|husband|wife)\b",
    re.IGNORECASE,
)
_KIN = r"(?:son|daughter|husband|wife|brother|sister|father|mother|cousin|nephew|niece|grandson)"
_AGED = re.compile(
    rf"(?P<name>{NAME.pattern}),\s+(?:{YEARS}|who\s+is\s+{NUMBER}|an?\s+{NUMBER}{OLD})\b"
    rf"|{NUMBER}-year-old\s+(?P<after>{NAME.pattern})"
    rf"|\b(?:[Hh]er|[Hh]is|[Tt]heir|whose|['’]s)\s+{_KIN}\s+(?P<kin>[A-Z][a-z][\w'’-]*(?:\s+[A-Z][\w'’-]+){{0,2}})"
    rf"|\b(?P<first>[A-Z][a-z]+),\s+{NUMBER},"
)
_HURT = Cued(r"\b(?:hit|struck|wound\w*|injur\w*|died|dead|killed|hospital\w*)\b", re.IGNORECASE)
_FELL = Cued(
    r"\b(?:shot|shoot\w*|fired|killed|pronounced\s+dead|died|dead|hit|wounded)\b", re.IGNORECASE
)
#: Somebody hit, whoever told of it fired: "was killed Sunday", "pronounced dead".
_WAS_HIT = Cued(
    r"\b(?:was|were|been)\s+(?:\w+ly\s+)?(?:shot|killed|wounded|hit|struck)\b|\bpronounced\s+dead\b|\bdied\b",
    re.IGNORECASE,
)
#: The day of a death, a birth or a court says nothing of when somebody was shot.
_OTHER_DAY = re.compile(
    r"\b(?:died|dead|pronounced|identified|released|charged|arraigned|booked|buried|since|said|told)\b[^.;]{0,60}?(?=\b(?:mon|tues|wednes|thurs|fri|satur|sun)day)\w+",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"^[\"“]?(?:He|She|They|His|Her|Their|(?:The|That|Her|His)\s+(?:\w+\s+)?(?:man|woman|teen\w*|boy|girl|driver|suspect|victim|officers?"
    r"|deput\w+|sheriff|name|gun|knife|trooper|chief|\d+-year-old|mother|father|sister|brother|family)|(?:Officers|Deputies|Police|Investigators|Detectives)\b)"
)
_ENDS = re.compile(r"[.!?][\"”’')\]]*\s*$")
_LEAD = 4  # sentences in which a story says what it is about


@dataclass
class _Told:
    """An incident as far as it has been told."""

    at: int
    names: dict[str, None]
    days: frozenset[str]
    towns: frozenset[str]


def split(story: Sequence[Sentence], heard: Heard) -> Parts:
    """The sentences of each incident of a story that announces several and tells them in turn."""
    counted = _announced(story)
    if not (counted or _told_again(story) or any(_PARTED.search(one.text) for one in story)):
        return []
    told = _turns(story, heard)
    if len(told) < 2:
        return []
    entries = _entries(told)
    parts = _parted(story, heard, told, entries)
    if not (counted or (_even(parts) and _at_length(story, told[-1], entries[-1]))):
        return []
    return parts if all(parts) else []


def _even(parts: Parts) -> bool:
    """Whether none is told of in a few words, beside the others."""
    sizes = sorted(map(len, parts))
    return sizes[0] > 1 and sizes[0] * 3 >= sizes[-1]


def _at_length(story: Sequence[Sentence], told: _Told, entry: Entry) -> bool:
    """Whether the last incident is told of in more than a sentence, or its people come up again."""
    if len(_scene(story, told.at)) > 1:
        return True
    return sum(calls_on(one.text, entry) for one in story if one.paragraph >= 0) > 1


def _announced(story: Sequence[Sentence]) -> bool:
    return any(_COUNTED.search(text) for text in _lead(story))


def _told_again(story: Sequence[Sentence]) -> bool:
    return any(_AGAIN.search(text) for text in _lead(story))


def _lead(story: Sequence[Sentence]) -> Iterator[str]:
    yield from (one.text for one in story if one.paragraph < 0)
    yield from islice((one.text for one in story if one.paragraph >= 0), _LEAD)


def _turns(story: Sequence[Sentence], heard: Heard) -> list[_Told]:
    """Where each incident begins, in reading order."""
    told: list[_Told] = []
    for at, sentence in enumerate(story):
        if sentence.paragraph < 0 or _of_several(heard[at], sentence):
            continue
        scene = _scene(story, at)
        if not _hits(story, heard, scene):
            continue
        text = " ".join(story[here].text for here in scene)
        names = dict.fromkeys(
            name for here in scene for name in _names(story[here].text, heard[here])
        )
        if not (names or _NEW.search(text)) or any(_spoken(text, one) for one in told):
            continue
        head = _HEAD.match(sentence.text) if _starts(story, at) else None
        place = (head["in"] or head["alone"]) if head else None
        days, towns = _days(text), _towns(text).union(filter(None, [place]))
        turns = _TURN.match(sentence.text) is not None or _is_heading(story, at)
        turns = turns or bool(head and head["alone"])
        if not (told or names) and any(map(_of_all, (story[here].text for here in scene))):
            continue
        if not told or _another(told, turns, bool(place), days, towns):
            told.append(_Told(at, names, days, towns))
        elif not (told[-1].names or _apart(days, told[-1].days)):
            told[-1].names.update(names)
    return told


def _of_several(found: Sequence[Gunfire], sentence: Sentence) -> bool:
    """A lead that tells of all, or of one and of another: "and a second woman was shot"."""
    if _of_all(sentence.text) and not any(_names(sentence.text, found)):
        return True
    return len([one for one in found if one.of_person]) > 1 and bool(
        re.search(
            r"\b(?:second|another|other)\s+(?:man|woman|person|teen\w*|driver)\b", sentence.text
        )
    )


def _of_all(text: str) -> bool:
    return tells_all(text, None) or any(each.search(text) for each in (_OF_ALL, _COUNTED))


def _starts(story: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence is the first of its paragraph."""
    return at == 0 or story[at - 1].paragraph != story[at].paragraph


def _is_heading(story: Sequence[Sentence], at: int) -> bool:
    """A short line without a full stop that is a paragraph by itself."""
    text = story[at].text
    alone = at + 1 < len(story) and story[at + 1].paragraph != story[at].paragraph
    return alone and len(text) <= 70 and not _ENDS.search(text)


def _scene(story: Sequence[Sentence], at: int) -> range:
    """The sentences that tell how it happened: the paragraph, until the story turns within it;
    and what a heading stands over."""
    paragraphs = [story[at].paragraph]
    turns = _TURN.match(story[at].text) is not None
    if not (turns or _starts(story, at)):
        return range(at, at + 1)
    end = at + 1
    while end < len(story) and not _TURN.match(story[end].text):
        if story[end].paragraph != paragraphs[-1]:
            if len(paragraphs) > 1 or not _is_heading(story, at):
                break
            paragraphs.append(story[end].paragraph)
        end += 1
    return range(at, end)


def _hits(story: Sequence[Sentence], heard: Heard, scene: range) -> bool:
    events = [event for here in scene for event in heard[here]]
    if any(event.by_police for event in events):
        return True
    if any(event.hit and event.shooter is Actor.CIVILIAN for event in events):
        return False
    fired = any(event.shooter is Actor.POLICE for event in events)
    texts = [story[here].text for here in scene]
    if any(event.of_person for event in events) or any(map(_WAS_HIT.search, texts)):
        return True
    return fired and any(map(_HURT.search, texts))


def _names(text: str, found: Sequence[Gunfire]) -> Iterator[str]:
    for match in _AGED.finditer(text):
        yield next(filter(None, match.groups()))
    yield from hit_names(text, found, near=True)


def _spoken(text: str, told: _Told) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(surname(name))}(?!\w)", text) for name in told.names)


def _days(text: str) -> frozenset[str]:
    found = []
    for match in _DAY.finditer(_OTHER_DAY.sub("", text)):
        if match["week"]:
            found.append(match["week"].casefold())
        elif match["month"]:
            found.append(f"{match['month'][:3].casefold()} {match['day']}")
        elif match["of"]:
            found.append(match["of"][:3].casefold())
        else:
            found.append(match["year"])
    return frozenset(found)


def _towns(text: str) -> frozenset[str]:
    found = (next(filter(None, match.groups()), "") for match in _TOWN.finditer(text))
    return frozenset(
        name for name in found if name and name.split()[0].casefold().rstrip(".") not in _NOT_TOWNS
    )


def _another(
    told: Sequence[_Told], turns: bool, headed: bool, days: frozenset[str], towns: frozenset[str]
) -> bool:
    """Whether what a scene tells is none of the incidents told so far: by words that turn to it, by
    another day than that of each, or by another town it is headed with; both, where the last one
    has nobody's name."""
    if turns:
        return not any(days & one.days and towns & one.towns for one in told)
    if not told[-1].names:
        return all(_apart(days, one.days) and _apart(towns, one.towns) for one in told)
    elsewhere = headed and bool(towns)
    return all(_apart(days, one.days) or (elsewhere and not towns & one.towns) for one in told)


def _apart(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right) and left.isdisjoint(right)


def _entries(told: Sequence[_Told]) -> list[Entry]:
    """The words that each incident is called by: its people, or the towns that no other has."""
    names = [name for one in told for name in one.names]
    return [
        Entry(
            tuple(one.names),
            one.at,
            tuple(word for name in one.names for word in calls(name, names)),
        )
        for one in told
    ]


def _own_towns(told: Sequence[_Told]) -> list[tuple[str, ...]]:
    """The towns of each incident that are no other's."""
    return [
        tuple(sorted(one.towns.difference(*(each.towns for each in told if each is not one))))
        for one in told
    ]


def _parted(
    story: Sequence[Sentence], heard: Heard, told: Sequence[_Told], entries: Sequence[Entry]
) -> Parts:
    parts: Parts = [[] for _ in entries]
    starts = [one.at for one in told]
    lead: list[tuple[int, Sentence]] = []
    towns = _own_towns(told)
    owner: int | None = None
    for at, sentence in enumerate(story):
        if sentence.paragraph < 0:
            continue
        if at < starts[0]:
            lead.extend(_of_lead(sentence, heard[at], len(entries)))
            continue
        if at in starts:
            owner = starts.index(at)
            parts[owner].append(sentence)
            continue
        called = [n for n, entry in enumerate(entries) if calls_on(sentence.text, entry)]
        if not called and not _OF_ALL.search(sentence.text):
            called = [
                n for n, names in enumerate(towns) if any(each in sentence.text for each in names)
            ]
        if len(called) > 1:
            for n in called:
                rest = [entries[m] for m in called if m != n]
                parts[n].extend(clauses_of(sentence, entries[n], rest))
            owner = None
            continue
        if called:
            owner = called[0]
        elif _OF_ALL.search(sentence.text):
            owner = None
        elif sentence.paragraph != story[at - 1].paragraph:
            owner = _next_owner(sentence, at, starts, owner)
        if owner is not None:
            parts[owner].append(sentence)
    for place, one in lead:
        others = [name for n, names in enumerate(towns) if n != place for name in names]
        own = _without(one, others)
        if _lacks(parts[place], story, heard):
            parts[place].append(own)
        elif not any(TOWN.search(each.text) for each in parts[place]):
            parts[place].append(uncounted(own))
    return [sorted(part, key=lambda one: one.start) for part in parts]


def _without(sentence: Sentence, towns: Sequence[str]) -> Sentence:
    """A sentence with spaces for the towns of other incidents."""
    text = sentence.text
    for name in towns:
        text = text.replace(name, " " * len(name))
    return sentence if text == sentence.text else replace(sentence, text=text)


def _lacks(part: Sequence[Sentence], story: Sequence[Sentence], heard: Heard) -> bool:
    """Whether an incident's own sentences tell no day, or not that police hit somebody."""
    own = {one.start for one in part}
    events = [
        event
        for one, found in zip(story, heard, strict=True)
        if one.start in own
        for event in found
    ]
    return not (any(_days(one.text) for one in part) and any(event.by_police for event in events))


def _next_owner(
    sentence: Sentence, at: int, starts: Sequence[int], owner: int | None
) -> int | None:
    """Whose a new paragraph is that calls on none: the last one's, if it stays with its people,
    and that of the incident being told, until the story turns to the next."""
    if _STAYS.match(sentence.text):
        return owner
    telling = max(n for n, start in enumerate(starts) if start <= at)
    return telling if telling + 1 < len(starts) else None


_AND = re.compile(r",\s+(?:and|while|but)\s+|;\s+|\s+[—–]\s+")
_ONE_OF_THEM = re.compile(
    r",\s+(?:at\s+least\s+)?(?:one|two|\w+)\s+(?:of\s+(?:them|whom)\s+)?(?:fatally|fatal|dead|critically)?[^,]*[.]?$"
)


def _of_lead(
    sentence: Sentence, found: Sequence[Gunfire], count: int
) -> Iterator[tuple[int, Sentence]]:
    """What is said before the first is told: of all, or of one after the other in their order."""
    hits = any(event.of_person for event in found)
    if tells_all(sentence.text, count) and (hits or _FELL.search(sentence.text)):
        end = _ONE_OF_THEM.search(sentence.text)
        own = clause(sentence, 0, end.start()) if end else sentence
        for place in range(count):
            yield place, own
        return
    edges = [0, *(match.end() for match in _AND.finditer(sentence.text)), len(sentence.text)]
    stretches = [clause(sentence, first, last) for first, last in pairwise(edges)]
    telling = [one for one in stretches if _FELL.search(one.text)]
    if hits and len(telling) == count:
        yield from enumerate(telling)
