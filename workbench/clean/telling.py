"""What is told of an article before it is read: other articles in it, and how much is left out."""

from collections import Counter
from collections.abc import Iterator, Sequence

from workbench import languages
from workbench.clean import marks
from workbench.clean.credits_lines import labelled
from workbench.clean.folding import SENTENCE_END, count_words, is_sentence
from workbench.clean.lines import Line, line_of
from workbench.clean.related import is_bare
from workbench.clean.stamps import is_stamp
from workbench.records import Block, Offered, Role

MUCH = 1 / 3  # of the words
OWN_SENTENCES = 3
SPOKEN = 5  # words; a shorter text does not tell its language
OWN_SHARE = 1 / 5  # of the words that are kept
MOSTLY = 4 / 5  # of the words of a text are in its language
LONGEST_NAME = 4  # words, of who wrote an article or published it
ENDS = tuple(".!?؟。۔！？।")

PARTS: dict[Role, str] = {
    "duplicate": "repeat earlier paragraphs",
    "related": "belong to other articles",
    "foreign": "are embedded posts in another language",
    "keywords": "are keywords",
    "caption": "are captions",
    "disclaimer": "are disclaimers",
}


def offered(blocks: Sequence[Block]) -> tuple[Offered, ...]:
    """The runs of `related` that have a title and three sentences of their own."""
    return tuple(made for run in runs(blocks) if (made := offer(run)))


def runs(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Blocks that are set aside in a row and begin with a `related` one."""
    run = list[Block]()
    for block in blocks:
        if block.role == "related" or (run and not block.kept):
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def offer(run: Sequence[Block]) -> Offered | None:
    """A run as an article: from the last title above its first sentences on."""
    own = [block for block in run if block.role == "related"]
    first = next((at for at, block in enumerate(own) if is_sentence(block.text)), 0)
    titled = own[title_above(own, first) :]
    if first == 0 or sum(map(count_sentences, titled[1:])) < OWN_SENTENCES:
        return None
    return Offered(title=titled[0].text, blocks=tuple(block.id for block in titled))


def title_above(own: Sequence[Block], first: int) -> int:
    """The place of the title: right above the first sentence, or above lines of when and by whom.

    Such a line itself where nothing above it can be a title.
    """
    lines = [line_of(block) for block in own[:first]]
    place = len(lines) - 1
    while place >= 0 and is_credit(lines[place]):
        place -= 1
    return max(0, first - 1) if place < 0 or is_bare(lines[place]) else place


def is_credit(line: Line) -> bool:
    """Whether a line only says when an article was published, where, or by whom."""
    text = line.block.text
    label, value = labelled(text)
    if label in {"published", "updated"}:
        return any(map(str.isdigit, value))
    if label in {"byline", "source", "site"}:
        return count_words(value) <= LONGEST_NAME
    by = line.words[:1] and line.words[0] in marks.words("byline words")
    return is_stamp(line) or bool(by and not line.sentence and 1 < line.size <= LONGEST_NAME)


def count_sentences(block: Block) -> int:
    words = block.text.split()
    return max(
        sum(word.endswith(ENDS) for word in words), int(bool(SENTENCE_END.search(block.text)))
    )


def warnings(blocks: Sequence[Block]) -> tuple[str, ...]:
    """What is to be known before the text is read: how much is set aside, what may be another's."""
    return (*much_aside(blocks), *second_language(blocks))


def second_language(blocks: Sequence[Block]) -> tuple[str, ...]:
    """A sentence where the text goes over into another language and ends in it."""
    kept = [line_of(block) for block in blocks if block.kept]
    lines = [line for line in kept if line.sentence and line.size >= SPOKEN]
    last = lines[-1].block.language if lines else ""
    start = next((at for at, line in enumerate(lines) if line.block.language == last), 0)
    own = [line for line in lines[start:] if line.block.language == last]
    size = sum(line.size for line in own)
    if (
        not all(is_much(part) for part in (lines[:start], own))
        or size < OWN_SHARE * sum(line.size for line in lines)
        or size < MOSTLY * sum(line.size for line in lines[start:])
    ):
        return ()
    above = lines[start - 1].block.id
    following = (line.block for line in kept if line.block.id > above)
    first = next(block.id for block in following if block.language == last)
    return (
        f"from block {first} on the text is in {languages.name_of(last)}: it may be a second "
        "article; read it by itself",
    )


def is_much(lines: Sequence[Line]) -> bool:
    """Whether lines have as many sentences as an article of its own."""
    return sum(count_sentences(line.block) for line in lines) >= OWN_SENTENCES


def much_aside(blocks: Sequence[Block]) -> tuple[str, ...]:
    """A sentence with figures where more than a third of the words are set aside."""
    aside = Counter[Role]()
    total = 0
    for block in blocks:
        size = count_words(block.text)
        total += size
        if not block.kept:
            aside[block.role] += size
    if aside.total() <= MUCH * total:
        return ()
    share = round(100 * aside.total() / total)
    parts = Counter[str]()
    for role, size in aside.items():
        parts[PARTS.get(role, "stand around the article")] += size
    listed = ", ".join(f"{size:,} {what}" for what, size in parts.most_common() if size)
    return (
        f"{aside.total():,} of {total:,} words ({share} %) were set aside: {listed}; "
        "look through them before you rely on the rest",
    )
