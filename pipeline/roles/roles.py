"""What is said of each named person, as features that tell which part they play."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from pipeline.language.cued import Cued
from pipeline.language.looking_back import looking_back
from pipeline.language.years import NUMBER, OLD, YEARS, value
from pipeline.lexicon.name_counts import given_ppm, surname_ppm
from pipeline.lexicon.people_words import words
from pipeline.naming.forms import Bearer
from pipeline.naming.mentions import Named
from pipeline.naming.name_tokens import fold
from pipeline.records import Where
from pipeline.roles import bonds, quarrels, sprees
from pipeline.roles.masked_mentions import MaskedMention, masked_mentions, masked_word
from pipeline.roles.quarrels import is_target, overlap
from pipeline.roles.role_words import (
    phrases_by_side,
    title_features,
    told_by_phrases,
    word_features,
)
from pipeline.roles.scene import Scene


@dataclass(frozen=True, slots=True)
class _Backdrop:
    """What the article tells as a whole, gathered once."""

    hit_by_police: frozenset[str]  # "man", "suspect": the nouns of those hit
    hit_by_any: frozenset[str]
    struck: frozenset[str]  # of those told to be hit once police had fired
    ages: frozenset[int]  # of those described where gunfire is told
    past: tuple[bool, ...]  # per sentence: looks back at something else


def features(scene: Scene) -> list[frozenset[str]]:
    """For each bearer, what the article says of them, as names of binary features."""
    places = masked_mentions(scene)
    backdrop = _backdrop(scene)
    article = frozenset(_of_article(scene))
    counts = [len(bearer.mentions) for bearer in scene.bearers]
    ties = bonds.of_bonds(scene)
    alone = [
        frozenset(_of_bearer(scene, bearer, places[n], counts, backdrop)) | article | ties[n]
        if bearer.is_likely
        else frozenset({"name:single"})
        for n, bearer in enumerate(scene.bearers)
    ]
    return _with_quarrels(scene, _with_company(scene, alone))


#: Told to have been hit: an officer who is named without a rank is not.
_FELL = frozenset(
    """gun:target he:target:police he:target:other before:shot before:the_shot_was predicate:died
    bond:died bond:recovers described:police after:shot_by_police after:the_suspect
    before:suspect_word""".split()
)


def _with_quarrels(scene: Scene, seen: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Add whom one who was hit in turn, and is no officer, is told to have shot."""
    shooters = {n for n, each in enumerate(seen) if _FELL & each and "title:officer" not in each}
    hit = quarrels.hit_by(scene, shooters)
    spree = any(each >= _SPREE for each in seen) or (
        any(_SLAIN & each for each in seen) and sprees.is_told(scene)
    )
    slain = {n for n, each in enumerate(seen) if spree and _SLAIN & each}
    return [each | {"bond:anothers"} if n in hit | slain else each for n, each in enumerate(seen)]


#: Hit by police, and told to have hit others.
_SPREE = frozenset({"gun:shooter:civilian:hit", "gun:target:police:hit"})
#: Introduced as one of the dead, by words that no one calls a gunman by.
_SLAIN = frozenset({"before:the_slain", "predicate:one_of_the_slain"})


_KIN = frozenset({"after:kin_appos", "before:kin_his", "before:kin"})


