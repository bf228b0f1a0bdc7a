"""A quotation that vanished, or lost its end."""

import re
from collections.abc import Iterator

from workbench.checks.pair import Pair, is_unspaced
from workbench.grammar import same_quotes
from workbench.records import Finding

_QUOTED = re.compile(r'"([^"]*)"')
_ANY_MARK = re.compile(r"[\"‘’‚‹›]|(?<!\w)'|'(?!\w)")
# Translators leave the marks of names and terms away: on the even lines of FLORES dev (Arabic and
# Persian) 53 of 109 sentences whose longest quotation has up to five words come without any, and
# none of 21 with a longer one.
_WORDS = 6
_LETTERS = 12  # the same in a script without spaces


def find(pair: Pair) -> Iterator[Finding]:
    """About quotations of some length alone."""
    source = same_quotes(pair.source)
    if '"' not in source:
        return
    long = next((q for q in _QUOTED.finditer(source) if _is_long(q[1], pair.source_lang)), None)
    if long is None:
        return
    target = same_quotes(pair.translation)
    if not _ANY_MARK.search(target):
        message = "the quotation of the source has no quotation marks in the translation"
        yield Finding(kind="quotation", severity="medium", message=message, source_span=long.span())
    elif target.count('"') % 2 and source.count('"') % 2 == 0 and _opens(target):
        message = "a quotation begins in the translation and does not end"
        yield Finding(kind="quotation", severity="low", message=message, source_span=long.span())


def lacks(source_lang: str, target_lang: str) -> str | None:
    """Why the check cannot be run for the two languages, if so: it always can."""
    return None


def _is_long(text: str, lang: str) -> bool:
    return len(text) >= _LETTERS if is_unspaced(lang) else len(text.split()) >= _WORDS


def _opens(text: str) -> bool:
    """Whether the last mark stands before a word and not after one."""
    before, _, after = text.rpartition('"')
    return after[:1].isalnum() and not before[-1:].isalnum()
