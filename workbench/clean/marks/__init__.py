"""The marks by which the parts of a page are told, read from one data file per language.

docs/cleaning.md says how a language is added.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from workbench.clean.folding import UNSPACED, key_of, place_after
from workbench.records import Role

How = Literal["line", "label", "opens"]
DIGITS = "0123456789"
SEPARATORS = tuple(":：|»›>/")
DASHES = tuple("-–—")
CLOSING_QUOTES = ("'", '"', *"»”’」』")
PREFIXES = ("وال", "بال", "لل", "ال", "و", "ب", "ل", "ف")
SHORTEST_STEM = 4  # letters; a shorter one is a word of its own too often
HEAD = 120
"""No mark is longer, in code points of the text."""

LONGEST: Mapping[Role, int] = {
    "end mark": 7,
    "related": 30,
    "keywords": 200,
    "source": 14,
    "date": 16,
    "byline": 12,
    "caption": 60,
    "comment prompt": 16,
    "chrome": 22,
    "disclaimer": 120,
    "dateline": 10,
}
"""Words of the longest line that a mark of the role at its beginning makes one."""
INNER: Mapping[Role, int] = {"caption": 45, "disclaimer": 80}


@dataclass(frozen=True, slots=True)
class Mark:
    """Words by which a role is told. `how`: alone on a line, before a colon, or opening a line."""

    text: str
    key: str
    role: Role
    how: How

    @property
    def firm(self) -> bool:
        """Whether it is long enough to be told from the beginning of a sentence."""
        return " " in self.text or len(UNSPACED.findall(self.text)) > 3


@dataclass(frozen=True, slots=True)
class Found:
    """A mark at the beginning of a text and the place behind it."""

    mark: Mark
    end: int


def find_mark(text: str, *, words: int, key: str) -> Found | None:
    """The mark that makes a line of so many words what it is, if one does."""
    whole = whole_lines().get(key.strip(DIGITS))
    if whole:
        return Found(whole, len(text))
    for found in leading_marks(text):
        if found.mark.how != "line" and words <= LONGEST[found.mark.role]:
            return found
    return None


def leading_marks(text: str) -> Iterator[Found]:
    """The marks with which a text begins, longest first.

    One of a single word opens a line only as a label does: prose begins with it too.
    """
    head = text[:HEAD]
    key = key_of(head)
    for mark in (*by_head().get(key[:2], ()), *by_head().get(key[:1], ())):
        end = place_after(head, mark.key) if key.startswith(mark.key) else None
        if end is None or not ends_word(text, end):
            continue
        opens = mark.how == "opens" and mark.firm and text[end : end + 1] not in CLOSING_QUOTES
        if opens or is_label(text, end):
            yield Found(mark, end)


def ends_word(text: str, end: int) -> bool:
    """Whether a word ends at `end`; in unspaced scripts it may anywhere."""
    if end >= len(text) or UNSPACED.match(text[end - 1]):
        return True
    return not (text[end].isalnum() or text[end] in "\u200c_")


def is_label(text: str, end: int) -> bool:
    """Whether what ends at `end` is followed by a colon or the like, or by nothing."""
    rest = text[end:].lstrip("\u200c\u200f\ufe0f)]*\"'")
    following = rest.lstrip(" \t\u00a0")
    dashed = following[:1] in DASHES and (rest != following or following[1:2] in {"", " "})
    return not following or following[0] in SEPARATORS or dashed


@cache
def tables() -> Mapping[str, Mapping[str, Any]]:
    """The data files by the code in their name."""
    folder = files("workbench.clean.marks")
    named = sorted((file.name, file) for file in folder.iterdir() if file.name.endswith(".toml"))
    return {
        name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8")) for name, file in named
    }


@cache
def languages_with_cases() -> frozenset[str]:
    """Languages of which labelled articles are among the tests: only there is set aside."""
    return frozenset(code for table in tables().values() for code in table["cases"])


@cache
def marks() -> tuple[Mark, ...]:
    listed = [
        Mark(text, key_of(text), role, how)
        for table in tables().values()
        for role in LONGEST
        for how in get_args(How)
        for text in table.get(role, {}).get(how, ())
    ]
    return tuple(sorted(listed, key=lambda mark: -len(mark.key)))


@cache
def whole_lines() -> Mapping[str, Mark]:
    return {key: mark for mark in reversed(marks()) if (key := mark.key.strip(DIGITS))}


@cache
def by_head() -> Mapping[str, tuple[Mark, ...]]:
    heads = defaultdict(list)
    for mark in marks():
        heads[mark.key[:2]].append(mark)
    return {head: tuple(listed) for head, listed in heads.items()}


@cache
def inner() -> tuple[tuple[str, str, Role, int], ...]:
    """Phrases that tell a role wherever they stand, with key, role and longest line in words."""
    return tuple(
        (phrase, key_of(phrase), role, longest)
        for table in tables().values()
        for role, longest in INNER.items()
        for phrase in table.get(role, {}).get("inside", ())
    )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of a plain list: whole ones, beginnings of words, and those of unspaced scripts."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    unspaced: tuple[str, ...]

    def has(self, word: str) -> bool:
        """Whether it has a folded word, or that without what Arabic writes before it."""
        if word in self.whole or word.startswith(self.beginnings):
            return True
        if not word.startswith(PREFIXES):
            return False
        stems = (word.removeprefix(prefix) for prefix in PREFIXES if word.startswith(prefix))
        return any(len(stem) >= SHORTEST_STEM and stem in self.whole for stem in stems)

    def found_in(self, words: Sequence[str]) -> bool:
        """Whether any of some folded words is one of it, or holds one without a space."""
        if any(map(self.has, words)):
            return True
        joined = "".join(words)
        return bool(UNSPACED.search(joined)) and any(word in joined for word in self.unspaced)


@cache
def vocabulary(name: str) -> Vocabulary:
    """A plain list of all languages in which a hyphen closes the beginning of a word."""
    listed = [word for table in tables().values() for word in table.get(name, ())]
    unspaced = {key_of(word) for word in listed if UNSPACED.search(word)}
    beginnings = {key_of(word) for word in listed if word.endswith("-")}
    return Vocabulary(words(name) - beginnings, (*beginnings, *unspaced), tuple(unspaced))


@cache
def words(name: str) -> frozenset[str]:
    """The keys of a plain list of all languages: "openers", "date words" and so on."""
    return frozenset(key_of(word) for table in tables().values() for word in table.get(name, ()))
