"""Files of what stands on the page, made when they are asked for."""

import tempfile
from pathlib import Path

import gradio as gr

from workbench import export
from workbench.errors import InputError, WorkbenchError
from workbench.page.choices import fault
from workbench.page.service import Service
from workbench.page.texts import orders as texts


def file(service: Service, format_: str, request: gr.Request) -> str:
    """The open briefing in a format, as it stands now: where gradio finds the file."""
    entry = service.visits.of(request).desk.open
    if entry is None or entry.briefing is None:
        raise fault(InputError(texts.NOTHING_OPEN))
    try:
        content = export.write(entry.briefing, format_)
    except WorkbenchError as error:
        raise fault(error) from error
    name = f"briefing-{entry.briefing.provenance.text_sha256[:8]}.{format_}"
    # Gradio copies the file when it answers; its cache is emptied as delete_cache says.
    folder = Path(tempfile.mkdtemp(prefix="workbench-file-"))
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(path)
