"""A hosted page installs what the package asks for."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_requirements_are_those_of_the_package() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [line for line in lines if not line.startswith("#")] == project["dependencies"]
