"""Headline, summary and notes: what is said, what is not, and why."""

from datetime import date
from pathlib import Path

from tests.doubles import DoubleModels, WordEngine, a_spec
from tests.stories import (
    ARTICLE,
    BODY,
    ENGLISH,
    SUMMARY,
    TITLE,
    in_english,
    no_change,
    the_models,
    told,
)
from workbench.briefing import brief
from workbench.briefing.summary import NO_TEXT, NOT_WHOLE, SHORT
from workbench.records import Metadata, Source
from workbench.statements import NO_HEADLINE, NO_TITLE, NOT_READ, UNDATED


def test_the_headline_is_the_translated_title() -> None:
    assert told().briefing.headline == ENGLISH[TITLE]


def test_without_a_title_there_is_no_headline() -> None:
    digest = told("\n".join(BODY)).briefing
    assert digest.headline is None
    assert NO_TITLE in digest.notes


def test_the_summary_says_what_was_read() -> None:
    digest = told().briefing
    assert digest.summary == SUMMARY
    assert [s.text for s in digest.statements] == [SUMMARY]
    assert digest.statements[0].sentences[0] == 2
    assert digest.statements[0].verdict == "supported"
    assert [(w.sentences, w.use) for w in digest.windows] == [(tuple(range(1, 11)), "summary")]


def test_the_summariser_reads_the_translation_when_it_knows_the_target() -> None:
    models = the_models()
    told(models=models)
    assert models.engine("su").asked[0][0].startswith(ENGLISH[TITLE])  # type: ignore[attr-defined]


def test_the_summariser_reads_the_source_when_it_knows_only_that() -> None:
    models = DoubleModels(
        {
            "tr": WordEngine(a_spec("tr", "translate"), write=str.upper),
            "su": WordEngine(
                a_spec("su", "summarise", languages=frozenset({"fra_Latn"})),
                write=lambda text: "Le ministre a annoncé un accord avec quatre pays voisins.",
            ),
        }
    )
    digest = told(models=models).briefing
    assert models.engine("su").asked[0][0].startswith(TITLE)  # type: ignore[attr-defined]
    assert digest.summary == "LE MINISTRE A ANNONCÉ UN ACCORD AVEC QUATRE PAYS VOISINS."


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
    assert digest.summary == " ".join(ENGLISH[text] for text in BODY[:2])
    assert [s.sentences for s in digest.statements] == [(2,), (3,)]
    assert SHORT in digest.notes
    assert digest.windows == ()


def test_a_summary_cut_off_by_its_limit_is_not_shown() -> None:
    models = the_models()
    summariser = models.engine("su")
    summariser.limited = frozenset({" ".join(ENGLISH[t] for t in (TITLE, *BODY))})  # type: ignore[attr-defined]
    digest = told(models=models).briefing
    assert (digest.summary, digest.from_article) == (ENGLISH[BODY[0]], True)
    assert (
        "No summary: the model had not finished when it reached its length limit." in digest.notes
    )


def test_words_that_a_small_model_does_not_know_withhold_the_briefing(tmp_path: Path) -> None:
    known = " ".join(BODY).replace(".", " ").replace("'", " ").lower()
    (tmp_path / "fra_Latn.txt").write_text(known.replace("ministre", ""), encoding="utf-8")
    models = the_models(words=tmp_path, notice="small models")
    assert told(models=models).briefing.summary == SUMMARY
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


MET = "The transport minister met four neighbouring countries on Monday."


def says(text: str) -> str:
    return MET if text == BODY[0] else in_english(text)


def test_day_words_get_their_date() -> None:
    metadata = Metadata(published=date(2024, 4, 12))
    source = Source(ARTICLE, metadata=metadata)
    digest = brief(source, models=the_models(says, MET)).briefing
    assert digest.summary == f"{MET[:-1]} [8 April 2024]."
    assert UNDATED not in digest.notes


def test_day_words_without_a_date_are_said_once() -> None:
    digest = told(models=the_models(says, MET)).briefing
    assert digest.summary == MET
    assert digest.notes.count(UNDATED) == 1


