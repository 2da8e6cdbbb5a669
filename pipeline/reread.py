"""Which report of a story is which, after the story was changed or is read by another reader.

What people decide is bound to reports by their anchors, and an anchor is made of the passage's
words and of the names in it. A sentence reworded or a name read otherwise makes it another one,
and yet the story tells of the same incident: the report is to keep the anchor it is known by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.compare import Model, weight
from pipeline.linking.linkable import Linkable
from pipeline.linking.traits import look_at_facts


def kept_anchors(former: Sequence[Linkable], now: Sequence[Linkable]) -> Mapping[str, str]:
    """By the anchors of a story's reports those that they are known by from before.

    ``former``: the same story's reports until now. Left out is what keeps its anchor anyway, and
    what no former report is for certain: of several, one that only one of them can be.
    """
    there, here = {item.anchor for item in former}, {item.anchor for item in now}
    gone = [item for item in former if item.anchor not in here]
    fresh = [item for item in now if item.anchor not in there]
    alone = len(former) == len(now) == 1
    pairs = [(old, new) for old in gone for new in fresh if _is_one(old, new, alone=alone)]
    olds, news = [old.anchor for old, _ in pairs], [new.anchor for _, new in pairs]
    return {
        new.anchor: old.anchor
        for old, new in pairs
        if olds.count(old.anchor) == news.count(new.anchor) == 1
    }


def _is_one(old: Linkable, new: Linkable, *, alone: bool) -> bool:
    """Whether both tell of one incident; of the only two there are, unless much speaks against."""
    model = Model.load()
    seen = look_at_facts(old, new)
    if any(one.veto for one in seen):
        return False
    bits = model.prior + sum(weight(one, model) for one in seen)
    return bits >= (model.floor if alone else model.join)
