"""Who is meant by "he" and "her son": ties between the people of an article and its gunfire."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.gunfire import on_trial
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Cued
from pipeline.language.years import YEARS, value
from pipeline.lexicon import given_genders
from pipeline.lexicon.people_words import words
from pipeline.naming.company import KIN_OF
from pipeline.naming.described import ages, gender_of
from pipeline.naming.forms import Bearer
from pipeline.naming.mentions import Named
from pipeline.page import datelines
from pipeline.records import Where
from pipeline.roles import wounds
from pipeline.roles.scene import Scene

_HIM = frozenset("he him she her they them himself herself".split())
_SUBJECT = frozenset("he she they".split())
_AFTER_NAME = re.compile(
    rf"[\s,(]{{1,3}}(?:age\s+)?({YEARS})\b(?!\s*(?:years|days|hours|miles|percent))"
)
_BROADCAST = re.compile(
    r"(?:\b[A-Z][\w&]*?\s?\d{1,2}|\b[KW][A-Z]{2,3}(?:[- ]?TV)?|\b[A-Z]\w*\s?(?:News|TV))"
    r"['’][sS]\s+$"
)
_SIGN_OFF = re.compile(
    r"\b(?:reporting|reporter|back to you|live (?:in|at|from|on|outside))\b[^.]*,\s+$",
    re.IGNORECASE,
)
_ON_AIR = re.compile(
    r"(?:['’]s)?\s+(?:is|are|joins|has|reports)\s+(?:\w+\s+)?(?:live|us|more\s+on|the\s+(?:story|latest)"
    r"|on\s+the\s+scene|following|in\s+the\s+newsroom)\b|\s+(?:reports|reporting)\b|\s\d{1,2}(?:\)|\s+[Nn]ews\b|['’]s\b)",
)
_ADDRESSED = re.compile(
    r"^(?:(?:all right|alright|thanks|thank you|okay|ok|well|now|so|and|good (?:morning|evening))"
    r",?\s+)?$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\s*(?:\?|[.!]$|,\s+(?:what|thanks|thank|good|how|where|tell|back)\b)")
_ACCUSED = Cued(
    r"\b(?:officer|deputy|trooper|policeman|policewoman|sergeant|cop)\b[^.;]{0,80}?\b(?:charged|indicted|indicts"
    r"|indictment|manslaughter|murder|pleaded|convicted|acquitted|sentenced|arrested|resigned|trial)\b"
    r"|\b(?:charged|indicted|indicts|charges?|arrested|convicted)\b[^.;]{0,60}?\b(?:officer|deputy|trooper)\b",
    re.IGNORECASE,
)
KIN = re.compile(
    r"\b(?P<kin>mother|father|grandmother|grandfather|sister|brother|widow|wife|husband|fiancée?|family|relatives"
    r"|parents|uncle|aunt|cousin|girlfriend|mourners|vigil|neighbou?rs?|loved ones|friends)\b",
    re.IGNORECASE,
)


def of_bonds(scene: Scene) -> list[set[str]]:
    """For each bearer, what "he", kin words and ages tell of their tie to the gunfire."""
    found: list[set[str]] = [set() for _ in scene.bearers]
    named = scene.named
    for number, name in (*_meant(scene, named), *_struck(scene, named)):
        found[number].add(name)
    told_ages, genders = _ages_of_hit(scene), _genders_of_hit(scene)
    title = " ".join(s.text for s in scene.sentences if s.where is Where.TITLE)
    suspect_hit = _is_suspect_hit(scene)
    kin_title = KIN.search(title) is not None
    kin_shot = _is_kin_shot(scene)
    for number, bearer in enumerate(scene.bearers):
        if not bearer.is_likely:
            continue
        if suspect_hit:
            found[number].add("bond:suspect_hit")
        if kin_title:
            found[number].add("bond:kin_title")
        if kin_shot:
            found[number].add("bond:kin_shot")
        for mention in bearer.mentions:
            text = scene.sentences[mention.sentence].text
            found[number].update(_of_age(text, mention, told_ages))
            found[number].update(_of_gender(scene, mention, genders))
            found[number].update(_of_air(text, mention))
        found[number].update(_of_accused(scene, bearer))
        found[number].update(wounds.told_of(scene, named, number))
    return found


_SUSPECTS = frozenset(
    """suspect suspects gunman gunmen shooter shooters attacker attackers killer robber
    robbers""".split()
)


def _is_suspect_hit(scene: Scene) -> bool:
    """Whether police are said to have hit "the suspect", so that "the victim" is another's."""
    return any(
        scene.sentences[place].text[slice(*event.target_at)].casefold().split()[-1:][0] in _SUSPECTS
        for place, events in enumerate(scene.gunfire)
        for event in events
        if event.by_police
        and event.target_at is not None
        and event.target_at[0] < event.target_at[1]
    )


