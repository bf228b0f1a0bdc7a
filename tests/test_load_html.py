"""Web pages: the article in order with its kinds, what the page says of it, what is refused.

The pages are ours; each holds one way in which pages of its kind hide their text or add to it.
"""

import json
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tests.mill_pages import SENTENCE, article, page, texts
from workbench.errors import InputError
from workbench.load import html, load
from workbench.records import Source

DATA = Path(__file__).parent / "data" / "html"
CASES: list[dict[str, Any]] = json.loads((DATA / "cases.json").read_text("utf-8"))
NO_TEXT = "the page has no article text"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["page"]))
def test_page(case: dict[str, Any]) -> None:
    loaded = html.read((DATA / case["page"]).read_bytes(), name=case["page"])
    assert [[block.kind, block.text] for block in loaded.blocks] == case["blocks"]
    told = {key: str(value) for key, value in asdict(loaded.metadata).items() if value}
    assert told == case["metadata"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
@pytest.mark.parametrize("declared", ["", "windows-1256", "iso-8859-1"])
def test_encoding_by_its_words_where_what_is_declared_is_wrong(
    encoding: str, declared: str
) -> None:
    case = next(case for case in CASES if case["page"] == "arb_tables.html")
    source = (DATA / case["page"]).read_text("utf-8").replace("utf-8", declared or "x")
    loaded = html.read(source.encode(encoding), name="page")
    assert texts(loaded) == [text for _, text in case["blocks"]]


def test_encoding_that_http_announces_wins_over_the_page() -> None:
    body = article("<p>Ирина рада.</p>")
    data = page(body, head="<meta charset=windows-1256>").decode().encode("windows-1251")
    assert texts(html.read(data, name="page", encoding="windows-1251"))[-1] == "Ирина рада."


def test_unknown_encoding_announced_is_passed_over() -> None:
    data = page(article("<p>Grün ist es.</p>"))
    assert texts(html.read(data, name="page", encoding="hex"))[-1] == "Grün ist es."


def test_json_ld_is_read_where_only_scripts_would_show_the_text() -> None:
    body = "\\n\\n".join(f"{SENTENCE} Again {i}." for i in range(3))
    ld = f'{{"@type": "NewsArticle", "headline": "The mill", "articleBody": "{body}"}}'
    data = page("<div id=app></div>", head=f"<script type=application/ld+json>{ld}</script>")
    loaded = html.read(data, name="page")
    assert texts(loaded) == [f"{SENTENCE} Again {i}." for i in range(3)]
    assert loaded.metadata.title == "The mill"


def test_json_ld_is_read_within_the_marks_of_xml() -> None:
    ld = '//<![CDATA[\n{"@type": "NewsArticle", "author": {"name": "Ann"}}\n//]]>'
    head = f"<script type=application/ld+json>{ld}</script>"
    assert html.read(page(article(), head=head), name="page").metadata.byline == "Ann"


def test_canonical_address_is_made_absolute_and_other_schemes_are_not_taken() -> None:
    body = article()
    link = '<link rel=canonical href="/news/1">'
    loaded = html.read(page(body, head=link), name="page", url="https://example.org/x?utm=1")
    assert loaded.metadata.url == "https://example.org/news/1"
    link = '<link rel=canonical href="javascript:alert(1)">'
    loaded = html.read(page(body, head=link), name="page", url="https://example.org/x")
    assert loaded.metadata.url == "https://example.org/x"


@pytest.mark.parametrize(
    ("body", "url", "published"),
    [
        ("<time datetime='2024-05-02T09:00:00Z'>May</time>", "https://example.org/1", "2024-05-02"),
        ("<time datetime=2024-05-02>a</time><time datetime=2024-05-03>b</time>", None, "None"),
        ("", "https://example.org/2023/11/7/mill", "2023-11-07"),
        ("", "https://example.org/2023/13/7/mill", "None"),
        (
            "<meta itemprop=datePublished content=2022-01-31>",
            "https://example.org/2023/1/1/a",
            "2022-01-31",
        ),
    ],
)
def test_day_of_publication(body: str, url: str | None, published: str) -> None:
    loaded = html.read(page(body + article()), name="page", url=url)
    assert str(loaded.metadata.published) == published


TITLES = [
    ("<h1>The mill</h1>", "<title>The mill - Valley News</title>", "The mill"),
    ("<h1>Valley News</h1><h2>The mill</h2>", "<title>The mill - Valley News</title>", "The mill"),
    (
        "<h1>Valley News</h1><div>The mill</div>",
        "<title>The mill | Valley News</title>",
        "The mill",
    ),
    ("<h1>A mill turns</h1>", "", "A mill turns"),
]


@pytest.mark.parametrize(("top", "head", "title"), TITLES)
def test_title_as_the_page_shows_it(top: str, head: str, title: str) -> None:
    body = top + "".join(f"<p>Paragraph {i}. {SENTENCE}</p>" for i in range(3))
    loaded = html.read(page(f"<div class=page>{body}</div>", head=head), name="page")
    assert loaded.metadata.title == title
    assert texts(loaded)[0] == title
    assert texts(loaded).count(title) == 1


def test_formatting_leaves_no_marks() -> None:
    loaded = html.read(
        page(article("<p>It is <b>very</b> <i>old</i>, <code>a_b</code>.</p>")), name="x"
    )
    assert texts(loaded)[-1] == "It is very old, a_b."


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        "<div style='DISPLAY : none'><p>{}</p></div>",
        "<div style='color:red;visibility:hidden'><p>{}</p></div>",
        "<div aria-hidden=true><p>{}</p></div>",
        "<h2 class=hide-text>{}</h2>",
        "<p><span class='sr-only'>{}</span></p>",
        "<template><p>{}</p></template>",
        "<noscript><p>{}</p></noscript>",
        "<script>document.write('<p>{}</p>')</script>",
        "<style>/* <p>{}</p> */</style>",
        "<!-- <p>{}</p> -->",
        "<svg><text>{}</text></svg>",
        "<section id=comments><p>{}</p></section>",
        "<form><p>{}</p></form>",
    ],
)
def test_what_no_reader_sees_is_no_text(hidden: str) -> None:
    words = "Nobody reads this sentence on the page, however long it goes on."
    loaded = html.read(page(article(hidden.format(words))), name="page")
    assert len(loaded.blocks) == 4
    assert words not in " ".join(texts(loaded))


