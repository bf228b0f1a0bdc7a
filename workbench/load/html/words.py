"""Words to compare texts by; in scripts that write none, characters."""

import re
import unicodedata
from collections.abc import Sequence

# Thai to Khmer, kana, Han; of these a character is a word.
SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{SPACELESS}]|(?:(?![{SPACELESS}])\w)+")
UNSEEN = dict.fromkeys((0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0xFEFF))
GRAM = 3
MOST = 0.6  # of the words that a head tells are shown
SAME = 0.8  # of the words of the shorter of two titles are in the other


def words_of(text: str) -> list[str]:
    """The words in lower case, without the marks that join and direct letters.

    (trafilatura drops the joiners that Persian writes within words.)
    """
    return WORD.findall(unicodedata.normalize("NFKC", text).translate(UNSEEN).lower())


def grams(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Every run of `GRAM` words; the whole where there are fewer."""
    return {tuple(words[i : i + GRAM]) for i in range(max(1, len(words) - GRAM + 1))}


def share_in(words: Sequence[str], known: set[tuple[str, ...]]) -> float:
    """How much of `words` is in a text whose grams are `known`, 0 to 1."""
    own = grams(words)
    return len(own & known) / len(own)


def same_title(shown: str, told: str) -> bool:
    """Whether a page shows a title that its head tells, but for punctuation and a site's name."""
    first, second = set(words_of(shown)), set(words_of(told))
    few = min(len(first), len(second))
    shared = len(first & second)
    return few > 0 and shared >= max(SAME * few, MOST * len(second), min(3, len(first)))
