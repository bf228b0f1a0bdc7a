"""Where a raw block is cut because a span at its beginning or end is no part of its text.

Places are found in the original, so that the parts, joined, give it back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from workbench.clean import marks
from workbench.clean.folding import CLOSERS, count_words, key_of, place_after, words_of
from workbench.clean.marks import ends_word, find_mark, leading_marks

# The line under an embedded tweet. Every repeat is bounded.
SIGNATURE = re.compile(
    r"[—–―-]{1,2} ?[^()\n]{1,80}\(@\w{1,30}\)"
    r"(?: {0,2}(?:[^\W\d_]{3,12} \d{1,2}, ?\d{4}|\d{1,2} [^\W\d_]{3,12}[,،]? ?\d{4}))?"
)
AFTER_SENTENCE = re.compile(r"[.!?؟۔。！？…\n][»”\"’')\]]{0,2}\s{0,3}(?=\S)")
COPYRIGHT = re.compile(r"[( ]{0,2}(?:[©ⓒ]|\(c\) |copyright (?:©|\(c\)|\d{4}))", re.IGNORECASE)
BEFORE_END_MARK = "([/*<|•-"
REACH = 160
"""A span at an end is no longer, in code points."""
TRAILING = frozenset({"end mark", "comment prompt", "chrome", "source", "keywords", "disclaimer"})
GLUED_WITHIN = 40  # words behind a mark in which the end of a link's text is looked for
MOST_LINKS = 20  # in one block
LONGEST_TEASER = 25  # words
ASKING = "؟?!"  # a title may end so, and no abbreviation does
GLUED_MARK = 'opens with a "read also" mark that is glued to what follows'
SHORT_TEASER = 12  # words of one that ends in a full stop


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a raw block's text from `start`, and what was doubted about cutting it."""

    start: int
    text: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """How often the article has each word, and those that open a sentence in it."""

    words: dict[str, int]
    openers: frozenset[str]


def known_words(texts: Sequence[str]) -> Known:
    counted = dict[str, int]()
    opening = set[str]()
    for text in texts:
        words = words_of(text)
        for word in words:
            counted[word] = counted.get(word, 0) + 1
        opening.update(word for word in words[:1] if len(word) > 3)
    return Known(counted, marks.words("openers") | marks.words("continuing") | opening)


def cut(text: str, known: Known | None) -> list[Part]:
    """The parts of a raw block, one where there is nothing to cut or `known` is not given."""
    if known is None:
        return [Part(0, text)]
    places = {0}
    flags: tuple[str, ...] = ()
    if "(@" in text:
        places.update(around_signatures(text))
    places.update(islice(before_related(text), MOST_LINKS))
    for start, end in pairwise([*sorted(places), len(text)]):
        place, doubt = end_of_link(text[start:end], known)
        places.update(() if place is None else (start + place,))
        flags += (doubt,) if doubt else ()
    if not COPYRIGHT.match(text):
        places.update(before_trailing(text, max(places), known))
    bounds = [*sorted(places), len(text)]  # an empty text is one empty part
    return [
        Part(start, text[start:end], flags if start == 0 else ()) for start, end in pairwise(bounds)
    ]


def around_signatures(text: str) -> Iterator[int]:
    """Before and behind each signature of a tweet; the tweet's text is the part above it."""
    for match in SIGNATURE.finditer(text):
        yield match.start()
        if text[match.end() :].strip():
            yield match.end()


@cache
def strong_related() -> frozenset[str]:
    """Keys of the marks that announce a link wherever a sentence may begin."""
    return frozenset(
        mark.key
        for mark in marks.marks()
        if mark.role == "related" and mark.how == "opens" and mark.firm
    )


def before_related(text: str) -> Iterator[int]:
    """Where a "read also" mark follows the end of a sentence."""
    for match in AFTER_SENTENCE.finditer(text):
        place = match.end()
        found = related_at(text[place : place + REACH])
        if found is not None:
            yield place


def related_at(text: str) -> int | None:
    """Where the strong "read also" mark ends with which a text begins."""
    strong = strong_related()
    ends = [found.end for found in leading_marks(text) if found.mark.key in strong]
    return ends[0] if ends else None


