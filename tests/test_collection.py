"""Points of several articles as one brief."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests import page_doubles as doubles
from tests.decided import TRANSLATIONS, port_news
from tests.sample_briefing import TITLE, checked
from workbench import decisions
from workbench.collection import collect
from workbench.errors import InputError
from workbench.records import Briefing, CitedPoint, CitedSource, Statement

PORTS, TALKS = port_news(), checked()
MODELS = (*PORTS.provenance.models, *TALKS.provenance.models)


def test_points_stay_in_the_reader_s_order_and_sources_in_that_of_their_first_point() -> None:
    made = collect([(TALKS, 2), (PORTS, 1), (TALKS, 1)])
    assert [(point.text, point.source) for point in made.points] == [
        ("Nobody left.", 1),
        (TRANSLATIONS[2], 2),
        ("The minister came.", 1),
    ]
    assert [source.headline for source in made.sources] == [
        "Ministers talk in Tehran",
        TRANSLATIONS[0],
    ]
    assert made.points[0] == CitedPoint(
        text="Nobody left.",
        source=1,
        sentences=(),
        verdict="not found",
        unsupported=("Nobody",),
        edited=True,
    )
    assert (made.target, made.models) == ("eng_Latn", (MODELS[1], MODELS[0]))
    now = datetime.now(UTC)
    assert abs((now - datetime.fromisoformat(made.created)).total_seconds()) < 60


def test_a_source_is_told_with_the_sentences_that_points_rest_on() -> None:
    (source,) = collect([(TALKS, 1), (TALKS, 2)]).sources
    assert source == CitedSource(
        headline="Ministers talk in Tehran",
        title=TITLE,
        language="pes_Arab",
        publisher=None,
        agency="ISNA",
        published=date(2031, 5, 3),
        url="https://example.org/1",
        read=date(2031, 5, 3),
        text_sha256="0" * 64,
        cited=((2, "وزیر آمد.", "The minister came."),),
        to_check=1,
    )
    (ports,) = collect([(PORTS, 1), (PORTS, 2)]).sources
    assert [id_ for id_, _, _ in ports.cited] == [2, 3, 4]
    assert ports.to_check == 1


def test_a_text_that_was_read_twice_is_one_source() -> None:
    again = replace(
        PORTS, provenance=replace(PORTS.provenance, created="2030-01-01T00:00:00+00:00")
    )
    edited = decisions.reword(decisions.edit_source(again, publisher="Le Port"), 1, "Cranes came.")
    made = collect([(PORTS, 2), (TALKS, 1), (edited, 1)])
    assert [point.source for point in made.points] == [1, 2, 1]
    assert [(s.publisher, s.read) for s in made.sources] == [
        (None, date(2024, 11, 1)),
        (None, date(2031, 5, 3)),
    ]
    assert [id_ for id_, _, _ in made.sources[0].cited] == [2, 3, 4]
    assert made.models == MODELS


def test_what_was_read_otherwise_of_a_text_is_a_source_of_its_own() -> None:
    """The numbers of its sentences mean others."""
    fewer = replace(PORTS, sentences=PORTS.sentences[:4])
    assert [point.source for point in collect([(PORTS, 1), (fewer, 1)]).points] == [1, 2]


def test_another_text_is_another_source() -> None:
    other = replace(PORTS, provenance=replace(PORTS.provenance, text_sha256="f" * 64))
    assert [point.source for point in collect([(PORTS, 1), (other, 1)]).points] == [1, 2]


def test_a_time_that_is_none_has_no_day() -> None:
    odd = replace(PORTS, provenance=replace(PORTS.provenance, created="yesterday"))
    assert collect([(odd, 1)]).sources[0].read is None


def french(briefing: Briefing) -> Briefing:
    return replace(briefing, target="fra_Latn")


def unnamed(briefing: Briefing) -> Briefing:
    article = replace(briefing.article, title=None)
    digest = replace(briefing.briefing, headline=None, points=(Statement("A.", ()),))
    return replace(briefing, article=article, briefing=digest)


LONG = replace(PORTS, briefing=replace(PORTS.briefing, headline="x" * 61))


@pytest.mark.parametrize(
    ("picked", "said"),
    [
        ([], "no point is picked; a brief needs one at least"),
        (
            [(PORTS, 1)] * 201,
            "a brief has at most 200 points, and 201 are picked; leave some out",
        ),
        (
            [(PORTS, 1), (french(PORTS), 1), (replace(PORTS, target="und"), 1)],
            "the points of a brief are in one language, and these are in English, French and und; "
            "pick those of one",
        ),
        (
            [(PORTS, 3)],
            "there is no point 3 in “Minister of ports in Tallinn”: it has 2 points",
        ),
        ([(PORTS, 0)], "there is no point 0 in “Minister of ports in Tallinn”: it has 2 points"),
        ([(unnamed(PORTS), True)], "there is no point True in “pasted text”: it has 1 point"),
        ([(LONG, 9)], f"there is no point 9 in “{'x' * 57}...”: it has 2 points"),
    ],
)
def test_what_makes_no_brief_is_refused(picked: Sequence[tuple[Briefing, Any]], said: str) -> None:
    with pytest.raises(InputError) as caught:
        collect(picked)
    assert str(caught.value) == said


def test_the_longest_brief_is_made() -> None:
    assert len(collect([(PORTS, 1)] * 200).points) == 200


def test_what_a_person_changed_is_what_is_cited() -> None:
    corrected = decisions.correct(PORTS, 3, "A Finnish firm has handed over the twelve cranes.")
    made = collect([(corrected, 1)])
    assert made.points[0].text == "A Finnish firm has handed over the twelve cranes."
    assert made.sources[0].cited[0][2] == "A Finnish firm has handed over the twelve cranes."
    assert made.sources[0].to_check == 0
    assert doubles.MODEL in made.models
