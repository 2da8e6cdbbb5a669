"""Find the newsroom's expressions of time in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.language import years
from pipeline.language.text import ascii_twin, is_plain

WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
SHORT_DAY = r"(?:mon|tues?|wed|thur?s?|fri|sat|sun)\.?"
_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)|apr(?:il|\.)?|may|june?\.?|july?\.?|"
    r"aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
#: With a number beside it, "Mar" needs no dot.
_DATED_MONTH = rf"(?:{_MONTH}|mar)"
_PART = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night)s?\b)?"
_DAY = (
    r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d/%]|:\d|\.\d|,\d{3}|\s*(?:percent|a\.m|p\.m))"
)
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_COUNT = rf"(?:\d{{1,3}}|{years.SPELLED}|(?:a\s+)?(?:couple(?:\s+of)?|few)|several|an?)"
#: What has a year before it: "a 2011 encounter", "the 2017 traffic stop".
_EVENT = (
    r"(?:(?:fatal|deadly|police|traffic|officer-involved)\s+){0,2}"
    r"(?:encounter|shooting|killing|slaying|death|incident|stop|confrontation|raid|chase|pursuit|standoff)"
)
_UNIT = r"(?:day|night|week|month|year)s?"
_NAMED_DAYS = (
    r"(?:new\s+year['’]?s\s+(?:eve|day)|christmas(?:\s+(?:eve|day))?|thanksgiving(?:\s+day)?|"
    r"labor\s+day|memorial\s+day|president['’]?s['’]?\s+day|veterans\s+day|halloween|"
    r"independence\s+day|(?:the\s+)?fourth\s+of\s+july|martin\s+luther\s+king(?:,?\s+jr\.?)?\s+day|"
    r"mlk\s+day|easter(?:\s+sunday)?|valentine['’]?s\s+day|mother['’]?s\s+day|father['’]?s\s+day|"
    r"juneteenth|columbus\s+day|super\s+bowl\s+sunday|st\.?\s+patrick['’]?s\s+day|cinco\s+de\s+mayo|"
    r"black\s+friday|good\s+friday|palm\s+sunday|election\s+day|groundhog\s+day|new\s+year['’]s)"
)
# How expressions begin: a look at these first spares most words the long pattern.
_STARTS = r"""
    mon[.d\s] tue wed[.n\s] thu fri[.d\s] sat[.u\s] sun[.d\s] jan feb mar[.c\s] apr may\b jun jul
    aug sep oct nov dec on\b late early overnight earlier the\s+[jnmeadspfotw\dh] new\s+year
    christmas thanksg black\s+f labor\s memorial\s president veterans\s halloween independence\s
    fourth\s mlk easter good\s palm\s election\s st\.?\s cinco\s groundhog
    valentine mother['’] father['’] mothers\s fathers\s columbus\s super\s last\b
    this\s next\s past\s before\s+(?:dawn|sunr) every\s over\s mid[-\s] since\s during\s
    in\s+[lemjfasond\d] of\s+[mjfasond\d] by\s+[mjfasond] until\s+[mjfasond] back\s+in about\s
    nearly\s almost\s roughly\s more\s+than just\s exactly\s an?\s+[dnwmyfc12] one\s two\s three\s
    four five\s six seven eight nine ten\s eleven twelve thirteen fifteen twenty thirty forty fifty
    couple few\s
    several\s today tonight yesterday martin\s
