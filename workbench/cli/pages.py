"""`app`: the page."""

import argparse
import sys
from ipaddress import ip_address

from workbench.cli import sources
from workbench.errors import InputError
from workbench.records import PUBLIC, Network


def run(arguments: argparse.Namespace) -> int:
    """Serves the page until it is stopped."""
    from workbench.engines import open_models
    from workbench.page import build, launch

    network = _network(arguments)
    demo = open_models(demo=True, report=_say)
    models = demo if arguments.demo else open_models(arguments.config, report=_say)
    public = network is None
    blocks = build(models, demo=demo, public=public, network=network or PUBLIC)
    launch(blocks, host=arguments.host, port=arguments.port)
    return 0


def _network(arguments: argparse.Namespace) -> Network | None:
    """What addresses the page may open; none where others can reach it."""
    if _is_loopback(arguments.host):
        return sources.network(arguments)
    if arguments.proxy or arguments.allow_host:
        raise InputError(
            "--proxy and --allow-host are for a page that this computer alone can reach; leave "
            "out --host"
        )
    return None


def _is_loopback(host: str) -> bool:
    """Whether only this computer can reach a page bound to `host`.

    >>> _is_loopback("127.0.0.1"), _is_loopback("[::1]"), _is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _say(text: str) -> None:
    print(f"workbench: {text}", file=sys.stderr, flush=True)
