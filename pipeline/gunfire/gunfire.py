"""One telling of gunfire: who fires, who is hit, and where in its sentence it is told."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.language.word_classes import Actor

#: Whom a shot may hit who is no officer.
PEOPLE = (Actor.CIVILIAN, Actor.SOMEBODY, Actor.NOBODY)


@dataclass(frozen=True, slots=True)
class Gunfire:
    """One telling of gunfire inside a sentence; offsets count in that sentence.

    ``hit`` is False where shots were fired and nobody is said to be struck.
    ``shooter_at`` and ``target_at`` are the offsets of the words that name the parties.
    """

    shooter: Actor
    target: Actor
    hit: bool
    start: int
    end: int
    shooter_at: tuple[int, int] | None = None
    target_at: tuple[int, int] | None = None
    #: or killed (no gun named), answered, tried, fired, involved, noun, accused, camera, exchange
    kind: str = "verb"

    @property
    def by_police(self) -> bool:
        """A person who is not an officer is hit, and police fired."""
        return self.hit and self.shooter is Actor.POLICE and self.target in PEOPLE

    @property
    def told_of(self) -> str:
        """Who fired, as far as the words themselves say: what is concluded is kept apart."""
        return "answered" if self.kind == "answered" else self.shooter.value

    @property
    def of_person(self) -> bool:
        return self.hit and self.target not in (Actor.ANIMAL, Actor.THING)


#: The gunfire of each sentence of a story.
Heard = tuple[tuple[Gunfire, ...], ...]
