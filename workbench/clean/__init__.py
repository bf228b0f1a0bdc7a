"""Raw blocks into clean ones: text repaired, repeats set aside, the title found.

Each change is a step with the block's text before and after, so that the steps replayed on
`original` give `text`. Nothing is deleted: what is set aside stays, with its reason.
"""

from collections.abc import Sequence
from dataclasses import replace

from workbench.clean.repairs import REPAIRS, repair_variants
from workbench.clean.title import mark_title
from workbench.records import Block, Step

SAME_LETTER = str.maketrans("يىك", "ییک")


def clean(blocks: Sequence[str]) -> tuple[tuple[Block, ...], tuple[Step, ...]]:
    """A block for each raw one, in order, ids from 1, and the steps that made their texts."""
    cleaned, steps = [], []
    for number, original in enumerate(blocks, start=1):
        made = repair(original, block=number)
        text = made[-1].after if made else original
        cleaned.append(Block(id=number, text=text, original=original))
        steps += made
    return mark_title(set_aside_repeats(set_aside_wordless(cleaned))), tuple(steps)


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
