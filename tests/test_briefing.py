"""The story with engines whose answers are known: every row, every note, every way to end."""

from datetime import date
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from tests.doubles import DoubleModels, Fault, FaultyEngine
from tests.stories import ARTICLE, BODY, ENGLISH, TITLE, the_models, told
from workbench.briefing import Run, brief, start
from workbench.briefing.digest import STOPPED
from workbench.errors import InputError, LanguageError
from workbench.records import (
    Done,
    Event,
    Metadata,
    Progress,
    Read,
    Settings,
    Source,
    Translated,
)


def events(run: Run) -> list[Event]:
    return list(run)


def test_every_source_sentence_has_one_row() -> None:
    made = told()
    assert [row.source for row in made.sentences] == [TITLE, *BODY]
    assert [row.id for row in made.sentences] == list(range(1, 11))
    assert [row.translation for row in made.sentences] == [ENGLISH[t] for t in (TITLE, *BODY)]
    assert made.complete
    assert (made.ledger.sentences, made.ledger.translated, made.ledger.flagged) == (10, 10, 0)


def test_offsets_point_into_their_block() -> None:
    made = told("  " + ARTICLE.replace(" ministre", "\u00a0ministre") + "  ")
    blocks = {block.id: block for block in made.article.blocks}
    for row in made.sentences:
        assert blocks[row.block].text[row.start : row.end] == row.source


def test_a_source_in_the_target_language_is_copied() -> None:
    made = told(ARTICLE, to="fra_Latn")
    assert {row.made for row in made.sentences} == {"copied"}
    assert [row.translation for row in made.sentences] == [TITLE, *BODY]
    assert [use.task for use in made.provenance.models] == ["summarise"]


def test_events_come_in_order_and_end_with_done() -> None:
    seen = events(start(ARTICLE, models=the_models(), settings=Settings()))
    assert isinstance(seen[0], Read)
    assert isinstance(seen[-1], Done)
    assert len([e for e in seen if isinstance(e, Done)]) == 1
    assert sorted(e.row.id for e in seen if isinstance(e, Translated)) == list(range(1, 11))
    progress = [e for e in seen if isinstance(e, Progress)]
    assert [p.done for p in progress if p.stage == "translate"] == list(range(11))
    assert progress[-1] == Progress("summarise", 1, 1)


def test_a_doubtful_row_comes_at_once_and_again_when_it_is_better() -> None:
    """Number four is mended, number seven is not."""
    faults = {
        BODY[2]: Fault(lambda text: f"{text} 99", lambda decoding: decoding.num_beams == 8),
        BODY[5]: Fault(lambda text: f"{text} 99"),
    }
    models = the_models()
    faulty = DoubleModels({"tr": FaultyEngine(models.engine("tr"), faults)})
    seen = events(start(ARTICLE, models=faulty, settings=Settings()))
    made = [e.row for e in seen if isinstance(e, Translated)]
    assert sorted(row.id for row in made[:10]) == list(range(1, 11))
    assert [(row.id, row.retry, row.to_check) for row in made[10:]] == [(4, "8 beams", ())]
    told = [(p.stage, p.done, p.total) for p in seen if isinstance(p, Progress)]
    assert told[-3:] == [("translate", 10, 10), ("try again", 0, 2), ("try again", 1, 2)]
    assert isinstance(seen[-1], Done)
    rows = {row.id: row for row in seen[-1].briefing.sentences}
    assert (rows[4], bool(rows[7].to_check)) == (made[-1], True)


def test_stop_keeps_what_is_done() -> None:
    run = start(ARTICLE, models=the_models(), settings=Settings())
    for event in run:
        if isinstance(event, Translated):
            run.stop()
            break
    made = run.result()
    assert not made.complete
    assert len(made.sentences) == 10
    done = [row for row in made.sentences if row.made]
    assert 1 <= len(done) < 10
    assert made.ledger.translated == len(done)
    assert all(row.translation == "" for row in made.sentences if not row.made)
    assert made.briefing.summary is None
    assert made.briefing.points == ()
    assert STOPPED in made.briefing.notes


def test_stop_while_summarising_keeps_the_rows() -> None:
    run = start(ARTICLE, models=the_models(window=40), settings=Settings())
    last = None
    for event in run:
        last = event
        if isinstance(event, Progress) and event.stage == "summarise":
            run.stop()
    assert isinstance(last, Done)
    assert not last.briefing.complete
    assert last.briefing.ledger.translated == 10
    assert last.briefing.briefing.notes == (STOPPED,)


def test_closing_ends_without_a_briefing() -> None:
    run = start(ARTICLE, models=the_models(), settings=Settings())
    next(run)
    run.close()
    assert list(run) == []


def test_repeats_are_set_aside_and_counted() -> None:
    made = told(f"{ARTICLE}\n{BODY[0]}")
    assert len(made.sentences) == 10
    (block,) = [b for b in made.article.blocks if not b.kept]
    assert (block.role, block.duplicate_of) == ("duplicate", 2)
    assert made.ledger.set_aside["duplicate"].blocks == 1
    assert made.ledger.set_aside["duplicate"].words == len(BODY[0].split())


def test_metadata_comes_through() -> None:
    metadata = Metadata(publisher="Gazette", published=date(2024, 4, 11), url="https://x.example/1")
    made = brief(Source(ARTICLE, metadata=metadata), models=the_models())
    assert made.article.metadata == metadata


def test_provenance_names_everything_that_had_a_part() -> None:
    made = told().provenance
    assert [(m.task, m.name, m.decoding["num_beams"]) for m in made.models] == [
        ("translate", "tr", 4),
        ("summarise", "su", 4),
    ]
    assert set(made.seconds) == {"read", "translate", "check", "summarise"}
    assert {"workbench", "python", "torch", "transformers"} <= set(made.versions)
    assert len(made.text_sha256) == 64


def test_a_library_that_is_not_installed_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "torch":
            raise PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(import_module("workbench.briefing.provenance"), "version", version)
    assert {"torch", "transformers"} & set(told().provenance.versions) == {"transformers"}


def test_a_file_is_a_path_and_a_string_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-16")
    assert brief(path, models=the_models()).sentences == told().sentences


def test_a_pair_that_the_model_lacks_is_refused_with_what_it_has() -> None:
    models = the_models(languages=frozenset({"pes_Arab", "arb_Arab"}))
    with pytest.raises(LanguageError) as error:
        told(models=models)
    assert str(error.value) == ("model 'tr' does not read fra_Latn; it reads arb_Arab, pes_Arab")


def test_a_language_that_cannot_be_told_is_asked_for() -> None:
    with pytest.raises(LanguageError) as error:
        told("12 34")
    assert str(error.value) == (
        "pasted text: the language of this text could not be told; name it (on the command line: "
        "--from pes_Arab)"
    )


def test_the_named_language_wins_over_detection() -> None:
    made = told(from_="eng_Latn", to="fra_Latn")
    assert made.article.language.code == "eng_Latn"
    assert {row.language for row in made.sentences} == {"eng_Latn"}


def test_empty_text_is_refused() -> None:
    with pytest.raises(InputError):
        told("  \n ")
