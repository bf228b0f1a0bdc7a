"""What only the whole article shows reaches its rows."""

import pytest

from tests.doubles import DoubleModels, WordEngine, a_spec
from tests.stories import ARTICLE as STORY
from tests.stories import told
from workbench.briefing import start
from workbench.records import Settings, Term

ROWS = {
    "التقى جو تيه يول وزير خارجية كوريا الجنوبية بنظيره في سيول يوم الثلاثاء.": (
        "Cho Tae-yul, the South Korean foreign minister, met his counterpart in Seoul on Tuesday."
    ),
    "ناقش الوزيران ملف التجارة بين البلدين.": (
        "The two ministers discussed the file of trade between the two countries."
    ),
    "وقال جو إن المحادثات كانت مفيدة.": "Joe said that the talks were useful.",
    "وستعقد الجولة القادمة في الربيع.": "The next round will be held in the spring.",
}
ARTICLE = "\n".join(ROWS)


def models() -> DoubleModels:
    return DoubleModels({"tr": WordEngine(a_spec("tr", "translate"), write=lambda t: ROWS[t])})


def test_two_englishes_of_one_person_are_to_be_checked() -> None:
    made = start(ARTICLE, models=models(), settings=Settings()).result()
    third = made.sentences[2]
    assert [finding.kind for finding in third.to_check] == ["spelling"]
    assert third.to_check[0].message == "“Joe” here, “Cho” in sentence 1: the same person?"
    assert made.ledger.flagged == 1
    assert {name.source: name.short_of for name in made.names}["جو"] == "جو تيه يول"


def test_a_pinned_spelling_is_no_doubt() -> None:
    pins = (Term("جو", "Joe", "arb_Arab"), Term("جو تيه يول", "Cho Tae-yul", "arb_Arab"))
    made = start(ARTICLE, models=models(), settings=Settings(terms=pins)).result()
    assert not any(f.kind == "spelling" for row in made.sentences for f in row.findings)


def test_faults_of_the_source_reach_their_rows() -> None:
    made = told(f"{STORY}\nMérite.")
    (finding,) = [f for f in made.sentences[-1].findings if f.about == "source"]
    assert (finding.kind, finding.severity) == ("fragment", "low")
    assert not any(f.about == "source" for row in made.sentences[:-1] for f in row.findings)


def test_what_is_wrong_with_the_whole_source_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.briefing.doubts.faults", lambda *_, **__: ({}, ("It is odd.",)))
    assert told().article.warnings == ("It is odd.",)
