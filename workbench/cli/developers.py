"""`extract`, `split`, `detect` and `evaluate`: single stages, for those who work on them."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from workbench.cli import sources
from workbench.cli.output import complain, harmless
from workbench.errors import InputError, WorkbenchError
from workbench.records import Article, Block, Metadata, Source

# What each report is about, and how many files it takes.
REPORTS: dict[str, tuple[str, int | str]] = {
    "extract": ("what is kept of articles, and the roles of their blocks", "+"),
    "split": ("where sentences end", "+"),
    "detect": ("the language of sentences", "+"),
    "points": ("key points against human extracts", 1),
}
MAX_LINE = 10_000_000  # bytes
UTF8_MARK = b"\xef\xbb\xbf"


def extract(arguments: argparse.Namespace) -> int:
    """The article of every source; a failed one is told and the others go on."""
    from workbench.reading import read_article

    lang = sources.code(arguments.from_) if arguments.from_ else None
    network = sources.network(arguments)
    given = _articles(arguments.sources)
    render = _rendering(as_json=arguments.json, several=len(given) > 1)
    failed = False
    for source in given:
        try:
            print(render(source, read_article(source, lang=lang, network=network)), flush=True)
        except WorkbenchError as error:
            complain(error)
            failed = True
    return 2 if failed else 0


def split(arguments: argparse.Namespace) -> int:
    """The sentences of each line, one a line."""
    from workbench.split import sentences_of

    lang = sources.code(arguments.lang)
    for number, line in enumerate(_lines(arguments.file), start=1):
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            place = f"{_name(arguments.file)}:{number}"
            raise InputError(f"{place}: not UTF-8; save the text as UTF-8") from error
        for sentence in sentences_of(text, lang=lang):
            print(sentence, flush=True)
    return 0


def detect(arguments: argparse.Namespace) -> int:
    """The language of each line and a confidence; a line for every line."""
    from workbench import languages

    for line in _lines(arguments.file):
        found = languages.detect(line.decode("utf-8", "replace"))
        print(f"{found.code}\t{found.confidence:g}", flush=True)
    return 0


def evaluate(arguments: argparse.Namespace) -> int:
    """The report on one stage over labelled data."""
    from workbench import evaluate

    reports: dict[str, Callable[[Sequence[Path]], object]] = {
        "extract": evaluate.extract,
        "split": evaluate.split,
        "detect": evaluate.detect,
        "points": lambda files: evaluate.points(*files),
    }
    print(reports[arguments.what](arguments.files))
    return 0


def _articles(names: Sequence[str]) -> list[Source]:
    """A source for each article: a file of JSON articles may hold several."""
    from workbench.load import articles_in

    given = sources.sources(names, metadata=Metadata())
    return [article for source in given for article in articles_in(source)]


def _rendering(*, as_json: bool, several: bool) -> Callable[[Source, Article], str]:
    if as_json:
        return lambda source, article: _json(article, indent=None if several else 2)
    if several:
        return lambda source, article: f"=== {harmless(source.name)}\n\n{_text(article)}\n"
    return lambda source, article: _text(article)


def _json(article: Article, *, indent: int | None) -> str:
    """Exactly what `article` is in the JSON of a briefing."""
    from workbench.export.json import plain

    text = json.dumps(plain(article), ensure_ascii=False, indent=indent, allow_nan=False)
    return text.encode("utf-8", "replace").decode("utf-8")


def _text(article: Article) -> str:
    kept = [block.text for block in article.blocks if block.kept and block.role != "title"]
    aside = [_aside(block) for block in article.blocks if not block.kept]
    parts = (
        *(f"! {warning}" for warning in article.warnings),
        *((article.title,) if article.title else ()),
        "\n".join(_known(article)),
        *kept,
        *(("--- set aside", *aside) if aside else ()),
        *(f"--- offered as an article of its own: {one.title}" for one in article.offered),
    )
    return "\n\n".join(parts)


def _known(article: Article) -> Iterator[str]:
    from workbench.export.json import plain
    from workbench.languages import get

    code, confidence = article.language.code, article.language.confidence
    yield f"language: {get(code).name} ({code}, {confidence:g})"
    for name, value in plain(article.metadata).items():
        if value and name not in {"found_in", "title", "language"}:
            yield f"{name}: {value}"


def _aside(block: Block) -> str:
    return f"[{block.id}] {block.role}: {block.reason}\n{block.text}"


def _lines(file: Path | None) -> Iterator[bytes]:
    """The lines of a file or of standard input, as they come, without their ends."""
    with _opened(file) as stream:
        mark = UTF8_MARK
        while line := stream.readline(MAX_LINE + 1):
            if len(line) > MAX_LINE:
                raise InputError(
                    f"{_name(file)}: a line is longer than {MAX_LINE:,} bytes; divide it"
                )
            yield line.removeprefix(mark).removesuffix(b"\n").removesuffix(b"\r")
            mark = b""


def _opened(file: Path | None) -> AbstractContextManager[BinaryIO]:
    if file is None or str(file) == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed; give a file, or text to standard input")
        return nullcontext(sys.stdin.buffer)
    try:
        return file.open("rb")
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}") from error


def _name(file: Path | None) -> str:
    return "standard input" if file is None or str(file) == "-" else str(file)
