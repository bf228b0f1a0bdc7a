"""Where a fetch connects to: public hosts, what the user allowed, certificates, redirects."""

import socket

import pytest

from tests.web import ADDRESS, DATA, NEWS, PASTE, PUBLIC, Web, moved, page, refusal
from workbench.errors import InputError
from workbench.load.web.fetch import fetch
from workbench.load.web.wire import Outside, trusted
from workbench.records import Network

pytest_plugins = "tests.web_fixtures"

PRIVATE = "a private address (RFC 1918), and only public pages are read"


def allowing(*hosts: str) -> Network:
    return Network(allow_hosts=frozenset(hosts))


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


def test_the_next_address_is_tried(web: Web) -> None:
    web.names["news.example"] = [["2606:2800::1", "93.184.216.35", ADDRESS]]
    web.refuses = {"2606:2800::1", "93.184.216.35"}
    web.pages["news.example/"] = page()
    fetch(NEWS, network=PUBLIC, outside=web.outside())
    assert [address for address, _ in web.dialled] == web.names["news.example"][0]


def test_eight_addresses_are_tried(web: Web) -> None:
    web.names["news.example"] = [[f"8.8.8.{n}" for n in range(20)]]
    web.refuses = set(web.names["news.example"][0])
    assert "Connection refused" in refusal(NEWS, web)
    assert len(web.dialled) == 8


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
            "http://[64:ff9b::7f00:1]/",
            "64:ff9b::7f00:1 is an address of this machine (RFC 1122), and only public pages are "
            f"read; {PASTE}, or allow the host with --allow-host 64:ff9b::7f00:1",
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


def test_a_redirect_to_nonsense(web: Web) -> None:
    web.pages["news.example/"] = moved("http://[::1/")
    assert refusal(NEWS, web) == (
        f"{NEWS} redirects to http://[::1/, which is no web address; {PASTE}"
    )


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


def test_threads_share_no_context() -> None:
    assert trusted() is not trusted()


def test_a_site_that_speaks_no_tls(web: Web) -> None:
    web.pages["tls"] = page()
    assert refusal("https://news.example/", web) == (
        "https://news.example/: no encrypted connection could be made (WRONG_VERSION_NUMBER); "
        f"{PASTE}"
    )
