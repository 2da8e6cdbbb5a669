"""What the person shot was holding, and how firmly the article says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.gunfire.gunfire import Gunfire
from pipeline.how.accounts import best, by_its_name, category, other_account
from pipeline.how.armed_deeds import NO_BULLET, by_shots, by_words, hearsay
from pipeline.how.beliefs import denied_after, in_question, taken_back, told_after, turned_out_to_be
from pipeline.how.bystanding import laid_down, mourned, of_the_sought
from pipeline.how.holders import NOBODY, Cast, is_another, is_one_of_police
from pipeline.how.only_found import only_found, told_in_hand
from pipeline.how.other_cases import other_case
from pipeline.how.owners import as_written, came_after, officers_of, somebody_else, with_roles
from pipeline.how.things_told import by_name, harmless, something
from pipeline.language.actors import OFFICER
from pipeline.language.cued import Cued
from pipeline.language.held import Held, mention
from pipeline.language.things import KINDS_OF_THINGS
from pipeline.naming.antecedents import fired_by_them, goes_on_from_officer
from pipeline.records import Claim, Passage, Sentence
from pipeline.voices.speakers import Speakers


def mentions(
    sentences: Sequence[Sentence],
    heard: Sequence[Sequence[Gunfire]] = (),
    cast: Cast = NOBODY,
) -> Iterator[Held]:
    """Every mention, with how strongly its words put the thing in the hands of the person shot.

    ``heard`` is the gunfire of each sentence.
    """
    officers = (officers_of(sentences, heard) | cast.officers) - (cast.shot - cast.officers)
    officers |= _shot_officers(sentences, cast.shot - officers)
    others = cast.shot - officers
    unknown = any(_WHICH_FIRED.search(sentence.text) for sentence in sentences)
    mourning = mourned(sentences)
    previous: Sentence | None = None
    for at, sentence in enumerate(sentences):
        masked = with_roles(sentence, officers, others)
        ahead, previous = previous, masked
        elses = somebody_else(masked) if cast.shot else len(masked.text)
        elses = min(
            elses,
            came_after(sentence.text, cast.shot),
            other_case(sentence.text, ahead.text if ahead else None),
        )
        found = (
            *(map(_anybodys, by_words(masked, ahead)) if unknown else by_words(masked, ahead)),
            *by_name(masked),
            *something(masked),
            *harmless(masked),
            *turned_out_to_be(masked),
        )
        after = sentences[at + 1] if at + 1 < len(sentences) else None
        for held in found:
            if (
                held.start < elses
                and not taken_back(masked.text, held)
                and not of_the_sought(masked.text, held.start)
                and not (at in mourning and laid_down(masked.text, held.start, held.end))
                and not _is_anothers(sentence.text, held, cast)
                and not _is_officers(masked.text, held, ahead)
            ):
                yield held if masked is sentence else as_written(held, sentence)
        if at < len(heard):
            fired = (h for h in by_shots(sentence, heard[at], cast) if h.start < elses)
            yield from map(_anybodys, fired) if unknown else fired
        shots = fired_by_them(masked.text, ahead.text if ahead else None)
        if shots and (
            in_question(masked.text[: shots.start()])
            or hearsay(masked.text, shots.start())
            or NO_BULLET.match(masked.text, shots.end())
        ):
            shots = None
        if shots and shots.start() < elses and not unknown:
            yield mention(sentence, shots.start(), shots.end(), "firearm", 2.0, "fires")
        believed = any(h.rule in ("seems", "asked", "vague") for h in found)
        yield from denied_after(sentence, after)
        yield from told_after(sentence, after, believed=believed)


def _shot_officers(sentences: Sequence[Sentence], shot: frozenset[str]) -> frozenset[str]:
    """Of several who were shot, those called "Officer Roe": hit by a colleague."""
    if len(shot) < _SEVERAL:
        return frozenset()
    names = "|".join(map(re.escape, sorted(shot)))
    titled = re.compile(
        rf"\b{OFFICER}\s+(?:(?-i:[A-Z])[\w.’'-]*\s+){{0,2}}(?P<name>{names})\b",
        re.IGNORECASE,
    )
    found = {match["name"] for one in sentences for match in titled.finditer(one.text)} & shot
    return frozenset(found) if len(found) < len(shot) else frozenset()


_SEVERAL = 2


def _is_officers(text: str, held: Held, ahead: Sentence | None) -> bool:
    """ "The deputy fell. He had his pistol in his hand"."""
    if held.rule == "gun" and is_one_of_police(text, held.verb, ahead.text if ahead else None):
        return True
    own = held.phrase[:4].casefold() in ("his ", "her ") or not text.startswith(("He", "She"))
    return own and held.kind == "firearm" and goes_on_from_officer(text, ahead)


def _is_told_of_others(text: str, held: Held) -> bool:
    """A phone or a pair of hands may be anybody's: not where the sentence tells of others."""
    before = text[: held.start]
    return _OTHERS_THERE.search(before) is not None or _ON_THEMSELVES.search(before) is not None


