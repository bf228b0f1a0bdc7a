"""What Run and Stop do, as plain functions over the models that a page was built with."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import gradio as gr

from workbench import export, languages
from workbench.briefing import Run, start
from workbench.engines import Models
from workbench.errors import InputError, WorkbenchError
from workbench.page import render, texts
from workbench.page.choices import DETECT, Opened, Sets, chosen, fault, well_formed
from workbench.page.screen import Screen, opening
from workbench.records import PUBLIC, Briefing, Network, Settings, Source, Url

log = logging.getLogger(__name__)


class Ticket:
    """A visitor's hold on the run asked for, from the click on, also while it waits its turn."""

    def __init__(self) -> None:
        self.stopped = False
        self._run: Run | None = None

    def attach(self, run: Run) -> None:
        """Lets `stop` reach a run; one that was stopped before stops at once."""
        self._run = run
        if self.stopped:
            run.stop()

    def stop(self) -> None:
        """Ends the run after the batch under way, or before it begins."""
        self.stopped = True
        if self._run is not None:
            self._run.stop()


class Outputs(NamedTuple):
    """What a run sets on the page, in the order of the layout's outputs."""

    status: Any
    briefing: Any
    rows: Any
    markdown: Any
    json: Any
    run: Any
    stop: Any


def check_text(text: str | None, *, most: int) -> None:
    """Refuses a text that is empty or longer than the page reads at once."""
    if not text or not text.strip():
        raise InputError(texts.EMPTY)
    if len(text) > most:
        raise InputError(texts.TOO_LONG.format(most=most))


def asked_for(text: str | None, opened: Opened | None, network: Network | None) -> Source:
    """What the box asks for: its file, the page whose address stands there alone, or its text."""
    if opened and opened.is_shown(text):
        return opened.source
    text = well_formed(text)
    url = Url.alone(text)
    if url is None:
        return Source(text, name=texts.PASTED)
    if network is None:
        raise InputError(texts.NO_ADDRESSES)
    return Source(url, name=url.address)


def begin(most: int, text: str | None) -> Iterator[tuple[Any, ...]]:
    """A fresh ticket and an empty screen, before the run's turn has come; no turn without text."""
    try:
        check_text(text, most=most)
    except InputError as error:
        yield Ticket(), *_failed(str(error))
        raise fault(error) from error
    yield (
        Ticket(),
        *Outputs(
            status=render.status(texts.WAITING),
            briefing=render.empty_briefing(texts.BRIEFING_COMING),
            rows="",
            markdown=gr.DownloadButton(value=None, interactive=False),
            json=gr.DownloadButton(value=None, interactive=False),
            run=gr.Button(interactive=False),
            stop=gr.Button(texts.STOP, interactive=True),
        ),
    )


def run(
    sets: Sets,
    most: int,
    network: Network | None,
    text: str | None,
    *,
    opened: Opened | None,
    from_: str,
    to: str,
    kind: str,
    translate: str | None,
    summarise: str | None,
    ticket: Ticket | None,
) -> Iterator[Outputs]:
    """The page at each step of a run. Closing it, when the visitor has gone, frees the run."""
    if ticket is not None and ticket.stopped:
        yield _idle(status=render.status(texts.NEVER_BEGAN), briefing=render.empty_briefing())
        return
    try:
        check_text(text, most=most)
        settings = Settings(
            to=languages.find(to).code,
            from_=None if from_ == DETECT else languages.find(from_).code,
            translate=translate,
            summarise=summarise,
            network=network or PUBLIC,
        )
        source = asked_for(text, opened, network)
        yield from _steps(source, chosen(sets, kind), settings, ticket or Ticket())
    except WorkbenchError as error:
        yield _failed(str(error), briefing=render.empty_briefing())
        raise fault(error) from error
    except Exception as error:
        log.exception("a run failed")
        yield _failed(texts.UNEXPECTED, briefing=render.empty_briefing())
        raise gr.Error(texts.UNEXPECTED, print_exception=False) from error


def _steps(source: Source, models: Models, settings: Settings, ticket: Ticket) -> Iterator[Outputs]:
    screen = opening(target=settings.to)
    yield _shown(screen)
    with closing(start(source, models=models, settings=settings)) as run:
        ticket.attach(run)
        for event in run:
            screen = screen.after(event)
            if screen.done is None:
                yield _shown(screen)
    if screen.done is not None:
        with tempfile.TemporaryDirectory() as folder:
            # Gradio keeps its own copy, for as long as the page's delete_cache says.
            yield _shown(screen, *_written(screen.done, Path(folder)))


def _shown(screen: Screen, *files: Path) -> Outputs:
    if not files:
        kept = gr.skip()
        return Outputs(screen.status, screen.briefing, screen.rows, kept, kept, kept, kept)
    markdown, json = (gr.DownloadButton(value=str(file), interactive=True) for file in files)
    return _idle(
        status=screen.status,
        briefing=screen.briefing,
        rows=screen.rows,
        markdown=markdown,
        json=json,
    )


def _failed(sentence: str, **shown: Any) -> Outputs:
    """The fault, said in the status line for as long as nothing else is run."""
    status = render.status(texts.FAILED.format(reason=sentence), bad=True)
    return _idle(status=status, **shown)


def _idle(**shown: Any) -> Outputs:
    """The page after a run; what is not given stays as it is."""
    kept = dict.fromkeys(Outputs._fields, gr.skip())
    buttons = {"run": gr.Button(interactive=True), "stop": gr.Button(texts.STOP, interactive=False)}
    return Outputs(**{**kept, **buttons, **shown})


def _written(briefing: Briefing, folder: Path) -> tuple[Path, ...]:
    """The briefing as files, named by the text they are of."""
    paths = []
    for format_ in ("md", "json"):
        path = folder / f"briefing-{briefing.provenance.text_sha256[:8]}.{format_}"
        path.write_text(export.write(briefing, format_), encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def announce_stop() -> Any:
    """The Stop button once it was pressed, before the run hears of it and can end."""
    return gr.Button(texts.STOPPING, interactive=False)


def stop(ticket: Ticket | None) -> None:
    """Ends the visitor's run after the batch under way; its own last step says so."""
    if ticket is not None:
        ticket.stop()


def idle() -> tuple[Any, Any]:
    """Run and Stop buttons when nothing runs, whatever ended it."""
    return gr.Button(interactive=True), gr.Button(texts.STOP, interactive=False)
