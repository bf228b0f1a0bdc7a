"""What the Markdown tells about trust: checks, evidence, names, changes."""

from dataclasses import replace

from tests.sample_briefing import BODY, checked
from tests.test_export_markdown import sections
from workbench.export import to_markdown
from workbench.records import (
    Finding,
)


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
        "3 sentences · 1 without findings · 1 mended · 1 to check · "
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


def test_a_row_with_low_findings_only_is_not_called_one_without() -> None:
    whole = checked()
    low = Finding(kind="name", severity="low", message="Cho")
    last = replace(whole.sentences[2], findings=(low,))
    told = replace(whole, sentences=(*whole.sentences[:2], last))
    line = sections(to_markdown(told))["Ledger"].splitlines()[0]
    assert "0 without findings · 1 with low ones only · 1 mended · 1 to check" in line
    mended = replace(whole.sentences[0], findings=(low,))
    fine = replace(last, findings=(replace(low, fine=True),))
    told = replace(whole, sentences=(mended, whole.sentences[1], fine))
    line = sections(to_markdown(told))["Ledger"].splitlines()[0]
    assert "1 without findings · 1 mended · 1 to check" in line


def test_a_stopped_run_that_was_checked() -> None:
    whole = checked()
    stopped = replace(whole, complete=False, ledger=replace(whole.ledger, translated=1))
    line = sections(to_markdown(stopped))["Ledger"].splitlines()[0]
    assert "1 to check · 2 not translated · 1 block" in line
    assert line.endswith(" · not complete")


def test_names_and_terms() -> None:
    found = sections(to_markdown(checked()))
    assert found["Names spelt in more than one way"] == (
        "- \u2067جو\u2069 (short for \u2067جو تيه\u2069; pinned to Cho): Joe [1] [3], Cho [2]\n"
        "- \u2067وزیر\u2069: Minister [1], minister [2]"
    )
    assert found["Agreed terms"] == (
        "- \u2067وزیر\u2069 → minister (not secretary): not used in [1]; used in [2]"
    )


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
