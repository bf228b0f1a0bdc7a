"""`brief`, `translate` and `summarise`: one source after another, nothing lost on the way."""

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from workbench.cli import sources
from workbench.cli.output import complain, plan, renderer, write
from workbench.errors import InputError, WorkbenchError
from workbench.records import Briefing, Done, Metadata, Progress, Settings, Source, Term

if TYPE_CHECKING:
    from workbench.briefing import Run
    from workbench.engines import Models
    from workbench.memory import Memory

COMMANDS = {
    "brief": "headline, summary, key points and bilingual text of an article",
    "translate": "the translation, a line per source sentence",
    "summarise": "the summary alone",
}
FORMATS = {
    "brief": ("md", "html", "docx", "json"),
    "translate": ("md", "json"),
    "summarise": ("md", "json"),
}


def run(arguments: argparse.Namespace) -> int:
    """Every source through the engine; a failed one is told and the others go on."""
    from workbench.briefing import start
    from workbench.engines import open_models

    given = _articles(arguments)
    targets = plan(arguments.output, given, arguments.format, named=arguments.sources)
    render = renderer(
        arguments.command, arguments.format, in_lines=len(given) > 1 and not arguments.output
    )
    models = open_models(arguments.config, demo=arguments.demo, report=_warn)
    settings = _settings(arguments, models)
    failed = False
    with _memory(arguments) as memory:
        for source, target in zip(given, targets, strict=True):
            under_way = start(source, models=models, settings=settings, memory=memory)
            try:
                with _interruptible(under_way):
                    briefing = _watched(under_way, source.name)
                write(render(briefing), target)
            except WorkbenchError as error:
                complain(error)
                failed = True
            if under_way.stopped:
                return 130
    return 2 if failed else 0


def _articles(arguments: argparse.Namespace) -> list[Source]:
    """A source for each article: a file of JSON articles may hold several."""
    from workbench.load import articles_in

    metadata = Metadata(
        publisher=arguments.publisher,
        agency=arguments.agency,
        byline=arguments.byline,
        published=arguments.published,
        url=arguments.url,
    )
    names = arguments.sources or ([str(_bundled())] if arguments.demo else [])
    if not names:
        raise InputError(
            "give a SOURCE: a file, the address of a web page, or - for standard input; "
            "or try --demo"
        )
    named = sources.sources(names, metadata=metadata)
    given = [article for source in named for article in articles_in(source)]
    if len(given) > 1 and (arguments.restore or arguments.offered):
        raise InputError("--restore and --offered are for one source; give it alone")
    return given


def _bundled() -> Path:
    import workbench

    return Path(workbench.__file__).parent / "demo" / "examples" / "gas-exports.pes_Arab.txt"


def _settings(arguments: argparse.Namespace, models: "Models") -> Settings:
    return Settings(
        to=sources.code(arguments.to) if arguments.to else models.registry.defaults.target,
        from_=sources.code(arguments.from_) if arguments.from_ else None,
        translate=arguments.translate,
        summarise=arguments.summarise,
        summary=arguments.command != "translate",
        restore=arguments.restore,
        offered=arguments.offered,
        two_routes=arguments.two_routes,
        terms=_terms(arguments),
        network=sources.network(arguments),
    )


def _terms(arguments: argparse.Namespace) -> tuple[Term, ...]:
    """The terms of the user's glossary; broken rows that are skipped are told."""
    from workbench.glossary import read

    if not arguments.glossary:
        if arguments.skip_broken_rows:
            raise InputError("--skip-broken-rows is about a glossary; give one with --glossary")
        return ()
    glossary = read(arguments.glossary, skip_broken=arguments.skip_broken_rows)
    if glossary.faults:
        _warn(glossary.told(arguments.glossary))
    return glossary.terms


def _memory(arguments: argparse.Namespace) -> AbstractContextManager["Memory | None"]:
    from workbench.memory import open_memory

    return nullcontext() if arguments.no_memory else open_memory(report=_warn)


def _warn(text: str) -> None:
    """A sentence on standard error, above a progress bar that is being drawn there."""
    from tqdm import tqdm

    tqdm.write(f"workbench: {text}", file=sys.stderr)


@contextmanager
def _interruptible(under_way: "Run") -> Iterator[None]:
    """The first Ctrl+C stops after the batch under way and keeps what is done, a second at once."""

    def stop(signum: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        print("\nworkbench: stopping; what is done will be written", file=sys.stderr)
        under_way.stop()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        under_way.close()


def _watched(under_way: "Run", name: str) -> Briefing:
    """Runs to the end, with progress on standard error where somebody sees it."""
    from tqdm import tqdm

    name = Path(name).name
    with tqdm(desc=name, unit="sentence", file=sys.stderr, disable=None, leave=False) as bar:
        for event in under_way:
            if isinstance(event, Progress):
                bar.set_description(f"{name}: {event.stage}", refresh=False)
                bar.total, bar.n = event.total, event.done
                bar.refresh()
            elif isinstance(event, Done):
                return event.briefing
    raise RuntimeError("a run must end with Done")
