"""Serves the page in a process of its own: `page_server.py FOLDER real|fake`.

Gradio leaves event loops and sockets to the garbage collector, and a test run in which warnings
are errors must not collect them. The address is the only line on standard output. With `fake`,
runs are those of `page_doubles`; FOLDER then gets a demo registry with an example article, and
`closed` once a run has been closed.
"""

import sys
import threading
from dataclasses import replace
from pathlib import Path

from tests.page_doubles import FakeStart
from workbench import page
from workbench.engines import open_models
from workbench.page.service import service_of
from workbench.page.wiring import compose
from workbench.records import PUBLIC
from workbench.registry import demo_path

PAUSE_S = 0.15
EXAMPLE = "رئیس جمهور با وزیر خارجه دیدار کرد\n\n" + "\n\n".join(
    f"وزیر امور خارجه روز چهارشنبه در تهران گفت که حجم مبادلات به {billions} میلیارد دلار می‌رسد."
    for billions in range(3, 13)
)


def faked(folder: Path) -> page.Page:
    """Demo models that are named and nothing else, beside an example; runs are scripted."""
    registry = folder / "models.demo.yaml"
    registry.write_bytes(demo_path().read_bytes())
    (folder / "examples").mkdir()
    (folder / "examples" / "fa.txt").write_text(EXAMPLE, encoding="utf-8")
    start = FakeStart(pause=PAUSE_S)
    threading.Thread(target=watch, args=(start, folder / "closed"), daemon=True).start()
    demo = open_models(registry)
    service = service_of(open_models(), demo=demo, public=True, network=PUBLIC)
    return page.Page(compose(replace(service, start=start)), lambda: None)


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
    real = kind == "real"
    built = page.build(open_models(), demo=open_models(demo=True)) if real else faked(folder)
    print(page.launch(built, wait=False), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
