"""What a run fills."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from workbench.page import render, texts
from workbench.page.layout.lines import line
from workbench.page.texts import desk as desk_words
from workbench.page.texts import run as words

ROWS_JS = "element.setAttribute('data-wb-grid', '');"


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a run fills, and what is taken away of it.

    `told` is what is read out of `status`; `files` by format, `brief_files` those of the one
    brief; `file` is what the browser saves. `given_up` and `retranslate` only change: the one where
    a place in the queue was given up, the other where a sentence is to be translated once more.
    """

    run: gr.Button
    stop: gr.Button
    status: gr.HTML
    told: gr.HTML
    waiting: gr.HTML
    answer: gr.HTML
    desk: gr.HTML
    brief_files: Mapping[str, gr.Button]
    briefing: gr.HTML
    files: Mapping[str, gr.Button]
    all: gr.Button
    tools: gr.HTML
    rows: gr.HTML
    file: gr.DownloadButton
    given_up: gr.State
    retranslate: gr.State

    @property
    def outputs(self) -> list[Any]:
        """In the order of `steps.Step.outputs`."""
        return [self.status, self.told, self.waiting, self.run, self.stop, *self.view]

    @property
    def view(self) -> list[Any]:
        """In the order of `view.View`."""
        shown = [self.desk, self.briefing, self.tools, self.rows]
        return [*shown, *self.files.values(), self.all, *self.brief_files.values()]


def results() -> Results:
    """Run and Stop, then what comes of it from top to bottom."""
    with gr.Row():
        run = gr.Button(texts.RUN, variant="primary", min_width=120, elem_id="wb-run")
        stop = gr.Button(texts.STOP, interactive=False, min_width=120, elem_id="wb-stop")
    status = _html("wb-status", render.status(words.IDLE))
    told, waiting, answer = line("wb-told"), line("wb-waiting"), line("wb-answer")
    desk = _html("wb-desk")
    with gr.Row(elem_id="wb-take-brief"):
        brief_files = {
            format_: _take(label, f"brief-{format_}", visible=False)
            for format_, label in desk_words.BRIEF_FORMATS.items()
        }
    briefing = _html("wb-briefing", render.empty_briefing())
    with gr.Row(elem_id="wb-take"):
        _html("wb-take-label", render.quiet(desk_words.SAVE_AS))
        files = {format_: _take(label, format_) for format_, label in desk_words.FORMATS.items()}
        all_ = _take(desk_words.ALL_FILES, "all")
        file = gr.DownloadButton(visible="hidden", elem_id="wb-file")
    tools = _html("wb-tools")
    rows = gr.HTML("", elem_id="wb-rows", js_on_load=ROWS_JS, apply_default_css=False)
    return Results(
        run=run,
        stop=stop,
        status=status,
        told=told,
        waiting=waiting,
        answer=answer,
        desk=desk,
        brief_files=brief_files,
        briefing=briefing,
        files=files,
        all=all_,
        tools=tools,
        rows=rows,
        file=file,
        given_up=gr.State(0),
        retranslate=gr.State(0),
    )


def _html(elem_id: str, value: str = "") -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False)


def _take(label: str, name: str, *, visible: bool = True) -> gr.Button:
    return gr.Button(
        label,
        size="sm",
        min_width=90,
        interactive=not visible,
        visible=visible,
        elem_id=f"wb-take-{name}",
    )
