"""JSON that comes back the same, and what is refused when it does not."""

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from tests.sample_briefing import TITLE, sample
from workbench.errors import InputError
from workbench.export import read, schema, to_json, to_markdown, write
from workbench.export.json import build_schema
from workbench.records import Briefing


@pytest.fixture
def briefing() -> Briefing:
    return sample()


def test_json_comes_back_the_same(briefing: Briefing) -> None:
    assert read(to_json(briefing)) == briefing
    assert read(to_json(briefing, indent=None)) == briefing


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
            "schema",
            2,
            "schema: this release reads briefings of schema 1, not 2; "
            "open it with the release that wrote it",
        ),
        (
            "sentences.1.start",
            "x",
            "this is no whole briefing: sentences.1.start: Input should be a valid integer",
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
    assert str(caught.value) == said


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
    assert str(caught.value) == said


def test_unknown_format(briefing: Briefing) -> None:
    with pytest.raises(InputError) as caught:
        write(briefing, "pdf")
    assert str(caught.value) == "unknown format 'pdf'; known are md, json"
    assert write(briefing, "md") == to_markdown(briefing)
