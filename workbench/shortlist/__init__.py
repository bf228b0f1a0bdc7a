"""Which tokens a model may write in a language: less to compute, and no other script.

Most of what a multilingual model computes for a token is a score for every piece of its
vocabulary, most of them of other languages. What the two kinds of list cost and gain is measured
in docs/shortlists.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench import languages
from workbench.shortlist.frequent import frequent, frequent_words, words_version
from workbench.shortlist.scripts import in_scripts

__all__ = ["Shortlisted", "label", "shortlist"]

VERSION = 1  # counted up when a vocabulary is to get other lists than before


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlisted:
    """The tokens that may be written, in the vocabulary's order; none holds a space or a control.

    `note` says why `kind` is not the one that was asked for.
    """

    kind: Literal["script", "frequent"]
    tokens: tuple[str, ...]
    note: str | None = None


def label(kind: Literal["script", "frequent"]) -> str:
    """The kind with all else that its lists depend on, for signatures and caches.

    ConfigError where they cannot be made.
    """
    return f"{kind}-{VERSION}" + (f"-{words_version()}" if kind == "frequent" else "")


def shortlist(
    vocabulary: Sequence[str],
    *,
    lang: str,
    kind: Literal["script", "frequent"],
    pieces: Callable[[str], Sequence[str]],
) -> Shortlisted:
    """What a model with this vocabulary may write in `lang`.

    `script`: what is in the scripts of the language, and ASCII. `frequent`: of that, the tokens
    with Latin letters only if frequent words are written with them or they are one letter; it
    becomes `script` for a language without words. `pieces` is the model's own tokenizer.
    """
    tokens = in_scripts(vocabulary, lang=lang)
    if kind == "script":
        return Shortlisted(kind="script", tokens=tuple(tokens))
    words = frequent_words(lang)
    if not words:
        note = (
            f"there is no long list of frequent words of {languages.get(lang).name} ({lang}), so "
            "its shortlist is 'script' instead of 'frequent'"
        )
        return Shortlisted(kind="script", tokens=tuple(tokens), note=note)
    chosen = frequent(tokens, words=words, pieces=pieces)
    return Shortlisted(kind="frequent", tokens=tuple(chosen))
