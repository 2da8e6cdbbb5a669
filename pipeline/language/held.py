"""A thing that words put into somebody's hands."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.language.hedging import hedged
from pipeline.records import AssertedBy, Basis, Claim, Sentence


@dataclass(frozen=True, slots=True)
class Held:
    """One mention of a thing in somebody's hands (or of there being none)."""

    kind: str
    phrase: str
    sentence: Sentence
    start: int
    end: int
    score: float
    rule: str
    source: AssertedBy = AssertedBy.UNKNOWN
    verb: int = -1  # where the verb stands whose subject holds it
    charged: bool = False  # named in a charge: what somebody is accused of, not a thing seen
    called: bool = False  # only a caller's word, or that of whom police looked for
    kept: bool = False  # found in a car or a room, and in nobody's hand
    accounts: tuple[Held, ...] = ()  # where it is left open: what each side says

    def claim(self, field: str, value: str) -> Claim:
        return Claim(
            field,
            value,
            None if self.charged else self.phrase,
            None if self.charged else self.sentence.span(0, len(self.sentence.text)),
            basis=Basis.INFERRED if self.charged else Basis.STATED,
            asserted_by=self.source,
            hedged=hedged(self.sentence.text, self.start, self.end, deed=True),
            method=f"circumstances/{field}/{self.rule}",
            confidence=round(min(0.97, 0.45 + 0.12 * self.score), 2),
        )


def mention(sentence: Sentence, start: int, end: int, kind: str, score: float, rule: str) -> Held:
    text = sentence.text
    return Held(kind, text[start:end], sentence, start, end, score, rule, verb=start)


def rank(held: Held) -> tuple[float, int]:
    return (held.score, -(held.sentence.start + held.start))
