"""The blocks while their roles are being decided."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.clean.folding import count_words, is_sentence, words_of
from workbench.records import KEPT, Block, Metadata, Role

LONGEST_TITLE = 20  # words, as good as always; many sites close no paragraph with a full stop


@dataclass(frozen=True, slots=True)
class Line:
    """A block with what the rules ask of it again and again."""

    block: Block
    words: tuple[str, ...]
    key: str
    size: int
    sentence: bool

    @property
    def kept(self) -> bool:
        return self.block.kept

    @property
    def solid(self) -> bool:
        """Whether it is text: a sentence, or longer than titles are."""
        return self.sentence or self.size > LONGEST_TITLE

    @property
    def undecided(self) -> bool:
        return self.block.role == "body"


@dataclass(frozen=True, slots=True)
class Page:
    """All lines in reading order, the language of the whole, and what the format told."""

    lines: tuple[Line, ...]
    lang: str
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Verdict:
    """The role that a rule gives to the line at `place`; `first` is the place it repeats.

    One that overrules takes a line that an earlier rule set aside.
    """

    place: int
    role: Role
    reason: str | None = None
    first: int | None = None
    overrules: bool = False


Rule = Callable[[Page], Iterable[Verdict]]


def line_of(block: Block) -> Line:
    words = words_of(block.text)
    return Line(block, words, "".join(words), count_words(block.text), is_sentence(block.text))


def undecided(page: Page) -> Iterator[tuple[int, Line]]:
    return ((place, line) for place, line in enumerate(page.lines) if line.undecided)


def decide(page: Page, rule: Rule, *, sets_aside: bool) -> Page:
    """The page with a rule's verdicts on lines that had none.

    Where the rule may not set aside, its verdict becomes a flag.
    """
    lines = list(page.lines)
    for verdict in rule(page):
        line = lines[verdict.place]
        if not line.undecided and not verdict.overrules:
            continue
        block = give_role(line.block, verdict) if sets_aside else flag(line.block, verdict)
        lines[verdict.place] = replace(line, block=block)
    return replace(page, lines=tuple(lines))


def give_role(block: Block, verdict: Verdict) -> Block:
    first = None if verdict.first is None else verdict.first + 1
    kept = verdict.role in KEPT
    return replace(block, role=verdict.role, kept=kept, reason=verdict.reason, duplicate_of=first)


def flag(block: Block, verdict: Verdict) -> Block:
    if verdict.role in KEPT:
        return replace(block, role=verdict.role)
    doubt = f"may be {verdict.role}: {verdict.reason}"
    return block if doubt in block.flags else replace(block, flags=(*block.flags, doubt))


def words_before(lines: Sequence[Line]) -> int:
    """Words of the text that is kept among some lines."""
    return sum(line.size for line in lines if line.kept and line.solid)
