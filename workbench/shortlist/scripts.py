"""Which tokens of a vocabulary the text of a language may hold, by the scripts of its letters."""

from collections.abc import Iterable, Sequence
from functools import cache

import regex

from workbench import languages
from workbench.shortlist.data import data

# Common, Inherited, and the micro sign: that is Common too, but SentencePiece reads and writes
# NFKC, which makes it a Greek letter.
_OF_ANY_SCRIPT = r"\p{scx=Zyyy}\p{scx=Zinh}\u03bc"
# In any text there are names, units and addresses in ASCII: 12 % of FLORES's Persian sentences
# hold Latin letters and 4 % of the Arabic ones.
_ASCII = "A-Za-z"
# The map that CTranslate2 reads parts tokens by spaces and lines; other controls are debris.
_NEVER = r"\p{Cc}\x20"
# What no text is written with: marks and fillers of fairseq and T5, language tokens of NLLB and
# M2M100. The end and the unknown token are not here: both must stay writable.
_SPECIAL = regex.compile(
    r"<s>|<pad>|<mask>|▁?<extra_id_\d++>|[a-z]{3}_[A-Z][a-z]{3}|__[a-z]++__|madeupword\d++"
)


@cache
def scripts_of(lang: str) -> tuple[str, ...]:
    """The Unicode scripts that a language's text is written in; LanguageError when unknown."""
    script = languages.get(lang).script
    mixed = data("scripts")
    return tuple(mixed.get(lang) or mixed.get(script) or [script])


def in_scripts(vocabulary: Iterable[str], *, lang: str) -> Sequence[str]:
    """The tokens whose every character text in `lang` may hold, `</s>` and `<unk>` among them.

    A character is of every script that Unicode's Script_Extensions gives it: the Arabic comma is
    of the Arabic script, though its Script is Common.
    """
    allowed = _pattern(scripts_of(lang))
    fitting = (token for token in vocabulary if allowed.fullmatch(token))
    return [token for token in fitting if not _SPECIAL.fullmatch(token)]


@cache
def _pattern(scripts: tuple[str, ...]) -> regex.Pattern[str]:
    own = "".join(rf"\p{{scx={script}}}" for script in scripts)
    return regex.compile(rf"(?V1)[[{own}{_OF_ANY_SCRIPT}{_ASCII}]--[{_NEVER}]]++")
