"""Forces told in a list of towns or counties: "officers from Ames and Nevada fired"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.forces.county_agencies import sheriff_name
from pipeline.forces.force_names import force_name
from pipeline.language.cued import Cued
from pipeline.lexicon import gazetteer
from pipeline.lexicon.agency_mentions import AgencyNamed, Kind
from pipeline.records import Sentence

_NAME = r"[A-Z][\w’'.-]*(?:\s+[A-Z][\w’'-]*){0,2}"
_LIST = rf"{_NAME}(?:,\s+{_NAME})*(?:,?\s+and\s+(?:the\s+)?{_NAME})?"
_LISTED = rf"{_NAME}(?:,\s+{_NAME})*,?\s+and\s+{_NAME}"
#: "Officers from Ames, Nevada and Huxley", "an officer of the Ames department".
_FROM_TOWNS = Cued(
    r"\b(?:[Oo]fficers?|[Dd]etectives?|[Ss]ergeants?|[Pp]atrolm[ae]n|[Pp]olicem[ae]n)\s+(?:from|of)\s+(?:the\s+)?"
    rf"(?P<names>{_LIST})(?P<all>)"
    r"(?!\s+(?:[Pp]olice|[Cc]ounty|[Pp]arish|[Cc]ounties|[Ss]heriff|[Uu]niversity))"
)
#: "The Ames and Nevada officers", "Ames, Nevada and Huxley police": the last is told as one alone.
_TOWNS = Cued(
    rf"(?<!\bin )(?<!\bbetween )(?P<names>{_LISTED})\s+"
    r"(?:(?P<all>(?:[Pp]olice\s+)?[Dd]epartments)|[Pp]olice(?:\s+[Oo]fficers)?|[Oo]fficers)"
    r"(?!\s+(?:exchang|struggl|fought|wrestl|traded))(?![\w-])"
)
#: "Deputies from Story and Boone counties".
_COUNTIES = Cued(rf"\b[Dd]eputies\s+(?:from|of)\s+(?P<names>{_LISTED})\s+[Cc]ounties(?![\w-])")
_APART = re.compile(r",?\s+and\s+(?:the\s+)?|,\s+")


def in_lists(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "Officers from Ames and Nevada", "deputies of Story and Boone counties": each its own."""
    for town, start, end, look_into in towns(sentence.text):
        yield AgencyNamed(
            force_name(town), Kind.LOCAL_POLICE, None, sentence, order, start, end,
            actor=not look_into,
        )  # fmt: skip
    for county, start, end in counties(sentence.text):
        name = sheriff_name(county, "county")
        yield AgencyNamed(name, Kind.SHERIFF, None, sentence, order, start, end, actor=True)


def towns(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Each town of such a list with its place, but for one told right before "police".

    With it, whether those told of are detectives, who look into what others did.

    >>> [town for town, *_ in towns("Officers from Ames and Huxley shot a man.")]
    ['Ames', 'Huxley']
    >>> [town for town, *_ in towns("The Ames, Nevada and Huxley police departments were there.")]
    ['Ames', 'Nevada', 'Huxley']
    """
    for pattern in (_FROM_TOWNS, _TOWNS):
        for match in pattern.finditer(text):
            named = list(_each(match))
            states = ({one.state for one in gazetteer.named(town)} for town, *_ in named)
            if not _in_one_state(states):
                continue
            if len(named) == 1 and gazetteer.state_code(named[0][0]):
                continue  # "officers from Virginia"
            look_into = match.group().lower().startswith("detective")
            for each in named if match["all"] is not None else named[:-1]:
                yield *each, look_into


def counties(text: str) -> Iterator[tuple[str, int, int]]:
    """Each county of such a list with its place.

    >>> [county for county, *_ in counties("Deputies from Story and Boone counties shot him.")]
    ['Story', 'Boone']
    """
    for match in _COUNTIES.finditer(text):
        named = list(_each(match))
        states = ({one.state for one in gazetteer.counties_named(name)} for name, *_ in named)
        if _in_one_state(states):
            yield from named


def _each(match: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """The names of a list; no "The" that opens a sentence, no "SWAT" after the last."""
    start, end = match.span("names")
    start += 4 * match["names"].startswith("The ")
    for apart in [*_APART.finditer(match.string, start, end), None]:
        words = match.string[start : apart.start() if apart else end].split()
        if _OTHER_BODY.isdisjoint(words):
            while apart is None and len(words) > 1 and not gazetteer.known(" ".join(words)):
                words = words[:-1]
            name = " ".join(words)
            yield name, start, start + len(name)
        start = apart.end() if apart else end


#: "Officers from Olathe and the Johnson County sheriff": no second town.
_OTHER_BODY = frozenset("County Parish Police Sheriff Sheriff's State University College".split())


def _in_one_state(states: Iterable[set[str]]) -> bool:
    """Is there a state that has them all? A man is seldom called as a town of it is."""
    each = list(states)
    return bool(each) and bool(set.intersection(*each))
