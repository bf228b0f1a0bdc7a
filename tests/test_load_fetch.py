"""Getting pages from a web on the loopback: what is sent, and what comes back."""

import gzip
import threading
import tomllib
from pathlib import Path

import httpcore2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web import ADDRESS, DATA, HEAD, NEWS, PASTE, PUBLIC, Web, moved, page, refusal
from workbench import __version__
from workbench.errors import InputError
from workbench.load.web.fetch import fetch
from workbench.load.web.page import Fetched, unpacked
from workbench.load.web.wire import Outside
from workbench.records import Url

pytest_plugins = "tests.web_fixtures"

CASES = tomllib.loads((DATA / "answers.toml").read_text("utf-8"))["case"]


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
