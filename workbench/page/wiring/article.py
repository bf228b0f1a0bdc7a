"""What the box, files and examples call."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from workbench.page import render
from workbench.page.article import opening, preview
from workbench.page.layout import Controls
from workbench.page.service import Service
from workbench.page.texts.run import IDLE
from workbench.page.wiring.listening import CLIP_JS, ahead, bound, light, reading

# In the browser: not at every key, no more than will be read, and what stands there by then, for
# what was typed meanwhile may be told before.
PAUSE_JS = """async () => {{
  await new Promise((resume) => setTimeout(resume, 350));
  const text = document.querySelector('#wb-text textarea').value;
  return [text.slice(0, 2 * {most} + 1)];
}}"""

# In the browser: why a run failed says nothing of anything else that is asked for now. What did
# not change is told, too, when the page comes round to it, which may be after the failure.
FRESH_JS = """(status, ...asked) =>
  status.includes('wb-bad') && workbench.asked !== JSON.stringify(asked) ? {idle} : undefined"""


def connect(service: Service, on_page: Controls) -> None:
    """Connects where the article comes in."""
    article, options = on_page.article, on_page.options
    most = service.venue.max_characters
    looked = reading(
        article.text.change,
        bound(service, preview.look),
        [article.text],
        on_page.look,
        js=PAUSE_JS.format(most=most),
        trigger_mode="always_last",
    )
    ahead(looked.then, bound(service, preview.read_on), on_page.look)
    for asked in article.text, options.from_, options.to, options.kind:
        asked.change(
            None,
            [on_page.results.status, *on_page.asked],
            [on_page.results.status],
            js=FRESH_JS.format(idle=json.dumps(render.status(IDLE))),
            show_progress="hidden",
            api_visibility="private",
        )
    light(
        on_page.results.run.click,
        bound(service, preview.refused),
        [article.text],
        [article.fault],
        js=CLIP_JS.format(most=most),
    )
    reading(
        article.upload.upload,
        bound(service, opening.files),
        [article.upload],
        [
            article.text,
            *on_page.look,
            *on_page.results.view,
            on_page.results.status,
            on_page.results.answer,
        ],
        trigger_mode="always_last",
    )
    for button, path in article.examples:
        reading(
            button.click,
            _example(service, path),
            [],
            [article.text, *on_page.look, options.from_, options.kind, *options.of_models],
        )


def _example(service: Service, path: Path) -> Callable[..., Any]:
    def put(request: gr.Request) -> tuple[Any, ...]:
        return opening.example(service, path, request)

    return put
