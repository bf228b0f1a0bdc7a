"""Markdown that says everything in order and keeps hostile text text."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.sample_briefing import BODY, TITLE, sample
from workbench.export import to_markdown
from workbench.export.markdown.escaping import HIDDEN
from workbench.export.markdown.escaping import text as escaped
from workbench.records import (
    Block,
    Briefing,
    Change,
    Digest,
    Finding,
    Ledger,
    Metadata,
    Name,
    SecondRoute,
    Spelling,
    Statement,
    Term,
    TermUse,
)

HOSTILE = "<script>alert(1)</script> [x](javascript:1) ![y](http://z) **b** `c` &lt; \x1b[31m"
EMPTY = Ledger(sentences=0, translated=0, flagged=0, set_aside={})


@pytest.fixture
def briefing() -> Briefing:
    return sample()


def sections(markdown: str) -> dict[str, str]:
    """The text under each heading, by heading."""
    parts = markdown.split("\n#")
    headed = [part.lstrip("# ").partition("\n") for part in parts]
    return {heading: body.strip() for heading, _, body in headed}


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
        "https://example.org/1 · read on 2031-05-03"
    )
    assert notes.split("  \n") == ["> demo models: only for trying", "> another note"]
    assert found["Summary"] == "They met. [1–3]"
    assert found["Also"] == "- It rained. [2]"
    assert found["Key points"] == "- The minister came. [2]\n- 1\\. He left. [1] [3]"
    assert found["Ledger"].splitlines()[0] == (
        "3 sentences · 2 translated · 1 flagged · not checked · "
        "1 block set aside (4 words): duplicate 1"
    )
    assert found["Ledger"].splitlines()[3] == "The summary was written from sentences 1–3.  "
    assert found["Ledger"].splitlines()[5] == f"- block 3 repeats block 2: \u2067{BODY}\u2069"


def test_a_correction_is_called_one(briefing: Briefing) -> None:
    first, *others = briefing.sentences
    corrected = replace(first, translation="As it should be.", made="human")
    found = to_markdown(replace(briefing, sentences=(corrected, *others)))
    assert "are machine translations, except where a person corrected one." in found
    assert "[1] As it should be. (corrected by hand)" in found
    dated = replace(corrected, corrected="2031-05-04T09:00:00+00:00")
    found = to_markdown(replace(briefing, sentences=(dated, *others)))
    assert "[1] As it should be. (corrected by hand on 2031-05-04)" in found


def test_warnings_come_before_the_headline(briefing: Briefing) -> None:
    warned = replace(briefing, article=replace(briefing.article, warnings=("Half is *gone*.",)))
    before, _, _ = to_markdown(warned).partition("\n\n# Ministers talk in Tehran\n")
    assert before == "> **Half is \\*gone\\*.**  "


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
        "[3] (not translated)",
        "\u2067او رفت.\u2069",
        "number (high, to check): 3 is missing",
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
    unknown = "publication date not found · read on 2031-05-03"
    assert found["No headline: the article has no title"] == unknown
    assert found["Ledger"].splitlines()[0] == (
        "0 sentences · 0 translated · 0 flagged · not checked · not complete"
    )
    withheld = replace(briefing, briefing=Digest(notes=("withheld",)))
    assert to_markdown(withheld).startswith("# No headline\n")


def test_a_copied_row_is_shown_once(briefing: Briefing) -> None:
    copied = replace(briefing.sentences[0], translation=TITLE, made="copied")
    assert to_markdown(replace(briefing, sentences=(copied,))).count(f"[1] {TITLE}") == 1


def test_a_source_in_the_target_language_is_not_called_translated(briefing: Briefing) -> None:
    rows = tuple(replace(row, translation=row.source, made="copied") for row in briefing.sentences)
    digest = replace(briefing.briefing, headline=TITLE)
    whole = replace(briefing, target="pes_Arab", sentences=rows, briefing=digest)
    markdown = to_markdown(whole)
    source = sections(markdown)[TITLE].splitlines()[0]
    assert "Sentence by sentence: Western Persian" in sections(markdown)
    assert (
        source
        == f"ISNA · \u2067{TITLE}\u2069 · 2031-05-03 · https://example.org/1 · read on 2031-05-03"
    )
    assert "machine translations" not in markdown


def test_where_nothing_is_translated_nothing_is_called_so(briefing: Briefing) -> None:
    untranslated = replace(briefing, sentences=briefing.sentences[2:])
    assert "machine translations" not in to_markdown(untranslated)


def test_statements_without_text_leave_no_section(briefing: Briefing) -> None:
    empty = (Statement("", (1, 2)), Statement(" \u200f", (3,)))
    digest = replace(briefing.briefing, statements=empty, also=empty, points=empty)
    found = sections(to_markdown(replace(briefing, briefing=digest)))
    assert not {"Summary", "Also", "Key points"} & set(found)
    points = replace(digest, points=(*empty, Statement("He left.", (3,))))
    found = sections(to_markdown(replace(briefing, briefing=points)))
    assert found["Key points"] == "- He left. [3]"


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
    doubt = Finding(kind=HOSTILE, severity="low", message=HOSTILE)
    sentence = replace(briefing.sentences[0], source=HOSTILE, translation=HOSTILE, flags=(HOSTILE,))
    said = Statement(HOSTILE, (1,), "partly", (HOSTILE,), (HOSTILE,))
    term = Term(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    route = SecondRoute(
        lang=HOSTILE, originals=(HOSTILE,), statements=(said,), only_first=(HOSTILE,)
    )
    hostile = replace(
        briefing,
        article=replace(
            briefing.article,
            title=HOSTILE,
            metadata=Metadata(publisher=HOSTILE, agency=HOSTILE, byline=HOSTILE, url=HOSTILE),
            blocks=(Block(id=1, text=HOSTILE, original=HOSTILE, kept=False, reason=HOSTILE),),
            warnings=(HOSTILE,),
        ),
        sentences=(replace(sentence, findings=(doubt,), retry=HOSTILE),),
        briefing=Digest(
            headline=HOSTILE,
            statements=(said,),
            notes=(HOSTILE,),
            not_found=(said,),
            second_route=route,
        ),
        ledger=replace(briefing.ledger, checks_run=(HOSTILE,), checks_not_run={HOSTILE: HOSTILE}),
        provenance=replace(
            briefing.provenance, source=HOSTILE, versions={HOSTILE: "1"}, seconds={HOSTILE: 1}
        ),
        names=(Name(source=HOSTILE, spellings=(Spelling(HOSTILE, (1,)),), pinned=HOSTILE),),
        terms=(TermUse(term, 1, "used"),),
        changes=(Change(made=HOSTILE, operation="pinned", before=HOSTILE, after=HOSTILE),),
    )
    markdown = to_markdown(hostile)
    assert "\x1b" not in markdown
    assert markdown.count("alert(1)") == markdown.count(
        "\\<script>alert(1)\\</script> \\[x\\](java"
    )
    assert markdown.count("alert(1)") > 30


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
