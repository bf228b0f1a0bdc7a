"""What gradio keeps of a session is held within bounds; `benchmarks.page` measures it."""

import asyncio
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