def test_article_behind_an_open_dialogue_is_read() -> None:
    data = page(f"<div aria-hidden=true>{article()}</div><div role=dialog>Accept?</div>")
    assert len(html.read(data, name="page").blocks) == 4


REFUSED = [
    (
        "<article>"
        + "".join(
            f"<h2><a href=/{i}>A headline about the old town {i}</a></h2><p>Rain fell there.</p>"
            for i in range(20)
        )
        + "</article>",
        "",
    ),
    ("", ""),
    ("<div id=root></div>", ""),
    ("<p>Please enable JavaScript to read on.</p>", " (it shows that it wants JavaScript)"),
    ("<h1>403 Forbidden</h1><p>nginx</p>", " (it shows that access is refused)"),
    ("<p>We and our partners use cookies. Accept all</p>", " (it shows only a cookie notice)"),
    (
        "<div><p>We use cookies, and so do our many partners, to measure how the site is read.</p>"
        "<p>A cookie is a small file. You may refuse each cookie in the settings, or accept all "
        "cookies now and change your mind at any later time.</p></div>",
        " (it shows only a cookie notice)",
    ),
    (
        "<h1>Log in</h1><p>Enter your password to go on.</p>",
        " (it shows a request to log in or subscribe)",
    ),
    (
        "".join(
            f"<div><h3><a href=/{i}>A headline about town {i}</a></h3></div>" for i in range(30)
        ),
        "",
    ),
    (
        "".join(
            f"<div class=c><div><a href=/{i}>A headline about the town {i}</a></div><div>{SENTENCE}"
            "</div></div>"
            for i in range(9)
        ),
        "",
    ),
]


@pytest.mark.parametrize(("body", "seen"), REFUSED)
def test_page_without_an_article_is_refused(body: str, seen: str) -> None:
    with pytest.raises(InputError) as caught:
        html.read(page(body), name="page")
    assert str(caught.value) == f"page: {NO_TEXT}{seen}; paste it instead"


def test_part_of_a_mail_or_record_is_read_however_short() -> None:
    assert texts(html.read_part(b"<p>Trains run <b>late</b>.</p><p>Log in.</p>", name="x")) == [
        "Trains run late.",
        "Log in.",
    ]
    record = load(Source(b'{"text": "<p>Trains run late.</p>", "title": "Trains"}', name="x.json"))
    assert texts(record) == ["Trains", "Trains run late."]
    head = b"From: a@example.org\nTo: b@example.org\nSubject: Trains\nContent-Type: text/html\n\n"
    mail = head + b"<p>They run <i>late</i>.</p>"
    assert texts(load(Source(mail, name="x.eml"))) == ["Trains", "They run late."]
    assert html.read_part(article().encode(), name="x") == html.read(article().encode(), name="x")


def test_short_article_that_names_a_cookie_is_read() -> None:
    data = page(article("<p>The miller sells a cookie to each visitor.</p>"))
    assert len(html.read(data, name="page").blocks) == 5


