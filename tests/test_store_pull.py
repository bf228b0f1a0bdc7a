"""A model's files fetched from a hub on the loopback, and what may go wrong."""

import hashlib
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.fake_hub import COMMIT, Hub, serve
from tests.small_model import FILES, LOADED, REPO, SPEC, WEIGHTS, local, refusal
from workbench import store
from workbench.errors import ModelError, ResourceError
from workbench.records import ModelSpec


class Usage(NamedTuple):
    """What `shutil.disk_usage` gives."""

    total: int
    used: int
    free: int


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub that holds the model; the library is pointed to it and waits for nobody."""
    from huggingface_hub import close_session, constants

    # Else the library asks the real hub, before its first request, which programs to look for.
    programs = tmp_path / "programs.json"
    programs.write_text('{"standardEnvVars": [], "harnesses": {}}', encoding="utf-8")
    monkeypatch.setattr(constants, "AGENT_HARNESSES_PATH", str(programs), raising=False)
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "no-token"))
    # It keeps whole chunks of what has arrived: of 10 MB, too large for the small files here.
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 1000)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    hub = Hub(REPO, FILES)
    with serve(hub) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
        yield hub
        close_session()
        server.shutdown()


def failure(spec: ModelSpec) -> str:
    with pytest.raises(ModelError) as error:
        store.pull(spec, lambda text: None)
    return str(error.value)


def test_pull_fetches_what_is_loaded_and_nothing_else(hub: Hub, cache: Path) -> None:
    said: list[str] = []
    folder = store.pull(SPEC, said.append)
    assert sorted(path.name for path in folder.iterdir()) == LOADED
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        name: FILES[name] for name in LOADED
    }
    assert sorted(name for name, _ in hub.served) == LOADED
    assert said == [
        f"small: downloading 301 kB of {REPO} at c0ffee0 into "
        f"{cache / 'models--someone--small-nllb'}"
    ]


def test_the_folder_is_where_the_library_looks(hub: Hub, cache: Path) -> None:
    from huggingface_hub import try_to_load_from_cache

    folder = store.pull(SPEC, lambda text: None)
    for name in LOADED:
        found = try_to_load_from_cache(REPO, name, revision=COMMIT, cache_dir=cache)
        assert found == str(folder / name)


def test_pull_again_asks_nothing(hub: Hub) -> None:
    folder = store.pull(SPEC, lambda text: None)
    hub.refuse = (500, "")
    hub.served.clear()
    said: list[str] = []
    assert store.pull(SPEC, said.append) == folder
    assert said == [f"small: on this machine, 301 kB in {folder}"]
    assert hub.served == []


def test_a_model_that_is_not_pinned(hub: Hub) -> None:
    spec = ModelSpec(name="small", task="translate", repo=REPO)
    assert store.pull(spec, lambda text: None).name == COMMIT
    assert store.folder(spec).name == COMMIT


def test_an_interrupted_download_goes_on_where_it_stopped(hub: Hub) -> None:
    hub.cut["pytorch_model.bin"] = 40_000
    assert failure(SPEC) == (
        f"model 'small' cannot be downloaded: the connection to {os.environ['HF_ENDPOINT']} "
        "failed; check it and run the command again; what has arrived is kept"
    )
    assert refusal(SPEC) == (
        "model 'small' is incomplete on this machine (it lacks tokenizer_config.json, "
        "sentencepiece.bpe.model or spiece.model, model.safetensors or pytorch_model.bin): run "
        "`workbench models pull small` (2.5 GB), or try the workbench with --demo"
    )
    hub.cut.clear()
    hub.served.clear()
    folder = store.pull(SPEC, lambda text: None)
    assert ("pytorch_model.bin", "bytes=40000-") in hub.served
    assert (folder / "pytorch_model.bin").read_bytes() == WEIGHTS
    assert "config.json" not in [name for name, _ in hub.served]


def test_a_connection_that_breaks_once_is_taken_up_again(hub: Hub) -> None:
    hub.cut["pytorch_model.bin"] = 40_000
    hub.mend_after = 2
    folder = store.pull(SPEC, lambda text: None)
    assert (folder / "pytorch_model.bin").read_bytes() == WEIGHTS


def test_a_file_that_arrives_damaged_is_thrown_away(hub: Hub, cache: Path) -> None:
    listing = hub.listing()
    hub.listing = lambda: listing  # type: ignore[method-assign]
    hub.files = {**FILES, "pytorch_model.bin": b"x" * len(WEIGHTS)}
    assert failure(SPEC) == (
        f"pytorch_model.bin of {REPO} arrived damaged and was thrown away; "
        "run the same command again"
    )
    assert list(cache.rglob("*.incomplete")) == []


def test_a_model_that_another_process_fetches(hub: Hub, cache: Path) -> None:
    from filelock import FileLock

    blob = hashlib.sha256(WEIGHTS).hexdigest()
    blobs = cache / "models--someone--small-nllb" / "blobs"
    blobs.mkdir(parents=True)
    with FileLock(blobs / f"{blob}.incomplete.lock"):
        assert failure(SPEC) == "model 'small' is being downloaded by another process"


def test_a_disk_that_is_too_small(hub: Hub, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(1, 1, 1000))
    with pytest.raises(ResourceError) as error:
        store.pull(SPEC, lambda text: None)
    assert str(error.value) == (
        "not enough disk for model 'small': 301 kB are still to come and 1 kB are free at "
        f"{cache}; free some, or set HF_HOME to another disk"
    )
    assert hub.served == []


@pytest.mark.parametrize(
    ("status", "code", "why"),
    [
        (404, "RevisionNotFound", f"{REPO} has no commit {COMMIT}; correct `revision`"),
        (
            404,
            "RepoNotFound",
            f"there is no repository {REPO} at HUB, or it is private; correct `repo`",
        ),
        (
            403,
            "GatedRepo",
            f"{REPO} is given only to those who accepted its terms: accept them at HUB/{REPO} "
            "and log in with `hf auth login`",
        ),
        (418, "", "HUB answered 418; try again later; what has arrived is kept"),
    ],
)
def test_what_the_hub_refuses(hub: Hub, status: int, code: str, why: str) -> None:
    hub.refuse = (status, code)
    hub_address = os.environ["HF_ENDPOINT"]
    assert failure(SPEC) == (
        f"model 'small' cannot be downloaded: {why.replace('HUB', hub_address)}"
    )


def test_no_hub_at_all(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert failure(SPEC) == (
        "model 'small' cannot be downloaded: the connection to http://127.0.0.1:9 failed; "
        "check it and run the command again; what has arrived is kept"
    )


def test_a_local_folder_is_not_fetched(tmp_path: Path) -> None:
    said: list[str] = []
    assert store.pull(local(tmp_path, FILES), said.append) == tmp_path
    assert said == [f"mine: on this machine, 301 kB in {tmp_path}"]


def test_a_repository_in_ctranslate2_s_format(hub: Hub) -> None:
    files = {
        "config.json": b"{}",
        "model.bin": b"weights",
        "shared_vocabulary.json": b'["a"]',
        "sentencepiece.bpe.model": b"pieces",
        "README.md": b"not loaded",
        "vmap.txt": b"a shortlist of its makers' own",
    }
    hub.files = files
    folder = store.pull(SPEC, lambda text: None)
    assert sorted(path.name for path in folder.iterdir()) == sorted(files)[1:-1]
    assert store.is_ctranslate2(folder)
