"""From wheels and an archive to a briefing, on a machine whose network is off."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkpoints import DEMO

pytest_plugins = "tests.archive_fixtures"
pytestmark = pytest.mark.usefixtures("machine")

OFFLINE = """
import json, socket, sys

tried = []

def refuse(*arguments, **options):
    tried.append(arguments)
    raise OSError("the network is off")

for name in ("connect", "connect_ex", "bind", "sendto", "sendmsg"):
    setattr(socket.socket, name, refuse)
for name in ("getaddrinfo", "gethostbyname", "create_connection"):
    setattr(socket, name, refuse)
try:
    socket.socket().connect(("127.0.0.1", 9))
except OSError:
    assert tried.pop()
for name in ("torch", "transformers", "huggingface_hub"):
    sys.modules[name] = None  # to import it is an ImportError

from workbench.cli import main

for arguments in json.loads(sys.argv[1]):
    assert main(arguments) == 0, arguments
assert not tried, tried
"""


def test_from_the_archive_to_a_briefing_with_the_network_off(packed: Path) -> None:
    """What docs/offline.md walks through, on a machine that has none of what models come from."""
    article = DEMO / "examples" / "wheat-imports.pes_Arab.txt"
    commands = [
        ["models", "unpack", str(packed)],
        ["models", "check"],
        ["brief", str(article), "--no-memory", "--format", "json", "-o", "briefing.json"],
    ]
    subprocess.run(
        [sys.executable, "-c", OFFLINE, json.dumps(commands)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)},
        check=True,
        capture_output=True,
        timeout=60,
    )
    briefing = json.loads(Path("briefing.json").read_text(encoding="utf-8"))
    assert briefing["complete"]
    assert len(briefing["sentences"]) == briefing["ledger"]["translated"] > 5
    assert all(row["translation"] and row["made"] == "model" for row in briefing["sentences"])
    assert briefing["briefing"]["summary"]
