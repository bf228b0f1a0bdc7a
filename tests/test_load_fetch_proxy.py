"""Fetching through the proxy that the user names."""

import sys
from collections.abc import Sequence

import pytest

from tests.web import NEWS, PASTE, Web, moved, page, refusal
from workbench.load.web.fetch import fetch
from workbench.load.web.wire import Outside
from workbench.records import Network

pytest_plugins = "tests.web_fixtures"

fetching = sys.modules[
    fetch.__module__
]  # the name of the module in its package may be the function
PRIVATE = "a private address (RFC 1918), and only public pages are read"
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
