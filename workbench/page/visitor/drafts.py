"""What stands in the box before it is run, as a value."""

import hashlib
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from workbench.records import Article, Sentence, Source, Term


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
class Reading:
    """What will be read of a draft, and the draft's `mark` then."""

    mark: tuple[object, ...]
    article: Article
    sentences: tuple[Sentence, ...]


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
    `unfolded`: whether its pieces are being looked through. `recent` are languages, last first.
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
    reading: Reading | None = None
    glossary: Glossary = Glossary()
    recent: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The agreed terms that are used."""
        return self.glossary.terms if self.glossary.used else ()

    @property
    def mark(self) -> tuple[object, ...]:
        """What its reading depends on."""
        return (self.of, self.asked.from_, self.restored, self.offered, len(self.files))

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
        )


def fingerprint(text: str | None) -> str:
    """What a text is known by, whatever ends its lines: browsers change that."""
    lines = (line.rstrip() for line in (text or "").strip().splitlines())
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()
