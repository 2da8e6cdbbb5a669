"""What one mention of an agency says of its part: that its officers fired, came, look into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.gunfire.gunfire import Gunfire
from pipeline.language.actors import ANY_OFFICER, OFFICER
from pipeline.language.cued import Cued
from pipeline.language.word_classes import Actor
from pipeline.lexicon import gazetteer
from pipeline.lexicon.agency_mentions import AgencyNamed, Kind

#: After the name of an agency: "is investigating", "took over the inquiry".
_INVESTIGATES = re.compile(
    r"^(?:['’]s office)?[^.;]{0,30}?\b(?:investigat|lead(?:s|ing)?\b|review|handl(?!\w+\s+media)|"
    r"tak(?:es|ing|en) over|took over|take over|called in|"
    r"conduct(?:s|ed|ing)?\s+(?:[\w-]+\s+){0,4}?(?:investigat|inquir|review|interview|prob|crime|forensic)|prob(?:e|es|ing)\b|"
    r"asked to (?:take|investig|review|lead|handle|look|help)|look(?:s|ed|ing)? into|"
    r"(?<!media )inquir|decid|declin|indict|rul(?:ed|es)|determin|findings|(?<!\ba )report|cleared|"
    r"notified|requested|assist(?!ant)(?!\w*\s[^.;]{0,40}\bserv))"
)
_GIVEN_TO = re.compile(
    r"\b(?:investigat\w*|review\w*|probe\w*|findings|turned over|handed|requested|referred|inquiry|"
    r"case|request|help|assist(?!ant)\w*)\b[^.;]{0,40}\b(?:by|to|from|of|with)\s+(?:the\s+)?$"
)
DECIDES = re.compile(
    r"\b(?:charg|prosecut|justif|decid|decision|clear|review|rul(?:ed|ing)|declin|indict|open case|"
    r"findings|investigat|criminal(?:ly)? liab)"
)
_ACTED = Cued(
    r"\b(?:respond|attempt|tried|join|arriv|chas|pursu|called to|confront|dispatched|on (?:the )?"
    r"scene|at the scene|knock|spotted|check on|serving|serve|came to|fired|firing|task force|"
    r"were called|shot|shooting)"
)
_YEAR = Cued(r"\b(?:19|20)\d\d\b|\byears? (?:ago|earlier|before|later)\b")
_BUREAU = re.compile(r"Bureau|Division|Law Enforcement|Special")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a passage says of one agency, all mentions together."""

    mentions: tuple[AgencyNamed, ...]
    fired: float
    investigates: float

    @property
    def first(self) -> AgencyNamed:
        return self.mentions[0]

    @property
    def surely_fired(self) -> bool:
        outside = self.reviews or self.first.kind in (Kind.STATE_OTHER, Kind.LOCAL_OTHER)
        return self.fired >= 2.0 and (not outside or self.fired > self.investigates + 1.0)

    @property
    def idle(self) -> bool:
        """A prosecutor or court named, but not for looking into this."""
        return self.reviews and self.investigates < 1.0 and not self.surely_fired

    @property
    def reviews(self) -> bool:
        return any(named.reviews for named in self.mentions)


_RANK = (
    r"(?:[Oo]fficers?|[Tt]roopers?|[Dd]eput(?:y|ies)|[Aa]gents?|[Mm]embers?|Sgt\.|Cpl\.|Lt\.|Det\."
    r"|Sergeant|Corporal|Detective)"
)
_NAMED_OF = Cued(
    rf"(?:\b{_RANK}\s+(?:First\s+Class\s+|Special\s+Agent\s+)?(?:[A-Z][\w.’-]*\s+){{0,2}}(?P<one>[A-Z][\w’-]+)(?:,\s*\d+,)?"
    rf"|(?P<two>[A-Z][\w’-]+),\s+(?:an?|two|both|three)\s+(?:\w+\s+)?{_RANK})"
    r"\s+(?:of|with|from)\s+(?:the\s+)?$"
)
_NAMED_AFTER = re.compile(
    rf"(?:['’]s)?(?:\s+(?:Special\s+)?{_RANK})?\s+(?:[A-Z][\w.’-]*\s+){{1,2}}(?P<name>[A-Z][\w’-]+)"
)


def _of_a_shooter(named: AgencyNamed, shooters: frozenset[str]) -> bool:
    """Is an officer of the agency named who is elsewhere said to have fired?"""
    if not shooters:
        return False
    text = named.sentence.text
    if before := _NAMED_OF.search(text, max(0, named.start - 80), named.start):
        return (before["one"] or before["two"]) in shooters
    after = _NAMED_AFTER.match(text, named.end)
    return after is not None and after["name"] in shooters