def test_no_day_words_no_note() -> None:
    assert UNDATED not in told().briefing.notes


def over_the_source(write: dict[str, str]) -> DoubleModels:
    """Models of which the summariser knows the source language alone."""
    return DoubleModels(
        {
            "tr": WordEngine(
                a_spec("tr", "translate"),
                write=lambda text: write.get(text, in_english(text)),
                limited=frozenset({"Les ministres n'en finissent pas."}),
            ),
            "su": WordEngine(
                a_spec("su", "summarise", languages=frozenset({"fra_Latn"})),
                write=lambda text: "Les ministres n'en finissent pas.",
            ),
        }
    )


def test_a_summary_whose_translation_is_cut_off_is_not_shown() -> None:
    digest = told(models=over_the_source({})).briefing
    assert (digest.summary, digest.from_article) == (ENGLISH[BODY[0]], True)
    assert NOT_WHOLE in digest.notes


def test_a_title_without_a_whole_translation_is_no_headline() -> None:
    digest = told(
        models=the_models(lambda text: "" if text == TITLE else in_english(text))
    ).briefing
    assert digest.headline is None
    assert NO_HEADLINE in digest.notes


def test_a_stray_word_is_shown_and_translated_but_not_summarised() -> None:
    stray = "Mérite."
    made = told("\n".join([*ARTICLE.splitlines(), stray]))
    last = made.sentences[-1]
    assert (last.source, last.translation, last.flags) == (stray, stray.upper(), ("fragment",))
    read = {number for window in made.briefing.windows for number in window.sentences}
    assert read == {row.id for row in made.sentences} - {last.id}
    assert last.id not in {number for point in made.briefing.points for number in point.sentences}


def test_no_translation_at_all_is_said() -> None:
    digest = told(models=the_models(lambda text: "")).briefing
    assert (digest.headline, digest.summary, digest.statements) == (None, None, ())
    assert digest.notes == (NO_HEADLINE, NO_TEXT)


def test_a_paragraph_that_the_model_cannot_read_does_not_refuse_the_article() -> None:
    english = "The minister of transport said on Monday that the new line will open in spring."
    models = the_models(languages=frozenset({"fra_Latn"}))
    made = told(f"{ARTICLE}\n{english}", models=models, to="pes_Arab")
    (row,) = [row for row in made.sentences if row.language == "eng_Latn"]
    assert (row.translation, row.made, row.flags) == (english, "copied", ("language not read",))
    assert [finding.kind for finding in row.to_check] == ["language not read"]
    assert made.complete
    assert NOT_READ.format(f"[{row.id}]") in made.briefing.notes


def words_of(folder: Path, **lists: str) -> Path:
    for lang, words in lists.items():
        (folder / f"{lang}.txt").write_text(words, encoding="utf-8")
    return folder


def test_a_summariser_of_few_words_is_not_asked_about_others(tmp_path: Path) -> None:
    """Text that needs no translation must be known to the summariser as well."""
    models = the_models()
    words = words_of(tmp_path, fra_Latn="le la les")
    spec = a_spec("su", "summarise", words=words)
    models._engines["su"] = WordEngine(spec, write=no_change)
    digest = told(models=models, to="fra_Latn").briefing
    assert (digest.headline, digest.summary, digest.points) == (None, None, ())
    assert digest.notes[0].endswith("words are unknown to model 'su'.")


def test_each_language_is_judged_by_its_own_words(tmp_path: Path) -> None:
    persian = "\u0648\u0632\u06cc\u0631 \u06af\u0641\u062a \u06a9\u0647 \u0627\u06cc\u0646"
    french = " ".join(BODY).replace(".", " ").replace("'", " ").lower() + " " + TITLE.lower()
    words = words_of(tmp_path, fra_Latn=french, pes_Arab=persian)
    made = told(f"{ARTICLE}\n{persian} {persian} {persian}.", models=the_models(words=words))
    assert made.briefing.summary == SUMMARY
