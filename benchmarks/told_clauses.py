"""Who shot whom, whatever else a sentence tells of the two? A grid of sentences of our own.

    python -m benchmarks.told_clauses [--sentences 600] [--show 5]

Police and a person, bare or with words that tell who they are ("officers chasing a man who killed
his wife", "a man wanted in the shooting of a deputy"), stand in thirty ways to say that the one
shot the other. Of the combinations as many are drawn by chance, with a fixed seed, as asked for.
Right is a sentence of which it is told that police hit somebody, and no other hit than its words
tell. Printed is the number right by kind of sentence and by who has such words, and the words that
fail most; ``--show`` prints sentences that fail.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from benchmarks import asking
from pipeline.gunfire.cues import told
from pipeline.language.word_classes import Actor
from pipeline.records import Sentence, Where

Hit = tuple[Actor, Actor]
_P, _C, _S, _N = Actor.POLICE, Actor.CIVILIAN, Actor.SOMEBODY, Actor.NOBODY
_HURT: tuple[Hit, ...] = ((_N, _P), (_N, _S), (_C, _P), (_S, _P))
_MURDER: tuple[Hit, ...] = ((_C, _C),)
_ON_POLICE: tuple[Hit, ...] = ((_C, _P), (_N, _P))


@dataclass(frozen=True)
class Party:
    """Words for somebody, and the hits that they tell of."""

    words: str
    hits: tuple[Hit, ...] = ()


POLICE = tuple(
    map(
        Party,
        (
            "police",
            "officers",
            "a deputy",
            "two Boone police officers",
            "a state trooper",
            "a SWAT officer",
        ),
    )
)
POLICE_TOLD = (
    Party("officers looking for a gunman"),
    Party("police looking for a man who had shot two people", _MURDER),
    Party("officers responding to a shooting"),
    Party("deputies called about a man who had fired a gun"),
    Party("an officer whom a man had stabbed"),
    Party("an officer who had been shot", _HURT),
    Party("a deputy who was himself wounded", _HURT),
    Party("officers chasing a man who killed his wife", _MURDER),
    Party("police investigating the killing of a clerk", (*_MURDER, (_N, _C))),
    Party("officers serving a warrant"),
    Party("two officers who came to the door"),
    Party("a deputy trying to stop a fight"),
    Party("officers sent to check on a woman"),
    Party("an officer working off duty at a bar"),
    Party("a trooper who had stopped the car"),
    Party("an officer, who has not been named,"),
    Party("police, called to a report of gunfire,"),
    Party("a sniper on a roof"),
)
PEOPLE = tuple(
    map(
        Party,
        ("a man", "a 34-year-old man", "Abel Orrin", "the suspect", "the driver of a pickup"),
    )
)
PEOPLE_TOLD = (
    Party("a man who had shot two people", _MURDER),
    Party("a man wanted in the shooting of a deputy", _ON_POLICE),
    Party("a man accused of killing his wife", _MURDER),
    Party("a man suspected of firing at an officer"),
    Party("a man who was holding a hostage"),
    Party("a robber who had wounded a clerk", _MURDER),
    Party("a man they say pointed a gun"),
    Party("a man who fired at them"),
    Party("a man who shot an officer", _ON_POLICE),
    Party("a man armed with a knife"),
    Party("a woman whose brother had called for help"),
    Party("a man who stabbed two officers"),
    Party("a man fleeing a traffic stop"),
    Party("a gunman who killed a deputy", _ON_POLICE),
    Party("a man barricaded in his home"),
    Party("a man police say had a gun"),
    Party("a man who had just killed his mother", _MURDER),
    Party("an unarmed man whose hands were up"),
)
#: Written when the rules were; a few shapes of them were mended afterwards.
POLICE_LATER = (
    Party("officers who were looking for a stolen car"),
    Party("a deputy hit by a car", _HURT),
    Party("officers patrolling the neighborhood"),
    Party("two agents trying to arrest his cousin"),
    Party("police surrounding the house where he lived"),
    Party("a trooper whose car had been rammed"),
    Party("an officer hired to guard the store"),
    Party("an officer who said he feared for his life"),
    Party("deputies answering a call from his mother"),
    Party("an officer who mistook a phone for a gun"),
    Party("a marshal hunting a man who had escaped from jail"),
    Party("officers dispatched after a neighbor heard shots"),
)
PEOPLE_LATER = (
    Party("a man who would not drop a rifle"),
    Party("a man carrying a woman's purse"),
    Party("a man trying to run over a deputy"),
    Party("a boy who had a pellet gun"),
    Party("a veteran whose wife had called 911"),
    Party("a man sought for killing two deputies", _ON_POLICE),
    Party("a man charged with shooting his brother", _MURDER),
    Party("a man who had been firing at cars"),
    Party("a man pinned under a car"),
    Party("a man being chased by a trooper"),
    Party("a man the sheriff said had threatened to kill people"),
    Party("a father of three who had stabbed his neighbor"),
)
FRAMES = {
    "active": (
        "{P} shot {C}",
        "{P} shot and killed {C}",
        "{P} fatally shot {C}",
        "{P} shot and wounded {C}",
        "{P} opened fire on {C}, killing him",
        "{P} fired at {C}, striking him twice",
        "{P} killed {C} with a single shot",
        "{P} gunned down {C}",
        "{P} shot {C} to death",
        "{P} fired several shots and hit {C}",
    ),
    "passive": (
        "{C} was shot by {P}",
        "{C} was shot and killed by {P}",
        "{C} was fatally shot by {P}",
        "{C} was wounded by gunfire from {P}",
        "{C} was killed when {P} opened fire",
        "{C} was hit when {P} fired",
        "{C} died after {P} shot him",
        "{C} was struck by bullets fired by {P}",
        "{C} was shot dead by {P}",
        "{C} has died after being shot by {P}",
    ),
    "other": (
        "Prosecutors are reviewing the fatal shooting of {C} by {P}",
        "The killing of {C} by {P} led to protests",
        "It was {P} who shot {C}",
        "The family of {C}, shot by {P}, wants answers",
        "Witnesses saw {P} shoot {C}",
        "Video shows {P} shooting {C}",
        "The sheriff said {P} had to shoot {C}",
        "A struggle ended with {P} shooting {C}",
        "A chase ended when {P} shot {C}",
        "{C}, whom {P} shot, has died",
    ),
}
TAILS = (
    "",
    " on Tuesday",
    " outside a bar, authorities said",
    " early Sunday on Mill Road, according to the state",
    " after a chase, the chief said",
)
WHO = {
    "both bare": (POLICE, PEOPLE),
    "police told of": (POLICE_TOLD, PEOPLE),
    "the person told of": (POLICE, PEOPLE_TOLD),
    "both told of": (POLICE_TOLD, PEOPLE_TOLD),
}
LATER = {
    "police told of": (POLICE_LATER, PEOPLE),
    "the person told of": (POLICE, PEOPLE_LATER),
    "both told of": (POLICE_LATER, PEOPLE_LATER),
}


def sentence(frame: str, police: Party, person: Party, tail: str) -> str:
    text = frame.format(P=police.words, C=person.words).replace(",,", ",") + tail + "."
    return text[0].upper() + text[1:]


def is_right(text: str, police: Party, person: Party) -> bool:
    """Whether police are told to hit somebody, and nobody another whom the words do not tell."""
    events = told([Sentence(Where.TEXT, 0, len(text), text, 0)])[0]
    hits = {(event.shooter, event.target) for event in events if event.hit}
    theirs = {(_P, _C), (_P, _S), (_P, _N)}
    return bool(hits & theirs) and hits <= theirs.union(police.hits, person.hits)


def drawn(
    frames: Sequence[str], who: tuple[Sequence[Party], Sequence[Party]], number: int
) -> Iterator[tuple[str, Party, Party, str]]:
    every = list(product(frames, *who, TAILS))
    random.Random(3).shuffle(every)
    yield from every[:number]


def main() -> None:
    parser = asking.parser(__doc__)
    parser.add_argument("--sentences", type=int, default=600, help="of each kind")
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    count(WHO, given.sentences, given.show)
    print("\nwords written later")
    count(LATER, given.sentences // 2, given.show)


def count(
    whose: Mapping[str, tuple[Sequence[Party], Sequence[Party]]], number: int, show: int
) -> None:
    """Print how many are right of ``number`` sentences of each kind, and what fails most."""
    right = asked = 0
    failing: Counter[str] = Counter()
    for (kind, frames), (whom, who) in product(FRAMES.items(), whose.items()):
        cases = list(drawn(frames, who, number))
        wrong = [each for each in cases if not is_right(sentence(*each), each[1], each[2])]
        print(f"{len(cases) - len(wrong):5} of {len(cases)}  {kind}, {whom}")
        for each in wrong[:show]:
            print("          ", sentence(*each))
        failing.update(words for f, p, c, _ in wrong for words in (f, p.words, c.words))
        right, asked = right + len(cases) - len(wrong), asked + len(cases)
    print(f"{right:5} of {asked}  together")
    print("fail most:", "; ".join(f"{words} ({n})" for words, n in failing.most_common(6)))


if __name__ == "__main__":
    main()
