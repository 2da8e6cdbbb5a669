"""The speakers of a title or a text: quotations, pronouns and surnames followed to them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cached_property
from itertools import islice, pairwise

from pipeline.records import AssertedBy, Sentence, Span, Where
from pipeline.voices.attribution import Saying, sayings
from pipeline.voices.quotations import Quotation, quotations
from pipeline.voices.sayers import NAME, Subject, initial
from pipeline.voices.speaker_names import (
    GENDERS,
    IN_BRACKETS,
    NOBODY,
    OUTLET,
    SHORT,
    WORD,
    Bearer,
    Meeting,
    Speaker,
    gender_in,
    meeting_of,
    people_met,
    surname_in,
)

_LONGEST = 2_000  # letters of a sentence that are looked at
_BACK = 4  # sentences that "she said" may look back
_LETTER = re.compile(r"[^\W_]")
_STATEMENT = re.compile(
    r"\b(?:statement|release|letter|post|email|filing|document)\b", re.IGNORECASE
)
_PLURAL = re.compile(
    r"\b(?:police|family|department|office|agency|bureau|siblings|\w+(?:ors|ers|ies|yers|ess?es|ents|ials|ives|eys)"
    r"|(?-i:[A-Z]{2,5}))\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:department|office|agency|bureau|patrol|police|family|suit|lawsuit|complaint|affidavit|report|statement"
    r"|release|autopsy|(?-i:[A-Z]{2,5}))\b",
    re.IGNORECASE,
)
_TO_THEM = re.compile(
    r"\s+(?:him|her|them|(?:the|a)?\s*(?:officers?|deput\w+|police|dispatcher|911|detectives|investigators|troopers?)"
    r"|(?:his|her)\s)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?:,\s+and|,?\s+(?:but|while|though|although|yet))\s|;\s")


class Side:
    """The title or the text of an article."""

    def __init__(self, where: Where, text: str, sentences: Sequence[Sentence]) -> None:
        self.where, self.text, self.sentences = where, text, sentences
        self.starts = [one.start for one in sentences]
        self.people: dict[str, Bearer] = {}
        self.quoted: dict[int, Speaker | None] = {}
        self.told: dict[int, tuple[Saying, ...]] = {}
        self._masked: dict[int, str] = {}

    @cached_property
    def quotes(self) -> list[Quotation]:
        return quotations(self.text)

    @cached_property
    def opened(self) -> list[int]:
        return [one.start for one in self.quotes]

    def at(self, place: int) -> Speaker:
        """Who says the word at a place."""
        number = self.number(place)
        if number < 0:
            return OUTLET
        quote = bisect_right(self.opened, place) - 1
        if quote >= 0 and place < self.quotes[quote].end and (found := self.of_quote(quote)):
            return found
        return self.of_sentence(number, place - self.starts[number])

    def number(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1

    def masked(self, number: int) -> str:
        """A sentence with stars for the letters that are quoted in it."""
        if number not in self._masked:
            self._masked[number] = self._mask(number)
        return self._masked[number]

    def _mask(self, number: int) -> str:
        one = self.sentences[number]
        text = one.text
        first = max(0, bisect_right(self.opened, one.start) - 1)
        for quote in self.quotes[first : bisect_right(self.opened, one.end)]:
            start, end = max(quote.start - one.start, 0), min(quote.end - one.start, len(text))
            if start < end:
                text = text[:start] + _LETTER.sub("*", text[start:end]) + text[end:]
        return text

    def sayings(self, number: int) -> tuple[Saying, ...]:
        if number not in self.told:
            self.told[number] = sayings(self.masked(number)[:_LONGEST])
        return self.told[number]

    def of_sentence(self, number: int, place: int) -> Speaker:
        """Who says a word of a sentence that is not quoted."""
        found = self.sayings(number)
        if not found:
            return OUTLET
        return self.who(number, _covering(found, self.masked(number), place))

    def introduces(self, start: int, end: int) -> bool:
        """Whether words only tell who speaks: who "Chief Ann Roe" is, the outlet says, not she."""
        number = self.number(start)
        found = self.sayings(number) if number >= 0 else ()
        if not found or start == end:
            return False
        first, last = start - self.starts[number], end - self.starts[number]
        who = _covering(found, self.masked(number), first).subject
        return who.start <= first and last <= max(who.end, who.reach)

    def carried(self, place: int) -> Speaker | None:
        """Whose account a sentence that names nobody plainly carries on.

        "Police say he ran. When an officer caught up, he raised a knife."
        """
        number = self.number(place)
        for back in range(1, _CARRIED + 1):
            at = number - back + 1
            here = self.masked(at)
            if (
                at < 1
                or not self.same_line(at - 1, at)
                or self.sayings(at)
                or "*" in here
                or not _GOES_ON.match(here)
            ):
                return None
            if told := self.sayings(at - 1):
                text = self.masked(at - 1)
                begun = "*" not in text and _BEGAN.search(text, told[0].last)
                if not begun or any(one.behind for one in told):
                    return None
                who, *others = (self.who(at - 1, one) for one in told)
                alone = all(other.voice is who.voice for other in others)
                return who if alone and who.voice in _GIVE_ACCOUNTS else None
        return None

    # --- whoever is meant -------------------------------------------------------------------

    def who(self, number: int, saying: Saying) -> Speaker:
        subject = saying.subject
        if subject.voice is not None:
            issuer = self.issuer(number, subject)
            return issuer or Speaker(self.voice(subject), self.span(number, subject))
        if subject.pronoun:
            return self.antecedent(number, saying)
        person = self.person(subject.name) if subject.name else None
        return person.speaker if person else NOBODY

    def span(self, number: int, subject: Subject) -> Span:
        return self.sentences[number].span(subject.start, subject.end)

    def voice(self, subject: Subject) -> AssertedBy:
        """A complaint is a court's where nobody is sued."""
        assert subject.voice is not None  # noqa: S101 - asked where it is known
        civil = "complaint" in subject.words.lower() and _SUIT.search(self.text)
        return AssertedBy.LAWYER if civil else subject.voice

    def issuer(self, number: int, subject: Subject) -> Speaker | None:
        """ "The statement said": whose it is, as told just before."""
        if subject.voice is not AssertedBy.DOCUMENT:
            return None
        if (owner := _OWNED.match(subject.words)) and (known := self.person(owner["name"]).speaker):
            return known if known is not NOBODY else None
        if not _STATEMENT.search(subject.words):
            return None
        for before in range(number - 1, max(-1, number - _BACK), -1):
            if not _STATEMENT.search(self.masked(before)):
                continue
            for saying in reversed(self.sayings(before)):
                voice = self.who(before, saying)
                if voice.voice not in _VAGUE:
                    return voice
        return None

    def antecedent(self, number: int, saying: Saying) -> Speaker:
        """Who "she" is in "she said": the last who spoke and may be called so."""
        pronoun = saying.subject.pronoun
        text = self.masked(number)
        if text[saying.start : saying.end].lower().startswith("t") and _TO_THEM.match(
            text, saying.end
        ):
            return NOBODY
        doubted = False  # whether somebody else, who did not speak, may be meant
        for nearer, before in pairwise((number, *islice(self.unquoted(number), _BACK + 1))):
            told = self.sayings(before)
            for one in reversed(told):
                if before == number and one.first >= saying.first:
                    continue
                if one.subject.pronoun == pronoun:
                    return NOBODY if doubted else self.antecedent(before, one)
                if one.subject.pronoun or not (fits := self.fits(pronoun, one.subject)):
                    continue
                return NOBODY if doubted and fits is not Fit.SURE else self.who(before, one)
            if before == number and pronoun in ("he", "she"):
                continue
            first = initial(self.masked(before)[: saying.first if before == number else None])
            if first is None or first.pronoun or not (fits := self.fits(pronoun, first)):
                continue
            known = self.known(before, first)
            near = fits is Fit.SURE or self.same_line(before, number)
            if known and nearer == number and near:
                return known
            doubted = pronoun in ("he", "she")
        return NOBODY

    def unquoted(self, number: int) -> Iterator[int]:
        """A sentence and those before it, but for such as are all quotation."""
        yield number
        yield from (
            n
            for n in range(number - 1, -1, -1)
            if WORD.search(self.masked(n)) and not IN_BRACKETS.fullmatch(self.masked(n))
        )

    def known(self, number: int, subject: Subject) -> Speaker | None:
        """The voice of a person, where the text says whose it is."""
        if subject.voice is not None:
            return Speaker(subject.voice, self.span(number, subject))
        person = self.person(subject.name) if subject.name else None
        return person.speaker if person and person.speaker is not NOBODY else None

    def fits(self, pronoun: str, subject: Subject) -> Fit | None:
        """Whether a pronoun may mean a speaker; for sure where their gender is told."""
        if pronoun in ("they", "it"):
            words = _PLURAL if pronoun == "they" else _BODY
            return Fit.SURE if words.search(subject.words) else None
        if not subject.name and (_PLURAL.search(subject.words) or _BODY.search(subject.words)):
            return None
        gender = gender_in(subject.words)
        if gender is None and subject.name:
            gender = self.person(subject.name).gender
        if gender is None:
            return Fit.OPEN
        return Fit.SURE if gender == GENDERS[pronoun] else None

    def person(self, name: str) -> Bearer:
        if name not in self.people:
            self.people[name] = people_met(list(self.meetings(name)), name)
        return self.people[name]

    def meetings(self, name: str) -> Iterator[Meeting]:
        """Every mention of somebody of this surname."""
        surname = surname_in(name)
        for match in islice(
            re.finditer(rf"(?<![\w’'-]){re.escape(surname)}(?![\w-])", self.text), 40
        ):
            number = self.number(match.start())
            if number < 0:
                continue
            text, start = self.masked(number), match.start() - self.starts[number]
            if text.startswith(surname, start):
                yield meeting_of(self.sentences[number], text, start, start + len(surname))

    # --- quotations -------------------------------------------------------------------------

    def of_quote(self, quote: int) -> Speaker | None:
        """Who is quoted; nothing of a few words that a sentence of its own voice quotes."""
        if quote not in self.quoted:
            self.quoted[quote] = NOBODY  # asked while it is looked for, it is not known
            self.quoted[quote] = self.quoted_by(quote)
        return self.quoted[quote]

    def quoted_by(self, quote: int) -> Speaker | None:
        one = self.quotes[quote]
        if (tagged := self.tagged(quote)) is not None:
            return tagged
        first = self.number(one.start)
        if not one.continues and WORD.search(self.masked(first), 0, one.start - self.starts[first]):
            return None
        if one.goes_on and quote + 1 < len(self.quotes) and self.quotes[quote + 1].continues:
            after = self.of_quote(quote + 1)
            if after and after.voice is not AssertedBy.UNKNOWN:
                return after
        if one.continues and quote:
            return self.of_quote(quote - 1) or NOBODY
        return self.led_to(first)

    def tagged(self, quote: int) -> Speaker | None:
        """Whom the sentences that open and close a quotation name for it."""
        one = self.quotes[quote]
        last = self.number(one.end - 1)
        close = one.end - self.starts[last]
        limit = self.opened[quote + 1] if quote + 1 < len(self.opened) else len(self.text)
        behind = [s for s in self.sayings(last) if s.first >= close]
        if behind and self.starts[last] + behind[0].first < limit:
            return self.who(last, behind[0])
        first = self.number(one.start)
        open_ = one.start - self.starts[first]
        text = self.masked(first)
        before = [s for s in self.sayings(first) if s.last <= open_]
        if before and not _BREAK.search(text, before[-1].last, open_):
            return self.who(first, _covering(before, text, before[-1].last))
        if behind or before:
            return None
        ends = not WORD.search(self.masked(last), close)
        if ends and last + 1 < len(self.sentences) and self.same_line(last, last + 1):
            tag = self.sayings(last + 1)  # “Who?” Roe asked.
            length = len(self.sentences[last + 1].text)
            if tag and tag[0].first == 0 and length - tag[0].last < SHORT:
                return self.who(last + 1, tag[0])
        return None

    def led_to(self, number: int) -> Speaker:
        """Who goes on in a sentence that is all quotation: who spoke in the one before."""
        before = number - 1
        if before < 0 or not self.same_line(before, number):
            return NOBODY
        end = self.sentences[before].end
        quote = bisect_right(self.opened, end - 1) - 1
        if quote >= 0 and self.quotes[quote].end >= end:
            return self.of_quote(quote) or NOBODY
        spoken = [one for one in self.sayings(before) if one.speech]
        if spoken:
            return self.who(
                before, _covering(spoken, self.masked(before), len(self.masked(before)))
            )
        first = initial(self.masked(before))
        return (first and self.known(before, first)) or NOBODY

    def same_line(self, one: int, other: int) -> bool:
        between = self.text[self.sentences[one].end : self.sentences[other].start]
        return "\n" not in between


