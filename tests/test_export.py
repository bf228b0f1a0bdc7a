"""JSON that comes back the same, and what is refused when it does not."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.sample_briefing import TITLE, checked, sample
from workbench import decisions
from workbench.errors import InputError
from workbench.export import WRITERS, read, schema, to_html, to_json, to_markdown, write
from workbench.export.json import build_schema
from workbench.records import Briefing, Statement

DATA = Path(__file__).parent / "data"


@pytest.fixture
def briefing() -> Briefing:
    return sample()


def test_json_comes_back_the_same(briefing: Briefing) -> None:
    assert read(to_json(briefing)) == briefing
    assert read(to_json(briefing, indent=None)) == briefing


def test_json_of_what_was_checked_and_changed_comes_back_the_same() -> None:
    assert read(to_json(checked())) == checked()
    jsonschema.validate(json.loads(to_json(checked())), schema())


def test_json_says_how_far_it_is_a_machines(briefing: Briefing) -> None:
    said = "All translations, those of quotations included, are machine translations"
    assert json.loads(to_json(briefing))["note"] == f"{said}."
    assert json.loads(to_json(checked()))["note"] == (
        f"{said}, except where a person corrected one."
    )
    untranslated = replace(briefing, sentences=briefing.sentences[2:])
    assert json.loads(to_json(untranslated))["note"] is None
    assert "note" not in json.loads(to_json(briefing.article))


def test_json_keeps_letters_and_takes_one_line(briefing: Briefing) -> None:
    line = to_json(briefing, indent=None)
    assert "\n" not in line
    assert TITLE in line
    assert json.loads(line)["article"]["metadata"]["published"] == "2031-05-03"


def test_json_survives_a_lone_surrogate(briefing: Briefing) -> None:
    odd = replace(briefing, briefing=replace(briefing.briefing, headline="a\ud800b"))
    assert read(to_json(odd)).briefing.headline == "a?b"


def test_json_is_valid_against_the_packed_schema(briefing: Briefing) -> None:
    jsonschema.validate(json.loads(to_json(briefing)), schema())
    broken = json.loads(to_json(briefing))
    broken["sentences"][0]["start"] = "0"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema())


def test_the_packed_schema_is_that_of_the_records() -> None:
    assert schema() == build_schema(), "run 'make docs'"


def test_an_older_file_takes_defaults_and_a_newer_one_opens(briefing: Briefing) -> None:
    data = json.loads(to_json(briefing))
    del data["briefing"]["windows"], data["article"]["steps"], data["sentences"][0]["flags"]
    data["verdicts"] = data["article"]["blocks"][0]["colour"] = 1
    opened = read(json.dumps(data))
    assert opened.briefing.windows == ()
    assert opened.article.steps == ()
    assert opened.sentences[0].flags == ()
    assert opened.article.blocks == briefing.article.blocks


def changed(briefing: Briefing, place: str, value: object) -> str:
    """The JSON with another value at a dotted place."""
    data: Any = json.loads(to_json(briefing))
    *path, last = [int(part) if part.isdigit() else part for part in place.split(".")]
    inner = data
    for part in path:
        inner = inner[part]
    inner[last] = value
    return json.dumps(data)


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (
            "sentences.1.start",
            "x",
            "this is no whole briefing: sentences.1.start: input should be a valid integer",
        ),
        (
            "sentences.1.source",
            "وزیر رفت.",
            "this briefing contradicts itself: sentences.1: "
            "its source is not what block 2 has there",
        ),
        (
            "briefing.points.0.sentences",
            [9],
            "this briefing contradicts itself: briefing.points.0: there is no sentence 9",
        ),
        (
            "sentences.2.speaker",
            9,
            "this briefing contradicts itself: "
            "sentences.2: there is no sentence 9 that names its speaker",
        ),
        (
            "article.offered.0.blocks",
            [3, 7],
            "this briefing contradicts itself: article.offered.0: there is no block 7",
        ),
    ],
)
def test_a_faulty_file_is_refused_with_the_place(
    briefing: Briefing, place: str, value: object, said: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(changed(briefing, place, value))
    assert str(caught.value) == f"{said}; give the file as it was saved"


def test_a_file_of_another_schema_is_refused(briefing: Briefing) -> None:
    with pytest.raises(InputError) as caught:
        read(changed(briefing, "schema", 2))
    assert str(caught.value) == (
        "schema: this release reads briefings of schema 1, not 2; "
        "open it with the release that wrote it"
    )


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("briefing.not_found.0.sentences", [9], "briefing.not_found.0: there is no sentence 9"),
        ("briefing.windows.0.context", [9], "briefing.windows.0: there is no sentence 9"),
        ("briefing.windows.1.sentences", [9], "briefing.windows.1: there is no sentence 9"),
        ("names.0.spellings.1.sentences", [2, 9], "names.0: there is no sentence 9"),
        ("terms.1.sentence", 9, "terms.1: there is no sentence 9"),
        ("changes.1.sentences", [9], "changes.1: there is no sentence 9"),
        (
            "briefing.second_route.statements.0.sentences",
            [9],
            "briefing.second_route.statements.0: there is no sentence 9",
        ),
        (
            "briefing.second_route.agreeing",
            [[0, 1]],
            "briefing.second_route.agreeing.0: there are no statements (0, 1)",
        ),
        (
            "sentences.1.findings.0.target_span",
            [4, 19],
            "sentences.1.findings.0.target_span: its text has no 4 to 19",
        ),
        (
            "sentences.1.findings.0.source_span",
            [-1, 3],
            "sentences.1.findings.0.source_span: its text has no -1 to 3",
        ),
        (
            "sentences.1.findings.0.source_span",
            [3, 1],
            "sentences.1.findings.0.source_span: its text has no 3 to 1",
        ),
    ],
)
def test_what_trust_points_to_must_be_there(place: str, value: object, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(changed(checked(), place, value))
    refusal = f"this briefing contradicts itself: {said}; give the file as it was saved"
    assert str(caught.value) == refusal


def test_how_statements_are_joined_does_not_matter(briefing: Briefing) -> None:
    digest = replace(
        briefing.briefing,
        statements=(Statement("雨が降った。", (1,)), Statement("彼は 去った。", (2,))),
        summary="雨が降った。彼は\n去った。",
    )
    whole = replace(briefing, briefing=digest)
    assert read(to_json(whole)) == whole


def test_a_byte_order_mark_is_passed_over(briefing: Briefing) -> None:
    assert read("\ufeff" + to_json(briefing)) == briefing


@pytest.mark.parametrize("code", ["und", "", "xx_Nope"])
def test_a_language_that_is_not_known_is_shown_as_it_is(code: str) -> None:
    text = to_json(checked()).replace("pes_Arab", code).replace("eng_Latn", code)
    opened = read(text)
    assert opened.target == opened.sentences[0].language == code
    assert read(to_json(opened)) == opened
    markdown = to_markdown(opened)
    assert f"## Sentence by sentence: {code}" in markdown
    assert f"written in {code} and then translated" in markdown


def test_a_file_from_before_the_checks_opens() -> None:
    opened = read((DATA / "briefing_before_checks.json").read_text("utf-8"))
    assert [row.translation for row in opened.sentences] == ["Rain in Tartu", "It rained."]
    first, second = opened.sentences
    assert (first.findings, first.retry, second.to_check) == ((), None, ())
    assert opened.briefing.points == (Statement("It rained.", (2,)),)
    assert (opened.ledger.passed, opened.ledger.checks_run) == (0, ())
    assert (opened.names, opened.terms, opened.changes) == ((), (), ())
    assert "2 sentences · 2 translated · 0 flagged · not checked" in to_markdown(opened)
    assert decisions.add_row(opened, 1).briefing.points[1].verdict == "supported"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "this is no briefing: it stops being JSON at line 1"),
        ('{"schema": 1,\n', "this is no briefing: it stops being JSON at line 2"),
        ("[" * 100_000, "this is no briefing: it stops being JSON"),
        (f'{{"schema": {"9" * 5000}}}', "this is no briefing: it stops being JSON"),
        ("[1]", "this is no briefing: it has no 'schema'"),
    ],
)
def test_what_is_no_briefing(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert str(caught.value) == f"{said}; give the file as it was saved"


def test_unknown_format(briefing: Briefing) -> None:
    with pytest.raises(InputError) as caught:
        write(briefing, "pdf")
    assert str(caught.value) == f"unknown format 'pdf'; known are {', '.join(WRITERS)}"


def test_a_format_is_written_as_bytes(briefing: Briefing) -> None:
    odd = replace(briefing, briefing=replace(briefing.briefing, headline="é\ud800"))
    assert write(odd, "md").decode("utf-8").startswith("# é\n")
    assert read(write(odd, "json").decode("utf-8")).briefing.headline == "é?"
    assert write(odd, "html").decode("utf-8") == to_html(odd)
