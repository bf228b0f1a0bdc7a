"""What the Markdown tells about trust: checks, evidence, names, changes."""

from dataclasses import replace
from typing import Any

import pytest

from tests.sample_briefing import BODY, checked
from tests.test_export_markdown import sections
from workbench.export import to_markdown
from workbench.export.markdown.escaping import told
from workbench.records import Change, Finding, Term, TermUse


def test_statements_say_how_far_they_were_found() -> None:
    found = sections(to_markdown(checked()))
    assert found["Summary"] == "They met. (found in [2] [1])"
    assert found["Also"] == (
        "- 12 rained. (partly found in [2]; not found there: 12, Cho; sentence 2 is marked: number)"
    )
    assert found["Key points"].splitlines() == [
        "- The minister came. (found in [2])",
        "- Nobody left. (not found in the article; edited)",
    ]
    assert found["Not found in the article"] == "- The king came."


def test_a_sentence_of_the_article_is_not_called_a_summary() -> None:
    whole = checked()
    told = replace(whole, briefing=replace(whole.briefing, from_article=True))
    found = sections(to_markdown(told))
    assert found["From the article, not a summary"] == "They met. (found in [2] [1])"
    assert "Summary" not in found
    assert "The summariser read sentences 1, 2; 3 was read for additions." in found["Ledger"]


def test_two_summaries_are_compared() -> None:
    route = "Second summary, written in Western Persian and then translated"
    assert sections(to_markdown(checked()))[route].split("\n\n") == [
        "The minister came. (found in [2])",
        f"\u2067{BODY}\u2069",
        "- Sentences that say what the first summary says: 1 of 1.\n"
        "- Names and numbers that only the first has: 12.",
    ]


def test_two_summaries_that_have_the_same() -> None:
    whole = checked()
    route = whole.briefing.second_route
    assert route
    same = replace(route, only_first=(), agreeing=())
    digest = replace(whole.briefing, second_route=same)
    assert to_markdown(replace(whole, briefing=digest)).count(
        "- Sentences that say what the first summary says: 0 of 1.\n"
        "- Both have the same names and numbers.\n"
    )


def test_what_the_summariser_did_not_read_is_said() -> None:
    whole = checked()
    first, _ = whole.briefing.windows
    for window, said in (
        (
            replace(first, sentences=(2,)),
            "The summary was written from sentence 2; 1, 3 were not read.",
        ),
        (
            replace(first, use="dropped"),
            "The summariser read sentences 1, 2; 3 was not read.",
        ),
    ):
        digest = replace(whole.briefing, windows=(window,))
        assert said in sections(to_markdown(replace(whole, briefing=digest)))["Ledger"]


def test_the_ledger_says_what_was_checked_and_what_was_not() -> None:
    counts, remarks, aside = sections(to_markdown(checked()))["Ledger"].split("\n\n")
    assert counts == (
        "3 sentences · 1 without findings · 1 mended (nothing to check after a second try) · "
        "1 to check · "
        "1 block set aside (4 words): duplicate 1"
    )
    assert remarks.split("  \n") == [
        "To check: [2]",
        "Checked: numbers, length.",
        "Not checked: names (no table for Western Persian).",
        "Tried again: 2 sentences, in 1.2 s; 1 mended.",
        "The summary was written from sentences 1, 2; 3 was read for additions.",
        "Wording, numbers and names are compared; meaning is not judged. "
        "Exchanged roles (who asked whom) are not detected.  ",
    ]
    assert aside.startswith("- block 3 repeats block 2: ")


LOW = Finding(kind="name", severity="low", message="Cho")
DOUBT = replace(LOW, severity="high")
FINE = replace(DOUBT, fine=True)
MENDED = "1 mended (nothing to check after a second try)"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ({}, {"findings": (LOW,)}, f"0 without findings · 1 with low findings only · {MENDED}"),
        ({"findings": (LOW,)}, {"findings": (FINE,)}, f"1 without findings · {MENDED}"),
        ({"findings": (FINE,)}, {"findings": (FINE, LOW)}, f"1 with low findings only · {MENDED}"),
        ({"findings": (DOUBT,)}, {"findings": (DOUBT,)}, "0 without findings · 3 to check"),
        ({"made": None}, {}, "1 without findings · 1 to check · 1 not translated"),
        ({"made": None, "findings": (DOUBT,)}, {}, "1 without findings · 2 to check · 1 block"),
    ],
)
def test_what_became_of_the_sentences_adds_up(
    first: dict[str, Any], last: dict[str, Any], said: str
) -> None:
    whole = checked()
    one, two, three = whole.sentences
    rows = (replace(one, **first), two, replace(three, **last))
    line = sections(to_markdown(replace(whole, sentences=rows)))["Ledger"].splitlines()[0]
    assert said in line
    total, *parts = [part.split()[0] for part in line.partition(" · 1 block")[0].split(" · ")]
    assert int(total) == sum(map(int, parts)) == 3


def test_a_stopped_run_says_so() -> None:
    line = sections(to_markdown(replace(checked(), complete=False)))["Ledger"].splitlines()[0]
    assert line.endswith(" · not complete")


def pinned(spelling: str) -> Change:
    return Change(made="2031-05-03T11:02:00+00:00", operation="pinned", before="", after=spelling)


