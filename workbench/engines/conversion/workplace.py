"""The folder in which a conversion is written, until it is renamed to its place."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from workbench.errors import ResourceError
from workbench.store.converted import converted_folder

PARTIAL = ".partial-"


@contextmanager
def beside_entries(name: str, report: Callable[[str], None]) -> Iterator[Path]:
    """An empty folder in the cache, gone afterwards unless it was settled.

    One process at a time has one: two conversions at once would need twice the memory, and
    whatever else lies there is of one that was killed.
    """
    root = converted_folder()
    root.mkdir(parents=True, exist_ok=True)
    with _turn(root / ".lock", name, report):
        for debris in root.glob(f"{PARTIAL}*"):
            shutil.rmtree(debris, ignore_errors=True)
        partial = _new(PARTIAL, root)
        try:
            yield partial
        finally:
            shutil.rmtree(partial.parent, ignore_errors=True)


@contextmanager
def workplace(name: str, report: Callable[[str], None]) -> Iterator[Path]:
    """An empty folder to convert into: in the cache, gone afterwards unless it was settled.

    Where the cache cannot be written it is a temporary folder, which goes with this process.
    """
    with ExitStack() as stack:
        try:
            partial = stack.enter_context(beside_entries(name, report))
        except OSError as error:
            partial = _temporary(name)
            report(
                f"{name}: {converted_folder()} cannot be written ({error.strerror}), so that the "
                "converted model lasts only as long as this process; set WORKBENCH_CACHE to a "
                "folder of your own"
            )
        try:
            yield partial
        except OSError as error:
            raise ResourceError(
                f"model '{name}' cannot be converted in {root_of(partial)}: {error.strerror}"
            ) from error


def root_of(partial: Path) -> Path:
    """The folder that is told to a user: of the cache, or of what is temporary."""
    return partial.parent.parent


def settle(partial: Path, place: Path) -> Path:
    """Renames a whole conversion to its place, instead of what is there; gives where it is."""
    if root_of(partial) != converted_folder():
        return partial
    place.parent.mkdir(exist_ok=True)
    if place.exists():
        discard(place)
    return partial.rename(place)


def discard(entry: Path) -> None:
    """Removes an entry; whenever this is interrupted, no half of it is left in its place."""
    aside = _new(PARTIAL, converted_folder())
    entry.rename(aside / "entry")
    shutil.rmtree(aside.parent, ignore_errors=True)


def remove_others(place: Path, *, of: str) -> None:
    """Removes the entries beside `place` that it supersedes: those whose names begin with `of`.

    They are of another release of CTranslate2 or of this converter, and would only pile up.
    """
    if place.parent.parent == converted_folder():
        for entry in place.parent.glob(f"{of}*"):
            if entry != place:
                discard(entry)


@contextmanager
def _turn(lock: Path, name: str, report: Callable[[str], None]) -> Iterator[None]:
    held = FileLock(lock)
    try:
        held.acquire(timeout=0)
    except Timeout:
        report(f"{name}: another process is converting; waiting for it")
        held.acquire()
    try:
        yield
    finally:
        held.release()


def _new(prefix: str, root: Path | None = None) -> Path:
    """A new empty folder; inside another, because those that `tempfile` makes are its user's alone
    and an entry is for whoever may read the cache.
    """
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=root)) / "new"
    folder.mkdir()
    return folder


def _temporary(name: str) -> Path:
    try:
        folder = _new("workbench-")
    except OSError as error:
        raise ResourceError(
            f"model '{name}' cannot be converted: neither {converted_folder()} nor "
            f"{tempfile.gettempdir()} can be written; set WORKBENCH_CACHE to a folder of your own"
        ) from error
    atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    return folder
