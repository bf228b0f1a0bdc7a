"""Cutting a sentence that is too long for a model, at the least harmful places."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from workbench.grammar import Grammar, Word, grammar_of, words_of
from workbench.records import Engine

# Where to cut if nothing else helps, best first: after a mark that closes a clause, after a
# comma, at any space.
_CUTS = (";؛:；", ",،、，", " \t\n\u00a0")
_CLAUSE_MARKS = ";؛；…"
_COMMAS = ",،、，"
_OPENING, _CLOSING = "«“„([{「『（《【", "»”)]}」』）》】"
_NEAR = 6  # words after a conjunction among which its verb stands
_APPOSITION = 12  # words between two commas that may be one
_SMALLEST = 0.15  # share of what is cut that is left on either side


def parts_of(
    text: str, engine: Engine, *, lang: str, limit: int, comfortable: int | None = None
) -> list[str]:
    """`text` whole when it is at most `comfortable` tokens, else the clauses of which it is made.

    A part without a place between clauses stays whole up to `limit` (by default all there is);
    one that is longer is cut where it does least harm.
    """
    wanted = limit if comfortable is None else min(comfortable, limit)

    def within(most: int) -> Callable[[str], bool]:
        return lambda part: engine.count([part], source=lang)[0] <= most

    if within(wanted)(text):
        return [text.strip()] if text.strip() else []
    clauses = clauses_of(text, lang=lang, fits=within(wanted))
    return [part for clause in clauses for part in cut(clause, fits=within(limit))]


def clauses_of(text: str, *, lang: str, fits: Callable[[str], bool]) -> list[str]:
    """`text` in parts that fit if it has the places: after ؛ and before conjunctions of clauses.

    A conjunction of clauses has a finite verb on both sides. Nothing is cut inside quotation
    marks, brackets or an apposition. Only the spaces between parts are lost.

    >>> clauses_of("He came and she left", lang="eng_Latn", fits=lambda part: len(part) < 15)
    ['He came', 'and she left']
    """
    places = _Places.of(text, lang)
    return [
        part
        for start, end in _parts(text, places, 0, len(text), fits)
        if (part := text[start:end].strip())
    ]


def cut(text: str, *, fits: Callable[[str], bool]) -> list[str]:
    """`text` in parts that each fit, in order, losing nothing but the spaces between them.

    Halves at the best mark nearest the middle, again and again; a part without any place to cut
    is halved where it stands.

    >>> cut("one two; three four, five", fits=lambda part: len(part) <= 12)
    ['one two;', 'three four,', 'five']
    """
    text = text.strip()
    if len(text) < 2 or fits(text):
        return [text] if text else []
    place = _place(text)
    return cut(text[:place], fits=fits) + cut(text[place:], fits=fits)


def _place(text: str) -> int:
    """The offset to cut at: just after the chosen mark."""
    middle = len(text) / 2
    for marks in _CUTS:
        places = [i + 1 for i, character in enumerate(text[:-1]) if character in marks]
        inner = [p for p in places if 0.1 * len(text) <= p <= 0.9 * len(text)]
        if inner:
            return min(inner, key=lambda p: abs(p - middle))
    return len(text) // 2


@dataclass(frozen=True, slots=True)
class _Places:
    """Offsets in a sentence: after clause marks, before conjunctions, and of finite verbs."""

    marks: list[int]
    conjunctions: list[int]
    verbs: list[int]

    @classmethod
    def of(cls, text: str, lang: str) -> "_Places":
        known = grammar_of(lang)
        found = words_of(text)
        free = _Outside.of(text)
        marks = [
            place + 1
            for place, (character, after) in enumerate(pairwise(text))
            if (character in _CLAUSE_MARKS or text[place - 1 : place + 1] == "..")
            and after.isspace()
            and free.at(place)
        ]
        joins = [place for place in _conjunctions(text, found, known) if free.at(place)]
        return cls(marks, joins, [word.start for word in found if known.is_verb(word.text)])

    def within(self, start: int, end: int) -> list[int]:
        """Where the stretch may be cut, too near its ends left out; marks before conjunctions."""
        least = _SMALLEST * (end - start)
        low, high = start + least, end - least
        marks = self.marks[bisect_left(self.marks, low) : bisect_left(self.marks, high)]
        if marks:
            return marks
        first, last = (bisect_left(self.conjunctions, at) for at in (low, high))
        return [p for p in self.conjunctions[first:last] if self._joins(start, p, end)]

    def _joins(self, start: int, place: int, end: int) -> bool:
        """Whether a verb stands on both sides of a place in a stretch."""
        first, second, third = (bisect_left(self.verbs, at) for at in (start, place, end))
        return first < second < third


def _parts(
    text: str, places: _Places, start: int, end: int, fits: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    inner = [] if fits(text[start:end].strip()) else places.within(start, end)
    if not inner:
        yield start, end
        return
    middle = min(inner, key=lambda place: abs(2 * place - start - end))
    yield from _parts(text, places, start, middle, fits)
    yield from _parts(text, places, middle, end, fits)


def _conjunctions(text: str, found: list[Word], known: Grammar) -> Iterator[int]:
    """Where a conjunction begins that a finite verb follows soon, or comes before at once."""
    for index, word in enumerate(found):
        if index == 0:
            continue
        texts = [near.text for near in found[index : index + _NEAR + 4]]
        length = known.conjunction(texts)
        if length is None:
            continue
        if known.verb_last:
            joins = known.is_verb(found[index - 1].text)
        else:
            joins = _verb_follows(texts[length:][:_NEAR], known)
        if joins:
            yield word.start


def _verb_follows(texts: list[str], known: Grammar) -> bool:
    """Whether a finite verb is near, and not another clause's."""
    for text in texts:
        if (text,) in known.relatives:
            return False
        if known.is_verb(text):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Outside:
    """Where a sentence is outside quotation marks, brackets and appositions: a flag a character."""

    free: bytearray

    @classmethod
    def of(cls, text: str) -> "_Outside":
        free = bytearray(len(text) + 1)
        depth, quoted = 0, False
        for place, character in enumerate(text):
            free[place] = depth <= 0 and not quoted
            if character in _OPENING:
                depth += 1
            elif character in _CLOSING:
                depth = max(0, depth - 1)
            elif character == '"':
                quoted = not quoted
        for start, end in _appositions(text):
            free[start:end] = bytes(end - start)
        return cls(free)

    def at(self, place: int) -> bool:
        return bool(self.free[place])


def _appositions(text: str) -> Iterator[tuple[int, int]]:
    """The inside of each short stretch between two commas; its first word is outside it."""
    commas = [place for place, character in enumerate(text) if character in _COMMAS]
    for start, end in pairwise(commas):
        inside = text[start + 1 : end]
        if len(inside) < 20 * _APPOSITION and len(inside.split()) <= _APPOSITION:
            first = start + 1 + len(inside) - len(inside.lstrip())
            yield min(first + 1, end), end
