"""Which named officers fired, where no verb beside their names says so."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from pipeline.gunfire.police_names import police_names
from pipeline.language.actors import OFFICER, OFFICERS
from pipeline.language.cued import Cued
from pipeline.naming.forms import Bearer
from pipeline.naming.mentions import Named
from pipeline.roles.lists import in_lists
from pipeline.roles.quarrels import overlap
from pipeline.roles.scene import Scene

#: "The officers — Ana Ruiz and Luke Farrow —", "the deputies who fired were Sgt. Ruiz and …".
_HEAD = Cued(
    rf"\b(?i:the|two|three|four|both|those|as)\s+(?!(?i:other|tribal|backup|responding)\s)(?:[\w'’-]+\s+){{0,3}}?{OFFICERS}\b(?P<more>"
    r"[^.;]{0,60}?\b(?:were|are|as)\b|(?:\s+(?:who|that|involved|in|as)\b[^.;,—–:]{0,50}?)?\s?(?:[—–:,]|--)"
    r"|\s+(?:fired|shot|opened\s+fire)\b[^.;,—–:]{0,40}(?:[—–:]|--))\s*(?=[A-Z])"
)
#: "The two who fired, Ann Roe and Lee Poe", "the names of those who fired Friday: Officers …".
_WHO_FIRED = Cued(
    r"\b(?:(?i:those)|(?i:the|all)\s+(?:one|two|three|four|five|six))\s+(?:who|that)\s+(?:had\s+)?(?:fired|shot|opened\s+fire|discharged)\b"
    r"[^.;,:—–]{0,50}(?:[,:—–]|\s(?:are|were|was|is)\b)\s*(?=[A-Z])"
)
#: Each word whole, so that a run of capitals can be parted in one way only.
_BETWEEN = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*(?![\w.'’-])|and|\d{2}(?!\d)|[,;&]|(?<=,\s)(?:an?|who|hired|sworn|employed)\s[a-z][^,.;:]{1,40}(?=[,;]))\s*)*"
)
#: What is told of officers who need not be those who fired: "was hurt", "arrived later",
#: "testified".
_ELSE = re.compile(
    r"\b(?:lives\s+(?:next|across|near)|stabbed|slashed|bitten|wound\w*|injur\w*|hurt|hospital\w*|ambush\w*|slain|spokes\w+|did\s+not|didn['’]t|never|not\s+(?:fire|shoot)"
    r"|Tasers?|witness\w*|arriv\w+\s+(?:later|after)|[Ff]allen|tourniquet|first\s+aid|CPR|testif\w+|trained?"
    r"|instruct\w+|call\w*|contact|information|tips|(?:para)?medics?|cared|treated|stitches|(?:was|were)\s+taken\s+to|at\s+the\s+request|requested|suffer\w+|bruis\w+|media\s+(?:office|relations|unit)|public\s+(?:affairs|information)|negotiat\w+|dispatch\w*|handler)\b|\d{3}-\d{4}"
)
#: "The officers, Roe said, are on leave": who says it is none of them.
_SAYS = re.compile(r"\s+(?:said|says|told|added)\b")
_RANKS = frozenset(("officer", "deputy", "trooper", "patrolman", "constable", "agent", "warden"))


def listed(scene: Scene) -> frozenset[int]:
    """The bearers named in a list of "the officers"."""
    return frozenset(
        n
        for n, bearer in enumerate(scene.bearers)
        if bearer.given and any(_in_list(scene, each) for each in bearer.mentions)
    )


#: "They are Ana Ruiz and Luke Farrow", after "Both officers fired."
_THEY_ARE = re.compile(r"(?:They|The\s(?:two|three|four))\s(?:are|were)\s(?=[A-Z])")
_THEY_FIRED = Cued(
    rf"\b{OFFICERS}\s+(?:each\s+|all\s+|both\s+)?(?:fired|shot|opened\s+fire)\b[^.;,]{{0,60}}\.?$"
)


def _are_they(scene: Scene, named: Named) -> bool:
    """Whether a sentence lists who is named as the officers of whom the one before says: fired."""
    text = _text(scene, named)
    head = _THEY_ARE.match(text)
    if head is None or not named.sentence:
        return False
    before = scene.sentences[named.sentence - 1].text
    start = scene.tokens[named.sentence][named.title_start].start
    between = text[head.end() : max(head.end(), start)]
    return (
        _BETWEEN.fullmatch(between) is not None
        and _THEY_FIRED.search(before) is not None
        and not _ELSE.search(before)
    )


def _in_list(scene: Scene, named: Named) -> bool:
    text = scene.sentences[named.sentence].text
    for head in _WHO_FIRED.finditer(text, 0, named.start + 1):
        if _BETWEEN.fullmatch(text, head.end(), named.start) is not None:
            return True
    return any(
        head.end() <= named.start
        and _BETWEEN.fullmatch(text, head.end(), named.start) is not None
        and not _ELSE.search(head["more"])
        and not (head["more"].endswith(",") and _SAYS.match(text, named.end))
        for head in _HEAD.finditer(text)
    )


#: "An officer named …", "the deputies who fired were later identified as …".
_AS = Cued(
    rf"\b(?i:(?P<apposed>{OFFICER}\s+named|{OFFICER}\s+who\s+(?:fired|shot|killed|pulled)\b[^.;,:]{{0,40}}:|{OFFICER},\s+(?:whom?\s[^.;,]{{1,40}}?\s)?(?:later\s+)?(?:named|identified)(?:\s[^.;,]{{1,40}}?)?\s+as|shooter\s+(?:was|is)|(?:shots?|rounds?|bullets?)\b[^.;,]{{0,30}}?\b(?:came|were\s+fired|was\s+fired)\s+(?:from|by)|(?:declin\w+\s+to|will\s+not|won['’]t|voted\s+to|not\s+to)\s+(?:charge|indict|prosecute)|\bindict(?:ed|s)|\bclear(?:ed|s)|exonerat\w+)|(?:{OFFICER}|{OFFICERS})\s+(?:(?:who|that|involved|in)\s[^.;]{{0,60}}?)?(?:was|were|has\s+been|have\s+been)\s+"
    r"(?:\w+\s+){0,2}?(?:identified|named)(?:\s+(?:\w+day|by\s[^.;,]{1,40}?))?\s+as)\s+(?=[A-Z])",
    by_letter=True,
)
#: "… and … were identified as the deputies involved".
_AS_THEY = Cued(
    r"\s+(?:was|were|has\s+been|have\s+been)\s+(?:\w+\s+){0,2}?(?:identified|named)(?:\s+by\s[^.;,]{1,40}?)?\s+as\s+"
    rf"(?:the|one\s+of\s+the|two\s+of\s+the)\s+(?:\w+\s+){{0,3}}?(?:{OFFICER}|{OFFICERS})\s+(?:involved|who\s+(?:fired|shot|opened|discharged))",
    re.IGNORECASE,
)
#: "Officer … testified that he shot", "… told investigators who asked why he fired".
_SAYS_HE_DID = re.compile(
    r"(?:,[^.;,]{1,40},)?\s+(?:\w+\s+)?(?:testified|said|says|told|wrote|explained)\b[^.;]{0,60}?\b(?:he|she)\s+(?:fatally\s+)?(?:shot|fired|killed|opened\s+fire)\b"
    r"|(?:,[^.;,]{1,40},)?\s+(?:\w+\s+)?testified\b[^.;]{0,160}?\b(?:(?:so|and\s+so|that['’]s\s+when)\s+(?:he|she)"
    r"|(?:he|she)\s+and\s+(?:the\s+other|another|his|her|a\s+fellow)\s+(?:officer|deputy|trooper|partner|colleague))"
    r"(?:\s+and\s+(?:the\s+other|another|his|her)\s+(?:officer|deputy|trooper|partner|colleague))?\s+(?:shot|fired|opened\s+fire)\b"
)
#: "When an officer, …, shot him": the comma makes no participle of it.
_AN_OFFICER = Cued(
    rf"\b(?:an?|the|one|another)\s+(?:[\w-]+\s+){{0,3}}{OFFICER},\s+(?:\d{{1,2}}-year-old\s+)?$",
    re.IGNORECASE,
)
_AND_SHOT = re.compile(
    r"(?:,\s+\d{1,2})?,\s+(?:then\s+|fatally\s+)?(?:fired|opened\s+fire|(?:shot|killed|wounded)"
    r"(?=\s+(?:him|her|them|and\s+(?:killed|wounded)|(?:an?|the)\s|last\b|(?-i:[A-Z]))|[.,;]))\b"
)
_GOVERNED = re.compile(r"\b(?:by|with|at|from|of|to)\s+(?:[\w'’-]+\s+){0,5}$")
_FELL = re.compile(
    r"\b(?:wounded|injured|slain|fallen|killed|hurt|struck|was\s+shot|were\s+shot|been\s+shot)\b",
    re.IGNORECASE,
)


#: What officers do, and what is not done to them.
_WHO_SHOT = re.compile(r"\b(?:who|that)\s+(?:fatally\s+)?(?:shot|killed|wounded)\b", re.IGNORECASE)
#: "The game warden who shot a man at a camp in March is …".
_IS = Cued(
    rf"\b(?:the|an?)\s+(?:[\w'’-]+\s+){{0,3}}?{OFFICER}\s+who\s+(?:fatally\s+)?(?:shot|fired|killed|wounded)\b[^.;,:]{{0,90}}?"
    r"\s(?:is|was)\s+(?-i:(?:(?:Sgt|Lt|Cpl|Det|Capt|Pfc)\.|Officer|Deputy|Trooper|Sergeant|Detective)\s+)?$",
    re.IGNORECASE,
)
#: "Officer Roe shot twice and Detective Poe once", "Roe fired four rounds, Poe three and Coe two".
_SO_OFTEN = (
    r"(?:once|twice|(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b)"
    r"(?:\s+(?:times|shots|rounds)\b)?"
)
_TIMES = re.compile(rf"\s+{_SO_OFTEN}\s*(?=[.,;]|and\s|$)")
_FIRED_SO_MANY = re.compile(
    rf"(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b(?:fired|shot)\s+{_SO_OFTEN}"
    rf"(?:,?\s+(?:and\s+)?(?:[A-Z][\w.’'-]*\s+){{1,4}}{_SO_OFTEN})*,?\s+(?:and\s+)?(?:[A-Z][\w.]*\s+){{0,2}}$"
)


def _so_many_times(text: str, named: Named) -> bool:
    """Is how often somebody fired told beside how often another did?"""
    counted = _TIMES.match(text, named.end)
    return counted is not None and _FIRED_SO_MANY.search(text, 0, named.start) is not None


def counted(scene: Scene) -> frozenset[int]:
    """The bearers of whom it is told how often they fired, beside another's count."""
    return frozenset(
        n
        for n, bearer in enumerate(scene.bearers)
        if bearer.given
        and any(_so_many_times(_text(scene, each), each) for each in bearer.mentions)
    )


