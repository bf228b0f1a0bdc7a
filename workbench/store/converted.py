"""Converted models: where each belongs in the cache, and which of them are whole.

An entry is a folder with the model's files and a manifest that says what they were made from and
what each holds. A local model may bring entries along. Manifests are read as text that anybody may
have written.
"""

import hashlib
import json
import re
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from workbench import places

MANIFEST = "conversion.json"
ALONG = "converted"  # in the folder of a local model: entries that come with it
FORMAT = 1  # of the manifest
CONVERTER = 1  # counted up when the same checkpoint is to become other files than before
MAX_MANIFEST_BYTES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """Size in bytes and SHA-256 of one file."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What was converted, by what, and into which files.

    `version` is the commit of a hub repository, or the fingerprint of a local folder, whose name
    `repo` is then.
    """

    family: str
    repo: str
    version: str
    local: bool
    license: str | None
    precision: str
    converter: int
    ctranslate2: str
    transformers: str
    torch: str
    files: Mapping[str, FileFacts]

    @property
    def identity(self) -> str:
        return f"{self.repo}@{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A converted model whose files are all there, at the sizes recorded."""

    folder: Path
    manifest: Manifest

    @property
    def bytes(self) -> int:
        return sum(facts.size for facts in self.manifest.files.values())

    @property
    def current(self) -> bool:
        """Made by the library that is installed now."""
        return self.manifest.ctranslate2 == version("ctranslate2")


def converted_folder() -> Path:
    """Where converted models are kept."""
    return places.cache_folder() / "converted"


def entry_folder(identity: str, precision: str) -> Path:
    """Where the conversion of a model by the installed library belongs."""
    repo, _, commit = identity.rpartition("@")
    made = f"{commit}-{precision}-{version('ctranslate2')}-{CONVERTER}"
    return _of_repo(repo) / made


def entries(
    repo: str, commit: str | None, *, local: bool, along: Path | None = None
) -> list[Entry]:
    """Whole entries of a repository, or of one commit or fingerprint: the best first.

    Those in the cache come before those in the folder `along`: they were made because that one
    did not serve.
    """
    folders = [*_newest_first(_of_repo(repo)), *(_newest_first(along) if along else ())]
    found = [entry for entry in map(read_entry, folders) if entry]
    fitting = [
        entry
        for entry in found
        if entry.manifest.repo == repo
        and entry.manifest.local == local
        and commit in {None, entry.manifest.version}
        and entry.manifest.converter == CONVERTER
    ]
    return sorted(fitting, key=lambda entry: not entry.current)


def read_entry(folder: Path) -> Entry | None:
    """The entry in `folder`, or None where its files are not what its manifest says."""
    manifest = read_manifest(folder / MANIFEST)
    if manifest is None:
        return None
    try:
        sizes = {path.name: _size(path) for path in folder.iterdir()}
    except OSError:
        return None
    sizes.pop(MANIFEST, None)
    recorded = {name: facts.size for name, facts in manifest.files.items()}
    return Entry(folder=folder, manifest=manifest) if sizes == recorded else None


def read_manifest(path: Path) -> Manifest | None:
    """The manifest in a file; None for anything else."""
    try:
        return None if path.stat().st_size > MAX_MANIFEST_BYTES else manifest_in(path.read_bytes())
    except OSError:
        return None


def manifest_in(content: bytes) -> Manifest | None:
    """The manifest that `content` is; None for anything else."""
    try:
        value = json.loads(content.decode())
        if value.pop("format") != FORMAT:
            return None
        files = {name: _facts(name, facts) for name, facts in value.pop("files").items()}
        manifest = Manifest(**value, files=files)
    except (ValueError, RecursionError, AttributeError, LookupError, TypeError):
        return None
    return manifest if _is_typed(manifest) else None


def is_sound(entry: Entry, *, but: str | None = None) -> bool:
    """Whether every file, except for `but` one, holds what was recorded, byte for byte."""
    try:
        return all(
            file_facts(entry.folder / name) == facts
            for name, facts in entry.manifest.files.items()
            if name != but
        )
    except OSError:
        return False


def file_facts(path: Path) -> FileFacts:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return FileFacts(size=stream.tell(), sha256=digest)


def made_now(
    folder: Path, *, identity: str, local: bool, family: str, license: str | None, precision: str
) -> Manifest:
    """The manifest of what the installed libraries have just written into `folder`."""
    repo, _, commit = identity.rpartition("@")
    return Manifest(
        family=family,
        repo=repo,
        version=commit,
        local=local,
        license=license,
        precision=precision,
        converter=CONVERTER,
        ctranslate2=version("ctranslate2"),
        transformers=version("transformers"),
        torch=version("torch"),
        files={path.name: file_facts(path) for path in sorted(folder.iterdir())},
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    content = {"format": FORMAT, **asdict(manifest)}
    text = json.dumps(content, indent=2, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _of_repo(repo: str) -> Path:
    return converted_folder() / (repo.replace("/", "--") or "folder")


def _size(path: Path) -> int:
    """Of a file; -1 of a link, a folder or whatever else does not belong there."""
    found = path.lstat()
    return found.st_size if stat.S_ISREG(found.st_mode) else -1


def _newest_first(folder: Path) -> list[Path]:
    """What is in a folder; nothing where it cannot be read."""
    try:
        return sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        return []


def _facts(name: str, value: Any) -> FileFacts:
    """One recorded file; a name that leads out of the folder is a ValueError."""
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}", name):
        raise ValueError(f"{name!r} is no name of a model's file")
    facts = FileFacts(**value)
    counted = type(facts.size) is int and facts.size >= 0
    if not counted or not re.fullmatch("[0-9a-f]{64}", facts.sha256):
        raise ValueError(f"{value!r} is no size and hash")
    return facts


def _is_typed(manifest: Manifest) -> bool:
    texts = ("family", "repo", "version", "precision", "ctranslate2", "transformers", "torch")
    return (
        all(type(getattr(manifest, name)) is str for name in texts)
        and type(manifest.converter) is int
        and type(manifest.local) is bool
        and isinstance(manifest.license, str | None)
    )
