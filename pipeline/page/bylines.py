"""Who wrote it: a byline as printed, without dates, addresses, roles and the outlet's own name."""

from __future__ import annotations

import re

_BREAK = re.compile(r"\n|\s[|•·/–—-]\s|\s{3,}|;\s|\s(?=by\s[A-Z])|(?<=[a-z])(?=By\s[A-Z])")
_LEAD = re.compile(
    r"(?i)^\W*(?:(?:(?:posted|written|reported|published|story)\s)?by\b[:\s]*|authors?:\s*)"
)
#: What stands in a byline beside names: addresses, numbers, dates of publication.
_NOISE = re.compile(
    r"""(?ix)
      \S+@\S+ | (?<!\w)@\w+ | https?://\S+ | \b(?:www\.)\S+ | \(?\d{3}\)?[-.\s]\d{3}[-.]\d{4} |
      \b(?:posted|published|updated|last\ updated|first\ published)\b.*$ |
      (?:\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?\s*)?
      \b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b.*$ |
      \b\d{1,2}\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{4}\b.*$ |
      \b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b.*$ | \b\d{1,2}:\d{2}\b.*$ |
      \bon\s*$
    """
)
#: What somebody is at the paper: ", staff writer", "crime reporter".
_ROLE = re.compile(
    r"""(?ix)
      ,\s*ap\s(?:\w+\s){0,2}(?:writer|reporter|editor)s?$ |
      (?:,\s*|\s+|^)(?:the\s)?(?:(?:senior|chief|associate|assistant|managing|executive|digital|web|
        news|crime|courts?|public\ safety|breaking\ news|investigative|multimedia|metro|city|
        general\ assignment|contributing|special|staff|police|political|night|weekend)\s)*
      (?:writers?|reporters?|editors?|correspondents?|producers?|journalists?|anchors?|columnists?|
        photographers?|photojournalists?|staff|contributors?|news\ director|meteorologist|
        team|newsroom|reports?)
      (?:\s(?:and|&)\s\w+)?(?:,.*|\s(?:at|for|of|with)\s.*)?$ |
      (?:,\s*|\s)(?:for|of|special\ to|courtesy\ of)\sthe\s.*$
    """
)
_PERSON = re.compile(
    r"[^\W\d_][\w.'’-]*(?:\s(?:(?:de|la|del|van|von|der|bin|al|and|y)\s)*[A-ZÀ-Ý][\w.'’-]*){1,4}"
)
_NOBODY = re.compile(
    r"(?i)\b(?:staff|newsroom|admin|administrator|webmaster|editorial board|news desk|"
    r"web (?:team|producer))\b|^(?:editor|author|user|guest|unknown|news|wire reports?)$"
)


def clean_byline(text: str | None, outlet: str | None = None) -> str | None:
    """The names a byline holds; None when it names only the house or its staff.

    >>> clean_byline("By Harriet Noone\\nFriday, April 29, 2022")
    'Harriet Noone'
    >>> clean_byline("Ada Quist, Staff Writer, aquist@ledger.example")
    'Ada Quist'
    >>> clean_byline("Riverton Ledger Staff") is None
    True
    """
    names: list[str] = []
    for piece in _BREAK.split(text or ""):
        name = _name(piece)
        if not name or _is_house(name, outlet) or name in names:
            continue
        if not names or _PERSON.fullmatch(name):
            names.append(name)
    return ", ".join(names) or None


def _name(piece: str) -> str:
    piece = " ".join(_NOISE.sub("", _LEAD.sub("", " ".join(piece.split()))).split())
    if _NOBODY.search(piece):
        named = _ROLE.sub("", piece).strip(" ,")
        piece = named if "," in piece and not _NOBODY.search(named) else ""
    piece = _ROLE.sub("", piece).strip(" ,;:|()[]")
    letters = sum(character.isalpha() for character in piece)
    return piece if letters >= 3 and len(piece) <= 120 and not piece.startswith("http") else ""


def _is_house(name: str, outlet: str | None) -> bool:
    return bool(outlet) and _key(name) == _key(outlet or "")


def _key(name: str) -> str:
    return re.sub(r"\W|^the\b", "", name.casefold())
