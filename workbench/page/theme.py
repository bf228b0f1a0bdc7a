"""The theme that gradio is given; the colours are in styles/."""

import gradio as gr
from gradio.themes.utils.fonts import Font


def theme() -> gr.themes.Base:
    """A theme of the fonts that the reader's computer has."""
    fonts = [Font(name) for name in ("system-ui", "Segoe UI", "Noto Sans", "sans-serif")]
    mono = [Font(name) for name in ("ui-monospace", "Consolas", "monospace")]
    return gr.themes.Base(font=fonts, font_mono=mono, radius_size="md")
