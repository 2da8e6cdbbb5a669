"""Where a redirect leads: to the story that was asked for, or to what took a dead one's place.

Many sites answer for a story they took down with their front page, a section, or another story.
What stands there is no version of the story that was asked for. Others declare such a page as the
address of each of their stories: taken at their word, all would be versions of one.
"""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import urlsplit

from pipeline.page.story_addresses import is_listed, is_story
from pipeline.urls import key


class Move(StrEnum):
    """What an address leads to in place of its story."""

    FRONT = "the front page"
    SECTION = "a list of stories"
    MISSING = "a page for what is missing"
    OTHER = "another story"


_MISSING = re.compile(
    r"/(?:error[/_-]?)?(?:40[04]|410|(?:page[_-]?)?not[_-]?found|error)(?:/|\.|$)"
)
_ASKS = re.compile(r"/(?:log-?in|sign-?in|account|subscribe|register|consent)(?:/|$)")
#: Plain names, and then perhaps a day or the number of a page.
_SECTION = re.compile(r"(?:/[a-z]+(?:[_-][a-z]+)?)*(?:/\d{1,4}){0,3}/?")
_NUMBER = re.compile(r"\d{5,}|[0-9a-f]{8}-[0-9a-f-]{27}")
_DAY = re.compile(r"(?:19|20)\d\d[01]\d[0-3]\d")
_WORD = re.compile(r"[a-z]{3,}")


def move(asked: str, answered: str, pattern: re.Pattern[str] | None = None) -> Move | None:
    """What a redirect leads to that is not the story asked for; ``None``: it may well be.

    ``pattern`` is the source's own for the paths of its stories.

    >>> move("https://daily.example/news/man-shot-by-police-on-elm", "https://daily.example/news/")
    <Move.SECTION: 'a list of stories'>
    >>> move("http://daily.example/2024/05/14/shot/", "https://www.daily.example/2024/05/14/shot")
    """
    here, there = key(asked), key(answered)
    if here == there or _is_front(here):
        return None
    if _is_front(there):
        return Move.FRONT
    path = _path(there)
    if _MISSING.search(path):
        return Move.MISSING
    if not is_story(asked, pattern) or _ASKS.search(path):
        return None
    story = is_story(answered, pattern)
    if not (story and pattern) and _is_list(here, there, answered):
        return Move.SECTION
    return Move.OTHER if story and _differ(here, there) else None


def is_slip(own: str, declared: str) -> bool:
    """Whether the address a story declares as its own is that of something else on its site.

    >>> is_slip("https://daily.example/2024/05/14/shot-on-elm/", "https://daily.example/news/")
    True
    >>> is_slip("https://daily.example/2024/05/14/shot-on-elm/", "https://daily.example/shot-on-elm")
    False
    """
    led = move(own, declared)
    if led is None:
        return is_story(own) and _ASKS.search(_path(key(declared))) is not None
    return led is not Move.OTHER


def _is_list(here: str, there: str, answered: str) -> bool:
    """Whether a list of stories stands there, by its name; a short address may be a story's."""
    if _numbers(here) & _numbers(there):
        return False
    above = f"{here.split('?')[0]}/".startswith(f"{there.rstrip('/')}/")
    if not above and _words(here) & _words(there):
        return False
    plain = "?" not in there and _SECTION.fullmatch(_path(there)) is not None
    return plain or is_listed(answered)


def _differ(here: str, there: str) -> bool:
    """Whether two stories' addresses share neither number nor half of the words of their names."""
    if _numbers(here) & _numbers(there):
        return False
    names = (_words(here), _words(there))
    least = min(map(len, names))
    return least > 1 and 2 * len(names[0] & names[1]) < least


def _is_front(story: str) -> bool:
    return _path(story) == "/" and "?" not in story and "#" not in story


def _path(story: str) -> str:
    """The path of an address in the form that is compared, in lower case."""
    return urlsplit(f"//{story}").path.casefold() or "/"


def _numbers(story: str) -> set[str]:
    """What a content system tells its stories apart by; a day is none."""
    found: set[str] = set(_NUMBER.findall(story.partition("/")[2].casefold()))
    return {number for number in found if not _DAY.fullmatch(number)}


def _words(story: str) -> set[str]:
    """The words of the step that has most of them: the story's name."""
    steps = [set(_WORD.findall(step)) for step in _path(story).split("/")]
    return max(reversed(steps), key=len)
