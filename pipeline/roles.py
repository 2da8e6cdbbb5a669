"""What is said of each named person, as features that tell which part they play."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from pathlib import Path

from pipeline import bonds, lists, on_trial, quarrels, sprees, struck, victims
from pipeline.cued import Among, Cued
from pipeline.cues import Gunfire
from pipeline.described import Described
from pipeline.forms import Bearer
from pipeline.mentions import Named, Token, fold, words
from pipeline.names import given_ppm, surname_ppm
from pipeline.quarrels import is_target, overlap
from pipeline.records import Sentence, Where
from pipeline.struck import Telling
from pipeline.years import NUMBER, OLD, YEARS, is_years, value

_PHRASES = Path(__file__).parent / "data" / "people-phrases.toml"
_YEARS_OLD = re.compile(NUMBER + OLD, re.IGNORECASE)
_STOPS = frozenset(".!?;")


@dataclass(frozen=True)
class Scene:
    """All that is known of an article before anybody's role is."""

    sentences: Sequence[Sentence]
    tokens: Sequence[Sequence[Token]]
    gunfire: Sequence[Sequence[Gunfire]]
    bearers: Sequence[Bearer]

    @cached_property
    def under_fire(self) -> tuple[bool, ...]:
        """As :func:`pipeline.victims.under_fire`."""
        return victims.under_fire(self.gunfire)

    @cached_property
    def several_hit(self) -> list[tuple[Described, ...]]:
        """As :func:`pipeline.victims.several`."""
        return victims.several(self.sentences, self.gunfire, self.tellings)

    @cached_property
    def on_trial(self) -> Sequence[Bearer]:
        """The first of each surname of :func:`pipeline.on_trial.surnames`."""
        surnames = on_trial.surnames(self.sentences)
        named = {each.surname: each for each in reversed(self.bearers) if each.given}
        return [named[surname] for surname in sorted(surnames & named.keys())]

    @cached_property
    def names_the_tried(self) -> frozenset[int]:
        """The sentences that name an officer on trial."""
        return frozenset(named.sentence for bearer in self.on_trial for named in bearer.mentions)

    @cached_property
    def named(self) -> list[lists.Chain]:
        """Of each sentence, as :func:`pipeline.lists.by_sentence`."""
        return lists.by_sentence(self)

    @cached_property
    def list_ends(self) -> dict[tuple[int, int], tuple[int, int]]:
        """By sentence and first token of a name, where the list it stands in begins and ends."""
        return {
            (one.sentence, one.first): (chain[0][0].start, chain[-1][0].end)
            for place, mentions in enumerate(self.named)
            for chain in lists.in_lists(self.sentences[place].text, mentions)
            for one, _ in chain
        }

    @cached_property
    def tellings(self) -> tuple[tuple[Telling, ...], ...]:
        """Of each sentence, as :func:`pipeline.struck.tellings`."""
        return tuple(
            tuple(struck.tellings(place, sentence.text, self.gunfire[place], before))
            for place, (sentence, before) in enumerate(
                zip(self.sentences, ("", *(one.text for one in self.sentences)), strict=False)
            )
        )


@dataclass(frozen=True, slots=True)
class _Backdrop:
    """What the article tells as a whole, gathered once."""

    hit_by_police: frozenset[str]  # "man", "suspect": the nouns of those hit
    hit_by_any: frozenset[str]
    struck: frozenset[str]  # of those told to be hit once police had fired
    ages: frozenset[int]  # of those described where gunfire is told
    past: tuple[bool, ...]  # per sentence: looks back at something else


@dataclass(frozen=True, slots=True)
class _Place:
    """A mention among the masked words of its sentence."""

    mention: Named
    before: tuple[str, ...]  # nearest first
    after: tuple[str, ...]
    possessive: bool


def features(scene: Scene) -> list[frozenset[str]]:
    """For each bearer, what the article says of them, as names of binary features."""
    places = _places(scene)
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


