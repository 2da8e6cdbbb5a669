"""Incidents whose people are called nearly so: for who types a name as it is heard or misspelt."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from pipeline import names
from pipeline.naming import name_comparison, name_spelling
from pipeline.naming.name_comparison import NameVerdict
from storage.tables import incident

MOST = 5
#: From here on two words of names are spellings of one.
LEAST = 0.8


def near(session: Session, wanted: str, *, most: int = MOST) -> list[str]:
    """Identifiers of incidents, the nearest name first.

    Words are compared first, each once: only names that share one with ``wanted``, spelt nearly
    alike, are compared as names.
    """
    asked = names.fold(wanted).split()
    rows = session.execute(select(incident.c.n, incident.c.names).where(incident.c.names != ""))
    known = [(row.n, name) for row in rows for name in row.names.split("\n")]
    words = {word for _, name in known for word in names.fold(name).split()}
    like = {word for word in words if any(_alike(one, word) for one in asked)}
    best: dict[int, float] = {}
    for n, name in known:
        if like.isdisjoint(names.fold(name).split()):
            continue
        told = name_comparison.compare_written(wanted, name)
        if told.verdict is not NameVerdict.INCOMPATIBLE:
            best[n] = max(told.score, best.get(n, 0.0))
    return [f"I{n}" for n in sorted(best, key=lambda n: (-best[n], n))[:most]]


def _alike(one: str, word: str) -> bool:
    return min(len(one), len(word)) > 2 and name_spelling.spelling(one, word)[0] >= LEAST
