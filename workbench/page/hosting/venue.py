"""Where the page stands: who can reach it, and what follows from that."""

from dataclasses import dataclass
from ipaddress import ip_address

from workbench.load import MAX_FILE_BYTES
from workbench.records import PUBLIC, Network
from workbench.registry import Page

OWN_CHARACTERS, PUBLIC_CHARACTERS = 1_000_000, 100_000
PUBLIC_RUNS_PER_HOUR = 60
# Of files opened at once: their content is held for as long as they stand in the box.
OWN_BYTES, PUBLIC_BYTES = 2 * MAX_FILE_BYTES, 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """What visitors of a page may do.

    `network` is what their addresses are opened with, None where none is opened. `shared_memory`
    says whether they share this computer's memory and corrections. `runs_per_hour` counts the
    articles of one visitor, None is no limit. `max_bytes` are those of the files opened at once.
    `may_download`: whether they may have models fetched.
    """

    public: bool
    network: Network | None
    shared_memory: bool
    max_characters: int
    max_bytes: int
    runs_per_hour: int | None
    may_download: bool


def venue_of(limits: Page, *, public: bool, network: Network | None) -> Venue:
    """What `models.yaml` leaves open, as suits a page of one's own or one that others can reach.

    `network` is that of a page of one's own: no visitor from elsewhere gets at its proxy or its
    internal hosts.
    """
    if not public:
        return Venue(
            public=False,
            network=None if limits.load_urls is False else network,
            shared_memory=True,
            max_characters=limits.max_characters or OWN_CHARACTERS,
            max_bytes=OWN_BYTES,
            runs_per_hour=None,
            may_download=True,
        )
    return Venue(
        public=True,
        network=PUBLIC if limits.load_urls else None,
        shared_memory=limits.shared_memory,
        max_characters=limits.max_characters or PUBLIC_CHARACTERS,
        max_bytes=PUBLIC_BYTES,
        runs_per_hour=limits.runs_per_hour or PUBLIC_RUNS_PER_HOUR,
        may_download=False,
    )


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach a page bound to `host`.

    >>> is_loopback("127.0.0.1"), is_loopback("[::1]"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
