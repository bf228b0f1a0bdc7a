"""An address that cannot be served is refused in a sentence, before gradio tries it."""

import errno
import os
import re
import signal
import socket
import subprocess
import sys
from typing import Any, cast

import pytest

from workbench import page
from workbench.errors import InputError, ResourceError

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
    page.launch(cast(Any, blocks), host="127.0.0.1", port=None)
    assert blocks.closed


def refusal(kind: type[Exception], *, host: str = "127.0.0.1", port: int | None) -> str:
    blocks: Any = Blocks()
    with pytest.raises(kind) as raised:
        page.launch(blocks, host=host, port=port)
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
    with process.stdout as said:
        line = said.readline()
        process.send_signal(signal.SIGINT)
        rest = said.read()
    assert re.fullmatch(r"The page is at http://127\.0\.0\.1:\d+/? \(Ctrl\+C ends it\)\.\n", line)
    assert "Traceback" not in rest
    assert process.wait(timeout=30) == 0
