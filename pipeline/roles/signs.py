"""What the features of one person tell plainly: an office, kin, a wound, who they cannot be.

Each question is of :func:`pipeline.roles.roles.features` of one bearer alone, whatever the weights
say.
"""

from __future__ import annotations

#: Signs of a wound that do not tell who fired.
HURT = frozenset(
    """bond:recovers bond:struck before:paid predicate:paid gun:target predicate:hospital
    predicate:wounded after:in_hospital before:bullet""".split()
)
HOLDS_OFFICE = frozenset("title:officer title:official title:lawyer title:clergy".split())


def is_hurt(seen: frozenset[str]) -> bool:
    """Told to be hurt, by nobody known to be a civilian, and introduced by no office."""
    if is_officer(seen) or HOLDS_OFFICE & seen or NEVER & seen:
        return False
    return bool(HURT & seen) and not is_suspects_victim(seen)


HIT_CUES = frozenset(
    """he:target:police he:target:other before:shot_with
    predicate:shot predicate:shot_by predicate:shot_at_all predicate:died gun:target before:shot
    before:death_of before:shot_list predicate:wounded next:wounded bond:recovers
    after:who_was_shot after:shot_by_police
    intro:police possessive:death described:police described:any next:died
    next:shot predicate:hospital next:hospital""".split()
)
#: "Named the officers who fired as NAME", "NAME, the deputy who shot him".
NAMED_FOR_IT = frozenset({"before:the_officers", "after:officer_who_fired"})
_OFFICER_CUES = frozenset({"title:officer", "before:officer", "before:the_officer"}) | NAMED_FOR_IT
OTHER_CUES = frozenset(
    """before:kin_his before:kin title:official title:lawyer title:clergy before:lawyer
    before:official after:lawyer_for before:quoted before:bystander""".split()
)
#: Told in so many words to have been hit; weaker cues than these bow to a part told outright.
EXPLICIT = frozenset(
    """gun:target:police:hit he:target:police predicate:shot_by predicate:shot predicate:wounded
    before:shot before:shot_with before:shot_list before:death_of before:the_shot_was
    before:also_hit possessive:death after:who_was_shot after:shot_by_police""".split()
)
#: Told in so many words to have been hit by police.
BY_POLICE = frozenset(
    "gun:target:police:hit he:target:police predicate:shot_by after:shot_by_police".split()
)
#: "Officers found Roe in a barn. He fired and they shot him".
HIT_NEXT = frozenset({"next:hit_by_police"})
TOLD_HIT = EXPLICIT | {"bond:recovers", "bond:died"}
KIN_CUES = frozenset(
    """after:kin_appos before:kin_his before:kin after:kin_of possessive:kin company:kin namesake
    after:own_kin before:kin_and""".split()
)
#: Told by word to be kin, and not only by a surname or "NAME's mother".
KIN_WORDS = KIN_CUES - {"namesake", "company:kin", "possessive:kin"}
#: Kin of whoever they are beside, and not only of one of their name.
TIES = KIN_CUES - {"namesake", "company:kin"}


def is_barred(seen: frozenset[str]) -> bool:
    """An officer, or introduced as somebody else and never told to have been hit."""
    return is_officer(seen) or is_accused(seen) or is_somebody_else(seen)


def is_somebody_else(seen: frozenset[str]) -> bool:
    """Introduced as kin, lawyer or official, or only heard to speak; never told to be hit."""
    if NEVER & seen:
        return True
    if "before:on_behalf" in seen:
        return False
    if speaks_of_kin(seen):
        return True
    speaks = bool({"predicate:say", "before:said"} & seen)
    if "after:official_appos" in seen and speaks and not EXPLICIT & seen:
        return True
    if not EXPLICIT & seen and (_mourns(seen) or NOT_HIT & seen or is_elder(seen)):
        return True
    if HIT_CUES & seen:
        return False
    only_speaks = "predicate:say" in seen and (
        not seen & _NOT_ONLY_SPEAKS or "before:speaker" in seen
    )
    return only_speaks or bool(OTHER_CUES & seen)


def speaks_of_kin(seen: frozenset[str]) -> bool:
    """ "Ann Roe says her son, Dale Roe, was unarmed": it is not she who was hit."""
    return "after:says_own_kin" in seen and not EXPLICIT & seen


def is_only_heard(seen: frozenset[str]) -> bool:
    """Lawyers, officials and speakers; kin of a gunman are often who was hit."""
    if (EXPLICIT | HIT_CUES) & seen:
        return False
    if "bond:on_air" in seen or ("predicate:say" in seen and not seen & _NOT_ONLY_SPEAKS):
        return True
    return bool((OTHER_CUES - {"before:kin", "before:kin_his"}) & seen)


#: Who called for help or the police, saw or heard the shots, or is told to be unhurt.
NOT_HIT = frozenset({"after:who_called", "before:caller", "predicate:saw_it", "predicate:unhurt"})
_NOT_ONLY_SPEAKS = frozenset("age:after age:before predicate:told_police".split())


#: "Said Officer Roe", "spokesman Cpl. Roe", "Roe would not say how many".
_SPEAKS = frozenset(
    {"predicate:say", "predicate:tells_not", "before:said_titled", "before:spokesman"}
)


def speaks_of_it(seen: frozenset[str]) -> bool:
    """Says something, says it for others, or will not say."""
    return bool(_SPEAKS & seen)


def is_elder(seen: frozenset[str]) -> bool:
    """Bears a victim's name at an age that none of them has, and nobody is called their kin."""
    return seen >= {"bond:age_of_another", "namesake"} and "company:kin" not in seen


