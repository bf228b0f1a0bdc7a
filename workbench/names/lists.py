"""Words that begin with a capital, sorted: common ones, and given names."""

from functools import cache, lru_cache
from importlib.resources import files

from workbench.names.affixes import table_language
from workbench.words import unified, unify

# Endings that leave a listed word, and what may have stood in their place.
_REGULAR = (
    ("'s", ("",)), ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)),
    ("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")), ("ly", ("",)),
)  # fmt: skip
# Endings of long words that are hardly ever names.
_ABSTRACT = (
    "able", "ably", "ance", "ances", "ant", "ants", "ary", "aries", "ated", "ence", "ences", "ent",
    "ents", "ers", "fied", "ful", "graphic", "graphy", "hood", "ible", "ical", "ied", "ing", "ings",
    "ional", "ised", "ism", "isms", "ists", "ity", "ities", "ive", "ives", "ized", "less", "logist",
    "logists", "logy", "ment", "ments", "ness", "ous", "ously", "ship", "sion", "sions", "tion",
    "tions", "ural", "ward", "wards",
)  # fmt: skip
_LONG = 8
_PREFIXES = ("un", "re", "non", "over", "under", "inter", "mid", "post", "pre", "super", "sub")


@lru_cache(maxsize=1 << 14)
def is_common(word: str, lang: str) -> bool:
    """Whether a word of `lang` names nobody, whatever its first letter."""
    known = _listed(f"common/{table_language(lang)}.txt")
    whole = unified(word)
    if whole in known:
        return True
    if lang != "eng_Latn":
        return False
    if is_given_name(word):
        return False
    return (len(whole) >= _LONG and whole.endswith(_ABSTRACT)) or any(
        stem in known for stem in _stems(whole)
    )


def has_common(lang: str) -> bool:
    """Whether the common words of a language are listed."""
    return bool(_listed(f"common/{table_language(lang)}.txt"))


@lru_cache(maxsize=1 << 14)
def is_given_name(word: str) -> bool:
    return unified(word) in _listed("common/given_Latn.txt")


def _stems(word: str) -> list[str]:
    """What an English word may be without its regular ending and prefix."""
    found = [word]
    for ending, instead in _REGULAR:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            bare = word.removesuffix(ending)
            found += [bare + letters for letters in instead]
            if len(bare) > 3 and bare[-1] == bare[-2]:
                found.append(bare[:-1])
    return found + [
        stem.removeprefix(prefix)
        for stem in found
        for prefix in _PREFIXES
        if stem.startswith(prefix) and len(stem) > len(prefix) + 3
    ]


@cache
def _listed(path: str) -> frozenset[str]:
    file = files("workbench.names") / path
    if not file.is_file():
        return frozenset()
    lines = file.read_text(encoding="utf-8").splitlines()
    return frozenset(
        unify(word) for line in lines if not line.startswith("#") for word in line.split()
    )
