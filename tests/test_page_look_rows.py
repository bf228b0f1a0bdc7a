"""The rows side by side: findings, names, speakers, how they were made, what can be done."""

from dataclasses import replace

import pytest

from tests import page_doubles as doubles
from tests.clock import within
from tests.page_doubles import Elements
from tests.sample_briefing import checked, row
from workbench.page import render
from workbench.page.render.marks import Named, in_source, in_translation, marked, register
from workbench.records import Briefing, Digest, Finding, Name, Spelling, TranslatedSentence

LINE = "وزیر امور خارجه روز چهارشنبه در تهران گفت که حجم مبادلات به ۳ میلیارد دلار می‌رسد."


def whole(*rows: TranslatedSentence, **more: object) -> Briefing:
    read = doubles.article("\n".join(one.source for one in rows))
    return replace(doubles.briefing(read, rows, Digest()), **more)  # type: ignore[arg-type]


def made(source: str = "one two", translation: str = "eins zwei", **more: object) -> Briefing:
    """A briefing of one row."""
    sentence = doubles.sentences(doubles.article(source))[0]
    return whole(replace(doubles.translated(sentence, translation), **more))  # type: ignore[arg-type]


def seen(briefing: Briefing) -> str:
    return Elements(render.rows(briefing)).seen.removeprefix("OriginalTranslation")


@pytest.mark.parametrize(
    ("code", "lang", "direction"),
    [
        ("pes_Arab", "fa", "rtl"),
        ("eng_Latn", "en", "ltr"),
        ("ckb_Arab", "ckb", "rtl"),
        ("zho_Hant", "zh-Hant", "ltr"),
        ("heb_Hebr", "he", "rtl"),
        ("ydd_Hebr", "yi", "rtl"),
    ],
)
def test_rows_carry_language_and_direction(code: str, lang: str, direction: str) -> None:
    read = doubles.article("one", lang=code)
    line = doubles.translated(doubles.sentences(read)[0], "made")
    page = Elements(render.rows(doubles.briefing(read, (line,), Digest(), target=code)))
    texts = [given for tag, given in page.found if tag == "p"]
    assert texts == [{"lang": lang, "dir": direction}] * 2
    [correct] = [given for _, given in page.found if given.get("data-do") == "correct"]
    assert (correct["data-lang"], correct["data-dir"]) == (lang, direction)


def test_both_cells_of_a_row_have_its_number() -> None:
    read = doubles.article("title\nbody")
    first, second = doubles.sentences(read)
    rows = (
        doubles.translated(first, "made", flags=("length limit",)),
        doubles.untranslated(second),
    )
    page = Elements(render.rows(doubles.briefing(read, rows, Digest())))
    originals, translations = page.classed("wb-original"), page.classed("wb-translation")
    assert [given["id"] for given in originals] == ["sentence-1", "sentence-2"]
    assert [given["data-row"] for given in originals] == ["1", "2"]
    assert [given["data-row"] for given in translations] == ["1", "2"]
    assert [given["style"] for given in translations] == ["--row:1", "--row:2"]
    assert len(page.classed("wb-title")) == 1
    assert page.seen == (
        "OriginalTranslation1titlemadecut off at the model's length limitAdd to briefCorrect"
        "2bodynot translatedAdd to briefCorrect"
    )


def test_findings_stand_in_words_beside_what_they_doubt() -> None:
    html = render.rows(checked())
    page = Elements(html)
    assert (
        "2وزیر آمد.fault of the source, fragment (low): a word or two Checked, fine"
        "The minister came."
        "number (high, to check): 12,000 in the source, 12 in the translation Checked, fine"
        "name (low): Cho has no counterpart in the source Checked, fine"
        "length (checked, fine): much shorter To check again"
        "spelling (low): “minister” here, “Minister” in sentence 1: the same name? Checked, fine"
    ) in page.seen
    assert len(page.classed("wb-open")) == 1
    assert [given["data-row"] for given in page.classed("wb-flagged")] == ["2", "2"]
    numbers = [
        (given["data-do"], given["data-sentence"], given["data-finding"])
        for _, given in page.found
        if "data-finding" in given
    ]
    assert numbers == [
        *(("fine", "2", "5"), ("fine", "2", "1"), ("fine", "2", "2"), ("reopen", "2", "3")),
        ("fine", "2", "4"),
    ]


