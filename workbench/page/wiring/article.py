"""What the box, files and examples call."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from workbench.page import opening, preview
from workbench.page.layout import Controls
from workbench.page.service import Service
from workbench.page.wiring.listening import bound, light
from workbench.page.wiring.run import CLIP_JS

# In the browser: not at every key, and no more than will be read.
PAUSE_JS = """async (text, ...rest) => {{
  await new Promise((resume) => setTimeout(resume, 350));
  return [(text ?? '').slice(0, {most} + 1), ...rest];
}}"""


def connect(service: Service, on_page: Controls) -> None:
    """Connects where the article comes in."""
    article, options = on_page.article, on_page.options
    gr.on(
        [article.text.change, *(control.change for control in on_page.asked[1:])],
        bound(service, preview.look),
        on_page.asked,
        on_page.look,
        js=PAUSE_JS.format(most=service.venue.max_characters),
        trigger_mode="always_last",
        concurrency_limit=None,
        show_progress="hidden",
        api_visibility="private",
    )
    light(
        on_page.results.run.click,
        bound(service, preview.refused),
        on_page.asked,
        [article.fault],
        js=CLIP_JS.format(most=service.venue.max_characters),
    )
    light(
        article.upload.upload,
        bound(service, opening.files),
        [article.upload, *on_page.asked],
        [article.text, *on_page.look, *on_page.results.view],
    )
    for button, path in article.examples:
        light(
            button.click,
            _example(service, path),
            on_page.asked,
            [article.text, *on_page.look, options.from_, options.kind, *options.of_models],
        )


def _example(service: Service, path: Path) -> Callable[..., Any]:
    def put(request: gr.Request, *asked: Any) -> tuple[Any, ...]:
        return opening.example(service, path, request, *asked)

    return put
