"""What the page shows about trust: verdicts, ledger, names, what was set aside and changed."""

from dataclasses import replace

import pytest

from tests import page_doubles as doubles
from tests.page_doubles import Elements
from tests.sample_briefing import checked
from workbench.page import render
from workbench.page.render import lines
from workbench.page.render.trust import MOST_LINKS, MOST_NAMES
from workbench.records import Briefing, Change, Digest, Finding, Name, Spelling, Statement


@pytest.fixture
def told() -> Elements:
    """The briefing that the exporters' tests write, with everything about trust."""
    return shown(checked())


def shown(whole: Briefing) -> Elements:
    return Elements(render.briefing(whole, entry=1))


def test_statements_say_how_far_they_were_found(told: Elements) -> None:
    for said in (
        "SummaryThey met. found in 2 1",
        "12 rained. partly found in 2; not found there: 12, Cho; sentence 2 is marked: number",
        "The minister came. found in 2",
        "Nobody left. not found in the article; edited",
        "Wording, numbers and names are compared; meaning is not judged. "
        "Exchanged roles (who asked whom) are not detected.",
        "Second summary, written in Western Persian · فارسی (pes_Arab) and then translated",
        "Sentences that say what the first summary says: 1 of 1.",
        "Names and numbers that only the first has: 12.",
    ):
        assert said in told.seen
    assert len(told.classed("wb-doubted")) == 2


def test_a_sentence_of_the_article_is_not_called_a_summary() -> None:
    whole = checked()
    page = shown(replace(whole, briefing=replace(whole.briefing, from_article=True)))
    assert "From the article, not a summaryThey met." in page.seen
    assert "SummaryThey" not in page.seen


def test_a_statement_that_was_not_looked_up_is_not_called_doubtful() -> None:
    digest = Digest(points=(Statement("a point", (1,)),))
    page = shown(doubles.briefing(doubles.article("title"), (), digest))
    assert len(page.classed("wb-grounds")) == 1
    assert page.classed("wb-doubted") == []


def test_the_ledger_is_one_line_that_leads_to_what_is_to_check(told: Elements) -> None:
    assert (
        "3 sentences · 1 without findings · 1 mended · 1 to check · 1 block set aside To check: 2"
    ) in told.seen


def test_many_rows_to_check_are_counted_and_not_all_linked() -> None:
    whole = checked()
    doubt = Finding(kind="number", severity="high", message="x")
    rows = tuple(
        replace(whole.sentences[1], id=number, findings=(doubt,)) for number in range(1, 31)
    )
    page = shown(replace(whole, sentences=rows))
    assert f"{MOST_LINKS} and {30 - MOST_LINKS} more" in page.seen
    page = shown(replace(whole, sentences=rows[: MOST_LINKS + 1]))
    assert f"{MOST_LINKS} {MOST_LINKS + 1}" in page.seen and "and 1 more" not in page.seen


def test_what_was_checked_settled_and_changed_is_told_when_asked_for(told: Elements) -> None:
    for said in (
        "What was checked3 sentences · 1 without findings · "
        "1 mended (nothing to check after a second try) · "
        "1 to check · 1 block set aside (4 words): duplicate 1Checked: numbers, length.",
        "Not checked: names (no table for Western Persian).",
        "Tried again: 2 sentences, in 1.2 s; 1 mended.",
        "In the articleAgreedOutcomeوزیرminister not secretarynot used 1; used 2",
        "Changed by a person 2reworded “He left.” → “Nobody left.” 3 May 2031"
        "marked fine 2 “much shorter” 3 May 2031",
    ):
        assert said in told.seen
    assert len([1 for tag, _ in told.found if tag == "details"]) == 9
    assert not any("open" in given for tag, given in told.found if tag == "details")


def test_names_stand_with_their_spellings_doubtful_ones_first(told: Elements) -> None:
    names = told.seen[told.seen.index("Names 4") : told.seen.index("Agreed terms")]
    assert names == (
        "Names 4In the articleIn the translation"
        "وزیرMinister 1 Pin this spellingOther spellingminister 2 Pin this spellingOther spelling"
        "جو short for جو تيه; pinned to ChoJoe 1 3 Pin this spellingOther spelling"
        "Cho 2 Other spelling"
        "جو تيهJoe Teeh 3 Pin this spellingOther spelling"
        "تهرانTehran 1 Pin this spellingOther spellingTehrani 2 Pin this spellingOther spelling"
    )


def test_a_spelling_is_pinned_as_it_is_or_as_one_types_it(told: Elements) -> None:
    asked = [given for _, given in told.found if given.get("data-do") == "pin"]
    assert [(given.get("data-text"), given.get("data-edit")) for given in asked[:2]] == [
        ("Minister", None),
        (None, "Minister"),
    ]
    assert {given["data-name"] for given in asked} == {"جو", "جو تيه", "وزیر", "تهران"}


def test_a_name_that_a_person_pinned_comes_first() -> None:
    pinned = Change(made="now", operation="pinned", before="Joe, Cho", after="Cho")
    assert (
        "In the translationجو short for جو تيه" in shown(replace(checked(), changes=(pinned,))).seen
    )


def test_no_more_names_are_listed_than_can_be_read() -> None:
    names = tuple(
        Name(source=f"n{number}", spellings=(Spelling("N", (1,)),)) for number in range(300)
    )
    page = shown(replace(checked(), names=names))
    assert "Names 300" in page.seen
    assert sum(given.get("data-do") == "pin" for _, given in page.found) == 2 * MOST_NAMES


def test_what_was_set_aside_can_be_read_after_all(told: Elements) -> None:
    [restore] = [given for _, given in told.found if given.get("data-do") == "restore"]
    assert (restore["data-block"], restore["data-then"]) == ("3", "run")
    assert "Set aside by cleaning 1وزیر آمد. او رفت.repeats block 2Read it after all" in told.seen


def test_what_the_summariser_read_is_a_bar_and_a_sentence(told: Elements) -> None:
    assert [given["class"] for tag, given in told.found if tag == "i"] == [
        *("wb-summary", "wb-summary", "wb-also"),
    ]
    assert told.classed("wb-read")[0]["aria-hidden"] == "true"
    assert "The summary was written from sentences 1, 2; 3 was read for additions." in told.seen


def test_licence_and_provenance_stand_at_the_foot(told: Elements) -> None:
    assert told.seen[told.seen.rindex("All translations, those") :] == (
        "All translations, those of quotations included, are machine translations, "
        "except where a person corrected one. Models: nllb-600m (CC-BY-NC-4.0). Made 3 May 2031."
        "What made this briefingsourcea.txtSHA-256 of its text" + "0" * 64 + "made"
        "2031-05-03T10:00:00+00:00translatenllb-600m: facebook/nllb, revision abc, "
        "licence CC-BY-NC-4.0; decoding num_beams 4, length_penalty 0.6; "
        "signature nllb|beams=4versionspython 3.11secondstranslate 1.5"
    )


def test_what_is_not_complete_says_so_first() -> None:
    page = shown(replace(checked(), complete=False))
    assert page.seen.startswith(
        "Not complete: the run ended before all sentences were translated.Ministers talk"
    )


def test_what_a_sentence_quotes_keeps_to_its_place() -> None:
    """A finding that begins with an Arabic word is read from left to right all the same."""
    message = "“آمریکا” (United States) in the source: the translation does not name it"
    told = lines.told(message)
    assert told.startswith('<span dir="ltr">“<bdi>آمریکا</bdi>” (United States)')
    assert lines.told("“<b>” stands") == '<span dir="ltr">“<bdi>&lt;b&gt;</bdi>” stands</span>'
