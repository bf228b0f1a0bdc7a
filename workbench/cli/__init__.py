"""The command line: parse, call one function, print or exit with one sentence."""

import contextlib
import io
import os
import sys
from collections.abc import Sequence

from workbench.cli.output import complain
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
        code = int(arguments.run(arguments))
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has gone: nothing left to say
        _mute_output()
        return OK
    except OSError as error:
        print(f"workbench: cannot go on: {error.strerror or error}", file=sys.stderr)
        _mute_output()
        return BAD_INPUT
    except WorkbenchError as error:
        complain(error)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("workbench: stopped", file=sys.stderr)
        return STOPPED
    return code


def _mute_output() -> None:
    """So that Python's own last flush does not fail where ours did."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
