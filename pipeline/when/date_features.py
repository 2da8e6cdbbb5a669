"""What a day told in a sentence looks like to the weights that say whether it is the shooting's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from pipeline.language.actors import PERSON
from pipeline.language.cued import Cued
from pipeline.records import DateRange, Where
from pipeline.when.date_candidates import HOUR_DOTS, SHOOTING, SHOT, Candidate, is_to_come
from pipeline.when.date_phrases import find, lowered

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+|[,;:.\"“”()]")
_CLOCK = re.compile(r"\d\s?(?:a\.?m|p\.?m)\b|o['’]clock|midnight|noon")
_CLAUSE = re.compile(r"[;:()“”\"]|\s[–—-]\s|,\s(?:and|but|who|which|where|when|while|after)\b")
_STAMP = Cued(r"^\W*(?:\w+\W+){0,12}?(?:posted|updated|published|last modified|created)\b")


_OPENS = re.compile(
    r"^[A-Z][\w.'’ -]{1,30}(?:,\s+[A-Z][\w.]{1,14})?\s+\($"
)  # "Macon, Ga. (May 3) –"


SILENT = frozenset({"shot-before:no", "shot-after:no"})


#: A verb right before a day: "justified last year", "died Sunday".
_OF_THE_DAY = Cued(
    r"\b(?:died|justified|cleared|acquitted|indicted|released|decided|announced|filed|sued|approved|voted|pleaded|guilty|convicted"
    r"|sentenced|arraigned|arrested|charged|identified|said|resigned|testified|buried|gathered|appeared|in\s+court|found\s+dead)\s+"
    r"(?:(?<!said\s)(?:(?:(?:just|shortly)\s+)?(?:about|around|at|after|before)\s+)?\d{1,2}(?::\d\d)?\s+[ap]\.?m\.?\s+)?"
    r"(?:(?:on|early|late|last)\s+)?$",
    re.IGNORECASE,
)
#: What has a day of its own, some words ahead of it, and no shooting told between.
_ELSE_THAT_DAY = Cued(
    r"\b(?:waived|reassured|surrendered|taken\s+into\s+custody|captured|apprehended|arrested|birthday|turned\s+(?:him|her|them)sel(?:f|ves)\s+in|spoke|thanked|courtroom|appearance|hearing|visit\w*"
    r"|learned|reunited|cries|cried|announced\s+charges|(?:news|press)\s+conference|(?:stable|critical|serious|fair|good|grave)\s+condition|lawsuit|complaint)\b"
    rf"(?:(?!shot|shoot|gun|fire|kill|wound|attack|happen|occur|incident|found|die|hear|rob)(?:{HOUR_DOTS}|[^.;])){{0,70}}$",
    re.IGNORECASE,
)


#: "Were shot at a hearing Tuesday".
_SHOT_THERE = re.compile(
    r"\b(?:shot|killed|wounded|shooting|gunfire)\b(?:\s+\w+)?\s+(?:at|outside|during|in|after|near)\s+(?:\w+\s+){0,3}$"
)


@lru_cache(maxsize=256)
def is_day_of_another(candidate: Candidate) -> bool:
    """Is the day that of a verdict, a death, a saying, whatever else is told beside it?"""
    text = candidate.sentence.text
    if candidate.phrase.kind == "apart" and SHOT.search(text, candidate.phrase.end):
        return False  # "arrested three days after the shots"
    other = _ELSE_THAT_DAY.search(text, 0, candidate.phrase.start)
    if other and not _SHOT_THERE.search(text, 0, other.start()):
        return not SHOOTING.match(text, candidate.phrase.end)
    if SHOOTING.match(text, candidate.phrase.end):
        return False  # "indicted in February shooting"
    return _OF_THE_DAY.search(text, 0, candidate.phrase.start) is not None


#: "In Friday's fatal shooting", not "on Friday in the shooting".
_SHOOTING_OF_DAY = re.compile(
    r"(?:['’]s)?\s+(?:(?!in\b|over\b|for\b)\w+\s+)?(?:shooting|killing|slaying|death)\b"
)


DIED = re.compile(
    r"\b(?:died(?! in an? (?:car|crash|fire|accident))|passed away|was pronounced dead|succumbed|"
    rf"was declared dead|death(?= on| came))\b"
    rf"(?:(?!\b(?:told|said|says)\b)(?:{HOUR_DOTS}|[^,.;\"”])){{0,40}}$"
)


#: "In a coma since March 4": since who was hit is in care.
_HURT_SINCE = Cued(
    r"\b(?:comas?|comatose|life\s+support|ventilator|respirator|intensive\s+care|icu|hospital\w*|unconscious|sedated|paraly[sz]ed|bedridden"
    r"|critical(?:ly)?)\b[^.;]{0,40}?\bsince\s+(?:(?:the\s+)?(?:night|morning|evening|early|late|afternoon)\s+(?:of\s+)?)?$"
)
#: "Was pronounced dead at the scene on Dec. 1": who dies there dies on the day.
_DIED_THERE = Cued(
    r"\b(?:(?:pronounced|declared)\s+dead|died|dead|killed)\s+(?:(?:right\s+)?(?:at\s+the\s+scene|on\s+the\s+spot|there)|instantly|outright)"
    r"[^.;”\"]{0,30}$"
)
#: "Left the hospital Tuesday", "went home from the hospital on Friday", "was discharged Monday".
_WENT_HOME = Cued(
    r"\b(?:left\s+(?:(?:the|a|an)\s+)?(?:[\w.’'-]+\s+){0,4}?(?:hospital|rehab\w*|center)"
    r"|(?:discharged|released)\s+from\s+(?:[\w.’'-]+\s+){0,4}?(?:hospital|rehab\w*|center|care)"
    r"|(?:was|were|been)\s+released"
    r"|(?:went|came|returned|go|gone|been)\s+home(?:\s+from\s+(?:the\s+)?(?:[\w.’'-]+\s+){0,3}?hospital)?)"
    r"\s+(?:on\s+|early\s+|late\s+)?$"
)


def all_features(found: Sequence[Candidate], published: date | None) -> list[list[str]]:
    """For each candidate, what can be seen of it, as named features."""
    values = [each.days for each in found]
    made = [_features(each, at, values, published) for at, each in enumerate(found)]
    others = [is_day_of_another(each) for each in found]
    shot = {
        each.order
        for each, seen, other in zip(found, made, others, strict=True)
        if not other and "formal" not in seen and not SILENT.issubset(seen)
    }
    anothers = [tells_of_another_hit(each) for each in found]
    own = any(
        not another and not SILENT.issubset(seen)
        for another, seen in zip(anothers, made, strict=True)
    )
    for each, seen, other, another in zip(found, made, others, anothers, strict=True):
        if other and each.order in shot and "apart-shot" not in seen:
            seen.append("beside-shot")
        if another and own:
            seen.append("another-hit")
    return made


#: "Another man was shot by Orland police on Monday", "police shot another man last week".
_ANOTHER_HIT = Cued(
    rf"(?:^|[.;]\s+)(?:[^,.;]{{1,40}},\s+)?(?:another|a\s+(?:second|different|third))\s+(?:[\w-]+\s+){{0,2}}?{PERSON}\s+"
    r"(?:(?:was|were|had\s+been|has\s+been)\s+)(?:\w+ly\s+)?(?:shot|killed|wounded)\b[^.;]{0,40}?\b(?:by|when)\b"
    rf"|\b(?:shot|killed|wounded)\s+(?:and\s+\w+\s+)?another\s+(?:[\w-]+\s+){{0,2}}?{PERSON}\b",
    re.IGNORECASE,
)


def tells_of_another_hit(candidate: Candidate) -> bool:
    """Does the sentence tell of one more who was hit, so that the day may be of another case?"""
    return _ANOTHER_HIT.search(candidate.sentence.text) is not None


def _features(
    candidate: Candidate, at: int, values: Sequence[DateRange], published: date | None
) -> list[str]:
    text, start, end = window_of(candidate)
    return [
        *_of_phrase(candidate, published),
        *_of_place(candidate, at),
        *_of_words(text, start, end),
        *_of_clause(text, start, end, candidate.phrase.kind),
        *_of_event(text, start, end, candidate, values),
        *_of_support(candidate.days, at, values),
    ]


_REACH = 400  # a "sentence" may be a whole transcript


def window_of(candidate: Candidate) -> tuple[str, int, int]:
    """The words around a phrase, in small letters, and where it stands in them."""
    phrase = candidate.phrase
    first = max(0, phrase.start - _REACH)
    text = lowered(candidate.sentence.text[first : phrase.end + _REACH])
    return text, phrase.start - first, phrase.end - first


def _of_phrase(candidate: Candidate, published: date | None) -> list[str]:
    phrase, days = candidate.phrase, candidate.days
    low = lowered(phrase.text)
    kind = phrase.kind
    made = [f"kind:{kind}", f"precision:{days.precision}"]
    made += ["lead-kind:" + kind] if candidate.order <= 2 else []
    if published is not None and candidate.order <= 3:
        made.append(f"lead-age:{_age(published, days)}")
    if published is not None:
        age = _age(published, days)
        made += [f"age:{age}", f"age:{kind}:{age}"]
    else:
        made.append(f"undated:{kind}")
    if part := _PART.search(low):
        made += ["part", f"part:{part.group()}"]
    made.append(f"first:{low.split()[0]}")
    if kind in ("today", "period", "next_day"):
        made.append(f"phrase:{low}")
    if "to the day" in low or (kind == "ago" and low.endswith(("today", "tonight"))):
        made.append("anniversary")
    return made


_PART = re.compile(r"early|late|night|morning|afternoon|evening")


def _age(published: date, days: DateRange) -> str:
    gap = (published - days.last).days
    for limit in (0, 1, 2, 4, 7, 14, 31, 62, 185, 370, 740):
        if gap <= limit:
            return str(limit)
    return "more"


def _of_place(candidate: Candidate, at: int) -> list[str]:
    order = candidate.order
    where = "title" if candidate.sentence.where is Where.TITLE else str(min(order, 12) // 2 * 2)
    made = [f"sentence:{where}", f"rank:{min(at, 4)}"]
    if candidate.sentence.paragraph == 0:
        made.append("lead")
    if _OPENS.match(candidate.sentence.text, 0, candidate.phrase.start):
        made.append("in-dateline")
    return made


def _of_words(text: str, start: int, end: int) -> list[str]:
    before = _WORD.findall(text[max(0, start - 60) : start])
    after = _WORD.findall(text[end : end + 60])
    made = [f"p1:{before[-1]}" if before else "p1:^", f"n1:{after[0]}" if after else "n1:$"]
    if len(before) > 1:
        made += [f"p2:{before[-2]}", f"p12:{before[-2]} {before[-1]}"]
    if len(after) > 1:
        made += [f"n2:{after[1]}", f"n12:{after[0]} {after[1]}"]
    near = {*before[-6:], *after[:6]}
    made += [f"near:{word}" for word in sorted(near)]
    made += [f"in:{word}" for word in sorted(set(_WORD.findall(text)[:80]))]
    return made


def _of_clause(text: str, start: int, end: int, kind: str) -> list[str]:
    """How near a word of gunfire is, and whether it stands in the same clause."""
    breaks = [match.start() for match in _CLAUSE.finditer(text)]
    first = max((b for b in breaks if b < start), default=0)
    last = min((b for b in breaks if b >= end), default=len(text))
    made = ["clock"] if _CLOCK.search(text) else []
    if _STAMP.search(text) or "copyright" in text or "©" in text:
        made.append("stamp")
    if SHOT.search(text, first, last):
        made += ["clause-shot", f"clause-shot:{kind}"]
    made += [f"lv:{_last_verb(text, first, start)}", f"rv:{_next_verb(text, end, last)}"]
    behind = [start - match.end() for match in SHOT.finditer(text, 0, start)]
    ahead = SHOT.search(text, end)
    made.append(f"shot-before:{_distance(behind[-1]) if behind else 'no'}")
    made.append(f"shot-after:{_distance(ahead.start() - end) if ahead else 'no'}")
    if text.count('"', 0, start) % 2 or text.count("“", 0, start) > text.count("”", 0, start):
        made.append("quoted")
    return made


_GAP = (
    r"(?:(?!\b(?:shot|shoot\w*|killed|killing|fired|wounded|slain)\b)"
    rf"(?:{HOUR_DOTS}|[^.;:“”\"])){{0,45}}"
)
#: Courts, councils, crowds and offices act on days of their own.
_PROCEDURE = (
    r"(?:sentenced|charged|indict\w*|arraigned|plead\w*|pled|convicted|acquitted|found guilty"
    r"|probation|voted?|voting|settled?|filed|sued|ruled|decided|declined|cleared|released"
    r"|made public|walked|marched|rallied|gathered|prayed|buried|fill(?:ed)?|testified|announced"
    r"|identified|stood|opened(?!\s+fire)|unsealed|issued|dismissed|denied|approved|awarded|agreed"
    r"|recommended|returned(?!\s+fire)|published|reopened|resigned|appealed|deliberated|upheld"
    r"|rejected|paid|seated|granted|introduced)"
)
_ACTED = Cued(rf"\b{_PROCEDURE}\b{_GAP}$")
_ACTS = re.compile(
    rf"\s+(?:\w+\s+)?{_PROCEDURE}\b"
    r"|,?\s+(?:about\s+|some\s+|nearly\s+|more\s+than\s+)?(?:\d+|dozens|hundreds|scores)\s+(?:of\s+)?"
    r"(?:people|residents|mourners|neighbors|protesters|relatives|friends)\b"
)
#: "Jurors took under two hours Friday to find".
_PANEL = Cued(
    rf"\b(?:jurors|jury|judge|justices|council|commission(?:ers)?|board|supervisors|aldermen|lawmakers)\b{_GAP}$"
)
#: No word of a shooting, and no clause that may tell of one.
_PLAIN_GAP = (
    r"(?:(?!\b(?:shot|shoot\w*|kill\w*|fir(?:ed|ing)|wounded|slain|who|whom|whose|that|when|where"
    r"|after|before|since|because|in\s+connection)\b)(?:u\.s\.|[^.;:“”\"])){0,60}?"
)
#: "A federal jury Thursday ordered", "the judge ruled Thursday", "supervisors agreed Tuesday": of
#: weekdays, which are this week's, and not of the dates that a panel is told.
_PANEL_SAT = Cued(
    r"\b(?:jurors|jury|judge|justices|panel|council(?:ors)?|commission(?:ers)?|board|supervisors"
    rf"|aldermen|lawmakers|trustees)\b{_PLAIN_GAP}\s(?:on\s+|late\s+|early\s+)?$"
)
#: "Held a Mass for her Sunday", "joined a march on Saturday".
_GATHERED = Cued(
    r"\b(?:held|holds?|holding|hosted|attended|led|joined|organi[sz]ed)\s+"
    r"(?:an?|the|his|her|their)\s+(?:[\w-]+\s+){0,2}?(?:vigil|mass|service|rally|march|memorial|funeral"
    r"|prayer|meeting|forum|hearing|walk|dinner|news\s+conference)\b"
    rf"{_PLAIN_GAP}\s(?:on\s+|late\s+|early\s+)?$"
)
#: "Police said Thursday that an autopsy …": the day of who speaks.
_SPOKE = Cued(
    r"\b(?:said|says|told\s+(?:reporters|jurors|\w+)|announced|confirmed|wrote|tweeted)\s+(?:in\s+a\s+statement\s+)?(?:on\s+|late\s+|early\s+)?$"
)
_SPEAKS = re.compile(r"\s+(?:said|confirmed|told\s+(?:reporters|jurors))\b")
#: What an office does on a day of its own, right beside that day.
_FORMAL = (
    r"(?:agreed|approved|voted|identified|declined|ruled|announced|released|unsealed|decided|indicted|filed|sued|settled"
    r"|cleared|sentenced|convicted|acquitted|denied|granted|awarded|dismissed|upheld|rejected|ordered\s+(?:him|her|\w+)?\s*held)"
)
_FORMALLY = re.compile(
    rf"\s+(?:(?:he|she|they|an?\s+(?:\w+\s+)?(?:judge|jury|panel|court)|the\s+(?:judge|jury|jurors|panel|court|council|board))\s+)?"
    rf"(?:\w+ly\s+)?{_FORMAL}\b"
)
_MADE_PUBLIC = Cued(
    r"\b(?:made\s+public|(?:judge|court|panel|jury|she|he)\s+(?:\w+ly\s+)?ruled|identified(?:\s+(?:him|her|them))?|unsealed|approved|indicted|acquitted|sentenced|went\s+home|came\s+home)"
    r"\s+(?:(?:on|late|early)\s+)?$"
)
#: "The deadliest shooting since the one at the school in Newtown, in December 2012".
_COMPARED = Cued(
    r"\b(?:deadliest|worst|bloodiest|largest|biggest|highest|first|most)\b[^.;]{0,120}?\b(?P<than>since\b[^.;]{0,200})",
    re.IGNORECASE,
)


def compared_with(text: str, at: int) -> tuple[int, int] | None:
    """The words on another time that one is only measured by, if they are at an offset."""
    for match in _COMPARED.finditer(text):
        if match.start("than") <= at < match.end("than"):
            return match.span("than")
    return None


#: "Told a jury Wednesday", "opening statements began Tuesday".
_IN_COURT = Cued(
    r"\b(?:told|tells)\s+(?:a\s+|the\s+)?(?:jurors|jury|court|judge)\s+(?:on\s+)?$"
    r"|\b(?:statements|testimony|arguments|deliberations|jury\s+selection|trial|hearing|retrial)\s+"
    r"(?:began|begins|opened|opens|started|starts|resumed|resumes|continued|ended|is\s+set\s+for)\s+(?:on\s+)?$"
)
#: "Convicted a former detective of murder Friday", "was booked on two charges late Friday".
_JUDGED = Cued(
    r"\b(?:convicted|indicted|acquitted|sentenced|booked|arraigned|(?:was|were|been)\s+charged(?!\s+(?:at|by|toward))|charged\s+(?:an?\s+(?:former|off-duty)|two|three)\b)"
    r"(?:(?!\b(?:shot|shoot\w*|shots|fir(?:ed|ing)|kill\w*|wound\w*|when|after|who|that|in|for|over)\b)[^.;,]){0,80}?\s(?:on\s+|late\s+|early\s+)?$"
)
#: "Filed a federal lawsuit against the county on Tuesday".
_SUED = Cued(
    r"\b(?:files?|filed|filing|brought|served)\s+(?:an?\s+|the\s+|their\s+)?(?:[\w-]+\s+){0,4}?(?:lawsuit|suit|complaint|claim|petition|motion|appeal)\b"
    rf"{_GAP}$"
)
#: What has its day in a life, and not in what police did: "was born on", "on leave since".
_OF_A_LIFE = Cued(
    r"\b(?:born|hired|married|divorced|elected|re-?elected|appointed|promoted|sworn\s+in|took\s+office|graduated|enlisted|(?<!\ba\s)retired"
    r"|joined|moved|released\s+from\s+(?:prison|jail)|warrant\b[^.;,]{0,40}?\bissued|(?:on|paid)\s+leave|in\s+(?:[\w’'.-]+\s+){0,4}?(?:jail|prison|custody)(?=\s+since\b))\b"
    rf"{_GAP}$"
)
_THEN_SHOT = re.compile(r"[^.;:“”\"]{0,60}?\b(?:shot|shooting|killed|killing|wounded)\b")


def _of_event(
    text: str, start: int, end: int, candidate: Candidate, values: Sequence[DateRange]
) -> list[str]:
    """Whether another event governs the day, and what else is told then."""
    others = any(value != candidate.days for value in values)
    made = []
    near = max(0, start - 80)
    kind = candidate.phrase.kind
    ahead = not _ends_the_shooting(text, start, end, kind)
    acts = ahead and _ACTS.match(text, end)
    if acts or any(each.search(text, near, start) for each in (_ACTED, _PANEL)):
        made += ["procedure", f"procedure:others:{others}"]
    if _SPOKE.search(text, near, start) or (ahead and _SPEAKS.match(text, end)):
        made += ["spoke", f"spoke:others:{others}"]
    if DIED.search(text, max(0, start - 80), start):
        older = any(value.last < candidate.days.first for value in values)
        made += ["died", f"died:older:{older}"]
    if _HURT_SINCE.search(text, max(0, start - 110), start):
        made.append("hurt-since")
    if _DIED_THERE.search(text, near, start):
        made.append("died-there")
    if compared_with(text, start) or _WENT_HOME.search(text, near, start):
        made.append("formal")
    if is_to_come(candidate.sentence.text, candidate.phrase):
        made.append("to-come")
    weekly = kind == "weekday" or (kind == "today" and "night" not in text[start:end])
    if weekly and not SHOOTING.match(text, end) and not _OF_THE_SHOT.search(text, near, start):
        sat = _PANEL_SAT.search(text, near, start) or _GATHERED.search(text, near, start)
        made += ["formal"] if sat else []
    elsewhere = (_IN_COURT, _JUDGED, *((_SUED, _OF_A_LIFE) if kind != "apart" else ()))
    judged = any(each.search(text, near, start) for each in elsewhere)
    if (judged and not _SHOOTING_OF_DAY.match(text, end)) or (
        not SHOOTING.match(text, end)
        and (_MADE_PUBLIC.search(text, near, start) or (ahead and _FORMALLY.match(text, end)))
    ):
        made.append("formal")
    if kind == "apart" and _THEN_SHOT.match(text, end):
        made.append("apart-shot")
    return made


#: "The mother of a man shot by deputies in March": the verb after it has another day.
_OF_THE_SHOT = Cued(
    r"\b(?:shot|killed|wounded|shooting|slain)\b"
    r"(?:(?!\b(?:was|were|is|are|has|have|had|said|who|will)\b)"
    rf"(?:{HOUR_DOTS}|\d:\d|day,\s|[^.,;:“”\"])){{0,60}}$"
)


def _ends_the_shooting(text: str, start: int, end: int, kind: str) -> bool:
    """Does a day belong to the shooting told before it, and not to the verb after it?

    "Relatives of a man shot by police Tuesday filed a lawsuit" may be either.
    """
    if not _OF_THE_SHOT.search(text, max(0, start - 80), start):
        return False
    return kind not in ("weekday", "today") or next(find(text[end : end + 80]), None) is not None


_VERB = re.compile(
    r"\b(?:[a-z]{2,}ed|shot|said|says|told|tells|was|were|is|are|has|had|took|began|broke|found|left|"
    r"went|came|hit|struck|will|would|gave|held|met|filed|made|saw|heard|put|set|ran|fled|going)\b"
)


def _last_verb(text: str, first: int, start: int) -> str:
    found = _VERB.findall(text, first, start)
    return found[-1] if found else "no"


def _next_verb(text: str, end: int, last: int) -> str:
    found = _VERB.search(text, end, last)
    return found.group() if found else "no"


def _distance(gap: int) -> str:
    return next((str(limit) for limit in (3, 12, 30, 70) if gap <= limit), "far")


def _of_support(days: DateRange, at: int, values: Sequence[DateRange]) -> list[str]:
    same = sum(value == days for value in values)
    inside = any(value != days and holds(days, value) for value in values)
    around = any(value != days and holds(value, days) for value in values)
    older = any(value.last < days.first for value in values)
    newer = any(value.first > days.last for value in values)
    made = [f"same:{min(same, 4)}", f"values:{min(len(set(values)), 5)}"]
    made += ["narrower-told"] if inside else []
    made += ["wider-told"] if around else []
    made += ["older-told"] if older else []
    made += ["newer-told"] if newer else []
    if at and values[at - 1] == days:
        made.append("same-as-last")
    exact = [value for value in values if value.days == 1]
    if days.days == 1 and exact:
        made += ["earliest"] if days == min(exact) else []
        made += ["latest"] if days == max(exact) else []
        made += ["only-day"] if len(set(exact)) == 1 else []
    return made


def holds(outer: DateRange, inner: DateRange) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last