def _places(scene: Scene) -> list[list[_Place]]:
    by_sentence: dict[int, list[tuple[Named, int]]] = {}
    for number, bearer in enumerate(scene.bearers):
        for mention in bearer.mentions:
            by_sentence.setdefault(mention.sentence, []).append((mention, number))
    found: list[list[_Place]] = [[] for _ in scene.bearers]
    for sentence, mentions in sorted(by_sentence.items()):
        mentions.sort(key=lambda pair: pair[0].first)
        masked, where = _mask(scene.tokens[sentence], [mention for mention, _ in mentions])
        for (mention, number), at in zip(mentions, where, strict=True):
            found[number].append(_place(scene, mention, masked, at))
    return found


def _mask(found: Sequence[Token], mentions: Sequence[Named]) -> tuple[list[str], list[int]]:
    masked: list[str] = []
    where: list[int] = []
    here = 0
    for mention in mentions:
        masked += [_word(token) for token in found[here : mention.first]]
        where.append(len(masked))
        masked.append("NAME")
        here = max(here, mention.last)
    masked += [_word(token) for token in found[here:]]
    return masked, where


def _word(token: Token) -> str:
    if is_years(token.low):
        return "NN"
    if token.low.endswith(("old", "olds", "yo")) and _YEARS_OLD.fullmatch(token.text):
        return "NN-year-old"
    return "0" if token.text[0].isdigit() else token.low


def _place(scene: Scene, mention: Named, masked: Sequence[str], at: int) -> _Place:
    possessive = scene.tokens[mention.sentence][mention.last - 1].possessive
    before = masked[max(0, at - 14) : at][::-1]
    return _Place(mention, tuple(before), tuple(masked[at + 1 : at + 17]), possessive)


#: "The mother of a teen killed by police".
_KIN_OF_HIT = re.compile(
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
    places: Sequence[_Place],
    counts: Sequence[int],
    backdrop: _Backdrop,
) -> Iterator[str]:
    yield from _of_name(bearer)
    yield from _of_position(bearer, counts, scene)
    for place in places:
        yield from _of_words(place)
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
        yield from _of_titles(mention)


def _bucket(ppm: int) -> int:
    return 0 if ppm == 0 else min(4, 1 + int(math.log10(ppm)))


def _of_titles(mention: Named) -> Iterator[str]:
    if not mention.titles:
        yield "title:none"
        return
    titles = words()["titles"]
    for kind in ("officer", "official", "lawyer", "clergy", "civil", "soldier"):
        if any(title in titles[kind] for title in mention.titles):
            yield f"title:{kind}"
    yield f"title:{mention.titles[-1]}"
    if len(mention.titles) > 1:
        yield f"title:{mention.titles[-2]}_{mention.titles[-1]}"


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


def _of_words(place: _Place) -> Iterator[str]:
    before, after = place.before, place.after
    for distance, word in enumerate(before[:3], 1):
        yield f"l{distance}:{word}"
    for distance, word in enumerate(after[:3], 1):
        yield f"r{distance}:{word}"
    if len(before) > 1:
        yield f"l21:{before[1]} {before[0]}"
    if len(before) > 2:
        yield f"l321:{before[2]} {before[1]} {before[0]}"
    if len(after) > 1:
        yield f"r12:{after[0]} {after[1]}"
    if len(after) > 2:
        yield f"r23:{after[1]} {after[2]}"
        yield f"r123:{after[0]} {after[1]} {after[2]}"
    for word in _clause(before):
        yield f"l:{word}"
    for word in _clause(after):
        yield f"r:{word}"
    if not before:
        yield "l1:START"
    predicate = _predicate(after)
    verb = _verb(predicate)
    if verb:
        yield f"verb:{verb}"
    yield from _of_phrases(place, predicate)


def _clause(near: Sequence[str]) -> Iterator[str]:
    for word in near[:8]:
        if word in _STOPS:
            return
        if len(word) > 2:
            yield word


