"""What two reports show of how it went: who died, was armed, fired, how many were hit."""

from __future__ import annotations

from pipeline.linking.linkable import Linkable
from pipeline.linking.shown import Seen
from pipeline.records import FiredBy


def see_fatal(left: Linkable, right: Linkable) -> Seen | None:
    """Who survives the first report may die later: a difference says little that way round."""
    ours = {victim.fatal for victim in left.victims} - {None}
    theirs = {victim.fatal for victim in right.victims} - {None}
    if len(ours) != 1 or len(theirs) != 1:
        return None
    level = "same" if ours == theirs else "differs"
    return Seen("fatal", level, "died / survived" if ours != theirs else "the same outcome")


LOOK_LIKE_GUNS = frozenset(("firearm", "replica", "other"))
NOT_TOLD = (None, "undetermined")


def see_armed(left: Linkable, right: Linkable) -> Seen | None:
    """What the person shot by police held; that whoever else fired had a gun tells little."""
    if left.armed in NOT_TOLD or right.armed in NOT_TOLD:
        return None
    if {left.armed, right.armed} <= LOOK_LIKE_GUNS and left.armed != right.armed:
        return None  # what is first told to be a gun turns out to be none
    level = "same" if left.armed == right.armed else "differs"
    by_police = FiredBy.POLICE in (left.fired_by, right.fired_by)
    if left.armed == right.armed == "firearm" and not by_police:
        level = "a gun of others"
    return Seen("armed", level, f"{left.armed} / {right.armed}")


_KNOWN_SHOOTERS = (FiredBy.POLICE, FiredBy.CIVILIAN, FiredBy.SELF)


def see_shooter(left: Linkable, right: Linkable) -> Seen | None:
    if left.fired_by not in _KNOWN_SHOOTERS or right.fired_by not in _KNOWN_SHOOTERS:
        return None
    level = "same" if left.fired_by is right.fired_by else "differs"
    return Seen("shooter", level, f"{left.fired_by} / {right.fired_by} fired")


#: Of so many hit, one story counts the dead, another the wounded, and each day has its own number.
VERY_MANY = 10


def see_count(left: Linkable, right: Linkable) -> Seen | None:
    """How many people were hit."""
    fewest = min(left.people_hit_min, right.people_hit_min)
    apart = _count_gap(left, right)
    if apart > 0 and fewest < VERY_MANY:
        level = "differs" if apart == 1 else "differs much"
    elif fewest > 1:
        level = "several in both"
    else:
        return None
    return Seen("count", level, f"{_count(left)} / {_count(right)} people hit")


def _count_gap(left: Linkable, right: Linkable) -> int:
    """By how many the fewest hit of one exceed the most of the other."""
    most, others_most = left.people_hit_max, right.people_hit_max
    return max(
        0 if most is None else right.people_hit_min - most,
        0 if others_most is None else left.people_hit_min - others_most,
    )


def _count(report: Linkable) -> str:
    if report.people_hit_max == report.people_hit_min:
        return str(report.people_hit_min)
    return f"{report.people_hit_min} to {report.people_hit_max or 'any number of'}"
