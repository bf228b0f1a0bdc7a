"""What many tests need: the shared measurements where they are, the demo models, doubles."""

import os
from pathlib import Path

import pytest

from workbench.engines import Models, open_models

# Small models on several threads spend their time waiting for each other, most of all on a busy
# machine; torch reads this when it is first imported, here and in the processes that tests start.
os.environ["OMP_NUM_THREADS"] = "1"

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
