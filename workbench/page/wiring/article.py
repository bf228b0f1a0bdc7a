"""What the box, files and examples call."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from workbench.page import choices, opening
from workbench.page.layout import Controls
from workbench.page.service import Service
from workbench.page.wiring.listening import bound, light

# In the browser: only what is needed leaves it, and not at every key.
GLANCE_JS = f"""async (text, from_) => {{
  await new Promise((resume) => setTimeout(resume, 350));
  return [(text ?? '').slice(0, {choices.GLANCE}), from_];
}}"""


def connect(service: Service, on_page: Controls) -> None:
    """Connects where the article comes in."""
    article, options = on_page.article, on_page.options
    light(
        article.text.change,
        choices.detect,
        [article.text, options.from_],
        [options.from_note],
        js=GLANCE_JS,
        trigger_mode="always_last",
    )
    light(
        article.upload.upload,
        bound(service, opening.files),
        [article.upload],
        [article.text, *on_page.results.view],
    )
    for button, path in article.examples:
        light(
            button.click,
            _example(service, path),
            [],
            [
                article.text,
                options.from_,
                options.from_note,
                options.kind,
                *options.of_models,
            ],
        )


def _example(service: Service, path: Path) -> Callable[..., Any]:
    def put(request: gr.Request) -> tuple[Any, ...]:
        return opening.example(service, path, request)

    return put
