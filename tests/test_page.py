"""What the page's controls do, and one run through gradio_client."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from http.client import HTTPConnection
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests import page_doubles as doubles
from tests.page_doubles import Elements, served
from workbench import export
from workbench.engines import Models, open_models
from workbench.errors import ConfigError, InputError
from workbench.page import texts
from workbench.records import Network, Source, Url
from workbench.registry import demo_path


@pytest.fixture(scope="module")
def handlers() -> Any:
    from workbench.page import handlers

    return handlers


@pytest.fixture(scope="module")
def choices() -> Any:
    from workbench.page import choices

    return choices


@pytest.fixture(scope="module")
def sets() -> Mapping[str, Models]:
    return {"configured": open_models(), "demo": open_models(demo=True)}


def asked(handlers: Any, sets: Any, text: str, **more: Any) -> Generator[Any, None, None]:
    fields: dict[str, Any] = {
        "opened": None,
        "network": None,
        "from_": "detect",
        "to": "eng_Latn",
        "kind": "demo",
        "translate": None,
        "summarise": None,
        "ticket": None,
    }
    given = {**fields, **more}
    network = given.pop("network")
    run: Generator[Any, None, None] = handlers.run(sets, 1000, network, text, **given)
    return run


def test_run_passes_on_what_was_chosen(
    handlers: Any, sets: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = doubles.FakeStart()
    monkeypatch.setattr(handlers, "start", start)
    steps = asked(handlers, sets, "a\nb", from_="Farsi", translate="nllb-demo")
    *_, last = steps
    source, settings = start.asked[0]
    assert (source.content, source.name) == ("a\nb", "pasted text")
    assert (settings.from_, settings.to, settings.translate) == (
        "pes_Arab",
        "eng_Latn",
        "nllb-demo",
    )
    assert "Done: 2 of 2" in last.status
    assert start.runs[0].closed.is_set()


def test_an_opened_file_is_read_itself_until_its_text_is_typed_over(
    handlers: Any, choices: Any, sets: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = doubles.FakeStart()
    monkeypatch.setattr(handlers, "start", start)
    file = Source(b"%PDF", name="a.pdf")
    opened = choices.Opened(file, "a\n\nb")
    list(asked(handlers, sets, "a\nb", opened=opened))
    list(asked(handlers, sets, "a\nb, typed over", opened=opened))
    first, second = (source for source, _ in start.asked)
    assert first is file
    assert (second.content, second.name) == ("a\nb, typed over", "pasted text")


ADDRESS = "https://news.example/1"


def test_an_address_is_opened_where_the_page_may(
    handlers: Any, sets: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = doubles.FakeStart()
    monkeypatch.setattr(handlers, "start", start)
    network = Network(allow_hosts=frozenset({"news.example"}))
    list(asked(handlers, sets, f" {ADDRESS}\n", network=network))
    source, settings = start.asked[0]
    assert (source.content, source.name) == (Url(ADDRESS), ADDRESS)
    assert settings.network is network


def test_a_page_that_others_can_reach_opens_no_address(handlers: Any, sets: Any) -> None:
    steps = asked(handlers, sets, ADDRESS)
    shown = next(steps)
    assert "Not done. this page opens no addresses, because others can reach it" in shown.status
    with pytest.raises(gradio_error()):
        next(steps)


def test_run_gives_files_when_it_is_done(
    handlers: Any, sets: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "start", doubles.FakeStart())
    written = []
    for step in asked(handlers, sets, "a\nb"):
        if not isinstance(step.markdown, dict):  # what gradio's skip() is
            files = (Path(step.markdown.value["path"]), Path(step.json.value["path"]))
            written += [(file.name, file.read_text(encoding="utf-8")) for file in files]
    assert [name for name, _ in written] == ["briefing-01234567.md", "briefing-01234567.json"]
    assert export.read(written[1][1]).briefing.headline == "EN: a"


def test_stop_ends_a_run_and_one_that_waits(
    handlers: Any, sets: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "start", doubles.FakeStart())
    ticket = handlers.Ticket()
    steps = asked(handlers, sets, "a\nb\nc\nd", ticket=ticket)
    for step in steps:
        if "1 of 4" in step.status:
            handlers.stop(ticket)
            break
    *_, last = steps
    assert "Stopped: 1 of 4 sentences translated." in last.status
    only = list(asked(handlers, sets, "a\nb", ticket=ticket))
    assert len(only) == 1
    assert "Stopped before it began." in only[0].status


def test_visitor_who_has_gone_frees_the_run(
    handlers: Any, sets: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = doubles.FakeStart()
    monkeypatch.setattr(handlers, "start", start)
    steps = asked(handlers, sets, "a\nb")
    next(steps)
    next(steps)
    steps.close()
    assert start.runs[0].closed.is_set()


def test_fault_is_shown_as_text_and_run_can_be_asked_again(
    handlers: Any, sets: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "start", doubles.FakeStart())
    seen = []
    with pytest.raises(gradio_error()) as raised:
        for step in asked(handlers, sets, "fault: no <b> model\nx"):
            seen.append(step)
    assert raised.value.message == "no &lt;b&gt; model"
    assert seen[-1].status == '<p class="wb-status wb-bad">Not done. no &lt;b&gt; model</p>'
    assert (seen[-1].run.interactive, seen[-1].stop.interactive) == (True, False)


def test_a_failure_of_ours_is_said_and_logged(
    handlers: Any, sets: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(handlers, "start", broken)
    with pytest.raises(gradio_error()) as raised:
        list(asked(handlers, sets, "a"))
    assert raised.value.message == texts.UNEXPECTED
    assert "secret detail" in caplog.text


def gradio_error() -> type[Any]:
    import gradio

    return gradio.Error  # type: ignore[no-any-return]


def test_a_text_that_cannot_be_read_is_refused(handlers: Any) -> None:
    for text, sentence in (
        ("", texts.EMPTY),
        (" \n\u00a0", texts.EMPTY),
        (None, texts.EMPTY),
        (
            "x" * 1001,
            "the text is longer than 1,000 characters, the most that this page reads at once; "
            "give it in parts, or raise page.max_characters in models.yaml",
        ),
    ):
        with pytest.raises(InputError) as raised:
            handlers.check_text(text, most=1000)
        assert str(raised.value) == sentence
    handlers.check_text("x" * 1000, most=1000)


def test_lone_surrogates_do_not_reach_an_answer(choices: Any) -> None:
    assert choices.well_formed("a\ud800b\U0001f600") == "a\ufffdb\U0001f600"


def test_models_bring_their_languages_and_notice(choices: Any, sets: Any) -> None:
    real = choices.choose_models(sets, "configured")
    assert (real.translate.value, real.summarise.value) == ("nllb-600m", "mt5-xlsum")
    assert len(real.to.choices) == 202
    assert "CC-BY-NC-4.0" in real.about
    demo = choices.choose_models(sets, "demo")
    assert demo.to.choices == [("English (eng_Latn)", "eng_Latn")]
    assert demo.about.count("demo models: a vocabulary of a few hundred words") == 1
    kept, _ = choices.choose_model(sets, "configured", "m2m100-418m", "mt5-xlsum", "ace_Arab")
    assert kept.value == "eng_Latn"
    with pytest.raises(ConfigError) as raised:
        choices.chosen(sets, "x")
    assert str(raised.value) == "unknown choice of models 'x'; choose configured or demo"


def test_language_is_found_by_any_name_and_said(choices: Any, sets: Any) -> None:
    box, note = choices.name_source("text", "فارسی")
    assert box["value"] == "pes_Arab"
    assert "Read as pes_Arab (Western Persian); Dari is prs_Arab." in note
    _, note = choices.name_source("text", "Perzian")
    assert "unknown language &#x27;Perzian&#x27;" in note
    _, note = choices.name_target(sets, "demo", "nllb-demo", "German")
    assert "model &#x27;nllb-demo&#x27; does not write deu_Latn" in note


def test_file_is_opened_by_its_own_name(choices: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("عنوان\n\n\nمتن".encode("utf-16"))
    source = Source(file.read_bytes(), name="a.txt")
    assert choices.open_file(str(file)) == (
        "عنوان\n\nمتن",
        choices.Opened(source, "عنوان\n\nمتن"),
    )
    file.write_bytes(b"\x00\x01\x02" * 50)
    with pytest.raises(gradio_error()) as raised:
        choices.open_file(str(file))
    assert raised.value.message.startswith("a.txt looks like a binary file")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page with the demo models themselves."""
    yield from served(tmp_path_factory.mktemp("page"), "real")


