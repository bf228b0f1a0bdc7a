"""What a hosted Space or a container runs: the page over the models of models.yaml."""

import importlib
import os
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import page

if TYPE_CHECKING:
    from workbench.page.hosting.gpu import OnGpu


def settle_in_space() -> None:
    """Says what no Space says of itself; what its owner set stands."""
    from workbench.page.hosting.rates import PRIVATE_NETWORKS

    # Visitors come through the hub's proxies, which are believed (docs/hosting.md).
    os.environ.setdefault("FORWARDED_ALLOW_IPS", PRIVATE_NETWORKS)
    # There `preload_from_hub` put the models when the Space was built, whatever HF_HOME says.
    hub = Path("~/.cache/huggingface/hub").expanduser()
    os.environ.setdefault("HF_HUB_CACHE", str(hub))


def gpu_lender() -> "OnGpu | None":
    """What lends a GPU for one article at a time on ZeroGPU, imported before torch."""
    if os.environ.get("SPACES_ZERO_GPU", "").lower() not in ("1", "t", "true"):
        return None
    os.environ.update(page.SILENCE)  # it imports gradio
    lender: OnGpu = importlib.import_module("spaces").GPU(duration=attrgetter("seconds"))
    return lender


def main() -> None:
    on_gpu = gpu_lender()
    in_space = "SPACE_ID" in os.environ
    if in_space:
        settle_in_space()
    from workbench.engines import open_models
    from workbench.page.hosting.venue import is_loopback

    # A Space is reached from outside its container; anywhere else the page is this computer's,
    # unless gradio's own variable says otherwise.
    host = "0.0.0.0" if in_space else os.environ.get("GRADIO_SERVER_NAME", "127.0.0.1")  # noqa: S104
    public = not is_loopback(host)
    models, demo = open_models(report=print), open_models(demo=True, report=print)
    # Nobody who visits may have models fetched: here they are, or come, when the page starts.
    built = page.build(models, demo=demo, public=public, on_gpu=on_gpu, download=public)
    page.launch(built, host=host)


if __name__ == "__main__":
    main()
