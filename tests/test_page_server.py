"""Where the page is served, to whom, and what the server takes of them."""

import asyncio
import errno
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest

from workbench import page
from workbench.errors import InputError, ResourceError
from workbench.page.hosting import guard, server
from workbench.page.hosting.guard import Guard, Static

ELSEWHERE = "192.0.2.1"
"""An address kept for documentation (RFC 5737), which no machine has."""


class Blocks:
    """Serves nothing, as gradio does where it finds no port."""

    def launch(self, **options: Any) -> None:
        raise OSError("Cannot find empty port in range")


class Interrupted:
    """Is up, and told to end before it has begun to wait for that."""

    closed = False

    def launch(self, **options: Any) -> tuple[None, str, None]:
        return None, "http://127.0.0.1:7860/", None

    def block_thread(self) -> None:
        raise KeyboardInterrupt

    def close(self, *, verbose: bool) -> None:
        self.closed = True


def test_an_interruption_as_soon_as_the_page_is_up_ends_it_too() -> None:
    blocks = Interrupted()
    begun: list[bool] = []
    page.launch(page.Page(cast(Any, blocks), lambda: begun.append(True)))
    assert blocks.closed
    assert begun  # with the page up, and not before


@pytest.mark.parametrize(
    ("host", "given"), [("::1", "[::1]"), ("[::1]", "[::1]"), ("127.0.0.1", "127.0.0.1")]
)
def test_addresses_of_ipv6_are_served(
    host: str, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Gradio makes no address of one without brackets."""
    monkeypatch.setattr(server, "_check_address", lambda host, port: None)
    names: list[str] = []

    class Noted(Interrupted):
        def launch(self, **options: Any) -> tuple[None, str, None]:
            names.append(options["server_name"])
            return super().launch(**options)

    page.launch(page.Page(cast(Any, Noted()), lambda: None), host=host)
    assert names == [given]


def _never() -> None:
    raise AssertionError("models are made ready for a page that is not up")


def refusal(kind: type[Exception], *, host: str = "127.0.0.1", port: int | None) -> str:
    blocks: Any = Blocks()
    with pytest.raises(kind) as raised:
        page.launch(page.Page(blocks, _never), host=host, port=port)
    return str(raised.value)


@pytest.mark.parametrize("port", [-5, 0, 65_536, 99_999])
def test_a_number_that_is_no_port(port: int) -> None:
    expected = f"there is no port {port}; give --port a number from 1 to 65535"
    assert refusal(InputError, port=port) == expected


def test_a_name_that_no_host_can_have() -> None:
    host = "a" * 64
    expected = f"'{host}' is no host name; give another with --host"
    assert refusal(InputError, host=host, port=None) == expected


def test_a_port_in_use() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert refusal(ResourceError, port=port) == (
            f"cannot serve the page: port {port} on 127.0.0.1 is not free; "
            "choose another with --port"
        )


def test_no_free_port_at_all() -> None:
    assert refusal(ResourceError, port=None) == (
        "cannot serve the page: no port on 127.0.0.1 is free; choose another with --port"
    )


def test_an_address_of_another_machine() -> None:
    why = os.strerror(errno.EADDRNOTAVAIL)
    assert refusal(ResourceError, host=ELSEWHERE, port=None) == (
        f"cannot serve the page at {ELSEWHERE}: {why}; choose another with --host or --port"
    )


def test_a_host_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert refusal(ResourceError, host="nowhere", port=7999) == (
        "cannot serve the page at port 7999 on nowhere: Name or service not known; "
        "choose another with --host or --port"
    )


def test_the_address_is_said() -> None:
    """A real process: a person must see where the page is, and Ctrl+C must end it."""
    command = [sys.executable, "-m", "workbench", "app", "--demo"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    with process, process.stdout as said:
        # What is said of models that are made ready meanwhile comes before or after.
        line = next(line for line in said if not line.startswith("workbench: "))
        process.send_signal(signal.SIGINT)
        rest = said.read()
    assert re.fullmatch(r"The page is at http://127\.0\.0\.1:\d+/? \(Ctrl\+C ends it\)\.\n", line)
    assert "Traceback" not in rest
    assert process.returncode == 0


async def counting(scope: Any, receive: Any, send: Any) -> None:
    """An application that answers with the number of bytes that it was sent."""
    got, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionAbortedError
        got, more = got + len(message["body"]), message["more_body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(got).encode()})


def answer(
    to: Guard,
    *parts: bytes,
    path: str = "/gradio_api/queue/join",
    client: str = "203.0.113.7",
    headers: dict[str, str] | None = None,
) -> tuple[int, str]:
    """Status and body that a request in such parts gets."""
    sent: list[Any] = []
    messages = iter(
        {"type": "http.request", "body": part, "more_body": number < len(parts)}
        for number, part in enumerate(parts or [b""], start=1)
    )

    async def receive() -> Any:
        return next(messages)

    async def send(message: Any) -> None:
        sent.append(message)

    named = {"host": "127.0.0.1:7860", **(headers or {})}
    pairs = [(name.encode(), value.encode()) for name, value in named.items()]
    scope = {"type": "http", "path": path, "client": (client, 5000), "headers": pairs}
    asyncio.run(to(scope, receive, send))
    return int(sent[0]["status"]), sent[1]["body"].decode()


OWN, PUBLIC = Guard(counting, own=True), Guard(counting, own=False)
OTHERS = (
    "To let others in, start it with --host: then it has the limits of a page that others can "
    "reach."
)
MINE = "This page is for the computer that it runs on, and"


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost:7861", "[::1]:80", "localhost"])
def test_a_page_of_ones_own_answers_to_the_names_of_this_computer(host: str) -> None:
    assert answer(OWN, headers={"host": host}) == (200, "0")


@pytest.mark.parametrize("host", ["evil.example:7860", "192.168.0.2:7860", "localhost.evil", ""])
def test_a_page_of_ones_own_answers_to_no_other_name(host: str) -> None:
    expected = f"{MINE} was asked for as '{host}'. {OTHERS}"
    assert answer(OWN, headers={"host": host}) == (403, expected)
    assert answer(PUBLIC, headers={"host": host}) == (200, "0")


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://localhost:9999", "http://127.0.0.1:7860.evil.example"],
)
def test_a_page_of_ones_own_takes_no_orders_from_another_page(origin: str) -> None:
    asked = {"origin": origin}
    expected = (
        f"This page takes no orders from another one, and '{origin}' is another: use it in a tab "
        "of its own."
    )
    assert answer(OWN, headers=asked) == (403, expected)
    assert answer(OWN, path="/gradio_api/upload", headers=asked) == (403, expected)
    assert answer(PUBLIC, headers=asked) == (200, "0")  # programs of others may ask it


def test_a_page_of_ones_own_takes_orders_from_itself() -> None:
    for host in ("127.0.0.1:7860", "localhost:7860", "[::1]:7860"):
        assert answer(OWN, headers={"host": host, "origin": f"http://{host}"}) == (200, "0")


@pytest.mark.parametrize("name", ["x-forwarded-for", "x-forwarded-host", "forwarded"])
def test_a_page_of_ones_own_is_not_passed_on_by_a_proxy(name: str) -> None:
    status, said = answer(OWN, headers={name: "203.0.113.7"})
    assert (status, said) == (
        403,
        f"{MINE} a proxy passed this request on. {OTHERS}",
    )
    assert answer(PUBLIC, headers={name: "203.0.113.7"}) == (200, "0")


@pytest.mark.parametrize(
    ("path", "most"), [("/gradio_api/queue/join", 10), ("/gradio_api/upload", 50)]
)
def test_a_body_over_the_limit_is_refused_before_it_is_read(path: str, most: int) -> None:
    full = {"content-length": str(most * 1_000_000)}
    assert answer(OWN, path=path, headers=full) == (200, "0")
    over = {"content-length": str(most * 1_000_000 + 1)}
    expected = (413, f"The request is larger than {most} MB; give one article.")
    assert answer(OWN, path=path, headers=over) == expected
    assert answer(OWN, path=path, headers={"content-length": "many"}) == expected


def test_visitors_from_elsewhere_bring_less_at_once() -> None:
    over = {"content-length": "20000001"}
    expected = (413, "The request is larger than 20 MB; give one article.")
    assert answer(PUBLIC, path="/gradio_api/upload", headers=over) == expected


def test_a_body_without_its_length_is_cut_off_when_it_grows_too_large() -> None:
    part = bytes(4_000_000)
    assert answer(OWN, part, part) == (200, "8000000")
    with pytest.raises(ConnectionAbortedError):
        answer(OWN, part, part, part)
    with pytest.raises(ConnectionAbortedError):  # nor does a length that is a lie help
        answer(OWN, part, part, part, headers={"content-length": "5"})


def test_a_browser_may_keep_our_files(tmp_path: Path) -> None:
    (tmp_path / "font.woff2").write_bytes(b"font")
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope: Any = {"type": "http", "method": "GET", "path": "/font.woff2", "headers": []}
    scope["asgi"] = {"spec_version": "2.4"}
    asyncio.run(Static(directory=tmp_path)(scope, counting, send))  # type: ignore[arg-type]
    headers = dict(sent[0]["headers"])
    assert headers[b"cache-control"] == b"public, max-age=604800"
    assert b"etag" in headers


def test_uploads_of_a_visitor_from_elsewhere_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "UPLOADS_PER_HOUR", 2)
    public = Guard(counting, own=False)
    for _ in range(2):
        assert answer(public, path="/gradio_api/upload")[0] == 200
    status, said = answer(public, path="/gradio_api/upload")
    assert (status, said.partition(";")[0]) == (
        429,
        "this page reads at most 2 articles for each visitor in an hour, and none is left for you "
        "now",
    )
    assert answer(public, path="/gradio_api/upload", client="203.0.113.8")[0] == 200
    assert answer(public)[0] == 200
    own = Guard(counting, own=True)
    assert {answer(own, path="/gradio_api/upload")[0] for _ in range(5)} == {200}


LIMITS = """
from tests.page_doubles import service
from workbench.page.wiring import compose
for fn in compose(service()).fns.values():
    print(fn.name, fn.concurrency_id, fn.concurrency_limit)
"""


def test_reading_what_visitors_bring_holds_up_nothing_else() -> None:
    """120 texts of the longest at once kept every click waiting for ten seconds.

    In a process of its own, for gradio leaves event loops behind.
    """
    command = [sys.executable, "-c", LIMITS]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    limits = [line.split() for line in said.splitlines()]
    reading = {name.rstrip("_0123456789") for name, id_, _ in limits if id_ == "reading"}
    assert reading == {"look", "chose", "files", "put", "reopened", "extract"}
    assert {limit for _, id_, limit in limits if id_ == "reading"} == {"2"}