@pytest.fixture(scope="module")
def client(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from gradio_client import Client

    opened = Client(address, verbose=False, download_files=False, analytics_enabled=False)
    yield opened
    opened.close()


def test_example_through_the_client(client: Any) -> None:
    example = min((demo_path().parent / "examples").glob("*.txt"))
    text = example.read_text(encoding="utf-8")
    job = client.submit(text, "detect", "eng_Latn", "demo", None, None, api_name="/run")
    status, briefing, rows, _, _ = job.result(timeout=120)
    assert "Done: " in status
    page = Elements(briefing + rows)
    assert "demo models: a vocabulary of a few hundred words" in page.seen
    assert "Summary" in page.seen
    assert len(page.classed("wb-ref")) >= 3
    cells = len(page.classed("wb-original"))
    assert cells >= 12
    assert len(page.classed("wb-translation")) == cells
    assert page.classed("wb-none") == []
    grown = [step[2] for step in job.outputs()[:-1]]
    assert all(later.startswith(sooner) for sooner, later in pairwise(grown))


def test_model_that_is_not_here_is_named_with_what_to_do(client: Any) -> None:
    with pytest.raises(Exception, match="workbench models pull") as raised:
        client.predict("متن خبر", "pes_Arab", "eng_Latn", "configured", None, None, api_name="/run")
    assert "nllb-600m" in str(raised.value)
    assert "Traceback" not in str(raised.value)


def test_server_bounds_what_it_takes_and_keeps_the_browser_at_home(address: str) -> None:
    headers, _ = answer(address, "GET", "/")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "connect-src 'self'" in headers["Content-Security-Policy"]
    too_large = {"Content-Length": "50000001"}
    refused, said = answer(address, "POST", "/gradio_api/queue/join", headers=too_large)
    assert refused["status"] == "413"
    assert said == b"The request is larger than 50 MB; give one article."
    past_the_queue, _ = answer(
        address,
        "POST",
        "/gradio_api/run/run",
        body=b'{"data": []}',
        headers={"Content-Type": "application/json"},
    )
    assert past_the_queue["status"] == "404"


def answer(
    address: str,
    method: str,
    path: str,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> tuple[Mapping[str, str], bytes]:
    """Headers by their names in Title-Case, the status among them, and the body of an answer."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=20)) as connection:
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        given = {name.title(): value for name, value in response.getheaders()}
        return {**given, "status": str(response.status)}, response.read()
