"""What stands around a story on its page and is no part of it, line by line.

Links to other stories, the lists they stand in, asks, share bars, readers' comments and who the
author is: extraction leaves some of them in, and texts that come without their page have them all.
A name there is nobody's of the story, so those lines are not read. Whole paragraphs on other cases
are :mod:`pipeline.story.other_items`'; text that tells of the shooting in passing is
:mod:`pipeline.story.background`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.language import branches
from pipeline.page import photo_credits
from pipeline.records import Sentence, Where

_LONGEST = 300  # characters: no link and no ask is longer

#: Asks and marks of the frame that many sites leave in the text.
_FRAME = branches.compiled(
    r"""(?ix)^(?:
      (?:read|see)\ (?:more|also|next)\b.* | (?:also|more)\ (?:on|from|read)\b[^.]{0,80}$ |
      related(?:\ (?:story|stories|articles?|coverage|content))?(?:\ ?[:|].{0,140})?$ |
      (?:sign|signing)\ up\ (?:for|to|here)\b.* | subscribe\b.* | newsletter\b.* |
      (?:click|tap)\ here\b.* | download\ (?:the|our)\b.*\bapp\b.* |
      (?:follow|like)\ (?:us|our)\b.* | share\ this\b.* | advertisement | story\ continues\b.* |
      (?:photo|image|video|file\ photo|photo\ credit|credit)s?\s?:.{0,160}$ |
      you\ may\ also\ like.{0,20} | printer[- ]friendly.{0,20} | topics:? | _{2,} |
      \|[^|]{0,300}\b(?:photo|video|image|courtesy|file)\b[^|]{0,200}\| |
      this\ (?:story|article|report|content)\ (?:has\ been|was)\ (?:originally\ )?
        (?:produced|published|provided|distributed)\ (?:by|in|on|with|to)\b.{0,160} |
      this\ (?:web)?site\ uses\ cookies\b.* | contact\ the\ newsroom\b.* |
      copyright\b.* | ©.* | all\ rights\ reserved.* |
      (?:the\ )?associated\ press\ contributed\ to\ this\ (?:report|story)\.? |
      this\ material\ may\ not\ be\ published.* |
      have\ an?\ (?:news\ |story\ )?(?:tip|idea)\?.* |
      (?:like|enjoyed?)\ this\ (?:story|article)\?.* |
      get\ the\ (?:latest|day.s|top)\b[^.]{0,80}\binbox\b.* | tell\ us\ what\ you\ think.{0,20} |
      (?:contact|email|e-mail|write\ to|reach)\ [^@]{0,60}\S+@\S+.{0,80} |
      [^@.]{0,60}\b(?:can|may)\ be\ reached\ [^@]{0,40}\S+@\S+.{0,120} |
      (?:-\ )?(?:order\ reprints|print\ (?:this\ )?article|\d*\ ?comments?) |
      (?:last\ )?updated\b[^.]{0,12}\d{1,2}:\d{2}\ ?[ap]\.?m\.?.{0,40}
    )$"""
)
#: More of the kind, in texts that come without their page.
_ASK = branches.compiled(
    r"""(?ix)^\W{0,4}(?:
      do\ you\ (?:know\ more|have\ (?:more\ )?(?:information|a\ tip))\?.* |
      (?:get|never\ miss|stay\ (?:up\ to\ date|informed|connected))\b[^.]{0,80}
        \b(?:alerts?|news(?:letters?)?|facebook|twitter|latest|headlines|anytime|post|stories)\b
        [^.]{0,120} |
      download\b[^.]{0,60}\bapps?\b.* |
      follow\ (?:@|[^.]{1,30}\bon\ (?:twitter|facebook|instagram)\b).* |
      (?:read\ or\ share|report\ an\ error|sign\ in\ using|please\ enable|copy\ link)\b.* |
      (?:join\ the\ conversation|text\ ["“]\w+["”]\ to\ \d)\b.* |
      (?:image|photo|slide)\ \d+\ of\ .{1,30} |
      (?:(?:share|tweet|e-?mail|print|save|facebook|twitter|pinterest|reddit|linkedin|google\+?|whatsapp|sms|copy|link
        |enlarge|buy\ now|close|menu|more|advertisement|watch\ live)(?:[\s|/,•·]+|$)){1,10}
    )$"""
)
#: Whose the text is; a story may go on in the same line, or a caption begin with the sign.
_RIGHTS = re.compile(r"(?i)^\W{0,3}(?:©|\(c\)|copyright\b)")
_RESERVED = re.compile(
    r"(?i)^\W{0,3}(?:(?:©|\(c\)|copyright)\W{0,3}(?:\(c\)\s*|©\s*|copyright\s*)?(?:(?:19|20)\d\d\b|[^.,]{0,70}[.)]?$)|all\s+rights\s+reserved"
    r"|(?:this\s+material|it)\s+may\s+not\s+be\s+|do\s+not\s+reproduce)"
)
_LABEL = (
    r"related(?:\s+(?:stor(?:y|ies)|articles?|coverage|content|links?|videos?|news))?|also\s+read|see\s+(?:also|more)|read(?:\s+(?:more|also|next))?"
    r"|more(?:\s+(?:coverage|news|stories|top\s+stories|video|crime\s+news|local\s+stories))?|watch(?:\s+(?:now|live|more))?"
    r"|previous(?:ly|\s+(?:stor(?:y|ies)|coverage|reports?))|next(?:\s+(?:up|story|article))?|up\s+next|trending(?:\s+now)?|don['’]t\s+miss"
    r"|must\s+read|recommended|earlier|recent(?:ly)?|video(?:\s+above)?|listen|(?:photo\s+)?gallery|photos|in\s+other\s+news|more\s+on\s+this\s+topic"
)
#: "RELATED: Man shot in Ames", "READ | Affidavit", "[Read more: …]".
_LABELLED = re.compile(rf"(?i)^\W{{0,4}}(?:{_LABEL})\s*[:|]+\s*\S")
#: "MORE Two dead after …", "Related Coverage Teen shot": a label that only its letters set apart.
_RUN_ON = re.compile(
    rf"^\W{{0,4}}(?:(?=[A-Z][A-Z])(?=[A-Z\s’']+(?:[A-Z][a-z’']|[A-Z]+\s+[a-z]|[\d“‘']))(?i:{_LABEL})(?=\s+(?:[A-Z]+[a-z’'\s]|[\d“‘']))(?!\s+[A-Z]+\s+[A-Z\d])"
    r"|Related\s+(?:Stor(?:y|ies)|Articles?|Coverage|Content|Links?)|Also\s+[Rr]ead|See\s+[Aa]lso|Read\s+[Mm]ore)\s+(?=[A-Z\d“‘'])"
)
_ARROW = re.compile(r"^(?:>>|»|►|▶|➤)\s*\S")
_ARROWS = 3  # more of them are the turns of a transcript
#: What stands above a list of other stories.
_HEAD = branches.compiled(
    r"""(?ix)^\W{0,4}(?:
      (?:related|previous|recent|latest|other|popular|top|trending|recommended|sponsored|promoted
        |local|more)
        (?:\ (?:local|top|crime|breaking|national|news|trending))?
        \ (?:stor(?:y|ies)|articles?|coverage|content|links?|news|headlines|trending|reading|now
          |videos?|posts?)
        (?:\ (?:for\ you|from\ .{1,30}|on\ .{1,40}|in\ .{1,30}|you\ may\ like.{0,20}))? |
      related | trending | recommended(?:\ for\ you)? | popular | latest | paid\ content |
      story\ continues\b.{0,30} |
      most\ (?:read|popular|viewed|recent|shared|commented) | also\ on\ .{1,30} | also |
      you\ (?:may|might)\ (?:also\ )?(?:like|enjoy|be\ interested\ in) |
      more\ (?:from|on)\ .{1,40} |
      what\ others\ are\ (?:reading|clicking\ on) | (?:from\ )?around\ the\ web | from\ the\ web |
      editor[’']?s[’']?\ (?:picks|choice) | don[’']t\ miss | up\ next | next\ up |
      read\ (?:more|next|also) | in\ case\ you\ missed\ it
    )\W{0,3}$"""
)
_STOPS = (".", "!", "…", ":", ";", ",")
_CLOSERS = "\"”’')]"
_WHOLE = re.compile(r"[.!?][\"”’')\]]*$")
_WORDS = 4  # blanks in a headline
_LONG_TEASER = 170
_LONG_STAMP = 90
_AGO = re.compile(
    r"(?i)^(?:\w+\s+[|•·]\s+)?\d+\s+(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?)\s+ago$"
)
#: "The video above is from a previous report on …".
_OTHER_VIDEO = re.compile(
    r"(?i)^\W{0,3}(?:(?:note|editor['’]?s\s+note):\s*)?(?:the\s+)?(?:attached\s+|featured\s+)?(?:video|photo|clip|story|report)\s+"
    r"(?:(?:in|from)\s+the\s+(?:video\s+)?player\s+)?(?:featured\s+|attached\s+|shown\s+)?(?:above|below)\s+(?:is|was|comes|aired)\s+"
    r"(?:about|from|on|part\s+of|an?\s+(?:previous|earlier|related|different|separate))\b"
)
_COMMENTS = re.compile(
    r"(?i)^\W{0,3}(?:\d+\s+)?(?:(?:reader\s+|viewer\s+|user\s+)?comments?|responses?|leave\s+a\s+(?:reply|comment)|post\s+a\s+comment"
    r"|(?:join\s+the\s+)?(?:discussion|conversation))\W{0,3}(?:\(?\d+\)?)?$"
)
#: How readers' comments are told from a heading of the story's own.
_COMMENTED = re.compile(
    r"(?i)^(?:repl(?:y|ies)|report(?:\s+abuse)?|flag|like|log\s+in\b.{0,40}|sort\s+by\b.{0,30}|\d+\s+\w+\s+ago|(?:[\w.’'-]+\s+){1,4}says:?"
    r"|[\w.’'-]+\s+(?:[\w.’'-]+\s+){0,2}(?:wrote|commented):?)$"
)
_NAME = r"(?P<who>[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]*){1,3})"
#: Who wrote it, below the story.
_AUTHOR = re.compile(
    rf"^(?:(?i:about\s+the\s+(?:author|reporter|writer)s?)\b|{_NAME}(?:\s+(?:covers|reports\s+on|writes\s+about)\b|,?\s+(?:is|has\s+been)\s+(?:an?|the)\s+"
    r"(?:[\w'’-]+\s+){0,5}?(?:reporter|writer|editor|journalist|columnist|correspondent|producer|anchor|photographer|photojournalist)\b)"
    r"|(?i:this\s+(?:story|article)\s+was\s+(?:reported|written)\s+by)\b)"
)
_LAST = 4  # lines in which an author is told of
#: What sentences have and headlines leave out.
_PROSE = re.compile(r"\b(?:the|an?|was|were|his|her|their|had|said|who|which)\b")
_CAPITAL = re.compile(r"(?<=[\w,;'’–—-]\s)[A-Z][\w’'-]+")
_FEWEST = 2  # whole sentences above teasers that no heading announces


class _Line(NamedTuple):
    """Sentences of one line, by their numbers: ``sentences[first:last]``."""

    first: int
    last: int
    text: str


def is_frame(line: str) -> bool:
    """Whether a line is an ask or a mark of the frame, alone."""
    return _FRAME.match(line) is not None


def may_stand_above(line: str) -> bool:
    """Whether a line is so short and without an end that a story may begin below it.

    >>> may_stand_above("KXYZ NEWS"), may_stand_above("A man was shot.")
    (True, False)
    """
    return len(line) <= _LONG_STAMP and not _is_stopped(line)


def without_furniture(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of a story without those that stand around it.

    All are left where no whole sentence of the text would be.
    """
    lines = list(_lines(text, sentences))
    gone = _furniture(lines)
    kept = [line for at, line in enumerate(lines) if at not in gone]
    if not any(_is_stopped(line.text) for line in kept):
        return tuple(sentences)
    numbers = {number for at in gone for number in range(lines[at].first, lines[at].last)}
    return tuple(
        _uncredited(one, text)
        for number, one in enumerate(sentences)
        if number not in numbers and not (one.where is Where.TEXT and _is_aside_sentence(one.text))
    )


def _is_aside_sentence(text: str) -> bool:
    return _OTHER_VIDEO.match(text) is not None or _RESERVED.match(text) is not None


def _uncredited(one: Sentence, story: str) -> Sentence:
    text = photo_credits.blanked(one.text, story)
    return one if text == one.text else replace(one, text=text)


def _lines(text: str, sentences: Sequence[Sentence]) -> Iterator[_Line]:
    first = next((n for n, one in enumerate(sentences) if one.where is Where.TEXT), len(sentences))
    for number in range(first, len(sentences)):
        after = sentences[number + 1].start if number + 1 < len(sentences) else len(text)
        end = sentences[number].end
        if number + 1 == len(sentences) or "\n" in text[end:after]:
            yield _Line(first, number + 1, text[sentences[first].start : end])
            first = number + 1


def _furniture(lines: Sequence[_Line]) -> frozenset[int]:
    """Which of the lines are no part of the story."""
    few_arrows = sum(_ARROW.match(line.text) is not None for line in lines) <= _ARROWS
    gone: set[int] = set()
    listed = False  # below the head of a list of other stories
    for at, line in enumerate(lines):
        teaser = _is_teaser(line.text)
        if _HEAD.match(line.text):
            listed = True
            gone.add(at)
        elif _is_aside(line.text, few_arrows) or (listed and teaser):
            gone.add(at)
        elif _AGO.match(line.text):
            gone.update((at - 1, at) if at and _is_teaser(lines[at - 1].text) else (at,))
        else:
            listed = False
    return frozenset((*gone, *_comments(lines), *_authors(lines), *_teasers_below(lines)))


def _is_stopped(line: str) -> bool:
    """Whether a line ends as a sentence does, with a mark or a quotation."""
    return line.endswith(('"', "”")) or line.rstrip(_CLOSERS).endswith(_STOPS)


def _is_teaser(text: str) -> bool:
    return len(text) <= _LONG_TEASER and not _is_stopped(text)


def _is_aside(text: str, few_arrows: bool) -> bool:
    if len(text) > _LONGEST or _RIGHTS.match(text):
        return False
    if _FRAME.match(text) or _ASK.match(text) or photo_credits.is_line(text):
        return True
    bracketed = text[0] == "[" and text[-1] == "]"
    if _LABELLED.match(text):
        return bracketed or _is_teaser(text)
    return _is_teaser(text) and (
        _RUN_ON.match(text) is not None
        or (few_arrows and _ARROW.match(text) is not None and not text.isupper())
    )


def _comments(lines: Sequence[_Line]) -> range:
    """Readers' comments: from their heading to the end, where what follows is told as theirs."""
    for at in range(1, len(lines)):
        if _COMMENTS.match(lines[at].text) and any(
            _COMMENTED.match(line.text) for line in lines[at + 1 :]
        ):
            return range(at, len(lines))
    return range(0)


def _teasers_below(lines: Sequence[_Line]) -> Iterator[int]:
    """Headlines below the last sentence, of which no name stands in the story."""
    last = max((at for at, line in enumerate(lines) if _is_stopped(line.text)), default=0)
    whole = [line.text for line in lines[: last + 1] if _WHOLE.search(line.text)]
    if len(whole) < _FEWEST or not _WHOLE.search(lines[last].text):
        return
    story = " ".join(whole)
    for at in range(last + 1, len(lines)):
        text = lines[at].text
        names = _CAPITAL.findall(text)
        told = _PROSE.search(text) or any(name in story for name in names)
        if names and not told and text.count(" ") >= _WORDS and _is_teaser(text):
            yield at


def _authors(lines: Sequence[_Line]) -> Iterator[int]:
    """Among the last lines those on somebody who writes, and whom the story does not name."""
    for at in range(max(1, len(lines) - _LAST), len(lines)):
        match = _AUTHOR.match(lines[at].text)
        if match is None:
            continue
        surname = (match["who"] or "").split()[-1:]
        told = (
            any(surname[0] in line.text for line in lines[1:at] if not _is_teaser(line.text))
            if surname
            else False
        )
        if not told:
            yield at
