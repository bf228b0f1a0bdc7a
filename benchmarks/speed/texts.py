"""What the contenders read: the sentences of articles as the workbench itself splits them."""

from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

from workbench.errors import InputError
from workbench.reading import read_article
from workbench.records import Source
from workbench.split import split
from workbench.translate import is_copied

SOURCE, TARGET = "pes_Arab", "eng_Latn"
"""Every sentence is given as `SOURCE`, whatever its language: for speed it is a token like any."""


def sentences(path: Path) -> list[str]:
    """The sentences to be translated of a folder of `.txt` articles, or the lines of a file."""
    if path.is_dir():
        articles = [read_article(Source(file)) for file in sorted(path.glob("*.txt"))]
        found = [s for article in articles for s in split(article.blocks)]
        texts = [s.source for s in found if not is_copied(s, TARGET)]
    elif path.is_file():
        lines = path.read_text(encoding="utf-8").splitlines()
        texts = [line.strip() for line in lines if line.strip()]
    else:
        texts = []
    if not texts:
        raise InputError(
            f"no sentences in {path}: give --texts a folder of articles, a .txt file each, or a "
            "file with one sentence on each line"
        )
    return texts


def numbered(texts: Sequence[str], count: int) -> list[str]:
    """`count` texts, over and over from the first, each under its own number: no two are equal."""
    return [f"{n}. {text}" for n, text in zip(range(1, count + 1), cycle(texts), strict=False)]


def windows(texts: Sequence[str], count: int, *, tokens: int, checkpoint: Path) -> list[str]:
    """`count` runs of words, each of `tokens` at most with its end token and all but that many.

    The words are those of the texts, over and over.
    """
    from sentencepiece import SentencePieceProcessor

    pieces = SentencePieceProcessor(model_file=str(checkpoint / "spiece.model"))
    words = cycle([word for text in texts for word in text.split()])
    made: list[str] = []
    window: list[str] = []
    while len(made) < count:
        window.append(next(words))
        if len(pieces.encode(" ".join(window))) + 1 > tokens:
            last = window.pop()
            made.append(" ".join(window))
            window = [last]
    return made
