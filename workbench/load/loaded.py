"""What loading gives, whatever the format."""

from dataclasses import dataclass

from workbench.records import Metadata, RawBlock


@dataclass(frozen=True, slots=True)
class Loaded:
    """The blocks of a source in reading order, and what came with them.

    `warnings` are sentences on what could not be read: pages that are pictures, for instance.
    """

    blocks: tuple[RawBlock, ...]
    metadata: Metadata
    warnings: tuple[str, ...] = ()
