"""A question that stopped being one, or became one."""

from collections.abc import Iterator

from workbench import languages
from workbench.checks.pair import Pair
from workbench.records import Finding, Severity

# The Greek mark looks like a semicolon and is typed as one, so it is read at an end alone.
_MARKS = "?？؟՞፧⸮\u037e"
_AFTER = " \t\"'”’»«)]」』.…!"  # what may follow the mark at the end of a sentence
# These languages ask with words; a mark is rare.
_WITHOUT_MARK = frozenset({"Thai", "Laoo", "Mymr", "Khmr", "Tibt"})


def find(pair: Pair) -> Iterator[Finding]:
    """By the question marks; one that ends the source counts for more than one inside it."""
    source, target = _asks(pair.source, pair.source_lang), _asks(pair.translation, pair.target_lang)
    if source and not target:
        ended = _ends_asking(pair.source, pair.source_lang)
        severity: Severity = "medium" if ended else "low"
        yield _finding(severity, "the source asks a question, the translation does not")
    elif _ends_asking(pair.translation, pair.target_lang) and not source:
        yield _finding("low", "the translation asks a question, the source does not")


def lacks(source_lang: str, target_lang: str) -> str | None:
    """Why the check cannot be run for the two languages, if so."""
    for lang in (source_lang, target_lang):
        language = languages.get(lang)
        if language.script in _WITHOUT_MARK:
            return f"{language.name} has no question mark of its own"
    return None


def _asks(text: str, lang: str) -> bool:
    return any(mark in text for mark in _MARKS) or _ends_asking(text, lang)


def _ends_asking(text: str, lang: str) -> bool:
    last = text.rstrip(_AFTER)[-1:]
    return bool(last) and (last in _MARKS or (last == ";" and lang == "ell_Grek"))


def _finding(severity: Severity, message: str) -> Finding:
    return Finding(kind="question", severity=severity, message=message)
