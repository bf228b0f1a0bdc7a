"""Briefings on their way to a browser that keeps them, and back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.page_doubles import Asking, Elements
from tests.sample_briefing import sample
from workbench import export
from workbench.engines import Models
from workbench.page import render
from workbench.page.article import opening
from workbench.page.hosting.rates import Rates
from workbench.page.results import keeping
from workbench.page.service import Service, service_of
from workbench.page.visitor.desk import Desk
from workbench.records import PUBLIC

VISITOR = cast(Any, Asking("one"))


@pytest.fixture
def service(demo_models: Models) -> Iterator[Service]:
    made = service_of(demo_models, demo=demo_models, public=True, network=PUBLIC)
    yield made
    made.visits.close()


def event(data: object) -> Any:
    return SimpleNamespace(_data=data)


def reopened(service: Service, data: object) -> tuple[str, Any]:
    """What is said, and the desk afterwards."""
    answer = keeping.reopened(service, VISITOR, event(data))[0]
    return Elements(answer).seen, service.visits.of(VISITOR).desk


def test_nothing_open_gives_nothing(service: Service) -> None:
    assert keeping.kept(service, VISITOR) == ""


def test_the_open_briefing_comes_back_as_it_was(service: Service) -> None:
    visit = service.visits.of(VISITOR)
    visit.desk = Desk().added("a", briefing=sample()).shows(1)
    json = keeping.kept(service, VISITOR)
    said, desk = reopened(service, {"text": json})
    assert said == "Opened as it was kept."
    assert desk.open.briefing == sample()
    assert len(desk.entries) == 2


def test_what_is_carried_is_no_html(service: Service) -> None:
    """It is put into a part of the page that is not seen, and would be read as HTML there."""
    hostile = export.read(export.to_json(sample()).replace("Tehran", "<img src=x onerror=y>&lt;"))
    visit = service.visits.of(VISITOR)
    visit.desk = Desk().added("a", briefing=hostile).shows(1)
    json = keeping.kept(service, VISITOR)
    assert "<" not in json
    assert "&" not in json
    assert export.read(json) == hostile != sample()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "the page sent no kept briefing; reload it"),
        ({"text": 3}, "the page sent no kept briefing; reload it"),
        (
            {"text": "x" * 5_000_001},
            "a kept briefing has at most 5,000,000 characters; open its JSON file instead",
        ),
    ],
)
def test_what_cannot_be_a_kept_briefing_is_refused(
    service: Service, data: object, said: str
) -> None:
    before = service.visits.of(VISITOR).desk
    assert reopened(service, data) == (said, before)


def test_a_damaged_briefing_is_refused_by_its_reader(service: Service) -> None:
    said, desk = reopened(service, {"text": '{"schema": 1}'})
    assert said.startswith("this is no whole briefing: complete is missing, ")
    assert desk == Desk()


def test_the_switch_is_off_from_the_start() -> None:
    found = dict(Elements(render.keeping()).found)
    assert found["input"] == {"type": "checkbox", "id": "wb-keep"}


REFUSED = "this page reads at most one article for each visitor in an hour, and none is left"


def test_a_visitor_opens_no_more_in_an_hour_than_may_be_read(
    service: Service, tmp_path: Path
) -> None:
    service = replace(service, openings=Rates(1))
    json = export.to_json(sample())
    assert reopened(service, {"text": json})[0] == "Opened as it was kept."
    said, desk = reopened(service, {"text": json})
    assert said.startswith(REFUSED)
    assert len(desk.entries) == 1
    saved = tmp_path / "a.json"
    saved.write_text(json, encoding="utf-8")
    _, fault, *_ = opening.files(service, [str(saved)], VISITOR)
    assert Elements(fault).seen.startswith(REFUSED)
    assert len(service.visits.of(VISITOR).desk.entries) == 1
