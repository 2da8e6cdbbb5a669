"""Whether words only tell that a thing was found, and which tell that somebody had it.

"A pistol was recovered in the alley": whose it was, and whether it was in a hand, a reader infers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.how.accounts import category
from pipeline.how.holders import Cast
from pipeline.language.actors import PERSON, POLICE
from pipeline.language.held import Held, rank
from pipeline.voices.kinds_of_voice import THOSE_THERE

_FOUND = (
    r"(?:found|recovered|located|seized|collected|discovered|confiscated|retrieved|booked"
    r"|photographed)"
)
#: After the name of a thing: "was recovered", "and a magazine were found", "booked into evidence".
_WAS_FOUND = re.compile(
    rf"^s?(?:\s+{_FOUND}\b|(?:(?!\bwh[eo]|\bthat\b)[^.;]){{0,60}}?\b(?:was|were|been|being|is|are)\s+(?:\w+\s+){{0,2}}?{_FOUND}\b"
    r"(?!\s+(?:dead|guilty|to\b|that|with|shot|wounded|unconscious|hanging|asleep)))",
    re.IGNORECASE,
)
#: "Officers seized a handgun", "investigators have recovered two pistols": by whom it is searched.
_FOUND_IT = re.compile(
    rf"\b(?:{POLICE}|police|authorities|investigators?|detectives?|agents?|technicians?|search\w*|warrants?|rafters?|divers?|crews?|neighbou?rs?|hikers?|workers?|residents?)\b"
    rf"(?:\s+sa(?:y|id)\s+(?:that\s+)?they\b)?(?:(?!\bsa(?:y|ys|id)\b)[^.;]){{0,80}}?\b{_FOUND}\s+(?:(?!(?:with|that|to|wh\w+|holding|and|an?\s+(?:[\w-]+\s+)?{PERSON})\b)[\w.,’'-]+\s+){{0,6}}$",
    re.IGNORECASE,
)
#: That somebody had it, whoever found it: "that he had carried", "a gun used in the shooting".
_HAD = re.compile(
    r"\b(?:armed|h[eo]ld(?:s|ing)?|carr(?:y|ied|ies|ying)|wield\w*|brandish\w*|point(?:ed|ing|s)|aim(?:ed|ing|s)|drop\w*|toss\w*|thr[eo]w\w*|discard\w*"
    r"|pull(?:ed|ing|s)|drew|draw(?:s|n|ing)?|reach\w*|grabb\w*|swung|swing\w*|play(?:ed|ing|s)?|accidentally|us(?:ed?|es|ing)|belong\w*|reload\w*|brought"
    r"|possess\w*|handl(?:ed|es|ing)|shot\s+(?:him|her)self|fir(?:ed|ing)\s+(?:at|on|upon|it|by))\b"
    r"|\b(?:he|she)\s+(?:had|has|left|hid|buried)\b",
    re.IGNORECASE,
)
#: Whose body it lay by or on: "under him", "beside the man", "in Roe's waistband".
_BY_THEM = re.compile(
    r"\b(?:near|beside|besides|under|underneath|beneath|on|by|with|alongside|from|(?:next|close|adjacent)\s+to|inches\s+from|feet\s+from)\s+"
    r"(?:(?:him|her|them)\b(?!\s+\w+(?:s|e)?\s+(?:home|house|car))|(?:his|her|their)\s+(?:\w+\s+)?(?:body|bodies|hands?|side|person|feet|lap|head|leg|waist\w*|pockets?)\b"
    rf"|the\s+(?:[\w-]+\s+)?(?:body|decedent|deceased|{PERSON})\b(?!\s*['’]s?\s+(?!body|hand|side|person|feet|waist)))"
    r"|\b(?:in|on|inside|from|at|under)\s+(?:his|her|their|[A-Z][\w-]+['’]s|the\s+(?:[\w-]+\s+)?[\w-]+['’]s)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:hands?|lap|waist\w*|pockets?|belt|boot|sock|body|person|holster|jacket|coat|hoodie|pants|leg|side|feet)\b",
    re.IGNORECASE,
)
#: "His gun was recovered", "the man's knife": it says whose it was.
_OWN = re.compile(r"(?:his|her|their)\b", re.IGNORECASE)
_OWNED = re.compile(
    rf"\b(?:{PERSON}|[A-Z][\w-]+)['’]s\s+(?:[\w-]+\s+){{0,2}}$|\b(?:his|her|their)\s+(?:[\w-]+\s+){{0,2}}$"
)
_ANOTHER = re.compile(r",?\s+and\s+(?=[A-Z]\w+\s+(?:also\s+)?(?:had|was|is|has)\b)")


def _is_beside(text: str, at: int) -> bool:
    """A question, a likeness, what is not believed, and a deed of days before."""
    if _QUESTION.match(text) or _DAYS_BEFORE.match(text):
        return True
    before = text[:at]
    return bool(_AS_IF.search(before) or _DISBELIEVED.search(before))


_DAYS_BEFORE = re.compile(
    r"\W*(?:\w+\s+)?(?:[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears)\s+(?:earlier|before)\b"
)
#: "Same as you'd draw a pistol".
_AS_IF = re.compile(
    r"\b(?:same\s+(?:as|way)|the\s+way|like)\s+(?:you|someone|somebody|a\s+person|one)"
    r"(?:['’]d|\s+would)?\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
#: "They do not believe that there was an exchange of gunfire".
_DISBELIEVED = re.compile(
    r"\b(?:do|does|did)(?:n['’]t|\s+not)\s+(?:believe|think)\b[^.;,]{0,40}$"
    r"|\bno\s+(?:evidence|sign|indication)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
#: "Which of the four had a Taser?"
_QUESTION = re.compile(
    r"\W*(?:Which|Who|Whose|Did|Does|Was|Is|Had|Has|Why|Where)\b[^.;?]*\?(?:[”\"].*)?\W*$"
)
_KINDS = frozenset(("firearm", "knife", "other", "replica", "vague"))


def only_found(held: Held, cast: Cast) -> bool:
    """Whether a thing is only told to be found, and beside nobody, or told beside the matter.

    >>> from pipeline.how.holders import NOBODY
    >>> from pipeline.language.held import mention
    >>> from pipeline.records import Sentence, Where
    >>> def told(text: str) -> Held:
    ...     one = Sentence(Where.TEXT, 0, len(text), text, 0)
    ...     return mention(one, 0, len("A pistol"), "firearm", 3.0, "gun")
    >>> only_found(told("A pistol was recovered in the alley."), NOBODY)
    True
    >>> only_found(told("A pistol was recovered from his waistband."), NOBODY)
    False
    """
    text = held.sentence.text
    if held.kind not in _KINDS:
        return False
    if _is_beside(text, held.start):
        return True
    if held.rule in ("fires", "firearm", "armed"):
        return False
    before, after = text[max(0, held.start - 140) : held.start], text[held.end :]
    if not (_WAS_FOUND.match(after) or _FOUND_IT.search(before)):
        return False
    if other := _ANOTHER.search(text, held.end):
        text = text[: other.start()]  # what is told next is of something else
    if _OWN.match(held.phrase) or _OWNED.search(before) or _HAD.search(text):
        return False
    return not (_BY_THEM.search(text) or any(_by_name(text, name) for name in cast.shot))


def _by_name(text: str, name: str) -> bool:
    """ "Near Mr. Roe", and not "in Roe's home"."""
    by = r"\b(?:near|beside|under|on|by|with|from|to)\s+(?:[A-Z][\w.’'-]*\s+){0,2}"
    return re.search(rf"{by}{re.escape(name)}\b(?!['’])", text) is not None


def told_in_hand(found: Sequence[Held], chosen: Held, cast: Cast) -> Held | None:
    """The mention that tells a thing in hand, where the chosen one only tells it to be found.

    The chosen one itself where it tells more, or where the sentence before it does.
    """
    if not only_found(chosen, cast) or any(_leads_to(one, chosen, cast) for one in found):
        return chosen
    others = [
        one
        for one in found
        if category(one) == category(chosen)
        and one.score >= 2
        and one.source not in THOSE_THERE
        and not (one.called or one.charged or one.kept or one.accounts)
        and not only_found(one, cast)
    ]
    return max(others, key=rank, default=None)


def _leads_to(one: Held, chosen: Held, cast: Cast) -> bool:
    """ "He was told to drop the weapon. A pistol was found there"."""
    gap = chosen.sentence.start - one.sentence.start - len(one.sentence.text)
    near = one.sentence.where is chosen.sentence.where and 0 <= gap < _NEXT
    same = one.kind == "vague" or category(one) == category(chosen)
    return near and same and one.score >= 2 and not (one.charged or only_found(one, cast))


_NEXT = 4