def end_of_link(text: str, known: Known) -> tuple[int | None, str | None]:
    """Where the link ends with which a text opens, or a doubt where that cannot be told."""
    rest = related_at(text[:REACH])
    if rest is None:
        return None, GLUED_MARK if opens_glued(text[:REACH], known) else None
    for match in islice(re.finditer(r"\S+", text[rest : rest + 600]), GLUED_WITHIN):
        inside = boundary_in(match[0], known)
        if inside is not None:
            return rest + match.start() + inside, None
        if match[0].rstrip(CLOSERS)[-1:] in ASKING and text[rest + match.end() :].strip():
            return rest + match.end(), None
    words = count_words(text[rest:])
    if words <= (SHORT_TEASER if ends_in_stop(text) else LONGEST_TEASER):
        return None, None
    return None, 'opens with a "read also" mark, and where the link ends could not be told'


def opens_glued(text: str, known: Known) -> bool:
    """Whether a "read also" mark opens a text and is glued to a word that opens sentences."""
    key = key_of(text)
    phrases = (mark for mark in marks.by_head().get(key[:2], ()) if " " in mark.text)
    return any(
        mark.key in strong_related()
        and key.startswith(mark.key)
        and glued_to(text, mark) in known.openers
        for mark in phrases
    )


def glued_to(text: str, mark: marks.Mark) -> str:
    """What is left of the word in which the mark ends with which a text begins."""
    end = place_after(text, mark.key) or 0
    return "" if ends_word(text, end) else key_of(text[end:].split(maxsplit=1)[0])


def ends_in_stop(text: str) -> bool:
    return text.rstrip(CLOSERS)[-1:] in tuple(".۔。।")


def boundary_in(token: str, known: Known) -> int | None:
    """Where in a token a word ends and a sentence begins, if two were glued together.

    The part before must be a word of the article, or a number, or end in a mark; the rest a
    word that opens sentences. A token that the article has elsewhere is whole.
    """
    if known.words.get(key_of(token), 0) > 1:
        return None
    for place in range(1, len(token) - 1):
        before, after = token[:place], token[place:]
        if after[0].isalpha() and ends_before(before, after, known):
            return place
    return None


def ends_before(before: str, after: str, known: Known) -> bool:
    """Whether a word ends with `before` and a sentence opens with `after`."""
    word, next_word = key_of(before), key_of(after)
    if after[0].isupper() and before[-1].islower():
        return len(word) > 3 and len(next_word) > 2 and word in known.words
    if before[-1] in ASKING:
        return True
    opens = next_word in known.openers
    if before[-1] in '.۔…»”")]':
        return opens
    if not opens or len(next_word) < 3 or after[0].isupper() or after[0].islower():
        return False
    return before[-1].isdigit() or (len(word) > 1 and word in known.words)


def before_trailing(text: str, start: int, known: Known) -> list[int]:
    """Where end marks, prompts and other spans at the end of a text begin, behind `start`."""
    places = list[int]()
    end = len(text)
    while len(places) < 4:
        place = last_span(text[start:end], known)
        if place is None or not text[start : start + place].strip():
            break
        end = start + place
        places.append(end)
    return places


def last_span(text: str, known: Known) -> int | None:
    """Where the last span begins that a mark makes something else than text."""
    tail = max(0, len(text) - REACH)
    for match in reversed(list(AFTER_SENTENCE.finditer(text, tail))):
        rest = text[match.end() :]
        found = find_mark(rest, words=count_words(rest), key=key_of(rest))
        if found and found.mark.role in TRAILING:
            return match.end()
    return end_mark_within(text, tail, known)


@cache
def end_marks() -> tuple[marks.Mark, ...]:
    """Those of words; "-30-" may be part of a date."""
    words = (mark for mark in marks.marks() if not mark.key.isdigit())
    return tuple(mark for mark in words if mark.role == "end mark")


def end_mark_within(text: str, tail: int, known: Known) -> int | None:
    """Where a closing end mark begins that no full stop stands before."""
    key = key_of(text[tail:])
    for mark in end_marks():
        if mark.key not in key:
            continue
        for place in range(len(text) - 1, tail - 1, -1):
            if key_of(text[place]) and opens_end_mark(text, place, mark, known):
                opening = text[:place].rstrip()
                bracketed = opening[-1:] and opening[-1] in BEFORE_END_MARK
                return len(opening) - 1 if bracketed else place
    return None


def opens_end_mark(text: str, place: int, mark: marks.Mark, known: Known) -> bool:
    """Whether the end mark stands at `place`, closes the text, and no sentence needs it."""
    rest = text[place:]
    end = place_after(rest, mark.key)
    if end is None or not ends_word(rest, end) or count_words(rest) > 7:
        return False
    before = text[:place].rstrip()
    if before[-1:] and before[-1] in BEFORE_END_MARK:
        return True
    if " " not in mark.text:
        return False
    glued = before == text[:place] and before[-1:].isalpha()
    return not glued or (words_of(before) or ("",))[-1] in known.words