def rolled(scene: Scene) -> frozenset[int]:
    """The bearers told one by one under "The following officers discharged their firearms:"."""
    opening = {
        (named.sentence, n): named
        for n, bearer in enumerate(scene.bearers)
        if bearer.given
        for named in bearer.mentions
        if named.start <= _OPENING and named.titles
    }
    found: set[int] = set()
    for at, sentence in enumerate(scene.sentences):
        roll = _FOLLOWING.search(sentence.text)
        for place in range(at + 1, len(scene.sentences)) if roll else ():
            here = [n for (line, n), named in opening.items() if line == place]
            if not here or _ELSE.search(scene.sentences[place].text):
                break
            found.update(here)
    return frozenset(found)


_OPENING = 25  # characters for a rank
_FOLLOWING = Cued(
    r"\b(?:the\s+following|these)\s+(?:[\w.'’-]+\s+){0,5}?(?:officers|personnel|deputies|members|troopers|employees|agents)\b"
    r"[^;]{0,60}?\b(?:fired|discharged|shot|used\s+deadly\s+force)\b[^;]*:\s*$",
    re.IGNORECASE,
)


def outright(scene: Scene) -> frozenset[int]:
    """The bearers named as the officers who fired, in so many words."""
    return frozenset(
        n
        for n, bearer in enumerate(scene.bearers)
        if bearer.given and any(_as_officer(scene, each) for each in bearer.mentions)
    )


