"""The page put together: each control and what it calls."""

from types import MethodType

import gradio as gr

from workbench.page import api, texts
from workbench.page.hosting import sessions
from workbench.page.layout import controls
from workbench.page.run import running
from workbench.page.service import Service
from workbench.page.wiring import article, keeping, options, ready, results, run
from workbench.page.wiring.listening import bound, light

# Files made for a visitor are deleted when they are an hour old.
DELETE_EVERY_S, DELETE_AGE_S = 600, 3600


def compose(service: Service) -> gr.Blocks:
    """The page; see `workbench.page.build`."""
    with gr.Blocks(
        title=texts.TITLE, analytics_enabled=False, delete_cache=(DELETE_EVERY_S, DELETE_AGE_S)
    ) as blocks:
        on_page = controls(service.sets, service.venue)
        for area in (article, options, run, results, keeping):
            area.connect(service, on_page)
        ready.connect(service, on_page, blocks)
        api.connect(service)
        for asked in (
            on_page.results.run.click,
            on_page.bus.order,
            on_page.article.preview.change,  # after each look at what is typed
        ):
            light(asked, MethodType(sessions.forget, blocks), [], [])
        blocks.unload(bound(service, running.leave))
    blocks.queue(api_open=False)
    return blocks