_CARRIED = 2  # sentences that an account goes on for without its speaker
_DID = (
    r"(?:fired|shot|pointed|raised|pulled|ran|fled|ordered|turned|lunged|charged|drove|refused|ignored"
    r"|swung|threw|dropped|reached|struck|came|advanced|approached|grabbed|opened|tried|pursued"
    r"|chased|confronted|returned|told|drew|brandished|walked|got|had)"
)
#: How the next step of an account begins; "The officer is on leave" is none.
_GOES_ON = re.compile(
    rf"\W*(?:(?:When|As|Once)\s+(?:\S+\s+){{1,12}}?\S+,\s+\S"
    rf"|(?:(?:The|An?|One|Two|Three|Both)\s+(?:\w+\s+)?(?:man|woman|teen|boy|girl|suspect|driver|guest|gunman"
    rf"|deput(?:y|ies)|officers?|troopers?|agents?)|He|She|They|Officers?|Deputies|Troopers)"
    rf"\s+(?:(?:then|also|immediately|suddenly)\s+)?(?:had\s+)?{_DID}\b)"
)
#: That what came before was an account: officers were called, came, saw or found.
_BEGAN = re.compile(
    r"\b(?:(?:was|were)\s+(?:\w+\s+)?(?:called|sent|dispatched|in|at|on|trying|serving|working|responding|investigating|armed)"
    r"|responded|went|came|arrived|found|saw|spotted|tried|stopped|attempted|pulled|approached"
    r"|encountered|located|chased|had\s+\w+ed|barricaded|ran|fled|flagged)\b"
)
_GIVE_ACCOUNTS = (
    AssertedBy.POLICE, AssertedBy.PROSECUTOR, AssertedBy.COURT, AssertedBy.OVERSIGHT,
    AssertedBy.LAWYER, AssertedBy.WITNESS, AssertedBy.FAMILY,
)  # fmt: skip


class Fit(Enum):
    OPEN = 1
    SURE = 2


_OWNED = re.compile(rf"(?P<name>{NAME.pattern})['’]s\s")  # "Poe's report"
_VAGUE = (AssertedBy.DOCUMENT, AssertedBy.UNKNOWN, AssertedBy.OUTLET)
_SUIT = re.compile(r"\b(?:lawsuits?|suit|sued|sues|suing|plaintiffs?)\b", re.IGNORECASE)


def _covering(found: Sequence[Saying], text: str, place: int) -> Saying:
    """Of the sayings of a sentence the one whose words stand at a place.

    "Police say he had a gun, but his aunt says he had none": each its own part. What one says that
    another said is the first one's; what stands before ", police said" is theirs.
    """
    chosen = found[0]
    for other in found[1:]:
        breaks = list(_BREAK.finditer(text, chosen.last, max(chosen.last, other.first)))
        if breaks and place < breaks[-1].end():
            return chosen
        if breaks or (other.behind and not chosen.behind):
            chosen = other
    return chosen
