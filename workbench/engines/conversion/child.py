"""The process that converts: how it is run, and what it does (`python -m` this module)."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import BinaryIO

import workbench
from workbench import errors
from workbench.engines.families import FAMILIES, Family
from workbench.errors import ModelError, ResourceError, WorkbenchError

DONE = b"done"
MODULE = "workbench.engines.conversion.child"


def run(folder: Path, into: Path, *, family: Family, name: str, precision: str) -> None:
    """Converts the checkpoint in `folder` into the folder `into`; gives up with this process.

    What goes wrong there is raised here.
    """
    order = {
        "folder": str(folder.absolute()),
        "into": str(into.absolute()),
        "family": family.name,
        "name": name,
        "precision": precision,
    }
    with tempfile.TemporaryFile() as complaints:
        code, answer = _run([sys.executable, "-P", "-m", MODULE, json.dumps(order)], complaints)
        if answer != DONE:
            raise _error(answer, code, complaints, name=name)


def _run(command: list[str], complaints: BinaryIO) -> tuple[int, bytes]:
    """Exit code and last line of output of `command`, a Python that has these modules."""
    paths = (str(Path(workbench.__file__).parent.parent), os.environ.get("PYTHONPATH"))
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.PIPE,  # nothing is written: it ends when this process does
        stdout=subprocess.PIPE,
        stderr=complaints,
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "HF_HUB_OFFLINE": "1"},
        start_new_session=True,  # Ctrl+C comes to this process, which ends the other one
    ) as child:
        try:
            lines = child.stdout.read().splitlines() if child.stdout else []
            return child.wait(), lines[-1] if lines else b""
        finally:
            child.kill()


def _error(answer: bytes, code: int, complaints: BinaryIO, *, name: str) -> WorkbenchError:
    """What the process told, or what its end says."""
    try:
        told = json.loads(answer)
        error: WorkbenchError = getattr(errors, told["kind"])(told["text"])
    except (ValueError, LookupError, TypeError, AttributeError):
        if code < 0:
            return ResourceError(
                f"model '{name}' could not be converted: the process that does it was ended by "
                f"signal {-code}, most often for want of memory; close other programs and try again"
            )
        complaints.seek(0)
        last = complaints.read()[-500:].decode(errors="replace").strip().rpartition("\n")[2]
        return ModelError(f"model '{name}' could not be converted: {last or f'exit code {code}'}")
    return error


def main() -> None:
    """Does what the order on the command line says, and answers on standard output."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    order = json.loads(sys.argv[1])
    try:
        _write(**order)
    except WorkbenchError as error:
        answer = json.dumps({"kind": type(error).__name__, "text": str(error)}).encode()
    else:
        answer = DONE
    sys.stdout.buffer.write(b"\n" + answer)


def _write(*, folder: str, into: str, family: str, name: str, precision: str) -> None:
    from workbench.engines.conversion.weights import write

    ours = next(known for known in FAMILIES if known.name == family)
    try:
        write(Path(folder), Path(into), family=ours, name=name, precision=precision)
    except MemoryError as error:
        raise ResourceError(
            f"not enough memory to convert model '{name}': close other programs and try again"
        ) from error
    except OSError as error:
        raise ResourceError(
            f"model '{name}' cannot be converted into {into}: {error.strerror or error}"
        ) from error


def _end_with_parent() -> None:
    """The other end of standard input is the parent's: it closes when the parent is gone."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