def _as_officer(scene: Scene, named: Named) -> bool:
    text = scene.sentences[named.sentence].text
    for head in _AS.finditer(text, 0, named.start + 1):
        if head["apposed"] is None and _GOVERNED.search(text, 0, head.start()):
            continue  # "the man shot by the officer was identified as …"
        close = _BETWEEN.fullmatch(text, head.end(), named.start) is not None
        said = _WHO_SHOT.sub("", head.group())
        if close and not _FELL.search(said) and not _ELSE.search(said):
            return True
    if _IS.search(text, 0, named.start) or _are_they(scene, named):
        return True
    if _AN_OFFICER.search(text, 0, named.start) and _AND_SHOT.match(text, named.end):
        return True
    if _RANKS & set(named.titles) and _SAYS_HE_DID.match(text, named.end):
        return True
    after = _AS_THEY.search(text, named.end)
    between = text[named.end : after.start()].strip() if after else ""
    return after is not None and _BETWEEN.fullmatch(between) is not None


def beside(scene: Scene, shooters: Set[int]) -> frozenset[int]:
    """The bearers named in one list with an officer who is told there to fire.

    "Sgt. Ana Ruiz and Officer Luke Farrow shot him."
    """
    return frozenset(
        n
        for place, events in enumerate(scene.gunfire)
        for chain in in_lists(scene.sentences[place].text, scene.named[place])
        if any(
            number in shooters and overlap(event.shooter_at, named.start, named.end)
            for named, number in chain
            for event in events
        )
        for _, n in chain
    )


