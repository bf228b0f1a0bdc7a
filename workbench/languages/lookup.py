"""Look-up: `get` for files and the API, which speak codes; `find` for what a person types."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from workbench.errors import LanguageError
from workbench.languages.names import Language, table

_LIST_THEM = "'workbench languages' lists them all"
_CHOOSE = "choose one from the list"
_LONGEST_NAME = 60
_MOST_NAMED = 3
_NAME = 4  # letters; shorter ones are codes, and like anything
_NEAR = 0.75  # one letter of four is another; at 0.7 Klingonish was like Finnish
# Typed for one another: Arabic and Persian yeh and kaf, alef maksura, teh marbuta, dotless i.
_SAME_LETTER = str.maketrans("يىكةı", "ییکهi", "'`’‘ʻʼ")


@dataclass(frozen=True, slots=True)
class Found:
    """What a name means; `note` says so when it could have meant other varieties too."""

    code: str
    note: str | None = None


def get(code: str) -> Language:
    """The language of a FLORES code; anything else is refused with the nearest codes."""
    language = table().get(code)
    if language is None:
        nearest = _nearest_codes(code)
        advice = f"did you mean {_listed(nearest, 'or')}?" if nearest else _LIST_THEM
        raise LanguageError(
            f"unknown language {_shown(code)}: codes are FLORES codes such as pes_Arab; {advice}"
        )
    return language


def find(text: str) -> Found:
    """The language that a code in any case, an ISO code or a name in any language means.

    >>> find("Farsi")
    Found(code='pes_Arab', note='read as pes_Arab (Western Persian); Dari is prs_Arab')
    >>> find("ko")
    Found(code='kor_Hang', note=None)
    """
    key = _fold(text)
    language = _by_key().get(key)
    if language is None:
        nearest = [f"{name} ({code})" for name, code in _nearest_names(key)]
        advice = f"did you mean {_listed(nearest, 'or')}? " if nearest else ""
        unknown = f"unknown language {_shown(text)}; {advice}"
        raise LanguageError(unknown + _LIST_THEM, on_page=unknown + _CHOOSE)
    return Found(language.code, _note(language, key))


def varieties(name: str) -> tuple[str, ...]:
    """The codes of the language of that name, its standard variety first; empty if unknown."""
    language = _by_key().get(_fold(name))
    return (language.code, *(other.code for other in _others(language))) if language else ()


def _note(language: Language, key: str) -> str | None:
    """What was decided, unless the key names this very variety or there is no other."""
    others = _others(language)
    exact = {_fold(language.code), _fold(language.name)}
    if all(other.iso639_3 != language.iso639_3 for other in others):
        exact.add(language.iso639_3)
    if not others or key in exact:
        return None
    if len(others) > _MOST_NAMED:
        listed = f"the varieties {_listed([other.code for other in others], 'and')} are apart"
    else:
        listed = ", ".join(f"{other.name} is {other.code}" for other in others)
    return f"read as {language.code} ({language.name}); {listed}"


def _others(language: Language) -> list[Language]:
    return [other for other in table().values() if other.variety_of == language.code]


def _fold(text: str) -> str:
    """The form in which two spellings of a name are equal: no case, marks or punctuation."""
    letters = unicodedata.normalize("NFKD", text[:_LONGEST_NAME].casefold())
    kept = (
        " " if unicodedata.category(char)[0] in "PSZC" else char
        for char in letters.translate(_SAME_LETTER)
        if unicodedata.category(char) not in {"Mn", "Cf"}
    )
    return " ".join("".join(kept).split())


@cache
def _by_key() -> dict[str, Language]:
    """Languages by folded name; what a standard variety shares with its others is its own."""
    keys: dict[str, Language] = {}
    for language in sorted(table().values(), key=lambda one: one.variety_of is not None):
        for name in _names(language):
            keys.setdefault(_fold(name), language)
    return keys


def _names(language: Language) -> Iterable[str]:
    yield from (language.code, language.name, language.native, language.iso639_3)
    if language.iso639_1:
        yield language.iso639_1
    yield from language.aliases


def _nearest_codes(text: str) -> list[str]:
    """A name's own code when it is one; else the codes most like `text`, three at most."""
    for name in (text, text[:_LONGEST_NAME].replace("-", "_").partition("_")[0]):
        language = _by_key().get(_fold(name))
        if language is not None:
            return [language.code]
    return get_close_matches(text[:_LONGEST_NAME], table(), n=3)


def _nearest_names(key: str) -> list[tuple[str, str]]:
    """(name, code) of the languages most like `key`, each once, three at most."""
    names = [name for name in _by_key() if len(name) >= min(len(key), _NAME)]
    words = [word for word in key.split() if word in names]
    nearest: dict[str, str] = {}
    for match in [*words, *get_close_matches(key, names, n=6, cutoff=_NEAR)]:
        language = _by_key()[match]
        name = next(name for name in _names(language) if _fold(name) == match)
        nearest.setdefault(language.code, name)
    return [(name, code) for code, name in nearest.items()][:3]


def _listed(items: list[str], word: str) -> str:
    *most, last = items
    return f"{', '.join(most)} {word} {last}" if most else last


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…")