def test_only_what_is_to_be_checked_is_marked() -> None:
    spans = {"source_span": (0, 2), "target_span": (0, 2)}
    low = Finding(kind="name", severity="low", message="low", **spans)  # type: ignore[arg-type]
    fine = Finding(kind="name", severity="high", message="x", fine=True, **spans)  # type: ignore[arg-type]
    assert "<mark>" not in render.rows(made(findings=(low, fine)))
    assert "<mark>" in render.rows(made(findings=(replace(fine, fine=False),)))


def test_what_is_said_twice_of_a_row_is_told_once_and_marked_twice() -> None:
    doubt = Finding(kind="term", severity="high", message="“x” was agreed", source_span=(0, 3))
    html = render.rows(made(findings=(doubt, replace(doubt, source_span=(4, 7)))))
    assert "<mark>one</mark> <mark>two</mark>" in html
    assert html.count("was agreed") == 1


def test_a_flag_that_a_finding_explains_is_said_once() -> None:
    doubt = Finding(kind="length limit", severity="high", message="It stops.")
    assert seen(made(flags=("length limit", "cut"), findings=(doubt,))) == (
        "1one twoeins zweitranslated in parts, because it is long"
        "length limit (high, to check): It stops. Checked, fineAdd to briefCorrect"
    )


def test_how_a_row_was_made_is_said_of_it() -> None:
    acts = "Add to briefCorrect"
    day = "2026-11-22T10:00:00+00:00"
    for given, said in (
        ({"made": "retry", "retry": "8 beams"}, f"second try{acts}"),
        ({"made": "human", "corrected": day}, f"your correction of 22 November 2026 Undo{acts}"),
        ({"made": "human"}, f"your correction Undo{acts}"),
        ({"made": "memory"}, f" from memory{acts}"),
        ({"made": "copied"}, f"copied: it needs no translation{acts}"),
        ({"speaker": 3}, f"words of sentence 3{acts}"),
        ({"speaker": "unclear"}, f"whose words these are is unclear{acts}"),
    ):
        assert seen(made(**given)) == f"1one twoeins zwei{said}"
    page = Elements(render.rows(made(made="human", speaker=3)))
    [undo] = [given for _, given in page.found if given.get("data-do") == "uncorrect"]
    assert undo["data-sentence"] == "1"
    assert {"#sentence-3"} < {given["href"] for tag, given in page.found if tag == "a"}


def test_a_row_can_be_taken_into_the_brief_unless_it_has_no_translation() -> None:
    for briefing, off in ((made(), False), (made(translation="", made=None), True)):
        page = Elements(render.rows(briefing))
        [add] = [given for _, given in page.found if given.get("data-do") == "add"]
        assert (add["data-sentence"], "disabled" in add) == ("1", off)


def test_what_streams_in_is_said_like_what_stands_at_the_end() -> None:
    """Same words in the same places: the row keeps its height when the run is done."""
    doubt = Finding(kind="number", severity="high", message="a number")
    for given in ({"findings": (doubt,)}, {"made": "human"}, {"speaker": 1}, {"made": "memory"}):
        briefing = made(**given)
        streamed = Elements(render.translation(briefing.sentences[0], target="eng_Latn"))
        final = seen(briefing).removeprefix("1one two").split(" from memory")[0]
        assert streamed.seen == final.removesuffix("Add to briefCorrect")
        acts = [given for tag, given in streamed.found if tag == "button"]
        assert all("disabled" in given for given in acts)


def test_names_of_the_register_are_underlined_on_both_sides() -> None:
    name = Name(source="قطر", spellings=(Spelling("Qatar", (1,)), Spelling("Qatari", (2,))))
    briefing = whole(
        row(1, 1, 0, 9, "در قطر بود", translation="It was in Qatar.", made="model"),
        row(2, 2, 0, 9, "قطری", translation="Qatari and Qatar", made="model"),
        names=(name,),
    )
    html = render.rows(briefing)
    title = 'title="\u2068قطر\u2069: \u2068Qatar\u2069, \u2068Qatari\u2069"'
    assert f'در <span class="wb-name" {title}>قطر</span> بود' in html
    assert f'It was in <span class="wb-name" {title}>Qatar</span>.' in html
    assert ">قطری</p>" in html  # a longer word is not this one
    assert f'<span class="wb-name" {title}>Qatari</span> and Qatar<' in html


