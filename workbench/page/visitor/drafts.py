"""What stands in the box before it is run, as a value."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from workbench.records import Article, Detection, Sentence, Source, Term


class Asked(NamedTuple):
    """What the controls say, in the order of `layout.Controls.asked`."""

    text: str | None = None
    from_: str = ""
    to: str = ""
    kind: str = ""
    translate: str | None = None
    summarise: str | None = None
    beams: int | None = None
    two_routes: bool = False


@dataclass(frozen=True, slots=True)
class Glance:
    """What the list and the cost tell of a source; `short`: whether it is its own summary."""

    language: Detection
    sentences: tuple[Sentence, ...]
    aside: int
    short: bool

    @property
    def characters(self) -> int:
        return sum(len(one.source) for one in self.sentences)

    @property
    def pieces(self) -> int:
        """What it takes of what is held for a visitor."""
        return len(self.sentences) + self.aside


@dataclass(frozen=True, slots=True)
class Reading(Glance):
    """All that will be read of a source; of several files only the `glance` is kept."""

    article: Article

    @property
    def glance(self) -> Glance:
        return Glance(self.language, self.sentences, self.aside, self.short)


@dataclass(frozen=True, slots=True)
class Long:
    """A source that is not read before the run: it is too long, or what the files before it hold
    is. The language is that of its opening.
    """

    language: Detection
    characters: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a source will not be read."""

    reason: str


Found = Glance | Long | Unreadable


class Mark(NamedTuple):
    """What a reading depends on."""

    content: object
    name: str
    from_: str
    restored: tuple[int, ...]
    offered: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """A file of agreed terms; `broken` has a line for each of its rows that is no term.

    Terms of a file that has broken rows are used once the visitor said so.
    """

    name: str = ""
    terms: tuple[Term, ...] = ()
    broken: tuple[str, ...] = ()
    used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`files` were opened, and `text` is what the box shows of them; `faults` of those that
    could not be. `refused` is why the last run could not read it. `asked` is what the controls
    said when they were last looked at.

    `restored` and `offered` are those of `records.Settings`, for the text whose hash is `of`.
    `unfolded`: whether its pieces are being looked through. `found` is of that text, too, as far
    as it was read. `recent` are languages, last first.
    """

    files: tuple[Source, ...] = ()
    text: str = ""
    faults: tuple[str, ...] = ()
    refused: str = ""
    asked: Asked = field(default_factory=Asked)
    of: str = ""
    restored: tuple[int, ...] = ()
    offered: int | None = None
    unfolded: bool = False
    found: Mapping[Mark, Found] = field(default_factory=dict)
    glossary: Glossary = Glossary()
    recent: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The agreed terms that are used."""
        return self.glossary.terms if self.glossary.used else ()

    @property
    def reading(self) -> Reading | None:
        """Of the article that stands alone in the box."""
        if self.several:
            return None
        return next((one for one in self.found.values() if isinstance(one, Reading)), None)

    @property
    def several(self) -> tuple[Source, ...]:
        """The files, where the box stands for more than one."""
        many = len(self.files) > 1 and self.stands_for(self.asked.text)
        return self.files if many else ()

    def mark(self, source: Source) -> Mark:
        """What the reading of a source is known by."""
        return Mark(source.content, source.name, self.asked.from_, self.restored, self.offered)

    def stands_for(self, text: str | None) -> bool:
        """Whether a text is what the box shows of the files, not yet typed over."""
        return bool(self.files) and fingerprint(text) == fingerprint(self.text)

    def seen(self, asked: Asked) -> "Draft":
        """With what the controls say now; in another text or language nothing was chosen yet."""
        of = fingerprint(asked.text)
        if of == self.of and asked.from_ == self.asked.from_:
            return replace(self, asked=asked)
        kept = self.faults if of == self.of or self.stands_for(asked.text) else ()
        return replace(
            self,
            asked=asked,
            of=of,
            faults=kept,
            refused="",
            restored=(),
            offered=None,
            unfolded=False,
            found={},
        )


def fingerprint(text: str | None) -> str:
    """What a text is known by, whatever ends its lines: browsers change that."""
    lines = (line.rstrip() for line in (text or "").strip().splitlines())
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()
