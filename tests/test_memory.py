"""What is remembered: every field, under everything that can change it, within a size."""

import math
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clock import within
from tests.memories import FRENCH, SIGNED, Said, generated
from workbench.memory import Memory


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def memory(tmp_path: Path, said: Said) -> Iterator[Memory]:
    with said.memory(tmp_path) as memory:
        yield memory
    assert said == []


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the time, in seconds since 1970."""

    def set_to(seconds: int) -> None:
        monkeypatch.setattr("workbench.memory.memory.time.time", lambda: float(seconds))

    return set_to


def test_every_field_comes_back(memory: Memory) -> None:
    kept = generated("Out.", hit_limit=True, input_tokens=512, mean_logprob=-1 / 3)
    memory.keep("Entrée.", kept, **SIGNED)
    assert memory.recall(["Entrée."], **SIGNED) == {"Entrée.": replace(kept, made="memory")}


def test_it_outlives_the_process_that_kept_it(tmp_path: Path, said: Said) -> None:
    with said.memory(tmp_path) as memory:
        memory.keep("a", generated("A"), **SIGNED)
    with said.memory(tmp_path) as memory:
        assert memory.recall(["a", "b"], **SIGNED).keys() == {"a"}


@pytest.mark.parametrize(
    ("signature", "source", "target"),
    [
        ("model-a beams=5", "fra_Latn", "eng_Latn"),
        ("model-a beams=4", "ita_Latn", "eng_Latn"),
        ("model-a beams=4", "fra_Latn", "deu_Latn"),
        ("model-a beams=4f", "ra_Latn", "eng_Latn"),
    ],
    ids=["signature", "source", "target", "where one part ends"],
)
def test_what_can_change_the_output_is_part_of_the_key(
    memory: Memory, signature: str, source: str, target: str
) -> None:
    memory.keep("a", generated("A"), **SIGNED)
    assert memory.recall(["a"], signature=signature, source=source, target=target) == {}


@pytest.mark.parametrize("near", ["a ", "A", "á", "a\u0301", "a\u200c", "", "a\0"])
def test_only_the_exact_text_matches(memory: Memory, near: str) -> None:
    memory.keep("a", generated("A"), **SIGNED)
    assert memory.recall([near], **SIGNED) == {}


ODD = ["", "\0", "a\0b", "\ud800", "\ud83d\ude00", "😀", "x" * 200_000, "'; DROP TABLE generated"]


@pytest.mark.parametrize("text", ODD, ids=lambda text: ascii(text)[:12])
def test_odd_texts_go_in_and_come_out(memory: Memory, text: str) -> None:
    memory.keep(text, generated(text[::-1]), **SIGNED)
    assert memory.recall(ODD, **SIGNED) == {text: generated(text[::-1], made="memory")}


@given(st.text(alphabet=st.characters(exclude_categories=())), st.text())
def test_any_text_is_its_own_key(one: str, other: str) -> None:
    from workbench.memory.memory import _key

    same = _key("s", "a", "b", one) == _key("s", "a", "b", other)
    assert same == (one == other)


def test_a_result_of_over_a_megabyte_is_let_go(memory: Memory) -> None:
    memory.keep("a", generated("é" * 500_001), **SIGNED)
    memory.keep("b", generated("é" * 500_000), **SIGNED)
    assert memory.recall(["a", "b"], **SIGNED).keys() == {"b"}
    assert memory.stats().entries == 1


def test_a_score_that_is_no_number_comes_back(memory: Memory) -> None:
    memory.keep("a", generated("A", mean_logprob=math.nan), **SIGNED)
    memory.keep("b", generated("B", mean_logprob=-math.inf), **SIGNED)
    found = memory.recall(["a", "b"], **SIGNED)
    assert math.isnan(found["a"].mean_logprob)
    assert found["b"].mean_logprob == -math.inf


def test_what_is_kept_again_replaces_what_was(memory: Memory) -> None:
    for text in ("old", "new"):
        memory.keep("a", generated(text), **SIGNED)
    assert memory.recall(["a"], **SIGNED)["a"].text == "new"
    assert memory.stats().entries == 1


def test_the_least_recently_used_go_first(tmp_path: Path, said: Said) -> None:
    cap = 400_000
    entries = []
    with said.memory(tmp_path, max_bytes=cap) as memory:
        for n in range(1500):
            memory.keep(f"{n}", generated("x" * 500), **SIGNED)
            memory.recall(["7"], **SIGNED)
            entries.append(memory.stats().entries)
        left = memory.recall([f"{n}" for n in range(1500)], **SIGNED)
        numbers = sorted(map(int, left))
        assert numbers == [7, *range(numbers[1], 1500)]  # what is used, and the newest without gap
        assert sum(len(g.text) for g in left.values()) > 0.55 * cap  # the rest: keys, free space
        assert min(entries[-500:]) > 0.8 * max(entries)  # a tenth goes at a time, not much more
        assert said == []
    assert (tmp_path / "memory.sqlite").stat().st_size <= cap + 8 * 4096


def test_a_memory_for_nothing_remembers_nothing(tmp_path: Path, said: Said) -> None:
    with said.memory(tmp_path, max_bytes=0) as memory:
        memory.keep("a", generated("A"), **SIGNED)
        assert memory.recall(["a"], **SIGNED) == {}
        assert said == []


def test_stats_count_what_is_there(memory: Memory, clock: Callable[[int], None]) -> None:
    for second, text in ((1_000_000, "a"), (2_000_000, "b"), (3_000_000, "c")):
        clock(second)
        memory.keep(text, generated(text.upper()), **SIGNED)
    clock(4_000_000)
    memory.recall(["a"], **SIGNED)
    stats = memory.stats()
    assert stats.entries == 3
    assert stats.oldest is not None
    assert stats.newest is not None
    assert (stats.oldest.timestamp(), stats.newest.timestamp()) == (2_000_000, 4_000_000)
    assert stats.bytes >= stats.path.stat().st_size > 0


def test_stats_of_an_empty_memory(memory: Memory, tmp_path: Path) -> None:
    stats = memory.stats()
    assert (stats.entries, stats.edits, stats.oldest, stats.newest) == (0, 0, None, None)
    assert (stats.path, stats.edits_path) == (
        tmp_path / "memory.sqlite",
        tmp_path / "edits.sqlite",
    )


def test_clearing_takes_the_texts_off_the_disk(memory: Memory, tmp_path: Path) -> None:
    for n in range(100):
        memory.keep(f"{n}", generated(f"secret {n} " * 500), **SIGNED)
    memory.edit("a", "My own.", **FRENCH)
    assert memory.stats().bytes > 500_000
    assert memory.clear().entries == 100
    assert memory.stats().bytes < 100_000
    assert memory.recall(["1"], **SIGNED) == {}
    left = b"".join(path.read_bytes() for path in tmp_path.glob("memory.sqlite*"))
    assert b"secret" not in left
    assert memory.edits(["a"], **FRENCH)["a"].translation == "My own."


def test_sources_are_not_in_the_file(memory: Memory, tmp_path: Path) -> None:
    memory.keep("le secret", generated("the secret"), **SIGNED)
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("memory.sqlite*"))
    assert b"the secret" in stored
    assert b"le secret" not in stored


FOREIGN = {
    "a number for a text": ("text", 7),
    "no text": ("text", 0.5),
    "bytes that are no text": ("text", b"\xff\xfe"),
    "a text that is too long": ("text", b"x" * 1_000_001),
    "words for a count": ("input_tokens", "many"),
    "a negative count": ("output_tokens", -1),
    "words for a score": ("mean_logprob", "good"),
    "a limit that is neither": ("hit_limit", 2),
}


@pytest.mark.parametrize(("column", "value"), FOREIGN.values(), ids=FOREIGN)
def test_a_row_that_we_did_not_write_is_a_miss_until_it_is_replaced(
    memory: Memory, tmp_path: Path, column: str, value: object
) -> None:
    memory.keep("a", generated("A"), **SIGNED)
    memory.keep("b", generated("B"), **SIGNED)
    with closing(sqlite3.connect(tmp_path / "memory.sqlite")) as other, other:
        other.execute(
            f"UPDATE generated SET {column} = ? WHERE text = ?",  # noqa: S608 (our own columns)
            (value, b"A"),
        )
    assert memory.recall(["a", "b"], **SIGNED).keys() == {"b"}
    memory.keep("a", generated("A"), **SIGNED)
    assert memory.recall(["a"], **SIGNED)["a"].text == "A"


def test_a_text_of_no_letters_is_a_miss_too(memory: Memory, tmp_path: Path) -> None:
    memory.keep("a", generated("A"), **SIGNED)
    memory.keep("b", generated("B"), **SIGNED)
    with closing(sqlite3.connect(tmp_path / "memory.sqlite")) as other, other:
        other.execute("UPDATE generated SET text = CAST(? AS TEXT) WHERE id = 1", (b"\xff",))
    assert memory.recall(["a", "b"], **SIGNED).keys() == {"b"}


def test_many_uses_are_one_transaction(memory: Memory) -> None:
    texts = [f"{n}" for n in range(40)]
    for text in texts:
        memory.keep(text, generated(text), **SIGNED)
    statements: list[str] = []
    memory._texts.insist(lambda c: c.set_trace_callback(statements.append))
    memory.recall(texts, **SIGNED)
    writing = [statement for statement in statements if not statement.startswith("SELECT")]
    assert len(writing) == 42
    assert (writing[0].strip(), writing[-1].strip()) == ("BEGIN IMMEDIATE", "COMMIT")


def test_many_texts_are_found_in_no_time(memory: Memory) -> None:
    texts = [f"phrase {n} " * 10 for n in range(4_000)]
    for text in texts:
        memory.keep(text, generated(text), **SIGNED)
    assert len(within(0.5, lambda: memory.recall(texts, **SIGNED))) == 4_000


def test_the_user_s_memory_is_in_the_cache_folder(cache: Path) -> None:
    from workbench.memory import open_memory

    with open_memory() as memory:
        assert memory.stats().path == cache / "memory.sqlite"


def test_what_goes_wrong_is_in_the_log_unless_somebody_asks(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from workbench.memory import open_memory

    (tmp_path / "memory.sqlite").write_bytes(b"not a database " * 100)
    with open_memory(tmp_path) as memory:
        assert memory.recall(["a"], **SIGNED) == {}
    assert "is kept as memory.aside-1.sqlite" in caplog.text
