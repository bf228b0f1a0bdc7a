"""What tells one model from another: the commit on the hub, or what a local folder holds."""

import hashlib
from pathlib import Path

from workbench.records import ModelSpec

SAMPLE_BYTES = 2**20  # read at the start, middle and end of each file of a local folder


def identity(spec: ModelSpec, folder: Path) -> str:
    """`repo@commit` of a hub model; `name@fingerprint` of a local folder."""
    if isinstance(spec.repo, Path):
        return f"{folder.name}@{fingerprint(folder)}"
    return f"{spec.repo}@{spec.revision or folder.name}"


def fingerprint(folder: Path) -> str:
    """16 hexadecimal digits from the names, the sizes and samples of the files in `folder`."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.name} {size}\n".encode())
        with path.open("rb") as file:
            for start in (0, size // 2, max(0, size - SAMPLE_BYTES)):
                file.seek(start)
                digest.update(file.read(SAMPLE_BYTES))
    return digest.hexdigest()
