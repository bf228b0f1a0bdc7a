"""`app`: the page."""

import argparse
import sys

from workbench.cli import sources
from workbench.errors import InputError
from workbench.records import PUBLIC, Network


def run(arguments: argparse.Namespace) -> int:
    """Serves the page until it is stopped."""
    from workbench.engines import open_models
    from workbench.page import build, launch
    from workbench.page.hosting.venue import is_loopback

    public = not is_loopback(arguments.host)
    network = _network(arguments, public=public)
    demo = open_models(demo=True, report=_say)
    models = demo if arguments.demo else open_models(arguments.config, report=_say)
    page = build(models, demo=demo, public=public, network=network)
    launch(page, host=arguments.host, port=arguments.port)
    return 0


def _network(arguments: argparse.Namespace, *, public: bool) -> Network:
    """How a page of one's own opens addresses; for others nothing of it is to be had."""
    if not public:
        return sources.network(arguments)
    if arguments.proxy or arguments.allow_host:
        raise InputError(
            "--proxy and --allow-host are for a page that this computer alone can reach; leave "
            "out --host"
        )
    return PUBLIC


def _say(text: str) -> None:
    print(f"workbench: {text}", file=sys.stderr, flush=True)