def _is_kin_shot(scene: Scene) -> bool:
    """Whether somebody who is no officer is said to have shot a wife, a brother, a mother."""
    return any(
        KIN.fullmatch(scene.sentences[place].text, *event.target_at) is not None
        for place, events in enumerate(scene.gunfire)
        for event in events
        if event.hit and event.shooter.value == "civilian" and event.target_at is not None
    )


# --- pronouns -------------------------------------------------------------------------------


def _meant(scene: Scene, named: Sequence[Sequence[tuple[Named, int]]]) -> Iterator[tuple[int, str]]:
    """Bearers that "him" and "he" in a telling of gunfire stand for."""
    for place, events in enumerate(scene.gunfire):
        text = scene.sentences[place].text
        for event in events:
            yield from _meant_by(scene, named, place, text, event)


def _meant_by(
    scene: Scene,
    named: Sequence[Sequence[tuple[Named, int]]],
    place: int,
    text: str,
    event: Gunfire,
) -> Iterator[tuple[int, str]]:
    shooter = "police" if event.told_of == "police" else "other"
    if event.hit and event.target_at is not None:
        word = text[slice(*event.target_at)].casefold().split()[-1:]
        if word and word[0] in _HIM and not _quoted(text, event.target_at[0]):
            meant = antecedent(scene, named, place, event.target_at, event.shooter_at)
            if meant is not None:
                yield meant[1], f"he:target:{shooter}"
    if event.shooter_at is not None:
        word = text[slice(*event.shooter_at)].casefold().split()[-1:]
        if word and word[0] in _SUBJECT and not _quoted(text, event.shooter_at[0]):
            meant = antecedent(scene, named, place, event.shooter_at)
            if event.told_of == "police":
                meant = _officer_before(named[place], event.shooter_at[0]) or meant
            if meant is not None:
                yield meant[1], "he:shooter"


def _officer_before(named: Sequence[tuple[Named, int]], at: int) -> tuple[Named, int] | None:
    """ "Officer Poe fired a Taser, and when that failed, he shot him": the one officer named."""
    ranks = words()["titles"]["officer"]
    officers = [pair for pair in named if pair[0].end <= at and ranks & set(pair[0].titles)]
    return officers[0] if len({number for _, number in officers}) == 1 else None


_WAS_STRUCK = Cued(
    r"\b(?P<who>he|she)\s+(?:was|had\s+been)\s+(?:\w+\s+)?(?:hit|struck|shot|wounded|killed|grazed)\b",
    re.IGNORECASE,
)


def _struck(
    scene: Scene, named: Sequence[Sequence[tuple[Named, int]]]
) -> Iterator[tuple[int, str]]:
    """Bearers whom "he was struck" stands for, where police just fired."""
    for place, sentence in enumerate(scene.sentences):
        match = _WAS_STRUCK.search(sentence.text) if scene.under_fire[place] else None
        if match is not None and not _quoted(sentence.text, match.start()):
            meant = antecedent(scene, named, place, match.span("who"))
            if meant is not None:
                yield meant[1], "he:struck"


def antecedent(
    scene: Scene,
    named: Sequence[Sequence[tuple[Named, int]]],
    place: int,
    pronoun: tuple[int, int],
    not_at: tuple[int, int] | None = None,
) -> tuple[Named, int] | None:
    """The mention a pronoun stands for, and its bearer.

    It is the first named in the same sentence before it, else whom a sentence before is about.

    "He" is nobody's wife, and not the chief who told of him.
    """
    sentences, at = scene.sentences, pronoun[0]
    gender = gender_of(sentences[place].text[slice(*pronoun)].casefold().split()[-1])
    begins = datelines.begins(sentences[place].text)
    able = [
        (mention, number)
        for mention, number in named[place]
        if mention.end <= at
        and not (not_at is not None and mention.start < not_at[1] and not_at[0] < mention.end)
        and not words()["titles"]["officer"] & set(mention.titles)
        and not _speaks_for_others(scene, mention, number)
        and mention.start >= begins
        and _may_be(scene, mention, number, gender)
        and not scene.is_place(mention)
    ]
    plain = [pair for pair in able if not _owns(sentences[place].text, pair[0])]
    if able:
        return plain[0] if plain else able[0]
    if _is_kin_of(sentences[place].text, at, gender):
        return None
    for before in range(place - 1, max(-1, place - 1 - _BACK), -1):
        if sentences[before].where is not sentences[place].where:
            return None
        first = named[before][:1]
        if first and first[0][0].title_start <= _OPENS:
            mention, number = first[0]
            if number in _tellers(scene, named, place, at):
                return None
            if not _tells_of_another(scene, mention, gender):
                told_of = not _speaks_for_others(scene, mention, number)
                return first[0] if told_of and _may_be(scene, mention, number, gender) else None
        elif first or not _goes_on(scene, before, gender):
            return None
    return None


