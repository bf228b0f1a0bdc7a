"""Lines that are read out when they change."""

import gradio as gr

# An element that is itself replaced would not be read out: the one around the text is marked.
LIVE_JS = "element.setAttribute('role', 'status'); element.setAttribute('aria-live', 'polite');"


def line(elem_id: str, value: str = "") -> gr.HTML:
    """An element of ours whose changes are announced."""
    return gr.HTML(value, elem_id=elem_id, js_on_load=LIVE_JS, apply_default_css=False)