_LIST_ITEM = re.compile(
    r"^(?:(?: ,)? (?:NN|NN-year-old)(?= ,| and)| \( NN \)|(?: ,)?(?: and| ,)(?: NN-year-old)? NAME"
    r"| ,(?= (?:was|were|died|had|who|and)\b)"
    r"| , of (?:NAME|\w+)(?: , NAME(?= ,))?(?: ,(?! (?:the|an?)\b))?)"
)
_APPOSITION = re.compile(r"^ , (?!who\b|and\b|was\b|were\b)[^,]{1,90} ,")
#: "Roe, Poe said, shot": what another says; "Roe, who was there, said".
_ASIDE = re.compile(
    r"^ ,(?: \S+){0,3}? NAME (?:said|says|wrote|added|testified)(?: \S+)? ,"
    r"|^(?: , NN)? , who [^,]{1,90} ,(?= (?:said|says|told|recalled)\b)"
)


def _predicate(after: Sequence[str]) -> str:
    """What follows the name once ages, others in a list and appositions are taken away."""
    text = " " + " ".join(after)
    if aside := _ASIDE.match(text):
        text = text[aside.end() :]
    for _ in range(8):
        match = _LIST_ITEM.match(text)
        if match is None or not match.group():
            break
        text = text[match.end() :]
    match = _APPOSITION.match(text)
    return (text[match.end() :] if match else text).strip()


def _verb(predicate: str) -> str:
    """ "was also shot": the first words of the predicate that say what happened."""
    taken: list[str] = []
    for word in predicate.split()[:5]:
        if word in _SKIPPED:
            continue
        taken.append(word)
        if word not in _AUXILIARY or len(taken) > 3:
            break
    return " ".join(taken)


_AUXILIARY = frozenset(
    "was were is are be been being had has have did does do got gets who".split()
)
_SKIPPED = frozenset(
    """also later then first allegedly reportedly fatally accidentally himself herself initially
    , and both only not""".split()
)


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, Among[str]]:
    """The compiled phrases of ``people-phrases.toml`` by side: the feature and its pattern."""
    raw = tomllib.loads(_PHRASES.read_text(encoding="utf-8"))
    words_of = {name: "|".join(value.split()) for name, value in raw["words"].items()}
    return {
        side: Among(
            (f"{side}:{name}", Cued(_fill(pattern, words_of)))
            for name, pattern in raw[side].items()
        )
        for side in ("predicate", "after", "before", "possessive")
    }


def _fill(pattern: str, words_of: Mapping[str, str]) -> str:
    for name, listed in words_of.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{listed})")
    return pattern


def _of_phrases(place: _Place, predicate: str) -> Iterator[str]:
    after = " ".join(place.after)
    sides = {
        "predicate": predicate if not place.possessive else "",
        "after": after,
        "before": " ".join([*reversed(place.before), ""]),
        "possessive": after if place.possessive else "",
    }
    if clause := _RELATIVE.match(after):
        told = _told(after[clause.end() :], _phrases()["predicate"])
        yield from (name for name in told if name in _FATES)
    said = place.before[:1] == (",",) and _SAID.match(predicate) is not None
    owned = place.possessive and _KIN_NEXT.match(after) is not None
    for side, phrases in _phrases().items():
        if text := sides[side]:
            yield from (
                name
                for name in _told(text, phrases)
                if not ((said or owned) and name == "before:shot")
                and not (said and name in _OF_THE_OFFICER)
            )


#: "NAME, 24, who was in the car with NAME, suffered a wound": what befell them stands behind.
_RELATIVE = re.compile(r"^(?: ,|,)?(?: ?NN)? ?, who (?:[^,]{1,90}|[^,]{1,50}, [^,]{1,50}) , ?")
_FATES = frozenset("predicate:shot predicate:shot_by predicate:wounded predicate:unhurt".split())
#: "Killed NAME's best friend".
_KIN_NEXT = re.compile(rf"(?:\S+ )?(?:{bonds.KIN.pattern}|friend)", re.IGNORECASE)
#: "The deputy, NAME said, is on leave": who says it is not the deputy.
_OF_THE_OFFICER = frozenset({"before:officer", "before:the_officer"})
#: "Two men were killed, NAME said": who says it is none of them.
_SAID = re.compile(r"(?:said|says|told|added)\b")


