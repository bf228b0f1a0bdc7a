"""What the names and options on a command line mean: sources, and what may be connected to."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from workbench.errors import InputError
from workbench.records import Metadata, Network, Source, Url


def sources(names: Sequence[str], *, metadata: Metadata) -> list[Source]:
    """A source for each name: a file, an address, or - for standard input."""
    return [_source(name, metadata) for name in names]


def _source(name: str, metadata: Metadata) -> Source:
    if name == "-":
        return Source(_standard_input(), "standard input", metadata)
    return Source(Url.alone(name) or Path(name), name, metadata)


def _standard_input() -> bytes:
    """All of it, or one byte more than loading accepts, so that it can refuse."""
    from workbench.load import MAX_FILE_BYTES

    if sys.stdin is None:
        raise InputError("standard input is closed; give a file, or text to -")
    return sys.stdin.buffer.read(MAX_FILE_BYTES + 1)


def network(arguments: argparse.Namespace) -> Network:
    """What the options of `add_network` allow; refused here and not at the first page."""
    from workbench.load.web.network import guard_of
    from workbench.load.web.proxy import proxy_of

    allowed = Network(proxy=arguments.proxy, allow_hosts=frozenset(arguments.allow_host))
    guard_of(allowed)
    proxy_of(allowed)
    return allowed


def add_network(command: argparse.ArgumentParser) -> None:
    """The options of a command that may load web pages."""
    web = command.add_argument_group("web pages (public hosts alone, and no proxy, unless you say)")
    web.add_argument("--proxy", metavar="URL", help="load through this proxy")
    web.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="load from this host although it is not public (repeatable)",
    )


def code(name: str) -> str:
    """The FLORES code that a typed language means; a reading that is not obvious is told."""
    from workbench.languages import find

    found = find(name)
    if found.note:
        print(f"workbench: {found.note}", file=sys.stderr)
    return found.code
