"""What is called by clicks in what a run made."""

from collections.abc import Callable
from typing import Any

import gradio as gr

from workbench.page import ordering, taking
from workbench.page.layout import Controls
from workbench.page.service import Service
from workbench.page.wiring.listening import bound, in_browser, light

# In the browser: the next order may go, and a file that was made is saved (scripts/*.js).
ANSWERED_JS = "() => workbench.answered()"
SAVE_JS = "(file) => workbench.save(file)"


def connect(service: Service, on_page: Controls) -> None:
    """Connects orders and files."""
    results = on_page.results
    answered = light(
        on_page.bus.order,
        bound(service, ordering.order),
        [],
        [results.answer, *results.view, *on_page.drafted],
        concurrency_limit=4,
    )
    in_browser(answered.then, [], ANSWERED_JS)
    for format_, button in results.files.items():
        made = light(button.click, _file(service, format_), [], [results.file])
        in_browser(made.success, [results.file], SAVE_JS)


def _file(service: Service, format_: str) -> Callable[..., Any]:
    def make(request: gr.Request) -> str:
        return taking.file(service, format_, request)

    return make
