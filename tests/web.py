"""A small web on the loopback: hosts with addresses, what pages answer, how a fetch is refused."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer

import httpcore2
import pytest

from workbench.errors import InputError
from workbench.load.web.fetch import fetch
from workbench.load.web.wire import Outside
from workbench.records import Network

DATA = Path(__file__).parent / "data" / "network"
ADDRESS = "93.184.216.34"
NEWS = "http://news.example/"
PASTE = "paste the text of the page instead"
PUBLIC = Network()
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

# What a page answers: the bytes, or something to do with the connection that the request came by.
Answer = bytes | Callable[[socket.socket], object]


@dataclass
class Web:
    """What there is, and what happened.

    `names` gives the addresses of a host for each look-up in turn, the last of them for ever; a
    host without an entry has `ADDRESS`. `pages` are by host and path; another page is 404.
    """

    pages: dict[str, Answer] = field(default_factory=dict)
    names: dict[str, list[Sequence[str]]] = field(default_factory=dict)
    refuses: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    ports: dict[str, int] = field(default_factory=dict)

    def resolve(self, host: str) -> Sequence[str]:
        self.looked_up.append(host)
        answers = self.names.get(host, [[ADDRESS]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def dial(self, address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
        self.dialled.append((address, port))
        if address in self.refuses:
            raise httpcore2.ConnectError("Connection refused")
        there = self.ports["https" if port == 443 else "http"]
        return httpcore2.SyncBackend().connect_tcp("127.0.0.1", there, timeout=seconds)

    def outside(self, *, seconds: float = 10.0) -> Outside:
        return Outside(resolve=self.resolve, dial=self.dial, trusted=trusting, seconds=seconds)

    def drip(self, start: bytes, each: bytes, *, pause: float = 0.02) -> Answer:
        """An answer that begins with `start` and goes on with `each` as long as it is read."""

        def answer(connection: socket.socket) -> None:
            connection.sendall(start)
            while not self.over.wait(pause):
                connection.sendall(each)

        return answer


def refusal(url: str, web: Web, *, network: Network = PUBLIC, seconds: float = 10.0) -> str:
    """The sentence that refuses a page."""
    with pytest.raises(InputError) as refused:
        fetch(url, network=network, outside=web.outside(seconds=seconds))
    return str(refused.value)


def page(
    body: bytes = b"<p>News</p>",
    *headers: str,
    status: str = "200 OK",
    kind: str | None = "text/html",
    length: int | None = None,
) -> bytes:
    """A whole answer; `length` is what it says of its body, by default the truth."""
    lines = [f"HTTP/1.1 {status}", *headers]
    lines += [f"Content-Type: {kind}"] if kind is not None else []
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def moved(to: str, *headers: str, status: str = "302 Found") -> bytes:
    return page(b"moved", f"Location: {to}", *headers, status=status)


def trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=DATA / "authority.pem")


@cache
def serving() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(DATA / "server.pem")
    return context


@contextlib.contextmanager
def running() -> Iterator[Web]:
    """A web that is served, once in the clear and once encrypted, until the end."""
    web = Web()
    with contextlib.ExitStack() as stack:
        for scheme in ("http", "https"):
            server = stack.enter_context(Server(web, encrypted=scheme == "https"))
            web.ports[scheme] = server.server_address[1]
            serve = threading.Thread(target=server.serve_forever, args=(0.002,))
            serve.start()
            stack.callback(serve.join)
            stack.callback(server.shutdown)
        stack.callback(web.over.set)
        yield web


class Server(ThreadingTCPServer):
    server_address: tuple[str, int]
    allow_reuse_address = True
    request_queue_size = 50

    def __init__(self, web: Web, *, encrypted: bool) -> None:
        self.web, self.encrypted = web, encrypted
        super().__init__(("127.0.0.1", 0), Connection)


class Connection(BaseRequestHandler):
    server: Server

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            self.request.settimeout(10)
            if self.server.encrypted and "tls" in self.server.web.pages:
                send(self.request, self.server.web.pages["tls"])
            elif self.server.encrypted:
                self.answer_encrypted()
            else:
                self.answer(self.request)

    def answer_encrypted(self) -> None:
        with serving().wrap_socket(self.request, server_side=True) as connection:
            self.answer(connection)

    def answer(self, connection: socket.socket) -> None:
        request = read_request(connection)
        if not request:
            return
        self.server.web.asked.append(request)
        method, path, _ = request.split(" ", 2)
        host = request.partition("Host: ")[2].partition("\r\n")[0]
        if method == "CONNECT" and "connect" not in self.server.web.pages:
            connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            self.answer_encrypted()
            return
        name = "connect" if method == "CONNECT" else host + path.removeprefix(f"http://{host}:80")
        send(connection, self.server.web.pages.get(name, page(status="404 Not Found")))


def send(connection: socket.socket, answer: Answer) -> None:
    if isinstance(answer, bytes):
        connection.sendall(answer)
    else:
        answer(connection)


def read_request(connection: socket.socket) -> str:
    data = b""
    while not data.endswith(b"\r\n\r\n"):
        piece = connection.recv(65_536)
        if not piece:
            break
        data += piece
    return data.decode()
