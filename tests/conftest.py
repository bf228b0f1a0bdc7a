"""What many tests need: the shared measurements where they are, the demo models, doubles."""

from pathlib import Path

import pytest
import torch

from workbench.engines import Models, open_models

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The team's data beside the checkout: not ours to ship, so tests on it skip without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    return SHARED


@pytest.fixture(autouse=True, scope="session")
def one_thread() -> None:
    """Small models on several threads spend their time waiting for each other."""
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def demo_models() -> Models:
    return open_models(demo=True)
