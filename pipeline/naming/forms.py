"""Brings all forms of a name together: "Andre L. Mabry", "Mabry", "Andre"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from dataclasses import field as make

from jellyfish import damerau_levenshtein_distance, metaphone

from pipeline.lexicon.name_lists import given_ppm, surname_ppm
from pipeline.lexicon.people_words import title_words, words
from pipeline.naming.mentions import Named
from pipeline.naming.name_spelling import are_nicknames
from pipeline.naming.name_tokens import fold

#: Mentions of one person looked at; what a name's forms are is settled long before.
MENTIONS_WEIGHED = 60


@dataclass(slots=True)
class Bearer:
    """One (possible) person as their mentions are brought together."""

    given: str  # folded; "" when only one word is known
    middles: tuple[str, ...]
    surname: str
    suffix: str = ""
    nicknames: set[str] = make(default_factory=set)
    mentions: list[Named] = make(default_factory=list)
    called: bool = False  # by this one word, as :func:`pipeline.naming.called.mark` tells
    family: str = ""  # the surname of kin beside whom this word stands alone

    @property
    def is_named(self) -> bool:
        """By two words, or by one that the story calls somebody by."""
        return bool(self.given) or self.called

    @property
    def is_likely(self) -> bool:
        """A lone capitalised word without a title is more often a place than a person."""
        return self.is_named or any(mention.titles for mention in self.mentions)

    @property
    def fullest(self) -> Named:
        """The mention that says most: formal before short given names, the earliest of equals."""
        if len(self.mentions) == 1:
            return self.mentions[0]
        firsts = sorted({m.keys[0] for m in self.mentions[:MENTIONS_WEIGHED] if len(m.parts) > 1})
        short = {one for one in firsts for other in firsts if _short_for(one, other)}
        return max(
            self.mentions[:MENTIONS_WEIGHED],
            key=lambda m: (len(m.parts), m.keys[0] not in short, bool(m.suffix), -m.sentence),
        )


def _short_for(one: str, other: str) -> bool:
    """ "Bobby" beside "Robert"."""
    return len(one) < len(other) and are_nicknames(one, other)


def group(
    mentions: Sequence[Named],
    namesakes: Set[Named] = frozenset(),
    kin: Set[Named] = frozenset(),
    speakers: Set[Named] = frozenset(),
) -> list[Bearer]:
    """Full names first, in reading order, then bare surnames, first names and nicknames.

    ``namesakes``: mentions as somebody's son or father, told apart from who bears the name without
    their "Jr." or "Sr."; ``kin``: mentions as anybody's kin, "his wife, Mariah"; ``speakers``: as
    who says something.
    """
    bearers: list[Bearer] = []
    for mention in sorted(mentions, key=lambda m: (len(m.parts) < 2, m.sentence, m.first)):
        if len(mention.parts) >= 2:
            _place_full(mention, bearers, namesake=mention in namesakes)
        else:
            _place_single(mention, bearers, kin, speakers)
    for bearer in bearers:
        bearer.mentions.sort(key=lambda m: (m.sentence, m.first))
    return sorted(bearers, key=lambda b: (b.mentions[0].sentence, b.mentions[0].first))


def _place_full(mention: Named, bearers: list[Bearer], *, namesake: bool) -> None:
    keys = mention.keys
    best: tuple[int, Bearer] | None = None
    for bearer in bearers:
        if namesake and not bearer.suffix:
            continue
        level = _agreement(keys, mention.suffix, bearer)
        if level and (best is None or level > best[0]):
            best = (level, bearer)
    if best is None:
        bearers.append(_bearer(mention))
    else:
        _join(mention, best[1])


def _bearer(mention: Named) -> Bearer:
    keys = mention.keys
    nicknames = {fold(part) for part in mention.nickname.split() if fold(part)}
    if len(keys) == 1:
        return Bearer("", (), keys[0], mention.suffix, nicknames, [mention])
    return Bearer(keys[0], keys[1:-1], keys[-1], mention.suffix, nicknames, [mention])


def _join(mention: Named, bearer: Bearer) -> None:
    bearer.mentions.append(mention)
    bearer.suffix = bearer.suffix or mention.suffix
    bearer.nicknames.update(fold(part) for part in mention.nickname.split() if fold(part))
    keys = mention.keys
    if len(keys) > len(bearer.middles) + 2:
        bearer.middles = keys[1:-1]
        bearer.given, bearer.surname = keys[0], keys[-1]


def _agreement(keys: tuple[str, ...], suffix: str, bearer: Bearer) -> int:
    """0: somebody else; more: surer that a full name is this bearer's."""
    if not bearer.given or (suffix and bearer.suffix and suffix != bearer.suffix):
        return 0
    if _middles_differ(keys, bearer):
        return 0
    surname = _surnames_agree(keys, bearer)
    given = _given_agree(keys, bearer) if surname else 0
    if not surname or not given:
        return _turned(keys, bearer)
    if surname == 1 and given == 1:
        return 0  # both merely similar
    return surname + given + (2 if suffix == bearer.suffix else 0)


