"""Whether words tell the part somebody is given by the way: a witness saw or heard something.

Who is only quoted (a friend, a neighbor who was not there, a colleague) has no part of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.mentions import Named, words
from pipeline.records import Role, Where

if TYPE_CHECKING:
    from pipeline.forms import Bearer
    from pipeline.roles import Scene

_WITNESSED = re.compile(
    r"\b(?:(?:eye)?witness\w*|(?<!not )(?<!never )(?<!n['’]t )(?:hear|heard|see|seen|saw|watched"
    r"|noticed|recorded|filmed)|woken?|woke\s+up|awoke|awakened|ducked|hid|peeked|sound(?:s|ed)\s+like|fireworks"
    r"|firecrackers|(?:pop|bang|boom)(?:s|ping)?|looked\s+(?:out|over|up|through|down)"
    r"|(?:ran|run|came|went|rushed|stepped)\s+(?:out|over|down|up|to|inside|for)"
    r"|(?:was|were|standing|sitting|walking|driving)\s+(?:there|right\s+(?:there|here|next)|next\s+to|inside)"
    r"|bullets?\s+(?:\w+\s+){0,3}(?:hit|struck|came|went|flew|pierced)"
    r"|call(?:ed|ing)\s+(?:911|9-1-1|for\s+help|(?:the\s+)?police))\b",
    re.IGNORECASE,
)
#: How many sentences before and after the name are taken for what the speaker tells.
_NEAR = 1
#: How many characters before and after a name tell an office.
_BESIDE = 60
_PROSECUTES = frozenset("district prosecuting city county state u.s us assistant".split())
_FRIEND_BEFORE = re.compile(r"\bfamily\s+friend,?\s+$", re.IGNORECASE)
_FRIEND_AFTER = re.compile(
    r",?\s+(?:\d+,\s+)?(?:an?|the|who\s+is\s+an?|another)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:friend\s+of\s|family\s+friend|member\s+of\s+the\s+family\s+that)",
    re.IGNORECASE,
)


def told(scene: Scene, bearer: Bearer, role: Role) -> Role:
    """The part, where words near the name tell it; else ``other``."""
    if role is Role.WITNESS and not _witnessed(scene, bearer):
        return Role.OTHER
    if role in (Role.OFFICIAL, Role.LAWYER):
        return _office(scene, bearer, role)
    if role is Role.RELATIVE and _is_friend(scene, bearer):
        return Role.OTHER
    return role


def _witnessed(scene: Scene, bearer: Bearer) -> bool:
    last = len(scene.sentences)
    return any(
        _WITNESSED.search(scene.sentences[place].text)
        for mention in bearer.mentions
        for place in range(
            max(0, mention.sentence - _NEAR), min(last, mention.sentence + _NEAR + 1)
        )
    )


def _office(scene: Scene, bearer: Bearer, role: Role) -> Role:
    """Where nothing but "attorney" stands beside the name, a lawyer; where nothing, neither."""
    beside = set(_words_beside(scene, bearer))
    titles = words()["titles"]
    if not beside.isdisjoint(titles["official"] | titles["officer"]):
        return role
    if beside.isdisjoint(titles["lawyer"] - {"counselor"}):
        return Role.OTHER
    return Role.LAWYER if beside.isdisjoint(_PROSECUTES) else role


def _words_beside(scene: Scene, bearer: Bearer) -> Iterator[str]:
    for mention in bearer.mentions:
        text = scene.sentences[mention.sentence].text
        yield from mention.titles
        before = text[max(0, mention.start - _BESIDE) : mention.start]
        after = text[mention.end : mention.end + _BESIDE]
        yield from re.findall(r"[\w.]*\w", f"{before} {after}".casefold())


def _is_friend(scene: Scene, bearer: Bearer) -> bool:
    return any(
        _FRIEND_BEFORE.search(text, 0, mention.start) or _FRIEND_AFTER.match(text, mention.end)
        for mention in bearer.mentions
        for text in (scene.sentences[mention.sentence].text,)
    )


_HURT = re.compile(
    r"\b(?:shot|shoot(?:s|ing|ings)?|gunn?(?:ed|shots?|fire)|victims?|kill(?:ed|ing|s)|died|dies|dead|deaths?|deadly|slain"
    r"|slaying|murder\w*|homicide|wound(?:ed|ing|s)?|injur(?:ed|ies|y|ing)|struck|hit|hospital\w*|surviv\w+|condition"
    r"|bullets?|fatal\w*|funeral|identified\s+as)\b",
    re.IGNORECASE,
)
_TELLING = {
    Role.SHOT_BY_POLICE: _HURT,
    Role.SHOT_BY_OTHER: _HURT,
    Role.OFFICER_FIRED: re.compile(
        r"\b(?:fir(?:ed|ing)|sh[oo]t\w*|kill\w*|opened\s+fire)\b", re.IGNORECASE
    ),
    Role.SUSPECT: re.compile(
        r"\b(?:suspect\w*|accus\w+|charg\w+|arrest\w*|shooter|gunm[ae]n|fir(?:ed|ing)|shot|shooting|kill\w*|wanted|warrants?"
        r"|custody|jail\w*|guilty|indict\w+|convict\w+|sentenc\w+|plea\w*|murder\w*)\b",
        re.IGNORECASE,
    ),
    Role.WITNESS: _WITNESSED,
    Role.RELATIVE: re.compile(
        rf"\b(?:{'|'.join(sorted(words()['kin']['words']))})\b", re.IGNORECASE
    ),
}


def telling(scene: Scene, bearer: Bearer, role: Role) -> Named:
    """Where the name stands in full and the sentence tells the part; else the first such place."""
    full = bearer.fullest
    tells = _TELLING.get(role)
    if tells is None or tells.search(scene.sentences[full.sentence].text):
        return full
    able = [
        one
        for one in bearer.mentions
        if one.parts == full.parts
        and one.suffix == full.suffix
        and scene.sentences[one.sentence].where is Where.TEXT
        and tells.search(scene.sentences[one.sentence].text)
    ]
    return min(able, key=lambda one: (one.sentence, one.start), default=full)
