"""A converted model and an output shortlist in one folder, as CTranslate2 wants them."""

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from workbench import places

LIST = "vmap.txt"
CHECK = "vmap.sha256"
MODEL = ("model.bin", "config.json", "shared_vocabulary.json", "shared_vocabulary.txt")


def listed(model: Path, *, name: str, tokens: Callable[[], Sequence[str]]) -> Path:
    """A folder with the files of the folder `model` and the tokens that it may write.

    Made once and kept in the cache under `name`, with hard links instead of copies; where the
    cache cannot be written, in a folder that goes with this process.
    """
    place = places.cache_folder() / "shortlists" / name
    if _serves(place, model):
        return place
    text = "\t" + " ".join(tokens()) + "\n"  # whatever the source, then what may be written
    try:
        return _fill(place, model, text)
    except OSError:
        place = Path(tempfile.mkdtemp(prefix="workbench-"))
        atexit.register(shutil.rmtree, place, ignore_errors=True)
        return _fill(place, model, text)


def _serves(place: Path, model: Path) -> bool:
    """Whether `place` is whole and of this very model: one converted anew is another file."""
    try:
        check = (place / CHECK).read_text(encoding="ascii")
        same = (place / "model.bin").samefile(model / "model.bin")
        return same and check == _digest((place / LIST).read_bytes())
    except (OSError, ValueError):
        return False


def _fill(place: Path, model: Path, text: str) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    for file in (model / name for name in MODEL):
        if file.exists():
            _link(file, place / file.name)
    _write(place / LIST, text)
    _write(place / CHECK, _digest(text.encode()))  # last: without it the folder does not serve
    return place


def _link(file: Path, link: Path) -> None:
    beside = link.with_name(f".{link.name}.{os.getpid()}")
    try:
        os.link(file, beside)
    except OSError:  # another disk, or one that has no hard links
        beside.symlink_to(file.resolve())
    link.unlink(missing_ok=True)  # renaming one link to a file over another does nothing
    beside.replace(link)


def _write(file: Path, text: str) -> None:
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
