"""The Gradio page. Gradio itself is imported when a page is built or launched, not before."""

import os
from typing import TYPE_CHECKING

from workbench.engines import Models
from workbench.records import PUBLIC, Network

if TYPE_CHECKING:
    from gradio import Blocks

# Gradio and the hub's client read these once, when they are imported.
SILENCE = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}


def build(
    models: Models, *, demo: Models, public: bool = True, network: Network = PUBLIC
) -> "Blocks":
    """The page over the configured models and the demo ones, not launched.

    The same `Models` for both gives a page with the demo models alone. `public` is a page that
    others can reach: its limits are those of `page.venue`; `network` is for one that is not.
    """
    os.environ.update(SILENCE)
    from workbench.page.service import service_of
    from workbench.page.wiring import compose

    return compose(service_of(models, demo=demo, public=public, network=network))


def launch(
    blocks: "Blocks", *, host: str = "127.0.0.1", port: int | None = None, wait: bool = True
) -> str:
    """Serves the page and gives its address; `wait` says it and keeps on until interrupted.

    Without a port, the first free one from 7860 on. Never shared through a public tunnel.
    """
    os.environ.update(SILENCE)
    from workbench.page.server import serve

    return serve(blocks, host=host, port=port, wait=wait)
