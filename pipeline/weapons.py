"""What the person shot was holding, and how firmly the article says so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline import branches, shipped
from pipeline.actors import ANY_OFFICER, OFFICER, PERSON, POLICE
from pipeline.attribution import THOSE_THERE
from pipeline.cued import Among, Cued
from pipeline.cues import Actor, Gunfire, hedged
from pipeline.fates import KIN
from pipeline.ramming import MOTOR, NO_THREAT, RAMMED, RUN_OVER
from pipeline.records import AssertedBy, Basis, Claim, Passage, Sentence, Where
from pipeline.speakers import Speakers
from pipeline.turned_out import found as turned_out
from pipeline.unarmed import NO_GUN, NOT_REAL, UNARMED, UNSAID


def _kinds() -> dict[str, str]:
    raw = tomllib.loads(shipped.text("weapons.toml"))
    return {
        phrase.strip(): kind
        for kind, phrases in raw.items()
        for phrase in phrases.replace("\n", " ").split(",")
    }


_KIND = _kinds()
_THINGS = "|".join(re.escape(phrase) for phrase in sorted(_KIND, key=len, reverse=True))
_LAST = frozenset(re.findall(r"[a-z]+", phrase)[-1] for phrase in _KIND)
_HEADS = _LAST | {word + "s" for word in _LAST} | {word + "es" for word in _LAST}
_KINDS_OF_THINGS = frozenset(_KIND.values()) - {"firearm"} | {"gun"}
#: A gun by its measure: "a .38", "an AR-style weapon", "a 9mm".
_MEASURED = (
    r"(?:\.(?:22|25|32|38|380|40|44|45|50|223|308|357)|\d{1,2}\s?mm|(?:12|16|20|410)[-\s]gauge|(?-i:AR|AK|SKS)(?:-\d\d)?)"
    r"(?:[-\s](?:calib(?:er|re)|style|type|magnum))?(?:\s+(?:(?:semi-?)?automatic\s+)?(?:hand)?(?:gun|pistol|rifle|revolver|weapon|carbine|shotgun))?"
)
_BARE = branches.compiled(
    rf"(?<![\w.-])(?P<thing>{_THINGS}|{_MEASURED})(?:es|s)?(?![\w.]\w|\w)", re.IGNORECASE
)
_HOLDS = branches.compiled(
    r"(?:armed\s+(?:himself|herself)?\s*(?:only\s+)?with|holds?|held|holding|carry\w*|carried|having"
    r"|point\w*|aim\w*|rais\w+|lift\w*|pull\w*|produc\w*|wield\w*|brandish\w*|wav\w+"
    r"|swing\w*|swung|drew|draw\w*|grabb\w+|(?:reach\w*|went|goes|going)\s+for|clutch\w*|retriev\w+|picked\s+up|threaten\w*"
    r"|lunged\s+(?:at\s+\w+\s+)?with|came\s+at\s+\w+\s+with|walk\w*\s+\w*\s*with|advanc\w+|possess\w*"
    r"|with(?!\s+[\w\s]*\bbecause\b)|drop(?:ped)?|fir(?:ed|ing)|emerg\w+|swip\w+|stabb\w+|slash\w+|cut|attack\w*|using|used(?!\s+to)"
    r"|put(?:ting)?(?=\s*$)|relinquish\w*|surrender\w*|clung\s+to|brought|bring\w*|press(?:ed|ing)|slung|shoulder(?:ed|ing)"
    r"|(?:let(?:ting)?\s+go|part(?:ing)?\s+with|giv(?:e|ing)\s+up|gave\s+up|get(?:ting)?\s+rid)(?:\s+of)?|set(?:ting)?|lay(?:ing)?|laid|lower\w*|toss\w*"
    r"|level\w*|cock(?:ed|ing)|cradl\w+|tot(?:ed|ing)|thrust\w*|jabb\w+|t[ao]k\w+\s+out|whipp\w+|unsheath\w+|load(?:ed|ing)|train(?:ed|ing)(?=\s+(?:an?|the|his|her)\s)"
    r"|hurl\w+|discharged(?=\s+an?\s+can)|spray\w+|thr[eo]w(?:ing|n)?|tuck\w+|conceal\w+|wrest\w+|snatch\w+"
    r"|present(?:ed|ing)|flash(?:ed|ing)|remov\w+|show\w*|display\w*|gripp\w+|refus\w+\s+to\s+drop|put\s+down|exit\w*)\b[^.;:]{0,45}$",
    re.IGNORECASE,
)
#: On whose body a thing is: "a blade was in his fist", "in the man's belt was a pistol".
_ON_BODY = (
    rf"\b(?:in|on|to|at|under|inside|across|against|into|over|by|from|between|beneath|beside|near|next\s+to)\s+(?:(?:the\s+(?:\w+\s+)?(?:of|in)\s+)?"
    rf"(?:his|her|their|(?:the\s+)?(?:[\w-]+\s+)?{PERSON}['’]s|one|each|both|the\s+other)\s+(?:[\w-]+\s+){{0,2}}?)"
    r"(?:hands?|fists?|grip|grasp|fingers?|lap|waist\w*|belt|pockets?|sleeves?|side|body|arms?|shoulders?|chest|back|neck|throat|head"
    r"|temple|chin|jaw|mouth|wrists?|stomach|abdomen|ribs|hip|thigh|leg|ankle|heart|knees|boot|sock|holster|jacket|coat|hoodie|pants|shorts|sweatshirt)\b"
)
_ON_BODY_BEFORE = re.compile(rf"(?:{_ON_BODY})[^.;]{{0,40}}$", re.IGNORECASE)
_ON_BODY_AFTER = re.compile(
    rf"^(?:(?!\b(?:shot|hit|struck|wound\w*|and)\b)[^.;]){{0,40}}?(?:{_ON_BODY})", re.IGNORECASE
)
#: Told of before, and then taken up: "a rifle was by the bed and he reached for it".
_TAKES_IT = re.compile(
    r"^[^.;]{0,60}?\b(?:reach\w*\s+for|went\s+for|grabb\w+|picked|had|held|rais\w+|point\w+|aim\w+|brought|swung|drew|pulled|fired"
    r"|carried|dropped)\s+it\b",
    re.IGNORECASE,
)
#: "The man's pistol", and a gun turned "toward an officer".
_OWNED = re.compile(rf"\b{PERSON}['’]s\s+(?:[\w-]+\s+){{0,2}}$", re.IGNORECASE)
_TURNED = re.compile(
    rf"^\s+(?:\w+\s+)?(?:at|toward|towards|on)\s+(?:the\s+|an?\s+|two\s+)?(?:\w+\s+)?(?:{POLICE}|them)\b",
    re.IGNORECASE,
)
#: Seen by somebody: some sign that it was there.
_SEEN = re.compile(r"\b(?:saw|seen|sees|spotted|noticed)\s+[^.;:,]{0,30}$", re.IGNORECASE)
#: Turned on police: what was in hand when they fired.
_AT_POLICE = re.compile(
    rf"\b(?:at|toward|towards|on)\s+(?:the\s+|an?\s+|two\s+|one\s+of\s+the\s+)?(?:\w+\s+)?(?:{POLICE})\b",
    re.IGNORECASE,
)
_HAD = re.compile(
    r"\b(?:had|have|has)\s+(?:only\s+|been\s+holding\s+)?"
    r"(?:what\s+(?:\w+\s+){1,4}(?:like|be|for|was)\s+)?$|\bw/\s*$|\bfingers?\s+(?:\w+\s+)?on\s+$",
    re.IGNORECASE,
)
_REVEALED = re.compile(
    r"\b(?:(?:was|were|be|as|actually|it's|is|found|determined|revealed)\s*|(?:weapon|gun|object|item):\s+(?:an?\s+)?)$",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"^\s+(?:drawn|pointed at (?:him|her|them))\b", re.IGNORECASE)
_FOUND = re.compile(
    r"^[^.;]{0,40}\b(?:found|recovered|located|photographed|lay|was\sin|at\shis\sside|at\sher\sside|beside|near"
    r"|fell|was loaded|had been fired|collected|retrieved|lying)\b"
    r"|^\s+(?:that\s+|which\s+)?(?:he|she|man)\s+(?:was\s+|had\s+been\s+|had\s+)?(?:holding|carrying|held|carried|pointed|raised|pointing)\b"
    r"|^\s+(?:was|were|wasn['’]t|was\s+not)\s+(?:\w+\s+)?(?:un)?loaded\b|^\s+in\s+hand\b"
    r"|^\s+to\s+(?:\S+\s+){1,4}?(?:head|temple|throat|neck|chest|chin|mouth|face|wrists?|stomach|heart)\b"
    r"|^-wielding\b|^\s+(?:charges?|violations?)\b",
    re.IGNORECASE,
)
_RECOVERED = re.compile(
    r"\b(?:found|recovered|located|collected|seized|retrieved)\s+(?:[\w-]+\s+){0,4}$", re.IGNORECASE
)
_POLICE_OWN = branches.compiled(
    rf"{POLICE}['’]s?\s+(?:\w+\s+){{0,3}}$"
    r"|(?:service|duty|departmental|department-issued|police|taser|stun|bean-?bag|less-lethal)\s+$"
    r"|(?<!\bwith )(?<!\bat )(?<!\bat the )(?<!\btoward )(?<!\btowards )"
    r"(?<!\btoward the )(?<!\bwith the )"
    rf"\b{POLICE}\b"
    r"(?:\s+(?!(?:who|after|when|as|before|because|while|sa(?:id|ys?|w)|that|he|she|him|her|the|a|allegedly"
    r"|reportedly|found|spotted|told|believed|noticed|watched)\b)[\w-]+){0,4}?\s+(?:fired|drew|discharg\w+|drawn|pulled|carr\w+|raised"
    r"|pointed|used|unholstered|carries|holstered|reach\w*\s+for)\s+"
    r"(?:(?!(?:after|when|as|at|because|while|once|before)\b)\w+\s+){0,3}$"
    r"|\bmeant\s+to\s+\w+\s+(?:for\s+)?(?:his|her|a|the)\s+(?:taser|stun\s+gun)\b[^.;]{0,40}$"
    rf"|\b{OFFICER}\s*,?\s+armed\s+with\s+(?:\w+\s+){{0,3}}$"
    rf"|\b{POLICE}\s+(?:(?!{PERSON}\b|(?:who|he|she|him|her|and|that|after|when|as)\b)[\w,-]+\s+){{0,7}}?(?:with|had)\s+(?:his|her|their)\s+(?:own\s+)?$",
    re.IGNORECASE,
)
_SEEMS = branches.compiled(
    r"(?:fear(?:ed|s|ing)?|(?:might|may|could)\s+be\s+armed\s+with|reported\s+seeing|appear\w*\s+to\s+be|appeared\s+to\s+have|looked\s+like|look\w*\s+to\s+be|believ\w+\s+(?:\w+\s+)?"
    r"(?:was|to\s+be|had)|suspected\s+to\s+be|possible|possibly|apparent|resembl\w+|described\s+as|thought\s+(?:\w+\s+){1,2}"
    r"(?:was|had)|(?:believ\w+|thought|sw[eo]re?|insist\w+)\b[^.;]{0,40}?\bsaw|mist[oa]\w+\b[^.;]{0,60}?\bfor|t[ao]ke?n?\s+(?:to\s+be|for)|took\s+(?:to\s+be|for)|may\s+have\s+(?:been|had)|perceived"
    r"|(?:shout|yell|scream)\w*\s+(?:that\s+)?(?:he|she|they)\s+(?:has|had|have)"
    r"|thought\s+(?:the\s+)?(?:[\w'’]+\s+){1,6}(?:was|were)|reports?\s+of|call\s+about|calls?\s+of|report\w*\s+(?:that\s+)?(?:a\s+|an\s+)?(?:armed\s+)?(?:man|woman|person|someone)\s+(?:\w+\s+)?with)"
    r"\s+(?:[\w-]+\s+){0,3}$|\breports?\s+of\s+(?:[\w-]+\s+){0,6}$",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\b(?:no|not|never|without|didn['’]t|did\s+not|was\s+not|wasn['’]t|n['’]t|nor|neither|zero)\b"
    r"(?:\s+(?!(?:and|but)\b)\w+){0,4}\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
#: "Did not drop the gun": who will not part with a thing has it.
_KEPT = re.compile(
    r"\b(?:not|n['’]t|never|without)\s+(?:\w+\s+)?(?:drop\w*|put\w*|let\w*|releas\w+|surrender\w*|lower\w*|g[ia]v\w+"
    r"|relinquish\w*)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
#: "Never pointed the gun": the deed is denied, and that there was one taken for granted.
_PRESUPPOSED = re.compile(
    r"\b(?:not|n['’]t|never|without)\s+(?:\w+\s+)?(?!(?:have|had|having|see|saw|be|been|find|found|finding|locat|recover|carr|h[eo]ld|possess|h[ei]ld|in)\w*\b)"
    r"(?!the\b|his\b|her\b)\w+\s+(?:\w+\s+)?(?:the|his|her|their|that)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:whether|if|unclear|unknown|what(?!\s+(?:\w+\s+)?(?:appear|look|seem|turned\s+out|proved)))\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_STABBED = Cued(
    r"\b(?:tr(?:ied|ying)|attempt\w*|threaten\w*|lung\w+)\s+to\s+(?:stab|slash)\b|\bat\s+knifepoint\b"
    r"|\b(?:stabbed|slashed|(?:stabbing|slashing)(?=\s+(?:at|an?|the|his|her|him|one|two)\b))"
    r"\b(?!\s+(?:(?:him|her)self|to\s+death|victims?|(?:\w+\s+){0,4}?tires?\b))|\bknife-wielding\b",
    re.IGNORECASE,
)
#: "Charged with manslaughter with a firearm": the words of a statute.
_STATUTE = re.compile(
    r"\b(?:manslaughter|murder|homicide|assault|battery|robbery)\s+with\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
#: What somebody was once convicted of, or was himself hit with.
_ON_RECORD = re.compile(
    r"\bright\s+to\s+(?:possess|own|carry|bear|buy|have)\s+[^.;,]{0,40}$|\b(?:convictions?|convicted|prison|probation|parole|record|pleaded\s+guilty|sentenced|felony)\b[^.;]{0,60}\b(?:for|of|with|involving)\s+[^.;,]{0,40}$",
    re.IGNORECASE,
)
_HIT_WITH = re.compile(
    r"\b(?:was|were|been|being)\s+(?:\w+\s+)?(?:shot|killed|robbed|wounded|murdered)\b[^.;,]{0,25}\bwith\s+(?:an?\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
FIRED_AT = Cued(
    r"\b(?:(?:fired|shot|shooting|firing|opened\s+fire)\b(?:(?!based|by\b|during|after|when)[^.;]){0,25}?\b(?:at|on|toward)"
    r"|exchang\w+\s+(?:(?:gun)?fire|shots)\b[^.;]{0,25}?\bwith)\s+(?:the\s+|two\s+|an?\s+|[A-Z]\w+\s+)?(?:\w+\s+)?"
    rf"{POLICE}\b|\b{POLICE}\s+(?:then\s+)?(?:returned\s+fire|fired\s+back|shot\s+back)"
    rf"|\b(?:gunfire|shots|rounds|bullets|fire)\s+(?:\w+\s+){{0,2}}?(?:coming|came|flew|flying|erupted|directed|aimed)\s+(?:\w+\s+){{0,2}}?(?:at|toward|towards|past)\s+(?:the\s+)?(?:\w+\s+)?{POLICE}\b"
    rf"|\b{POLICE}\s+(?:\w+\s+){{0,3}}?(?:(?:met|greeted)\s+(?:with|by)\s+(?:a\s+\w+\s+of\s+)?(?:gun)?(?:fire|shots)|(?:came|coming|were|was)\s+under\s+(?:gun)?fire"
    r"|(?:was|were|being)\s+(?:fired|shot)\s+(?:up)?(?:on|at)|took\s+(?:gun)?fire|(?:drew|received)\s+(?:gun)?fire)\b"
    r"|\b(?:returned\s+fire|fired\s+back)\b|\bexchang(?:e|es|ed|ing)\s+(?:of\s+)?(?:gun)?(?:fire|shots)\b"
    r"|\b(?:gunfire|shots|fire)\s+(?:was|were)\s+(?:then\s+)?(?:exchanged|traded)\b"
    r"|(?<!officers )(?<!police )(?<!deputies )(?<!troopers )(?<!who )"
    r"\b(?:shot|fir(?:ed|ing)|shooting|opened\s+fire)"
    r"\s+(?:at|on)\s+them\b|\bcame\s+out\s+(?:firing|shooting)\b"
    r"|\b(?:traded|swapped)\s+(?:shots|gunfire|fire)\b|\b(?:shoot-?out|gun\s?battle|gun\s?fight|firefight)\s+with\b"
    rf"|\b(?:{PERSON}|he|she|who)\s+(?:\w+\s+)?shot\s+(?:and\s+\w+\s+)?(?:an?|the|one|two)\s+(?:\w+\s+)?"
    rf"{ANY_OFFICER}\b|\b(?:{PERSON}|he|she)\s+(?:(?:shot|fired)\s+first|(?:was|were)\s+(?:the\s+)?first\s+to\s+(?:shoot|fire))\b"
    rf"|\b{PERSON}\s+(?:\w+\s+)?(?:opened\s+fire|(?:began|started)\s+(?:firing|shooting))\b",
    re.IGNORECASE,
)


#: What a saying is evidence of, and how strongly.
_SAYINGS = Among(
    (
        (("unarmed", 4.0), UNARMED),
        (("replica", 4.0), NOT_REAL),
        (("no gun", 2.5), NO_GUN),
        (("undetermined", 2.5), UNSAID),
        (("vehicle", 3.0), RAMMED),
        (("no threat", 2.5), NO_THREAT),
        (("firearm", 2.0), FIRED_AT),
        (("stabbed", 2.0), _STABBED),
    )
)


@dataclass(frozen=True, slots=True)
class Held:
    """One mention of a thing in somebody's hands (or of there being none)."""

    kind: str
    phrase: str
    sentence: Sentence
    start: int
    end: int
    score: float
    rule: str
    source: AssertedBy = AssertedBy.UNKNOWN
    charged: bool = False  # named in a charge: what somebody is accused of, not a thing seen
    accounts: tuple[Held, ...] = ()  # where it is left open: what each side says

    def claim(self, field: str, value: str) -> Claim:
        return Claim(
            field,
            value,
            None if self.charged else self.phrase,
            None if self.charged else self.sentence.span(0, len(self.sentence.text)),
            basis=Basis.INFERRED if self.charged else Basis.STATED,
            asserted_by=self.source,
            hedged=hedged(self.sentence.text),
            method=f"circumstances/{field}/{self.rule}",
            confidence=round(min(0.97, 0.45 + 0.12 * self.score), 2),
        )


