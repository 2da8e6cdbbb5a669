"""Ages told in a clause, and not right beside a name: "Orrin, of Ames, was 45", "at age 58"."""

from __future__ import annotations

import re

from pipeline.language.actors import PERSON, POLICE
from pipeline.language.cued import Cued
from pipeline.language.years import YEARS, value
from pipeline.lexicon import gazetteer
from pipeline.naming.antecedents import goes_on_from_officer
from pipeline.naming.mentions import Named
from pipeline.records import Sentence

_N = rf"(?P<age>{YEARS})(?!\s*[%:,.]\d|[-–‑/]|\s*(?:percent|th|st|nd|rd)\b)"
#: What may follow an age that is no measure, count or hour.
_ENDS = (
    r"(?=\s*(?:[,;)]|\.(?!\d)|$|[”\"])|\s+(?:and|when|while|who|the|in|last|this|next|on|at(?!\s+\d)|years?\s+old|years?\s+of\s+age"
    r"|now|then|that|by|but|with|from|as)\b)"
)
_BARELY = r"(?:(?:just|only|then|now|barely|already|still)\s+)?"
_APPOSED = r"(?:,\s+(?!and\b|who\b)[^,.;“”\"]{1,60},)?"
#: After the name: "Orrin, of Ames, was 45", "Orrin, a roofer who was 52,", "Orrin, just 18,".
_AFTER = Cued(
    rf"(?:{_APPOSED}\s+(?:was|is)\s+{_BARELY}|,?\s+(?:[^,.;“”\"]{{1,60}}\s+)?who(?:['’]s|\s+(?:was|is|(?:had\s+)?(?:just\s+)?turned))\s+{_BARELY}"
    rf"|,\s+(?:just|only|then|barely)\s+|['’]s?\s+age\s+(?:was|is)\s+(?:given\s+as\s+|listed\s+as\s+)?)"
    rf"{_N}{_ENDS}"
)
#: "Orrin, a father of three, 52,", "Orrin, of Ames, age 52,", "Orrin, a white man aged 52,".
_ROLE = r"(?:an?|the)\s+[a-z0-9][a-z0-9’' -]{1,60}?"
_HOME = r"(?:of|from)(?:\s+[A-Z][\w.’'-]+){1,3}(?:,\s+(?P<state>[A-Z][\w.]+(?:\s+[A-Z]\w+)?))?"
_NO_PARENT = "".join(f"(?<!{one})" for one in ("mother", "father", "parent", "mom", "dad"))
_AFTER_ROLE = re.compile(
    rf",\s+(?:(?:{_ROLE}|{_HOME}),\s+(?:aged?\s+)?|{_ROLE}(?:\s+aged|{_NO_PARENT}\s+of(?=\s+[1-9]\d))\s+){_N}(?=[,.;]|$)"
)
#: "Rigoberto Leal, 22 years of age".
_OF_AGE = re.compile(rf",\s+(?P<age>{YEARS})\s+years?\s+of\s+age\b")
#: Before the name: "At 52, Orrin", "Only 18 years old, Orrin".
_BEFORE = Cued(
    rf"(?:^|[.“\"—–]\s*)(?:(?:At|Aged?)\s+(?:age\s+)?|(?:Only|Just|Barely)\s+)(?P<age>{YEARS})(?:\s+years?\s+old)?,\s+$"
)
#: In the sentence that names one person alone: "who was shot … at age 58", "died at 33".
_AT = Cued(
    rf"\b(?:died|dead|killed|shot|slain|death)\b[^.;“”\"]{{0,80}}?\bat\s+(?:the\s+)?(?:age\s+(?:of\s+)?)?(?P<age>{YEARS})(?=[,.;]|$)"
)
_SAME = re.compile(r"\s*(?:a\.m|p\.m|o['’]clock)", re.IGNORECASE)


def beside(text: str, mention: Named, others: int) -> tuple[int, tuple[int, int]] | None:
    """The age that a clause with the name tells; ``others``: how many more the sentence names."""
    for match in (
        _AFTER.match(text, mention.end),
        _after_role(text, mention.end),
        _OF_AGE.match(text, mention.end),
        _BEFORE.search(text, 0, mention.start),
        _AT.search(text, mention.end) if not others else None,
    ):
        if match is not None and not _SAME.match(text, match.end("age")):
            return value(match["age"]), match.span("age")
    return None


def _after_role(text: str, end: int) -> re.Match[str] | None:
    """ "Orrin, of Ames, Iowa, 52,"; of "Orrin, of Ames, Ann Roe, 52," the age is another's."""
    match = _AFTER_ROLE.match(text, end)
    named = match["state"] if match else None
    return None if named and gazetteer.state_code(named) is None else match


_WHO = rf"(?:the|an?|her|his|their)\s+(?:[\w-]+\s+){{0,2}}?{PERSON}"
#: Of the only one who was shot, without a name: "he's 52", "the man, aged 52", "his age, 49".
OF_HIM = Cued(
    rf"\b(?:(?:he|she)(?:\s+(?:was|is)|['’]s)|{_WHO},?\s+who(?:\s+(?:was|is)|['’]s)|{_WHO}\s+(?:was|is))\s+{_BARELY}{_N}{_ENDS}"
    rf"|\b{_WHO},\s+aged?\s+(?P<aged>{YEARS})(?=[,.])"
    rf"|\b(?:his|her|the\s+(?:man|woman|boy|girl|victim|suspect|driver)['’]s)\s+age(?:\s+(?:as|was|is)|,)\s+(?:given\s+as\s+)?(?P<given>{YEARS})\b"
    rf"|\b(?:only|just)\s+(?P<only>{YEARS}),\s+(?:he|she)\b",
    re.IGNORECASE,
)

#: "Is 33 and has nine years in", "is 29 and joined the force": what is told of an officer.
_TENURE = re.compile(
    r",?\s+(?:and|with)\s+(?:(?:has|had)\s+(?:been\s+)?)?[^.;,]{0,40}?\b(?:(?:years?|months?)\s+(?:in\b(?!\s+(?:prison|jail|the\s+(?:army|navy)))"
    rf"|of\s+(?:service|experience)|(?:on|with)\s+the\s+(?:force|job|department|{POLICE}|agency|office))"
    r"|(?:joined|hired\s+by|came\s+to|works\s+for)\s+the\s+(?:[\w’'-]+\s+){0,2}?(?:force|department|agency|office)\b)",
    re.IGNORECASE,
)

#: "She was 16", "he's 41", from the pronoun on.
OF_PRONOUN = re.compile(
    rf"(?:he|she)(?:\s+(?:was|is|(?:had\s+)?(?:just\s+)?turned|would\s+have\s+been)|['’]s)\s+{_BARELY}{_N}{_ENDS}",
    re.IGNORECASE,
)


def of_officer(text: str, end: int, ahead: Sentence | None) -> bool:
    """Is an age that ends there told of an officer: "he is 41 and has ten years on the force"?

    An officer who is told of in the sentence before ("was not named", "is on leave") goes on, too.
    """
    if _TENURE.match(text, end):
        return True
    return goes_on_from_officer(text, ahead) and bool(ahead and _KEPT_BACK.search(ahead.text))


#: What is told of an officer after a shooting, and seldom before somebody else is taken up.
_KEPT_BACK = re.compile(
    r"\b(?:named|identified|(?:on|administrative|paid)\s+leave|hired|joined|veteran)\b",
    re.IGNORECASE,
)
