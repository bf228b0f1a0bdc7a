"""What stays in the visitor's browser, if the visitor wants it."""

from dataclasses import dataclass

import gradio as gr

from workbench.page import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """`json` carries a briefing to the browser, unseen."""

    json: gr.HTML


def keeping() -> Keeping:
    """The switch at the foot of the page."""
    gr.HTML(render.keeping(), elem_id="wb-keeping", apply_default_css=False)
    return Keeping(
        json=gr.HTML("", elem_id="wb-kept-json", visible="hidden", apply_default_css=False),
    )
