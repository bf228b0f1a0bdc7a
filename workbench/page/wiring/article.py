"""What the box, files and examples call."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from workbench.page.article import opening, preview
from workbench.page.layout import Controls
from workbench.page.service import Service
from workbench.page.wiring.listening import CLIP_JS, bound, light, reading

# In the browser: not at every key, no more than will be read, and what stands there by then, for
# what was typed meanwhile may be told before.
PAUSE_JS = """async () => {{
  await new Promise((resume) => setTimeout(resume, 350));
  const text = document.querySelector('#wb-text textarea').value;
  return [text.slice(0, {most} + 1)];
}}"""


def connect(service: Service, on_page: Controls) -> None:
    """Connects where the article comes in."""
    article, options = on_page.article, on_page.options
    most = service.venue.max_characters
    reading(
        article.text.change,
        bound(service, preview.look),
        [article.text],
        on_page.look,
        js=PAUSE_JS.format(most=most),
        trigger_mode="always_last",
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
        [article.text, *on_page.look, *on_page.results.view],
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
