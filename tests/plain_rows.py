"""Rows of made-up articles, for the tests of the key points."""

from collections.abc import Sequence
from typing import Any

from workbench.records import Block, TranslatedSentence

# Sentences with no content word in common, each fit to be a point.
PLAIN = [
    "Sara Amin opened the harbour of Baku before a large crowd yesterday.",
    "Two ferries carried wheat towards Muscat while storms closed northern roads.",
    "Engineers repaired seven bridges using steel bought from Ankara factories.",
    "Farmers near Tabriz harvested record quantities of saffron despite frost.",
    "Hospitals received vaccines paid for by donors across several continents.",
    "Teachers demanded higher salaries outside parliament throughout Tuesday afternoon.",
    "Astronomers photographed a comet crossing skies above desert observatories.",
    "Central bankers lowered interest rates because inflation slowed again.",
    "Football supporters celebrated their first championship since independence.",
    "Railway workers finished laying track through mountain tunnels early.",
    "Customs officers seized smuggled cigarettes hidden inside furniture vans.",
    "Museum curators restored ancient manuscripts damaged during floods.",
]


def rows_of(
    texts: Sequence[str | tuple[str, str]],
    *,
    blocks: Sequence[int] | None = None,
    language: str = "swh_Latn",
    **changes: Any,
) -> tuple[list[TranslatedSentence], list[Block]]:
    """Rows from English texts or (source, English) pairs, a block each unless told."""
    pairs = [text if isinstance(text, tuple) else (text, text) for text in texts]
    places = blocks or range(1, len(pairs) + 1)
    rows = [
        TranslatedSentence(
            id=number,
            block=block,
            start=0,
            end=len(source),
            source=source,
            language=language,
            translation=english,
            made="model",
        )
        for number, (block, (source, english)) in enumerate(zip(places, pairs, strict=True), 1)
    ]
    made = [Block(id=block, text="", original="", **changes) for block in dict.fromkeys(places)]
    return rows, made
