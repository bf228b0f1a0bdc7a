"""What loading gives, whatever the format, and what is refused in each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from workbench.errors import InputError
from workbench.records import Metadata, RawBlock

MAX_BLOCKS = 50_000  # lines or paragraphs: cleaning takes some 0.1 ms of each
LETTER = re.compile(r"[^\W_ـ]")  # tatweel, a line of which is only a rule, counts as a letter


@dataclass(frozen=True, slots=True)
class Loaded:
    """The blocks of a source in reading order, and what came with them.

    `warnings` are sentences on what could not be read: pages that are pictures, for instance.
    """

    blocks: tuple[RawBlock, ...]
    metadata: Metadata
    warnings: tuple[str, ...] = ()


def refuse_large(size: int, most: int, name: str) -> None:
    if size > most:
        raise InputError(
            f"{name} is too large: at most {most // 1_000_000} MB are read at once; "
            "give one article"
        )


def refuse_many(blocks: int, name: str) -> None:
    if blocks > MAX_BLOCKS:
        raise InputError(
            f"{name} has {blocks:,} lines or paragraphs, and at most {MAX_BLOCKS:,} are read at "
            "once; give one article"
        )


def refuse_empty(blocks: Iterable[RawBlock], name: str) -> None:
    if not any(LETTER.search(block.text) for block in blocks):
        raise InputError(f"{name} holds no words; give the text of an article")


def over(better: Metadata, other: Metadata) -> Metadata:
    """Field by field what `better` knows, else `other`: the user tells before the format does."""
    known: dict[str, Any] = {
        field.name: value
        for field in fields(Metadata)
        if (value := getattr(better, field.name)) not in (None, {})
    }
    return replace(other, **known)
