"""How often a visitor may have an article read, and who that is behind a proxy."""

import asyncio
import threading
import time
from collections import deque
from types import SimpleNamespace
from typing import Any

import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from workbench.errors import InputError
from workbench.page.hosting import rates
from workbench.page.hosting.rates import PRIVATE_NETWORKS, Rates, visitor_of


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def refusal(limits: Rates, visitor: str = "a", count: int = 1) -> str:
    with pytest.raises(InputError) as raised:
        limits.take(visitor, count)
    return str(raised.value)


def test_the_limit_and_when_there_is_room_again() -> None:
    clock = Clock()
    limits = Rates(3, clock=clock)
    limits.take("a")
    clock.now += 600
    limits.take("a", 2)
    clock.now += 2280
    assert refusal(limits) == (
        "this page reads at most 3 articles for each visitor in an hour, and none is left for you "
        "now; try again in 12 minutes"
    )
    clock.now += 719
    assert refusal(limits).endswith("try again in a minute")
    clock.now += 1
    limits.take("a")
    assert refusal(limits).endswith("try again in 10 minutes")


def test_another_visitor_has_a_limit_of_their_own() -> None:
    limits = Rates(1)
    limits.take("a")
    limits.take("b")
    assert "one article for each" in refusal(limits)


def test_several_are_all_taken_or_none() -> None:
    clock = Clock()
    limits = Rates(5, clock=clock)
    limits.take("a", 2)
    clock.now += 60
    limits.take("a", 2)
    assert refusal(limits, count=2) == (
        "this page reads at most 5 articles for each visitor in an hour, and one is left for you "
        "now; try again in 59 minutes"
    )
    assert refusal(limits, count=4).endswith("and one is left for you now; try again in 60 minutes")
    limits.take("a", 1)


def test_more_at_once_than_in_any_hour() -> None:
    assert refusal(Rates(5), count=6) == (
        "this page reads at most 5 articles for each visitor in an hour; give no more than that at "
        "once"
    )


def test_without_a_limit_everything_is_taken() -> None:
    Rates(None).take("a", 1_000_000)


def test_the_visitors_remembered_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST_VISITORS", 2)
    limits = Rates(1)
    for visitor in ("a", "b"):
        limits.take(visitor)
    refusal(limits, "a")  # who asks again was here last
    limits.take("c")
    refusal(limits, "a")
    limits.take("b")  # forgotten, the others are not


def test_threads_may_share_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(deque[float]):
        """Lets others come in between counting and adding."""

        def __len__(self) -> int:
            length = super().__len__()
            time.sleep(0.0001)
            return length

    monkeypatch.setattr(rates, "deque", Slow)
    limits = Rates(100)
    refused = []

    def ask() -> None:
        for _ in range(50):
            try:
                limits.take("a")
            except InputError:
                refused.append(1)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 100


def asking(host: str | None) -> Any:
    return SimpleNamespace(client=host and SimpleNamespace(host=host))


@pytest.mark.parametrize(
    ("host", "visitor"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("no address" * 100, ("no address" * 100)[:64]),
        (None, "nobody"),
    ],
)
def test_who_a_visitor_is(host: str | None, visitor: str) -> None:
    assert visitor_of(asking(host)) == visitor


def behind(trusted: str, *, connection: str, forwarded: list[str]) -> str:
    """The visitor that the server reports for a connection with such headers."""
    seen: dict[str, Any] = {}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.update(scope)

    scope: Any = {
        "type": "http",
        "client": (connection, 5000),
        "headers": [(b"x-forwarded-for", value.encode()) for value in forwarded],
    }
    served = ProxyHeadersMiddleware(app, trusted_hosts=trusted)
    asyncio.run(served(scope, None, None))  # type: ignore[arg-type]
    return visitor_of(asking(seen["client"][0]))


@pytest.mark.parametrize(
    "forwarded",
    [
        ["203.0.113.7"],
        ["203.0.113.7, 10.16.3.80"],
        ["198.51.100.1, 203.0.113.7"],  # what the visitor wrote stands first
        ["198.51.100.1", "203.0.113.7, 172.31.4.4"],
        ["10.0.0.9, 203.0.113.7, 10.16.3.80, 10.0.0.2"],
    ],
)
def test_behind_the_proxies_of_a_space(forwarded: list[str]) -> None:
    found = behind(PRIVATE_NETWORKS, connection="10.16.3.80", forwarded=forwarded)
    assert found == "203.0.113.7"


def test_nobody_but_a_proxy_is_believed() -> None:
    for trusted in ("127.0.0.1", PRIVATE_NETWORKS):
        found = behind(trusted, connection="203.0.113.7", forwarded=["198.51.100.1"])
        assert found == "203.0.113.7"