def test_a_short_form_does_not_break_the_full_name() -> None:
    names = (
        Name(source="جو", spellings=(Spelling("Joe", (1,)),)),
        Name(source="جو تيه", spellings=(Spelling("Joe Teeh", (1,)),)),
    )
    listed = register(names)[1]
    assert [(one.start, one.end) for one in in_source("جو تيه", listed)] == [(0, 6)]
    assert sorted((one.start, one.end) for one in in_translation("Joe Teeh, Joe", listed)) == [
        (0, 8),
        (10, 13),
    ]


def test_what_steers_directions_does_not_get_into_what_is_said_of_a_name() -> None:
    name = Name(source="\u202eab", spellings=(Spelling("c\u2069d" * 99, (1,)),))
    [listed] = register((name,))[1]
    assert "\u202e" not in listed.told
    assert listed.told.count("\u2069") == 2
    assert len(listed.told) < 80


def test_a_name_cannot_leave_what_is_said_of_it() -> None:
    name = Name(source='x" onclick="y', spellings=(Spelling("z", (1,)),))
    page = Elements(render.rows(replace(made('say x" onclick="y!', "z"), names=(name,))))
    [source, spelt] = page.classed("wb-name")
    assert source == spelt
    assert set(source) == {"class", "title"}


def test_a_line_stands_where_a_paragraph_begins() -> None:
    page = Elements(render.rows(checked()))
    assert [given["data-row"] for given in page.classed("wb-first")] == ["1", "1", "2", "2"]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ((), "a&lt;b&gt;c"),
        ((None, (2, 2)), "a&lt;b&gt;c"),
        (((1, 4),), "a<mark>&lt;b&gt;</mark>c"),
        (((3, 5), (0, 2)), "<mark>a&lt;</mark>b<mark>&gt;c</mark>"),
        (((0, 3), (1, 2), (2, 4)), "<mark>a&lt;b&gt;</mark>c"),
        (((0, 1), (1, 2)), "<mark>a&lt;</mark>b&gt;c"),
        (((3, 99),), "a&lt;b<mark>&gt;c</mark>"),
    ],
)
def test_marks_are_put_around_what_spans_cover(
    spans: tuple[tuple[int, int] | None, ...], expected: str
) -> None:
    assert marked("a<b>c", spans) == expected


def test_marks_and_names_may_overlap() -> None:
    name = Named(1, 4, "n")
    assert marked("abcdef", [(2, 5)], [name]) == (
        'a<span class="wb-name" title="n">b</span>'
        '<span class="wb-name" title="n"><mark>cd</mark></span><mark>e</mark>f'
    )


def test_a_very_long_text_is_whole_though_it_comes_in_spans() -> None:
    text = "وزیر <b> " * 5_000
    page = Elements(marked(text, [(10, 44_000)]))
    assert page.seen == text
    assert {tag for tag, _ in page.found} == {"span", "mark"}


def five_hundred(rows: int) -> Briefing:
    sentences = doubles.sentences(doubles.article("\n".join([LINE] * rows)))
    doubt = Finding(kind="number", severity="high", message="3 is missing", source_span=(4, 9))
    made = tuple(
        replace(
            doubles.translated(sentence, "The foreign minister said in Tehran that trade rises."),
            findings=(doubt,) if sentence.id % 5 == 0 else (),
        )
        for sentence in sentences
    )
    places = tuple(range(1, rows + 1))
    names = tuple(
        Name(source=source, spellings=(Spelling(spelt, places),))
        for source, spelt in (("تهران", "Tehran"), ("خارجه", "foreign"), ("دلار", "trade"))
    )
    return whole(*made, names=names)


def test_forty_rows_are_small() -> None:
    assert len(render.rows(five_hundred(40)).encode()) < 80_000


def test_five_hundred_rows_are_rendered_at_once() -> None:
    briefing = five_hundred(500)
    within(0.5, lambda: (render.rows(briefing), render.briefing(briefing, entry=1)))


def test_a_line_of_a_whole_book_is_rendered_at_once() -> None:
    line = "وزیر <b> " * 25_000
    doubt = Finding(kind="number", severity="high", message=line[:500], source_span=(0, 200_000))
    briefing = made(line, line, findings=(doubt,))
    names = (Name(source="وزیر", spellings=(Spelling("وزیر", (1,)),)),)
    html = within(0.5, lambda: render.rows(replace(briefing, names=names)))
    assert "<b> " not in html
