"""Raw blocks into clean ones: text repaired, repeats set aside, the title found.

Each change is a step with the block's text before and after, so that the steps replayed on
`original` give `text`. Nothing is deleted: what is set aside stays, with its reason.
"""

from collections.abc import Sequence
from dataclasses import replace

from workbench import languages
from workbench.clean.repairs import REPAIRS, repair_variants
from workbench.clean.title import mark_title
from workbench.records import Article, Block, Detection, Metadata, RawBlock, Step

NOTHING_KNOWN = Metadata()
SAME_LETTER = str.maketrans("يىك", "ییک")


def clean(
    raw: Sequence[RawBlock], *, metadata: Metadata = NOTHING_KNOWN, lang: str | None = None
) -> Article:
    """The article that the raw blocks hold; every character of them is in some block.

    `lang` is its language where detection should not be asked.
    """
    cleaned, steps = [], list[Step]()
    for number, block in enumerate(raw, start=1):
        made = repair(block.text, block=number)
        text = made[-1].after if made else block.text
        cleaned.append(
            Block(id=number, text=text, original=block.text, raw=number, kind=block.kind)
        )
        steps += made
    blocks = mark_title(set_aside_repeats(set_aside_wordless(cleaned)))
    whole, each = languages.detect_article([block.text for block in blocks])
    if lang:
        each = tuple(lang if code == whole.code else code for code in each)
        whole = Detection(languages.get(lang).code, 1.0)
    blocks = tuple(replace(b, language=code) for b, code in zip(blocks, each, strict=True))
    blocks, repairs = repair_letters(blocks)
    return Article(
        title=next((block.text for block in blocks if block.role == "title"), None),
        language=whole,
        metadata=metadata,
        blocks=blocks,
        steps=(*steps, *repairs),
    )


def repair(text: str, *, block: int) -> list[Step]:
    """The steps that change `text`, in order, each starting from the last one's result."""
    steps = []
    for name, function in REPAIRS.items():
        after = function(text)
        if after != text:
            steps.append(Step(block, name, text, after))
            text = after
    return steps


def repair_letters(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Step, ...]]:
    """Letter variants (ي for ی, ك for ک) repaired by each block's language, and the steps."""
    repaired, steps = [], []
    for block in blocks:
        text = repair_variants(block.text, block.language)
        if text != block.text:
            steps.append(Step(block.id, "letter variants", block.text, text))
        repaired.append(replace(block, text=text) if text != block.text else block)
    return tuple(repaired), tuple(steps)


def set_aside_wordless(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without a letter or digit, such as rules and stars, set aside."""
    return [
        block
        if any(character.isalnum() for character in block.text)
        else replace(block, role="chrome", kept=False, reason="holds no letter or digit")
        for block in blocks
    ]


def set_aside_repeats(blocks: Sequence[Block]) -> list[Block]:
    """Blocks that say again exactly what an earlier one said set aside."""
    first: dict[str, int] = {}
    return [
        mark_repeat(block, first.setdefault(same_text(block.text), block.id))
        if block.kept
        else block
        for block in blocks
    ]


def mark_repeat(block: Block, first: int) -> Block:
    if first == block.id:
        return block
    reason = f"repeats block {first}"
    return replace(block, role="duplicate", kept=False, reason=reason, duplicate_of=first)


def same_text(text: str) -> str:
    """The form in which two blocks are equal: without case and variants of a letter."""
    return text.casefold().translate(SAME_LETTER)
