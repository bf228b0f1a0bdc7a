"""What a run fills."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr

from workbench.page import render, texts
from workbench.page.layout.lines import LIVE_JS, line

ROWS_JS = "element.setAttribute('data-wb-grid', '');"


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a run fills; in the order of `running.Outputs`."""

    status: gr.HTML
    waiting: gr.HTML
    answer: gr.HTML
    desk: gr.HTML
    briefing: gr.HTML
    rows: gr.HTML
    run: gr.Button
    stop: gr.Button
    files: Mapping[str, gr.Button]
    file: gr.DownloadButton

    @property
    def outputs(self) -> list[Any]:
        return [self.status, self.desk, self.briefing, self.rows, self.run, self.stop]

    @property
    def view(self) -> list[Any]:
        """In the order of `view.View`."""
        return [self.desk, self.briefing, self.rows]


def results() -> Results:
    """Run and Stop, then what comes of it from top to bottom."""
    with gr.Row():
        run = gr.Button(texts.RUN, variant="primary", min_width=120, elem_id="wb-run")
        stop = gr.Button(texts.STOP, interactive=False, min_width=120, elem_id="wb-stop")
    status = gr.HTML(
        render.status(texts.IDLE), elem_id="wb-status", js_on_load=LIVE_JS, apply_default_css=False
    )
    waiting = line("wb-waiting")
    answer = line("wb-answer")
    desk = gr.HTML("", elem_id="wb-desk", apply_default_css=False)
    briefing = gr.HTML(render.empty_briefing(), elem_id="wb-briefing", apply_default_css=False)
    with gr.Row(elem_id="wb-take"):
        files = {
            format_: gr.Button(label, size="sm", min_width=90, elem_id=f"wb-take-{format_}")
            for format_, label in texts.FORMATS.items()
        }
        file = gr.DownloadButton(visible="hidden", elem_id="wb-file")
    rows = gr.HTML("", elem_id="wb-rows", js_on_load=ROWS_JS, apply_default_css=False)
    return Results(
        status=status,
        waiting=waiting,
        answer=answer,
        desk=desk,
        briefing=briefing,
        rows=rows,
        run=run,
        stop=stop,
        files=files,
        file=file,
    )
