"""What gradio keeps of a session is held within bounds; `benchmarks.page` measures it."""

import asyncio
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

from tests.page_doubles import Asking


def test_outputs_that_gradio_made_anew_are_let_go() -> None:
    from workbench.page.hosting.sessions import forget

    session = SimpleNamespace(
        config_values={1: "of the page", 2: "of the page", 40: "a long text", 41: "another"},
        blocks_config=SimpleNamespace(blocks={1: "made anew", 2: "as it was", 40: "made anew"}),
    )
    held: dict[str, Any] = {"one": session}
    app = SimpleNamespace(state_holder=SimpleNamespace(session_data=held))
    blocks: Any = SimpleNamespace(app=app, blocks={1: "first", 2: "second"})
    for stranger in ("another", None):
        asyncio.run(forget(blocks, Asking(stranger)))
    assert 40 in session.config_values
    asyncio.run(forget(blocks, Asking("one")))
    assert session.config_values == {1: "of the page", 2: "of the page"}
    assert session.blocks_config.blocks == {1: "made anew", 2: "as it was"}


WIRED = """
from tests.page_doubles import service
from workbench.page.wiring import compose
page = compose(service())
for fn in page.fns.values():
    if str(fn.name).startswith("forget"):
        for number, event in fn.targets:
            print(page.blocks[number].elem_id, event)
"""


def test_they_are_let_go_whenever_something_is_run_or_ordered_or_typed() -> None:
    """In a process of its own, for gradio leaves event loops behind."""
    command = [sys.executable, "-c", WIRED]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == ["wb-run click", "wb-bus order", "wb-preview change"]