""".split()


def _by_letter(starts: list[str]) -> str:
    """The beginnings as a pattern that looks at the first letter once."""
    letters = sorted({start[0] for start in starts})
    return "|".join(
        f"{letter}(?:{'|'.join(start[1:] for start in starts if start[0] == letter)})"
        for letter in letters
    )


_PATTERN = re.compile(
    rf"""\b(?=\w)(?=\d|{_by_letter(_STARTS)})(?:
    (?P<dated>(?:(?:on|late|early|the\s+(?:night|morning|evening|afternoon)\s+of)\s+)?
        (?:(?:{WEEKDAY}|{SHORT_DAY}(?=,?\s+{_MONTH}))
           (?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night))?,?\s+(?:the\s+)?)?
        (?:(?P<m1>{_DATED_MONTH})\s+(?P<d1>{_DAY})|
           (?:the\s+)?(?P<d2>(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)\s+(?:of\s+)?(?P<m2>{_DATED_MONTH})(?!\w))
        (?:,?\s+(?P<y1>{_YEAR})\b(?!\s+block)|\s+(?:of\s+)?(?P<dof>last\s+year)\b)?)
  | (?P<numeric>(?P<nm>1[0-2]|0?[1-9])(?P<sep>[/.-])(?P<nd>3[01]|[12]\d|0?[1-9])(?P=sep)
        (?P<ny>{_YEAR}|(?<!\.)[0-4]\d)\b(?![/\d-])|(?P<iso>{_YEAR}-\d\d-\d\d)\b)
  | (?P<named>(?:(?:on|the\s+(?:morning|day|night|week|weekend)\s+(?:after|before|of)|
          the\s+(?P<hwd>{WEEKDAY})\s+(?:after|before)|(?:early|late)(?:\s+on)?|
          (?P<hn>{_COUNT})\s+(?P<hu>day|night|week)s?\s+(?P<haway>after|before))\s+)?
        (?P<holiday>{_NAMED_DAYS})\b(?:,?\s+(?P<hy>{_YEAR}))?(?:\s+{WEEKDAY}\b)?
        (?P<hweek>\s+week(?:end)?\b)?{_PART}(?:(?:,|\s+(?:of|in))?\s+(?P<hlate>{_YEAR})\b)?)
  | (?P<weekday>(?:(?P<wmod>late\s+last|early\s+last|last|this\s+past|this\s+coming|next|past|
          this|late\s+on|early\s+on|late|early|before\s+(?:dawn|sunrise)(?:\s+on)?|on|every|
          overnight)\s+)?(?P<wd>{WEEKDAY})(?!s\b){_PART}
        (?P<wof>\s+(?:of\s+last\s+week|before\s+last\b|a\s+week\s+ago\b))?)
  | (?P<monthly>(?P<mmod>last|this\s+past|this|next|earlier\s+in|earlier\s+this|later\s+in|late|
          mid|early|since|during|in\s+(?:late|early|mid)|in|of|by|until|the\s+month\s+of|
          the(?=\s+{_MONTH}\s+(?:[\w-]+\s+){{0,2}}?{_EVENT}\b))[-\s]+
        (?P<m3>{_MONTH})(?!\w)(?:(?:\s+of)?,?\s+(?P<y3>{_YEAR})\b|
           \s+of\s+(?P<mof>last|this)\s+year\b)?(?!\.?\s+\d))
  | (?P<bare_month>(?P<m4>{_MONTH}),?\s+(?:of\s+)?(?P<y4>{_YEAR})\b)
  | (?P<yearly>(?:in|since|during|of|back\s+in|in\s+(?:early|late|mid-?))\s+
        (?P<y5>{_YEAR})\b(?!\s*(?:block|ford|chev|honda))
      | (?:an?|the)\s+(?:(?:fatal|deadly)\s+)?(?P<y6>{_YEAR})(?=\s+{_EVENT}\b))
  | (?P<anniversary>(?:(?P<an>{_COUNT})\s+days?\s+(?P<away>before|after)\s+|on\s+)?the\s+
        (?:(?P<nth>first|second|third|fourth|fifth|1st|2nd|3rd|5th|10th|one-year|two-year|
          three-year|five-year|1-year)\s+)?anniversary\b)
  | (?P<ago>(?:(?P<moment>the\s+(?:moment|night|hour)|on\s+this\s+day)\s+)?
        (?:(?:about|nearly|almost|roughly|more\s+than|over|just|exactly)\s+)?
        (?P<n1>{_COUNT})\s+(?:(?P<u1>{_UNIT})|(?P<wds>{WEEKDAY})s)\s+ago(?P<exact>\s+(?:today|tonight|to\s+the\s+day|
        this\s+(?:week|month)|(?P<ago_this>this\s+)?(?:on\s+)?(?P<ago_wd>{WEEKDAY})))?
      | (?:on\s+)?this\s+(?:very\s+)?da(?:te|y)\s+in\s+(?P<then>{_YEAR})\b)
  | (?P<apart>(?P<n2>{_COUNT})\s+(?P<u2>{_UNIT})\s+(?P<to_day>to\s+the\s+day\s+)?
        (?P<way>later|earlier|after|before|since|prior)\b)
  | (?P<next_day>the\s+(?:(?:previous|next|following)\s+(?:day|night|morning|afternoon|evening)|
        (?:day|night|evening|morning)\s+(?:before|after)\b|same\s+(?:day|night|morning))
      | (?P<that>earlier|later)\s+that\s+(?:same\s+)?(?:day|morning|afternoon|evening|night)\b)
  | (?P<period>(?P<pmod>late\s+last|early\s+last|earlier\s+this|earlier\s+last|later\s+this|
          late\s+this|early\s+this|last|this\s+past|over\s+the\s+past|over\s+the|during\s+the|
          the\s+past|this|next)\s+
        (?P<pu>week(?:end)?|month|year|spring|summer|fall|autumn|winter)
      | the\s+(?P<pbl>week(?:end)?)\s+before\s+last)\b
  | (?P<today>(?:(?:earlier|late|later|early|just|overnight)\s+)?
        (?:today|tonight|overnight|yesterday(?:\s+(?:morning|afternoon|evening|night))?|
        (?:late\s+|early\s+|earlier\s+)?(?:last\s+(?:night|evening)|
        this\s+(?:morning|afternoon|evening)))(?!['’]s\b))
  | (?P<ordinal>(?:on|the\s+(?:night|morning|evening|afternoon)\s+of)\s+the\s+
        (?P<d3>3[01]st|[12]?(?:1st|2nd|3rd|\dth)|1\dth)\b
        (?!\s+(?:floor|block|anniversary|hole|day|birthday|grade|(?:\w+\s+)?(?:street|avenue))))
    )""",
    re.VERBOSE,
)
_IN_ASCII = ascii_twin(_PATTERN)
# Cheap traces, one of which every expression contains: many sentences have none.
_TRACES = tuple(
    "day night week month year ago morning noon evening christmas halloween thanks easter "
    "juneteenth fourth cinco anniversary jan feb mar apr may jun jul aug sep oct nov dec 19 20 "
    "summer winter spring fall autumn".split()
)
_FIGURES = re.compile(r"\d[/.-]\d|o[nf] the \d")


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """One expression of time: where it stands and what the pattern saw in it."""

    start: int
    end: int
    text: str
    kind: str
    parts: re.Match[str]


def lowered(text: str) -> str:
    """Small letters without moving an offset (a few capitals grow when lowered)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def find(text: str) -> Iterator[DatePhrase]:
    """Every expression of time in the text, in order.

    >>> [phrase.text for phrase in find("Shot late Friday, he died on the night of March 18.")]
    ['late Friday', 'the night of March 18']
    """
    low = lowered(text)
    if not any(map(low.__contains__, _TRACES)) and not _FIGURES.search(low):
        return
    for match in (_IN_ASCII if is_plain(low) else _PATTERN).finditer(low):
        kind = str(match.lastgroup)  # the outer group closes last
        if kind in _NEEDS_CAPITAL and not _is_name(match, text):
            continue
        start, end = match.span()
        yield DatePhrase(start, end, text[start:end], kind, match)


_NEEDS_CAPITAL = frozenset({"dated", "monthly", "bare_month"})


def _is_name(match: re.Match[str], text: str) -> bool:
    """Is the month a month, not "may 3 of them" or "the late March family"?"""
    group = next(name for name in ("m1", "m2", "m3", "m4") if match.group(name))
    if not text[match.start(group)].isupper():
        return False
    if group != "m3" or match["y3"]:
        return True
    return not re.match(r"\s+[A-Z][a-z]", text[match.end() :])
