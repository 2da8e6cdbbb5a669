"""Agencies of a county: its sheriff and deputies, police, constables, prosecutors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.forces import constables
from pipeline.forces.force_names import is_town
from pipeline.language.cued import Cued
from pipeline.lexicon import gazetteer
from pipeline.lexicon.agency_mentions import NOT_A_NAME, AgencyNamed, Kind, with_members
from pipeline.records import Sentence

#: Whose deputy is no sheriff's: "Deputy Prosecutor Lee Coe", "a deputy medical examiner".
IN_OFFICE = (
    r"(?:[Pp]rosecut\w+|[Ss]olicitor|[Mm]edical|[Ff]ire|[Ss]ecretary|[Gg]overnor|[Mm]anager"
    r"|[Ss]tate|[Cc]ity|[Cc]onstable)\b"
)
_SHERIFF = Cued(
    r"(?P<run>(?:(?!Sheriff)[A-Z][\w’'.-]*\s+){1,4})(?P<county>County|Parish|Co\.|county|parish)?\s*"
    r"(?P<body>[Ss]heriff[’']?s?[’']?\s+(?:(?:[Oo]ffice|[Dd]epartment|[Dd]ept\.?)|"
    r"(?P<men>[Dd]eput(?:y|ies)|SWAT|[Ss]ergeant|[Dd]etectives?|[Oo]fficers?|[Ii]nvestigators|"
    r"[Oo]fficials|[Ll]t\.|[Ss]gt\.))|(?P<bare>[Dd]eput(?:y|ies)(?!\s+(?:U\.?\s?S\.?\s+)?[Mm]arshals?)"
    rf"(?!\s+{IN_OFFICE}))|SO\b|Sheriff)(?![\w-])"
)
_COUNTY_POLICE = Cued(
    r"(?P<run>(?:[A-Z][\w’'.-]*\s+){1,4})(?P<county>County|Parish)\s+"
    r"(?P<body>(?:Metro\s+)?(?:Police(?:\s+Department)?|police(?:\s+department)?)|(?P<men>[Oo]fficers?))(?P<after>\s+officers?)?"
)
_PROSECUTOR = Cued(
    r"(?:(?P<run>(?:[A-Z][\w’'.-]*\s+){1,4})(?P<county>County|Parish)(?:[’']s)?\s+)?"
    r"(?P<body>[Dd]istrict\s+[Aa]ttorney(?:[’']s\s+[Oo]ffice)?|[Ss]tate[’']s\s+[Aa]ttorney"
    r"(?:[’']s\s+[Oo]ffice)?|[Pp]rosecut(?:ing\s+[Aa]ttorney|or[’']s\s+[Oo]ffice|or|ors)"
    r"(?:[’']s\s+[Oo]ffice)?|grand\s+jury|(?<=County\s)[Aa]ttorney(?:[’']s\s+[Oo]ffice)?)(?![\w-])"
    r"(?!\s+[Gg]eneral)"
)


def sheriffs(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "Bibb County sheriff's deputies", "Bibb deputies", "the Bibb Sheriff's Office"."""
    for match in _SHERIFF.finditer(sentence.text):
        words, county = match.group("run").split(), match.group("county")
        county = county or next((w for w in words[-1:] if w in ("County", "Parish")), None)
        plain_man = match.group("bare") or match.group("body") == "Sheriff"
        if plain_man and not county and not _is_county(words):
            continue
        kept = _county_words(words, stated=county is not None)
        if not kept:
            continue
        name = sheriff_name(" ".join(kept), county)
        start = (
            match.start() + match.group("run").rindex(kept[0]) if kept != words else match.start()
        )
        start = sentence.text.index(kept[0], start)
        yield with_members(
            AgencyNamed(
                name, Kind.SHERIFF, None, sentence, order, start, match.end(),
                actor=bool(match.group("men") or match.group("bare")),
            )
        )  # fmt: skip


def _is_county(words: Sequence[str]) -> bool:
    return bool(_county_words(words, stated=False))


def _county_words(words: Sequence[str], *, stated: bool) -> list[str]:
    """The words that name a county: the longest known ending of the run."""
    while words and words[-1] in ("County", "Parish", "Co.", "COUNTY"):
        words, stated = words[:-1], True
    for skip in range(len(words)):
        if gazetteer.counties_named(" ".join(words[skip:])):
            return list(words[skip:])
    if not words:
        return []
    if stated and words[-1].lower() not in NOT_A_NAME:
        return [words[-1]]
    if not stated and gazetteer.state_code(words[-1]):
        return []  # "West Texas sheriff's officials"
    if not stated and is_town(words[-1:]) and words[-1].lower() not in NOT_A_NAME:
        return [words[-1]]
    return []


def sheriff_name(county: str, word: str | None) -> str:
    """ "Kern County Sheriff's Office", of a county and the word that stands after it."""
    known = gazetteer.counties_named(county)
    suffix = "Parish" if known and all("Parish" in each.name for each in known) else "County"
    suffix = word.title() if word and word.lower() == "parish" else suffix
    own = known and all(each.name == county for each in known)
    if own or (not known and not word):
        return f"{county} Sheriff's Office"
    return f"{county} {suffix} Sheriff's Office"


def county_police(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "Gwinnett County police", "a Gwinnett County officer"."""
    for match in _COUNTY_POLICE.finditer(sentence.text):
        kept = _county_words(match.group("run").split(), stated=True)
        if not kept:
            continue
        name = f"{' '.join(kept)} {match.group('county')} Police Department"
        start = sentence.text.index(kept[0], match.start())
        actor = match.group("men") is not None
        yield with_members(
            AgencyNamed(
                name, Kind.LOCAL_POLICE, None, sentence, order, start, match.end(), actor=actor
            )
        )


def constables_named(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """Constables and marshals by their place (:mod:`pipeline.forces.constables`)."""
    for name, start, end in constables.find(sentence.text):
        office = sentence.text[start:end].lower().endswith("office")
        yield AgencyNamed(
            name, Kind.LOCAL_OTHER, None, sentence, order, start, end, actor=not office
        )


def prosecutors(sentence: Sentence, order: int) -> Iterator[AgencyNamed]:
    """ "The Bibb County district attorney", "prosecutors", "a grand jury": they judge."""
    for match in _PROSECUTOR.finditer(sentence.text):
        kept = _county_words((match.group("run") or "").split(), stated=True)
        office = _office(match.group("body"))
        name = f"{' '.join(kept)} {match.group('county')} {office}" if kept else f"? {office}"
        start = sentence.text.index(kept[0], match.start()) if kept else match.start("body")
        yield AgencyNamed(
            name, Kind.LOCAL_OTHER, None, sentence, order, start, match.end(), reviews=True
        )


def _office(body: str) -> str:
    low = body.lower().replace("’", "'")
    if "grand" in low:
        return "grand jury"
    if "district" in low:
        return "District Attorney's Office"
    if "state's" in low:
        return "State's Attorney's Office"
    return "Attorney's Office" if low.startswith("attorney") else "Prosecutor's Office"
