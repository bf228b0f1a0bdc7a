"""Run, Stop and the queue, as a page calls them: what stands on it at each step."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from tests.page_doubles import Elements, FakeStart, Visitor, one_by_one, service
from workbench.page import texts
from workbench.page.article import preview
from workbench.page.hosting.rates import Rates
from workbench.page.run.remaining import Pace
from workbench.page.run.screen import Screen, opening
from workbench.page.texts import input as input_texts
from workbench.page.visitor.desk import Desk
from workbench.records import Network, Progress, Source, Url
from workbench.registry import demo_path

EXAMPLES = sorted((demo_path().parent / "examples").glob("*.txt"))
LINES = "a\nb\nc\nd"


@pytest.fixture(autouse=True)
def no_bursts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each event sets the page, so that what follows from each can be seen."""
    monkeypatch.setattr("workbench.page.run.steps.bursts", one_by_one)


@pytest.fixture
def start() -> FakeStart:
    return FakeStart()


@pytest.fixture
def serving() -> Iterator[Callable[..., Any]]:
    """Makes services, and ends their visits."""
    made = []

    def make(**more: Any) -> Any:
        made.append(service(**more))
        return made[-1]

    yield make
    for one in made:
        one.visits.close()


@pytest.fixture
def visitor(serving: Callable[..., Any], start: FakeStart) -> Visitor:
    return Visitor(serving(start=start))


def gradio_error() -> type[Any]:
    import gradio

    return gradio.Error  # type: ignore[no-any-return]


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


def several(visitor: Visitor, *articles: str) -> None:
    """Opens files, one for each article."""
    files = tuple(Source(text.encode(), name=f"{text[:5]}.txt") for text in articles)
    text = "\n".join(file.name for file in files)
    visitor.visit.draft = replace(visitor.visit.draft, files=files, text=text)


def test_run_asks_for_what_was_chosen(visitor: Visitor, start: FakeStart) -> None:
    visitor.runs("a\nb", from_="Farsi", beams=2)
    source, settings = start.asked[0]
    assert (source.content, source.name) == ("a\nb", "pasted text")
    assert (settings.from_, settings.to) == ("pes_Arab", "eng_Latn")
    assert (settings.translate, settings.num_beams) == ("nllb-demo", 2)
    assert visitor.status == "Done: 2 of 2 sentences translated in 2 s."
    assert start.runs[0].closed.is_set()


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


def test_articles_are_counted_for_each_visitor(
    serving: Callable[..., Any], start: FakeStart
) -> None:
    whole = serving(start=start, rates=Rates(2))
    visitor = Visitor(whole)
    visitor.runs("a")
    several(visitor, "one", "two")
    with pytest.raises(gradio_error()):
        visitor.begins("one.txt\ntwo.txt")
    assert visitor.status.startswith(
        "Not done: this page reads at most 2 articles for each visitor in an hour, and one is left"
    )
    assert whole.queue.before(visitor.visit.ticket) is None
    visitor.runs("b")


def test_one_run_at_a_time(visitor: Visitor) -> None:
    visitor.begins(LINES)
    steps = visitor.steps()
    next(steps)
    with pytest.raises(gradio_error()):
        visitor.begins("another")
    assert visitor.status == (
        "Not done: a run of yours is under way or waits its turn; stop it first"
    )
    assert len(list(steps)) > 3
    visitor.runs("another")


def test_a_run_that_nobody_asked_for_does_nothing(visitor: Visitor) -> None:
    assert list(visitor.steps()) == []
    visitor.runs(LINES)
    assert list(visitor.steps()) == []


# What ends before its end


def test_stop_keeps_what_is_done_and_says_so(visitor: Visitor) -> None:
    visitor.begins(LINES)
    for step in visitor.steps():
        if "1 of 4" in step["status"]:
            assert not visitor.stops()
    assert visitor.status == (
        "Stopped: 1 of 4 sentences translated. What is done is kept; the rest stands untranslated."
    )
    rows = Elements(visitor.shown["rows"])
    assert (len(rows.classed("wb-translation")), len(rows.classed("wb-none"))) == (4, 3)
    assert visitor.shown["run"]["interactive"] and not visitor.shown["stop"]["interactive"]


def test_stop_gives_up_a_place_in_the_queue(visitor: Visitor, start: FakeStart) -> None:
    visitor.runs("before")
    other = Visitor(visitor.service, "other")
    other.begins(LINES)
    under_way = other.steps()
    next(under_way)
    visitor.begins(LINES)
    assert visitor.stops()
    assert visitor.status == "Stopped before it began."
    assert visitor.service.queue.before(visitor.visit.ticket) is None
    assert "before" in visitor.shown["briefing"]
    assert list(visitor.steps()) == []
    list(under_way)
    assert len(start.asked) == 2
    visitor.runs("after")
    assert visitor.status == "Done: 1 of 1 sentences translated in 2 s."


