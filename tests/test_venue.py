"""What a page allows, by who can reach it and what models.yaml says."""

import pytest

from workbench.page.hosting.venue import Venue, is_loopback, venue_of
from workbench.records import PUBLIC, Network
from workbench.registry import Page

OWN = Network(proxy="http://proxy:3128", allow_hosts=frozenset({"intranet"}))


def test_a_page_of_ones_own() -> None:
    assert venue_of(Page(), public=False, network=OWN) == Venue(
        public=False,
        network=OWN,
        shared_memory=True,
        max_characters=1_000_000,
        max_bytes=50_000_000,
        runs_per_hour=None,
        may_download=True,
    )


def test_a_page_that_others_can_reach() -> None:
    assert venue_of(Page(), public=True, network=OWN) == Venue(
        public=True,
        network=None,
        shared_memory=False,
        max_characters=100_000,
        max_bytes=20_000_000,
        runs_per_hour=60,
        may_download=False,
    )


def test_what_the_file_says_of_a_page_that_others_can_reach() -> None:
    limits = Page(max_characters=500, runs_per_hour=3, load_urls=True, shared_memory=True)
    venue = venue_of(limits, public=True, network=OWN)
    assert venue.network is PUBLIC  # never the proxy, nor internal hosts
    assert (venue.max_characters, venue.runs_per_hour, venue.shared_memory) == (500, 3, True)
    assert not venue.may_download


def test_what_the_file_says_of_a_page_of_ones_own() -> None:
    limits = Page(max_characters=500, runs_per_hour=3, load_urls=False, shared_memory=False)
    venue = venue_of(limits, public=False, network=OWN)
    assert venue.network is None
    assert (venue.max_characters, venue.runs_per_hour, venue.shared_memory) == (500, None, True)


def test_addresses_that_the_file_allows_are_opened_as_the_caller_says() -> None:
    assert venue_of(Page(load_urls=True), public=False, network=OWN).network is OWN
    assert venue_of(Page(), public=False, network=None).network is None


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.8.8.8", "[::1]", "::1", "localhost", "LocalHost"]
)
def test_a_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["192.0.2.1", "0", "[::]", "192.168.1.2", "example.org", "localhost.example.org", ""]
)
def test_no_loopback(host: str) -> None:
    assert not is_loopback(host)
