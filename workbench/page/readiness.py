"""What is said of models that are not ready, and the button that has them fetched."""

from typing import Any, NamedTuple

import gradio as gr

from workbench.page import render
from workbench.page.service import Service
from workbench.page.texts import hosting as texts
from workbench.store import size_text


class Told(NamedTuple):
    """In the order of `layout.ready.Ready.outputs`."""

    line: Any
    fetch: Any
    cancel: Any
    clock: Any


def told(service: Service) -> Told:
    """How far the models are; the clock goes on while something is done about them."""
    now = service.preparation.status()
    said = [one.sentence for one in now.models if one.state not in ("here", "ready")]
    absent = [one for one in now.models if one.state in ("absent", "failed") and one.bytes != 0]
    if absent and not now.busy:
        said.append(texts.MEANWHILE)
        if not service.venue.may_download:
            said.append(texts.HOST_FETCHES)
    size = f" ({size_text(now.bytes)})" if now.bytes else ""
    offered = bool(absent) and not now.busy and service.venue.may_download
    downloading = any(one.state == "downloading" for one in now.models)
    return Told(
        line=render.readiness(said, [one.share for one in now.models if one.share is not None]),
        fetch=gr.Button(texts.FETCH.format(size=size), visible=offered),
        cancel=gr.Button(visible=downloading and service.venue.may_download),
        clock=gr.Timer(active=now.busy or service.preparation.under_way),
    )


def fetch(service: Service) -> Told:
    """Begins, or goes on with, the download; refused on a page that others can reach."""
    if service.venue.may_download:
        service.preparation.begin(download=True)
    return told(service)


def cancel(service: Service) -> Told:
    """Ends the download; what has arrived is kept."""
    if service.venue.may_download:
        service.preparation.cancel()
    return told(service)