def _mourns(seen: frozenset[str]) -> bool:
    """Speaks of it on a day or of kin of their own, under a title about the family."""
    speaks = "predicate:say_when" in seen or {"predicate:say", "after:own_kin"} <= seen
    return "bond:kin_title" in seen and (speaks or "before:client" in seen)


def is_accused(seen: frozenset[str]) -> bool:
    """Named as the one charged where an officer is."""
    return "bond:accused" in seen


def was_found(seen: frozenset[str]) -> bool:
    """ "Officers found NAME dead", "NAME was found dead": somebody else's victim."""
    if (BY_POLICE | HIT_NEXT) & seen:
        return False
    if "before:found_bodies" in seen:
        return True  # of several at once
    return {"before:found", "predicate:died"} <= seen or (
        "predicate:found_dead" in seen and not (EXPLICIT | {"bond:died"}) & seen
    )


#: The one charged is an officer, or nobody is.
_OFFICERS_CASE = frozenset({"bond:officer_accused", "bond:beside_tried", "gun:target:police:hit"})
#: Told to have been stabbed or strangled, which police do not.
_HARMED = frozenset({"before:harmed", "predicate:stabbed"})


def is_suspects_victim(seen: frozenset[str]) -> bool:
    """Hit by a civilian, or the victim where police hit the suspect or sought one."""
    charged = "before:charged_for" in seen and not _OFFICERS_CASE & seen
    if charged or "before:sought_for" in seen:
        return True
    if {"before:of_a_man", "predicate:shot_by"} <= seen:
        return True  # "a man who had shot Roe was killed by police": it is he who was
    if {"before:of_a_man", "before:harmed"} <= seen:
        return True
    if BY_POLICE & seen:
        return False
    if "bond:anothers" in seen or _HARMED & seen:
        return True
    kin_died = {"before:kin_aged", "predicate:died"} <= seen
    if kin_died and "art:civilian0" not in seen and not (EXPLICIT | {"bond:died"}) & seen:
        return True
    victim = bool({"before:victim_word", "after:the_victim"} & seen)
    if {"bond:kin_shot", "namesake"} <= seen and not (EXPLICIT - {"before:shot"}) & seen:
        return True  # "had shot his wife"
    return "gun:target:civilian:hit" in seen or ("bond:suspect_hit" in seen and victim)


def is_told_with(seen: frozenset[str]) -> bool:
    """ "Killing NAME and his neighbor, NAME", "the man shot was NAME", by police."""
    return bool({"before:shot_with", "before:the_shot_was"} & seen) and any(
        name.startswith("gun:") and ":police:" in name and name.endswith(":hit") for name in seen
    )


#: "Roe, an officer", "the officer Poe shot, Roe", "the wounded officers were identified as Roe".
_APPOSED_OFFICER = frozenset(
    {"after:an_officer", "before:the_hit_officer", "before:the_hurt_officers"}
)


def is_officer(seen: frozenset[str]) -> bool:
    """Titled or apposed as a member of law enforcement, and not of the army."""
    apposed = bool(_APPOSED_OFFICER & seen)
    apposed = apposed and "predicate:shot_by" not in seen
    return (apposed or bool(_OFFICER_CUES & seen)) and "title:soldier" not in seen


def is_of_police(seen: frozenset[str]) -> bool:
    """An officer, or the sheriff, who more often speaks of it."""
    return is_officer(seen) or "title:sheriff" in seen


def fell(seen: frozenset[str]) -> bool:
    """Hit oneself; "Lund's body camera" is no body."""
    return "gun:target" in seen or bool((FELL_CUES - {"possessive:death"}) & seen)


#: On air, a nickname, missed by the shots, an estate's administrator, hit on another day: never.
NEVER = frozenset(
    """bond:on_air before:called before:missed after:on_behalf bond:earlier
    bond:hurt_otherwise""".split()
)


def only_fired(seen: frozenset[str]) -> bool:
    """The officer who fired, or who is held to account for it: hit by nobody."""
    if is_accused(seen):
        return True
    if EXPLICIT & seen or "gun:target" in seen:
        return False
    by_name = bool(NAMED_FOR_IT & seen) and not FELL_CUES & seen
    if is_officer(seen) and not (HIT_CUES | HURT) & seen:
        return True
    return by_name or (is_officer(seen) and "gun:shooter" in seen)


def judges(told: frozenset[str]) -> bool:
    """Titled as an attorney, and as no officer: "State's Attorney NAME says Officer Roe fired"."""
    return "title:lawyer" in told and "title:officer" not in told


#: Told in so many words to have fired, or to be "the officer" of the case.
_FIRED = frozenset(
    """gun:shooter he:shooter predicate:fire after:who_fired before:the_officer before:of_gun
    before:officers_are predicate:leave predicate:charged predicate:ruled""".split()
)
#: Named in the plural or after "by": who fired, unless told to have been hit.
_MAY_HAVE_FIRED = frozenset(
    "before:by before:sued title:officers title:deputies title:troopers".split()
)
#: What a spokesman says of the officers stands near his own name, too.
_SPOKEN_OF = frozenset("predicate:leave predicate:charged predicate:ruled".split())
FELL_CUES = frozenset(
    "predicate:shot predicate:shot_by predicate:wounded predicate:died possessive:death".split()
)


def fired(seen: frozenset[str]) -> bool:
    """Whether an officer is told to have fired: a wounded one, or one who came to help, is not."""
    speaks = speaks_of_it(seen)
    if _FIRED & seen - (_SPOKEN_OF if speaks else frozenset()):
        return True
    hit = (FELL_CUES | {"predicate:hurt"}) & seen or "gun:target" in seen
    return bool(_MAY_HAVE_FIRED & seen) and not hit and not speaks
