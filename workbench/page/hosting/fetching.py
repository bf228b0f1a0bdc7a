"""The download of a model while the page is up, in a process that can be ended at any moment."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import workbench
from workbench.errors import ModelError
from workbench.page.texts import hosting as texts
from workbench.records import ModelSpec
from workbench.store.files import cache_folder

PREFIX = "workbench: "  # of what the command line says when it fails
PART = ".incomplete"


class Download:
    """`workbench models pull` of one model of a `models.yaml`, begun at once."""

    def __init__(self, spec: ModelSpec, *, config: Path) -> None:
        self._spec = spec
        # What is whole already is of another revision; a part is of this one, from whenever.
        self._before = {path for path in _sizes(spec) if path.suffix != PART}
        paths = (str(Path(workbench.__file__).parent.parent), os.environ.get("PYTHONPATH"))
        quiet = {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
        quiet["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
        self._process = subprocess.Popen(  # noqa: S603
            [
                *(sys.executable, "-P", "-m", "workbench", "models"),
                *("--config", str(config.absolute()), "pull", spec.name),
            ],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | quiet,
        )

    def arrived(self) -> int:
        """Bytes of the model that are here by now."""
        return sum(size for path, size in _sizes(self._spec).items() if path not in self._before)

    def wait(self) -> None:
        """Until all is here; ModelError says why it will not be."""
        _, complaints = self._process.communicate()
        if self._process.returncode != 0:
            last = complaints.strip().rpartition("\n")[2]
            told = last.startswith(PREFIX)
            raise ModelError(last.removeprefix(PREFIX) if told else texts.NOT_FETCHED)

    def end(self) -> None:
        """Ends it now; what has arrived is kept."""
        self._process.terminate()


def _sizes(spec: ModelSpec) -> dict[Path, int]:
    """Of each file of a repository in the hub's cache, parts included."""
    sizes = {}
    if isinstance(spec.repo, str):
        for path in (cache_folder(spec.repo) / "blobs").glob("*"):
            with contextlib.suppress(OSError):  # it was renamed just now
                sizes[path] = path.stat().st_size
    return sizes
