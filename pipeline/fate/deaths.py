"""Words that say that somebody who was hit is dead, each with how surely it does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.fate.fate_counts import ALSO_ANOTHER, MANY_MEN, among_many, of_many
from pipeline.fate.fate_words import Lines, Victim, Word, spots_of
from pipeline.fate.whose_fate import is_active
from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.cued import Cued
from pipeline.language.fates import ANYBODYS, DIED, FIRM, HOMICIDE, KIN, OFFICER_ACCUSED, PLAIN
from pipeline.language.whose import ANOTHERS, Who
from pipeline.language.word_classes import Actor
from pipeline.naming.described import gender_of
from pipeline.records import Where

_HIS = re.compile(r"(?:\b(?:his|her|each)|['’]s?)\s+(?:own\s+)?$", re.IGNORECASE)
#: Words of death that tell of nobody's: "death penalty", "threatened to kill", "nearly killed".
_NOT_THIS_DEATH = re.compile(
    r"\bdeath\s+(?:threat|penalty|row|certificate)|\bdead(?:ly)?\s+(?:end|of\s+night|force|weapon)"
    r"|\bto\s+(?:kill|(?:be|get)\s+killed)\b|\bthreat\w*\s+to\b|\b(?:could|would|might)(?:\s+\w+)?(?:\s+have\b|['’]ve\b)|\bshould\s+be\s+dead\b|\b(?:almost|nearly)\b"
    r"|\battempted\s+(?:murder|homicide)|\bnot\s+(?:be\s+)?(?:dead|killed|die)|\bI\s+(?:was|am|would\s+be)\s+dead"
    r"|\b(?:nobody|no\s+one|none)\s+(?:else\s+)?(?:was\s+|were\s+)?(?:died|killed)\b"
    r"|\bdead\s+(?:bulb|batter|phone|tree|dog|animal|deer|lea|grass|wood|zone|spot|cent|line|silence|serious|wrong)\w*"
    r"|\bif\s+(?:an?\s+|the\s+)?(?:person|someone|somebody|anyone|suspect|victim)\s+(?:dies|died|is\s+killed)"
    r"|\b(?:camera|batter(?:y|ies)|phone|engine|radio)s?\s+(?:had\s+|has\s+|was\s+|went\s+)?(?:died|dead)\b|\bin\s+another\s+(?:state|city|county|town)\b"
    r"|\bby\s+(?:his|her)\s+own\b|\b(?:was|were)\s+killing\b"
    r"|\bkill(?:ed|ing|s)?\s+(?:me|us|you)\b|\bkill\s+(?:him|them|people)\b|\b(?:should|would|could|can|will|must|may|might)\s+(?:\w+\s+){0,3}kill\b|\bcharged\s+with\s+(?:\w+\s+)*?murder"
    r"|\b(?:none|not)\s+(?:of\s+them\s+)?fatally\b|\bnot\s+(?:been\s+)?the\s+cause\s+of\s+death|\bfatally\s+stab|\bfatally\s+(?:struck|hit|injured)\s+by\s+an?\s+(?:car|vehicle|truck|train|bus|driver)\b|\bstabb\w+[^.;]{0,40}\bto\s+death|\bnot\s+fatal|\bif\s+(?:he|she)\s+(?:dies|died)",
    re.IGNORECASE,
)
#: "A previous version of this story said that he had died", "could not say whether he is dead".
_UNSURE = Cued(
    r"\b(?:previous|earlier)\s+(?:version|report|story)\b|\b(?:incorrectly|erroneously|mistakenly)\b"
    r"|\b(?:initially|originally|at\s+first)\s+(?:[\w-]+\s+){0,2}?(?:said|reported|told|announced|tweeted|believed|thought)\b"
    r"|\bAt\s+first,?\s|\b(?:said|reported)\s+(?:initially|originally|at\s+first)\b"
    r"|\b(?:could\s+not\s+say|not\s+(?:clear|known|certain|sure)|unclear|unsure)\b[^.;]{0,120}$",
    re.IGNORECASE,
)
#: "Wanted in the death of a clerk", "sought for killing a clerk".
_SOUGHT_FOR = re.compile(
    r"\b(?:wanted|sought|suspect(?:s|ed)?|person\s+of\s+interest|warrants?|hunt\w*|manhunt|search\w*)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:in|for)\s+(?:connection\s+with\s+)?(?:(?!was\b|were\b|who\b)[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:found|discovered|located)\s+(?!to\s+have\s)\w[^.;]{0,40}$", re.IGNORECASE
)
_WAS_FOUND = re.compile(
    r"(?:^|[,;]\s|\band\s|\b(?:an?|another|one)\s+(?:[\w-]+\s+){0,2})"
    r"(?:man|woman|male|female|boy|girl|teen(?:ager)?|person|child|couple|body)\s+(?:(?:was|is)\s+)?(?:also\s+)?"
    r"(?:found|discovered)\s+(?:shot\s+|stabbed\s+)?$",
    re.IGNORECASE,
)


#: A word of death this sure is taken for one where nothing tells of life.
_LIKELY = 1.5
#: A death this sure stands against signs of life; a weaker one ("an autopsy") leaves it open.
PLAINLY = 2.0


def deaths_told(lines: Lines, one: Victim) -> list[Word]:
    """Words that say the person hit is dead, the plainest first."""
    found = list(_verdicts(lines, one))
    anybodys: list[Word] = []
    others_died = False
    for sentence, events in lines:
        for match in DIED.finditer(sentence.text):
            word = Word(sentence, events, match)
            if _of_another(word, one):
                others_died = True
                continue
            score = _death_score(word, one)
            if score >= _LIKELY and not one.spots(sentence) and ANYBODYS.match(match.group()):
                anybodys.append(replace(word, score=_LIKELY))
            elif score >= _LIKELY:
                found.append(replace(word, score=score))
    if not others_died:
        found.extend(anybodys)
    return sorted(found, key=lambda word: (-word.score, word.low not in PLAIN))


def telling(died: Sequence[Word], one: Victim) -> Word:
    """The word to quote: the surest, of those beside the name where one plainly tells it."""
    named = (
        word
        for word in died
        if one.name and word.score >= PLAINLY and word.low in PLAIN and one.spots(word.sentence)
    )
    return next(named, died[0])


def _verdicts(lines: Lines, one: Victim) -> Iterator[Word]:
    """An officer who stands to answer for manslaughter has killed whoever was hit."""
    for sentence, events in lines:
        text = sentence.text
        match = HOMICIDE.search(text)
        if match is None or _OLD_CASE.search(text) or not _accuses_officer(text):
            continue
        if one.spots(sentence) or any(event.by_police for event in events):
            yield Word(sentence, events, match, 2.0)


_OLD_CASE = re.compile(r"\b(?:attempted|intent|Floyd|another|previous)\b")
#: "He was hit by a Boone officer, who is charged": the officer did it.
_BY = re.compile(r"\bby\s+(?:[\w'’.-]+\s+){0,3}$")


def _accuses_officer(text: str) -> bool:
    """Whether who is charged is an officer, and not one whom an officer shot."""
    return any(not _BY.search(text, 0, match.start()) for match in OFFICER_ACCUSED.finditer(text))


def _death_score(word: Word, one: Victim) -> float:
    """How surely a word tells that this person is dead; 0: it tells something else."""
    text, low, event = word.text, word.low, word.event
    own = bool(one.spots(word.sentence))
    if _UNSURE.search(text, 0, word.start):
        return 0
    around = text[max(0, word.start - 40) : word.end + 25]
    if not _SAYS_SO.search(low) and _NOT_THIS_DEATH.search(around):
        return 0
    counted = of_many(word) or bool(one.name and MANY_MEN.search(text, 0, word.start))
    if (counted and not among_many(word, one)) or _of_others(word, one):
        return 0
    who = one.whose(word)
    if low == "killing" and who is Who.BESIDE:
        return 0
    if event is not None and event.by_police:
        told = 0.0 if event.target is Actor.POLICE or _beside(word, event) else 5.0
        return told and told + own + 0.5 * (word.sentence.where is Where.TITLE)
    if who is not Who.OWN and one.elsewhen(word):
        return 0
    if not one.by_others and who is not Who.OWN and _SOUGHT_FOR.search(text, 0, word.start):
        return 0
    if one.is_by_noun_anothers(word) or _is_doer(word, one):
        return 0
    title = 0.5 * (word.sentence.where is Where.TITLE)
    if event is not None:
        theirs = event.target is Actor.POLICE or event.shooter is Actor.CIVILIAN
        return 0 if theirs or _beside(word, event) else 3.0 + own + title
    if _is_of(word, one):
        return 2.5 + title
    if not (own or one.by_others) and (
        _FOUND.search(text, 0, word.start) or _WAS_FOUND.search(text, 0, word.start)
    ):
        return 0  # "officers found a man dead", "a woman was found dead": as often another
    his = low == "death" and _HIS.search(text, 0, word.start) is not None
    score = 1.0 + (low in PLAIN or FIRM.match(low) is not None or his)
    score += any(each.by_police for each in word.events) - 0.5 * (who not in _MAY_BE_OWN)
    return score + own + title


def _is_doer(word: Word, one: Victim) -> bool:
    """ "Roe shot and killed his sons", "Roe fatally shot a clerk": who is told of did it."""
    ends = [end for _, end in one.spots(word.sentence)]
    before = [end for end in ends if end <= word.start]
    if not before or len(before) < len(ends) or word.low not in _DONE or not is_active(word):
        return False
    if _WHEN_OR_WHERE.match(word.text, word.end):
        return False
    return not (WHOM.search(word.text, before[-1], word.start) or one.whose(word) is Who.PRONOUN)


_DONE = frozenset("killed kills killing fatally".split())
_WHEN_OR_WHERE = re.compile(
    r"\s+(?:by|during|in|at|on|after|while|when|as|near|outside|inside|early|late|last|this|\w+day"
    r"|the\s+(?:next|same)|\w+\s+(?:days?|weeks?|hours?|months?|years?))\b",
    re.IGNORECASE,
)
#: "Whom police killed": what follows a name is done to it.
WHOM = re.compile(r"\b(?:whom?|that|police|officers?|deput(?:y|ies)|troopers?|agents?)\b")


#: Words of death that are none of a threat or of what might have been, though they begin so.
_SAYS_SO = re.compile(r"certificate$|^(?:would|will|should|could|might|can|did|does)\s")
_MAY_BE_OWN = (Who.OWN, Who.PRONOUN, Who.DESCRIBED)
#: "The death of a Bangor man", "killing teen", but "the killing of his wife" is another's.
_OF_ONE = re.compile(
    r"\s+(?:of\s+)?(?:(?:an?|the)\s+)?(?:[\w'’.-]+\s+){0,3}?"
    r"(?:man|woman|teen(?:ager)?|boy|girl|motorist|driver|student|suspect)\b",
    re.IGNORECASE,
)
_OF_NAME = re.compile(r"\s+(?:of\s+)?(?:[\w'’,-]+\s+){0,5}?")


def _is_of(word: Word, one: Victim) -> bool:
    """Whether a noun of death is followed by who died, and it is this person."""
    text, end = word.text, word.end
    if word.low not in ("death", "killing") and not word.low.endswith("shooting of"):
        return False
    if _KIN_AFTER.match(text, end) or _KIN_AFTER.match(text, end + len(" of")):
        return False
    begins = [start for start, _ in one.spots(word.sentence)]
    if any(at > end and _OF_NAME.fullmatch(text, end, at) for at in begins):
        return True
    of_one = _OF_ONE.match(text, end)
    if of_one is None:
        return False
    told = gender_of(of_one.group().split()[-1])
    return one.gender is None or told in (None, one.gender)


_KIN_AFTER = re.compile(
    r"\s+(?:(?:his|her|their|a|the)\s+)?(?:[\w-]+\s+)?"
    rf"(?:{KIN}|officer|deputy|trooper|landlord)\b(?!\s+of\b)",
    re.IGNORECASE,
)
#: Who has lost somebody, named or by what they are to them.
_MOURNER = re.compile(
    r"\b(?:family|mother|father|parents?|sister|brother|widow|husband|wife|grandmother|grandfather|aunt|uncle|couple)"
    r"(?:,\s+[^,.;]{1,40},)?\s+(?:who\s+)?(?:has\s+|had\s+|have\s+)?$",
    re.IGNORECASE,
)
_MOURNS = re.compile(
    rf"(?:lost|lose|losing|buried|buries|mourn\w*)\s+(?:for\s+)?(?:his|her|their|my|our)\s+(?:\w+\s+)?{KIN}$",
    re.IGNORECASE,
)
_LATE = re.compile(r"(?:his|her|their)\s+late\s")
_IT = Cued(r"(?:^|[,;—“]\s?|\band\s+|\bbut\s+)[Ii]t\s+(?:\w+\s+)?$")
#: "Charged, since someone died", "anybody who is killed": whoever it was.
_SOMEONE = Cued(
    r"\b(?:some|any|every)(?:one|body)(?:\s+(?:else|who))?\s+(?:(?:was|is|had|has|been|gets?|got)\s+)*$",
    re.IGNORECASE,
)
_A_NAMES = re.compile(r"(?-i:[A-Z])[\w’'-]+['’]s\s", re.IGNORECASE)


#: Who sues for a death is alive.
_SUES = re.compile(r"\b(?:filed|filing|brought|bringing|won|settled)\s+(?:an?|the|his|her)\s+$")


def _of_another(word: Word, one: Victim) -> bool:
    """ "Man killed wife", "Gant's funeral", "the late Gant", "lost his wife", "it died"."""
    text, low = word.text, word.low
    if _IT.search(text, 0, word.start) or _SOMEONE.search(text, 0, word.start):
        return True
    spots = one.spots(word.sentence)
    if _MOURNS.match(low):
        named = re.search(r"[A-Z][\w’'-]+\s+$", text[: word.start]) is not None
        own = any(0 <= word.start - end <= 1 for _, end in spots)
        return own or not (named or _MOURNER.search(text, 0, word.start))
    if _LATE.match(low):
        return any(end <= word.start for _, end in spots)
    if low.startswith("wrongful"):
        return bool(_SUES.search(text, 0, word.start)) and one.whose(word) is Who.OWN
    if low.startswith("the late") or (low.endswith((" of", " for")) and "shooting" not in low):
        of = (
            at
            for each in (one.person, *one.company)
            if each
            for at in spots_of(word.sentence, each)
        )
        return not any(0 <= start - word.end < 25 for start, _ in of)
    if _A_NAMES.match(word.match.group()):
        return not any(start <= word.start < end for start, end in spots)
    if low not in PLAIN:
        return False
    who = one.whose(word)
    return who is Who.KIN or (who in ANOTHERS and word.event is None)


#: Told of the many, or of another time: "63 killed this year", "last summer one man was killed".
_NOT_NOW = Cued(
    r"\b(?:every|each)\s+(?:day|week|month|year)\b|\bthis\s+year\b|\bnationwide\b|\bstatistics\b"
    r"|\b(?:last|previous)\s+(?:spring|summer|fall|winter|year|month)\b|\bcomes?\s+(?:\w+\s+){0,4}?after\b",
    re.IGNORECASE,
)
#: "Earlier Thursday, a man was fatally shot", "Last summer, one man died", "This comes after".
_OTHERWHILE = re.compile(
    r"(?:Earlier(?:\s+(?:\w+day|in\s+the\s+(?:day|week)|today))?,?\s+(?:an?|two|three|another)\s"
    r"|Last\s+(?:spring|summer|fall|winter|year|month),?\s|(?:This|It)\s+(?:all\s+)?comes\s+(?:\w+\s+){0,4}?after\s)"
)
_LEFT_DEAD = re.compile(r"\b(?:left|leaves|leaving)\s+[^.;,]{1,60}?\s+$", re.IGNORECASE)
_SELF = re.compile(r"\s+(?:him|her|them)sel(?:f|ves)\b", re.IGNORECASE)
_GUNMAN = re.compile(r"\b(?:suspects?|gunm[ae]n|shooters?)\b", re.IGNORECASE)
_ANOTHER_DOES = re.compile(
    r"\b(?:suspects?|gunm[ae]n|shooters?|who|man|woman|mother|father|husband|wife|boyfriend|girlfriend|he|she)\b",
    re.IGNORECASE,
)


def _of_others(word: Word, one: Victim) -> bool:
    """A death of another time, of many, or by the hand of who shot this person."""
    text, told = word.text, one.spots(word.sentence)
    if not told and _NOT_NOW.search(text) and one.whose(word) is not Who.PRONOUN:
        return True
    if not (told and one.name) and (_OTHERWHILE.match(text) or ALSO_ANOTHER.search(text)):
        return True
    if word.low == "dead" and (left := _LEFT_DEAD.search(text, 0, word.start)):
        return bool(one.name) and not any(at > left.start() for at, _ in told)
    if word.low in ("killed", "kills") and _SELF.match(text, word.end):
        before = [end for _, end in told if end <= word.start]
        since = before[-1] if before else 0
        doer = (_ANOTHER_DOES if told else _GUNMAN).search(text, since, word.start)
        return doer is not None or bool(told and not before)
    return False


_PARTNER = re.compile(r"(?:boy|girl)friend|husband|wife|friend|fianc", re.IGNORECASE)
_ALSO_HIT = re.compile(
    r"\b(?:wound(?:ed|s)|surviv\w+|shot\s+in\s+the\s+\w+\s+when|injured|also\s+(?:shot|hit))\b",
    re.IGNORECASE,
)


def _beside(word: Word, event: Gunfire) -> bool:
    """ "Woman wounded when deputies killed boyfriend": the dead one is the other of two."""
    partner = event.target_at and _PARTNER.match(word.text, *event.target_at)
    return partner is not None and _ALSO_HIT.search(word.text) is not None
