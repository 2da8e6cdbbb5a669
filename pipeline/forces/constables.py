"""Constables and town marshals: small elected forces that are no sheriff's and no police."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language.cued import Cued

_CAP = r"[A-Z][\w’'.-]*"
#: "Harris County Precinct 3 deputy constable", "a constable", "the Pct. 4 Constable's Office".
_CONSTABLE = Cued(
    rf"(?:(?P<county>(?:{_CAP}\s+){{1,3}}?(?:County|Parish))(?:[’']s)?\s+)?"
    r"(?:(?P<part>(?:Precinct|Pct\.|District|Ward)\s+\d{1,2})\s+)?"
    r"(?:[Dd]eputy\s+|[Rr]eserve\s+)?\b[Cc]onstables?(?:[’']s?)?(?:\s+[Oo]ffice)?"
    r"(?:\s+[Dd]eput(?:y|ies)(?![\w-]))?(?![\w-])"
)
#: "Roann Town Marshal", "a town marshal": not of the U.S. Marshals Service.
_MARSHAL = Cued(
    rf"(?:(?P<town>{_CAP}(?:\s+{_CAP})?)\s+)?\b(?P<kind>[Tt]own|[Vv]illage|[Cc]ity)\s+(?:[Dd]eputy\s+)?"
    r"[Mm]arshals?(?:[’']s?)?(?:\s+[Oo]ffice)?(?![\w-])"
)
_NO_TOWN = frozenset("a an the deputy former then while when by and".split())


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Each such force of a text with its place; "?" for whose it is where that is not said.

    >>> [name for name, *_ in find("A Harris County Precinct 3 deputy constable fired.")]
    ["Harris County Precinct 3 Constable's Office"]
    >>> [name for name, *_ in find("Roann Town Marshal Rod Stone fired; a town marshal may.")]
    ["Roann Town Marshal's Office", "? Town Marshal's Office"]
    """
    for match in _CONSTABLE.finditer(text):
        county, part = match["county"], match["part"]
        words = county.split() if county else []
        while words and words[0].lower() in _NO_TOWN:
            words = words[1:]
        whose = " ".join([*(words or "?"), *([part] if part else [])])
        start = text.index(words[0], match.start()) if words else match.start()
        yield f"{whose} Constable's Office", start, match.end()
    for match in _MARSHAL.finditer(text):
        town = match["town"] if (match["town"] or "a").lower() not in _NO_TOWN else "?"
        start = match.start() if town != "?" else match.start("kind")
        yield f"{town} {match['kind'].title()} Marshal's Office", start, match.end()
