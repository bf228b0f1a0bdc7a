"""Which script a text is written in."""

import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache

from workbench.languages.names import rows

_SAMPLE = 3000
_KANA_IN_JAPANESE = 0.1


@dataclass(frozen=True, slots=True)
class Script:
    """The main script of a text: its share of the letters, and how many words they make.

    `code` is Hans for Han letters of either kind: which kind is the next question. `amount` is
    in letters of an alphabet, of which a Han letter makes several.
    """

    code: str
    share: float
    letters: int
    amount: float
    words: float


def sample(text: str) -> str:
    """Up to 3,000 characters from start, middle and end, without addresses and tags."""
    if len(text) > _SAMPLE:
        third, middle = _SAMPLE // 3, len(text) // 2
        text = " ".join((text[:third], text[middle : middle + third], text[-third:]))
    words = unicodedata.normalize("NFKC", text).split()
    return " ".join(word for word in words if not _is_address(word))


def main_script(text: str) -> Script | None:
    """The script of most of the text, a Han letter weighing as the part of a word it is."""
    counts = Counter[str]()
    for char, times in Counter(text).items():
        if char.isalpha() and (code := _script_of(char)):
            counts[code] += times
    if counts["Jpan"] >= _KANA_IN_JAPANESE * (counts["Jpan"] + counts["Hans"]):
        counts["Jpan"] += counts.pop("Hans", 0)
    else:
        counts["Hans"] += counts.pop("Jpan", 0)
    words = {code: count / _word_letters()[code] for code, count in counts.items() if count}
    if not words:
        return None
    code = max(words, key=lambda code: words[code])
    spaced = _word_letters()[code] == _SPACED
    return Script(
        code=code,
        share=words[code] / sum(words.values()),
        letters=counts[code],
        amount=words[code] * _SPACED,
        words=len(text.split()) if spaced else words[code],
    )


_SPACED = 6  # letters to a word where spaces part the words; the others are in the table


@cache
def _word_letters() -> dict[str, int]:
    return {row["script"]: int(row["word_letters"] or _SPACED) for row in rows("scripts.tsv")}


@cache
def _ranges() -> tuple[list[int], list[tuple[int, str]]]:
    """First code points, ascending, and beside each the last one and the script."""
    ranges = []
    for row in rows("scripts.tsv"):
        for span in row["ranges"].split():
            first, last = span.split("-")
            ranges.append((int(first, 16), int(last, 16), row["script"]))
    ranges.sort()
    return [first for first, _, _ in ranges], [(last, code) for _, last, code in ranges]


@cache
def _script_of(char: str) -> str | None:
    firsts, spans = _ranges()
    at = bisect_right(firsts, ord(char)) - 1
    return spans[at][1] if at >= 0 and ord(char) <= spans[at][0] else None


def _is_address(word: str) -> bool:
    return word.isascii() and any(mark in word for mark in ("@", "://", "www.", "#", "_"))
