"""Pages that are too much or take too long: each ends early, with a sentence."""

import gzip
import socket
import threading
import time
import tracemalloc
import zlib

import httpcore2
import pytest

from tests.web import ADDRESS, HEAD, NEWS, PASTE, PUBLIC, Web, moved, page, refusal
from workbench.errors import InputError
from workbench.load.formats import MAX_BYTES
from workbench.load.web.fetch import fetch
from workbench.load.web.wire import Outside

pytest_plugins = "tests.web_fixtures"

SOON = 8
"""Seconds within which all end: a busy machine adds some, a connection here gives up after 10."""
TOO_LONG = f"this took longer than 0.15 s; try again later, or {PASTE}"


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "GZip"])
def test_packed_pages(web: Web, coding: str) -> None:
    body = b"<p>News</p>" * 50_000
    packed = zlib.compress(body) if coding == "deflate" else gzip.compress(body)
    web.pages["news.example/"] = page(packed, f"Content-Encoding: {coding}")
    assert fetch(NEWS, network=PUBLIC, outside=web.outside()).data == body


def test_packed_in_members_and_chunks(web: Web) -> None:
    """Boundaries everywhere: members of gzip, chunks of one byte."""
    packed = b"".join(gzip.compress(part) for part in (b"one ", b"", b"two ", b"three"))
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in packed)
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
    web.pages["news.example/"] = (
        f"{head}Transfer-Encoding: chunked\r\n\r\n".encode() + chunks + b"0\r\n\r\n"
    )
    assert fetch(NEWS, network=PUBLIC, outside=web.outside()).data == b"one two three"


@pytest.mark.parametrize("size", [MAX_BYTES, MAX_BYTES + 1])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_the_largest_page(web: Web, size: int, coding: str) -> None:
    body = bytes(size)
    packed = gzip.compress(body) if coding == "gzip" else body
    web.pages["news.example/"] = page(packed, f"Content-Encoding: {coding}")
    if size == MAX_BYTES:
        assert fetch(NEWS, network=PUBLIC, outside=web.outside()).data == body
    else:
        assert refusal(NEWS, web) == (
            f"{NEWS}: the page is larger than 10 MB, which no article is; {PASTE}"
        )


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_bombs_are_noticed_early(web: Web, coding: str) -> None:
    """100 MB in 100 kB; ten thousand times over, with gzip."""
    zeros = bytes(100_000_000)
    bomb = zlib.compress(zeros, 1) if coding == "deflate" else gzip.compress(zeros, 1)
    del zeros
    web.pages["news.example/"] = page(bomb, f"Content-Encoding: {coding}", length=10**12)
    tracemalloc.start()
    try:
        assert "larger than 10 MB" in refusal(NEWS, web)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress"])
def test_codings_that_were_not_asked_for(web: Web, coding: str) -> None:
    web.pages["news.example/"] = page(b"\0" * 100, f"Content-Encoding: {coding}")
    assert refusal(NEWS, web) == (
        f"{NEWS}: the site packs the page in a way that was not asked for ({coding}); {PASTE}"
    )


@pytest.mark.parametrize(
    "body", [b"no gzip", gzip.compress(b"<p>News</p>")[:-9], gzip.compress(b"a") + b"more"]
)
def test_damaged_packing(web: Web, body: bytes) -> None:
    web.pages["news.example/"] = page(body, "Content-Encoding: gzip")
    assert refusal(NEWS, web) == f"{NEWS}: the page was packed and is damaged; {PASTE}"


def test_a_page_without_end(web: Web) -> None:
    chunk = b"10000\r\n" + bytes(0x10000) + b"\r\n"
    start = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    web.pages["news.example/"] = web.drip(start, chunk, pause=0)
    assert "larger than 10 MB" in refusal(NEWS, web)


def test_headers_without_end(web: Web) -> None:
    web.pages["news.example/"] = web.drip(b"HTTP/1.1 200 OK\r\n", b"X: " + bytes(9_999), pause=0)
    assert refusal(NEWS, web) == (
        f"{NEWS}: the site's answer broke off or is not HTTP (Receive buffer too long); {PASTE}"
    )


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", "Server disconnected without sending a response."),
        (
            b"220 mail.example ESMTP\r\n\r\n",
            "illegal status line: bytearray(b'220 mail.example ESMTP')",
        ),
        (
            page(length=50),
            "peer closed connection without sending complete message body "
            "(received 11 bytes, expected 50)",
        ),
        (page(b"", "Content-Length: 7"), "conflicting Content-Length headers"),
    ],
)
def test_answers_that_break_the_rules(web: Web, answer: bytes, reason: str) -> None:
    web.pages["news.example/"] = answer
    assert refusal(NEWS, web) == (
        f"{NEWS}: the site's answer broke off or is not HTTP ({reason}); {PASTE}"
    )


