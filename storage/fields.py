"""The fields people may set, and what each of them can hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from pipeline.lexicon.gazetteer import state_code
from pipeline.records import DateRange

#: Nobody is known to have lived longer.
_OLDEST = 122
#: Days of what has happened: none lies ahead.
_DAYS = frozenset(("incident_date", "death_date"))


class NoSuchValue(ValueError):
    """The field does not exist, or cannot hold this; the message says what it can."""


def typed_value(field: str, written: str) -> Any:
    """A value as somebody wrote it, as its field holds it; empty is "not known".

    >>> typed_value("age", "23"), typed_value("fatal", "no"), typed_value("city", "")
    (23, False, None)
    """
    if field not in FIELDS:
        raise NoSuchValue(f"there is no field {field!r} to set; there are {', '.join(FIELDS)}")
    text = written.strip()
    if not text:
        return None
    try:
        return FIELDS[field](text)
    except ValueError as fault:
        raise NoSuchValue(f"{field} cannot be {written!r}: {fault}") from fault


def check_past(field: str, value: Any, now: datetime) -> None:
    """Raises :class:`NoSuchValue` for a day that nowhere has come yet."""
    if field in _DAYS and value and DateRange.parse(value).first > (now + timedelta(days=1)).date():
        raise NoSuchValue(f"{field} cannot be {value!r}: that day has not come yet")


def _words(text: str) -> str:
    """Free text in one line, with one blank between words."""
    return " ".join(text.split())


def _days(text: str) -> str:
    """A day, a month, a year or first/last, as EDTF writes them."""
    try:
        return str(DateRange.parse(text))
    except (ValueError, TypeError, OverflowError) as fault:
        raise ValueError("write 2024-05-13, 2024-05, 2024 or 2024-05-13/2024-05-14") from fault


def _yes_or_no(text: str) -> bool:
    answers = {"yes": True, "true": True, "no": False, "false": False}
    if text.casefold() not in answers:
        raise ValueError("write yes or no")
    return answers[text.casefold()]


def _age(text: str) -> int:
    return _up_to(_OLDEST, text)


def _count(text: str) -> int:
    return _up_to(10**6, text)


def _up_to(most: int, text: str) -> int:
    if not text.isdecimal() or len(text.lstrip("0")) > len(str(most)) or int(text) > most:
        raise ValueError(f"write a number up to {most}")
    return int(text)


def _state(text: str) -> str:
    if code := state_code(text):
        return code
    raise ValueError("write two letters, such as OH, or a state's name")


def _one_of(*values: str) -> Callable[[str], str]:
    def chosen(text: str) -> str:
        if text not in values:
            raise ValueError(f"write one of {', '.join(values)}")
        return text

    return chosen


#: Fields that hold one of a few words.
CHOICES: dict[str, tuple[str, ...]] = {
    "name_status": ("named", "not_released", "unidentified", "withheld"),
    "gender": ("male", "female", "nonbinary"),
    "outcome": ("died_scene", "died_later", "survived", "critical", "unknown"),
    "armed": ("unarmed", "firearm", "knife", "vehicle", "replica", "other", "undetermined"),
    "fleeing": ("foot", "car", "other", "not"),
    "duty": ("on", "off", "unknown"),
    "hit_by_police": ("yes", "no", "pending", "disputed"),
    "self_inflicted": ("yes", "no", "pending", "disputed"),
}
FIELDS: dict[str, Callable[[str], Any]] = {
    "name": _words,
    "name_status": _one_of(*CHOICES["name_status"]),
    "name_released": _yes_or_no,
    "age": _age,
    "age_min": _age,
    "age_max": _age,
    "gender": _one_of(*CHOICES["gender"]),
    "race": _words,
    "fatal": _yes_or_no,
    "outcome": _one_of(*CHOICES["outcome"]),
    "incident_date": _days,
    "death_date": _days,
    "city": _words,
    "county": _words,
    "state": _state,
    "place": _words,
    "armed": _one_of(*CHOICES["armed"]),
    "weapon": _words,
    "shots_fired": _count,
    "body_camera": _yes_or_no,
    "fleeing": _one_of(*CHOICES["fleeing"]),
    "duty": _one_of(*CHOICES["duty"]),
    "hit_by_police": _one_of(*CHOICES["hit_by_police"]),
    "self_inflicted": _one_of(*CHOICES["self_inflicted"]),
    "bystander": _yes_or_no,
    "accidental": _yes_or_no,
    "us": _yes_or_no,
}
#: Fields that are so or not.
_YES_OR_NO = frozenset(name for name, holds in FIELDS.items() if holds is _yes_or_no)


def choices(field: str) -> tuple[str, ...]:
    """The words a field holds one of, as they are written; none: it holds others, too."""
    return ("yes", "no") if field in _YES_OR_NO else CHOICES.get(field, ())


#: What is told of an incident, or, where they differ, of each of the people shot in it.
OF_EITHER = ("armed", "weapon", "fleeing")
#: Fields of one person; the others are the whole incident's, but for those of either.
OF_A_PERSON = frozenset(
    (
        "name",
        "name_status",
        "name_released",
        "age",
        "age_min",
        "age_max",
        "gender",
        "race",
        "fatal",
        "outcome",
    )
)
