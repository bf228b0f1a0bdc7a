"""The download of a model's files, and the only talk with a model hub.

huggingface_hub lists the files and lays out its cache; large files are fetched into that cache
beforehand, because the library, from 2.0 on, throws an interrupted file away
(huggingface_hub pull request 4228): two gigabytes at 90 % would begin again.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench import places
from workbench.errors import ModelError, ResourceError, WorkbenchError
from workbench.records import ModelSpec
from workbench.store.files import cache_folder, folder, loaded, size_text, status

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the repository; `sha256` is known of those in large file storage."""

    name: str
    size: int
    sha256: str | None


def pull(spec: ModelSpec, report: Report) -> Path:
    """Downloads what `spec` lacks on this machine, going on where an earlier try stopped.

    Gives the model's folder. Only the files that are loaded are fetched; `report` gets a
    sentence with their size before that.
    """
    found = status(spec)
    if found.converted and not found.complete:
        entry = found.converted[0]
        report(
            f"{spec.name}: on this machine, converted: {size_text(entry.bytes)} in {entry.folder}"
        )
        return entry.folder
    if found.complete or isinstance(spec.repo, Path):
        place = folder(spec)
        report(f"{spec.name}: on this machine, {size_text(found.bytes)} in {place}")
        return place
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    with _errors_as_sentences(spec):
        _download(spec, spec.repo, report)
    return folder(spec)


def _download(spec: ModelSpec, repo: str, report: Report) -> None:
    from huggingface_hub import hf_hub_download

    commit, files = _listing(repo, spec.revision)
    blobs = cache_folder(repo) / "blobs"
    _check_disk(spec, _still_to_come(files, blobs))
    total = size_text(sum(file.size for file in files))
    report(f"{spec.name}: downloading {total} of {repo} at {commit[:7]} into {blobs.parent}")
    for file in files:
        if file.sha256:
            _fetch(repo, commit, file, blobs / file.sha256)
        # What was fetched is only linked into the snapshot by this.
        hf_hub_download(
            repo,
            file.name,
            revision=spec.revision,
            cache_dir=places.models_folder(),
            endpoint=_endpoint(),
        )


def _listing(repo: str, revision: str | None) -> tuple[str, list[_File]]:
    """The commit, and those of its files that a model is loaded from."""
    from huggingface_hub import HfApi

    info = HfApi(endpoint=_endpoint()).model_info(
        repo, revision=revision, files_metadata=True, timeout=30
    )
    siblings = {sibling.rfilename: sibling for sibling in info.siblings or ()}
    files = []
    for name in loaded(siblings):
        lfs = siblings[name].lfs
        files.append(_File(name, siblings[name].size or 0, lfs.sha256 if lfs else None))
    return str(info.sha), files


def _still_to_come(files: list[_File], blobs: Path) -> int:
    """Bytes of `files` that are not there yet."""
    here = sum(_size(blobs / f.sha256) or _size(_part(blobs / f.sha256)) for f in files if f.sha256)
    return sum(file.size for file in files) - here


def _check_disk(spec: ModelSpec, needed: int) -> None:
    cache = places.models_folder()
    cache.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(cache).free
    if needed > free:
        raise ResourceError(
            f"not enough disk for model '{spec.name}': {size_text(needed)} are still to come and "
            f"{size_text(free)} are free at {cache}; free some, or set HF_HOME to another disk"
        )


def _fetch(repo: str, commit: str, file: _File, blob: Path) -> None:
    """Brings one file into the cache, from where its part stops; checked against its hash."""
    from filelock import FileLock
    from huggingface_hub import get_token, hf_hub_url
    from huggingface_hub.file_download import http_get

    blob.parent.mkdir(parents=True, exist_ok=True)
    part = _part(blob)
    token = get_token()
    with FileLock(f"{part}.lock", timeout=0):
        if blob.exists():
            return
        if _size(part) > file.size:
            part.unlink()
        with part.open("ab") as stream:
            http_get(
                hf_hub_url(repo, file.name, revision=commit, endpoint=_endpoint()),
                stream,
                resume_size=stream.tell(),
                headers={"authorization": f"Bearer {token}"} if token else {},
                expected_size=file.size,
                displayed_filename=file.name,
            )
        with part.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if digest != file.sha256:
            part.unlink()
            raise ModelError(
                f"{file.name} of {repo} arrived damaged and was thrown away; "
                "run the same command again"
            )
        part.replace(blob)


def _endpoint() -> str:
    return os.environ.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")


def _part(blob: Path) -> Path:
    return blob.with_name(f"{blob.name}.incomplete")


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


@contextmanager
def _errors_as_sentences(spec: ModelSpec) -> Iterator[None]:
    """What the hub, the network or the disk refuses, as a WorkbenchError with the way on."""
    from filelock import Timeout
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    # Release 1 of the library stands on httpx, release 2 on httpx2: this is either's HTTPError.
    network: type[Exception] = HfHubHTTPError.__mro__[1]
    try:
        yield
    except Timeout as error:
        raise ModelError(f"model '{spec.name}' is being downloaded by another process") from error
    except (OSError, network, HFValidationError) as error:
        raise _sentence(error, spec) from error


def _sentence(error: Exception, spec: ModelSpec) -> WorkbenchError:
    from huggingface_hub import errors

    hub = _endpoint()
    refusals: tuple[tuple[type[Exception], str], ...] = (
        (errors.OfflineModeIsEnabled, "HF_HUB_OFFLINE is set; unset it for the download"),
        (
            errors.GatedRepoError,
            f"{spec.repo} is given only to those who accepted its terms: accept them at "
            f"{hub}/{spec.repo} and log in with `hf auth login`",
        ),
        (
            errors.RepositoryNotFoundError,
            f"there is no repository {spec.repo} at {hub}, or it is private; correct `repo`",
        ),
        (
            errors.RevisionNotFoundError,
            f"{spec.repo} has no commit {spec.revision}; correct `revision`",
        ),
        (errors.HFValidationError, f"{spec.repo} is no name of a repository; correct `repo`"),
    )
    for kind, text in refusals:
        if isinstance(error, kind):
            return ModelError(f"model '{spec.name}' cannot be downloaded: {text}")
    if isinstance(error, errors.HfHubHTTPError):
        why = f"{hub} answered {error.response.status_code}; try again later"
    elif isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return ResourceError(f"the disk is full at {places.models_folder()}; {_KEPT}")
    elif isinstance(error, PermissionError):
        why = f"{error.filename} must not be written; set HF_HOME to a folder of your own"
    else:
        why = f"the connection to {hub} failed; check it and run the command again"
    return ModelError(f"model '{spec.name}' cannot be downloaded: {why}; {_KEPT}")


_KEPT = "what has arrived is kept"
