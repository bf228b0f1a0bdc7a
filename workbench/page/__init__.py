"""The Gradio page. Gradio itself is imported when a page is built or launched, not before."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from workbench.engines import Models
from workbench.records import PUBLIC, Network

if TYPE_CHECKING:
    from gradio import Blocks

    from workbench.page.hosting.gpu import OnGpu

# Gradio and the hub's client read these once, when they are imported.
SILENCE = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is built; `begin` gets its models ready, in a thread of its own."""

    blocks: "Blocks"
    begin: Callable[[], None]


def build(
    models: Models,
    *,
    demo: Models,
    public: bool = True,
    network: Network = PUBLIC,
    on_gpu: "OnGpu | None" = None,
    download: bool = False,
) -> Page:
    """The page over the configured models and the demo ones, not launched.

    The same `Models` for both gives a page with the demo models alone. `public` is a page that
    others can reach: its limits are those of `hosting.venue`; `network` is for one that is not.
    `on_gpu` lends a GPU for an article (`hosting.gpu`). With `download`, models that are not on
    this computer are fetched once the page is up.
    """
    os.environ.update(SILENCE)
    from workbench.page.service import service_of
    from workbench.page.wiring import compose

    service = service_of(models, demo=demo, public=public, network=network, on_gpu=on_gpu)
    begin = partial(service.preparation.begin, download=download)
    return Page(compose(service), begin)


def launch(
    page: Page, *, host: str = "127.0.0.1", port: int | None = None, wait: bool = True
) -> str:
    """Serves the page and gives its address; `wait` says it and keeps on until interrupted.

    Without a port, the first free one from 7860 on. Never shared through a public tunnel.
    """
    os.environ.update(SILENCE)
    from workbench.page.hosting.server import serve, wait_for_end

    address = serve(page.blocks, host=host, port=port)
    page.begin()
    if wait:
        wait_for_end(page.blocks, address)
    return address
