"""A source sentence and its translation, as the checks read them."""

from dataclasses import dataclass
from functools import cached_property

from workbench.grammar import Word, words_of


@dataclass(frozen=True)
class Pair:
    """Both sides, and their words, which are read once for all checks."""

    source: str
    translation: str
    source_lang: str
    target_lang: str

    @cached_property
    def source_words(self) -> list[Word]:
        return words_of(self.source)

    @cached_property
    def target_words(self) -> list[Word]:
        return words_of(self.translation)
