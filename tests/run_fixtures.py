"""A visitor whose runs are scripted, and each event of which can be seen."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.page_doubles import FakeStart, one_by_one
from tests.page_visitor import Visitor


@pytest.fixture
def no_bursts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each event sets the page, so that what follows from each can be seen."""
    monkeypatch.setattr("workbench.page.run.steps.bursts", one_by_one)


@pytest.fixture
def start() -> FakeStart:
    return FakeStart()


@pytest.fixture
def visitor(serving: Callable[..., Any], start: FakeStart) -> Visitor:
    return Visitor(serving(start=start))
