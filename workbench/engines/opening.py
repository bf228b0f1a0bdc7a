"""An engine of either runtime, ready to generate; its weights are loaded only then."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from workbench import store
from workbench.engines.files import tokens_of
from workbench.engines.machine import share
from workbench.engines.plan import Plan, plan
from workbench.engines.tokenizer import Tokenizer
from workbench.records import ModelSpec, Shortlist
from workbench.store.files import CT2_WEIGHTS

if TYPE_CHECKING:
    from workbench.engines.conversion import Converted
    from workbench.engines.ctranslate2 import CTranslate2Engine
    from workbench.engines.transformers import TransformersEngine

Report = Callable[[str], None]

# Tokens in a batch. Sentences: measured, docs/benchmarks.md. A summary's windows go in one batch.
BATCH_TOKENS = {("translate", "cpu"): 1024, ("summarise", "cpu"): 4096}
CUDA_BATCH_TOKENS = 16_384


def opened(spec: ModelSpec, report: Report) -> "CTranslate2Engine | TransformersEngine":
    """The engine that `spec` asks for; converts a model for CTranslate2 when it is first used."""
    planned = plan(spec)
    if planned.runtime == "ctranslate2":
        return _ctranslate2(spec, planned, report)
    return _transformers(spec, planned)


def _transformers(spec: ModelSpec, planned: Plan) -> "TransformersEngine":
    from workbench.engines.families import recognise
    from workbench.engines.transformers import TransformersEngine, Weights

    folder = store.folder(spec)
    family = recognise(folder, task=spec.task, name=spec.name)
    runtime = f"transformers-{version('transformers')} torch-{version('torch')}"
    return TransformersEngine(
        _pinned(spec, folder.name),
        family=family,
        tokenizer=Tokenizer(folder, family, name=spec.name),
        weights=Weights(
            folder, family, name=spec.name, precision=planned.precision, device=planned.device
        ),
        base=_base(spec, store.identity(spec, folder), runtime, planned),
    )


def _ctranslate2(spec: ModelSpec, planned: Plan, report: Report) -> "CTranslate2Engine":
    from workbench.engines.conversion import converted
    from workbench.engines.ctranslate2 import CTranslate2Engine, Weights
    from workbench.engines.pool import Pool

    model = converted(spec, precision=planned.precision, report=report)
    model = _mended(model, spec, report, but=CT2_WEIGHTS)  # which is checked when it is loaded
    tokenizer = Tokenizer(model.folder, model.family, name=spec.name)
    workers, threads = share(spec, weights=(model.folder / CT2_WEIGHTS).stat().st_size)
    suits = BATCH_TOKENS.get((spec.task, planned.device), CUDA_BATCH_TOKENS)
    return CTranslate2Engine(
        _pinned(spec, model.revision),
        family=model.family,
        tokenizer=tokenizer,
        weights=Weights(
            spec.name,
            pool=Pool(workers=workers, budget=spec.batch_tokens or suits),
            folder=_folder(spec, model, tokenizer, report),
            device=planned.device,
            precision=planned.precision,
            workers=workers,
            threads=threads,
        ),
        base=_base(spec, model.identity, f"ctranslate2-{version('ctranslate2')}", planned)
        + f" shortlist={_list_label(spec.shortlist)}",
    )


def _base(spec: ModelSpec, identity: str, runtime: str, planned: Plan) -> str:
    return " ".join((spec.name, identity, runtime, planned.device, planned.precision))


def _pinned(spec: ModelSpec, revision: str | None) -> ModelSpec:
    """What is not pinned has its commit from here on; a local folder has none."""
    return spec if isinstance(spec.repo, Path) else replace(spec, revision=revision)


def _list_label(kind: Shortlist) -> str:
    from workbench.shortlist import label

    return "off" if kind == "off" else label(kind)


def _mended(
    model: "Converted", spec: ModelSpec, report: Report, *, but: str | None = None
) -> "Converted":
    """The converted model, made again where a file of it is damaged, except for `but` one."""
    from workbench.engines.conversion import convert, sound

    if sound(model, but=but):
        return model
    report(f"{spec.name}: its converted files are damaged and are made again")
    return convert(spec, precision=model.precision, report=report)


def _folder(
    spec: ModelSpec, model: "Converted", tokenizer: Tokenizer, report: Report
) -> Callable[[str], Path]:
    """Gives the folder to load for a target: the model's, beside what may be written."""
    from workbench.engines.listed import listed
    from workbench.shortlist import label, shortlist

    @cache
    def whole() -> Path:
        return _mended(model, spec, report).folder

    if spec.shortlist == "off":
        return lambda lang: whole()
    kind: Literal["script", "frequent"] = spec.shortlist
    # Names on disk are short; what tells one model from another is at the end.
    of = re.sub(r"[^\w.@-]+", "--", f"{model.identity}-{model.precision}", flags=re.ASCII)[-120:]

    def tokens(lang: str) -> tuple[str, ...]:
        vocabulary = tokens_of(whole(), spec.name)
        made = shortlist(vocabulary, lang=lang, kind=kind, pieces=tokenizer.pieces)
        if made.note:
            report(f"{spec.name}: {made.note}")
        return made.tokens

    return lambda lang: listed(
        whole(),
        of=of,
        name=f"{label(kind)}-{lang}",
        tokens=lambda: tokens(lang),
        report=lambda text: report(f"{spec.name}: {text}"),
    )
