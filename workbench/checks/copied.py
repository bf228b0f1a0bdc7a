"""Source text that stands in the translation as it is."""

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import pairwise

from workbench.checks.pair import Pair, is_unspaced, quoted
from workbench.checks.scripts import own_words, script_of, share_script
from workbench.grammar import Word
from workbench.languages import get
from workbench.languages.names import rows
from workbench.names import is_common
from workbench.records import Finding, Severity

_MOST, _ALL = 0.5, 0.9  # shares of the letters
# Words, or a share of the letters, that are more than a few; more where a few may be meant to stay.
_MANY, _SOME, _SOME_EXPECTED = 3, 0.1, 0.2
_EXPECTED: Mapping[bool, Severity] = {False: "low", True: "medium"}  # by whether they are many
_UNEXPECTED: Mapping[bool, Severity] = {False: "medium", True: "high"}
_CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
_WITH_WORDS = frozenset({"eng_Latn"})  # of which enough words are listed to miss others
_CAPITAL_NOUNS = frozenset({"deu_Latn", "ltz_Latn"})  # capitals are no sign of names there
_SHORTEST = 3  # letters of a word in a cased script; shorter ones are units and abbreviations
_ASIDE = {"(": ")", "[": "]", '"': '"', "“": "”", "«": "»", "「": "」", "'": "'", "‘": "’"}
_FAR = 60  # characters within which a bracket or quotation mark around a word closes
_PLAIN = 3  # words that are not capitalised, for two equal sentences to be a copy
# In one script: words in a row as in the source; fewer where the translation's language has none.
_ROW, _FOREIGN_ROW, _LONG_ROW = 4, 3, 7
# How many words, and what share of all, are left when they do not stand in a row.
_FEWEST_LEFT, _SURELY_LEFT = 2, 4
_LEFT: tuple[tuple[int, float, Severity], ...] = (
    (5, 0.15, "high"),
    (3, 0.1, "medium"),
    (2, 0.15, "medium"),
)


def find(pair: Pair) -> Iterator[Finding]:
    """What is left of the source; without a span where it is all or most of the translation."""
    if share_script(pair.source_lang, pair.target_lang):
        found = _whole(pair) or _row(pair) or _left(pair)
    else:
        found = _in_script(pair)
    if found:
        yield found


def lacks(source_lang: str, target_lang: str) -> str | None:
    """Why the check cannot be run for the two languages, if so."""
    return "source and translation are in one language" if source_lang == target_lang else None


def _in_script(pair: Pair) -> Finding | None:
    """Words in letters that the translation's language is not written with."""
    text, cased = pair.translation, script_of(pair.source_lang) in _CASED
    found = own_words(text, lang=pair.source_lang, other=pair.target_lang)
    if cased:
        found = [word for word in found if word[0].islower() and len(word[0]) >= _SHORTEST]
    if not found:
        return None
    letters = sum(len(word[0]) for word in found)
    share = letters / max(letters, sum(map(str.isalpha, text)))
    own = sum(word[0] in pair.source for word in found) * 2 >= len(found)
    if share >= _ALL and not own:
        return None  # all of that script, and not the source: the language check says so
    if share >= _MOST and own:
        name = get(pair.source_lang).script_name
        return _finding("high", f"the translation is left in {name} script")
    count = letters / 2 if is_unspaced(pair.source_lang) else len(found)
    # Texts in other scripts keep a Latin term now and then; English keeps no Arabic one unmarked.
    latin = script_of(pair.source_lang) == "Latn"
    expected = latin or all(_is_aside(text, *word.span()) for word in found)
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    many = count >= _MANY or share >= (_SOME_EXPECTED if expected else _SOME)
    span = (found[0].start(), found[-1].end())
    severity: Severity = _EXPECTED[many] if expected else _UNEXPECTED[many]
    return _finding(severity, f"{quoted(found[0][0])}{more} left untranslated", span)


def _is_aside(text: str, start: int, end: int) -> bool:
    """Whether a word stands in brackets or quotation marks, as an original name may."""
    before, after = text[max(0, start - _FAR) : start], text[end : end + _FAR]
    return any(
        before.rfind(mark) > before.rfind(close) if mark != close else before.count(mark) % 2
        for mark, close in _ASIDE.items()
        if close in after
    )


