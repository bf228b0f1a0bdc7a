"""A source sentence and its translation, as the checks read them."""

from dataclasses import dataclass
from functools import cache, cached_property

from workbench import languages
from workbench.grammar import Word, texts_of, words_of

# Scripts that set no spaces between words.
_UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
_SHOWN = 60  # characters of a piece of text in a message


@dataclass(frozen=True)
class Pair:
    """Both sides, and their words, which are read once for all checks.

    Their places are read apart from them: of most pairs nothing is found, and none is asked for.
    """

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

    @cached_property
    def source_texts(self) -> list[str]:
        """The source's words without their places."""
        return texts_of(self.source)

    @cached_property
    def target_texts(self) -> list[str]:
        return texts_of(self.translation)


def quoted(text: str) -> str:
    """A piece of text for a message, in quotation marks and not too long."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"
    return f"“{shown}”"


@cache
def is_unspaced(lang: str) -> bool:
    """Whether a language is written without spaces between words."""
    return languages.get(lang).script in _UNSPACED