def standing_of(
    group: Sequence[AgencyNamed],
    told: Sequence[tuple[Gunfire, ...]],
    shooters: frozenset[str],
) -> Standing:
    fired = sum(fired_score(each, told[each.order]) for each in group)
    fired += 2.5 * any(_of_a_shooter(each, shooters) for each in group)
    investigates = sum(investigates_score(each) for each in group)
    return Standing(tuple(group), fired, investigates)


def fired_score(named: AgencyNamed, events: Sequence[Gunfire]) -> float:
    """How plainly a mention says that its officers fired."""
    score = 3.0 if is_by_members(named) else 2.0 if _members_fired(named) else 0.0
    for event in events:
        if event.shooter is not Actor.POLICE:
            continue
        if event.shooter_at is None:
            score = max(score, 0.5)
            continue
        start, end = event.shooter_at
        theirs = _OF_FORCE.fullmatch(named.sentence.text, end, max(end, named.start)) is not None
        theirs = (
            theirs
            or _AND_ANOTHER.fullmatch(named.sentence.text, named.end, max(named.end, start))
            is not None
            or _AND_A.fullmatch(named.sentence.text, end, max(end, named.start)) is not None
        )
        if theirs or (named.start <= end and start <= named.end + 25):
            between = named.sentence.text, named.end, max(named.end, start)
            if _BY_OTHERS.search(*between):
                continue  # "who hit two ATF agents is killed by officers"
            if _SAYS.search(*between):
                continue  # "The sheriff's office says officers fired 11": who tells, not who fired
            if named.kind is Kind.STATE_OTHER and _NAMES_THEM.search(*between):
                continue
            plain = 3.0 if event.hit else 2.0
            score = max(score, plain * (_OLD if is_old(named.sentence.text, event) else 1.0))
    return score


#: "The bureau has named the officers who fired": a state bureau tells of others' officers.
_NAMES_THEM = re.compile(r"\b(?:named|names|identif\w+|releas\w+)\s+(?:[\w-]+\s+){0,4}?$")


#: "An Ames officer and a Story County deputy fired": the first of two.
_AND_ANOTHER = re.compile(
    rf"(?:\s+{ANY_OFFICER})?(?:,\s+(?:an?|one|two|three)\s+(?:[\w'’.]+\s+){{0,5}}{ANY_OFFICER})?,?\s+and\s+(?:an?|the|one|two|three)\s+(?:[\w'’.]+\s+){{1,6}}",
    re.IGNORECASE,
)


#: "Shot by two county deputies and an Ames officer": the second of two.
_AND_A = re.compile(r",?\s+and\s+(?:an?|one|two|three)\s+", re.IGNORECASE)


def is_by_members(named: AgencyNamed) -> bool:
    return _BY_MEMBERS.search(named.sentence.text, 0, named.start) is not None


def _members_fired(named: AgencyNamed) -> bool:
    """ "An agent with the … discharged a gun", "a Border Patrol agent … discharged a gun"."""
    text = named.sentence.text
    theirs = named.actor or _A_MEMBER.search(text, max(0, named.start - 40), named.start)
    return bool(theirs) and _DISCHARGED.match(text, named.end) is not None


_A_MEMBER = re.compile(
    rf"\b(?:{ANY_OFFICER}|members?)\s+(?:with|from|of|assigned\s+to)\s+(?:the\s+)?$"
)
_DISCHARGED = Cued(
    rf"(?:\s+{ANY_OFFICER})?(?:\s+(?:assigned\s+to|with|from)\s+(?:[\w.]+\s*){{1,6}}?)?"
    r"\s*[\"“”,]*\s*(?:who\s+)?(?:discharged|fired)\s+(?:an?|his|her|their|its|the|at|on|into|one|two|three|several|multiple|\d+)\b"
)


#: "Shot to death by members of a …".
_BY_MEMBERS = Cued(
    rf"\b(?:shot|killed|wounded|gunned\s+down)\b[^;]{{0,40}}?\bby\s+(?:[\w.’'-]+,?\s+){{0,4}}?(?:an?\s+)?(?:members?|{ANY_OFFICER})\s+"
    r"(?:of|from|with|assigned\s+to|working\s+(?:for|with))\s+(?:an?\s+|the\s+)?$",
    re.IGNORECASE,
)
_OLD = 0.3
#: "An officer with the …", "Officer Dana Lund of the …".
_OF_FORCE = re.compile(
    rf"(?:,?\s+(?:\d+,\s+)?[A-Z][\w.'’-]+){{0,4}},?\s+(?:an?\s+(?:[\w-]+\s+){{0,2}}(?:member|{OFFICER})\s+)?(?:(?:who\s+)?(?:works?|worked|is|was)\s+)?(?:of|with|from|for)\s+(?:the\s+|an?\s+)?(?:[A-Z][\w.'’-]+\s*,?\s+(?:and\s+)?(?:the\s+)?){{0,6}}"
)
_BY_OTHERS = re.compile(r"\b(?:is|was|were|are)\s+(?:\w+\s+){1,2}by\s+(?:[\w'’.]+\s+){0,3}$")
_SAYS = re.compile(
    r"\b(?:says?|said|told|tells|reported|according|announced|wrote|confirmed)\b|[:;]|(?<=[a-z]{4})\."
)


