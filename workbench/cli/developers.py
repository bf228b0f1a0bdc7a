"""`extract`, `split`, `detect` and `evaluate`: single stages, for those who work on them."""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from workbench.cli import sources
from workbench.cli.lines import lines, texts
from workbench.cli.output import complain, harmless
from workbench.errors import WorkbenchError
from workbench.records import Article, Block, Metadata, Source

# What each report is about, and how many files it takes.
REPORTS: dict[str, tuple[str, int | str]] = {
    "extract": ("what is kept of articles, and the roles of their blocks", "+"),
    "split": ("where sentences end", "+"),
    "detect": ("the language of sentences", "+"),
    "points": ("key points against human extracts", 1),
    "checks": ("doubts about translations that are right, and about such made wrong", "+"),
    "evidence": ("what statements rest on, true ones, foreign ones and altered ones", 1),
}


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
    for _, text in texts(arguments.file):
        for sentence in sentences_of(text, lang=lang):
            print(sentence, flush=True)
    return 0


def detect(arguments: argparse.Namespace) -> int:
    """The language of each line and a confidence; a line for every line."""
    from workbench import languages

    for line in lines(arguments.file):
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
        "checks": evaluate.checks,
        "evidence": lambda files: evaluate.evidence(*files),
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
