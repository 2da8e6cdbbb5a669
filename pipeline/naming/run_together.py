"""Names that a missing comma or a headline runs together with what stands beside them.

"According to Sheriff Randy Espo Cample took off in his truck", of a story on Eric Cample, names
two people; "Michael Vance Hunted After …" and "Larry Moss Tulare" name one whom the story names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.lexicon import gazetteer
from pipeline.lexicon.name_lists import surname_ppm
from pipeline.lexicon.people_words import common_words
from pipeline.naming.mentions import Named
from pipeline.naming.name_tokens import Token
from pipeline.records import Sentence

_LONG = 3  # parts of a name that may be two
_ACCORDING = re.compile(r"\b[Aa]ccording\s+to\s+$")
_DOES = re.compile(r"\s+(?!(?:said|says|told|who|and|of|in|at|from|with|that|on)\b)[a-z]{3,}\s+\w")
#: What galleries print before a name.
_LABELS = frozenset(
    "photo photos related image images caption gallery video watch slideshow".split()
)


def parted(
    mentions: Sequence[Named], sentences: Sequence[Sentence], found: Sequence[Sequence[Token]]
) -> list[Named]:
    """The mentions, with those that are run together taken apart; ``found``: each one's words."""
    if not any(len(one.parts) >= _LONG for one in mentions):
        return list(mentions)
    full = {one.keys for one in mentions if len(one.parts) > 1}
    return [
        each
        for one in mentions
        for each in _parted(one, sentences[one.sentence].text, found[one.sentence], full)
    ]


def _parted(
    one: Named, text: str, found: Sequence[Token], full: set[tuple[str, ...]]
) -> Iterator[Named]:
    while len(one.parts) >= _LONG and one.keys[0] in _LABELS and _is_plain(one):
        one = replace(
            one, first=one.first + 1, parts=one.parts[1:], start=found[one.first + 1].start
        )
    if len(one.parts) < _LONG or not _is_plain(one) or one.last - one.first != len(one.parts):
        yield one
    elif _is_two(one, text, found, full):
        yield _without_last(one, found)
        yield replace(
            one, first=one.last - 1, parts=one.parts[-1:], titles=(), title_start=one.last - 1,
            start=found[one.last - 1].start,
        )  # fmt: skip
    elif one.keys[:-1] in full and _is_no_name(one, full):
        yield _without_last(one, found)
    else:
        yield one


def _is_plain(one: Named) -> bool:
    return not one.nickname and not one.suffix


def _without_last(one: Named, found: Sequence[Token]) -> Named:
    return replace(one, last=one.last - 1, parts=one.parts[:-1], end=found[one.last - 2].end)


def _is_two(one: Named, text: str, found: Sequence[Token], full: set[tuple[str, ...]]) -> bool:
    """Whether the last part is another's surname, who goes on to do something."""
    titled = found[one.title_start].start
    others = any(keys[-1] == one.keys[-1] and keys[0] not in one.keys for keys in full)
    return bool(
        others and one.titles and _ACCORDING.search(text, 0, titled) and _DOES.match(text, one.end)
    )


def _is_no_name(one: Named, full: set[tuple[str, ...]]) -> bool:
    """Whether the last part is a town or a word, and nobody's surname."""
    last = one.parts[-1].casefold()
    if any(keys[-1] == one.keys[-1] and keys != one.keys for keys in full):
        return False
    if surname_ppm(one.keys[-1]) > _SURNAME:
        return False
    return last in common_words() or gazetteer.place(one.parts[-1]) is not None or last in _STATES


_SURNAME = 60.0  # of a million bear it
_STATES = frozenset(state.name.casefold() for state in gazetteer.states().values())