def is_old(text: str, event: Gunfire) -> bool:
    """Is the gunfire dated by a year: likelier an earlier case, told as background?"""
    return _YEAR.search(text, max(0, event.start - 60), event.end + 60) is not None


def investigates_score(named: AgencyNamed) -> float:
    text = named.sentence.text
    if _CALLED_ON.search(text, max(0, named.start - 30), named.start):
        return 0.0
    score = 0.0
    if named.reviews and DECIDES.search(text):
        score = 1.5
    elif named.reviews:
        score = (
            1.5
            if named.kind in (Kind.FEDERAL, Kind.STATE_OTHER) and _BUREAU.search(named.name)
            else 0.5
        )
    outside = named.kind not in (Kind.LOCAL_POLICE, Kind.SHERIFF)
    if (outside or not named.actor) and _INVESTIGATES.search(text[named.end : named.end + 90]):
        score += 1.5
    if _GIVEN_TO.search(text[max(0, named.start - 80) : named.start]):
        score += 1.5
    return score


#: "The mayor called on the Justice Department to review it": nobody says that it does.
_CALLED_ON = re.compile(
    r"\b(?:call(?:s|ed|ing)?\s+(?:up)?on|urg(?:e[ds]?|ing)|want(?:s|ed)?)\s+(?:the\s+)?$"
)


_OFF_DUTY_BEFORE = re.compile(r"\boff[- ]duty\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_OFF_DUTY_AFTER = re.compile(
    r"^\W*(?:\w+\W+){0,3}?(?:who )?(?:was|were|is|working) (?:\w+ )?off[- ]duty", re.IGNORECASE
)


def is_off_duty(named: AgencyNamed) -> bool:
    text = named.sentence.text
    before = _OFF_DUTY_BEFORE.search(text, max(0, named.start - 40), named.start)
    return bool(before or _OFF_DUTY_AFTER.search(text[named.end : named.end + 60]))


def may_fire(standing: Standing) -> bool:
    if standing.reviews:
        return False
    if any(_held_fire(named) for named in standing.mentions):
        return False
    if not standing.fired and (
        _of_elsewhere(standing.first) or any(map(_given_the_case, standing.mentions))
    ):
        return False
    outside = standing.first.kind in (Kind.STATE_POLICE, Kind.STATE_OTHER, Kind.FEDERAL)
    if outside and not standing.fired and not any(named.actor for named in standing.mentions):
        return False  # "ATF tells CNN …": a source, not a force at the scene
    return not (outside and standing.investigates > 0)


def _given_the_case(named: AgencyNamed) -> bool:
    """ "The case was handed to the Ames police", "Ames police were asked to investigate"."""
    text = named.sentence.text
    before = _HANDED_TO.search(text, max(0, named.start - 60), named.start)
    return bool(before or _ASKED_IN.match(text, named.end))


_HANDED_TO = re.compile(
    r"\b(?:handed|turned|passed|referred|transferred|given|assigned)(?:\s+over)?\s+to\s+(?:the\s+)?$"
    r"|\b(?:case|investigation|inquiry|probe)\s+to\s+(?:the\s+)?$"
    r"|\b(?:asked|requested|called\s+in)\s+(?:for\s+)?(?:the\s+)?$"
)
_ASKED_IN = re.compile(
    r"\s+(?:\w+\s+)?(?:was|were|has\s+been|had\s+been)\s+(?:also\s+)?"
    r"(?:(?:asked|requested)\s+to\s+(?:\w+\s+)?(?:investigat|review|look\s+into|lead|handle|take)"
    r"|(?:called|brought)\s+in\b)"
    r"|\s+(?:\w+\s+)?(?:took|takes|take|taken)\s+over\b"
)


def _of_elsewhere(named: AgencyNamed) -> bool:
    """The police of a town that the state of the shooting does not have."""
    town = named.name.removesuffix(" Police Department")
    if named.kind is not Kind.LOCAL_POLICE or town == named.name or named.state is None:
        return False
    return gazetteer.known(town) and gazetteer.place(town, named.state) is None


_HELD_FIRE = re.compile(r"\b(?:did not|didn['’]t|never) (?:\w+ )?(?:fire|shoot|discharge)\b")


