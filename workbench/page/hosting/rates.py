"""How often one visitor may have an article read, and who a visitor is."""

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Protocol

from workbench.errors import InputError
from workbench.page.texts import hosting as texts

HOUR_S = 3600
MOST_VISITORS = 10_000  # remembered; the one who was away longest is forgotten first

# For FORWARDED_ALLOW_IPS, see `visitor_of`: what no visitor of a Space can come from.
PRIVATE_NETWORKS = "127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,::1/128,fc00::/7"


class Asking(Protocol):
    """As much of gradio's request as tells where it came from."""

    @property
    def client(self) -> Any: ...


class Rates:
    """Articles of each visitor within the last hour; `per_hour` None is no limit.

    Threads may share it. `clock` gives seconds.
    """

    def __init__(
        self, per_hour: int | None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = per_hour
        self._clock = clock
        self._lock = threading.Lock()
        self._taken: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, visitor: str, count: int = 1) -> None:
        """Counts `count` articles more; InputError, and none counted, where they are too many."""
        if self._most is None:
            return
        if count > self._most:
            raise InputError(texts.TOO_MANY_FOR_AN_HOUR.format(most=_articles(self._most)))
        with self._lock:
            now = self._clock()
            taken = self._of(visitor, now)
            left = self._most - len(taken)
            if count > left:
                # By then so many of the oldest ones are an hour old that there is room again.
                wait_s = taken[count - left - 1] + HOUR_S - now
                raise InputError(_too_often(self._most, left=left, wait_s=wait_s))
            taken.extend([now] * count)

    def _of(self, visitor: str, now: float) -> deque[float]:
        """When the visitor's articles of the last hour were taken, oldest first."""
        taken = self._taken.setdefault(visitor, deque())
        self._taken.move_to_end(visitor)
        if len(self._taken) > MOST_VISITORS:
            self._taken.popitem(last=False)
        while taken and taken[0] <= now - HOUR_S:
            taken.popleft()
        return taken


def visitor_of(request: Asking) -> str:
    """Whom a request counts for: its network address; of IPv6 the /64 that one household has.

    The address is that of the connection, unless the connection comes from a proxy that is named
    in the environment variable FORWARDED_ALLOW_IPS. Then it is the last one in X-Forwarded-For
    that is no such proxy itself: uvicorn, which serves the page, reads both and puts it into the
    request. Each proxy adds the address that it was called from at the end, so that whatever a
    visitor wrote into the header stands before that and counts for nothing (MDN, X-Forwarded-For,
    "Selecting an IP address"; taking the first one is the fault of lm-sys/FastChat issue 3784).

    On a Space the connection is the hub's proxy: embeddings-benchmark/mteb pull request 4754 saw
    10.16.3.80, and the visitor in X-Forwarded-For. Counted by connection, all visitors are one
    (winstxnhdw/nllb-api pull request 178). So `app.py` names `PRIVATE_NETWORKS` there: whether
    the hub's proxies add to the header or replace it, and however many there are inside, the last
    address that is not private was seen by one of them. Nobody has promised that; if one day a
    proxy with a public address stands behind another, those who come through it share a limit,
    and none escapes it.
    """
    return visitor_at(getattr(request.client, "host", None))


def visitor_at(host: str | None) -> str:
    """Whom an address counts for; see `visitor_of`."""
    try:
        address = ip_address(host or "")
    except ValueError:
        return (host or "nobody")[:64]
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ip_network((address.packed[:8] + bytes(8), 64)))
    return str(address)


def _too_often(most: int, *, left: int, wait_s: float) -> str:
    minutes = max(1, math.ceil(wait_s / 60))
    wait = texts.ONE_MINUTE if minutes == 1 else texts.MINUTES.format(count=minutes)
    words = {0: texts.NONE_LEFT, 1: texts.ONE_LEFT}
    said = words.get(left, texts.SOME_LEFT).format(count=left)
    return texts.TOO_OFTEN.format(most=_articles(most), left=said, wait=wait)


def _articles(count: int) -> str:
    return texts.ONE_ARTICLE if count == 1 else texts.ARTICLES.format(count=count)
