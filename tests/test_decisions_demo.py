"""A whole briefing of the demo models, changed and changed back."""

from pathlib import Path

import pytest

from workbench import decisions
from workbench.briefing import brief
from workbench.engines import Models
from workbench.export import read, to_json
from workbench.records import Briefing

ARTICLE = Path(__file__).parent.parent / "workbench/demo/examples/power-plant.arb_Arab.txt"


@pytest.fixture(scope="module")
def made(demo_models: Models) -> Briefing:
    return brief(ARTICLE, models=demo_models)


def test_corrections_undone_leave_a_briefing_as_it_was(made: Briefing) -> None:
    changed = made
    for row in made.sentences[:6]:
        changed = decisions.correct(changed, row.id, f"Something else altogether, {row.id}.")
    assert changed.briefing != made.briefing
    for row in made.sentences[:6]:
        changed = decisions.undo_correction(changed, row.id)
    assert changed.briefing == made.briefing
    assert changed.sentences == made.sentences
    assert (changed.names, changed.ledger) == (made.names, made.ledger)
    assert read(to_json(changed)) == changed


def test_the_day_given_back_leaves_a_briefing_as_it_was(made: Briefing) -> None:
    known = made.article.metadata.published
    assert known
    changed = decisions.edit_source(made, published="")
    assert changed.briefing != made.briefing
    changed = decisions.edit_source(changed, published=known)
    assert changed.briefing == made.briefing
    assert read(to_json(changed)) == changed
