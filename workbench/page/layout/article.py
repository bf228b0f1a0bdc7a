"""Where the article comes in."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from workbench.engines import Models
from workbench.page import choices, texts
from workbench.page.layout.lines import line

LINES = 14
FILES = ["text", ".html", ".htm", ".pdf", ".docx", ".eml", ".json", ".jsonl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Where the article comes in."""

    text: gr.Textbox
    upload: gr.UploadButton
    examples: tuple[tuple[gr.Button, Any], ...]
    preview: gr.HTML


def article(demo: Models) -> Article:
    """The box, files, examples, and what cleaning makes of them."""
    text = gr.Textbox(
        label=texts.TEXT,
        placeholder=texts.TEXT_HINT,
        # Equal, so that gradio does not measure the text: 12 s for 20,000 Persian characters.
        lines=LINES,
        max_lines=LINES,
        elem_id="wb-text",
    )
    upload = gr.UploadButton(
        texts.UPLOAD, file_types=FILES, file_count="multiple", size="sm", elem_id="wb-upload"
    )
    found = choices.examples(demo.registry.path.parent / "examples")
    if found:
        gr.HTML(f"<p>{texts.EXAMPLES}</p>", elem_id="wb-examples-label", apply_default_css=False)
    buttons = tuple(
        (gr.Button(title, size="sm", elem_classes="wb-example"), path) for title, path in found
    )
    return Article(text=text, upload=upload, examples=buttons, preview=line("wb-preview"))
