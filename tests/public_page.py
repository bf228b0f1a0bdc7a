"""Serves a page that others could reach: `python -m tests.public_page MODELS_YAML`.

The address is the only line on standard output. In a process of its own, because gradio leaves
sockets to the garbage collector, which a test run in which warnings are errors must not collect.
"""

import sys
from pathlib import Path

from workbench import page
from workbench.engines import open_models


def main() -> None:
    """Serves the page until standard input ends."""
    models = open_models(Path(sys.argv[1]))
    print(page.launch(page.build(models, demo=models, public=True), wait=False), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