_OTHERS_THERE = re.compile(
    r"\b(?:passengers?|protest[eo]rs?|demonstrators?|mourners?|marchers?|crowds?|people|residents?|onlookers?|bystanders?"
    r"|paramedics?|firefighters?|medics?|investigators|detectives|technicians|clerks?|reporters?|customers?|guards?)\b"
    r"(?![’'])[^.;]{0,80}$",
    re.IGNORECASE,
)
#: "A neighbor said she was holding", "I was getting": what those who tell it had.
_ON_THEMSELVES = re.compile(
    r"\b(?:neighbou?r|witness|clerk|resident|owner|manager|tenant|bystander)\b[^.;]{0,40}?\b(?:said|says|told\s+\w+)\s+(?:that\s+)?(?:he|she|they)\b[^.;]*$"
    r"|(?-i:\bI\b)[^.;]*$|\bsaid\s+an?\s+(?:witness|neighbou?r|bystander|passerby)\b[^.;]*$",
    re.IGNORECASE,
)


def _is_anothers(text: str, held: Held, cast: Cast) -> bool:
    if held.kind == "hands" or (held.kind == "harmless" and held.score < 4):
        if _FOUND_ONLY.search(text, 0, held.start):
            return False
        return _is_told_of_others(text, held) or is_another(text, held.verb, cast, harmless=True)
    if held.rule == "named":
        return False  # what a thing turned out to be is told of the one who had it
    if held.kind == "unarmed":
        was = _WAS.search(text, 0, held.start) or _WAS_NOT.match(text, held.start)
        return was is not None and is_another(text, was.start(), cast)
    if held.verb == held.start and _AT_THROAT.match(text, held.end):
        return False
    return held.kind in _IN_HANDS and is_another(text, held.verb, cast)


#: What police found was not theirs.
_FOUND_ONLY = re.compile(
    r"\b(?:found|recovered|discovered|located)\s+(?:only|just|nothing\s+(?:but|except|more\s+than))\s+$"
)
_WAS_NOT = re.compile(r"(?:was|were|is|had)\b")
_WAS = re.compile(r"\b(?:was|were|is)\s+(?:\w+\s+)?$")
#: "Had a woman pinned and a box cutter at her throat": hers is the throat alone.
_AT_THROAT = re.compile(
    r"\s+(?:at|to|against)\s+(?:his|her|their|(?:the\s+)?[\w-]+['’]s)\s+(?:throat|neck|head|chest|face|temple)\b"
)
#: "Police do not know which of the two fired": a gun, and nobody says whose.
_WHICH_FIRED = Cued(
    r"\b(?:(?:did|does|do|could|would)(?:\s+not|n['’]t)\s+(?:yet\s+)?(?:know|say)|not\s+(?:yet\s+)?(?:clear|known|determined|said|established)|unclear|unknown)\s+"
    r"(?:which\s+(?:one|suspect|man|of\s+(?:them|the\s+(?:two\s+)?(?:men|suspects|occupants|teens|brothers)))"
    r"|who(?=\s+fired\s+(?:the\s+shots?\s+)?at\s+(?:the\s+)?(?:officers?|police|deput\w+)))\b[^.;]{0,40}?(?:\b(?:fired|shot|had|held)\b|[.,;]|$)",
    re.IGNORECASE,
)


def _anybodys(held: Held) -> Held:
    """The gunfire of one of several."""
    if held.kind != "firearm":
        return held
    return replace(held, kind="undetermined", rule="undetermined")


_IN_HANDS = frozenset(("firearm", "knife", "other", "replica", "stabbed", "vague"))


def read(
    passage: Passage,
    heard: Sequence[Sequence[Gunfire]],
    cast: Cast,
    speakers: Speakers,
) -> Iterator[Claim]:
    """``armed`` and, where the words name a thing, ``weapon``; then who says otherwise."""
    found = tuple(
        replace(one, source=speakers.of(one.sentence.span(one.start, one.end)).voice)
        for one in mentions(passage.sentences, heard, cast)
    )
    chosen = best(found, several=cast.several)
    if chosen is None:
        return
    claim = chosen.claim("armed", category(chosen))
    told = told_in_hand(found, chosen, cast)
    if told is None:
        yield claim.inferred()
    else:
        yield replace(told.claim("armed", category(told)), confidence=claim.confidence)
    if chosen.charged:
        return
    if chosen.rule in KINDS_OF_THINGS or chosen.rule in ("seems", "harmless", "vague", "named"):
        named = by_its_name(found, chosen)
        weapon = named.claim("weapon", named.phrase)
        lying = told is not named and only_found(named, cast)
        yield weapon.inferred() if lying else weapon
    others = chosen.accounts
    if chosen.rule != "disputed" and (other := other_account(found, chosen)):
        others = (other,)
    for each in others:
        yield replace(
            each.claim("armed", category(each)), confidence=round(claim.confidence / 2, 2)
        )
