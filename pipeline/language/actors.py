"""The nouns for police and for whom they meet, as fragments of patterns.

Every reader of how it happened takes them from here, so that what one calls an officer, all do.
They are written for patterns read without regard to capitals; :mod:`pipeline.language.word_classes`
tells the same parties apart word by word.
"""

from __future__ import annotations

_RANKS = "officer|trooper|agent|marshal|sergeant|corporal|detective|constable|warden|cop"
_MEN = r"(?:police|patrol|law)(?:wo)?"
#: One, two or more, and any number of those who fire for the law.
OFFICER = rf"(?:{_RANKS}|deputy|{_MEN}man)"
OFFICERS = rf"(?:(?:{_RANKS})s|deputies|{_MEN}men)"
ANY_OFFICER = rf"(?:(?:{_RANKS})s?|deput(?:y|ies)|{_MEN}m[ae]n)"
#: Officers, or the body they belong to.
POLICE = rf"(?:police|{ANY_OFFICER}|law\s+enforcement|SWAT)"
#: Those whom a story calls the ones who fired, or may have.
GUNMEN = r"(?:suspects?|gunm[ae]n|shooters?)"
#: Whom police meet, where no name is given.
PERSON = (
    r"(?:(?:wo)?man|suspect|gun(?:wo)?man|driver|motorist|passenger|teen(?:ager)?|boy|girl|youth|juvenile"
    r"|subject|individual|person|shooter|assailant|attacker|robber|burglar|intruder|fugitive|inmate"
    r"|\d{1,2}-year-old)"
)
