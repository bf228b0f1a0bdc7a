"""`models.yaml`: what it means, and what is said of every fault in it."""

import contextlib
import dataclasses
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench import registry
from workbench.errors import ConfigError
from workbench.records import Decoding, ModelSpec
from workbench.registry.schema import GENERATION, MODEL, PAGE

DATA = Path(__file__).parent / "data"
ROOT = Path(__file__).parent.parent
FAULTS: list[dict[str, Any]] = yaml.safe_load(
    (DATA / "registry_faults.yaml").read_text(encoding="utf-8")
)

MINE = """\
defaults: {translate: mine}
models:
  mine:
    task: translate
    repo: ./mine
    license: no
    revision: 1234567890123456789012345678901234567890
    runtime: "transformers"
    precision: bfloat16
    device: cuda
    shortlist: "off"
    languages: [pes_Arab, arb_Arab]
    targets: [eng_Latn]
    input: {max_tokens: 256, comfortable_tokens: 120}
    generation: {num_beams: 2, length_penalty: -1, repetition_penalty: 1.05}
    batch_tokens: 1024
    threads: 3
    workers: 2
    download: 2.5 GB
    memory: 400MB
    notice: >
      one line
      and another
    words: ../words
page: {max_characters: 5000, runs_per_hour: 12, load_urls: false, shared_memory: true}
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder: no models.yaml of the machine takes part."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(path: Path | None = None) -> str:
    with pytest.raises(ConfigError) as error:
        registry.read(path)
    return str(error.value)


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["label"])
def test_every_fault_with_its_line(case: dict[str, Any]) -> None:
    Path("models.yaml").write_text(case["text"], encoding="utf-8")
    assert refusal().splitlines() == case["faults"]


def test_every_key_reaches_its_field(here: Path) -> None:
    Path("models.yaml").write_text(MINE, encoding="utf-8")
    read = registry.read()
    assert dict(read.models) == {
        "mine": ModelSpec(
            name="mine",
            task="translate",
            repo=Path("mine"),
            revision="1234567890123456789012345678901234567890",
            license="no",
            runtime="transformers",
            precision="bfloat16",
            device="cuda",
            shortlist="off",
            languages=frozenset({"pes_Arab", "arb_Arab"}),
            targets=frozenset({"eng_Latn"}),
            max_input_tokens=256,
            comfortable_input_tokens=120,
            batch_tokens=1024,
            threads=3,
            workers=2,
            decoding=Decoding(num_beams=2, length_penalty=-1.0, repetition_penalty=1.05),
            download_bytes=2_500_000_000,
            memory_bytes=400_000_000,
            notice="one line and another",
            words=Path("../words"),
        )
    }
    assert read.defaults == registry.Defaults(translate="mine", summarise=None, target="eng_Latn")
    assert read.page == registry.Page(
        max_characters=5000, runs_per_hour=12, load_urls=False, shared_memory=True
    )


def test_a_model_of_few_words_has_the_defaults_of_the_records() -> None:
    Path("models.yaml").write_text(
        "defaults: {translate: a, summarise: b}\n"
        "models: {a: {task: translate, repo: x/a}, b: {task: summarise, repo: x/b}}\n",
        encoding="utf-8",
    )
    read = registry.read()
    plain = ModelSpec(name="a", task="translate", repo="x/a")
    a, b = read.spec(None, "translate"), read.spec(None, "summarise")
    assert dataclasses.replace(a, languages=frozenset(), targets=frozenset()) == plain
    assert len(a.languages) == 202
    assert b.targets == b.languages == {c for c in a.languages if c in b.languages}
    assert {"pes_Arab", "arb_Arab", "eng_Latn"} < b.languages
    assert "deu_Latn" not in b.languages  # XL-Sum has no German
    assert read.page == registry.Page()


def test_the_generation_keys_are_the_decoding_options() -> None:
    assert set(GENERATION) == {field.name for field in dataclasses.fields(Decoding)}


def test_the_page_keys_are_the_limits_of_the_page() -> None:
    assert set(PAGE) == {field.name for field in dataclasses.fields(registry.Page)}


def test_a_folder_beside_the_file_is_no_hub_repository(here: Path) -> None:
    (here / "etc" / "models" / "small").mkdir(parents=True)
    file = here / "etc" / "mine.yaml"
    file.write_text(
        "defaults: {translate: a}\nmodels: {a: {task: translate, repo: models/small}}\n",
        encoding="utf-8",
    )
    assert registry.read(file).models["a"].repo == here / "etc" / "models" / "small"


def test_a_home_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    Path("models.yaml").write_text(
        "defaults: {translate: a}\nmodels: {a: {task: translate, repo: ~/small}}\n",
        encoding="utf-8",
    )
    assert registry.read().models["a"].repo == Path("/home/somebody/small")


def test_a_byte_order_mark_does_no_harm() -> None:
    Path("models.yaml").write_text(MINE, encoding="utf-8-sig")
    assert list(registry.read().models) == ["mine"]


def test_which_file_is_read(here: Path) -> None:
    assert registry.read().path == registry.packed_path()
    Path("models.yaml").write_text(MINE, encoding="utf-8")
    assert registry.read().path == Path("models.yaml")
    other = here / "other.yaml"
    other.write_text(MINE, encoding="utf-8")
    assert registry.read(other).path == other
    assert registry.read(demo=True).path == registry.demo_path()


def test_demo_and_a_file_at_once() -> None:
    with pytest.raises(ConfigError) as error:
        registry.read(Path("models.yaml"), demo=True)
    assert str(error.value) == (
        "the demo models have their own models.yaml: give --demo or --config"
    )


def test_no_such_file() -> None:
    assert refusal(Path("none.yaml")) == (
        "none.yaml: no such file; `workbench models init` writes one"
    )


def test_a_folder_for_a_file(here: Path) -> None:
    assert refusal(here) == f"{here}: cannot be read: Is a directory"


def test_a_file_that_is_too_long() -> None:
    Path("models.yaml").write_bytes(b"#" * 1_000_001)
    assert refusal() == (
        "models.yaml: 1,000,001 bytes is too long for a list of models; at most 1,000,000"
    )


def test_a_file_in_another_encoding() -> None:
    Path("models.yaml").write_bytes("# مدل\nmodels: {}\n".encode("windows-1256"))
    assert refusal() == "models.yaml:1: not UTF-8 text; save the file as UTF-8"


@given(st.data())
@settings(deadline=None, max_examples=200)
def test_whatever_the_file_holds_it_is_read_or_refused(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(MINE)))
    end = data.draw(st.integers(start, min(len(MINE), start + 40)))
    noise = data.draw(st.text(max_size=12) | st.sampled_from([": ", "\n", "[", "{", "- ", "'"]))
    file = Path("models.yaml")
    file.write_bytes((MINE[:start] + noise + MINE[end:]).encode("utf-8", "surrogatepass"))
    with contextlib.suppress(ConfigError):
        assert list(registry.read(file).models)


def test_a_flood_of_faults_is_cut_off() -> None:
    Path("models.yaml").write_text("".join(f"{n}: 1\n" for n in range(100)), encoding="utf-8")
    lines = refusal().splitlines()
    assert lines[-2:] == ["models.yaml:48: 47: unknown key", "and 52 more faults"]
    assert len(lines) == 51


@pytest.mark.parametrize(
    ("name", "task", "text"),
    [
        ("x", "translate", "no model 'x'; models for this task: mine"),
        ("mine", "summarise", "no model 'mine'; models for this task: none"),
        (
            None,
            "summarise",
            "models.yaml: names no default to summarise; models for this task: none",
        ),
    ],
)
def test_a_model_that_is_not_configured(name: str | None, task: Any, text: str) -> None:
    Path("models.yaml").write_text(MINE, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        registry.read().spec(name, task)
    assert str(error.value) == text


def test_the_packed_file() -> None:
    read = registry.read(ROOT / "models.yaml")
    assert list(read.models) == ["nllb-600m", "nllb-1.3b", "nllb-3.3b", "m2m100-418m", "mt5-xlsum"]
    assert read.spec(None, "translate").name == "nllb-600m"
    summariser = read.spec(None, "summarise")
    # The published decoding of XL-Sum (Hasan et al. 2021).
    assert summariser.decoding == Decoding(
        num_beams=4, max_new_tokens=84, no_repeat_ngram_size=2, length_penalty=0.6
    )
    for spec in read.models.values():
        assert spec.license
        assert spec.memory_bytes
        assert spec.download_bytes
        assert "eng_Latn" in spec.targets


def test_the_demo_file() -> None:
    read = registry.read(demo=True)
    for task in registry.TASKS:
        spec = read.spec(None, task)
        assert isinstance(spec.repo, Path)
        assert spec.repo.parent == registry.demo_path().parent
        assert spec.words == registry.demo_path().parent / "words"
        assert spec.notice == (
            "demo models: a vocabulary of a few hundred words, for trying the workbench, "
            "not for reading news"
        )


def test_the_reference_shows_a_valid_file_and_every_key(here: Path) -> None:
    reference = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")
    example = reference.split("```yaml\n")[1].split("```")[0]
    Path("models.yaml").write_text(example, encoding="utf-8")
    assert list(registry.read().models) == ["arabic-only", "mt5-xlsum"]
    for key in (*MODEL, *GENERATION, *PAGE):
        assert f"`{key}`" in reference


def test_reading_imports_nothing_heavy() -> None:
    script = (
        "import sys; from workbench import registry, store; registry.read();"
        "print([m for m in ('torch', 'transformers', 'huggingface_hub') if m in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, cwd=ROOT
    )
    assert answer.stdout.decode().strip() == "[]"