def test_stop_without_a_run_says_nothing_new(visitor: Visitor) -> None:
    assert not visitor.stops()
    assert visitor.status == "Ready."


def test_a_visitor_who_has_gone_frees_the_run_and_the_place(
    visitor: Visitor, start: FakeStart
) -> None:
    from workbench.page.run import running

    visitor.begins(LINES)
    steps = visitor.steps()
    next(steps), next(steps)
    waiting = Visitor(visitor.service, "waiting")
    waiting.begins(LINES)
    running.leave(waiting.service, waiting.request)
    assert waiting.visit.ticket.stopped
    assert visitor.service.queue.before(waiting.visit.ticket) is None
    assert list(waiting.steps()) == []
    running.leave(visitor.service, visitor.request)
    steps.close()  # type: ignore[attr-defined]
    assert start.runs[0].closed.is_set()
    assert visitor.service.queue.before(visitor.visit.ticket) is None


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


# Those who wait


def turn(visitor: Visitor) -> tuple[str, bool]:
    """What is said to one who waits, and whether the clock goes on."""
    from workbench.page.run import running

    said, clock = running.turn(visitor.service, visitor.request)
    return Elements(said).seen, clock == {"__type__": "update"} or bool(clock.active)


def test_those_who_wait_are_told_how_many_are_before_them(visitor: Visitor) -> None:
    second, third = Visitor(visitor.service, "2"), Visitor(visitor.service, "3")
    for one in (visitor, second, third):
        one.begins(f"of {one.request.session_hash}")
    assert turn(visitor) == ("", True)
    assert turn(second) == ("1 before you: one article is read at a time.", True)
    assert turn(third) == ("2 before you: one article is read at a time.", True)
    list(visitor.steps())
    assert turn(visitor) == ("", False)
    assert turn(second) == ("", True)
    list(second.steps())
    assert "of 2" in second.shown["rows"] and "of one" not in str(second.shown)
    third.stops()
    assert turn(third) == ("", False)


def test_models_that_are_being_prepared_are_told_of(
    serving: Callable[..., Any], start: FakeStart
) -> None:
    said = [
        SimpleNamespace(state="loading", sentence="nllb is being loaded."),
        SimpleNamespace(state="ready", sentence="mt5 is ready."),
    ]
    preparation = SimpleNamespace(status=lambda: SimpleNamespace(models=said))
    visitor = Visitor(serving(start=start, preparation=preparation))
    visitor.begins("a")
    assert turn(visitor) == ("nllb is being loaded.", True)


# Several articles


def test_several_articles_become_a_list_that_grows(visitor: Visitor) -> None:
    several(visitor, "first", "fault: cannot", "third")
    steps = visitor.runs("first.txt\nfault.txt\nthird.txt")
    lists = [Elements(step["desk"]).seen for step in steps if "reading …" in step["desk"]]
    assert "first.txtreading …" in lists[0]
    assert "EN: first" in lists[-1] and "fault.txtcannot" in lists[-1]
    assert lists[-1].endswith("third.txtreading …")
    said = {Elements(step["status"]).seen for step in steps}
    assert "Article 3 of 3 · Translating: 1 of 1 sentences." in said
    assert visitor.status == ("Done: 2 of 3 articles read; the list says why the others were not.")
    assert [entry.fault for entry in visitor.visit.desk.entries] == ["", "cannot", ""]
    assert visitor.visit.desk.shown is None
    assert (visitor.shown["rows"], visitor.shown["tools"]) == ("", "")
    assert "reading …" not in visitor.shown["desk"]


