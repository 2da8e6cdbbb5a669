"""What was only feared, thought or reported of a weapon, and what it turned out to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.how.turned_out import found as turned_out
from pipeline.how.unarmed import SO_FAR
from pipeline.language import branches
from pipeline.language.cued import Cued
from pipeline.language.held import Held, mention
from pipeline.language.things import Thing, kind_in
from pipeline.records import Sentence

_SEEMS = branches.compiled(
    r"(?:fear(?:ed|s|ing)?|(?:might|may|could)\s+be\s+armed\s+with|reported\s+seeing|appear\w*\s+to\s+be|appeared\s+to\s+have|looked\s+like|look\w*\s+to\s+be|believ\w+\s+(?:\w+\s+)?"
    r"(?:was|to\s+be|had)|suspected\s+to\s+be|possible|possibly|apparent|resembl\w+|described\s+as|thought\s+(?:\w+\s+){1,2}"
    r"(?:was|had)|(?:believ\w+|thought|sw[eo]re?|insist\w+)\b[^.;]{0,40}?\bsaw|mist[oa]\w+\b[^.;]{0,60}?\bfor|t[ao]ke?n?\s+(?:to\s+be|for)|took\s+(?:to\s+be|for)|may\s+have\s+(?:been|had)|perceived"
    r"|(?:shout|yell|scream)\w*\s+(?:that\s+)?(?:he|she|they)\s+(?:has|had|have)"
    r"|thought\s+(?:the\s+)?(?:[\w'’]+\s+){1,6}(?:was|were)|reports?\s+of|call\s+about|calls?\s+of|report\w*\s+(?:that\s+)?(?:a\s+|an\s+)?(?:armed\s+)?(?:man|woman|person|someone)\s+(?:\w+\s+)?with)"
    r"\s+(?:[\w-]+\s+){0,3}$|\breports?\s+of\s+(?:[\w-]+\s+){0,6}$",
    re.IGNORECASE,
)

#: What somebody took to be so, up to a thing that is told of there for the first time.
_BELIEVED = re.compile(
    r"\b(?:fear(?:ed|s|ing)|believ\w+|thought|thinking|suspected(?!\s+(?:of|in))|assum\w+|perceiv\w+|worried|convinced"
    r"|known\s+to|(?:might|may|could)\s+have)\b"
    r"(?!\s+for\s+(?:his|her|their)\b)(?:(?!\b(?:and|but|because|when|as|after|while|who|hit|strike|stab|attack)\b)[^.;“”\"]){0,80}$",
    re.IGNORECASE,
)
#: What he is said to have whom police looked for, who may be another.
_LOOKED_FOR = re.compile(
    r"\b(?:look|search|hunt)\w*\s+for\s+(?:an?|the)\b(?:(?!\b(?:and|but|when|found|shot)\b)[^.;]){0,70}$",
    re.IGNORECASE,
)

#: "The officer testified that he saw a bat", who stands to answer for it.
_OFFICER_SAW = re.compile(
    r"\b(?:testified|told\s+(?:the\s+)?(?:jur(?:y|ors)|court|judge|investigators))\s+(?:that\s+)?(?:he|she)\s+(?:had\s+)?(?:saw|seen)\s+[“\"]?(?:(?:what|the)\s+(?:\w+\s+){1,2}(?:of|like|as|be)\s+)?(?:an?\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)

_ASKED = re.compile(
    r"\b(?:whether|if|unclear|unknown|what(?!\s+(?:(?:he|she|the\s+\w+)\s+(?:had|held|was\s+(?:holding|carrying))\b|police|investigators|officials|authorities|detectives|deputies|prosecutors|they|he)\s+(?:say|said|described|call)|\s+(?:\w+\s+)?(?:appear|look|seem|turned\s+out|proved)))\b[^.;]{0,40}$",
    re.IGNORECASE,
)


def seems(thing: Thing) -> bool:
    """Is it only what somebody feared, thought or reported?"""
    before = thing.text[max(0, thing.start - 90) : thing.head]
    indefinite = re.match(r"an?\b", thing.phrase, re.IGNORECASE) is not None
    first_told = indefinite and (
        _BELIEVED.search(before) or _LOOKED_FOR.search(before) or _OFFICER_SAW.search(before)
    )
    return bool(first_told or _SEEMS.search(before))


def asked(before: str) -> bool:
    """Do the words before leave it open: "whether he had"?"""
    return _ASKED.search(before) is not None


def in_question(before: str) -> bool:
    """ "Not known if he was armed or if he had": what follows is only asked."""
    return _IN_QUESTION.search(before) is not None


#: The subject of what is asked, and no clause of its own: not "whether it was fair when he".
_IN_QUESTION = re.compile(
    r"\b(?:whether|(?:known?|knows|clear|unclear|unknown|sa(?:y|id)|determined?|disclosed?|asked|confirm(?:ed)?|sure)\b[^.;]{0,40}?\bif)\s+(?:or\s+not\s+)?"
    r"(?:(?!(?:when|as|after|before|because|since|who|that|which|whom|while|where|how|and|justified|right)\b)[\w’'-]+\s+){0,5}$",
    re.IGNORECASE,
)


def mistaken(thing: Thing) -> bool:
    """Is a toy or a phone what somebody wrongly took a weapon for?"""
    return thing.kind in ("replica", "harmless") and bool(
        _MISTAKEN.search(thing.text, 0, thing.start)
    )


def from_a_call(text: str) -> bool:
    """Does a sentence tell what a caller reported, or whom police looked for?"""
    return _CALLER.search(text) is not None


def taken_back(text: str, held: Held) -> bool:
    """ "Police had said at first that he had a gun; they now say …"."""
    return (
        _AT_FIRST.search(text, 0, held.start) is not None
        and _BUT_NOW.search(text, held.end) is not None
    )


def denied_after(sentence: Sentence, after: Sentence | None) -> Iterator[Held]:
    """ "Police said he was armed; his sister says he was not", "He had a gun. He did not, it said".

    Who says so decides whether the word is taken back or disputed.
    """
    told = _ARMED.search(sentence.text)
    if told is None or asked(sentence.text[: told.start()]):
        return
    hearsay = _HEARSAY.search(sentence.text, 0, told.start()) is not None
    for text, start in ((sentence, told.end()), (after, 0)):
        none = _NOT_SO.search(text.text, start) if text else None
        if text and hearsay and not none:
            none = None if SO_FAR.search(text.text) else _NONE_FOUND.search(text.text, start)
        if text and none:
            yield mention(sentence, *told.span(), "vague", 1.5, "vague")
            yield mention(text, *none.span("none"), "unarmed", 4.0, TAKEN_BACK)
            return


TAKEN_BACK = "taken back"

_ARMED = Cued(
    r"\b(?:was|were|be|been)\s+(?:\w+\s+)?armed\b|\b(?:had|holding|carr\w+|pull\w+|point\w+|rais\w+|reach\w+\s+for)\s+an?\s+"
    r"(?:[\w-]+\s+){0,2}?(?:\w*gun|weapon|knife|pistol|rifle|firearm|revolver)\b",
    re.IGNORECASE,
)
#: "He was not", with no more to the sentence than who says it.
_NOT_SO = re.compile(
    r"\b(?P<none>(?:(?:[Hh]e|[Ss]he|[A-Z][\w’'-]+)\s+(?:(?:was|did|had)\s+not|(?:was|did|had)n['’]t|had\s+none)|[Tt]here\s+was\s+none))"
    r"(?=[.;”\"]|$|,?\s+(?:[\w’'-]+\s+){1,5}(?:sa(?:id|ys?)|testified)\b[^,;]{0,25}$)"
)

#: "Officers had been told", "he was said to be", "they feared": nobody says that it was so.
_HEARSAY = re.compile(
    r"\b(?:(?:been|were|was)\s+told|said\s+to\b|thought|believ\w+|feared|suspected|assumed|heard|caller|call(?:ed)?\b|reports?|reported|dispatch\w*)\b",
    re.IGNORECASE,
)
#: "None has ever been found", "but none was recovered", "one was never found".
_NONE_FOUND = re.compile(
    r"\b(?P<none>(?:[Nn]one\s+(?:was|has\s+been|had\s+been|has\s+ever\s+been|was\s+ever|had\s+ever\s+been)"
    r"|[Oo]ne\s+(?:was|has|had)\s+(?:never|not)(?:\s+been)?|[Oo]ne\s+(?:was|has|had)n['’]t(?:\s+been)?|[Nn]o\s+(?:gun|weapon|firearm|knife)\s+(?:was|has\s+been|had\s+been)(?:\s+ever)?)"
    r"\s+(?:found|recovered|located|discovered))\b"
)

_AT_FIRST = Cued(
    r"\b(?:at\s+first|initially|originally|first\s+(?:said|told|reported)|earlier\s+(?:said|version))\b[^.;]{0,70}$",
    re.IGNORECASE,
)

_BUT_NOW = re.compile(r"\b(?:now|later|since|but|corrected|however|actually)\b", re.IGNORECASE)


def told_after(sentence: Sentence, after: Sentence | None, *, believed: bool) -> Iterator[Held]:
    """ "He had what looked like a rifle. It was a hose": what it was is told next.

    ``believed``: whether the sentence names what somebody took for a weapon.
    """
    believed = believed or _TOLD_OF.search(sentence.text) is not None
    for text, pattern in ((sentence, _ITSELF), (after, _IT_WAS)):
        if text and (believed or text is after) and (match := pattern.search(text.text)):
            span = match.span(match.lastgroup or "what")
            if believed or (_HINTED.search(sentence.text) and _is_harmless(text.text, span)):
                yield from _named(text, span)


def _is_harmless(text: str, span: tuple[int, int]) -> bool:
    return kind_in(text, *span) in ("harmless", "replica")


#: What makes a reader ask what it was: "he has something", "a figure with a stick; he fired".
_HINTED = re.compile(
    r"\b(?:gun|weapon|pistol|rifle|handgun|object|item|something|thing|saw|thought|believed|perceived|barrel|shiny|what\s+is\s+that)\b"
    r"|\b(?:in|from)\s+(?:his|her)\s+(?:\w+\s+)?hands?\b|\bfir(?:ed|ing|es)\b",
    re.IGNORECASE,
)


def turned_out_to_be(sentence: Sentence) -> Iterator[Held]:
    """What a thing turned out to be, told in one sentence."""
    if span := turned_out(sentence.text):
        yield from _named(sentence, span)


def _named(sentence: Sentence, span: tuple[int, int]) -> Iterator[Held]:
    """What it was: by its kind where a list knows it, else no weapon.

    A cane or a drill that was taken for a gun was used as no weapon.
    """
    kind = kind_in(sentence.text, *span) or "harmless"
    if kind == "harmless" and _SHAPED.search(sentence.text, *span):
        kind = "replica"
    if kind == "other" and _CARRIED.search(sentence.text, *span):
        kind = "harmless"
    if kind != "vague":
        yield mention(sentence, *span, kind, 4.0, "harmless" if kind == "harmless" else "named")


_SHAPED = re.compile(r"\blike\s+(?:one|an?|the)\b", re.IGNORECASE)
#: What people carry for other ends.
_CARRIED = re.compile(
    r"\b(?:cane|crutch|(?:walking|hiking)\s+stick|drill|skateboard)\b", re.IGNORECASE
)
#: "They were told it was a screwdriver": the next may say what it was.
_TOLD_OF = Cued(
    r"\b(?:told|thought|believed|said)\s+(?:\w+\s+){0,2}?(?:it|he\s+had|he\s+was\s+holding)\b"
    r"|\bbulge\b|\b(?:gun|weapon|rifle|pistol)\s+(?:that\s+)?the\s+\w+\s+(?:described|reported|said)\b"
)

_WAS = (
    r"(?:was|is|turned\s+out\s+to\s+be|proved\s+to\s+be)\s+(?:really\s+|actually\s+|only\s+|just\s+)?"
    r"(?P<what>(?:(?:the|an?)\s+(?:\w+\s+)?(?:handle|end|tip|corner|edge|flash|glint|barrel|case)\s+of\s+)?(?:an?|his|her)\s+(?:[\w-]+\s+){0,3}?[\w-]+)(?=\s*(?:[.,;:”\"]|$))"
)

_IT_WAS = re.compile(
    rf"^[“\"]?(?:It|(?:The|That|This)\s+(?:[\w-]+\s+)?(?:object|item|thing|bulge))\s+{_WAS}"
    r"|^[“\"]?It['’]s\s+(?:just\s+|only\s+)?(?P<is>(?:an?|his|her)\s+(?:[\w-]+\s+){0,3}?[\w-]+)(?=[.,;”\"])"
    r"|^(?:He|She|[A-Z][\w’'-]+)\s+(?:was|had\s+been)\s+(?:only\s+|just\s+)?(?:reaching\s+for|holding|carrying)\s+"
    r"(?P<held>(?:an?|his|her)\s+(?:[\w-]+\s+){0,3}?[\w-]+)(?=[.,;])"
)

_ITSELF = re.compile(rf";\s+it\s+{_WAS}")

#: "Thought it was a toy": it was a gun.
_MISTAKEN = re.compile(
    r"\b(?:thought|thinking|believ\w+)\s+(?:that\s+)?(?:it|they|the\s+\w+)\s+(?:was|were|is)\s+$"
    r"|\bmistak\w+\s+(?:\w+\s+){0,3}(?:for|as)\s+$|\bmistook\s+(?:\w+\s+){1,3}for\s+$",
    re.IGNORECASE,
)

_CALLER = Cued(
    r"\b(?:callers?|reporting\s+party|911|dispatch\w*|call\s+(?:about|of)|reports?\s+(?:about|of|that)|(?:look|search|chas|hunt)\w*\s+for\s+(?:an?|the)\s+(?:\w+\s+)?(?:man|woman|suspect|person|driver|teen\w*|robbers?|gunm[ae]n)|wanted\s+(?:in|for)"
    r"|(?:police|officers?|deput(?:y|ies)|troopers?)\s+(?:had\s+been|were|was)\s+told\s+(?:that\s+)?(?:an?|somebody|someone))\b",
    re.IGNORECASE,
)
