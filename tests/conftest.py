"""What many tests need: the shared measurements where they are, the demo models, doubles."""

from pathlib import Path

import pytest

from workbench.engines import Models, open_models

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The team's data beside the checkout: not ours to ship, so tests on it skip without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    return SHARED


@pytest.fixture(scope="session")
def demo_models() -> Models:
    return open_models(demo=True)
