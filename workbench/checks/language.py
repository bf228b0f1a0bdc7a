"""A translation in another language or script than was asked for."""

from collections import Counter
from collections.abc import Iterator, Set
from functools import cache

from workbench import languages
from workbench.checks.pair import Pair, is_unspaced, quoted
from workbench.checks.scripts import other_words, script_of, strange_words
from workbench.languages.names import rows, table
from workbench.languages.telling import has_words, script_of_text
from workbench.records import Finding, Severity

_FEW, _ENOUGH = 2, 0.1  # words, or a share of them, that only the language has: ask no further
_LETTERS = 8  # of words in another script, that are surely no sign or name
_PLAIN = 4  # words, capitalised ones apart, in which a language shows


def find(pair: Pair) -> Iterator[Finding]:
    """Without a span where it is about the whole translation."""
    if _is_told(pair):
        found = _strange(pair)
    else:
        found = _other_script(pair) or _other_language(pair) or _strange(pair)
    if found:
        yield found


def lacks(source_lang: str, target_lang: str) -> str | None:
    """Why the check cannot be run for the two languages, if so."""
    if has_words(target_lang) or _is_alone(target_lang):
        return None
    return f"{languages.get(target_lang).name} cannot be told from other languages of its script"


def _is_told(pair: Pair) -> bool:
    """Whether enough words are the language's own, so that no detector needs to be asked."""
    own, words = _own_words(pair.target_lang), pair.target_texts
    return sum(map(own.__contains__, words)) >= max(_FEW, _ENOUGH * len(words))


def _other_script(pair: Pair) -> Finding | None:
    """Most letters in another script, names and what the source has itself apart."""
    text = pair.translation
    words = [word[0] for word in other_words(text, lang=pair.target_lang)]
    new = [word for word in words if not word[0].isupper() and word not in pair.source]
    if sum(map(len, new)) < _LETTERS or sum(map(len, words)) * 2 < sum(map(str.isalpha, text)):
        return None
    wanted = languages.get(pair.target_lang).script_name
    return _finding("high", f"the translation is not in {wanted} script")


def _other_language(pair: Pair) -> Finding | None:
    if _is_alone(pair.target_lang) or not _has_plain_words(pair):
        return None
    found = languages.detect(pair.translation)
    if languages.contradiction(pair.target_lang, found) is None:
        return None
    wanted, name = (languages.get(code).name for code in (pair.target_lang, found.code))
    return _finding("high", f"the translation reads like {name}, not {wanted}")


def _strange(pair: Pair) -> Finding | None:
    """Words in a script of neither language that the source does not have."""
    words = strange_words(pair.translation, langs=(pair.source_lang, pair.target_lang))
    new = [word for word in words if word[0] not in pair.source]
    if not new:
        return None
    severity: Severity = "medium" if len(new) > 1 or len(new[0][0]) > 1 else "low"
    message = f"{quoted(new[0][0])} is in a script of neither language"
    return _finding(severity, message, (new[0].start(), new[-1].end()))


def _has_plain_words(pair: Pair) -> bool:
    """Whether a language can show: names alone are in none."""
    if is_unspaced(pair.target_lang):
        return True
    text = pair.translation
    plain = (w for w in pair.target_words if w.text[:1].isalpha() and not text[w.start].isupper())
    return sum(1 for _ in plain) >= _PLAIN


@cache
def _own_words(lang: str) -> Set[str]:
    """Frequent words of a language that no other language of its script has among its own."""
    words = {
        row["code"]: set(row["words"].split())
        for row in rows("telling.tsv")
        if script_of(row["code"]) == script_of(lang)
    }
    times = Counter(word for each in words.values() for word in each)
    return frozenset(word for word in words.get(lang, ()) if times[word] == 1 and word[-1] != "*")


@cache
def _is_alone(lang: str) -> bool:
    """Whether nothing else is written in the language's script."""
    script = script_of_text(lang)
    return sum(script_of_text(code) == script for code in table()) == 1


def _finding(severity: Severity, message: str, span: tuple[int, int] | None = None) -> Finding:
    return Finding(kind="language", severity=severity, message=message, target_span=span)
