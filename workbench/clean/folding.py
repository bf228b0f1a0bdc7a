"""The form in which two spellings are equal: letters and digits alone, variants made one."""

import re
import unicodedata

VARIANTS = str.maketrans("يىېۍےكګةہھۃەٱı", "یییییکگهههههاi")
TATWEEL = "\u0640"
SENTENCE_END = re.compile("[.!?؟。۔！？…।]$")
OPENING_QUOTES = ("'", '"', *"«“”„‘「『")
CLOSERS = " \t\"'”’»›)]）」』】*"
# Two letters of these count as one word: their words stand without spaces between them.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class _Folding(dict[int, str]):
    """A table for `str.translate` that fills itself, a character the first time it is met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = " " if character.isspace() else _fold_character(character)
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if character == TATWEEL:
        return ""
    plain = unicodedata.normalize("NFKD", character.casefold()).translate(VARIANTS)
    return "".join(
        str(unicodedata.digit(c, c)) for c in plain if c.isalnum() and c != TATWEEL
    ).casefold()


_FOLDING = _Folding()


def words_of(text: str) -> tuple[str, ...]:
    """The words between spaces, each folded; punctuation joins or vanishes."""
    return tuple(text.translate(_FOLDING).split())


def key_of(text: str) -> str:
    """A text as folded letters and digits in a row, equal however words are joined.

    >>> key_of("برچسب‌ها:") == key_of("برچسب ها") == key_of("برچسبها")
    True
    """
    return "".join(words_of(text))


def place_after(text: str, key: str) -> int | None:
    """Where in `text` its beginning that folds to `key` ends; None if it begins otherwise."""
    matched = 0
    for place, character in enumerate(text):
        folded = _FOLDING[ord(character)].strip()
        if not key.startswith(folded, matched):
            return None
        matched += len(folded)
        if matched == len(key):
            return place + 1
    return None


def is_sentence(text: str) -> bool:
    """Whether a text ends as sentences end, closing quotes and brackets aside."""
    return bool(SENTENCE_END.search(text.rstrip(CLOSERS)))


def count_words(text: str) -> int:
    """Words between spaces that hold a letter or digit; unspaced letters by two."""
    letters = len(UNSPACED.findall(text))
    spaced = UNSPACED.sub(" ", text) if letters else text
    return (letters + 1) // 2 + len(words_of(spaced))
