"""Getting a web page, and nothing but a web page, from hosts that the guard lets through."""

import ssl
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from workbench import __version__
from workbench.errors import InputError
from workbench.load.web.network import PASTE, Guard, Target, guard_of, parse, shown
from workbench.load.web.page import Fetched, header, meaning, read_page
from workbench.load.web.proxy import Proxy, proxy_of
from workbench.load.web.wire import Deadline, Outside, Wire, look_up
from workbench.records import Network, Url

if TYPE_CHECKING:
    from httpcore2 import ConnectionPool, NetworkBackend

MAX_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NAMES_BESIDE_PROXY_SECONDS = 3.0
HEADERS = (
    (b"User-Agent", f"briefing-workbench/{__version__} (reads one article)".encode()),
    (b"Accept", b"text/html, application/xhtml+xml, text/plain;q=0.5"),
    (b"Accept-Encoding", b"gzip, deflate"),
)
INTERNET = Outside()


def fetch(url: Url | str, *, network: Network, outside: Outside = INTERNET) -> Fetched:
    """The page at an address, after at most `MAX_REDIRECTS` redirects.

    Every hop is checked like the first and all of them share one deadline. Each request goes out
    without cookies, credentials or a referrer. Whatever is refused or fails is an InputError.
    """
    hops = [parse(url.address if isinstance(url, Url) else url)]
    guard, proxy, deadline = guard_of(network), proxy_of(network), Deadline(outside.seconds)
    with open_pool(guard, proxy, outside=outside, deadline=deadline) as pool:
        while True:
            try:
                with explained(hops[-1], proxy, deadline):
                    guard.check_target(hops[-1])
                    if proxy:
                        check_beside(hops[-1].host, guard, outside=outside, deadline=deadline)
                    answer = ask(pool, hops[-1])
            except InputError as error:
                if len(hops) == 1:
                    raise
                raise InputError(f"{shown(str(hops[0]))} redirects elsewhere: {error}") from error
            if isinstance(answer, Fetched):
                return answer
            hops.append(answer)
            check_hops(hops)


def open_pool(
    guard: Guard, proxy: Proxy | None, *, outside: Outside, deadline: Deadline
) -> "ConnectionPool":
    """The connections of one fetch: to checked addresses, or to the proxy that the user named."""
    import httpcore2

    def as_said(_host: str, _addresses: Sequence[str]) -> None:
        """A proxy is where the user says it is."""

    check = as_said if proxy else guard.check_addresses
    wire = cast("NetworkBackend", Wire(check, outside, deadline))
    context = outside.trusted()
    if proxy is None:
        return httpcore2.ConnectionPool(ssl_context=context, network_backend=wire)
    return httpcore2.HTTPProxy(
        proxy_url=proxy.url,
        proxy_auth=proxy.credentials,
        ssl_context=context,
        network_backend=wire,
    )


def check_beside(host: str, guard: Guard, *, outside: Outside, deadline: Deadline) -> None:
    """Refuse what is private as far as this machine knows, before a proxy is asked for it.

    Where only the proxy knows names, nothing is known here and the proxy decides.
    """
    seconds = min(deadline.left(), NAMES_BESIDE_PROXY_SECONDS)
    try:
        addresses = look_up(host, outside=outside, seconds=seconds)
    except (InputError, TimeoutError):
        return
    guard.check_addresses(host, addresses)


def ask(pool: "ConnectionPool", target: Target) -> Fetched | Target:
    """The page at `target`, or where its site sends us on; the body is then left unread."""
    import httpcore2

    url = httpcore2.URL(
        scheme=target.scheme, host=target.host, port=target.port, target=target.path
    )
    headers = [(b"Host", target.authority.encode()), *HEADERS]
    with pool.stream("GET", url, headers=headers) as response:
        if response.status in REDIRECTS and header(response, b"location"):
            return target.leads_to(header(response, b"location"))
        if response.status != 200:
            raise InputError(f"{shown(str(target))}: the site {meaning(response.status)}")
        return read_page(response, target)


def check_hops(hops: Sequence[Target]) -> None:
    """Refuse redirects that are too many, go in circles or give up encryption."""
    start, last = shown(str(hops[0])), hops[-1]
    if last in hops[:-1]:
        raise InputError(
            f"{start} redirects in circles, as sites do to programs that keep no cookies; {PASTE}"
        )
    if len(hops) - 1 > MAX_REDIRECTS:
        raise InputError(f"{start} redirects more than {MAX_REDIRECTS} times; {PASTE}")
    if hops[-2].scheme == "https" and last.scheme == "http":
        raise InputError(
            f"{start} redirects to {shown(str(last))}, which is not encrypted, so anybody on the "
            "way could have written it; give that address itself if you want it all the same"
        )


@contextmanager
def explained(target: Target, proxy: Proxy | None, deadline: Deadline) -> Iterator[None]:
    """Failures on the way as a sentence each."""
    import httpcore2

    where = shown(str(target))
    try:
        yield
    except (TimeoutError, httpcore2.TimeoutException) as error:
        raise InputError(
            f"{where}: this took longer than {deadline.seconds:g} s; try again later, or {PASTE}"
        ) from error
    except zlib.error as error:
        raise InputError(f"{where}: the page was packed and is damaged; {PASTE}") from error
    except httpcore2.ProxyError as error:
        raise InputError(
            f"{where}: the proxy does not let this through ({shown(str(error))}); {PASTE}"
        ) from error
    except httpcore2.NetworkError as error:
        raise InputError(f"{where}: {failure(error, proxy)}; {PASTE}") from error
    except httpcore2.ProtocolError as error:
        raise InputError(
            f"{where}: the site's answer broke off or is not HTTP ({shown(str(error))}); {PASTE}"
        ) from error


def failure(error: Exception, proxy: Proxy | None) -> str:
    """Why a connection failed, in words."""
    cause = error.args[0] if error.args else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"the certificate of the site cannot be trusted ({cause.verify_message})"
    if isinstance(cause, ssl.SSLError):
        return f"no encrypted connection could be made ({cause.reason or cause})"
    reason = getattr(cause, "strerror", None) or str(error)
    far = f" to the proxy {proxy.url}" if proxy else ""
    return f"the connection{far} failed ({shown(reason)})"