def mentions(
    sentences: Sequence[Sentence],
    heard: Sequence[Sequence[Gunfire]] = (),
    shot: frozenset[str] = frozenset(),
) -> Iterator[Held]:
    """Every mention, with how strongly its words put the thing in the hands of the person shot.

    ``heard`` is the gunfire of each sentence, ``shot`` the surnames of those whom police shot.
    """
    officers = _officers(sentences, heard)
    others = shot - officers
    for at, sentence in enumerate(sentences):
        masked = _masked(sentence, officers, others)
        elses = _somebody_else(masked) if shot else len(masked.text)
        found = (*_stated(masked), *_things(masked), *_something(masked), *_named(masked))
        after = sentences[at + 1] if at + 1 < len(sentences) else None
        for held in found:
            if after and (none := _none_after(masked.text, held, after)):
                yield none
            elif held.start < elses and not _taken_back(masked.text, held):
                yield held if masked is sentence else _unmasked(held, sentence)
        if at < len(heard):
            yield from (h for h in _fired(sentence, heard[at], shot) if h.start < elses)
        taken_for = any(h.rule in ("seems", "asked", "vague") for h in found) or (
            _TOLD_OF.search(sentence.text) is not None
        )
        if taken_for:
            yield from _it_was(sentence, _ITSELF)
            if at + 1 < len(sentences):
                yield from _it_was(sentences[at + 1], _IT_WAS)


