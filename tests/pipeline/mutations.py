"""Pages gone wrong in every way we know, and what must hold of reading them all the same.

    python -m tests.pipeline.mutations [COUNT] [SEED]

reads COUNT mutated pages of the bundled newsroom (20,000 unless told otherwise) and prints, for
each kind of damage, how many were read, set aside and slow. Ends in failure if any broke a rule.
"""

from __future__ import annotations

import random
import re
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from casebook.demo.addresses import page as page_of
from casebook.demo.desk import stories
from pipeline.reader import read
from pipeline.records import Basis, Claim, Page, Reading, Rejected, Where

FETCHED = datetime(2027, 1, 1, tzinfo=UTC)
SECONDS = 10.0  # of CPU; a page of ordinary size takes a hundredth of one
Mutation = Callable[[str, random.Random], "str | bytes"]

_WORDS = re.compile(r">([^<>]*[A-Za-z][^<>]*)<")
_PARAGRAPH = re.compile(r"<p\b[^>]*>.*?</p>", re.DOTALL)
_SENTENCE = re.compile(r"[^.!?]+[.!?]+[\"”’']?\s*")
_HOSTILE = (
    "\u202e\u2066\u200b\u200d\ufeff\u00ad\u2028\u2029\u0085\x0b\x0c\x1f\x7f\ufffe\uffff\ufffd"
    "İıſßﬁŉ\u0345\u0308\u0301\u20e3𝐏𝐨𝐥𝐢𝐜𝐞😀👮🏽‍♂️٣१Ⅷ½，。「」\U000e0041\U0010ffff"
)
_FOREIGN = (
    "La policía informó que el hombre de treinta años murió después de que un agente disparara "
    "varias veces durante una persecución en el centro de la ciudad.",
    "Selon la police, un homme de trente ans est mort samedi soir après avoir été touché par "
    "plusieurs tirs d'un policier lors d'un contrôle routier.",
    "Nach Angaben der Polizei starb der Mann am Samstagabend, nachdem ein Beamter mehrere "
    "Schüsse auf ihn abgegeben hatte, während er vor der Streife floh.",
    "По данным полиции, мужчина скончался в больнице после того, как сотрудник открыл огонь.",
    "警方表示，一名男子周六晚间在追逐过程中被警察开枪击中，送医后不治身亡。",
    "قالت الشرطة إن الرجل توفي متأثرا بجراحه بعد أن أطلق عليه ضابط النار مساء السبت.",
)
_ODD_DAYS = (
    "Feb. 30", "13/45/2019", "0000-00-00", "99 years ago", "10000 days later", "31 June",
    "next Blursday", "Dec. 31, 9999", "the 32nd", "1 B.C.", "on the 31st of February",
)  # fmt: skip


def paragraphs(html: str) -> list[str]:
    return _PARAGRAPH.findall(html)


def _in_words(html: str, change: Callable[[str], str]) -> str:
    return _WORDS.sub(lambda match: f">{change(match.group(1))}<", html)


def _instead(html: str, body: str) -> str:
    """The page with its paragraphs gone and others in the first one's place."""
    first, *rest = paragraphs(html) or [""]
    for one in rest:
        html = html.replace(one, "", 1)
    return html.replace(first, body, 1) if first else html + body


def capitals(html: str, _: random.Random) -> str:
    return _in_words(html, str.upper)


def question_marks(html: str, _: random.Random) -> str:
    return _in_words(html, lambda text: re.sub(r"[\"'“”‘’]|&#39;|&quot;", "???", text))


def second_story(html: str, dice: random.Random) -> str:
    other = "".join(paragraphs(dice.choice(newsroom())))
    last = (paragraphs(html) or [html])[-1]
    return html.replace(last, last + other, 1)


def transcript(html: str, _: random.Random) -> str:
    text = " >> ".join(re.sub(r"<[^>]+>", " ", one) for one in paragraphs(html))
    return _instead(html, f"<p>ANCHOR: {text.upper()} >>> REPORTER: BACK TO YOU.</p>")


