"""What changed between two versions of a story: paragraphs, facts, and what the outlet says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from pipeline.language.text import paragraphs

_ALIKE = 0.5  # two paragraphs this alike are one that was reworded
_MOST = 400  # paragraphs that are compared; no story has more
#: How a note on the story itself begins: "Correction: …", "Editor's note: …".
_NOTICE = re.compile(
    r"""(?ix)
    ^\W{0,3}(?P<label>
        corrections?(?:\ to\ this\ (?:story|article))? | corrected | clarifications? | retraction |
        (?:editor|publisher|author)[’']?s?[’']?\ note | update[d]? )
      (?!\ (?:officer|department|facilit|cent(?:er|re)|institution))
      (?:[\s,(]+(?:on\ |at\ )?(?-i:[A-Z0-9])[\w,.:/ ]{0,30}\)?)?\s*[:—–]\s+\S
    | ^\W{0,3}an?\ (?:earlier|previous|prior|original)\ version\ of\ th(?:is|e)
        \ (?:story|article|report|post|headline)\b
    | \b(?:this|the)\ (?:story|article|report|post|headline)\ (?:has\ been|was|is)\ (?:since\ )?
        (?:corrected|clarified|retracted|updated\ to\ (?:correct|reflect|clarify|remove|fix))\b
    | \b(?:we|the\ \w+)\ regrets?\ (?:the|this)\ error\b
    """
)
_CORRECTING = re.compile(
    r"(?i)\b(?:correct(?:ed|ions?|ly)?|incorrect(?:ly)?|misstated|misidentified|misspell?ed|erroneous(?:ly)?|"
    r"inaccurate(?:ly)?|wrong(?:ly)?|mistaken(?:ly)?|in error|regrets? the error)\b"
)  # fmt: skip
_RETRACTING = re.compile(r"(?i)\bretract(?:ed|ion|s|ing)?\b")
_CLARIFYING = re.compile(r"(?i)\bclarif(?:y|ied|ies|ication)\b")


class NoticeKind(StrEnum):
    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    RETRACTION = "retraction"
    NOTE = "note"  # an editor's note or a dated update that corrects nothing


@dataclass(frozen=True, slots=True)
class Notice:
    """What an outlet says of its own story; ``text[start:end]`` of the article."""

    kind: NoticeKind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph that came (no ``before``), went (no ``after``) or was reworded."""

    before: str | None
    after: str | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "reworded"


@dataclass(frozen=True, slots=True)
class FactChange:
    """A value a later version gives where an earlier one gave another, or none."""

    field: str
    before: Any
    after: Any
    victim: str | None = None  # the name, of a fact about one of several people


def notices(text: str) -> tuple[Notice, ...]:
    """The paragraphs in which an outlet corrects or annotates its own story.

    >>> [notice.kind.value for notice in notices("Correction: He was 32, not 23.\\n\\nA man died.")]
    ['correction']
    """
    found: list[Notice] = []
    for start, end in paragraphs(text):
        paragraph = text[start:end]
        if len(paragraph) <= 900 and _NOTICE.search(paragraph):
            found.append(Notice(_kind(paragraph), paragraph, start, end))
    return tuple(found)


def _kind(paragraph: str) -> NoticeKind:
    if _RETRACTING.search(paragraph):
        return NoticeKind.RETRACTION
    if _CORRECTING.search(paragraph):
        return NoticeKind.CORRECTION
    return NoticeKind.CLARIFICATION if _CLARIFYING.search(paragraph) else NoticeKind.NOTE


def paragraph_changes(before: str, after: str) -> tuple[ParagraphChange, ...]:
    """What came, went or was reworded, in the order of the later text.

    >>> [change.kind for change in paragraph_changes("A.\\n\\nB.", "A.\\n\\nB.\\n\\nC is new.")]
    ['added']
    """
    old, new = (list(_spoken(text))[:_MOST] for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found: list[ParagraphChange] = []
    for _, first, last, start, end in (op for op in matcher.get_opcodes() if op[0] != "equal"):
        found += _paired(old[first:last], new[start:end])
    return tuple(found)


def _spoken(text: str) -> Iterator[str]:
    for start, end in paragraphs(text):
        yield " ".join(text[start:end].split())


def _paired(old: Sequence[str], new: Sequence[str]) -> list[ParagraphChange]:
    """Paragraphs of a changed stretch: each new one beside the old one it rewords, if any."""
    left = list(old)
    found: list[ParagraphChange] = []
    for after in new:
        best = max(left, key=lambda before: _likeness(before, after), default=None)
        if best is not None and _likeness(best, after) >= _ALIKE:
            at = left.index(best)
            found += [ParagraphChange(gone, None) for gone in left[:at]]
            found.append(ParagraphChange(best, after))
            left = left[at + 1 :]
        else:
            found.append(ParagraphChange(None, after))
    return found + [ParagraphChange(gone, None) for gone in left]


def _likeness(before: str, after: str) -> float:
    """How much of the words two paragraphs share, in order; 1 is the same paragraph."""
    return SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio()


#: Facts that follow from others, or that say how they are known: not what a story changed.
_NOT_TOLD = frozenset(
    ("field_states", "incident_date_from", "incident_date_to", "incident_date_precision",
     "agency_roles", "place", "scope", "events", "victims", "aliases", "name_status", "victim_id",
     "age_min", "age_max", "race_source", "incident_date_method")
)  # fmt: skip


def fact_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FactChange, ...]:
    """The values of a report that a later version changed, added or took away.

    Facts are as ``export articles`` writes them. A person is the same in both versions when the
    name agrees, or when each version has only one.
    """
    found = list(_changes(before, after, None))
    old, new = list(before.get("victims") or ()), list(after.get("victims") or ())
    single = len(old) <= 1 and len(new) <= 1
    for number, victim in enumerate(new):
        known = old[number : number + 1] if single else _namesakes(victim, old)
        who = None if single else victim.get("name")
        found += _changes(known[0] if known else {}, victim, who)
    return tuple(found)


def _namesakes(victim: Mapping[str, Any], others: Sequence[Any]) -> list[Any]:
    names = {victim.get("name"), *(victim.get("aliases") or ())} - {None}
    return [other for other in others if names & {other.get("name"), *(other.get("aliases") or ())}]


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], victim: str | None
) -> Iterator[FactChange]:
    for name in after:
        if name in _NOT_TOLD or (name not in before and after[name] in (None, [], {})):
            continue
        old, new = before.get(name), after[name]
        if old != new and not (old in (None, [], {}) and new in (None, [], {})):
            yield FactChange(name, old, new, victim)
