"""The longest run of a statement's words that its sentences do not have."""

from collections.abc import Sequence
from itertools import groupby

from workbench.evidence.lists import lists_of
from workbench.evidence.matching import grams
from workbench.grammar import words_of
from workbench.lexicon import stem

# Of true sentences 2 in 100 have such a run, of those with half from another article 97 where
# that is a sentence and 74 where it is a part of one (FLORES dev, even lines).
_RUN = 5
_FEWEST = 4
_SHARE = 0.5  # of its content words, from which a shorter run counts as well
_PARTS = 0.6  # of a word's n-grams that make it found


def unfound(statement: str, sentences: Sequence[str], *, lang: str) -> str | None:
    """What of the statement is worded like nothing in the sentences, where that is a good part.

    In scripts without spaces what stands between two marks counts as a word.
    """
    small = lists_of(lang).function
    content = [word for word in words_of(statement) if word.text not in small]
    found = _Found(sentences, lang)
    runs = [list(run) for has, run in groupby(content, key=lambda w: found.has(w.text)) if not has]
    longest = max(runs, key=len, default=[])
    if len(longest) >= _RUN or len(longest) >= max(_FEWEST, _SHARE * len(content)):
        last = longest[-1]
        return statement[longest[0].start : last.start + len(last.text)]
    return None


class _Found:
    """The words of the sentences, by stems and n-grams."""

    def __init__(self, sentences: Sequence[str], lang: str) -> None:
        self._lang = lang
        words = {word.text for text in sentences for word in words_of(text)}
        self._stems = {stem(word, lang=lang) for word in words}
        self._grams = {part for word in words for part in grams(word)}

    def has(self, word: str) -> bool:
        if stem(word, lang=self._lang) in self._stems:
            return True
        parts = grams(word)
        return sum(part in self._grams for part in parts) >= _PARTS * len(parts)
