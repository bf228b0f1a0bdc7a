"""Which addresses may be reached: public hosts on the web's ports, and what the user allowed.

A URL is taken apart once, here. Whatever connects uses the parts, so that no second reading of
the same text can come to another host.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from workbench.errors import InputError
from workbench.records import Network

PORTS = {"http": 80, "https": 443}
LONGEST = 8_000  # characters: more than that many servers refuse themselves
PASTE = "paste the text of the page instead"
AROUND = " \t\r\n\ufeff\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
FORBIDDEN = re.compile(r"[\s\\\x00-\x1f\x7f-\x9f\ud800-\udfff]")
CREDENTIALS = re.compile(r"//[^/?#\\]*@")
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")  # in the last place it makes a host an IPv4 address
VALUE = re.compile(r"0x[0-9a-f]*|0[0-7]*|[1-9][0-9]*")
NAT64 = ip_network("64:ff9b::/96")  # RFC 6052


@dataclass(frozen=True, slots=True)
class Target:
    """What a URL asks for, all of it ASCII.

    `host` is a name in lower case or an IP address in its usual spelling, without brackets; `path`
    begins with a slash and has the query with it.
    """

    scheme: str
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def leads_to(self, location: str) -> "Target":
        """Where a redirect leads: it may be relative, and spaces pass as they do in browsers."""
        try:
            return parse(urljoin(str(self), location.strip().replace(" ", "%20")))
        except InputError as error:
            raise InputError(f"{shown(str(self))} redirects elsewhere: {error}") from error
        except ValueError as error:
            raise InputError(
                f"{shown(str(self))} redirects to {shown(location)}, which is no web address; "
                f"{PASTE}"
            ) from error


@dataclass(frozen=True, slots=True)
class Guard:
    """Who may be reached. A host in `allowed` may have any address and any port."""

    allowed: frozenset[str]

    def check_target(self, target: Target) -> None:
        """Refuse a port or a name that no public page has."""
        if target.host in self.allowed:
            return
        if target.port not in PORTS.values():
            raise _refused(
                f"{shown(str(target))}: pages are read from ports 80 and 443 only, not "
                f"{target.port}",
                host=target.host,
            )
        source = local_name(target.host)
        if source:
            raise _refused(
                f"{shown(str(target))}: {target.host} is a name of a local network ({source}), "
                f"and only public pages are read",
                host=target.host,
            )

    def check_addresses(self, host: str, addresses: Iterable[str]) -> None:
        """Refuse a host with any address that is not public."""
        if host in self.allowed:
            return
        for address in addresses:
            kind = not_public(ip_address(address))
            if kind:
                leads = "is" if address == host else f"has the address {address},"
                raise _refused(f"{host} {leads} {kind}, and only public pages are read", host=host)


def guard_of(network: Network) -> Guard:
    """The guard for what the user allows; refuses allowed hosts that are no host names."""
    return Guard(frozenset(normal_host(host.strip()) for host in network.allow_hosts))


def _refused(why: str, *, host: str) -> InputError:
    """A host that is not reached unless the command line allows it."""
    pasted = f"{why}; {PASTE}"
    return InputError(f"{pasted}, or allow the host with --allow-host {host}", on_page=pasted)


def parse(address: str) -> Target:
    """The parts of a URL; its fragment is dropped. Refused: anything but a plain web address."""
    text = address.strip(AROUND)
    if not text:
        raise InputError("there is no web address here; write https://HOST/PAGE")
    refuse_long(text, len(text))
    refuse_characters(text)
    parts = split(text)
    if parts.scheme not in PORTS:
        wrong = f"{shown(text)}: a web address starts with http:// or https://;"
        raise InputError(
            f"{wrong} for a file give its path", on_page=f"{wrong} for a file use Open files"
        )
    if "@" in parts.netloc:
        raise InputError(
            f"{shown(text)}: an address with a user name or password in it (before '@') is not "
            f"opened; give it without, or {PASTE}"
        )
    if not parts.hostname:
        raise InputError(f"{shown(text)}: the host is missing; write https://HOST/PAGE")
    host = normal_host(parts.hostname)
    port = PORTS[parts.scheme] if parts.port is None else parts.port
    path = parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    target = Target(parts.scheme, host, port, quote(path + query, safe="%/:=&?~+!$,;'@()*[]|"))
    refuse_long(text, len(str(target)))
    return target


def refuse_long(text: str, length: int) -> None:
    if length > LONGEST:
        raise InputError(
            f"{shown(text)}: the address is longer than {LONGEST:,} characters; {PASTE}"
        )


def refuse_characters(text: str) -> None:
    """Refuse what different programs read differently: white space, backslashes, controls."""
    found = FORBIDDEN.search(text)
    if found:
        raise InputError(
            f"{shown(text)}: an address has no {name_of(found[0])} in it "
            f"(character {found.start() + 1}); copy it again from the browser"
        )


def name_of(character: str) -> str:
    if character == "\\":
        return "backslash"
    return "space" if character == " " else f"character U+{ord(character):04X}"


def split(text: str) -> SplitResult:
    """`text` split as a URL, its port a number from 0 to 65535 or absent."""
    try:
        parts = urlsplit(text)
        _ = parts.port, parts.hostname
    except ValueError as error:
        raise InputError(
            f"{shown(text)}: this is no web address; copy it again from the browser"
        ) from error
    return parts


def normal_host(host: str) -> str:
    """A host as ASCII in lower case, without a last dot; an IP address in its usual spelling."""
    try:
        if ":" in host:
            return str(ipv6(host.removeprefix("[").removesuffix("]")))
        name = host.lower() if host.isascii() else idna_of(host)
        name = name.removesuffix(".")
        address = ipv4(name)
        labels = name.split(".")
    except ValueError as error:
        raise InputError(
            f"{shown(host)} is no host name or IP address: {shown(str(error))}"
        ) from error
    if address:
        return str(address)
    if len(name) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise InputError(
            f"{shown(host)} is no host name: a name is letters, digits and hyphens between dots"
        )
    return name


def idna_of(host: str) -> str:
    """The ASCII form of an international name, as browsers look it up (UTS 46)."""
    import idna

    return idna.encode(host, uts46=True).decode("ascii")


def ipv6(host: str) -> IPv6Address:
    address = IPv6Address(host)
    if address.scope_id is not None:
        raise ValueError("an address with a zone ('%') is of a local network")
    return address


def ipv4(host: str) -> IPv4Address | None:
    """The address that numbers between dots mean, None for a name.

    Decimal, octal (0177) or hexadecimal (0x7f), the last number filling what is left (127.1), as
    the URL standard and `inet_aton` read them.
    """
    parts = host.split(".")
    if not NUMBER.fullmatch(parts[-1]):
        return None
    *first, last = (value(part) for part in parts)
    if len(first) > 3 or max(first, default=0) > 255 or last >= 256 ** (4 - len(first)):
        raise ValueError("the numbers are no IPv4 address")
    return IPv4Address(sum(n << 8 * (3 - i) for i, n in enumerate(first)) + last)


def value(part: str) -> int:
    if not VALUE.fullmatch(part):
        raise ValueError("the numbers are no IPv4 address")
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") else 10)


def is_address(host: str) -> bool:
    """Whether a normal host is an IP address: no top-level domain is a number."""
    return ":" in host or ipv4(host) is not None


def not_public(address: IPv4Address | IPv6Address) -> str | None:
    """What an address is and who says so, if no public page can be there.

    Not `is_global` of the standard library, which differs between releases of Python 3.11.
    """
    if address in NAT64:
        return not_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    for network, kind in special_networks():
        if address in network:
            return kind
    return None


@cache
def special_networks() -> tuple[tuple[Any, str], ...]:
    return tuple((ip_network(n), f"{what} ({by})") for n, what, by in tables()["addresses"])


def local_name(host: str) -> str | None:
    """Who reserved a name for local use, None for one that may be public."""
    if is_address(host):
        return None
    for name, source in tables()["names"]:
        if host == name or host.endswith(f".{name}"):
            return str(source)
    return None if "." in host else "it has no dot"


@cache
def tables() -> dict[str, list[list[str]]]:
    return tomllib.loads(files("workbench.load.web").joinpath("network.toml").read_text("utf-8"))


def shown(address: str) -> str:
    """An address for a message: short, on one line, without credentials."""
    text = CREDENTIALS.sub("//…@", address[:LONGEST])
    text = text if len(text) <= 200 else text[:200] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
