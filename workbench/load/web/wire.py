"""Connections that go where the guard lets them and end at a deadline."""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.errors import InputError
from workbench.load.web.network import PASTE, is_address

if TYPE_CHECKING:
    from httpcore2 import NetworkStream

CONNECT_SECONDS = 5.0  # for one address of a host that has several
MOST_ADDRESSES = 8


class Deadline:
    """A point in time, `seconds` from now, after which nothing goes on."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left; raises TimeoutError when there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def resolve(host: str) -> list[str]:
    """The addresses of a name, as this machine looks names up."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(info[4][0]) for info in found]


def dial(address: str, port: int, seconds: float) -> "NetworkStream":
    """A connection to an IP address; nothing is looked up."""
    import httpcore2

    return httpcore2.SyncBackend().connect_tcp(address, port, timeout=seconds)


def trusted() -> ssl.SSLContext:
    """TLS as browsers check it, by the certificate authorities of Mozilla.

    Not `create_default_context`, which lets the environment add authorities and log keys. A new
    one for each fetch (15 ms): httpcore sets protocols on it whenever it connects, and doing that
    in one thread while another connects crashes (python/cpython#141012).
    """
    import certifi

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(certifi.where())
    return context


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """How the outside is reached and how long that may take: what tests replace."""

    resolve: Callable[[str], Sequence[str]] = resolve
    dial: Callable[[str, int, float], "NetworkStream"] = dial
    trusted: Callable[[], ssl.SSLContext] = trusted
    seconds: float = 20.0


def look_up(host: str, *, outside: Outside, seconds: float) -> tuple[str, ...]:
    """The addresses of a host; an IP address is its own.

    In a thread, because a look-up cannot be interrupted: one that hangs is left behind.
    """
    if is_address(host):
        return (host,)
    answer: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put(outside.resolve(host))
        except OSError as error:
            answer.put(error)

    threading.Thread(target=ask, name=f"look up {host}", daemon=True).start()
    try:
        found = answer.get(timeout=seconds)
    except queue.Empty as error:
        raise TimeoutError from error
    if isinstance(found, OSError) or not found:
        raise InputError(
            f"the host {host} is not known; check the address and the connection, or {PASTE}"
        ) from (found if isinstance(found, OSError) else None)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Wire:
    """What httpcore connects through: every address is checked before anything is sent to it.

    `check` gets the host and its addresses and raises; what it passed is connected to by number.
    """

    check: Callable[[str, Sequence[str]], None]
    outside: Outside
    deadline: Deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> "TimedStream":
        import httpcore2

        addresses = look_up(host, outside=self.outside, seconds=self.deadline.left())
        self.check(host, addresses)
        failure: Exception = TimeoutError()
        for address in addresses[:MOST_ADDRESSES]:
            seconds = min(self.deadline.left(), CONNECT_SECONDS)
            try:
                stream = self.outside.dial(address, port, seconds)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return TimedStream(stream, self.deadline)
        raise failure


@dataclass(frozen=True, slots=True)
class TimedStream:
    """A connection of which every step may take the time that is left, and no longer."""

    stream: "NetworkStream"
    deadline: Deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self.deadline.left())

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> "TimedStream":
        left = self.deadline.left()
        return TimedStream(self.stream.start_tls(ssl_context, server_hostname, left), self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
