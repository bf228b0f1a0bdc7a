"""The story with engines whose answers are known: every row, every note, every way to end."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.doubles import DoubleModels, WordEngine, a_spec
from workbench.briefing import Run, brief, start
from workbench.briefing.dates import UNDATED
from workbench.briefing.digest import NO_TITLE, SHORT, STOPPED
from workbench.errors import InputError, LanguageError
from workbench.records import (
    Briefing,
    Done,
    Event,
    Metadata,
    Progress,
    Read,
    Settings,
    Source,
    Translated,
)

TITLE = "Le ministre annonce un nouvel accord avec les pays voisins"
BODY = [
    "Le ministre des transports a annoncé lundi un accord avec quatre pays voisins de la région.",
    "La construction de la ligne ferroviaire commencera au printemps et durera environ six ans.",
    "Les députés voteront le budget de ce projet avant la fin du mois de juin prochain.",
    "Plusieurs associations locales demandent une étude sur les effets pour les rivières.",
    "Une réunion publique est prévue samedi dans la grande salle de la mairie de la ville.",
    "Le coût total des travaux est estimé à trois milliards d'euros par les experts.",
    "Des entreprises de toute la région préparent déjà leurs offres pour ce chantier.",
    "Le premier train doit circuler entre les deux capitales avant la fin de la décennie.",
    "Les syndicats réclament des garanties sur les emplois et sur la sécurité des ouvriers.",
]
ARTICLE = "\n".join([TITLE, *BODY])


def no_change(text: str) -> str:
    return text


def the_models(
    write: Callable[[str], str] = str.upper,
    summary: str = "Ministers agree.",
    *,
    window: int = 500,
    **changes: object,
) -> DoubleModels:
    return DoubleModels(
        {
            "tr": WordEngine(a_spec("tr", "translate", **changes), write=write),
            "su": WordEngine(
                a_spec("su", "summarise", max_input_tokens=window), write=lambda text: summary
            ),
        }
    )


def told(text: str = ARTICLE, models: DoubleModels | None = None, **options: str) -> Briefing:
    return brief(text, models=models or the_models(), **options)


def events(run: Run) -> list[Event]:
    return list(run)


def test_every_source_sentence_has_one_row() -> None:
    made = told()
    assert [row.source for row in made.sentences] == [TITLE, *BODY]
    assert [row.id for row in made.sentences] == list(range(1, 11))
    assert [row.translation for row in made.sentences] == [t.upper() for t in (TITLE, *BODY)]
    assert made.complete
    assert (made.ledger.sentences, made.ledger.translated, made.ledger.flagged) == (10, 10, 0)


def test_offsets_point_into_their_block() -> None:
    made = told("  " + ARTICLE.replace(" ministre", "\u00a0ministre") + "  ")
    blocks = {block.id: block for block in made.article.blocks}
    for row in made.sentences:
        assert blocks[row.block].text[row.start : row.end] == row.source


def test_the_headline_is_the_translated_title() -> None:
    assert told().briefing.headline == TITLE.upper()


def test_without_a_title_there_is_no_headline() -> None:
    digest = told("\n".join(BODY)).briefing
    assert digest.headline is None
    assert NO_TITLE in digest.notes


def test_the_summary_says_what_was_read() -> None:
    digest = told().briefing
    assert digest.summary == "Ministers agree."
    assert [s.text for s in digest.statements] == ["Ministers agree."]
    assert digest.statements[0].sentences == tuple(range(1, 11))
    assert [(w.sentences, w.use) for w in digest.windows] == [(tuple(range(1, 11)), "summary")]


def test_the_summariser_reads_the_translation_when_it_knows_the_target() -> None:
    models = the_models()
    told(models=models)
    assert models.engine("su").asked[0][0].startswith(TITLE.upper())  # type: ignore[attr-defined]


def test_the_summariser_reads_the_source_when_it_knows_only_that() -> None:
    models = DoubleModels(
        {
            "tr": WordEngine(a_spec("tr", "translate"), write=str.upper),
            "su": WordEngine(
                a_spec("su", "summarise", languages=frozenset({"fra_Latn"})),
                write=lambda text: "Les ministres sont d'accord.",
            ),
        }
    )
    digest = told(models=models).briefing
    assert models.engine("su").asked[0][0].startswith(TITLE)  # type: ignore[attr-defined]
    assert digest.summary == "LES MINISTRES SONT D'ACCORD."


def test_a_summariser_that_knows_neither_language_gives_none() -> None:
    models = the_models()
    models._engines["su"] = WordEngine(
        a_spec("su", "summarise", languages=frozenset({"jpn_Jpan"})), write=no_change
    )
    models.registry.models["su"] = models._engines["su"].spec  # type: ignore[index]
    digest = told(models=models).briefing
    assert digest.summary is None
    assert "No summary: model 'su' knows neither eng_Latn nor fra_Latn." in digest.notes


def test_a_short_text_is_its_own_summary() -> None:
    digest = told("\n".join([TITLE, *BODY[:2]])).briefing
    assert digest.summary == " ".join(text.upper() for text in BODY[:2])
    assert [s.sentences for s in digest.statements] == [(2,), (3,)]
    assert SHORT in digest.notes
    assert digest.windows == ()


def test_a_summary_cut_off_by_its_limit_is_not_shown() -> None:
    models = the_models()
    summariser = models.engine("su")
    summariser.limited = frozenset({" ".join(t.upper() for t in (TITLE, *BODY))})  # type: ignore[attr-defined]
    digest = told(models=models).briefing
    assert digest.summary is None
    assert (
        "No summary: the model had not finished when it reached its length limit." in digest.notes
    )


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
    assert set(made.seconds) == {"read", "translate", "summarise"}
    assert {"workbench", "python", "torch", "transformers", "sentencex"} <= set(made.versions)
    assert len(made.text_sha256) == 64


def test_a_file_is_a_path_and_a_string_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-16")
    assert brief(path, models=the_models()).sentences == told().sentences


def test_words_that_a_small_model_does_not_know_withhold_the_briefing(tmp_path: Path) -> None:
    known = " ".join(BODY).replace(".", " ").replace("'", " ").lower()
    (tmp_path / "fra_Latn.txt").write_text(known.replace("ministre", ""), encoding="utf-8")
    models = the_models(words=tmp_path, notice="small models")
    assert told(models=models).briefing.summary == "Ministers agree."
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "fra_Latn.txt").write_text("le la les", encoding="utf-8")
    models = the_models(words=tmp_path / "other", notice="small models")
    made = told(models=models)
    assert (made.briefing.headline, made.briefing.summary) == (None, None)
    assert made.briefing.points == ()
    assert made.briefing.notes[0] == "small models"
    assert made.briefing.notes[1].startswith("Headline, summary and key points are withheld: ")
    assert made.ledger.translated == 10
    assert made.complete


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


def says(text: str) -> str:
    return "They met on Wednesday." if text == BODY[0] else text.upper()


def test_day_words_get_their_date() -> None:
    metadata = Metadata(published=date(2024, 4, 12))
    source = Source(ARTICLE, metadata=metadata)
    digest = brief(source, models=the_models(summary="They met on Wednesday.")).briefing
    assert digest.summary == "They met on Wednesday [10 April 2024]."
    assert UNDATED not in digest.notes


def test_day_words_without_a_date_are_said_once() -> None:
    digest = told(models=the_models(says, "They met on Wednesday.")).briefing
    assert digest.summary == "They met on Wednesday."
    assert digest.notes.count(UNDATED) == 1


def test_no_day_words_no_note() -> None:
    assert UNDATED not in told().briefing.notes
