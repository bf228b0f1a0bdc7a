"""Which of a language's tokens are frequent: the many in Latin letters cut to what words need."""

from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import islice

import regex

from workbench.errors import ConfigError
from workbench.shortlist.data import data
from workbench.shortlist.scripts import scripts_of

# By measurement (docs/shortlists.md): words of the language, or the English ones in whose letters
# another script's text writes its names and terms.
WORDS = 150_000
FOREIGN_WORDS = 20_000
ABSENT = (
    "the shortlist 'frequent' needs word frequencies, which are not installed; run 'pip install "
    "wordfreq' (57 MB), or choose the shortlist 'script'"
)
_AT_ONCE = 1000  # words that the tokenizer gets in one text

_LATIN = regex.compile(r"\p{Script=Latin}")
# One letter, or a byte of a letter that has no piece: with these anything can be spelled.
_ALWAYS = regex.compile(r"▁?(?:.|<0x[0-9A-F]{2}>)|</s>|<unk>")


def frequent_words(lang: str) -> Sequence[str]:
    """Words in Latin letters, lower case, the most frequent first; none where no list is long.

    Of the language if it is written in them, else of English. ConfigError without wordfreq.
    """
    if "Latn" not in scripts_of(lang):
        return _top("en", FOREIGN_WORDS)
    code = data("words").get(lang)
    return _top(code, WORDS) if code else ()


def frequent(
    tokens: Sequence[str], *, words: Sequence[str], pieces: Callable[[str], Sequence[str]]
) -> Sequence[str]:
    """Those that the words are written with, in any case, and all without a Latin letter.

    Other scripts have few: cutting NLLB's Arabic ones, too, would shorten the list for Persian by
    6,000 of 39,000, and of the sentences another 1 % would hold a piece outside.
    """
    used = {piece for text in _texts(words) for piece in pieces(text)}
    known = {*words}

    def is_frequent(token: str) -> bool:
        whole = token.removeprefix("▁").lower()  # NATO, iPhone and McDonald are words as well
        return token in used or whole in known or bool(_ALWAYS.fullmatch(token))

    return [token for token in tokens if is_frequent(token) or not _LATIN.search(token)]


def words_version() -> str:
    """Where the words are from. ConfigError without wordfreq."""
    try:
        return f"wordfreq-{version('wordfreq')}"
    except PackageNotFoundError as error:
        raise ConfigError(ABSENT) from error


def _top(code: str, count: int) -> Sequence[str]:
    try:
        import wordfreq
    except ImportError as error:
        raise ConfigError(ABSENT) from error
    words = [*islice(wordfreq.iter_wordlist(code, "large"), count)]
    wordfreq.get_frequency_list.cache_clear()  # 23 MB that nobody needs again
    return words


def _texts(words: Sequence[str]) -> Iterator[str]:
    """The words as they occur: after a space, and after a mark such as a quote or a hyphen."""
    for start in range(0, len(words), _AT_ONCE):
        some = words[start : start + _AT_ONCE]
        for forms in (some, [word.capitalize() for word in some]):
            yield " ".join(forms)
            yield " ".join(f'"{form}' for form in forms)
