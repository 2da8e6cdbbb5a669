"""What the agencies of two reports show, each by one key however it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import product

from pipeline import names
from pipeline.linking.linkable import Linkable
from pipeline.linking.shown import Seen


def see_agency(left: Linkable, right: Linkable) -> Seen | None:
    ours = {agency_key(agency): agency for agency in left.agencies}
    theirs = {agency_key(agency): agency for agency in right.agencies}
    if not ours or not theirs:
        return None
    shared = sorted(ours.keys() & theirs.keys()) or _spelt_out(left.agencies, right.agencies)
    if not shared:
        return Seen("agency", "differs", f"{left.agencies[0]} / {right.agencies[0]}")
    towns = left.cities and right.cities  # where both are told, an agency adds little to them
    says = f"both {ours.get(shared[0], shared[0])}"
    return Seen("agency", "same" if towns else "same, a town untold", says)


def _spelt_out(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Agencies that one report gives by their letters: "APD", Anchorage Police Department."""
    return sorted(
        other
        for one, other in (*product(ours, theirs), *product(theirs, ours))
        if one.isupper() and one == names.letters(other)
    )


_AGENCY_WORDS = re.compile(
    r"\b(?:the|department|dept|of|public|safety|office|s|bureau|division|city|county|metropolitan|metro"
    r"|officers?|deputies|deputy|pd)\b"
)


@cache
def agency_key(agency: str) -> str:
    """The Macon Police Department is Macon police; Bibb County sheriff's deputies are its sheriff.

    >>> agency_key("Bibb County Sheriff's Office") == agency_key("Bibb County sheriff's deputies")
    True
    """
    text = names.fold(agency).replace("sheriffs", "sheriff")
    text = re.sub(r"\b(?:pd|mpd)\b", "police", text)
    return " ".join(_AGENCY_WORDS.sub(" ", text).split())
