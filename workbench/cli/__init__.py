"""The command line: parse, call one function, print or exit with one sentence."""

import contextlib
import io
import os
import sys
from collections.abc import Sequence

from workbench.cli.parser import parser
from workbench.errors import WorkbenchError

OK, BAD_INPUT, STOPPED = 0, 2, 130


def entry() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Runs one command; 0 all done, 2 bad input or a failed source, 130 stopped."""
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except WorkbenchError as error:
        print(f"workbench: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("workbench: stopped", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # the reader of our output has gone: nothing left to say
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
