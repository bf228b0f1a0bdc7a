"""Getting pages from a web on the loopback: what is sent, what is read, what is refused."""

import gzip
import socket
import sys
import threading
import time
import tomllib
import tracemalloc
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpcore2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web import ADDRESS, DATA, Web, moved, page, running
from workbench import __version__
from workbench.errors import InputError
from workbench.load.fetch import fetch
from workbench.load.fetch_page import Fetched, unpacked
from workbench.load.fetch_wire import Outside
from workbench.load.formats import MAX_BYTES
from workbench.records import Network, Url

CASES = tomllib.loads((DATA / "answers.toml").read_text("utf-8"))["case"]
PASTE = "paste the text of the page instead"
NEWS = "http://news.example/"
PRIVATE = "a private address (RFC 1918), and only public pages are read"
PUBLIC = Network()
fetching = sys.modules[
    fetch.__module__
]  # the name of the module in its package may be the function


@pytest.fixture
def web() -> Iterator[Web]:
    with running() as web:
        yield web


def refusal(url: str, web: Web, *, network: Network = PUBLIC, seconds: float = 10.0) -> str:
    """The sentence that refuses a page."""
    with pytest.raises(InputError) as refused:
        fetch(url, network=network, outside=web.outside(seconds=seconds))
    return str(refused.value)


def allowing(*hosts: str) -> Network:
    return Network(allow_hosts=frozenset(hosts))


# What is asked and what comes back


def test_a_page(web: Web) -> None:
    web.pages["news.example/a?b=c"] = page("خبر".encode(), kind="text/html; charset=UTF-8")
    fetched = fetch(Url(f"{NEWS}a?b=c#d"), network=PUBLIC, outside=web.outside())
    assert fetched == Fetched(
        data="خبر".encode(), url=f"{NEWS}a?b=c", content_type="text/html", encoding="utf-8"
    )
    assert web.dialled == [(ADDRESS, 80)]