def test_one_that_fails_in_a_way_nobody_foresaw_stops_none(
    serving: Callable[..., Any], start: FakeStart, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(source: Source, **more: Any) -> Any:
        if source.name.startswith("bad"):
            raise ZeroDivisionError
        return start(source, **more)

    visitor = Visitor(serving(start=broken))
    several(visitor, "bad", "good")
    visitor.runs("bad.txt\ngood.txt")
    assert [entry.fault for entry in visitor.visit.desk.entries] == [texts.UNEXPECTED, ""]


def test_stop_among_several_keeps_the_finished_ones(visitor: Visitor) -> None:
    several(visitor, "first", LINES, "third")
    visitor.begins("first.txt\na\nb\nc.txt\nthird.txt")
    for step in visitor.steps():
        if "Article 2 of 3 · Translating: 1 of 4" in step["status"]:
            visitor.stops()
    briefings = [entry.briefing for entry in visitor.visit.desk.entries if entry.briefing]
    assert [briefing.complete for briefing in briefings] == [True, False]
    assert visitor.status == ("Stopped: 2 of 3 articles read; what is done is kept in the list.")


def test_an_article_can_be_opened_while_others_are_read(visitor: Visitor) -> None:
    several(visitor, "first", LINES)
    visitor.begins("first.txt\na\nb\nc.txt")
    opened = ""
    for step in visitor.steps():
        assert not opened or step["rows"] == opened
        if "Article 2 of 2 · Translating: 1 of 4" in step["status"]:
            visitor.does("show", entry="1")
            opened = visitor.shown["rows"]
    assert "EN: first" in opened
    assert visitor.visit.desk.shown == 1


def test_another_article_can_be_looked_at_while_one_is_read(visitor: Visitor) -> None:
    visitor.runs("before")
    visitor.begins(LINES)
    for step in visitor.steps():
        if "Translating: 1 of 4" in step["status"]:
            assert "EN: before" not in step["rows"]
            visitor.does("show", entry="1")
        if "Translating: 2 of 4" in step["status"]:
            assert "EN: before" in step["rows"]
            visitor.does("list")
        if "Translating: 3 of 4" in step["status"]:
            assert "EN: before" not in step["rows"] and "EN: c" in step["rows"]
    assert visitor.visit.desk.shown == 2


def test_beyond_fifty_the_oldest_gives_way_and_that_is_said(visitor: Visitor) -> None:
    for number in range(50):
        visitor.visit.desk = visitor.visit.desk.added(f"article {number}")
    visitor.runs("one more")
    names = [entry.name for entry in visitor.visit.desk.entries]
    assert (len(names), names[0], names[-1]) == (50, "article 1", "pasted text")
    assert visitor.status.endswith(" The page keeps 50 articles: the oldest gave way.")


# Time left, and what is read out


def progressed(screen: Screen, *, seconds: float, total: int, at: float = 0.0) -> list[Screen]:
    """The screens of a stage whose sentences take that long each."""
    screens = []
    for done in range(total + 1):
        screen = screen.after(Progress("translate", done, total), now=at + done * seconds)
        screens.append(screen)
    return screens


def test_time_left_comes_from_the_pace_and_only_once_there_is_one() -> None:
    said = [screen.said for screen in progressed(opening(target="eng_Latn"), seconds=1, total=38)]
    assert said[2] == "Translating: 2 of 38 sentences."
    assert said[12] == "Translating: 12 of 38 sentences, about 25 s left."
    assert said[38] == "Translating: 38 of 38 sentences, about 5 s left."
    slow = progressed(opening(target="eng_Latn"), seconds=60, total=10)
    assert slow[4].said == "Translating: 4 of 10 sentences, about 6 min left."


def test_time_left_does_not_jump() -> None:
    pace, told = Pace(0.0), []
    now = 0.0
    for done in range(1, 61):
        now += 0.2 if done % 2 else 1.8  # uneven batches, a second each on average
        pace = pace.after(done, 60, now=now)
        told.append(pace.told)
    known = [seconds for seconds in told if seconds is not None]
    assert known == sorted(known, reverse=True)
    assert known[-1] == 5


def test_time_left_goes_up_when_the_work_has_become_slower() -> None:
    pace = Pace(0.0)
    for done in range(1, 11):
        pace = pace.after(done, 20, now=done)
    assert pace.told == 10
    for done in range(11, 15):
        pace = pace.after(done, 20, now=10 + (done - 10) * 20)
    assert pace.told is not None and pace.told > 20


def test_what_is_read_out_changes_seldom() -> None:
    def spoken(seconds: float) -> int:
        """How often something is read out of a stage of a hundred sentences."""
        screens = progressed(opening(target="eng_Latn"), seconds=seconds, total=100)
        assert len({screen.said for screen in screens}) > 90
        return sum(new.told != old.told for old, new in pairwise(screens))

    assert spoken(0.1) == 2  # within ten seconds, every five
    assert 5 <= spoken(0.4) <= 8
    assert spoken(30) == 10


def test_a_new_stage_is_read_out_at_once() -> None:
    *_, last = progressed(opening(target="eng_Latn"), seconds=0.1, total=10)
    after = last.after(Progress("summarise", 1, 2), now=1.1)
    assert after.told == "Summarising: 1 of 2 parts."


def test_orders_and_runs_of_one_visitor_do_not_get_in_each_other_s_way(visitor: Visitor) -> None:
    visitor.runs("before\nand after")
    visitor.begins("\n".join(f"line {n}" for n in range(40)))
    answers: set[str] = set()

    def decide() -> None:
        other = Visitor(visitor.service)
        for _ in range(20):
            other.does("show", entry="1")
            answers.add(other.does("add", sentence="1"))
            answers.add(other.does("undo"))
            other.does("list")

    thread = threading.Thread(target=decide)
    steps = visitor.steps()
    next(steps)
    thread.start()
    for _ in steps:
        pass
    thread.join()
    assert answers == {"Added to the key points.Undo", "Undone."}
    assert len(visitor.visit.desk.entries) == 2
