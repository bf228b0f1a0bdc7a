"""What is called by clicks in what a run made."""

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from workbench.page.layout import Controls
from workbench.page.results import ordering, retranslating, taking
from workbench.page.service import Service
from workbench.page.wiring.listening import answered, bound, in_browser, light

# In the browser: a file that was made is saved (scripts/saving.js).
SAVE_JS = "(file) => workbench.save(file)"


def connect(service: Service, on_page: Controls) -> None:
    """Connects orders and files."""
    results = on_page.results
    decided = light(
        on_page.bus.order,
        bound(service, ordering.order),
        [],
        [
            results.answer,
            *results.view,
            results.retranslate,
            *on_page.drafted,
            *on_page.chosen,
        ],
        concurrency_limit=4,
    )
    answered(decided)
    light(
        results.retranslate.change,
        bound(service, retranslating.retranslate),
        [on_page.options.kind, on_page.options.translate],
        [results.answer, *results.view],
        # In turn with the runs: it is a model's work as well.
        concurrency_id="models",
        concurrency_limit=1,
    )
    briefs = {f"brief-{format_}": button for format_, button in results.brief_files.items()}
    for what, button in {**results.files, taking.ALL: results.all, **briefs}.items():
        made = light(button.click, _file(service, what), [], [results.file])
        in_browser(made.success, [results.file], SAVE_JS)


def _file(service: Service, what: str) -> Callable[..., Any]:
    def make(request: gr.Request) -> Iterator[str]:
        yield from taking.file(service, what, request)

    return make