def test_the_request_says_who_asks_and_nothing_about_the_user(
    web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine news.example login me password secret", "utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    web.pages["news.example/"] = moved("/b", "Set-Cookie: a=b")
    web.pages["news.example/b"] = page()
    fetch(NEWS, network=PUBLIC, outside=web.outside())
    assert web.asked == [
        f"GET {path} HTTP/1.1\r\nHost: news.example\r\n"
        f"User-Agent: briefing-workbench/{__version__} (reads one article)\r\n"
        "Accept: text/html, application/xhtml+xml, text/plain;q=0.5\r\n"
        "Accept-Encoding: gzip, deflate\r\n\r\n"
        for path in ("/", "/b")
    ]


def test_an_international_name_is_asked_for_in_ascii(web: Web) -> None:
    host = "خبر.example".encode("idna").decode()
    web.pages[f"{host}/%D8%A8"] = page()
    fetched = fetch("http://خبر.example/ب", network=PUBLIC, outside=web.outside())
    assert fetched.url == f"http://{host}/%D8%A8"
    assert web.looked_up == [host]


@pytest.mark.parametrize(
    ("kind", "content_type", "encoding"),
    [
        ("text/html", "text/html", None),
        ("TEXT/HTML;charset='windows-1256'", "text/html", "cp1256"),
        (
            'application/xhtml+xml; a=b; CharSet = "ISO-8859-6"',
            "application/xhtml+xml",
            "iso8859-6",
        ),
        ("text/plain; charset=shift-jis", "text/plain", "shift_jis"),
        ("text/html; charset=none-such", "text/html", None),
        ("text/html; charset=punycode", "text/html", None),
        ("text/html; charset=unicode_escape", "text/html", None),
        ("text/html; charset=zlib", "text/html", None),
        ("text/html; charset=", "text/html", None),
    ],
)
def test_type_and_encoding(web: Web, kind: str, content_type: str, encoding: str | None) -> None:
    web.pages["news.example/"] = page(kind=kind)
    fetched = fetch(NEWS, network=PUBLIC, outside=web.outside())
    assert (fetched.content_type, fetched.encoding) == (content_type, encoding)


@pytest.mark.parametrize("case", CASES, ids=[c.get("status") or c["kind"] or "none" for c in CASES])
def test_answers_that_are_no_page(web: Web, case: dict[str, str]) -> None:
    status, kind = case.get("status", "200 OK"), case.get("kind", "text/html")
    body = b"" if status[:3] in {"204", "304"} else b"<p>News</p>"
    web.pages["news.example/"] = page(body, status=status, kind=kind)
    expected = case.get("says") or f"the site {case['site']}"
    assert refusal(NEWS, web) == f"{NEWS}: {expected}"


def test_an_answer_without_a_type(web: Web) -> None:
    web.pages["news.example/"] = page(kind=None)
    assert refusal(NEWS, web) == f"{NEWS}: the site does not say what it gives; {PASTE}"


def test_an_empty_page(web: Web) -> None:
    web.pages["news.example/"] = page(b"")
    assert refusal(NEWS, web) == f"{NEWS}: the page is empty; {PASTE}"


# Where connections go


def test_what_is_connected_to_is_what_was_checked(web: Web) -> None:
    """A name that is public when it is checked and private after: it is looked up once."""
    web.names["news.example"] = [[ADDRESS], ["127.0.0.1"]]
    web.pages["news.example/"] = page()
    fetch(NEWS, network=PUBLIC, outside=web.outside())
    assert (web.looked_up, web.dialled) == (["news.example"], [(ADDRESS, 80)])


def test_a_name_that_turns_private_between_redirects(web: Web) -> None:
    web.names["news.example"] = [[ADDRESS], ["10.0.0.1"]]
    web.pages["news.example/"] = moved("/b")
    web.pages["news.example/b"] = page()
    assert refusal(NEWS, web) == (
        f"{NEWS} redirects elsewhere: news.example has the address 10.0.0.1, {PRIVATE}; {PASTE}, "
        "or allow the host with --allow-host news.example"
    )
    assert web.dialled == [(ADDRESS, 80)]


@pytest.mark.parametrize("addresses", [["10.0.0.1"], [ADDRESS, "10.0.0.1"], ["10.0.0.1", ADDRESS]])
def test_a_private_name_is_not_connected_to(web: Web, addresses: list[str]) -> None:
    web.names["news.example"] = [addresses]
    assert refusal(NEWS, web) == (
        f"news.example has the address 10.0.0.1, {PRIVATE}; {PASTE}, or allow the host with "
        "--allow-host news.example"
    )
    assert web.dialled == []


@pytest.mark.parametrize(
    ("location", "sentence"),
    [
        (
            "http://127.0.0.1/",
            "127.0.0.1 is an address of this machine (RFC 1122), and only public pages are read; "
            f"{PASTE}, or allow the host with --allow-host 127.0.0.1",
        ),
        (
            "//0xa9fea9fe/latest/meta-data/",
            "169.254.169.254 is a cloud's own address (RFC 3927), and only public pages are read; "
            f"{PASTE}, or allow the host with --allow-host 169.254.169.254",
        ),
        (
            "http://[::ffff:7f00:1]/",
            "::ffff:7f00:1 is an IPv4 address in IPv6 spelling (RFC 4291), and only public pages "
            f"are read; {PASTE}, or allow the host with --allow-host ::ffff:7f00:1",
        ),
        (
            "http://localhost/",
            "http://localhost/: localhost is a name of a local network (RFC 6761), and only "
            f"public pages are read; {PASTE}, or allow the host with --allow-host localhost",
        ),
        (
            "http://other.example:22/",
            "http://other.example:22/: pages are read from ports 80 and 443 only, not 22; "
            f"{PASTE}, or allow the host with --allow-host other.example",
        ),
        (
            "file:///etc/passwd",
            "file:///etc/passwd: a web address starts with http:// or https://; for a file give "
            "its path",
        ),
        (
            "http://me:secret@other.example/",
            "http://…@other.example/: an address with a user name or password in it (before '@') "
            f"is not opened; give it without, or {PASTE}",
        ),
        (
            "/\\\\10.0.0.1/",
            "http://news.example/\\\\10.0.0.1/: an address has no backslash in it (character 21); "
            "copy it again from the browser",
        ),
    ],
)
def test_redirects_are_checked_like_the_first_address(
    web: Web, location: str, sentence: str
) -> None:
    web.pages["news.example/"] = moved(location)
    assert refusal(NEWS, web) == f"{NEWS} redirects elsewhere: {sentence}"
    assert web.dialled == [(ADDRESS, 80)]


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
def test_a_redirect_is_followed(web: Web, status: str) -> None:
    web.pages["news.example/"] = moved("https://agency.example/a b/خبر#top", status=status)
    web.pages["agency.example/a%20b/%D8%AE%D8%A8%D8%B1"] = page(b"there")
    fetched = fetch(NEWS, network=PUBLIC, outside=web.outside())
    assert (fetched.data, fetched.url) == (
        b"there",
        "https://agency.example/a%20b/%D8%AE%D8%A8%D8%B1",
    )
    assert web.dialled == [(ADDRESS, 80), (ADDRESS, 443)]


def test_the_body_of_a_redirect_is_not_read(web: Web) -> None:
    start = b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 99999999\r\n\r\n"
    web.pages["news.example/"] = web.drip(start, b"x")
    web.pages["news.example/b"] = page()
    assert fetch(NEWS, network=PUBLIC, outside=web.outside(seconds=2)).url == f"{NEWS}b"


def test_five_redirects_and_no_more(web: Web) -> None:
    for step in range(6):
        web.pages[f"news.example/{step}"] = moved(f"/{step + 1}")
    web.pages["news.example/6"] = page()
    assert fetch(f"{NEWS}1", network=PUBLIC, outside=web.outside()).url == f"{NEWS}6"
    web.asked.clear()
    assert refusal(f"{NEWS}0", web) == f"{NEWS}0 redirects more than 5 times; {PASTE}"
    assert len(web.asked) == 6


def test_redirects_in_circles(web: Web) -> None:
    web.pages["news.example/"] = moved("/b")
    web.pages["news.example/b"] = moved("/#again")
    assert refusal(NEWS, web) == (
        f"{NEWS} redirects in circles, as sites do to programs that keep no cookies; {PASTE}"
    )
    assert len(web.asked) == 2


def test_a_redirect_out_of_encryption(web: Web) -> None:
    web.pages["news.example/"] = moved("http://agency.example/")
    assert refusal("https://news.example/", web) == (
        "https://news.example/ redirects to http://agency.example/, which is not encrypted, so "
        "anybody on the way could have written it; give that address itself if you want it all "
        "the same"
    )


def test_the_next_address_is_tried(web: Web) -> None:
    web.names["news.example"] = [["2606:2800::1", "93.184.216.35", ADDRESS]]
    web.refuses = {"2606:2800::1", "93.184.216.35"}
    web.pages["news.example/"] = page()
    fetch(NEWS, network=PUBLIC, outside=web.outside())
    assert [address for address, _ in web.dialled] == web.names["news.example"][0]


def test_no_address_answers(web: Web) -> None:
    web.refuses = {ADDRESS}
    assert refusal(NEWS, web) == f"{NEWS}: the connection failed (Connection refused); {PASTE}"


def test_an_unknown_name() -> None:
    def unknown(host: str) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(InputError) as refused:
        fetch(NEWS, network=PUBLIC, outside=Outside(resolve=unknown))
    assert str(refused.value) == (
        "the host news.example is not known; check the address and the connection, or "
        "paste the text of the page instead"
    )


# What the user may allow


def test_an_allowed_host(web: Web) -> None:
    web.names["intra.example"] = [["10.0.0.1"]]
    web.pages["intra.example:8000/"] = page()
    fetch("http://intra.example:8000/", network=allowing("Intra.Example."), outside=web.outside())
    assert web.dialled == [("10.0.0.1", 8000)]


def test_where_an_allowed_host_redirects_is_checked(web: Web) -> None:
    web.names["intra.example"] = [["10.0.0.1"]]
    web.pages["intra.example/"] = moved("http://10.0.0.1/")
    assert refusal("http://intra.example/", web, network=allowing("intra.example")) == (
        f"http://intra.example/ redirects elsewhere: 10.0.0.1 is {PRIVATE}; {PASTE}, or allow the "
        "host with --allow-host 10.0.0.1"
    )


def test_as_it_is_in_earnest(web: Web) -> None:
    """With the look-up and the sockets of this machine, nothing replaced."""
    port = web.ports["http"]
    web.pages[f"localhost:{port}/"] = page(b"here")
    url = f"http://localhost:{port}/"
    assert fetch(url, network=allowing("localhost")).data == b"here"
    with pytest.raises(InputError, match="ports 80 and 443 only"):
        fetch(url, network=PUBLIC)


# Encryption


def test_an_encrypted_page(web: Web) -> None:
    web.pages["news.example/"] = page(b"sealed")
    fetched = fetch("https://news.example/", network=PUBLIC, outside=web.outside())
    assert (fetched.data, web.dialled) == (b"sealed", [(ADDRESS, 443)])


def test_a_certificate_for_another_name(web: Web) -> None:
    assert refusal("https://other.example/", web) == (
        "https://other.example/: the certificate of the site cannot be trusted (Hostname mismatch, "
        f"certificate is not valid for 'other.example'.); {PASTE}"
    )
    assert web.asked == []


def test_a_certificate_for_an_address(web: Web) -> None:
    web.pages[f"{ADDRESS}/"] = page()
    assert fetch(f"https://{ADDRESS}/", network=PUBLIC, outside=web.outside()).data


def test_authorities_are_not_taken_from_the_environment(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(DATA / "authority.pem"))
    outside = Outside(resolve=web.resolve, dial=web.dial)
    with pytest.raises(InputError) as refused:
        fetch("https://news.example/", network=PUBLIC, outside=outside)
    assert str(refused.value) == (
        "https://news.example/: the certificate of the site cannot be trusted (unable to get local "
        f"issuer certificate); {PASTE}"
    )


def test_a_site_that_speaks_no_tls(web: Web) -> None:
    web.pages["tls"] = page()
    assert refusal("https://news.example/", web) == (
        "https://news.example/: no encrypted connection could be made (WRONG_VERSION_NUMBER); "
        f"{PASTE}"
    )


# Through a proxy

PROXY = Network(proxy="http://me:secret@proxy.example:3128")


@pytest.fixture
def proxied(web: Web) -> Web:
    web.names["proxy.example"] = [["10.0.0.9"]]
    return web


def test_a_page_through_a_proxy(proxied: Web) -> None:
    proxied.pages["news.example/"] = page(b"by proxy")
    assert fetch(NEWS, network=PROXY, outside=proxied.outside()).data == b"by proxy"
    assert proxied.dialled == [("10.0.0.9", 3128)]
    assert proxied.asked[0].startswith("GET http://news.example:80/ HTTP/1.1\r\n")
    assert "\r\nProxy-Authorization: Basic bWU6c2VjcmV0\r\n" in proxied.asked[0]


def test_an_encrypted_page_through_a_proxy(proxied: Web) -> None:
    proxied.pages["news.example/"] = page(b"sealed")
    fetched = fetch("https://news.example/", network=PROXY, outside=proxied.outside())
    assert (fetched.data, proxied.dialled) == (b"sealed", [("10.0.0.9", 3128)])
    connect, get = proxied.asked
    assert connect.startswith("CONNECT news.example:443 HTTP/1.1\r\n")
    assert "\r\nProxy-Authorization: Basic bWU6c2VjcmV0\r\n" in connect
    assert "Proxy-Authorization" not in get


def test_the_certificate_counts_through_a_proxy(proxied: Web) -> None:
    assert "the certificate of the site cannot be trusted" in refusal(
        "https://other.example/", proxied, network=PROXY
    )


@pytest.mark.parametrize("url", ["http://10.0.0.1/", "https://intra.example/", "http://0xa000001/"])
def test_a_proxy_is_not_asked_for_what_is_private(proxied: Web, url: str) -> None:
    proxied.names["intra.example"] = [["10.0.0.1"]]
    assert PRIVATE in refusal(url, proxied, network=PROXY)
    assert proxied.dialled == []


def test_a_proxy_is_not_asked_for_local_names(proxied: Web) -> None:
    assert "intranet is a name of a local network (it has no dot)" in refusal(
        "http://intranet/", proxied, network=PROXY
    )
    assert proxied.dialled == []


def test_what_a_page_through_a_proxy_redirects_to_is_checked(proxied: Web) -> None:
    proxied.pages["news.example/"] = moved("http://10.0.0.1/")
    assert PRIVATE in refusal(NEWS, proxied, network=PROXY)
    assert len(proxied.asked) == 1


def test_a_proxy_may_know_names_that_are_not_known_here(proxied: Web) -> None:
    proxied.names["news.example"] = [[]]
    proxied.pages["news.example/"] = page()
    assert fetch(NEWS, network=PROXY, outside=proxied.outside()).data


def test_a_proxy_that_is_not_there(proxied: Web) -> None:
    proxied.refuses = {"10.0.0.9"}
    assert refusal(NEWS, proxied, network=PROXY) == (
        f"{NEWS}: the connection to the proxy http://proxy.example:3128 failed (Connection "
        f"refused); {PASTE}"
    )


def test_an_unknown_proxy(proxied: Web) -> None:
    proxied.names["proxy.example"] = [[]]
    assert refusal(NEWS, proxied, network=PROXY) == (
        f"the host proxy.example is not known; check the address and the connection, or {PASTE}"
    )


def test_a_slow_look_up_beside_a_proxy_leaves_it_the_time(
    proxied: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(host: str) -> Sequence[str]:
        if host == "news.example":
            proxied.over.wait(10)
        return proxied.resolve(host)

    monkeypatch.setattr(fetching, "NAMES_BESIDE_PROXY_SECONDS", 0.05)
    proxied.pages["news.example/"] = page()
    outside = Outside(resolve=slow, dial=proxied.dial, seconds=2)
    assert fetch(NEWS, network=PROXY, outside=outside).data


def test_a_proxy_that_refuses(proxied: Web) -> None:
    proxied.pages["connect"] = page(status="407 Proxy Authentication Required")
    assert refusal("https://news.example/", proxied, network=PROXY) == (
        "https://news.example/: the proxy does not let this through (407 Proxy Authentication "
        f"Required); {PASTE}"
    )


# Too much


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


# Too long


TOO_LONG = f"this took longer than 0.15 s; try again later, or {PASTE}"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


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
    assert 0.14 < time.monotonic() - begun < 1


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
    assert time.monotonic() - begun < 1


def test_time_is_up_in_a_look_up(web: Web) -> None:
    def slow(host: str) -> list[str]:
        web.over.wait(10)
        return [ADDRESS]

    outside = Outside(resolve=slow, dial=web.dial, seconds=0.15)
    begun = time.monotonic()
    with pytest.raises(InputError) as refused:
        fetch(NEWS, network=PUBLIC, outside=outside)
    assert str(refused.value) == f"{NEWS}: {TOO_LONG}"
    assert time.monotonic() - begun < 1


def test_time_is_up_while_connecting(web: Web) -> None:
    given: list[float] = []

    def silent(address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
        given.append(seconds)
        time.sleep(seconds)
        raise httpcore2.ConnectTimeout

    web.names["news.example"] = [[f"8.8.8.{n}" for n in range(20)]]
    outside = Outside(resolve=web.resolve, dial=silent, seconds=0.15)
    begun = time.monotonic()
    with pytest.raises(InputError) as refused:
        fetch(NEWS, network=PUBLIC, outside=outside)
    assert str(refused.value) == f"{NEWS}: {TOO_LONG}"
    assert time.monotonic() - begun < 1
    assert given[0] <= 0.15


def test_all_redirects_share_the_time(web: Web) -> None:
    def slow_redirect(step: int) -> None:
        def answer(connection: socket.socket) -> None:
            web.over.wait(0.2)
            connection.sendall(moved(f"/{step + 1}"))

        web.pages[f"news.example/{step}"] = answer

    for step in range(5):
        slow_redirect(step)
    begun = time.monotonic()
    assert refusal(f"{NEWS}0", web, seconds=0.5) == (
        f"{NEWS}0 redirects elsewhere: {NEWS}2: this took longer than 0.5 s; try again later, or "
        f"{PASTE}"
    )
    assert time.monotonic() - begun < 1.2


def test_look_ups_that_hang_do_not_keep_the_program(web: Web) -> None:
    """A thread that waits for a name must not be waited for when the program ends."""
    started: list[threading.Thread] = []

    def slow(host: str) -> list[str]:
        started.append(threading.current_thread())
        web.over.wait(10)
        return [ADDRESS]

    with pytest.raises(InputError):
        fetch(NEWS, network=PUBLIC, outside=Outside(resolve=slow, seconds=0.05))
    assert [thread.daemon for thread in started] == [True]


# Anything at all


def canned(*pieces: bytes) -> Outside:
    """An outside where every connection gives these bytes and then ends."""

    def dial(address: str, port: int, seconds: float) -> httpcore2.NetworkStream:
        return httpcore2.MockStream(list(pieces))

    return Outside(resolve=lambda host: [ADDRESS], dial=dial)


ANSWERS = [
    page(gzip.compress(b"<p>News</p>"), "Content-Encoding: gzip"),
    page(kind="text/html; charset=utf-8"),
    moved("https://news.example/a?b#c"),
    HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\nNews\r\n0\r\nX: y\r\n\r\n",
]


@given(
    st.sampled_from(ANSWERS),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 8), st.binary(max_size=8)), max_size=3),
)
def test_any_answer_is_a_page_or_a_sentence(
    answer: bytes, changes: list[tuple[int, int, bytes]]
) -> None:
    for start, length, new in changes:
        answer = answer[:start] + new + answer[start + length :]
    try:
        fetched = fetch(NEWS, network=PUBLIC, outside=canned(answer))
    except InputError as error:
        assert str(error).isprintable()
    else:
        assert fetched.data


@given(st.binary(max_size=300), st.integers(1, 20), st.sampled_from([1, 6, 9]))
def test_packing_is_undone_wherever_it_is_cut(body: bytes, size: int, level: int) -> None:
    packed = gzip.compress(body * 1000 + b"!", level)
    pieces = [packed[i : i + size] for i in range(0, len(packed), size)]
    assert b"".join(unpacked(pieces)) == body * 1000 + b"!"


def test_threads_do_not_share_anything(web: Web) -> None:
    """Twenty pages at once, each with a redirect and a cookie of its own."""
    for n in range(20):
        web.pages[f"news.example/{n}"] = moved(f"https://news.example/{n}/b", f"Set-Cookie: n={n}")
        web.pages[f"news.example/{n}/b"] = page(f"page {n}".encode())
    got: dict[int, bytes] = {}

    def get(n: int) -> None:
        got[n] = fetch(f"{NEWS}{n}", network=PUBLIC, outside=web.outside()).data

    threads = [threading.Thread(target=get, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == {n: f"page {n}".encode() for n in range(20)}
    assert not any("Cookie" in request for request in web.asked)