_SAYS_SO = re.compile(r"\s+(?:(?:has|had|have|also|later|since)\s+)*(?:said|says|told|testified)\b")


def _speaks_for_others(scene: Scene, mention: Named, number: int) -> bool:
    """ "Spokesman Lee Roe said officers returned fire, wounding him": by office, here or before.

    "The driver turned, Roe said, and an officer shot him": of the chief of a sentence before, too.
    """
    text = scene.sentences[mention.sentence].text
    says = _SAYS_SO.match(text, mention.end) or _BY_THEIR_WORD.search(text, 0, mention.start)
    if says is None and not _TELLS_APART.match(text, mention.end):
        return False
    return any(_has_office(scene, each) for each in scene.bearers[number].mentions)


#: "Roe, the chief, said".
_TELLS_APART = re.compile(r",[^,.;]{1,60},\s+(?:said|says|told|testified)\b")
_BY_THEIR_WORD = re.compile(r"\b[Aa]ccording\s+to\s+$")


def _has_office(scene: Scene, mention: Named) -> bool:
    """Titled or apposed as who speaks for others: "Chief Ann Roe", "the sheriff, Ann Roe,"."""
    offices = words()["titles"]["official"]
    return bool(offices & set(mention.titles)) or _is_apposed_office(scene, mention)


def _is_apposed_office(scene: Scene, mention: Named) -> bool:
    """ "The county's sheriff, Roe", "Roe, the police chief,"; not "Roe, who knew the mayor"."""
    offices = words()["titles"]["official"]
    low = [token.low for token in scene.tokens[mention.sentence]]
    before, after = low[: mention.title_start], low[mention.last : mention.last + _APPOSED]
    if before[-1:] == [","] and before[-2:-1] and before[-2] in offices:
        return True
    words_on = after[1:] if after[:1] == [","] else []
    for place, word in enumerate(words_on):
        if word in offices:
            return words_on[place + 1 : place + 2] != ["'s"]
        if word in _ENDS_APPOSITION:
            return False
    return False


#: Tokens after a name in which an office stands, and words after which it is another's.
_APPOSED = 6
_ENDS_APPOSITION = frozenset(", . ; of for by to with who whom and was were is".split())


def _tellers(
    scene: Scene, named: Sequence[Sequence[tuple[Named, int]]], place: int, at: int
) -> frozenset[int]:
    """ "An officer shot him, Roe said": who tells it is not him."""
    text = scene.sentences[place].text
    return frozenset(
        number
        for mention, number in named[place]
        if mention.start > at and _SAYS_SO.match(text, mention.end)
    )


def _is_kin_of(text: str, at: int, gender: str | None) -> bool:
    """ "Her grandson, 16, will not walk after an officer shot him": not who was told of before."""
    kin = (match.group().split()[-1] for match in KIN_OF.finditer(text, 0, at))
    return any(gender_of(noun) in (gender, None) for noun in kin)


#: Sentences looked back over, and tokens at a sentence's beginning where its subject is named.
_BACK = 4
_OPENS = 3


def _tells_of_another(scene: Scene, mention: Named, gender: str | None) -> bool:
    """ "Chief NAME says he was found": he is somebody else."""
    titles = words()["titles"]
    if not (titles["officer"] | titles["official"]) & set(mention.titles):
        return False
    after = [token.low for token in scene.tokens[mention.sentence][mention.last :]]
    told = next((at for at, low in enumerate(after[:_NEAR]) if low in _TELLS), None)
    return told is not None and any(
        low in _SUBJECT and gender_of(low) == gender for low in after[told + 1 :]
    )


_TELLS = frozenset("said says told tells".split())
_NEAR = 3


def _goes_on(scene: Scene, place: int, gender: str | None) -> bool:
    """Names nobody and speaks of no other man, woman or officer: "Neither was badly hurt"."""
    low = [token.low for token in scene.tokens[place]]
    own = (word in _HIM and gender_of(word) == gender for word in low)
    others = (gender_of(word) or word in words()["titles"]["officer"] for word in low)
    return all(mine or not other for mine, other in zip(own, others, strict=True))


