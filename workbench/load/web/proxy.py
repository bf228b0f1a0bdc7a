"""The proxy that a user names; the environment names none."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from workbench.errors import InputError
from workbench.load.web.network import normal_host, shown
from workbench.records import Network


@dataclass(frozen=True, slots=True)
class Proxy:
    """Where a proxy is, and what it wants to know."""

    url: str
    credentials: tuple[str, str] | None


def proxy_of(network: Network) -> Proxy | None:
    """The proxy to go through, if any. Only `http://` ones, through which https goes as well."""
    if network.proxy is None:
        return None
    try:
        parts = urlsplit(network.proxy)
        host, port = normal_host(parts.hostname or ""), parts.port or 80
    except (ValueError, InputError) as error:
        raise refusal(network.proxy) from error
    if parts.scheme != "http" or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise refusal(network.proxy)
    authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    named = parts.username is not None
    credentials = (unquote(parts.username or ""), unquote(parts.password or "")) if named else None
    return Proxy(f"http://{authority}", credentials)


def refusal(proxy: str) -> InputError:
    return InputError(
        f"the proxy {shown(proxy)!r} cannot be used: write it as http://HOST:PORT (pages over "
        "https go through such a proxy too; socks is not supported)"
    )
