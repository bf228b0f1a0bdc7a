"""How two spellings of a name in Latin letters differ."""

import re
from collections.abc import Sequence
from functools import lru_cache

from workbench.words import fold

POSSESSIVE = re.compile(r"['’]s?$")
ARTICLE = re.compile(r"^[aeu]l[-‐'’ ](?=.)")
# Letters and pairs that romanisations exchange without another sound; ch and sh are out of the
# way (as \0 and \1) before h is.
SAME_SOUND = (
    *(("ch", "\0"), ("sh", "\1"), ("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t")),
    *(("ck", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("z", "s"), ("w", "v")),
)
# The same where a letter was lost: Sharma and Sarma, Volokhov and Volohov.
LIKE_SOUND = (("sh", "s"), ("kh", "h"), *SAME_SOUND)
STEM = 3
"""Letters that a name and its people share at least, Cuba and Cuban."""
PEOPLE = re.compile(r"(?:s|ns?|ans?|ians?|ia|is?|ic|ish|ese|ers?|y)?")
"""Endings of adjectives of places and names of peoples."""
SILENT = re.compile(r"(?<=.)[aeiouyh]|\d")
VOWEL = re.compile(r"^[eiou]")
REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 14)
def comparable(name: str) -> str:
    """A spelling without case, accents, hyphens, the possessive and the Arabic article."""
    folded = ARTICLE.sub("", fold(POSSESSIVE.sub("", name)))
    return "".join(c for c in folded if c.isalnum())


@lru_cache(maxsize=1 << 14)
def near(one: str, other: str) -> bool:
    """Whether two spellings are variants of one: they sound alike but for their vowels.

    >>> near("Pattavee", "Patavi"), near("Joe", "Cho")
    (True, False)
    """
    return any(_sounds(one, table) == _sounds(other, table) for table in (SAME_SOUND, LIKE_SOUND))


def derived(one: str, other: str) -> bool:
    """Whether one is the other or the same with an ending, as the name of a people is.

    >>> derived("Estonia", "Estonians"), derived("Italy", "Italian"), derived("Kim", "Kimmy")
    (True, True, False)
    """
    short, long = sorted((comparable(one), comparable(other)), key=len)
    if len(short) <= STEM:
        return short == long
    stems = (short, short.rstrip("aeoy"))
    return any(long.startswith(stem) and PEOPLE.fullmatch(long, len(stem)) for stem in stems)


def _sounds(name: str, table: Sequence[tuple[str, str]]) -> str:
    letters = comparable(name)
    for written, sound in table:
        letters = letters.replace(written, sound)
    return REPEATED.sub(r"\1", SILENT.sub("", VOWEL.sub("a", letters)))
