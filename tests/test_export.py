"""Markdown that keeps hostile text text, and JSON that comes back the same."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from workbench.errors import InputError
from workbench.export import read, schema, to_json, to_markdown, write
from workbench.export.json import build_schema
from workbench.export.markdown import HIDDEN
from workbench.export.markdown import text as escaped
from workbench.records import (
    Article,
    Block,
    Briefing,
    Detection,
    Digest,
    Finding,
    Ledger,
    Metadata,
    ModelUse,
    Provenance,
    SetAside,
    Statement,
    Step,
    TranslatedSentence,
    Window,
)

TITLE = "گفتگوی وزیران در تهران"
BODY = "وزیر آمد. او رفت."
HOSTILE = "<script>alert(1)</script> [x](javascript:1) ![y](http://z) **b** `c` &lt; \x1b[31m"
EMPTY = Ledger(sentences=0, translated=0, flagged=0, set_aside={})


def row(
    number: int, block: int, start: int, end: int, source: str, **more: Any
) -> TranslatedSentence:
    return TranslatedSentence(
        id=number, block=block, start=start, end=end, source=source, language="pes_Arab", **more
    )


@pytest.fixture
def briefing() -> Briefing:
    blocks = (
        Block(id=1, text=TITLE, original=TITLE, role="title", language="pes_Arab"),
        Block(id=2, text=BODY, original=f"{BODY}\u200f", language="pes_Arab"),
        Block(
            id=3,
            text=BODY,
            original=BODY,
            role="duplicate",
            kept=False,
            reason="repeats block 2",
            duplicate_of=2,
            language="pes_Arab",
        ),
    )
    finding = Finding(kind="number", severity="high", message="3 is missing", source_span=(0, 1))
    return Briefing(
        schema=1,
        complete=True,
        target="eng_Latn",
        article=Article(
            title=TITLE,
            language=Detection("pes_Arab", 0.99),
            metadata=Metadata(
                agency="ISNA", published=date(2031, 5, 3), url="https://example.org/1"
            ),
            blocks=blocks,
            steps=(Step(2, "bidi marks", f"{BODY}\u200f", BODY),),
        ),
        sentences=(
            row(1, 1, 0, 22, TITLE, translation="Ministers talk in Tehran", made="model"),
            row(2, 2, 0, 9, "وزیر آمد.", translation="The minister came.", made="model"),
            row(3, 2, 10, 17, "او رفت.", flags=("number",), findings=(finding,)),
        ),
        briefing=Digest(
            headline="Ministers talk in Tehran",
            summary="They met.",
            statements=(Statement("They met.", (1, 2, 3)),),
            also=(Statement("It rained.", (2,)),),
            points=(Statement("The minister came.", (2,)), Statement("1. He left.", (3, 1))),
            notes=("demo models: only for trying", "another note"),
            windows=(Window(sentences=(1, 2, 3), context=(), text="They met.", use="summary"),),
        ),
        ledger=Ledger(
            sentences=3, translated=2, flagged=1, set_aside={"duplicate": SetAside(1, 4)}
        ),
        provenance=Provenance(
            source="a.txt",
            text_sha256="0" * 64,
            created="2031-05-03T10:00:00+00:00",
            models=(
                ModelUse(
                    task="translate",
                    name="nllb-600m",
                    repo="facebook/nllb",
                    revision="abc",
                    license="CC-BY-NC-4.0",
                    signature="nllb|beams=4",
                    decoding={"num_beams": 4, "length_penalty": 0.6},
                ),
            ),
            versions={"python": "3.11"},
            seconds={"translate": 1.5},
        ),
    )


def sections(markdown: str) -> dict[str, str]:
    """The text under each heading, by heading."""
    parts = markdown.split("\n#")
    headed = [part.lstrip("# ").partition("\n") for part in parts]
    return {heading: body.strip() for heading, _, body in headed}


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


def test_markdown_says_everything_in_order(briefing: Briefing) -> None:
    found = sections(to_markdown(briefing))
    assert list(found) == [
        "Ministers talk in Tehran",
        "Summary",
        "Also",
        "Key points",
        "Ledger",
        "Sentence by sentence: Western Persian to English",
        "Provenance",
    ]
    source, notes = found["Ministers talk in Tehran"].split("\n\n")
    assert source == (
        f"ISNA · “Ministers talk in Tehran” (\u2067{TITLE}\u2069) · 2031-05-03 · "
        "https://example.org/1"
    )
    assert notes.split("  \n") == ["> demo models: only for trying", "> another note"]
    assert found["Summary"] == "They met. [1–3]"
    assert found["Also"] == "- It rained. [2]"
    assert found["Key points"] == "- The minister came. [2]\n- 1\\. He left. [1] [3]"
    assert found["Ledger"].splitlines()[0] == (
        "3 sentences · 2 translated · 1 flagged · 1 block set aside (4 words): duplicate 1"
    )
    assert found["Ledger"].splitlines()[2] == f"- block 3 repeats block 2: \u2067{BODY}\u2069"


def test_every_sentence_has_its_row(briefing: Briefing) -> None:
    found = sections(to_markdown(briefing))
    note, *paragraphs = found["Sentence by sentence: Western Persian to English"].split("\n\n")
    assert note == "All translations, those of quotations included, are machine translations."
    rows = [line.strip() for paragraph in paragraphs for line in paragraph.splitlines()]
    assert rows == [
        "[1] Ministers talk in Tehran",
        f"\u2067{TITLE}\u2069",
        "[2] The minister came.",
        "\u2067وزیر آمد.\u2069",
        "[3] (not translated) (number)",
        "\u2067او رفت.\u2069",
    ]


def test_provenance_names_model_revision_and_licence(briefing: Briefing) -> None:
    found = sections(to_markdown(briefing))["Provenance"].splitlines()
    assert "- source: a.txt" in found
    assert f"- SHA-256 of its text: `{'0' * 64}`" in found
    assert (
        "- translate: `facebook/nllb`, revision `abc`, licence CC-BY-NC-4.0; "
        "decoding `num_beams 4, length_penalty 0.6`; signature `nllb|beams=4`"
    ) in found
    assert found[-2:] == ["- versions: python `3.11`", "- seconds: translate 1.5"]


def test_what_is_not_known_is_said(briefing: Briefing) -> None:
    article = replace(briefing.article, title=None, metadata=Metadata())
    bare = replace(
        briefing, article=article, briefing=Digest(), sentences=(), ledger=EMPTY, complete=False
    )
    found = sections(to_markdown(bare))
    assert found["No headline: the article has no title"] == "publication date not found"
    assert found["Ledger"].splitlines()[0] == (
        "0 sentences · 0 translated · 0 flagged · not complete"
    )
    withheld = replace(briefing, briefing=Digest(notes=("withheld",)))
    assert to_markdown(withheld).startswith("# No headline\n")


def test_a_copied_row_is_shown_once(briefing: Briefing) -> None:
    copied = replace(briefing.sentences[0], translation=TITLE, made="copied")
    assert to_markdown(replace(briefing, sentences=(copied,))).count(f"[1] {TITLE}") == 1


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("# a", "\\# a"),
        ("#1 in the table", "#1 in the table"),
        ("- a", "\\- a"),
        ("-5 degrees", "-5 degrees"),
        ("> a", "\\> a"),
        ("1. a", "1\\. a"),
        ("2031. godine", "2031\\. godine"),
        ("1.5 million", "1.5 million"),
        ("===", "\\==="),
        ("a\n# b", "a # b"),
        ("a_b and _c_", "a_b and \\_c\\_"),
        ("R&D, &copy; &#60;", "R&D, &amp;copy; &amp;#60;"),
        ("\u202eabc\u2069", "abc"),
        ("می\u200cرود", "می\u200cرود"),
    ],
)
def test_text_stays_text(raw: str, expected: str) -> None:
    assert escaped(raw) == expected


def test_hostile_text_everywhere(briefing: Briefing) -> None:
    sentence = replace(briefing.sentences[0], source=HOSTILE, translation=HOSTILE, flags=(HOSTILE,))
    hostile = replace(
        briefing,
        article=replace(
            briefing.article,
            title=HOSTILE,
            metadata=Metadata(publisher=HOSTILE, agency=HOSTILE, byline=HOSTILE, url=HOSTILE),
            blocks=(Block(id=1, text=HOSTILE, original=HOSTILE, kept=False, reason=HOSTILE),),
        ),
        sentences=(sentence,),
        briefing=Digest(headline=HOSTILE, statements=(Statement(HOSTILE, (1,)),), notes=(HOSTILE,)),
        provenance=replace(briefing.provenance, source=HOSTILE),
    )
    markdown = to_markdown(hostile)
    assert "\x1b" not in markdown
    assert markdown.count("alert(1)") == markdown.count(
        "\\<script>alert(1)\\</script> \\[x\\](java"
    )
    assert markdown.count("alert(1)") > 8


MARKS = "<>&`*[]()_\\\n!#-+=~|1. :;a/\"'\x1b\u202e"


@settings(deadline=None, max_examples=500)
@given(st.text(st.one_of(st.sampled_from(MARKS), st.characters()), max_size=40))
def test_a_markdown_parser_sees_nothing_but_the_text(raw: str) -> None:
    parser = MarkdownIt("commonmark").enable(["strikethrough", "table"])
    tokens = parser.parse(escaped(raw))
    assert {token.type for token in tokens} <= {"paragraph_open", "paragraph_close", "inline"}
    inner = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inner} <= {"text", "text_special"}
    assert "".join(child.content for child in inner) == " ".join(HIDDEN.sub(" ", raw).split())