_SIZE = re.compile(r"\s\.\d\d|\dmm\b|\b(?:AR|AK|SKS)\b|gauge")


def _taken_back(text: str, held: Held) -> bool:
    """ "Police had said at first that he had a gun; they now say …"."""
    return (
        _AT_FIRST.search(text, 0, held.start) is not None
        and _BUT_NOW.search(text, held.end) is not None
    )


def _none_after(text: str, held: Held, after: Sentence) -> Held | None:
    """ "Police first said he had a gun. On Monday the chief said there was none".

    Or: "They were told he might be armed with a gun. He was not".
    """
    none = None
    if held.kind == "firearm" and _AT_FIRST.search(text, 0, held.start):
        none = _NONE.search(after.text)
    elif _MAY_BE_ARMED.search(text, 0, held.start):
        none = _WAS_NOT.fullmatch(after.text)
    return none and _held(after, *none.span(), "unarmed", 4.0, "unarmed")


_MAY_BE_ARMED = re.compile(r"\b(?:might|may|could)\s+be\s+armed\s+with\s+(?:an?\s+)?$")
_WAS_NOT = re.compile(r"(?:He|She|[A-Z][\w’'-]+)\s+was\s+not\W*")
_NONE = re.compile(r"\bthere\s+was\s+none\b|\bhe\s+had\s+none\b|\bhe\s+did\s+not(?=[,.;])")
_AT_FIRST = re.compile(
    r"\b(?:at\s+first|initially|originally|first\s+(?:said|told|reported)|earlier\s+(?:said|version))\b[^.;]{0,70}$",
    re.IGNORECASE,
)
_BUT_NOW = re.compile(r"\b(?:now|later|since|but|corrected|however|actually)\b", re.IGNORECASE)