def _middles_differ(keys: tuple[str, ...], bearer: Bearer) -> bool:
    """ "Daniel Lee Foster" and "Daniel R. Foster" are two people."""
    if len(keys) != 3 or len(bearer.middles) != 1:
        return False
    if keys[0] != bearer.given or keys[-1] != bearer.surname:
        return False
    one, other = keys[1], bearer.middles[0]
    return one[0] != other[0] and min(len(one), len(other)) == 1


def _surnames_agree(keys: tuple[str, ...], bearer: Bearer) -> int:
    ours, theirs = keys[-1], bearer.surname
    if ours == theirs:
        return 3
    joined, other = "".join(keys[1:]), "".join((*bearer.middles, theirs))
    if joined in (other, theirs) or other == ours:
        return 3
    if len(ours) > 2 and len(theirs) > 2 and (ours in bearer.middles or theirs in keys[1:-1]):
        return 2
    if min(len(ours), len(theirs)) >= 5 and (ours in theirs or theirs in ours):
        return 2 if ours.startswith(theirs) or theirs.startswith(ours) else 1
    return 1 if _misspelt(ours, theirs) else 0


def _given_agree(keys: tuple[str, ...], bearer: Bearer) -> int:
    ours, theirs = keys[0], bearer.given
    if ours == theirs:
        return 3
    if ours + "a" == theirs or theirs + "a" == ours:
        return 0  # Angel and Angela
    if ours in bearer.nicknames or are_nicknames(ours, theirs):
        return 2
    if _initial_of(ours, theirs) or _initial_of(theirs, ours):
        return 2
    if (len(ours) > 2 and ours in bearer.middles) or (len(theirs) > 2 and theirs in keys[1:-1]):
        return 2
    middle = keys[1] if len(keys) > 2 else ""
    if ours + middle == theirs or (bearer.middles and theirs + bearer.middles[0] == ours):
        return 2
    return 1 if _misspelt(ours, theirs) else 0


def _initial_of(one: str, other: str) -> bool:
    return len(one) == 1 and other.startswith(one)


def _turned(keys: tuple[str, ...], bearer: Bearer) -> int:
    """Surname first: "Nguyen Van Thanh"."""
    theirs = (bearer.given, *bearer.middles, bearer.surname)
    return 3 if sorted(keys) == sorted(theirs) else 0


def _misspelt(one: str, other: str) -> bool:
    """One slip of the pen apart, as far as names go: "Gonzales", "Gonzalez"."""
    if min(len(one), len(other)) < 4:
        return False
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) == 1 and long == short + "a":
        return False  # Angel and Angela
    distance = damerau_levenshtein_distance(one, other)
    if distance == 1:
        return len(long) >= 5
    return distance == 2 and len(short) >= 5 and metaphone(one) == metaphone(other)