TAGS = (
    "page: the page has more than 40,000 tags, more than an article needs; paste the article's "
    "text instead"
)
CHARACTERS = TAGS.replace("40,000 tags", "1,500,000 characters of text")
CRUMBS = (
    "page: the page has more than 2,000 line breaks or formatted bits in one element; paste the "
    "article's text instead"
)
DEEP = "page: the page nests its elements too deeply; paste the article's text instead"
EMPTY = f"page: {NO_TEXT}; paste it instead"
ATTACKS = {
    "100,000 nested elements": (b"<div>" * 100_000 + b"text" + b"</div>" * 100_000, TAGS),
    "deep beyond the parser": (b"<div>" * 30_000 + b"text", EMPTY),
    "deep and wide": (b"<div>" * 200 + b"<p>Some words.</p>" * 9_000, DEEP),
    "10 MB of paragraphs": (b"<p>Some words to read.</p>" * 400_000, TAGS),
    "10 MB of text": (b"<p>" + b"Some words to read. " * 500_000, CHARACTERS),
    "a million attributes": (b"<p " + b" ".join(b"a%d=1" % i for i in range(1_000_000)), EMPTY),
    "attributes hidden by a quote": (
        b"<script>a<b ='</script><p " + b" ".join(b"a%d" % i for i in range(900_000)) + b"'>x</p>",
        EMPTY,
    ),
    "entities that unfold": (
        b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">'
        b'<!ENTITY c SYSTEM "file:///etc/passwd">]><p>&b;&c;</p>',
        EMPTY,
    ),
    "thousands of paragraphs": (
        b"<article>" + b"<p>Some words to read, to the end.</p>" * 15_000,
        " ".join(["Some words to read, to the end."] * 15_000),
    ),
    "crumbs": (b"<article><p>" + b"<i>a</i> " * 19_000, CRUMBS),
    "line breaks": (b"<article>" + b"Some words.<br>" * 30_000, CRUMBS),
    "open comments": (b"<!--" * 2_500_000, EMPTY),
    "open quotes": (b'<a "' * 2_500_000, EMPTY),
    "open scripts": (b"<script>" * 1_250_000, EMPTY),
    "open drawings": (b"<svg>" * 30_000 + b"<select>" * 5_000, EMPTY),
    "long JSON": (
        b'<script type=application/ld+json>{"@type": "NewsArticle", "articleBody": "'
        + b"Some words to read. " * 100_000
        + b'"}</script>',
        EMPTY,
    ),
    "deep JSON": (b"<script type=application/ld+json>" + b"[" * 500_000 + b"</script>", EMPTY),
}


def test_attacks_cost_little() -> None:
    """Each in under 2 s of work, all together under 500 MB: measured in a process of its own."""
    code = (
        "from tests.clock import within\n"
        "from tests.measured import peak\n"
        "from tests.test_load_html import ATTACKS, outcome\n"
        "outcome(b'<p>imports what reading needs</p>')\n"
        "for name, (data, expected) in ATTACKS.items():\n"
        "    print(name)\n"
        "    got = within(2, lambda: outcome(data))\n"
        "    assert got == expected, got\n"
        "assert peak() < 500\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.stdout, done.stderr)


def outcome(data: bytes) -> str:
    """The refusal of a page, or its text."""
    try:
        return " ".join(texts(html.read(data, name="page")))
    except InputError as error:
        return str(error)


def test_characters_that_are_none_do_not_reach_the_text() -> None:
    odd = "<p>One &#xD800; two &#0; three \x00\x08 four &#x110000; and the end.</p>"
    last = texts(html.read(page(article(odd)), name="page"))[-1]
    assert not re.search("[\x00-\x08\ud800-\udfff]", last)
    assert last.startswith("One") and last.endswith("four \ufffd and the end.")


def test_forty_thousand_spaces_are_one() -> None:
    wide = f"<p>The wheel{' ' * 40_000}turns.</p>"
    assert texts(html.read(page(article(wide)), name="page"))[-1] == "The wheel turns."


def test_picture_in_its_own_source_does_not_count_as_text() -> None:
    picture = f"<img src='data:image/png;base64,{'QUJD' * 500_000}'>"
    assert len(html.read(page(article(picture)), name="page").blocks) == 4


@pytest.mark.parametrize("label", ["punycode", "idna", "unicode_escape", "rot13", "hex", "utf-7"])
def test_an_encoding_that_no_page_is_written_in_is_not_believed(label: str) -> None:
    page = f"<meta charset={label}><h1>Titre</h1><article><p>{'été à la mer. ' * 200}</p></article>"
    blocks = html.read(page.encode("utf-8") + b"<!-- \xff -->", name="a.html").blocks
    assert "été à la mer." in blocks[-1].text
