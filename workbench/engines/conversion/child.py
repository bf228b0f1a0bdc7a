"""The process that converts: how it is run, and what it does (`python -m` this module)."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import workbench
from workbench import errors
from workbench.engines.families import FAMILIES, Family
from workbench.errors import ModelError, ResourceError, WorkbenchError


def run(folder: Path, into: Path, *, family: Family, name: str, precision: str) -> None:
    """Converts the checkpoint in `folder`; what goes wrong there is raised here."""
    order = {
        "folder": str(folder.absolute()),
        "into": str(into),
        "family": family.name,
        "name": name,
        "precision": precision,
    }
    root = str(Path(workbench.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    with subprocess.Popen(  # noqa: S603: this Python, this module
        [sys.executable, "-m", __name__, json.dumps(order)],
        stdin=subprocess.PIPE,  # never written: it ends when this process does
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path, "HF_HUB_OFFLINE": "1"},
        start_new_session=True,  # an interrupt from the keyboard is this process's to handle
    ) as child:
        try:
            assert child.stdout is not None
            answer = child.stdout.read()
        finally:
            child.kill()
    _raise(answer, name=name, code=child.returncode)


def _raise(answer: bytes, *, name: str, code: int) -> None:
    if answer == b"done\n":
        return
    try:
        told = json.loads(answer)
        kind = getattr(errors, told["kind"])
    except (ValueError, LookupError, TypeError) as error:
        raise ResourceError(f"model '{name}' could not be converted ({code})") from error
    raise kind(told["text"])


def main() -> None:
    """Does what the order on the command line says, and answers on standard output."""
    threading.Thread(target=_die_with_parent, daemon=True).start()
    order = json.loads(sys.argv[1])
    family = next(family for family in FAMILIES if family.name == order["family"])
    from workbench.engines.conversion.weights import write

    try:
        write(
            Path(order["folder"]),
            Path(order["into"]),
            family=family,
            name=order["name"],
            precision=order["precision"],
        )
    except WorkbenchError as error:
        print(json.dumps({"kind": type(error).__name__, "text": str(error)}))
        return
    print("done")


def _die_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
