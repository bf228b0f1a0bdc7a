"""Which calls follow which, as gradio is told."""

from typing import Any

import httpx
import pytest


@pytest.fixture(scope="module")
def calls(ready_address: str) -> list[dict[str, Any]]:
    """Each with the element and the event that it listens to, as `on`."""
    config = httpx.get(f"{ready_address.rstrip('/')}/config").json()
    named = {one["id"]: one["props"].get("elem_id") for one in config["components"]}
    return [
        {**call, "on": [(named.get(place), event) for place, event in call["targets"]]}
        for call in config["dependencies"]
    ]


def test_who_chooses_or_opens_twice_is_heard_the_second_time(calls: list[dict[str, Any]]) -> None:
    """Gradio drops what comes while the first still waits, unless it is told otherwise."""
    told = {on: call["trigger_mode"] for call in calls for on in call["on"]}
    asked = {on: mode for on, mode in told.items() if on[1] in {"input", "upload"}}
    assert len(asked) >= 8
    assert set(asked.values()) == {"always_last"}


@pytest.mark.parametrize("event", ["order", "keep", "open_kept"])
def test_the_next_order_goes_also_where_one_failed(calls: list[dict[str, Any]], event: str) -> None:
    """It would wait thirty seconds for an answer that never comes."""
    first = next(call for call in calls if ("wb-bus", event) in call["on"])
    after = [call for call in calls if call["trigger_after"] == first["id"] and not call["outputs"]]
    assert [on for call in after for _, on in call["on"]][-2:] == ["then", "failure"]