#: "Roe, who did not fire", "Roe, who stood at his car, did not shoot".
_HELD_FIRE = re.compile(
    r"(?:,[^.;,]{1,60},)?,?\s+(?:who\s+)?(?:did\s+not|didn['’]t|never)\s+(?:\w+self\s+)?(?:fired?|shoot|shot|discharged?)\b"
)


#: "Trooper Roe fired a 40 mm foam round", "Sgt. Roe used his Taser": none of it a gun.
_HELD_GUN = Cued(
    r"(?:,[^.;,]{1,60},)?\s+(?:had\s+)?(?:fired|used|deployed|launched|discharged|shot)\s+(?:(?:an?|one|two|three|four|several|the|his|her|multiple|\d+)\s+)?"
    r"(?:(?:\d+[\s-]?(?:mm|millimeter)|pepper|foam|sponge|rubber|plastic|stun|bean)[\s-]+){0,2}(?:less[\s-](?:than[\s-])?lethal|beanbags?|bag|foam|sponge|rubber|pepper"
    r"|batons?|stun\s+guns?|(?-i:Tasers?))\b(?![^.;]*\b(?:then|before|guns?|handguns?|pistols?|rifles?|shot|fired|opened\s+fire|killed)\b)",
    re.IGNORECASE,
)


def held(scene: Scene) -> frozenset[int]:
    """The bearers who are said not to have fired, or nothing but what seldom kills."""
    return frozenset(
        n
        for n, bearer in enumerate(scene.bearers)
        if any(_HELD_FIRE.match(_text(scene, each), each.end) for each in bearer.mentions)
        or (
            any(_HELD_GUN.match(_text(scene, each), each.end) for each in bearer.mentions)
            and not any(_shoots(scene, each) for each in bearer.mentions)
        )
    )


def _shoots(scene: Scene, named: Named) -> bool:
    """Whether a mention stands for who fired, and not at something else than a gun."""
    return not _HELD_GUN.match(_text(scene, named), named.end) and any(
        overlap(event.shooter_at, named.start, named.end) for event in scene.gunfire[named.sentence]
    )


