"""Where the article comes in."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from workbench.engines import Models
from workbench.page import render
from workbench.page.article import choices
from workbench.page.hosting.venue import Venue
from workbench.page.layout.lines import line
from workbench.page.layout.uploads import upload
from workbench.page.texts import input as texts

LINES = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Where the article comes in."""

    text: gr.Textbox
    fault: gr.HTML
    upload: gr.UploadButton
    examples: tuple[tuple[gr.Button, Any], ...]
    preview: gr.HTML


def article(demo: Models, venue: Venue) -> Article:
    """The box, files, examples, and what cleaning makes of them."""
    text = gr.Textbox(
        label=texts.TEXT,
        placeholder=texts.TEXT_HINT,
        # Equal, so that gradio does not measure the text: 12 s for 20,000 Persian characters.
        lines=LINES,
        max_lines=LINES,
        elem_id="wb-text",
    )
    fault = line("wb-text-fault")
    preview = gr.HTML("", elem_id="wb-preview", apply_default_css=False)
    gr.HTML(render.quiet(goes(venue)), elem_id="wb-where", apply_default_css=False)
    files = upload(texts.UPLOAD, file_count="multiple", elem_id="wb-upload")
    gr.HTML(render.quiet(texts.UPLOAD_HINT), elem_id="wb-upload-hint", apply_default_css=False)
    found = choices.examples(demo.registry.path.parent / "examples")
    if found:
        gr.HTML(f"<p>{texts.EXAMPLES}</p>", elem_id="wb-examples-label", apply_default_css=False)
    with gr.Row(elem_id="wb-examples"):
        buttons = tuple(
            (gr.Button(title, size="sm", elem_classes="wb-example"), path) for title, path in found
        )
    return Article(
        text=text,
        fault=fault,
        upload=files,
        examples=buttons,
        preview=preview,
    )


def goes(venue: Venue) -> str:
    """Where a text goes on a page that stands there."""
    if not venue.public:
        return texts.STAYS
    return texts.SENT_AND_KEPT if venue.shared_memory else texts.SENT