def endless(html: str, dice: random.Random) -> str:
    body = paragraphs(html)
    words = max(1, sum(len(one.split()) for one in body))
    times = min(2000, dice.choice((5_000, 20_000, 200_000)) // words + 1)
    return _instead(html, "".join(body) * times)


def one_word(html: str, dice: random.Random) -> str:
    return _instead(html, f"<p>{dice.choice(('Police', 'x', '.', '   ', 'shot' * 500))}</p>")


def one_line(html: str, _: random.Random) -> str:
    """No full stop and no break anywhere."""
    text = " ".join(re.sub(r"<[^>]+>|[.!?]", " ", one) for one in paragraphs(html))
    return _instead(html, f"<p>{text * 3}</p>")


def unspaced(html: str, _: random.Random) -> str:
    return _in_words(html, lambda text: "".join(text.split()))


def foreign(html: str, dice: random.Random) -> str:
    sentence = dice.choice(_FOREIGN)
    return _instead(html, f"<p>{' '.join([sentence] * 5)}</p>" * 4)


def hostile_letters(html: str, dice: random.Random) -> str:
    def strewn(text: str) -> str:
        at = dice.randrange(len(text) + 1)
        return text[:at] + "".join(dice.choices(_HOSTILE, k=dice.randint(1, 4))) + text[at:]

    return _in_words(html, strewn)


def combining(html: str, dice: random.Random) -> str:
    pile = dice.choice(("\u0301", "\u0489", "&#x202e;", "&#55357;", "&#0;", "&#1114112;", "&zwj;"))
    return _in_words(html, lambda text: pile.join(text[:60]) + text[60:])


def null_bytes(html: str, dice: random.Random) -> bytes:
    raw = bytearray(html.encode())
    for _ in range(dice.randint(1, 200)):
        raw.insert(dice.randrange(len(raw)), 0)
    return bytes(raw)


def deep(html: str, dice: random.Random) -> str:
    tag = dice.choice(("div", "b", "table><tr><td", "ul><li", "blockquote", "font", "p"))
    first = (paragraphs(html) or [html])[0]
    return html.replace(first, f"<{tag}>" * dice.choice((300, 3000)) + first, 1)


def huge_attributes(html: str, dice: random.Random) -> str:
    junk = dice.choice(("a", "&amp;", "police shot ", "😀", '\\"')) * 100_000
    first = (paragraphs(html) or [html])[0]
    return html.replace(first, f"<div class=\"{junk}\" data-x='{junk}'>{first}</div>", 1)


def mixed_encodings(html: str, dice: random.Random) -> bytes:
    at = dice.randrange(len(html))
    one, other = dice.choices(("utf-8", "latin-1", "cp1252", "utf-16", "utf-7", "shift_jis"), k=2)
    return html[:at].encode(one, "replace") + html[at:].encode(other, "replace")


def wrong_charset(html: str, dice: random.Random) -> bytes:
    named = dice.choice(("utf-16", "koi8-r", "gb18030", "x-nonsense", "utf-7", "cp037"))
    return re.sub(r"charset=[\"']?[\w-]+", f"charset={named}", html).encode()


def cut_short(html: str, dice: random.Random) -> str:
    return html[: dice.randrange(len(html))]


def noise(html: str, dice: random.Random) -> bytes:
    raw = bytearray(html.encode())
    for _ in range(dice.randint(1, 400)):
        raw[dice.randrange(len(raw))] = dice.randrange(256)
    return bytes(raw)


def tag_soup(html: str, dice: random.Random) -> str:
    return re.sub(r"</?\w+[^>]*>", lambda tag: tag.group() * dice.choice((0, 1, 1, 1, 2)), html)


def shuffled(html: str, dice: random.Random) -> str:
    body = paragraphs(html)
    dice.shuffle(body)
    return _instead(html, "".join(body))


def contradictory(html: str, dice: random.Random) -> str:
    """Numbers, days and names change from sentence to sentence."""
    days = ("Monday", "Tuesday", "Friday", "Sunday", "last March", "Jan. 3, 2019", "tomorrow")
    html = re.sub(r"\b\d{1,2}\b(?=[^<>]*<)", lambda _: str(dice.randint(0, 120)), html)
    pattern = r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?=[^<>]*<)"
    return re.sub(pattern, lambda _: dice.choice(days), html)


def odd_days(html: str, dice: random.Random) -> str:
    html = re.sub(r"\d{4}-\d\d-\d\dT[\d:]+", dice.choice(("0001-01-01T00:00:00", "x", "")), html)
    return _in_words(html, lambda text: f"{text} on {dice.choice(_ODD_DAYS)}")


def quotes_open(html: str, dice: random.Random) -> str:
    return _in_words(html, lambda text: dice.choice("“\"'‘(") * dice.randint(1, 30) + text)


def broken_data(html: str, dice: random.Random) -> str:
    """Linked data that is not: half an object, a number, a list a thousand deep."""
    data = dice.choice(('{"@type":"NewsArticle"', "3", "[" * 5000, '{"@graph":[{"author":[[1]]}]}'))
    script = r'(<script type="application/ld\+json">).*?(</script>)'
    return re.sub(script, lambda match: match[1] + data + match[2], html, flags=re.DOTALL)


MUTATIONS: tuple[Mutation, ...] = (
    capitals, question_marks, second_story, transcript, one_word, one_line, unspaced, foreign,
    hostile_letters, combining, null_bytes, deep, huge_attributes, mixed_encodings, wrong_charset,
    cut_short, noise, tag_soup, shuffled, contradictory, odd_days, quotes_open, broken_data,
)  # fmt: skip
SELDOM: tuple[Mutation, ...] = (endless,)  # dear: one page in two hundred


