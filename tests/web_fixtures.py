"""The fixture of tests that fetch, which name this module as their plugin."""

from collections.abc import Iterator

import pytest

from tests.web import Web, running


@pytest.fixture
def web() -> Iterator[Web]:
    with running() as web:
        yield web
