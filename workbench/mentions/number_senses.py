"""What single words say of numbers and dates, whatever is written onto them."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache, partial

from workbench.mentions.number_lexicon import Entry, Lexicon, Sense, lexicon
from workbench.words import unified

_ROMAN = re.compile(r"(?=[IVXL]{2}|[VX])(X{0,3}L?X{0,3}(?:IX|IV|V?I{0,3}))(?:e|er|ème)?")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_SHORTEST_DUAL = 4
_TWO = Sense("hint", Decimal(2))
_REMEMBERED = 1 << 15  # words of each language


@cache
def reader(lang: str) -> Callable[[str], tuple[Entry, ...]]:
    """What a word of a text may say, or begin to say, best first; nothing for most words."""
    return lru_cache(maxsize=_REMEMBERED)(partial(_read, known=lexicon(lang)))


def _read(word: str, known: Lexicon) -> tuple[Entry, ...]:
    """The entries of the word with the senses that its first letter allows."""
    entries = _entries_of(word, known)
    if not entries or not known.cased or word[0].isupper():
        return tuple(entries)
    fitting = (
        entry._replace(senses=tuple(sense for sense in entry.senses if not sense.cased))
        for entry in entries
    )
    return tuple(entry for entry in fitting if entry.senses)


def _entries_of(word: str, known: Lexicon) -> Sequence[Entry]:
    plain = unified(word)
    exact = known.entries.get(plain, ())
    if exact and any(not entry.rest for entry in exact):
        return exact
    if not exact and _is_bare(word, plain, known):
        return ()
    bases = _bases(plain, known)
    stripped = [
        entry._replace(joined=joined)
        for joined, base in bases
        if joined or base != plain
        for entry in known.entries.get(base, ())
    ]
    return (*exact, *(stripped or _hinted(word, plain, bases, known)))


def _is_bare(word: str, plain: str, known: Lexicon) -> bool:
    """Whether the outer letters alone show that nothing is written onto a word: so most are."""
    return (
        plain[:1] not in known.firsts
        and plain[-1:] not in known.lasts
        and word[0] not in _ROMAN_VALUES
    )


def _bases(plain: str, known: Lexicon) -> list[tuple[bool, str]]:
    """The word without what is written onto it, and whether a join was."""
    found = []
    for joined, word in _unjoined(plain, known):
        found.append((joined, word))
        for clitic in known.clitics.get(word[:1], ()):
            if word.startswith(clitic) and len(word) > len(clitic) + 1:
                found.append((joined, word[len(clitic) :]))
        for ending in known.endings.get(word[-1:], ()):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                found.append((joined, word[: -len(ending)]))
    return found


def _unjoined(plain: str, known: Lexicon) -> list[tuple[bool, str]]:
    return [
        (True, plain[len(join) :])
        for join in known.glued_joins
        if plain.startswith(join) and len(plain) > len(join) + 1
    ] + [(False, plain)]


def _hinted(
    word: str, plain: str, bases: Iterable[tuple[bool, str]], known: Lexicon
) -> Sequence[Entry]:
    """What a word of no entry may still tell of: "double", of which the number's stem is part."""
    senses = []
    telling = [base for _, base in bases if base.startswith(known.beginnings)]
    if telling:
        heard = (stem for stem in known.stems if any(b.startswith(stem) for b in telling))
        senses += [Sense("hint", known.stems[stem]) for stem in heard]
    if len(plain) > _SHORTEST_DUAL and plain.endswith(known.dual_endings):
        senses.append(_TWO)
    roman = _ROMAN.fullmatch(word) if word[0] in _ROMAN_VALUES else None
    if roman:
        senses.append(Sense("hint", Decimal(_roman(roman[1]))))
    return (Entry((), tuple(senses)),) if senses else ()


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )
