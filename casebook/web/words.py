"""How values, dates, places and people are put into words on the pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from casebook.web.marks import Piece
from pipeline.incident.deciding import is_overtaken
from pipeline.urls import site

#: Characters that turn the direction of what follows, or are not seen at all.
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_MARKS = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_PILED = re.compile(rf"([{_MARKS}]{{3}})[{_MARKS}]+")
#: Text without any of these is told as it is.
_ODD = re.compile(f"{_UNSEEN.pattern}|{_CONTROL.pattern}|[{_MARKS}]{{4}}")

FIELDS = {
    "name": "Name",
    "role": "Part",
    "name_status": "Name released",
    "incident_date": "Date",
    "death_date": "Date of death",
    "hit_by_police": "Hit by police gunfire",
    "shots_fired": "Shots fired",
    "body_camera": "Body camera",
    "us": "In the United States",
    "self_inflicted": "Self-inflicted",
    "death_cause": "Cause of death",
}
VALUES = {
    "shot_by_police": "hit by police gunfire",
    "shot_by_other": "hit by somebody else's gunfire",
    "officer_fired": "officer who fired",
    "died_scene": "died at the scene",
    "died_later": "died later",
    "not_released": "not released",
    "fired": "fired",
    "not": "did not flee",
    "employer_off_duty": "employer, off duty",
    "medical_examiner": "medical examiner",
    "charge_decision": "charge decision",
    "name_release": "name released",
    "civil_suit": "civil suit",
}
#: What an agency had to do with it.
PARTS = {
    "fired": "its officers fired",
    "present": "was there",
    "investigating": "investigates",
    "employer_off_duty": "employs the officer, who was off duty",
    "unknown": "its part is not told",
}
#: Whose word a value is; what an article says in its own voice needs none.
SAYS = {
    "police": "police say",
    "prosecutor": "prosecutors say",
    "medical_examiner": "the medical examiner says",
    "court": "said in court",
    "oversight": "an oversight body says",
    "family": "the family says",
    "lawyer": "a lawyer says",
    "witness": "a witness says",
    "video": "seen on video",
    "document": "a document says",
    "outlet": "in the outlet's own words",
    "unknown": "no speaker known",
}
#: How a value was worked out that no sentence states.
METHODS = {
    "county of city": "the county its city lies in",
    "office's county": "the county of the office that is named",
    "office's state": "the state of the office that is named",
    "outlet's place": "where the outlet is",
    "force of the place": "the force of the place",
    "police of the city": "the police of the city",
    "places named": "the places that are named",
    "town named": "a town that is named",
    "town nearby": "a town named nearby",
    "town of the dateline": "the town of the dateline",
    "parts/1": "the words about that person",
    "spot named": "a spot that is named",
    "only officer": "the only officer named",
    "pronoun nearby": "the pronouns nearby",
    "date-phrases": "words of time and the day of publication",
    "circumstances/fleeing/none-told": "how the encounter is told, without flight",
    "circumstances/fleeing/drove-at": "a vehicle as the weapon",
    "circumstances/fleeing/chase": "a chase",
    "circumstances/fleeing/fled": "a flight whose way is not told",
    "circumstances/us/no-other-country": "no other country is named",
}


def told(text: Any) -> Markup:
    """Fetched text as text: escaped, and what turns or hides letters is made visible.

    >>> print(told("<b>a</b>" + chr(0x202E)))
    &lt;b&gt;a&lt;/b&gt;<span class="ctl" title="RIGHT-TO-LEFT OVERRIDE">U+202E</span>
    """
    if text is None:
        return Markup("")
    plain = str(text)
    if not _ODD.search(plain):
        return escape(plain)
    plain = _PILED.sub(r"\1", _CONTROL.sub("\ufffd", plain))
    if not _UNSEEN.search(plain):
        return escape(plain)
    parts: list[Markup] = []
    at = 0
    for match in _UNSEEN.finditer(plain):
        parts += [escape(plain[at : match.start()]), _unseen(match[0])]
        at = match.end()
    return Markup("").join([*parts, escape(plain[at:])])


def marked(parts: Iterable[Piece]) -> Markup:
    """A text in pieces, those that are marked within ``<mark>``.

    >>> print(marked([Piece("a <"), Piece("b", ("name",), strong=True)]))
    a &lt;<mark class="words" title="Name">b</mark>
    """
    return Markup("").join(_mark(part) if part.labels else told(part.text) for part in parts)


def _mark(part: Piece) -> Markup:
    kind = "words" if part.strong else "sentence"
    title = escape(", ".join(map(field_name, part.labels)))
    whole = f'<mark class="{kind}" title="{title}">{told(part.text)}</mark>'
    for place in part.ids:
        whole = f'<span id="{escape(place)}">{whole}</span>'
    return Markup(whole)  # noqa: S704 - its parts are escaped


def plain(text: Any) -> str:
    """For what has no markup to make hidden letters visible with: without them.

    >>> plain("a" + chr(0x202E) + "b")
    'ab'
    """
    return _UNSEEN.sub("", _CONTROL.sub("\ufffd", str(text or "")))


def _unseen(letter: str) -> Markup:
    if letter in "\u200b\u200c\u200d\u200e\u2060\ufeff":  # harmless: nothing to see, nothing turned
        return Markup("")
    name = unicodedata.name(letter, "CONTROL")
    return Markup('<span class="ctl" title="{}">U+{:04X}</span>').format(name, ord(letter))


def field_name(field: str) -> str:
    return FIELDS.get(field, field.replace("_", " ").capitalize())


def value(given: Any) -> str:
    """A value as a person would write it.

    >>> value(True), value(None), value({"a": 1, "b": None}), value("died_scene")
    ('yes', 'not stated', '1', 'died at the scene')
    """
    if given is None or given == "":
        return "not stated"
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, Mapping):
        return ", ".join(value(part) for part in given.values() if part not in (None, ""))
    if isinstance(given, list | tuple):
        return "; ".join(value(part) for part in given)
    return VALUES.get(str(given), str(given))


def says(voice: str) -> str:
    """Whose word a value is, in plain words.

    >>> says("police"), says("medical_examiner")
    ('police say', 'the medical examiner says')
    """
    return SAYS.get(voice, voice.replace("_", " "))


def against(
    line: Mapping[str, Any], victim_id: str | None, field: str, other: Mapping[str, Any]
) -> str:
    """How a value that was not chosen stands to the one that was: against it, or before it.

    >>> yes, no = {"value": True, "first": "2025-06-06"}, {"value": False, "last": "2025-06-02"}
    >>> line = {"victims": [{"victim_id": "V1", "fatal": True}]}
    >>> against(line | {"conflicts": {"victims[0].fatal": [yes, no]}}, "V1", "fatal", no)
    'before that'
    """
    for at, victim in enumerate(line["victims"]):
        if victim["victim_id"] == victim_id:
            told = line["conflicts"].get(f"victims[{at}].{field}", ())
            ended = [one.get("last") for one in told if one["value"] == other["value"]]
            begun = [one.get("first") for one in told if one["value"] == victim.get(field)]
            if any(ended) and any(begun):
                last, first = map(datetime.fromisoformat, (ended[0], begun[0]))
                return "before that" if is_overtaken(field, last, first) else "but"
    return "but"


def grounds(why: str) -> str:
    """Why a value was chosen; that nobody known said it is no ground.

    >>> grounds("3 independent sources (unknown)"), grounds("2 sources (police, unknown)")
    ('3 independent sources', '2 sources (police)')
    """
    return why.replace(" (unknown)", "").replace(", unknown)", ")").replace(", unknown,", ",")


def worked_out(method: str) -> str:
    """From what a value was inferred that no sentence states.

    >>> worked_out("county of city"), worked_out("circumstances/outcome/critical")
    ('the county its city lies in', 'critical')
    """
    return METHODS.get(method, method.rpartition("/")[2].replace("-", " "))


def because(why: str) -> str:
    """Why an article stands in its incident, in plain words.

    >>> because("edge of 25.9 bits"), because("kim: same")
    ('joined by a match of 25.9 bits', 'kim: same')
    """
    return f"joined by a match{why.removeprefix('edge')}" if why.startswith("edge of ") else why


def day(line: Mapping[str, Any]) -> str:
    """The day of an incident, or as much of it as is known."""
    if line["incident_date"]:
        return str(line["incident_date"])
    first, last = line["incident_date_from"], line["incident_date_to"]
    match line["incident_date_precision"]:
        case "month":
            return str(first)[:7]
        case "year":
            return str(first)[:4]
        case "range":
            return f"{first} to {last}"
    return "not stated"


def place(line: Mapping[str, Any]) -> str:
    return ", ".join(part for part in (line["city"] or line["county"], line["state"]) if part)


def victim(one: Mapping[str, Any]) -> str:
    """A name and an age, or a description."""
    if not one["name"]:
        return description(one)
    return f"{one['name']}, {one['age']}" if one["age"] is not None else str(one["name"])


def description(one: Mapping[str, Any]) -> str:
    """Who somebody is whose name nobody gives.

    >>> description({"gender": "male", "age": 16}), description({"gender": None, "age": None})
    ('boy, 16, not named', 'person, not named')
    """
    young = one["age"] is not None and one["age"] < 18
    words = {"male": ("man", "boy"), "female": ("woman", "girl")}
    who = words.get(one["gender"] or "", ("person", "young person"))[young]
    return f"{who}, {one['age']}, not named" if one["age"] is not None else f"{who}, not named"


def victims(line: Mapping[str, Any]) -> str:
    return "; ".join(victim(one) for one in line["victims"]) or "nobody described"


def outcome(one: Mapping[str, Any]) -> str:
    return {True: "died", False: "survived", None: ""}[one["fatal"]]


def count(number: int, one: str, many: str = "") -> str:
    """
    >>> count(1, "article"), count(2, "article")
    ('1 article', '2 articles')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def more(articles: int, *, new: bool = False) -> str:
    """How many articles an incident has more than it had, or has, when it is new.

    >>> more(2), more(-1), more(3, new=True)
    ('+2 articles', '-1 article', '3 articles')
    """
    return f"{'' if new else '+' if articles > 0 else '-'}{count(abs(articles), 'article')}"


