"""What `models.yaml` may say, as tables: each key and the reader of its value."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from workbench import languages
from workbench.errors import LanguageError
from workbench.records import Decoding
from workbench.registry.readers import (
    Place,
    Reader,
    Refused,
    choice,
    keep,
    named,
    number,
    plain,
    scalar,
    section,
    text,
    whole,
    yes_no,
)
from workbench.registry.runtimes import PRECISIONS, lacking
from workbench.registry.tree import bounded, line_of, shown

UNITS = {"kB": 10**3, "MB": 10**6, "GB": 10**9}


def size(node: yaml.Node, place: Place) -> int:
    """Bytes, from a number with a decimal unit."""
    match = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,3})?) ?(kB|MB|GB)", plain(node))
    if match and (count := round(float(match[1]) * UNITS[match[2]])):
        return count
    raise Refused(f"expected a size such as 2.5 GB or 400 MB, got {shown(node)}")


def commit(node: yaml.Node, place: Place) -> str:
    # A branch or tag can move, and then two readers of one file would run different models.
    if re.fullmatch(r"[0-9a-f]{40}", scalar(node)):
        return str(node.value)
    raise Refused(f"expected a commit of 40 hexadecimal digits, got {shown(node)}")


def repo(node: yaml.Node, place: Place) -> str | Path:
    """A hub id, or a local folder."""
    text = scalar(node)
    if text.startswith((".", "/", "~")) or _is_folder(text, place):
        return folder(node, place)
    hub_id = re.fullmatch(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}", text, re.ASCII)
    if hub_id and ".." not in text and "--" not in text:
        return text
    raise Refused(
        "expected a hub repository such as facebook/m2m100_418M or a local folder such as "
        f"./my-model, got {shown(node)}"
    )


def folder(node: yaml.Node, place: Place) -> Path:
    """A local folder; a relative one is beside the file."""
    text = scalar(node)
    if not text or not text.isprintable() or len(text) > 1000:
        raise Refused(f"expected a folder, got {shown(node)}")
    try:
        return place.file.parent / Path(text).expanduser()
    except RuntimeError as error:
        raise Refused(f"no home folder is known for {shown(node)}") from error


def _is_folder(text: str, place: Place) -> bool:
    try:
        return text != "" and (place.file.parent / text).is_dir()
    except OSError:  # a name that no file system would take
        return False


def language(node: yaml.Node, place: Place) -> str:
    """A FLORES code."""
    try:
        return languages.get(scalar(node)).code
    except LanguageError as error:
        raise Refused(str(error)) from error


SETS: Mapping[str, Callable[[languages.Language], bool]] = {
    "nllb": lambda known: True,
    "m2m100": lambda known: bool(known.m2m100),
    "xlsum": lambda known: bool(known.xlsum),
}


def language_set(name: str) -> frozenset[str]:
    """The FLORES codes of a named set."""
    return frozenset(known.code for known in languages.table().values() if SETS[name](known))


def codes(node: yaml.Node, place: Place) -> frozenset[str]:
    """The FLORES codes of a named set, or those listed."""
    if isinstance(node, yaml.SequenceNode) and node.value:
        found: dict[str, Any] = {}
        for index, child in enumerate(node.value):
            keep(language, str(index), child, replace(place, line=line_of(child)), found)
        return frozenset(found.values())
    if isinstance(node, yaml.ScalarNode) and node.value in SETS:
        return language_set(node.value)
    raise Refused(
        f"expected {' or '.join(SETS)} or a list of codes such as [pes_Arab, eng_Latn], "
        f"got {shown(node)}"
    )


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of a model, to be looked up when all models are known."""

    name: str
    place: Place


def reference(node: yaml.Node, place: Place) -> Reference:
    return Reference(bounded(scalar(node)), place)


GENERATION: Mapping[str, Reader] = {
    "num_beams": whole(1, 16),
    "max_new_tokens": whole(1, 1024),
    "min_new_tokens": whole(0, 1024),
    "length_penalty": number(-5, 5),
    "no_repeat_ngram_size": whole(0, 10),
    "repetition_penalty": number(1, 5),
    "coverage_penalty": number(0, 5),
}


def generation(node: yaml.Node, place: Place) -> dict[str, float]:
    """The decoding options that are given; the others are those of `records.Decoding`."""
    given: dict[str, float] = section(GENERATION)(node, place)
    decoding = asdict(Decoding()) | given
    least, most = decoding["min_new_tokens"], decoding["max_new_tokens"]
    if least > most:
        raise Refused(f"min_new_tokens {least} is more than max_new_tokens {most}")
    return given


def model(node: yaml.Node, place: Place) -> dict[str, Any]:
    """An entry; a fault is noted where the runtime that it names lacks what it asks for."""
    entry: dict[str, Any] = section(MODEL, required=("task", "repo"))(node, place)
    runtime, precision = entry.get("runtime", "auto"), entry.get("precision", "auto")
    if runtime != "auto" and precision not in ("auto", *PRECISIONS[runtime]):
        known = " or ".join(PRECISIONS[runtime])
        place.fault(f"runtime {runtime} has no precision {precision}; it has {known}")
    for option in lacking(runtime, Decoding(**entry.get("generation", {}))):
        place.fault(f"runtime {runtime} has no {option}; take it out or choose another runtime")
    return entry


MODEL: Mapping[str, Reader] = {
    "task": choice("translate", "summarise"),
    "repo": repo,
    "revision": commit,
    "license": text(100),
    "runtime": choice("auto", *PRECISIONS),
    "precision": choice("auto", "int8", "float32", "bfloat16"),
    "device": choice("auto", "cpu", "cuda"),
    "shortlist": choice("off", "script", "frequent"),
    "languages": codes,
    "targets": codes,
    "input": section({"max_tokens": whole(16, 4096), "comfortable_tokens": whole(16, 4096)}),
    "generation": generation,
    "batch_tokens": whole(64, 1_000_000),
    "threads": whole(1, 256),
    "workers": whole(1, 64),
    "download": size,
    "memory": size,
    "notice": text(500),
    "words": folder,
}

PAGE: Mapping[str, Reader] = {
    "max_characters": whole(100, 10_000_000),
    "runs_per_hour": whole(1, 100_000),
    "load_urls": yes_no,
    "shared_memory": yes_no,
}

FILE = section(
    {
        "defaults": section(
            {"translate": reference, "summarise": reference, "target": language},
            required=("translate",),
        ),
        "models": named(model),
        "page": section(PAGE),
    },
    required=("defaults", "models"),
)
