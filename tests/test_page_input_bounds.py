"""What is held and said of several files, however many and whatever overtakes what."""

from pathlib import Path

import pytest

from tests.test_page_input import TEXT, Visitor
from tests.test_page_input_cost import ARTICLE, LINES
from tests.test_page_input_several import (
    beside,
    opens,
    reads_all,
    removes,
    seen,
    visitor,
)
from workbench import reading
from workbench.page.article import ahead
from workbench.page.texts import input as texts
from workbench.page.visitor.drafts import Glance, Long, Reading

__all__ = ["visitor"]

ARABIC = "Modern Standard Arabic · "


def test_of_several_only_what_is_told_is_held(visitor: Visitor, tmp_path: Path) -> None:
    opens(visitor, tmp_path, a_txt=TEXT, b_txt=ARTICLE)
    reads_all(visitor)
    kept = list(visitor.visit.draft.found.values())
    assert [type(one) for one in kept] == [Glance, Glance]
    assert [one.aside for one in kept if isinstance(one, Glance)] == [6, 0]
    removes(visitor, 1, "a.txt")
    assert [type(one) for one in visitor.visit.draft.found.values()] == [Reading]


def test_once_enough_is_held_the_rest_is_looked_at_no_further(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "MOST_PIECES", 12)
    opens(visitor, tmp_path, a_txt=TEXT, b_txt=ARTICLE, c_txt=LINES[1])
    said = reads_all(visitor)
    counted = texts.NOT_SPLIT.format(count=len("".join(LINES)))
    assert beside(said) == [
        f"a.txt{ARABIC}5 sentences · 6 pieces set aside",
        f"b.txt{ARABIC}{counted}",
        f"c.txt{ARABIC}1 sentence",
    ]
    assert seen(said.cost) == (
        f"3 articles, 6 sentences, and other texts of {len(''.join(LINES))} characters, "
        "about 40 s here."
    )


def test_one_of_too_many_lines_is_never_cleaned(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "article_of", lambda *asked, **more: pytest.fail("it is cleaned"))
    lines = LINES[1] + "\nو" * ahead.MOST_PIECES
    opens(visitor, tmp_path, a_txt=lines, b_txt=lines + "\n")
    assert beside(reads_all(visitor))[0].startswith(f"a.txt{ARABIC}20,")
    assert texts.TOO_LONG_TO_SHOW in visitor.types(lines).preview


def test_one_of_too_many_sentences_is_not_held(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "MOST_PIECES", 6)
    opens(visitor, tmp_path, a_txt=f"{LINES[1]} " * 9, b_txt=LINES[1])
    reads_all(visitor)
    assert [type(one) for one in visitor.visit.draft.found.values()] == [Long, Glance]


def test_a_file_is_loaded_once(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens(visitor, tmp_path, a_txt=TEXT, b_txt=ARTICLE)
    monkeypatch.setattr(reading, "load", lambda *asked, **more: pytest.fail("it is loaded again"))
    assert [one.partition("·")[2] for one in beside(reads_all(visitor))] == [
        " 5 sentences · 6 pieces set aside",
        " 7 sentences",
    ]


def test_the_last_one_left_is_read_although_the_others_took_all_the_room(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "MOST_PIECES", 12)
    opens(visitor, tmp_path, a_txt=TEXT, b_txt=ARTICLE)
    assert "not looked at further" in beside(reads_all(visitor))[1]
    assert "Will be read: 7 sentences" in removes(visitor, 1, "a.txt").preview