def _somebody_else(masked: Sentence) -> int:
    """Where a sentence begins to tell of somebody named who is not one of those shot."""
    match = _AGED.search(masked.text)
    return match.end() if match else len(masked.text)


_AGED = re.compile(r"\b[A-Z][\w’'-]+\s+(?:[A-Z]\.\s+)?[A-Z][\w’'-]+,\s+\d{1,2},")


def _it_was(sentence: Sentence, told: re.Pattern[str]) -> Iterator[Held]:
    """ "He had what looked like a rifle. It was a hose": what it was is told next."""
    match = told.search(sentence.text)
    if match is None:
        return
    span = match.span("what")
    known = _BARE.search(sentence.text, *span)
    kind = _KIND.get(known["thing"].casefold(), "firearm") if known else "harmless"
    if kind != "vague":
        yield _held(sentence, *span, kind, 4.0, "harmless" if kind == "harmless" else "named")


#: "They were told it was a screwdriver": the next may say what it was.
_TOLD_OF = Cued(
    r"\b(?:told|thought|believed|said)\s+(?:\w+\s+){0,2}?(?:it|he\s+had|he\s+was\s+holding)\b"
    r"|\bbulge\b|\b(?:gun|weapon|rifle|pistol)\s+(?:that\s+)?the\s+\w+\s+(?:described|reported|said)\b"
)
_WAS = (
    r"(?:was|turned\s+out\s+to\s+be|proved\s+to\s+be)\s+(?:really\s+|actually\s+|only\s+|just\s+)?"
    r"(?P<what>(?:an?|his|her)\s+(?:[\w-]+\s+){0,3}?[\w-]+)(?=\s*(?:[.,;:”\"]|$))"
)
_IT_WAS = re.compile(rf"^[“\"]?(?:It|The\s+(?:object|item|thing|bulge))\s+{_WAS}")
_ITSELF = re.compile(rf";\s+it\s+{_WAS}")


_LETTERS = re.compile(r"[a-z]+")


def _things(sentence: Sentence) -> Iterator[Held]:
    words = _LETTERS.findall(sentence.text.lower())
    if _HEADS.isdisjoint(words) and not _SIZE.search(sentence.text):
        return
    for match in _BARE.finditer(sentence.text):
        if held := _thing(sentence, match):
            yield held


