"""Whether words tell the part somebody is given by the way: a witness saw or heard something.

Who is only quoted (a friend, a neighbor who was not there, a colleague) has no part of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.lexicon.people_words import words
from pipeline.naming.forms import Bearer
from pipeline.naming.mentions import Named
from pipeline.naming.name_tokens import fold
from pipeline.records import Role, Where
from pipeline.roles import apposed
from pipeline.roles.quarrels import overlap
from pipeline.roles.scene import Scene

#: "Saw Roe on Thursday", "saw him a week ago": alive.
_ONE_DAY = (
    r"(?!\s+(?:him|her|them|(?-i:[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?))\s+(?:(?:just|only)\s+)?"
    r"(?:on\s+\w+day\b|(?:earlier|last|every|the\s+day|the\s+night|yesterday|alive|two|three|a\s+few|\w+\s+(?:days?|hours?|weeks?))\b))"
)
#: "Heard what sounded like fireworks", "looked out", "a witness".
_WITNESSED = re.compile(
    rf"\b(?:(?:eye)?witness\w*|(?<!not )(?<!never )(?<!n['’]t )(?:hear|heard"
    rf"|(?:see|seen|saw){_ONE_DAY}|watched|noticed|recorded|filmed)|woken?|woke\s+up|awoke|awakened|ducked|hid|peeked|sound(?:s|ed)\s+like|fireworks"
    r"|firecrackers|(?:pop|bang|boom)(?:s|ping)?|looked\s+(?:out|over|up|through|down)"
    r"|(?:ran|run|came|went|rushed|stepped)\s+(?:out|over|down|up|inside|for)|(?:ran|run|rushed)\s+to"
    r"|(?:came|went|stepped)\s+to\s+(?:the|his|her|an?)\s+(?:\w+\s+)?(?:windows?|doors?|porch|balcony|scene|street|fence)"
    r"|(?:was|were|standing|sitting|walking|driving)\s+(?:there|right\s+(?:there|here|next)|next\s+to|inside)"
    r"|bullets?\s+(?:\w+\s+){0,3}(?:hit|struck|came|went|flew|pierced)"
    r"|call(?:ed|ing)\s+(?:911|9-1-1|for\s+help|(?:the\s+)?police))\b",
    re.IGNORECASE,
)
#: How many sentences before and after the name are taken for what the speaker tells.
_NEAR = 1
#: How many characters before and after a name tell an office.
_BESIDE = 60
#: What the same speaker goes on with, in the sentence before or after their name's.
_SPEAKS_ON = re.compile(r"\s*(?:[\"“]|(?:He|She|They|I|We)\b)")
_CALLED = re.compile(r"(?:eye)?witness", re.IGNORECASE)
_PROSECUTES = frozenset("district prosecuting city county state u.s us assistant".split())
_FRIEND_BEFORE = re.compile(r"\bfamily\s+friend,?\s+$", re.IGNORECASE)
_FRIEND_AFTER = re.compile(
    r",?\s+(?:\d+,\s+)?(?:an?|the|who\s+is\s+an?|another)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:friend\s+of\s|family\s+friend|member\s+of\s+the\s+family\s+that)",
    re.IGNORECASE,
)


def told(
    scene: Scene, bearer: Bearer, role: Role, parties: Sequence[Bearer], *, police: bool
) -> Role:
    """The part, where words near the name tell it; else ``other``; as :func:`apposed.role`."""
    return apposed.role(scene, bearer, _near(scene, bearer, role), parties, police=police)


def _near(scene: Scene, bearer: Bearer, role: Role) -> Role:
    if role is Role.WITNESS and not _witnessed(scene, bearer):
        return Role.OTHER
    if role in (Role.OFFICIAL, Role.LAWYER):
        return _office(scene, bearer, role)
    if role is Role.RELATIVE and _is_friend(scene, bearer):
        return Role.OTHER
    return role


def _witnessed(scene: Scene, bearer: Bearer) -> bool:
    last = len(scene.sentences)
    for mention in bearer.mentions:
        for place in range(
            max(0, mention.sentence - _NEAR), min(last, mention.sentence + _NEAR + 1)
        ):
            text = scene.sentences[place].text
            if place != mention.sentence and not _SPEAKS_ON.match(text):
                continue
            if any(
                apposed.tells(scene, mention, Role.WITNESS) or not _CALLED.match(found.group())
                for found in _WITNESSED.finditer(text)
            ):
                return True
    return False


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
#: Words that tell a part.
TELLING = {
    Role.SHOT_BY_POLICE: _HURT,
    Role.SHOT_BY_OTHER: _HURT,
    Role.OFFICER_FIRED: re.compile(
        r"\b(?:fir(?:ed?|es|ing)|sho{1,2}t(?!gun)\w*|kill\w*|gunfire|rounds?|discharg\w+|manslaughter|murder)\b",
        re.IGNORECASE,
    ),
    Role.SUSPECT: re.compile(
        r"\b(?:suspect\w*|accus\w+|charg\w+|arrest\w*|shooter|gunm[ae]n|fir(?:ed|ing)|shot|shooting|kill\w*|wanted|warrants?"
        r"|custody|jail\w*|guilty|indict\w+|convict\w+|sentenc\w+|plea(?:s|d(?:s|ed|ing)?)?|murder\w*)\b",
        re.IGNORECASE,
    ),
    Role.WITNESS: _WITNESSED,
    Role.RELATIVE: re.compile(
        rf"\b(?:{'|'.join(sorted(words()['kin']['words']))})\b", re.IGNORECASE
    ),
}


_TELLS_IT = 4


class Told(NamedTuple):
    """Where a name is quoted: the mention, and the last sentence of the quote."""

    mention: Named
    last: int


def telling(scene: Scene, bearer: Bearer, role: Role) -> Told:
    """Where the name stands in full and the words tell the part best; else the first such place."""
    full = bearer.fullest
    able = [
        one
        for one in bearer.mentions
        if one.parts == full.parts and one.suffix == full.suffix and _in_text(scene, one)
    ]
    rank, last = _rank(scene, bearer, role, full)
    if rank == _TELLS_IT and _in_text(scene, full):
        return Told(full, last)
    ranked = [(*_rank(scene, bearer, role, one), one) for one in dict.fromkeys((full, *able))]
    _, last, best = max(ranked, key=lambda it: (it[0], _in_text(scene, it[2]), -it[2].sentence))
    return Told(best, last)


def _in_text(scene: Scene, one: Named) -> bool:
    return scene.sentences[one.sentence].where is Where.TEXT


def _rank(scene: Scene, bearer: Bearer, role: Role, one: Named) -> tuple[int, int]:
    """How well what a reader of the quote is shown tells the part, and where the quote ends."""
    tells = TELLING.get(role)
    sentence = scene.sentences[one.sentence]
    if tells is None:
        return int(apposed.tells(scene, one, role) is not None), one.sentence
    if _in_gunfire(scene, one, role) or apposed.tells(scene, one, role):
        return _TELLS_IT, one.sentence
    if tells.search(sentence.text):
        return _TELLS_IT, one.sentence
    named = role not in (Role.RELATIVE, Role.WITNESS)  # the kin or witness told of may be another
    if named and _in_text(scene, one) and _title_tells(scene, bearer, tells):
        return 3, one.sentence
    if goes_on(scene, bearer, one) and tells.search(scene.sentences[one.sentence + 1].text):
        return 2, one.sentence + 1
    before = scene.sentences[one.sentence - 1] if one.sentence and named else None
    return int(before is not None and tells.search(before.text) is not None), one.sentence


def _title_tells(scene: Scene, bearer: Bearer, tells: re.Pattern[str]) -> bool:
    return any(
        bearer.surname in map(fold, title.text.split()) and tells.search(title.text)
        for title in scene.sentences[:1]
        if title.where is Where.TITLE
    )


def _in_gunfire(scene: Scene, one: Named, role: Role) -> bool:
    if role is Role.OFFICER_FIRED:
        return any(
            overlap(event.shooter_at, one.start, one.end) for event in scene.gunfire[one.sentence]
        )
    return role in _HIT and any(
        overlap(event.target_at, one.start, one.end) for event in scene.gunfire[one.sentence]
    )


_HIT = (Role.SHOT_BY_POLICE, Role.SHOT_BY_OTHER)
_PRONOUN = re.compile(r"(?:He|She)\b")
_LONGEST = 600  # characters of a quote of two sentences


def goes_on(scene: Scene, bearer: Bearer, one: Named) -> bool:
    """Whether the next sentence of the paragraph goes on about who is named in this one."""
    here = one.sentence
    if here + 1 >= len(scene.sentences):
        return False
    this, following = scene.sentences[here], scene.sentences[here + 1]
    return (
        this.where is following.where is Where.TEXT
        and this.paragraph == following.paragraph
        and 0 <= following.start - this.end <= _BLANK
        and following.end - this.start <= _LONGEST
        and (
            any(other.sentence == here + 1 for other in bearer.mentions)
            or (_PRONOUN.match(following.text) is not None and len(scene.named[here]) == 1)
        )
    )


_BLANK = 2
