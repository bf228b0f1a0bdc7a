"""JSON that contradicts itself."""

from dataclasses import replace

import pytest

from tests.sample_briefing import checked
from tests.test_export import changed
from workbench.errors import InputError
from workbench.export import read, to_json
from workbench.records import Name, Spelling

UTC = "2031-05-03T10:00:00+00:00"
OLD = {"translation": "He went.", "made": "model"}
DOUBT = {"kind": "number", "severity": "low", "message": "3?"}


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("article.blocks.1.id", 1, "article.blocks.1: its id 1 is that of article.blocks.0 too"),
        ("article.blocks.2.id", 0, "article.blocks.2: its id is 0, and ids begin at 1"),
        ("article.blocks.1.start", -1, "article.blocks.1.start: -1 is less than 0"),
        ("article.blocks.1.raw", -2, "article.blocks.1.raw: -2 is less than 0"),
        ("article.blocks.2.duplicate_of", 7, "article.blocks.2.duplicate_of: there is no block 7"),
        ("article.steps.0.block", 7, "article.steps.0: there is no block 7"),
        (
            "article.metadata.found_in",
            {"byline": 7},
            "article.metadata.found_in.byline: there is no block 7",
        ),
        ("sentences.2.id", 2, "sentences.2: its id 2 is that of sentences.1 too"),
        ("sentences.1.start", -17, "sentences.1: no sentence is from -17 to 9"),
        ("sentences.1.end", 0, "sentences.1: no sentence is from 0 to 0"),
        ("sentences.2.start", 8, "sentences.2: it overlaps sentences.1 in block 2"),
        ("sentences.2.end", 18, "sentences.2: its source is not what block 2 has there"),
        (
            "article.language.confidence",
            float("nan"),
            "article.language.confidence: nan is not from 0 to 1",
        ),
        ("article.language.confidence", 1.5, "article.language.confidence: 1.5 is not from 0 to 1"),
        (
            "ledger.retry_seconds",
            float("inf"),
            "ledger.retry_seconds: inf is no time in seconds",
        ),
        ("ledger.retry_seconds", -0.5, "ledger.retry_seconds: -0.5 is no time in seconds"),
        (
            "provenance.seconds.translate",
            float("nan"),
            "provenance.seconds.translate: nan is no time in seconds",
        ),
        (
            "provenance.models.0.decoding.length_penalty",
            -float("inf"),
            "provenance.models.0.decoding.length_penalty: -inf is no number",
        ),
        ("ledger.flagged", -1, "ledger.flagged: -1 is less than 0"),
        ("ledger.retried", -1, "ledger.retried: -1 is less than 0"),
        (
            "ledger.set_aside.duplicate.words",
            -4,
            "ledger.set_aside.duplicate.words: -4 is less than 0",
        ),
        ("ledger.sentences", 4, "ledger.sentences: it says 4, and there are 3"),
        ("ledger.translated", 2, "ledger.translated: it says 2, and there are 3"),
        ("briefing.summary", "They fought.", "briefing.summary: it is not what its statements say"),
        ("briefing.summary", None, "briefing.summary: it is not what its statements say"),
        ("sentences.1.corrected", UTC, "sentences.1.corrected: nobody corrected this sentence"),
        ("sentences.1.replaced", OLD, "sentences.1.replaced: nobody corrected this sentence"),
        (
            "sentences.2.corrected",
            "yesterday",
            "sentences.2.corrected: 'yesterday' is no time in UTC",
        ),
        (
            "sentences.2.corrected",
            "2031-05-03T10:00:00",
            "sentences.2.corrected: '2031-05-03T10:00:00' is no time in UTC",
        ),
        (
            "sentences.2.corrected",
            "2031-05-03T10:00:00+03:30",
            "sentences.2.corrected: '2031-05-03T10:00:00+03:30' is no time in UTC",
        ),
        (
            "sentences.2.replaced",
            {**OLD, "made": "human"},
            "sentences.2.replaced: what a correction replaced was no correction",
        ),
        (
            "sentences.2.replaced",
            {**OLD, "made": None},
            "sentences.2.replaced: it has a translation that nothing made",
        ),
        (
            "sentences.2.replaced",
            {**OLD, "translation": "x" * 1_000_001},
            "sentences.2.replaced.translation: it has 1,000,001 characters, more than 1,000,000",
        ),
        (
            "sentences.2.replaced",
            {**OLD, "findings": [{**DOUBT, "target_span": [0, 9]}]},
            "sentences.2.replaced.findings.0.target_span: its text has no 0 to 9",
        ),
        ("names.0.short_of", "كيم", "names.0.short_of: there is no name “كيم”"),
        ("names.0.short_of", "جو", "names: the short forms from “جو” go in a circle"),
        ("names.1.short_of", "جو", "names: the short forms from “جو” go in a circle"),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(place: str, value: object, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(changed(checked(), place, value))
    refusal = f"this briefing contradicts itself: {said}; give the file as it was saved"
    assert str(caught.value) == refusal


def test_a_number_too_large_to_be_one_is_refused() -> None:
    text = to_json(checked()).replace('"confidence": 0.99', '"confidence": 1e999')
    with pytest.raises(InputError) as caught:
        read(text)
    assert "article.language.confidence: inf is not from 0 to 1; give" in str(caught.value)


def test_a_long_row_of_short_forms_is_no_circle() -> None:
    whole = checked()
    spelt = (Spelling("Joe", (1,)),)
    chain = tuple(
        Name(source=str(n), spellings=spelt, short_of=str(n + 1) if n < 2_000 else None)
        for n in range(2_001)
    )
    assert read(to_json(replace(whole, names=chain))).names == chain


def test_a_correction_that_can_be_undone_opens() -> None:
    whole = changed(checked(), "sentences.2.replaced", {**OLD, "findings": [DOUBT]})
    opened = read(whole).sentences[2]
    assert (opened.corrected, opened.replaced and opened.replaced.translation) == (None, "He went.")
    dated = read(changed(checked(), "sentences.2.corrected", UTC)).sentences[2]
    assert (dated.corrected, dated.replaced) == (UTC, None)