def _officers(sentences: Sequence[Sentence], heard: Sequence[Sequence[Gunfire]]) -> frozenset[str]:
    """The surnames of officers who fire or are hit."""
    spans = [
        (sentence.text, at)
        for sentence, events in zip(sentences, heard, strict=False)
        for event in events
        for who, at in ((event.shooter, event.shooter_at), (event.target, event.target_at))
        if who is Actor.POLICE and at is not None
    ]
    last = [text[start:end].split()[-1] for text, (start, end) in spans if text[start:end].strip()]
    return frozenset(word for word in last if word.istitle())


def _masked(sentence: Sentence, officers: frozenset[str], shot: frozenset[str]) -> Sentence:
    """The sentence with officers' surnames as "cop", others' as "man", every offset kept."""
    text = sentence.text
    names = [name for name in sorted(officers | shot) if len(name) > 2 and name in text]
    if not names:
        return sentence
    pattern = rf"\b(?P<name>{'|'.join(map(re.escape, names))})(?P<own>['’]s)?(?!\w)"

    def noun(match: re.Match[str]) -> str:
        word = "cop" if match["name"] in officers else "man"
        return (word + (match["own"] or "")).ljust(len(match[0]))

    return replace(sentence, text=re.sub(pattern, noun, text))


def _unmasked(held: Held, sentence: Sentence) -> Held:
    text = sentence.text
    phrase = text[held.start : held.end]
    return replace(held, phrase=phrase, sentence=sentence)


_SHOOTS = re.compile(r"\b(?:fir(?:e[sd]?|ing)|sh[oo]t\w*)\b", re.IGNORECASE)


def _fired(sentence: Sentence, events: Sequence[Gunfire], shot: frozenset[str]) -> Iterator[Held]:
    """Gunfire by a civilian, or by somebody named at police: a gun was in their hands."""
    text = sentence.text
    for event in events:
        if event.kind not in ("verb", "fired") or not _SHOOTS.search(text, event.start, event.end):
            continue
        who = text[slice(*event.shooter_at)] if event.shooter_at else ""
        if sentence.where is Where.TITLE and event.target is Actor.THING:
            continue  # "man shot at wrong house"
        named = event.shooter is Actor.SOMEBODY and (
            event.target is Actor.POLICE or not shot.isdisjoint(who.split())
        )
        if event.shooter is Actor.CIVILIAN or named:
            yield _held(sentence, event.start, event.end, "firearm", 2.0, "fires")
            return


def _stated(sentence: Sentence) -> Iterator[Held]:
    text = sentence.text
    for (kind, score), pattern in _SAYINGS.able(text):
        match = pattern.search(text)
        if match is None or (
            kind == "vehicle" and not MOTOR.search(text) and not RUN_OVER.search(match[0])
        ):
            continue
        if kind == "unarmed" and _ASKED.search(text[: match.start()]):
            continue
        if kind == "undetermined" and _WHOSE_GUN.search(match[0]):
            continue
        yield _held(sentence, match.start(), match.end(), kind, score, kind)


#: "Unclear who the gun belongs to": whose it was, and not whether somebody had one.
_WHOSE_GUN = re.compile(
    r"\b(?:who|whose|how\s+many|by\s+what|where|how)\b(?:\s+\w+){0,3}\s+\w+$", re.IGNORECASE
)
#: "Thought it was a toy": it was a gun.
_MISTAKEN = re.compile(
    r"\b(?:thought|thinking|believ\w+)\s+(?:that\s+)?(?:it|they|the\s+\w+)\s+(?:was|were|is)\s+$"
    r"|\bmistak\w+\s+(?:\w+\s+){0,3}(?:for|as)\s+$|\bmistook\s+(?:\w+\s+){1,3}for\s+$",
    re.IGNORECASE,
)


def _held(sentence: Sentence, start: int, end: int, kind: str, score: float, rule: str) -> Held:
    text = sentence.text
    return Held(kind, text[start:end], sentence, start, end, score, rule)


def _thing(sentence: Sentence, match: re.Match[str]) -> Held | None:
    text = sentence.text
    word = match["thing"].casefold()
    start = _with_article(text, match.start())
    if text.startswith("-", match.end()):
        start = match.start()  # "the two gun-wielding men"
    before, after = text[max(0, start - 90) : start], text[match.end() : match.end() + 60]
    close = text[max(0, match.start() - 60) : match.start()]
    kind = _KIND.get(word, "firearm")
    if kind in ("firearm", "other") and _was_taken(
        text[max(0, match.start() - 90) : match.start()], after
    ):
        return _held(sentence, start, match.end(), kind, 3.0, "gun" if kind == "firearm" else kind)
    if kind in ("replica", "harmless") and _MISTAKEN.search(text, 0, start):
        return None
    if _POLICE_OWN.search(close) or _denied(close, after) or _DRAWN.search(after):
        return None
    if (
        _STATUTE.search(close)
        or _ON_RECORD.search(text[: match.start()])
        or _HIT_WITH.search(close)
        or _OF_GUNS.match(after)
        or _STOP_STICKS.search(close)
        or _ELSE.search(before)
        or _is_not_theirs(word, before, after)
    ):
        return None
    revealed = kind in ("replica", "harmless") and _REVEALED.search(before) is not None
    score = _possession(before, after, close) + 2 * revealed
    if kind != "harmless" and (_ON_BODY_BEFORE.search(before) or _ON_BODY_AFTER.match(after)):
        score += 2
    score = score or 1.0 * (_SEEN.search(close) is not None)
    score -= 1.5 * (_CALLER.search(text) is not None)
    if score <= 0:
        return None
    if _ASKED.search(before) and not revealed:
        return _held(sentence, start, match.end(), "undetermined", 1.0, "asked")
    if kind == "harmless":
        if not _IN_HAND.search(before + text[start : match.end()] + after[:40].split(".")[0]):
            return None
        return _held(sentence, start, match.end(), "harmless", score, "harmless")
    if kind == "vague":
        if word == "weapon" and text.startswith("s", match.end() - 1):
            return None  # "weapons": of many, or of all
        vague = "vague"
        if "object" in word or "instrument" in word or "sharp" in word:
            vague = "other" if word in _THINGS_IN_HAND and score >= 2 else "undetermined"
            score = min(score, 2.0 if vague == "other" else 1.5)
        return _held(sentence, start, match.end(), vague, min(score, 2.0), "vague")
    distant = kind == "firearm" and _NEARBY.match(after) is not None and not _HOLDS.search(before)
    if (distant or _SEEMS.search(before + text[start : match.start()])) and kind != "replica":
        return _held(sentence, start, match.end(), "undetermined", score, "seems")
    rule = "gun" if kind == "firearm" else kind
    score -= 1.5 * (start == match.start() and text[match.start() : match.end()].endswith("s"))
    near = 0.5 * (_AT_SCENE.search(text) is not None) + 0.5 * (_AT_POLICE.search(text) is not None)
    if _in_charge(text, match):
        held = _held(sentence, start, match.end(), kind, score, rule)
        return replace(held, charged=True)
    return _held(sentence, start, match.end(), kind, score + 1 + near, rule)


