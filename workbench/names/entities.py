"""The table of countries, cities, organisations and well-known names, by language.

A cell of `table/*.tsv` holds the forms of a name in one language, separated by commas. `*` at the
end of a word stands for any ending. A form after `=` is also another word of its language: it can
be the counterpart of the name, but does not show that the name is meant.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.resources import files

from workbench.names.affixes import bare_forms, table_language
from workbench.words import unified, unify


@dataclass(frozen=True, slots=True)
class Form:
    """How an entity is written: the words after the first, and what its letters are.

    `vague`: it is another word too. `capitals`: all its letters are. `small`: none is.
    """

    rest: tuple[str, ...]
    entity: str
    kind: str
    vague: bool
    capitals: bool
    small: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found at `words[first:last]`."""

    first: int
    last: int
    form: Form


def entities(words: Sequence[str], lang: str) -> Iterator[Hit]:
    """Every entity whose form stands among the words, shorter ones inside longer ones too."""
    told = [(place, forms) for place, forms in enumerate(map(_reader(lang), words)) if forms]
    for place, forms in told:
        for form in forms:
            last = place + 1 + len(form.rest)
            if not form.rest or _follow(words[place + 1 : last], form.rest, lang):
                yield Hit(place, last, form)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that show an entity, each place with its longest; none begins inside another."""
    shown = sorted(
        (hit for hit in hits if not hit.form.vague), key=lambda hit: (hit.first, -hit.last)
    )
    found: list[Hit] = []
    for hit in shown:
        if not found or hit.first >= found[-1].last:
            found.append(hit)
    return found


@cache
def kin(entity: str) -> frozenset[str]:
    """The entities that may be named where this one is: itself, and those of `kin.tsv`."""
    return frozenset({entity}.union(*(group for group in _kin() if entity in group)))


@cache
def _kin() -> Sequence[frozenset[str]]:
    text = (files("workbench.names") / "kin.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [frozenset(line.split("\t")) for line in lines]


def has_table(lang: str) -> bool:
    """Whether the table has forms of this language."""
    return bool(_index(table_language(lang)))


def _follow(words: Sequence[str], patterns: Sequence[str], lang: str) -> bool:
    return len(words) == len(patterns) and all(
        _fits(word, pattern, lang) for word, pattern in zip(words, patterns, strict=True)
    )


def _fits(word: str, pattern: str, lang: str) -> bool:
    if pattern.endswith("*"):
        return unified(word).startswith(pattern[:-1])
    return pattern in bare_forms(word, lang)


@cache
def _reader(lang: str) -> Callable[[str], tuple[Form, ...]]:
    """The forms whose first word a word may be."""
    return lru_cache(maxsize=1 << 16)(partial(_beginning, lang=lang))


def _beginning(word: str, lang: str) -> tuple[Form, ...]:
    shared = table_language(lang)
    if word.islower() and not _has_small(shared):
        return ()
    index = _index(shared)
    found: dict[Form, None] = {}
    vague: set[str] = set()  # a rest of a word that is also another word shows no more than it
    forms = bare_forms(word, lang)
    for bare in forms:
        for form in index.get(bare, ()):
            if form.vague or form.entity not in vague:
                found[form] = None
            if form.vague and not form.rest:
                vague.add(form.entity)
    for length in _stems(shared):
        for form in index.get(forms[0][:length] + "*", ()):
            found[form] = None
    return tuple(found)


@cache
def _has_small(lang: str) -> bool:
    """Whether a form of the language begins with a small letter: "français"."""
    return any(form.small for forms in _index(lang).values() for form in forms)


@cache
def _stems(lang: str) -> tuple[int, ...]:
    """Lengths of what stands before a `*` in the forms of a language, longest first."""
    stems = {len(first) - 1 for first in _index(lang) if first.endswith("*")}
    return tuple(sorted(stems, reverse=True))


@cache
def _index(lang: str) -> Mapping[str, tuple[Form, ...]]:
    index: dict[str, list[Form]] = {}
    for name, kind, cells in _rows():
        written = cells.get(lang, "").split(",")
        if lang == "eng_Latn":
            written.append(name)
        for form in filter(None, map(str.strip, written)):
            first, *rest = _patterns(form.removeprefix("="), lang)
            entry = Form(
                rest=tuple(rest),
                entity=name,
                kind=kind,
                vague=form.startswith("="),
                capitals=form.isupper(),
                small=form[0].islower(),
            )
            index.setdefault(first, []).append(entry)
    return {first: tuple(forms) for first, forms in index.items()}


def _patterns(form: str, lang: str) -> list[str]:
    """The words of a form, folded, without an article."""
    patterns = [unify(word.rstrip(".")) for word in form.replace("-", " ").split()]
    article = "ال" if lang == "arb_Arab" else ""
    return [pattern.removeprefix(article) if len(pattern) > 4 else pattern for pattern in patterns]


@cache
def _rows() -> tuple[tuple[str, str, Mapping[str, str]], ...]:
    """(name, kind, cells by language); the kind is what the file is called."""
    rows = []
    for file in (files("workbench.names") / "table").iterdir():
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        languages = header.split("\t")[1:]
        for line in lines:
            name, *cells = line.split("\t")
            row = dict(zip(languages, cells, strict=True))
            rows.append((name, file.name.partition(".")[0], row))
    return tuple(rows)
