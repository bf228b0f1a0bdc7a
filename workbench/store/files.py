"""Which files a model is loaded from, and whether they are on this machine."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from workbench import places
from workbench.errors import ModelError
from workbench.records import ModelSpec
from workbench.store.converted import ALONG, Entry, entries
from workbench.store.identity import fingerprint

VOCABULARIES = ("sentencepiece.bpe.model", "spiece.model")
BESIDE_WEIGHTS = (
    "config.json",
    "generation_config.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "tokenizer.json",
    "vocab.json",
    *VOCABULARIES,
)
# The first that is there is loaded, in the order in which transformers looks; never two of them.
WEIGHTS = (
    "model.safetensors",
    "model.safetensors.index.json",
    "pytorch_model.bin",
    "pytorch_model.bin.index.json",
)
# A model in CTranslate2's own format runs as it is: with its weights and one vocabulary.
CT2_WEIGHTS = "model.bin"
CT2_VOCABULARIES = ("shared_vocabulary.json", "shared_vocabulary.txt")
UNITS = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"))
MAX_INDEX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is on this machine of a model; `bytes` counts the files that are loaded.

    `folder` is None when no snapshot of a hub model was ever begun. `converted` are the whole
    conversions that serve it, the best first.
    """

    folder: Path | None
    missing: tuple[str, ...]
    bytes: int
    converted: tuple[Entry, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether the model is here as its makers gave it."""
        return self.folder is not None and not self.missing

    @property
    def present(self) -> bool:
        """Whether the model can run: as it was given, or converted."""
        return self.complete or bool(self.converted)


def status(spec: ModelSpec) -> Status:
    """Which of the files that `spec` is loaded from are on this machine."""
    place = spec.repo if isinstance(spec.repo, Path) else _snapshot(spec.repo, spec.revision)
    try:
        if place is None or not place.is_dir():
            return Status(folder=None, missing=(), bytes=0, converted=_converted(spec, None))
        here = [path.name for path in place.iterdir() if path.is_file()]
        size = sum((place / name).stat().st_size for name in loaded(here))
        return Status(
            folder=place, missing=_missing(place), bytes=size, converted=_converted(spec, place)
        )
    except OSError as error:
        raise ModelError(
            f"model '{spec.name}': {place} cannot be read: {error.strerror}"
        ) from error


def folder(spec: ModelSpec) -> Path:
    """The folder with every file of `spec` as its makers gave it.

    ModelError says what is missing and its cure.
    """
    found = status(spec)
    if found.complete and found.folder is not None:
        if spec.runtime == "transformers" and is_ctranslate2(found.folder):
            raise ModelError(
                f"model '{spec.name}' in {found.folder} is in CTranslate2's format, which "
                "transformers cannot read; take `runtime: transformers` out"
            )
        return found.folder
    lacks = f"lacks {', '.join(found.missing)}"
    if isinstance(spec.repo, Path):
        why = f"the folder {spec.repo} {lacks}" if found.folder else f"there is no {spec.repo}"
        raise ModelError(
            f"model '{spec.name}' is a local folder, but {why}; correct `repo` or add the files"
        )
    why = (
        f"is incomplete on this machine (it {lacks})" if found.folder else "is not on this machine"
    )
    size = f" ({size_text(spec.download_bytes)})" if spec.download_bytes else ""
    raise ModelError(
        f"model '{spec.name}' {why}: run `workbench models pull {spec.name}`{size}, "
        "or try the workbench with --demo",
        on_page=f"model '{spec.name}' {why} and has to be downloaded first{size}; the demo models "
        "need no download",
    )


def loaded(names: Iterable[str]) -> list[str]:
    """Those of a repository's files that a model is loaded from: one set of weights, and no
    other framework's.
    """
    here = set(names)
    weights = next((name for name in WEIGHTS if name in here), "")
    if not weights and CT2_WEIGHTS in here:
        return sorted({*BESIDE_WEIGHTS, CT2_WEIGHTS, *CT2_VOCABULARIES} & here)
    stem, suffix = weights.removesuffix(".index.json").rsplit(".", 1) if weights else ("", "")
    shard = re.compile(rf"{re.escape(stem)}-[0-9]{{5}}-of-[0-9]{{5}}\.{re.escape(suffix)}")
    shards = [name for name in here if shard.fullmatch(name)] if "index" in weights else []
    return sorted({*BESIDE_WEIGHTS, weights} & here) + sorted(shards)


def is_ctranslate2(place: Path) -> bool:
    """Whether the model in `place` is in CTranslate2's format, and in no other."""
    return _there(place / CT2_WEIGHTS) and not any(_there(place / name) for name in WEIGHTS)


def size_text(count: int) -> str:
    """Bytes as people say them, in the decimal units of the hub.

    >>> size_text(2_500_000_000), size_text(840)
    ('2.5 GB', '0.84 kB')
    """
    unit, name = next((u, n) for u, n in UNITS if count >= u or u == 1000)
    value = count / unit
    return f"{value:.0f} {name}" if value >= 100 else f"{value:.3g} {name}"


def cache_folder(repo: str) -> Path:
    """The folder of a repository in the hub's cache."""
    return places.models_folder() / f"models--{repo.replace('/', '--')}"


def _converted(spec: ModelSpec, place: Path | None) -> tuple[Entry, ...]:
    """The conversions that `spec` would run with; `place` is where its files are."""
    if spec.runtime == "transformers":
        return ()
    if not isinstance(spec.repo, Path):
        commit = spec.revision or (place.name if place else None)
        found = entries(spec.repo, commit, local=False)
    elif place:
        found = entries(place.name, fingerprint(place), local=True, along=place / ALONG)
    else:
        found = []
    return tuple(e for e in found if spec.precision in {"auto", e.manifest.precision})


def _snapshot(repo: str, revision: str | None) -> Path | None:
    """The snapshot of `revision`, or of the newest commit that was downloaded."""
    cache = cache_folder(repo)
    if revision is None:
        newest = cache / "refs" / "main"
        if not newest.is_file():
            return None
        revision = newest.read_text(encoding="utf-8", errors="replace").strip()
    return cache / "snapshots" / revision if re.fullmatch("[0-9a-f]{40}", revision) else None


def _missing(place: Path) -> tuple[str, ...]:
    """Names of the files without which `place` cannot be loaded."""
    if is_ctranslate2(place):
        return _missing_ctranslate2(place)
    needed = ["config.json", "tokenizer_config.json"]
    if _reads_as(place / "tokenizer_config.json").get("tokenizer_class") == "M2M100Tokenizer":
        needed.append("vocab.json")
    missing = [name for name in needed if not _there(place / name)]
    if not any(_there(place / name) for name in VOCABULARIES):
        missing.append(" or ".join(VOCABULARIES))
    return (*missing, *_missing_weights(place))


def _missing_ctranslate2(place: Path) -> tuple[str, ...]:
    wanted = [("config.json",), CT2_VOCABULARIES, VOCABULARIES]
    lacking = (names for names in wanted if not any(_there(place / name) for name in names))
    return tuple(" or ".join(names) for names in lacking)


def _missing_weights(place: Path) -> list[str]:
    first = next((name for name in WEIGHTS if _there(place / name)), None)
    if first is None:
        return ["model.safetensors or pytorch_model.bin"]
    if not first.endswith(".index.json"):
        return []
    shards = _reads_as(place / first).get("weight_map")
    if not isinstance(shards, dict) or not shards:
        return [f"a readable {first}"]
    return sorted({str(name) for name in shards.values() if not _there(place / str(name))})


def _there(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _reads_as(path: Path) -> dict[str, object]:
    """The JSON object in `path`; an empty one when there is none to be read."""
    try:
        if path.stat().st_size > MAX_INDEX_BYTES:
            return {}
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
