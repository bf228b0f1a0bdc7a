"""The weights that a hub model was converted from: how much room they take, and their removal."""

from pathlib import Path

from workbench.records import ModelSpec
from workbench.store.files import cache_folder, is_ctranslate2, loaded, status

WEIGHTS = {".bin", ".safetensors"}


def original_bytes(spec: ModelSpec) -> int:
    """What `delete_original` would free."""
    return sum(blob.stat().st_size for _, blob in _weights(spec))


def delete_original(spec: ModelSpec) -> None:
    """Removes the weights of exactly this revision from the hub's cache; `pull` brings them back.

    Its other files stay, and so does all of a local folder and whatever another revision shares.
    """
    for link, blob in _weights(spec):
        link.unlink()
        blob.unlink(missing_ok=True)  # where the system has no links, they are one file


def _weights(spec: ModelSpec) -> list[tuple[Path, Path]]:
    """Each file of weights in the snapshot, and where the cache holds what it is."""
    folder = status(spec).folder
    if isinstance(spec.repo, Path) or folder is None or is_ctranslate2(folder):
        return []
    here = [path.name for path in folder.iterdir() if path.is_file()]
    links = [folder / name for name in loaded(here) if Path(name).suffix in WEIGHTS]
    return [(link, link.resolve()) for link in links if _is_alone(link, cache_folder(spec.repo))]


def _is_alone(link: Path, cache: Path) -> bool:
    """Whether no other snapshot has the same file, and it lies in this very cache."""
    blob, cache = link.resolve(), cache.resolve()
    others = [path for path in (cache / "snapshots").glob("*/*") if path.parent != link.parent]
    return blob.is_relative_to(cache) and blob not in [path.resolve() for path in others]
