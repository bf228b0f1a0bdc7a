"""How a control calls a function of ours."""

from collections.abc import Callable
from types import MethodType
from typing import Any

from workbench.page.service import Service

# In the browser: the next order may go (scripts/00-bus.js).
ANSWERED_JS = "() => workbench.answered()"
# In the browser: no more leaves it than would be refused. A character there is up to two units.
CLIP_JS = "(text, ...rest) => [(text ?? '').slice(0, 2 * {most} + 1), ...rest]"


def light(listener: Any, function: Any, inputs: list[Any], outputs: list[Any], **more: Any) -> Any:
    """A listener that answers at once, whatever run is under way."""
    return listener(
        function,
        inputs,
        outputs,
        **{"concurrency_limit": None, **more},
        show_progress="hidden",
        api_visibility="private",
    )


def reading(
    listener: Any, function: Any, inputs: list[Any], outputs: list[Any], **more: Any
) -> Any:
    """A `light` listener that reads what was brought, two at a time.

    It is half a second of work for the longest texts: all handlers together would hold up clicks
    and runs while many visitors paste.
    """
    limits = {"concurrency_id": "reading", "concurrency_limit": 2}
    return light(listener, function, inputs, outputs, **limits, **more)


def ahead(listener: Any, function: Any, outputs: list[Any]) -> Any:
    """A listener that reads several files, in its own time, for two visitors at once.

    It follows what told of them: a list that asked for more whenever it changed asked without end,
    for gradio tells of changes where there are none.
    """
    limits = {"concurrency_id": "ahead", "concurrency_limit": 2}
    return light(listener, function, [], outputs, **limits, trigger_mode="always_last")


def in_browser(listener: Any, inputs: list[Any], js: str) -> Any:
    """A listener that calls nothing here; its function in the browser is given the inputs."""
    return listener(None, inputs, [], js=js, show_progress="hidden", api_visibility="private")


def answered(listener: Any) -> None:
    """Tells the bus that an order was dealt with: in gradio 6.31 `then` follows no failure."""
    for ended in (listener.then, listener.failure):
        in_browser(ended, [], ANSWERED_JS)


def bound(service: Service, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its service, in a form whose annotations gradio still reads."""
    return MethodType(function, service)
