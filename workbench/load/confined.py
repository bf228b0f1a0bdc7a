"""Reading PDF and DOCX in a process of its own, which is ended when it takes too much.

Their libraries cannot be bounded from inside: a small file can keep them busy for hours, or make
them unpack gigabytes. What holds here rests on the kernel: an interval timer that counts the
process's work (ITIMER_PROF, so that a busy machine changes nothing) ends it by SIGPROF, and
RLIMIT_AS makes it run out of memory. Where there are none (Windows; macOS has no RLIMIT_AS), the
wall clock alone ends it, after `WALL` seconds.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Literal

import workbench
from workbench.errors import InputError, ResourceError
from workbench.load.loaded import Loaded
from workbench.records import Metadata, RawBlock

Kind = Literal["pdf", "docx"]
WORK = 1.5  # seconds of work that a file has; see `earn`
WALL = 60  # seconds
MEMORY = 400_000_000  # bytes
OUT_OF_MEMORY = 3


def read(kind: Kind, data: bytes, *, name: str) -> Loaded:
    """What the reader of `kind` makes of `data`, or its refusal."""
    answer, code = _run(kind, data, name)
    if not answer:
        raise _ended(code, name)
    told = json.loads(answer)
    if "refused" in told:
        raise InputError(told["refused"])
    metadata = told["metadata"]
    if metadata["published"]:
        metadata["published"] = date.fromisoformat(metadata["published"])
    blocks = tuple(RawBlock(text, kind_) for text, kind_ in told["blocks"])
    return Loaded(blocks, Metadata(**metadata), tuple(told["warnings"]))


def _run(kind: Kind, data: bytes, name: str) -> tuple[bytes, int]:
    """What the process answers, nothing when it was ended, and its exit code."""
    paths = (str(Path(workbench.__file__).parent.parent), os.environ.get("PYTHONPATH"))
    encoded = name.encode("utf-8", "surrogateescape").hex()
    # -P: a json.py in the working folder, perhaps beside the file, is not to be imported.
    command = [sys.executable, "-P", "-m", "workbench.load.confined", kind, encoded]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
            timeout=WALL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b"", -int(signal.SIGTERM)
    except OSError as error:
        raise ResourceError(
            f"{name} cannot be read: the process that reads it did not start ({error.strerror})"
        ) from error
    return done.stdout, done.returncode


def _ended(code: int, name: str) -> InputError:
    """The refusal of a file whose reading was ended, or failed in a way nobody foresaw."""
    if code < 0:
        why = "it takes far more work than its text is worth"
    elif code == OUT_OF_MEMORY:
        why = f"it takes more than {MEMORY // 1_000_000} MB of memory to unpack"
    else:
        why = "it is damaged, or made of parts that are not known"
    return InputError(f"{name} was not read: {why}; copy the text of the article out of it")


def earn(seconds: float) -> None:
    """Gives the reading more time for what it found, so that only fruitless work ends it."""
    if not hasattr(signal, "setitimer"):
        return
    left, _ = signal.getitimer(signal.ITIMER_PROF)
    if left:  # else this process was not confined: a test reads here
        signal.setitimer(signal.ITIMER_PROF, left + seconds)


def main() -> None:
    """Reads standard input as the command line says and answers with JSON."""
    _confine()
    kind, name = sys.argv[1], bytes.fromhex(sys.argv[2]).decode("utf-8", "surrogateescape")
    try:
        answer = _answer(_reader(kind)(sys.stdin.buffer.read(), name=name))
    except InputError as error:
        answer = {"refused": str(error)}
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _confine() -> None:
    with suppress(ImportError):  # Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.setitimer(signal.ITIMER_PROF, WORK)


def _reader(kind: str) -> Callable[..., Loaded]:
    if kind == "pdf":
        from workbench.load import pdf

        return pdf.read
    from workbench.load import docx

    return docx.read


def _answer(loaded: Loaded) -> dict[str, Any]:
    metadata = asdict(loaded.metadata)
    published = loaded.metadata.published
    metadata["published"] = published.isoformat() if published else None
    blocks = [(block.text, block.kind) for block in loaded.blocks]
    return {"blocks": blocks, "metadata": metadata, "warnings": loaded.warnings}


if __name__ == "__main__":
    main()