#: "Wielding a bar stool": something in hand, whatever it is called.
_SOMETHING = Cued(
    r"(?:\b(?:wield\w*|brandish\w*|armed\s+(?:only\s+)?with)\s+(?:an?|his|her)"
    r"|\b(?:attack|assault|beat|charg|str[iu]ck|hit|threaten|lung|rush)\w*\s+(?:at\s+|toward\s+)?(?:an?|the|one|two)?\s*"
    rf"(?:\w+\s+)?(?:{POLICE}|him|them)\s+(?:[\w\s]{{0,20}}\s)?with\s+an?)"
    r"\s+(?P<what>(?:[a-z-]+\s+){0,2}?(?P<head>[a-z-]+))"
    r"(?=\s*(?:[.,;)]|\b(?:and|at|when|as|in|into|toward|towards|who|that|while|before|on|during|near|outside|after)\b|$))"
)
_NOTHING = frozenset(
    """warrant warrants subpoena order camera cameras badge fist fists head elbow hand hands knee
    foot car truck vehicle suv van pickup pursuit bullet bullets round rounds shot shots crime
    charge charges number injury way plan gesture motion threat knife dog""".split()
)


def _something(sentence: Sentence) -> Iterator[Held]:
    """A thing in hand that no list knows."""
    match = _SOMETHING.search(sentence.text)
    if match is None or match["head"] in _NOTHING or _BARE.search(match["what"]):
        return
    if _POLICE_OWN.search(sentence.text[: match.start("what")]):
        return
    yield _held(sentence, match.start(), match.end("what"), "other", 1.5, "other")


def _named(sentence: Sentence) -> Iterator[Held]:
    """What a thing turned out to be: by its kind where a list knows it, else no weapon."""
    span = turned_out(sentence.text)
    if span is None:
        return
    known = _BARE.search(sentence.text, *span)
    kind = _KIND.get(known["thing"].casefold(), "firearm") if known else "harmless"
    if kind != "vague":
        yield _held(sentence, *span, kind, 4.0, "harmless" if kind == "harmless" else "named")


#: "Charged with possession of a firearm by a felon", "handgun violations".
_CHARGE = re.compile(
    r"\b(?:charges?|charged\s+(?:\w+\s+){0,2}with|counts?|convicted|guilty|indicted)\b(?:(?!\b(?:after|when|as|who|because|that|had|holding"
    r"|pulled|pointed|fired|held)\b)[^.;]){0,120}$"
    r"|(?<!in )\b(?:possession|possessing|storage|discharg\w+|unlawful\w*|illegal\w*)\s+"
    r"(?:of\s+|use\s+of\s+|carry\w*\s+(?:of\s+)?)?(?:an?\s+)?(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"\s+(?:charges?|violations?|offen[cs]es?|possession|permit|by\s+an?\s+(?:convicted\s+)?felon)\b",
    re.IGNORECASE,
)


def _in_charge(text: str, match: re.Match[str]) -> bool:
    """Is the thing told only in the words of a charge?"""
    if _CHARGED.match(text, match.end()):
        return True
    return _CHARGE.search(text, max(0, match.start() - 200), match.start()) is not None


#: "Gun range", "gun laws": no gun in anybody's hands.
_OF_GUNS = re.compile(
    r"\s+(?:rounds?|shots|shot\s+wounds?|tips?|hotlines?|buy-?backs?|casings?|bullets?|ammunition|shells?|holsters?|grips?|permits?|licen[cs]es?|safety|offen[cs]es?|cases?|ranges?|cars?|trucks?|box|chest|animals?|shops?|stores?|shows?|laws?|violence|control|owners?|rights|lobby|dealers?)\b",
    re.IGNORECASE,
)
#: "A pistol was found in the area": whose it was is left open.
_NEARBY = re.compile(
    r"^[^.;,]{0,20}\b(?:found|recovered|located)\s+(?:nearby|in\s+the\s+(?:area|neighborhood)|around\s+the\s+corner|(?:a|one|two)\s+blocks?)\b",
    re.IGNORECASE,
)
#: Police carry these, too, and others have them about: only in somebody's own hands.
_OF_POLICE = frozenset(("stun gun", "pepper spray", "flashlight", "baton", "nightstick", "taser"))
_COMMON = _OF_POLICE | frozenset(
    """pipe tool saw club cane crutch chain bottle board plank chair skateboard rock stone arrow
    syringe""".split()
)
_GRASPED = re.compile(
    r"\b(?:armed\s+with|holding|held|carrying|carried|brandish\w+|wield\w+|grabb\w+|had|took|sw[iu]ng\w*|rais(?:ed|ing)"
    r"|lift(?:ed|ing)|thr[eo]w(?:ing)?|hurl\w+|wav(?:ed|ing)|clutch\w+|picked\s+up|(?:str[iu]ck|hit|attack|beat|assault"
    r"|threaten|charg|lung|c[ao]m|advanc|approach|rush|arm)\w*\b[^.;]{0,30}?\bwith)\b[^.;]{0,30}$",
    re.IGNORECASE,
)
#: "Wrestled the officer's Taser away", "the deputy's baton was taken from him".
_TAKEN = re.compile(
    rf"(?<!to\s)\b(?:took|taken|taking|grabbed(?!\s+(?:for|at)\b)|wrest\w+|snatched|seized|pulled|got|ripped|stole)\b[^.;]{{0,25}}?"
    rf"\b{POLICE}['’]s?\s+(?:[\w-]+\s+){{0,2}}$",
    re.IGNORECASE,
)
_TAKEN_AFTER = re.compile(
    r"^\s+(?:was|were|had\s+been|got)\s+(?:taken|wrest\w+|grabbed|snatched|pulled)\s+(?:away|from)\b"
    rf"|^\s+(?:away\s+)?from\s+(?:an?|the|one)\s+(?:\w+\s+)?{POLICE}",
    re.IGNORECASE,
)
_OF_DRINK = re.compile(r"s?\s+of\s+(?:water|beer|wine|whisk|vodka|liquor|pills|med)", re.IGNORECASE)