def moment(given: datetime | str | None, zone: str = "UTC") -> Markup:
    """A time in the reader's zone, the original on hover; scripts find it by its attribute."""
    if not given:
        return Markup('<span class="none">undated</span>')
    at = given if isinstance(given, datetime) else _instant(given)
    if at is None:
        return escape(str(given))
    if isinstance(given, str) and not any((at.hour, at.minute, at.second)):
        return Markup("<span>{}</span>").format(at.date())  # a day of publication: no zone moves it
    original = str(given) if isinstance(given, str) else at.strftime("%Y-%m-%d %H:%M:%S UTC")
    shown = at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
    stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    hover = escape(f"as stamped: {original}")
    local = f"{shown} UTC" if zone == "UTC" else shown
    whole = f'<time datetime="{stamp}" title="{hover}">{local}</time>'
    return Markup(whole)  # noqa: S704 - its parts are escaped


def outlet(name: str | None, url: str | None) -> str:
    """Whose article it is, by its site where no outlet was told.

    >>> outlet(None, "https://www.ledger.example/man-shot"), outlet("Ledger", None)
    ('ledger.example', 'Ledger')
    """
    return name or site(url or "") or "outlet not known"


def _instant(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def percent(share: float | None) -> str:
    """
    >>> percent(0.994), percent(1.0), percent(None)
    ('99\xa0%', '100\xa0%', '')
    """
    if share is None:
        return ""
    return f"{min(round(share * 100), 100 if share >= 1 else 99)}\N{NO-BREAK SPACE}%"
