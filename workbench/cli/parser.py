"""What can be typed. Nothing heavy is imported here: `workbench --help` must be instant."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from workbench import __version__
from workbench.cli import articles, checking, developers, memory, models, pages, sources, tables

ABOUT = """\
Read an article in any of NLLB's languages in English: every sentence translated, a short
briefing, and for every statement the sentences it rests on."""

EPILOG = """\
to try it:    workbench brief --demo           (bundled article, small embedded models)
in earnest:   workbench models pull            (once; several gigabytes)
              workbench brief article.txt

developers:
  extract     an article as it is read: what is kept, what is set aside and why
  split       text into sentences, one a line
  detect      the language of each line
  evaluate    quality figures over labelled data
"""

SOURCE_HELP = "a file, the address of a web page, or - for standard input"
NO_SOURCE_HELP = "; with --demo none means a bundled article"
JSON_HELP = "one JSON object, as 'article' of a briefing; of several sources one a line"
NO_MEMORY_HELP = "write all anew: use nothing of earlier runs, corrections included, keep nothing"
TWO_ROUTES_HELP = "summarise in the article's own language as well, translate that, and compare"
GLOSSARY_HELP = "agreed terms, CSV or YAML with source, target, lang and note (docs/glossary.md)"
MOST_BLOCKS = 10_000  # restored by one range
LANG_HELP = "a FLORES code (pes_Arab), ISO code (fa) or name (Persian, فارسی)"


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="workbench",
        description=ABOUT,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"workbench {__version__}")
    add = top.add_subparsers(metavar="COMMAND", dest="command", required=True).add_parser
    first, *others = articles.COMMANDS  # what is wanted most stands first
    _article_command(add, first)
    _app(add("app", help="open the page in the browser"))
    _models(add("models", help="the models: list, download, convert, carry, check"))
    for name in others:
        _article_command(add, name)
    _languages(add("languages", help="the languages, and what a name is read as"))
    _check(add("check", help="what is doubtful about translations that you have"))
    _support(add("support", help="what statements rest on among an article's sentences"))
    _memory(add("memory", help="what earlier runs wrote: how much, and clear it"))
    # Without help, so that the list is the analysts'; the epilog has these.
    _extract(add("extract"))
    _split(add("split"))
    _detect(add("detect"))
    _evaluate(add("evaluate"))
    return top


def _article_command(add: Callable[..., argparse.ArgumentParser], name: str) -> None:
    about = articles.COMMANDS[name]
    command = add(name, help=about, description=about)
    command.set_defaults(run=articles.run, command=name, two_routes=False)
    command.add_argument("sources", nargs="*", metavar="SOURCE", help=SOURCE_HELP + NO_SOURCE_HELP)
    command.add_argument("--to", metavar="LANG", help=f"target language (eng_Latn): {LANG_HELP}")
    command.add_argument("--from", dest="from_", metavar="LANG", help="source language (detected)")
    _model_files(command)
    command.add_argument("--translate", metavar="NAME", help="translation model of models.yaml")
    command.add_argument("--summarise", metavar="NAME", help="summary model of models.yaml")
    if name == "brief":
        command.add_argument("--two-routes", action="store_true", help=TWO_ROUTES_HELP)
    command.add_argument("--glossary", type=Path, metavar="FILE", help=GLOSSARY_HELP)
    command.add_argument(
        "--skip-broken-rows", action="store_true", help="use what is whole of the glossary"
    )
    command.add_argument("--no-memory", action="store_true", help=NO_MEMORY_HELP)
    command.add_argument("--format", choices=articles.FORMATS[name], default="md", help="(md)")
    command.add_argument(
        "-o", "--output", type=Path, metavar="PATH", help="a file, or a folder for several sources"
    )
    aside = command.add_argument_group("what cleaning set aside (listed under the ledger)")
    aside.add_argument(
        "--restore",
        type=_numbers,
        default=(),
        metavar="BLOCKS",
        help="read these blocks after all: 3,7-9",
    )
    aside.add_argument(
        "--offered",
        type=int,
        metavar="NUMBER",
        help="read this one of the articles found set aside, in place of the source's own",
    )
    sources.add_network(command)
    known = command.add_argument_group("what you know of the article (goes into the source line)")
    known.add_argument("--publisher", metavar="NAME")
    known.add_argument("--agency", metavar="NAME")
    known.add_argument("--byline", metavar="NAME")
    known.add_argument("--published", type=_date, metavar="YYYY-MM-DD")
    known.add_argument("--url", metavar="URL")


def _numbers(text: str) -> tuple[int, ...]:
    """Numbers and ranges, as "3,7-9"."""
    found: list[int] = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()) or len(part) > 15:
            raise argparse.ArgumentTypeError(f"expected numbers such as 3,7-9, got '{text}'")
        span = range(int(first), int(last or first) + 1)
        if not 0 < len(span) <= MOST_BLOCKS:
            raise argparse.ArgumentTypeError(f"'{part}' is no range of blocks")
        found += span
    return tuple(found)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"expected a date such as 2024-04-12, got '{text}'"
        ) from error


def _model_files(command: argparse.ArgumentParser, default: object = None) -> None:
    files = command.add_mutually_exclusive_group()
    config = "a models.yaml (./models.yaml, else the packed)"
    files.add_argument("--config", type=Path, metavar="FILE", default=default, help=config)
    demo = "use the small embedded models"
    files.add_argument("--demo", action="store_true", default=default or False, help=demo)


def _languages(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=tables.languages)
    command.add_argument("name", nargs="?", metavar="NAME", help=f"look one up: {LANG_HELP}")


def _models(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=models.run, action="list", names=[], path=None)
    _model_files(command)
    add = command.add_subparsers(metavar="ACTION", dest="action").add_parser
    listing = add("list", help="what is configured and what is on this machine (the default)")
    init = add("init", help="write a copy of models.yaml to edit")
    init.add_argument("path", nargs="?", type=Path, metavar="PATH", default=Path("models.yaml"))
    pull = add("pull", help="download what is missing")
    pull.add_argument("names", nargs="*", metavar="NAME", help="models (the two defaults)")
    convert = add("convert", help="make them ready for the fast runtime, once")
    convert.add_argument("names", nargs="*", metavar="NAME", help="models (the two defaults)")
    convert.add_argument(
        "--delete-original", action="store_true", help="delete the weights they were made from"
    )
    pack = add("pack", help="write them converted into one file, for a machine without connection")
    pack.add_argument("names", nargs="*", metavar="NAME", help="models (the two defaults)")
    pack.add_argument("-o", "--output", type=Path, metavar="FILE", required=True, help="a new file")
    unpack = add("unpack", help="put the models of such a file where they are used")
    unpack.add_argument("file", type=Path, metavar="FILE")
    check = add("check", help="check the file, memory and disk, and load each present model once")
    # `models check --demo` as well as `models --demo check`
    for action in (listing, pull, convert, pack, unpack, check):
        _model_files(action, default=argparse.SUPPRESS)


def _check(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Compares translations with their sources, without a model: what is missing, altered, "
        "repeated or left untranslated."
    )
    command.set_defaults(run=checking.check)
    pairs = "lines of a source, a tab and its translation, UTF-8; or - for standard input"
    command.add_argument("pairs", type=Path, metavar="PAIRS.tsv", help=pairs)
    from_ = f"the sources' language: {LANG_HELP}"
    command.add_argument("--from", dest="from_", required=True, metavar="LANG", help=from_)
    to = "the translations' language (eng_Latn)"
    command.add_argument("--to", default="eng_Latn", metavar="LANG", help=to)
    command.add_argument("--json", action="store_true", help="an array with an object for each row")


def _support(command: argparse.ArgumentParser) -> None:
    command.description = (
        "For each statement the lines of an article that it rests on, best first, and what in it "
        "none of them has. For one that is not found, the closest line, which does not support it. "
        "Wording, numbers and names are compared; meaning is not judged."
    )
    command.set_defaults(run=checking.support)
    sentences = "its sentences, one a line; empty lines count"
    command.add_argument(
        "--article", type=Path, required=True, metavar="SENTENCES.txt", help=sentences
    )
    statements = "one a line; or - for standard input"
    command.add_argument("statements", type=Path, metavar="STATEMENTS.txt", help=statements)
    lang = f"the language of both (eng_Latn): {LANG_HELP}"
    command.add_argument("--lang", default="eng_Latn", metavar="LANG", help=lang)
    command.add_argument("--json", action="store_true", help="an array, an object per statement")


def _memory(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=memory.run, action="stats")
    add = command.add_subparsers(metavar="ACTION", dest="action").add_parser
    add("stats", help="how much is remembered, and where (the default)")
    clear = add("clear", help="remove what models wrote; corrections are kept")
    clear.add_argument("--edits", action="store_true", help="remove your corrections as well")


def _app(command: argparse.ArgumentParser) -> None:
    command.set_defaults(run=pages.run)
    _model_files(command)
    command.add_argument("--host", default="127.0.0.1", help="(127.0.0.1: this computer alone)")
    command.add_argument("--port", type=int, help="(the first free one from 7860 on)")
    sources.add_network(command)


def _extract(command: argparse.ArgumentParser) -> None:
    command.description = (
        "An article as it is read: its title, what is known about it, the text that is kept, and "
        "what was set aside with the reason."
    )
    command.set_defaults(run=developers.extract)
    command.add_argument("sources", nargs="+", metavar="SOURCE", help=SOURCE_HELP)
    command.add_argument("--from", dest="from_", metavar="LANG", help=f"its language: {LANG_HELP}")
    command.add_argument("--json", action="store_true", help=JSON_HELP)
    sources.add_network(command)


def _split(command: argparse.ArgumentParser) -> None:
    command.description = "Sentences, one a line; each line of the input is a paragraph of its own."
    command.set_defaults(run=developers.split)
    command.add_argument("--lang", required=True, metavar="LANG", help=LANG_HELP)
    _lines(command)


def _detect(command: argparse.ArgumentParser) -> None:
    command.description = (
        "For each line its language and a confidence from 0 to 1, with a tab between: a FLORES "
        "code, or und where it cannot be told."
    )
    command.set_defaults(run=developers.detect)
    _lines(command)


def _lines(command: argparse.ArgumentParser) -> None:
    text = "UTF-8 text (standard input)"
    command.add_argument("file", nargs="?", type=Path, metavar="FILE", help=text)


def _evaluate(command: argparse.ArgumentParser) -> None:
    command.description = "Quality figures over labelled data, each with its signature."
    add = command.add_subparsers(metavar="WHAT", dest="what", required=True).add_parser
    for what, (about, most) in developers.REPORTS.items():
        report = add(what, help=about, description=f"{about} (docs/evaluation.md has the format)")
        report.add_argument("files", nargs=most, type=Path, metavar="FILE", help="JSON Lines")
        report.set_defaults(run=developers.evaluate)
