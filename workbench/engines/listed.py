"""A converted model and an output shortlist in one folder, as CTranslate2 wants them."""

import atexit
import hashlib
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from workbench import places
from workbench.errors import ResourceError
from workbench.store.files import CT2_VOCABULARIES, CT2_WEIGHTS

LIST = "vmap.txt"
CHECK = "vmap.sha256"
MODEL = (CT2_WEIGHTS, "config.json", *CT2_VOCABULARIES)


def listed(
    model: Path,
    *,
    of: str,
    name: str,
    tokens: Callable[[], Sequence[str]],
    report: Callable[[str], None],
) -> Path:
    """A folder with the files of the folder `model` and the tokens that it may write.

    Made once and kept in the cache under `name` among the lists `of` the model, with hard links
    instead of copies; where the cache cannot be written, in a folder that goes with this process.
    """
    kept = places.cache_folder() / "shortlists"
    place = kept / of / name
    if _serves(place, model):
        return place
    text = "\t" + " ".join(tokens()) + "\n"  # whatever the source, then what may be written
    try:
        _remove_others(place.parent, model)
        return _fill(place, model, text)
    except OSError as error:
        report(
            f"{kept} cannot be written ({error.strerror}), so that the shortlist lasts only as "
            "long as this process; set WORKBENCH_CACHE to a folder of your own"
        )
    try:
        return _fill(_temporary() / of / name, model, text)
    except OSError as error:
        raise ResourceError(
            f"a shortlist cannot be kept: neither {kept} nor {tempfile.gettempdir()} can be "
            "written; set WORKBENCH_CACHE to a folder of your own, or `shortlist: off`"
        ) from error


def _serves(place: Path, model: Path) -> bool:
    """Whether `place` is whole and of this very model: one converted anew is another file."""
    try:
        check = (place / CHECK).read_text(encoding="ascii")
        return _is_of(place, model) and check == _digest((place / LIST).read_bytes())
    except (OSError, ValueError):
        return False


def _is_of(place: Path, model: Path) -> bool:
    return all((place / file.name).samefile(file) for file in _files(model))


def _files(model: Path) -> list[Path]:
    return [file for file in (model / name for name in MODEL) if file.exists()]


def _remove_others(lists: Path, model: Path) -> None:
    """Removes the lists of a model that was there before: their links keep its gigabytes."""
    for weights in lists.glob(f"*/{CT2_WEIGHTS}"):
        if not weights.samefile(model / CT2_WEIGHTS):
            shutil.rmtree(weights.parent, ignore_errors=True)


def _fill(place: Path, model: Path, text: str) -> Path:
    """Each file appears when it is whole: another process may be doing the same."""
    content = text.encode()
    place.mkdir(parents=True, exist_ok=True)
    for file in _files(model):
        with _appearing(place / file.name) as beside:
            _link(file, beside)
    with _appearing(place / LIST) as beside:
        beside.write_bytes(content)
    with _appearing(place / CHECK) as beside:  # last: without it the folder does not serve
        beside.write_text(_digest(content), encoding="ascii")
    return place


@contextmanager
def _appearing(file: Path) -> Iterator[Path]:
    """A path of one's own to write, which then becomes `file`."""
    beside = file.with_name(f".{file.name}.{os.getpid()}-{threading.get_ident()}")
    beside.unlink(missing_ok=True)
    yield beside
    beside.replace(file)
    beside.unlink(missing_ok=True)  # it stays where both are links to one file already


def _link(file: Path, link: Path) -> None:
    try:
        os.link(file, link)
    except OSError:  # another disk, or one that has no hard links
        link.symlink_to(file.resolve())


@cache
def _temporary() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="workbench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