#: What only those who fired are asked or told of, once it is looked into: what they thought,
#: what they told investigators, their camera and their shot, the charge that is brought or not.
_ACCOUNT = Cued(
    r"(?:,?\s+\(?\d\d\)?,?|,\s[^.;,]{1,50},)?(?:(?:,?\s+who)?\s+(?:(?:had|has|have|each|both|also|later|then|was|were|is|are)\s+)*"
    r"(?:(?:\w+ly\s+)?(?:believed|thought|feared|perceived|mistook)|testified\s+(?:first|that\s+(?:he|she|they))"
    r"|told\s+(?:the\s+|state\s+)?(?:investigators|agents|detectives|the\s+(?:grand\s+)?jury|jurors)\b(?=[^.;]{0,60}\b(?:he|she|they)\b)"
    r"|(?:wrote|said)\s+in\s+(?:his|her)\s+(?:\w+\s+)?(?:report|statement|deposition)"
    r"|(?:\w+ly\s+)?(?:justified|cleared|exonerated|within\s+(?:the\s+law|policy)|not\s+(?:criminally\s+)?(?:charged|liable))|found\b[^.;]{0,20}?\bto\s+have\s+acted"
    r"|(?:right|wrong|entitled)\s+(?:to|in)\s+(?:shoot|fire|kill|firing|shooting|killing)"
    r"|waived\s+(?:his|her)\s+(?:right|preliminary)|(?:pleaded|pled)\s+(?:not\s+)?guilty"
    r"|acted\s+(?:\w+ly|within|in\s+self-defen[sc]e)|used\s+(?:excessive|deadly|lethal|reasonable|unreasonable|justified)"
    r"|had\s+(?:\w+\s+)?(?:cause|reason|no\s+choice)\s+(?:to|but)|(?:will|would|should|must)\s+(?:not\s+)?(?:face|be\s+(?:charged|prosecuted|fired|tried)|stand\s+trial)"
    r"|violat(?:ed?|ing)\s+(?:the\s+)?(?:\w+\s+)?(?:rights|policy|policies))\b"
    r"|['’]s?\s+(?:(?:own|first|second|third|single|only|service|fatal)\s+)*(?:(?:body|lapel|chest|dash(?:board)?|(?:body-?)?worn)[\s-]?(?:worn\s+)?cam(?:era)?s?|shots?|rounds?|bullets?"
    r"|(?:service\s+)?(?:weapon|gun|pistol|rifle|revolver)|chest|(?:defen[sc]e\s+)?(?:lawyers?|attorneys?)|(?:use\s+of|decision\s+to)\s+(?:deadly\s+)?(?:force|shoot|fire)|termination|firing|dismissal)\b)"
)
#: Right before an officer's name: "charges against", "the body camera of", "the lawyer for".
_ACCOUNT_OF = Cued(
    r"\b(?:(?:charges?|case|action|complaint|indictment|claims?|(?:law)?suits?)\s+against|(?:chest|camera|vest)\s+of|camera\s+(?:worn\s+by|on)|(?:video|footage|recordings?)(?:\s+shows?|,)|(?:lawyers?|attorneys?)\s+for|termination\s+letter\s+for"
    r"|(?:charge|prosecute|indict|discipline|fire|dismiss|reinstate)|(?:fired|dismissed|suspended|indicted|cleared|exonerated|sued))\s+(?:the\s+)?$",
)
#: Who speaks for the force, or explains what it teaches, did not fire.
_SPOKES = re.compile(
    r"\b(?:spokes\w+|public\s+(?:affairs|information)|union\s+(?:president|head|chief|rep\w*|officials?|leaders?)|expert|instructor)\b"
)
#: "Both officers fired", of two who are named.
_BOTH = Cued(
    rf"\b(?i:(?P<two>both|the\s+two|two)|(?P<three>(?:all|the)\s+three))\s+(?:of\s+them\b|(?:men|{OFFICERS})(?:\s+(?:had|each))*)\s+(?:shot|fired|opened\s+fire|discharged)\b"
)


def accounted(scene: Scene, free: Set[int]) -> frozenset[int]:
    """Of those ``free``, the officers who are told to account for a shooting.

    "Trooper Poe told investigators that he", "Poe's camera", "no charge against Deputy Poe".
    """
    ranked = police_names(scene.sentences)
    able = {
        n
        for n in free
        if (scene.bearers[n].surname in ranked or _is_called_officer(scene, scene.bearers[n]))
        and not any(_spoke(scene, each) for each in scene.bearers[n].mentions)
    }
    told = (match for one in scene.sentences for match in _BOTH.finditer(one.text))
    if any(len(able) == (2 if match["two"] else 3) for match in told):
        return frozenset(able)
    return frozenset(
        n
        for place, sentence in enumerate(scene.sentences)
        for chain in in_lists(sentence.text, scene.named[place])
        for _, n in chain
        if n in able and _is_of_account(sentence.text, scene, chain)
    )


