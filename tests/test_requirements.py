"""A hosted page installs what the package asks for."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
TORCH = "torch>=2.8"
# ZeroGPU has no newer one, and pip would take the newest (docs/hosting.md).
TORCH_OF_ZEROGPU = ",<2.12"


def test_requirements_are_those_of_the_package() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [line.partition("#")[0].strip() for line in lines]
    assert [line for line in asked if line] == [
        line + TORCH_OF_ZEROGPU if line == TORCH else line for line in project["dependencies"]
    ]
    assert TORCH in project["dependencies"]
