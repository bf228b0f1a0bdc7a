"""Plain text into blocks, a line each, and a mail's or terminal's wrapped lines joined."""

from workbench.load.lines import unwrapped
from workbench.load.loaded import Loaded, refuse_many
from workbench.load.text import decode
from workbench.records import Metadata, RawBlock


def read(data: bytes, name: str) -> Loaded:
    """The lines of a text file in any encoding that can be told."""
    return Loaded(blocks_of(decode(data, name), name), Metadata())


def blocks_of(text: str, name: str) -> tuple[RawBlock, ...]:
    """The lines of a text that hold anything, as paragraphs."""
    lines = unwrapped(text).splitlines()
    refuse_many(len(lines), name)
    return tuple(RawBlock(line) for line in lines if line.strip())