def _held_fire(named: AgencyNamed) -> bool:
    """ "A county deputy joined the pursuit but fired no shot"."""
    return named.actor and _HELD_FIRE.search(named.sentence.text, named.end) is not None


def has_acted(named: AgencyNamed) -> bool:
    """Is the agency told to have come, chased or confronted?"""
    text = named.sentence.text
    outside = named.kind in (Kind.STATE_POLICE, Kind.STATE_OTHER, Kind.FEDERAL)
    if outside and _TELLS.match(text, named.end):
        return False  # "ATF tells CNN that one of the guns used …": a source
    return _ACTED.search(text, max(0, named.start - 50), named.end + 70) is not None


def has_come(named: AgencyNamed, role: str) -> bool:
    """Is more told of it than that it spoke of the shooting, looks into it, or takes calls?"""
    text = named.sentence.text
    if only_speaks(named) or (role == "present" and is_apart(named)):
        return False
    near = (max(0, named.start - 50), named.end + 70)
    does = _CAME if role == "present" else _DOES
    return does.search(text, *near) is not None and not _TIPS.search(text)


def only_speaks(named: AgencyNamed) -> bool:
    """ "Ames police said a boy was found", "…, according to Ames police": no deed of theirs."""
    text = named.sentence.text
    if _AS_TOLD_BY.search(text, max(0, named.start - 90), named.start):
        return True
    if _SAID.search(text, 0, named.start) and _RANKED.match(text, named.end):
        return True
    return _ONLY_SAYS.match(text, named.end) is not None


#: Who tells what stands before: "according to the Ames Police", "Sgt. Roe with the Ames Police".
_AS_TOLD_BY = Cued(
    r"\b[Aa]ccording\s+to\s+(?:[\w.]+,?\s+){0,6}?$|\b(?:said|says)\s+(?:[\w.’'-]+,?\s+){1,5}?(?:with|of|from)\s+(?:the\s+)?$"
    r"|\b(?:said|says)\s+(?:[\w.’'-]+\s+){1,4}[\w.’'-]+,\s+(?:an?\s+|the\s+)?$"
    r"|\b[Ss]pokes\w+\s+(?:for|of|with)\s+(?:the\s+)?$"
)
#: "…, said Ames police Chief Roe".
_SAID = Cued(r",?[”\"]?\s+(?:said|says)\s+(?:the\s+)?$")
_RANKED = re.compile(r"\s+(?:[A-Z][\w.’'-]+\s+){1,4}[A-Z]")
#: What is said is no deed of theirs, but "they had arrested" is.
_ONLY_SAYS = re.compile(
    r"(?:\s+(?:officers?|officials?|[Dd]eputies|spokes\w+|[Cc]hief|detectives?|(?!Say|Said|Tell)[A-Z][\w.’'-]*)){0,5}"
    r"(?::\s|\s+(?:also\s+|have\s+|has\s+)?"
    r"(?:say|says|said|confirm\w*|told|tells?|reports?|reported|believes?|(?:is|are)\s+calling)\b"
    r"(?!\s+(?:that\s+)?(?:they|its?|his|her|their|(?:(?:the|an?|one|two|three|four|five|several)\s+)?"
    r"(?:officers?|deput(?:y|ies)|troopers?|investigators|detectives|police))\b))"
)
_COMING = (
    r"respond(?!\w*\s+to\s+(?:the\s+)?(?:news|questions?|requests?|\d+\s+calls))|attempt|tried|join(?!t)|arriv|chas|pursu(?!\w*\s+of\b)|called\s+to|confront|dispatched|scene|knock|spotted"
    r"|check\s+on|serv(?:e|ing)\s+(?:an?|the)\b"
    r"|came\s+to|(?:were|was)\s+called|(?<!were )(?<!was )found"
)
#: Whoever arrests or looks for somebody later need not have been there.
_CAME = re.compile(rf"\b(?:{_COMING})")
_DOES = re.compile(
    rf"\b(?:{_COMING}|fired|firing|arrest|detain|search|locat|serv(?:e|ing)|task\s+force|found|investigat|identif|shot\b)"
)
_TIPS = Cued(r"\b(?:call|contact)\s+(?:the\s+)?[A-Z]|\btips?\b|\binformation\s+line\b")
_TELLS = re.compile(r"\s+(?:tells?|told|says?|said|confirm(?:s|ed))\b")


def is_apart(named: AgencyNamed) -> bool:
    text = named.sentence.text
    return _APART.search(text, max(0, named.start - 30), named.end + 10) is not None


#: A picture's credit, or the past of somebody who is no officer now.
_APART = Cued(r"\b(?:[Cc]aption|[Ff]ormer|[Rr]etired|[Ss]ource:|[Pp]hoto\w*|[Cc]ourtesy)\b")
