"""What part somebody plays by the words right beside their name.

"Ann Roe with the Ames Police Department", "his lawyer, Ann Roe", "Roe, another cousin": where words
say it outright, they are believed over the weights of :mod:`pipeline.roles.role_odds`.
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
from pipeline.roles.scene import Scene

#: How many characters before and after a name are looked at.
_BESIDE = 120
_KIN = (
    r"(?:(?:great|step|half|ex|god)-?)*(?:"
    + "|".join(
        sorted(words()["kin"]["words"] - {"partner", "family", "twin"}, key=len, reverse=True)
    )
    + r")(?:-in-law)?"
)
_AGE = r"(?:,?\s*\(?\d{1,3}\)?)?"
#: ", the", ", who is an", ", one of Roe's": how an apposition opens.
_OPENS = (
    rf"{_AGE},\s+(?:who\s+(?:is|was)\s+)?(?:(?:an?|the|his|her|their|its|another|one\s+of)\s+"
    r"|(?:(?:the|his|her|their)\s+)?[\w-]+['’]s?\s+)?"
)
#: Between "the" and what somebody is: no verb.
_WORD = r"(?:(?!(?:\w+ed|said|says|told|tells|is|was|and|who|by|to|in)\b)[\w’'.-]+\s+)"
_SAYS = r"(?:said|says|told|tells|wrote|added|confirmed|explained|according\s+to)"
_FORCE = (
    r"(?:the\s+)?(?:[A-Z][\w.’'&-]*\s+(?:(?:and|of|for)\s+)?){0,5}?(?:(?:Police|Sheriff['’]?s?|Fire|Public\s+Safety)\s+"
    r"(?:Department|Dept\b\.?|Office|Bureau|Division)|(?:[Ss]tate|[Hh]ighway)\s+[Pp]atrol|State\s+Police|Police\b"
    r"|(?:Department|Bureau|Division|Office)\s+of\s+[A-Z]|Medical\s+Examiner)"
)
_UNIT = r"(?:unit|office|bureau|division|department|agency|task\s+force|precinct)"
_GROUPS = (
    r"(?:NAACP|ACLU|CAIR\b|Black\s+Lives\s+Matter|Urban\s+League|National\s+Action\s+Network|Civil\s+Liberties|Islamic\s+Relations"
    r"|Mothers|Justice|Against\b|United\b|Coalition|Alliance|Movement|Rights\b|(?:advocacy|activist|community|protest|grass-?roots)\s+(?:group|organization)|coalition|movement)"
)
_LEADS = (
    r"(?:who\s+(?:heads|leads|founded|co-founded|runs|chairs)|(?:[\w-]+\s+){0,2}?(?:president|leader|head|founder|co-founder"
    r"|member|director|chair\w*|organizer)\s+(?:of|for|with))\s+(?:the\s+)?[^,;.“”\"]{0,50}?"
)
_CLIENT = (
    r"(?!\s+(?:Ward|District|the\s+(?:\w+\s+)?(?:ward|district|city|county|state|area|union)))"
    r"\s+(?:the|his|her|their|him|them|[A-Z])"
)
_NO_PROSECUTOR = (
    r"(?!(?:[\w’'.]+\s+){0,3}?(?:district|state['’]s|county|city|prosecuting|commonwealth['’]s|U\.S\.|assistant)"
    r"\s+attorney)"
)


class _Told(NamedTuple):
    """A part, and what tells it before or after a name."""

    role: Role
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    both: bool = False  # one alone does not tell it


_PROSECUTES = _Told(
    Role.OFFICIAL,
    re.compile(
        r"\b(?:(?:State(?:['’]s)?|District|County|City|Prosecuting|Commonwealth['’]s|U\.S\.|United\s+States)\s+Attorneys?(?:['’]s)?"
        r"|[Pp]rosecutor|(?:district|state(?:['’]s)?|county|prosecuting|circuit)\s+attorney)(?:\s+General)?,?\s+$"
    ),
    re.compile(
        rf"{_OPENS}(?:(?:deputy|managing|assistant|chief|senior|first|special|elected|former|interim|lead|(?-i:[A-Z][\w.]+)|[\w]+['’]s)\s+){{0,4}}"
        r"(?:(?:district|state(?:['’]s)?|county|city|prosecuting|commonwealth['’]s)\s+attorney|deputy\s+attorney\s+(?:for|of)\s[^,.;]{0,40}?\bCounty|prosecutor)\b",
        re.IGNORECASE,
    ),
)
_SPEAKS_FOR = _Told(
    Role.OFFICIAL,
    None,
    re.compile(
        rf"{_OPENS}(?:(?!family){_WORD}){{0,5}}?spokes(?:man|woman|person)\b"
        r"(?!\s+(?:for|of)\s+(?:the\s+|his\s+|her\s+)?(?:[\w’']+\s+)?(?:family|company|store|chain|union|school))",
        re.IGNORECASE,
    ),
)
_OFFICE = (
    _Told(
        Role.OFFICIAL,
        re.compile(rf"\b{_SAYS},?\s+$", re.IGNORECASE),
        re.compile(rf"{_AGE},?\s+(?:(?:with|of|from|for)\s+)?{_FORCE}"),
        both=True,
    ),
    _Told(
        Role.OFFICIAL,
        None,
        re.compile(
            rf"{_AGE},?\s+(?:with|of|from|for)\s+{_FORCE}\S*(?:\s+\S+){{0,2}}?,?\s+{_SAYS}\b"
        ),
    ),
    _Told(
        Role.OFFICIAL,
        None,
        re.compile(
            rf"{_OPENS}(?:[A-Z][\w.]*\s+)?(?i:commander|police\s+chief|sheriff|medical\s+examiner|coroner|mayor)\b"
            rf"|,\s+who\s+(?:heads|leads|oversees|commands)\s+(?:the|its)\s+[^,;.]{{0,50}}?\b{_UNIT}\b"
        ),
    ),
)
_LAWYERS = _Told(
    Role.LAWYER,
    re.compile(
        r"\b(?<!state['’]s )(?<!district )(?<!county )(?<!prosecuting )(?:attorney|lawyer),?\s+$"
        r"|\b(?:attorney|lawyer)\s+(?:for|representing)\s+[^,;.“”\"]{3,50},\s+$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_OPENS}{_NO_PROSECUTOR}{_WORD}{{0,4}}?(?:attorney|lawyer)\b(?!\s+general)"
        rf"|{_AGE},?\s+(?:(?:an?\s+(?:attorney|lawyer)\s+)?who\s+(?:is\s+)?)?represent(?:s|ed|ing){_CLIENT}",
        re.IGNORECASE,
    ),
)
_ACTIVISTS = _Told(
    Role.ACTIVIST,
    re.compile(r"\b(?:activist|(?:community|protest)\s+organizer),?\s+$", re.IGNORECASE),
    re.compile(
        rf"{_OPENS}(?i:{_WORD}{{0,4}}?(?:activist|(?:community|protest)\s+organizer)\b)"
        rf"|{_OPENS}organizer\b|{_AGE},\s+(?:(?:an?|the)\s+)?{_LEADS}{_GROUPS}"
    ),
)
_WITNESSES = _Told(
    Role.WITNESS,
    re.compile(
        r"\b(?:eye)?witness(?:es)?(?:\s+(?:was|is|named|identified\s+as))?,?\s+$", re.IGNORECASE
    ),
    re.compile(
        rf"{_OPENS}{_WORD}{{0,3}}?(?:eye)?witness\b"
        rf"|(?:,[^,;.“”\"]{{3,60}},)?\s+(?:{_SAYS}\s+(?:that\s+)?(?:he|she)\s+|was\s+[^,;.“”\"]{{3,60}}?\bwhen\s+(?:he|she)\s+)?"
        r"(?:heard|saw|watched|witnessed)\s+(?:[\w’'“\"-]+\s+){0,5}?(?:shots?|gunfire|gunshots?|bangs?|pops?|booms?|shooting(?!\s+was)|shoot|fire|fired|fall"
        r"|from\s+(?:behind|inside|across|the|an?|his|her))\b",
        re.IGNORECASE,
    ),
)
_KINDRED = _Told(
    Role.RELATIVE,
    re.compile(
        rf"\b(?:his|her|their|an?|another|[\w-]+['’]s?)\s+(?:[\w-]+\s+)?{_KIN}(?:,|\s+(?:is|was))\s+(?:\d+-year-old\s+)?(?:the\s+)?(?:Rev\.?|Reverend|Pastor|Bishop|Deacon)?\s*$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_OPENS}{_WORD}?{_KIN}\b(?!['’]s|\s+(?:friend|of\s+(?:(?:an?|his|her|their)\s+)?(?:\w+\s+)?(?:one|two|three|four|five|six|seven|eight|\d)))",
        re.IGNORECASE,
    ),
)
#: "Among those shot was Ann Roe", "Roe, a tourist who was shot in the face".
_SHOT = _Told(
    Role.SHOT_BY_OTHER,
    re.compile(
        r"\b(?:(?:among|one\s+of)\s+(?:those|the\s+\w+)\s+(?:shot|hit|wounded|injured|killed)\s+(?:was|were|is)"
        r"|also\s+(?:shot|wounded|killed)\s+(?:was|were)|shooting\s+victims?),?\s+$"
        r"|\bvictims?\s+(?:(?:was|were|has\s+been|have\s+been|is|are)\s+)?(?:\w+\s+)?(?:identified|named)(?:\s+by\s+[^.;“”\"]{3,40})?\s+as\s+$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:{_AGE},\s+(?:(?:an?|the)\s+(?:[\w-]+\s+){{0,4}}?)?who\s+(?:said\s+(?:he|she)\s+)?|\s+(?:said|says)\s+(?:he|she)\s+)"
        r"was\s+(?:\w+ly\s+)?(?:shot|hit|wounded|struck|grazed)\b(?!\s+by\s+(?:an?\s+)?(?:police|officers?|deput\w+|car)|[^.;]{0,60}\b(?:ago|in\s+(?:19|20)\d\d))",
        re.IGNORECASE,
    ),
)
#: "My brother was killed", in what somebody is quoted with.
_MY_OWN = re.compile(
    rf"\bmy\s+(?:\w+\s+){{0,2}}?{_KIN}\s+(?:\w+\s+){{0,2}}?(?:shot|killed|dead|died|murdered|gone|did(?:n['’]t|\s+not)\s+deserve)\b"
    rf"|\b(?:los(?:e|t|ing)|kill(?:ed|ing)?|shot|took|bury|miss)\s+my\s+(?:\w+\s+)?{_KIN}\b",
    re.IGNORECASE,
)
_I_HEARD = re.compile(
    r"\b(?:I|[Ww]e)\s+(?:just\s+|all\s+)?(?:(?:heard|hear)\s+(?:[\w’'-]+,?\s+){0,5}?(?:shots?|gunfire|gunshots?|bangs?|pop\w*|booms?|shooting)\b"
    r"|(?:saw|seen|watched|witnessed)\s+(?:[\w’'-]+\s+){0,3}?(?:fall|fell|shoot|shot|fire|drop|it\s+happen|pull)\b)"
)
_CLOSES = re.compile(rf"[,.?!]?[\"”],?\s+(?:{_SAYS}\s+)?(?:[A-Z]?\w+\s+)?$", re.IGNORECASE)

#: "35, a mother of three", "a close friend of the family", "a neighbor": kin of nobody here.
_PARENT_OF_SOME = re.compile(
    rf"{_OPENS}(?:\w+\s+)?(?:mother|father|mom|dad|parent)\s+of\s+(?:an?\s+|\w+\s+)?(?:one|two|three|four|five|six|seven|eight|\d|young)",
    re.IGNORECASE,
)
_FRIEND = re.compile(
    rf"{_OPENS}(?:(?!{_KIN}\b){_WORD}){{0,4}}?(?:friend|neighbo[u]?r|classmate|co-?worker|colleague|roommate|coach|teacher|pastor)\b",
    re.IGNORECASE,
)
_KIN_OF = re.compile(
    rf"{_OPENS}(?:[\w-]+\s+)?{_KIN}\s+(?:of|to)\s+(?P<of>[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){{1,2}}),\s+(?:\d{{1,3}},\s+)?(?:an?\s+[^,;.]{{3,40}}\s+)?"
    r"(?:who|whom|killed|shot)\b"
)
_KIN_BEFORE = re.compile(rf"\b{_KIN},?\s+$", re.IGNORECASE)
_ACTIVE = re.compile(
    r"\b(?:activis\w+|organi[sz]\w+|advoca\w+|protest\w*|demonstrat\w*|march(?:ed|ers?|es)?|rall(?:y|ies|ied)|chant\w*|petition\w*"
    r"|founder|founded|coalition|movement|NAACP|ACLU|Black\s+Lives|civil\s+rights|demand\w*|call(?:ed|ing|s)\s+(?:on|for)|boycott\w*|justice)\b",
    re.IGNORECASE,
)
_SAYS_IT = re.compile(rf"(?:,[^,;.]{{1,60}},)?\s+{_SAYS}\b", re.IGNORECASE)
_SAID = re.compile(rf"\b{_SAYS}\s+$", re.IGNORECASE)
_OF_KIN = re.compile(
    rf"\b(?:his|her|their|whose|\w+['’]s?)\s+(?:[\w-]+\s+)?{_KIN}\b", re.IGNORECASE
)


def role(
    scene: Scene, bearer: Bearer, given: Role, parties: Sequence[Bearer], *, police: bool
) -> Role:
    """The part as told beside the name, else as ``given``.

    ``parties``: who was hit, fired or is accused; ``police``: they are told to have hit somebody.
    """
    told = list(_beside(scene, bearer))
    if given is Role.LAWYER and _tells(told, _PROSECUTES, _SPEAKS_FOR):
        return Role.OFFICIAL
    if given in (Role.SUSPECT, Role.OFFICIAL) and _tells(told, _LAWYERS):
        return given if _holds_office(told) else Role.LAWYER
    if given is Role.OFFICIAL and _tells(told, _ACTIVISTS):
        return Role.ACTIVIST
    if given is Role.ACTIVIST and not _tells(told, _ACTIVISTS) and not _is_active(told):
        return Role.OTHER
    if given is Role.RELATIVE and (
        _is_no_kin(told) or _is_anothers_kin(told, parties) or _is_friends_kin(scene, told, parties)
    ):
        return Role.OTHER
    if given is not Role.OTHER:
        return given
    if not police and bearer.given and _tells(told, _SHOT):
        return Role.SHOT_BY_OTHER
    return _instead(scene, bearer, told, parties)


def _instead(
    scene: Scene, bearer: Bearer, told: Sequence[tuple[Named, str]], parties: Sequence[Bearer]
) -> Role:
    """Of somebody of no part: the first that words beside the name tell."""
    for kind in (_PROSECUTES, _SPEAKS_FOR, _LAWYERS, _ACTIVISTS, *_OFFICE, _KINDRED):
        if _tells(told, kind):
            return kind.role
    if _said(told, _MY_OWN) or _is_namesakes_kin(scene, bearer, told, parties):
        return Role.RELATIVE
    if _tells(told, _WITNESSES) or _said(told, _I_HEARD):
        return Role.WITNESS
    return Role.OTHER


def _beside(scene: Scene, bearer: Bearer) -> Iterator[tuple[Named, str]]:
    for mention in bearer.mentions:
        sentence = scene.sentences[mention.sentence]
        if sentence.where is Where.TEXT:
            yield mention, sentence.text


def _tells(told: Sequence[tuple[Named, str]], *kinds: _Told) -> bool:
    return any(_match(mention, text, kind) for kind in kinds for mention, text in told)


def _match(mention: Named, text: str, kind: _Told) -> re.Match[str] | None:
    """What tells the part before or after a name, or after it where only both together do."""
    first = max(0, mention.start - _BESIDE)
    before = kind.before.search(text, first, mention.start) if kind.before else None
    after = kind.after.match(text, mention.end) if kind.after else None
    if kind.both and before is None:
        return None
    return after if kind.both else before or after


def _holds_office(told: Sequence[tuple[Named, str]]) -> bool:
    titles = words()["titles"]["official"]
    return _tells(told, _PROSECUTES, _SPEAKS_FOR, *_OFFICE) or any(
        not titles.isdisjoint(mention.titles) for mention, _ in told
    )


def _said(told: Sequence[tuple[Named, str]], what: re.Pattern[str]) -> re.Match[str] | None:
    """What a quotation right before the name, as its speaker's, says."""
    for mention, text in told:
        closes = _CLOSES.search(text, 0, mention.start)
        if closes and (found := what.search(text, 0, closes.start())):
            return found
    return None


