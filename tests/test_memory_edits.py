"""What a person wrote stands: dated, undoable, whatever the model and whatever is cleared."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.doubles import WordEngine, a_spec
from tests.memories import FRENCH, SIGNED, Said, generated
from tests.stories import ARTICLE, BODY, TITLE, the_models
from workbench.briefing import brief
from workbench.errors import InputError, LanguageError, ResourceError
from workbench.memory import Memory
from workbench.memory import database as database_module
from workbench.records import Sentence
from workbench.translate import translate


@pytest.fixture
def said() -> Said:
    return Said()


@pytest.fixture
def memory(tmp_path: Path, said: Said) -> Iterator[Memory]:
    with said.memory(tmp_path) as memory:
        yield memory
    assert said == []


def standing(memory: Memory, text: str = "phrase") -> str | None:
    edit = memory.edits([text], **FRENCH).get(text)
    return edit.translation if edit else None


def test_an_edit_stands_and_is_dated(memory: Memory) -> None:
    made = memory.edit("phrase", "My sentence.", **FRENCH)
    assert memory.edits(["phrase", "autre"], **FRENCH) == {"phrase": made}
    assert made.translation == "My sentence."
    assert timedelta(0) <= datetime.now(UTC) - made.made < timedelta(seconds=10)


def test_undo_restores_the_one_before_and_then_the_machine_s(memory: Memory) -> None:
    first = memory.edit("phrase", "First.", **FRENCH)
    memory.edit("phrase", "Second.", **FRENCH)
    assert standing(memory) == "Second."
    assert memory.undo("phrase", **FRENCH) == first
    assert standing(memory) == "First."
    assert memory.undo("phrase", **FRENCH) is None
    assert standing(memory) is None
    assert memory.undo("phrase", **FRENCH) is None


def test_an_edit_after_an_undo_stands(memory: Memory) -> None:
    for translation in ("First.", "Second."):
        memory.edit("phrase", translation, **FRENCH)
    memory.undo("phrase", **FRENCH)
    memory.edit("phrase", "Third.", **FRENCH)
    assert standing(memory) == "Third."
    memory.undo("phrase", **FRENCH)
    assert standing(memory) == "First."


def test_the_history_keeps_what_was_undone(memory: Memory) -> None:
    memory.edit("phrase", "First.", **FRENCH)
    memory.edit("phrase", "Second.", **FRENCH)
    memory.undo("phrase", **FRENCH)
    first, second = memory.history("phrase", **FRENCH)
    assert (first.translation, first.undone) == ("First.", None)
    assert second.translation == "Second."
    assert second.undone is not None
    assert second.undone >= second.made


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("phrase ", FRENCH),
        ("phrase", {"source": "ita_Latn", "target": "eng_Latn"}),
        ("phrase", {"source": "fra_Latn", "target": "deu_Latn"}),
    ],
)
def test_it_stands_for_the_exact_sentence_in_one_direction(
    memory: Memory, text: str, direction: dict[str, str]
) -> None:
    memory.edit("phrase", "Mine.", **FRENCH)
    assert memory.edits([text], **direction) == {}
    memory.undo(text, **direction)
    assert standing(memory) == "Mine."


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "😀", "x" * 100_000, "' OR 1=1 --"])
def test_odd_texts_can_be_corrected(memory: Memory, text: str) -> None:
    memory.edit(text, text[::-1], **FRENCH)
    assert standing(memory, text) == text[::-1]


REFUSED = [
    ("", InputError, "a correction needs words; to have the model's again, undo it"),
    (" \n", InputError, "a correction needs words; to have the model's again, undo it"),
    ("é" * 500_001, InputError, "a correction may have at most 1,000,000 bytes"),
]


@pytest.mark.parametrize(("translation", "kind", "message"), REFUSED, ids=["none", "space", "long"])
def test_what_is_no_correction_is_refused(
    memory: Memory, translation: str, kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind) as error:
        memory.edit("phrase", translation, **FRENCH)
    assert str(error.value) == message
    assert memory.history("phrase", **FRENCH) == []


def test_a_direction_that_nobody_has_is_refused(memory: Memory) -> None:
    with pytest.raises(LanguageError):
        memory.edit("phrase", "Mine.", source="fr", target="eng_Latn")
    with pytest.raises(LanguageError):
        memory.edit("phrase", "Mine.", source="fra_Latn", target="english")


def test_reading_makes_no_file(memory: Memory, tmp_path: Path) -> None:
    assert standing(memory) is None
    assert memory.undo("phrase", **FRENCH) is None
    assert memory.history("phrase", **FRENCH) == []
    assert memory.clear_edits() == 0
    assert list(tmp_path.iterdir()) == []


def test_they_outlast_every_eviction_and_clear(tmp_path: Path, said: Said) -> None:
    with said.memory(tmp_path, max_bytes=50_000) as memory:
        memory.edit("phrase", "Mine.", **FRENCH)
        for n in range(1000):
            memory.keep(f"{n}", generated("x" * 500), **SIGNED)
        memory.clear()
        assert standing(memory) == "Mine."
        assert memory.stats().edits == 1
    assert said == []


def test_they_go_when_that_is_asked_for(memory: Memory, tmp_path: Path) -> None:
    memory.edit("phrase", "Very secret.", **FRENCH)
    memory.edit("phrase", "More secret.", **FRENCH)
    memory.edit("autre", "Secret too.", **FRENCH)
    memory.undo("autre", **FRENCH)
    assert memory.stats().edits == 1
    assert memory.clear_edits() == 1
    assert memory.history("phrase", **FRENCH) == []
    assert b"secret" not in b"".join(p.read_bytes() for p in tmp_path.glob("edits.sqlite*"))


def test_a_damaged_memory_costs_no_correction(tmp_path: Path, said: Said) -> None:
    with said.memory(tmp_path) as memory:
        memory.keep("a", generated("A"), **SIGNED)
        memory.edit("phrase", "Mine.", **FRENCH)
    (tmp_path / "memory.sqlite").write_bytes(b"nonsense" * 1000)
    with said.memory(tmp_path) as memory:
        assert memory.recall(["a"], **SIGNED) == {}
        assert standing(memory) == "Mine."
    assert len(said) == 1


def test_a_damaged_file_of_corrections_is_kept_aside(tmp_path: Path, said: Said) -> None:
    path = tmp_path / "edits.sqlite"
    path.write_bytes(b"nonsense" * 1000)
    with said.memory(tmp_path) as memory:
        assert standing(memory) is None
        memory.edit("phrase", "Mine.", **FRENCH)
        assert standing(memory) == "Mine."
    assert said == [
        f"your corrections in {path} cannot be read (file is not a database); it is kept as "
        "edits.aside-1.sqlite and begun anew"
    ]


def test_a_correction_that_cannot_be_kept_is_an_error(
    tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.05)
    with said.memory(tmp_path) as memory:
        memory.edit("phrase", "First.", **FRENCH)
        with closing(sqlite3.connect(tmp_path / "edits.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(ResourceError) as error:
                memory.edit("phrase", "Second.", **FRENCH)
        assert str(error.value) == (
            f"your corrections in {tmp_path}/edits.sqlite cannot be used: database is locked; see "
            "that its folder can be written, that the disk has room and that no other program "
            "holds it, then try again"
        )
        assert standing(memory) == "First."
        memory.edit("phrase", "Second.", **FRENCH)
        assert standing(memory) == "Second."
    assert said == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("translation", 0.5),
        ("translation", b"\xff"),
        ("made", "yesterday"),
        ("made", -1),
        ("made", 10**15),
        ("undone", "never"),
    ],
)
def test_a_row_that_we_did_not_write_is_passed_over(
    memory: Memory, tmp_path: Path, column: str, value: object
) -> None:
    memory.edit("phrase", "First.", **FRENCH)
    memory.edit("phrase", "Second.", **FRENCH)
    with closing(sqlite3.connect(tmp_path / "edits.sqlite")) as other, other:
        other.execute(f"UPDATE edit SET {column} = ? WHERE id = 2", (value,))  # noqa: S608
    assert standing(memory) == "First."


def sentence(text: str, lang: str = "fra_Latn", number: int = 1) -> Sentence:
    return Sentence(id=number, block=1, start=0, end=len(text), source=text, language=lang)


def test_a_corrected_sentence_is_never_sent_to_the_model(memory: Memory) -> None:
    memory.edit("deux", "Two, I say.", **FRENCH)
    english = {"un": "one", "trois": "three"}
    engine = WordEngine(a_spec("tr", "translate"), write=english.__getitem__)
    sentences = [sentence(text, number=n) for n, text in enumerate(["un", "deux", "trois"])]
    rows = {r.id: r for r in translate(sentences, engine, target="eng_Latn", memory=memory)}
    assert engine.asked == [("un", "trois")]
    assert (rows[1].translation, rows[1].made, rows[1].flags) == ("Two, I say.", "human", ())
    assert (rows[0].made, rows[2].made) == ("model", "model")


def test_a_corrected_row_says_when_that_was(memory: Memory) -> None:
    made = memory.edit("deux", "Two, I say.", **FRENCH)
    (row,) = translate([sentence("deux")], None, target="eng_Latn", memory=memory)
    assert (row.corrected, row.replaced) == (made.made.isoformat(timespec="seconds"), None)


def test_each_language_has_its_own_corrections(memory: Memory) -> None:
    memory.edit("un", "French one.", **FRENCH)
    memory.edit("un", "Arabic one.", source="arb_Arab", target="eng_Latn")
    sentences = [sentence("un", number=1), sentence("un", "arb_Arab", number=2)]
    rows = {r.id: r for r in translate(sentences, None, target="eng_Latn", memory=memory)}
    assert [rows[n].translation for n in (1, 2)] == ["French one.", "Arabic one."]


def test_what_no_model_reads_can_be_corrected(memory: Memory) -> None:
    memory.edit("文", "A sentence.", source="jpn_Jpan", target="eng_Latn")
    (row,) = translate([sentence("文", "jpn_Jpan")], None, target="eng_Latn", memory=memory)
    assert (row.translation, row.made, row.flags) == ("A sentence.", "human", ())


def test_a_briefing_uses_it_whatever_the_model(memory: Memory) -> None:
    memory.edit(TITLE, "My own headline", **FRENCH)
    for write in (str.upper, str.title):
        models = the_models(write)
        made = brief(ARTICLE, models=models, memory=memory)
        assert TITLE not in models.engine("tr").made  # type: ignore[attr-defined]
        assert made.briefing.headline == "My own headline"
        assert [row.id for row in made.sentences if row.made == "human"] == [1]
        assert (made.complete, made.ledger.translated) == (True, 10)
        read = models.engine("su").asked  # type: ignore[attr-defined]
        assert all(text.startswith("My own headline") for (text,) in read)
        memory.clear()


def test_a_briefing_that_a_person_translated_names_no_translator(memory: Memory) -> None:
    for text in (TITLE, *BODY):
        memory.edit(text, text.upper(), **FRENCH)
    made = brief(ARTICLE, models=the_models(), memory=memory)
    assert {row.made for row in made.sentences} == {"human"}
    assert [use.task for use in made.provenance.models] == ["summarise"]