def _whole(pair: Pair) -> Finding | None:
    words = pair.target_words
    if pair.target_texts != pair.source_texts:
        return None
    if sum(_is_plain(pair.translation, word) for word in words) < _PLAIN:
        return None
    return _finding("high", "the translation is the source, word for word")


def _row(pair: Pair) -> Finding | None:
    """The longest row of words that stands in the source as well, capitalised words apart."""
    first, after = max(_rows(pair), key=lambda row: row[1] - row[0], default=(0, 0))
    length, words = after - first, pair.target_words[first:after]
    foreign = all(_is_foreign(w.text, pair.source_lang, pair.target_lang) for w in words)
    if length < (_FOREIGN_ROW if foreign else _ROW):
        return None
    span = (words[0].start, words[-1].end)
    severity: Severity = "high" if length >= _LONG_ROW else "medium"
    return _finding(severity, f"{quoted(pair.translation[slice(*span)])} left untranslated", span)


def _rows(pair: Pair) -> Iterator[tuple[int, int]]:
    """(first, place after the last) of words that follow one another in the source as well."""
    known, together = set(pair.source_texts), set(pairwise(pair.source_texts))
    texts, nouns = pair.target_texts, pair.source_lang in _CAPITAL_NOUNS
    first = None
    for place, word in enumerate(pair.target_words):
        plain = word.text in known and (nouns or _is_plain(pair.translation, word))
        if first is not None and not (plain and (texts[place - 1], word.text) in together):
            yield first, place
            first = None
        if first is None and plain:
            first = place
    if first is not None:
        yield first, len(texts)


def _left(pair: Pair) -> Finding | None:
    """Words of the source that are none of the translation's language, names apart."""
    known, words, text = set(pair.source_texts), pair.target_words, pair.translation
    nouns = pair.source_lang in _CAPITAL_NOUNS
    found = [
        word
        for place, word in enumerate(words)
        if word.text in known
        and _is_foreign(word.text, pair.source_lang, pair.target_lang)
        and not text[word.start].isupper()
        and (nouns or not _in_name(text, words, place, known))
    ]
    if len(found) < _FEWEST_LEFT:
        return None
    span = (found[0].start, found[-1].end)
    some = ", ".join(dict.fromkeys(quoted(word.text) for word in found[:3]))
    severity = _severity_of([word.text for word in found], len(words), pair)
    return _finding(severity, f"words of the source left untranslated: {some}", span)


def _severity_of(found: Sequence[str], words: int, pair: Pair) -> Severity:
    """Low where no frequent word of the source's language is among them: they may be borrowed."""
    telling = _own_words(pair.source_lang, pair.target_lang)
    if len(found) < _SURELY_LEFT and telling.isdisjoint(found):
        return "low"
    fitting = (sev for least, share, sev in _LEFT if len(found) >= max(least, share * words))
    return next(fitting, "low")


@lru_cache(maxsize=1 << 15)
def _is_foreign(word: str, lang: str, other: str) -> bool:
    """Whether a word is surely one of `lang` and none of `other`."""
    if word in _own_words(lang, other):
        return True
    return word.isalpha() and len(word) > 1 and other in _WITH_WORDS and not is_common(word, other)


def _in_name(text: str, words: Sequence[Word], place: int, known: Set[str]) -> bool:
    """Whether a name of the source is near, as in "the Rue de la Paix"."""
    near = words[max(0, place - 2) : place + 3]
    return any(text[word.start].isupper() and word.text in known for word in near)


def _is_plain(text: str, word: Word) -> bool:
    return word.text[:1].isalpha() and not text[word.start].isupper()


@cache
def _own_words(lang: str, other: str) -> Set[str]:
    """Frequent words of one language that are none of the other."""
    words = {row["code"]: frozenset(row["words"].split()) for row in rows("telling.tsv")}
    own = words.get(lang, frozenset()) - words.get(other, frozenset())
    return frozenset(word for word in own if len(word) > 1) if other in words else frozenset()


def _finding(severity: Severity, message: str, span: tuple[int, int] | None = None) -> Finding:
    return Finding(kind="copied", severity=severity, message=message, target_span=span)
