"""The fixture of tests that use the page as a person does, which name this as their plugin."""

from collections.abc import Iterator

import pytest

from tests.as_a_person import own_page


@pytest.fixture(scope="session")
def own_address() -> Iterator[str]:
    """A page for this computer alone with the demo models; it opens addresses that lead here."""
    with own_page("--allow-host", "127.0.0.1") as where:
        yield where