def _place_single(
    mention: Named, bearers: list[Bearer], kin: Set[Named], speakers: Set[Named]
) -> None:
    key = mention.keys[0]
    found = _named_so(key, bearers)
    if mention.suffix:  # "Lamont Jr." beside "Lamont Purcell" is his son
        found = [b for b in found if mention.suffix == b.suffix or key == b.surname]
    if not found:
        bearers.append(_bearer(mention))
        return
    chosen = found[0] if len(found) == 1 else _choose(mention, found, kin, speakers)
    chosen.mentions.append(mention)


def _named_so(key: str, bearers: Sequence[Bearer]) -> list[Bearer]:
    """Bearers a bare word may mean: by surname, else given name, nickname, misspelling."""
    full = [b for b in bearers if b.given]
    for test in (_by_surname, _begins_surname, _by_given, _by_nickname, _by_misspelling, _by_short):
        if found := [b for b in full if test(key, b)]:
            return found
    return [b for b in bearers if not b.given and b.surname == key]


def _by_surname(key: str, bearer: Bearer) -> bool:
    if key == bearer.surname or key == "".join((*bearer.middles, bearer.surname)):
        return True
    spanish = bearer.middles and key == bearer.middles[-1] and len(key) > 3
    return bool(spanish) and surname_ppm(key) > given_ppm(key)


def _begins_surname(key: str, bearer: Bearer) -> bool:
    return len(bearer.surname) > 8 and len(key) >= 5 and bearer.surname.startswith(key)


def _by_given(key: str, bearer: Bearer) -> bool:
    return len(key) > 2 and key == bearer.given


def _by_nickname(key: str, bearer: Bearer) -> bool:
    return key in bearer.nicknames or (len(key) > 2 and key in bearer.middles)


def _by_short(key: str, bearer: Bearer) -> bool:
    """ "Timmy" of Tim Roe, "Pat" of Patrick Roe."""
    return len(key) > 2 and key[:3] == bearer.given[:3] and are_nicknames(key, bearer.given)


def _by_misspelling(key: str, bearer: Bearer) -> bool:
    return len(key) >= 6 and key[0] == bearer.surname[0] and _misspelt(key, bearer.surname)


def _choose(mention: Named, found: list[Bearer], kin: Set[Named], speakers: Set[Named]) -> Bearer:
    """Of several of one name: the same title or suffix, else the last spoken of."""
    if mention.suffix:
        same = [b for b in found if b.suffix == mention.suffix]
        found = same or found
    if _WOMAN & set(mention.titles):
        found = [b for b in found if not b.suffix] or found
    if titled := _ranks(mention):
        same = [b for b in found if any(titled & _ranks(m) for m in b.mentions)]
        found = same or found
    else:
        plain = [b for b in found if not _always_titled(b)]
        found = plain or found
    found = [b for b in found if not any(m in speakers for m in b.mentions)] or found
    # A bare surname is the story's own person: relatives are given in full again.
    bare = [b for b in found if any(len(m.parts) == 1 and m not in kin for m in b.mentions)]
    return min(bare or found, key=lambda b: min((m.sentence, m.first) for m in b.mentions))


def _ranks(mention: Named) -> frozenset[str]:
    """ "Officers Dana Boyd and Lee Poe": each of them an officer."""
    ranks = frozenset(mention.titles) & title_words() - words()["titles"]["civil"]
    return frozenset(f"{r[:-3]}y" if r.endswith("ies") else r.removesuffix("s") for r in ranks)


#: Titles no Sr. or Jr. bears.
_WOMAN = frozenset("mrs ms miss".split())


def _always_titled(bearer: Bearer) -> bool:
    officer = words()["titles"]["officer"]
    full = [m for m in bearer.mentions if len(m.parts) > 1]
    return bool(full) and all(set(m.titles) & officer for m in full)