#: "Was not hit" is no telling of a hit; "was not seriously hurt" is.
_HIT_IN_WORDS = frozenset("predicate:shot predicate:shot_by predicate:shot_at_all".split())
_BADLY = re.compile(r"\b(?:seriously|critically|badly|gravely|fatally)\b")


def _told(text: str, phrases: Among[str]) -> Iterator[str]:
    """The features whose phrase stands in a text."""
    found = [name for name, pattern in phrases.able(text) if pattern.search(text)]
    missed = "predicate:unhurt" in found and not _BADLY.search(text)
    return (name for name in found if not (missed and name in _HIT_IN_WORDS))


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


def _of_description(backdrop: _Backdrop, place: _Place) -> Iterator[str]:
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
    told = [_word(token) for token in scene.tokens[after][1:16]]
    predicate = " ".join(told)
    for name in _told(predicate, _phrases()["predicate"]):
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


def _of_sentence(scene: Scene, place: _Place) -> Iterator[str]:
    """Alone named where the gunfire is told."""
    mention = place.mention
    if "NAME" in place.before or "NAME" in place.after:
        return
    for event in scene.gunfire[mention.sentence]:
        if event.hit:
            yield f"alone:{event.told_of}:{event.target.value}"


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NTH = Cued(r"\dth\b", re.IGNORECASE)
_PAST = Cued(
    r"\b(?:second|third|fourth|fifth|sixth|another|previous|similar|separate|unrelated"
    r"|years?\s+(?:ago|earlier|before)|last\s+year|months?\s+(?:ago|earlier|after)"
    rf"|in\s+(?:(?:{_MONTHS})(?:\s+of)?\s+)?(?:19|20)\d\d|since\s+(?:19|20)\d\d"
    r"|other\s+(?:shooting|case|incident|death)s?|not\s+related|like\s+those\s+of|names\s+of"
    r"|recent\s+(?:shooting|killing|death)s"
    r"|the\s+(?:first|last)\s+(?:fatal\s+)?(?:police\s+|officer-involved\s+)?(?:shooting|killing))\b",
    re.IGNORECASE,
    by_letter=True,
)


def _of_past(bearer: Bearer, backdrop: _Backdrop) -> Iterator[str]:
    """Named only where an article looks back: "the third this year, after the death of …"."""
    marked = [backdrop.past[mention.sentence] for mention in bearer.mentions]
    if all(marked):
        yield "past:all"
    if any(marked):
        yield "past:any"


@lru_cache(maxsize=512)  # asked of people and of how they fared
def _looks_back(text: str) -> bool:
    return _PAST.search(text) is not None or _NTH.search(text) is not None


def looking_back(sentences: Sequence[Sentence]) -> tuple[bool, ...]:
    """Sentences that look back, and the one after each in its paragraph."""
    marked = [_looks_back(sentence.text) for sentence in sentences]
    return tuple(
        mark or (n > 0 and marked[n - 1] and sentences[n - 1].paragraph == sentence.paragraph)
        for n, (mark, sentence) in enumerate(zip(marked, sentences, strict=True))
    )


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


def _of_age(place: _Place) -> Iterator[str]:
    after = place.after
    if after[:1] == (",",) and after[1:2] == ("NN",):
        yield "age:after"
    if after[:1] == ("(",) and after[1:2] == ("NN",):
        yield "age:after"
    if "NN-year-old" in place.before[:2]:
        yield "age:before"
    if "NN-year-old" in after[:4]:
        yield "age:later"
