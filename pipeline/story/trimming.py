"""A sentence without its clauses on another incident: "…, the third shooting this year"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.gunfire.cues import gunfire
from pipeline.language.cued import Cued
from pipeline.records import Sentence
from pipeline.story.roundups import clause

WEEKDAY = Cued(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|yesterday)\b", re.IGNORECASE
)
#: What follows a shooting by weeks or years, and has a weekday of its own.
DECIDED = Cued(
    r"\b(?:jur(?:y|ies|ors?)|verdicts?|acquitt\w+|convict\w+|sentenced|indict\w+|settle\w*|lawsuits?|sued|suing|suit"
    r"|rul(?:ed|ing)|decisions?|declin\w+|cleared|charges|trial|testif\w+|plead\w*|pleaded|anniversary|to\s+pay)\b",
    re.IGNORECASE,
)
YEARS = Cued(
    r"\b(?:in|since|of)\s+(?:(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)\s+)?(?:19|20)\d\d\b|\b\w+\s+years?\s+(?:ago|earlier|before)\b|\bof\s+last\s+year\b",
    re.IGNORECASE,
)
FELL = re.compile(r"\b(?:shot|shoot\w*|kill\w*|wounded|died|death)\b", re.IGNORECASE)
WORD = re.compile(r"\w(?:[\w-]|['’](?!s\b))*")
_RELATION = re.compile(
    r"(?:\b(?:his|her|their|whose)|['’]s)\s+(?:\w+\s+){0,2}?"
    r"(?:brother|sister|father|mother|cousin|uncle|aunt|nephew|niece|grand\w+|son|daughter|husband|wife)\b",
    re.IGNORECASE,
)
_NTH = re.compile(
    r"^(?:which\s+(?:was|is)\s+)?(?:at\s+least\s+)?(?:the|its|their)\s+(?:[\w'’]+\s+){0,3}?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\s+"
    r"(?!(?:shots?|rounds?|bullets?|volley)\b)[^.]*\b(?:shooting|killing|death|killed|shot)\b",
    re.IGNORECASE,
)
#: "The first boy was shot …", "the second officer shot him": one of those the story is about.
_ONE_OF_THEM = re.compile(
    r"^(?:the|its|their)\s+(?:\w+|\d+(?:st|nd|rd|th))\s+(?:shooting\s+|gunshot\s+)?"
    r"(?:(?:boy|girl|man|woman|teen\w*|victim|person|suspect)\s+(?:was|had|died|drove|ran|suffered|he|she)\b"
    r"|(?:officer|deputy|trooper|agent)\s+(?:shot|fired|who)\b)",
    re.IGNORECASE,
)
_COMES = re.compile(
    r"\b(?:comes?|came|coming)\s+(?:just\s+|only\s+|less\s+than\s+|more\s+than\s+|about\s+|nearly\s+)?"
    r"(?:\w+\s+){1,2}?(?:hours|days|weeks|months|years?)\s+(?:after|before)\b",
    re.IGNORECASE,
)
_DEATH_OF = re.compile(r"\b(?:death|killing|shooting)\s+of\s+(?:[A-Z][\w'’-]+\s+){1,3}")
_LONG_AFTER = Cued(r"^(?:\w+\s+){1,3}?(?:days|weeks|months|years)\s+after\b[^,]{10,160},\s+")
_OTHERS_DEATH = re.compile(
    r"\b(?:shooting|killing|death)\b[^,.;]{1,25}?\bof\s+(?P<name>(?:[A-Z][\w'’-]+\s+){1,2}[A-Z][\w'’-]+)"
)
_BREAK = Cued(
    r",\s+(?=(?:and|but|while|who|whose|which|after|when|where|following|since|just|at\s+least)\b"
    r"|(?:the|its)\s+(?:[\w'’]+\s+){0,3}?(?:first|second|third|fourth|fifth|sixth|seventh|\d+(?:st|nd|rd|th))\b"
    r"|\w+\s+(?:days?|weeks?|months?|years?)\s+(?:ago|after|before|earlier)\b)"
    r"|;\s+|\s+[—–]\s+|\s+(?=(?:after|following)\s+the\s+(?:[A-Z][a-z]+\.?\s+\d+\s+)?(?:fatal\s+)?(?:death|killing|shooting)\s+of\b)"
    r"|\s+(?=since\s+the\s+(?:[\w-]+\s+){0,3}?(?:shooting|killing|massacre|attack)\b|since\s+[A-Z][a-z]+\.?\s+\d+,\s+when\b"
    r"|stem(?:med|s|ming)\s+from\b)"
)
#: What began, or was counted from, an earlier shooting.
_SINCE = re.compile(r"(?:since\s+(?:the\b|[A-Z])|stem\w+\s+from\b)")
_IN_CARE = re.compile(
    r"\b(?:comas?|life\s+support|ventilator|intensive\s+care|hospital\w*|unconscious|critical|paraly[sz]ed)\b",
    re.IGNORECASE,
)


def is_on(words: str, whom: str | None) -> bool:
    """Whether the main victim is named, and nobody's relative by that name."""
    return whom is not None and whom in WORD.findall(words) and not _RELATION.search(words)


