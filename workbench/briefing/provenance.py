"""By what a result was made, and how long it took."""

import hashlib
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from platform import python_version

import workbench
from workbench.records import Article, Engine, ModelUse, Provenance, Source

# What can change a result. Where models came converted, torch and transformers may be absent.
LIBRARIES = ("ctranslate2", "sentencepiece", "torch", "transformers")


class Clock:
    """Wall-clock seconds by stage, with what the reader of the events took in between."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = round(time.perf_counter() - begun, 3)


def provenance(
    source: Source, article: Article, engines: Sequence[Engine], clock: Clock
) -> Provenance:
    """`engines` are those that had a part in the result."""
    return Provenance(
        source=source.name,
        text_sha256=text_sha256(article),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        models=tuple(model_use(engine) for engine in engines),
        versions={
            "workbench": workbench.__version__,
            "python": python_version(),
            **_installed(),
        },
        seconds=clock.seconds,
    )


def text_sha256(article: Article) -> str:
    """What the article's text is known by, as it came: whatever of it is kept or set aside."""
    raw = groupby(article.blocks, key=lambda block: block.raw)
    text = "\n".join("".join(block.original for block in parts) for _, parts in raw)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _installed() -> dict[str, str]:
    found = {}
    for library in LIBRARIES:
        with suppress(PackageNotFoundError):
            found[library] = version(library)
    return found


def model_use(engine: Engine) -> ModelUse:
    """A model that had a part in a result."""
    spec = engine.spec
    return ModelUse(
        task=spec.task,
        name=spec.name,
        repo=spec.repo if isinstance(spec.repo, str) else spec.repo.name,
        revision=spec.revision,
        license=spec.license,
        signature=engine.signature,
        decoding=asdict(spec.decoding),
    )