@lru_cache(maxsize=1)
def newsroom() -> tuple[str, ...]:
    """The bundled newsroom's pages as text."""
    return tuple(page_of(story).body.decode("utf-8", "replace") for story in stories())


@dataclass(frozen=True, slots=True)
class Mutated:
    name: str
    page: Page


def mutated(count: int, seed: int) -> Iterator[Mutated]:
    """So many damaged pages, the same for the same seed; a third are damaged twice."""
    dice = random.Random(seed)
    for number in range(count):
        change = SELDOM[0] if number % 200 == 7 else dice.choice(MUTATIONS)
        name, body = change.__name__, change(dice.choice(newsroom()), dice)
        if dice.random() < 0.33 and change not in SELDOM:
            again = dice.choice(MUTATIONS)
            text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
            name, body = f"{name}+{again.__name__}", again(text or "x", dice)
        raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
        kind = dice.choice(("text/html", "text/html; charset=utf-8", "", "text/html; charset=x"))
        yield Mutated(name, Page(f"https://a.example/{number}", raw, FETCHED, kind))


def broken_rules(reading: Reading) -> list[str]:
    """What does not hold of a reading that must hold of every one."""
    article = reading.article
    found = []
    for text in (article.title, article.text, article.byline or "", article.dateline or ""):
        try:
            text.encode()
        except UnicodeEncodeError:
            found.append("text that no database takes")
        if "\x00" in text:
            found.append("a null character in the text")
    for report in reading.reports:
        for claim in report.claims:
            found.extend(_of_claim(claim, article.title, article.text, len(report.people)))
    return found


def _of_claim(claim: Claim, title: str, text: str, people: int) -> Iterator[str]:
    if claim.person is not None and not 0 <= claim.person < people:
        yield f"{claim.field}: of nobody"
    if not 0.0 <= claim.confidence <= 1.0:
        yield f"{claim.field}: confidence {claim.confidence}"
    if claim.basis is Basis.INFERRED:
        if claim.quote is not None:
            yield f"{claim.field}: inferred, with a quote"
        return
    if claim.quote is None or not claim.as_written:
        yield f"{claim.field}: stated, without its words"
        return
    source = title if claim.quote.where is Where.TITLE else text
    if not 0 <= claim.quote.start < claim.quote.end <= len(source):
        yield f"{claim.field}: a quote outside the text"
    elif claim.as_written not in source[claim.quote.start : claim.quote.end]:
        yield f"{claim.field}: words that are not in their quote"


@dataclass
class Outcome:
    read: int = 0
    reports: int = 0
    claims: int = 0
    set_aside: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0


def attempt(one: Mutated, outcome: Outcome) -> None:
    started = time.process_time()
    try:
        reading = read(one.page)
    except Rejected as refused:
        outcome.set_aside[str(refused.reason)] += 1
    except Exception:  # that there is none is what is measured
        outcome.faults.append(f"{one.page.url} {one.name}: {traceback.format_exc(limit=-4)}")
    else:
        outcome.read += 1
        outcome.reports += len(reading.reports)
        outcome.claims += sum(len(report.claims) for report in reading.reports)
        outcome.faults += [f"{one.page.url} {one.name}: {rule}" for rule in broken_rules(reading)]
    spent = time.process_time() - started
    outcome.slowest = max(outcome.slowest, spent)
    if spent > SECONDS:
        outcome.faults.append(f"{one.page.url} {one.name}: {spent:.1f} s of CPU")


def main(arguments: Sequence[str]) -> int:
    count, seed = (int(each) for each in [*arguments, *("20000", "1")[len(arguments) :]])
    outcomes: dict[str, Outcome] = defaultdict(Outcome)
    for number, one in enumerate(mutated(count, seed), 1):
        attempt(one, outcomes[one.name.partition("+")[0]])
        if number % 1000 == 0:
            sys.stderr.write(f"{number:,} of {count:,}\n")
    sys.stdout.write("\n".join(report(outcomes)) + "\n")
    return 1 if any(outcome.faults for outcome in outcomes.values()) else 0


def report(outcomes: dict[str, Outcome]) -> Iterator[str]:
    yield (f"{'':18}{'read':>7}{'set aside':>11}{'claims':>9}{'faults':>8}{'slowest':>9} s")
    for name, one in sorted(outcomes.items()):
        aside = one.set_aside.total()
        line = f"{one.read:7,}{aside:11,}{one.claims:9,}{len(one.faults):8,}{one.slowest:9.2f}"
        yield f"{name:18}{line}"
    aside = sum((one.set_aside for one in outcomes.values()), Counter[str]())
    pages = sum(one.read for one in outcomes.values()) + aside.total()
    faults = [fault for one in outcomes.values() for fault in one.faults]
    claims = sum(one.claims for one in outcomes.values())
    yield f"{pages:,} pages, {claims:,} claims, {len(faults):,} faults; set aside: {dict(aside)}"
    yield from faults[:20]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
