"""What `auto` comes to on which machine, and how many workers a machine gets."""

import ctypes
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from tests.test_languages import cases
from workbench import store
from workbench.engines import machine
from workbench.engines import plan as planning
from workbench.engines.machine import CUBLAS, CUBLAS_LT, cores, has_cuda, load_cublas, share
from workbench.engines.plan import plan
from workbench.errors import WorkbenchError
from workbench.records import ModelSpec
from workbench.store import Status


def spec_of(**changes: Any) -> ModelSpec:
    return ModelSpec(**{"name": "tiny", "task": "translate", "repo": "nobody/tiny", **changes})


def planned(spec: ModelSpec) -> str:
    """The plan in three words, or the sentence that refuses."""
    try:
        found = plan(spec)
    except WorkbenchError as error:
        return str(error)
    return f"{found.runtime} {found.device} {found.precision}"


@pytest.fixture
def cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with CUDA and all that CTranslate2 needs there."""
    monkeypatch.setattr(planning, "has_cuda", lambda: True)
    monkeypatch.setattr(planning, "sees_cuda", lambda: True)
    monkeypatch.setattr(planning, "load_cublas", lambda: None)


@pytest.fixture
def no_cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "has_cuda", lambda: False)
    monkeypatch.setattr(planning, "sees_cuda", lambda: False)


def converted(spec: ModelSpec, monkeypatch: pytest.MonkeyPatch, *, original: bool) -> None:
    """Makes it look as if there were a conversion of `spec`, and its original or not."""
    folder = Path("original") if original else None
    found = Status(folder=folder, missing=(), bytes=0, converted=(SimpleNamespace(),))  # type: ignore[arg-type]
    monkeypatch.setattr(store, "status", lambda asked: found if asked == spec else None)


@pytest.mark.parametrize(
    "case", cases("plans.tsv"), ids=lambda case: " ".join(list(case.values())[:4])
)
def test_every_combination(case: dict[str, str], request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("cuda" if case["cuda"] == "yes" else "no_cuda")
    asked = {key: case[key] for key in ("runtime", "device", "precision")}
    assert planned(spec_of(**asked)) == case["told"]


def test_the_table_has_every_combination() -> None:
    assert len({tuple(case.values())[:4] for case in cases("plans.tsv")}) == 3 * 3 * 4 * 2


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "ctranslate2 cpu int8"),
        ({"device": "cuda"}, "ctranslate2 cuda bfloat16"),
        ({"precision": "float32"}, "ctranslate2 cpu float32"),
        (
            {"precision": "bfloat16"},
            "model 'tiny': ctranslate2 runs bfloat16 on CUDA only; on the CPU it has int8 and "
            "float32",
        ),
        ({"runtime": "transformers"}, "transformers cuda bfloat16"),  # which has to be downloaded
    ],
)
@pytest.mark.usefixtures("cuda")
def test_what_is_here_only_converted_stays_with_ctranslate2(
    monkeypatch: pytest.MonkeyPatch, asked: dict[str, str], told: str
) -> None:
    spec = spec_of(**asked)
    converted(spec, monkeypatch, original=False)
    assert planned(spec) == told


@pytest.mark.usefixtures("cuda")
def test_what_is_here_both_ways_runs_on_cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    converted(spec_of(), monkeypatch, original=True)
    assert planned(spec_of()) == "transformers cuda bfloat16"


@pytest.mark.usefixtures("cuda")
def test_what_was_given_in_ctranslate2_s_format_stays_with_it(tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "shared_vocabulary.txt", "sentencepiece.bpe.model"):
        (tmp_path / name).write_bytes(b"1")
    assert planned(spec_of(repo=tmp_path)) == "ctranslate2 cpu int8"


def test_cuda_that_torch_does_not_know_is_ctranslate2_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """A torch for the CPU alone, on a machine with CUDA."""
    monkeypatch.setattr(planning, "has_cuda", lambda: False)
    monkeypatch.setattr(planning, "sees_cuda", lambda: True)
    monkeypatch.setattr(planning, "load_cublas", lambda: None)
    assert planned(spec_of()) == "ctranslate2 cpu int8"
    assert planned(spec_of(device="cuda")) == "ctranslate2 cuda bfloat16"


@pytest.mark.usefixtures("cuda")
def test_cublas_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "load_cublas", load_cublas)
    monkeypatch.setattr(metadata, "files", lambda package: None)
    told = (
        "model 'tiny': ctranslate2 needs libcublas.so.12 on CUDA, which cannot be loaded; run 'pip "
        "install nvidia-cublas-cu12', or take `runtime: ctranslate2` or `device: cuda` out"
    )
    assert planned(spec_of(runtime="ctranslate2", device="cuda")) == told
    assert planned(spec_of(runtime="ctranslate2", device="auto")) == "ctranslate2 cpu int8"


class Loader:
    """In place of `ctypes.CDLL`: `known` names can be loaded; keeps what was, in order."""

    def __init__(self, *known: str) -> None:
        self.known = known
        self.loaded: list[str] = []

    def __call__(self, name: str) -> None:
        if name not in self.known:
            raise OSError(f"{name}: cannot open shared object file: No such file or directory")
        self.loaded.append(name)


def test_cublas_of_the_system_or_of_torch_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    loader = Loader(CUBLAS)
    monkeypatch.setattr(ctypes, "CDLL", loader)
    load_cublas()
    assert loader.loaded == [CUBLAS]


def test_cublas_of_pip_lies_where_the_system_does_not_look(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [f"/site/nvidia/cublas/lib/{name}" for name in ("libnvblas.so.12", CUBLAS, CUBLAS_LT)]

    def files(package: str) -> list[Any]:
        assert package == "nvidia-cublas-cu12"
        return [
            SimpleNamespace(name=PurePosixPath(path).name, locate=lambda path=path: path)
            for path in paths
        ]

    loader = Loader(*paths)
    monkeypatch.setattr(ctypes, "CDLL", loader)
    monkeypatch.setattr(metadata, "files", files)
    load_cublas()
    assert loader.loaded == [paths[2], paths[1]]


def test_no_torch_is_imported_to_learn_that_there_is_no_cuda() -> None:
    code = (
        "import sys, ctranslate2; ctranslate2.get_cuda_device_count = lambda: 0\n"
        "from workbench.engines.machine import has_cuda\n"
        "print(has_cuda(), 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False False\n"


@pytest.mark.parametrize("torch_has_it", [True, False])
def test_torch_is_asked_where_there_is_cuda(
    monkeypatch: pytest.MonkeyPatch, torch_has_it: bool
) -> None:
    import torch

    monkeypatch.setattr(machine, "sees_cuda", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: torch_has_it)
    assert has_cuda() is torch_has_it


@pytest.mark.parametrize(
    ("limit", "allowed"),
    [
        ("max 100000", 8),
        ("200000 100000", 2),
        ("150000 100000", 2),  # a core and a half: rounded up, or half a core would lie idle
        ("1000 100000", 1),
        ("1600000 100000", 8),
        ("", 8),
        ("none of this", 8),
        ("100000 0", 8),
        (None, 8),
    ],
)
def test_cores_of_a_container(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, limit: str | None, allowed: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    monkeypatch.setattr(machine, "CGROUP_LIMIT", tmp_path / "cpu.max")
    if limit is not None:
        (tmp_path / "cpu.max").write_text(f"{limit}\n", encoding="ascii")
    assert cores() == allowed


def test_cores_where_the_system_does_not_say_which_may_be_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    monkeypatch.setattr(machine, "CGROUP_LIMIT", tmp_path / "absent")
    assert cores() == 6


def on_a_machine(monkeypatch: pytest.MonkeyPatch, *, of: int, free: int = 10**12) -> None:
    monkeypatch.setattr(machine, "cores", lambda: of)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=free))


@pytest.mark.parametrize("count", range(1, 70))
def test_workers_and_threads_make_the_cores(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    on_a_machine(monkeypatch, of=count)
    workers, threads = share(spec_of(), weights=0)
    assert 1 <= workers <= machine.MOST_WORKERS
    assert workers * threads <= count
    assert count - workers * threads <= max(1, count // 4)
    assert threads == 1 or count > machine.MOST_WORKERS
    assert share(spec_of(task="summarise"), weights=0) == (1, count)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"threads": 1}, (4, 1)),
        ({"threads": 2}, (3, 2)),
        ({"threads": 8}, (1, 8)),
        ({"workers": 1}, (1, 6)),
        ({"workers": 9}, (9, 1)),
        ({"workers": 3, "threads": 3}, (3, 3)),
        ({"task": "summarise", "threads": 2}, (1, 2)),
        ({"task": "summarise", "workers": 2}, (2, 3)),
    ],
)
def test_workers_and_threads_may_be_told(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], expected: tuple[int, int]
) -> None:
    on_a_machine(monkeypatch, of=6)
    monkeypatch.setattr(machine, "MOST_WORKERS", 4)
    assert share(spec_of(**changes), weights=0) == expected


@pytest.mark.parametrize(
    ("free", "expected"), [(-1, (1, 4)), (0, (1, 4)), (2, (2, 2)), (9, (4, 1))]
)
def test_few_workers_where_there_is_little_memory(
    monkeypatch: pytest.MonkeyPatch, free: int, expected: tuple[int, int]
) -> None:
    """`free` is for how many there is memory beside the weights."""
    weights = 5 * 10**8
    monkeypatch.setattr(machine, "MOST_WORKERS", 4)
    on_a_machine(monkeypatch, of=4, free=weights + free * machine.WORKER_BYTES + 1)
    assert share(spec_of(), weights=weights) == expected
