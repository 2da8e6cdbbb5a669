"""What stands on a page beside its story: other entries of a police log, teasers, other cases.

An article of a police log or under a row of teasers names people who have nothing to do with its
shooting. Here go whole paragraphs; sentences and clauses on another shooting are
:mod:`pipeline.story.background`'s.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise

from pipeline.gunfire.introductions import Heard
from pipeline.language.cued import Cued
from pipeline.records import Sentence

_LOG = re.compile(
    r"\b(?:blotter|(?:police|sheriff(?:['’]?s)?|crime|arrest|dispatch|public\s+safety)\s+(?:logs?|beat|briefs|calls|notes|reports))\b"
    r"(?!\s+(?:that|of|say|an?|the)\b)",
    re.IGNORECASE,
)
#: "7:30 p.m. — A caller …", "Pot Bust: Officers …": how an entry opens.
_ENTRY = re.compile(
    r"^\W{0,3}(?:(?:[01]?\d|2[0-3])[:.]?[0-5]\d(?:\s*[ap]\.?m\b\.?|\s+hours\b)?\s*[,—–:-]"
    r"|(?P<label>[A-Z][\w'’/&-]*(?:\s+[\w'’/&-]+){0,4}):\s+\S)"
)
#: What other entries are labelled by; one that names a crime is no speaker and no note.
_CRIME = re.compile(
    r"\b(?:burglar\w*|theft|thief|thieves|larceny|shoplift\w*|robber\w*|arrests?|drugs?|pot|dui|dwi|warrants?|assault|fraud|vandal\w*"
    r"|trespass\w*|disorderly|possession|criminal|break-?ins?|stolen|mischief|hit-and-run|shoot\w*|stabb?\w*|fight|crash|domestic)\b",
    re.IGNORECASE,
)
_FEWEST = 3
_GUNFIRE = Cued(r"\b(?:shot|shoot\w*|gunfire|gunshots?|gunm[ae]n|bullets?)\b", re.IGNORECASE)
#: "In a second tragic case involving a child this week, …".
_OTHER_CASE = Cued(
    r"^(?:In\s+(?:an?|another)\s+(?:second|third|separate|different|unrelated|similar)\s+(?:[\w-]+\s+){0,2}?"
    r"|In\s+(?:an)?other,?\s+unrelated\s+)(?:incident|case|matter|crime|investigation|stabbing|crash|arrest|tragedy)\b"
)
#: "In other court news, Roe was indicted …": whatever it tells.
_OTHER_NEWS = re.compile(
    r"^In\s+other\s+(?:(?:city|county|court|crime|local|police)\s+)?(?:news|business|matters|action|cases|court\s+action)\b"
)
#: "Man shot in Ames Man shot in Ames AMES, Iowa …": a headline twice, before its story.
_HEADED = re.compile(r"^(?P<head>[A-Z].{14,110}?)\s+(?P=head)\s")
_SHARED = 2  # words of the title that such a headline has of its own story
_GOES_ON = re.compile(r"^[\"“]?(?:He|She|They|His|Her|Their)\b")
_CUT_OFF = re.compile(r"\w\s*(?:\.\.\.|…)$")
_CAPTION = re.compile(r"^Caption\s+[A-Z](?!lose\b)")
_STOPPED = re.compile(r"[.!?][\"”]?$")
_LONG = 60  # characters of a teaser
_CAPITAL = re.compile(r"\b[A-Z][\w-]+")
_WORD = re.compile(r"\w{4,}")


def without_other_items(story: Sequence[Sentence], heard: Heard) -> list[Sentence]:
    """The story without entries, teasers and cases of a page that are not its own.

    ``heard`` is the gunfire of each sentence. All is left where nothing of gunfire would be.
    """
    written = _paragraphs(story)
    if len(written) < _FEWEST:
        return list(story)
    title = " ".join(one.text for one in story if one.paragraph < 0)
    gone = {
        *_other_entries(written, title),
        *_teasers(written, _content(title)),
        *_other_cases(written),
        *_other_stories(written, _content(title)),
    }
    kept = [at for at, one in enumerate(story) if one.paragraph not in gone]
    if not gone or not any(heard[at] or _GUNFIRE.search(story[at].text) for at in kept):
        return list(story)
    return [story[at] for at in kept]


def _paragraphs(story: Sequence[Sentence]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for one in story:
        if one.paragraph >= 0:
            found.setdefault(one.paragraph, []).append(one.text)
    return {at: " ".join(texts) for at, texts in found.items()}


def _other_entries(written: Mapping[int, str], title: str) -> Iterator[int]:
    """Of a police log the entries without gunfire, and the paragraphs that go on with them."""
    opens = {at: entry for at, text in written.items() if (entry := _ENTRY.match(text))}
    labels = [entry["label"] for entry in opens.values() if entry["label"]]
    crimes = sum(_CRIME.search(label) is not None for label in labels)
    if len(opens) < _FEWEST or not (_LOG.search(title) or crimes >= _FEWEST):
        return
    own = True
    for at, text in written.items():
        if at in opens:
            own = _GUNFIRE.search(text) is not None
        if not own and (at in opens or _STOPPED.search(text)):  # not "Greenfield, Feb. 27"
            yield at


def _teasers(written: Mapping[int, str], title: Set[str]) -> Iterator[int]:
    """Paragraphs that stand twice, are cut off or a caption, and tell of nothing of the story."""
    times = Counter(written.values())
    twice = {one for one, following in pairwise(written.values()) if one == following}
    twice = {one for one in twice if times[one] == 2}  # a gallery's caption stands more often
    for at, text in written.items():
        again = text in twice or _CUT_OFF.search(text)
        if not title or len(text) < _LONG or not (again or _CAPTION.match(text)):
            continue
        if again and (_GUNFIRE.search(text) or _shares_names(text, written.values())):
            continue
        if title.isdisjoint(_content(text)):
            yield at


def _shares_names(text: str, others: Iterable[str]) -> bool:
    """Whether two of its names stand in another paragraph, too."""
    own = frozenset(_CAPITAL.findall(text))
    return any(len(own & frozenset(_CAPITAL.findall(one))) > 1 for one in others if one != text)


def _other_cases(written: Mapping[int, str]) -> Iterator[int]:
    """Another case told without gunfire, up to where its people are not told of any more."""
    theirs: frozenset[str] = frozenset()
    known: set[str] = set()
    skipped: list[int] | None = None  # paragraphs since the case's people were told of
    for at, text in written.items():
        names = frozenset(_CAPITAL.findall(text, 1))
        shots = _GUNFIRE.search(text) is not None
        if known and not shots and _OTHER_CASE.match(text):
            skipped, theirs = [], names - known
            yield at
        elif skipped is not None and (
            theirs & frozenset(_CAPITAL.findall(text)) or _GOES_ON.match(text)
        ):
            yield from (*skipped, *(() if shots else (at,)))
            skipped = []
        elif skipped is not None:
            skipped = None if shots or skipped else [at]
        known |= names


def _other_stories(written: Mapping[int, str], title: Set[str]) -> Iterator[int]:
    """Paragraphs under a headline of their own, or on other news of the court."""
    headed = {at: own["head"] for at, text in written.items() if (own := _HEADED.match(text))}
    for at, text in written.items():
        beside = at in headed and len(title & _content(headed[at])) < _SHARED
        if _OTHER_NEWS.match(text) or (beside and len(headed) >= _FEWEST):
            yield at


def _content(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
