"""Ages as they are written: "31", "thirty-one", "31-year-old", "31 y/o".

Whatever reads an age puts its pattern together from these, so that all know the same ways.
"""

from __future__ import annotations

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = (
    {word: value for value, word in enumerate((*_ONES, *_TEENS), 1)}
    | {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}
)  # fmt: skip

_FROM_TWENTY = rf"(?:{'|'.join(_TENS)})(?:[-–‑ ](?:{'|'.join(_ONES)})\b)?"
#: A number from one to ninety-nine in words.
SPELLED = rf"(?:{_FROM_TWENTY}|{'|'.join(reversed((*_ONES, *_TEENS)))})"
#: An age that stands alone: "Orrin, one of two" and "Orrin, ten days before" tell none.
YEARS = rf"(?:[1-9]\d?|{_FROM_TWENTY}|{'|'.join(_TEENS[1:])})"
#: A number that something tells to be an age.
NUMBER = rf"(?:\d{{1,3}}|{SPELLED})"
#: What tells it.
#: ("yo" and "y/o" apart, with their ends, so that it is seen which words are needed.)
OLD = r"(?:[-–‑ ](?:years?|yrs?\.?)[-–‑ ]olds?\b|[-–‑ ]?y(?:o|/o)\b)"


def number(written: str) -> int | None:
    """A number in figures or in words.

    >>> number("31"), number("Thirty-one"), number("twelve"), number("several")
    (31, 31, 12, None)
    """
    if written.isdigit():
        return int(written)
    words = written.casefold().replace("–", "-").replace("‑", "-").replace("-", " ").split()
    values = [_VALUES.get(word) for word in words]
    return sum(filter(None, values)) if values and None not in values else None


def value(written: str) -> int:
    """Of what one of these patterns matched."""
    return number(written) or 0


def is_years(word: str) -> bool:
    """Is a word an age, as far as a word alone can tell?

    >>> is_years("31"), is_years("thirty-one"), is_years("one"), is_years("05")
    (True, True, False, False)
    """
    return word.casefold() in _YEARS


_YEARS = frozenset(
    (
        *map(str, range(100)),
        *_TEENS[1:],
        *_TENS,
        *(f"{ten}-{one}" for ten in _TENS for one in _ONES),
    )
)
