"""What many tests need: the shared measurements where they are, the demo models, doubles."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from workbench.engines import Models, open_models

if TYPE_CHECKING:
    from tests.checkpoints import Oracle
    from tests.runtimes import Both

# Small models on several threads spend their time waiting for each other, most of all on a busy
# machine; torch reads this when it is first imported, here and in the processes that tests start.
os.environ["OMP_NUM_THREADS"] = "1"

# How long an example takes is the machine's business.
settings.register_profile("workbench", deadline=None)
settings.load_profile("workbench")

SHARED = Path(__file__).parent.parent.parent / "shared"


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cache and data folders of the tests' own, here and in the processes that they start."""
    folder = tmp_path_factory.mktemp("cache")
    os.environ["WORKBENCH_CACHE"] = str(folder)
    os.environ["WORKBENCH_DATA"] = str(tmp_path_factory.mktemp("data"))
    return folder


@pytest.fixture(scope="session")
def shared() -> Path:
    """The team's data beside the checkout: not ours to ship, so tests on it skip without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    return SHARED


@pytest.fixture(scope="session")
def demo_models() -> Models:
    return open_models(demo=True)


@pytest.fixture(scope="session")
def nllb(tmp_path_factory: pytest.TempPathFactory) -> "Oracle":
    from tests.checkpoints import build_nllb

    return build_nllb(tmp_path_factory.mktemp("nllb"))


@pytest.fixture(scope="session")
def m2m100(tmp_path_factory: pytest.TempPathFactory) -> "Oracle":
    from tests.checkpoints import build_m2m100

    return build_m2m100(tmp_path_factory.mktemp("m2m100"))


@pytest.fixture(scope="session")
def mt5(tmp_path_factory: pytest.TempPathFactory) -> "Oracle":
    from tests.checkpoints import build_mt5

    return build_mt5(tmp_path_factory.mktemp("mt5"))


@pytest.fixture(
    scope="session",
    params=[
        *("nllb", "m2m100", "mt5"),
        *("nllb-ending", "m2m100-ending", "mt5-ending"),
        *("nllb-demo", "mt5-demo"),
    ],
)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> "Both":
    """A model under both runtimes: random, random with outputs of every length, or trained."""
    from tests.checkpoints import DEMO, with_ends
    from tests.runtimes import Both

    name = str(request.param)
    family, _, kind = name.partition("-")
    folder = DEMO / name if kind == "demo" else request.getfixturevalue(family)[0]
    if kind == "ending":
        folder = with_ends(folder, tmp_path_factory.mktemp("ending") / "model")
    return Both(folder, tmp_path_factory.mktemp("converted"))


@pytest.fixture
def serving() -> Iterator[Callable[..., Any]]:
    """Makes services, and ends their visits."""
    from tests.page_doubles import service

    made = []

    def make(**more: Any) -> Any:
        made.append(service(**more))
        return made[-1]

    yield make
    for one in made:
        one.visits.close()


@pytest.fixture(scope="session")
def ready_address() -> Iterator[str]:
    """A page whose visitors find two articles ready."""
    from tests.browser import serving

    with serving("tests.browser") as where:
        yield where


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from tests.browser import browsing

    with browsing() as browser:
        yield browser
