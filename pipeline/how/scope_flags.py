"""The flags of inclusion rules: duty, bystander, accident, self-inflicted, hit by police."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.actors import OFFICER
from pipeline.language.cued import Among, Cued
from pipeline.language.stated import stated
from pipeline.records import Claim, Passage, Sentence
from pipeline.where import abroad

_OFF_DUTY = Cued(
    rf"\boff[\s-]duty\b[^.;]{{0,40}}?\b(?:police|{OFFICER})\b|\b{OFFICER}\b[^.;]{{0,60}}?\boff[\s-]duty\b",
    re.IGNORECASE,
)
_BYSTANDER = Cued(
    r"\b(?:bystanders?|hostages?|neighbou?r|passers?-?by)\b[^.;]{0,40}\b(?:was|were|is|also|been)?\s*(?:\w+ly\s+)?"
    r"(?:shot|struck|hit|wounded|killed)\b|\bstray\s+(?:police\s+)?bullet\b",
    re.IGNORECASE,
)
_ACCIDENT = Cued(
    r"\b(?:accidental(?:ly)?|mistakenly|unintentional(?:ly)?|inadvertent(?:ly)?)\b[^.;]{0,40}?"
    r"\b(?:shot|fired|shoot\w*|discharg\w+|struck|hit|killed|firing)\b"
    r"|\b(?:gun|weapon|shooting)\b[^.;]{0,25}\b(?:accidental\w*|by\s+accident)\b|\bnegligent\s+discharge\b",
    re.IGNORECASE,
)
_SELF = Cued(
    r"\bself-inflicted\b|\b(?:shot|killed)\s+(?:himself|herself)\b"
    r"|\bturn\w*\s+the\s+(?:gun|weapon)\s+on\s+(?:himself|herself)\b|\btook\s+(?:his|her)\s+own\s+life\b",
    re.IGNORECASE,
)
_NOT_KNOWN_WHO = Cued(
    r"\b(?:unclear|not\s+clear|unknown|not\s+known|did\s+not\s+(?:say|know)|whether|could\s+not\s+say)\b[^.;]{0,60}?"
    r"\b(?:shot\s+(?:himself|herself)|self-inflicted|struck\s+by\s+(?:police|officers?)|"
    r"who\s+(?:fired|shot)|killed\s+by\s+police|police\s+(?:bullets?|gunfire))\b",
    re.IGNORECASE,
)
_DID_NOT = re.compile(
    r"\b(?:did\s+not|didn['’]t|never)\s+(?:fire|shoot|discharge)\b", re.IGNORECASE
)
#: "An officer was accidentally shot": beside whoever else was.
_OFFICER_WAS = re.compile(
    rf"\b{OFFICER}\s+(?:was|were|had\s+been)\s+(?:\w+\s+){{0,2}}\w+$",
    re.IGNORECASE,
)
#: "There is no indication that the wound was self-inflicted"
_DENIED = re.compile(
    r"\b(?:no|not|n['’]t|never|whether|if|ruled\s+out)\s+(?:[\w-]+\s+){0,5}$"
    r"|\b(?:determine|say|know\w*|clear|sure)\s+(?:if|whether)\s[^.;]*$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\bwhether\b", re.IGNORECASE)
#: "As either an accident or", "may have been", "several possibilities, including": one of several.
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:either(?:\s+[\w-]+){0,4}|(?:may|might|could)\s+(?:also\s+)?(?:be|have\s+been)(?:\s+[\w-]+){0,3}"
    r"|(?:it\s+is|it['’]s)\s+possible\b[^.;,]{0,40}|(?:possibilit|theor|scenario)\w*[^.;]{0,40}"
    r"|(?:consider|weigh)(?:ing|ed)(?:\s+[\w-]+){0,3}|too\s+(?:early|soon)\s+to\s+(?:say|tell|know)\b[^.;]*)\s+$",
    re.IGNORECASE,
)
_MAY_BE = re.compile(r"\b(?:may|might|could)\s+(?:also\s+)?(?:be|have\s+been)\b", re.IGNORECASE)
#: "An accidental shooting, a suicide or a homicide", "is one theory": what else it may be.
_OR_ELSE = re.compile(
    r"(?:\s+\w+){0,2}(?:,\s+[^.;]{0,60}?,?)?\s+or\s+(?:(?:an?|was|were|if|it|whether|something|as)\s+){0,3}"
    r"(?:\w+ly\s+)?(?:homicide|suicide|murder|reckless|intentional\w*|deliberate\w*|on\s+purpose|self-inflicted|criminal"
    r"|negligent|foul|assault|manslaughter|not\b)"
    r"|[^.;]{0,30}?\bas\s+(?:one|an?)\s+(?:possib\w+\s+)?(?:theory|possibility|scenario|explanation)\b"
    r"|[^.;]{0,30}?\b(?:is|remains|are)\s+(?:\w+\s+)?(?:one\s+)?(?:\w+\s+)?(?:theor|possib|scenario)",
    re.IGNORECASE,
)


def _is_open(text: str, start: int, end: int) -> bool:
    """ "Either an accidental shooting or a homicide": not known to be one."""
    return bool(
        _ONE_OF_SEVERAL.search(text, 0, start)
        or _MAY_BE.search(text, start, end)
        or _OR_ELSE.match(text, end)
    )


#: Field, value, what says so, and the rule's name.
_FLAGS = (
    ("bystander", True, _BYSTANDER, "bystander"),
    ("accidental", True, _ACCIDENT, "accident"),
    ("self_inflicted", "yes", _SELF, "self"),
)
_FLAGGED = Among((field, pattern) for field, _, pattern, _ in _FLAGS)


def _off_duty(sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """Quoted where it is the off-duty officer who fires; else inferred, as of whoever came."""
    first: Claim | None = None
    for sentence in sentences:
        match = _OFF_DUTY.search(sentence.text)
        if match is None or _is_denied("duty", sentence.text, match):
            continue
        claim = stated("duty", "off", sentence, match.span(), "off-duty", 0.75, deed=True)
        text = sentence.text
        fires = _THEN_FIRES.match(text, match.end()) or _FIRED_BY.search(text, 0, match.start())
        if fires:
            yield claim
            return
        first = first or claim.inferred()
    if first is not None:
        yield first


#: What an off-duty officer did, or answers for: "shot a man", "charged after", "his bullet".
_THEN_FIRES = Cued(
    r"(?:(?!\b(?:did\s+not|didn['’]t|never|was\s+shot|suffered|dies|died|wounded|found)\b|with\s+pay)[^.;])"
    r"{0,120}?(?:\b(?:shot(?!\s+in\b)|shoots|fired|fires|killed|kills|opened\s+fire|discharged|gunfire|charged|indicted|held"
    r"|arrested)\b|['’]s\s+(?:\w+\s+)?(?:shots?|bullets?|gun)\b)",
    re.IGNORECASE,
)
_FIRED_BY = Cued(
    r"\b(?:shot|killed|struck|hit|wounded|shooting|killing)\b[^.;]{0,80}\bby\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)


def scope(passage: Passage, heard: Sequence[Sequence[Gunfire]]) -> Iterator[Claim]:
    """Duty, bystander, accident, self-inflicted, and whether police are said to have hit."""
    able = [one for one in passage.sentences if _FLAGGED.may_match(one.text)]
    yield from _off_duty(passage.sentences)
    for field, value, pattern, rule in _FLAGS:
        for sentence in able:
            match = pattern.search(sentence.text)
            if match and not _is_denied(field, sentence.text, match):
                yield stated(field, value, sentence, match.span(), rule, 0.75, deed=True)
                break
    yield from abroad.read(passage, heard)
    yield from _hit_by_police(passage.sentences, heard)


def _is_denied(field: str, text: str, match: re.Match[str]) -> bool:
    """Whether a flag is said not to hold, is left open, or is of somebody else."""
    if _DENIED.search(text, 0, match.start()) or _ASKED.search(match.group()):
        return True
    if field == "accidental":
        of_officer = _OFFICER_WAS.search(text, 0, match.end()) is not None
        return of_officer or _is_open(text, *match.span())
    return field == "duty" and _DID_NOT.search(text) is not None


def _hit_by_police(
    sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]]
) -> Iterator[Claim]:
    for sentence in sentences:
        if match := _NOT_KNOWN_WHO.search(sentence.text):
            yield stated(
                "hit_by_police", "pending", sentence, match.span(), "not-known", 0.7, deed=True
            )
            return
    for sentence, events in zip(sentences, heard, strict=True):
        for event in events:
            if event.by_police and event.kind == "verb":
                at = event.start, event.end
                yield stated("hit_by_police", "yes", sentence, at, "told", 0.9)
                return
