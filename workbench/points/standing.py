"""Whether a sentence stands alone, judged on its own words in one language."""

import re
from typing import Literal

from workbench.grammar import outside_quotes, same_quotes
from workbench.points.cues import Cues
from workbench.words import holds, starts, words

Lean = Literal["none", "person", "other"]

_ENDS = re.compile(r"[.!?؟۔。！？…:]['\"»”’)\]]*$")
_SAID_QUOTE = re.compile(r'\s*\w+\s*:?\s*"')
_ADDRESS = re.compile(r"https?:|www\.|@|\[email")
_FEWEST_WORDS = 5
_FEWEST_UNENDED = 9  # shorter than this and without a full stop: a heading or a caption
_INTRODUCTION = 12  # words within which an introduction gives way to its subject


def is_fragment(text: str, cues: Cues) -> bool:
    """Headings, captions, bylines, addresses, links to elsewhere: no sentence of the article."""
    found = words(text)
    fewest = _FEWEST_WORDS if _ENDS.search(text.strip()) else _FEWEST_UNENDED
    return (
        len(found) < fewest or bool(_ADDRESS.search(text)) or starts(found, cues.asides)
    ) and not _unspaced(text, found)


def _unspaced(text: str, found: list[str]) -> bool:
    """A sentence of a script without spaces is one long word."""
    return len(text) > 12 * max(1, len(found)) and not _ADDRESS.search(text)


def _without_prefix(found: list[str], cues: Cues) -> list[str]:
    if found and len(found[0]) > 2 and found[0][0] in cues.prefixes:
        return [found[0][1:], *found[1:]]
    return found


def _lacks_subject(found: list[str], cues: Cues) -> bool:
    """A verb first whose subject stood in an earlier sentence, or a verb of saying likewise."""
    if starts(found, cues.bare_verbs) or any(found[0].endswith(e) for e in cues.bare_endings):
        return True
    return starts(found[:1], cues.say) and starts(found[1:], cues.that)


def _unnamed_speaker(found: list[str], cues: Cues) -> bool:
    """Somebody named only earlier speaks: "The spokesman added"."""
    rest = found[1:] if starts(found[:1], cues.say) else found
    return any(
        tuple(rest[:n]) in cues.unnamed
        and (starts(rest[n : n + 2], cues.say) or starts(rest[n:], cues.that))
        for n in (1, 2)
    )


def _late_pronoun(text: str, cues: Cues) -> bool:
    """An introduction, then a pronoun, with no name before it."""
    if not starts(words(text)[:3], cues.introductions):
        return False
    for token in text.split()[1:_INTRODUCTION]:
        word = words(token)
        if word and starts(word[:1], cues.later):
            return True
        if token[:1].isupper():
            return False
    return False


def lean(text: str, cues: Cues) -> Lean:
    """How the opening leans on an earlier sentence: on one person, otherwise, or not at all."""
    if not (found := words(text)):
        return "none"
    for form in (found, _without_prefix(found, cues)):
        if starts(form, cues.person):
            return "person"
        if starts(form, cues.openers) or _lacks_subject(form, cues):
            return "other"
        quotes = _SAID_QUOTE.match(same_quotes(text))
        if _unnamed_speaker(form, cues) or (quotes and starts(form[:1], cues.say)):
            return "other"
    return "other" if _late_pronoun(text, cues) else "none"


def joins(text: str, cues: Cues) -> bool:
    """A connective at the head: it follows on, though it can be read alone."""
    found = words(text)
    return starts(found, cues.connectives) or starts(_without_prefix(found, cues), cues.connectives)


def quotation_without_speaker(text: str, cues: Cues) -> bool:
    """A sentence that is a quotation, with nobody named beside it."""
    plain = same_quotes(text).strip()
    if not plain.startswith('"'):
        return False
    beside = words(outside_quotes(plain))
    quoted_more = len(words(plain)) > 2 * len(beside)
    pronoun = holds(beside, cues.person) or holds(beside, cues.later)
    return quoted_more and (len(beside) < 3 or pronoun)
