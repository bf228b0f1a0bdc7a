"""Stands in for the converting process, without torch: writes what it is told, when it is told.

Told by environment variables, because tests start it through a process in between: STANDIN_FILES
is the folder to copy, STANDIN_LOG gets a line with the process id once the first file is begun,
STANDIN_DOES is `wait` (a minute), `pause` (until there is a file `go` beside the log), `die`
(kill -9), `crash`, `babble` (no answer) or `chat` (more than the answer).
"""

import os
import shutil
import signal
import sys
import time
from pathlib import Path

from workbench.engines.conversion import child


def write(*, folder: str, into: str, family: str, name: str, precision: str) -> None:
    place, does = Path(into), os.environ.get("STANDIN_DOES", "")
    log = Path(os.environ["STANDIN_LOG"])
    (place / "model.bin").write_bytes(b"half")
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    if does == "wait":
        time.sleep(60)
    elif does == "pause":
        while not log.with_name("go").exists():
            time.sleep(0.02)
    elif does == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif does == "crash":
        raise LookupError(f"no {name} of {family} in {precision} from {folder}")
    elif does == "babble":
        print("{}")
        sys.stdout.flush()
        os._exit(0)
    elif does == "chat":
        print("a library's advice", end="")
    shutil.copytree(os.environ["STANDIN_FILES"], place, dirs_exist_ok=True)


if __name__ == "__main__":
    child._write = write
    child.main()
