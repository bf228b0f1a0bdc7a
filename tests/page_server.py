"""Serves the page in a process of its own: `page_server.py FOLDER real|fake`.

Gradio leaves event loops and sockets to the garbage collector, and a test run in which warnings
are errors must not collect them. The address is the only line on standard output. With `fake`,
runs are those of `page_doubles`; FOLDER then gets a demo registry with an example article, and
`closed` once a run has been closed.
"""

import sys
import threading
from pathlib import Path

from tests.page_doubles import FakeStart
from workbench import page
from workbench.engines import Models, open_models
from workbench.registry import demo_path

PAUSE_S = 0.15
EXAMPLE = "رئیس جمهور با وزیر خارجه دیدار کرد\n\n" + "\n\n".join(
    f"وزیر امور خارجه روز چهارشنبه در تهران گفت که حجم مبادلات به {billions} میلیارد دلار می‌رسد."
    for billions in range(3, 13)
)


def faked(folder: Path) -> Models:
    """Demo models that are named and nothing else, beside an example; runs are scripted."""
    from workbench.page import handlers

    registry = folder / "models.demo.yaml"
    registry.write_bytes(demo_path().read_bytes())
    (folder / "examples").mkdir()
    (folder / "examples" / "fa.txt").write_text(EXAMPLE, encoding="utf-8")
    start = FakeStart(pause=PAUSE_S)
    handlers.start = start  # type: ignore[assignment, attr-defined]
    threading.Thread(target=watch, args=(start, folder / "closed"), daemon=True).start()
    return open_models(registry)


def watch(start: FakeStart, mark: Path) -> None:
    """Writes down how many runs have been closed, whenever that changes."""
    seen = 0
    while True:
        closed = sum(run.closed.wait(0.05) for run in start.runs)
        if closed != seen:
            seen = closed
            mark.write_text(str(closed), encoding="utf-8")
        threading.Event().wait(0.05)


def main() -> None:
    folder, kind = Path(sys.argv[1]), sys.argv[2]
    demo = faked(folder) if kind == "fake" else open_models(demo=True)
    blocks = page.build(open_models(), demo=demo)
    print(page.launch(blocks, wait=False), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
