"""What URLs ask for, which addresses are public, and what a user may allow."""

import tomllib
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.errors import InputError
from workbench.load.web.network import (
    LONGEST,
    NAT64,
    Guard,
    Target,
    guard_of,
    normal_host,
    not_public,
    parse,
    shown,
    special_networks,
)
from workbench.load.web.proxy import Proxy, proxy_of
from workbench.records import Network

DATA = Path(__file__).parent / "data" / "network"
URLS = tomllib.loads((DATA / "urls.toml").read_text("utf-8"))["case"]
ADDRESSES = [
    line.split("\t")
    for line in (DATA / "addresses.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
ONLY_PUBLIC = (
    "and only public pages are read; paste the text of the page instead, or allow the host with "
    "--allow-host"
)
NOBODY = Guard(frozenset())


@pytest.mark.parametrize("case", URLS, ids=[case["url"] for case in URLS])
def test_urls(case: dict[str, str]) -> None:
    if "reads" in case:
        assert str(parse(case["url"])) == case["reads"]
    else:
        with pytest.raises(InputError) as refused:
            parse(case["url"])
        assert str(refused.value) == case["says"]


def test_a_url_is_taken_apart_once() -> None:
    assert parse("https://[2606:2800::1]:80/a?b#c") == Target("https", "2606:2800::1", 80, "/a?b")
    assert parse("https://[2606:2800::1]:80/").authority == "[2606:2800::1]:80"
    assert parse("http://news.example:443/").authority == "news.example:443"
    assert parse("http://news.example:80/").authority == "news.example"


@pytest.mark.parametrize("filler", ["a", "ش"])
def test_long_urls(filler: str) -> None:
    start = "http://news.example/"
    longest = (LONGEST - len(start)) // len(str(parse(start + filler))[len(start) :])
    assert len(str(parse(start + longest * filler))) > LONGEST - 6
    with pytest.raises(InputError) as refused:
        parse(start + (longest + 1) * filler)
    assert str(refused.value) == (
        f"{start}{180 * filler}…: the address is longer than 8,000 characters; "
        "paste the text of the page instead"
    )


def test_a_lone_surrogate_in_a_url() -> None:
    with pytest.raises(InputError) as refused:
        parse("http://news.example/\ud800")
    assert str(refused.value) == (
        "http://news.example/\\ud800: an address has no character U+D800 in it (character 21); "
        "copy it again from the browser"
    )


@given(
    st.text(max_size=60) | st.text("ht:/@[]%.0x1 \\#?aش\u3002", max_size=30).map("http://".__add__)
)
@example("http://\u2100.example/")  # turns into a/c under NFKC, which urlsplit refuses
@example("http://a.\u2488com/")
@example("http://[v1.a]/")
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        target = parse(text)
    except InputError:
        return
    assert parse(str(target)) == target
    assert str(target).isascii()
    assert normal_host(target.host) == target.host


@pytest.mark.parametrize(("spelled", "kind"), ADDRESSES, ids=[row[0] for row in ADDRESSES])
def test_addresses(spelled: str, kind: str) -> None:
    host = parse(f"http://{spelled}/").host
    if kind == "public":
        NOBODY.check_addresses(host, [host])
    else:
        with pytest.raises(InputError) as refused:
            NOBODY.check_addresses(host, [host])
        assert str(refused.value) == f"{host} is {kind}, {ONLY_PUBLIC} {host}"


EDGES = [int(end) for network, _ in special_networks() for end in (network[0], network[-1])]


def seen_by_the_library(address: IPv4Address | IPv6Address) -> bool:
    """Whether `ipaddress` finds something wrong with an address, by any of its own tables."""
    return address.is_multicast or address.is_reserved or not address.is_global


@given(
    st.integers(0, 2**32 - 1) | st.sampled_from(EDGES).flatmap(lambda n: st.integers(n - 2, n + 2))
)
def test_ipv4_is_judged_no_milder_than_by_the_library(number: int) -> None:
    address = IPv4Address(number % 2**32)
    assert not (seen_by_the_library(address) and not_public(address) is None)


@given(
    st.integers(0, 2**128 - 1) | st.sampled_from(EDGES).flatmap(lambda n: st.integers(n - 2, n + 2))
)
def test_ipv6_is_judged_no_milder_than_by_the_library(number: int) -> None:
    address = IPv6Address(number % 2**128)
    if address not in NAT64:
        assert not (seen_by_the_library(address) and not_public(address) is None)


def test_no_row_of_the_table_hides_a_later_one() -> None:
    networks = [network for network, _ in special_networks()]
    for place, network in enumerate(networks):
        earlier = [other for other in networks[:place] if other.version == network.version]
        assert not any(network.subnet_of(other) for other in earlier), network


def test_a_name_with_one_private_address_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        NOBODY.check_addresses("news.example", ["93.184.216.34", "10.1.2.3"])
    assert str(refused.value) == (
        f"news.example has the address 10.1.2.3, a private address (RFC 1918), {ONLY_PUBLIC} "
        "news.example"
    )


def test_a_link_local_address_with_a_zone_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        NOBODY.check_addresses("news.example", ["fe80::1%eth0"])
    assert str(refused.value) == (
        f"news.example has the address fe80::1%eth0, a link-local address (RFC 4291), "
        f"{ONLY_PUBLIC} news.example"
    )


@pytest.mark.parametrize("port", [0, 22, 25, 8080, 65535])
def test_other_ports_are_refused(port: int) -> None:
    with pytest.raises(InputError) as refused:
        NOBODY.check_target(parse(f"http://news.example:{port}/"))
    assert str(refused.value) == (
        f"http://news.example:{port}/: pages are read from ports 80 and 443 only, not {port}; "
        "paste the text of the page instead, or allow the host with --allow-host news.example"
    )


@pytest.mark.parametrize(
    ("host", "source"),
    [
        ("localhost", "RFC 6761"),
        ("news.localhost", "RFC 6761"),
        ("LOCALHOST.", "RFC 6761"),
        ("printer.local", "RFC 6762"),
        ("metadata.google.internal", "reserved by ICANN in 2024"),
        ("router.home.arpa", "RFC 8375"),
        ("abc.onion", "RFC 7686"),
        ("intranet", "it has no dot"),
    ],
)
def test_local_names_are_refused(host: str, source: str) -> None:
    target = parse(f"http://{host}/")
    with pytest.raises(InputError) as refused:
        NOBODY.check_target(target)
    assert str(refused.value) == (
        f"{target}: {target.host} is a name of a local network ({source}), {ONLY_PUBLIC} "
        f"{target.host}"
    )


def test_names_that_only_look_local_pass() -> None:
    for host in ("mylocalhost.example", "local.example", "internal.example", "8.8.8.8"):
        NOBODY.check_target(parse(f"https://{host}/"))


@pytest.mark.parametrize(
    ("allowed", "url"),
    [
        ("localhost", "http://LOCALHOST.:8000/a"),
        ("Intranet.", "http://intranet:8080/"),
        ("بريد.example", "http://xn--ngbof4h.example:81/"),
        ("127.0.0.1", "http://0x7f.1:5000/"),
        ("::1", "http://[::1]:5000/"),
        ("[::1]", "http://[0:0:0:0:0:0:0:1]/"),
    ],
)
def test_an_allowed_host_may_have_any_port_and_address(allowed: str, url: str) -> None:
    guard, target = guard_of(Network(allow_hosts=frozenset({allowed}))), parse(url)
    guard.check_target(target)
    guard.check_addresses(target.host, ["127.0.0.1", "fd00::1", "fe80::1%eth0"])


def test_allowing_is_by_exact_name() -> None:
    guard = guard_of(Network(allow_hosts=frozenset({"intra.example", "127.0.0.1"})))
    for host in ("www.intra.example", "a-intra.example", "intra.example.org"):
        with pytest.raises(InputError):
            guard.check_addresses(host, ["10.0.0.1"])
        with pytest.raises(InputError):
            guard.check_addresses(host, ["127.0.0.1"])  # allowed as a host, not as an address
        with pytest.raises(InputError):
            guard.check_target(parse(f"http://{host}:8000/"))


@pytest.mark.parametrize(
    "host", ["", "*.example", "http://intra.example", "intra.example:80", "a b"]
)
def test_what_is_no_host_cannot_be_allowed(host: str) -> None:
    with pytest.raises(InputError, match="no host name"):
        guard_of(Network(allow_hosts=frozenset({host})))


@pytest.mark.parametrize(
    ("given", "proxy"),
    [
        ("http://proxy.example:3128", Proxy("http://proxy.example:3128", None)),
        ("http://PROXY:3128/", Proxy("http://proxy:3128", None)),
        ("http://proxy", Proxy("http://proxy:80", None)),
        ("http://[::1]:8080", Proxy("http://[::1]:8080", None)),
        ("http://me:p%40ss@127.0.0.1:1", Proxy("http://127.0.0.1:1", ("me", "p@ss"))),
    ],
)
def test_proxies(given: str, proxy: Proxy) -> None:
    assert proxy_of(Network(proxy=given)) == proxy


@pytest.mark.parametrize(
    ("given", "shown_as"),
    [
        ("socks5://proxy.example:1080", "socks5://proxy.example:1080"),
        ("https://me:secret@proxy.example", "https://…@proxy.example"),
        ("proxy.example:3128", "proxy.example:3128"),
        ("http://proxy.example:99999", "http://proxy.example:99999"),
        ("http://proxy.example/path", "http://proxy.example/path"),
        ("http://", "http://"),
        ("", ""),
    ],
)
def test_other_proxies_are_refused(given: str, shown_as: str) -> None:
    with pytest.raises(InputError) as refused:
        proxy_of(Network(proxy=given))
    assert str(refused.value) == (
        f"the proxy '{shown_as}' cannot be used: write it as http://HOST:PORT (pages over https "
        "go through such a proxy too; socks is not supported)"
    )


def test_no_proxy_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    assert proxy_of(Network()) is None


def test_messages_stay_short_and_on_one_line() -> None:
    assert shown("a" * 300) == "a" * 200 + "…"
    assert shown("a\nb\u202ec") == "a\\u000ab\\u202ec"
    assert shown("http://a:b@c//d@e") == "http://…@c//…@e"