def _with_company(scene: Scene, alone: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Add what somebody of the same surname tells: a mother's son, an officer's namesake."""
    by_surname: dict[str, list[int]] = {}
    for n, bearer in enumerate(scene.bearers):
        by_surname.setdefault(bearer.surname, []).append(n)
    found: list[frozenset[str]] = []
    for n, bearer in enumerate(scene.bearers):
        others = [alone[other] for other in by_surname[bearer.surname] if other != n]
        more = {"company:kin"} if any(_KIN & other for other in others) else set()
        if any("title:officer" in other for other in others):
            more.add("company:officer")
        found.append(alone[n] | more)
    return found


#: "The mother of a teen killed by police".
_KIN_OF_HIT = Cued(
    rf"(?:[^.;]{{1,60}}\b(?:The|the|A|a)|The|A)\s+(?:{bonds.KIN.pattern}|sons?|daughters?|children)\s+of\s+"
    r"(?:an?|the|one)\s+(?:[\w'’-]+\s+){0,6}?(?:man|woman|teen|teenager|boy|girl|driver|motorist|person|\S+-old)\b",
    re.IGNORECASE,
)


def _of_article(scene: Scene) -> Iterator[str]:
    events = [event for told in scene.gunfire for event in told]
    police = sum(event.by_police for event in events)
    civilian = sum(event.hit and event.shooter.value == "civilian" for event in events)
    yield f"art:police{min(police, 3)}"
    yield f"art:civilian{min(civilian, 3)}"
    if any(event.kind == "involved" for event in events):
        yield "art:involved"
    if any(
        _KIN_OF_HIT.match(sentence.text)
        and any(event.by_police and event.hit and event.of_person for event in told)
        for sentence, told in zip(scene.sentences, scene.gunfire, strict=True)
    ):
        yield "art:kin_of_hit"
    if any(event.shooter.value == "self" for event in events):
        yield "art:self"


def _of_bearer(
    scene: Scene,
    bearer: Bearer,
    places: Sequence[MaskedMention],
    counts: Sequence[int],
    backdrop: _Backdrop,
) -> Iterator[str]:
    yield from _of_name(bearer)
    yield from _of_position(bearer, counts, scene)
    for place in places:
        yield from word_features(place)
        yield from _of_gunfire(scene, place.mention)
        yield from _of_age(place)
        yield from _of_next(scene, place.mention)
        yield from _of_fire_next(scene, place.mention)
        yield from _of_sentence(scene, place)
        yield from _of_description(backdrop, place)
    yield from _of_described_age(scene, bearer, backdrop)
    yield from _of_introduction(scene, bearer)
    yield from _of_past(bearer, backdrop)


def _of_name(bearer: Bearer) -> Iterator[str]:
    table = words()
    yield "name:full" if bearer.is_named else "name:single"
    given, surname, full = bearer.given, bearer.surname, bearer.fullest
    if bearer.called:
        yield "name:called"
    if bearer.given:
        yield f"name:given{_bucket(given_ppm(given))}"
    yield f"name:surname{_bucket(surname_ppm(surname))}"
    last = fold(full.parts[-1])
    if last in table["not_people"]["last"]:
        yield "name:place"
    if any(key in table["not_people"]["any"] for key in full.keys):
        yield "name:notname"
    if all(key in table["not_people"]["whole"] for key in full.keys):
        yield "name:notperson"
    if bearer.suffix:
        yield "name:suffix"
    if bearer.nicknames:
        yield "name:nickname"
    if len(full.parts) == 3:
        yield "name:three"
    for mention in bearer.mentions:
        yield from title_features(mention)


def _bucket(ppm: int) -> int:
    return 0 if ppm == 0 else min(4, 1 + int(math.log10(ppm)))


def _of_position(bearer: Bearer, counts: Sequence[int], scene: Scene) -> Iterator[str]:
    count = len(bearer.mentions)
    yield f"count:{min(count, 6)}"
    if count >= max(counts):
        yield "count:most"
    first = next((m for m in bearer.mentions if not _in_title(scene, m)), bearer.mentions[0])
    number = first.sentence
    yield f"first:{min(number, 6) if number < 7 else 'late'}"
    yield f"part:{int(4 * number / max(1, len(scene.sentences)))}"
    if any(_in_title(scene, mention) for mention in bearer.mentions):
        yield "headline"
    if any(b is not bearer and b.given and b.surname == bearer.surname for b in scene.bearers):
        yield "namesake"


def _in_title(scene: Scene, mention: Named) -> bool:
    return scene.sentences[mention.sentence].where is Where.TITLE


def _of_gunfire(scene: Scene, mention: Named) -> Iterator[str]:
    title_start = scene.tokens[mention.sentence][mention.title_start].start
    for event in scene.gunfire[mention.sentence]:
        how = "hit" if event.hit else "shot"
        shooter, target = event.told_of, event.target.value
        if is_target(scene, event, mention, title_start):
            yield f"gun:target:{shooter}:{how}"
            yield "gun:target"
        elif overlap(event.shooter_at, title_start, mention.end):
            yield f"gun:shooter:{target}:{how}"
            yield "gun:shooter"
        else:
            side = "before" if mention.end <= event.start else "after"
            yield f"gun:{side}:{shooter}:{target}:{how}"


_DESCRIBED_BEFORE = Cued(
    r"\b(?:identif\w+|named?|ided|ids)\b.*?\b(?P<head>[\w-]+) "
    r"(?:shot \S+ |killed \S+ |who \S+ )?(?:as|is|was) (?:NN-year-old )?$"
    r"|\b(?P<of>[\w-]+) (?:, )?(?:identified|named) as (?:NN-year-old )?$"
    r"|\bthe (?P<the>[\w-]+) (?:, )?(?:NN-year-old )?$"
    r"|\bthe (?P<was>[\w-]+) (?:was|is) (?:identified|named) as (?:\S+ ){0,2}$"
    r"|\ba (?P<a>[\w-]+) , (?:NN-year-old )?$"
)
_DESCRIBED_AFTER = re.compile(
    r"^(?:, NN )?(?:, of \S+ )?, (?:the|a|an) (?:NN-year-old )?(?:\S+ )?(?P<head>[\w-]+)"
)


def _of_description(backdrop: _Backdrop, place: MaskedMention) -> Iterator[str]:
    """ "identified the suspect as NAME" where the suspect is told to have been hit."""
    heads: set[str] = set()
    before = " ".join([*reversed(place.before), ""])
    for match in (_DESCRIBED_BEFORE.search(before), _DESCRIBED_AFTER.match(" ".join(place.after))):
        if match is not None:
            heads.update(word for word in match.groupdict().values() if word)
    for head in sorted(heads):
        if head in backdrop.hit_by_police:
            yield "described:police"
        elif head in backdrop.hit_by_any:
            yield "described:any"
        if head in backdrop.struck:
            yield "described:struck"


def _backdrop(scene: Scene) -> _Backdrop:
    ages = {
        value(age)
        for place, events in enumerate(scene.gunfire)
        if any(event.of_person for event in events)
        for age in map(itemgetter(1), _AGED.finditer(scene.sentences[place].text))
    }
    return _Backdrop(
        _heads_hit(scene, police=True),
        _heads_hit(scene, police=False),
        _heads_struck(scene),
        frozenset(ages),
        looking_back(scene.sentences),
    )


def _heads_hit(scene: Scene, *, police: bool) -> frozenset[str]:
    found: set[str] = set()
    for sentence, events in zip(scene.sentences, scene.gunfire, strict=True):
        for event in events:
            if event.target_at is not None and event.of_person and (event.by_police or not police):
                found.update(sentence.text[slice(*event.target_at)].casefold().split()[-1:])
    return frozenset(found)


def _heads_struck(scene: Scene) -> frozenset[str]:
    return frozenset(
        sentence.text[slice(*telling.span)].casefold().split()[-1]
        for place, sentence in enumerate(scene.sentences)
        if scene.under_fire[place]
        for telling in scene.tellings[place]
        if telling.gun and not telling.pronoun
    )


_HE = re.compile(r"(?:“|\")?(?:He|She)\b")


def _of_next(scene: Scene, mention: Named) -> Iterator[str]:
    """What "He …" or "She …" right after a sentence that begins with the name says."""
    after = mention.sentence + 1
    if mention.title_start > 3 or after >= len(scene.sentences):
        return
    if not _HE.match(scene.sentences[after].text):
        return
    told = [masked_word(token) for token in scene.tokens[after][1:16]]
    predicate = " ".join(told)
    for name in told_by_phrases(predicate, phrases_by_side()["predicate"]):
        yield name.replace("predicate:", "next:", 1)


def _of_fire_next(scene: Scene, mention: Named) -> Iterator[str]:
    """Whether "He …" right after a sentence that names nobody else says that police hit "him"."""
    after = mention.sentence + 1
    if after >= len(scene.sentences) or not _HE.match(scene.sentences[after].text):
        return
    text = scene.sentences[after].text
    near = (pair for place in (mention.sentence, after) for pair in scene.named[place])
    if any(one != mention and scene.bearers[n].is_named for one, n in near):
        return
    for event in scene.gunfire[after]:
        at = event.target_at
        if event.by_police and event.hit and at and text[slice(*at)].casefold() in ("him", "her"):
            yield "next:hit_by_police"


def _of_sentence(scene: Scene, place: MaskedMention) -> Iterator[str]:
    """Alone named where the gunfire is told."""
    mention = place.mention
    if "NAME" in place.before or "NAME" in place.after:
        return
    for event in scene.gunfire[mention.sentence]:
        if event.hit:
            yield f"alone:{event.told_of}:{event.target.value}"


def _of_past(bearer: Bearer, backdrop: _Backdrop) -> Iterator[str]:
    """Named only where an article looks back: "the third this year, after the death of …"."""
    marked = [backdrop.past[mention.sentence] for mention in bearer.mentions]
    if all(marked):
        yield "past:all"
    if any(marked):
        yield "past:any"


def _of_introduction(scene: Scene, bearer: Bearer) -> Iterator[str]:
    """Named in full right after somebody without a name was told to have been hit."""
    first = next((m for m in bearer.mentions if not _in_title(scene, m)), None)
    if first is None or len(first.parts) < 2 or first.titles or first.title_start > 2:
        return
    for number in range(max(0, first.sentence - 2), first.sentence):
        for event in scene.gunfire[number]:
            if event.by_police:
                yield "intro:police"
            elif event.of_person:
                yield "intro:any"


_AGED = Cued(rf"\b({NUMBER}){OLD}", re.IGNORECASE)
_AGE_AFTER = re.compile(rf"[\s,(]{{1,3}}({YEARS})\b")


def _of_described_age(scene: Scene, bearer: Bearer, backdrop: _Backdrop) -> Iterator[str]:
    """ "A 31-year-old woman was shot" and "Janet Wilson, 31": the ages agree."""
    for mention in bearer.mentions:
        sentence = scene.sentences[mention.sentence]
        match = _AGE_AFTER.match(sentence.text, mention.end)
        if match and value(match.group(1)) in backdrop.ages:
            yield "age:ofhit"


def _of_age(place: MaskedMention) -> Iterator[str]:
    after = place.after
    if after[:1] == (",",) and after[1:2] == ("NN",):
        yield "age:after"
    if after[:1] == ("(",) and after[1:2] == ("NN",):
        yield "age:after"
    if "NN-year-old" in place.before[:2]:
        yield "age:before"
    if "NN-year-old" in after[:4]:
        yield "age:later"
