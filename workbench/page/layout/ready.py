"""Whether the models are on this computer."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from workbench.page.layout.lines import line
from workbench.page.texts import hosting as texts

EVERY_S = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What is said, the buttons of a download, and the clock that asks again while it goes on."""

    line: gr.HTML
    fetch: gr.Button
    cancel: gr.Button
    clock: gr.Timer

    @property
    def outputs(self) -> list[Any]:
        """In the order of `readiness.Told`."""
        return [self.line, self.fetch, self.cancel, self.clock]


def ready() -> Ready:
    """Filled when a visitor comes."""
    return Ready(
        line=line("wb-ready"),
        fetch=gr.Button(texts.FETCH.format(size=""), visible=False, size="sm", elem_id="wb-fetch"),
        cancel=gr.Button(texts.CANCEL, visible=False, size="sm", elem_id="wb-fetch-cancel"),
        clock=gr.Timer(EVERY_S, active=False),
    )
