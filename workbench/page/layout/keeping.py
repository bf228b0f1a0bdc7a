"""What stays in the visitor's browser, if the visitor wants it."""

from dataclasses import dataclass

import gradio as gr

from workbench.page import render


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """`json` carries a briefing to the browser, unseen."""

    section: gr.HTML
    json: gr.HTML


def keeping() -> Keeping:
    """The switch at the foot of the page."""
    return Keeping(
        section=gr.HTML(render.keeping(), elem_id="wb-keeping", apply_default_css=False),
        json=gr.HTML("", elem_id="wb-kept-json", visible="hidden", apply_default_css=False),
    )
