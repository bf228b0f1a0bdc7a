"""The theme that gradio is given: its controls in our colours, which stand in styles/."""

import gradio as gr
from gradio.themes.utils.fonts import Font

PAGE, PAPER, INK, QUIET = "var(--wb-page)", "var(--wb-paper)", "var(--wb-ink)", "var(--wb-quiet)"
LINE, EDGE, ACCENT = "var(--wb-line)", "var(--wb-edge)", "var(--wb-accent)"
ON_ACCENT, HOVER, TINT = "var(--wb-on-accent)", "var(--wb-accent-hover)", "var(--wb-tint)"

COLOURS = {
    "background_fill_primary": PAPER,
    "background_fill_secondary": PAGE,
    "block_background_fill": "transparent",
    "block_border_color": LINE,
    "block_info_text_color": QUIET,
    "block_label_background_fill": PAPER,
    "block_label_text_color": INK,
    "block_title_text_color": INK,
    "body_background_fill": PAGE,
    "body_text_color": INK,
    "body_text_color_subdued": QUIET,
    "border_color_accent": ACCENT,
    "border_color_primary": LINE,
    "button_cancel_background_fill": PAPER,
    "button_cancel_text_color": INK,
    "button_primary_background_fill": ACCENT,
    "button_primary_background_fill_hover": HOVER,
    "button_primary_border_color": ACCENT,
    "button_primary_text_color": ON_ACCENT,
    "button_primary_text_color_hover": ON_ACCENT,
    "button_secondary_background_fill": PAPER,
    "button_secondary_background_fill_hover": TINT,
    "button_secondary_border_color": EDGE,
    "button_secondary_text_color": INK,
    "button_secondary_text_color_hover": INK,
    "checkbox_background_color": PAPER,
    "checkbox_background_color_selected": ACCENT,
    "checkbox_border_color": EDGE,
    "checkbox_border_color_selected": ACCENT,
    "checkbox_label_background_fill": PAPER,
    "checkbox_label_background_fill_hover": TINT,
    "checkbox_label_background_fill_selected": PAPER,
    "checkbox_label_border_color": LINE,
    "checkbox_label_text_color": INK,
    "checkbox_label_text_color_selected": INK,
    "color_accent_soft": TINT,
    "input_background_fill": PAPER,
    "input_background_fill_focus": PAPER,
    "input_border_color": EDGE,
    "input_border_color_focus": ACCENT,
    "input_placeholder_color": QUIET,
    "link_text_color": ACCENT,
    "link_text_color_active": HOVER,
    "link_text_color_hover": HOVER,
    "link_text_color_visited": ACCENT,
    "panel_background_fill": "transparent",
    "panel_border_color": LINE,
}
"""Each light and dark alike: our colours are two themes already."""


def theme() -> gr.themes.Base:
    """A theme in our colours, and in the fonts that the reader's computer has."""
    fonts = [Font(name) for name in ("system-ui", "Segoe UI", "Noto Sans", "sans-serif")]
    mono = [Font(name) for name in ("ui-monospace", "Consolas", "monospace")]
    dark = {f"{name}_dark": colour for name, colour in COLOURS.items()}
    base = gr.themes.Base(font=fonts, font_mono=mono, radius_size="md", spacing_size="md")
    return base.set(
        **COLOURS,
        **dark,
        color_accent=ACCENT,
        block_border_width="0px",
        block_padding="0px",
        block_shadow="none",
        input_border_width="1px",
        button_large_text_weight="600",
        layout_gap="1rem",
    )
