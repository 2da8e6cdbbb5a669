"""What ages and genders of two reports show."""

from __future__ import annotations

from itertools import product

from pipeline.linking.linkable import Linkable, Shot
from pipeline.linking.name_traits import NamePair
from pipeline.linking.shown import Seen
from pipeline.naming.name_comparison import NameVerdict


def see_age(left: Linkable, right: Linkable, pair: NamePair | None) -> Seen | None:
    """Ages of the people who can be aligned; several people make it say less."""
    several = False
    if pair is not None and pair.found.verdict is not NameVerdict.INCOMPATIBLE:
        gaps = [_age_gap(pair.ours_shot, pair.theirs_shot)]
    else:
        gaps = [_age_gap(ours, theirs) for ours, theirs in product(left.victims, right.victims)]
        several = several_hit(left) or several_hit(right)
    known = [gap for gap in gaps if gap is not None]
    if not known:
        return None
    gap, wide = min(known)
    level = age_level(gap, wide=wide)
    if several and gap:
        level = "one of several differs"
    return Seen("age", level, "the same age" if not gap else f"ages are {gap} years apart")


def several_hit(report: Linkable) -> bool:
    """Whether more than one person was hit, of whom it may not tell anything."""
    return max(len(report.victims), report.people_hit_min) > 1


def _age_gap(ours: Shot, theirs: Shot) -> tuple[int, bool] | None:
    if ours.age_min is None or theirs.age_min is None:
        return None
    our_max = ours.age_max if ours.age_max is not None else ours.age_min
    their_max = theirs.age_max if theirs.age_max is not None else theirs.age_min
    gap = max(0, theirs.age_min - our_max, ours.age_min - their_max)
    return gap, our_max > ours.age_min or their_max > theirs.age_min


def age_level(gap: int, *, wide: bool) -> str:
    if wide:
        return "ranges meet" if not gap else "ranges apart"
    if gap <= 1:
        return ("same", "one year")[gap]
    return "2-3 years" if gap <= 3 else "4-10 years" if gap <= 10 else "over 10 years"


def see_gender(left: Linkable, right: Linkable) -> Seen | None:
    ours = {victim.gender for victim in left.victims if victim.gender}
    theirs = {victim.gender for victim in right.victims if victim.gender}
    if not ours or not theirs:
        return None
    if ours & theirs:
        shared = sorted(ours & theirs)[0]
        return Seen("gender", "same" if shared == "male" else "same, rarer", f"both {shared}")
    return Seen("gender", "differs", f"{sorted(ours)[0]} / {sorted(theirs)[0]}")
