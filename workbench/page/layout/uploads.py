"""Buttons that open files."""

from typing import Any

import gradio as gr


def upload(label: str, **options: Any) -> gr.UploadButton:
    """A button for files of any name: what a file is, its first bytes tell.

    What it is not is said in our own sentence.
    """
    button = gr.UploadButton(label, size="sm", **options)
    # Gradio (6.31) makes an empty file beside each that is opened, and leaves it there for good.
    button._process_single_file = lambda file: file.path
    return button