def _was_taken(before: str, after: str) -> bool:
    """Did somebody get a thing away from an officer?"""
    if _TAKEN.search(before):
        return True
    away = _TAKEN_AFTER.match(after)
    return away is not None and (
        _OFFICERS_OWN.search(before) is not None or re.search(POLICE, away.group()) is not None
    )


_OFFICERS_OWN = re.compile(rf"\b{POLICE}['’]s?\s+(?:[\w-]+\s+){{0,2}}$", re.IGNORECASE)


def _denied(close: str, after: str) -> bool:
    """Is the thing said not to be there? "Did not drop the gun" says that it is."""
    if _NOT_FOUND.match(after) or _PASTIME.search(close):
        return True
    if _NO.search(close[-40:]) is None:
        return False
    return _KEPT.search(close) is None and _PRESUPPOSED.search(close) is None


_NOT_FOUND = re.compile(
    r"s?\s+(?:(?:was|were|has|have|had)(?:\s+not|n['’]t)|(?:was|were)\s+never)\s+(?:been\s+)?(?:found|recovered|located)\b",
    re.IGNORECASE,
)
#: "He started with a BB gun": told of years before.
_PASTIME = re.compile(
    r"\b(?:start\w*|began|begin\w*|grew\s+up|practi[cs]\w+|train\w*|obsess\w*|fascinat\w+)\s+(?:out\s+)?with\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def _is_not_theirs(word: str, before: str, after: str) -> bool:
    """A baton, a bottle, a chair that nobody is told to hold, or that police do."""
    if word not in _COMMON:
        return False
    if _OF_DRINK.match(after) or not _GRASPED.search(before):
        return True
    return word in _OF_POLICE and re.search(POLICE, before[-50:], re.IGNORECASE) is not None


#: "Chasing someone else, a man with a gun".
_ELSE = re.compile(r"\b(?:someone|somebody)\s+else\b[^.;]{0,40}$", re.IGNORECASE)
_STOP_STICKS = re.compile(r"\b(?:stop|spike|tire-deflation)[\s-]$", re.IGNORECASE)
_THINGS_IN_HAND = frozenset(("metal object", "metallic object", "sharp object"))
_AT_SCENE = re.compile(
    rf"\b(?:{POLICE}|shot|fired|drop|armed|point\w*|rais\w+)\b",
    re.IGNORECASE,
)
_IN_HAND = re.compile(
    r"\b(?:cell\s?phone|phone|wallet|remote\s+control)\s+(?:that\s+)?(?:\w+\s+){1,3}(?:held|holding|carr\w+)\b|"
    r"\b(?:holding|held|carrying|mist[oa]\w+|turned\s+out\s+to\s+be|was\s+actually|only|armed\s+with)\b"
    r"[^.;]{0,60}$|\bin\s+(?:his|her)\s+hands?\b|\b(?:holding|held|had)\s+(?:only\s+)?(?:a|an|his|her)\s"
    r"(?:[\w-]+\s+)?(?:cell\s?phone|phone|wallet|remote\s+control|vape|flashlight|hairbrush)\b",
    re.IGNORECASE,
)
_CALLER = Cued(
    r"\b(?:callers?|reporting\s+party|911|dispatch\w*|call\s+(?:about|of)|reports?\s+(?:about|of|that)|(?:look|search|chas|hunt)\w*\s+for\s+(?:an?|the)\s+(?:\w+\s+)?(?:man|woman|suspect|person|driver|teen\w*|robbers?|gunm[ae]n)|wanted\s+(?:in|for))\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\b(?:an?|his\s+own|her\s+own|his|her|their|the|two|three|several)\s+(?:pair\s+of\s+)?"
    r"(?:(?!(?:an?|the|his|her|with|of|at|in|on|and|or|to|was|had|what)\b)[\w.’'-]+\s+){0,3}$",
    re.IGNORECASE,
)


def _with_article(text: str, start: int) -> int:
    match = _ARTICLE.search(text, max(0, start - 40), start)
    start = match.start() if match else start
    part = _PART_OF.search(text, max(0, start - 40), start)
    return part.start() if part else start


#: "The butt of a revolver" is the revolver.
_PART_OF = re.compile(
    r"\b(?:the|an?)\s+(?:\w+\s+)?(?:butt|barrel|muzzle|trigger|grip|handle|stock|tip|end|business\s+end)\s+of\s+$",
    re.IGNORECASE,
)


def _possession(before: str, after: str, close: str) -> float:
    score = 0.0
    if _HOLDS.search(before) or _HAD.search(before):
        score += 2
    if _FOUND.search(after):
        score += 1.5
    if _RECOVERED.search(close):
        score += 1.5
    if not score and (_OWNED.search(close) or _TURNED.match(after) or _TAKES_IT.match(after)):
        return 2.0
    return score


def best(found: Sequence[Held]) -> Held | None:
    """The mention to believe: what it turned out to be over what it seemed to be.

    A replica, once named, is what the gun was; plain words for a weapon in hand outrank
    "unarmed" only when "unarmed" is somebody's word against them.
    """
    by_kind = {held.kind: held for held in sorted(found, key=_rank, reverse=True)[::-1]}
    replica = by_kind.get("replica")
    if replica and not (replica.source in THOSE_THERE and _told_real(by_kind)):
        return replica
    real = [
        by_kind[kind]
        for kind in ("firearm", "knife", "stabbed", "other", "vehicle")
        if kind in by_kind
    ]
    top = max(real, key=_rank, default=None)
    gun = by_kind.get("firearm")
    if top is not None and top.kind == "vehicle" and gun is not None and gun.score >= 2:
        top = gun  # who has both is coded by the gun
    unarmed = by_kind.get("unarmed") or by_kind.get("harmless")
    unsaid, no_gun = by_kind.get("undetermined"), by_kind.get("no gun")
    if unarmed is None and not real and no_gun is not None:
        # "He never had a gun", of one of whom police do not say whether he was armed
        open_ = unsaid is not None and unsaid.rule == "undetermined"
        sure = no_gun.source in _SAY_SO and not _SOUGHT.search(no_gun.phrase)
        unarmed = no_gun if sure or not open_ else None
    if unarmed and (top is None or _outranks(unarmed, top)):
        return unarmed
    if top is not None and top.score >= 2:
        return _disputed(found, top) or top
    return by_kind.get("undetermined") or top or by_kind.get("vague")


def _told_real(by_kind: Mapping[str, Held]) -> bool:
    """Is a real gun told by somebody else than the other side?"""
    gun = by_kind.get("firearm")
    return gun is not None and gun.score >= 2 and gun.source not in THOSE_THERE


def _disputed(found: Sequence[Held], top: Held) -> Held | None:
    """Unarmed, or no threat by car, say family, lawyer, suit or witnesses: it is their word against
    that of police, and not for us to decide.
    """
    denied = ("no threat",) if top.kind == "vehicle" else ("unarmed", "no gun")
    heard = [h for h in found if h.kind in denied and h.source in THOSE_THERE]
    if top.kind == "firearm" and not any(
        h.source in THOSE_THERE for h in found if h.kind == "firearm"
    ):  # "had a firearm", say police alone, "a broomstick", says a cousin
        heard += [h for h in found if h.kind in _OTHER_THINGS and _is_said_of_them(h)]
    if top.kind == "vehicle":
        heard = [h for h in found if h.kind in denied and h.source not in _SAY_SO]
    if not heard:
        return None
    denial = max(heard, key=_rank)
    told = (top, denial) if denial.source in THOSE_THERE and top.source not in THOSE_THERE else ()
    return replace(denial, kind="undetermined", rule="disputed", accounts=told)


_OTHER_THINGS = frozenset(("harmless", "other", "replica"))
#: "Roe, his lawyer, said she had her phone in her hand": what the one who speaks had.
_OWN_THING = re.compile(
    rf"^(?!.*\b{KIN}\b).*\b(?-i:[A-Z])[\w’'-]+,?(?:\s+[^.;,]{{1,40}},)?\s+said\s+(?:that\s+)?(?:s?he|I)\b(?:(?!\bclient\b)[^.;])*$",
    re.IGNORECASE,
)


def _is_said_of_them(held: Held) -> bool:
    """Whether somebody who was there says that the one shot held a thing: "holding his phone"."""
    return (
        held.source in THOSE_THERE
        and re.match(r"(?:an?|his|her)\b", held.phrase, re.IGNORECASE) is not None
        and _OWN_THING.search(held.sentence.text, 0, held.start) is None
    )


_SAY_SO = frozenset((AssertedBy.POLICE, AssertedBy.PROSECUTOR))


def _outranks(unarmed: Held, top: Held) -> bool:
    if unarmed.kind == "harmless":
        return top.score < 3 or unarmed.score >= 4
    owned = unarmed.source in _SAY_SO and _EMPTY.search(unarmed.phrase) is not None
    plain = unarmed.source is AssertedBy.OUTLET and not _SOUGHT.search(unarmed.phrase)
    return plain or owned or top.score < 3


_EMPTY = re.compile(r"\b(?:unarmed|empty|nothing)\b", re.IGNORECASE)
#: "No weapon was found": what a search says, against what was seen in hand.
_SOUGHT = re.compile(r"\b(?:find|found|recover|locat|discover|turn|yield|produc)", re.IGNORECASE)


def _rank(held: Held) -> tuple[float, int]:
    return (held.score, -(held.sentence.start + held.start))


def read(
    passage: Passage,
    heard: Sequence[Sequence[Gunfire]],
    shot: frozenset[str],
    speakers: Speakers,
) -> Iterator[Claim]:
    """``armed`` and, where the words name a thing, ``weapon``; then who says otherwise."""
    found = tuple(
        replace(one, source=speakers.of(one.sentence.span(one.start, one.end)).voice)
        for one in mentions(passage.sentences, heard, shot)
    )
    chosen = best(found)
    if chosen is None:
        return
    claim = chosen.claim("armed", _category(chosen))
    yield claim
    if chosen.charged:
        return
    if chosen.rule in _KINDS_OF_THINGS or chosen.rule in ("seems", "harmless", "vague"):
        yield chosen.claim("weapon", chosen.phrase)
    others = chosen.accounts
    if chosen.rule != "disputed" and (other := _other_account(found, chosen)):
        others = (other,)
    for each in others:
        yield replace(
            each.claim("armed", _category(each)), confidence=round(claim.confidence / 2, 2)
        )


def _category(held: Held) -> str:
    """The category a mention stands for.

    "A metal object" is a thing in hand, if no known weapon; "an object" is anybody's guess.
    """
    return _CATEGORIES.get(held.kind, held.kind)


_CATEGORIES = {
    "harmless": "unarmed",
    "no gun": "unarmed",
    "no threat": "unarmed",
    "vague": "undetermined",
    "stabbed": "knife",
}


def _other_account(found: Sequence[Held], chosen: Held) -> Held | None:
    """The best mention by the other side: family, witness, lawyer or video against police."""
    others = _SAY_SO if chosen.source in THOSE_THERE else THOSE_THERE
    wanted = {"unarmed", "no gun", *_OTHER_THINGS} if others is THOSE_THERE else None
    heard = [
        held
        for held in found
        if held.source in others
        and _category(held) != _category(chosen)
        and held.score >= 2
        and (wanted is None or held.kind in wanted)
        and (held.kind not in _OTHER_THINGS or others is _SAY_SO or _is_said_of_them(held))
    ]
    return max(heard, key=_rank, default=None)
