"""What a click takes along: the same as rich and as plain text, with its citation."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import lxml.html
import pytest

from tests.hostile_briefing import HOSTILE, SHOWN, STEERING, hostile
from tests.sample_briefing import TITLE, checked, sample
from workbench.errors import InputError
from workbench.export import copied, copied_collection, copied_point
from workbench.export.copying import Copied
from workbench.records import CitedPoint, CitedSource, Collection, Digest

FOOT = [
    "All translations, those of quotations included, are machine translations, except where a "
    "person corrected one.",
    "Models: nllb-600m (CC-BY-NC-4.0).",
]


@pytest.fixture
def collection() -> Collection:
    source = CitedSource(
        headline="Ministers talk",
        title=TITLE,
        language="pes_Arab",
        publisher="The Paper",
        agency="ISNA",
        published=None,
        url="https://example.org/1",
        read=date(2031, 5, 4),
        text_sha256="0" * 64,
        cited=((2, "وزیر آمد.", "The minister came."), (3, "او رفت.", "He left.")),
        to_check=1,
    )
    return Collection(
        target="eng_Latn",
        points=(
            CitedPoint(text="He left.", source=1, sentences=(3, 2), verdict="supported"),
            CitedPoint(
                text="It cost 12.",
                source=2,
                sentences=(7,),
                verdict="partly",
                unsupported=("12",),
                edited=True,
            ),
        ),
        sources=(source, replace(source, agency=None, cited=((7, "x", "y"),), to_check=0)),
        models=checked().provenance.models,
        created="2031-05-05T10:00:00+00:00",
    )


def lines(rich: str) -> list[str]:
    """The paragraphs and items of the rich text, as a reader sees them."""
    page = lxml.html.fragment_fromstring(rich, create_parent="main")
    parts = page.iter("h2", "h3", "p", "li")
    return [" ".join(part.text_content().split()) for part in parts]


def typed(plain: str) -> list[str]:
    """The lines of the plain text without what marks lists and directions."""
    bare = re.sub("[\u2067\u2069]", "", plain)
    return [re.sub(r"^(- |\d\. )", "", line) for line in bare.splitlines() if line]


def test_a_briefing_is_copied_with_what_it_cites() -> None:
    assert copied(checked()).plain.splitlines() == [
        "Ministers talk in Tehran",
        f"ISNA · \u2067{TITLE}\u2069 · 2031-05-03 · https://example.org/1 · read on 2031-05-03",
        "demo models: only for trying",
        "another note",
        "",
        "Summary",
        "They met. (found in [2] [1])",
        "",
        "Also",
        "- 12 rained. (partly found in [2]; not found there: 12, Cho; "
        "sentence 2 is marked: number)",
        "",
        "Key points",
        "1. The minister came. (found in [2])",
        "2. Nobody left. (not found in the article; edited)",
        "",
        "Sentences cited, in the original",
        f"[1] \u2067{TITLE}\u2069",
        "[2] \u2067وزیر آمد.\u2069",
        "",
        "Changed by a person: 1 reworded, 1 marked fine.",
        "To check: [2]",
        *FOOT,
    ]


def test_rich_and_plain_say_the_same(collection: Collection) -> None:
    for both in (copied(sample()), copied_point(checked(), 1), copied_collection(collection)):
        assert lines(both.rich) == typed(both.plain)


def test_rich_text_has_headings_lists_and_directions() -> None:
    page = lxml.html.fragment_fromstring(copied(checked()).rich, create_parent="main")
    assert [part.tag for part in page] == [
        *("h2", "p", "p", "p", "h3", "p", "h3", "ul", "h3", "ol", "h3", "p", "p", *["p"] * 4),
    ]
    originals = page.xpath("p[@dir='rtl']")
    assert [(part.get("lang"), part.text_content()) for part in originals] == [
        ("fa", f"[1] {TITLE}"),
        ("fa", "[2] وزیر آمد."),
    ]
    assert page.xpath("//span[starts-with(., ' ') or substring(., string-length()) = ' ']") == []
    assert page.xpath("//bdi[text()='ISNA'] and not(//@class | //@style | //@href)")


def test_what_was_stopped_and_warned_of_is_said_before_the_rest() -> None:
    article = replace(sample().article, warnings=("Half is gone.",))
    stopped = replace(sample(), article=article, complete=False, briefing=Digest())
    assert copied(stopped).plain.splitlines() == [
        "No headline",
        f"ISNA · \u2067{TITLE}\u2069 · 2031-05-03 · https://example.org/1 · read on 2031-05-03",
        "Half is gone.",
        "Not complete: the run ended before all sentences were translated.",
        "",
        "All translations, those of quotations included, are machine translations.",
        FOOT[1],
    ]


def test_a_point_is_copied_with_its_citation() -> None:
    source = (
        f"ISNA · “Ministers talk in Tehran” (\u2067{TITLE}\u2069) · 2031-05-03 · "
        "https://example.org/1 · read on 2031-05-03"
    )
    assert copied_point(checked(), 1).plain.splitlines() == [
        "The minister came.",
        f"{source} · sentence 2",
        "[2] \u2067وزیر آمد.\u2069",
        "",
        "To check: [2]",
        *FOOT,
    ]
    assert copied_point(checked(), 2).plain.splitlines()[:3] == [
        "Nobody left. (not found in the article; edited)",
        source,
        "",
    ]
    assert copied_point(sample(), 2).plain.splitlines()[:2] == [
        "1. He left.",
        f"{source} · sentences 1, 3",
    ]


def test_only_what_is_open_is_to_be_checked() -> None:
    whole = checked()
    low = replace(whole.sentences[1], findings=whole.sentences[1].findings[1:])
    rows = (whole.sentences[0], low, whole.sentences[2])
    assert "To check" not in copied_point(replace(whole, sentences=rows), 1).plain


def test_a_licence_that_is_not_known_is_said() -> None:
    made = sample().provenance
    unnamed = replace(made, models=tuple(replace(use, license=None) for use in made.models * 2))
    told = copied(replace(sample(), provenance=unnamed)).plain
    assert told.endswith("\nModels: nllb-600m (licence not named).\n")


def test_what_a_note_quotes_keeps_its_place() -> None:
    digest = replace(checked().briefing, notes=("“وزیر” and “x” in the source",))
    assert (
        "“\u2067وزیر\u2069” and “x” in the source"
        in copied(replace(checked(), briefing=digest)).plain.splitlines()
    )


def test_a_point_partly_found_says_where_and_what_is_missing() -> None:
    whole = checked()
    whole = replace(whole, briefing=replace(whole.briefing, points=whole.briefing.also))
    assert copied_point(whole, 1).plain.splitlines()[0] == (
        "12 rained. (partly found in sentence 2; not found there: 12, Cho; "
        "sentence 2 is marked: number)"
    )


def test_a_sentence_that_a_person_corrected_is_named() -> None:
    whole = checked()
    corrected = replace(whole.sentences[1], made="human", corrected="2031-05-04T09:00:00+00:00")
    rows = (whole.sentences[0], corrected, whole.sentences[2])
    assert (
        "[2] corrected by hand on 2031-05-04"
        in copied_point(replace(whole, sentences=rows), 1).plain.splitlines()
    )


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_point_that_is_not_there(number: int) -> None:
    with pytest.raises(InputError) as caught:
        copied_point(checked(), number)
    assert str(caught.value) == (
        f"there is no key point {number}: the briefing has them from 1 to 2"
    )
    with pytest.raises(InputError) as caught:
        copied_point(replace(checked(), briefing=Digest()), 1)
    assert str(caught.value) == "there is no key point 1: the briefing has none"


def test_a_collection_is_copied_with_numbered_sources(collection: Collection) -> None:
    line = "“Ministers talk” (\u2067{}\u2069) · publication date not found · https://example.org/1"
    assert copied_collection(collection).plain.splitlines() == [
        "Brief from 2 articles",
        "- He left. [1]",
        "- It cost 12. [2] (partly found in sentence 7; not found there: 12; edited)",
        "",
        "Sources",
        f"[1] The Paper · ISNA · {line.format(TITLE)} · read on 2031-05-04 · sentences 2, 3 · "
        "1 sentence of it to check",
        f"[2] The Paper · {line.format(TITLE)} · read on 2031-05-04 · sentence 7",
        "",
        *FOOT,
        "Made: 2031-05-05T10:00:00+00:00",
    ]


def all_hostile() -> list[Copied]:
    source = CitedSource(
        headline=HOSTILE,
        title=f"{HOSTILE}.",
        language=HOSTILE,
        publisher=HOSTILE,
        agency=HOSTILE,
        published=None,
        url=f"javascript:{HOSTILE}",
        read=None,
        text_sha256=HOSTILE,
        cited=((1, HOSTILE, HOSTILE),),
        to_check=0,
    )
    point = CitedPoint(text=HOSTILE, source=1, sentences=(1,), verdict="partly", edited=True)
    models = hostile().provenance.models
    whole = Collection(
        target=HOSTILE, points=(point,), sources=(source,), models=models, created=HOSTILE
    )
    return [copied(hostile()), copied_point(hostile(), 1), copied_collection(whole)]


def test_hostile_text_is_text() -> None:
    for both, least in zip(all_hostile(), (9, 5, 6), strict=True):
        assert not set(STEERING) & set(both.rich + both.plain)
        page: Any = lxml.html.fragment_fromstring(both.rich, create_parent="main")
        assert {part.tag for part in page.iter()} <= {
            *("main", "h2", "h3", "p", "ul", "ol", "li", "bdi", "span")
        }
        assert {name for part in page.iter() for name in part.attrib} <= {"lang", "dir"}
        assert page.text_content().count(SHOWN) == both.plain.count(SHOWN) >= least
        assert both.plain.count("onerror") == both.plain.count(SHOWN)


def test_a_line_of_200_kilobytes_and_one_of_many_stay_one_line() -> None:
    whole = sample()
    for text, seen in (("x" * 200_000, "x" * 200_000), ("a\n\nb\r\n- c\t", "a b - c ")):
        made = copied(replace(whole, briefing=replace(whole.briefing, headline=text)))
        assert made.plain.splitlines()[0] == seen
