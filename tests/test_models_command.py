"""`workbench models`: the table, the copy of the file, and the check."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from tests.unconverted import UNCONVERTED
from workbench import registry
from workbench.cli import main
from workbench.cli.models import check, init, listing, pull
from workbench.engines.conversion import converted
from workbench.errors import ConfigError, InputError

FILE = f"""\
defaults: {{translate: small, summarise: sums}}
models:
  small:
    task: translate
    repo: {UNCONVERTED}
    license: Apache-2.0
    languages: [pes_Arab, arb_Arab]
    targets: [eng_Latn]
    memory: 100 MB
  sums:
    task: summarise
    repo: x/sums
    revision: f8d333a098d19b4fd9a8b18f94170487ad3f821d
    license: MIT
    download: 1 kB
    memory: 1 MB
  large:
    task: translate
    repo: x/large
    download: 400000 GB
    memory: 17.6 GB
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    Path("models.yaml").write_text(FILE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def ready() -> None:
    """The small model is converted, so that a check has nothing to tell of that."""
    spec = registry.read().model("small")
    converted(spec, precision="int8", report=lambda text: None)


def test_the_table(monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    monkeypatch.setenv("WORKBENCH_CACHE", str(here / "cache"))
    assert listing(registry.read()).splitlines() == [
        "NAME     TASK       HERE  CONVERTED  DOWNLOAD   MEMORY   LICENCE     REPOSITORY",
        f"small *  translate  yes   -          -          100 MB   Apache-2.0  {UNCONVERTED}",
        "sums *   summarise  no    -          1 kB       1 MB     MIT         x/sums@f8d333a",
        "large    translate  no    -          400000 GB  17.6 GB  -           x/large (not pinned)",
        "",
        "* default; configured in models.yaml",
    ]


def test_a_model_begun_but_not_finished(here: Path) -> None:
    commit = "f8d333a098d19b4fd9a8b18f94170487ad3f821d"
    snapshot = here / "hub" / "models--x--sums" / "snapshots" / commit
    snapshot.mkdir(parents=True)
    (snapshot / "config.json").write_text("{}", encoding="utf-8")
    row = listing(registry.read()).splitlines()[2]
    assert row.split()[3:5] == ["in", "part"]


def test_a_copy_of_the_packed_file(here: Path) -> None:
    (here / "mine").mkdir()
    file = init(here / "mine")
    assert file == here / "mine" / "models.yaml"
    assert registry.read(file).models == registry.read(registry.packed_path()).models


def test_a_copy_never_overwrites(here: Path) -> None:
    with pytest.raises(InputError) as error:
        init(Path("models.yaml"))
    assert str(error.value) == "models.yaml is there already; give another PATH, or remove it"
    assert Path("models.yaml").read_text(encoding="utf-8") == FILE


def test_a_copy_where_nothing_can_be_written() -> None:
    with pytest.raises(InputError) as error:
        init(Path("none/models.yaml"))
    assert str(error.value) == "none/models.yaml cannot be written: No such file or directory"


def test_pull_of_a_model_that_is_not_configured() -> None:
    with pytest.raises(ConfigError) as error:
        pull(registry.read(), ["small", "smal"], report=print)
    assert str(error.value) == "no model 'smal'; models: small, sums, large"


def test_pull_takes_the_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    Path("models.yaml").write_text(FILE.replace(", summarise: sums", ""), encoding="utf-8")
    assert main(["models", "pull"]) == 0
    size = sum(path.stat().st_size for path in UNCONVERTED.iterdir())
    said = capsys.readouterr().out
    assert said == f"small: on this machine, {size / 1e6:.3g} MB in {UNCONVERTED}\n"


@pytest.mark.usefixtures("ready")
def test_check_of_a_sound_file() -> None:
    said: list[str] = []
    assert check(registry.read(), report=said.append)
    figures = [re.sub(r"[\d.]+ [kMGT]?B free|in [\d.]+ s$", "#", line) for line in said]
    assert figures == [
        "ok       models.yaml: 3 models, all keys and codes known",
        "ok       model 'small': 100 MB of memory needed, #",
        "ok       model 'small': loads and writes, #",
        "ok       model 'sums': 1 MB of memory needed, #",
        "ok       model 'sums': 1 kB of disk needed, #",
        "absent   model 'sums' is not on this machine: run `workbench models pull sums` (1 kB), "
        "or try the workbench with --demo",
        figures[6],  # whether 17.6 GB of memory are free is the machine's business
        "no room  model 'large': 400000 GB of disk needed, #",
        "absent   model 'large' is not on this machine: run `workbench models pull large` "
        "(400000 GB), or try the workbench with --demo",
    ]


def test_check_without_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=50_000_000))
    said: list[str] = []
    assert not check(registry.read(), report=said.append)
    assert said[1] == "failed   model 'small': 100 MB of memory needed, 50 MB free"
    assert said[2] == "ok       model 'sums': 1 MB of memory needed, 50 MB free"
    assert "no room  model 'large': 17.6 GB of memory needed, 50 MB free" in said


def test_check_of_a_local_folder_that_is_not_whole(here: Path) -> None:
    Path("models.yaml").write_text(
        "defaults: {translate: a}\nmodels: {a: {task: translate, repo: ./a}}\n", encoding="utf-8"
    )
    said: list[str] = []
    assert not check(registry.read(), report=said.append)
    assert said[1] == (
        "failed   model 'a' is a local folder, but there is no a; correct `repo` or add the files"
    )


@pytest.mark.usefixtures("ready")
def test_check_of_codes_that_the_model_does_not_know(here: Path) -> None:
    file = FILE.replace("[pes_Arab, arb_Arab]", "[pes_Arab, urd_Arab]")
    Path("models.yaml").write_text(file, encoding="utf-8")
    said: list[str] = []
    assert not check(registry.read(), report=said.append)
    assert said[2] == (
        "failed   model 'small': its tokenizer does not know the language code 'urd_Arab', "
        "so it would translate into anything; check the files beside its weights"
    )


def test_check_of_an_unsupported_family(here: Path) -> None:
    folder = here / "bert"
    folder.mkdir()
    for name in ("model.safetensors", "spiece.model"):
        (folder / name).write_bytes(b"1")
    for name, content in (
        ("config.json", {"model_type": "bert"}),
        ("tokenizer_config.json", {"tokenizer_class": "BertTokenizer"}),
    ):
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    Path("models.yaml").write_text(
        "defaults: {translate: a}\nmodels: {a: {task: translate, repo: ./bert}}\n",
        encoding="utf-8",
    )
    assert main(["models", "check"]) == 2