def _is_of_account(text: str, scene: Scene, chain: Sequence[tuple[Named, int]]) -> bool:
    first, last = chain[0][0], chain[-1][0]
    start = scene.tokens[first.sentence][first.title_start].start  # with the rank
    return bool(_ACCOUNT.match(text, last.end) or _ACCOUNT_OF.search(text, 0, start))


#: "Ann Roe, a Macon police officer", "the termination letter for Roe".
_AN_OFFICER_TOO = Cued(
    rf",\s+(?:an?|the|then\s+an?)\s+(?:[\w'’.-]+\s+){{0,4}}?{OFFICER}\b", re.IGNORECASE
)
_DISMISSED = Cued(r"\btermination\s+letter\s+for\s+$")


def _is_called_officer(scene: Scene, bearer: Bearer) -> bool:
    """Whether a rank, a word beside the name or a dismissal tells that somebody is an officer."""
    return _is_ranked(bearer) or any(
        _AN_OFFICER_TOO.match(text, named.end) or _DISMISSED.search(text, 0, named.start)
        for named in bearer.mentions
        for text in (_text(scene, named),)
    )


def _is_ranked(bearer: Bearer) -> bool:
    titles = {title for named in bearer.mentions for title in named.titles}
    return bool(_RANKS & titles) and "attorney" not in titles


def _spoke(scene: Scene, named: Named) -> bool:
    """Whether words beside a name tell that its bearer speaks for others."""
    text = _text(scene, named)
    spoke = _SPOKES.search(text, max(0, named.start - 40), named.end + 40)
    return spoke is not None and not _ANOTHERS_NAME.match(text, spoke.end(), named.start)


#: "Spokesman Lee Coe notes that Deputy Roe": he speaks, and Roe does not.
_ANOTHERS_NAME = re.compile(r"\s+[A-Z][\w.’'-]+\s+[A-Z][\w’'-]+\s+[a-z]")


def alone(scene: Scene, rest: Sequence[int]) -> frozenset[int]:
    """Of the officers told nothing else of, those without a part but the shooting.

    Two at the most: a longer roll names who came to it.
    """
    found = frozenset(n for n in rest if _plain(scene, n))
    return found if len(found) <= _MOST else frozenset()


_MOST = 2


def _plain(scene: Scene, n: int) -> bool:
    mentions = scene.bearers[n].mentions
    ranked = any(_RANKS & set(named.titles) or _apposed(scene, named) for named in mentions)
    texts = (scene.sentences[named.sentence].text for named in mentions)
    return ranked and not any(_ELSE.search(text) for text in texts)


#: "A Harvey County deputy, Boyd Amstutz,".
_APPOSED = re.compile(
    rf"\b(?:an?|one|the)\s+(?:[\w'’-]+\s+){{0,5}}?{OFFICER},\s+(?:(?:Sgt|Lt|Cpl|Det|Capt|Pfc)\.?\s+)?$",
    re.IGNORECASE,
)


def _apposed(scene: Scene, named: Named) -> bool:
    text = scene.sentences[named.sentence].text
    return _APPOSED.search(text, 0, named.start) is not None


def is_told(scene: Scene, named: Named) -> bool:
    """Whether words other than a verb tell that who is named fired, in a list or alone."""
    text = _text(scene, named)
    return _in_list(scene, named) or _as_officer(scene, named) or _so_many_times(text, named)


def accounts(scene: Scene, named: Named, first: int, last: int) -> bool:
    """Whether who is named, in a list from ``first`` to ``last``, answers for a shooting."""
    text = _text(scene, named)
    start = scene.tokens[named.sentence][named.title_start].start
    return bool(_ACCOUNT.match(text, last) or _ACCOUNT_OF.search(text, 0, min(first, start)))


def _text(scene: Scene, named: Named) -> str:
    return scene.sentences[named.sentence].text
