"""Run, Stop and the queue, as a page calls them: what stands on it at each step."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from tests.page_doubles import Elements, FakeStart
from tests.page_visitor import Visitor, gradio_error
from workbench.page import texts
from workbench.page.article import preview
from workbench.page.texts import input as input_texts
from workbench.page.visitor.desk import Desk
from workbench.page.visitor.drafts import Asked
from workbench.records import Network, Url
from workbench.registry import demo_path

pytest_plugins = ["tests.run_fixtures"]
pytestmark = pytest.mark.usefixtures("no_bursts")

EXAMPLES = sorted((demo_path().parent / "examples").glob("*.txt"))
LINES = "a\nb\nc\nd"


def test_why_an_article_was_not_read_stands_beside_the_box_until_another_is_there(
    visitor: Visitor,
) -> None:
    def beside() -> str:
        return Elements(preview.of(visitor.service, visitor.visit).fault).seen

    with pytest.raises(gradio_error()):
        visitor.runs("fault: no model")
    assert beside() == "no model"
    visitor.runs(LINES)
    assert beside() == ""


def test_run_asks_for_what_was_chosen(visitor: Visitor, start: FakeStart) -> None:
    visitor.runs("a\nb", from_="Farsi", beams=2)
    source, settings = start.asked[0]
    assert (source.content, source.name) == ("a\nb", "pasted text")
    assert (settings.from_, settings.to) == ("pes_Arab", "eng_Latn")
    assert (settings.translate, settings.num_beams) == ("nllb-demo", 2)
    assert visitor.status == "Done: 2 of 2 sentences translated in 2 s."
    assert start.runs[0].closed.is_set()


def test_what_was_chosen_of_another_text_is_not_asked_for(visitor: Visitor) -> None:
    """The page may learn of the last keys only after Run."""
    seen = visitor.visit.draft.seen(Asked(text=LINES, from_="pes_Arab"))
    visitor.visit.draft = replace(seen, restored=(1,), offered=1)
    visitor.begins("another text")
    assert visitor.visit.ticket
    settings = visitor.visit.ticket.work.settings
    assert (settings.restore, settings.offered) == ((), None)


def test_rows_stream_in_and_only_grow(visitor: Visitor) -> None:
    steps = visitor.runs(LINES)
    rows = [step["rows"] for step in steps[:-1] if step["rows"]]
    assert len(Elements(rows[0]).classed("wb-original")) == 4
    assert [len(Elements(row).classed("wb-translation")) for row in rows] == [
        0,
        0,
        1,
        2,
        3,
        4,
        4,
    ]
    assert all(later.startswith(sooner) for sooner, later in pairwise(rows))
    assert len(Elements(visitor.shown["rows"]).classed("wb-translation")) == 4
    assert "EN: a" in visitor.shown["briefing"]


def test_progress_names_the_stage_and_how_far_it_is(visitor: Visitor) -> None:
    said = [Elements(step["status"]).seen for step in visitor.runs(LINES)]
    assert said[0] == "Reading the article and opening the models."
    assert "Translating: 3 of 4 sentences." in said
    assert "Summarising: 1 of 1 parts." in said
    assert said[-1] == "Done: 4 of 4 sentences translated in 2 s."


def test_the_demo_models_read_an_example(serving: Callable[..., Any]) -> None:
    visitor = Visitor(serving())
    text = EXAMPLES[0].read_text(encoding="utf-8")
    visitor.runs(text, summarise="mt5-demo")
    page = Elements(visitor.shown["briefing"] + visitor.shown["rows"])
    assert visitor.status.startswith("Done: ")
    assert len(page.classed("wb-ref")) >= 3
    assert len(page.classed("wb-translation")) == len(page.classed("wb-original")) >= 12
    assert page.classed("wb-none") == []


def test_a_model_that_is_not_here_is_named_with_what_to_do(tmp_path: Any) -> None:
    from workbench.engines import open_models
    from workbench.page.service import service_of
    from workbench.records import PUBLIC

    demo = open_models(demo=True)
    whole = service_of(open_models(), demo=demo, public=True, network=PUBLIC)
    visitor = Visitor(whole)
    with pytest.raises(gradio_error(), match="has to be downloaded first"):
        visitor.runs("متن خبر", kind="configured", translate="nllb-600m")
    assert visitor.status.startswith("Not done: ")
    whole.visits.close()


# What is refused before anything is done


@pytest.mark.parametrize(
    ("text", "more", "sentence"),
    [
        (" \n", {}, input_texts.EMPTY),
        ("https://news.example/1", {}, input_texts.NO_ADDRESSES),
        ("a", {"to": "deu_Latn"}, "model 'nllb-demo' does not write deu_Latn; choose a language"),
        ("a", {"from_": "Perzian"}, "unknown language 'Perzian'"),
    ],
)
def test_a_fault_is_said_and_takes_no_place_in_the_queue(
    visitor: Visitor, text: str, more: dict[str, str], sentence: str
) -> None:
    visitor.visit.desk = Desk().added("before")
    with pytest.raises(gradio_error()):
        visitor.begins(text, **more)
    assert visitor.status.startswith(f"Not done: {sentence}")
    assert visitor.visit.ticket is None
    assert visitor.visit.desk == Desk().added("before")


def test_an_address_is_opened_where_the_page_may(
    serving: Callable[..., Any], start: FakeStart
) -> None:
    network = Network(allow_hosts=frozenset({"news.example"}))
    whole = serving(start=start)
    whole = replace(whole, venue=replace(whole.venue, network=network))
    Visitor(whole).runs(" https://news.example/1\n")
    source, settings = start.asked[0]
    assert source.content == Url("https://news.example/1")
    assert settings.network is network


def test_a_fault_leaves_the_open_article_as_it_was(visitor: Visitor) -> None:
    visitor.runs("before")
    desk = visitor.visit.desk
    with pytest.raises(gradio_error()) as raised:
        visitor.runs("fault: no <b> model")
    assert raised.value.message == "no &lt;b&gt; model"
    assert visitor.shown["status"] == '<p class="wb-status wb-bad">Not done: no &lt;b&gt; model</p>'
    assert visitor.visit.desk == desk
    assert "EN: before" in visitor.shown["rows"]
    assert visitor.shown["run"]["interactive"] and not visitor.shown["stop"]["interactive"]


def test_a_failure_of_ours_is_said_and_logged(
    serving: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("secret detail")

    visitor = Visitor(serving(start=broken))
    with pytest.raises(gradio_error()) as raised:
        visitor.runs("a")
    assert raised.value.message == texts.UNEXPECTED
    assert visitor.status == f"Not done: {texts.UNEXPECTED}"
    assert "secret detail" in caplog.text
    assert visitor.service.queue.before(visitor.visit.ticket) is None