def _is_active(told: Sequence[tuple[Named, str]]) -> bool:
    return any(_ACTIVE.search(text) for _, text in told)


def _is_no_kin(told: Sequence[tuple[Named, str]]) -> bool:
    """Introduced as a friend or as a parent of other children, and nowhere as kin."""
    if _tells(told, _KINDRED) or any(
        _KIN_BEFORE.search(text, 0, mention.start) for mention, text in told
    ):
        return False
    return any(
        _PARENT_OF_SOME.match(text, mention.end) or _FRIEND.match(text, mention.end)
        for mention, text in told
    )


def _is_anothers_kin(told: Sequence[tuple[Named, str]], parties: Sequence[Bearer]) -> bool:
    """ "Roe, the mother of Ned Poe, who was killed in Dover": of nobody this story is about."""
    known = {key for each in parties for key in (each.surname, each.given) if key}
    kin = [_KIN_OF.match(text, mention.end) for mention, text in told]
    return bool(known) and any(
        of is not None and known.isdisjoint(map(fold, of["of"].split())) for of in kin
    )


#: "Melba's husband, Chris Poe", where Melba is a friend of those it is about.
_SOMEBODYS_KIN = re.compile(
    rf"\b(?P<of>[A-Z][\w-]+)['’]s?\s+(?:[\w-]+\s+)?{_KIN},?\s+(?:\d{{1,3}}-year-old\s+)?$"
)
_FRIENDS = re.compile(
    rf"{_AGE},?\s+(?:an?|the|his|her|who\s+(?:is|was)\s+an?)\s+(?:[\w-]+\s+){{0,2}}?(?:friend|neighbo[u]?r|classmate|co-?worker|colleague|witness)\b"
)


