"""The page's endpoints, as a program calls them."""

import json
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from tests.browser import serving
from tests.page_doubles import Asking, service
from tests.page_visitor import gradio_error
from workbench import export
from workbench.errors import InputError
from workbench.records import Source

EXAMPLE = Path(__file__).parent.parent / "workbench/demo/examples/gas-exports.pes_Arab.txt"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Generator[Any, None, None]:
    """A program connected to a page that others can reach."""
    folder = tmp_path_factory.mktemp("page")
    with serving("tests.page_server", str(folder), "real") as address:
        client = Client(address, verbose=False)
        yield client
        client.close()


def test_endpoints_are_documented_with_types_and_words(client: Any) -> None:
    named = client.view_api(return_format="dict")["named_endpoints"]
    assert set(named) == {"/brief", "/translate", "/summarise", "/extract"}
    for endpoint in named.values():
        assert endpoint["description"]
        first, *rest = endpoint["parameters"]
        assert (first["parameter_name"], first["type"]["type"]) == ("article", "string")
        assert not first["parameter_has_default"]
        assert all(parameter["parameter_has_default"] for parameter in rest)


def test_brief_gives_the_json_that_opens_again(client: Any) -> None:
    result = client.predict(
        article=EXAMPLE.read_text(encoding="utf-8"), demo=True, api_name="/brief"
    )
    briefing = export.read(json.dumps(result))
    assert briefing.complete
    assert len(briefing.sentences) == len({row.id for row in briefing.sentences}) > 5
    assert all(row.translation for row in briefing.sentences)


def test_translate_and_summarise_agree_with_brief(client: Any) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    whole = client.predict(article=text, demo=True, api_name="/brief")
    rows = client.predict(article=text, demo=True, api_name="/translate")
    digest = client.predict(article=text, from_language="Persian", demo=True, api_name="/summarise")
    assert [row["translation"] for row in rows] == [r["translation"] for r in whole["sentences"]]
    assert digest["summary"] == whole["briefing"]["summary"] is not None


def test_extract_needs_no_model_and_says_why_pieces_are_set_aside(client: Any) -> None:
    article = "عنوان خبر\n\nرئیس جمهور امروز گفت که دولت برنامه تازه‌ای دارد.\n\nانتهای پیام\n"
    found = client.predict(article=article, api_name="/extract")
    aside = [block for block in found["blocks"] if not block["kept"]]
    assert [(block["original"], block["role"]) for block in aside] == [("انتهای پیام", "end mark")]
    assert aside[0]["reason"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"article": " "}, "there is no text yet; paste an article, open a file or choose an"),
        ({"article": "x" * 100_001}, "the text is longer than 100,000 characters"),
        ({"article": "https://example.org/a"}, "this page opens no addresses"),
        ({"article": "سلام", "from_language": "Klingonese"}, "unknown language 'Klingonese'"),
    ],
)
def test_bad_input_is_told_in_a_sentence(client: Any, asked: dict[str, str], said: str) -> None:
    with pytest.raises(AppError) as told:
        client.predict(**asked, api_name="/extract")
    assert said in str(told.value)


def test_the_readme_s_example_runs(
    client: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.test_docs import PYTHON, ROOT

    (snippet,) = [text for text in PYTHON if "gradio_client" in text]
    monkeypatch.chdir(ROOT)
    here = snippet.replace("http://127.0.0.1:7860", client.src)
    exec(compile(here, "README.md", "exec"), {"__name__": "readme"})  # noqa: S102 (our own text)
    assert "Russia" in capsys.readouterr().out


def test_what_the_page_itself_calls_is_not_for_programs(client: Any) -> None:
    with pytest.raises(ValueError, match="Cannot find a function"):
        client.predict(api_name="/order")


def test_several_addresses_are_not_one_article() -> None:
    from workbench.page import api

    asked: Any = Asking("one")
    with pytest.raises(InputError, match="an endpoint reads one article at a time"):
        api._source(service(public=False), "https://a.example/1\nhttps://a.example/2", asked)


def test_what_comes_from_an_address_is_held_to_the_visitors_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As on the page: how long it is shows only when it was read."""
    from workbench.page import api

    whole = service(public=False)
    strict = replace(whole, venue=replace(whole.venue, max_characters=20))
    monkeypatch.setattr(api, "_source", lambda *given: Source(EXAMPLE))
    request: Any = Asking("one")
    with pytest.raises(gradio_error(), match="longer than 20 characters"):
        api._extract(strict)(request, "https://news.example/1")
    with pytest.raises(gradio_error(), match="longer than 20 characters"):
        api._brief(strict)(request, "https://news.example/1", demo=True)
