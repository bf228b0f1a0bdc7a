"""What the line on the models, and the buttons beside it, call."""

import gradio as gr

from workbench.page import readiness
from workbench.page.layout import Controls
from workbench.page.service import Service
from workbench.page.wiring.listening import bound, light


def connect(service: Service, on_page: Controls, blocks: gr.Blocks) -> None:
    """Connects the readiness of the models."""
    ready = on_page.ready
    light(blocks.load, bound(service, readiness.told), [], ready.outputs)
    light(ready.clock.tick, bound(service, readiness.told), [], ready.outputs)
    light(ready.fetch.click, bound(service, readiness.fetch), [], ready.outputs)
    light(ready.cancel.click, bound(service, readiness.cancel), [], ready.outputs)