def _is_friends_kin(
    scene: Scene, told: Sequence[tuple[Named, str]], parties: Sequence[Bearer]
) -> bool:
    """Kin of somebody who is introduced as a friend, a neighbour or a witness, and of no party."""
    known = {key for each in parties for key in (each.surname, each.given) if key}
    kin = [_SOMEBODYS_KIN.search(text, 0, mention.start) for mention, text in told]
    whose = {fold(one["of"]) for one in kin if one} - known
    return (
        bool(whose)
        and all(kin)
        and any(
            not whose.isdisjoint(mention.keys) and _FRIENDS.match(text, mention.end)
            for bearer in scene.bearers
            for mention, text in _beside(scene, bearer)
        )
    )


def _is_namesakes_kin(
    scene: Scene, bearer: Bearer, told: Sequence[tuple[Named, str]], parties: Sequence[Bearer]
) -> bool:
    """Bears the surname of one of the parties, where kin is told of right before they speak."""
    if not bearer.given or not any(
        other.surname == bearer.surname and other is not bearer for other in parties
    ):
        return False
    for mention, text in told:
        if not (_SAYS_IT.match(text, mention.end) or _SAID.search(text, 0, mention.start)):
            continue
        if _OF_KIN.search(text, 0, mention.start):
            return True
        before = scene.sentences[mention.sentence - 1] if mention.sentence else None
        if before and before.where is Where.TEXT and _OF_KIN.search(before.text):
            return True
    return False


_KINDS = {
    Role.OFFICIAL: (_PROSECUTES, _SPEAKS_FOR, *_OFFICE),
    Role.LAWYER: (_LAWYERS,),
    Role.ACTIVIST: (_ACTIVISTS,),
    Role.RELATIVE: (_KINDRED,),
    Role.WITNESS: (_WITNESSES,),
}
_QUOTED = {Role.RELATIVE: _MY_OWN, Role.WITNESS: _I_HEARD}


def tells(scene: Scene, mention: Named, part: Role) -> tuple[int, int] | None:
    """Where in its sentence words beside one mention tell the part."""
    text = scene.sentences[mention.sentence].text
    for kind in _KINDS.get(part, ()):
        if told := _match(mention, text, kind):
            return told.span()
    said = _said([(mention, text)], _QUOTED[part]) if part in _QUOTED else None
    return said.span() if said else None
