"""Source text that stands in the translation as it is."""

from collections.abc import Iterator, Mapping, Set
from functools import cache
from itertools import pairwise

from workbench.checks.pair import Pair, is_unspaced, quoted
from workbench.checks.scripts import own_words, script_of, share_script
from workbench.grammar import Word
from workbench.languages import get
from workbench.languages.names import rows
from workbench.records import Finding, Severity

_MOST, _ALL = 0.5, 0.9  # shares of the letters
# Words, or a share of the letters, that are more than a few; more where a few may be meant to stay.
_MANY, _SOME, _SOME_EXPECTED = 3, 0.1, 0.2
_EXPECTED: Mapping[bool, Severity] = {False: "low", True: "medium"}  # by whether they are many
_UNEXPECTED: Mapping[bool, Severity] = {False: "medium", True: "high"}
_CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
_CAPITAL_NOUNS = frozenset({"deu_Latn", "ltz_Latn"})  # capitals are no sign of names there
_SHORTEST = 3  # letters of a word in a cased script; shorter ones are units and abbreviations
_ASIDE = {"(": ")", "[": "]", '"': '"', "“": "”", "«": "»", "「": "」", "'": "'", "‘": "’"}
_FAR = 60  # characters within which a bracket or quotation mark around a word closes
_PLAIN = 3  # words that are not capitalised, for two equal sentences to be a copy
# In one script: words in a row as in the source, and words that only the source's language has.
_ROW, _LONG_ROW = 4, 7
_TELLING: tuple[tuple[int, Severity], ...] = ((5, "high"), (3, "medium"), (2, "low"))


def find(pair: Pair) -> Iterator[Finding]:
    """What is left of the source; without a span where it is all or most of the translation."""
    if share_script(pair.source_lang, pair.target_lang):
        found = _whole(pair) or _row(pair) or _telling(pair)
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
    pairs = set(pairwise(pair.source_texts))
    best: tuple[int, int] = (0, 0)  # length, and the place after it
    length = 0
    words, nouns = pair.target_words, pair.source_lang in _CAPITAL_NOUNS
    for place, word in enumerate(words):
        plain = nouns or _is_plain(pair.translation, word)
        joined = length and (words[place - 1].text, word.text) in pairs
        length = (length + 1 if joined else 1) if plain else 0
        best = max(best, (length, place + 1))
    if best[0] < _ROW:
        return None
    first, last = words[best[1] - best[0]], words[best[1] - 1]
    severity: Severity = "high" if best[0] >= _LONG_ROW else "medium"
    left = quoted(pair.translation[first.start : last.end])
    return _finding(severity, f"{left} left untranslated", (first.start, last.end))


def _telling(pair: Pair) -> Finding | None:
    """Words of the source that its language has and the translation's has not."""
    known = _own_words(pair.source_lang, pair.target_lang) & set(pair.source_texts)
    if not known:
        return None
    words = pair.target_words
    found = [
        word
        for place, word in enumerate(words)
        if word.text in known and not _in_name(pair.translation, words, place)
    ]
    for least, severity in _TELLING:
        if len(found) >= least:
            span = (found[0].start, found[-1].end)
            some = ", ".join(dict.fromkeys(quoted(word.text) for word in found[:3]))
            return _finding(severity, f"words of the source left untranslated: {some}", span)
    return None


def _in_name(text: str, words: list[Word], place: int) -> bool:
    """Whether a word may be part of a name, as "de" and "la" in "Rue de la Paix"."""
    near = words[max(0, place - 2) : place + 3]
    return any(text[word.start].isupper() for word in near)


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