def _may_be(scene: Scene, mention: Named, number: int, gender: str | None) -> bool:
    """Whether the noun right before a name, or else the first name, is of a pronoun's gender."""
    tokens = scene.tokens[mention.sentence][: mention.title_start]
    low = [token.low for token in tokens[-2:] if token.low != ","]
    own = _noun_gender(low[-1]) if low else None
    own = own or given_genders.usual(scene.bearers[number].given)
    return gender is None or own is None or own == gender


def _owns(text: str, mention: Named) -> bool:
    return text[mention.end : mention.end + 2] in ("'s", "’s")


def _quoted(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


# --- ages and genders -----------------------------------------------------------------------


def _ages_of_hit(scene: Scene) -> frozenset[int]:
    """Ages beside the descriptions of those whom police hit."""
    return frozenset(
        aged.years
        for sentence, events in zip(scene.sentences, scene.gunfire, strict=True)
        for event in events
        if event.by_police and event.target_at is not None
        for aged in ages(sentence.text)
        if 0 <= event.target_at[1] - aged.end <= 24
    )


def _genders_of_hit(scene: Scene) -> frozenset[str]:
    """Genders that the nouns for those whom police hit tell."""
    heads = (
        scene.sentences[place].text[slice(*event.target_at)].split()[-1:]
        for place, events in enumerate(scene.gunfire[:_LEAD])
        for event in events
        if event.by_police and event.target_at is not None
    )
    return frozenset(g for head in heads for word in head if (g := gender_of(word)))


#: Sentences, the title counted, that say who the story is about.
_LEAD = 4


def _of_age(text: str, mention: Named, told: frozenset[int]) -> Iterator[str]:
    match = _AFTER_NAME.match(text, mention.end)
    if match is None or not told:
        return
    near = any(abs(value(match[1]) - age) <= 1 for age in told)
    yield "bond:age_of_hit" if near else "bond:age_of_another"


def _of_gender(scene: Scene, mention: Named, told: frozenset[str]) -> Iterator[str]:
    if len(told) != 1:
        return
    own = _own_gender(scene, mention)
    if own is not None:
        yield "bond:gender_of_hit" if own in told else "bond:gender_of_another"


def _own_gender(scene: Scene, mention: Named) -> str | None:
    """What the words in apposition or a following "He …" tell of the bearer."""
    found = scene.tokens[mention.sentence]
    for title in mention.titles[-1:]:
        if title in ("mr", "mrs", "ms"):
            return gender_of(title)
    before = found[mention.title_start - 1].low if mention.title_start else ""
    if gender := _noun_gender(before):
        return gender
    after = [token.low for token in found[mention.last : mention.last + 9]]
    if after[:1] == [","]:
        for word in after[1:]:
            if gender := _noun_gender(word):
                return gender
            if word in ("was", "were", "who", "said", "and", "of", "."):
                break
    here = mention.sentence + 1
    if mention.title_start <= 2 and here < len(scene.tokens) and scene.tokens[here]:
        first = scene.tokens[here][0].low
        return gender_of(first) if first in ("he", "she") else None
    return None


_NOT_NOUNS = frozenset("he him his himself she her hers herself".split())


def _noun_gender(word: str) -> str | None:
    return None if word in _NOT_NOUNS else gender_of(word)


# --- those who speak on air, those who stand accused -----------------------------------------


def _of_air(text: str, mention: Named) -> Iterator[str]:
    before, after = text[: mention.start], text[mention.end :]
    reports = _BROADCAST.search(before) or _SIGN_OFF.search(before) or _ON_AIR.match(after)
    if reports or (len(text) < 80 and _ADDRESSED.match(before) and _ASKED.match(after)):
        yield "bond:on_air"


def _of_accused(scene: Scene, bearer: Bearer) -> Iterator[str]:
    """Named where an officer is said to be charged, or as the one who is."""
    for mention in bearer.mentions:
        for place in range(max(0, mention.sentence - 1), mention.sentence + 1):
            if _ACCUSED.search(scene.sentences[place].text):
                yield "bond:officer_accused"
            if place in scene.names_the_tried:
                yield "bond:beside_tried"
    if bearer in scene.on_trial:
        yield "bond:accused"
    elif bearer.surname in _of_other_cases(scene):
        yield "bond:officer_of_other_case"


def _of_other_cases(scene: Scene) -> frozenset[str]:
    """Surnames of officers accused of anything else; who bears that of the one tried is another."""
    return on_trial.accused(scene.sentences) - {tried.surname for tried in scene.on_trial}