def test_no_more_than_the_announced_length_is_read(web: Web) -> None:
    web.pages["news.example/"] = page(b"<p>News</p>", length=3)
    assert fetch(NEWS, network=PUBLIC, outside=web.outside()).data == b"<p>"


@pytest.mark.parametrize(
    ("start", "each"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"y"),
        (HEAD + b"Content-Length: 100000\r\n\r\n", b"y"),
        (HEAD + b"\r\n", b"y"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\ny\r\n"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n1", b";y"),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"")),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_time_is_up_whatever_drips(web: Web, scheme: str, start: bytes, each: bytes) -> None:
    web.pages["news.example/"] = web.drip(start, each)
    begun = time.monotonic()
    url = f"{scheme}://news.example/"
    assert refusal(url, web, seconds=0.15) == f"{url}: {TOO_LONG}"
    assert 0.14 < time.monotonic() - begun < SOON


def test_time_is_up_in_a_flood(web: Web) -> None:
    flood = 100 * b"HTTP/1.1 100 Continue\r\n\r\n"
    web.pages["news.example/"] = web.drip(b"", flood, pause=0)
    assert refusal(NEWS, web, seconds=0.15) == f"{NEWS}: {TOO_LONG}"


@pytest.mark.parametrize("each", [b"", b"\x16\x03\x03\x40\x00" + bytes(100)])
def test_time_is_up_in_a_handshake(web: Web, each: bytes) -> None:
    web.pages["tls"] = web.drip(each[:5], each[5:6])
    begun = time.monotonic()
    url = "https://news.example/"
    assert refusal(url, web, seconds=0.15) == f"{url}: {TOO_LONG}"
    assert time.monotonic() - begun < SOON


def test_time_is_up_in_a_look_up(web: Web) -> None:
    def slow(host: str) -> list[str]:
        web.over.wait(10)
        return [ADDRESS]

    outside = Outside(resolve=slow, dial=web.dial, seconds=0.15)
    begun = time.monotonic()
    with pytest.raises(InputError) as refused:
        fetch(NEWS, network=PUBLIC, outside=outside)
    assert str(refused.value) == f"{NEWS}: {TOO_LONG}"
    assert time.monotonic() - begun < SOON


def test_time_is_up_while_connecting(web: Web) -> None:
    given: list[float] = []

    def silent(address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
        given.append(seconds)
        time.sleep(seconds)
        raise httpcore2.ConnectTimeout

    web.names["news.example"] = [[f"8.8.8.{n}" for n in range(20)]]
    outside = Outside(resolve=web.resolve, dial=silent, seconds=0.5)
    begun = time.monotonic()
    with pytest.raises(InputError) as refused:
        fetch(NEWS, network=PUBLIC, outside=outside)
    assert str(refused.value) == f"{NEWS}: {TOO_LONG.replace('0.15', '0.5')}"
    assert time.monotonic() - begun < SOON
    assert given[0] <= 0.5


def test_all_redirects_share_the_time(web: Web) -> None:
    def slow_redirect(step: int) -> None:
        def answer(connection: socket.socket) -> None:
            web.over.wait(0.3)
            connection.sendall(moved(f"/{step + 1}"))

        web.pages[f"news.example/{step}"] = answer

    for step in range(5):
        slow_redirect(step)
    begun = time.monotonic()
    sentence = refusal(f"{NEWS}0", web, seconds=1)
    assert sentence.startswith(f"{NEWS}0 redirects elsewhere: {NEWS}")
    assert sentence.endswith(f": this took longer than 1 s; try again later, or {PASTE}")
    assert time.monotonic() - begun < SOON


def test_look_ups_that_hang_do_not_keep_the_program(web: Web) -> None:
    """A thread that waits for a name must not be waited for when the program ends."""
    started: list[threading.Thread] = []

    def slow(host: str) -> list[str]:
        started.append(threading.current_thread())
        web.over.wait(10)
        return [ADDRESS]

    with pytest.raises(InputError):
        fetch(NEWS, network=PUBLIC, outside=Outside(resolve=slow, seconds=0.3))
    assert [thread.daemon for thread in started] == [True]
