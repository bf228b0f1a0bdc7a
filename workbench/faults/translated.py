"""Whether an article reads as if a machine had translated it."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from workbench.grammar import grammar_of, tokens
from workbench.records import Sentence
from workbench.split import FRAGMENT

AGREEING = 3  # signs that tell together; people who write carelessly give one or two
LEAST, MOST = 5, 0.8  # commas to tell a habit by; the share of them that makes it one
APART = 6  # endings written apart, where none is joined
LEFT = 2  # words of another language

WARNING = (
    "The source reads as if a machine had translated it: {}. What is wrong in it is wrong in the "
    "translation too."
)

_COMMA = re.compile(r"\s?[,،؛](?=\s|$)")
_LATIN = re.compile(r"(?<![\w.@/:-])[a-z]{2,}(?![\w.@/:-])")


def warning(sentences: Sequence[Sentence]) -> str | None:
    """A sentence that names the signs, where several agree."""
    found = [said for sign in SIGNS if (said := sign(sentences))]
    return WARNING.format("; ".join(found)) if len(found) >= AGREEING else None


def _stray(sentences: Sequence[Sentence]) -> str | None:
    for before, after in pairwise(sentences):
        goes_on = before.block == after.block and FRAGMENT not in before.flags
        if FRAGMENT in after.flags and goes_on and after.source.endswith((".", "۔", "。", "।")):
            return f"a stray “{after.source}” follows sentence {before.id}"
    return None


def _spaced_commas(sentences: Sequence[Sentence]) -> str | None:
    commas = [found[0] for s in sentences for found in _COMMA.finditer(s.source)]
    spaced = sum(comma[0].isspace() for comma in commas)
    many = len(commas) >= LEAST and spaced >= MOST * len(commas)
    return f"{spaced} of {len(commas)} commas have a space before them" if many else None


def _apart(sentences: Sequence[Sentence]) -> str | None:
    """Endings and prefixes apart from their words: a tokenizer's spaces, or a lost ZWNJ."""
    if not sentences:
        return None
    apart = _words()["apart"].get(sentences[0].language, frozenset())
    found = [word for s in sentences for word in s.source.split() if word in apart]
    joined = any("\u200c" in s.source for s in sentences)
    if len(found) < APART or joined:
        return None
    shown = " ".join(dict.fromkeys(f"“{word}”" for word in found))
    return f"parts of words stand apart ({shown})"


def _left(sentences: Sequence[Sentence]) -> str | None:
    """Small words of English, which no name has and no quotation is short of."""
    english = _words()["left"]["eng_Latn"]
    found = [w for s in sentences for w in _LATIN.findall(s.source) if w in english]
    if len(found) < LEFT:
        return None
    return "English words are left in it (" + ", ".join(dict.fromkeys(found)) + ")"


def _doubled(sentences: Sequence[Sentence]) -> str | None:
    """The same small word twice, which no language of ours does."""
    for sentence in sentences:
        known = grammar_of(sentence.language)
        small = known.conjunctions | known.relatives
        for one, other in pairwise(tokens(sentence.source)):
            if one == other and (one,) in small:
                return f"“{one} {other}” stands in sentence {sentence.id}"
    return None


SIGNS: Sequence[Callable[[Sequence[Sentence]], str | None]] = (
    _stray,
    _doubled,
    _left,
    _spaced_commas,
    _apart,
)


@cache
def _words() -> Mapping[str, Mapping[str, frozenset[str]]]:
    text = (files("workbench.faults") / "words.toml").read_text(encoding="utf-8")
    return {
        kind: {lang: frozenset(words) for lang, words in table.items()}
        for kind, table in tomllib.loads(text).items()
    }