def trimmed(sentence: Sentence, news: bool, whom: str | None) -> Iterator[Sentence]:
    """A sentence without the clauses on another incident: "…, the third shooting this year"."""
    text = sentence.text
    cuts = [0, *edges(text), len(text)]
    if len(cuts) < 3 or len(text) > 1500:
        yield sentence
        return
    spans = list(pairwise(cuts))
    kept = [not _elsewhere(text[first:last], news, whom) for first, last in spans]
    if _is_long_before(text[: spans[0][1]], text[spans[0][1] :]):
        kept[0] = False
    for at, (first, last) in enumerate(spans[1:], 1):  # "since Nov. 15, when police shot …"
        since = spans[at - 1]
        if _IN_CARE.search(text, 0, since[0]):
            continue  # "on a ventilator since June 25, when police shot him"
        if _SINCE.match(text, *since) and text.startswith("when ", first, last):
            kept[at - 1 : at + 1] = [False, False] if news else kept[at - 1 : at + 1]
    if all(kept) or not any(kept):
        yield sentence
        return
    for (first, last), keep in zip(spans, kept, strict=True):
        words = text[first:last].rstrip(" ,;—–")
        if keep and words:
            yield clause(sentence, first, first + len(words))


def edges(text: str) -> Iterator[int]:
    """Where clauses begin; a sentence that opens "Eleven years after …, " has one there."""
    if opening := _LONG_AFTER.match(text):
        yield opening.end()
    for match in _BREAK.finditer(text, opening.end() if opening else 0):
        yield match.end()


def _is_long_before(opening: str, rest: str) -> bool:
    """ "Eleven years after police shot Roe, deputies killed his son": the first is another's case.

    Though both bear one name; "two years after police shot Roe, a jury …" tells of one case.
    """
    return (
        _LONG_AFTER.match(opening) is not None
        and any(event.of_person for event in gunfire(opening))
        and any(event.of_person and event.by_police for event in gunfire(rest))
    )


def _elsewhere(words: str, news: bool, whom: str | None) -> bool:
    """Whether a clause is about another incident than its sentence."""
    after = words.startswith(("after the", "following the", "since the"))
    if news and after and _DEATH_OF.search(words) and not WEEKDAY.search(words):
        return True
    if is_on(words, whom):
        return False
    if _NTH.search(words) and not _ONE_OF_THEM.match(words):
        return True
    if (comes := _COMES.search(words)) and not DECIDED.search(words, 0, comes.start()):
        return True
    if not FELL.search(words) or WEEKDAY.search(words):
        return False
    if news and _SINCE.match(words):
        return True
    if whom and (other := _OTHERS_DEATH.search(words)) and whom not in other["name"].split():
        return True
    ago = YEARS.search(words) or _LONG_AFTER.match(words)
    return news and ago is not None and any(e.of_person for e in gunfire(words))