def test_names_and_terms() -> None:
    whole = checked()
    by_hand = replace(whole, changes=(*whole.changes, pinned("Cho")))
    found = sections(to_markdown(by_hand))
    assert found["Names spelt in more than one way"] == (
        "- \u2067جو\u2069 (short for \u2067جو تيه\u2069; pinned to Cho): Joe [1] [3], Cho [2]\n"
        "- \u2067وزیر\u2069: Minister [1], minister [2]"
    )
    assert found["Agreed terms"] == (
        "- \u2067وزیر\u2069 → minister (not secretary): not used in [1]; used in [2]"
    )


@pytest.mark.parametrize(
    ("spelling", "shown"),
    [("Cho", True), ("Cho Teeh", True), ("Ch", False), ("Chomsky", False), ("", False)],
)
def test_a_pin_of_a_person_is_shown_and_one_of_a_glossary_is_not(
    spelling: str, shown: bool
) -> None:
    made = replace(checked(), changes=(pinned(spelling),))
    assert ("pinned to Cho" in to_markdown(made)) is shown
    full = replace(made.names[0], pinned="Cho Teeh")
    assert ("pinned to Cho Teeh" in to_markdown(replace(made, names=(full,)))) is shown
    other = replace(made.changes[0], operation="reworded")
    assert "pinned to" not in to_markdown(replace(made, changes=(other,)))


def test_a_name_of_one_spelling_is_not_spelt_in_more_ways_than_one() -> None:
    whole = checked()
    once = replace(whole.names[-2], spellings=whole.names[-2].spellings[1:])
    assert once.source == "وزیر"
    markdown = to_markdown(replace(whole, names=(once,)))
    assert "Names spelt" not in markdown


@pytest.mark.parametrize(
    ("source", "lang", "shown"),
    [
        ("وزیر", "", "\u2067وزیر\u2069"),
        ("«שר»", "xx", "\u2067«שר»\u2069"),
        ("ministre", "", "ministre"),
        ("12", "und", "12"),
        ("vice-وزیر", "", "vice-وزیر"),
        ("AFP", "pes_Arab", "\u2067AFP\u2069"),
    ],
)
def test_a_text_of_no_known_language_has_the_direction_of_its_letters(
    source: str, lang: str, shown: str
) -> None:
    use = TermUse(Term(source, "minister", lang), 1, "used")
    found = sections(to_markdown(replace(checked(), terms=(use,))))
    assert found["Agreed terms"] == f"- {shown} → minister: used in [1]"


def test_what_is_said_twice_of_a_row_is_told_once() -> None:
    whole = checked()
    twice = (
        replace(DOUBT, source_span=(0, 2)),
        LOW,
        replace(DOUBT, source_span=(4, 6), target_span=(0, 3)),
        FINE,
        replace(DOUBT, about="source"),
    )
    row = replace(whole.sentences[1], findings=twice)
    rows = (whole.sentences[0], row, whole.sentences[2])
    markdown = to_markdown(replace(whole, sentences=rows))
    assert [line.strip() for line in markdown.splitlines() if line.endswith(": Cho  ")] == [
        "name (high, to check): Cho",
        "name (low): Cho",
        "name (checked, fine): Cho",
        "fault of the source, name (high, to check): Cho",
    ]


def test_names_in_the_provenance_are_text() -> None:
    whole = checked()
    versions = {"<img src=x onerror=alert(1)>": "1", "[x](javascript:alert(1)) \x1b[31m": "2"}
    seconds = dict.fromkeys(versions, 1.5)
    made = replace(whole.provenance, versions=versions, seconds=seconds)
    lines = sections(to_markdown(replace(whole, provenance=made)))["Provenance"].splitlines()
    keys = r"\<img src=x onerror=alert(1)>", r"\[x\](javascript:alert(1)) \[31m"
    assert lines[-2:] == [
        f"- versions: {keys[0]} `1`, {keys[1]} `2`",
        f"- seconds: {keys[0]} 1.5, {keys[1]} 1.5",
    ]


def test_findings_stand_under_their_rows() -> None:
    rows = sections(to_markdown(checked()))["Sentence by sentence: Western Persian to English"]
    assert "[1] Ministers talk in Tehran (second try: 8 beams)  \n" in rows
    assert "[3] He left. (corrected by hand)  \n" in rows
    assert [line.strip() for line in rows.splitlines() if ": " in line][1:] == [
        "number (high, to check): 12,000 in the source, 12 in the translation",
        "name (low): Cho has no counterpart in the source",
        "length (checked, fine): much shorter",
        "spelling (low): “minister” here, “Minister” in sentence 1: the same name?",
        "fault of the source, fragment (low): a word or two",
    ]


def test_what_a_person_changed_is_said() -> None:
    counts, lines = sections(to_markdown(checked()))["Changed by a person"].split("\n\n")
    assert counts == "1 reworded, 1 marked fine."
    assert lines.splitlines() == [
        "- reworded “He left.” → “Nobody left.” (2031-05-03T11:00:00+00:00)",
        "- marked fine [2] “much shorter” (2031-05-03T11:01:00+00:00)",
    ]


def test_a_quoted_word_from_right_to_left_is_isolated() -> None:
    assert (
        told("“آمریکا” in the source, “x” here") == "“\u2067آمریکا\u2069” in the source, “x” here"
    )
