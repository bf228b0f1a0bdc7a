"""What goes wrong is said where it belongs, and hostile text stays text, in Chromium."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from markdown_it import MarkdownIt

from tests.as_a_person import ARTICLE, box, button, made, runs, takes, words_of, writes
from tests.browser import needs_chromium, opened

pytest_plugins = ["tests.accept_fixtures"]
pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

FRENCH = "Le président a parlé hier à Paris.\n\nIl a dit que tout va bien dans son pays."
IMAGE = "<img src=x onerror=\"document.title='owned'\">"
HOSTILE = "\n\n".join(
    (
        f"توقف واردات گندم {IMAGE}",
        "قیمت ذرت ${document.title='owned'} {{value}} به ۷ دلار رسید.",
        "پترانو گفت </script><script>document.title='owned'</script> خبر مهم است.",
        "صادرات ذرت \u202eسلام \u2066world روسیه ۲۱ درصد کاهش یافت.",
    )
)
PAYLOADS = (IMAGE, "${document.title='owned'} {{value}}", "</script><script>document.title='owned'")
FLAVOURS = """async () => {
  const [item] = await navigator.clipboard.read();
  return Promise.all(['text/html', 'text/plain'].map(async t => (await item.getType(t)).text()));
}"""


@pytest.fixture
def page(chromium: Any, own_address: str) -> Iterator[Any]:
    clipboard = ["clipboard-read", "clipboard-write"]
    with opened(chromium, own_address, permissions=clipboard) as page:
        yield page


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A site with one article; every other page of it is missing."""
    paragraphs = "".join(f"<p>{line}</p>" for line in ARTICLE.splitlines()[6:] if line)
    title = ARTICLE.splitlines()[0]
    html = (
        f"<html lang=fa><head><title>{title}</title>"
        "<meta property='og:site_name' content='The Alvar Times'></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/wheat" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html)

        def log_message(self, *said: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def types(page: Any, label: str, words: str) -> Any:
    field = page.get_by_label(label)
    field.fill(words)
    field.blur()
    return field


def said(page: Any, where: str) -> Any:
    return page.locator(f"#wb-{where} .wb-bad")


def brings(page: Any, path: Path, content: bytes, *, into: int = 0) -> None:
    path.write_bytes(content)
    page.locator("input[type=file]").nth(into).set_input_files(path)


def test_each_fault_stands_beside_its_field_and_takes_nothing(page: Any, tmp_path: Path) -> None:
    page.locator("#wb-run").click()
    expect(said(page, "text-fault")).to_contain_text("there is no text yet; paste an article")
    box(page).fill("123 456")
    expect(said(page, "from-note")).to_contain_text("language cannot be told")
    box(page).fill(ARTICLE)
    expect(page.locator("#wb-from-note")).to_contain_text("Detected: Western Persian")
    field = types(page, "Language of the article", "Perzian")
    expect(said(page, "from-note")).to_contain_text("did you mean Persian (pes_Arab)")
    page.locator("#wb-run").click()
    expect(said(page, "status")).to_contain_text("unknown language 'Perzian'")
    expect(field).to_have_value("Perzian")
    types(page, "Language of the article", "Farsi")
    types(page, "Translate into", "French")
    expect(said(page, "to-note")).to_contain_text("does not write fra_Latn")
    types(page, "Translate into", "English")
    expect(said(page, "to-note")).to_have_count(0)
    for name, content, words in (
        ("x.pdf", b"%PDF-1.4 and no more", "x.pdf is a damaged PDF"),
        ("empty.txt", b"", "empty.txt holds no words"),
        ("old.json", b'{"schema": 1}', "old.json: this is no whole briefing"),
    ):
        brings(page, tmp_path / name, content)
        expect(said(page, "text-fault")).to_contain_text(words)
        expect(box(page)).to_have_value(ARTICLE)
    page.locator("#wb-options button").first.click()
    page.locator("#wb-glossary").wait_for()
    brings(page, tmp_path / "terms.csv", b"source;\nx\n", into=1)
    expect(said(page, "glossary-note")).to_contain_text("terms.csv, row 1")
    runs(page)


def test_a_language_that_the_model_does_not_read_is_said_beside_it(page: Any) -> None:
    box(page).fill(FRENCH)
    expect(page.locator("#wb-from-note")).to_contain_text("Detected: French")
    expect(said(page, "from-note")).to_contain_text("does not read fra_Latn")


def test_a_failed_run_loses_nothing_even_by_a_reload(page: Any) -> None:
    box(page).fill("http://10.0.0.1/news1")
    expect(page.locator("#wb-preview")).to_contain_text("is fetched when you click Run")
    page.locator("#wb-run").click()
    expect(said(page, "status")).to_contain_text("10.0.0.1 is a private address")
    expect(said(page, "text-fault")).to_contain_text("10.0.0.1 is a private address")
    expect(box(page)).to_have_value("http://10.0.0.1/news1")
    page.wait_for_function("() => sessionStorage.getItem('workbench.text')?.endsWith('news1')")
    page.reload()
    page.locator("#wb-run:enabled").wait_for()
    expect(box(page)).to_have_value("http://10.0.0.1/news1")


def test_an_address_is_read_with_what_its_page_says_of_itself(page: Any, site: str) -> None:
    box(page).fill(f"{site}/none")
    page.locator("#wb-run").click()
    expect(said(page, "text-fault")).to_contain_text("the site has no such page (404)")
    box(page).fill(f"{site}/wheat")
    expect(page.locator("#wb-preview")).to_contain_text("is fetched when you click Run")
    box(page).focus()
    runs(page)
    source = page.locator("#wb-briefing .wb-source-line")
    expect(source).to_contain_text("The Alvar Times")
    expect(source.get_by_role("link")).to_have_attribute("href", f"{site}/wheat")


def test_hostile_text_is_text_in_every_view_and_file(page: Any, tmp_path: Path) -> None:
    brings(page, tmp_path / f"{IMAGE[:20]}.txt", HOSTILE.encode())
    page.locator("#wb-preview summary").click()
    expect(page.locator("#wb-preview")).to_contain_text(PAYLOADS[1])
    box(page).focus()
    runs(page)
    writes(page, "Correct: sentence 1", " ".join(PAYLOADS))
    brings(page, tmp_path / "saved.json", worsened(takes(page, "json")))
    expect(page.locator("#wb-briefing h2")).to_contain_text(IMAGE)
    assert len(made(page, 2).text_content()) > 200_000
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    page.get_by_role("checkbox", name="Keep the last five").check()
    expect(page.locator("#wb-kept li")).to_contain_text(IMAGE)
    button(page, "Add to brief: sentence 1").click()
    page.locator("#wb-briefing .wb-points [role=checkbox]").last.click()
    page.locator("#wb-briefing [data-copy]").first.click()
    expect(page.locator("#wb-said")).to_have_text("Copied.")
    texts, trees = read_back(page)
    for payload in PAYLOADS:
        assert [place for place, text in texts.items() if payload not in text] == []
    for tree in trees:
        assert tree.xpath("//img | //script | //*[@onerror] | //a[contains(@href, 'script')]") == []
    assert [place for place, text in texts.items() if "\u202e" in text] == ["json"]
    button(page, "Back to the list").click()
    expect(page.locator(".wb-brief-points")).to_contain_text(IMAGE)
    expect(page.locator("#wb-desk tbody")).to_contain_text(IMAGE)
    # Nothing of it became an element or ran.
    ours = page.locator("#wb-rows, #wb-briefing, #wb-preview, #wb-desk, #wb-kept, #wb-answer")
    assert ours.locator("img, script, iframe").count() == 0
    assert page.title() == "Briefing workbench"


def worsened(saved: Path) -> bytes:
    """A saved briefing with somebody's worst wherever a model or a site could have put it."""
    told = json.loads(saved.read_text(encoding="utf-8"))
    worst = " ".join(PAYLOADS)
    told["briefing"].update(headline=worst, notes=[worst])
    told["article"]["metadata"].update(publisher=worst, agency=worst, url="javascript:alert(1)")
    told["sentences"][1]["translation"] = "word " * 40_000 + worst
    for row in told["sentences"]:
        for finding in row["findings"]:
            finding["message"] = worst
    return json.dumps(told).encode()


def read_back(page: Any) -> tuple[dict[str, str], list[Any]]:
    """What is read in each place that the article is shown in or was taken to, and its trees."""
    rich, plain = page.evaluate(FLAVOURS)
    files = {name: takes(page, name) for name in ("md", "html", "docx", "json")}
    told = {name: files[name].read_text(encoding="utf-8") for name in ("md", "html", "json")}
    html, copied = lxml.html.fromstring(told["html"]), lxml.html.fromstring(rich)
    markdown = lxml.html.fromstring(MarkdownIt("commonmark", {"html": True}).render(told["md"]))
    texts = {
        "page": page.locator("#wb-rows").inner_text(),
        "rich": copied.text_content(),
        "plain": plain,
        "html": html.text_content(),
        "markdown": markdown.text_content(),
        "docx": words_of(files["docx"]),
        "json": json.dumps(json.loads(told["json"]), ensure_ascii=False).replace('\\"', '"'),
    }
    return texts, [html, copied, markdown]
