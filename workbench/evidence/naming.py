"""Which names of a statement its sentences have, in whatever spelling."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.lexicon import stem
from workbench.names import NameMention, names, same_name

Span = tuple[int, int]
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class _Given:
    """What the supporting sentences have that a name may be."""

    words: frozenset[str]
    entities: frozenset[str]
    named: tuple[str, ...]

    @classmethod
    def of(cls, sentences: Sequence[str], lang: str) -> "_Given":
        found = [name for text in sentences for name in names(text, lang=lang)]
        words = [word for text in sentences for word in _WORD.findall(text)]
        return cls(
            frozenset(stem(word, lang=lang) for word in words),
            frozenset(name.entity for name in found if name.entity),
            tuple(dict.fromkeys(w for w in words if w[0].isupper())),
        )

    def has(self, name: NameMention, lang: str) -> bool:
        if name.entity in self.entities:
            return True
        parts = _WORD.findall(name.text)
        return all(
            stem(part, lang=lang) in self.words
            or any(same_name(part, other) for other in self.named)
            for part in parts
        )


def names_missing(statement: str, sentences: Sequence[str], *, lang: str) -> Iterator[Span]:
    """The names of a statement that none of the sentences has; names side by side as one."""
    given = _Given.of(sentences, lang)
    open_: Span | None = None
    for name in names(statement, lang=lang):
        if given.has(name, lang):
            continue
        if open_ and not statement[open_[1] : name.start].strip():
            open_ = (open_[0], name.end)
            continue
        if open_:
            yield open_
        open_ = (name.start, name.end)
    if open_:
        yield open_
